//! The look of every kind of element of a mail, in the terms of `style`, for one design.

use std::sync::LazyLock;

use newsroom::{Colour, Design, Layout, Measure, Palette};

use super::style::{Align, Edges, Font, Ground, Ink, MONO, Say, Side, dark, family, italic, look};

/// The attributes of every kind of element in a design, written once.
#[derive(Debug)]
pub(crate) struct Sheet {
    palette: Palette,
    /// The dark theme, in a sheet of its own: Gmail throws away a whole sheet for one selector
    /// that it does not know. It stays readable where a client applies it without being dark.
    pub(super) dark: String,
    /// How wide the column is.
    pub(super) width: u16,
    /// The side that the head is set to.
    pub(super) aligned: &'static str,
    /// The face of words.
    pub(super) family: &'static str,
    /// The links above the name.
    pub(super) top: String,
    pub(super) top_link: String,
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
    pub(super) cited: String,
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

/// The sheet of the design that publications are founded with.
pub(crate) static FOUNDED: LazyLock<Sheet> = LazyLock::new(|| Sheet::of(&Design::CLASSIC));

impl Sheet {
    /// The attributes of an element that stands in a line.
    pub(crate) fn dress(&self, element: &str) -> &str {
        match element {
            "a" => &self.link,
            "img" => &self.image,
            "em" | "i" | "cite" | "dfn" | "var" => &self.emphasis,
            "strong" | "b" => &self.strong,
            "s" | "del" => &self.strike,
            "code" | "kbd" | "samp" => &self.mono,
            "sup" | "sub" => &self.raised,
            "br" | "wbr" => "",
            _ => &self.inherited,
        }
    }

    /// The attributes of a picture shown so wide, and of the words that stand for it.
    pub(super) fn picture_within(&self, wide: u32) -> String {
        let within = Say::Within(u16::try_from(wide).unwrap_or(u16::MAX));
        picture(&self.palette, within, self.family)
    }

    /// The colours of the button that Outlook draws: its ground, its words.
    pub(super) fn drawn_button(&self) -> (Colour, Colour) {
        (self.palette.accent, self.palette.on_accent)
    }

    /// The sheet of a design.
    pub(crate) fn of(design: &Design) -> Self {
        use Say::{
            Bold, Breaking, Capitals, Fluid, FontAround, HigherLines, Italic, Margin, MaxWidth,
            NoGround, NotUnderlined, Padding, Struck, Underlined,
        };
        let (palette, layout) = (design.day, design.layout);
        let (family, display) = (family(design.text), family(design.headings));
        let text_face = |weight, size, line| Font { italic: false, weight, size, line, family };
        let display_face =
            |weight, size, line| Font { italic: false, weight, size, line, family: display };
        let look = |says: &[Say]| look(&palette, says);
        let body = text_face(400, 17, 27);
        let small = text_face(400, 14, 21);
        let width = match design.measure {
            Measure::Narrow => 560,
            Measure::Usual => 600,
            Measure::Wide => 640,
        };
        let middle = Say::Align(Align::Center);
        let left = matches!(layout, Layout::Daily | Layout::Banner);
        let head = Head::of(layout, display);
        // What stands at the head of the mail, and of a section, is in the middle or is not.
        let at_head: &[Say] = if left { &[] } else { &[middle] };
        let at_section: &[Say] = if layout == Layout::Review { &[middle] } else { &[] };
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
                [Padding([0, 28, bottom, 28]), Say::Ink(Ink::Text), Say::Font(body), Breaking];
            look(&says).replacen("class=\"", "class=\"texte ", 1)
        };
        let cell = |weight: u16, wide: u8| {
            let says = [
                Padding([7, 12, 7, 0]),
                Say::Line(Side::Bottom, wide),
                Say::Ink(Ink::Text),
                Say::Font(text_face(weight, 15, 21)),
            ];
            look(&says)
        };
        let code = Font { family: MONO, ..text_face(400, 14, 21) };
        let slanted = |font: Font| if layout == Layout::Daily { font } else { italic(font) };
        Self {
            palette,
            dark: dark(&design.night, layout == Layout::Banner),
            width,
            aligned: if left { "left" } else { "center" },
            family,
            top: words(small, head.soft, [0; 4], at_head),
            top_link: link(head.soft, Underlined),
            body: look(&[Margin([0; 4]), Padding([0; 4]), Say::Ground(Ground::Desk)]),
            ground: look(&[Say::Ground(Ground::Desk)]),
            paper: look(&[MaxWidth(width), Say::Ground(Ground::Paper)]),
            bare: look(&[Padding([0; 4])]),
            masthead: look(&[&[Padding([20, 28, 18, 28])], head.band, at_head].concat()),
            opening: look(&[&[Padding([30, 28, 32, 28])], at_head].concat()),
            foot: look(&[Padding([24, 28, 32, 28]), Say::Line(Side::Top, 1), middle]),
            first: look(&[Padding([30, 28, 0, 28]), Say::Line(Side::Top, 1)]),
            text: text(0),
            text_alone: text(14),
            last: look(&[Padding([0, 28, 14, 28]), Say::Ink(Ink::Soft), Say::Font(small)]),
            section: look(&[Padding([30, 28, 14, 28]), Say::Line(Side::Top, 1)]),
            name: words(head.name, head.ink, [16, 0, 2, 0], at_head),
            date: words(slanted(text_face(400, 15, 22)), head.soft, [0; 4], at_head),
            title: heading(head.title, Ink::Text, [0, 0, 16, 0], at_head),
            summary: words(text_face(400, 17, 27), Ink::Text, [0, 0, 14, 0], at_head),
            greeting: words(slanted(text_face(400, 16, 24)), Ink::Soft, [0; 4], at_head),
            kicker: words(
                head.kicker,
                Ink::Accent,
                [0, 0, 5, 0],
                &[&[Capitals], at_section].concat(),
            ),
            headline: heading(head.headline, Ink::Text, [0, 0, 10, 0], at_section),
            group: heading(head.group, Ink::Accent, [0, 0, 14, 0], at_section),
            standfirst: words(
                head.standfirst(text_face(400, 18, 27)),
                Ink::Soft,
                [0, 0, 18, 0],
                at_section,
            ),
            subhead: heading(display_face(700, 19, 26), Ink::Text, [14, 0, 8, 0], &[]),
            deep_subhead: heading(italic(display_face(700, 17, 25)), Ink::Text, [10, 0, 6, 0], &[]),
            paragraph: around([0, 0, 16, 0], &[]),
            pictured: around([0, 0, 16, 0], &[HigherLines]),
            entry: words(body, Ink::Text, [0, 0, 16, 0], &[]),
            caption: words(small, Ink::Soft, [7, 0, 18, 0], &[]),
            small: words(small, Ink::Soft, [0; 4], &[middle]),
            small_left: words(small, Ink::Soft, [0, 0, 8, 0], &[]),
            signature: words(
                italic(text_face(400, 15, 22)),
                Ink::Soft,
                [0, 0, 14, 0],
                &[Say::Align(Align::Right)],
            ),
            call: words(italic(text_face(400, 17, 26)), Ink::Text, [4, 0, 14, 0], &[middle]),
            quote: look(&[
                Margin([0, 0, 16, 16]),
                Padding([0, 0, 0, 14]),
                Say::Line(Side::Left, 2),
                Say::Ink(Ink::Text),
                Say::Font(italic(body)),
            ]),
            cited: words(small, Ink::Soft, [0; 4], at_head),
            epigraph: words(italic(display_face(400, 20, 30)), Ink::Text, [0, 0, 8, 0], at_head),
            label: words(head.label, Ink::Accent, [0, 0, 5, 0], &[Capitals]),
            callout_title: around([0, 0, 6, 0], &[]),
            boxed: look(&[Margin([4, 0, 20, 0])]),
            callout: look(&[
                Padding([16, 20, 2, 20]),
                Say::Ink(Ink::Text),
                Say::Font(text_face(400, 16, 25)),
                Say::Stroke(head.edge, 2),
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
                Say::Font(text_face(700, 16, 22)),
                middle,
            ]),
            button_link: link(Ink::OnAccent, NotUnderlined),
            soft_link: link(Ink::Soft, Underlined),
            quiet_link: link(Ink::Text, Underlined),
            inherited: around([0; 4], &[]),
            link: link(Ink::Accent, Underlined),
            image: picture(&palette, Fluid, family),
            emphasis: look(&[FontAround, Italic]),
            strong: look(&[FontAround, Bold]),
            strike: look(&[FontAround, Struck]),
            mono: look(&[Say::Font(Font { family: MONO, ..text_face(400, 15, 27) })]),
            raised: look(&[Say::Font(text_face(400, 12, 12))]),
        }
    }
}

/// What a layout says of the head of a mail, and of its sections.
struct Head {
    /// The cell of the name.
    band: &'static [Say],
    ink: Ink,
    soft: Ink,
    name: Font,
    title: Font,
    kicker: Font,
    headline: Font,
    group: Font,
    label: Font,
    /// The side of a callout that its line stands on.
    edge: Side,
    slanted: bool,
}

impl Head {
    fn of(layout: Layout, family: &'static str) -> Self {
        let font = |weight, size, line| Font { italic: false, weight, size, line, family };
        let classic = Self {
            band: &[Say::DoubleLine],
            ink: Ink::Text,
            soft: Ink::Soft,
            name: font(400, 34, 40),
            title: font(700, 32, 39),
            kicker: font(400, 14, 20),
            headline: font(700, 25, 31),
            group: font(700, 20, 27),
            label: font(700, 14, 20),
            edge: Side::Top,
            slanted: false,
        };
        match layout {
            Layout::Classic => classic,
            Layout::Daily => Self {
                band: &[Say::Stroke(Side::Top, 8)],
                name: font(700, 36, 42),
                title: font(700, 33, 38),
                kicker: font(700, 14, 20),
                headline: font(700, 24, 29),
                edge: Side::Left,
                ..classic
            },
            Layout::Review => Self {
                band: &[Say::Line(Side::Bottom, 1)],
                name: italic(font(400, 40, 48)),
                title: font(400, 38, 46),
                headline: font(400, 29, 36),
                group: italic(font(400, 24, 31)),
                slanted: true,
                ..classic
            },
            Layout::Banner => Self {
                band: &[Say::Ground(Ground::Band)],
                ink: Ink::OnBand,
                soft: Ink::OnBand,
                name: font(700, 34, 40),
                kicker: font(700, 14, 20),
                edge: Side::Left,
                ..classic
            },
        }
    }

    /// The font of a standfirst.
    fn standfirst(&self, font: Font) -> Font {
        if self.slanted { italic(font) } else { font }
    }
}

fn picture(palette: &Palette, size: Say, family: &'static str) -> String {
    let font = Font { italic: true, weight: 400, size: 14, line: 21, family };
    look(palette, &[Say::Block, size, Say::Ink(Ink::Soft), Say::Font(font)])
}
