//! What an article tells: its words, links, pictures, subheads and language marks. Read from the
//! tree, and never from what was written of it, so that the two can be held against each other.

use markup::{Block, BlockKind, Document, Inline, inline_text};
use newsroom::DraftSlug;

use super::{Package, markdown::legend, widest};
use crate::{
    edition::{Edition, Piece, body::note, reference::Lead},
    html::{address, raw},
};

/// What an article tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Its letters and figures, without anything between them.
    pub words: String,
    /// The words of its subheads.
    pub headings: Vec<String>,
    /// Where its links lead.
    pub links: Vec<String>,
    /// The names of its pictures.
    pub pictures: Vec<String>,
    /// The languages that it marks.
    pub languages: Vec<String>,
}

impl Told {
    /// What a text tells that stands by itself, as any tool's Markdown does.
    pub fn of(document: &Document) -> Self {
        let mut reader = Reader { told: Self::default(), edition: None };
        for placed in &document.blocks {
            reader.block(&placed.block);
        }
        reader.told
    }

    /// The same under a headline and a standfirst, in a language.
    #[must_use]
    pub fn under(mut self, headline: &str, standfirst: &str, language: String) -> Self {
        self.words.insert_str(0, &letters(standfirst));
        self.headings.insert(0, letters(headline));
        self.languages.insert(0, language);
        self
    }
}

/// What the edition shows of an article.
pub(super) fn of(edition: &Edition<'_>, piece: &Piece<'_>, package: &dyn Package) -> Told {
    let open = edition.open();
    let body = piece.body(open);
    let mut reader = Reader {
        told: Told::default(),
        edition: Some((edition, piece.slug, package, &body.notes)),
    };
    if let Some(key) = piece.illustration() {
        reader.figure(key.as_str(), None);
    }
    body.blocks.iter().for_each(|(_, block)| reader.block(block));
    for (rank, note) in body.notes.iter().enumerate() {
        if !package.has_notes() {
            reader.say(&(rank + 1).to_string());
        }
        note.blocks.iter().for_each(|block| reader.block(block));
    }
    let (words, publication) = (edition.words(), &edition.proof().publication);
    let draft = &piece.article.draft;
    if !draft.source.trim().is_empty() && body.signed {
        reader.say(words.source);
        reader.say(&draft.source);
    }
    if let Some(to) = address::link(&draft.link, &publication.base_url).filter(|_| !body.more) {
        reader.say(&publication.house_style.read_more);
        reader.told.links.push(plain(&to));
    }
    if body.more && open {
        reader.say(words.reserved);
        if let Some(to) = address::link(&publication.subscribe_url, &publication.base_url) {
            reader.say(words.subscribe);
            reader.told.links.push(plain(&to));
        }
    }
    reader.told.under(&draft.headline, &draft.standfirst, draft.language.to_string())
}

type Place<'a> =
    (&'a Edition<'a>, &'a DraftSlug, &'a dyn Package, &'a crate::edition::body::Notes<'a>);

struct Reader<'a> {
    told: Told,
    edition: Option<Place<'a>>,
}

impl Reader<'_> {
    fn say(&mut self, words: &str) {
        self.told.words.push_str(&letters(words));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => self.line(inlines),
            BlockKind::Heading { inlines, .. } => {
                self.told.headings.push(letters(&inline_text(inlines)));
                self.line(inlines);
            }
            BlockKind::Callout { kind, title, blocks } => {
                if let Some((edition, ..)) = self.edition {
                    self.say(&edition.callout_label(kind));
                }
                self.line(title.as_deref().unwrap_or_default());
                blocks.iter().for_each(|block| self.block(block));
            }
            BlockKind::Reserved(_) if self.edition.is_some_and(|(edition, ..)| edition.open()) => {}
            BlockKind::Language { tag, blocks } => {
                self.told.languages.push(tag.to_string());
                blocks.iter().for_each(|block| self.block(block));
            }
            BlockKind::Quote(blocks)
            | BlockKind::Reserved(blocks)
            | BlockKind::Group(blocks)
            | BlockKind::Footnote { blocks, .. } => {
                blocks.iter().for_each(|block| self.block(block));
            }
            BlockKind::List { items, .. } => {
                items.iter().flat_map(|item| &item.blocks).for_each(|block| self.block(block));
            }
            BlockKind::Code { text, .. } => self.say(text),
            BlockKind::Table { header, rows, .. } => {
                header.iter().chain(rows.iter().flatten()).for_each(|cell| self.line(cell));
            }
            BlockKind::Figure { target, caption, .. } => self.figure(target, caption.as_deref()),
            BlockKind::Html(html) => self.tag(html),
            BlockKind::Rule | BlockKind::Cut => {}
        }
    }

    fn figure(&mut self, target: &str, caption: Option<&str>) {
        let known = self.edition.and_then(|(edition, ..)| {
            let picture = edition.illustration(&target.parse().ok()?)?;
            Some((widest(picture)?, picture, legend(edition, picture, caption)))
        });
        match known {
            Some((name, picture, legend)) => {
                self.told.pictures.push(name);
                if !picture.decorative {
                    self.say(&picture.alt);
                }
                self.say(&legend);
            }
            None => self.say(target),
        }
    }

    fn line(&mut self, inlines: &[Inline]) {
        inlines.iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &Inline) {
        let base = self.edition.map_or("", |(edition, ..)| &edition.proof().publication.base_url);
        match inline {
            Inline::Text(words) | Inline::Code(words) => self.say(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => {
                self.line(inner);
            }
            Inline::Link { url, inlines, .. } => {
                let to = if self.edition.is_some() { address::link(url, base) } else { None };
                match (to, self.edition) {
                    (None, Some(_)) => {
                        self.line(inlines);
                        let told = address::told(url, base);
                        self.say(&told.unwrap_or_default());
                    }
                    (to, _) => {
                        if inline_text(inlines).trim().is_empty() {
                            self.say(url);
                        }
                        self.told.links.push(plain(to.as_deref().unwrap_or(url)));
                        self.line(inlines);
                    }
                }
            }
            Inline::Image { url, alt, .. } => {
                self.say(alt);
                let shown = match self.edition {
                    Some(_) => address::picture(url, base),
                    None => Some(url.clone()),
                };
                self.told.pictures.extend(shown.as_deref().map(plain));
            }
            Inline::CrossReference { target, reference, label, .. } => {
                let Some((edition, slug, package, _)) = self.edition else {
                    return self.say(label.as_deref().unwrap_or(target));
                };
                let (words, lead) =
                    edition.cross_reference(reference.as_ref(), target, label.as_deref(), slug);
                self.say(&words);
                match lead {
                    Lead::Here(article) => self.told.links.push(package.lead(&article)),
                    Lead::Address(to) => self.told.links.push(plain(&to)),
                    Lead::Nowhere => {}
                }
            }
            Inline::Language { tag, inlines } => {
                self.told.languages.push(tag.to_string());
                self.line(inlines);
            }
            Inline::FootnoteCall { name, .. } => {
                if let Some((_, _, package, notes)) = self.edition
                    && let Some((number, _)) = note(notes, name)
                    && !package.has_notes()
                {
                    self.say(&number.to_string());
                }
            }
            Inline::Html(tag) if matches!(raw::tag(tag), raw::Tag::Refused) => self.say(tag),
            Inline::Html(tag) => self.tag(tag),
            Inline::SoftBreak | Inline::HardBreak => {}
        }
    }

    /// The language that a tag marks.
    fn tag(&mut self, written: &str) {
        for (_, after) in
            written.match_indices(" lang=\"").map(|(at, it)| written.split_at(at + it.len()))
        {
            self.told.languages.extend(after.split('"').next().map(str::to_owned));
        }
    }
}

fn letters(words: &str) -> String {
    words.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// An address as Markdown writes it.
fn plain(address: &str) -> String {
    let spaced = |letter: char| letter.is_whitespace();
    let address =
        address.replace('(', "%28").replace(')', "%29").replace(spaced, "%20").replace('{', "%7B");
    address.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C")
}
