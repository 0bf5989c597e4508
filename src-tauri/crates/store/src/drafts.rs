//! Drafts: everything of a piece but its text.

use newsroom::{
    ArticleKind, AuthorKey, Draft, DraftId, DraftSlug, DraftState, IssueDate, LanguageTag, Origin,
    Sign,
};
use rusqlite::{Params, Row, named_params};

use crate::{
    Error, Reader, Result, Writer,
    columns::{draft_id, from_json, from_word, json, parsed, word},
};

/// A draft, and what lists say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// The draft.
    pub draft: Draft,
    /// The length of its text when it was last folded, in signs.
    pub signs: u32,
    /// When it or its text last changed, in milliseconds since 1970.
    pub changed_at: i64,
    /// The first issue that has a place for it.
    pub issue: Option<IssueDate>,
}

/// A draft in a list: what is said of it there, and no more, for there may be thousands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// Its identity.
    pub id: DraftId,
    /// The name of its file and of its anchor.
    pub slug: DraftSlug,
    /// What sort of piece it is.
    pub kind: ArticleKind,
    /// How far it is.
    pub state: DraftState,
    /// The language it is written in.
    pub language: LanguageTag,
    /// Titre.
    pub headline: String,
    /// Who signs, in order.
    pub authors: Vec<AuthorKey>,
    /// The length of its text when it was last folded, in signs.
    pub signs: u32,
    /// When it or its text last changed, in milliseconds since 1970.
    pub changed_at: i64,
    /// The first issue that has a place for it.
    pub issue: Option<IssueDate>,
    /// How many notes beside it are open.
    pub notes: u32,
}

/// What a list computes beside the columns of a draft.
const COMPUTED: &str = "
    (SELECT min(issue) FROM placements WHERE placements.draft = drafts.slug) AS issue,
    max(changed_at, coalesce(
        (SELECT max(at) FROM journal JOIN texts ON texts.draft = journal.draft
         WHERE kind = 'text' AND journal.draft = drafts.id AND seq > folded_seq), 0)) AS touched_at";

impl Reader<'_> {
    /// Every draft, the last changed first.
    pub fn drafts(&self) -> Result<Vec<DraftRow>> {
        self.list("ORDER BY touched_at DESC, recency DESC", [])
    }

    /// The drafts that are neither published nor in the bin, the last changed first; as quick after twenty years of
    /// archive as on the first day.
    pub fn drafts_at_work(&self) -> Result<Vec<DraftLine>> {
        self.lines(
            "WHERE state <> 'published' AND id NOT IN (SELECT draft FROM bin)
             ORDER BY touched_at DESC, recency DESC",
            [],
        )
    }

    /// The line of one draft.
    pub fn draft_line(&self, id: DraftId) -> Result<DraftLine> {
        let found = self.lines("WHERE id = ?1", [id.0.as_bytes()])?;
        found.into_iter().next().ok_or_else(|| Error::missing("draft", id))
    }

    /// The draft called `id`.
    pub fn draft(&self, id: DraftId) -> Result<DraftRow> {
        let found = self.list("WHERE id = ?1", [id.0.as_bytes()])?;
        found.into_iter().next().ok_or_else(|| Error::missing("draft", id))
    }

    /// The draft whose file and anchor are called `slug`, if there is one.
    pub fn draft_by_slug(&self, slug: &DraftSlug) -> Result<Option<DraftRow>> {
        Ok(self.list("WHERE slug = ?1", [slug.as_str()])?.into_iter().next())
    }

    /// The states that a draft passed through, the first one first, with who and when. Once it
    /// is published, nothing is recorded of it but the closing of its issue.
    pub fn passages(&self, id: DraftId) -> Result<Vec<(DraftState, Sign)>> {
        self.conn
            .prepare_cached(
                "WITH said AS (
                     SELECT seq, at, who, CAST(payload AS TEXT) ->> '$.state' AS state
                     FROM journal
                     WHERE draft = ?1 AND kind <> 'text' AND json_valid(CAST(payload AS TEXT))
                 ), passed AS (
                     SELECT *, lag(state) OVER (ORDER BY seq) AS before
                     FROM said WHERE state IS NOT NULL
                 )
                 SELECT state, who, at FROM passed WHERE state IS NOT before ORDER BY seq",
            )?
            .query_and_then([id.0.as_bytes()], |row| {
                Ok((from_word(row, "state")?, Sign { who: row.get("who")?, at: row.get("at")? }))
            })?
            .collect()
    }

    pub(crate) fn has_draft(&self, id: DraftId) -> Result<bool> {
        Ok(self
            .conn
            .prepare_cached("SELECT 1 FROM drafts WHERE id = ?1")?
            .exists([id.0.as_bytes()])?)
    }

    fn list(&self, which: &str, params: impl Params) -> Result<Vec<DraftRow>> {
        self.conn
            .prepare_cached(&format!("SELECT drafts.*, {COMPUTED} FROM drafts {which}"))?
            .query_and_then(params, |row| {
                Ok(DraftRow {
                    draft: from_row(row)?,
                    signs: row.get("signs")?,
                    changed_at: row.get("touched_at")?,
                    issue: parsed(row, "issue")?,
                })
            })?
            .collect()
    }

    fn lines(&self, which: &str, params: impl Params) -> Result<Vec<DraftLine>> {
        self.conn
            .prepare_cached(&format!(
                "SELECT id, slug, kind, state, language, headline, authors, signs,
                     (SELECT count(*) FROM notes WHERE draft = drafts.id AND open = 1) AS notes,
                     {COMPUTED}
                 FROM drafts {which}"
            ))?
            .query_and_then(params, |row| {
                Ok(DraftLine {
                    id: draft_id(row, "id")?,
                    slug: from_word(row, "slug")?,
                    kind: from_word(row, "kind")?,
                    state: from_word(row, "state")?,
                    language: from_word(row, "language")?,
                    headline: row.get("headline")?,
                    authors: from_json(row, "authors")?,
                    signs: row.get("signs")?,
                    changed_at: row.get("touched_at")?,
                    issue: parsed(row, "issue")?,
                    notes: row.get("notes")?,
                })
            })?
            .collect()
    }

    /// The names that a byline of `authors` may be searched by.
    fn byline(&self, authors: &[AuthorKey]) -> Result<String> {
        let mut names = Vec::with_capacity(authors.len());
        for key in authors {
            names.push(match self.author(key) {
                Ok(author) => author.name,
                Err(Error::NotFound { .. }) => key.to_string(),
                Err(other) => return Err(other),
            });
        }
        Ok(names.join(", "))
    }

    /// The next rank among the drafts of a day, counted in days since 1970.
    fn next_recency(&self, day: i64) -> Result<i64> {
        let (first, last) = (day << 20, ((day + 1) << 20) - 1);
        Ok(self
            .conn
            .prepare_cached(
                "SELECT coalesce(max(recency), ?1) + 1 FROM drafts WHERE recency BETWEEN ?1 AND ?2",
            )?
            .query_row((first, last), |row| row.get(0))?)
    }

    pub(crate) fn recency_on(&self, date: IssueDate) -> Result<i64> {
        let day = self
            .conn
            .prepare_cached("SELECT unixepoch(?1) / 86400")?
            .query_row([date.to_string()], |row| row.get(0))?;
        self.next_recency(day)
    }
}

impl Writer<'_> {
    /// Takes in a new draft with its text. `replica` is what a text's journal starts from.
    pub fn insert_draft(
        &self,
        draft: &Draft,
        text: &str,
        replica: &[u8],
        signs: u32,
        at: i64,
    ) -> Result<()> {
        self.insert_row(draft, signs, at)?;
        self.insert_text(draft.id, text, replica, at)?;
        self.note_figures(draft.id, text)
    }

    /// Takes in a draft whose text is there, or comes next.
    pub(crate) fn insert_row(&self, draft: &Draft, signs: u32, at: i64) -> Result<()> {
        let recency = match draft.date {
            Some(date) => self.recency_on(date)?,
            None => self.next_recency(at.div_euclid(86_400_000))?,
        };
        self.put(
            draft,
            (Some(signs), Some(recency)),
            at,
            "INSERT INTO drafts (id, slug, kind, state, language, kicker, headline, standfirst,
                 keyword, authors, illustration, link, source, date, tags, origin_file,
                 front_matter, byline, signs, changed_at, recency)
             VALUES (:id, :slug, :kind, :state, :language, :kicker, :headline, :standfirst,
                 :keyword, :authors, :illustration, :link, :source, :date, :tags, :origin_file,
                 :front_matter, :byline, :signs, :at, :recency)",
        )?;
        Ok(())
    }

    /// Keeps what changed around a draft's text.
    pub fn save_draft(&self, draft: &Draft, at: i64) -> Result<()> {
        let saved = self.put(
            draft,
            (None, None),
            at,
            "UPDATE drafts SET slug = :slug, kind = :kind, state = :state, language = :language,
                 kicker = :kicker, headline = :headline, standfirst = :standfirst,
                 keyword = :keyword, authors = :authors, illustration = :illustration,
                 link = :link, source = :source, date = :date, tags = :tags,
                 origin_file = :origin_file, front_matter = :front_matter, byline = :byline,
                 changed_at = :at,
                 signs = coalesce(:signs, signs), recency = coalesce(:recency, recency)
             WHERE id = :id",
        )?;
        if saved == 0 { Err(Error::missing("draft", draft.id)) } else { Ok(()) }
    }

    fn put(
        &self,
        draft: &Draft,
        (signs, recency): (Option<u32>, Option<i64>),
        at: i64,
        sql: &str,
    ) -> Result<usize> {
        let origin = draft.origin.as_ref();
        self.conn
            .prepare_cached(sql)?
            .execute(named_params! {
                ":id": draft.id.0.as_bytes(),
                ":slug": draft.slug.as_str(),
                ":kind": word(&draft.kind)?,
                ":state": draft.state.word(),
                ":language": word(&draft.language)?,
                ":kicker": draft.kicker,
                ":headline": draft.headline,
                ":standfirst": draft.standfirst,
                ":keyword": draft.keyword,
                ":authors": json(&draft.authors)?,
                ":illustration": draft.illustration.as_ref().map(|key| key.as_str()),
                ":link": draft.link,
                ":source": draft.source,
                ":date": draft.date.map(|date| date.to_string()),
                ":tags": json(&draft.tags)?,
                ":origin_file": origin.map(|origin| &origin.file),
                ":front_matter": origin.map_or("", |origin| &origin.front_matter),
                ":byline": self.byline(&draft.authors)?,
                ":signs": signs,
                ":at": at,
                ":recency": recency,
            })
            .map_err(|why| Error::from(why).named("draft", &draft.slug))
    }

    /// Marks the draft as printed in the issue of `date`, unless an earlier one printed it.
    pub(crate) fn publish_draft(&self, slug: &DraftSlug, date: IssueDate) -> Result<bool> {
        let recency = self.recency_on(date)?;
        let published = self
            .conn
            .prepare_cached(
                "UPDATE drafts SET state = 'published', date = ?2, recency = ?3
                 WHERE slug = ?1 AND state <> 'published'",
            )?
            .execute((slug.as_str(), date.to_string(), recency))?;
        Ok(published > 0)
    }

    /// Brings the searched names of everything that `author` signs up to date.
    pub(crate) fn rename_in_bylines(&self, author: &AuthorKey) -> Result<()> {
        let signed: Vec<(Vec<u8>, String)> = self
            .conn
            .prepare_cached(
                "SELECT id, authors FROM drafts
                 WHERE ?1 IN (SELECT value FROM json_each(drafts.authors))",
            )?
            .query_map([author.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let mut rename = self.conn.prepare_cached("UPDATE drafts SET byline = ?2 WHERE id = ?1")?;
        for (id, authors) in signed {
            let authors: Vec<AuthorKey> =
                serde_json::from_str(&authors).map_err(|why| Error::damaged("authors", why))?;
            rename.execute((id, self.byline(&authors)?))?;
        }
        Ok(())
    }
}

pub(crate) fn from_row(row: &Row<'_>) -> Result<Draft> {
    let file: Option<String> = row.get("origin_file")?;
    let front_matter = row.get("front_matter")?;
    Ok(Draft {
        id: draft_id(row, "id")?,
        slug: from_word(row, "slug")?,
        kind: from_word(row, "kind")?,
        state: from_word(row, "state")?,
        language: from_word(row, "language")?,
        kicker: row.get("kicker")?,
        headline: row.get("headline")?,
        standfirst: row.get("standfirst")?,
        keyword: row.get("keyword")?,
        authors: from_json(row, "authors")?,
        illustration: parsed(row, "illustration")?,
        link: row.get("link")?,
        source: row.get("source")?,
        date: parsed(row, "date")?,
        tags: from_json(row, "tags")?,
        origin: file.map(|file| Origin { file, front_matter }),
    })
}
