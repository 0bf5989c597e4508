//! The look of the e-mail, as typed styles: what a French webmail cannot show cannot be said.

use std::{fmt::Write as _, sync::LazyLock};

/// The ground around the column.
pub(super) const GROUND: &str = "#f1ece1";
const PAPER: &str = "#fdfbf6";
const TINT: &str = "#f5f0e5";
const INK: &str = "#1e1b17";
const SOFT: &str = "#645c52";
const ACCENT: &str = "#8f2a1b";
const RULE: &str = "#d8d0c2";
const SERIF: &str = "Georgia,serif";
const MONO: &str = "Menlo,Consolas,monospace";

/// What clients are told before anything is shown.
pub(super) const META: &str = "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"x-apple-disable-message-reformatting\">
<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no, url=no\">
<meta name=\"color-scheme\" content=\"light dark\">
<meta name=\"supported-color-schemes\" content=\"light dark\">
<!--[if mso]><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->
";

/// The dark theme, in a sheet of its own: Gmail throws away a whole sheet for one selector that
/// it does not know. It stays readable where a client applies it without being dark.
pub(super) const DARK: &str = "<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
</style>
<style>
@media (prefers-color-scheme: dark) {
.g { background-color: #100e0c !important; }
.p { background-color: #1a1815 !important; }
.c { background-color: #26221d !important; }
.b { background-color: #eda28d !important; }
.t { color: #e9e3d8 !important; }
.s { color: #b3a99a !important; }
.a { color: #eda28d !important; }
.k { color: #1a1815 !important; }
.r { border-color: #403a32 !important; }
}
[data-ogsb] .g { background-color: #100e0c !important; }
[data-ogsb] .p { background-color: #1a1815 !important; }
[data-ogsb] .c { background-color: #26221d !important; }
[data-ogsb] .b { background-color: #eda28d !important; }
[data-ogsc] .t { color: #e9e3d8 !important; }
[data-ogsc] .s { color: #b3a99a !important; }
[data-ogsc] .a { color: #eda28d !important; }
[data-ogsc] .k { color: #1a1815 !important; }
[data-ogsb] .r { border-color: #403a32 !important; }
</style>
";

/// The colour of words; each has its twin in the dark theme.
#[derive(Clone, Copy)]
enum Ink {
    Text,
    Soft,
    Accent,
    OnAccent,
}

impl Ink {
    fn class(self) -> &'static str {
        match self {
            Self::Text => "t",
            Self::Soft => "s",
            Self::Accent => "a",
            Self::OnAccent => "k",
        }
    }

    fn colour(self) -> &'static str {
        match self {
            Self::Text => INK,
            Self::Soft => SOFT,
            Self::Accent => ACCENT,
            Self::OnAccent => PAPER,
        }
    }
}

/// A font, in pixels: Outlook knows no other line height.
#[derive(Clone, Copy)]
struct Font {
    slant: &'static str,
    weight: u16,
    size: u8,
    line: u8,
    family: &'static str,
}

impl Font {
    const fn serif(weight: u16, size: u8, line: u8) -> Self {
        Self { slant: "", weight, size, line, family: SERIF }
    }

    const fn italic(self) -> Self {
        Self { slant: "italic ", ..self }
    }
}

/// What an element of text says of itself.
struct Text {
    font: Font,
    ink: Ink,
    margin: &'static str,
    more: &'static str,
}

impl Text {
    fn attributes(&self) -> String {
        let Font { slant, weight, size, line, family } = self.font;
        format!(
            " class=\"{}\" style=\"margin:{};color:{};font:{slant}{weight} {size}px/{line}px {family};mso-line-height-rule:exactly{}\"",
            self.ink.class(),
            self.margin,
            self.ink.colour(),
            self.more
        )
    }
}

/// What a cell says of itself. Padding stands on cells alone: Outlook knows no other.
struct Cell {
    padding: &'static str,
    font: Font,
    ground: Option<(&'static str, &'static str)>,
    more: &'static str,
    classes: &'static str,
}

impl Cell {
    fn attributes(&self) -> String {
        let Font { slant, weight, size, line, family } = self.font;
        let mut out = String::new();
        let class = self.ground.map_or("", |(class, _)| class);
        if let Some((_, colour)) = self.ground {
            let _ = write!(out, " bgcolor=\"{colour}\"");
        }
        let classes = format!("t {class} {}", self.classes);
        let classes: Vec<&str> = classes.split_whitespace().collect();
        let _ = write!(
            out,
            " class=\"{}\" style=\"padding:{};color:{INK};font:{slant}{weight} {size}px/{line}px {family};mso-line-height-rule:exactly",
            classes.join(" "),
            self.padding
        );
        if let Some((_, colour)) = self.ground {
            let _ = write!(out, ";background-color:{colour}");
        }
        out.push_str(self.more);
        out.push('"');
        out
    }
}

/// The attributes of every kind of element, written once.
pub(super) struct Sheet {
    pub(super) ground: String,
    pub(super) paper: String,
    pub(super) masthead: String,
    pub(super) foot: String,
    pub(super) first: String,
    pub(super) cell: String,
    pub(super) last: String,
    pub(super) space: &'static str,
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
    pub(super) caption: String,
    pub(super) small: String,
    pub(super) small_left: String,
    pub(super) signature: String,
    pub(super) call: String,
    pub(super) quote: String,
    pub(super) epigraph: String,
    pub(super) label: String,
    pub(super) callout: String,
    pub(super) list: String,
    pub(super) item: String,
    pub(super) code: String,
    pub(super) rule: String,
    pub(super) data: String,
    pub(super) heading_cell: String,
    pub(super) data_cell: String,
    pub(super) button: String,
    pub(super) button_link: String,
    pub(super) soft_link: String,
    pub(super) quiet_link: String,
    link: String,
    image: String,
    emphasis: String,
    strong: String,
    strike: String,
    mono: String,
    raised: String,
    inherited: String,
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

const BODY: Font = Font::serif(400, 17, 27);
const SMALL: Font = Font::serif(400, 14, 21);

impl Sheet {
    fn new() -> Self {
        let text = |font: Font, ink: Ink, margin: &'static str, more: &'static str| {
            Text { font, ink, margin, more }.attributes()
        };
        // La Poste gives headings a ground of its own.
        let heading = |font: Font, ink: Ink, margin: &'static str, more: &'static str| {
            let mut attributes = text(font, ink, margin, more);
            attributes.truncate(attributes.len() - 1);
            attributes + ";background:transparent\""
        };
        let cell = |padding: &'static str, classes: &'static str, more: &'static str| {
            Cell { padding, font: BODY, ground: None, more, classes }.attributes()
        };
        let inline = |style: &str| format!(" style=\"margin:0;color:inherit;{style}\"");
        let link = |ink: Ink, more: &str| {
            format!(
                " class=\"{}\" style=\"margin:0;color:{};font:inherit{more}\"",
                ink.class(),
                ink.colour()
            )
        };
        let hairline = ";border-top:1px solid #d8d0c2";
        Self {
            ground: format!(" class=\"g\" bgcolor=\"{GROUND}\" style=\"background-color:{GROUND}\""),
            paper: format!(
                " class=\"p\" bgcolor=\"{PAPER}\" style=\"max-width:600px;background-color:{PAPER}\""
            ),
            masthead: cell("18px 28px 30px", "", ";text-align:center"),
            foot: cell("22px 28px 30px", "r", ";text-align:center;border-top:1px solid #d8d0c2"),
            first: cell("30px 28px 0", "r", hairline),
            cell: cell("0 28px", "", ""),
            last: cell("0 28px 14px", "", ""),
            space: " height=\"14\" style=\"padding:0\"",
            name: text(Font::serif(400, 28, 34), Ink::Text, "14px 0 2px", ";text-align:center"),
            date: text(
                Font::serif(400, 15, 22).italic(),
                Ink::Soft,
                "0 0 22px",
                ";text-align:center",
            ),
            title: heading(
                Font::serif(700, 31, 38),
                Ink::Text,
                "0 0 16px",
                ";text-align:center;letter-spacing:normal",
            ),
            summary: text(Font::serif(400, 17, 26), Ink::Text, "0 0 14px", ";text-align:center"),
            greeting: text(
                Font::serif(400, 16, 24).italic(),
                Ink::Soft,
                "0",
                ";text-align:center",
            ),
            kicker: text(
                Font::serif(400, 14, 20),
                Ink::Accent,
                "0 0 5px",
                ";text-transform:uppercase;letter-spacing:1px",
            ),
            headline: heading(Font::serif(700, 25, 31), Ink::Text, "0 0 10px", ""),
            group: heading(Font::serif(700, 20, 27), Ink::Accent, "0 0 14px", ""),
            standfirst: text(Font::serif(400, 18, 27), Ink::Soft, "0 0 18px", ""),
            subhead: heading(Font::serif(700, 19, 26), Ink::Text, "14px 0 8px", ""),
            deep_subhead: heading(Font::serif(700, 17, 25).italic(), Ink::Text, "10px 0 6px", ""),
            paragraph: " style=\"margin:0 0 16px;color:inherit;font:inherit\"".into(),
            caption: text(SMALL, Ink::Soft, "7px 0 18px", ""),
            small: text(SMALL, Ink::Soft, "0", ";text-align:center"),
            small_left: text(SMALL, Ink::Soft, "0 0 8px", ""),
            signature: text(
                Font::serif(400, 15, 22).italic(),
                Ink::Soft,
                "0 0 14px",
                ";text-align:right",
            ),
            call: text(
                Font::serif(400, 17, 26).italic(),
                Ink::Text,
                "4px 0 14px",
                ";text-align:center",
            ),
            quote: format!(
                " class=\"t r\" style=\"margin:0 0 16px 16px;padding:0 0 0 14px;border-left:2px solid {RULE};color:{INK};font:italic 400 17px/27px {SERIF}\""
            ),
            epigraph: text(
                Font::serif(400, 20, 29).italic(),
                Ink::Text,
                "0 0 8px",
                ";text-align:center",
            ),
            label: text(
                Font::serif(700, 14, 20),
                Ink::Accent,
                "0 0 5px",
                ";text-transform:uppercase;letter-spacing:1px",
            ),
            callout: Cell {
                padding: "16px 20px 2px",
                font: Font::serif(400, 16, 25),
                ground: Some(("c", TINT)),
                more: ";border-top:2px solid #8f2a1b",
                classes: "",
            }
            .attributes(),
            list: " style=\"margin:0 0 16px 24px;padding:0;color:inherit;font:inherit\"".into(),
            item: " style=\"margin:0 0 6px;padding:0;color:inherit;font:inherit\"".into(),
            code: format!(
                " style=\"margin:0 0 16px;color:inherit;font:400 14px/21px {MONO};mso-line-height-rule:exactly\""
            ),
            rule: format!(
                " class=\"r\" style=\"padding:0;border-top:1px solid {RULE};font-size:0;line-height:0\""
            ),
            data: " width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:0 0 18px\"".into(),
            heading_cell: format!(
                " class=\"t r\" style=\"padding:6px 10px 6px 0;border-bottom:2px solid {RULE};color:{INK};font:700 15px/21px {SERIF}\""
            ),
            data_cell: format!(
                " class=\"t r\" style=\"padding:6px 10px 6px 0;border-bottom:1px solid {RULE};color:{INK};font:400 15px/21px {SERIF}\""
            ),
            button: format!(
                " class=\"b\" bgcolor=\"{ACCENT}\" style=\"padding:11px 24px;background-color:{ACCENT};font:700 16px/22px {SERIF};color:{PAPER};text-align:center\""
            ),
            button_link: link(Ink::OnAccent, ";text-decoration:none"),
            soft_link: link(Ink::Soft, ";text-decoration:underline"),
            quiet_link: link(Ink::Text, ";text-decoration:underline"),
            link: link(Ink::Accent, ";text-decoration:underline"),
            image: format!(
                " style=\"display:block;border:0;width:100%;max-width:{}px;height:auto;color:{SOFT};font:italic 400 14px/21px {SERIF}\" class=\"s\"",
                super::COLUMN
            ),
            emphasis: inline("font:inherit;font-style:italic"),
            strong: inline("font:inherit;font-weight:700"),
            strike: inline("font:inherit;text-decoration:line-through"),
            mono: inline(&format!("font:400 15px/27px {MONO}")),
            raised: inline("font:400 12px/12px Georgia,serif"),
            inherited: inline("font:inherit"),
        }
    }
}
