-- The people and the pictures that a correction prints, and that the frozen proof has not.

ALTER TABLE corrections ADD COLUMN records TEXT NOT NULL DEFAULT '{}'
    CHECK (json_valid(records));
