//! The issue as a whole: settings, title, line-up.

use std::collections::BTreeSet;

use markup::Document;
use newsroom::{Budget, IssueField, Slot, SlotRole, Visibility};

use super::{Remarks, name, rules, twins::bare};
use crate::Composition;

/// Under this share of its budget, a slot leaves a hole.
const UNDER_PERCENT: usize = 50;
/// What inboxes show of a subject, at most and at least.
const LONGEST_SUBJECT: usize = 78;
const SHORTEST_SUBJECT: usize = 10;
/// A mail with fewer words looks like a trap to the filters.
const FEWEST_WORDS: usize = 50;

/// Numbers as a title writes them, from one.
const NUMBERS: [[&str; 2]; 12] = [
    ["une", "one"],
    ["deux", "two"],
    ["trois", "three"],
    ["quatre", "four"],
    ["cinq", "five"],
    ["six", "six"],
    ["sept", "seven"],
    ["huit", "eight"],
    ["neuf", "nine"],
    ["dix", "ten"],
    ["onze", "eleven"],
    ["douze", "twelve"],
];
/// What a title calls the items of a group.
const ITEMS: [&str; 14] = [
    "brève",
    "brèves",
    "nouvelle",
    "nouvelles",
    "info",
    "infos",
    "informations",
    "actus",
    "sujets",
    "titres",
    "brief",
    "briefs",
    "stories",
    "items",
];

pub(super) fn check(composition: &Composition, remarks: &mut Remarks<'_>) {
    settings(composition, remarks);
    title(composition, remarks);
    announced(composition, remarks);
    twice(composition, remarks);
    for (rank, slot) in composition.proof().plan.line_up.slots().iter().enumerate() {
        budget(composition, slot, remarks);
        group(slot, rank, remarks);
        unseen(composition, slot, remarks);
        for slug in &slot.articles {
            if let Some((_, document)) = composition.article(slug) {
                cut(composition, slot, slug, document, remarks);
            }
        }
    }
}

fn settings(composition: &Composition, remarks: &mut Remarks<'_>) {
    let publication = &composition.proof().publication;
    let sender = publication.sender.as_ref();
    if sender.is_none_or(|sender| sender.address.trim().is_empty()) {
        let name = publication.name.clone();
        remarks.on_issue(&rules::SENDER_MISSING, [("publication", name)]);
    }
    if publication.base_url.trim().is_empty() {
        let name = publication.name.clone();
        remarks.on_issue(&rules::ADDRESS_MISSING, [("publication", name)]);
    }
    let filled = publication.mailing.service.placeholders(true).unsubscribe;
    if publication.unsubscribe_url.trim().is_empty() && filled.is_none() {
        let name = publication.name.clone();
        remarks.on_issue(&rules::UNSUBSCRIBE_MISSING, [("publication", name)]);
    }
    if publication.legal.trim().is_empty() {
        let name = publication.name.clone();
        remarks.on_issue(&rules::LEGAL_MISSING, [("publication", name)]);
    }
    let issue = composition.proof().plan.date.year();
    if let Some(year) = copyright_year(&publication.legal).filter(|year| *year != issue) {
        let years = [("year", year.to_string()), ("issue", issue.to_string())];
        remarks.on_issue(&rules::LEGAL_YEAR, years);
    }
    for callout in &publication.callouts.0 {
        if callout.label.trim().ends_with([':', '.', ',', ';', '–', '—']) {
            let label = [("label", callout.label.trim().to_owned())];
            remarks.on_issue(&rules::LABEL_PUNCTUATED, label);
        }
    }
}

/// The last year of « © 2019-2025 ».
fn copyright_year(legal: &str) -> Option<i16> {
    let mark = ["©", "(c)", "(C)", "Copyright", "copyright"];
    let rest = mark.iter().find_map(|mark| legal.split_once(mark)).map(|(_, rest)| rest)?;
    let near: String = rest.split('.').next()?.chars().take(30).collect();
    let years = near.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    years.filter_map(|year| year.parse().ok()).next_back()
}

fn title(composition: &Composition, remarks: &mut Remarks<'_>) {
    let plan = &composition.proof().plan;
    // An issue without a lead takes its title from the first article.
    let articles = || plan.line_up.articles();
    let lead = articles().find(|(_, slot)| slot.role == SlotRole::Lead);
    let lead = lead.or_else(|| articles().next());
    let heads = lead.map(|(slug, _)| super::heads(composition, slug)).unwrap_or_default();
    let headed = !heads.is_empty() && heads.iter().all(|it| !it.headline.trim().is_empty());
    if plan.title.trim().is_empty() && !headed {
        remarks.on_issue(&rules::TITLE_MISSING, []);
        return;
    }
    let headlines: BTreeSet<&str> = heads.iter().map(|draft| draft.headline.trim()).collect();
    let decided = [plan.subject.trim(), plan.title.trim()].into_iter().find(|it| !it.is_empty());
    match decided {
        Some(subject) => subject_line(subject, remarks),
        None => headlines.into_iter().for_each(|subject| subject_line(subject, remarks)),
    }
    let found = articles().filter_map(|(slug, _)| composition.article(slug));
    let (count, words) =
        found.fold((0, 0), |(count, words), (_, document)| (count + 1, words + document.words()));
    if count > 1 && words < FEWEST_WORDS {
        remarks.on_issue(&rules::ISSUE_SHORT, [("words", words.to_string())]);
    }
}

fn subject_line(subject: &str, remarks: &mut Remarks<'_>) {
    let signs = subject.chars().count();
    let params = || [("words", subject.to_owned()), ("signs", signs.to_string())];
    if signs > LONGEST_SUBJECT {
        remarks.on_issue(&rules::SUBJECT_LONG, params());
    } else if signs < SHORTEST_SUBJECT {
        remarks.on_issue(&rules::SUBJECT_SHORT, params());
    }
    let letters = subject.chars().filter(|c| c.is_alphabetic()).count();
    let loud = subject.chars().filter(|c| c.is_uppercase()).count();
    let shouts = letters >= SHORTEST_SUBJECT && loud * 10 > letters * 8;
    if shouts || subject.matches('!').count() > 1 {
        remarks.on_issue(&rules::SUBJECT_LOUD, [("words", subject.to_owned())]);
    }
}

/// Sections and headlines that stand twice.
fn twice(composition: &Composition, remarks: &mut Remarks<'_>) {
    let plan = &composition.proof().plan;
    let mut computed = Vec::new();
    for slot in plan.line_up.slots().iter().filter(|slot| !slot.role.holds_articles()) {
        if computed.contains(&slot.role) {
            let role = format!("{:?}", slot.role).to_lowercase();
            remarks.on_issue(&rules::SLOT_TWICE, [("role", role)]);
        }
        computed.push(slot.role);
    }
    let mut told = BTreeSet::new();
    for edition in &composition.proof().publication.editions {
        let mut headlines = BTreeSet::new();
        for (slug, _) in plan.line_up.articles() {
            let Some((article, _)) = composition.printed(&edition.key, slug) else { continue };
            let headline = bare(&article.draft.headline);
            if !headline.is_empty() && !headlines.insert(headline) && told.insert(slug) {
                remarks.on_article(&rules::HEADLINE_TWICE, slug, []);
            }
        }
    }
}

/// An article that no edition shows.
fn unseen(composition: &Composition, slot: &Slot, remarks: &mut Remarks<'_>) {
    let editions = &composition.proof().publication.editions;
    let hidden = |edition: &newsroom::EditionPlan| slot.shows(&edition.key) == Visibility::Hidden;
    if !editions.is_empty() && editions.iter().all(hidden) {
        for slug in &slot.articles {
            remarks.on_article(&rules::ARTICLE_UNSEEN, slug, []);
        }
    }
}

fn announced(composition: &Composition, remarks: &mut Remarks<'_>) {
    let plan = &composition.proof().plan;
    for (slug, _) in plan.line_up.articles() {
        if composition.article(slug).is_none() {
            remarks.on_article(&rules::ARTICLE_ABSENT, slug, []);
        }
    }
    for item in &plan.summary {
        if plan.line_up.articles().all(|(placed, _)| *placed != item.article) {
            let article = name(composition, &item.article);
            remarks.on_issue(&rules::SUMMARY_UNPLACED, [("article", article)]);
        }
    }
}

fn budget(composition: &Composition, slot: &Slot, remarks: &mut Remarks<'_>) {
    let Some(Budget { signs: budget, most, .. }) = slot.budget.map(Budget::of) else { return };
    let (budget, most) = (budget as usize, most as usize);
    let found = slot.articles.iter().filter_map(|slug| composition.article(slug));
    let signs: usize = found.map(|(_, document)| document.signs()).sum();
    let short = signs > 0 && signs.saturating_mul(100) < budget.saturating_mul(UNDER_PERCENT);
    if short {
        let missing = (budget - signs).to_string();
        let figures =
            [("signs", signs.to_string()), ("budget", budget.to_string()), ("under", missing)];
        match slot.articles.as_slice() {
            [slug] => remarks.on_article(&rules::BUDGET_UNDER, slug, figures),
            several => {
                let names: Vec<String> =
                    several.iter().map(|slug| name(composition, slug)).collect();
                let [signs, budget, under] = figures;
                let article = ("article", names.join(", "));
                remarks.on_issue(&rules::BUDGET_UNDER, [signs, budget, under, article]);
            }
        }
    }
    if signs <= most {
        return;
    }
    let figures = [
        ("signs", signs.to_string()),
        ("budget", budget.to_string()),
        ("over", (signs - budget).to_string()),
    ];
    match slot.articles.as_slice() {
        [slug] => remarks.on_article(&rules::BUDGET_OVER, slug, figures),
        several => {
            let names: Vec<String> = several.iter().map(|slug| name(composition, slug)).collect();
            let [signs, budget, over] = figures;
            let article = ("article", names.join(", "));
            remarks.on_issue(&rules::BUDGET_OVER, [signs, budget, over, article]);
        }
    }
}

/// A group of briefs whose title promises what does not stand under it.
fn group(slot: &Slot, rank: usize, remarks: &mut Remarks<'_>) {
    let title = slot.title.trim();
    if slot.role != SlotRole::Briefs || title.is_empty() {
        return;
    }
    let place = (&IssueField::Group { slot: rank }, slot.title.as_str());
    let there = slot.articles.len();
    if there == 0 {
        remarks.on_field(&rules::GROUP_EMPTY, place, None, [], Vec::new());
    } else if let Some(said) = counted(title).filter(|said| *said != there) {
        let counts = [("count", said.to_string()), ("other", there.to_string())];
        remarks.on_field(&rules::GROUP_COUNT, place, None, counts, Vec::new());
    }
}

/// How many items a title says that there are: « Trois brèves », « 5 infos ».
fn counted(title: &str) -> Option<usize> {
    let title = bare(title);
    let words: Vec<&str> = title.split(' ').collect();
    words.windows(2).find_map(|pair| {
        let [number, noun] = pair else { return None };
        let written = NUMBERS.iter().position(|words| words.contains(number)).map(|at| at + 1);
        let said = written.or_else(|| number.parse().ok())?;
        ITEMS.contains(noun).then_some(said)
    })
}

fn cut(
    composition: &Composition,
    slot: &Slot,
    slug: &newsroom::DraftSlug,
    document: &Document,
    remarks: &mut Remarks<'_>,
) {
    let editions = &composition.proof().publication.editions;
    let cutting: Vec<&str> = editions
        .iter()
        .filter(|edition| slot.shows(&edition.key) == Visibility::Cut)
        .map(|edition| edition.name.as_str())
        .collect();
    let full = editions.iter().all(|edition| slot.shows(&edition.key) == Visibility::Full);
    match document.cut().and_then(|rank| Some((rank, document.blocks.get(rank)?))) {
        None if !cutting.is_empty() => {
            let edition = cutting.join(", ");
            remarks.on_article(&rules::CUT_MISSING, slug, [("edition", edition)]);
        }
        Some((rank, mark)) if full && document.blocks.len() > rank + 1 => {
            let span = mark.start + mark.block.span.start..mark.start + mark.block.span.end;
            let mending = vec![(span.clone(), String::new())];
            remarks.mendable(&rules::CUT_UNUSED, slug, Some(span), [], mending);
        }
        _ => {}
    }
}
