//! Texts: a change is taken whole or not at all, and replicas come to agree.

use proptest::prelude::*;
use serde_json::{Value, json};
use sync::{Change, DraftText, Edit, Error};

fn text_of(words: &str) -> DraftText {
    let mut text = DraftText::new();
    text.replace(words).unwrap();
    text
}

fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

/// What a change means, said as plainly as can be; `None` when it must be refused.
fn model(text: &str, json: &Value) -> Option<String> {
    let old = units(text);
    let (mut at, mut new) = (0_usize, Vec::new());
    for part in json.as_array()? {
        let (count, lines) = match part {
            Value::Array(parts) => (parts[0].as_u64()?, Some(&parts[1..])),
            count => (count.as_u64()?, None),
        };
        if String::from_utf16(old.get(..at)?).is_err() {
            return None;
        }
        let to = at + usize::try_from(count).ok()?;
        let stretch = old.get(at..to)?;
        match lines {
            None => new.extend(stretch),
            Some(lines) => {
                let lines: Vec<_> = lines.iter().map(|line| line.as_str().unwrap()).collect();
                new.extend(units(&lines.join("\n")));
            }
        }
        at = to;
    }
    (at == old.len()).then(|| String::from_utf16(&new).ok()).flatten()
}

/// Whether replacing `edit` in the old text by what stands there in the new gives the new.
fn holds(edit: &Edit, old: &str, new: &str) -> bool {
    let end = edit.bytes.start + edit.inserted;
    old[..edit.bytes.start] == new[..edit.bytes.start] && old[edit.bytes.end..] == new[end..]
}

fn words() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            Just("a"),
            Just("é"),
            Just("’"),
            Just("🗞"),
            Just("\n"),
            Just("e\u{301}"),
            Just("\u{202f}!"),
        ],
        0..12,
    )
    .prop_map(|parts| parts.concat())
}

/// Changes of a text of `length` units, some of which part a character.
fn change_of(length: usize) -> impl Strategy<Value = Value> {
    proptest::collection::vec((0..5_usize, proptest::option::of((0..4_usize, words()))), 0..6)
        .prop_map(move |parts| {
            let mut left = length;
            let mut json = Vec::new();
            for (kept, replaced) in parts {
                let kept = kept.min(left);
                left -= kept;
                json.push(json!(kept));
                if let Some((delete, insert)) = replaced {
                    let delete = delete.min(left);
                    left -= delete;
                    let mut part = vec![json!(delete)];
                    if !insert.is_empty() {
                        part.extend(insert.split('\n').map(Value::from));
                    }
                    json.push(Value::Array(part));
                }
            }
            json.push(json!(left));
            Value::Array(json)
        })
}

fn text_and_change() -> impl Strategy<Value = (String, Value)> {
    words().prop_flat_map(|text| {
        let length = units(&text).len();
        (Just(text), change_of(length))
    })
}

#[test]
fn a_long_text_is_whole_again_after_a_checkpoint() {
    let long = "é🧭 mot\n".repeat(9_000);
    let mut text = text_of(&long);
    text.take_update().unwrap();
    let mut again = DraftText::open(Some(&text.checkpoint().unwrap()), &[] as &[Vec<u8>]).unwrap();
    assert_eq!(again.text(), long);
    again.apply(&Change::insert(7_001, "x", again.length())).unwrap();
    let update = again.take_update().unwrap();
    assert!(update.len() < 400, "{}", update.len());
    text.merge(&[update]).unwrap();
    assert_eq!(text.text(), again.text());
}

proptest! {
    #[test]
    fn a_change_does_what_the_plain_model_does((old, json) in text_and_change()) {
        let mut text = text_of(&old);
        let change = Change::from_json(&json).unwrap();
        match (model(&old, &json), text.apply(&change)) {
            (Some(new), Ok(edit)) => {
                prop_assert_eq!(text.text(), new.clone());
                prop_assert!(holds(&edit, &old, &new), "{:?}", edit);
                let update = text.checkpoint().unwrap();
                let again = DraftText::open(Some(&update), &[] as &[Vec<u8>]).unwrap();
                prop_assert_eq!(again.text(), new);
            }
            (None, Err(Error::InsideCharacter { .. })) => prop_assert_eq!(text.text(), old),
            (expected, found) => prop_assert!(false, "{:?} and {:?}", expected, found),
        }
    }

    #[test]
    fn a_change_reads_back_from_its_own_json((_, json) in text_and_change()) {
        let change = Change::from_json(&json).unwrap();
        prop_assert_eq!(Change::from_json(&change.to_json()).unwrap(), change);
    }

    #[test]
    fn a_text_is_what_its_checkpoint_and_updates_give(
        steps in proptest::collection::vec(words(), 1..8), cut in 0..8_usize,
    ) {
        let mut text = DraftText::new();
        let mut checkpoint = None;
        let mut updates = Vec::new();
        for (at, step) in steps.iter().enumerate() {
            text.replace(step).unwrap();
            let update = text.take_update().unwrap();
            if !update.is_empty() {
                updates.push(update);
            }
            if at == cut {
                checkpoint = Some(text.checkpoint().unwrap());
                updates.clear();
            }
        }
        let opened = DraftText::open(checkpoint.as_deref(), &updates).unwrap();
        prop_assert_eq!(opened.text(), text.text());
    }

    #[test]
    fn replicas_that_exchange_their_updates_agree(
        base in words(), ours in words(), theirs in words(),
    ) {
        let first = text_of(&base).checkpoint().unwrap();
        let none: [Vec<u8>; 0] = [];
        let mut a = DraftText::open(Some(&first), &none).unwrap();
        let mut b = DraftText::open(Some(&first), &none).unwrap();
        a.replace(&ours).unwrap();
        b.replace(&theirs).unwrap();
        let (from_a, from_b) = (a.take_update().unwrap(), b.take_update().unwrap());
        let sent = |update: Vec<u8>| (!update.is_empty()).then_some(update);
        let before = a.text();
        let edit = a.merge(sent(from_b.clone()).as_slice()).unwrap();
        prop_assert!(holds(&edit, &before, &a.text()));
        b.merge(sent(from_a).as_slice()).unwrap();
        b.merge(sent(from_b).as_slice()).unwrap();
        prop_assert_eq!(a.text(), b.text());
    }

    #[test]
    fn bytes_that_are_no_update_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(DraftText::open(Some(&bytes), &[] as &[Vec<u8>]).is_err());
        let mut text = text_of("dépêche");
        prop_assert!(text.merge(&[bytes]).is_err());
        prop_assert_eq!(text.text(), "dépêche");
    }

    #[test]
    fn a_damaged_checkpoint_never_gives_another_text(at in 0..4000_usize, bit in 0..8_u8) {
        let words = "Le chemin de fer est prêt.";
        let mut checkpoint = text_of(words).checkpoint().unwrap();
        let at = at % checkpoint.len();
        checkpoint[at] ^= 1 << bit;
        if let Ok(opened) = DraftText::open(Some(&checkpoint), &[] as &[Vec<u8>]) {
            prop_assert_eq!(opened.text(), words);
        }
    }
}

#[test]
fn what_is_not_a_change_is_refused() {
    for json in [
        json!(null),
        json!({}),
        json!([[]]),
        json!([-1]),
        json!([1.5]),
        json!(["a"]),
        json!([["a"]]),
        json!([[1, 2]]),
        json!([[0, "two\nlines"]]),
        json!([[0, "carriage\rreturn"]]),
    ] {
        assert!(matches!(Change::from_json(&json), Err(Error::Malformed(_))), "{json}");
    }
    let endless = json!([u64::MAX, u64::MAX]);
    assert!(matches!(Change::from_json(&endless), Err(Error::TooLong { .. })));
}

#[test]
fn a_change_of_another_text_leaves_this_one_as_it_was() {
    let mut text = text_of("brève");
    let change = Change::insert(0, "x", 6);
    let refused = Err(Error::WrongLength { expected: 6, found: 5 });
    assert_eq!(text.apply(&change), refused);
    assert_eq!(text.text(), "brève");
}

#[test]
fn a_change_cannot_part_a_character() {
    let mut text = text_of("🗞 une");
    let change = Change::from_json(&json!([1, [0, "x"], 5])).unwrap();
    assert_eq!(text.apply(&change), Err(Error::InsideCharacter { at: 1 }));
    let change = Change::from_json(&json!([[1], 5])).unwrap();
    assert_eq!(text.apply(&change), Err(Error::InsideCharacter { at: 1 }));
    assert_eq!(text.text(), "🗞 une");
}

#[test]
fn nothing_new_gives_nothing_to_keep() {
    let mut text = text_of("papier");
    assert!(!text.take_update().unwrap().is_empty());
    assert!(text.take_update().unwrap().is_empty());
    let checkpoint = text.checkpoint().unwrap();
    let mut opened = DraftText::open(Some(&checkpoint), &[] as &[Vec<u8>]).unwrap();
    assert!(opened.take_update().unwrap().is_empty());
}

#[test]
fn a_lost_update_is_noticed() {
    let mut text = text_of("un");
    let mut updates = Vec::new();
    for words in ["un deux", "un deux trois"] {
        text.take_update().unwrap();
        text.replace(words).unwrap();
        updates.push(text.take_update().unwrap());
    }
    let opened = DraftText::open(None, &updates[1..]);
    assert!(matches!(opened, Err(Error::Gap)));
}

#[test]
fn line_ends_are_counted_as_the_editor_counts_them() {
    let text = text_of("un\r\ndeux\rtrois");
    assert_eq!(text.text(), "un\ndeux\ntrois");
}

#[test]
fn held_words_are_found_in_every_replica() {
    let mut ours = text_of("Le 🦭 chiffre de 500 milliards est faux.");
    let start = units("Le 🦭 chiffre de ").len();
    let held = ours.hold(start..start + units("500 milliards").len()).unwrap();
    let mut theirs = DraftText::open(Some(&ours.checkpoint().unwrap()), &[] as &[Vec<u8>]).unwrap();
    ours.apply(&Change::insert(0, "Ah ! ", ours.length())).unwrap();
    theirs.apply(&Change::replace(start, 3, "600", theirs.length())).unwrap();
    let (from_us, from_them) = (ours.take_update().unwrap(), theirs.take_update().unwrap());
    ours.merge(&[from_them]).unwrap();
    theirs.merge(&[from_us]).unwrap();
    for text in [&ours, &theirs] {
        let found = text.find(&held).unwrap();
        let words = String::from_utf16(&units(&text.text())[found]).unwrap();
        assert!(words.ends_with(" milliards") && !words.contains("de "), "{words}");
    }
    let all = ours.length();
    ours.apply(&Change::replace(0, all, "Rien.", all)).unwrap();
    assert_eq!(ours.find(&held), None);
    assert_eq!(ours.find(b"no anchor"), None);
    assert_eq!(ours.hold(3..3), Err(Error::NothingHeld));
    assert_eq!(ours.hold(0..99), Err(Error::NothingHeld));
}
