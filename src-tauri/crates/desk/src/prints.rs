//! Prints: pictures developed for a page, made once and kept under the recipe's name.

use std::{fs, path::PathBuf};

use imaging::{Label, Recipe};
use newsroom::{Author, Frame, Illustration};
use rendition::Print;

use crate::{Desk, Fault};

/// A picture as a host serves it.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The media type.
    pub media_type: &'static str,
}

impl Desk {
    /// The print called `name` ([`rendition::Print::name`]), for the preview. Whatever crop it
    /// names is made, for a person tries some before one is kept.
    pub fn print(&self, name: &str) -> Result<Picture, Fault> {
        let missing = || Fault::missing("picture", name);
        let (key, crop) = rendition::named(name).ok_or_else(missing)?;
        let (picture, publication, author) = self.store.read(|reader| {
            let picture = Illustration { crop, ..reader.illustration(&key)? };
            let signs = |author: &Author| Some(&author.key) == picture.author.as_ref();
            let author = reader.authors()?.into_iter().find(signs);
            Ok((picture, reader.publication()?, author))
        })?;
        let print = rendition::every_print(&picture)
            .into_iter()
            .chain([rendition::contact(&picture)])
            .find(|print| print.name == name)
            .ok_or_else(missing)?;
        let media_type = print.format.media_type();
        let mut made = self.develop(&picture, std::slice::from_ref(&print))?;
        let bytes = made.pop().ok_or_else(missing)?;
        let credit = picture.credit_line(&publication, author.as_ref());
        Ok(Picture { bytes: labelled(&picture, &print, credit, &bytes)?, media_type })
    }

    /// The bytes of each of `prints`, all of one picture, from the cache when they were made before.
    /// The name in the cache is the recipe, so nothing ever needs to be thrown out of it.
    pub(crate) fn develop(
        &self,
        picture: &Illustration,
        prints: &[Print],
    ) -> Result<Vec<Vec<u8>>, Fault> {
        let place = |print: &Print| {
            let name = format!("{}-{}", picture.hash, recipe_name(print));
            self.store.folder().map(|folder| folder.join("prints").join(name))
        };
        let kept = |print: &Print| place(print).and_then(|path| fs::read(path).ok());
        let mut bytes: Vec<Option<Vec<u8>>> = prints.iter().map(kept).collect();
        let lacking: Vec<usize> = (0..prints.len()).filter(|at| bytes[*at].is_none()).collect();
        if !lacking.is_empty() {
            let original = self.store.original(&picture.hash)?;
            let recipes: Vec<Recipe> = lacking.iter().map(|at| recipe(&prints[*at])).collect();
            let made = imaging::develop_all(&original, &recipes)
                .map_err(|error| Fault::picture(picture.key.as_str(), &error))?;
            for (at, made) in lacking.into_iter().zip(made) {
                if let Some(path) = place(&prints[at]) {
                    keep(&path, &made).map_err(Fault::file(&path))?;
                }
                bytes[at] = Some(made);
            }
        }
        Ok(bytes.into_iter().flatten().collect())
    }
}

/// Makes the smallest print of a picture that may be taken in, to know that it can be printed; the
/// same picture, with what only its pixels could tell.
pub(crate) fn prove(picture: Illustration, bytes: &[u8]) -> Result<Illustration, imaging::Error> {
    let print = imaging::develop(bytes, &recipe(&rendition::contact(&picture)))?;
    Ok(Illustration { colour: imaging::dominant(&print)?, ..picture })
}

fn recipe(print: &Print) -> Recipe {
    Recipe { frame: Some(print.frame), width: print.width, format: print.format }
}

/// Raised when the same recipe gives other bytes: what was made before is then made again.
const PRESS: u32 = 2;

/// All that a print depends on but its original: what is printed, how large, and by which press.
fn recipe_name(print: &Print) -> String {
    let Frame { x, y, width, height } = print.frame;
    let extension = print.format.extension();
    format!("{PRESS}-{width}x{height}+{x}+{y}-{}x{}.{extension}", print.width, print.height)
}

/// The print with what it says of itself. The cache keeps pixels only: words change, they do not.
pub(crate) fn labelled(
    picture: &Illustration,
    print: &Print,
    credit: String,
    bytes: &[u8],
) -> Result<Vec<u8>, Fault> {
    let alt = if picture.decorative { String::new() } else { picture.alt.clone() };
    let label = Label { credit, alt, digital_source: picture.digital_source };
    label.on(bytes, print.format).map_err(|error| Fault::picture(picture.key.as_str(), &error))
}

/// Never leaves half a print under its name; a print lost in a crash is made again.
fn keep(path: &PathBuf, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    std::io::Write::write_all(&mut file, bytes)?;
    file.persist(path)?;
    Ok(())
}
