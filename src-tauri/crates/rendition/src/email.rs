//! The e-mail: tables and inline styles, for webmails that keep nothing else.
//!
//! SFR and La Poste drop every stylesheet, SFR resets every element, La Poste colours headings,
//! Orange loses backgrounds that are not attributes: so each element says all of its own look,
//! and the stylesheet only adds the dark theme where it survives.

mod block;
mod computed;
mod fold;
mod sheet;
mod style;

use std::fmt::Write as _;

use markup::BlockKind;
use newsroom::Illustration;

use crate::{
    edition::{Edition, Piece, body::Body},
    html::{attribute, escape, line::Scribe, outline::Outline},
    prints::{height, prints},
};

pub(crate) use block::block;
pub(crate) use computed::computed;
pub(crate) use fold::fold;
pub(crate) use sheet::{FOUNDED, Sheet};

/// A table that lays out, and is no table to a screen reader.
const TABLE: &str =
    "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"";
const GHOST_CLOSE: &str = "<!--[if mso]></td></tr></table><![endif]-->\n";

/// Everything before the sections.
pub(crate) fn head(edition: &Edition<'_>, whole: bool) -> String {
    let proof = edition.proof();
    let publication = &proof.publication;
    let locale = publication.locale;
    let sheet = edition.sheet();
    let mut out = String::with_capacity(8192);
    out.push_str("<!DOCTYPE html>\n<html lang=\"");
    out.push_str(locale.tag());
    out.push_str("\" dir=\"ltr\" xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:w=\"urn:schemas-microsoft-com:office:word\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    escape(edition.subject(), &mut out);
    out.push_str("</title>\n");
    out.push_str(style::META);
    out.push_str(&sheet.dark);
    out.push_str("</head>\n<body");
    out.push_str(&sheet.body);
    out.push_str(">\n<div role=\"article\" aria-roledescription=\"email\"");
    attribute("aria-label", edition.subject(), &mut out);
    attribute("lang", locale.tag(), &mut out);
    out.push_str(" dir=\"ltr\">\n<div style=\"display:none;mso-hide:all\">");
    escape(&edition.preheader(), &mut out);
    out.push_str("</div>\n");
    out.push_str(TABLE);
    out.push_str(&sheet.ground);
    out.push_str("><tr><td align=\"center\"");
    out.push_str(&sheet.bare);
    out.push_str(">\n");
    // What Outlook needs to keep the column as wide as the others do.
    let _ = writeln!(
        out,
        "<!--[if mso]><table role=\"presentation\" width=\"{}\" align=\"center\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td><![endif]-->",
        sheet.width
    );
    out.push_str(TABLE);
    out.push_str(&sheet.paper);
    out.push_str(">\n<tr><td align=\"");
    out.push_str(sheet.aligned);
    out.push('"');
    out.push_str(&sheet.masthead);
    out.push('>');
    links(edition, false, &mut out);
    text("p", &sheet.name, &publication.name, &mut out);
    let date = proof.plan.date.long(locale) + &edition.number();
    text("p", &sheet.date, &date, &mut out);
    if whole {
        out.push_str("</td></tr>\n<tr><td align=\"");
        out.push_str(sheet.aligned);
        out.push('"');
        out.push_str(&sheet.opening);
        out.push('>');
        text("h1", &sheet.title, edition.title(), &mut out);
        summary(edition, &mut out);
        text("p", &sheet.greeting, edition.greeting(), &mut out);
    }
    out.push_str("</td></tr>\n<tr><td id=\"numero\"");
    out.push_str(&sheet.bare);
    out.push_str(">\n");
    fold(out)
}

/// Everything after them.
pub(crate) fn tail(edition: &Edition<'_>) -> String {
    let sheet = edition.sheet();
    let mut out = String::with_capacity(1024);
    out.push_str("</td></tr>\n<tr><td align=\"center\"");
    out.push_str(&sheet.foot);
    out.push('>');
    if let Some([address, _]) = edition.placeholders().address {
        text("p", &sheet.small, address, &mut out);
    }
    links(edition, true, &mut out);
    out.push_str("</td></tr>\n</table>\n");
    out.push_str(GHOST_CLOSE);
    out.push_str("</td></tr></table>\n</div>\n</body>\n</html>\n");
    fold(out)
}

/// Where to read on the web and to leave the list: at the top too, since a clipped mail loses
/// its end.
fn links(edition: &Edition<'_>, ending: bool, out: &mut String) {
    let sheet = edition.sheet();
    let (small, dressed) =
        if ending { (&sheet.small, &sheet.soft_link) } else { (&sheet.top, &sheet.top_link) };
    let words = edition.words();
    let preferences = edition.placeholders().preferences.filter(|_| ending).map(str::to_owned);
    let links: Vec<(String, &str)> = [
        (edition.online(), words.online),
        (preferences, words.preferences),
        (edition.unsubscribe(), words.unsubscribe),
    ]
    .into_iter()
    .filter_map(|(to, words)| Some((to?, words)))
    .collect();
    if links.is_empty() {
        return;
    }
    out.push_str("<p");
    out.push_str(small);
    out.push('>');
    for (rank, (to, words)) in links.iter().enumerate() {
        out.push_str(if rank > 0 { " · " } else { "" });
        link(edition, to, words, dressed, out);
    }
    out.push_str("</p>\n");
}

fn summary(edition: &Edition<'_>, out: &mut String) {
    let sheet = edition.sheet();
    if edition.summary().is_empty() {
        return;
    }
    out.push_str("<p");
    out.push_str(&sheet.summary);
    out.push('>');
    for (rank, item) in edition.summary().iter().enumerate() {
        out.push_str(if rank > 0 { " • " } else { "" });
        // Most webmails break links inside the mail: these lead to the page.
        match edition.own_address(Some(item.article)) {
            Some(to) => link(edition, &to, item.words, &sheet.quiet_link, out),
            None => escape(item.words, out),
        }
    }
    out.push_str("</p>\n");
}

/// What stands before and after an article's blocks.
pub(crate) fn around(
    scribe: &Scribe<'_, '_>,
    piece: &Piece<'_>,
    body: &Body<'_>,
) -> (String, String) {
    let edition = scribe.edition;
    let sheet = edition.sheet();
    let draft = &piece.article.draft;
    let mut open = String::with_capacity(2048);
    open.push_str(TABLE);
    if draft.language.as_str() != edition.proof().publication.locale.tag() {
        attribute("lang", draft.language.as_str(), &mut open);
    }
    open.push_str("><tr><td");
    open.push_str(&sheet.first);
    open.push('>');
    text("p", &sheet.kicker, piece.kicker(edition.words()), &mut open);
    text("h2", &sheet.headline, draft.headline.trim(), &mut open);
    text("p", &sheet.standfirst, draft.standfirst.trim(), &mut open);
    if let Some(picture) = piece.illustration().and_then(|key| edition.illustration(key)) {
        figure(scribe, picture, None, &mut open);
    }
    let mut ending = String::new();
    end(scribe, piece, body, &mut ending);
    begin_text(sheet, ending.is_empty(), &mut open);
    let close = if ending.is_empty() {
        "</td></tr></table>\n".to_owned()
    } else {
        format!("</td></tr>\n<tr><td{}>\n{ending}</td></tr></table>\n", sheet.last)
    };
    (fold(open), fold(close))
}

/// The cell that holds the blocks of a text, below the head of its section.
fn begin_text(sheet: &Sheet, alone: bool, out: &mut String) {
    out.push_str("</td></tr>\n<tr><td");
    out.push_str(if alone { &sheet.text_alone } else { &sheet.text });
    out.push_str(">\n");
}

/// Notes, source, signature, and the call to subscribe.
fn end(scribe: &Scribe<'_, '_>, piece: &Piece<'_>, body: &Body<'_>, out: &mut String) {
    let edition = scribe.edition;
    let sheet = edition.sheet();
    let words = edition.words();
    notes(scribe, body, out);
    let source = piece.article.draft.source.trim();
    if body.signed && !source.is_empty() {
        text("p", &sheet.small_left, &format!("{}{source}", words.source), out);
    }
    if body.signed {
        text("p", &sheet.signature, &edition.byline(piece), out);
    }
    if body.more && edition.open() {
        text("p", &sheet.call, words.reserved, out);
        if let Some(to) = scribe.address(&edition.proof().publication.subscribe_url) {
            button(edition, &to, words.subscribe, out);
        }
    }
}

fn notes(scribe: &Scribe<'_, '_>, body: &Body<'_>, out: &mut String) {
    let sheet = scribe.edition.sheet();
    for (rank, note) in body.notes.iter().enumerate() {
        for (place, inner) in note.blocks.iter().enumerate() {
            out.push_str("<p");
            out.push_str(&sheet.small_left);
            out.push('>');
            if place == 0 {
                out.push_str(&format!("{}. ", rank + 1));
            }
            match &inner.kind {
                BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } => {
                    scribe.line(inlines, out);
                    out.push_str("</p>\n");
                }
                _ => {
                    out.push_str("</p>\n");
                    block::nested(scribe, std::slice::from_ref(inner), out);
                }
            }
        }
    }
}

/// What stands before and after the briefs.
pub(crate) fn around_briefs(edition: &Edition<'_>, title: &str) -> (String, String) {
    let sheet = edition.sheet();
    let mut open = String::with_capacity(1024);
    open.push_str(TABLE);
    open.push_str("><tr><td");
    open.push_str(&sheet.first);
    open.push('>');
    text("h2", &sheet.group, title, &mut open);
    begin_text(sheet, true, &mut open);
    (fold(open), "</td></tr></table>\n".to_owned())
}

/// A brief: its title and its words on one line, and where to read more.
pub(crate) fn brief(scribe: &Scribe<'_, '_>, piece: &Piece<'_>, body: &Body<'_>) -> String {
    let edition = scribe.edition;
    let sheet = edition.sheet();
    let style = &edition.proof().publication.house_style;
    let draft = &piece.article.draft;
    let title = draft.headline.trim();
    let mut out = String::with_capacity(1024);
    out.push_str("<div");
    if draft.language.as_str() != edition.proof().publication.locale.tag() {
        attribute("lang", draft.language.as_str(), &mut out);
    }
    out.push_str(&sheet.inherited);
    out.push('>');
    let mut blocks = body.blocks.iter().map(|(_, block)| &**block).peekable();
    out.push_str("<p");
    out.push_str(&sheet.paragraph);
    out.push('>');
    if !title.is_empty() {
        scribe.open("strong", &mut out);
        out.push('>');
        escape(title, &mut out);
        out.push_str("</strong>");
    }
    if let Some(first) = blocks.next_if(|block| matches!(block.kind, BlockKind::Paragraph(_)))
        && let BlockKind::Paragraph(inlines) = &first.kind
    {
        if !title.is_empty() {
            out.push(' ');
            escape(style.brief_separator.trim(), &mut out);
            out.push(' ');
        }
        scribe.line(inlines, &mut out);
    }
    if blocks.peek().is_some() {
        out.push_str("</p>\n");
        let mut outline = Outline::default();
        outline.enter(0);
        for inner in blocks {
            block::bare(scribe, inner, &mut outline, &mut out);
        }
        out.push_str("<p");
        out.push_str(&sheet.paragraph);
        out.push('>');
    } else {
        out.push(' ');
    }
    if let Some(to) = scribe.address(&draft.link).filter(|_| !body.more) {
        out.push_str("<a");
        attribute("href", &edition.followed(&to), &mut out);
        if !title.is_empty() {
            let colon = style.typography.before_colon();
            let name = format!("{}{colon}: {title}", style.read_more.trim());
            attribute("aria-label", &name, &mut out);
        }
        out.push_str(sheet.dress("a"));
        out.push('>');
        escape(style.read_more.trim(), &mut out);
        out.push_str("</a>");
    }
    out.push_str("</p>\n");
    notes(scribe, body, &mut out);
    out.push_str("</div>");
    fold(out)
}

/// A picture with its caption and its credit.
pub(crate) fn figure(
    scribe: &Scribe<'_, '_>,
    picture: &Illustration,
    caption: Option<&str>,
    out: &mut String,
) {
    let files = prints(picture);
    let Some(file) = files.first() else { return };
    let sheet = scribe.edition.sheet();
    let base = scribe.edition.own_address(None).unwrap_or_default();
    // The widest a picture is shown: the column without its margins.
    let width = file.width.min(u32::from(sheet.width) - 56);
    // In an element of its own: a block is one, and Outlook would cut it to a line's height.
    out.push_str("<div");
    out.push_str(&sheet.inherited);
    out.push_str("><img");
    attribute("src", &format!("{base}pictures/{}", file.name), out);
    attribute("width", &width.to_string(), out);
    attribute("height", &height(file.frame, width).to_string(), out);
    attribute("alt", if picture.decorative { "" } else { picture.alt.trim() }, out);
    out.push_str(&sheet.picture_within(width));
    out.push('>');
    let caption = caption.unwrap_or(&picture.caption).trim();
    let credit = scribe.edition.credit(picture);
    let between = if caption.is_empty() || credit.is_empty() { "" } else { " — " };
    text("p", &sheet.caption, &format!("{caption}{between}{credit}"), out);
    out.push_str("</div>\n");
}

/// A link that calls to act. Outlook draws it as a shape; for the others its colour is also an
/// attribute of its cell, since Orange drops the other one and would leave light words on a
/// light ground.
pub(crate) fn button(edition: &Edition<'_>, to: &str, words: &str, out: &mut String) {
    let sheet = edition.sheet();
    let (ground, ink) = sheet.drawn_button();
    // As wide as the words may get, with the margins of the other button.
    let wide = words.chars().count() * 10 + 60;
    out.push_str(TABLE);
    out.push_str("><tr><td align=\"center\"");
    out.push_str(&sheet.button_box);
    out.push_str("><!--[if mso]><v:rect");
    attribute("href", &edition.followed(to), out);
    let _ = write!(
        out,
        " style=\"height:46px;width:{wide}px;v-text-anchor:middle\" stroke=\"f\" fillcolor=\"{ground}\"><w:anchorlock/>\n<center style=\"color:{ink};font:700 16px {}\">",
        sheet.family
    );
    escape(words, out);
    out.push_str("</center></v:rect><![endif]-->\n<!--[if !mso]><!--><table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td");
    out.push_str(&sheet.button);
    out.push('>');
    link(edition, to, words, &sheet.button_link, out);
    out.push_str("</td></tr></table><!--<![endif]--></td></tr></table>\n");
}

/// An element of text, unless it has no words.
fn text(element: &str, style: &str, words: &str, out: &mut String) {
    if words.trim().is_empty() {
        return;
    }
    out.push('<');
    out.push_str(element);
    out.push_str(style);
    out.push('>');
    escape(words, out);
    out.push_str("</");
    out.push_str(element);
    out.push_str(">\n");
}

fn link(edition: &Edition<'_>, to: &str, words: &str, style: &str, out: &mut String) {
    out.push_str("<a");
    attribute("href", &edition.followed(to), out);
    out.push_str(style);
    out.push('>');
    escape(words, out);
    out.push_str("</a>");
}
