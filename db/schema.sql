-- What the migrations make, as SQLite tells it. Written by tests/store/test_schema.py; see README.md.

CREATE TABLE claim (
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    truncated BOOLEAN NOT NULL,
    origin_paper VARCHAR,
    origin_report VARCHAR,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    importance FLOAT NOT NULL,
    record VARCHAR NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT content_id CHECK (length(id) = 16),
    CONSTRAINT one_origin CHECK (origin_paper IS NULL OR origin_report IS NULL),
    CONSTRAINT span CHECK (0 <= start AND start <= "end"),
    CONSTRAINT importance_share CHECK (importance BETWEEN 0 AND 1),
    CONSTRAINT known_type CHECK (type IN ('result', 'comparison', 'method', 'setting', 'background')),
    UNIQUE (position),
    FOREIGN KEY(origin_paper) REFERENCES paper (id) ON DELETE CASCADE,
    FOREIGN KEY(origin_report) REFERENCES report (id) ON DELETE CASCADE
);

CREATE INDEX ix_claim_origin_paper ON claim (origin_paper);

CREATE INDEX ix_claim_origin_report ON claim (origin_report);

CREATE TABLE claim_paper (
    claim_id VARCHAR NOT NULL,
    paper_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (claim_id, paper_id),
    FOREIGN KEY(claim_id) REFERENCES claim (id) ON DELETE CASCADE,
    FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);

CREATE INDEX ix_claim_paper_paper_id ON claim_paper (paper_id);

CREATE TABLE claim_rerun (
    claim_id VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    experiment VARCHAR,
    reason VARCHAR NOT NULL,
    stance VARCHAR,
    result_key VARCHAR,
    PRIMARY KEY (claim_id),
    CONSTRAINT known_stance CHECK (stance IN ('predicted', 'opposite', 'null')),
    CONSTRAINT content_id CHECK (length(claim_id) = 16),
    CONSTRAINT result_of_experiment CHECK (experiment IS NOT NULL OR result_key IS NULL),
    FOREIGN KEY(result_key) REFERENCES lab_result ("key") ON DELETE SET NULL
);

CREATE INDEX ix_claim_rerun_result_key ON claim_rerun (result_key);

CREATE TABLE decision (
    number INTEGER NOT NULL,
    claim_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    decided_at VARCHAR NOT NULL,
    reviewer VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    PRIMARY KEY (number),
    CONSTRAINT one_decision_a_revision UNIQUE (claim_id, revision),
    CONSTRAINT content_id CHECK (length(claim_id) = 16),
    CONSTRAINT revision_number CHECK (revision >= 1),
    CONSTRAINT known_action CHECK (action IN ('accept', 'reject', 'relabel', 'evidence', 'note', 'undo'))
);

CREATE TABLE document (
    paper_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    format VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    chars INTEGER NOT NULL,
    hash VARCHAR NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (paper_id, version),
    CONSTRAINT version_number CHECK (version >= 0),
    CONSTRAINT length CHECK (chars >= 0),
    CONSTRAINT known_format CHECK (format IN ('pdf', 'html', 'latex', 'text')),
    FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);

CREATE TABLE evidence (
    verdict_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    paper_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    section VARCHAR NOT NULL,
    page INTEGER,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    hash VARCHAR NOT NULL,
    PRIMARY KEY (verdict_id, position),
    CONSTRAINT span CHECK (0 <= start AND start <= "end"),
    CONSTRAINT version_number CHECK (version >= 0),
    CONSTRAINT page_number CHECK (page >= 1),
    CONSTRAINT quote_hash CHECK (substr(hash, 1, 7) = 'sha256:'),
    FOREIGN KEY(verdict_id) REFERENCES verdict (id) ON DELETE CASCADE
);

CREATE INDEX ix_evidence_paper_id ON evidence (paper_id);

CREATE TABLE failure (
    command VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    item VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    hint VARCHAR NOT NULL,
    PRIMARY KEY (command, position)
);

CREATE TABLE lab_outcome (
    "key" VARCHAR NOT NULL,
    experiment VARCHAR NOT NULL,
    arm VARCHAR NOT NULL,
    seed INTEGER NOT NULL,
    record VARCHAR NOT NULL,
    PRIMARY KEY ("key")
);

CREATE INDEX ix_lab_outcome_experiment ON lab_outcome (experiment);

CREATE TABLE lab_result (
    "key" VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    experiment VARCHAR NOT NULL,
    preset VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    PRIMARY KEY ("key"),
    CONSTRAINT known_verdict CHECK (verdict IN ('reproduced', 'not_reproduced', 'inconclusive', 'withheld')),
    UNIQUE (position)
);

CREATE INDEX ix_lab_result_experiment ON lab_result (experiment);

CREATE TABLE note (
    "key" VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    PRIMARY KEY ("key")
);

CREATE TABLE paper (
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (position)
);

CREATE TABLE paper_verdict (
    "key" VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    PRIMARY KEY ("key")
);

CREATE TABLE paper_version (
    paper_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    PRIMARY KEY (paper_id, version),
    CONSTRAINT version_number CHECK (version >= 0),
    CONSTRAINT known_status CHECK (status IN ('wanted', 'available', 'unavailable', 'withdrawn', 'not_found')),
    FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);

CREATE INDEX ix_paper_version_status ON paper_version (status);

CREATE TABLE report (
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    path VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (position)
);

CREATE TABLE report_claim (
    report_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    claim_id VARCHAR NOT NULL,
    PRIMARY KEY (report_id, position),
    FOREIGN KEY(report_id) REFERENCES report (id) ON DELETE CASCADE,
    FOREIGN KEY(claim_id) REFERENCES claim (id) ON DELETE CASCADE
);

CREATE INDEX ix_report_claim_claim_id ON report_claim (claim_id);

CREATE TABLE run (
    "key" VARCHAR NOT NULL,
    command VARCHAR NOT NULL,
    started_at VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    PRIMARY KEY ("key")
);

CREATE INDEX ix_run_started_at ON run (started_at);

CREATE TABLE schema_migration (
    name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    applied_at VARCHAR NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE search (
    "key" VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    question VARCHAR NOT NULL,
    started_at VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    PRIMARY KEY ("key"),
    UNIQUE (position)
);

CREATE TABLE search_answer (
    search_key VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    "query" VARCHAR NOT NULL,
    asked_at VARCHAR NOT NULL,
    stated INTEGER,
    failure VARCHAR NOT NULL,
    PRIMARY KEY (search_key, source),
    CONSTRAINT known_source CHECK (source IN ('arxiv', 'semantic_scholar', 'openalex', 'crossref')),
    CONSTRAINT stated_count CHECK (stated >= 0),
    FOREIGN KEY(search_key) REFERENCES search ("key") ON DELETE CASCADE
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

CREATE TABLE sentence (
    id INTEGER NOT NULL,
    paper_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    section INTEGER NOT NULL,
    part VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT of_document FOREIGN KEY(paper_id, version) REFERENCES document (paper_id, version) ON DELETE CASCADE,
    CONSTRAINT span CHECK (0 <= start AND start <= "end"),
    CONSTRAINT known_part CHECK (part IN ('front', 'abstract', 'body', 'caption', 'table', 'references', 'appendix'))
);

CREATE INDEX sentence_of_document ON sentence (paper_id, version);

CREATE VIRTUAL TABLE sentence_words USING fts5(
    text, content='sentence', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);

CREATE TABLE vector (
    model VARCHAR NOT NULL,
    hash VARCHAR NOT NULL,
    shape VARCHAR NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (model, hash)
);

CREATE TABLE verdict (
    id INTEGER NOT NULL,
    run_key VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    label VARCHAR,
    verified BOOLEAN NOT NULL,
    confidence FLOAT,
    record VARCHAR NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT one_verdict_a_run UNIQUE (run_key, claim_id),
    CONSTRAINT known_status CHECK (status IN ('checked', 'source_unavailable', 'uncheckable')),
    CONSTRAINT known_label CHECK (label IN ('supported', 'partial', 'refuted', 'not_enough_info')),
    CONSTRAINT confidence_share CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT label_only_when_checked CHECK (status = 'checked' OR label IS NULL),
    CONSTRAINT tick_only_when_supported CHECK (NOT verified OR label = 'supported'),
    FOREIGN KEY(run_key) REFERENCES run ("key") ON DELETE CASCADE,
    FOREIGN KEY(claim_id) REFERENCES claim (id) ON DELETE CASCADE
);

CREATE INDEX ix_verdict_claim_id ON verdict (claim_id);

CREATE TRIGGER decision_kept BEFORE DELETE ON decision BEGIN
    SELECT RAISE(ABORT, 'decisions are only ever added');
END;

CREATE TRIGGER decision_unchanged BEFORE UPDATE ON decision BEGIN
    SELECT RAISE(ABORT, 'decisions are only ever added');
END;

CREATE TRIGGER sentence_added AFTER INSERT ON sentence BEGIN
    INSERT INTO sentence_words (rowid, text) VALUES (new.id, new.text);
END;

CREATE TRIGGER sentence_removed AFTER DELETE ON sentence BEGIN
    INSERT INTO sentence_words (sentence_words, rowid, text) VALUES ('delete', old.id, old.text);
END;
