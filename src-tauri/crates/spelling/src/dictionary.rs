//! The dictionaries: part of the program, read when first needed, and kept.

use std::sync::OnceLock;

use newsroom::LanguageTag;

/// The languages that there are dictionaries of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tongue {
    /// French.
    French,
    /// English as in America.
    American,
    /// English as in Britain.
    British,
}

/// The dictionary of a language.
pub struct Dictionary(spellbook::Dictionary);

struct Files {
    rules: &'static str,
    words: &'static str,
}

macro_rules! files {
    ($package:literal) => {
        Files {
            rules: include_str!(concat!("../../../../ui/node_modules/", $package, "/index.aff")),
            words: include_str!(concat!("../../../../ui/node_modules/", $package, "/index.dic")),
        }
    };
}

static FRENCH: OnceLock<Option<Dictionary>> = OnceLock::new();
static AMERICAN: OnceLock<Option<Dictionary>> = OnceLock::new();
static BRITISH: OnceLock<Option<Dictionary>> = OnceLock::new();

impl Tongue {
    fn place(self) -> &'static OnceLock<Option<Dictionary>> {
        match self {
            Self::French => &FRENCH,
            Self::American => &AMERICAN,
            Self::British => &BRITISH,
        }
    }

    fn files(self) -> Files {
        match self {
            Self::French => files!("dictionary-fr"),
            Self::American => files!("dictionary-en"),
            Self::British => files!("dictionary-en-gb"),
        }
    }
}

/// The dictionary that `tag` calls for; none for a language that we know nothing of.
pub fn tongue(tag: &LanguageTag) -> Option<Tongue> {
    let tag = tag.as_str().to_ascii_lowercase();
    match tag.split('-').next()? {
        "fr" => Some(Tongue::French),
        "en" if tag.starts_with("en-us") => Some(Tongue::American),
        "en" => Some(Tongue::British),
        _ => None,
    }
}

/// The dictionary of `tongue`, read if it was not: a tenth of a second, once. None when its
/// files are not what they should be.
pub fn dictionary(tongue: Tongue) -> Option<&'static Dictionary> {
    let read = || {
        let files = tongue.files();
        spellbook::Dictionary::new(files.rules, files.words).ok().map(Dictionary)
    };
    tongue.place().get_or_init(read).as_ref()
}

impl Dictionary {
    /// Whether it has `form`, whatever the sign of its apostrophes and hyphens.
    pub fn has(&self, form: &str) -> bool {
        self.0.check(form)
    }

    /// What `form` may have meant, the likeliest first. Slow: half a second at worst.
    pub fn suggest(&self, form: &str) -> Vec<String> {
        let mut found = Vec::new();
        self.0.suggest(form, &mut found);
        found
    }
}
