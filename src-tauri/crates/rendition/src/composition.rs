//! A proof with its texts parsed: what every rendition and every check starts from.

use std::{collections::BTreeMap, sync::Arc};

use markup::Document;
use newsroom::{Article, DraftSlug, Proof};

/// A proof and the trees of its texts.
#[derive(Clone, Debug)]
pub struct Composition {
    proof: Proof,
    documents: BTreeMap<DraftSlug, Arc<Document>>,
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
        Self { proof, documents }
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
