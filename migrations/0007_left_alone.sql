-- The remarks on a draft that someone decided to leave, by the name that the remark keeps as long
-- as its rule and its words are the same.

CREATE TABLE left_alone (
    draft       BLOB NOT NULL REFERENCES drafts,
    remark      TEXT NOT NULL,
    who         TEXT NOT NULL,
    at          INTEGER NOT NULL,                   -- milliseconds since 1970
    PRIMARY KEY (draft, remark)
) STRICT, WITHOUT ROWID;
