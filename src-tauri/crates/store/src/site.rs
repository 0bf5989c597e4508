//! What tells, without reading it, whether an issue is still what it was: its mark.

use std::collections::BTreeMap;

use newsroom::{IssueDate, IssueState};

use crate::{Reader, Result, columns::from_word};

/// What tells of an issue whether anything that its pages print of it alone has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueMark {
    /// Its day.
    pub date: IssueDate,
    /// Its state.
    pub state: IssueState,
    /// Everything of it, in one line: the hash of its proof once it is closed; before that, its
    /// plan and when each of its articles changed. Then its corrections, and the replies to it.
    pub mark: String,
}

impl Reader<'_> {
    /// The mark of every issue, the first day first.
    pub fn issue_marks(&self) -> Result<Vec<IssueMark>> {
        let mut more: BTreeMap<IssueDate, String> = BTreeMap::new();
        let mut told = self.conn.prepare_cached(
            "SELECT issue, 'c' || count(*) || ':' || max(at) AS told FROM corrections GROUP BY issue
             UNION ALL
             SELECT issue, 'r' || group_concat(rank || state || coalesce(decided, ''), ';')
             FROM (SELECT * FROM rights_of_reply ORDER BY issue, draft, rank) GROUP BY issue",
        )?;
        let mut rows = told.query([])?;
        while let Some(row) = rows.next()? {
            let said: String = row.get("told")?;
            more.entry(from_word(row, "issue")?).or_default().push_str(&said);
        }
        self.conn
            .prepare_cached(
                "SELECT date, state, CASE state WHEN 'published' THEN proof_hash ELSE
                     plan || coalesce((SELECT group_concat(hex(id) || changed_at, ';') FROM
                         (SELECT id, changed_at FROM placements JOIN drafts ON slug = draft
                          WHERE issue = issues.date ORDER BY slot, rank)), '') END AS mark
                 FROM issues ORDER BY date",
            )?
            .query_and_then([], |row| {
                let date = from_word(row, "date")?;
                let mut mark: String = row.get("mark")?;
                mark.push_str(more.get(&date).map_or("", String::as_str));
                Ok(IssueMark { date, state: from_word(row, "state")?, mark })
            })?
            .collect()
    }

    /// The record of every illustration, as it is kept, by its key.
    pub fn illustration_records(&self) -> Result<BTreeMap<String, String>> {
        self.conn
            .prepare_cached("SELECT key, hash || record FROM illustrations")?
            .query_and_then([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect()
    }
}
