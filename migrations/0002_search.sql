-- The index of every draft's words. It holds no text of its own, and follows the tables in the
-- transactions that change them. Its rowid is the draft's recency, so that "the newest first"
-- costs nothing: ranking by relevance would read every answer before it gives the first.

CREATE VIEW pieces AS
SELECT drafts.id, drafts.recency, headline, standfirst, kicker, body, byline AS authors, front_matter
FROM drafts JOIN texts ON texts.draft = drafts.id;

CREATE VIRTUAL TABLE search USING fts5 (
    headline, standfirst, kicker, body, authors, front_matter,
    content = 'pieces', content_rowid = 'recency',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

INSERT INTO search (search) VALUES ('rebuild');

CREATE TRIGGER search_gains_a_text AFTER INSERT ON texts
BEGIN
    INSERT INTO search (rowid, headline, standfirst, kicker, body, authors, front_matter)
    SELECT recency, headline, standfirst, kicker, body, authors, front_matter
    FROM pieces WHERE id = NEW.draft;
END;

CREATE TRIGGER search_loses_a_text BEFORE DELETE ON texts
BEGIN
    INSERT INTO search (search, rowid, headline, standfirst, kicker, body, authors, front_matter)
    SELECT 'delete', recency, headline, standfirst, kicker, body, authors, front_matter
    FROM pieces WHERE id = OLD.draft;
END;

CREATE TRIGGER search_forgets_a_body BEFORE UPDATE OF body ON texts
WHEN OLD.body IS NOT NEW.body
BEGIN
    INSERT INTO search (search, rowid, headline, standfirst, kicker, body, authors, front_matter)
    SELECT 'delete', recency, headline, standfirst, kicker, body, authors, front_matter
    FROM pieces WHERE id = OLD.draft;
END;

CREATE TRIGGER search_learns_a_body AFTER UPDATE OF body ON texts
WHEN OLD.body IS NOT NEW.body
BEGIN
    INSERT INTO search (rowid, headline, standfirst, kicker, body, authors, front_matter)
    SELECT recency, headline, standfirst, kicker, body, authors, front_matter
    FROM pieces WHERE id = NEW.draft;
END;

CREATE TRIGGER search_forgets_a_draft
BEFORE UPDATE OF headline, standfirst, kicker, byline, front_matter, recency ON drafts
WHEN OLD.headline IS NOT NEW.headline OR OLD.standfirst IS NOT NEW.standfirst
    OR OLD.kicker IS NOT NEW.kicker OR OLD.byline IS NOT NEW.byline
    OR OLD.front_matter IS NOT NEW.front_matter OR OLD.recency IS NOT NEW.recency
BEGIN
    INSERT INTO search (search, rowid, headline, standfirst, kicker, body, authors, front_matter)
    SELECT 'delete', recency, headline, standfirst, kicker, body, authors, front_matter
    FROM pieces WHERE id = OLD.id;
END;

CREATE TRIGGER search_learns_a_draft
AFTER UPDATE OF headline, standfirst, kicker, byline, front_matter, recency ON drafts
WHEN OLD.headline IS NOT NEW.headline OR OLD.standfirst IS NOT NEW.standfirst
    OR OLD.kicker IS NOT NEW.kicker OR OLD.byline IS NOT NEW.byline
    OR OLD.front_matter IS NOT NEW.front_matter OR OLD.recency IS NOT NEW.recency
BEGIN
    INSERT INTO search (rowid, headline, standfirst, kicker, body, authors, front_matter)
    SELECT recency, headline, standfirst, kicker, body, authors, front_matter
    FROM pieces WHERE id = NEW.id;
END;
