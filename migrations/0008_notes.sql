-- Notes in the margin of a draft: told from one editor to another, and never printed.

CREATE TABLE notes (
    id          BLOB PRIMARY KEY CHECK (length(id) = 16),
    draft       BLOB NOT NULL REFERENCES drafts,
    anchor      BLOB NOT NULL,                      -- where its words are, for the draft's replica
    open        INTEGER NOT NULL CHECK (open IN (0, 1)),
    record      TEXT NOT NULL                       -- JSON
) STRICT, WITHOUT ROWID;

CREATE INDEX notes_of_drafts ON notes (draft, open);
