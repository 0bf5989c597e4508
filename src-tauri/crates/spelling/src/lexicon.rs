//! The house lexicon, ready to be asked: what it knows, what it forbids, what it explains.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use markup::{Word, words};
use newsroom::{LanguageTag, LexiconEntry};

/// The entries of a lexicon, by what is looked up.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Every word of every form, with the languages that it is of: none when it is of all.
    known: HashMap<String, Vec<Option<LanguageTag>>>,
    /// The forbidden variants by their first word, in lower case.
    forbidden: HashMap<String, Vec<Variant>>,
    /// What is explained at its first use, by its first word.
    explained: BTreeMap<String, LexiconEntry>,
    folded: HashMap<String, String>,
}

#[derive(Debug)]
struct Variant {
    written: String,
    form: String,
    language: Option<LanguageTag>,
}

/// Words that the lexicon has something to say of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// As they are written.
    pub words: String,
    /// Where, in signs of the prose.
    pub ranks: Range<usize>,
    /// What the house writes there, the usual first.
    pub fixes: Vec<String>,
    /// The language whose texts it is said of; none when it is said of all.
    pub language: Option<LanguageTag>,
}

impl Lexicon {
    /// The lexicon of `entries`.
    pub fn new(entries: Vec<LexiconEntry>) -> Self {
        let mut lexicon = Self::default();
        for entry in entries {
            for word in words(&entry.form) {
                lexicon.know(word.text, &entry);
            }
            lexicon.know(&entry.form, &entry);
            lexicon.folded.insert(crate::fold(&entry.form), entry.form.clone());
            for written in &entry.forbidden {
                let Some(first) = words(written).first().map(|word| word.text.to_lowercase())
                else {
                    continue;
                };
                let variant = Variant {
                    written: written.clone(),
                    form: entry.form.clone(),
                    language: entry.language.clone(),
                };
                lexicon.forbidden.entry(first).or_default().push(variant);
            }
            if !entry.expansions.is_empty() {
                lexicon.explained.insert(entry.form.clone(), entry);
            }
        }
        for variants in lexicon.forbidden.values_mut() {
            variants.sort_by_key(|variant| std::cmp::Reverse(variant.written.len()));
        }
        lexicon
    }

    fn know(&mut self, form: &str, entry: &LexiconEntry) {
        self.known.entry(form.to_owned()).or_default().push(entry.language.clone());
    }

    /// Whether one of its forms that texts in `language` have has the word `form`, in the plural
    /// or not.
    pub fn knows(&self, form: &str, language: &LanguageTag) -> bool {
        let has = |form: &str| {
            let languages = self.known.get(form).into_iter().flatten();
            languages.map(Option::as_ref).any(|own| is_of(own, language))
        };
        let singular = || form.strip_suffix(['s', 'x']).filter(|one| one.len() > 2);
        has(form) || singular().is_some_and(has)
    }

    /// The form that is spelt like `form` but for case, accents and hyphens.
    pub fn like(&self, form: &str) -> Option<&str> {
        self.folded.get(&crate::fold(form)).map(String::as_str).filter(|found| *found != form)
    }

    /// What the entry of `form` says.
    pub fn explains(&self, form: &str) -> bool {
        self.explained.contains_key(form)
    }

    /// The forbidden variants in `prose`, each with the form that the house writes; `language`
    /// says which language the sign of a rank is in.
    pub fn forbidden<'l>(
        &self,
        prose: &str,
        language: &dyn Fn(usize) -> &'l LanguageTag,
    ) -> Vec<Advice> {
        let mut found = Vec::new();
        let mut after = 0;
        for word in words(prose) {
            let lower = word.text.to_lowercase();
            let of = |first: &str| {
                let variants = self.forbidden.get(first).into_iter().flatten();
                variants
                    .filter(|variant| is_of(variant.language.as_ref(), language(word.ranks.start)))
            };
            let mut variants = of(&lower).chain(lower.strip_suffix('s').into_iter().flat_map(of));
            let hit = variants.find_map(|variant| variant.at(prose, &word));
            if let Some(advice) = hit.filter(|_| word.span.start >= after) {
                after = word.span.start + advice.words.len();
                found.push(advice);
            }
        }
        found
    }

    /// The forms that are explained at their first use, and are not in `proses`, written in
    /// `language`: each with the rank of the prose where it stands first.
    pub fn unexplained(&self, proses: &[&str], language: &LanguageTag) -> Vec<(usize, Advice)> {
        let wanted = self.explained.values().filter(|entry| entry.is_of(language));
        wanted.filter_map(|entry| unexplained(entry, proses)).collect()
    }
}

fn is_of(own: Option<&LanguageTag>, language: &LanguageTag) -> bool {
    own.is_none_or(|own| own.is_spoken_in(language))
}

fn unexplained(entry: &LexiconEntry, proses: &[&str]) -> Option<(usize, Advice)> {
    let expansions: Vec<String> = entry.expansions.iter().map(|words| crate::fold(words)).collect();
    let (rank, ranks) = proses.iter().enumerate().find_map(|(rank, prose)| {
        let place = standing(prose, &entry.form)?;
        let before = prose[..place.start].chars().count();
        Some((rank, before..before + entry.form.chars().count()))
    })?;
    let said = proses[..=rank].iter().any(|prose| {
        let folded = crate::fold(prose);
        expansions.iter().any(|expansion| folded.contains(expansion))
            || markup::expansions(prose).iter().any(|found| found.acronym == entry.form)
    });
    let fix = |expansion: &String| format!("{expansion} ({})", entry.form);
    let fixes = entry.expansions.iter().map(fix).collect();
    let language = entry.language.clone();
    (!said).then(|| (rank, Advice { words: entry.form.clone(), ranks, fixes, language }))
}

/// Where `form` first stands in `prose`, between two things that are no letters.
fn standing(prose: &str, form: &str) -> Option<Range<usize>> {
    prose.match_indices(form).map(|(at, _)| at..at + form.len()).find(|place| {
        let before = prose[..place.start].chars().next_back();
        let after = prose[place.end..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

impl Variant {
    /// What is said of `word`, when this variant stands there.
    fn at(&self, prose: &str, word: &Word<'_>) -> Option<Advice> {
        let rest = &prose[word.span.start..];
        // The house's own form may have the variant in it: « SoftBank Group ».
        if rest.starts_with(&self.form) {
            return None;
        }
        let opening = capitalised(&self.written);
        let capital = !rest.starts_with(&self.written) && word.opens && rest.starts_with(&opening);
        if !capital && !rest.starts_with(&self.written) {
            return None;
        }
        let written = if capital { &opening } else { &self.written };
        let plural = rest[written.len()..].starts_with('s') && !written.ends_with('s');
        let end = written.len() + usize::from(plural);
        if rest[end..].starts_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        let fix = if capital { capitalised(&self.form) } else { self.form.clone() };
        let words = rest[..end].to_owned();
        let ranks = word.ranks.start..word.ranks.start + words.chars().count();
        let fixes = vec![if plural { fix + "s" } else { fix }];
        Some(Advice { words, ranks, fixes, language: self.language.clone() })
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
