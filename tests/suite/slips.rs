//! Slips: a text that disagrees with itself is told so, and one that does not is left alone.

use markup::slips::{self, Slip, Sort};
use proptest::prelude::*;

fn spellings(proses: &[&str]) -> Vec<Slip> {
    let spelt: Vec<Vec<slips::Spelt>> = proses.iter().map(|prose| slips::spelt(prose)).collect();
    slips::spellings(&spelt.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

fn told(found: Vec<Slip>) -> Vec<String> {
    let told = found.into_iter().map(|slip| match slip.sort {
        Sort::OtherSpelling(other) => format!("{} > {other}", slip.words),
        Sort::ExpandedOtherwise(other) => format!("{} : {other}", slip.words),
        Sort::OtherQuantity(other) => format!("{} ≠ {other}", slip.words),
        Sort::Bare(other) => format!("{} < {other}", slip.words),
        Sort::Long(count) => count.to_string(),
        Sort::Repeated | Sort::ExpandedAgain => slip.words,
    });
    told.collect()
}

const NONE: [&str; 0] = [];

#[test]
fn a_word_said_twice_running_is_told() {
    assert_eq!(told(slips::repeated("Il ouvre le le port de de Brest")), ["le", "de"]);
    for prose in [
        "Nous nous levons, vous vous taisez.",
        "Ce qui est n’est pas.",
        "Bora Bora et très très loin",
        "Oui, oui.",
        "Le chiffre 10 10",
        "Il l’a, a-t-il dit.",
    ] {
        assert_eq!(told(slips::repeated(prose)), NONE, "{prose}");
    }
}

#[test]
fn what_goes_with_a_repeated_word_is_its_second_time() {
    let slip = slips::repeated("Été : le le port").remove(0);
    let rest: String = "Été : le le port"
        .chars()
        .enumerate()
        .filter(|(rank, _)| !slip.ranks.contains(rank))
        .map(|(_, sign)| sign)
        .collect();
    assert_eq!(rest, "Été : le port");
}

#[test]
fn a_sentence_that_never_ends_is_told() {
    let long = format!("Court. {}fin.", "mot, ".repeat(slips::LONGEST + 1));
    assert_eq!(told(slips::long(&long)), [(slips::LONGEST + 2).to_string()]);
    assert_eq!(told(slips::long(&"Un mot. ".repeat(80))), NONE);
}

#[test]
fn a_name_has_one_spelling() {
    let proses = ["Hier, SoftBank et Hugging Face.", "Puis SoftBank, Softbank et HuggingFace."];
    assert_eq!(told(spellings(&proses)), ["Softbank > SoftBank", "HuggingFace > Hugging Face"]);
    assert_eq!(told(spellings(&["l’Etat, l’Etat et l’État"])), ["Etat > État", "Etat > État"]);
    assert_eq!(
        told(spellings(&["une start-up, des start-ups, des startups"])),
        ["startups > start-ups"]
    );
}

#[test]
fn words_that_only_look_alike_are_left_alone() {
    for prose in [
        "La Marche et le Marché, une pêche, un péché",
        "L’Orange est une orange. Orange ouvre.",
        "aujourd'hui et aujourd’hui, l'Europes et Europe’s",
        "BRUXELLES, à Bruxelles",
        "Peut-être peut être",
        "Les États-Unis, un États-unien",
        "Des Ports et des ports, un Port",
    ] {
        assert_eq!(told(spellings(&[prose])), NONE, "{prose}");
    }
}

#[test]
fn an_acronym_is_spelt_out_once_and_in_one_way() {
    let first = "La Commission nationale de l’informatique et des libertés (CNIL) attend.";
    let again = "La CNIL (Commission nationale de l’informatique et des libertés) aussi.";
    let other = "La Commission nationale informatique et libertés (CNIL) dit non.";
    assert_eq!(told(slips::acronyms(&[first, "La CNIL."])), NONE);
    assert_eq!(told(slips::acronyms(&[first, again])), ["CNIL"]);
    assert_eq!(
        told(slips::acronyms(&[first, other])),
        ["CNIL : Commission nationale de l’informatique et des libertés"]
    );
    assert_eq!(told(slips::acronyms(&["Le (BCE) et la BCE (lire plus haut)"])), NONE);
}

#[test]
fn a_headline_keeps_to_its_text() {
    let check = |head: &str, body: &str| told(slips::quantities(&[head], &[body]));
    assert_eq!(
        check("500 milliards de dollars", "Les 50 milliards de dollars"),
        ["50 milliards de dollars ≠ 500 milliards de dollars"]
    );
    assert_eq!(
        check("25 millions d’euros", "Une levée de 25 millions de dollars."),
        ["25 millions de dollars ≠ 25 millions d’euros"]
    );
    assert_eq!(
        check("25 M€ levés", "Une levée de 25 milliards d’euros."),
        ["25 milliards d’euros ≠ 25 M€"]
    );
    for (head, body) in [
        ("25 millions", "Une levée de 25 millions d’euros."),
        ("25 M€", "Une levée de 25 millions d’euros."),
        ("25 millions d’euros", "Exactement 24,8 millions d’euros."),
        ("10 000 emplois en 2025", "Dix mille emplois, le 22 janvier 2024"),
        ("30 % de plus", "De 20 % à 30 % de plus"),
        ("3 milliards d’euros", "3 000 millions d’euros"),
        ("Rien", "5 millions d’euros"),
    ] {
        assert_eq!(check(head, body), NONE, "{head} / {body}");
    }
}

#[test]
fn a_sum_keeps_its_currency_in_the_headline() {
    let check = |head: &str, body: &str| told(slips::bare(&[head], &[body]));
    assert_eq!(
        check("Mistral lève 25 millions", "Elle lève 25 millions d’euros."),
        ["25 millions d’euros < 25 millions"]
    );
    assert_eq!(check("25 millions de clients", "25 millions d’euros"), NONE);
    assert_eq!(check("25 millions d’euros", "25 millions d’euros"), NONE);
    assert_eq!(check("25 millions", "25 milliards d’euros"), NONE);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn slips_stand_inside_their_prose(
        proses in prop::collection::vec("\\PC{0,40}|[A-Za-zé(). 0-9€%’\\-]{0,60}", 0..4),
    ) {
        let proses: Vec<&str> = proses.iter().map(String::as_str).collect();
        let mut found = spellings(&proses);
        found.extend(slips::acronyms(&proses));
        found.extend(slips::quantities(&proses, &proses));
        found.extend(slips::bare(&proses, &proses));
        for (rank, prose) in proses.iter().enumerate() {
            let alone = slips::repeated(prose).into_iter().chain(slips::long(prose));
            found.extend(alone.map(|slip| Slip { prose: rank, ..slip }));
        }
        for slip in found {
            let signs = proses[slip.prose].chars().count();
            prop_assert!(slip.ranks.start <= slip.ranks.end && slip.ranks.end <= signs);
        }
    }
}
