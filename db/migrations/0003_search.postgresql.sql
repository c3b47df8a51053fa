-- Literature searches, for PostgreSQL 14 or newer: what was asked of whom, what came back, what became of it.

CREATE TABLE search (
    key VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    question VARCHAR NOT NULL,
    started_at VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    PRIMARY KEY (key),
    UNIQUE (position)
);

CREATE TABLE search_answer (
    search_key VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    query VARCHAR NOT NULL,
    asked_at VARCHAR NOT NULL,
    stated INTEGER,
    failure VARCHAR NOT NULL,
    PRIMARY KEY (search_key, source),
    CONSTRAINT known_source CHECK (source IN ('arxiv', 'semantic_scholar', 'openalex', 'crossref')),
    CONSTRAINT stated_count CHECK (stated >= 0),
    FOREIGN KEY(search_key) REFERENCES search (key) ON DELETE CASCADE
);

CREATE TABLE search_record (
    search_key VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    rank INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    arxiv VARCHAR,
    doi VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    PRIMARY KEY (search_key, source, rank),
    CONSTRAINT rank_number CHECK (rank >= 1),
    CONSTRAINT of_answer FOREIGN KEY(search_key, source) REFERENCES search_answer (search_key, source) ON DELETE CASCADE
);

CREATE INDEX ix_search_record_arxiv ON search_record (arxiv);

CREATE TABLE search_duplicate (
    search_key VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    rank INTEGER NOT NULL,
    of_source VARCHAR NOT NULL,
    of_rank INTEGER NOT NULL,
    why VARCHAR NOT NULL,
    score FLOAT NOT NULL,
    PRIMARY KEY (search_key, source, rank),
    CONSTRAINT score_share CHECK (score BETWEEN 0 AND 1),
    CONSTRAINT two_records CHECK (source <> of_source OR rank <> of_rank),
    CONSTRAINT of_record FOREIGN KEY(search_key, source, rank) REFERENCES search_record (search_key, source, rank) ON DELETE CASCADE,
    CONSTRAINT of_kept_record FOREIGN KEY(search_key, of_source, of_rank) REFERENCES search_record (search_key, source, rank) ON DELETE CASCADE
);

CREATE TABLE search_decision (
    search_key VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    rank INTEGER NOT NULL,
    fate VARCHAR NOT NULL,
    decided_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    relevance FLOAT,
    PRIMARY KEY (search_key, source, rank),
    CONSTRAINT known_fate CHECK (fate IN ('removed', 'excluded', 'sought', 'not_retrieved')),
    CONSTRAINT known_decided_by CHECK (decided_by IN ('automation', 'person')),
    CONSTRAINT relevance_share CHECK (relevance BETWEEN 0 AND 1),
    CONSTRAINT of_record FOREIGN KEY(search_key, source, rank) REFERENCES search_record (search_key, source, rank) ON DELETE CASCADE
);
