//! A proof with its texts parsed: what every rendition and every check starts from.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use markup::Document;
use newsroom::{Article, CorrectedArticle, Correction, DraftSlug, EditionKey, Proof, RightOfReply};

use crate::email::{FOUNDED, Sheet};

/// A proof and the trees of its texts.
#[derive(Clone, Debug)]
pub struct Composition {
    proof: Proof,
    documents: BTreeMap<DraftSlug, Arc<Document>>,
    /// The articles of which an edition prints something else than their own.
    overruled: BTreeMap<EditionKey, BTreeMap<DraftSlug, Article>>,
    /// What was corrected since the issue came out.
    corrections: BTreeMap<DraftSlug, Vec<Correction>>,
    /// What people replied, by right, to what came out.
    replies: BTreeMap<DraftSlug, Vec<RightOfReply>>,
    /// The look of the mail, made for the first page that asks for it.
    sheet: OnceLock<Arc<Sheet>>,
}

impl Composition {
    /// Parses every text of `proof`.
    pub fn new(proof: Proof) -> Self {
        Self::of(proof, BTreeMap::new())
    }

    /// Takes trees that were parsed already; a text that has none is parsed.
    pub fn of(proof: Proof, mut documents: BTreeMap<DraftSlug, Arc<Document>>) -> Self {
        for (slug, article) in &proof.articles {
            documents.entry(slug.clone()).or_insert_with(|| Arc::new(markup::parse(&article.text)));
        }
        let overruled = overruled(&proof);
        let (corrections, replies) = (BTreeMap::new(), BTreeMap::new());
        Self { proof, documents, overruled, corrections, replies, sheet: OnceLock::new() }
    }

    /// The same issue with nothing decided but its line-up: what would be computed.
    #[must_use]
    pub fn undecided(&self) -> Self {
        let proof = Proof { plan: self.proof.plan.undecided(), ..self.proof.clone() };
        Self { proof, ..self.clone() }
    }

    /// The same issue as the web shows it once articles of it were corrected: each with its newest
    /// version, and its notes. What was corrected is printed in every edition, whatever the issue
    /// had decided of it. The frozen proof is left as it was, elsewhere.
    #[must_use]
    pub fn corrected(self, newer: impl IntoIterator<Item = CorrectedArticle>) -> Self {
        let Self { mut proof, mut documents, .. } = self;
        let mut corrections: BTreeMap<DraftSlug, Vec<Correction>> = BTreeMap::new();
        let mut newest = BTreeMap::new();
        for CorrectedArticle { slug, correction, article, records } in newer {
            proof.authors.extend(records.authors);
            proof.illustrations.extend(records.illustrations);
            newest.insert(slug.clone(), article);
            corrections.entry(slug).or_default().push(correction);
        }
        for (slug, article) in newest {
            if let Some(own) = proof.articles.get(&slug) {
                let printed = proof.plan.wide_override_of(&slug).applied(own).draft;
                for decided in proof.plan.overrides.iter_mut().filter(|it| it.article == slug) {
                    decided.yield_to(&printed, &article.draft);
                }
            }
            documents.remove(&slug);
            proof.articles.insert(slug, article);
        }
        Self { corrections, ..Self::of(proof, documents) }
    }

    /// The same issue as the web shows it once people replied to articles of it.
    #[must_use]
    pub fn answered(
        mut self,
        replies: impl IntoIterator<Item = (DraftSlug, RightOfReply)>,
    ) -> Self {
        for (slug, reply) in replies {
            self.replies.entry(slug).or_default().push(reply);
        }
        self
    }

    /// What people replied to the article called `slug`, the first first.
    pub fn replies(&self, slug: &DraftSlug) -> &[RightOfReply] {
        self.replies.get(slug).map_or(&[], Vec::as_slice)
    }

    /// Every reply.
    pub(crate) fn every_reply(&self) -> impl Iterator<Item = &RightOfReply> {
        self.replies.values().flatten()
    }

    /// What was corrected in the article called `slug`, the first first.
    pub fn corrections(&self, slug: &DraftSlug) -> &[Correction] {
        self.corrections.get(slug).map_or(&[], Vec::as_slice)
    }

    /// The last day that something was corrected, or replied to.
    pub fn corrected_on(&self) -> Option<newsroom::IssueDate> {
        let corrected = self.corrections.values().flatten().map(|correction| correction.day);
        corrected.chain(self.every_reply().filter_map(|reply| reply.decided)).max()
    }

    /// The look of the mail.
    pub(crate) fn sheet(&self) -> &Sheet {
        let design = &self.proof.publication.design;
        if design.is_founded() {
            return &FOUNDED;
        }
        self.sheet.get_or_init(|| Arc::new(Sheet::of(design)))
    }

    /// The proof.
    pub fn proof(&self) -> &Proof {
        &self.proof
    }

    /// The article called `slug`, with its tree.
    pub fn article(&self, slug: &DraftSlug) -> Option<(&Article, &Arc<Document>)> {
        Some((self.proof.articles.get(slug)?, self.documents.get(slug)?))
    }

    /// The article called `slug` as `edition` prints it, with its tree.
    pub fn printed(
        &self,
        edition: &EditionKey,
        slug: &DraftSlug,
    ) -> Option<(&Article, &Arc<Document>)> {
        let overruled = self.overruled.get(edition).and_then(|articles| articles.get(slug));
        let (own, document) = self.article(slug)?;
        Some((overruled.unwrap_or(own), document))
    }

    /// Puts a newer tree in place of an article's; the text of the proof is left behind, since
    /// only the tree is printed.
    pub fn set_document(&mut self, slug: &DraftSlug, document: Arc<Document>) {
        if let Some(place) = self.documents.get_mut(slug) {
            *place = document;
        }
    }
}

fn overruled(proof: &Proof) -> BTreeMap<EditionKey, BTreeMap<DraftSlug, Article>> {
    let mut editions = BTreeMap::new();
    if proof.plan.overrides.is_empty() {
        return editions;
    }
    for plan in &proof.publication.editions {
        let articles = proof.articles.iter().filter_map(|(slug, own)| {
            let decided = proof.plan.override_of(slug, &plan.key);
            if decided.is_idle() {
                return None;
            }
            Some((slug.clone(), decided.applied(own)))
        });
        editions.insert(plan.key.clone(), articles.collect());
    }
    editions
}
