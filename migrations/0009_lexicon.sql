-- How this newsroom writes its words, and which words it has published.

CREATE TABLE lexicon (
    form        TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,
    forbidden   TEXT NOT NULL,                      -- JSON list
    expansion   TEXT NOT NULL,
    note        TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What no dictionary knows and published articles have. Computed from them, one article at a
-- time: a word is looked up by its form, never by reading the archive.
CREATE TABLE archive_words (
    form        TEXT PRIMARY KEY,
    articles    INTEGER NOT NULL,                   -- how many have it
    uses        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Two spellings one letter apart have a key in common.
CREATE TABLE archive_keys (
    key         TEXT NOT NULL,
    form        TEXT NOT NULL REFERENCES archive_words,
    PRIMARY KEY (key, form)
) STRICT, WITHOUT ROWID;

-- Published articles whose words are still to be learnt.
CREATE TABLE to_learn (
    draft       BLOB PRIMARY KEY REFERENCES drafts
) STRICT, WITHOUT ROWID;

INSERT INTO to_learn SELECT id FROM drafts WHERE state = 'published';

CREATE TRIGGER published_draft_is_learnt AFTER UPDATE OF state ON drafts
WHEN NEW.state = 'published' AND OLD.state <> 'published'
BEGIN INSERT OR IGNORE INTO to_learn VALUES (NEW.id); END;

CREATE TRIGGER archived_draft_is_learnt AFTER INSERT ON drafts
WHEN NEW.state = 'published'
BEGIN INSERT OR IGNORE INTO to_learn VALUES (NEW.id); END;
