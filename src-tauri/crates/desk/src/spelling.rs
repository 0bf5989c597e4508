//! Spelling: the words of a draft against the dictionaries, the lexicon and the archive.

use std::{
    collections::{BTreeSet, HashMap, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
    ops::Range,
    sync::Arc,
};

use markup::{Passage, slips::is_acronym};
use newsroom::LanguageTag;
use spelling::{Advice, Lexicon, Sort, Unknown, dictionary, fold, tongue, unknown, within_one};
use store::ArchiveWord;

use crate::{
    Desk, Fault,
    archive_words::keys,
    held,
    review::{Finding, PlacedPassage, Reading, Source},
    wire::{
        lexicon::SuggestWords,
        remarks::Severity,
        review::{RemarkPlace, RemarkSource, WordFix},
    },
};

/// A word that published articles have so often is known.
pub(crate) const KNOWN_FROM: u32 = 2;
/// A spelling so many times as frequent as another, but for case and accents, is the right one.
const OUTWEIGHS: u32 = 4;
/// So many fixes at most are offered.
const OFFERED: usize = 6;
/// So many passages are remembered before all are forgotten.
const REMEMBERED: usize = 4_096;

/// What was worked out, and holds until the lexicon or the archive changes.
#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) lexicon: Option<Arc<Lexicon>>,
    /// The unknown words of passages, by the passage's signs and languages.
    unknown: HashMap<u64, Arc<Vec<Unknown>>>,
    suggested: HashMap<(String, LanguageTag), Vec<WordFix>>,
}

impl Memory {
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }
}

pub(crate) fn suggest_words(desk: &Desk, ask: SuggestWords) -> Result<Vec<WordFix>, Fault> {
    let asked = (ask.form, ask.language);
    if let Some(known) = held(&desk.spelling).suggested.get(&asked) {
        return Ok(known.clone());
    }
    let (form, language) = &asked;
    let mut found: Vec<WordFix> = desk.near(form)?.iter().map(Near::fix).collect();
    // Slow: nothing is held meanwhile.
    if let Some(dictionary) = tongue(language).and_then(dictionary) {
        let suggested = dictionary.suggest(form).into_iter();
        found.extend(suggested.map(|replacement| WordFix { replacement, label: None }));
    }
    let mut fixes: Vec<WordFix> = Vec::new();
    for fix in found {
        let known = fixes.iter().any(|known| known.replacement == fix.replacement);
        if fix.replacement != *form && !known {
            fixes.push(fix);
        }
    }
    fixes.truncate(OFFERED);
    held(&desk.spelling).suggested.insert(asked, fixes.clone());
    Ok(fixes)
}

/// The source of remarks.
pub(crate) struct Spelling;

impl Source for Spelling {
    fn source(&self) -> RemarkSource {
        RemarkSource::Spelling
    }

    fn on_draft(
        &self,
        passages: &[PlacedPassage],
        reading: &Reading<'_>,
    ) -> Result<Vec<(usize, Finding)>, Fault> {
        let desk = reading.desk;
        let proses: Vec<String> = passages.iter().map(|placed| placed.passage.words()).collect();
        let lexicon = desk.lexicon()?;
        let mut found = advice(&lexicon, passages, &proses, &reading.draft.language);
        let unknown: Vec<Arc<Vec<Unknown>>> = passages
            .iter()
            .map(|placed| desk.unknown_in(&placed.passage, &reading.draft.language))
            .collect::<Result<_, _>>()?;
        // What the lexicon has a word for is not unknown besides.
        let signs = |(rank, finding): &(usize, Finding)| {
            let rank = *rank;
            finding.letters.clone().map(move |sign| (rank, sign))
        };
        let advised: BTreeSet<(usize, usize)> = found.iter().flat_map(signs).collect();
        let names = names(&unknown);
        let mut told = BTreeSet::new();
        for (rank, words) in unknown.iter().enumerate() {
            for word in words.iter().filter(|word| !advised.contains(&(rank, word.ranks.start))) {
                let finding = if !is_name(word, &names) {
                    Some(of_word(word))
                } else if told.insert(&word.form) {
                    desk.of_name(word, &proses)?
                } else {
                    None
                };
                let passage = &passages[rank].passage;
                found.extend(finding.map(|finding| (rank, spoken(finding, passage, reading))));
            }
        }
        Ok(found)
    }
}

/// What the lexicon has to say: forms that it forbids, and forms to be explained.
fn advice(
    lexicon: &Lexicon,
    passages: &[PlacedPassage],
    proses: &[String],
    language: &LanguageTag,
) -> Vec<(usize, Finding)> {
    let mut found = Vec::new();
    for (rank, prose) in proses.iter().enumerate() {
        let passage = &passages[rank].passage;
        let spoken = |sign| passage.tongue(sign).unwrap_or(language);
        for advice in lexicon.forbidden(prose, &spoken) {
            found.push((rank, advised("lexicon.forbidden", advice)));
        }
    }
    let body = passages.iter().position(|placed| placed.place == RemarkPlace::Body);
    let Some(body) = body else { return found };
    let text: Vec<&str> = proses[body..].iter().map(String::as_str).collect();
    for (rank, advice) in lexicon.unexplained(&text, language) {
        found.push((body + rank, advised("lexicon.unexplained", advice)));
    }
    found
}

fn advised(rule: &str, advice: Advice) -> Finding {
    let usual = advice.fixes.first().cloned().unwrap_or_default();
    let params = [("words", advice.words), ("fix", usual)];
    finding(rule, advice.ranks, params, advice.fixes)
}

fn of_word(word: &Unknown) -> Finding {
    let fixes = match &word.sort {
        Sort::Accents(likely) => vec![likely.clone()],
        _ => Vec::new(),
    };
    finding("spelling.unknown", word.ranks.clone(), [("words", word.form.clone())], fixes)
}

/// The finding with the language of its words, for whoever asks what they may have meant.
fn spoken(mut finding: Finding, passage: &Passage, reading: &Reading<'_>) -> Finding {
    let language = passage.tongue(finding.letters.start).unwrap_or(&reading.draft.language);
    finding.params.insert("language".to_owned(), language.as_str().to_owned());
    finding
}

/// The forms that are names somewhere in the draft.
pub(crate) fn names(unknown: &[Arc<Vec<Unknown>>]) -> BTreeSet<String> {
    let all = unknown.iter().flat_map(|words| words.iter());
    all.filter(|word| word.sort == Sort::Name).map(|word| word.form.clone()).collect()
}

/// Whether an unknown word is a name, to be verified rather than corrected.
pub(crate) fn is_name(word: &Unknown, names: &BTreeSet<String>) -> bool {
    match word.sort {
        Sort::Name => true,
        Sort::Opening => names.contains(&word.form),
        Sort::Word | Sort::Accents(_) => false,
    }
}

fn finding<const N: usize>(
    rule: &str,
    letters: Range<usize>,
    params: [(&str, String); N],
    fixes: Vec<String>,
) -> Finding {
    Finding {
        rule: rule.to_owned(),
        severity: Severity::Warning,
        letters,
        params: params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        fixes: fixes.into_iter().map(|replacement| WordFix { replacement, label: None }).collect(),
        safe: false,
    }
}

impl Desk {
    /// The words of `passage` that nobody knows, worked out once.
    fn unknown_in(
        &self,
        passage: &Passage,
        language: &LanguageTag,
    ) -> Result<Arc<Vec<Unknown>>, Fault> {
        let words = passage.words();
        let key = key(passage, &words, language);
        if let Some(known) = held(&self.spelling).unknown.get(&key) {
            return Ok(known.clone());
        }
        let lexicon = self.lexicon()?;
        let mut fault = None;
        let found = unknown(
            &words,
            &|rank| tongue(passage.tongue(rank).unwrap_or(language)),
            &mut |form, rank| {
                lexicon.knows(form, passage.tongue(rank).unwrap_or(language))
                    || self.archive_knows(form).unwrap_or_else(|why| {
                        fault = Some(why);
                        true
                    })
            },
        );
        if let Some(fault) = fault {
            return Err(fault);
        }
        let found = Arc::new(found);
        let mut memory = held(&self.spelling);
        if memory.unknown.len() >= REMEMBERED {
            memory.unknown.clear();
        }
        memory.unknown.insert(key, found.clone());
        Ok(found)
    }

    /// Whether the archive has `form` often enough, and no other spelling of it far more often.
    fn archive_knows(&self, form: &str) -> Result<bool, Fault> {
        let Some(word) = self.store.read(|reader| reader.archive_word(form))? else {
            return Ok(false);
        };
        if word.uses < KNOWN_FROM {
            return Ok(false);
        }
        let folded = fold(form);
        let others = self.store.read(|reader| reader.archive_words_near(&[&folded]))?;
        Ok(others.iter().all(|other| {
            fold(&other.form) != folded || other.uses < word.uses.saturating_mul(OUTWEIGHS)
        }))
    }

    /// The spelling of the house that is nearest to `form`: the lexicon's, else the archive's.
    fn near(&self, form: &str) -> Result<Option<Near>, Fault> {
        if let Some(like) = self.lexicon()?.like(form) {
            return Ok(Some(Near { form: like.to_owned(), uses: None }));
        }
        let keys = keys(form);
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let found = self.store.read(|reader| reader.archive_words_near(&keys))?;
        Ok(nearest(form, found))
    }

    /// A name that nobody knows. An acronym that the draft explains is no question.
    fn of_name(&self, word: &Unknown, proses: &[String]) -> Result<Option<Finding>, Fault> {
        let ranks = word.ranks.clone();
        let words = ("words", word.form.clone());
        if let Some(near) = self.near(&word.form)? {
            return Ok(Some(of_near(ranks, words, &near)));
        }
        if !is_acronym(&word.form) {
            return Ok(Some(finding("spelling.name", ranks, [words], Vec::new())));
        }
        let explained = proses.iter().any(|prose| explains(prose, &word.form));
        Ok((!explained).then(|| finding("spelling.acronym", ranks, [words], Vec::new())))
    }
}

/// What the unknown words of a passage depend on: its signs, and the languages they are in.
fn key(passage: &Passage, words: &str, language: &LanguageTag) -> u64 {
    let mut hasher = DefaultHasher::new();
    (words, language).hash(&mut hasher);
    let mut before = None;
    for rank in 0..passage.letters.len() {
        let spoken = passage.tongue(rank);
        if spoken != before {
            (rank, spoken).hash(&mut hasher);
            before = spoken;
        }
    }
    hasher.finish()
}

/// A spelling near one that nobody knows.
struct Near {
    form: String,
    /// How often the archive has it; none when the lexicon does.
    uses: Option<u32>,
}

impl Near {
    /// It, as a fix that says how often it was published: `SoftBank ×12`.
    fn fix(&self) -> WordFix {
        let label = self.uses.map(|uses| format!("{} ×{uses}", self.form));
        WordFix { replacement: self.form.clone(), label }
    }
}

fn of_near(ranks: Range<usize>, words: (&str, String), near: &Near) -> Finding {
    let named = ("near", near.form.clone());
    let mut found = match near.uses {
        None => finding("spelling.name.near", ranks, [words, named], Vec::new()),
        Some(uses) => {
            let params = [words, named, ("uses", uses.to_string())];
            finding("spelling.name.archive", ranks, params, Vec::new())
        }
    };
    found.fixes.push(near.fix());
    found
}

/// The most used of `found` that is one letter away from `form` at most; once is enough, for a
/// person judges.
fn nearest(form: &str, found: Vec<ArchiveWord>) -> Option<Near> {
    let folded = fold(form);
    let near = |word: &ArchiveWord| word.form != form && within_one(&fold(&word.form), &folded);
    let word = found.into_iter().find(near)?;
    Some(Near { form: word.form, uses: Some(word.uses) })
}

/// Whether brackets in `prose` tie `acronym` to other words: « … (ESMA) », « ESMA (…) ».
fn explains(prose: &str, acronym: &str) -> bool {
    prose.contains(&format!("({acronym})")) || prose.contains(&format!("{acronym} ("))
}
