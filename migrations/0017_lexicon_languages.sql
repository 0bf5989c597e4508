-- A word of the lexicon may be one of a language, and an acronym may stand for several things.

ALTER TABLE lexicon ADD COLUMN language TEXT;
ALTER TABLE lexicon ADD COLUMN expansions TEXT NOT NULL DEFAULT '[]';   -- JSON list
UPDATE lexicon SET expansions = json_array(expansion) WHERE expansion <> '';
ALTER TABLE lexicon DROP COLUMN expansion;
