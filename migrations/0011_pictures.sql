-- The picture desk: which texts call for which pictures, and the pictures that were thrown away.

CREATE TABLE figures (
    draft       BLOB NOT NULL REFERENCES drafts,
    picture     TEXT NOT NULL,                      -- key, known or not
    PRIMARY KEY (draft, picture)
) STRICT, WITHOUT ROWID;

CREATE INDEX figures_by_picture ON figures (picture);

CREATE INDEX drafts_by_picture ON drafts (illustration) WHERE illustration IS NOT NULL;

-- A picture that was thrown away keeps its record and its original: it comes back whole.
CREATE TABLE picture_bin (
    picture     TEXT PRIMARY KEY REFERENCES illustrations,
    at          INTEGER NOT NULL,
    who         TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The figures of the texts that are there: what stands between ![[ and ]], up to a bar, without
-- folders and without the end of the file's name.
INSERT OR IGNORE INTO figures (draft, picture)
WITH RECURSIVE
    rest (draft, text) AS (
        SELECT draft, substr(body, instr(body, '![[') + 3) FROM texts WHERE instr(body, '![[')
        UNION ALL
        SELECT draft, substr(text, instr(text, '![[') + 3) FROM rest WHERE instr(text, '![[')
    ),
    inside (draft, words) AS (
        SELECT draft, substr(text, 1, instr(text, ']]') - 1) FROM rest WHERE instr(text, ']]') > 1
    ),
    target (draft, words) AS (
        SELECT draft, trim(substr(words, 1, instr(words || '|', '|') - 1)) FROM inside
    ),
    file (draft, name) AS (
        SELECT draft, replace(words, rtrim(words, replace(words, '/', '')), '') FROM target
    ),
    stem (draft, name) AS (
        SELECT draft, CASE instr(name, '.') WHEN 0 THEN name
            ELSE rtrim(rtrim(name, replace(name, '.', '')), '.') END
        FROM file
    )
SELECT draft, name FROM stem WHERE name <> '' AND name NOT GLOB '*[^a-z0-9-]*';
