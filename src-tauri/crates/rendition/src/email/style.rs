//! The look of the e-mail, as typed styles: what a French webmail cannot show cannot be said.
//!
//! An element’s look is a list of `Say`. There is no flex, no position, no variable and no unit
//! but the pixel in it, so that no such thing can be written by mistake; and each saying brings
//! the twins that it needs, a class for the dark theme and an attribute for webmails that drop
//! the style.

use std::{fmt::Write as _, sync::LazyLock};

/// What clients are told before anything is shown.
pub(super) const META: &str = "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"x-apple-disable-message-reformatting\">
<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no, url=no\">
<meta name=\"color-scheme\" content=\"light dark\">
<meta name=\"supported-color-schemes\" content=\"light dark\">
<!--[if mso]><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>
<style>table{mso-table-lspace:0pt;mso-table-rspace:0pt}p,h1,h2,h3,h4,h5,h6,li,th{mso-line-height-rule:exactly}</style><![endif]-->
";

/// The dark theme, in a sheet of its own: Gmail throws away a whole sheet for one selector that
/// it does not know. It stays readable where a client applies it without being dark.
pub(super) static DARK: LazyLock<String> = LazyLock::new(dark);

const SERIF: &str = "Georgia,serif";
const MONO: &str = "Menlo,Consolas,monospace";

/// The colour of words.
#[derive(Clone, Copy)]
enum Ink {
    Text,
    Soft,
    Accent,
    OnAccent,
    /// That of the element around it.
    Around,
}

impl Ink {
    const ALL: [Self; 4] = [Self::Text, Self::Soft, Self::Accent, Self::OnAccent];

    /// Its class, and its colours by day and by night.
    fn known(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Text => ("t", "#1e1b17", "#e9e3d8"),
            Self::Soft => ("s", "#645c52", "#b3a99a"),
            Self::Accent => ("a", "#8f2a1b", "#eda28d"),
            Self::OnAccent => ("k", "#fdfbf6", "#1a1815"),
            Self::Around => ("", "inherit", ""),
        }
    }
}

/// The colour of a surface.
#[derive(Clone, Copy)]
enum Ground {
    /// Around the column.
    Desk,
    Paper,
    Tint,
    Accent,
}

impl Ground {
    const ALL: [Self; 4] = [Self::Desk, Self::Paper, Self::Tint, Self::Accent];

    /// Its class, and its colours by day and by night.
    fn known(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Desk => ("g", "#f1ece1", "#100e0c"),
            Self::Paper => ("p", "#fdfbf6", "#1a1815"),
            Self::Tint => ("c", "#f5f0e5", "#26221d"),
            Self::Accent => ("b", "#8f2a1b", "#eda28d"),
        }
    }
}

/// The class of an element that has a line on a side, and the line’s colours.
const RULE: (&str, &str, &str) = ("r", "#d8d0c2", "#403a32");
/// The class of an element that has a line of the accent’s colour.
const STROKE: &str = "l";

/// The side of an element that a line stands on.
#[derive(Clone, Copy)]
enum Side {
    Top,
    Bottom,
    Left,
}

#[derive(Clone, Copy)]
enum Align {
    Center,
    Right,
}

/// A font, in pixels: Outlook knows no other line height.
#[derive(Clone, Copy)]
struct Font {
    italic: bool,
    weight: u16,
    size: u8,
    line: u8,
    family: &'static str,
}

const fn serif(weight: u16, size: u8, line: u8) -> Font {
    Font { italic: false, weight, size, line, family: SERIF }
}

const fn italic(font: Font) -> Font {
    Font { italic: true, ..font }
}

/// Distances in pixels: top, right, bottom, left.
type Edges = [u8; 4];

/// One thing that a style may say.
#[derive(Clone, Copy)]
enum Say {
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

/// The attributes of an element that looks so.
fn look(says: &[Say]) -> String {
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
                let (class, colour, _) = ink.known();
                classes.push(class);
                format!("color:{colour}")
            }
            Say::Font(Font { italic, weight, size, line, family }) => {
                let slant = if italic { "italic " } else { "" };
                format!("font:{slant}{weight} {size}px/{line}px {family}")
            }
            Say::FontAround => "font:inherit".into(),
            Say::Ground(ground) => {
                let (class, colour, _) = ground.known();
                classes.push(class);
                let _ = write!(attribute, " bgcolor=\"{colour}\"");
                format!("background-color:{colour}")
            }
            Say::NoGround => "background:transparent".into(),
            Say::Line(on, wide) => {
                classes.push(RULE.0);
                format!("border-{}:{wide}px solid {}", side(on), RULE.1)
            }
            Say::DoubleLine => {
                classes.push(RULE.0);
                format!("border-bottom:3px double {}", RULE.1)
            }
            Say::Stroke(on, wide) => {
                classes.push(STROKE);
                format!("border-{}:{wide}px solid {}", side(on), Ink::Accent.known().1)
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

/// The attributes of every kind of element, written once.
pub(super) struct Sheet {
    pub(super) body: String,
    pub(super) ground: String,
    pub(super) paper: String,
    pub(super) bare: String,
    pub(super) masthead: String,
    pub(super) opening: String,
    pub(super) foot: String,
    pub(super) first: String,
    pub(super) text: String,
    pub(super) text_alone: String,
    pub(super) last: String,
    pub(super) section: String,
    pub(super) name: String,
    pub(super) date: String,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) greeting: String,
    pub(super) kicker: String,
    pub(super) headline: String,
    pub(super) group: String,
    pub(super) standfirst: String,
    pub(super) subhead: String,
    pub(super) deep_subhead: String,
    pub(super) paragraph: String,
    pub(super) pictured: String,
    /// A paragraph of a computed section, whose cell says no font.
    pub(super) entry: String,
    pub(super) caption: String,
    pub(super) small: String,
    pub(super) small_left: String,
    pub(super) signature: String,
    pub(super) call: String,
    pub(super) quote: String,
    pub(super) epigraph: String,
    pub(super) label: String,
    pub(super) callout_title: String,
    pub(super) boxed: String,
    pub(super) callout: String,
    pub(super) list: String,
    pub(super) item: String,
    pub(super) code: String,
    pub(super) rule: String,
    pub(super) data: String,
    pub(super) raw_table: String,
    pub(super) heading_cell: String,
    pub(super) data_cell: String,
    pub(super) button_box: String,
    pub(super) button: String,
    pub(super) button_link: String,
    pub(super) soft_link: String,
    pub(super) quiet_link: String,
    pub(super) inherited: String,
    link: String,
    image: String,
    emphasis: String,
    strong: String,
    strike: String,
    mono: String,
    raised: String,
}

pub(super) static SHEET: LazyLock<Sheet> = LazyLock::new(Sheet::new);

/// The attributes of an element that stands in a line.
pub(crate) fn dress(element: &str) -> &'static str {
    let sheet: &'static Sheet = &SHEET;
    match element {
        "a" => &sheet.link,
        "img" => &sheet.image,
        "em" | "i" | "cite" | "dfn" | "var" => &sheet.emphasis,
        "strong" | "b" => &sheet.strong,
        "s" | "del" => &sheet.strike,
        "code" | "kbd" | "samp" => &sheet.mono,
        "sup" | "sub" => &sheet.raised,
        "br" | "wbr" => "",
        _ => &sheet.inherited,
    }
}

/// The attributes of a picture shown so wide, and of the words that stand for it.
pub(super) fn picture_within(wide: u32) -> String {
    picture(Say::Within(u16::try_from(wide).unwrap_or(u16::MAX)))
}

fn picture(size: Say) -> String {
    look(&[Say::Block, size, Say::Ink(Ink::Soft), Say::Font(italic(SMALL))])
}

/// The colours of the button that Outlook draws: its ground, its words.
pub(super) fn drawn_button() -> (&'static str, &'static str) {
    (Ground::Accent.known().1, Ink::OnAccent.known().1)
}

const BODY: Font = serif(400, 17, 27);
const SMALL: Font = serif(400, 14, 21);

impl Sheet {
    fn new() -> Self {
        use Say::{
            Bold, Breaking, Capitals, Fluid, FontAround, HigherLines, Italic, Margin, MaxWidth,
            NoGround, NotUnderlined, Padding, Struck, Underlined,
        };
        let centered = Say::Align(Align::Center);
        let words = |font: Font, ink: Ink, margin: Edges, more: &[Say]| {
            let mut says = vec![Margin(margin), Say::Ink(ink), Say::Font(font)];
            says.extend_from_slice(more);
            look(&says)
        };
        let heading = |font: Font, ink: Ink, margin: Edges, more: &[Say]| {
            words(font, ink, margin, &[&[NoGround], more].concat())
        };
        let around = |margin: Edges, more: &[Say]| {
            look(&[&[Margin(margin), Say::Ink(Ink::Around), FontAround], more].concat())
        };
        let link = |ink: Ink, more: Say| look(&[Say::Ink(ink), FontAround, more]);
        let text = |bottom: u8| {
            let says =
                [Padding([0, 28, bottom, 28]), Say::Ink(Ink::Text), Say::Font(BODY), Breaking];
            look(&says).replacen("class=\"", "class=\"texte ", 1)
        };
        let cell = |weight: u16, wide: u8| {
            let says = [
                Padding([7, 12, 7, 0]),
                Say::Line(Side::Bottom, wide),
                Say::Ink(Ink::Text),
                Say::Font(serif(weight, 15, 21)),
            ];
            look(&says)
        };
        let code = Font { family: MONO, ..serif(400, 14, 21) };
        Self {
            body: look(&[Margin([0; 4]), Padding([0; 4]), Say::Ground(Ground::Desk)]),
            ground: look(&[Say::Ground(Ground::Desk)]),
            paper: look(&[MaxWidth(super::WIDTH), Say::Ground(Ground::Paper)]),
            bare: look(&[Padding([0; 4])]),
            masthead: look(&[Padding([20, 28, 18, 28]), Say::DoubleLine, centered]),
            opening: look(&[Padding([30, 28, 32, 28]), centered]),
            foot: look(&[Padding([24, 28, 32, 28]), Say::Line(Side::Top, 1), centered]),
            first: look(&[Padding([30, 28, 0, 28]), Say::Line(Side::Top, 1)]),
            text: text(0),
            text_alone: text(14),
            last: look(&[Padding([0, 28, 14, 28]), Say::Ink(Ink::Soft), Say::Font(SMALL)]),
            section: look(&[Padding([30, 28, 14, 28]), Say::Line(Side::Top, 1)]),
            name: words(serif(400, 34, 40), Ink::Text, [16, 0, 2, 0], &[centered]),
            date: words(italic(serif(400, 15, 22)), Ink::Soft, [0; 4], &[centered]),
            title: heading(serif(700, 32, 39), Ink::Text, [0, 0, 16, 0], &[centered]),
            summary: words(serif(400, 17, 27), Ink::Text, [0, 0, 14, 0], &[centered]),
            greeting: words(italic(serif(400, 16, 24)), Ink::Soft, [0; 4], &[centered]),
            kicker: words(serif(400, 14, 20), Ink::Accent, [0, 0, 5, 0], &[Capitals]),
            headline: heading(serif(700, 25, 31), Ink::Text, [0, 0, 10, 0], &[]),
            group: heading(serif(700, 20, 27), Ink::Accent, [0, 0, 14, 0], &[]),
            standfirst: words(serif(400, 18, 27), Ink::Soft, [0, 0, 18, 0], &[]),
            subhead: heading(serif(700, 19, 26), Ink::Text, [14, 0, 8, 0], &[]),
            deep_subhead: heading(italic(serif(700, 17, 25)), Ink::Text, [10, 0, 6, 0], &[]),
            paragraph: around([0, 0, 16, 0], &[]),
            pictured: around([0, 0, 16, 0], &[HigherLines]),
            entry: words(BODY, Ink::Text, [0, 0, 16, 0], &[]),
            caption: words(SMALL, Ink::Soft, [7, 0, 18, 0], &[]),
            small: words(SMALL, Ink::Soft, [0; 4], &[centered]),
            small_left: words(SMALL, Ink::Soft, [0, 0, 8, 0], &[]),
            signature: words(
                italic(serif(400, 15, 22)),
                Ink::Soft,
                [0, 0, 14, 0],
                &[Say::Align(Align::Right)],
            ),
            call: words(italic(serif(400, 17, 26)), Ink::Text, [4, 0, 14, 0], &[centered]),
            quote: look(&[
                Margin([0, 0, 16, 16]),
                Padding([0, 0, 0, 14]),
                Say::Line(Side::Left, 2),
                Say::Ink(Ink::Text),
                Say::Font(italic(BODY)),
            ]),
            epigraph: words(italic(serif(400, 20, 30)), Ink::Text, [0, 0, 8, 0], &[centered]),
            label: words(serif(700, 14, 20), Ink::Accent, [0, 0, 5, 0], &[Capitals]),
            callout_title: around([0, 0, 6, 0], &[]),
            boxed: look(&[Margin([4, 0, 20, 0])]),
            callout: look(&[
                Padding([16, 20, 2, 20]),
                Say::Ink(Ink::Text),
                Say::Font(serif(400, 16, 25)),
                Say::Stroke(Side::Top, 2),
                Say::Ground(Ground::Tint),
            ]),
            list: look(&[
                Margin([0, 0, 16, 24]),
                Padding([0; 4]),
                Say::Ink(Ink::Around),
                FontAround,
            ]),
            item: around([0, 0, 6, 0], &[]),
            code: look(&[Margin([0, 0, 16, 0]), Say::Ink(Ink::Around), Say::Font(code)]),
            rule: look(&[Padding([0; 4]), Say::Line(Side::Top, 1)]),
            data: look(&[Margin([0, 0, 18, 0])]),
            raw_table: format!(
                " cellpadding=\"0\" cellspacing=\"0\" border=\"0\"{}",
                look(&[Margin([0, 0, 18, 0])])
            ),
            heading_cell: cell(700, 2),
            data_cell: cell(400, 1),
            button_box: look(&[Padding([4, 0, 18, 0])]),
            button: look(&[
                Padding([12, 26, 12, 26]),
                Say::Ground(Ground::Accent),
                Say::Ink(Ink::OnAccent),
                Say::Font(serif(700, 16, 22)),
                centered,
            ]),
            button_link: link(Ink::OnAccent, NotUnderlined),
            soft_link: link(Ink::Soft, Underlined),
            quiet_link: link(Ink::Text, Underlined),
            inherited: around([0; 4], &[]),
            link: link(Ink::Accent, Underlined),
            image: picture(Fluid),
            emphasis: look(&[FontAround, Italic]),
            strong: look(&[FontAround, Bold]),
            strike: look(&[FontAround, Struck]),
            mono: look(&[Say::Font(Font { family: MONO, ..serif(400, 15, 27) })]),
            raised: look(&[Say::Font(serif(400, 12, 12))]),
        }
    }
}

/// The dark theme of every class, by the question that most clients know, then by the marks that
/// Outlook’s own leave on what they darken.
fn dark() -> String {
    let grounds =
        Ground::ALL.map(|ground| (ground.known().0, "background-color", ground.known().2));
    let inks = Ink::ALL.map(|ink| (ink.known().0, "color", ink.known().2));
    let lines = [(RULE.0, "border-color", RULE.2), (STROKE, "border-color", Ink::Accent.known().2)];
    let mut out = String::from(
        "<style>\n:root { color-scheme: light dark; supported-color-schemes: light dark; }\n\
         </style>\n<style>\n@media (prefers-color-scheme: dark) {\n",
    );
    let all: Vec<_> = grounds.into_iter().chain(inks).chain(lines).collect();
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
