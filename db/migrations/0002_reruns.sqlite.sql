-- What the lab measured and concluded, for SQLite.

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
