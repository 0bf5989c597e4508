//! The people who sign: their records, kept by a person.

use newsroom::{Author, AuthorKey, slugify};
use serde_json::json;
use store::Writer;

use crate::{
    Desk, Fault, opening,
    wire::{events::Event, house::SaveAuthor, newsroom::NewsroomView},
};

pub(crate) fn save_author(desk: &Desk, ask: SaveAuthor) -> Result<NewsroomView, Fault> {
    let at = desk.clock.now();
    desk.change(|writer| {
        let name = ask.name.trim().to_owned();
        if name.is_empty() {
            return Err(Fault::theirs("author.unnamed", &[]));
        }
        let known = ask.key.map(|key| writer.author(&key)).transpose()?;
        let key = match known {
            Some(author) => author.key,
            None => free_key(writer, &name)?,
        };
        let (initials, bio) = (ask.initials.trim().to_owned(), ask.bio.trim().to_owned());
        let author = Author { key, name, initials, bio };
        writer.save_author(&author)?;
        Ok(writer.record("save_author", None, &json!(author), at)?)
    })?;
    changed(desk)
}

/// Removes an author whom nothing names: what was signed and credited keeps its name.
pub(crate) fn remove_author(desk: &Desk, key: AuthorKey) -> Result<NewsroomView, Fault> {
    let at = desk.clock.now();
    desk.change(|writer| {
        let author = writer.author(&key)?;
        let uses = writer.uses_of_author(&key)?;
        if uses > 0 {
            let params = [("name", author.name.as_str()), ("count", &uses.to_string())];
            return Err(Fault::theirs("author.signs", &params));
        }
        writer.remove_author(&key)?;
        Ok(writer.record("remove_author", None, &json!(author), at)?)
    })?;
    changed(desk)
}

/// A key made of the name that nobody has.
fn free_key(writer: &Writer<'_>, name: &str) -> Result<AuthorKey, Fault> {
    // Not every alphabet gives a key.
    let base = slugify(name).unwrap_or_else(|| "author".into());
    let taken = writer.authors()?;
    let free = |key: &String| !taken.iter().any(|author| author.key.as_str() == key);
    let mut keys = std::iter::once(base.clone()).chain((2_u32..).map(|n| format!("{base}-{n}")));
    let key = keys.find(free).unwrap_or(base);
    Ok(key.parse()?)
}

fn changed(desk: &Desk) -> Result<NewsroomView, Fault> {
    desk.tell(&Event::NewsroomChanged);
    opening::newsroom(desk, ())
}
