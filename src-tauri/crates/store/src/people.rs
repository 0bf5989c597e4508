//! The person at this machine, in whose name everything is done.

use crate::{Reader, Result, Writer};

impl Reader<'_> {
    /// The name of the person at this machine; empty when nobody said.
    pub fn person(&self) -> Result<String> {
        Ok(self.conn.prepare_cached("SELECT person FROM here")?.query_row([], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// From now on, everything is done in the name of `person`.
    pub fn sign_as(&self, person: &str) -> Result<()> {
        self.conn.prepare_cached("UPDATE here SET person = ?1")?.execute([person])?;
        Ok(())
    }
}
