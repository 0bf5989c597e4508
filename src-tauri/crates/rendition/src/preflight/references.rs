//! Cross-references (renvois): those that are objects, and those that were typed as words.

use std::{collections::BTreeSet, ops::Range};

use markup::Inline;
use newsroom::{CrossReference, IssueDate, TypedReference, When, dates::DateWords};

use super::{
    Mending, Passages, Place, Remarks,
    prose::BLANK,
    rules::{self, Rule},
};
use crate::Composition;

pub(super) fn check(
    composition: &Composition,
    place: &Place<'_>,
    passages: &Passages,
    remarks: &mut Remarks<'_>,
) {
    for placed in &place.document.blocks {
        placed.block.each_inline(&mut |inline| {
            if let Inline::CrossReference { target, reference, span, .. } = inline
                && let Some(rule) = broken(composition, reference.as_ref())
            {
                let span = placed.start + span.start..placed.start + span.end;
                let target = [("target", target.clone())];
                remarks.on_words(rule, place.slug, Some(span), target);
            }
        });
    }
    for passage in passages.all() {
        for typed in TypedReference::all(&composition.proof().publication.name, &passage.words) {
            judge(composition, place, &typed, passage.span(typed.within.clone()), remarks);
        }
    }
}

/// The days of the issues that `words` send to by typed words: what the archive must be asked
/// for, so that the preflight can tell whether they exist.
pub fn issues_named(publication: &str, issue: IssueDate, words: &str) -> BTreeSet<IssueDate> {
    let typed = TypedReference::all(publication, words);
    typed.into_iter().filter_map(|typed| typed.when.before(issue)).collect()
}

fn broken(composition: &Composition, reference: Option<&CrossReference>) -> Option<&'static Rule> {
    let proof = composition.proof();
    let Some(reference) = reference else { return Some(&rules::REFERENCE_UNRESOLVED) };
    if let Some(day) = reference.issue() {
        if day > proof.plan.date {
            return Some(&rules::REFERENCE_FUTURE);
        }
        if day == proof.plan.date {
            return Some(&rules::REFERENCE_SELF);
        }
    }
    let resolved = match reference {
        CrossReference::Issue(day) => proof.archive.contains_key(day),
        CrossReference::ArticleOf(day, article) => {
            proof.archive.get(day).is_some_and(|issue| issue.articles.contains_key(article))
        }
        CrossReference::Here(article) => {
            proof.plan.line_up.articles().any(|(placed, _)| placed == article)
        }
    };
    (!resolved).then_some(&rules::REFERENCE_UNRESOLVED)
}

fn judge(
    composition: &Composition,
    place: &Place<'_>,
    typed: &TypedReference,
    span: Option<Range<usize>>,
    remarks: &mut Remarks<'_>,
) {
    let proof = composition.proof();
    let (issue, language) = (proof.plan.date, proof.publication.locale);
    let mut remark = |rule, facts: [(&'static str, String); 2], mending: Mending| {
        remarks.mendable(rule, place.slug, span.clone(), facts, mending);
    };
    let facts = |other: String| [("words", typed.words.clone()), ("other", other)];
    let Some(day) = typed.when.before(issue) else {
        remark(&rules::TYPED_UNKNOWN, facts(String::new()), Vec::new());
        return;
    };
    if day == issue {
        let target = ("target", day.to_string());
        remarks.on_words(&rules::REFERENCE_SELF, place.slug, span, [target]);
        return;
    }
    if let When::Dated(date) = typed.when {
        if day > issue || means_later(date, day, issue) {
            remark(&rules::TYPED_FUTURE, facts(issue.long(language)), Vec::new());
            return;
        }
        if date.weekday.is_some_and(|weekday| weekday != day.day().weekday()) {
            remark(&rules::TYPED_WEEKDAY, facts(day.long(language)), Vec::new());
            return;
        }
    }
    let year = day.year().to_string();
    // Words that hold a mark of Markdown were read without it: a person mends those.
    let whole = span.clone().filter(|_| !typed.words.contains(BLANK));
    let mend = |words: String| -> Mending {
        whole.clone().map(|span| (span, words)).into_iter().collect()
    };
    match (typed.when, day.year() == issue.year()) {
        (When::Dated(DateWords { year: Some(_), .. }), true) => {
            let shorter = typed.words.strip_suffix(&year).unwrap_or(&typed.words).trim_end();
            let mending = mend(shorter.to_owned());
            remark(&rules::TYPED_YEAR, facts(year), mending);
        }
        (When::Dated(DateWords { year: None, .. }), false) => {
            let mending = mend(format!("{}\u{a0}{year}", typed.words));
            remark(&rules::TYPED_NO_YEAR, facts(year), mending);
        }
        _ => {}
    }
    if !proof.archive.contains_key(&day) {
        remark(&rules::TYPED_UNKNOWN, facts(day.long(language)), Vec::new());
    }
}

/// Whether the weekday tells that a date without its year is still to come.
fn means_later(date: DateWords, day: IssueDate, issue: IssueDate) -> bool {
    let later = DateWords { year: Some(issue.year()), ..date }.before(issue);
    date.year.is_none()
        && date.weekday.is_some_and(|weekday| {
            weekday != day.day().weekday()
                && later.is_some_and(|later| later > issue && weekday == later.day().weekday())
        })
}

/// Where `words` send to an issue of `publication` by typed words.
pub(super) fn typed_ranges(publication: &str, words: &str) -> Vec<Range<usize>> {
    TypedReference::all(publication, words).into_iter().map(|typed| typed.within).collect()
}
