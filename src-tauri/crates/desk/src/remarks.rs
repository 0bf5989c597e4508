//! The remarks of the preflight, as one works: found, accepted by name, mended at one key; and
//! the rules, as the publication has them.

use std::{collections::BTreeMap, ops::Range};

use newsroom::{EditionKey, Gesture, IssueDate, IssueField, Level, RuleChoice};
use rendition::{Composition, Mending, RULES, Remark, Rule};
use serde_json::json;
use store::Acceptance;
use sync::Change;

use crate::{
    Desk, Fault, board, exports, held,
    wire::{
        drafts::Update,
        events::Event,
        issues::ChangeIssue,
        remarks::{
            AcceptRemarks, AcceptanceView, ChooseRule, OneRemark, RemarkView, RuleView, Severity,
        },
    },
    words::Words,
};

/// Who changes a text when a remark is mended.
const CLIENT: &str = "preflight";

/// How far a check looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Texts and pages: what changes as one types.
    Pages,
    /// The bytes of the pictures too.
    Everything,
}

/// The remarks while one works: nothing is read that typing does not change.
pub(crate) fn review_issue(desk: &Desk, date: IssueDate) -> Result<Vec<RemarkView>, Fault> {
    let composition = desk.compose_issue(&desk.room(), date)?;
    desk.check(&composition, Depth::Pages)
}

pub(crate) fn check_issue(desk: &Desk, date: IssueDate) -> Result<Vec<RemarkView>, Fault> {
    let composition = desk.compose_issue(&desk.room(), date)?;
    desk.check(&composition, Depth::Everything)
}

pub(crate) fn accept_remarks(desk: &Desk, ask: AcceptRemarks) -> Result<Vec<RemarkView>, Fault> {
    if ask.reason.trim().is_empty() {
        return Err(Fault::theirs("remark.reason", &[]));
    }
    let who = desk.known_person()?;
    let composition = desk.compose_issue(&desk.room(), ask.date)?;
    let remarks = desk.check(&composition, Depth::Pages)?;
    let chosen = remarks.iter().filter(|remark| {
        remark.severity == Severity::Warning && ask.fingerprints.contains(&remark.fingerprint)
    });
    desk.accept(&composition, chosen, &who, ask.reason.trim())?;
    review_issue(desk, ask.date)
}

pub(crate) fn withdraw_acceptance(desk: &Desk, ask: OneRemark) -> Result<Vec<RemarkView>, Fault> {
    let at = desk.clock.now();
    desk.store.write(|writer| {
        writer.withdraw_acceptance(&ask.fingerprint)?;
        let what = json!({ "fingerprint": ask.fingerprint });
        writer.record("withdraw_acceptance", None, &what, at)
    })?;
    // A proof may have rested on it.
    desk.tell(&Event::IssueChanged { date: ask.date });
    review_issue(desk, ask.date)
}

/// Writes in the text what mends a remark. The texts are held meanwhile, so that nobody types
/// between the look and the change.
pub(crate) fn mend_remark(desk: &Desk, ask: OneRemark) -> Result<Vec<RemarkView>, Fault> {
    let mut room = desk.room();
    let composition = desk.compose_issue(&room, ask.date)?;
    let found = rendition::preflight(&composition, &BTreeMap::new());
    let remark = found.into_iter().find(|remark| remark.fingerprint == ask.fingerprint);
    if let Some(Remark { field: Some((field, words)), mending, .. }) = &remark {
        drop(room);
        mend_field(desk, &composition, field, words, mending.clone())?;
        return review_issue(desk, ask.date);
    }
    let article = remark.as_ref().and_then(|remark| remark.article.as_ref());
    let draft = article.and_then(|slug| composition.article(slug)).map(|(it, _)| it.draft.id);
    // What is no longer said needs no mending.
    if let (Some(remark), Some(draft)) = (remark, draft)
        && !remark.mending.is_empty()
    {
        let text = room.texts.open(desk, draft)?.text();
        desk.change_text(&mut room, draft, updates(&text, remark.mending))?;
        let open = room.texts.open(desk, draft)?;
        let version = u32::try_from(open.version()).unwrap_or(u32::MAX);
        let must_tell = open.must_tell(CLIENT);
        drop(room);
        if must_tell {
            desk.tell(&Event::DraftChanged { draft, version });
        }
    } else {
        drop(room);
    }
    review_issue(desk, ask.date)
}

/// Writes in a field of the plan what mends a remark, as the chief would: it can be undone.
fn mend_field(
    desk: &Desk,
    composition: &Composition,
    field: &IssueField,
    words: &str,
    mut mending: Mending,
) -> Result<(), Fault> {
    let plan = &composition.proof().plan;
    let mut mended = words.to_owned();
    mending.sort_by_key(|(within, _)| std::cmp::Reverse(within.start));
    for (within, words) in mending {
        if mended.get(within.clone()).is_some() {
            mended.replace_range(within, &words);
        }
    }
    if mended != words
        && let Some(change) = field.writing(plan, mended)
    {
        board::change_issue(desk, ChangeIssue { date: plan.date, change, preview: None })?;
        desk.tell(&Event::IssueChanged { date: plan.date });
    }
    Ok(())
}

pub(crate) fn list_rules(desk: &Desk, (): ()) -> Result<Vec<RuleView>, Fault> {
    let choices = desk.store.read(|reader| reader.publication())?.preflight;
    Ok(RULES.iter().map(|rule| rule_view(rule, choices.get(rule.id))).collect())
}

pub(crate) fn choose_rule(desk: &Desk, ask: ChooseRule) -> Result<Vec<RuleView>, Fault> {
    let Some(rule) = RULES.iter().find(|rule| rule.id == ask.rule && !rule.fixed) else {
        return Err(Fault::missing("rule", ask.rule));
    };
    let level = ask.level.filter(|level| *level != own_level(rule));
    if level.is_some() && ask.reason.trim().is_empty() {
        return Err(Fault::theirs("remark.reason", &[]));
    }
    let who = desk.known_person()?;
    let at = desk.clock.now();
    desk.store.write(|writer| {
        let mut publication = writer.publication()?;
        match level {
            Some(level) => {
                let reason = ask.reason.trim().to_owned();
                let choice = RuleChoice { level, reason, who: who.clone() };
                publication.preflight.insert(rule.id.to_owned(), choice);
            }
            None => {
                publication.preflight.remove(rule.id);
            }
        }
        writer.save_publication(&publication)?;
        let what = json!({ "rule": rule.id, "choice": publication.preflight.get(rule.id) });
        writer.record("choose_rule", None, &what, at)
    })?;
    list_rules(desk, ())
}

impl Desk {
    /// The preflight of an issue, on the very files that its export would write.
    pub(crate) fn check(
        &self,
        composition: &Composition,
        depth: Depth,
    ) -> Result<Vec<RemarkView>, Fault> {
        let mut artefacts: BTreeMap<EditionKey, BTreeMap<String, Vec<u8>>> = BTreeMap::new();
        for edition in &composition.proof().publication.editions {
            let forms = exports::every_form();
            let mut files = rendition::files(composition, &edition.key, &forms);
            match depth {
                Depth::Everything => {
                    files.extend(self.printed_pictures(composition, &edition.key)?);
                }
                // A picture that must not leave is known by its file’s name.
                Depth::Pages => files.extend(
                    rendition::pictures(composition, &edition.key).into_iter().map(|print| {
                        (format!("web/{}/pictures/{}", edition.key, print.name), Vec::new())
                    }),
                ),
            }
            artefacts.insert(edition.key.clone(), files);
        }
        let remarks = held(&self.checks).preflight(composition, &artefacts);
        let known = self
            .store
            .read(|reader| reader.acceptances(remarks.iter().map(|remark| &remark.fingerprint)))?;
        Ok(remarks
            .into_iter()
            .map(|remark| {
                let accepted = known.get(&remark.fingerprint);
                view(composition, remark, accepted)
            })
            .collect())
    }

    /// Accepts `remarks` in the name of `who`.
    pub(crate) fn accept<'r>(
        &self,
        composition: &Composition,
        remarks: impl Iterator<Item = &'r RemarkView>,
        who: &str,
        reason: &str,
    ) -> Result<(), Fault> {
        let words = Words::of(composition.proof().publication.locale);
        let at = self.clock.now();
        let accepted: Vec<Acceptance> = remarks
            .map(|remark| Acceptance {
                fingerprint: remark.fingerprint.clone(),
                rule: remark.rule.clone(),
                words: words.remark(remark).0,
                who: who.to_owned(),
                reason: reason.to_owned(),
                at,
            })
            .collect();
        self.store.write(|writer| {
            for acceptance in &accepted {
                writer.accept(acceptance)?;
                let what = json!({
                    "rule": acceptance.rule,
                    "words": acceptance.words,
                    "who": who,
                    "reason": reason,
                    "fingerprint": acceptance.fingerprint,
                });
                writer.record("accept_remark", None, &what, at)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// The person at this machine, who must have said a name: what is answered for is signed.
    pub(crate) fn known_person(&self) -> Result<String, Fault> {
        let person = self.store.read(|reader| reader.person())?;
        if person.trim().is_empty() {
            Err(Fault::theirs("person.unknown", &[]))
        } else {
            Ok(person)
        }
    }
}

/// The changes that write `mending` into `text`, the last place first, so that each still finds
/// its own.
pub(crate) fn updates(text: &str, mut mending: Mending) -> Vec<Update> {
    mending.sort_by_key(|(within, _)| std::cmp::Reverse((within.start, within.end)));
    let units = |words: &str| words.encode_utf16().count();
    let mut length = units(text);
    let mut before = text.len();
    let mut updates = Vec::new();
    for (Range { start, end }, words) in mending {
        let (Some(head), Some(gone)) = (text.get(..start), text.get(start..end)) else { continue };
        // Two that overlap cannot both be right.
        if end > before {
            continue;
        }
        let change = Change::replace(units(head), units(gone), &words, length);
        updates.push(Update {
            client_id: CLIENT.into(),
            changes: change.to_json(),
            gesture: Gesture::Own,
        });
        length = length - units(gone) + units(&words);
        before = start;
    }
    updates
}

fn own_level(rule: &Rule) -> Level {
    match rule.severity {
        rendition::Severity::Warning => Level::Warning,
        rendition::Severity::Error => Level::Error,
    }
}

fn rule_view(rule: &Rule, choice: Option<&RuleChoice>) -> RuleView {
    let choice = choice.filter(|_| !rule.fixed);
    RuleView {
        id: rule.id.to_owned(),
        reach: rule.reach.name().to_owned(),
        source: rule.source.to_owned(),
        severity: severity(rule.severity),
        level: choice.map_or(own_level(rule), |choice| choice.level),
        reason: choice.map(|choice| choice.reason.clone()).unwrap_or_default(),
        who: choice.map(|choice| choice.who.clone()).unwrap_or_default(),
        mends: rule.mends,
        fixed: rule.fixed,
    }
}

fn severity(severity: rendition::Severity) -> Severity {
    match severity {
        rendition::Severity::Warning => Severity::Warning,
        rendition::Severity::Error => Severity::Error,
    }
}

fn view(composition: &Composition, remark: Remark, accepted: Option<&Acceptance>) -> RemarkView {
    let article = remark.article.as_ref().and_then(|slug| composition.article(slug));
    let utf16 = |text: &str, at: usize| {
        let before = text.get(..at).unwrap_or(text);
        u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
    };
    RemarkView {
        rule: remark.rule.to_owned(),
        severity: severity(remark.severity),
        params: remark.params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        draft: article.map(|(article, _)| article.draft.id),
        span: remark.span.and_then(|span| {
            let text = match (&remark.field, article) {
                (Some((_, words)), _) => words,
                (None, Some((article, _))) => &article.text,
                (None, None) => return None,
            };
            Some((utf16(text, span.start), utf16(text, span.end)))
        }),
        field: remark.field.map(|(field, _)| field),
        article: remark.article,
        fingerprint: remark.fingerprint,
        mends: !remark.mending.is_empty(),
        accepted: accepted.map(|acceptance| AcceptanceView {
            who: acceptance.who.clone(),
            reason: acceptance.reason.clone(),
            at: acceptance.at,
        }),
    }
}
