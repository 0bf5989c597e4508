//! Grammalecte: understood when it answers, ended when it is stuck, not missed when it is absent.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    time::{Duration, Instant},
};

use desk::{
    Desk, Grammar, GrammarChecker, grammar,
    wire::{
        drafts::{EditDraft, StartDraft, Update},
        events::Event,
    },
};
use newsroom::{ArticleKind, Draft, Gesture};
use serde_json::json;
use tempfile::TempDir;

use crate::clock::TestClock;

const LONG: Duration = Duration::from_secs(60);

/// A program that does what `script` says.
#[cfg(unix)]
fn program(script: &str) -> (TempDir, PathBuf) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("grammalecte-cli");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    (folder, path)
}

#[test]
#[cfg(unix)]
fn what_it_says_is_tied_to_the_words() {
    let said = r##"{"grammalecte":"2.1.2","lang":"fr","data":[
        {"iParagraph":2,"lGrammarErrors":[{"nStart":4,"nEnd":9,"sLineId":"#1","sRuleId":"g3",
        "sType":"gn","aColor":[1,2,3],"sMessage":"Accord.","aSuggestions":["petits"],"URL":""}],
        "lSpellingErrors":[]},
        {"iParagraph":9,"lGrammarErrors":[],"lSpellingErrors":[]}]}"##;
    let (_folder, path) = program(&format!("cat <<'END'\n{said}\nEND"));
    let found = grammar(&path, &["Rien.", "Les petit\nchats"], LONG).unwrap();
    let expected = Grammar {
        ranks: 4..9,
        rule: "g3".into(),
        message: "Accord.".into(),
        fixes: vec!["petits".into()],
    };
    assert_eq!(found, [vec![], vec![expected]]);
}

#[test]
#[cfg(unix)]
fn one_that_is_stuck_is_ended() {
    let (_folder, path) = program("exec sleep 600");
    let began = Instant::now();
    let refused = grammar(&path, &["Un."], Duration::from_millis(200)).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::TimedOut);
    assert!(began.elapsed() < LONG);
}

#[test]
#[cfg(unix)]
fn one_that_fails_or_talks_nonsense_says_nothing() {
    for script in ["exit 3", "echo oui"] {
        let (_folder, path) = program(script);
        assert!(grammar(&path, &["Un."], LONG).is_err(), "{script}");
    }
}

#[test]
fn one_that_is_absent_is_not_found() {
    let refused = grammar(Path::new("no-such-grammar-checker"), &["Un."], LONG).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::NotFound);
}

#[test]
fn the_real_one_is_understood_where_it_is_installed() {
    match grammar(
        Path::new("grammalecte-cli"),
        &["Tout va bien.", "Les petit chats dorment."],
        LONG,
    ) {
        Ok(found) => {
            assert!(found[0].is_empty(), "{found:?}");
            let told = found[1].iter().find(|told| told.ranks == (4..9)).unwrap();
            assert_eq!(told.fixes, ["petits"]);
        }
        Err(why) => assert_eq!(why.kind(), ErrorKind::NotFound, "{why}"),
    }
}

/// A desk whose grammar is checked by `program`, reading a draft in the background; and what tells
/// that there are new remarks.
fn desk(program: &Path, patience: Duration, text: &str) -> (Arc<Desk>, Draft, mpsc::Receiver<()>) {
    let checker =
        GrammarChecker { program: program.to_owned(), rest: Duration::from_millis(20), patience };
    let desk = Desk::in_memory("Le Pli", TestClock::default()).unwrap().with_grammar(checker);
    let desk = Arc::new(desk);
    let ask = StartDraft { kind: ArticleKind::Story, headline: String::new() };
    let draft = desk.start_draft(ask).unwrap();
    write(&desk, &draft, 0, 0, text);
    let (tell, told) = mpsc::channel();
    desk.listen(move |event| {
        if matches!(event, Event::RemarksChanged { .. }) {
            tell.send(()).ok();
        }
    });
    desk.start_background().unwrap();
    (desk, draft, told)
}

/// Puts `text` at the end of a draft of `signs` signs.
fn write(desk: &Desk, draft: &Draft, version: u32, signs: usize, text: &str) {
    let mut lines = vec![json!(0)];
    lines.extend(text.split('\n').map(|line| json!(line)));
    let changes = if signs == 0 { json!([lines]) } else { json!([signs, lines]) };
    let updates = vec![Update { client_id: "test".into(), changes, gesture: Gesture::Own }];
    let edit = EditDraft { draft: draft.id, version, updates, preview: None, typed: None };
    assert!(desk.edit_draft(edit).unwrap().accepted);
}

/// What is remarked on grammar: the words, the sentence, the fixes.
fn remarked(desk: &Desk, draft: &Draft) -> Vec<(String, String, Vec<String>)> {
    let remarks = desk.review_draft(draft.id).unwrap().remarks;
    let of_grammar = remarks.into_iter().filter(|it| it.rule == "grammar.grammalecte");
    let told = of_grammar.map(|it| {
        let fixes = it.fixes.into_iter().map(|fix| fix.replacement).collect();
        (it.words, it.params["message"].clone(), fixes)
    });
    told.collect()
}

/// A checker that finds fault with « petit », wherever it stands, and writes down what it is asked.
#[cfg(unix)]
const FINDER: &str = r##"cat "$2" >> "$0.asked"
printf '{"data":['
awk '{ at = index($0, "petit"); if (at > 0) {
    if (some) printf ","
    some = 1
    printf "{\"iParagraph\":%d,\"lGrammarErrors\":[{\"nStart\":%d,\"nEnd\":%d,", NR, at - 1, at + 4
    printf "\"sRuleId\":\"g\",\"sMessage\":\"Accord.\",\"aSuggestions\":[\"petits\"]}]}"
} }' "$2"
printf ']}'"##;

#[test]
#[cfg(unix)]
fn what_it_says_stands_among_the_remarks_of_the_draft_and_is_asked_once() {
    let (folder, path) = program(FINDER);
    let text = "Des petit chats.\n\nRien ici.";
    let (desk, draft, told) = desk(&path, LONG, text);
    assert_eq!(remarked(&desk, &draft), [], "nobody waits for it");
    told.recv_timeout(LONG).unwrap();
    let expected = ("petit".to_owned(), "Accord.".to_owned(), vec!["petits".to_owned()]);
    assert_eq!(remarked(&desk, &draft), [expected]);
    // Another paragraph is asked about by itself.
    write(&desk, &draft, 1, text.chars().count(), "\n\nUn petit port.");
    assert_eq!(remarked(&desk, &draft).len(), 1);
    told.recv_timeout(LONG).unwrap();
    assert_eq!(remarked(&desk, &draft).len(), 2);
    let asked = fs::read_to_string(folder.path().join("grammalecte-cli.asked")).unwrap();
    assert_eq!(asked, "Des petit chats.\nRien ici.\nUn petit port.\n");
}

#[test]
#[cfg(unix)]
fn a_long_draft_is_asked_about_in_several_goes() {
    let (folder, path) = program(FINDER);
    let long = format!("Un petit mot, {}fin.", "et un autre, ".repeat(2_500));
    let (desk, draft, told) = desk(&path, LONG, &[&*long; 3].join("\n\n").replacen("Un", "Le", 1));
    for known in [1, 2] {
        assert!(remarked(&desk, &draft).len() < known);
        told.recv_timeout(LONG).unwrap();
    }
    assert_eq!(remarked(&desk, &draft).len(), 3, "the same words twice are asked about once");
    let asked = fs::read_to_string(folder.path().join("grammalecte-cli.asked")).unwrap();
    assert!(asked.starts_with("Le petit") && asked.lines().count() < 4);
}

#[test]
#[cfg(unix)]
fn one_that_is_stuck_crashes_or_talks_nonsense_leaves_the_other_remarks_alone() {
    let beyond = r##"echo '{"data":[{"iParagraph":1,"lGrammarErrors":[{"nStart":90,"nEnd":99,
        "sRuleId":"g","sMessage":"","aSuggestions":[]},{"nStart":5,"nEnd":2,"sRuleId":"g",
        "sMessage":"","aSuggestions":[]}]}]}'"##;
    let flood = "head -c 20000000 /dev/zero";
    let nonsense = ["exec sleep 600", "kill -9 $$", "exit 3", "echo oui", "true", flood, beyond];
    for script in nonsense {
        let (_folder, path) = program(script);
        let (desk, draft, told) = desk(&path, Duration::from_secs(1), "Le le chat.");
        assert_eq!(remarked(&desk, &draft), []);
        told.recv_timeout(LONG).unwrap_or_else(|_| panic!("{script}: it never ends"));
        assert_eq!(remarked(&desk, &draft), [], "{script}");
        let remarks = desk.review_draft(draft.id).unwrap().remarks;
        assert!(remarks.iter().any(|it| it.rule == "consistency.repeated"), "{script}");
    }
}

#[test]
#[cfg(unix)]
fn one_that_is_installed_later_is_asked_without_a_restart() {
    let (folder, installed) = program(FINDER);
    let path = folder.path().join("elsewhere");
    let (desk, draft, told) = desk(&path, LONG, "Des petit chats.");
    assert_eq!(remarked(&desk, &draft), []);
    assert!(told.recv_timeout(Duration::from_millis(300)).is_err(), "nothing is new");
    fs::rename(installed, &path).unwrap();
    assert_eq!(remarked(&desk, &draft), []);
    told.recv_timeout(LONG).unwrap();
    assert_eq!(remarked(&desk, &draft).len(), 1);
}

#[test]
fn the_real_one_remarks_on_a_draft_where_it_is_installed() {
    let program = GrammarChecker::default().program;
    if grammar(&program, &["Un."], LONG).is_err() {
        return;
    }
    let (desk, draft, told) = desk(&program, LONG, "Les petit chats dorment.");
    assert_eq!(remarked(&desk, &draft), []);
    told.recv_timeout(LONG).unwrap();
    let remarks = remarked(&desk, &draft);
    assert!(
        remarks.iter().any(|(words, _, fixes)| words == "petit" && fixes == &["petits"]),
        "{remarks:?}"
    );
}
