-- Who did what. A newsroom is opened on one machine at a time, and one person sits at it.

CREATE TABLE here (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    person      TEXT NOT NULL                       -- a name as it is signed; empty: nobody said
) STRICT;

INSERT INTO here (one, person) VALUES (1, '');

-- Entries from before this table were made by whoever there was.
ALTER TABLE journal ADD COLUMN who TEXT NOT NULL DEFAULT '';
