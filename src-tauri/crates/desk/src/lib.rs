//! What the newsroom can do: the use cases, behind one typed door.
//!
//! Invariant: knows no host. There is one list of commands; every change goes through it. Clock
//! and identities enter through the constructor; nothing here reads the environment.

mod archive_words;
mod aside;
mod authors;
mod backups;
mod bin;
mod board;
mod campaigns;
mod clock;
mod commands;
mod correcting;
mod corrections;
mod demo;
mod designs;
mod drafts;
mod editions;
mod exports;
mod fault;
mod fetching;
mod grammalecte;
mod house;
mod imports;
mod inbox;
mod issue_folder;
mod issues;
mod knocking;
mod lexicon;
mod links;
mod margin;
mod opening;
mod outside;
mod packages;
mod passwords;
mod past;
mod people;
mod pictures;
mod preview;
mod prints;
mod proofs;
mod quality;
mod reaching;
mod references;
mod remarks;
mod rescue;
mod review;
mod rights_of_reply;
mod seals;
mod search;
mod secrets;
mod sending;
mod signing;
mod site;
mod slips;
mod smtp;
mod spacing;
mod spelling;
mod spelling_report;
mod templates;
mod texts;
mod tidying;
mod verify;
mod watches;
pub mod wire;
pub mod words;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use newsroom::{Language, Publication};
use store::{Store, Writer};

pub use clock::{Clock, SystemClock};
pub use commands::{COMMANDS, RESCUES, call_wreck, write_bindings};
pub use fault::{CODES, Fault};
pub use grammalecte::{Grammar, GrammarChecker, grammar};
pub use issue_folder::schema as issue_folder_schema;
pub use knocking::knock;
pub use outside::is_public;
pub use preview::Framed;
pub use prints::Picture;
pub use rescue::{look_at_rescue, look_at_wreck, rescue};
pub use secrets::{Keychain, SystemKeychain};
pub use spelling_report::spelling_report;
pub use tidying::{Tidied, TidiedFile, TidiedRemark, tidy};
pub use verify::{Verified, verify};

use wire::events::Event;

/// Told of every event, from whatever thread it happens on.
type Listener = Box<dyn Fn(&Event) + Send + Sync>;

/// An open newsroom, ready to work.
pub struct Desk {
    store: Store,
    clock: Box<dyn Clock>,
    room: Mutex<Room>,
    checks: Mutex<rendition::Checks>,
    parsed: Mutex<texts::Parsed>,
    signing: signing::Signing,
    passwords: passwords::Passwords,
    reviews: Mutex<review::Reviews>,
    spelling: Mutex<spelling::Memory>,
    grammarian: Mutex<grammalecte::Grammarian>,
    checker: GrammarChecker,
    listeners: Mutex<Vec<Listener>>,
    opener: OnceLock<links::Opener>,
    show: OnceLock<knocking::Show>,
    stories: Mutex<past::Stories>,
    backups: Mutex<backups::Watch>,
}

/// What is in memory while the newsroom is open.
#[derive(Default)]
struct Room {
    texts: texts::OpenTexts,
    previews: preview::Previews,
}

impl Desk {
    /// Founds the newsroom of a new publication in `folder`.
    pub fn found(
        folder: &Path,
        name: &str,
        locale: Language,
        clock: impl Clock + 'static,
    ) -> Result<Self, Fault> {
        let publication = Publication::founded(name, locale);
        Ok(Self::with(Store::found(folder, &publication)?, clock))
    }

    /// Opens the newsroom in `folder`, and takes in what a killed process left in its journal.
    pub fn open(folder: &Path, clock: impl Clock + 'static) -> Result<Self, Fault> {
        let desk = Self::with(Store::open(folder)?, clock);
        desk.fold_left_over()?;
        Ok(desk)
    }

    /// A newsroom that lives as long as this value.
    pub fn in_memory(name: &str, clock: impl Clock + 'static) -> Result<Self, Fault> {
        let store = Store::in_memory()?;
        let publication = Publication::founded(name, Language::Fr);
        store.write(|writer| writer.save_publication(&publication))?;
        Ok(Self::with(store, clock))
    }

    fn with(store: Store, clock: impl Clock + 'static) -> Self {
        Self {
            store,
            clock: Box::new(clock),
            room: Mutex::default(),
            checks: Mutex::default(),
            parsed: Mutex::default(),
            signing: signing::Signing::default(),
            passwords: passwords::Passwords::default(),
            reviews: Mutex::default(),
            spelling: Mutex::default(),
            grammarian: Mutex::default(),
            checker: GrammarChecker::default(),
            listeners: Mutex::default(),
            opener: OnceLock::new(),
            show: OnceLock::new(),
            stories: Mutex::default(),
            backups: Mutex::default(),
        }
    }

    /// Keeps the key of closings in `keychain` rather than in a file of the newsroom.
    #[must_use]
    pub fn with_keychain(mut self, keychain: Arc<dyn Keychain>) -> Self {
        self.signing = signing::Signing::with(keychain);
        self
    }

    /// Keeps passwords in `keychain`, or in `file` when it is not there or does not answer. The
    /// file must be away from the newsroom, whose folder is copied and given.
    #[must_use]
    pub fn with_passwords(mut self, keychain: Arc<dyn Keychain>, file: Option<PathBuf>) -> Self {
        self.passwords = passwords::Passwords::with(keychain, file);
        self
    }

    /// Has `listener` told of every event from now on.
    pub fn listen(&self, listener: impl Fn(&Event) + Send + Sync + 'static) {
        held(&self.listeners).push(Box::new(listener));
    }

    /// Starts what goes on by itself: texts are folded once nobody types, and files left in the
    /// inbox are imported. It ends when the desk is dropped.
    pub fn start_background(self: &Arc<Self>) -> Result<(), Fault> {
        inbox::start(self)
            .and_then(|()| grammalecte::start(self))
            .map_err(|why| Fault::ours("command.failed", &[("name", &why.to_string())]))
    }

    /// Folds what is still only in the journal and lets go of the newsroom.
    pub fn close(self) -> Result<(), Fault> {
        self.fold_in_silence(0)?;
        Ok(self.store.close()?)
    }

    /// The folder whose new files are imported.
    pub fn inbox(&self) -> Option<PathBuf> {
        self.store.inbox()
    }

    /// Forgets what is remembered of the newsroom: it is another one now.
    fn forget(&self) {
        *held(&self.checks) = rendition::Checks::default();
        *held(&self.parsed) = texts::Parsed::default();
        *held(&self.reviews) = review::Reviews::default();
        *held(&self.spelling) = spelling::Memory::default();
        *held(&self.stories) = past::Stories::default();
    }

    fn tell(&self, event: &Event) {
        for listener in held(&self.listeners).iter() {
            listener(event);
        }
    }

    /// Runs `change` in one transaction; a fault undoes all of it.
    fn change<T>(&self, change: impl FnOnce(&Writer<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
        let mut fault = None;
        let kept = self.store.write(|writer| {
            change(writer).map_err(|why| {
                fault = Some(why);
                store::Error::Damaged("given up".into())
            })
        });
        kept.map_err(|error| fault.unwrap_or_else(|| error.into()))
    }

    fn room(&self) -> MutexGuard<'_, Room> {
        held(&self.room)
    }
}

/// A thread that panicked while holding the room left values that are checked at their next use
/// against the store, so its poison says nothing.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
