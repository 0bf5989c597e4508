//! Pulling a proof: everything that printing an issue needs, out of the store and of the texts
//! being typed.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use markup::{BlockKind, Document, Inline};
use newsroom::{
    AnyIssue, Article, ArticleKind, AuthorKey, Draft, DraftSlug, IllustrationKey, IssueDate,
    IssuePlan, LineUp, Proof, Slot, SlotRole,
};
use rendition::Composition;

use crate::{Desk, Fault, Room};

/// So many of the latest articles are listed.
pub(crate) const LATEST: u32 = 5;

impl Desk {
    /// The composition of the issue of `date`: of its frozen proof once it is closed.
    pub(crate) fn compose_issue(&self, room: &Room, date: IssueDate) -> Result<Composition, Fault> {
        let (issue, frozen) =
            self.store.read(|reader| Ok((reader.issue(date)?, reader.proof(date)?)))?;
        match (issue, frozen) {
            (None, _) => Err(Fault::missing("issue", date)),
            (Some(AnyIssue::Closed(_)), Some(proof)) => Ok(Composition::new(proof)),
            (Some(issue), _) => self.compose(room, issue.plan().clone()),
        }
    }

    /// The composition of an article that no issue has a place for yet: an issue of its own.
    pub(crate) fn compose_alone(&self, room: &Room, draft: &Draft) -> Result<Composition, Fault> {
        let mut slot = Slot::empty(role_for(draft.kind));
        slot.articles.push(draft.slug.clone());
        let date = draft.date.unwrap_or_else(|| self.clock.today());
        let plan = IssuePlan { line_up: LineUp::new(vec![slot])?, ..IssuePlan::new(date, 0) };
        self.compose(room, plan)
    }

    fn compose(&self, room: &Room, plan: IssuePlan) -> Result<Composition, Fault> {
        let mut articles = BTreeMap::new();
        let mut documents: BTreeMap<DraftSlug, Arc<Document>> = BTreeMap::new();
        for (slug, _) in plan.line_up.articles() {
            // A line-up may name an article that is not written: the preflight says so.
            let Some(row) = self.store.read(|reader| reader.draft_by_slug(slug))? else {
                continue;
            };
            let (text, document) = self.text_now(room, row.draft.id)?;
            documents.insert(slug.clone(), document);
            articles.insert(slug.clone(), Article { draft: row.draft, text });
        }
        let mut needs =
            Needs::of(articles.values().map(|article| &article.draft), documents.values());
        needs.pictures.extend(plan.pictures().into_iter().cloned());
        let name = self.store.read(|reader| reader.publication())?.name;
        for document in documents.values() {
            // References typed as plain words are looked up, too, so that the checks can judge them.
            let words = document.plain_text();
            needs.issues.extend(rendition::issues_named(&name, plan.date, &words));
        }
        let proof = self.store.read(|reader| {
            let publication = reader.publication()?;
            let illustrations = reader.illustrations_among(&needs.pictures)?;
            let signing: BTreeSet<&AuthorKey> = articles
                .values()
                .flat_map(|article| &article.draft.authors)
                .chain(illustrations.values().filter_map(|picture| picture.author.as_ref()))
                .chain(plan.bios.iter().flatten())
                .collect();
            let authors = reader
                .authors()?
                .into_iter()
                .filter(|author| signing.contains(&author.key))
                .map(|author| (author.key.clone(), author))
                .collect();
            let mut archive = BTreeMap::new();
            for date in &needs.issues {
                if let Some(issue) = reader.archived_issue(*date)? {
                    archive.insert(*date, issue);
                }
            }
            let latest = match &plan.latest {
                Some(chosen) => reader.chosen_articles(chosen)?,
                None => reader.latest_articles(plan.date, LATEST)?,
            };
            Ok(Proof { publication, plan, articles, authors, illustrations, archive, latest })
        })?;
        Ok(Composition::of(proof, documents))
    }
}

/// The hash by which a proof is signed: BLAKE3 of its canonical JSON.
pub(crate) fn hash(proof: &Proof) -> Result<String, Fault> {
    let bytes = serde_json::to_vec(proof)
        .map_err(|why| Fault::ours("request.malformed", &[("why", &why.to_string())]))?;
    Ok(blake3::hash(&bytes).to_hex().to_string())
}

/// The role that suits a kind of article.
pub(crate) fn role_for(kind: ArticleKind) -> SlotRole {
    match kind {
        ArticleKind::Story => SlotRole::Story,
        ArticleKind::Dossier => SlotRole::Dossier,
        ArticleKind::Brief => SlotRole::Briefs,
        ArticleKind::Picture => SlotRole::Picture,
        ArticleKind::Figure => SlotRole::Figure,
    }
}

/// What texts name that is kept elsewhere.
#[derive(Default)]
pub(crate) struct Needs {
    pub(crate) pictures: BTreeSet<IllustrationKey>,
    pub(crate) issues: BTreeSet<IssueDate>,
}

impl Needs {
    pub(crate) fn of<'a>(
        drafts: impl Iterator<Item = &'a Draft>,
        documents: impl Iterator<Item = &'a Arc<Document>>,
    ) -> Self {
        let mut needs = Self::default();
        needs.pictures.extend(drafts.filter_map(|draft| draft.illustration.clone()));
        for document in documents {
            document.blocks.iter().for_each(|placed| needs.see(&placed.block));
        }
        needs
    }

    /// Adds what `block` names.
    pub(crate) fn see(&mut self, block: &markup::Block) {
        block.each_block(&mut |block| {
            if let BlockKind::Figure { picture: Some(picture), .. } = &block.kind {
                self.pictures.insert(picture.clone());
            }
        });
        block.each_inline(&mut |inline| {
            if let Inline::CrossReference { reference: Some(reference), .. } = inline {
                self.issues.extend(reference.issue());
            }
        });
    }
}
