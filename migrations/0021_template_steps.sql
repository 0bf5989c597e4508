-- What undoing and redoing give back of the templates, across restarts.

CREATE TABLE template_steps (
    side        TEXT NOT NULL CHECK (side IN ('undo', 'redo')),
    step        INTEGER NOT NULL,                   -- the greatest comes back first
    what        TEXT NOT NULL,                      -- the word of the change
    templates   TEXT NOT NULL,                      -- JSON: the templates that come back
    PRIMARY KEY (side, step)
) STRICT, WITHOUT ROWID;
