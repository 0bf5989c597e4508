//! The house lexicon, ready to be asked: what it knows, what it forbids, what it explains.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
};

use markup::{Word, expansions, words};
use newsroom::LexiconEntry;

/// The entries of a lexicon, by what is looked up.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Every word of every form.
    known: HashSet<String>,
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
}

/// Words that the lexicon has something to say of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// As they are written.
    pub words: String,
    /// Where, in signs of the prose.
    pub ranks: Range<usize>,
    /// What the house writes there.
    pub fix: String,
}

impl Lexicon {
    /// The lexicon of `entries`.
    pub fn new(entries: Vec<LexiconEntry>) -> Self {
        let mut lexicon = Self::default();
        for entry in entries {
            for word in words(&entry.form) {
                lexicon.known.insert(word.text.to_owned());
            }
            lexicon.known.insert(entry.form.clone());
            lexicon.folded.insert(crate::fold(&entry.form), entry.form.clone());
            for written in &entry.forbidden {
                let Some(first) = words(written).first().map(|word| word.text.to_lowercase())
                else {
                    continue;
                };
                let variant = Variant { written: written.clone(), form: entry.form.clone() };
                lexicon.forbidden.entry(first).or_default().push(variant);
            }
            if !entry.expansion.is_empty() {
                lexicon.explained.insert(entry.form.clone(), entry);
            }
        }
        for variants in lexicon.forbidden.values_mut() {
            variants.sort_by_key(|variant| std::cmp::Reverse(variant.written.len()));
        }
        lexicon
    }

    /// Whether one of its forms has the word `form`, in the plural or not.
    pub fn knows(&self, form: &str) -> bool {
        let singular = || form.strip_suffix(['s', 'x']).filter(|one| one.len() > 2);
        self.known.contains(form) || singular().is_some_and(|one| self.known.contains(one))
    }

    /// The form that is spelt like `form` but for case, accents and hyphens.
    pub fn like(&self, form: &str) -> Option<&str> {
        self.folded.get(&crate::fold(form)).map(String::as_str).filter(|found| *found != form)
    }

    /// What the entry of `form` says.
    pub fn explains(&self, form: &str) -> bool {
        self.explained.contains_key(form)
    }

    /// The forbidden variants in `prose`, each with the form that the house writes.
    pub fn forbidden(&self, prose: &str) -> Vec<Advice> {
        let mut found = Vec::new();
        let mut after = 0;
        for word in words(prose) {
            let lower = word.text.to_lowercase();
            let of = |first: &str| self.forbidden.get(first).into_iter().flatten();
            let mut variants = of(&lower).chain(lower.strip_suffix('s').into_iter().flat_map(of));
            let hit = variants.find_map(|variant| variant.at(prose, &word));
            if let Some(advice) = hit.filter(|_| word.span.start >= after) {
                after = word.span.start + advice.words.len();
                found.push(advice);
            }
        }
        found
    }

    /// The forms that are explained at their first use, and are not in `proses`: each with the
    /// rank of the prose where it stands first.
    pub fn unexplained(&self, proses: &[&str]) -> Vec<(usize, Advice)> {
        let wanted = self.explained.values();
        wanted.filter_map(|entry| unexplained(entry, proses)).collect()
    }
}

fn unexplained(entry: &LexiconEntry, proses: &[&str]) -> Option<(usize, Advice)> {
    let expansion = crate::fold(&entry.expansion);
    let (rank, ranks) = proses.iter().enumerate().find_map(|(rank, prose)| {
        let place = standing(prose, &entry.form)?;
        let before = prose[..place.start].chars().count();
        Some((rank, before..before + entry.form.chars().count()))
    })?;
    let said = proses[..=rank].iter().any(|prose| {
        crate::fold(prose).contains(&expansion)
            || expansions(prose).iter().any(|found| found.acronym == entry.form)
    });
    let fix = format!("{} ({})", entry.expansion, entry.form);
    (!said).then(|| (rank, Advice { words: entry.form.clone(), ranks, fix }))
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
        Some(Advice { words, ranks, fix: if plural { fix + "s" } else { fix } })
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
