//! Corrections: a published article does not change; a newer version of it is printed on the web,
//! with a note, and an erratum is offered to the next issue.

use newsroom::{
    AnyIssue, Article, ArticleKind, Correction, Draft, DraftId, IssueDate, LanguageTag, ReplyState,
    SlotRole,
};
use rendition::Composition;
use serde_json::json;
use store::{Corrected, Erratum, PlanStep};
use sync::DraftText;

use crate::{
    Desk, Fault, Room,
    texts::counts,
    wire::{
        after::{
            CorrectArticle, CorrectionView, ErratumState, PublishedArticle, ReadPublished,
            SettleErratum,
        },
        events::Event,
    },
};

pub(crate) fn read_published(desk: &Desk, ask: ReadPublished) -> Result<PublishedArticle, Fault> {
    let (issue, article) = desk.published(ask.draft)?;
    let corrections = desk.store.read(|reader| reader.corrections(issue))?;
    let of_this = |it: &&Corrected| it.slug == article.draft.slug;
    let last = corrections.iter().rfind(of_this);
    let version = last.map_or(1, |it| it.correction.version);
    let now = last.map_or(&article, |it| &it.article);
    Ok(PublishedArticle {
        issue,
        slug: article.draft.slug.clone(),
        version,
        headline: now.draft.headline.clone(),
        standfirst: now.draft.standfirst.clone(),
        text: now.text.clone(),
        corrections: corrections
            .iter()
            .filter(of_this)
            .map(|it| view(it, Erratum::Offered))
            .collect(),
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
    let (issue, original) = desk.published(ask.draft)?;
    let before = read_published(desk, ReadPublished { draft: ask.draft })?;
    let words = (ask.headline.trim(), ask.standfirst.trim(), ask.text.as_str());
    if words == (before.headline.trim(), before.standfirst.trim(), before.text.as_str()) {
        return Err(Fault::theirs("correction.same", &[]));
    }
    let mut article = original;
    words.0.clone_into(&mut article.draft.headline);
    words.1.clone_into(&mut article.draft.standfirst);
    article.text = ask.text;
    let at = desk.clock.now();
    let corrected = Corrected {
        issue,
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
    };
    desk.store.write(|writer| {
        let version = writer.correct(&corrected)?;
        let what = json!({
            "issue": issue,
            "article": corrected.slug,
            "version": version,
            "level": corrected.correction.level,
            "note": corrected.correction.note,
            "before": { "headline": before.headline, "standfirst": before.standfirst, "text": before.text },
            "after": corrected.article,
        });
        writer.record("correct_article", Some(ask.draft), &what, at)
    })?;
    desk.tell(&Event::IssueChanged { date: issue });
    list_errata(desk, ())
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
        desk.print_in(
            into,
            ArticleKind::Brief,
            &title,
            &words.say("erratum.keyword", &params),
            &text,
        )?;
    }
    let at = desk.clock.now();
    desk.store.write(|writer| {
        writer.settle_erratum((ask.issue, &ask.slug, ask.version), ask.into, at)?;
        let what = json!({
            "issue": ask.issue, "article": ask.slug, "version": ask.version, "into": ask.into,
        });
        writer.record("settle_erratum", None, &what, at)
    })?;
    list_errata(desk, ())
}

fn view(corrected: &Corrected, erratum: Erratum) -> CorrectionView {
    let (erratum, printed_in) = match erratum {
        Erratum::Offered => (ErratumState::Offered, None),
        Erratum::Printed(date) => (ErratumState::Printed, Some(date)),
        Erratum::Declined => (ErratumState::Declined, None),
    };
    CorrectionView {
        issue: corrected.issue,
        slug: corrected.slug.clone(),
        headline: corrected.article.draft.headline.clone(),
        version: corrected.correction.version,
        level: corrected.correction.level,
        note: corrected.correction.note.clone(),
        who: corrected.correction.who.clone(),
        at: corrected.correction.at,
        erratum,
        printed_in,
    }
}

impl Desk {
    /// The issue that published `draft`, and the article as it was published.
    pub(crate) fn published(&self, draft: DraftId) -> Result<(IssueDate, Article), Fault> {
        let not_out = || Fault::theirs("correction.open", &[]);
        self.store
            .read(|reader| {
                let row = reader.draft(draft)?;
                let Some(date) = row.issue else { return Ok(None) };
                let Some(AnyIssue::Closed(_)) = reader.issue(date)? else { return Ok(None) };
                let proof = reader.proof(date)?;
                let article = proof.and_then(|proof| proof.articles.get(&row.draft.slug).cloned());
                Ok(article.map(|article| (date, article)))
            })?
            .ok_or_else(not_out)
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
        let newer = corrections.into_iter().map(|it| (it.slug, it.correction, it.article));
        let printed = replies.into_iter().filter(|it| it.reply.state == ReplyState::Published);
        // An issue that nothing was said of is not parsed again.
        let composition = if newer.len() == 0 { composition } else { composition.corrected(newer) };
        Ok(composition.answered(printed.map(|it| (it.slug, it.reply))))
    }

    /// Founds a draft with these words and places it in the issue of `into`.
    pub(crate) fn print_in(
        &self,
        into: IssueDate,
        kind: ArticleKind,
        headline: &str,
        keyword: &str,
        text: &str,
    ) -> Result<DraftId, Fault> {
        let language = self.store.read(|reader| reader.publication())?.locale;
        let (id, slug) = (self.clock.draft_id(), self.free_slug(headline)?);
        let language = LanguageTag::from(language);
        let begun = Draft::begun(id, slug, kind, language, headline.to_owned());
        let draft = Draft { keyword: keyword.to_owned(), ..begun };
        let AnyIssue::Open(mut issue) = self.issue(into)? else {
            return Err(Fault::theirs("store.closed", &[("what", "issue")]));
        };
        let role = if kind == ArticleKind::Brief { SlotRole::Briefs } else { SlotRole::Story };
        issue.plan_mut().line_up.place(draft.slug.clone(), role)?;
        let mut replica = DraftText::new();
        replica.replace(text)?;
        let signs = counts(&markup::parse(text)).signs;
        let first = replica.checkpoint()?;
        let at = self.clock.now();
        let step = PlanStep { what: "put".into(), typing: None, at };
        self.store.write(|writer| {
            writer.insert_draft(&draft, text, &first, signs, at)?;
            writer.record("start_draft", Some(draft.id), &json!(draft), at)?;
            writer.change_issue_plan(&issue, &step)?;
            writer.record("place_draft", Some(draft.id), &json!(issue.plan()), at)
        })?;
        self.tell(&Event::IssueChanged { date: into });
        self.tell(&Event::DraftsChanged);
        Ok(draft.id)
    }
}
