//! What a host is told when a command fails.

use std::{collections::BTreeMap, io, path::Path};

use newsroom::{BadCell, BadTable, InvalidEntry, InvalidKey, LineUpError};
use serde::Serialize;
use store::Refusal;
use ts_rs::TS;

/// A failure, with a stable code. Its words are `fault.<code>` in the message files, and what to
/// do about it `fault.<code>.hint`; `params` fill their places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[error("{code} {params:?}")]
pub struct Fault {
    /// The stable code, such as `import.field`.
    pub code: String,
    /// What fills the places of the words.
    pub params: BTreeMap<String, String>,
    /// Whether it is ours (a bug, a broken disk) rather than the person's.
    pub ours: bool,
}

/// Every code there is. A test holds that each has its words in both languages.
pub const CODES: &[&str] = &[
    "command.unknown",
    "command.failed",
    "request.malformed",
    "store.missing",
    "store.exists",
    "store.newer",
    "store.in_use",
    "store.moved",
    "store.full",
    "store.closed",
    "store.network",
    "store.synced",
    "store.foreign",
    "store.damaged",
    "store.failed",
    "file.failed",
    "text.malformed",
    "text.version",
    "text.failed",
    "note.empty",
    "note.moved",
    "note.nothing",
    "picture.unknown",
    "picture.heavy",
    "picture.large",
    "picture.damaged",
    "picture.failed",
    "picture.unread",
    "picture.costly",
    "picture.lettered",
    "picture.foreign",
    "picture.same",
    "picture.used",
    "key.invalid",
    "author.unnamed",
    "author.signs",
    "house.unnamed",
    "house.address",
    "house.sender",
    "house.callout",
    "house.callout_twice",
    "house.signs",
    "house.mark",
    "lexicon.empty",
    "lexicon.forbids_itself",
    "lexicon.table.head",
    "lexicon.table.cells",
    "lexicon.table.cell",
    "lexicon.table.entry",
    "line_up.twice",
    "line_up.crowded",
    "line_up.computed",
    "line_up.no_slot",
    "line_up.not_placed",
    "template.missing",
    "issue.blocked",
    "correction.note",
    "correction.open",
    "correction.same",
    "cut.none",
    "editions.none",
    "editions.unsound",
    "reply.empty",
    "reply.printed",
    "reply.received",
    "person.unknown",
    "proof.missing",
    "proof.void",
    "proof.warnings",
    "remark.reason",
    "signing.failed",
    "link.refused",
    "link.failed",
    "link.offline",
    "fetch.inside",
    "fetch.silent",
    "fetch.refused",
    "fetch.kind",
    "fetch.heavy",
    "fetch.astray",
    "bin.placed",
    "design.illegible",
    "edition.unknown",
    "export.foreign",
    "export.leak",
    "export.unsound",
    "sending.server",
    "sending.nobody",
    "sending.from",
    "sending.address",
    "sending.host",
    "sending.refused",
    "sending.silent",
    "sending.clear",
    "sending.tls",
    "sending.authority",
    "sending.password",
    "sending.login",
    "sending.sender",
    "sending.recipient",
    "sending.heavy",
    "sending.message",
    "sending.keep",
    "site.address",
    "site.malformed",
    "site.closed",
    "import.nothing",
    "import.encoding",
    "import.heavy",
    "import.yaml",
    "import.front_matter",
    "import.date",
    "import.article",
    "import.picture",
    "import.sidecar",
    "import.twice",
    "import.published",
];

impl Fault {
    /// What a person did can be done otherwise.
    pub(crate) fn theirs(code: &str, params: &[(&str, &str)]) -> Self {
        Self::new(code, params, false)
    }

    /// A bug of ours, or a machine that fails.
    pub(crate) fn ours(code: &str, params: &[(&str, &str)]) -> Self {
        Self::new(code, params, true)
    }

    fn new(code: &str, params: &[(&str, &str)], ours: bool) -> Self {
        debug_assert!(CODES.contains(&code), "`{code}` is in no list");
        let params =
            params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { code: code.to_owned(), params, ours }
    }

    pub(crate) fn missing(what: &str, key: impl std::fmt::Display) -> Self {
        Self::theirs("store.missing", &[("what", what), ("key", &key.to_string())])
    }

    /// For `map_err`: what the system said about `path`.
    pub(crate) fn file(path: &Path) -> impl Fn(io::Error) -> Self {
        let path = path.display().to_string();
        move |why| Self::refused(&path, &why)
    }

    /// The system refused something about `file`. The usual reasons have words of ours.
    fn refused(file: &str, why: &io::Error) -> Self {
        let why = match why.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                return Self::theirs("store.full", &[]);
            }
            io::ErrorKind::NotFound => "not_found".to_owned(),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "forbidden".to_owned()
            }
            io::ErrorKind::IsADirectory => "is_folder".to_owned(),
            io::ErrorKind::NotADirectory => "is_file".to_owned(),
            _ => why.to_string(),
        };
        Self::theirs("file.failed", &[("file", file), ("why", &why)])
    }
}

impl From<store::Error> for Fault {
    fn from(error: store::Error) -> Self {
        use store::Error as E;
        match error {
            E::NotFound { what, key } => Self::missing(what, key),
            E::AlreadyThere { what, key } => {
                Self::theirs("store.exists", &[("what", what), ("key", &key)])
            }
            E::FromTheFuture { found, known } => Self::theirs(
                "store.newer",
                &[("found", &found.to_string()), ("known", &known.to_string())],
            ),
            E::InUse => Self::theirs("store.in_use", &[]),
            E::Moved => Self::theirs("store.moved", &[]),
            E::Full => Self::theirs("store.full", &[]),
            E::Closed { what } => Self::theirs("store.closed", &[("what", &what)]),
            E::Refused { folder, reason } => {
                let folder = folder.display().to_string();
                let (code, why) = match &reason {
                    Refusal::Network(kind) => ("store.network", kind),
                    Refusal::Synced(name) => ("store.synced", name),
                };
                Self::theirs(code, &[("folder", &folder), ("why", why)])
            }
            E::Foreign(file) => {
                Self::theirs("store.foreign", &[("file", &file.display().to_string())])
            }
            E::Damaged(why) => Self::ours("store.damaged", &[("why", &why)]),
            E::Sqlite(why) => Self::ours("store.failed", &[("why", &why.to_string())]),
            E::Io { path, source } => Self::refused(&path.display().to_string(), &source),
        }
    }
}

impl From<sync::Error> for Fault {
    fn from(error: sync::Error) -> Self {
        use sync::Error as E;
        let why = error.to_string();
        match error {
            E::Malformed(_)
            | E::WrongLength { .. }
            | E::InsideCharacter { .. }
            | E::TooLong { .. } => Self::ours("text.malformed", &[("why", &why)]),
            E::NothingHeld => Self::theirs("note.nothing", &[]),
            E::Unreadable(_) | E::Gap | E::Replica(_) => {
                Self::ours("text.failed", &[("why", &why)])
            }
        }
    }
}

impl Fault {
    /// What is wrong with the picture in `file`.
    pub(crate) fn picture(file: &str, error: &imaging::Error) -> Self {
        use imaging::Error as E;
        let why = error.to_string();
        let code = match error {
            E::UnknownFormat => "picture.unknown",
            E::Unread(name) => {
                return Self::theirs("picture.unread", &[("file", file), ("format", name)]);
            }
            E::Lettered => "picture.lettered",
            E::Foreign(what) => {
                return Self::theirs("picture.foreign", &[("file", file), ("what", what)]);
            }
            E::Costly { .. } => "picture.costly",
            E::TooHeavy { .. } => "picture.heavy",
            E::TooLarge { .. } => "picture.large",
            E::Blank { .. } | E::Damaged { .. } => "picture.damaged",
            E::NotMade(_) | E::Unmade { .. } => {
                return Self::ours("picture.failed", &[("file", file), ("why", &why)]);
            }
        };
        Self::theirs(code, &[("file", file), ("why", &why)])
    }
}

impl From<InvalidKey> for Fault {
    fn from(InvalidKey(key): InvalidKey) -> Self {
        Self::theirs("key.invalid", &[("key", &key)])
    }
}

impl From<InvalidEntry> for Fault {
    fn from(why: InvalidEntry) -> Self {
        match why {
            InvalidEntry::Empty => Self::theirs("lexicon.empty", &[]),
            InvalidEntry::ForbidsItself => Self::theirs("lexicon.forbids_itself", &[]),
        }
    }
}

impl From<BadTable> for Fault {
    fn from(BadTable { line, why }: BadTable) -> Self {
        let line = line.to_string();
        let (code, column, words) = match &why {
            BadCell::NoForm => ("lexicon.table.head", "form", "form"),
            BadCell::Column(name) => ("lexicon.table.head", "form", &**name),
            BadCell::TooMany => ("lexicon.table.cells", "", ""),
            BadCell::Kind(words) => ("lexicon.table.cell", "kind", &**words),
            BadCell::Language(words) => ("lexicon.table.cell", "language", &**words),
            BadCell::Empty => ("lexicon.table.entry", "form", ""),
            BadCell::ForbidsItself(form) => ("lexicon.table.entry", "forbidden", &**form),
            BadCell::Twice(form) => ("lexicon.table.entry", "form", &**form),
        };
        Self::theirs(code, &[("line", &line), ("column", column), ("words", words)])
    }
}

impl From<LineUpError> for Fault {
    fn from(error: LineUpError) -> Self {
        match error {
            LineUpError::PlacedTwice(slug) => {
                Self::theirs("line_up.twice", &[("article", slug.as_str())])
            }
            LineUpError::Crowded(rank) => {
                Self::theirs("line_up.crowded", &[("slot", &rank.to_string())])
            }
            LineUpError::Computed(rank) => {
                Self::theirs("line_up.computed", &[("slot", &rank.to_string())])
            }
            LineUpError::NoSlot(rank) => {
                Self::theirs("line_up.no_slot", &[("slot", &rank.to_string())])
            }
            LineUpError::NotPlaced(slug) => {
                Self::theirs("line_up.not_placed", &[("article", slug.as_str())])
            }
            LineUpError::Picture(why) => why.into(),
        }
    }
}
