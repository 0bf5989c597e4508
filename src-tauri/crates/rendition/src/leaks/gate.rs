//! What an edition shows of each article, and what it holds back.

use std::collections::{BTreeMap, BTreeSet};

use markup::{Block, BlockKind, Document, Inline, sentences};
use newsroom::{Article, DraftSlug, EditionKey, IllustrationKey, SlotRole, Visibility};

use crate::Composition;

/// Where the printed words may be interrupted: a computed reference, the number of a link or of
/// a note. What stands on each side is watched for itself too.
const SEAM: char = '\u{1}';
/// A fragment of a sentence must be longer than a sentence to be told from a common phrase.
const FRAGMENT_WORDS: usize = 6;
const FRAGMENT_SIGNS: usize = 30;
const SENTENCE_WORDS: usize = 4;
const SENTENCE_SIGNS: usize = 25;

/// A sentence held back.
#[derive(Clone, Debug)]
pub(super) struct Held {
    /// As it was written.
    pub(super) sentence: String,
    /// What is looked for: the sentence, or a part of it.
    pub(super) words: String,
    /// Whose it is.
    pub(super) article: DraftSlug,
}

/// An edition's two sides.
#[derive(Debug, Default)]
pub(super) struct Gate {
    /// What it holds back.
    pub(super) held: Vec<Held>,
    /// Every line that it may print.
    pub(super) shown: Vec<String>,
    /// The pictures that only held parts print.
    pub(super) pictures: BTreeMap<IllustrationKey, DraftSlug>,
}

/// One side of an article.
#[derive(Default)]
struct Side<'a> {
    lines: Vec<String>,
    pictures: BTreeSet<&'a IllustrationKey>,
    notes: BTreeSet<&'a str>,
}

#[derive(Default)]
struct Sides<'a> {
    shown: Side<'a>,
    held: Side<'a>,
}

impl Gate {
    pub(super) fn of(composition: &Composition, edition: &EditionKey) -> Self {
        let proof = composition.proof();
        // An edition that the publication does not know is open: the safe side.
        let open = proof.publication.edition(edition).is_none_or(|plan| plan.open);
        let announces =
            open && proof.plan.line_up.slots().iter().any(|slot| slot.role == SlotRole::Teaser);
        let visibilities: BTreeMap<&DraftSlug, Visibility> =
            proof.plan.line_up.articles().map(|(slug, slot)| (slug, slot.shows(edition))).collect();

        let mut gate = Self { shown: common_lines(composition), ..Self::default() };
        let mut shown_pictures = BTreeSet::new();
        let mut held_pictures: Vec<(&IllustrationKey, &DraftSlug)> = Vec::new();
        for slug in proof.articles.keys() {
            let Some((article, document)) = composition.printed(edition, slug) else { continue };
            let visibility = visibilities.get(slug).copied().unwrap_or(Visibility::Hidden);
            let mut sides = body(document, visibility, open);
            head(article, visibility, announces, &mut sides);
            if open {
                meant_for_others(composition, edition, article, &mut sides);
            }
            gate.shown.append(&mut sides.shown.lines);
            for line in &sides.held.lines {
                gate.hold(line, slug);
            }
            shown_pictures.extend(sides.shown.pictures);
            held_pictures.extend(sides.held.pictures.into_iter().map(|picture| (picture, slug)));
        }
        held_pictures.retain(|(picture, _)| !shown_pictures.contains(picture));
        for (picture, slug) in held_pictures {
            if let Some(illustration) = proof.illustrations.get(picture) {
                gate.hold(&illustration.caption, slug);
                gate.hold(&illustration.alt, slug);
            }
            gate.pictures.entry(picture.clone()).or_insert_with(|| slug.clone());
        }
        gate.shown.iter_mut().for_each(|line| line.retain(|letter| letter != SEAM));
        gate
    }

    fn hold(&mut self, line: &str, article: &DraftSlug) {
        for seamed in sentences(line) {
            let sentence: String = seamed.chars().filter(|letter| *letter != SEAM).collect();
            let mut hold = |words: &str, (least_words, least_signs): (usize, usize)| {
                let long_enough = words.split_whitespace().count() >= least_words
                    || words.trim().chars().count() >= least_signs;
                if long_enough {
                    self.held.push(Held {
                        sentence: sentence.clone(),
                        words: words.to_owned(),
                        article: article.clone(),
                    });
                }
            };
            hold(&sentence, (SENTENCE_WORDS, SENTENCE_SIGNS));
            if seamed.contains(SEAM) {
                for fragment in seamed.split(SEAM) {
                    hold(fragment, (FRAGMENT_WORDS, FRAGMENT_SIGNS));
                }
            }
        }
    }
}

/// What every edition may print whatever becomes of the articles.
///
/// Not the summary line, the captions or the alternatives: a held sentence that stands there, by
/// whoever's hand, has got out.
fn common_lines(composition: &Composition) -> Vec<String> {
    let proof = composition.proof();
    let (plan, publication) = (&proof.plan, &proof.publication);
    let mut lines = vec![
        plan.title.clone(),
        plan.subject.clone(),
        plan.greeting.clone(),
        publication.name.clone(),
        publication.motto.clone(),
        publication.team.clone(),
        plan.team.clone(),
        publication.legal.clone(),
        publication.greeting.clone(),
    ];
    if let Some(epigraph) = &plan.epigraph {
        lines.extend([epigraph.text.clone(), epigraph.author.clone(), epigraph.source.clone()]);
    }
    for author in proof.authors.values() {
        lines.extend([author.name.clone(), author.bio.clone()]);
    }
    for issue in proof.archive.values() {
        lines.push(issue.title.clone());
        lines.extend(issue.articles.values().map(|article| article.headline.clone()));
    }
    // The law has it printed whole, where the article is, whatever it quotes.
    lines.extend(composition.every_reply().map(|reply| reply.text.clone()));
    lines.extend(proof.latest.iter().map(|article| article.headline.clone()));
    lines
}

/// Sorts what stands around the text. A headline is never held back: the subscribers-only teaser
/// and cross-references name it.
fn head<'a>(article: &'a Article, visibility: Visibility, announces: bool, sides: &mut Sides<'a>) {
    let draft = &article.draft;
    sides.shown.lines.extend([draft.headline.clone(), draft.kicker.clone(), draft.keyword.clone()]);
    match visibility {
        Visibility::Full | Visibility::Cut => {
            sides.shown.lines.extend([draft.standfirst.clone(), draft.source.clone()]);
            sides.shown.pictures.extend(&draft.illustration);
        }
        Visibility::Teaser => {
            sides.shown.lines.push(draft.standfirst.clone());
            sides.held.lines.push(draft.source.clone());
            sides.held.pictures.extend(&draft.illustration);
        }
        Visibility::Hidden => {
            if announces && let Some(first) = sentences(&draft.standfirst).first() {
                sides.shown.lines.push((*first).to_owned());
            }
            sides.held.lines.extend([draft.standfirst.clone(), draft.source.clone()]);
            sides.held.pictures.extend(&draft.illustration);
        }
    }
}

/// What an override gives another edition to print in the place of what this one prints. It may
/// have been written because this edition must not say so, or show that picture.
fn meant_for_others<'a>(
    composition: &'a Composition,
    edition: &EditionKey,
    printed: &'a Article,
    sides: &mut Sides<'a>,
) {
    let slug = &printed.draft.slug;
    for other in &composition.proof().publication.editions {
        let Some((theirs, _)) = composition.printed(&other.key, slug) else { continue };
        if other.key == *edition || std::ptr::eq(theirs, printed) {
            continue;
        }
        let (ours, theirs) = (&printed.draft, &theirs.draft);
        for (ours, theirs) in
            [(&ours.headline, &theirs.headline), (&ours.standfirst, &theirs.standfirst)]
        {
            if ours != theirs {
                sides.held.lines.push(theirs.clone());
            }
        }
        if ours.illustration != theirs.illustration {
            sides.held.pictures.extend(&theirs.illustration);
        }
    }
}

/// Sorts a text.
fn body(document: &Document, visibility: Visibility, open: bool) -> Sides<'_> {
    let shown = match visibility {
        Visibility::Full => document.blocks.len(),
        Visibility::Cut => document.cut().unwrap_or(0),
        Visibility::Teaser | Visibility::Hidden => 0,
    };
    let mut sides = Sides::default();
    let mut notes = Vec::new();
    for (rank, placed) in document.blocks.iter().enumerate() {
        match &placed.block.kind {
            BlockKind::Footnote { name, blocks, .. } => notes.push((name.as_str(), blocks)),
            _ => sides.sort(&placed.block, rank >= shown, open),
        }
    }
    sides.sort_notes(notes, open);
    sides
}

impl<'a> Sides<'a> {
    /// A note belongs to the side that calls it; a note may call another.
    fn sort_notes(&mut self, mut notes: Vec<(&'a str, &'a Vec<Block>)>, open: bool) {
        while let Some(called) = notes.iter().position(|(name, _)| self.shown.notes.contains(name))
        {
            let (_, blocks) = notes.remove(called);
            blocks.iter().for_each(|block| self.sort(block, false, open));
        }
        for (_, blocks) in notes {
            blocks.iter().for_each(|block| self.sort(block, true, open));
        }
    }

    fn side(&mut self, held: bool) -> &mut Side<'a> {
        if held { &mut self.held } else { &mut self.shown }
    }

    fn sort(&mut self, block: &'a Block, held: bool, open: bool) {
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } => {
                self.side(held).line(inlines);
            }
            BlockKind::Callout { title, blocks, .. } => {
                if let Some(title) = title {
                    self.side(held).line(title);
                }
                blocks.iter().for_each(|block| self.sort(block, held, open));
            }
            BlockKind::Reserved(blocks) => {
                blocks.iter().for_each(|block| self.sort(block, held || open, open));
            }
            BlockKind::Quote(blocks)
            | BlockKind::Group(blocks)
            | BlockKind::Language { blocks, .. }
            | BlockKind::Footnote { blocks, .. } => {
                blocks.iter().for_each(|block| self.sort(block, held, open));
            }
            BlockKind::List { items, .. } => {
                for block in items.iter().flat_map(|item| &item.blocks) {
                    self.sort(block, held, open);
                }
            }
            BlockKind::Table { header, rows, .. } => {
                for cell in header.iter().chain(rows.iter().flatten()) {
                    self.side(held).line(cell);
                }
            }
            BlockKind::Code { text, .. } => {
                self.side(held).lines.extend(text.lines().map(str::to_owned));
            }
            BlockKind::Html(html) => self.side(held).lines.push(without_tags(html)),
            BlockKind::Figure { picture, caption, .. } => {
                let side = self.side(held);
                side.pictures.extend(picture);
                side.lines.extend(caption.clone());
            }
            BlockKind::Rule | BlockKind::Cut => {}
        }
    }
}

impl<'a> Side<'a> {
    fn line(&mut self, inlines: &'a [Inline]) {
        let mut line = String::new();
        self.push(inlines, &mut line);
        self.lines.push(line);
    }

    fn push(&mut self, inlines: &'a [Inline], line: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Code(text) => line.push_str(text),
                Inline::Emphasis(inlines)
                | Inline::Strong(inlines)
                | Inline::Strike(inlines)
                | Inline::Language { inlines, .. } => self.push(inlines, line),
                Inline::Link { inlines, title, .. } => {
                    line.push(SEAM);
                    self.push(inlines, line);
                    line.push(SEAM);
                    self.lines.push(title.clone());
                }
                Inline::Image { alt, title, .. } => {
                    line.push(SEAM);
                    self.lines.extend([alt.clone(), title.clone()]);
                }
                Inline::CrossReference { label, .. } => {
                    line.push(SEAM);
                    line.push_str(label.as_deref().unwrap_or_default());
                    line.push(SEAM);
                }
                Inline::FootnoteCall { name, .. } => {
                    line.push(SEAM);
                    self.notes.insert(name);
                }
                Inline::Html(_) => line.push(SEAM),
                Inline::SoftBreak | Inline::HardBreak => line.push(' '),
            }
        }
    }
}

/// The words of raw HTML, with a seam at each tag.
fn without_tags(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => {
                inside = true;
                words.push(SEAM);
            }
            '>' if inside => inside = false,
            _ if inside => {}
            letter => words.push(letter),
        }
    }
    words
}
