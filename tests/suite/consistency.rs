//! A draft that does not agree with itself is told so, in the desk as its writer has it: each sort
//! of slip, and none in a draft that has none.

use desk::{
    Desk,
    wire::drafts::{EditDraft, Fields, ReviseDraft, StartDraft, Update},
};
use newsroom::{ArticleKind, Draft, Gesture};
use serde_json::json;

use crate::clock::TestClock;

/// A draft of this headline, standfirst and text.
fn written(desk: &Desk, headline: &str, standfirst: &str, text: &str) -> Draft {
    let ask = StartDraft { kind: ArticleKind::Story, headline: headline.into() };
    let draft = desk.start_draft(ask).unwrap();
    let mut lines = vec![json!(0)];
    lines.extend(text.split('\n').map(|line| json!(line)));
    let updates =
        vec![Update { client_id: "test".into(), changes: json!([lines]), gesture: Gesture::Own }];
    let edit = EditDraft { draft: draft.id, version: 0, updates, preview: None, typed: None };
    assert!(desk.edit_draft(edit).unwrap().accepted);
    let fields = Fields { standfirst: Some(standfirst.into()), ..Fields::default() };
    desk.revise_draft(ReviseDraft { draft: draft.id, fields, preview: None }).unwrap();
    draft
}

/// The rules of consistency that a draft is told by, each with its words.
fn told(headline: &str, standfirst: &str, text: &str) -> Vec<(String, String)> {
    let desk = Desk::in_memory("Le Pli", TestClock::default()).unwrap();
    let draft = written(&desk, headline, standfirst, text);
    let ours = |rule: &str| {
        rule.starts_with("consistency")
            || ["typography.pair.open", "spelling.acronym"].contains(&rule)
    };
    let remarks = desk.review_draft(draft.id).unwrap().remarks;
    let ours = remarks.into_iter().filter(|it| ours(&it.rule));
    ours.map(|it| (it.rule, it.words)).collect()
}

/// That `text` has one slip, told by `rule` on `words`.
fn one(headline: &str, standfirst: &str, text: &str, rule: &str, words: &str) {
    let expected = [(rule.to_owned(), words.to_owned())];
    assert_eq!(told(headline, standfirst, text), expected, "{text}");
}

#[test]
fn a_name_spelt_in_two_ways_is_told() {
    let text = "SoftBank investit. Selon SoftBank, rien ne presse.\n\nLe fonds de Softbank attend.";
    one("", "", text, "consistency.spelling", "Softbank");
    one("SoftBank investit", "", "Hier, Softbank a signé.", "consistency.spelling", "Softbank");
}

#[test]
fn a_word_with_and_without_its_hyphen_is_told() {
    let text = "Une start-up ouvre. Cette start-up recrute.\n\nUne startup ferme.";
    one("", "", text, "consistency.spelling", "startup");
}

#[test]
fn an_acronym_expanded_twice_otherwise_or_never_is_told() {
    let first = "La Commission nationale de l’informatique et des libertés (CNIL) attend.";
    let again = format!(
        "{first}\n\nLa CNIL (Commission nationale de l’informatique et des libertés) aussi."
    );
    let words = "CNIL (Commission nationale de l’informatique et des libertés)";
    one("", "", &again, "consistency.acronym.again", words);
    let other =
        format!("{first}\n\nLa Commission nationale informatique et libertés (CNIL) dit non.");
    let words = "Commission nationale informatique et libertés (CNIL)";
    one("", "", &other, "consistency.acronym.otherwise", words);
    one("", "", "Le DGZFQ refuse, dit le DGZFQ.", "spelling.acronym", "DGZFQ");
}

#[test]
fn quantities_that_disagree_from_the_headline_to_the_text_are_told() {
    let text = "Le plan coûtera 50 milliards de dollars.";
    let words = "50 milliards de dollars";
    one("500 milliards de dollars", "", text, "consistency.quantity", words);
    one("Un plan", "Il coûtera 500 milliards de dollars.", text, "consistency.quantity", words);
    let text = "Elle lève 25 millions d’euros.";
    one("Mistral lève 25 millions", "", text, "consistency.bare", "25 millions d’euros");
}

#[test]
fn a_repeated_word_is_told() {
    one("", "", "Il ouvre le le port.", "consistency.repeated", " le");
}

#[test]
fn a_pair_that_does_not_close_is_told() {
    one("", "", "Le texte (voté hier attend.", "typography.pair.open", "(");
    one(
        "",
        "",
        "Le «⍽texte voté attend.".replace('⍽', "\u{a0}").as_str(),
        "typography.pair.open",
        "«",
    );
    one("", "", "Le \"texte voté attend.", "typography.pair.open", "\"");
}

#[test]
fn a_sentence_of_more_than_forty_words_is_told() {
    let sentence = |words: usize| {
        let rest = [" calme", " et"].into_iter().cycle().take(words - 3);
        format!("Le port{} attend.", rest.collect::<String>())
    };
    assert_eq!(told("", "", &sentence(40)), []);
    let long = sentence(41);
    one("", "", &long, "consistency.long", &long);
}

#[test]
fn a_draft_that_agrees_with_itself_is_told_nothing() {
    let text = "SoftBank investit 25 millions d’euros. La Commission nationale de l’informatique et \
                des libertés (CNIL) attend (un peu).\n\nUne start-up, puis d’autres start-up : selon \
                la CNIL, SoftBank a vu juste.";
    assert_eq!(told("SoftBank investit 25 millions d’euros", "La CNIL attend.", text), []);
}
