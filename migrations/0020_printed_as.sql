-- Whether an erratum, a reply or an item to watch is printed is read where it is true: in the place
-- that an issue has for the draft that prints it. So undoing that place, and doing it again, or
-- throwing the draft away, is all that there is to do. Rows from before name no draft, and keep
-- the issue they named.

ALTER TABLE errata ADD COLUMN printed_as TEXT;          -- slug
ALTER TABLE rights_of_reply ADD COLUMN printed_as TEXT; -- slug
ALTER TABLE watches ADD COLUMN printed_as TEXT;         -- slug
