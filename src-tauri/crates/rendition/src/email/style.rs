//! The look of the e-mail, as typed styles: what a French webmail cannot show cannot be said.
//!
//! The publication’s design gives the colours, the faces and the width; what is said with them is
//! here. An element’s look is a list of `Say`. There is no flex, no position, no variable and no unit
//! but the pixel in it, so that no such thing can be written by mistake; and each saying brings
//! the twins that it needs, a class for the dark theme and an attribute for webmails that drop
//! the style.

use std::fmt::Write as _;

use newsroom::{Colour, Face, Palette};

/// What clients are told before anything is shown.
pub(super) const META: &str = "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"x-apple-disable-message-reformatting\">
<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no, url=no\">
<meta name=\"color-scheme\" content=\"light dark\">
<meta name=\"supported-color-schemes\" content=\"light dark\">
<!--[if mso]><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>
<style>table{mso-table-lspace:0pt;mso-table-rspace:0pt}p,h1,h2,h3,h4,h5,h6,li,th{mso-line-height-rule:exactly}</style><![endif]-->
";

pub(super) const MONO: &str = "Menlo,Consolas,monospace";

/// The faces that mail clients have, in few words: they stand on every element.
pub(super) fn family(face: Face) -> &'static str {
    match face {
        Face::Garalde => "Georgia,serif",
        Face::Transitional => "Cambria,Georgia,serif",
        Face::Lineale => "Helvetica,Arial,sans-serif",
        Face::Humanist => "Optima,Candara,sans-serif",
        Face::Slab => "Rockwell,Georgia,serif",
    }
}

/// The colour of words.
#[derive(Clone, Copy)]
pub(super) enum Ink {
    Text,
    Soft,
    Accent,
    OnAccent,
    /// On the band of the name: it stands on the accent by day, and is of the accent by night, when
    /// so large a light would hurt.
    OnBand,
    /// That of the element around it.
    Around,
}

impl Ink {
    const ALL: [Self; 4] = [Self::Text, Self::Soft, Self::Accent, Self::OnAccent];

    /// Its class, and its colour; none for that of the element around it.
    fn known(self, palette: &Palette) -> (&'static str, Option<Colour>) {
        match self {
            Self::Text => ("t", Some(palette.ink)),
            Self::Soft => ("s", Some(palette.soft)),
            Self::Accent => ("a", Some(palette.accent)),
            Self::OnAccent => ("k", Some(palette.on_accent)),
            Self::OnBand => ("e", Some(palette.on_accent)),
            Self::Around => ("", None),
        }
    }
}

/// The colour of a surface.
#[derive(Clone, Copy)]
pub(super) enum Ground {
    /// Around the column.
    Desk,
    Paper,
    Tint,
    Accent,
    /// The band of the name: of the accent by day, a tint by night.
    Band,
}

impl Ground {
    const ALL: [Self; 4] = [Self::Desk, Self::Paper, Self::Tint, Self::Accent];

    /// Its class, and its colour.
    fn known(self, palette: &Palette) -> (&'static str, Colour) {
        match self {
            Self::Desk => ("g", palette.desk),
            Self::Paper => ("p", palette.paper),
            Self::Tint => ("c", palette.tint),
            Self::Accent => ("b", palette.accent),
            Self::Band => ("d", palette.accent),
        }
    }
}

/// The class of an element that has a line on a side.
const RULE: &str = "r";
/// The class of an element that has a line of the accent’s colour.
const STROKE: &str = "l";

/// The side of an element that a line stands on.
#[derive(Clone, Copy)]
pub(super) enum Side {
    Top,
    Bottom,
    Left,
}

#[derive(Clone, Copy)]
pub(super) enum Align {
    Center,
    Right,
}

/// A font, in pixels: Outlook knows no other line height.
#[derive(Clone, Copy)]
pub(super) struct Font {
    pub(super) italic: bool,
    pub(super) weight: u16,
    pub(super) size: u8,
    pub(super) line: u8,
    pub(super) family: &'static str,
}

pub(super) const fn italic(font: Font) -> Font {
    Font { italic: true, ..font }
}

/// Distances in pixels: top, right, bottom, left.
pub(super) type Edges = [u8; 4];

/// One thing that a style may say.
#[derive(Clone, Copy)]
pub(super) enum Say {
    Margin(Edges),
    Padding(Edges),
    Ink(Ink),
    Font(Font),
    /// The font of the element around it, which a webmail would put another in place of.
    FontAround,
    /// A colour, as a style and as an attribute: only tables, cells and the body can have one.
    Ground(Ground),
    /// La Poste gives headings a ground of its own.
    NoGround,
    Line(Side, u8),
    /// The double line under the name of a newspaper.
    DoubleLine,
    Stroke(Side, u8),
    Align(Align),
    /// Small words in capitals, set apart.
    Capitals,
    Italic,
    Bold,
    Struck,
    Underlined,
    NotUnderlined,
    Block,
    MaxWidth(u16),
    /// A picture as wide as its place, and never wider than itself.
    Within(u16),
    /// A picture of which nobody knows the size.
    Fluid,
    /// A word longer than the line is broken, rather than the page widened.
    Breaking,
    /// Outlook cuts what is higher than a line of exact height.
    HigherLines,
}

/// The attributes of an element that looks so, in these colours.
pub(super) fn look(palette: &Palette, says: &[Say]) -> String {
    let mut classes: Vec<&str> = Vec::new();
    let mut style = String::new();
    let mut attribute = String::new();
    let px = |edge: u8| if edge == 0 { "0".to_owned() } else { format!("{edge}px") };
    let edges = |[top, right, bottom, left]: Edges| match () {
        () if top == right && right == bottom && bottom == left => px(top),
        () if top == bottom && right == left => format!("{} {}", px(top), px(right)),
        () if right == left => format!("{} {} {}", px(top), px(right), px(bottom)),
        () => format!("{} {} {} {}", px(top), px(right), px(bottom), px(left)),
    };
    let side = |side: Side| match side {
        Side::Top => "top",
        Side::Bottom => "bottom",
        Side::Left => "left",
    };
    for say in says {
        let said = match *say {
            Say::Margin(margin) => format!("margin:{}", edges(margin)),
            Say::Padding(padding) => format!("padding:{}", edges(padding)),
            Say::Ink(ink) => {
                let (class, colour) = ink.known(palette);
                classes.push(class);
                match colour {
                    Some(colour) => format!("color:{colour}"),
                    None => "color:inherit".into(),
                }
            }
            Say::Font(Font { italic, weight, size, line, family }) => {
                let slant = if italic { "italic " } else { "" };
                format!("font:{slant}{weight} {size}px/{line}px {family}")
            }
            Say::FontAround => "font:inherit".into(),
            Say::Ground(ground) => {
                let (class, colour) = ground.known(palette);
                classes.push(class);
                let _ = write!(attribute, " bgcolor=\"{colour}\"");
                format!("background-color:{colour}")
            }
            Say::NoGround => "background:transparent".into(),
            Say::Line(on, wide) => {
                classes.push(RULE);
                format!("border-{}:{wide}px solid {}", side(on), palette.rule)
            }
            Say::DoubleLine => {
                classes.push(RULE);
                format!("border-bottom:3px double {}", palette.rule)
            }
            Say::Stroke(on, wide) => {
                classes.push(STROKE);
                format!("border-{}:{wide}px solid {}", side(on), palette.accent)
            }
            Say::Align(Align::Center) => "text-align:center".into(),
            Say::Align(Align::Right) => "text-align:right".into(),
            Say::Capitals => "text-transform:uppercase;letter-spacing:1px".into(),
            Say::Italic => "font-style:italic".into(),
            Say::Bold => "font-weight:700".into(),
            Say::Struck => "text-decoration:line-through".into(),
            Say::Underlined => "text-decoration:underline".into(),
            Say::NotUnderlined => "text-decoration:none".into(),
            Say::Block => "display:block;border:0".into(),
            Say::MaxWidth(wide) => format!("max-width:{wide}px"),
            Say::Within(wide) => format!("width:100%;max-width:{wide}px;height:auto"),
            Say::Fluid => "max-width:100%;height:auto".into(),
            Say::Breaking => "word-break:break-word".into(),
            Say::HigherLines => "mso-line-height-rule:at-least".into(),
        };
        style.push_str(if style.is_empty() { "" } else { ";" });
        style.push_str(&said);
    }
    classes.retain(|class| !class.is_empty());
    if !classes.is_empty() {
        let _ = write!(attribute, " class=\"{}\"", classes.join(" "));
    }
    let _ = write!(attribute, " style=\"{style}\"");
    attribute
}

/// The dark theme of every class, by the question that most clients know, then by the marks that
/// Outlook’s own leave on what they darken.
pub(super) fn dark(palette: &Palette, band: bool) -> String {
    let grounds = Ground::ALL.map(|ground| {
        let (class, colour) = ground.known(palette);
        (class, "background-color", colour)
    });
    let inks = Ink::ALL.into_iter().filter_map(|ink| {
        let (class, colour) = ink.known(palette);
        Some((class, "color", colour?))
    });
    let lines = [(RULE, "border-color", palette.rule), (STROKE, "border-color", palette.accent)];
    let banded = [
        (Ground::Band.known(palette).0, "background-color", palette.tint),
        (Ink::OnBand.known(palette).0, "color", palette.accent),
    ];
    let banded = banded.into_iter().filter(|_| band);
    let mut out = String::from(
        "<style>\n:root { color-scheme: light dark; supported-color-schemes: light dark; }\n\
         </style>\n<style>\n@media (prefers-color-scheme: dark) {\n",
    );
    let all: Vec<_> = grounds.into_iter().chain(inks).chain(lines).chain(banded).collect();
    for (class, property, colour) in &all {
        let _ = writeln!(out, ".{class} {{ {property}: {colour} !important; }}");
    }
    out.push_str("}\n");
    for (class, property, colour) in &all {
        let mark = if *property == "color" { "ogsc" } else { "ogsb" };
        let _ = writeln!(out, "[data-{mark}] .{class} {{ {property}: {colour} !important; }}");
    }
    out.push_str("</style>\n");
    out
}
