//! A publication’s design, as a sheet that stands after the one that all pages have.

use std::fmt::Write as _;

use newsroom::{Design, Face, Layout, Palette};

/// Faces in the order that readers have them. None is fetched from anywhere.
fn family(face: Face) -> &'static str {
    match face {
        Face::Garalde => {
            "\"Iowan Old Style\", \"Palatino Linotype\", Palatino, \"Book Antiqua\", \"URW Palladio L\", P052, Georgia, \"Times New Roman\", \"Liberation Serif\", serif"
        }
        Face::Transitional => {
            "Charter, \"Bitstream Charter\", \"Charis SIL\", Cambria, Georgia, \"Source Serif 4\", \"Liberation Serif\", serif"
        }
        Face::Lineale => {
            "\"Helvetica Neue\", Helvetica, Arial, \"Nimbus Sans\", \"Liberation Sans\", sans-serif"
        }
        Face::Humanist => {
            "Optima, \"Gill Sans\", \"Gill Sans Nova\", Candara, \"Noto Sans\", \"DejaVu Sans\", sans-serif"
        }
        Face::Slab => {
            "Rockwell, \"Rockwell Nova\", \"Roboto Slab\", \"Sitka Small\", \"DejaVu Serif\", Georgia, serif"
        }
    }
}

/// Writes the sheet of `design`; nothing for the one that publications are founded with, whose
/// sheet is that of all pages.
pub(crate) fn write(design: &Design, out: &mut String) {
    if design.is_founded() {
        return;
    }
    out.push_str("@media screen {\n");
    root(&design.day, out);
    out.push_str("}\n@media screen and (prefers-color-scheme: dark) {\n");
    root(&design.night, out);
    let wide = design.measure.rem();
    let _ = writeln!(
        out,
        "}}\n:root {{ --serif: {}; --display: {}; }}\n\
         .une, main, .voisins, .pied {{ max-width: {wide}rem; }}\n\
         h1, h2, h3, h4, h5, h6, .une .titre {{ font-family: var(--display); }}",
        family(design.text),
        family(design.headings)
    );
    out.push_str(match design.layout {
        Layout::Classic => "",
        Layout::Daily => include_str!("daily.css"),
        Layout::Review => include_str!("review.css"),
        Layout::Banner => include_str!("banner.css"),
    });
}

fn root(palette: &Palette, out: &mut String) {
    let Palette { paper, tint, rule, ink, soft, accent, on_accent, .. } = palette;
    let _ = writeln!(
        out,
        "  :root {{ --paper: {paper}; --ink: {ink}; --soft: {soft}; --rule: {rule}; --tint: {tint}; --accent: {accent}; --on-accent: {on_accent}; }}"
    );
}
