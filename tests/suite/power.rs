//! A power cut, and a disk that fails, at every call of a session: what was acknowledged is there
//! when the newsroom is opened again.
//!
//! The session is played by a process of its own under `tests/faults/disk.c`, which writes down
//! all that is done to the disk. Every prefix of it is a moment at which the power may go.

#![expect(clippy::print_stdout, reason = "figures for docs/reliability.md")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use desk::{
    Desk, SystemClock,
    wire::drafts::{EditDraft, Fields, ReviseDraft, StartDraft, Update},
};
use newsroom::{ArticleKind, Draft, Gesture, Language};
use serde_json::json;
use tempfile::TempDir;

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/faults/disk.c");
const TEXT: &str = "Le texte";
/// What the session has been told, a line each: `e 12` for an edit, `d 3` for a draft.
const ACKNOWLEDGED: &str = "acknowledged";
const SECTOR: usize = 512;
/// Linux's numbers.
const EIO: u8 = 5;
const ENOSPC: u8 = 28;

/// How many changes a session makes; `make soak` makes more of them.
fn length() -> usize {
    env::var("MARBRE_CHANGES").ok().and_then(|n| n.parse().ok()).unwrap_or(24)
}

/// Whether nothing is left out, as in `make soak`.
fn everything() -> bool {
    env::var_os("MARBRE_EVERYTHING").is_some()
}

// The session.

#[test]
#[ignore = "played in a process of its own by the other tests of this file"]
fn the_session() {
    let folder = PathBuf::from(env::var_os("MARBRE_SESSION").unwrap());
    let mut desk = insist(|| Desk::open(&folder, SystemClock));
    for change in 1..=length() {
        insist(|| write_number(&desk, change));
        acknowledge(&folder, &format!("e {change}"));
        if change % 5 == 0 {
            let headline = format!("Papier {change}");
            insist(|| start_once(&desk, &headline));
            acknowledge(&folder, &format!("d {change}"));
        }
        if change % 7 == 0 {
            // A backup that fails says so and harms nothing.
            desk.back_up(()).ok();
        }
        if change % 8 == 0 {
            // What could not be folded or moved is read again from the journal.
            desk.close().ok();
            desk = insist(|| Desk::open(&folder, SystemClock));
        }
    }
    desk.close().ok();
}

/// Tries as the window does: until it is done.
fn insist<T, E: std::fmt::Debug>(mut attempt: impl FnMut() -> Result<T, E>) -> T {
    let mut last = None;
    for _ in 0..200 {
        match attempt() {
            Ok(done) => return done,
            Err(why) => last = Some(why),
        }
    }
    panic!("never done: {last:?}");
}

fn acknowledge(folder: &Path, what: &str) {
    let file = fs::File::options().create(true).append(true).open(folder.join(ACKNOWLEDGED));
    writeln!(file.unwrap(), "{what}").unwrap();
}

fn text_of(desk: &Desk) -> Result<(Draft, String, u32), desk::Fault> {
    let found = desk.list_drafts(())?.into_iter().find(|draft| draft.headline == TEXT);
    let opened = desk.open_draft(found.unwrap().id)?;
    Ok((opened.draft, opened.text, opened.version))
}

/// Writes the number `change` at the end of the text, unless it is there.
fn write_number(desk: &Desk, change: usize) -> Result<(), desk::Fault> {
    let (draft, text, version) = text_of(desk)?;
    if text == numbers(change) {
        return Ok(());
    }
    let length = text.encode_utf16().count();
    let words = json!([0, format!("{change} ")]);
    let changes = if length == 0 { json!([words]) } else { json!([length, words]) };
    let update = Update { client_id: "test".into(), changes, gesture: Gesture::Own };
    let updates = vec![update];
    let ask = EditDraft { draft: draft.id, version, updates, preview: None, typed: None };
    assert!(desk.edit_draft(ask)?.accepted);
    Ok(())
}

fn start_once(desk: &Desk, headline: &str) -> Result<(), desk::Fault> {
    let drafts = desk.list_drafts(())?;
    if drafts.iter().any(|draft| draft.headline == headline) {
        return Ok(());
    }
    let ask = StartDraft { kind: ArticleKind::Story, headline: String::new() };
    let empty = drafts.iter().find(|draft| draft.headline.is_empty()).map(|draft| draft.id);
    let draft = empty.map_or_else(|| desk.start_draft(ask).map(|draft| draft.id), Ok)?;
    let fields = Fields { headline: Some(headline.into()), ..Fields::default() };
    desk.revise_draft(ReviseDraft { draft, fields, preview: None }).map(drop)
}

/// The text after so many changes.
fn numbers(count: usize) -> String {
    (1..=count).map(|n| format!("{n} ")).collect()
}

// The disk.

/// What was done to the disk.
enum Act {
    Write { at: usize, bytes: Vec<u8> },
    Truncate(usize),
    Sync,
    Create,
    Rename(String),
    Unlink,
}

struct Recorded {
    above: TempDir,
    before: BTreeMap<String, Vec<u8>>,
    acts: Vec<(String, Act)>,
}

impl Recorded {
    /// Plays the session on a disk that is watched.
    fn session() -> Self {
        let (above, folder) = newsroom();
        let before = files(&folder);
        let trace = above.path().join("trace");
        let played = play(&above, &folder, &[("MARBRE_TRACE", trace.to_str().unwrap())]);
        assert!(played.is_ok(), "{played:?}");
        let acts = acts(&fs::read(trace).unwrap());
        Self { above, before, acts }
    }
}

fn newsroom() -> (TempDir, PathBuf) {
    let memory = Path::new("/dev/shm");
    let above = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap();
    let folder = above.path().join("n.marbre");
    let desk = Desk::found(&folder, "Essai", Language::Fr, SystemClock).unwrap();
    desk.start_draft(StartDraft { kind: ArticleKind::Story, headline: TEXT.into() }).unwrap();
    desk.close().unwrap();
    (above, folder)
}

/// Plays the session in a process of its own; answers what it said when it failed.
fn play(above: &TempDir, folder: &Path, more: &[(&str, &str)]) -> Result<(), String> {
    let library = above.path().join("disk.so");
    if !library.exists() {
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library)
            .args([SOURCE, "-ldl", "-lpthread"])
            .status();
        assert!(built.unwrap().success());
    }
    let played = Command::new(env::current_exe().unwrap())
        .args(["--exact", "power::the_session", "--ignored"])
        .env("LD_PRELOAD", library)
        .env("MARBRE_SESSION", folder)
        .env("MARBRE_DISK", folder)
        .envs(more.iter().copied())
        .output()
        .unwrap();
    let said = || String::from_utf8_lossy(&played.stdout).into_owned();
    if played.status.success() { Ok(()) } else { Err(said()) }
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let path = entry.path();
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

fn acts(mut trace: &[u8]) -> Vec<(String, Act)> {
    fn take<'a>(trace: &mut &'a [u8], count: usize) -> &'a [u8] {
        let (taken, rest) = trace.split_at(count);
        *trace = rest;
        taken
    }
    let mut acts = Vec::new();
    while !trace.is_empty() {
        let letter = take(&mut trace, 1)[0];
        let letters = u32::from_ne_bytes(take(&mut trace, 4).try_into().unwrap());
        let mut number = || {
            usize::try_from(u64::from_ne_bytes(take(&mut trace, 8).try_into().unwrap())).unwrap()
        };
        let (at, length) = (number(), number());
        let name = String::from_utf8(take(&mut trace, letters as usize).to_vec()).unwrap();
        let bytes = take(&mut trace, length).to_vec();
        let act = match letter {
            b'W' => Act::Write { at, bytes },
            b'T' => Act::Truncate(at),
            b'S' => Act::Sync,
            b'C' => Act::Create,
            b'R' => Act::Rename(String::from_utf8(bytes).unwrap()),
            b'U' => Act::Unlink,
            other => panic!("{other}"),
        };
        acts.push((name, act));
    }
    acts
}

/// A file: what is surely on the disk, and what was done to it since the last sync.
#[derive(Clone, Default)]
struct OnDisk {
    safe: Vec<u8>,
    now: Vec<u8>,
    since: Vec<(usize, Vec<u8>)>,
}

fn set(file: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    if file.len() < at + bytes.len() {
        file.resize(at + bytes.len(), 0);
    }
    file[at..at + bytes.len()].copy_from_slice(bytes);
}

impl OnDisk {
    fn act(&mut self, act: &Act) {
        match act {
            Act::Write { at, bytes } => {
                set(&mut self.now, *at, bytes);
                self.since.push((*at, bytes.clone()));
            }
            Act::Truncate(length) => {
                // What is cut off is taken for cut at once: nothing of it is needed any more.
                self.now.resize(*length, 0);
                self.safe = self.now.clone();
                self.since.clear();
            }
            Act::Sync => {
                self.safe.clone_from(&self.now);
                self.since.clear();
            }
            Act::Create | Act::Rename(_) | Act::Unlink => {}
        }
    }

    /// What a disk may hold that kept some of the sectors written since the last sync.
    fn after_a_cut(&self, chance: &mut impl FnMut() -> bool) -> Vec<u8> {
        let mut file = self.safe.clone();
        for (at, bytes) in &self.since {
            let mut from = 0;
            while from < bytes.len() {
                let to = ((at + from) / SECTOR * SECTOR + SECTOR - at).min(bytes.len());
                if chance() {
                    set(&mut file, at + from, &bytes[from..to]);
                }
                from = to;
            }
        }
        file
    }
}

/// The state of a disk, act by act.
struct Disk(BTreeMap<String, OnDisk>);

impl Disk {
    fn new(before: &BTreeMap<String, Vec<u8>>) -> Self {
        let file =
            |bytes: &Vec<u8>| OnDisk { safe: bytes.clone(), now: bytes.clone(), since: Vec::new() };
        Self(before.iter().map(|(name, bytes)| (name.clone(), file(bytes))).collect())
    }

    fn act(&mut self, name: &str, act: &Act) {
        match act {
            Act::Unlink => {
                self.0.remove(name);
            }
            Act::Rename(to) => {
                if let Some(file) = self.0.remove(name) {
                    self.0.insert(to.clone(), file);
                }
            }
            other => self.0.entry(name.to_owned()).or_default().act(other),
        }
    }

    /// What was acknowledged up to now.
    fn acknowledged(&self) -> (usize, BTreeSet<String>) {
        let lines = self.0.get(ACKNOWLEDGED).map(|file| file.now.clone()).unwrap_or_default();
        acknowledged(&String::from_utf8(lines).unwrap())
    }

    /// Lays the files out as `bytes_of` has them.
    fn lay(&self, folder: &Path, mut bytes_of: impl FnMut(&OnDisk) -> Vec<u8>) {
        fs::remove_dir_all(folder).ok();
        for (name, file) in self.0.iter().filter(|(name, _)| *name != ACKNOWLEDGED) {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes_of(file)).unwrap();
        }
    }
}

fn acknowledged(lines: &str) -> (usize, BTreeSet<String>) {
    let mut edits = 0;
    let mut drafts = BTreeSet::new();
    for line in lines.lines() {
        match line.split_once(' ').unwrap() {
            ("e", number) => edits = number.parse().unwrap(),
            (_, number) => {
                drafts.insert(format!("Papier {number}"));
            }
        }
    }
    (edits, drafts)
}

/// Opens what is left, and holds it against what was acknowledged.
fn hold(folder: &Path, (edits, drafts): &(usize, BTreeSet<String>)) -> Result<(), String> {
    let desk = Desk::open(folder, SystemClock).map_err(|why| format!("does not open: {why}"))?;
    let (_, text, _) = text_of(&desk).map_err(|why| format!("does not read: {why}"))?;
    if text != numbers(*edits) && text != numbers(edits + 1) {
        return Err(format!("{edits} changes were acknowledged, and there is: {text}"));
    }
    let there: BTreeSet<String> =
        desk.list_drafts(()).unwrap().into_iter().map(|draft| draft.headline).collect();
    let lost: Vec<&String> = drafts.difference(&there).collect();
    if lost.is_empty() { Ok(()) } else { Err(format!("drafts lost: {lost:?}")) }
}

/// Chances that are the same each time.
fn chances(mut seed: u64) -> impl FnMut() -> bool {
    move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed & 1 == 0
    }
}

// The promises.

#[test]
fn whatever_call_the_power_goes_at_what_was_acknowledged_is_there() {
    let recorded = Recorded::session();
    let folder = recorded.above.path().join("after.marbre");
    let mut disk = Disk::new(&recorded.before);
    let mut states = 0;
    for (at, (name, act)) in recorded.acts.iter().enumerate() {
        disk.act(name, act);
        if name == ACKNOWLEDGED {
            continue;
        }
        let known = disk.acknowledged();
        let mut check = |how: &str, bytes_of: &mut dyn FnMut(&OnDisk) -> Vec<u8>| {
            disk.lay(&folder, bytes_of);
            let held = hold(&folder, &known);
            assert!(held.is_ok(), "act {at} ({name}), {how}: {}", held.unwrap_err());
            states += 1;
        };
        check("all of it", &mut |file| file.now.clone());
        check("what was synced", &mut |file| file.safe.clone());
        for seed in 1..=if everything() { 4 } else { 1 } {
            let mut chance = chances(seed * 7919 + at as u64);
            check("some sectors", &mut |file| file.after_a_cut(&mut chance));
        }
    }
    println!("{states} states after {} acts on the disk, none lost a change", recorded.acts.len());
    assert!(states > 600, "{states}");
}

#[test]
fn a_disk_that_forgets_to_sync_would_be_caught() {
    let mut recorded = Recorded::session();
    recorded.acts.retain(|(_, act)| !matches!(act, Act::Sync));
    let folder = recorded.above.path().join("after.marbre");
    let mut disk = Disk::new(&recorded.before);
    let mut lost = 0;
    for (name, act) in &recorded.acts {
        disk.act(name, act);
        if name == ACKNOWLEDGED {
            disk.lay(&folder, |file| file.safe.clone());
            lost += usize::from(hold(&folder, &disk.acknowledged()).is_err());
        }
    }
    assert!(lost > length() / 2, "{lost}");
}

#[test]
fn whatever_call_the_disk_fails_at_nothing_is_lost_and_work_goes_on() {
    let recorded = Recorded::session();
    let guarded = |act: &Act| matches!(act, Act::Write { .. } | Act::Truncate(_) | Act::Sync);
    let calls =
        recorded.acts.iter().filter(|(name, act)| name != ACKNOWLEDGED && guarded(act)).count();
    let step = if everything() { 1 } else { 37 };
    let mut points = 0;
    for (rank, at) in (0..calls).step_by(step).enumerate() {
        let (with, times) = [(EIO, 1), (ENOSPC, 1), (EIO, 12), (ENOSPC, 12)][rank % 4];
        let (above, folder) = newsroom();
        fs::copy(recorded.above.path().join("disk.so"), above.path().join("disk.so")).unwrap();
        let (at, with, times) = (at.to_string(), with.to_string(), times.to_string());
        let failing =
            [("MARBRE_FAIL_AT", &*at), ("MARBRE_FAIL_WITH", &with), ("MARBRE_FAIL_TIMES", &times)];
        let played = play(&above, &folder, &failing);
        assert!(played.is_ok(), "call {at}, error {with}, {times} times: {played:?}");
        let told = acknowledged(&fs::read_to_string(folder.join(ACKNOWLEDGED)).unwrap());
        assert_eq!(told.0, length());
        let held = hold(&folder, &told);
        assert!(held.is_ok(), "call {at}, error {with}, {times} times: {held:?}");
        let damages = desk::verify(&folder).unwrap().damages;
        assert!(damages.is_empty(), "call {at}, error {with}, {times} times: {damages:?}");
        points += 1;
    }
    println!("{points} of {calls} calls failed, none cost a change");
    assert!(points > 10, "{points}");
}
