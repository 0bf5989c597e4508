//! Drawings (SVG): words that a program draws. Nothing that they call for is fetched or run, and
//! what drawing them costs is counted before the first pixel is asked for.

use std::thread;

use image::{DynamicImage, RgbaImage};
use newsroom::PictureFormat;
use resvg::{
    tiny_skia::{Pixmap, Rect, Size, Transform},
    usvg::{
        Group, Node, Options, Paint, Tree,
        filter::Kind,
        roxmltree::{Document, Node as Element, ParsingOptions},
    },
};

use crate::Error;

/// A drawing has no pixels of its own: its longer side gets so many, enough for any print.
const LONGER: f32 = 2400.0;
/// Ten times what a map of a country weighs.
const HEAVIEST: usize = 10 << 20;
const MOST_NODES: u32 = 200_000;
const DEEPEST: usize = 100;
/// Each layer is a canvas in memory.
const MOST_LAYERS: u32 = 8;
/// How many times the whole canvas may be painted over.
const MOST_WORK: f32 = 400.0;
/// Painting little costs something too.
const A_PATH: f32 = 0.002;
/// How much slower than paint a layer, and a step of a filter, are.
const A_LAYER: f32 = 4.0;
const A_FILTER: f32 = 8.0;
/// Groups within groups are walked by recursion, a thousand deep at most.
const STACK: usize = 64 << 20;
const HEAD: usize = 4096;

/// Whether the bytes begin like a drawing.
pub(crate) fn is_drawing(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    head.starts_with(b"<") && head.windows(4).any(|words| words == b"<svg")
}

/// Width and height of what [`draw`] gives, once the drawing is judged harmless.
pub(crate) fn measure(bytes: &[u8]) -> Result<(u32, u32), Error> {
    apart(|| {
        let size = canvas(&read(bytes)?).to_int_size();
        Ok((size.width(), size.height()))
    })
}

/// The drawing in pixels, on nothing.
pub(crate) fn draw(bytes: &[u8]) -> Result<DynamicImage, Error> {
    apart(|| {
        let tree = read(bytes)?;
        let size = canvas(&tree).to_int_size();
        let mut pixels =
            Pixmap::new(size.width(), size.height()).ok_or_else(|| damaged("it has no size"))?;
        let exact = size.to_size();
        let scale = Transform::from_scale(
            exact.width() / tree.size().width(),
            exact.height() / tree.size().height(),
        );
        resvg::render(&tree, scale, &mut pixels.as_mut());
        RgbaImage::from_raw(size.width(), size.height(), pixels.take_demultiplied())
            .map(DynamicImage::ImageRgba8)
            .ok_or_else(|| damaged("it has no size"))
    })
}

/// On a stack that holds the deepest drawing which is let in.
fn apart<T: Send>(work: impl FnOnce() -> Result<T, Error> + Send) -> Result<T, Error> {
    thread::scope(|scope| {
        let working =
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).map_err(damaged)?;
        working.join().unwrap_or_else(|_| Err(damaged("it could not be read")))
    })
}

fn read(bytes: &[u8]) -> Result<Tree, Error> {
    if bytes.len() > HEAVIEST {
        return Err(Error::TooHeavy { bytes: bytes.len(), limit: HEAVIEST });
    }
    let words = std::str::from_utf8(bytes).map_err(damaged)?;
    // Illustrator writes its namespaces as entities; those of other files are never read.
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(words, options).map_err(damaged)?;
    document.descendants().try_for_each(judge)?;
    let tree = Tree::from_xmltree(&document, &Options::default()).map_err(damaged)?;
    let canvas = tree.size().width() * tree.size().height();
    Work { left: MOST_WORK, canvas }.group(tree.root(), 0)?;
    Ok(tree)
}

fn canvas(tree: &Tree) -> Size {
    let square = Size::from_wh(LONGER, LONGER);
    square.map_or(tree.size(), |square| tree.size().scale_to(square))
}

/// Refuses what the drawing would not be without, and what it must not do.
fn judge(element: Element<'_, '_>) -> Result<(), Error> {
    if element.ancestors().take(DEEPEST + 1).count() > DEEPEST {
        return Err(costly("its groups stand in one another"));
    }
    let name = element.tag_name().name();
    let foreign = |what: &str| Err(Error::Foreign(what.to_owned()));
    match name {
        "text" => {
            let is_written = element
                .descendants()
                .any(|it| it.is_text() && it.text().is_some_and(|words| !words.trim().is_empty()));
            if is_written {
                return Err(Error::Lettered);
            }
        }
        "script" | "foreignObject" | "image" | "feImage" => return foreign(&format!("<{name}>")),
        "style" if calls_out(element.text().unwrap_or_default()) => return foreign("<style>"),
        _ => {}
    }
    for attribute in element.attributes() {
        let (key, value) = (attribute.name(), attribute.value().trim());
        let leads_out = key == "href" && name != "a" && !value.starts_with('#');
        if leads_out || key.starts_with("on") || calls_out(value) {
            return foreign(key);
        }
    }
    Ok(())
}

/// Whether a style names a file.
fn calls_out(style: &str) -> bool {
    let is_own = |rest: &str| rest.trim_start_matches([' ', '"', '\'']).starts_with('#');
    style.contains("@import") || style.split("url(").skip(1).any(|rest| !is_own(rest))
}

/// What drawing costs, spent as the tree is walked as it will be drawn.
struct Work {
    left: f32,
    canvas: f32,
}

impl Work {
    fn spend(&mut self, work: f32) -> Result<(), Error> {
        self.left -= work;
        if self.left > 0.0 { Ok(()) } else { Err(costly("it is painted over and over")) }
    }

    fn share(&self, of: Rect) -> f32 {
        let share = of.width() * of.height() / self.canvas;
        if share.is_finite() { share.min(1.0) } else { 1.0 }
    }

    fn group(&mut self, group: &Group, layers: u32) -> Result<(), Error> {
        if layers > MOST_LAYERS {
            return Err(costly("its layers stand in one another"));
        }
        for node in group.children() {
            match node {
                Node::Group(group) => {
                    let is_layer = group.should_isolate();
                    if is_layer {
                        self.spend(A_LAYER)?;
                    }
                    for primitive in group.filters().iter().flat_map(|it| it.primitives()) {
                        // What these cost depends on their numbers, not on the canvas.
                        if matches!(
                            primitive.kind(),
                            Kind::Turbulence(_) | Kind::ConvolveMatrix(_) | Kind::Morphology(_)
                        ) {
                            return Err(costly("it has a filter without bounds"));
                        }
                        self.spend(A_FILTER)?;
                    }
                    let mut mask = group.mask();
                    while let Some(one) = mask {
                        self.group(one.root(), layers + 1)?;
                        mask = one.mask();
                    }
                    let mut clip = group.clip_path();
                    while let Some(one) = clip {
                        self.group(one.root(), layers + 1)?;
                        clip = one.clip_path();
                    }
                    self.group(group, layers + u32::from(is_layer))?;
                }
                Node::Path(path) => {
                    self.spend(A_PATH + self.share(path.abs_stroke_bounding_box()))?;
                    let paints = [
                        path.fill().map(|fill| fill.paint()),
                        path.stroke().map(|stroke| stroke.paint()),
                    ];
                    for paint in paints.into_iter().flatten() {
                        if let Paint::Pattern(pattern) = paint {
                            self.group(pattern.root(), layers + 1)?;
                        }
                    }
                }
                Node::Image(_) | Node::Text(_) => {}
            }
        }
        Ok(())
    }
}

fn costly(why: &str) -> Error {
    Error::Costly { format: PictureFormat::Svg, why: why.to_owned() }
}

fn damaged(why: impl ToString) -> Error {
    Error::Damaged { format: PictureFormat::Svg, why: why.to_string() }
}
