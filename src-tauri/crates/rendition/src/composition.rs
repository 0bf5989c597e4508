//! A proof with its texts parsed: what every rendition and every check starts from.

use std::{collections::BTreeMap, sync::Arc};

use markup::Document;
use newsroom::{Article, Correction, DraftSlug, Proof};

/// A proof and the trees of its texts.
#[derive(Clone, Debug)]
pub struct Composition {
    proof: Proof,
    documents: BTreeMap<DraftSlug, Arc<Document>>,
    /// What was corrected since the issue came out.
    corrections: BTreeMap<DraftSlug, Vec<Correction>>,
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
        Self { proof, documents, corrections: BTreeMap::new() }
    }

    /// The same issue as the web shows it once articles of it were corrected: each with its newest
    /// version, and its notes. The frozen proof is left as it was, elsewhere.
    #[must_use]
    pub fn corrected(
        self,
        newer: impl IntoIterator<Item = (DraftSlug, Correction, Article)>,
    ) -> Self {
        let Self { mut proof, mut documents, .. } = self;
        let mut corrections: BTreeMap<DraftSlug, Vec<Correction>> = BTreeMap::new();
        for (slug, correction, article) in newer {
            documents.remove(&slug);
            proof.articles.insert(slug.clone(), article);
            corrections.entry(slug).or_default().push(correction);
        }
        Self { corrections, ..Self::of(proof, documents) }
    }

    /// What was corrected in the article called `slug`, the first first.
    pub fn corrections(&self, slug: &DraftSlug) -> &[Correction] {
        self.corrections.get(slug).map_or(&[], Vec::as_slice)
    }

    /// The last day that something was corrected.
    pub fn corrected_on(&self) -> Option<newsroom::IssueDate> {
        self.corrections.values().flatten().map(|correction| correction.day).max()
    }

    /// The proof.
    pub fn proof(&self) -> &Proof {
        &self.proof
    }

    /// The article called `slug`, with its tree.
    pub fn article(&self, slug: &DraftSlug) -> Option<(&Article, &Arc<Document>)> {
        Some((self.proof.articles.get(slug)?, self.documents.get(slug)?))
    }

    /// Puts a newer tree in place of an article's; the text of the proof is left behind, since
    /// only the tree is printed.
    pub fn set_document(&mut self, slug: &DraftSlug, document: Arc<Document>) {
        if let Some(place) = self.documents.get_mut(slug) {
            *place = document;
        }
    }
}
