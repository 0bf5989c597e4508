//! Typography on whole texts: those of the project, and of the folder that `MARBRE_CORPUS` names.

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
