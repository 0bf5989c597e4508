//! Every sentence that a person may be told is in the message files, in both languages.

use std::collections::{BTreeMap, BTreeSet};

use desk::{CODES, words::Words};
use newsroom::Language;
use rendition::RULES;

fn languages() -> [(Words, &'static str); 2] {
    [(Words::of(Language::Fr), "fr"), (Words::of(Language::En), "en")]
}

#[test]
fn every_fault_has_its_words_and_what_to_do() {
    for (words, language) in languages() {
        for code in CODES {
            assert!(words.has(&format!("fault.{code}")), "{language}: fault.{code}");
            assert!(words.has(&format!("fault.{code}.hint")), "{language}: fault.{code}.hint");
        }
    }
}

#[test]
fn every_remark_has_its_words_and_what_to_do() {
    for (words, language) in languages() {
        for rule in RULES {
            assert!(words.has(&format!("remark.{}", rule.id)), "{language}: {}", rule.id);
            assert!(words.has(&format!("remark.{}.hint", rule.id)), "{language}: {}.hint", rule.id);
        }
    }
}

#[test]
fn every_rule_of_typography_has_its_words() {
    for (words, language) in languages() {
        for rule in markup::typography::RULES {
            let key = format!("remark.typography.{}", rule.id);
            assert!(words.has(&key), "{language}: {key}");
        }
    }
}

#[test]
fn both_languages_say_the_same_things_with_the_same_places() {
    let [fr, en] = ["fr", "en"].map(|language| {
        let file = format!("{}/../ui/src/words/{language}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(file).unwrap();
        let words: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
        words
    });
    assert_eq!(fr.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
    for (key, sentence) in &fr {
        assert_eq!(places(sentence), places(&en[key]), "{key}");
    }
}

fn places(sentence: &str) -> BTreeSet<String> {
    sentence
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()))
        .collect()
}
