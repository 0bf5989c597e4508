//! Keeping what was gathered, in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use newsroom::{
    AnyIssue, Draft, DraftId, DraftSlug, DraftState, Issue, IssueDate, IssuePlan, IssueState,
    LineUp, Slot,
};
use serde_json::json;
use store::{DraftRow, Writer};
use sync::DraftText;

use super::gather::{
    IncomingDraft, IncomingIssue, IncomingPicture, Intake, Signer, add_story, archive_plan,
};
use crate::{
    Desk, Fault, designs,
    past::IMPORTED,
    texts::counts,
    wire::imports::{ImportReport, Imported, Outcome},
};

/// Keeps `intake`, all of it or nothing.
pub(crate) fn keep(desk: &Desk, intake: Intake) -> Result<ImportReport, Fault> {
    // Originals are named by their bytes: one that is kept for nothing changes nothing.
    for IncomingPicture { picture, bytes, .. } in intake.pictures.values() {
        desk.store.keep_original(bytes, &picture.hash)?;
    }
    let mut room = desk.room();
    let at = desk.clock.now();
    let (report, rewritten) = desk.change(|writer| {
        let mut keeping = Keeping {
            writer,
            at,
            things: Vec::new(),
            renamed: BTreeMap::new(),
            archive: BTreeMap::new(),
            rewritten: Vec::new(),
            taken: BTreeSet::new(),
        };
        keeping.all(&intake)?;
        if keeping.things.iter().any(|thing| outcome(thing) != Outcome::Unchanged) {
            writer.record("import_paths", None, &json!(keeping.things), at)?;
        }
        Ok((keeping.things, keeping.rewritten))
    })?;
    for id in rewritten {
        room.texts.reread(desk, id)?;
    }
    Ok(ImportReport { things: report, skipped: intake.skipped })
}

fn outcome(thing: &Imported) -> Outcome {
    match thing {
        Imported::Publication { outcome }
        | Imported::Author { outcome, .. }
        | Imported::Illustration { outcome, .. }
        | Imported::Draft { outcome, .. }
        | Imported::Issue { outcome, .. } => *outcome,
    }
}

struct Keeping<'a> {
    writer: &'a Writer<'a>,
    at: i64,
    things: Vec<Imported>,
    /// The slug a draft got, by the issue folder and the slug its file asked for.
    renamed: BTreeMap<(IssueDate, DraftSlug), DraftSlug>,
    /// What loose files add to the issues of the archive.
    archive: BTreeMap<IssueDate, Vec<(DraftSlug, String)>>,
    /// Drafts that were there and have another text now.
    rewritten: Vec<DraftId>,
    /// The drafts that files of this import are already: another file is another draft.
    taken: BTreeSet<DraftId>,
}

impl Keeping<'_> {
    fn all(&mut self, intake: &Intake) -> Result<(), Fault> {
        if let Some(publication) = &intake.publication {
            let same = self.writer.publication()? == *publication;
            if !same {
                designs::must_be_legible(&publication.design)?;
                self.writer.save_publication(publication)?;
            }
            self.things.push(Imported::Publication { outcome: changed_unless(same) });
        }
        for signer in intake.authors.values() {
            self.author(signer)?;
        }
        for incoming in intake.pictures.values() {
            self.picture(incoming)?;
        }
        let mut drafts: Vec<&IncomingDraft> = intake.drafts.iter().collect();
        // The archive is taken in by date, so that its numbers and its order are its dates'.
        drafts.sort_by_key(|incoming| (incoming.folder.is_none(), incoming.draft.date));
        for incoming in drafts {
            self.draft(incoming)?;
        }
        for (date, issue) in &intake.issues {
            self.issue(*date, issue)?;
        }
        for (date, articles) in std::mem::take(&mut self.archive) {
            self.archive_day(date, &articles)?;
        }
        Ok(())
    }

    fn author(&mut self, Signer { author, is_record }: &Signer) -> Result<(), Fault> {
        let known = if_any(self.writer.author(&author.key))?;
        let outcome = match known {
            None => Outcome::Added,
            Some(known) => changed_unless(!is_record || known == *author),
        };
        if outcome != Outcome::Unchanged {
            self.writer.save_author(author)?;
        }
        self.things.push(Imported::Author { key: author.key.to_string(), outcome });
        Ok(())
    }

    fn picture(&mut self, incoming: &IncomingPicture) -> Result<(), Fault> {
        let picture = &incoming.picture;
        let known = if_any(self.writer.illustration(&picture.key))?;
        let back = self.writer.unbin_picture(&picture.key)?;
        let outcome = match &known {
            None => Outcome::Added,
            Some(_) if back => Outcome::Changed,
            Some(known) if incoming.has_passport => changed_unless(known == picture),
            Some(known) => changed_unless(known.hash == picture.hash),
        };
        if outcome != Outcome::Unchanged {
            let mut kept = picture.clone();
            if let Some(known) = known.filter(|_| !incoming.has_passport) {
                let file = kept.file();
                kept = known.with_file(kept.hash, file);
            }
            self.writer.save_illustration(&kept)?;
        }
        self.things.push(Imported::Illustration { key: picture.key.to_string(), outcome });
        Ok(())
    }

    fn draft(&mut self, incoming: &IncomingDraft) -> Result<(), Fault> {
        self.illustrated(incoming)?;
        let (slug, known) = self.place_of(incoming)?;
        if let Some(date) = incoming.folder {
            self.renamed.insert((date, incoming.draft.slug.clone()), slug.clone());
        }
        let mut draft = Draft { slug: slug.clone(), ..incoming.draft.clone() };
        if incoming.archived {
            draft.state = DraftState::Published;
        }
        self.taken.insert(known.as_ref().map_or(draft.id, |known| known.id));
        let outcome = match known {
            None => {
                self.insert(&draft, &incoming.text)?;
                Outcome::Added
            }
            Some(known) => self.update(known, draft, incoming)?,
        };
        if let Some(date) = incoming.draft.date.filter(|_| incoming.archived) {
            let article = (slug.clone(), incoming.draft.headline.clone());
            self.archive.entry(date).or_default().push(article);
        }
        let slug = slug.to_string();
        self.things.push(Imported::Draft { slug, file: incoming.file.clone(), outcome });
        Ok(())
    }

    /// Refuses an article of an issue folder whose picture is nowhere.
    fn illustrated(&self, incoming: &IncomingDraft) -> Result<(), Fault> {
        let Some(key) = &incoming.draft.illustration else { return Ok(()) };
        match self.writer.illustration(key) {
            Err(store::Error::NotFound { .. }) => {
                let params = [("file", incoming.file.as_str()), ("picture", key.as_str())];
                Err(Fault::theirs("import.picture", &params))
            }
            found => found.map(drop).map_err(Fault::from),
        }
    }

    /// The slug that an incoming draft has or gets, and the draft that has it already.
    fn place_of(&self, incoming: &IncomingDraft) -> Result<(DraftSlug, Option<Draft>), Fault> {
        if incoming.identified {
            match self.writer.draft(incoming.draft.id) {
                Ok(row) => return Ok((row.draft.slug.clone(), Some(row.draft))),
                Err(store::Error::NotFound { .. }) => {}
                Err(why) => return Err(why.into()),
            }
        }
        let base = incoming.draft.slug.as_str();
        let mut likely = None;
        for rank in 1_u32.. {
            let name = match (rank, incoming.folder.or(incoming.draft.date)) {
                (1, _) => base.to_owned(),
                (2, Some(date)) => format!("{date}-{base}"),
                _ => format!("{base}-{rank}"),
            };
            let slug: DraftSlug = name.parse()?;
            let Some(row) = self.writer.draft_by_slug(&slug)? else {
                return Ok(likely.unwrap_or((slug, None)));
            };
            if self.taken.contains(&row.draft.id) || !may_be(&row, incoming) {
                continue;
            }
            // Two folders may hold files of one name: the one with these very words comes first.
            let exact =
                incoming.folder.is_some() || self.writer.text(row.draft.id)?.body == incoming.text;
            if exact {
                return Ok((slug, Some(row.draft)));
            }
            likely.get_or_insert((slug, Some(row.draft)));
        }
        Err(Fault::theirs("key.invalid", &[("key", base)]))
    }

    fn insert(&self, draft: &Draft, text: &str) -> Result<(), Fault> {
        let mut replica = DraftText::new();
        replica.replace(text)?;
        let signs = counts(&markup::parse(text)).signs;
        self.writer.insert_draft(draft, text, &replica.checkpoint()?, signs, self.at)?;
        self.note(draft)
    }

    fn update(
        &mut self,
        known: Draft,
        mut draft: Draft,
        incoming: &IncomingDraft,
    ) -> Result<Outcome, Fault> {
        draft.id = known.id;
        let published = known.state == DraftState::Published;
        if published {
            // The archive gave it its state and, if its file has none, its date.
            draft.state = known.state;
            draft.date = draft.date.or(known.date);
        }
        let stored = self.writer.text(known.id)?;
        let mut text = DraftText::open(stored.checkpoint.as_deref(), &stored.updates)?;
        let same_text = text.text() == incoming.text;
        if draft == known && same_text {
            return Ok(Outcome::Unchanged);
        }
        if published {
            let params = [("file", incoming.file.as_str()), ("article", known.slug.as_str())];
            return Err(Fault::theirs("import.published", &params));
        }
        if draft != known {
            self.writer.save_draft(&draft, self.at)?;
        }
        if !same_text {
            text.replace(&incoming.text)?;
            let update = text.take_update()?;
            let seq = self.writer.append_text(known.id, &update, self.at)?;
            let signs = counts(&markup::parse(&incoming.text)).signs;
            let checkpoint = text.checkpoint()?;
            self.writer.fold_text(known.id, &incoming.text, &checkpoint, signs, seq)?;
            self.rewritten.push(known.id);
        }
        self.note(&draft)?;
        Ok(Outcome::Changed)
    }

    /// Notes the draft as its file gave it: what is told right after a change of text is where
    /// that change came from.
    fn note(&self, draft: &Draft) -> Result<(), Fault> {
        self.writer.record(IMPORTED, Some(draft.id), &json!(draft), self.at)?;
        Ok(())
    }

    fn issue(&mut self, date: IssueDate, incoming: &IncomingIssue) -> Result<(), Fault> {
        let plan = self.with_names(date, &incoming.plan)?;
        let known = self.writer.issue(date)?;
        let outcome = match &known {
            None => Outcome::Added,
            Some(known) => changed_unless(*known.plan() == plan),
        };
        if outcome != Outcome::Unchanged {
            match (known, incoming.state) {
                (None, IssueState::Preparing) => self.writer.insert_issue(&Issue::open(plan))?,
                (Some(AnyIssue::Open(_)), _) => self.writer.save_issue_plan(&Issue::open(plan))?,
                (_, _) => self.writer.archive_issue(&Issue::archived(plan))?,
            }
        }
        self.things.push(Imported::Issue { date, outcome });
        Ok(())
    }

    /// The plan with the names that its articles got.
    fn with_names(&self, date: IssueDate, plan: &IssuePlan) -> Result<IssuePlan, Fault> {
        let name = |slug: &DraftSlug| {
            self.renamed.get(&(date, slug.clone())).cloned().unwrap_or_else(|| slug.clone())
        };
        let slots = plan.line_up.slots().iter().map(|slot| Slot {
            articles: slot.articles.iter().map(name).collect(),
            ..slot.clone()
        });
        let mut plan = IssuePlan { line_up: LineUp::new(slots.collect())?, ..plan.clone() };
        for item in plan.summary.iter_mut().chain(&mut plan.teaser) {
            item.article = name(&item.article);
        }
        for decided in &mut plan.overrides {
            decided.article = name(&decided.article);
        }
        Ok(plan)
    }

    /// Gives the loose files of a past day their issue. A day that has an issue of its own keeps
    /// it as it is: they are then articles of the archive alone.
    fn archive_day(
        &mut self,
        date: IssueDate,
        articles: &[(DraftSlug, String)],
    ) -> Result<(), Fault> {
        let known = self.writer.issue(date)?;
        let (mut plan, outcome) = match known {
            None => {
                let title = articles.first().map_or("", |(_, headline)| headline);
                (archive_plan(date, self.writer.next_number()?, title), Outcome::Added)
            }
            Some(AnyIssue::Archived(issue)) => (issue.plan().clone(), Outcome::Changed),
            Some(AnyIssue::Open(_) | AnyIssue::Closed(_)) => return Ok(()),
        };
        let placed: BTreeSet<DraftSlug> =
            plan.line_up.articles().map(|(slug, _)| slug.clone()).collect();
        let new: Vec<_> = articles.iter().filter(|(slug, _)| !placed.contains(slug)).collect();
        for (slug, _) in &new {
            add_story(&mut plan, slug)?;
        }
        let outcome = if new.is_empty() { Outcome::Unchanged } else { outcome };
        if outcome != Outcome::Unchanged {
            self.writer.archive_issue(&Issue::archived(plan))?;
        }
        self.things.push(Imported::Issue { date, outcome });
        Ok(())
    }
}

/// Whether the draft of `row` may be what `incoming` was imported as before.
fn may_be(row: &DraftRow, incoming: &IncomingDraft) -> bool {
    match incoming.folder {
        Some(date) => !incoming.identified && row.issue.is_none_or(|issue| issue == date),
        None => {
            let file = |draft: &Draft| draft.origin.clone().map(|it| it.file);
            file(&row.draft) == file(&incoming.draft) && row.draft.date == incoming.draft.date
        }
    }
}

/// What was found, if anything was.
fn if_any<T>(found: store::Result<T>) -> Result<Option<T>, Fault> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn changed_unless(same: bool) -> Outcome {
    if same { Outcome::Unchanged } else { Outcome::Changed }
}
