//! What stands twice in one issue: the dossier pasted once for each edition, a paragraph that
//! was moved and also left behind.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use markup::{BlockKind, inline_text};
use newsroom::DraftSlug;

use super::{Kept, Place, Remarks, rules};

/// A shorter paragraph may be a formula of the house.
const PARAGRAPH_WORDS: usize = 12;
/// Beyond this share of common paragraphs, two articles are one.
const ALIKE_PERCENT: usize = 80;

#[derive(Debug)]
struct Paragraph {
    bare: String,
    span: Option<Range<usize>>,
}

/// An article, as it is compared with the others.
#[derive(Debug, Default)]
pub(super) struct Text {
    headline: String,
    whole: String,
    long: Vec<Paragraph>,
}

/// An article’s name and its text.
type Named<'k> = (&'k DraftSlug, &'k Text);

pub(super) fn check(kept: &[(&Place<'_>, &Kept)], remarks: &mut Remarks<'_>) {
    let texts: Vec<Named<'_>> =
        kept.iter().map(|(place, kept)| (place.slug, &kept.facts.text)).collect();
    let twins = articles(&texts, remarks);
    paragraphs(&texts, &twins, remarks);
}

/// The words only, in lower case: what makes two texts the same to a reader.
pub(super) fn bare(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

fn is_long(bare: &str) -> bool {
    bare.split(' ').count() >= PARAGRAPH_WORDS
}

pub(super) fn text(place: &Place<'_>) -> Text {
    let standfirsts: BTreeSet<String> =
        place.heads.iter().map(|draft| bare(&draft.standfirst)).collect();
    let mut long: Vec<Paragraph> =
        standfirsts.into_iter().map(|bare| Paragraph { bare, span: None }).collect();
    for placed in &place.document.blocks {
        placed.block.each_block(&mut |block| {
            if let BlockKind::Paragraph(inlines) = &block.kind {
                let span = placed.start + block.span.start..placed.start + block.span.end;
                long.push(Paragraph { bare: bare(&inline_text(inlines)), span: Some(span) });
            }
        });
    }
    long.retain(|paragraph| is_long(&paragraph.bare));
    Text { headline: place.headline().to_owned(), whole: bare(&place.document.plain_text()), long }
}

/// Tells the articles that are one; answers their pairs, by rank.
fn articles(texts: &[Named<'_>], remarks: &mut Remarks<'_>) -> BTreeSet<(usize, usize)> {
    let sets: Vec<BTreeSet<&str>> = texts.iter().map(|(_, text)| long_of_body(text)).collect();
    let mut twins = BTreeSet::new();
    for later in 1..texts.len() {
        for earlier in 0..later {
            let ((_, first), (slug, second)) = (texts[earlier], texts[later]);
            let same = is_long(&first.whole) && first.whole == second.whole;
            let common = sets[earlier].intersection(&sets[later]).count();
            let fewest = sets[earlier].len().min(sets[later].len());
            if same || (common > 0 && common * 100 > fewest * ALIKE_PERCENT) {
                let other = [("other", other_name(texts[earlier]))];
                remarks.on_article(&rules::ARTICLES_ALIKE, slug, other);
                twins.insert((earlier, later));
            }
        }
    }
    twins
}

fn long_of_body(text: &Text) -> BTreeSet<&str> {
    let body = text.long.iter().filter(|paragraph| paragraph.span.is_some());
    body.map(|paragraph| paragraph.bare.as_str()).collect()
}

fn other_name((slug, text): Named<'_>) -> String {
    if text.headline.is_empty() { slug.to_string() } else { text.headline.clone() }
}

fn paragraphs(texts: &[Named<'_>], twins: &BTreeSet<(usize, usize)>, remarks: &mut Remarks<'_>) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (rank, (slug, text)) in texts.iter().enumerate() {
        for paragraph in &text.long {
            match first.get(paragraph.bare.as_str()) {
                None => {
                    first.insert(&paragraph.bare, rank);
                }
                Some(earlier) if twins.contains(&(*earlier, rank)) => {}
                Some(earlier) => {
                    let other = [("other", other_name(texts[*earlier]))];
                    let span = paragraph.span.clone();
                    remarks.on_words(&rules::PARAGRAPHS_ALIKE, slug, span, other);
                }
            }
        }
    }
}
