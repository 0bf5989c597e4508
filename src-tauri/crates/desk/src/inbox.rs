//! What goes on by itself: quiet texts are folded, files left in the inbox are imported, backups
//! are made, and the words of the archive are learnt.
//!
//! The system's notices are hints and nothing more (they get lost under load); every look lists
//! the folder anew. A file is taken once it has stopped growing, never while it is being written.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Weak},
    time::{Duration, SystemTime},
};

use notify::{RecursiveMode, Watcher};
use tokio::{
    runtime::Builder,
    sync::mpsc::{UnboundedReceiver, unbounded_channel},
    time::{sleep, timeout},
};

use crate::{
    Desk, Fault, imports,
    texts::QUIET_MS,
    wire::{events::Event, imports::ImportPaths},
};

/// How often the desk looks around when nothing is notified.
const ROUND: Duration = Duration::from_millis(500);
/// A file that has not changed between two looks so far apart is whole.
const SETTLE: Duration = Duration::from_millis(300);
/// Where imported files go, inside the inbox.
const DONE: &str = "imported";

/// Starts the background work of `desk`; it ends once nobody else holds the desk.
pub(crate) fn start(desk: &Arc<Desk>) -> io::Result<()> {
    let weak = Arc::downgrade(desk);
    let runtime = Builder::new_current_thread().enable_time().build()?;
    std::thread::Builder::new()
        .name("marbre-background".into())
        .spawn(move || runtime.block_on(rounds(&weak)))?;
    Ok(())
}

async fn rounds(desk: &Weak<Desk>) {
    let (hint, mut hints) = unbounded_channel();
    let mut watcher = notify::recommended_watcher(move |_| {
        // Nobody listens any more once the rounds have ended.
        hint.send(()).ok();
    })
    .ok();
    let inbox = desk.upgrade().and_then(|desk| desk.inbox());
    if let (Some(watcher), Some(inbox)) = (&mut watcher, &inbox) {
        // Without notices, the rounds find the files a little later.
        watcher.watch(inbox, RecursiveMode::NonRecursive).ok();
    }
    let mut seen = Seen::default();
    loop {
        wait(&mut hints).await;
        let Some(desk) = desk.upgrade() else { return };
        // What cannot be folded stays in the journal, where it is safe; the next round tries again.
        desk.fold_quiet_texts(QUIET_MS).ok();
        // A backup that cannot be made now is tried again a minute later.
        desk.back_up_when_due().ok();
        // What cannot be learnt now waits, and is no one's trouble.
        desk.learn_archive().ok();
        if let Some(inbox) = &inbox {
            desk.answer_knock(inbox);
            seen.look(&desk, inbox);
        }
    }
}

/// Waits for a hint and for the dust to settle, or for the round's length.
async fn wait(hints: &mut UnboundedReceiver<()>) {
    if matches!(timeout(ROUND, hints.recv()).await, Ok(Some(()))) {
        sleep(SETTLE).await;
        while hints.try_recv().is_ok() {}
    }
}

/// What a file looked like: its length, and when it was last written.
type Look = (u64, Option<SystemTime>);

/// What was seen of the inbox at the last look.
#[derive(Default)]
struct Seen {
    /// Files that may still be growing.
    growing: BTreeMap<PathBuf, Look>,
    /// Files that were refused as they are.
    refused: BTreeMap<PathBuf, Look>,
}

impl Seen {
    /// Imports the files that have not changed since the last look.
    fn look(&mut self, desk: &Desk, inbox: &Path) {
        let files = waiting(inbox);
        let whole: Vec<PathBuf> = files
            .iter()
            .filter(|(path, look)| {
                self.growing.get(*path) == Some(look) && self.refused.get(*path) != Some(look)
            })
            .map(|(path, _)| path.clone())
            .collect();
        self.growing = files;
        for path in whole {
            self.import(desk, inbox, &path);
        }
    }

    fn import(&mut self, desk: &Desk, inbox: &Path, path: &Path) {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let ask = ImportPaths { paths: vec![path.display().to_string()] };
        let kept = imports::import_paths(desk, ask)
            .and_then(|report| put_away(inbox, path).map(|()| report));
        match kept {
            Ok(report) => desk.tell(&Event::InboxImported { report }),
            Err(fault) => {
                if let Some(look) = self.growing.get(path) {
                    self.refused.insert(path.to_owned(), *look);
                }
                desk.tell(&Event::InboxRefused { file: name, fault });
            }
        }
    }
}

/// The files of the inbox that could be imported, with what they look like. An empty file is one
/// that is about to be written.
fn waiting(inbox: &Path) -> BTreeMap<PathBuf, Look> {
    let Ok(entries) = fs::read_dir(inbox) else { return BTreeMap::new() };
    entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| imports::is_importable(path) && !hidden(path))
        .filter_map(|path| {
            let facts = fs::symlink_metadata(&path).ok()?;
            let look = (facts.len(), facts.modified().ok());
            (facts.is_file() && facts.len() > 0).then_some((path, look))
        })
        .collect()
}

fn hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']))
}

/// Moves an imported file out of the way, beside those imported before.
fn put_away(inbox: &Path, path: &Path) -> Result<(), Fault> {
    let done = inbox.join(DONE);
    fs::create_dir_all(&done).map_err(Fault::file(&done))?;
    let name = path.file_name().unwrap_or_default();
    let mut place = done.join(name);
    for rank in 2_u32.. {
        if !place.exists() {
            break;
        }
        place = done.join(format!("{rank}-{}", name.to_string_lossy()));
    }
    fs::rename(path, &place).map_err(Fault::file(path))
}
