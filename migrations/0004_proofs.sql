-- Who answered for an issue: the remarks accepted by name, the proofs given, what was signed, what
-- was corrected once it was out, and what became of the things it said to watch.

CREATE TABLE acceptances (
    fingerprint TEXT PRIMARY KEY,                   -- of the rule, the article and the words
    rule        TEXT NOT NULL,
    words       TEXT NOT NULL,                      -- what was accepted, as it was shown
    who         TEXT NOT NULL,
    reason      TEXT NOT NULL CHECK (reason <> ''),
    at          INTEGER NOT NULL                    -- milliseconds since 1970
) STRICT, WITHOUT ROWID;

-- Every proof that was ever given; only the last one of an issue can be closed.
CREATE TABLE proofs (
    issue       TEXT NOT NULL,
    rank        INTEGER NOT NULL,
    hash        TEXT NOT NULL,                      -- BLAKE3 of the frozen issue
    seal        BLOB NOT NULL,                      -- JSON: the very bytes that are signed
    frozen      BLOB NOT NULL,                      -- JSON: the issue
    PRIMARY KEY (issue, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE signing_keys (
    key         TEXT PRIMARY KEY,                   -- Ed25519, public, hexadecimal
    who         TEXT NOT NULL,
    at          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE signatures (
    issue       TEXT PRIMARY KEY,
    rank        INTEGER NOT NULL,
    key         TEXT NOT NULL REFERENCES signing_keys,
    signature   TEXT NOT NULL,                      -- Ed25519, hexadecimal
    FOREIGN KEY (issue, rank) REFERENCES proofs
) STRICT, WITHOUT ROWID;

CREATE TABLE corrections (
    issue       TEXT NOT NULL,
    draft       TEXT NOT NULL,                      -- slug
    version     INTEGER NOT NULL CHECK (version > 1),
    level       TEXT NOT NULL CHECK (level IN ('minor', 'significant', 'serious')),
    note        TEXT NOT NULL CHECK (note <> ''),
    who         TEXT NOT NULL,
    at          INTEGER NOT NULL,
    day         TEXT NOT NULL,
    article     BLOB NOT NULL,                      -- JSON
    PRIMARY KEY (issue, draft, version)
) STRICT, WITHOUT ROWID;

-- What became of the erratum that a correction offers to the next issue.
CREATE TABLE errata (
    issue       TEXT NOT NULL,
    draft       TEXT NOT NULL,
    version     INTEGER NOT NULL,
    printed_in  TEXT,                               -- the issue; none when it was declined
    who         TEXT NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (issue, draft, version),
    FOREIGN KEY (issue, draft, version) REFERENCES corrections
) STRICT, WITHOUT ROWID;

CREATE TABLE watches (
    issue       TEXT NOT NULL,
    draft       TEXT NOT NULL,                      -- slug
    mark        TEXT NOT NULL,                      -- fingerprint of its words
    state       TEXT NOT NULL CHECK (state IN ('open', 'kept', 'denied')),
    due         TEXT,                               -- the day set by a person
    followed_in TEXT,                               -- the issue that took it up again
    who         TEXT NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (issue, draft, mark)
) STRICT, WITHOUT ROWID;

-- What was given, signed or corrected stays as it was.
CREATE TRIGGER proof_is_not_changed BEFORE UPDATE ON proofs
BEGIN SELECT RAISE(ABORT, 'closed: proof'); END;

CREATE TRIGGER proof_is_not_removed BEFORE DELETE ON proofs
BEGIN SELECT RAISE(ABORT, 'closed: proof'); END;

CREATE TRIGGER signature_is_not_changed BEFORE UPDATE ON signatures
BEGIN SELECT RAISE(ABORT, 'closed: proof'); END;

CREATE TRIGGER signature_is_not_removed BEFORE DELETE ON signatures
BEGIN SELECT RAISE(ABORT, 'closed: proof'); END;

CREATE TRIGGER signing_key_is_not_changed BEFORE UPDATE ON signing_keys
BEGIN SELECT RAISE(ABORT, 'closed: key'); END;

CREATE TRIGGER signing_key_is_not_removed BEFORE DELETE ON signing_keys
BEGIN SELECT RAISE(ABORT, 'closed: key'); END;

CREATE TRIGGER correction_is_not_changed BEFORE UPDATE ON corrections
BEGIN SELECT RAISE(ABORT, 'closed: correction'); END;

CREATE TRIGGER correction_is_not_removed BEFORE DELETE ON corrections
BEGIN SELECT RAISE(ABORT, 'closed: correction'); END;

CREATE TRIGGER correction_is_of_what_was_published BEFORE INSERT ON corrections
WHEN (SELECT state FROM issues WHERE date = NEW.issue) IS NOT 'published'
BEGIN SELECT RAISE(ABORT, 'closed: correction'); END;
