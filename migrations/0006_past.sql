-- The past of drafts: how each change of text was made, and the bin.

-- How a change of text was made ('joined', 'undo', 'redo', 'restore'), for undoing it later;
-- none for a step of its own.
ALTER TABLE journal ADD COLUMN gesture TEXT;

-- What is told of a draft beside its text, in order.
CREATE INDEX journal_of_drafts ON journal (draft, seq) WHERE kind <> 'text';

-- Drafts that were thrown away, and come back whole: nothing of them is removed.
CREATE TABLE bin (
    draft       BLOB PRIMARY KEY REFERENCES drafts,
    at          INTEGER NOT NULL,
    who         TEXT NOT NULL,
    places      TEXT NOT NULL                       -- JSON: where issues in preparation had it
) STRICT, WITHOUT ROWID;

CREATE TRIGGER published_draft_is_not_binned BEFORE INSERT ON bin
WHEN (SELECT state FROM drafts WHERE id = NEW.draft) = 'published'
BEGIN SELECT RAISE(ABORT, 'closed: draft'); END;
