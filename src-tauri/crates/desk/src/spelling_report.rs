//! Files read over without a newsroom, so that the false alarms of the spelling can be counted.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use markup::{Passage, prose, words};
use newsroom::LanguageTag;
use spelling::{Sort, Unknown, tongue, unknown};

use crate::{
    Fault, archive_words,
    imports::{part, text},
    spelling::{KNOWN_FROM, is_name, names},
    wire::lexicon::{SpellingReport, UnknownForm},
};

/// Reads over the Markdown files of `paths`, written in `language`, after it learnt the words of
/// the files of `learn` as those of an archive.
pub fn spelling_report(
    paths: &[PathBuf],
    learn: &[PathBuf],
    language: &LanguageTag,
) -> Result<SpellingReport, Fault> {
    let mut uses = BTreeMap::new();
    for path in learn {
        for passage in passages(path)? {
            archive_words::count(&passage, language, &mut uses);
        }
    }
    let mut report = SpellingReport {
        words: 0,
        learnt: number(uses.values().filter(|times| **times >= KNOWN_FROM).count()),
        flagged: Vec::new(),
        names: Vec::new(),
    };
    let mut flagged: BTreeMap<String, UnknownForm> = BTreeMap::new();
    let mut named = flagged.clone();
    for path in paths {
        let passages = passages(path)?;
        let read: Vec<Arc<Vec<Unknown>>> =
            passages.iter().map(|passage| Arc::new(asked(passage, language, &uses))).collect();
        report.words += number(passages.iter().map(|one| words(&one.words()).len()).sum());
        let names: BTreeSet<String> = names(&read);
        for word in read.iter().flat_map(|words| words.iter()) {
            let known = if is_name(word, &names) { &mut named } else { &mut flagged };
            note(known, word);
        }
    }
    report.flagged = flagged.into_values().collect();
    report.names = named.into_values().collect();
    Ok(report)
}

fn asked(passage: &Passage, language: &LanguageTag, uses: &BTreeMap<String, u32>) -> Vec<Unknown> {
    let tongue = |rank| tongue(passage.tongue(rank).unwrap_or(language));
    unknown(&passage.words(), &tongue, &mut |form, _| {
        uses.get(form).is_some_and(|times| *times >= KNOWN_FROM)
    })
}

fn note(known: &mut BTreeMap<String, UnknownForm>, word: &Unknown) {
    let near = match &word.sort {
        Sort::Accents(likely) => Some(likely.clone()),
        _ => None,
    };
    let form = word.form.clone();
    known.entry(form.clone()).or_insert(UnknownForm { form, times: 0, near }).times += 1;
}

fn passages(path: &Path) -> Result<Vec<Passage>, Fault> {
    let whole = text(path)?;
    Ok(prose::passages(part(path, &whole)?.body))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
