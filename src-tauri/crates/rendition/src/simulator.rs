//! Simulators: what a mail client leaves of a mail, done to the very mail that is exported.
//!
//! The clients themselves cannot be asked. Their ways are those that caniemail.com and
//! github.com/hteumeuleu/email-bugs report, and each rule here says which one. A simulator reads
//! its page tag by tag and keeps no memory of it, so that what it makes of a block is what it makes
//! of that block in its page: a preview can be patched.

mod colours;
mod tags;

use tags::{Piece, Tag, attribute_of, pieces};

/// Whose eyes a mail is seen with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Simulator {
    /// Gmail’s webmail.
    Gmail,
    /// Outlook for Windows, which draws with Word.
    Outlook,
    /// Orange’s webmail.
    Orange,
    /// SFR’s webmail.
    Sfr,
    /// La Poste’s webmail.
    Laposte,
    /// Apple Mail, which keeps everything.
    AppleMail,
    /// Any client that loads no picture.
    ImagesOff,
    /// A client that darkens a mail by itself, as Gmail’s application on iOS does.
    ForcedDark,
}

impl Simulator {
    /// Every one, in the order that they are offered.
    pub const ALL: [Self; 8] = [
        Self::Gmail,
        Self::Outlook,
        Self::Orange,
        Self::Sfr,
        Self::Laposte,
        Self::AppleMail,
        Self::ImagesOff,
        Self::ForcedDark,
    ];
}

/// Every element of a mail in its own font, without margin or padding (email-bugs, 122 and 123).
const SFR_RESET: &str = "<style>body *{font:100% \"Helvetica Neue\",Helvetica,sans-serif;\
                         margin:auto;padding:0}</style>\n";
/// Headings as the webmail’s own (caniemail, html-h1-h6, note 1).
const LAPOSTE_HEADINGS: &str = "<style>h1{color:#fff}h2{background:#354963}</style>\n";

/// Gmail reads no more than so much of a mail’s sheets (email-bugs, 90).
const GMAIL_SHEET: usize = 16_384;

/// The names of colours for which Orange keeps a background (caniemail, css-background-color,
/// note 1): those of CSS 1.
const CSS1_COLOURS: [&str; 16] = [
    "aqua", "black", "blue", "fuchsia", "gray", "green", "lime", "maroon", "navy", "olive",
    "purple", "red", "silver", "teal", "white", "yellow",
];

/// What `simulator` leaves of `html`, a mail or a piece of one.
pub fn simulate(html: &str, simulator: Simulator) -> String {
    if simulator == Simulator::AppleMail {
        return html.to_owned();
    }
    let mut out = String::with_capacity(html.len());
    for piece in pieces(html) {
        match piece {
            Piece::Text(words) => out.push_str(words),
            Piece::Comment { whole, inside } => comment(whole, inside, simulator, &mut out),
            // What all but Outlook read is a comment’s end, words, and another’s beginning.
            Piece::ForOthers { marks: [open, close], inside } => {
                if simulator != Simulator::Outlook {
                    out.push_str(open);
                    out.push_str(&simulate(inside, simulator));
                    out.push_str(close);
                }
            }
            Piece::Sheet { whole, css } => {
                out.push_str(if keeps_sheet(css, simulator) { whole } else { "" });
            }
            Piece::Tag(tag) => write_tag(&tag, simulator, &mut out),
        }
    }
    out
}

/// Outlook reads what is in a comment for it; a comment is nothing to all others.
fn comment(whole: &str, inside: Option<&str>, simulator: Simulator, out: &mut String) {
    match inside.filter(|_| simulator == Simulator::Outlook) {
        // The settings of Word’s own: a browser would end the head there.
        Some(inside) if inside.starts_with("<xml>") => {
            let end = inside.find("</xml>").map_or(inside.len(), |at| at + "</xml>".len());
            out.push_str(&simulate(inside[end..].trim_start(), simulator));
        }
        Some(inside) => out.push_str(&simulate(inside, simulator)),
        None => out.push_str(whole),
    }
}

fn keeps_sheet(css: &str, simulator: Simulator) -> bool {
    match simulator {
        // One selector that it does not know, or a question of the reader’s light, and the sheet
        // goes (caniemail, html-style and css-at-media-prefers-color-scheme).
        Simulator::Gmail => {
            css.len() <= GMAIL_SHEET
                && !["[", ":root", "prefers-color-scheme"].iter().any(|sign| css.contains(sign))
        }
        // Word knows no question of a sheet, and no mark of the other Outlooks.
        Simulator::Outlook => !css.contains("@media") && !css.contains(":root"),
        // Each is put between the signs of a comment (email-bugs, 151 and 161).
        Simulator::Sfr | Simulator::Laposte => false,
        // What darkens a mail by itself asks nothing of it.
        Simulator::ForcedDark => false,
        Simulator::Orange | Simulator::AppleMail | Simulator::ImagesOff => true,
    }
}

fn write_tag(tag: &Tag<'_>, simulator: Simulator, out: &mut String) {
    match (simulator, tag.name, tag.closing) {
        (Simulator::Sfr, "head", true) => out.push_str(SFR_RESET),
        (Simulator::Laposte, "head", true) => out.push_str(LAPOSTE_HEADINGS),
        (Simulator::Outlook, "v:rect", false) => return shape(tag, out),
        (Simulator::Outlook, "v:rect", true) => return out.push_str("</td></tr></table>"),
        (Simulator::Outlook, "w:anchorlock", _) => return,
        _ => {}
    }
    if tag.closing {
        return out.push_str(tag.whole);
    }
    out.push('<');
    out.push_str(tag.name);
    for (name, value) in tag.attributes() {
        match value {
            None => {
                out.push(' ');
                out.push_str(name);
            }
            Some(value) => write_attribute(tag.name, name, value, simulator, out),
        }
    }
    out.push('>');
}

/// A shape that Word draws, as a table: a browser draws none.
fn shape(tag: &Tag<'_>, out: &mut String) {
    let style = attribute_of(tag, "style").unwrap_or_default();
    let side = |name: &str| {
        let value = style.split(';').find_map(|said| said.strip_prefix(name)?.strip_prefix(':'));
        value.and_then(|value| value.strip_suffix("px")).unwrap_or_default()
    };
    let ground = attribute_of(tag, "fillcolor").unwrap_or_default();
    out.push_str(
        "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" width=\"",
    );
    out.push_str(side("width"));
    out.push_str("\"><tr><td valign=\"middle\" height=\"");
    out.push_str(side("height"));
    out.push_str("\" bgcolor=\"");
    out.push_str(ground);
    out.push_str("\">");
}

fn write_attribute(element: &str, name: &str, value: &str, simulator: Simulator, out: &mut String) {
    let kept = match (simulator, name) {
        (_, "style") => {
            let kept: Vec<String> =
                value.split(';').filter_map(|said| declaration(element, said, simulator)).collect();
            if kept.is_empty() {
                return;
            }
            kept.join(";")
        }
        // caniemail, html-role, html-lang and html-aria-*.
        (Simulator::Orange, "role" | "lang") => return,
        (Simulator::Orange, name) if name.starts_with("aria-") => return,
        (Simulator::ImagesOff, "srcset") => return,
        // An address that nothing answers: the words that stand for the picture show.
        (Simulator::ImagesOff, "src") => "data:,".to_owned(),
        (Simulator::ForcedDark, "bgcolor" | "color") => colours::turned(value),
        _ => value.to_owned(),
    };
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    out.push_str(&kept);
    out.push('"');
}

/// What is left of a saying of a style; nothing when the client drops it.
fn declaration(element: &str, said: &str, simulator: Simulator) -> Option<String> {
    let (property, value) = said.split_once(':')?;
    let (property, value) = (property.trim(), value.trim());
    let kept = match simulator {
        Simulator::Gmail => {
            // caniemail, css-margin and css-position.
            let negative = property.starts_with("margin") && value.contains('-');
            !negative && property != "position"
        }
        Simulator::Outlook => word_keeps(element, property, value),
        Simulator::Orange => {
            let ground = property == "background-color";
            let dropped = ["border-radius", "opacity", "word-break"];
            (!ground || CSS1_COLOURS.contains(&value)) && !dropped.contains(&property)
        }
        Simulator::ForcedDark => return Some(format!("{property}:{}", colours::turned(value))),
        Simulator::Sfr | Simulator::Laposte | Simulator::AppleMail | Simulator::ImagesOff => true,
    };
    kept.then(|| said.to_owned())
}

/// Whether Word draws what is said (caniemail, outlook-windows).
fn word_keeps(element: &str, property: &str, value: &str) -> bool {
    match property {
        // css-max-width: on tables alone. css-width, css-height: a picture is as large as its
        // attributes say.
        "max-width" => element == "table",
        "width" | "height" => element != "img",
        // css-padding: not on what stands in a line, nor on paragraphs.
        "padding" => matches!(element, "td" | "th" | "table" | "ul" | "ol" | "body"),
        "display" => value == "none",
        "border-radius" | "opacity" | "position" | "box-shadow" => false,
        // css-important: such a saying is not heard.
        _ => !value.contains("!important"),
    }
}
