//! Packages: an edition as the content folder of another tool. What a tool cannot hold is named
//! beside it, so that nobody learns it after the move.

mod markdown;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use newsroom::{DraftSlug, EditionKey, Illustration, Visibility};
use serde_json::{Value, json};

use crate::{
    Composition,
    edition::{Edition, Piece},
    prints::prints,
};

pub use told::Told;

/// A tool that builds pages from Markdown files and their pictures.
pub trait Package: Sync {
    /// Its name, as the command line and the messages call it.
    fn name(&self) -> &'static str;
    /// What it loses, by the names that the messages give.
    fn loses(&self) -> &'static [&'static str];
    /// Where the folder of an issue stands, with a slash at its end.
    fn root(&self) -> &'static str;
    /// What its front matter says besides what every tool reads.
    fn besides(&self, edition: &Edition<'_>, piece: &Piece<'_>) -> Vec<(&'static str, Value)>;
    /// Whether its Markdown has footnotes.
    fn has_notes(&self) -> bool {
        true
    }
    /// Where a link from an article to another of the same issue leads.
    fn lead(&self, article: &DraftSlug) -> String {
        format!("../{article}/")
    }
}

/// What Hugo calls a leaf bundle, in a section for each issue.
struct Hugo;

/// Eleventy, whose Markdown goes through no template.
struct Eleventy;

/// A folder for a content collection of Astro.
struct Astro;

/// Plain Markdown, which imports back.
struct Plain;

/// Every package, in the order that they are offered.
pub static PACKAGES: [&dyn Package; 4] = [&Hugo, &Eleventy, &Astro, &Plain];

impl Package for Hugo {
    fn name(&self) -> &'static str {
        "hugo"
    }
    fn loses(&self) -> &'static [&'static str] {
        &["computed", "callouts", "corrections", "unsafe"]
    }
    fn root(&self) -> &'static str {
        "content/"
    }
    fn besides(&self, edition: &Edition<'_>, piece: &Piece<'_>) -> Vec<(&'static str, Value)> {
        let weight = edition.place(piece.slug).map_or(0, |place| place.rank + 1);
        let mut fields = paged(edition, piece);
        fields.extend([("weight", json!(weight)), ("draft", json!(false))]);
        fields
    }
}

impl Package for Eleventy {
    fn name(&self) -> &'static str {
        "eleventy"
    }
    fn loses(&self) -> &'static [&'static str] {
        &["computed", "callouts", "corrections", "notes", "passthrough"]
    }
    fn root(&self) -> &'static str {
        "content/"
    }
    fn besides(&self, edition: &Edition<'_>, piece: &Piece<'_>) -> Vec<(&'static str, Value)> {
        let mut fields = paged(edition, piece);
        // Braces of a text are words, not Liquid.
        fields.push(("templateEngineOverride", json!("md")));
        fields
    }
    fn has_notes(&self) -> bool {
        false
    }
}

impl Package for Astro {
    fn name(&self) -> &'static str {
        "astro"
    }
    fn loses(&self) -> &'static [&'static str] {
        &["computed", "callouts", "corrections", "collection"]
    }
    fn root(&self) -> &'static str {
        "src/content/issues/"
    }
    fn besides(&self, edition: &Edition<'_>, piece: &Piece<'_>) -> Vec<(&'static str, Value)> {
        paged(edition, piece)
    }
}

impl Package for Plain {
    fn name(&self) -> &'static str {
        "markdown"
    }
    fn loses(&self) -> &'static [&'static str] {
        &["computed", "callouts", "corrections", "plan"]
    }
    fn root(&self) -> &'static str {
        ""
    }
    fn besides(&self, _: &Edition<'_>, piece: &Piece<'_>) -> Vec<(&'static str, Value)> {
        let draft = &piece.article.draft;
        let mut fields = vec![("kind", json!(draft.kind))];
        fields.extend(said("keyword", &draft.keyword));
        fields.extend(said("link", &draft.link));
        fields
    }
    fn lead(&self, article: &DraftSlug) -> String {
        format!("../{article}/index.md")
    }
}

/// What a tool that lists issues can use.
fn paged(edition: &Edition<'_>, piece: &Piece<'_>) -> Vec<(&'static str, Value)> {
    let plan = &edition.proof().plan;
    let mut fields = vec![("issue", json!(edition.title())), ("number", json!(plan.number))];
    if piece.shows != Visibility::Full {
        fields.push(("paywalled", json!(true)));
    }
    fields
}

fn said(name: &'static str, words: &str) -> Option<(&'static str, Value)> {
    let words = words.trim();
    (!words.is_empty()).then(|| (name, json!(words)))
}

/// The package called `name`.
pub fn package(name: &str) -> Option<&'static dyn Package> {
    PACKAGES.iter().copied().find(|package| package.name() == name)
}

/// An edition as a package: its texts, and where its pictures go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    /// The Markdown files, by path.
    pub texts: BTreeMap<String, String>,
    /// The paths of its pictures, which end with the names of prints.
    pub pictures: BTreeSet<String>,
    /// For each Markdown file, what the proof says of it.
    pub told: BTreeMap<String, Told>,
}

/// `edition` as `package`; `None` when the publication makes no such edition.
pub fn packed(
    composition: &Composition,
    edition: &EditionKey,
    package: &dyn Package,
) -> Option<Packed> {
    let edition = Edition::of(composition, edition)?;
    let mut packed = Packed::default();
    let folder = format!("{}{}", package.root(), edition.proof().plan.date);
    for piece in edition.pieces() {
        let own = format!("{folder}/{}", piece.slug);
        let path = format!("{own}/index.md");
        let text = markdown::article(&edition, piece, package);
        packed.texts.insert(path.clone(), format!("{}\n{text}", front(&edition, piece, package)));
        packed.told.insert(path, told::of(&edition, piece, package));
        for key in piece.pictures(edition.open()) {
            if let Some(name) = edition.illustration(key).and_then(widest) {
                packed.pictures.insert(format!("{own}/{name}"));
            }
        }
    }
    Some(packed)
}

/// The file that stands for `picture`.
pub(crate) fn widest(picture: &Illustration) -> Option<String> {
    prints(picture).into_iter().next().map(|print| print.name)
}

/// The front matter: JSON values, which every reader of YAML takes as they are.
fn front(edition: &Edition<'_>, piece: &Piece<'_>, package: &dyn Package) -> String {
    let draft = &piece.article.draft;
    let plan = &edition.proof().plan;
    let names = draft.authors.iter().filter_map(|key| edition.author(key));
    let names: Vec<&str> = names.map(|author| author.name.as_str()).collect();
    let mut fields = vec![
        ("title", json!(draft.headline.trim())),
        ("date", json!(plan.date.to_string())),
        ("slug", json!(piece.slug.as_str())),
        ("lang", json!(draft.language.as_str())),
    ];
    fields.extend(said("description", &draft.standfirst));
    fields.extend(said("kicker", &draft.kicker));
    if !names.is_empty() {
        fields.push(("authors", json!(names)));
    }
    if !draft.tags.is_empty() {
        fields.push(("tags", json!(draft.tags)));
    }
    fields.extend(package.besides(edition, piece));
    let mut out = String::from("---\n");
    for (name, value) in fields {
        out.push_str(&format!("{name}: {value}\n"));
    }
    out.push_str("---\n");
    out
}
