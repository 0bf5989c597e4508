//! The preflight (contrôles): everything that is looked at before an issue is closed.
//!
//! Errors block the closing; warnings are acknowledged by the chief, by name. A remark carries
//! facts, never a sentence: the interface has the words.

mod articles;
mod files;
mod illustrations;
mod issue;
mod marks;
mod prose;
mod references;
mod rules;
mod twins;

use std::{collections::BTreeMap, ops::Range};

use newsroom::{Article, DraftSlug, EditionKey, Slot};

use crate::Composition;
use markup::Document;

pub use references::issues_named;
pub use rules::{RULES, Rule};

/// How grave a remark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// To be acknowledged.
    Warning,
    /// Blocks the closing.
    Error,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The rule's stable name.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What the sentence about it must name; `article` is the headline, when there is an article.
    pub params: BTreeMap<&'static str, String>,
    /// The article it is in.
    pub article: Option<DraftSlug>,
    /// The words it is about, in bytes of the article's text.
    pub span: Option<Range<usize>>,
}

/// Looks at everything: the issue, and the `artefacts` (path → bytes) of each of its editions.
///
/// Errors come first, then what comes first in the line-up, then in the text.
pub fn preflight(
    composition: &Composition,
    artefacts: &BTreeMap<EditionKey, BTreeMap<String, Vec<u8>>>,
) -> Vec<Remark> {
    let mut remarks = Remarks::new(composition);
    issue::check(composition, &mut remarks);
    let placed = placed(composition);
    for place in &placed {
        articles::check(composition, place, &mut remarks);
        references::check(composition, place, &mut remarks);
        marks::check(place, &mut remarks);
    }
    marks::check_plan(composition, &mut remarks);
    illustrations::check(composition, &placed, &mut remarks);
    twins::check(&placed, &mut remarks);
    files::check(composition, artefacts, &mut remarks);
    remarks.in_order()
}

/// An article where the line-up puts it.
struct Place<'a> {
    slug: &'a DraftSlug,
    slot: &'a Slot,
    article: &'a Article,
    document: &'a Document,
}

fn placed(composition: &Composition) -> Vec<Place<'_>> {
    let articles = composition.proof().plan.line_up.articles();
    let found = articles.filter_map(|(slug, slot)| {
        let (article, document) = composition.article(slug)?;
        Some(Place { slug, slot, article, document })
    });
    found.collect()
}

/// The remarks made so far.
struct Remarks<'a> {
    made: Vec<Remark>,
    ranks: BTreeMap<&'a DraftSlug, usize>,
    composition: &'a Composition,
}

impl<'a> Remarks<'a> {
    fn new(composition: &'a Composition) -> Self {
        let articles = composition.proof().plan.line_up.articles();
        let ranks = articles.enumerate().map(|(rank, (slug, _))| (slug, rank)).collect();
        Self { made: Vec::new(), ranks, composition }
    }

    /// A remark on the issue as a whole.
    fn on_issue<const N: usize>(&mut self, rule: &Rule, params: [(&'static str, String); N]) {
        self.push(rule, params.into(), None, None);
    }

    /// A remark on an article as a whole.
    fn on_article<const N: usize>(
        &mut self,
        rule: &Rule,
        article: &DraftSlug,
        params: [(&'static str, String); N],
    ) {
        self.push(rule, params.into(), Some(article), None);
    }

    /// A remark on words of an article; no span when they are not in its text.
    fn on_words<const N: usize>(
        &mut self,
        rule: &Rule,
        article: &DraftSlug,
        span: Option<Range<usize>>,
        params: [(&'static str, String); N],
    ) {
        self.push(rule, params.into(), Some(article), span);
    }

    fn push(
        &mut self,
        rule: &Rule,
        mut params: BTreeMap<&'static str, String>,
        article: Option<&DraftSlug>,
        span: Option<Range<usize>>,
    ) {
        if let Some(slug) = article {
            params.entry("article").or_insert_with(|| name(self.composition, slug));
        }
        self.made.push(Remark {
            rule: rule.id,
            severity: rule.severity,
            params,
            article: article.cloned(),
            span,
        });
    }

    fn in_order(self) -> Vec<Remark> {
        let Self { mut made, ranks, .. } = self;
        made.sort_by_key(|remark| {
            let rank = remark.article.as_ref().map(|slug| ranks.get(slug).copied());
            let place = remark.span.as_ref().map(|span| span.start);
            (std::cmp::Reverse(remark.severity), rank, place)
        });
        made
    }
}

/// What a person calls an article: its headline, or its file's name while it has none.
fn name(composition: &Composition, slug: &DraftSlug) -> String {
    match composition.article(slug) {
        Some((article, _)) if !article.draft.headline.trim().is_empty() => {
            article.draft.headline.trim().to_owned()
        }
        _ => slug.to_string(),
    }
}
