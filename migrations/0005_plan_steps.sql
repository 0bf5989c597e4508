-- What undoing and redoing give back: the plans that an issue in preparation had, across restarts.
-- The journal keeps every change for ever; these steps leave when the issue is closed.

CREATE TABLE plan_steps (
    issue       TEXT NOT NULL REFERENCES issues,
    side        TEXT NOT NULL CHECK (side IN ('undo', 'redo')),
    step        INTEGER NOT NULL,                   -- the greatest comes back first
    what        TEXT NOT NULL,                      -- the word of the change
    typing      TEXT,                               -- what was being typed, if it was words
    at          INTEGER NOT NULL,                   -- milliseconds since 1970
    plan        TEXT NOT NULL,                      -- JSON: the plan that comes back
    PRIMARY KEY (issue, side, step)
) STRICT, WITHOUT ROWID;

-- Reading every plan of a long archive for its quotation would take too long.
CREATE INDEX issues_by_epigraph ON issues (plan ->> '$.epigraph.text', date)
WHERE plan ->> '$.epigraph.text' IS NOT NULL;
