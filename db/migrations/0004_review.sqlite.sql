-- What people decide on the review page, for SQLite. Decisions are only ever added: the triggers see to that.

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

CREATE TRIGGER decision_unchanged BEFORE UPDATE ON decision BEGIN
    SELECT RAISE(ABORT, 'decisions are only ever added');
END;

CREATE TRIGGER decision_kept BEFORE DELETE ON decision BEGIN
    SELECT RAISE(ABORT, 'decisions are only ever added');
END;
