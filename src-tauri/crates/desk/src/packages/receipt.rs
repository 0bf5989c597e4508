//! The receipt: a package read back by who did not write it, and held against the proof.

use std::{collections::BTreeMap, path::Path};

use rendition::{Composition, Told};
use serde_json::{Map, Value};

use super::bundle::IssueData;
use crate::{
    Fault,
    imports::{front_matter, read},
    wire::packages::{Difference, PackageKind, Receipt},
};

/// A receipt that nothing was read for yet.
pub(super) fn blank(package: PackageKind, proof: &str, loses: Vec<String>) -> Receipt {
    Receipt {
        package,
        proof: proof.to_owned(),
        articles: 0,
        letters: 0,
        headings: 0,
        links: 0,
        pictures: 0,
        languages: 0,
        differences: Vec::new(),
        loses,
    }
}

/// Reads the Markdown files of a package.
pub(super) fn texts(
    receipt: &mut Receipt,
    told: &BTreeMap<String, Told>,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<(), Fault> {
    for (file, proof) in told {
        let bytes = files.get(file).map(Vec::as_slice).unwrap_or_default();
        compare(receipt, file, proof, &article(file, &String::from_utf8_lossy(bytes))?);
    }
    Ok(())
}

/// Reads the `issue.json` of a bundle.
pub(super) fn data(
    receipt: &mut Receipt,
    composition: &Composition,
    file: &str,
    bytes: &[u8],
) -> Result<(), Fault> {
    let data: IssueData = serde_json::from_slice(bytes)
        .map_err(|_| Fault::ours("export.unsound", &[("file", file)]))?;
    for (slug, article) in &composition.proof().articles {
        let told = |headline: &str, standfirst: &str, language: String, text: &str| {
            Told::of(&markup::parse(text)).under(headline, standfirst, language)
        };
        let draft = &article.draft;
        let language = draft.language.to_string();
        let proof = told(&draft.headline, &draft.standfirst, language, &article.text);
        let found = data.articles.get(slug).map(|found| {
            let language = found.record.language.as_ref().map(ToString::to_string);
            let record = &found.record;
            told(&record.headline, &record.standfirst, language.unwrap_or_default(), &found.text)
        });
        compare(receipt, &format!("{file}#{slug}"), &proof, &found.unwrap_or_default());
    }
    Ok(())
}

/// What the Markdown file `path` tells.
fn article(path: &str, whole: &str) -> Result<Told, Fault> {
    let path = Path::new(path);
    let parts = front_matter::part(path, whole)?;
    let fields: Map<String, Value> = match parts.matter {
        Some(matter) => read::yaml(path, matter.written(), 2)?,
        None => Map::new(),
    };
    let field = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let told = Told::of(&markup::parse(parts.body));
    Ok(told.under(field("title"), field("description"), field("lang").to_owned()))
}

fn compare(receipt: &mut Receipt, file: &str, proof: &Told, found: &Told) {
    receipt.articles += 1;
    receipt.letters += count(found.words.chars().count());
    receipt.headings += count(found.headings.len());
    receipt.links += count(found.links.len());
    receipt.pictures += count(found.pictures.len());
    receipt.languages += count(found.languages.len());
    let mut differ = |of: &str, proof: String, found: String| {
        let (file, of) = (file.to_owned(), of.to_owned());
        receipt.differences.push(Difference { file, of, proof, found });
    };
    if proof.words != found.words {
        let same = proof.words.chars().zip(found.words.chars()).take_while(|(a, b)| a == b).count();
        let around = |words: &str| words.chars().skip(same.saturating_sub(10)).take(60).collect();
        differ("words", around(&proof.words), around(&found.words));
    }
    for (of, proof, found) in [
        ("headings", &proof.headings, &found.headings),
        ("links", &proof.links, &found.links),
        ("pictures", &proof.pictures, &found.pictures),
        ("languages", &proof.languages, &found.languages),
    ] {
        if proof != found {
            differ(of, proof.join(" · "), found.join(" · "));
        }
    }
}

fn count(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}
