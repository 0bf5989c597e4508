-- What people whom an article names asked to have printed, and what became of it.

CREATE TABLE rights_of_reply (
    issue       TEXT NOT NULL,
    draft       TEXT NOT NULL,                      -- slug
    rank        INTEGER NOT NULL CHECK (rank > 0),
    person      TEXT NOT NULL CHECK (person <> ''),
    received    TEXT NOT NULL,
    text        TEXT NOT NULL CHECK (text <> ''),
    state       TEXT NOT NULL CHECK (state IN ('received', 'published', 'refused')),
    decided     TEXT,                               -- the day
    reason      TEXT NOT NULL CHECK (state <> 'refused' OR reason <> ''),
    printed_in  TEXT,                               -- the issue that prints it, too
    who         TEXT NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (issue, draft, rank)
) STRICT, WITHOUT ROWID;

-- What came stays as it came, and what was printed stays printed.
CREATE TRIGGER reply_stays_as_it_came BEFORE UPDATE ON rights_of_reply
WHEN NEW.person IS NOT OLD.person OR NEW.received IS NOT OLD.received OR NEW.text IS NOT OLD.text
    OR (OLD.state = 'published' AND NEW.state IS NOT 'published')
BEGIN SELECT RAISE(ABORT, 'closed: reply'); END;

CREATE TRIGGER reply_is_not_removed BEFORE DELETE ON rights_of_reply
BEGIN SELECT RAISE(ABORT, 'closed: reply'); END;

CREATE TRIGGER reply_is_to_what_was_published BEFORE INSERT ON rights_of_reply
WHEN (SELECT state FROM issues WHERE date = NEW.issue) IS NOT 'published'
BEGIN SELECT RAISE(ABORT, 'closed: reply'); END;
