//! A proof with its texts parsed: what every rendition and every check starts from.

use std::{collections::BTreeMap, sync::Arc};

use markup::Document;
use newsroom::{Article, DraftSlug, EditionKey, Proof};

/// A proof and the trees of its texts.
#[derive(Clone, Debug)]
pub struct Composition {
    proof: Proof,
    documents: BTreeMap<DraftSlug, Arc<Document>>,
    /// The articles of which an edition prints something else than their own.
    overruled: BTreeMap<EditionKey, BTreeMap<DraftSlug, Article>>,
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
        Self { proof, documents, overruled }
    }

    /// The same issue with nothing decided but its line-up: what would be computed.
    #[must_use]
    pub fn undecided(&self) -> Self {
        let proof = Proof { plan: self.proof.plan.undecided(), ..self.proof.clone() };
        Self { proof, documents: self.documents.clone(), overruled: self.overruled.clone() }
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
            let mut article = own.clone();
            let draft = &mut article.draft;
            if !decided.headline.is_empty() {
                draft.headline = decided.headline;
            }
            if !decided.standfirst.is_empty() {
                draft.standfirst = decided.standfirst;
            }
            if decided.bare || decided.illustration.is_some() {
                draft.illustration = decided.illustration;
            }
            Some((slug.clone(), article))
        });
        editions.insert(plan.key.clone(), articles.collect());
    }
    editions
}
