//! Two editions side by side: only what differs, as a reader of the plain text would see it.

use newsroom::{DraftSlug, EditionKey};

use crate::{
    Composition,
    edition::{Edition, Part},
    page, text,
};

/// A section that two editions do not print alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The article it is, when it is one.
    pub article: Option<DraftSlug>,
    /// What it is: an article's slug, or the role of a computed section.
    pub section: String,
    /// The paragraphs that differ, side by side; a side that has none there is empty.
    pub rows: Vec<Row>,
    /// How many paragraphs are the same.
    pub same: usize,
}

/// Paragraphs face to face.
type Row = (Option<String>, Option<String>);

/// A section of an edition, in paragraphs.
struct Printed {
    article: Option<DraftSlug>,
    section: String,
    paragraphs: Vec<String>,
}

/// What differs between the editions `left` and `right`; `None` when the publication makes no
/// such edition.
pub fn compare(
    composition: &Composition,
    left: &EditionKey,
    right: &EditionKey,
) -> Option<Vec<Difference>> {
    let (left, right) = (printed(composition, left)?, printed(composition, right)?);
    let mut differences = Vec::new();
    let mut told = Vec::new();
    // The order of the line-up is that of both: what only one prints keeps its place.
    for section in merged(&left, &right) {
        if told.contains(&section) {
            continue;
        }
        let side = |printed: &'_ [Printed]| {
            printed.iter().find(|it| it.section == section).map(|it| it.paragraphs.clone())
        };
        let (ours, theirs) = (side(&left).unwrap_or_default(), side(&right).unwrap_or_default());
        let (rows, same) = rows(&ours, &theirs);
        if !rows.is_empty() {
            let article = left.iter().chain(&right).find(|it| it.section == section);
            let article = article.and_then(|it| it.article.clone());
            differences.push(Difference { article, section: section.clone(), rows, same });
        }
        told.push(section);
    }
    Some(differences)
}

fn printed(composition: &Composition, key: &EditionKey) -> Option<Vec<Printed>> {
    let edition = Edition::of(composition, key)?;
    let mut sections = vec![Printed {
        article: None,
        section: "head".into(),
        paragraphs: paragraphs(&text::head(&edition, true)),
    }];
    for part in edition.parts() {
        let (article, section) = match part {
            Part::Article(piece) => (Some(piece.slug.clone()), piece.slug.to_string()),
            Part::Briefs { items, .. } => {
                (items.first().map(|item| item.slug.clone()), "briefs".into())
            }
            Part::Epigraph(_) => (None, "epigraph".to_owned()),
            Part::Teaser(_) => (None, "teaser".into()),
            Part::Masthead => (None, "masthead".into()),
            Part::Bios(_) => (None, "bios".into()),
            Part::Latest(_) => (None, "latest".into()),
        };
        let paragraphs = paragraphs(&page::section_text(&edition, part));
        sections.push(Printed { article, section, paragraphs });
    }
    Some(sections)
}

/// The paragraphs of a plain text; where its lines end, and what draws lines under titles and
/// around callouts, says nothing.
fn paragraphs(text: &str) -> Vec<String> {
    let drawn = |word: &&str| word.chars().all(|sign| matches!(sign, '-' | '=' | '|' | '*'));
    let joined = text.split("\n\n").map(|paragraph| {
        paragraph.split_whitespace().filter(|word| !drawn(word)).collect::<Vec<_>>().join(" ")
    });
    let worded = |paragraph: &String| paragraph.chars().any(char::is_alphanumeric);
    joined.filter(worded).collect()
}

/// The sections of both sides, each where it stands.
fn merged(left: &[Printed], right: &[Printed]) -> Vec<String> {
    let mut merged: Vec<String> = left.iter().map(|it| it.section.clone()).collect();
    let mut after = 0;
    for section in right {
        match merged.iter().position(|known| *known == section.section) {
            Some(at) => after = at + 1,
            None => {
                merged.insert(after, section.section.clone());
                after += 1;
            }
        }
    }
    merged
}

/// The rows that differ, and how many paragraphs are the same: the longest common sequence stays,
/// what is left on both sides of it stands face to face.
fn rows(left: &[String], right: &[String]) -> (Vec<Row>, usize) {
    let (n, m) = (left.len(), right.len());
    let mut longest = vec![vec![0_usize; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            longest[i][j] = if left[i] == right[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut rows = Vec::new();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    while i < n || j < m {
        if i < n && j < m && left[i] == right[j] {
            face(&mut ours, &mut theirs, &mut rows);
            i += 1;
            j += 1;
        } else if j >= m || (i < n && longest[i + 1][j] >= longest[i][j + 1]) {
            ours.push(left[i].clone());
            i += 1;
        } else {
            theirs.push(right[j].clone());
            j += 1;
        }
    }
    face(&mut ours, &mut theirs, &mut rows);
    (rows, longest[0][0])
}

fn face(ours: &mut Vec<String>, theirs: &mut Vec<String>, rows: &mut Vec<Row>) {
    let mut ours = std::mem::take(ours).into_iter();
    let mut theirs = std::mem::take(theirs).into_iter();
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return,
            row => rows.push(row),
        }
    }
}
