//! Typography and spelling on whole texts: those of the project, and of the folder that
//! `MARBRE_CORPUS` names.

use std::{
    fs,
    path::{Path, PathBuf},
};

use markup::{
    Passage, parse,
    prose::passages,
    typography::{Class, fixes, tidied},
};
use newsroom::{Language, Profile};

use crate::typography::{FRENCH, house, letters, shown, skeleton};

/// The Markdown files of `folder`, without their front matter.
pub(crate) fn texts(folder: &Path) -> Vec<String> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let markdown = path.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("md"));
        if path.is_dir() {
            found.extend(texts(&path));
        } else if markdown {
            found.push(body(&fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

fn body(text: &str) -> String {
    let rest = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    rest.map_or(text, |(_, body)| body).to_owned()
}

fn corpus() -> Vec<String> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = texts(&home.join("newsrooms"));
    found.extend(texts(&home.join("newsletters")));
    found.push(fs::read_to_string(home.join("typography/sentences.txt")).unwrap());
    found.extend(std::env::var_os("MARBRE_CORPUS").into_iter().flat_map(|it| texts(it.as_ref())));
    found
}

#[test]
fn a_text_that_was_tidied_is_tidy() {
    for text in corpus() {
        for profile in Profile::ALL {
            let once = tidied(&text, &house(profile)).0;
            assert_eq!(shown(&once), shown(&tidied(&once, &house(profile)).0), "{profile:?}");
        }
    }
}

#[test]
fn a_text_that_changes_schools_and_comes_back_is_the_same() {
    for text in corpus() {
        for first in &FRENCH[..3] {
            let once = tidied(&text, &house(*first)).0;
            for second in &FRENCH[..3] {
                let away = tidied(&once, &house(*second)).0;
                assert_eq!(shown(&once), shown(&tidied(&away, &house(*first)).0));
            }
        }
    }
}

#[test]
fn only_words_of_a_text_change_and_no_letter_of_them() {
    for text in corpus() {
        for profile in Profile::ALL {
            let fixed = tidied(&text, &house(profile)).0;
            assert_eq!(skeleton(&parse(&text)), skeleton(&parse(&fixed)), "{profile:?}");
            // A sign that was written as an entity is the same sign.
            let prose = |text: &str| -> String {
                let all = passages(text);
                all.iter().map(|passage| letters(&passage.words().replace('\u{ad}', ""))).collect()
            };
            assert_eq!(prose(&text), prose(&fixed), "{profile:?}");
        }
    }
}

#[test]
fn no_space_comes_unasked_where_there_was_none() {
    let spaces = |sign: char| matches!(sign, ' ' | '\u{a0}' | '\u{202f}');
    for text in corpus() {
        for profile in Profile::ALL.into_iter().filter(|one| one.language() == Language::Fr) {
            for passage in passages(&text) {
                let signs: Vec<char> = passage.words().chars().collect();
                for fix in fixes(&passage, &house(profile)) {
                    let (Class::Safe, Some(new)) = (fix.rule.class, &fix.replacement) else {
                        continue;
                    };
                    let old = &signs[fix.letters.clone()];
                    let put_in = new.contains(spaces) && !old.iter().any(|sign| spaces(*sign));
                    assert!(!put_in || matches!(old, ['«' | '»']), "{old:?} → {new:?}");
                }
            }
        }
    }
}

/// Words in a field are read by the same rules as a text.
#[test]
fn a_paragraph_is_read_alike_in_a_field_and_in_a_text() {
    for text in corpus() {
        for passage in passages(&text) {
            let plain: String = passage.words();
            if plain.contains(|sign: char| !sign.is_alphanumeric() && !" .,’".contains(sign)) {
                continue;
            }
            let field = fixes(&Passage::of_words(&plain), &house(Profile::FrPresse));
            let read = fixes(&passage, &house(Profile::FrPresse));
            assert_eq!(field.len(), read.len(), "{plain}");
        }
    }
}

/// The Markdown files of `folder` in the order of their numbers: that of a newsletter's issues.
fn issues(folder: &Path) -> Vec<PathBuf> {
    let number = |path: &PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let digits: String = name.chars().filter(char::is_ascii_digit).collect();
        (digits.parse::<u64>().unwrap_or_default(), name)
    };
    let mut paths = files(folder);
    paths.sort_by_key(number);
    paths
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("md")) {
            found.push(path);
        }
    }
    found
}

/// Whether the first of `paths` says « les » more often than “the”.
fn is_french(paths: &[PathBuf]) -> bool {
    let text = paths.first().map(|path| fs::read_to_string(path).unwrap()).unwrap_or_default();
    text.matches(" les ").count() > text.matches(" the ").count()
}

/// The false alarms that a writer bears with: so many forms flagged in so many words.
const BUDGET: (usize, usize) = (60, 13_000);

#[test]
fn spelling_flags_no_more_than_its_budget_once_it_learnt_the_issues_before() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let given = std::env::var_os("MARBRE_CORPUS").map(PathBuf::from);
    for folder in [home.join("newsrooms/pli")].into_iter().chain(given) {
        let issues = issues(&folder);
        if !is_french(&issues) {
            continue;
        }
        let (before, after) = issues.split_at(issues.len() / 2);
        let language = "fr".parse().unwrap();
        let report = desk::spelling_report(after, before, &language).unwrap();
        let (forms, words) = BUDGET;
        let most = (forms * report.words as usize).div_ceil(words);
        let flagged: Vec<&str> = report.flagged.iter().map(|word| &*word.form).collect();
        assert!(report.words > 500, "{}: too little to judge", folder.display());
        assert!(flagged.len() <= most, "{} forms, at most {most}: {flagged:?}", flagged.len());
    }
}
