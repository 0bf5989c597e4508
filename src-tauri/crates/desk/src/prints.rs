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
        let print = rendition::prints(&picture)
            .into_iter()
            .chain([rendition::contact(&picture)])
            .find(|print| print.name == name)
            .ok_or_else(missing)?;
        let media_type = print.format.media_type();
        let bytes = self.develop(&picture, &print)?;
        let credit = picture.credit_line(&publication, author.as_ref());
        Ok(Picture { bytes: labelled(&picture, &print, credit, &bytes)?, media_type })
    }

    /// The bytes of `print`, from the cache when they were made before. The name in the cache is
    /// the recipe, so nothing ever needs to be thrown out of it.
    pub(crate) fn develop(&self, picture: &Illustration, print: &Print) -> Result<Vec<u8>, Fault> {
        let cached = self.store.folder().map(|folder| {
            folder.join("prints").join(format!("{}-{}", picture.hash, recipe_name(print)))
        });
        if let Some(bytes) = cached.as_ref().and_then(|path| fs::read(path).ok()) {
            return Ok(bytes);
        }
        let original = self.store.original(&picture.hash)?;
        let bytes = imaging::develop(&original, &recipe(print))
            .map_err(|error| Fault::picture(picture.key.as_str(), &error))?;
        if let Some(path) = cached {
            keep(&path, &bytes).map_err(Fault::file(&path))?;
        }
        Ok(bytes)
    }
}

/// Makes the smallest print of a picture that may be taken in, to know that it can be printed.
pub(crate) fn prove(picture: &Illustration, bytes: &[u8]) -> Result<(), imaging::Error> {
    imaging::develop(bytes, &recipe(&rendition::contact(picture))).map(drop)
}

fn recipe(print: &Print) -> Recipe {
    Recipe { frame: Some(print.frame), width: print.width, format: print.format }
}

/// All that a print depends on but its original: what is printed, and how large.
fn recipe_name(print: &Print) -> String {
    let Frame { x, y, width, height } = print.frame;
    let extension = print.format.extension();
    format!("{width}x{height}+{x}+{y}-{}x{}.{extension}", print.width, print.height)
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
