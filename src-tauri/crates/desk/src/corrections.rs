//! Corrections: a published article does not change; a newer version of it is printed on the web,
//! with a note, and an erratum is offered to the next issue.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use newsroom::{
    AnyIssue, Article, ArticleKind, Author, AuthorKey, CorrectedArticle, CorrectedRecords,
    Correction, Draft, DraftId, DraftSlug, Illustration, IllustrationKey, IssueDate, LanguageTag,
    Proof, ReplyState, SlotRole,
};
use rendition::Composition;
use serde_json::json;
use store::{Corrected, Erratum, PlanStep, Printable, Writer};
use sync::DraftText;

use crate::{
    Desk, Fault, Room,
    proofs::Needs,
    texts::counts,
    wire::{
        after::{
            CorrectArticle, Correctable, CorrectionView, ErratumState, PictureChange, PictureWords,
            PublishedArticle, ReadPublished, SettleErratum,
        },
        events::Event,
    },
};

pub(crate) fn read_published(desk: &Desk, ask: ReadPublished) -> Result<PublishedArticle, Fault> {
    let published = desk.published(ask.draft)?;
    let Published { issue, own, .. } = &published;
    let now = published.now();
    let library = desk.library(&pictures(&now))?;
    Ok(PublishedArticle {
        issue: *issue,
        slug: own.draft.slug.clone(),
        version: published.corrections.last().map_or(1, |it| it.made.correction.version),
        kind: own.draft.kind,
        pictures: published.changed(&library),
        now: correctable(now),
        corrections: published.corrections.iter().map(|it| view(it, Erratum::Offered)).collect(),
    })
}

pub(crate) fn correct_article(
    desk: &Desk,
    ask: CorrectArticle,
) -> Result<Vec<CorrectionView>, Fault> {
    if ask.note.trim().is_empty() {
        return Err(Fault::theirs("correction.note", &[]));
    }
    let who = desk.known_person()?;
    let published = desk.published(ask.draft)?;
    let before = published.now();
    let article = rewritten(&before, ask.now);
    let records = desk.records(&published, &article, ask.pictures)?;
    if article == before && records.is_empty() {
        return Err(Fault::theirs("correction.same", &[]));
    }
    let at = desk.clock.now();
    let corrected = Corrected {
        issue: published.issue,
        made: CorrectedArticle {
            slug: article.draft.slug.clone(),
            correction: Correction {
                version: 0,
                level: ask.level,
                note: ask.note.trim().to_owned(),
                who,
                at,
                day: desk.clock.today(),
            },
            article,
            records,
        },
    };
    let made = &corrected.made;
    desk.store.write(|writer| {
        let version = writer.correct(&corrected)?;
        let what = json!({
            "issue": corrected.issue,
            "article": made.slug,
            "version": version,
            "level": made.correction.level,
            "note": made.correction.note,
            "before": before,
            "after": made.article,
            "records": made.records,
        });
        writer.record("correct_article", Some(ask.draft), &what, at)
    })?;
    desk.tell(&Event::IssueChanged { date: corrected.issue });
    list_errata(desk, ())
}

/// A published article: as the issue printed it, and what was corrected since.
pub(crate) struct Published {
    pub(crate) issue: IssueDate,
    proof: Proof,
    /// The article's own words, whatever the issue printed instead.
    pub(crate) own: Article,
    corrections: Vec<Corrected>,
}

impl Published {
    /// The article as readers of the whole issue have it now.
    fn now(&self) -> Article {
        self.corrections.last().map_or_else(
            || self.proof.plan.wide_override_of(&self.own.draft.slug).applied(&self.own),
            |it| it.made.article.clone(),
        )
    }

    /// The record of a picture as readers see it, if they do.
    fn picture(&self, key: &IllustrationKey) -> Option<&Illustration> {
        let newer = self.corrections.iter().rev();
        newer
            .filter_map(|it| it.made.records.illustrations.get(key))
            .chain(self.proof.illustrations.get(key))
            .next()
    }

    /// Whether readers see the record of that author already.
    fn knows(&self, author: &AuthorKey) -> bool {
        self.proof.authors.contains_key(author)
            || self.corrections.iter().any(|it| it.made.records.authors.contains_key(author))
    }

    /// What the library says otherwise than readers see it.
    fn changed(&self, library: &Library) -> Vec<PictureChange> {
        let changes = library.pictures.iter().filter_map(|(key, now)| {
            let printed = self.picture(key).map(|it| self.words(it, library))?;
            let now = self.words(now, library);
            (printed != now).then(|| PictureChange { key: key.clone(), printed, now })
        });
        changes.collect()
    }

    fn words(&self, picture: &Illustration, library: &Library) -> PictureWords {
        let author = picture
            .author
            .as_ref()
            .and_then(|key| self.proof.authors.get(key).or_else(|| library.authors.get(key)));
        PictureWords {
            caption: picture.caption.clone(),
            credit: picture.credit_line(&self.proof.publication, author),
            alt: picture.alt.clone(),
        }
    }
}

/// What the newsroom has of some pictures, and of everyone who signs.
struct Library {
    pictures: BTreeMap<IllustrationKey, Illustration>,
    authors: BTreeMap<AuthorKey, Author>,
}

/// The pictures that `article` prints.
fn pictures(article: &Article) -> BTreeSet<IllustrationKey> {
    let document = Arc::new(markup::parse(&article.text));
    Needs::of([&article.draft].into_iter(), [&document].into_iter()).pictures
}

fn correctable(Article { draft, text }: Article) -> Correctable {
    let Draft { kicker, headline, standfirst, authors, illustration, source, .. } = draft;
    Correctable { kicker, headline, standfirst, text, authors, illustration, source }
}

/// `article` with other words.
fn rewritten(article: &Article, now: Correctable) -> Article {
    let words = |new: &str, old: &str| {
        if new.trim() == old.trim() { old.to_owned() } else { new.trim().to_owned() }
    };
    let old = &article.draft;
    let draft = Draft {
        kicker: words(&now.kicker, &old.kicker),
        headline: words(&now.headline, &old.headline),
        standfirst: words(&now.standfirst, &old.standfirst),
        source: words(&now.source, &old.source),
        authors: now.authors,
        illustration: now.illustration,
        ..old.clone()
    };
    Article { draft, text: now.text }
}

/// Every correction, the last first, with what became of its erratum.
pub(crate) fn list_errata(desk: &Desk, (): ()) -> Result<Vec<CorrectionView>, Fault> {
    let errata = desk.store.read(|reader| reader.errata())?;
    Ok(errata.iter().map(|(corrected, erratum)| view(corrected, *erratum)).collect())
}

/// Prints an erratum in an issue in preparation, as a brief of its own, or declines it.
pub(crate) fn settle_erratum(
    desk: &Desk,
    ask: SettleErratum,
) -> Result<Vec<CorrectionView>, Fault> {
    let found = desk.store.read(|reader| reader.corrections(ask.issue))?;
    let corrected = found
        .into_iter()
        .map(|it| it.made)
        .find(|it| it.slug == ask.slug && it.correction.version == ask.version)
        .ok_or_else(|| Fault::missing("correction", &ask.slug))?;
    if let Some(into) = ask.into {
        let publication = desk.store.read(|reader| reader.publication())?;
        let words = crate::words::Words::of(publication.locale);
        let params = [
            ("headline".to_owned(), corrected.article.draft.headline.clone()),
            ("note".to_owned(), corrected.correction.note.clone()),
            ("reference".to_owned(), format!("[[{}#{}]]", ask.issue, ask.slug)),
        ];
        let params = params.into_iter().collect();
        let (title, text) =
            (words.say("erratum.headline", &params), words.say("erratum.text", &params));
        let piece = Piece {
            kind: ArticleKind::Brief,
            headline: title,
            keyword: words.say("erratum.keyword", &params),
            text,
        };
        let of = (ask.issue, &ask.slug, Printable::Erratum(ask.version));
        desk.print_in(into, of, &piece, |writer, at| settle(writer, &ask, at))?;
    } else {
        let at = desk.clock.now();
        desk.store.write(|writer| settle(writer, &ask, at))?;
    }
    list_errata(desk, ())
}

fn settle(writer: &Writer<'_>, ask: &SettleErratum, at: i64) -> store::Result<()> {
    writer.settle_erratum((ask.issue, &ask.slug, ask.version), at)?;
    let what = json!({
        "issue": ask.issue, "article": ask.slug, "version": ask.version, "into": ask.into,
    });
    writer.record("settle_erratum", None, &what, at)?;
    Ok(())
}

fn view(corrected: &Corrected, erratum: Erratum) -> CorrectionView {
    let (erratum, printed_in) = match erratum {
        Erratum::Offered => (ErratumState::Offered, None),
        Erratum::Printed(date) => (ErratumState::Printed, Some(date)),
        Erratum::Declined => (ErratumState::Declined, None),
    };
    let made = &corrected.made;
    CorrectionView {
        issue: corrected.issue,
        slug: made.slug.clone(),
        headline: made.article.draft.headline.clone(),
        version: made.correction.version,
        level: made.correction.level,
        note: made.correction.note.clone(),
        who: made.correction.who.clone(),
        at: made.correction.at,
        erratum,
        printed_in,
    }
}

impl Desk {
    /// The article that `draft` became, with what was corrected since.
    pub(crate) fn published(&self, draft: DraftId) -> Result<Published, Fault> {
        let not_out = || Fault::theirs("correction.open", &[]);
        self.store
            .read(|reader| {
                let row = reader.draft(draft)?;
                let Some(issue) = row.issue else { return Ok(None) };
                let Some(AnyIssue::Closed(_)) = reader.issue(issue)? else { return Ok(None) };
                let Some(proof) = reader.proof(issue)? else { return Ok(None) };
                let Some(own) = proof.articles.get(&row.draft.slug).cloned() else {
                    return Ok(None);
                };
                let mut corrections = reader.corrections(issue)?;
                corrections.retain(|it| it.made.slug == own.draft.slug);
                Ok(Some(Published { issue, proof, own, corrections }))
            })?
            .ok_or_else(not_out)
    }

    /// What the newsroom has of `keys`, and of everyone who signs.
    fn library(&self, keys: &BTreeSet<IllustrationKey>) -> Result<Library, Fault> {
        self.store
            .read(|reader| {
                let pictures = reader.illustrations_among(keys)?;
                let authors = reader.authors()?.into_iter().map(|it| (it.key.clone(), it));
                Ok(Library { pictures, authors: authors.collect() })
            })
            .map_err(Fault::from)
    }

    /// The records that `article` needs and that readers do not see yet; with `pictures`, those of
    /// its pictures as the library has them.
    fn records(
        &self,
        published: &Published,
        article: &Article,
        pictures: bool,
    ) -> Result<CorrectedRecords, Fault> {
        let keys = self::pictures(article);
        let library = self.library(&keys)?;
        let mut records = CorrectedRecords::default();
        for key in keys {
            let printed = published.picture(&key);
            match library.pictures.get(&key) {
                Some(now) if printed.is_none() || (pictures && printed != Some(now)) => {
                    records.illustrations.insert(key, now.clone());
                }
                None if printed.is_none() => return Err(Fault::missing("illustration", key)),
                _ => {}
            }
        }
        let credited = records.illustrations.values().filter_map(|it| it.author.as_ref());
        for key in article.draft.authors.iter().chain(credited) {
            if published.knows(key) || records.authors.contains_key(key) {
                continue;
            }
            let author = library.authors.get(key);
            let author = author.ok_or_else(|| Fault::missing("author", key))?;
            records.authors.insert(key.clone(), author.clone());
        }
        Ok(records)
    }

    /// The composition of the issue of `date` as the web shows it: with its corrections, and the replies to it.
    pub(crate) fn compose_corrected(
        &self,
        room: &Room,
        date: IssueDate,
    ) -> Result<Composition, Fault> {
        let composition = self.compose_issue(room, date)?;
        let (corrections, replies) =
            self.store.read(|reader| Ok((reader.corrections(date)?, reader.replies_to(date)?)))?;
        let newer = corrections.into_iter().map(|it| it.made);
        let printed = replies.into_iter().filter(|it| it.reply.state == ReplyState::Published);
        // An issue that nothing was said of is not parsed again.
        let composition = if newer.len() == 0 { composition } else { composition.corrected(newer) };
        Ok(composition.answered(printed.map(|it| (it.slug, it.reply))))
    }

    /// Prints `piece`, which says `of` something of the ledger, in the issue of `into`, and keeps
    /// it with what `keep` writes, all or none. What an issue prints already is not printed again;
    /// a draft that did and was taken out is placed once more.
    pub(crate) fn print_in(
        &self,
        into: IssueDate,
        (issue, article, what): (IssueDate, &DraftSlug, Printable<'_>),
        piece: &Piece,
        keep: impl FnOnce(&Writer<'_>, i64) -> store::Result<()>,
    ) -> Result<(), Fault> {
        let (id, slug) = (self.clock.draft_id(), self.free_slug(&piece.headline)?);
        let at = self.clock.now();
        let printed = self.change(|writer| {
            if writer.printed_in(issue, article, what)?.is_some() {
                return Ok(false);
            }
            let (draft, slug) = match writer.printed_before(issue, article, what)? {
                Some(slug) => (writer.draft_by_slug(&slug)?.map(|row| row.draft.id), slug),
                None => (Some(found(writer, (id, slug.clone()), piece, at)?), slug),
            };
            let Some(AnyIssue::Open(mut plan)) = writer.issue(into)? else {
                return Err(Fault::theirs("store.closed", &[("what", "issue")]));
            };
            let role =
                if piece.kind == ArticleKind::Brief { SlotRole::Briefs } else { SlotRole::Story };
            plan.plan_mut().line_up.place(slug.clone(), role)?;
            let step = PlanStep { what: "put".into(), typing: None, at };
            writer.change_issue_plan(&plan, &step)?;
            writer.record("place_draft", draft, &json!(plan.plan()), at)?;
            keep(writer, at)?;
            writer.print_as((issue, article), what, into, &slug)?;
            Ok(true)
        })?;
        if printed {
            self.tell(&Event::IssueChanged { date: into });
            self.tell(&Event::DraftsChanged);
        }
        Ok(())
    }
}

/// What the ledger prints.
pub(crate) struct Piece {
    pub(crate) kind: ArticleKind,
    pub(crate) headline: String,
    pub(crate) keyword: String,
    pub(crate) text: String,
}

/// Founds the draft of a piece.
fn found(
    writer: &Writer<'_>,
    (id, slug): (DraftId, DraftSlug),
    piece: &Piece,
    at: i64,
) -> Result<DraftId, Fault> {
    let language = LanguageTag::from(writer.publication()?.locale);
    let begun = Draft::begun(id, slug, piece.kind, language, piece.headline.clone());
    let draft = Draft { keyword: piece.keyword.clone(), ..begun };
    let mut replica = DraftText::new();
    replica.replace(&piece.text)?;
    let signs = counts(&markup::parse(&piece.text)).signs;
    writer.insert_draft(&draft, &piece.text, &replica.checkpoint()?, signs, at)?;
    writer.record("start_draft", Some(draft.id), &json!(draft), at)?;
    Ok(id)
}
