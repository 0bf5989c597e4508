-- The index of the words that stand beside the texts: pictures, notes in the margin, the lexicon,
-- what issues decide. Each sort has ranks of its own, from its number times 2^40, so that a search
-- asks the index for one sort and stops at the first answers, whatever the others have.

CREATE VIEW findable AS
SELECT 1 AS kind, key AS name, concat_ws(' · ',
    nullif(json_extract(record, '$.alt'), ''), nullif(json_extract(record, '$.caption'), ''),
    nullif(json_extract(record, '$.credit'), ''),
    (SELECT authors.name FROM authors WHERE authors.key = json_extract(record, '$.author')),
    nullif(json_extract(record, '$.tool'), ''), nullif(json_extract(record, '$.source'), ''),
    nullif(json_extract(record, '$.licence'), ''), key) AS words
FROM illustrations WHERE json_valid(record)
UNION ALL
SELECT 2, id, concat_ws(' · ', json_extract(record, '$.text'),
    (SELECT group_concat(json_extract(value, '$.text'), ' · ')
     FROM json_each(record, '$.replies')),
    nullif(json_extract(record, '$.words'), ''))
FROM notes WHERE json_valid(record)
UNION ALL
SELECT 3, form, concat_ws(' · ', form,
    (SELECT group_concat(value, ' · ') FROM json_each(expansions)),
    (SELECT group_concat(value, ' · ') FROM json_each(forbidden)), nullif(note, ''))
FROM lexicon WHERE json_valid(expansions) AND json_valid(forbidden)
UNION ALL
SELECT 4, date, concat_ws(' · ',
    nullif(json_extract(plan, '$.title'), ''), nullif(json_extract(plan, '$.subject'), ''),
    nullif(json_extract(plan, '$.preheader'), ''),
    (SELECT group_concat(json_extract(value, '$.text'), ' · ') FROM json_each(plan, '$.summary')),
    (SELECT group_concat(json_extract(value, '$.text'), ' · ') FROM json_each(plan, '$.teaser')),
    nullif(json_extract(plan, '$.epigraph.text'), ''),
    (SELECT group_concat(concat_ws(' · ', json_extract(value, '$.headline'),
         json_extract(value, '$.standfirst'), json_extract(value, '$.byline')), ' · ')
     FROM json_each(plan, '$.overrides')))
FROM issues WHERE json_valid(plan);

CREATE TABLE search_rows (
    id          INTEGER PRIMARY KEY,
    kind        INTEGER NOT NULL,
    name        ANY NOT NULL,
    words       TEXT NOT NULL,
    UNIQUE (kind, name)
) STRICT;

INSERT INTO search_rows (id, kind, name, words)
SELECT (kind << 40) + row_number() OVER (PARTITION BY kind ORDER BY name), kind, name, words
FROM findable;

CREATE VIRTUAL TABLE search_beside USING fts5 (
    words, content = 'search_rows', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

INSERT INTO search_beside (search_beside) VALUES ('rebuild');

CREATE TRIGGER search_gains_a_row AFTER INSERT ON search_rows
BEGIN
    INSERT INTO search_beside (rowid, words) VALUES (NEW.id, NEW.words);
END;

CREATE TRIGGER search_loses_a_row AFTER DELETE ON search_rows
BEGIN
    INSERT INTO search_beside (search_beside, rowid, words) VALUES ('delete', OLD.id, OLD.words);
END;

CREATE TRIGGER search_changes_a_row AFTER UPDATE OF words ON search_rows
WHEN OLD.words IS NOT NEW.words
BEGIN
    INSERT INTO search_beside (search_beside, rowid, words) VALUES ('delete', OLD.id, OLD.words);
    INSERT INTO search_beside (rowid, words) VALUES (NEW.id, NEW.words);
END;

CREATE TRIGGER search_gains_a_picture AFTER INSERT ON illustrations
BEGIN
    INSERT INTO search_rows (id, kind, name, words)
    SELECT 1 + max(1 << 40, coalesce((SELECT max(id) FROM search_rows WHERE id < 2 << 40), 0)),
        kind, name, words FROM findable WHERE kind = 1 AND name = NEW.key
    ON CONFLICT (kind, name) DO UPDATE SET words = excluded.words;
END;

CREATE TRIGGER search_follows_a_picture AFTER UPDATE OF record ON illustrations
BEGIN
    INSERT INTO search_rows (id, kind, name, words)
    SELECT 1 + max(1 << 40, coalesce((SELECT max(id) FROM search_rows WHERE id < 2 << 40), 0)),
        kind, name, words FROM findable WHERE kind = 1 AND name = NEW.key
    ON CONFLICT (kind, name) DO UPDATE SET words = excluded.words;
END;

CREATE TRIGGER search_loses_a_picture AFTER DELETE ON illustrations
BEGIN
    DELETE FROM search_rows WHERE kind = 1 AND name = OLD.key;
END;

CREATE TRIGGER search_gains_a_note AFTER INSERT ON notes
BEGIN
    INSERT INTO search_rows (id, kind, name, words)
    SELECT 1 + max(2 << 40, coalesce((SELECT max(id) FROM search_rows WHERE id < 3 << 40), 0)),
        kind, name, words FROM findable WHERE kind = 2 AND name = NEW.id
    ON CONFLICT (kind, name) DO UPDATE SET words = excluded.words;
END;

CREATE TRIGGER search_follows_a_note AFTER UPDATE OF record ON notes
BEGIN
    INSERT INTO search_rows (id, kind, name, words)
    SELECT 1 + max(2 << 40, coalesce((SELECT max(id) FROM search_rows WHERE id < 3 << 40), 0)),
        kind, name, words FROM findable WHERE kind = 2 AND name = NEW.id
    ON CONFLICT (kind, name) DO UPDATE SET words = excluded.words;
END;

CREATE TRIGGER search_loses_a_note AFTER DELETE ON notes
BEGIN
    DELETE FROM search_rows WHERE kind = 2 AND name = OLD.id;
END;

CREATE TRIGGER search_gains_an_entry AFTER INSERT ON lexicon
BEGIN
    INSERT INTO search_rows (id, kind, name, words)
    SELECT 1 + max(3 << 40, coalesce((SELECT max(id) FROM search_rows WHERE id < 4 << 40), 0)),
        kind, name, words FROM findable WHERE kind = 3 AND name = NEW.form
    ON CONFLICT (kind, name) DO UPDATE SET words = excluded.words;
END;

CREATE TRIGGER search_follows_an_entry AFTER UPDATE OF expansions, forbidden, note ON lexicon
BEGIN
    INSERT INTO search_rows (id, kind, name, words)
    SELECT 1 + max(3 << 40, coalesce((SELECT max(id) FROM search_rows WHERE id < 4 << 40), 0)),
        kind, name, words FROM findable WHERE kind = 3 AND name = NEW.form
    ON CONFLICT (kind, name) DO UPDATE SET words = excluded.words;
END;

CREATE TRIGGER search_loses_an_entry AFTER DELETE ON lexicon
BEGIN
    DELETE FROM search_rows WHERE kind = 3 AND name = OLD.form;
END;

CREATE TRIGGER search_gains_an_issue AFTER INSERT ON issues
BEGIN
    INSERT INTO search_rows (id, kind, name, words)
    SELECT 1 + max(4 << 40, coalesce((SELECT max(id) FROM search_rows WHERE id < 5 << 40), 0)),
        kind, name, words FROM findable WHERE kind = 4 AND name = NEW.date
    ON CONFLICT (kind, name) DO UPDATE SET words = excluded.words;
END;

CREATE TRIGGER search_follows_an_issue AFTER UPDATE OF plan ON issues
BEGIN
    INSERT INTO search_rows (id, kind, name, words)
    SELECT 1 + max(4 << 40, coalesce((SELECT max(id) FROM search_rows WHERE id < 5 << 40), 0)),
        kind, name, words FROM findable WHERE kind = 4 AND name = NEW.date
    ON CONFLICT (kind, name) DO UPDATE SET words = excluded.words;
END;

CREATE TRIGGER search_loses_an_issue AFTER DELETE ON issues
BEGIN
    DELETE FROM search_rows WHERE kind = 4 AND name = OLD.date;
END;

-- The credit of a picture names its author.
CREATE TRIGGER search_follows_an_author AFTER UPDATE OF name ON authors
WHEN OLD.name IS NOT NEW.name
BEGIN
    UPDATE search_rows
    SET words = (SELECT words FROM findable WHERE kind = 1 AND name = search_rows.name)
    WHERE kind = 1 AND name IN
        (SELECT key FROM illustrations WHERE json_extract(record, '$.author') = NEW.key);
END;
