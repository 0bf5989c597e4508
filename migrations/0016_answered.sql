-- A proof's seal leaves with every export, and now says what was answered for by its hash: the
-- words, which may quote what an edition does not show, stay here.

ALTER TABLE proofs ADD COLUMN answered BLOB NOT NULL DEFAULT x'5B5D';  -- JSON: acceptances

DROP TRIGGER proof_is_not_changed;
UPDATE proofs SET answered = CAST(CAST(seal AS TEXT) ->> '$.accepted' AS BLOB);

CREATE TRIGGER proof_is_not_changed BEFORE UPDATE ON proofs
BEGIN SELECT RAISE(ABORT, 'closed: proof'); END;
