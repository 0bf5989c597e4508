//! Grammalecte: understood when it answers, ended when it is stuck, not missed when it is absent.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use desk::{Grammar, grammar};
use tempfile::TempDir;

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
