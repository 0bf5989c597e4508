//! The preflight (contrôles): everything that is looked at before an issue is closed.
//!
//! Errors block the closing; warnings are accepted by the chief, by name and with a reason. A
//! remark carries facts, never a sentence: the interface has the words.

mod acronyms;
mod articles;
mod dates;
mod fields;
mod figures;
mod files;
mod illustrations;
mod issue;
mod links;
mod marks;
mod names;
mod prose;
mod proses;
mod references;
mod rules;
mod spellings;
mod spoken;
mod structure;
mod twins;
mod typography;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use newsroom::{
    Article, AuthorKey, Draft, DraftSlug, EditionKey, IssueDate, IssueField, Level, Publication,
    Slot, TimeOfDay, proof::ArchivedIssue,
};

use crate::Composition;
use markup::{Document, sentences};
use prose::Passage;
use proses::Prose;

pub use illustrations::is_unestablished;
pub use links::{Answer, addresses};
pub use marks::unfinished;
pub use references::issues_named;
pub use rules::{RULES, Reach, Rule};

/// How grave a remark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// To be accepted by name, or mended.
    Warning,
    /// Blocks the closing.
    Error,
}

/// What to write in the place of what: bytes of the article's text or of the field, and the words
/// that come.
pub type Mending = Vec<(Range<usize>, String)>;

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The rule's stable name.
    pub rule: &'static str,
    /// How grave it is, as the publication has it.
    pub severity: Severity,
    /// What the sentence about it must name; `article` is the headline, when there is an article.
    pub params: BTreeMap<&'static str, String>,
    /// The article it is in.
    pub article: Option<DraftSlug>,
    /// The field it is in, when that is no article's own, and the words there.
    pub field: Option<(IssueField, String)>,
    /// The words it is about, in bytes of the article's text or of the field.
    pub span: Option<Range<usize>>,
    /// What mends it at one key, in the same place; often nothing.
    pub mending: Mending,
    /// The same as long as the rule, the article and the words are: what an acceptance rests on.
    pub fingerprint: String,
}

/// Looks at everything: the issue, and the `artefacts` (path → bytes) of each of its editions.
///
/// Errors come first, then what comes first in the line-up, then in the text.
pub fn preflight(
    composition: &Composition,
    artefacts: &BTreeMap<EditionKey, BTreeMap<String, Vec<u8>>>,
) -> Vec<Remark> {
    Checks::default().preflight(composition, artefacts)
}

/// What was found in each article, kept while nothing that it rests on changes: under typing only
/// the article that is typed in is looked at again.
#[derive(Debug, Default)]
pub struct Checks {
    around: Option<Around>,
    articles: BTreeMap<DraftSlug, Kept>,
    fields: fields::Known,
    answers: BTreeMap<String, Answer>,
}

/// What the check of an article reads besides the article.
#[derive(Debug, PartialEq, Eq)]
struct Around {
    publication: Publication,
    date: IssueDate,
    archive: BTreeMap<IssueDate, ArchivedIssue>,
    placed: Vec<DraftSlug>,
    authors: BTreeSet<AuthorKey>,
    send_time: Option<TimeOfDay>,
}

/// An article that was looked at.
#[derive(Debug)]
struct Kept {
    draft: Draft,
    heads: Vec<Draft>,
    slot: Slot,
    document: Arc<Document>,
    remarks: Vec<Remark>,
    facts: Facts,
}

/// What an article brings to the checks that compare articles.
#[derive(Debug, Default)]
struct Facts {
    text: twins::Text,
    proses: Vec<Prose>,
    acronyms: Vec<acronyms::Said>,
    links: Vec<links::Use>,
}

impl Checks {
    /// Remembers what the addresses of links answered to someone who asked (see [`addresses`]): no
    /// check asks by itself.
    pub fn hear(&mut self, answers: BTreeMap<String, Answer>) {
        self.answers.extend(answers);
    }

    /// As [`preflight`], with what is still good of the last time.
    pub fn preflight(
        &mut self,
        composition: &Composition,
        artefacts: &BTreeMap<EditionKey, BTreeMap<String, Vec<u8>>>,
    ) -> Vec<Remark> {
        let around = Around::of(composition);
        if self.around.as_ref() != Some(&around) {
            self.articles.clear();
            self.fields.forget();
            self.around = Some(around);
        }
        let mut remarks = Remarks::new(composition);
        issue::check(composition, &mut remarks);
        let placed = placed(composition);
        self.articles.retain(|slug, _| placed.iter().any(|place| place.slug == slug));
        for place in &placed {
            if !self.articles.get(place.slug).is_some_and(|kept| kept.holds(place)) {
                self.articles.insert(place.slug.clone(), look(composition, place));
            }
        }
        let kept: Vec<(&Place<'_>, &Kept)> = placed
            .iter()
            .filter_map(|place| Some((place, self.articles.get(place.slug)?)))
            .collect();
        remarks.made.extend(kept.iter().flat_map(|(_, kept)| kept.remarks.iter().cloned()));
        let fields = self.fields.read(composition, &placed);
        fields::check(&fields, &mut remarks);
        illustrations::check(composition, &placed, &mut remarks);
        twins::check(&kept, &mut remarks);
        figures::check(composition, &kept, &mut remarks);
        acronyms::check(&kept, &mut remarks);
        spellings::check(&kept, &fields, &mut remarks);
        links::compare(&kept, &mut remarks);
        links::unanswered(&kept, &self.answers, &mut remarks);
        files::check(composition, artefacts, &mut remarks);
        remarks.in_order()
    }
}

impl Around {
    fn of(composition: &Composition) -> Self {
        let proof = composition.proof();
        Self {
            publication: proof.publication.clone(),
            date: proof.plan.date,
            archive: proof.archive.clone(),
            placed: proof.plan.line_up.articles().map(|(slug, _)| slug.clone()).collect(),
            authors: proof.authors.keys().cloned().collect(),
            send_time: proof.plan.send_time,
        }
    }
}

impl Kept {
    /// Whether what was found in `place` is still what would be found there.
    fn holds(&self, place: &Place<'_>) -> bool {
        same_blocks(&self.document, place.document)
            && self.draft == place.article.draft
            && self.heads.iter().eq(place.heads.iter().copied())
            && self.slot == *place.slot
    }
}

/// Whether two trees are the same by their blocks' pointers, which costs nothing to ask.
fn same_blocks(old: &Document, new: &Document) -> bool {
    old.blocks.len() == new.blocks.len()
        && old.blocks.iter().zip(&new.blocks).all(|(old, new)| {
            old.start == new.start && old.len == new.len && Arc::ptr_eq(&old.block, &new.block)
        })
}

/// Looks at one article.
fn look(composition: &Composition, place: &Place<'_>) -> Kept {
    let passages = Passages::of(&place.heads, &place.article.text, place.document);
    let proses = Prose::of(place);
    let mut remarks = Remarks::new(composition);
    articles::check(composition, place, &mut remarks);
    structure::check(composition, place, &mut remarks);
    references::check(composition, place, &passages, &mut remarks);
    marks::check(place, &passages, &mut remarks);
    typography::check(composition, place, &mut remarks);
    figures::look(place, &proses, &mut remarks);
    spoken::check(place, &mut remarks);
    dates::check(composition, place, &passages, &mut remarks);
    links::check(composition, place, &mut remarks);
    Kept {
        draft: place.article.draft.clone(),
        heads: place.heads.iter().copied().cloned().collect(),
        slot: place.slot.clone(),
        document: Arc::clone(place.document),
        remarks: remarks.made,
        facts: Facts {
            text: twins::text(place),
            acronyms: acronyms::read(&proses),
            proses,
            links: links::uses(place),
        },
    }
}

/// An article where the line-up puts it.
struct Place<'a> {
    slug: &'a DraftSlug,
    slot: &'a Slot,
    article: &'a Article,
    document: &'a Arc<Document>,
    /// Its record as the editions print it, one for each way that the issue decided; what the
    /// issue prints in no edition is not judged.
    heads: Vec<&'a Draft>,
}

impl<'a> Place<'a> {
    /// Its headline, as the first edition prints it.
    fn headline(&self) -> &'a str {
        self.heads.first().map_or("", |draft| draft.headline.trim())
    }

    /// Whether it is written in French.
    fn is_french(&self) -> bool {
        self.article.draft.language.as_str().starts_with("fr")
    }
}

/// The prose of an article: the words of its record, then those of its text.
struct Passages {
    record: Vec<Passage>,
    text: Vec<Passage>,
}

impl Passages {
    fn of(heads: &[&Draft], text: &str, document: &Document) -> Self {
        let record =
            record_words(heads, |it| [&it.kicker, &it.headline, &it.standfirst, &it.source]);
        Self {
            record: record.into_iter().map(Passage::of_record).collect(),
            text: prose::passages(text, document),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Passage> {
        self.record.iter().chain(&self.text)
    }
}

/// The words of some fields of a record, each once, however many ways it is printed.
fn record_words<'a, const N: usize>(
    heads: &[&'a Draft],
    fields: impl Fn(&'a Draft) -> [&'a String; N],
) -> Vec<&'a str> {
    let mut record: Vec<&str> = Vec::new();
    for words in heads.iter().flat_map(|draft| fields(draft)) {
        if !record.contains(&words.as_str()) {
            record.push(words);
        }
    }
    record
}

/// The words of a record that are the article's own, and not decided for the issue.
fn own_words<'a, const N: usize>(
    place: &Place<'a>,
    fields: impl Fn(&'a Draft) -> [&'a String; N],
) -> Vec<&'a str> {
    let own = fields(&place.article.draft);
    let mut words = record_words(&place.heads, fields);
    words.retain(|words| own.iter().any(|own| own.as_str() == *words));
    words
}

fn placed(composition: &Composition) -> Vec<Place<'_>> {
    let articles = composition.proof().plan.line_up.articles();
    let found = articles.filter_map(|(slug, slot)| {
        let (article, document) = composition.article(slug)?;
        Some(Place { slug, slot, article, document, heads: heads(composition, slug) })
    });
    found.collect()
}

/// The record of an article in each of the ways that the editions print it.
fn heads<'a>(composition: &'a Composition, slug: &DraftSlug) -> Vec<&'a Draft> {
    let mut heads: Vec<&Draft> = Vec::new();
    for edition in &composition.proof().publication.editions {
        if let Some((printed, _)) = composition.printed(&edition.key, slug)
            && !heads.contains(&&printed.draft)
        {
            heads.push(&printed.draft);
        }
    }
    if heads.is_empty() {
        heads.extend(composition.article(slug).map(|(own, _)| &own.draft));
    }
    heads
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
        self.push(rule, params.into(), None, None, Vec::new());
    }

    /// A remark on words of a field, that `mending` puts right where one key may write.
    fn on_field<const N: usize>(
        &mut self,
        rule: &Rule,
        (field, words): (&IssueField, &str),
        span: Option<Range<usize>>,
        params: [(&'static str, String); N],
        mending: Mending,
    ) {
        let mut params = BTreeMap::from(params);
        params.entry("article").or_insert_with(|| words.to_owned());
        let before = self.made.len();
        self.push(rule, params, field.article(), None, Vec::new());
        let plan = &self.composition.proof().plan;
        for remark in self.made.iter_mut().skip(before) {
            remark.fingerprint = named([&remark.fingerprint, &format!("{field:?}"), words]);
            remark.field = Some((field.clone(), words.to_owned()));
            remark.span.clone_from(&span);
            if field.writing(plan, String::new()).is_some() {
                remark.mending.clone_from(&mending);
            }
        }
    }

    /// A remark on an article as a whole.
    fn on_article<const N: usize>(
        &mut self,
        rule: &Rule,
        article: &DraftSlug,
        params: [(&'static str, String); N],
    ) {
        self.push(rule, params.into(), Some(article), None, Vec::new());
    }

    /// A remark on words of an article; no span when they are not in its text.
    fn on_words<const N: usize>(
        &mut self,
        rule: &Rule,
        article: &DraftSlug,
        span: Option<Range<usize>>,
        params: [(&'static str, String); N],
    ) {
        self.push(rule, params.into(), Some(article), span, Vec::new());
    }

    /// A remark on words of an article that `mending` puts right.
    fn mendable<const N: usize>(
        &mut self,
        rule: &Rule,
        article: &DraftSlug,
        span: Option<Range<usize>>,
        params: [(&'static str, String); N],
        mending: Mending,
    ) {
        self.push(rule, params.into(), Some(article), span, mending);
    }

    fn push(
        &mut self,
        rule: &Rule,
        mut params: BTreeMap<&'static str, String>,
        article: Option<&DraftSlug>,
        span: Option<Range<usize>>,
        mending: Mending,
    ) {
        let choice = self.composition.proof().publication.preflight.get(rule.id);
        let severity = match choice.filter(|_| !rule.fixed).map(|choice| choice.level) {
            Some(Level::Off) => return,
            Some(Level::Warning) => Severity::Warning,
            Some(Level::Error) => Severity::Error,
            None => rule.severity,
        };
        let fingerprint = self.fingerprint(rule, &params, article, span.as_ref());
        if let Some(slug) = article {
            params.entry("article").or_insert_with(|| name(self.composition, slug));
        }
        self.made.push(Remark {
            rule: rule.id,
            severity,
            params,
            article: article.cloned(),
            field: None,
            span,
            mending,
            fingerprint,
        });
    }

    /// The name by which a remark is known again: its rule, its article (its day, when it is on
    /// the issue), what it names, and the sentence that its words stand in.
    fn fingerprint(
        &self,
        rule: &Rule,
        params: &BTreeMap<&'static str, String>,
        article: Option<&DraftSlug>,
        span: Option<&Range<usize>>,
    ) -> String {
        let place = match article {
            Some(slug) => slug.to_string(),
            None => self.composition.proof().plan.date.to_string(),
        };
        let words = article
            .and_then(|slug| self.composition.article(slug))
            .zip(span)
            .map(|((article, _), span)| sentence_around(&article.text, span));
        let facts = params.iter().flat_map(|(name, value)| [*name, value.as_str()]);
        let parts = [rule.id, &place].into_iter().chain(facts);
        named(parts.chain([words.unwrap_or_default()]))
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

/// The name that `parts` make together.
fn named<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    let mut hash = blake3::Hasher::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update(&[0]);
    }
    hash.finalize().to_hex()[..32].to_owned()
}

/// The sentence of `text` that `span` begins in.
fn sentence_around<'t>(text: &'t str, span: &Range<usize>) -> &'t str {
    let before = text.get(..span.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let at = span.start - start;
    sentences(line)
        .into_iter()
        .rfind(|sentence| sentence.as_ptr().addr() - line.as_ptr().addr() <= at)
        .unwrap_or(line)
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
