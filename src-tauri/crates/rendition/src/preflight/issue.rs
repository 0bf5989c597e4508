//! The issue as a whole: settings, title, line-up.

use markup::Document;
use newsroom::{Slot, SlotRole, Visibility};

use super::{Remarks, name, rules};
use crate::Composition;

/// Beyond its budget by a tenth, a slot is too long.
const TOLERANCE_PERCENT: usize = 10;

pub(super) fn check(composition: &Composition, remarks: &mut Remarks<'_>) {
    settings(composition, remarks);
    title(composition, remarks);
    announced(composition, remarks);
    for slot in composition.proof().plan.line_up.slots() {
        budget(composition, slot, remarks);
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
}

fn title(composition: &Composition, remarks: &mut Remarks<'_>) {
    let plan = &composition.proof().plan;
    let lead = plan.line_up.articles().find(|(_, slot)| slot.role == SlotRole::Lead);
    let headed = lead
        .and_then(|(slug, _)| composition.article(slug))
        .is_some_and(|(article, _)| !article.draft.headline.trim().is_empty());
    if plan.title.trim().is_empty() && !headed {
        remarks.on_issue(&rules::TITLE_MISSING, []);
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
    let Some(budget) = slot.budget.and_then(|budget| usize::try_from(budget).ok()) else { return };
    let found = slot.articles.iter().filter_map(|slug| composition.article(slug));
    let signs: usize = found.map(|(_, document)| document.signs()).sum();
    if signs.saturating_mul(100) <= budget.saturating_mul(100 + TOLERANCE_PERCENT) {
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
            remarks.on_words(&rules::CUT_UNUSED, slug, Some(span), []);
        }
        _ => {}
    }
}
