-- The newsroom: its settings, people, pictures, drafts, issues, and the journal of every change.

-- What a draft, an author or an issue may hold is checked by Rust's types before it comes here;
-- what no program may ever do to what was published is forbidden here.

CREATE TABLE publication (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    settings    TEXT NOT NULL                       -- JSON
) STRICT;

CREATE TABLE authors (
    key         TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    initials    TEXT NOT NULL,
    bio         TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE illustrations (
    key         TEXT PRIMARY KEY,
    hash        TEXT NOT NULL,                      -- names the file in originals/
    record      TEXT NOT NULL                       -- JSON
) STRICT, WITHOUT ROWID;

-- Only grows. Changes of text are the bytes of a replica, all others JSON.
CREATE TABLE journal (
    seq         INTEGER PRIMARY KEY,
    at          INTEGER NOT NULL,                   -- milliseconds since 1970
    kind        TEXT NOT NULL,                      -- 'text', or the command's name
    draft       BLOB,
    payload     BLOB NOT NULL
) STRICT;

CREATE INDEX journal_of_texts ON journal (draft, seq, at) WHERE kind = 'text';

CREATE TABLE drafts (
    id              BLOB PRIMARY KEY CHECK (length(id) = 16),
    slug            TEXT NOT NULL UNIQUE,
    kind            TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN
                    ('idea', 'writing', 'to_review', 'reviewed', 'ready', 'published', 'spiked')),
    language        TEXT NOT NULL,
    kicker          TEXT NOT NULL,
    headline        TEXT NOT NULL,
    standfirst      TEXT NOT NULL,
    keyword         TEXT NOT NULL,
    authors         TEXT NOT NULL,                  -- JSON list of keys
    illustration    TEXT,
    link            TEXT NOT NULL,
    source          TEXT NOT NULL,
    date            TEXT,
    tags            TEXT NOT NULL,                  -- JSON list
    origin_file     TEXT,
    front_matter    TEXT NOT NULL,
    -- Computed from the rest:
    byline          TEXT NOT NULL,                  -- the authors' names, to be searched
    signs           INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL,
    recency         INTEGER NOT NULL UNIQUE         -- day, then order of arrival in that day
) STRICT;

-- The archive grows for ever; what is being written stays a short list.
CREATE INDEX drafts_at_work ON drafts (changed_at) WHERE state <> 'published';

-- The text that the journal gives when it is read up to folded_seq. A checkpoint, if there is
-- one, spares the reading of what is before it.
CREATE TABLE texts (
    draft       BLOB PRIMARY KEY REFERENCES drafts,
    folded_seq  INTEGER NOT NULL,
    body        TEXT NOT NULL,
    checkpoint  BLOB
) STRICT;

CREATE TABLE issues (
    date        TEXT PRIMARY KEY,
    number      INTEGER NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('preparing', 'published', 'archived')),
    plan        TEXT NOT NULL,                      -- JSON
    closed_at   INTEGER,
    proof_hash  TEXT,
    proof       BLOB,                               -- JSON, frozen
    CHECK ((state = 'published') = (proof_hash IS NOT NULL AND proof IS NOT NULL))
) STRICT;

-- The articles of every plan, a row each, so that they can be asked for. An article may be
-- placed before it is imported.
CREATE TABLE placements (
    issue       TEXT NOT NULL REFERENCES issues,
    slot        INTEGER NOT NULL,
    rank        INTEGER NOT NULL,
    role        TEXT NOT NULL,
    visibility  TEXT NOT NULL,                      -- JSON, by edition
    draft       TEXT NOT NULL,                      -- slug
    PRIMARY KEY (issue, slot, rank),
    UNIQUE (draft, issue)
) STRICT, WITHOUT ROWID;

-- The journal only grows.
CREATE TRIGGER journal_is_not_rewritten BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'closed: journal'); END;

CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'closed: journal'); END;

-- A published article no longer changes.
CREATE TRIGGER published_draft_is_written_no_more BEFORE INSERT ON journal
WHEN NEW.kind = 'text' AND (SELECT state FROM drafts WHERE id = NEW.draft) = 'published'
    AND EXISTS (SELECT 1 FROM texts WHERE draft = NEW.draft)
BEGIN SELECT RAISE(ABORT, 'closed: draft'); END;

CREATE TRIGGER published_draft_is_not_changed
BEFORE UPDATE OF id, slug, kind, state, language, kicker, headline, standfirst, keyword, authors,
    illustration, link, source, date, tags, origin_file, front_matter ON drafts
WHEN OLD.state = 'published'
BEGIN SELECT RAISE(ABORT, 'closed: draft'); END;

CREATE TRIGGER published_draft_is_not_removed BEFORE DELETE ON drafts
WHEN OLD.state = 'published'
BEGIN SELECT RAISE(ABORT, 'closed: draft'); END;

-- What was written before the publication may still be folded, once.
CREATE TRIGGER published_text_is_not_changed BEFORE UPDATE ON texts
WHEN (SELECT state FROM drafts WHERE id = OLD.draft) = 'published' AND NOT EXISTS
    (SELECT 1 FROM journal WHERE draft = OLD.draft AND kind = 'text' AND seq > OLD.folded_seq)
BEGIN SELECT RAISE(ABORT, 'closed: draft'); END;

CREATE TRIGGER published_text_is_not_removed BEFORE DELETE ON texts
WHEN (SELECT state FROM drafts WHERE id = OLD.draft) = 'published'
BEGIN SELECT RAISE(ABORT, 'closed: draft'); END;

-- Nor does a published issue.
CREATE TRIGGER published_issue_is_not_changed BEFORE UPDATE ON issues
WHEN OLD.state = 'published'
BEGIN SELECT RAISE(ABORT, 'closed: issue'); END;

CREATE TRIGGER published_issue_is_not_removed BEFORE DELETE ON issues
WHEN OLD.state = 'published'
BEGIN SELECT RAISE(ABORT, 'closed: issue'); END;

CREATE TRIGGER published_line_up_takes_nothing_in BEFORE INSERT ON placements
WHEN (SELECT state FROM issues WHERE date = NEW.issue) = 'published'
BEGIN SELECT RAISE(ABORT, 'closed: issue'); END;

CREATE TRIGGER published_line_up_is_not_changed BEFORE UPDATE ON placements
WHEN (SELECT state FROM issues WHERE date IN (OLD.issue, NEW.issue) AND state = 'published')
    IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'closed: issue'); END;

CREATE TRIGGER published_line_up_loses_nothing BEFORE DELETE ON placements
WHEN (SELECT state FROM issues WHERE date = OLD.issue) = 'published'
BEGIN SELECT RAISE(ABORT, 'closed: issue'); END;
