//! A page: what a reader gets of an edition in one medium, kept in pieces so that a keystroke
//! makes only what it changed.
//!
//! The preview is this page and the export is this page: there is no other one.

mod patch;
mod place;

use std::sync::Arc;

use markup::Block;
use newsroom::{DraftSlug, EditionKey};

use crate::{
    Composition,
    edition::{
        Edition, Part, Piece,
        body::{Body, Note},
    },
    email,
    html::{escaped, line::Scribe, outline::Outline},
    text, web,
};

pub use patch::Step;
pub use place::{Place, locate, places, shown_at, written_at};

/// The medium of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Medium {
    /// The web page.
    Web,
    /// The e-mail's HTML.
    Email,
    /// The plain text.
    Text,
}

/// How much of an issue a page holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    Issue,
    /// One article in the issue's layout, for who is writing it.
    Article(DraftSlug),
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    edition: EditionKey,
    medium: Medium,
    scope: Scope,
    head: String,
    sections: Vec<Section>,
    tail: String,
}

/// A section of a page: one element of the frame.
#[derive(Clone, Debug)]
pub struct Section {
    /// The article that it prints; none for a computed section, and for the group of briefs.
    pub article: Option<DraftSlug>,
    /// What comes before the blocks.
    pub open: String,
    /// The blocks, those of which nothing is shown among them.
    pub blocks: Vec<Printed>,
    /// What comes after them.
    pub close: String,
    /// The notes by which its calls were numbered.
    notes: Vec<(String, u32)>,
}

/// A block as it is printed: exactly one element, or nothing.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    /// The article that it comes from, when it is not the section's.
    pub article: Option<DraftSlug>,
    /// What it was made from.
    pub source: Option<Arc<Block>>,
    /// The rank of that among the top-level blocks of its document.
    pub rank: Option<usize>,
    /// The element; nothing for a block of which nothing is shown (a comment, a quotation that is
    /// all reserved), which keeps its place for the next key. In plain text, the words as they
    /// are, after an empty line.
    pub html: Arc<str>,
    /// The subheads above it, when it has some of its own whose level depends on them.
    pub(crate) outline: Option<Outline>,
    /// In plain text, the numbers that it gave to the addresses it leads to.
    pub(crate) numbers: text::Numbers,
}

impl Printed {
    /// Whether it is an element of the page.
    pub fn shows(&self) -> bool {
        !self.html.is_empty()
    }

    /// The element that the frame holds.
    pub fn element(&self, medium: Medium) -> String {
        match medium {
            Medium::Web | Medium::Email => self.html.to_string(),
            Medium::Text => text::element(&self.html),
        }
    }
}

/// The page of an edition in one medium; `None` when the publication makes no such edition, or
/// when the issue has no such article.
pub fn page(
    composition: &Composition,
    edition: &EditionKey,
    medium: Medium,
    scope: &Scope,
) -> Option<Page> {
    let content = Edition::of(composition, edition)?;
    if let Scope::Article(slug) = scope {
        content.place(slug).filter(|_| composition.article(slug).is_some())?;
    }
    let sections =
        parts(&content, scope).iter().map(|part| section(&content, part, medium, None)).collect();
    let whole = *scope == Scope::Issue;
    let (head, tail) = match medium {
        Medium::Web => (web::head(&content, whole), web::tail()),
        Medium::Email => (email::head(&content, whole), email::tail(&content)),
        Medium::Text => (text::head(&content, whole), text::tail(&content)),
    };
    // The tail has no words that people wrote, and the placeholders of the service.
    let head = content.guarded(head, medium);
    Some(Page { edition: edition.clone(), medium, scope: scope.clone(), head, sections, tail })
}

impl Page {
    /// The bytes that are exported.
    pub fn contents(&self) -> String {
        let mut out = String::with_capacity(self.len());
        out.push_str(&self.head);
        self.sections.iter().for_each(|section| section.write(&mut out));
        out.push_str(&self.tail);
        out
    }

    /// What the preview's frame shows: the page itself, or a sheet that shows a plain text.
    pub fn preview(&self) -> String {
        if self.medium != Medium::Text {
            return self.contents();
        }
        let mut out = String::with_capacity(self.len() + 1024);
        out.push_str(text::SHEET_HEAD);
        let last = self.sections.len().saturating_sub(1);
        out.push_str("<pre>");
        out.push_str(&escaped(&self.head));
        out.push_str("</pre>\n<main id=\"numero\">\n");
        for (rank, section) in self.sections.iter().enumerate() {
            out.push_str(&section.element(self.medium));
            out.push_str(if rank < last { "\n" } else { "" });
        }
        out.push_str("\n</main>\n<pre>");
        out.push_str(&escaped(&self.tail));
        out.push_str("</pre>\n</body>\n</html>\n");
        out
    }

    /// The sections, in order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Takes in that the text of `slug` changed, and says what that does to the page.
    ///
    /// Only the sections that print the article are made again, and of those only the blocks
    /// that are not the same pointer as before.
    pub fn revise(&mut self, composition: &Composition, slug: &DraftSlug) -> Vec<Step> {
        let Some(content) = Edition::of(composition, &self.edition) else {
            return vec![Step::Reload];
        };
        let parts = parts(&content, &self.scope);
        if parts.len() != self.sections.len() {
            return self.replace(composition);
        }
        let mut steps = Vec::new();
        for (rank, part) in parts.iter().enumerate() {
            if part.pieces().iter().all(|piece| piece.slug != slug) {
                continue;
            }
            let old = &self.sections[rank];
            let new = section(&content, part, self.medium, Some((old, slug)));
            steps.extend(patch::section(rank, old, &new, self.medium));
            self.sections[rank] = new;
        }
        steps
    }

    /// The steps from this page to `newer`.
    pub fn steps_to(&self, newer: &Self) -> Vec<Step> {
        let same_frame = self.medium == newer.medium
            && self.head == newer.head
            && self.tail == newer.tail
            && self.sections.len() == newer.sections.len();
        if !same_frame {
            return vec![Step::Reload];
        }
        self.sections
            .iter()
            .zip(&newer.sections)
            .enumerate()
            .filter_map(|(rank, (old, new))| patch::section(rank, old, new, self.medium))
            .collect()
    }

    fn replace(&mut self, composition: &Composition) -> Vec<Step> {
        if let Some(fresh) = page(composition, &self.edition, self.medium, &self.scope) {
            *self = fresh;
        }
        vec![Step::Reload]
    }

    fn len(&self) -> usize {
        let sections: usize = self.sections.iter().map(Section::len).sum();
        self.head.len() + sections + self.tail.len()
    }
}

impl Section {
    /// The blocks that are elements of the page.
    pub fn shown(&self) -> impl DoubleEndedIterator<Item = &Printed> {
        self.blocks.iter().filter(|printed| printed.shows())
    }

    pub(crate) fn write(&self, out: &mut String) {
        out.push_str(&self.open);
        for printed in self.shown() {
            out.push_str(&printed.html);
            out.push('\n');
        }
        out.push_str(&self.close);
    }

    /// The section as the element that the frame holds.
    pub(crate) fn element(&self, medium: Medium) -> String {
        let mut out = String::with_capacity(self.len());
        match medium {
            Medium::Web | Medium::Email => self.write(&mut out),
            Medium::Text => {
                out.push_str("<section>\n");
                out.push_str(&text::element(&self.open));
                out.push_str("\n<div class=\"texte\">\n");
                for printed in self.shown() {
                    out.push_str(&printed.element(medium));
                    out.push('\n');
                }
                out.push_str("</div>\n</section>");
            }
        }
        out
    }

    fn len(&self) -> usize {
        let blocks: usize = self.blocks.iter().map(|printed| printed.html.len() + 1).sum();
        self.open.len() + blocks + self.close.len()
    }
}

fn parts<'c>(content: &Edition<'c>, scope: &Scope) -> Vec<Part<'c>> {
    match scope {
        Scope::Issue => content.parts().to_vec(),
        Scope::Article(slug) => content.alone(slug).into_iter().collect(),
    }
}

/// The section of a part as a web page prints it.
pub(crate) fn web_section(content: &Edition<'_>, part: &Part<'_>) -> Section {
    section(content, part, Medium::Web, None)
}

/// What the plain text says of a section.
pub(crate) fn section_text(content: &Edition<'_>, part: &Part<'_>) -> String {
    let mut out = String::new();
    section(content, part, Medium::Text, None).write(&mut out);
    out
}

/// Makes a section; from `old` it takes what the change of that article's text left as it was.
fn section(
    content: &Edition<'_>,
    part: &Part<'_>,
    medium: Medium,
    old: Option<(&Section, &DraftSlug)>,
) -> Section {
    let mut section = match part {
        Part::Article(piece) => article(content, piece, medium, old.map(|(old, _)| old)),
        Part::Briefs { title, items } => briefs(content, (part, title, items), medium, old),
        part => Section {
            article: None,
            open: match medium {
                Medium::Email => email::computed(content, part),
                Medium::Web => web::computed(content, part),
                Medium::Text => text::BETWEEN.to_owned(),
            },
            blocks: match medium {
                Medium::Web | Medium::Email => Vec::new(),
                Medium::Text => text::computed(content, part),
            },
            close: String::new(),
            notes: Vec::new(),
        },
    };
    section.open = content.guarded(section.open, medium);
    section.close = content.guarded(section.close, medium);
    for printed in &mut section.blocks {
        if content.is_risky(&printed.html, medium) {
            printed.html = content.guarded(printed.html.to_string(), medium).into();
        }
    }
    section
}

fn article(
    content: &Edition<'_>,
    piece: &Piece<'_>,
    medium: Medium,
    old: Option<&Section>,
) -> Section {
    let body = piece.body(content.open());
    let notes = numbering(&body.notes);
    let kept = old.filter(|old| old.notes == notes).map_or(&[][..], |old| &old.blocks);
    if medium == Medium::Text {
        let blocks = text::article(content, piece, &body, kept);
        let (open, close) = (text::BETWEEN.to_owned(), String::new());
        return Section { article: Some(piece.slug.clone()), open, blocks, close, notes };
    }
    let scribe = scribe(content, piece, &body.notes, medium);
    let blocks = print(&body, kept, |block, outline, out| match medium {
        Medium::Email => email::block(&scribe, block, outline, out),
        Medium::Web | Medium::Text => web::block(&scribe, block, outline, out),
    });
    let (open, close) = match medium {
        Medium::Email => email::around(&scribe, piece, &body),
        Medium::Web | Medium::Text => web::around(&scribe, piece, &body),
    };
    Section { article: Some(piece.slug.clone()), open, blocks, close, notes }
}

fn briefs(
    content: &Edition<'_>,
    (part, title, items): (&Part<'_>, &str, &[Piece<'_>]),
    medium: Medium,
    old: Option<(&Section, &DraftSlug)>,
) -> Section {
    let unchanged = |piece: &Piece<'_>| {
        let (old, _) = old.filter(|(_, changed)| *changed != piece.slug)?;
        old.blocks.iter().find(|printed| printed.article.as_ref() == Some(piece.slug)).cloned()
    };
    let print = |piece: &Piece<'_>| {
        let body = piece.body(content.open());
        let scribe = scribe(content, piece, &body.notes, medium);
        let html = match medium {
            Medium::Email => email::brief(&scribe, piece, &body),
            Medium::Web => web::brief(&scribe, piece, &body),
            Medium::Text => text::brief(content, piece, &body),
        };
        Printed { article: Some(piece.slug.clone()), html: html.into(), ..Printed::default() }
    };
    let (open, close) = match medium {
        Medium::Email => email::around_briefs(content, title),
        Medium::Web => web::around_briefs(title),
        Medium::Text => (text::BETWEEN.to_owned(), String::new()),
    };
    let items = items.iter().map(|piece| unchanged(piece).unwrap_or_else(|| print(piece)));
    let blocks = match medium {
        Medium::Web | Medium::Email => items.collect(),
        Medium::Text => text::computed(content, part).into_iter().chain(items).collect(),
    };
    Section { article: None, open, blocks, close, notes: Vec::new() }
}

fn scribe<'e, 'c>(
    edition: &'e Edition<'c>,
    piece: &Piece<'c>,
    notes: &'e Vec<Note<'c>>,
    medium: Medium,
) -> Scribe<'e, 'c> {
    let mail = medium == Medium::Email;
    let sheet = mail.then(|| edition.sheet());
    Scribe { edition, slug: piece.slug, notes, sheet, anchors: !mail }
}

fn numbering(notes: &[Note<'_>]) -> Vec<(String, u32)> {
    notes.iter().map(|note| (note.name.to_owned(), note.first_call)).collect()
}

/// Prints the blocks of `body`; those that `old` begins or ends with are taken from it.
fn print(
    body: &Body<'_>,
    old: &[Printed],
    make: impl Fn(&Block, &mut Outline, &mut String),
) -> Vec<Printed> {
    let mut outline = Outline::default();
    let placed: Vec<(usize, &Arc<Block>, Option<Outline>)> = body
        .blocks
        .iter()
        .map(|(rank, block)| {
            let above = Outline::concerns(block).then(|| outline.clone());
            let has_subheads = above.is_some() && outline.pass(block);
            (*rank, *block, above.filter(|_| has_subheads))
        })
        .collect();
    let same = |printed: &Printed, (_, block, outline): &(usize, &Arc<Block>, Option<Outline>)| {
        printed.source.as_ref().is_some_and(|source| Arc::ptr_eq(source, block))
            && printed.outline == *outline
    };
    let before = old.iter().zip(&placed).take_while(|(old, new)| same(old, new)).count();
    let after = old[before..]
        .iter()
        .rev()
        .zip(placed[before..].iter().rev())
        .take_while(|(old, new)| same(old, new))
        .count();
    let mut printed = Vec::with_capacity(placed.len());
    let mut html = String::new();
    for (place, (rank, block, outline)) in placed.iter().enumerate() {
        let kept = if place < before {
            old.get(place)
        } else if place >= placed.len() - after {
            old.get(old.len() - (placed.len() - place))
        } else {
            None
        };
        let html = match kept {
            Some(kept) => kept.html.clone(),
            None => {
                html.clear();
                make(block, &mut outline.clone().unwrap_or_default(), &mut html);
                Arc::from(html.as_str())
            }
        };
        printed.push(Printed {
            source: Some(Arc::clone(block)),
            rank: Some(*rank),
            html,
            outline: outline.clone(),
            ..Printed::default()
        });
    }
    printed
}
