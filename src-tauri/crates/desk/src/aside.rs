//! A draft written in a file away from the newsroom: for when the newsroom cannot keep it.

use std::{
    env,
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::{
    Desk, Fault, issue_folder,
    wire::drafts::{SaveAside, SavedAside},
};

/// Writes the draft as it is on the screen, without asking the store, whose disk may be why. The
/// file can be imported back.
pub(crate) fn save_aside(_: &Desk, ask: SaveAside) -> Result<SavedAside, Fault> {
    let name = newsroom::slugify(&ask.draft.headline).unwrap_or_else(|| ask.draft.slug.to_string());
    let contents = issue_folder::article(ask.draft, &ask.text)?;
    let mut refusal = Fault::missing("folder", "HOME");
    for folder in [env::home_dir(), Some(env::temp_dir())].into_iter().flatten() {
        match written(&folder, &name, contents.as_bytes()) {
            Ok(path) => return Ok(SavedAside { path: path.display().to_string() }),
            Err(why) => refusal = Fault::file(&folder)(why),
        }
    }
    Err(refusal)
}

/// Writes a new file of that name, or of that name and a number: nothing is written over.
fn written(folder: &Path, name: &str, contents: &[u8]) -> io::Result<PathBuf> {
    let mut rank = 1;
    loop {
        let number = if rank == 1 { String::new() } else { format!("-{rank}") };
        let path = folder.join(format!("{name}{number}.md"));
        match File::create_new(&path) {
            Ok(mut file) => {
                file.write_all(contents)?;
                file.sync_all()?;
                return Ok(path);
            }
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => rank += 1,
            Err(why) => return Err(why),
        }
    }
}
