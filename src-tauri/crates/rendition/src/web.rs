//! The web page: semantic HTML and one stylesheet, in one file.

mod block;
mod computed;
pub(crate) mod design;

use markup::BlockKind;
use newsroom::{Colour, DraftSlug, Illustration, SlotRole};

use crate::{
    edition::{Edition, Piece, anchor, body::Body},
    html::{attribute, escape, escaped, line::Scribe, outline::Outline},
    prints::{Print, ladder, light_ladder, prints},
};

pub(crate) use block::block;
pub(crate) use computed::computed;

const STYLE: &str = include_str!("web/style.css");

/// Pixels of a rem, where nobody asked for another size.
const REM: u32 = 16;

/// Everything before the sections.
pub(crate) fn head(edition: &Edition<'_>, whole: bool) -> String {
    let proof = edition.proof();
    let publication = &proof.publication;
    let locale = publication.locale;
    let mut out = String::with_capacity(STYLE.len() + 4096);
    out.push_str("<!DOCTYPE html>\n<html lang=\"");
    out.push_str(locale.tag());
    out.push_str("\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    escape(edition.title(), &mut out);
    out.push_str("</title>\n");
    meta("name", "viewport", "width=device-width, initial-scale=1", &mut out);
    meta("name", "color-scheme", "light dark", &mut out);
    meta("name", "description", &edition.preheader(), &mut out);
    if let Some(address) = edition.own_address(None) {
        out.push_str("<link rel=\"canonical\"");
        attribute("href", &address, &mut out);
        out.push_str(">\n");
        meta("property", "og:url", &address, &mut out);
    }
    meta("property", "og:type", "article", &mut out);
    meta("property", "og:site_name", &publication.name, &mut out);
    meta("property", "og:title", edition.title(), &mut out);
    meta("property", "og:description", &edition.preheader(), &mut out);
    meta("property", "og:locale", edition.words().open_graph, &mut out);
    open_graph_picture(edition, &mut out);
    let day = proof.plan.date.to_string();
    meta("property", "article:published_time", &day, &mut out);
    if let Some(corrected) = edition.corrected_on() {
        meta("property", "article:modified_time", &corrected.to_string(), &mut out);
    }
    out.push_str("<style>\n");
    out.push_str(STYLE);
    design::write(&publication.design, &mut out);
    out.push_str("</style>\n</head>\n<body>\n<header class=\"une\">\n<p class=\"titre\">");
    escape(&publication.name, &mut out);
    out.push_str("</p>\n<p class=\"date\"><time datetime=\"");
    out.push_str(&day);
    out.push_str("\">");
    escape(&proof.plan.date.long(locale), &mut out);
    out.push_str("</time>");
    out.push_str(&edition.number());
    out.push_str("</p>\n");
    if whole {
        contents(edition, &mut out);
    }
    out.push_str("</header>\n<main id=\"numero\">\n");
    out
}

/// Everything after them.
pub(crate) fn tail() -> String {
    "</main>\n</body>\n</html>\n".to_owned()
}

/// The title, the summary line and the greeting.
pub(crate) fn contents(edition: &Edition<'_>, out: &mut String) {
    out.push_str("<h1>");
    escape(edition.title(), out);
    out.push_str("</h1>\n");
    if !edition.summary().is_empty() {
        out.push_str("<nav");
        attribute("aria-label", edition.words().summary, out);
        out.push_str(">\n<ul class=\"sommaire\">\n");
        for item in edition.summary() {
            out.push_str("<li><a href=\"#");
            out.push_str(anchor(item.article));
            out.push_str("\">");
            escape(item.words, out);
            out.push_str("</a></li>\n");
        }
        out.push_str("</ul>\n</nav>\n");
    }
    out.push_str("<p class=\"bienvenue\">");
    escape(edition.greeting(), out);
    out.push_str("</p>\n");
}

fn meta(kind: &str, name: &str, content: &str, out: &mut String) {
    out.push_str("<meta");
    attribute(kind, name, out);
    attribute("content", content, out);
    out.push_str(">\n");
}

/// The picture that a shared link shows: the first that the edition prints.
fn open_graph_picture(edition: &Edition<'_>, out: &mut String) {
    let first = edition.pieces().find_map(|piece| piece.illustration());
    let picture = first.and_then(|key| edition.illustration(key));
    if let Some(picture) = picture
        && let Some(address) = edition.own_address(None)
        && let Some(print) = prints(picture).first()
    {
        meta("property", "og:image", &format!("{address}pictures/{}", print.name), out);
        if !picture.alt.is_empty() {
            meta("property", "og:image:alt", &picture.alt, out);
        }
    }
}

/// What stands before and after an article's blocks.
pub(crate) fn around(
    scribe: &Scribe<'_, '_>,
    piece: &Piece<'_>,
    body: &Body<'_>,
) -> (String, String) {
    let edition = scribe.edition;
    let draft = &piece.article.draft;
    let mut open = String::with_capacity(1024);
    open.push_str("<article");
    attribute("id", anchor(piece.slug), &mut open);
    attribute("class", class(piece.role), &mut open);
    if draft.language.as_str() != edition.proof().publication.locale.tag() {
        attribute("lang", draft.language.as_str(), &mut open);
    }
    open.push_str(">\n<header>\n");
    paragraph("surtitre", piece.kicker(edition.words()), &mut open);
    headline(edition, piece, &mut open);
    paragraph("chapeau", draft.standfirst.trim(), &mut open);
    open.push_str("</header>\n");
    if let Some(picture) = piece.illustration().and_then(|key| edition.illustration(key)) {
        figure(scribe, picture, None, &mut open);
        open.push('\n');
    }
    open.push_str("<div class=\"texte\">\n");

    let mut close = String::with_capacity(256);
    close.push_str("</div>\n");
    end(scribe, piece, body, &mut close);
    close.push_str("</article>\n");
    (open, close)
}

/// The headline; on the page of an issue whose articles have pages of their own, it leads there.
fn headline(edition: &Edition<'_>, piece: &Piece<'_>, out: &mut String) {
    let words = piece.article.draft.headline.trim();
    if words.is_empty() {
        return;
    }
    let ground = edition.ground();
    let level = ground.level;
    let to = edition.own_page(piece.slug).filter(|_| ground.whole);
    out.push_str(&format!("<h{level}>"));
    if let Some(to) = &to {
        out.push_str("<a class=\"permalien\"");
        attribute("href", to, out);
        out.push('>');
    }
    escape(words, out);
    if to.is_some() {
        out.push_str("</a>");
    }
    out.push_str(&format!("</h{level}>\n"));
}

/// What was corrected since the issue came out: what, when, and when it was first published.
fn corrections(edition: &Edition<'_>, slug: &DraftSlug, out: &mut String) {
    let proof = edition.proof();
    let language = proof.publication.locale;
    for correction in edition.corrections(slug) {
        let words = edition.words();
        out.push_str("<p class=\"source correction\"><strong>");
        out.push_str(words.correction);
        out.push_str("</strong> <time datetime=\"");
        out.push_str(&correction.day.to_string());
        out.push_str("\">");
        escape(&correction.day.long(language), out);
        out.push_str("</time>");
        out.push_str(proof.publication.house_style.typography.before_colon());
        out.push_str(": ");
        escape(correction.note.trim(), out);
        out.push(' ');
        let published = proof.plan.date;
        escape(&words.published.replace("{date}", &published.long(language)), out);
        out.push_str("</p>\n");
    }
}

/// What people replied, by right: all of it, after the article, and said to be that.
fn replies(edition: &Edition<'_>, slug: &DraftSlug, out: &mut String) {
    let language = edition.proof().publication.locale;
    let words = edition.words();
    for reply in edition.replies(slug) {
        out.push_str("<aside class=\"reponse\">\n<p class=\"etiquette\">");
        out.push_str(words.right_of_reply);
        out.push_str("</p>\n");
        for paragraph in reply.text.replace("\r\n", "\n").split("\n\n") {
            let lines: Vec<String> = paragraph.trim().lines().map(escaped).collect();
            if !paragraph.trim().is_empty() {
                out.push_str("<p>");
                out.push_str(&lines.join("<br>\n"));
                out.push_str("</p>\n");
            }
        }
        out.push_str("<p class=\"source\"><strong>");
        escape(reply.person.trim(), out);
        out.push_str("</strong>, ");
        let day = reply.decided.unwrap_or(reply.received);
        let told = words.replied.replace("{received}", &reply.received.long(language));
        escape(&told.replace("{date}", &day.long(language)), out);
        out.push_str("</p>\n</aside>\n");
    }
}

/// Notes, source, signature, and the call to subscribe.
fn end(scribe: &Scribe<'_, '_>, piece: &Piece<'_>, body: &Body<'_>, out: &mut String) {
    let edition = scribe.edition;
    let words = edition.words();
    notes(scribe, body, out);
    let source = piece.article.draft.source.trim();
    if !source.is_empty() && body.signed {
        paragraph("source", &format!("{}{source}", words.source), out);
    }
    if body.signed {
        paragraph("signature", &edition.byline(piece), out);
    }
    corrections(edition, scribe.slug, out);
    replies(edition, scribe.slug, out);
    if body.more && edition.open() {
        out.push_str("<p class=\"appel\">");
        out.push_str(words.reserved);
        if let Some(to) = scribe.address(&edition.proof().publication.subscribe_url) {
            out.push(' ');
            scribe.words_to(words.subscribe, Some(&to), out);
        }
        out.push_str("</p>\n");
    }
}

fn notes(scribe: &Scribe<'_, '_>, body: &Body<'_>, out: &mut String) {
    if body.notes.is_empty() {
        return;
    }
    let words = scribe.edition.words();
    let slug = anchor(scribe.slug);
    out.push_str("<ol class=\"notes\">\n");
    for (rank, note) in body.notes.iter().enumerate() {
        let number = rank + 1;
        out.push_str("<li");
        attribute("id", &format!("{slug}_note-{number}"), out);
        out.push('>');
        // The words of a short note stand beside the way back, not in a paragraph above it.
        match note.blocks {
            [only] if matches!(only.kind, BlockKind::Paragraph(_)) => {
                if let BlockKind::Paragraph(inlines) = &only.kind {
                    scribe.line(inlines, out);
                }
            }
            blocks => block::nested(scribe, blocks, out),
        }
        out.push_str(" <a");
        attribute("href", &format!("#{slug}_appel-{number}"), out);
        attribute(
            "aria-label",
            &format!("{} ({}{number})", words.back, words.note.to_lowercase()),
            out,
        );
        out.push_str(">↩\u{fe0e}</a></li>\n");
    }
    out.push_str("</ol>\n");
}

/// What stands before and after the briefs.
pub(crate) fn around_briefs(title: &str) -> (String, String) {
    let open =
        format!("<section class=\"breves\">\n<h2>{}</h2>\n<div class=\"texte\">\n", escaped(title));
    (open, "</div>\n</section>\n".to_owned())
}

/// A brief: its title and its words on one line, and where to read more.
pub(crate) fn brief(scribe: &Scribe<'_, '_>, piece: &Piece<'_>, body: &Body<'_>) -> String {
    let edition = scribe.edition;
    let style = &edition.proof().publication.house_style;
    let draft = &piece.article.draft;
    let title = draft.headline.trim();
    let mut out = String::with_capacity(512);
    out.push_str("<div class=\"breve\"");
    attribute("id", anchor(piece.slug), &mut out);
    if draft.language.as_str() != edition.proof().publication.locale.tag() {
        attribute("lang", draft.language.as_str(), &mut out);
    }
    out.push_str(">\n<p>");
    let mut blocks = body.blocks.iter().map(|(_, block)| &**block).peekable();
    if !title.is_empty() {
        out.push_str("<strong>");
        escape(title, &mut out);
        out.push_str("</strong>");
    }
    if let Some(first) = blocks.next_if(|block| matches!(block.kind, BlockKind::Paragraph(_)))
        && let BlockKind::Paragraph(inlines) = &first.kind
    {
        if !title.is_empty() {
            out.push_str(" <span class=\"puce\">");
            escape(style.brief_separator.trim(), &mut out);
            out.push_str("</span> ");
        }
        scribe.line(inlines, &mut out);
    }
    if blocks.peek().is_some() {
        out.push_str("</p>\n");
        let mut outline = Outline::default();
        outline.enter(0);
        for inner in blocks {
            block(scribe, inner, &mut outline, &mut out);
            out.push('\n');
        }
        out.push_str("<p>");
    } else {
        out.push(' ');
    }
    read_more(scribe, piece, body, &mut out);
    let end = out.trim_end().len();
    out.truncate(end);
    if out.ends_with("<p>") {
        out.truncate(out.len() - 3);
    } else {
        out.push_str("</p>\n");
    }
    end_of_brief(scribe, body, &mut out);
    out.push_str("</div>");
    out
}

fn read_more(scribe: &Scribe<'_, '_>, piece: &Piece<'_>, body: &Body<'_>, out: &mut String) {
    let style = &scribe.edition.proof().publication.house_style;
    let draft = &piece.article.draft;
    if body.more {
        return;
    }
    if let Some(to) = scribe.address(&draft.link) {
        out.push_str("<a class=\"suite\"");
        attribute("href", &to, out);
        if !draft.headline.trim().is_empty() {
            let colon = style.typography.before_colon();
            let name = format!("{}{colon}: {}", style.read_more.trim(), draft.headline.trim());
            attribute("aria-label", &name, out);
        }
        out.push('>');
        escape(style.read_more.trim(), out);
        out.push_str("</a>");
    }
}

fn end_of_brief(scribe: &Scribe<'_, '_>, body: &Body<'_>, out: &mut String) {
    notes(scribe, body, out);
    corrections(scribe.edition, scribe.slug, out);
    replies(scribe.edition, scribe.slug, out);
}

/// The prints that a reader's screen may choose from.
fn offer(folder: &str, column: u32, prints: &[Print], out: &mut String) {
    let offered = |print: &Print| format!("{folder}{} {}w", print.name, print.width);
    let set: Vec<String> = prints.iter().rev().map(offered).collect();
    attribute("srcset", &set.join(", "), out);
    // The column has a rem of margin on both sides.
    attribute("sizes", &format!("(max-width: {}rem) 100vw, {column}rem", column + 2), out);
}

/// A picture with its caption and its credit.
pub(crate) fn figure(
    scribe: &Scribe<'_, '_>,
    picture: &Illustration,
    caption: Option<&str>,
    out: &mut String,
) {
    let files = ladder(picture);
    let column = scribe.edition.proof().publication.design.measure.rem();
    // What reads no list of prints gets one that is wide enough for the column.
    let Some(usual) = files.iter().rfind(|print| print.width >= column * REM).or(files.first())
    else {
        return;
    };
    let folder = &scribe.edition.ground().pictures;
    out.push_str("<figure>\n<picture><source type=\"image/webp\"");
    offer(folder, column, &light_ladder(picture), out);
    out.push_str("><img");
    attribute("src", &format!("{folder}{}", usual.name), out);
    offer(folder, column, &files, out);
    attribute("width", &usual.width.to_string(), out);
    attribute("height", &usual.height.to_string(), out);
    attribute("alt", if picture.decorative { "" } else { picture.alt.trim() }, out);
    if let Some(colour) = picture.colour {
        // Where no picture comes, the words that stand for it are read on its colour.
        let [dark, light] = [[0; 3], [255; 3]].map(Colour::from);
        let words = if colour.contrast(dark) > colour.contrast(light) { dark } else { light };
        attribute("style", &format!("background:{colour};color:{words}"), out);
    }
    out.push_str("></picture>\n");
    let caption = caption.unwrap_or(&picture.caption).trim();
    let credit = scribe.edition.credit(picture);
    if !caption.is_empty() || !credit.is_empty() {
        out.push_str("<figcaption>");
        escape(caption, out);
        if !credit.is_empty() {
            out.push_str(if caption.is_empty() { "<small>" } else { " — <small>" });
            escape(&credit, out);
            out.push_str("</small>");
        }
        out.push_str("</figcaption>\n");
    }
    out.push_str("</figure>");
}

/// A paragraph of a class, unless it has no words.
pub(crate) fn paragraph(class: &str, words: &str, out: &mut String) {
    if words.trim().is_empty() {
        return;
    }
    out.push_str("<p class=\"");
    out.push_str(class);
    out.push_str("\">");
    escape(words, out);
    out.push_str("</p>\n");
}

fn class(role: SlotRole) -> &'static str {
    match role {
        SlotRole::Lead => "papier ouverture",
        SlotRole::Dossier => "papier dossier",
        SlotRole::Picture => "papier image",
        SlotRole::Figure => "papier chiffre",
        _ => "papier",
    }
}
