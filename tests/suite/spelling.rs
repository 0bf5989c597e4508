//! Spelling: what is a word, who knows it, and what it may have meant.

use std::collections::BTreeSet;

use markup::words;
use newsroom::{LanguageTag, LexiconEntry, LexiconKind};
use proptest::prelude::*;
use spelling::{Lexicon, Sort, Tongue, dictionary, fold, near_keys, unknown, within_one};

fn seen(prose: &str) -> Vec<&str> {
    words(prose).into_iter().map(|word| word.text).collect()
}

/// The unknown words of a French prose, each with what it is taken for.
fn flagged(prose: &str) -> Vec<String> {
    told(prose, Tongue::French)
}

fn told(prose: &str, tongue: Tongue) -> Vec<String> {
    let found = unknown(prose, &|_| Some(tongue), &mut |_, _| false);
    let told = found.into_iter().map(|word| match word.sort {
        Sort::Word => word.form,
        Sort::Accents(likely) => format!("{} > {likely}", word.form),
        Sort::Opening => format!("^{}", word.form),
        Sort::Name => format!("@{}", word.form),
    });
    told.collect()
}

#[test]
fn an_elided_article_is_no_part_of_its_word() {
    assert_eq!(seen("L’usine qu'il dit jusqu’à l’été"), ["usine", "il", "dit", "à", "été"]);
    assert_eq!(
        seen("aujourd’hui, O’Reilly et prud'homme"),
        ["aujourd’hui", "O’Reilly", "et", "prud'homme"]
    );
}

#[test]
fn what_is_for_a_machine_is_no_word() {
    let prose = "Voir https://exemple.fr/a-b, ecrire a@b.fr, @pseudo #mot src/main.rs \
                 le_nom code.exemple.fr 2h30 et G7 fin";
    assert_eq!(seen(prose), ["Voir", "ecrire", "et", "fin"]);
}

#[test]
fn inclusive_endings_leave_the_word_alone() {
    assert_eq!(flagged("Les développeur·euse·s, les étudiant(e)s et les habitant.e.s."), [""; 0]);
}

#[test]
fn good_french_is_not_flagged() {
    let prose = "L’émission d’aujourd’hui n’a-t-elle pas duré jusqu’à minuit ? Peut-être, \
                 répondit-il au XXIe siècle. « Où est-ce ? » À Saint-Étienne, M. Dupont et \
                 Mme Durand ont lu l’arc-en-ciel franco-allemand des éco-quartiers. \
                 Cette start-up du web fait du machine learning open source.";
    assert_eq!(flagged(prose), [""; 0]);
}

#[test]
fn slips_are_flagged_where_they_stand() {
    assert_eq!(
        flagged("L’acceuil des stratègies, une connection"),
        ["acceuil", "stratègies > stratégies", "connection > connexion"]
    );
    let prose = "Été : l’acceuil";
    let found = unknown(prose, &|_| Some(Tongue::French), &mut |_, _| false);
    let words: String =
        prose.chars().skip(found[0].ranks.start).take(found[0].ranks.len()).collect();
    assert_eq!(words, "acceuil");
}

#[test]
fn a_lost_accent_is_put_back() {
    assert_eq!(
        flagged("Le role de l’Etat, le reseau general"),
        ["role > rôle", "Etat > État", "reseau > réseau", "general > général"]
    );
}

#[test]
fn a_name_is_to_be_verified_rather_than_corrected() {
    assert_eq!(
        flagged("Chez Qorvault, Softbenk et la DGZFQ"),
        ["@Qorvault", "@Softbenk", "@DGZFQ"]
    );
    assert_eq!(flagged("Qorvault ouvre."), ["^Qorvault"], "a sentence may open with either");
}

#[test]
fn each_language_has_its_dictionary() {
    assert_eq!(told("The colour of the neighbour’s harbour", Tongue::British), [""; 0]);
    assert_eq!(told("The colour", Tongue::American), ["colour"]);
    let french_inside = |rank| if rank < 4 { None } else { Some(Tongue::French) };
    let found = unknown("xqzy xqzy", &french_inside, &mut |_, _| false);
    assert_eq!(found.len(), 1, "a language that we know nothing of is left alone");
}

#[test]
fn both_apostrophes_and_hyphens_are_read_alike() {
    for prose in ["l'œuvre d'aujourd'hui", "l’œuvre d’aujourd’hui", "peut\u{2011}être"] {
        assert_eq!(flagged(prose), [""; 0], "{prose}");
    }
}

#[test]
fn what_the_newsroom_knows_is_not_flagged() {
    let found =
        unknown("Un stablecoin", &|_| Some(Tongue::French), &mut |form, _| form == "stablecoin");
    assert!(found.is_empty());
}

#[test]
fn a_dictionary_suggests_the_likely_word_first() {
    let french = dictionary(Tongue::French).unwrap();
    assert_eq!(french.suggest("acceuil").first().map(String::as_str), Some("accueil"));
}

fn lexicon() -> Lexicon {
    Lexicon::new(vec![
        LexiconEntry {
            form: "SoftBank".into(),
            kind: LexiconKind::Name,
            forbidden: vec!["Softbank".into(), "Soft Bank".into()],
            ..LexiconEntry::default()
        },
        LexiconEntry {
            form: "start-up".into(),
            forbidden: vec!["startup".into()],
            ..LexiconEntry::default()
        },
        LexiconEntry {
            form: "ESMA".into(),
            kind: LexiconKind::Acronym,
            expansions: vec!["Autorité européenne des marchés financiers".into()],
            ..LexiconEntry::default()
        },
    ])
}

#[test]
fn a_forbidden_variant_has_its_fix() {
    let lexicon = lexicon();
    let fixes = |prose: &str| -> Vec<(String, String)> {
        let french = LanguageTag::default();
        let found = lexicon.forbidden(prose, &|_| &french).into_iter();
        found.map(|found| (found.words, found.fixes.concat())).collect()
    };
    let pair = |words: &str, fix: &str| (words.to_owned(), fix.to_owned());
    assert_eq!(
        fixes("Chez Softbank, Soft Bank et SoftBank."),
        [pair("Softbank", "SoftBank"), pair("Soft Bank", "SoftBank")]
    );
    assert_eq!(
        fixes("Startup et startups"),
        [pair("Startup", "Start-up"), pair("startups", "start-ups")]
    );
    assert_eq!(fixes("Softbanking"), []);
}

#[test]
fn a_form_is_explained_at_its_first_use() {
    let lexicon = lexicon();
    let missing = |proses: &[&str]| lexicon.unexplained(proses, &LanguageTag::default()).len();
    assert_eq!(missing(&["Selon l’ESMA, rien."]), 1);
    assert_eq!(
        missing(&["L’Autorité européenne des marchés financiers (ESMA) dit.", "L’ESMA dit."]),
        0
    );
    assert_eq!(
        missing(&["L’ESMA dit.", "L’Autorité européenne des marchés financiers (ESMA)."]),
        1
    );
    assert_eq!(missing(&["Rien."]), 0);
    let (_, advice) = lexicon.unexplained(&["À l’ESMA."], &LanguageTag::default()).remove(0);
    assert_eq!(advice.ranks, 4..8);
    assert_eq!(advice.fixes, ["Autorité européenne des marchés financiers (ESMA)"]);
}

#[test]
fn the_lexicon_knows_its_forms_and_their_plurals() {
    let lexicon = lexicon();
    assert!(
        lexicon.knows("SoftBank", &LanguageTag::default())
            && lexicon.knows("start-ups", &LanguageTag::default())
    );
    assert_eq!(lexicon.like("softbank"), Some("SoftBank"));
    assert_eq!(lexicon.like("SoftBank"), None);
}

#[test]
fn a_word_of_a_language_is_one_of_its_texts_alone() {
    let tag = |tag: &str| -> LanguageTag { tag.parse().unwrap() };
    let entry = |language: &str, form: &str, forbidden: &str| LexiconEntry {
        form: form.into(),
        language: Some(tag(language)),
        forbidden: vec![forbidden.into()],
        expansions: vec!["Some words".into()],
        ..LexiconEntry::default()
    };
    let lexicon = Lexicon::new(vec![
        entry("en", "scale-up", "scaleup"),
        entry("en-GB", "programme", "program"),
    ]);
    let (french, british, american) = (tag("fr"), tag("en-GB"), tag("en-US"));
    for (language, forms, forbidden, unexplained) in [
        (&french, [false, false], 0, 0),
        (&british, [true, true], 2, 2),
        (&american, [true, false], 1, 1),
    ] {
        let known = ["scale-up", "programme"].map(|form| lexicon.knows(form, language));
        assert_eq!(known, forms, "{language}");
        let found = lexicon.forbidden("A scaleup program", &|_| language);
        assert_eq!(found.len(), forbidden, "{language}");
        let asked = lexicon.unexplained(&["A scale-up programme"], language);
        assert_eq!(asked.len(), unexplained, "{language}");
    }
}

#[test]
fn an_acronym_may_stand_for_several_things() {
    let expansions = vec!["Conseil d’État".to_owned(), "Commission européenne".to_owned()];
    let lexicon = Lexicon::new(vec![LexiconEntry {
        form: "CE".into(),
        expansions,
        ..LexiconEntry::default()
    }]);
    let french = LanguageTag::default();
    let asked = lexicon.unexplained(&["La CE tranche."], &french);
    assert_eq!(asked[0].1.fixes, ["Conseil d’État (CE)", "Commission européenne (CE)"]);
    for said in ["Le Conseil d’État et la CE", "La Commission européenne, ou CE"] {
        assert!(lexicon.unexplained(&[said], &french).is_empty(), "{said}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn words_stand_where_they_say(prose in "\\PC{0,60}|([lLdq]['’])?[a-zéÉ·.()\u{ad}'’ \\-@/]{0,40}") {
        let signs: Vec<char> = prose.chars().collect();
        let mut before = 0;
        for word in words(&prose) {
            prop_assert_eq!(&prose[word.span.clone()], word.text);
            let ranks: String = signs[word.ranks.clone()].iter().collect();
            prop_assert_eq!(&ranks, word.text);
            prop_assert!(word.span.start >= before && !word.text.is_empty());
            before = word.span.end;
        }
    }

    #[test]
    fn no_text_makes_spelling_fail(prose in "\\PC{0,80}|[A-ZÉa-zé'’ .\\-]{0,60}") {
        let signs = prose.chars().count();
        for word in unknown(&prose, &|_| Some(Tongue::French), &mut |_, _| false) {
            prop_assert!(word.ranks.start < word.ranks.end && word.ranks.end <= signs);
        }
    }

    #[test]
    fn forms_one_letter_apart_share_a_key(word in "[a-z]{4,12}", at in 0_usize..12, letter in "[a-z]") {
        let at = at.min(word.len() - 1);
        for other in [
            format!("{}{letter}{}", &word[..at], &word[at + 1..]),
            format!("{}{letter}{}", &word[..at], &word[at..]),
            format!("{}{}", &word[..at], &word[at + 1..]),
        ] {
            prop_assert!(within_one(&word, &other), "{word} {other}");
            let (one, two): (BTreeSet<_>, BTreeSet<_>) = (near_keys(&word), near_keys(&other));
            prop_assert!(one.intersection(&two).next().is_some(), "{word} {other}");
        }
        prop_assert_eq!(fold(&word.to_uppercase()), word);
    }
}
