//! An issue taken out whole: every word, setting and original of it, in plain files.

use std::collections::BTreeMap;

use newsroom::{Author, Draft, IssueDate};
use rendition::Composition;
use serde::Serialize;

use super::{ARTICLES, AUTHORS, ArticleMatter, ISSUE, IssueFile, PICTURES, PUBLICATION};
use crate::{Desk, Fault};

/// The files of the issue folder of `date`, by path.
pub(crate) fn write(
    desk: &Desk,
    composition: &Composition,
    date: IssueDate,
) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
    let proof = composition.proof();
    let state = desk.issue(date)?.state();
    let authors: Vec<&Author> = proof.authors.values().collect();
    let mut files = BTreeMap::from([
        (PUBLICATION.to_owned(), yaml(&proof.publication)?.into_bytes()),
        (AUTHORS.to_owned(), yaml(&authors)?.into_bytes()),
        (ISSUE.to_owned(), yaml(&IssueFile::of(&proof.plan, state))?.into_bytes()),
    ]);
    for (slug, article) in &proof.articles {
        let file = self::article(article.draft.clone(), &article.text)?;
        files.insert(format!("{ARTICLES}/{slug}.md"), file.into_bytes());
    }
    for (key, picture) in &proof.illustrations {
        let original = desk.store.original(&picture.hash)?;
        files.insert(format!("{PICTURES}/{key}.{}", picture.format.extension()), original);
        let passport = yaml(&picture.passport())?;
        files.insert(format!("{PICTURES}/{key}.yaml"), passport.into_bytes());
    }
    Ok(files)
}

/// The file of an article: its record, then its text.
pub(crate) fn article(draft: Draft, text: &str) -> Result<String, Fault> {
    let matter = yaml(&ArticleMatter::from(draft))?;
    Ok(format!("---\n{matter}---\n\n{text}"))
}

fn yaml(value: &impl Serialize) -> Result<String, Fault> {
    let mut text = serde_saphyr::to_string(value)
        .map_err(|why| Fault::ours("request.malformed", &[("why", &why.to_string())]))?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}
