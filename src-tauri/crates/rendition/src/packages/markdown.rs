//! An article as CommonMark that any tool reads: what is ours alone becomes what all know.

use markup::{Alignment, Block, BlockKind, Inline, Item, inline_text};
use newsroom::{Illustration, IllustrationKey};

use super::{Package, widest};
use crate::{
    edition::{
        Edition, Piece,
        body::{Notes, note},
        reference::Lead,
    },
    html::{address, attribute, raw},
};

/// What writing an article needs to know.
struct Pen<'e, 'c> {
    edition: &'e Edition<'c>,
    piece: &'e Piece<'c>,
    notes: &'e Notes<'c>,
    package: &'e dyn Package,
}

/// What the edition shows of an article, its front matter aside.
pub(super) fn article(edition: &Edition<'_>, piece: &Piece<'_>, package: &dyn Package) -> String {
    let body = piece.body(edition.open());
    let pen = Pen { edition, piece, notes: &body.notes, package };
    let mut parts = Vec::new();
    if let Some(picture) = piece.illustration() {
        parts.push(pen.figure(picture.as_str(), Some(picture), None));
    }
    parts.extend(body.blocks.iter().map(|(_, block)| pen.block(block)));
    parts.extend(pen.end(body.signed, body.more));
    let mut out = joined(parts);
    out.push('\n');
    out
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(part.trim_end_matches('\n'));
    }
    out
}

/// `text` with `first` before its first line, and `rest` before the others.
fn indented(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (rank, line) in text.lines().enumerate() {
        if rank > 0 {
            out.push('\n');
        }
        let before = if rank == 0 { first } else { rest };
        out.push_str(if line.is_empty() { before.trim_end() } else { before });
        out.push_str(line);
    }
    out
}

impl Pen<'_, '_> {
    fn blocks(&self, blocks: &[Block]) -> String {
        joined(blocks.iter().map(|block| self.block(block)))
    }

    fn block(&self, block: &Block) -> String {
        match &block.kind {
            BlockKind::Paragraph(inlines) => paragraph(&self.line(inlines)),
            BlockKind::Heading { level, inlines } => {
                let signs = "#".repeat((usize::from(*level)).clamp(2, 6));
                format!("{signs} {}", self.line(inlines).replace('\n', " "))
            }
            BlockKind::Quote(blocks) => quoted(&self.blocks(blocks)),
            BlockKind::Callout { kind, title, blocks } => {
                let mut parts = vec![format!("**{}**", escaped(&self.edition.callout_label(kind)))];
                if let Some(title) = title.as_deref().filter(|title| !title.is_empty()) {
                    parts.push(paragraph(&self.line(title)));
                }
                parts.push(self.blocks(blocks));
                quoted(&joined(parts))
            }
            BlockKind::List { start, tight, items } => self.list(*start, *tight, items),
            BlockKind::Code { language, text } => code(language.as_deref(), text),
            BlockKind::Table { alignments, header, rows } => self.table(alignments, header, rows),
            BlockKind::Figure { target, picture, caption } => {
                self.figure(target, picture.as_ref(), caption.as_deref())
            }
            BlockKind::Rule => "* * *".to_owned(),
            BlockKind::Html(html) => island(html),
            BlockKind::Reserved(_) if self.edition.open() => String::new(),
            BlockKind::Reserved(blocks) | BlockKind::Group(blocks) => self.blocks(blocks),
            BlockKind::Language { tag, blocks } => {
                format!("<div lang=\"{tag}\">\n\n{}\n\n</div>", self.blocks(blocks))
            }
            BlockKind::Cut | BlockKind::Footnote { .. } => String::new(),
        }
    }

    /// Blocks of a tight item: an empty line before a list in it would spread them.
    fn close(&self, blocks: &[Block]) -> String {
        let mut out = String::new();
        for block in blocks {
            let bulleted = matches!(block.kind, BlockKind::List { start: None | Some(1), .. });
            if !out.is_empty() {
                out.push_str(if bulleted { "\n" } else { "\n\n" });
            }
            out.push_str(&self.block(block));
        }
        out
    }

    fn list(&self, start: Option<usize>, tight: bool, items: &[Item]) -> String {
        let mut out = String::new();
        for (rank, item) in items.iter().enumerate() {
            let mark = match start {
                Some(first) => format!("{}. ", first + rank),
                None => "* ".to_owned(),
            };
            let mut text = if tight { self.close(&item.blocks) } else { self.blocks(&item.blocks) };
            if let Some(done) = item.task {
                text.insert_str(0, if done { "☑ " } else { "☐ " });
            }
            if rank > 0 {
                out.push_str(if tight { "\n" } else { "\n\n" });
            }
            out.push_str(&indented(&text, &mark, &" ".repeat(mark.len())));
        }
        out
    }

    fn table(
        &self,
        alignments: &[Alignment],
        header: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
    ) -> String {
        let row = |cells: &[Vec<Inline>]| {
            let cells = cells.iter().map(|cell| piped(&self.line(cell)));
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let rule = alignments.iter().map(|alignment| match alignment {
            Alignment::None => "---",
            Alignment::Left => ":--",
            Alignment::Center => ":-:",
            Alignment::Right => "--:",
        });
        let rule = format!("| {} |", rule.collect::<Vec<_>>().join(" | "));
        let lines = [row(header), rule].into_iter().chain(rows.iter().map(|cells| row(cells)));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn figure(
        &self,
        target: &str,
        picture: Option<&IllustrationKey>,
        caption: Option<&str>,
    ) -> String {
        let known = picture.and_then(|key| self.edition.illustration(key));
        let Some((picture, name)) = known.and_then(|it| Some((it, widest(it)?))) else {
            return paragraph(&escaped(&format!("![[{target}]]")));
        };
        let alt = if picture.decorative { "" } else { picture.alt.trim() };
        let words = legend(self.edition, picture, caption);
        let legend = if words.is_empty() { String::new() } else { paragraph(&escaped(&words)) };
        joined([format!("![{}]({name})", escaped(alt)), legend])
    }

    /// Notes, source, the way to read more, and the call to subscribe.
    fn end(&self, signed: bool, more: bool) -> Vec<String> {
        let words = self.edition.words();
        let publication = &self.edition.proof().publication;
        let draft = &self.piece.article.draft;
        let mut parts = Vec::new();
        for (rank, note) in self.notes.iter().enumerate() {
            let text = self.blocks(note.blocks);
            let mark = if self.package.has_notes() {
                format!("[^{}]: ", rank + 1)
            } else {
                format!("{}\\. ", rank + 1)
            };
            let rest = if self.package.has_notes() { "    " } else { "" };
            parts.push(indented(&text, &mark, rest));
        }
        let source = draft.source.trim();
        if !source.is_empty() && signed {
            parts.push(paragraph(&escaped(&format!("{}{source}", words.source))));
        }
        let to = address::link(&draft.link, &publication.base_url).filter(|_| !more);
        if let Some(to) = to {
            parts.push(linked(&escaped(publication.house_style.read_more.trim()), &to));
        }
        if more && self.edition.open() {
            let mut call = paragraph(&escaped(words.reserved));
            if let Some(to) = address::link(&publication.subscribe_url, &publication.base_url) {
                call.push_str(&format!(" {}", linked(&escaped(words.subscribe), &to)));
            }
            parts.push(call);
        }
        parts
    }

    fn line(&self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        let mut open: Vec<&'static str> = Vec::new();
        for (rank, inline) in inlines.iter().enumerate() {
            let next = inlines.get(rank + 1).map(|next| inline_text(std::slice::from_ref(next)));
            let next = next.and_then(|words| words.chars().next());
            let from = out.len();
            match inline {
                Inline::Html(tag) => self.raw(tag, &mut open, &mut out),
                inline => self.inline(inline, next, &mut out),
            }
            // `!` and a link would be a picture.
            if out[from..].starts_with('[') && out[..from].ends_with('!') {
                out.insert(from - 1, '\\');
            }
        }
        while let Some(element) = open.pop() {
            out.push_str(&format!("</{element}>"));
        }
        out
    }

    /// A raw tag of the text: an element of the list is written anew, another is words.
    fn raw(&self, written: &str, open: &mut Vec<&'static str>, out: &mut String) {
        match raw::tag(written) {
            raw::Tag::Comment => {}
            raw::Tag::Refused => out.push_str(&escaped(written)),
            raw::Tag::Close(element) => {
                if let Some(at) = open.iter().rposition(|one| *one == element) {
                    for element in open.drain(at..).rev() {
                        out.push_str(&format!("</{element}>"));
                    }
                }
            }
            raw::Tag::Open { element, attributes, void } => {
                let base = &self.edition.proof().publication.base_url;
                out.push('<');
                out.push_str(element);
                for (name, value) in &attributes {
                    let value = match *name {
                        "href" => address::link(value, base),
                        "src" => address::picture(value, base),
                        _ => Some(value.clone()),
                    };
                    if let Some(value) = value {
                        attribute(name, &value, out);
                    }
                }
                out.push('>');
                if !void {
                    open.push(element);
                }
            }
        }
    }

    fn inline(&self, inline: &Inline, next: Option<char>, out: &mut String) {
        match inline {
            Inline::Text(words) => out.push_str(&escaped(words)),
            Inline::Emphasis(inner) => self.marked(["*", "em"], inner, next, out),
            Inline::Strong(inner) => self.marked(["**", "strong"], inner, next, out),
            Inline::Strike(inner) => self.marked(["~~", "s"], inner, next, out),
            Inline::Code(words) => out.push_str(&fenced(words)),
            Inline::Link { url, inlines, .. } => {
                let base = &self.edition.proof().publication.base_url;
                let words = self.line(inlines);
                match address::link(url, base) {
                    Some(to) if words.trim().is_empty() => {
                        out.push_str(&linked(&escaped(url), &to));
                    }
                    Some(to) => out.push_str(&linked(&words, &to)),
                    None => {
                        out.push_str(&words);
                        if let Some(told) = address::told(url, base) {
                            out.push_str(&escaped(&format!(" ({told})")));
                        }
                    }
                }
            }
            Inline::Image { url, alt, .. } => {
                let base = &self.edition.proof().publication.base_url;
                match address::picture(url, base) {
                    Some(url) => out.push_str(&format!("!{}", linked(&escaped(alt.trim()), &url))),
                    None => out.push_str(&escaped(alt)),
                }
            }
            Inline::CrossReference { target, reference, label, .. } => {
                let (words, lead) = self.edition.cross_reference(
                    reference.as_ref(),
                    target,
                    label.as_deref(),
                    self.piece.slug,
                );
                let words = escaped(&words);
                match lead {
                    Lead::Here(article) => {
                        out.push_str(&linked(&words, &self.package.lead(&article)));
                    }
                    Lead::Address(to) => out.push_str(&linked(&words, &to)),
                    Lead::Nowhere => out.push_str(&words),
                }
            }
            Inline::Language { tag, inlines } => {
                out.push_str(&format!("<span lang=\"{tag}\">{}</span>", self.line(inlines)));
            }
            Inline::FootnoteCall { name, .. } => {
                if let Some((number, _)) = note(self.notes, name) {
                    let called = self.package.has_notes();
                    out.push_str(&if called {
                        format!("[^{number}]")
                    } else {
                        format!("<sup>{number}</sup>")
                    });
                }
            }
            Inline::SoftBreak => out.push('\n'),
            Inline::HardBreak => out.push_str("\\\n"),
            Inline::Html(_) => {}
        }
    }

    /// Signs where they are sure to be read as such, else tags.
    fn marked(
        &self,
        [sign, element]: [&str; 2],
        inner: &[Inline],
        next: Option<char>,
        out: &mut String,
    ) {
        let words = self.line(inner);
        let plain = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (first, last) = (words.chars().next(), words.chars().next_back());
        let apart = |c: Option<char>| !plain(c) && c != Some('*') && c != Some('~');
        let sure = plain(first) && plain(last) && apart(out.chars().next_back()) && apart(next);
        if words.is_empty() {
        } else if sure {
            out.push_str(&format!("{sign}{words}{sign}"));
        } else {
            out.push_str(&format!("<{element}>{words}</{element}>"));
        }
    }
}

/// The caption and the credit of a picture, on a line.
pub(super) fn legend(
    edition: &Edition<'_>,
    picture: &Illustration,
    caption: Option<&str>,
) -> String {
    let caption = caption.unwrap_or(&picture.caption).trim();
    let credit = edition.credit(picture);
    [caption, credit.trim()]
        .iter()
        .filter(|it| !it.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
}

fn quoted(text: &str) -> String {
    indented(text, "> ", "> ")
}

fn linked(words: &str, to: &str) -> String {
    let mut safe = String::with_capacity(to.len());
    for letter in to.chars() {
        match letter {
            '<' => safe.push_str("%3C"),
            '>' => safe.push_str("%3E"),
            '\\' => safe.push_str("%5C"),
            '(' => safe.push_str("%28"),
            ')' => safe.push_str("%29"),
            '&' => safe.push_str("&amp;"),
            '{' => safe.push_str("%7B"),
            letter if letter.is_whitespace() => safe.push_str("%20"),
            letter => safe.push(letter),
        }
    }
    format!("[{words}]({safe})")
}

/// A cell on one line, whose bars are no borders.
fn piped(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    for letter in cell.replace("\\\n", " ").replace('\n', " ").chars() {
        if letter == '|' && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// Words that are nothing but words in any Markdown, with or without smart quotes.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for letter in words.chars() {
        if "\\`*_{}[]<>~|&#\"'$^".contains(letter)
            || (".-".contains(letter) && out.ends_with(letter))
        {
            out.push('\\');
        }
        out.push(if letter == '\n' { ' ' } else { letter });
    }
    out
}

/// A paragraph whose lines begin nothing else.
fn paragraph(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for (rank, line) in text.lines().enumerate() {
        if rank > 0 {
            out.push('\n');
        }
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        if line.starts_with(['+', '-', '=', ':', '%']) {
            out.push('\\');
            out.push_str(line);
        } else if digits > 0 && line[digits..].starts_with(['.', ')']) {
            out.push_str(&format!("{}\\{}", &line[..digits], &line[digits..]));
        } else {
            out.push_str(line);
        }
    }
    out
}

fn fenced(words: &str) -> String {
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{words}{pad}{fence}")
}

fn code(language: Option<&str>, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    let language = language.filter(|name| !name.contains('`')).unwrap_or_default();
    format!("{fence}{language}\n{}\n{fence}", text.trim_end_matches('\n'))
}

/// Raw HTML, cleaned, in one piece: an empty line would end it.
fn island(html: &str) -> String {
    let clean = raw::block(html);
    let lines: Vec<&str> = clean.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.is_empty() { String::new() } else { format!("<div>\n{}\n</div>", lines.join("\n")) }
}
