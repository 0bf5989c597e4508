//! Who answers for an issue: remarks accepted by name, the bon à tirer, the closing and what
//! proves it years later.

use std::{fs, path::Path};

use desk::{
    Desk, Fault,
    wire::{
        drafts::{EditDraft, Fields, ReviseDraft, Update},
        exports::ExportIssue,
        newsroom::SignAs,
        proofs::CloseProof,
        remarks::{AcceptRemarks, ChooseRule, OneRemark, RemarkView, Severity},
    },
};
use newsroom::{Draft, Gesture, IssueDate, IssueState, Level};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::clock::TestClock;

fn demo() -> (TempDir, Desk) {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    (above, desk)
}

fn signed_demo() -> (TempDir, Desk) {
    let (above, desk) = demo();
    desk.sign_as(SignAs { name: "Mathilde de Rives".into() }).unwrap();
    (above, desk)
}

fn day() -> IssueDate {
    Desk::demo_issue().unwrap()
}

fn draft(desk: &Desk, slug: &str) -> Draft {
    let drafts = desk.list_drafts(()).unwrap();
    let found = drafts.iter().find(|draft| draft.slug.as_str() == slug).unwrap();
    desk.read_draft(found.id).unwrap()
}

/// Adds `words` at the end of a text.
fn add(desk: &Desk, slug: &str, words: &str) {
    let draft = draft(desk, slug);
    let opened = desk.open_draft(draft.id).unwrap();
    let length = opened.text.encode_utf16().count();
    let lines: Vec<Value> = words.split('\n').map(|line| json!(line)).collect();
    let insert: Vec<Value> = std::iter::once(json!(0)).chain(lines).collect();
    let update = Update {
        client_id: "test".into(),
        changes: json!([length, insert]),
        gesture: Gesture::Own,
    };
    let ask = EditDraft {
        draft: draft.id,
        version: opened.version,
        updates: vec![update],
        preview: None,
        typed: None,
    };
    assert!(desk.edit_draft(ask).unwrap().accepted);
}

fn told<'r>(remarks: &'r [RemarkView], rule: &str) -> &'r RemarkView {
    remarks
        .iter()
        .find(|remark| remark.rule == rule)
        .unwrap_or_else(|| panic!("{rule}: {remarks:?}"))
}

fn accept(desk: &Desk, remark: &RemarkView, reason: &str) -> Result<Vec<RemarkView>, Fault> {
    let fingerprints = vec![remark.fingerprint.clone()];
    desk.accept_remarks(AcceptRemarks { date: day(), fingerprints, reason: reason.into() })
}

#[test]
fn the_demo_issue_has_no_remark() {
    let (_above, desk) = demo();
    let remarks = desk.check_issue(day()).unwrap();
    assert_eq!(remarks, [], "a false alarm");
    for date in ["2026-11-19", "2026-11-20"] {
        let remarks = desk.check_issue(date.parse().unwrap()).unwrap();
        let words: Vec<&str> = remarks.iter().map(|remark| remark.rule.as_str()).collect();
        assert_eq!(words, [] as [&str; 0], "a false alarm in the issue of {date}");
    }
}

#[test]
fn a_warning_is_accepted_by_name_with_a_reason_while_its_words_stay() {
    let (above, desk) = demo();
    add(&desk, "mots-de-passe", "\n\nUne parenthèse (jamais fermée.\n");
    let remarks = desk.review_issue(day()).unwrap();
    let bracket = told(&remarks, "brackets.unbalanced").clone();
    assert_eq!(bracket.severity, Severity::Warning);
    assert_eq!(accept(&desk, &bracket, "Voulu").unwrap_err().code, "person.unknown");
    desk.sign_as(SignAs { name: "Inès Vasseur".into() }).unwrap();
    assert_eq!(accept(&desk, &bracket, "  ").unwrap_err().code, "remark.reason");

    let after = accept(&desk, &bracket, "Citation coupée").unwrap();
    let accepted = told(&after, "brackets.unbalanced").accepted.clone().unwrap();
    assert_eq!(
        (accepted.who.as_str(), accepted.reason.as_str()),
        ("Inès Vasseur", "Citation coupée")
    );

    // The words stay: it stays accepted, elsewhere in the text and after a restart.
    add(&desk, "mots-de-passe", "\n\nUne phrase de plus.\n");
    desk.close().unwrap();
    let desk = Desk::open(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    let again = desk.review_issue(day()).unwrap();
    assert!(told(&again, "brackets.unbalanced").accepted.is_some());

    let one = OneRemark { date: day(), fingerprint: bracket.fingerprint };
    let withdrawn = desk.withdraw_acceptance(one).unwrap();
    assert!(told(&withdrawn, "brackets.unbalanced").accepted.is_none());
}

#[test]
fn an_error_cannot_be_accepted() {
    let (_above, desk) = signed_demo();
    add(&desk, "mots-de-passe", "\n\nTK\n");
    let remarks = desk.review_issue(day()).unwrap();
    let unfinished = told(&remarks, "text.unfinished");
    assert_eq!(unfinished.severity, Severity::Error);
    let after = accept(&desk, unfinished, "Tant pis").unwrap();
    assert!(told(&after, "text.unfinished").accepted.is_none());
}

#[test]
fn one_key_mends_the_text_and_an_open_editor_follows() {
    let (_above, desk) = demo();
    let draft = draft(&desk, "mots-de-passe");
    let before = desk.open_draft(draft.id).unwrap();
    add(&desk, "mots-de-passe", "\n\nL'an dernier, l'essai...\n");
    let remarks = desk.review_issue(day()).unwrap();
    let straight = told(&remarks, "typography.straight");
    assert!(straight.mends);
    let one = |rule: &RemarkView| OneRemark { date: day(), fingerprint: rule.fingerprint.clone() };
    let after = desk.mend_remark(one(straight)).unwrap();
    assert!(after.iter().all(|remark| remark.rule != "typography.straight"));
    desk.mend_remark(one(told(&after, "typography.dots"))).unwrap();
    let text = desk.open_draft(draft.id).unwrap();
    assert!(text.text.ends_with("L’an dernier, l’essai…\n"), "{}", text.text);
    assert!(text.version > before.version);
    assert_eq!(desk.review_issue(day()).unwrap(), []);
}

#[test]
fn a_rule_taken_otherwise_keeps_its_reason() {
    let (above, desk) = signed_demo();
    add(&desk, "mots-de-passe", "\n\nUne parenthèse (jamais fermée.\n");
    let choose = |level, reason: &str| {
        let rule = "brackets.unbalanced".to_owned();
        desk.choose_rule(ChooseRule { rule, level, reason: reason.into() })
    };
    assert_eq!(choose(Some(Level::Off), "").unwrap_err().code, "remark.reason");
    let rules = choose(Some(Level::Off), "Nous citons du code").unwrap();
    let rule = rules.iter().find(|rule| rule.id == "brackets.unbalanced").unwrap();
    assert_eq!((rule.level, rule.reason.as_str()), (Level::Off, "Nous citons du code"));
    assert_eq!(rule.who, "Mathilde de Rives");
    assert_eq!(desk.review_issue(day()).unwrap(), []);
    desk.close().unwrap();
    let desk = Desk::open(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    assert_eq!(desk.review_issue(day()).unwrap(), []);
    let ask = ChooseRule { rule: "brackets.unbalanced".into(), level: None, reason: String::new() };
    desk.choose_rule(ask).unwrap();
    assert_eq!(desk.review_issue(day()).unwrap().len(), 1);
    let leak = ChooseRule { rule: "leak".into(), level: Some(Level::Off), reason: "Non".into() };
    assert_eq!(desk.choose_rule(leak).unwrap_err().code, "store.missing");
}

#[test]
fn any_later_change_voids_a_proof_and_only_the_last_one_closes() {
    let (above, desk) = signed_demo();
    let before = desk.proof_state(day()).unwrap();
    assert!(before.proof.is_none() && !before.valid);
    let close = |hash: &str| desk.close_proof(CloseProof { date: day(), proof: hash.into() });
    assert_eq!(close("").unwrap_err().code, "proof.missing");

    let first = desk.give_proof(day()).unwrap();
    assert!(first.valid);
    let first = first.proof.unwrap();
    assert_eq!((first.rank, first.who.as_str()), (1, "Mathilde de Rives"));
    let leaving = desk.list_leaving(day()).unwrap();
    let paths: Vec<&str> = leaving.iter().map(|file| file.path.as_str()).collect();
    for file in &first.files {
        assert!(paths.contains(&file.path.as_str()), "{}", file.path);
    }
    assert_eq!(paths.len(), first.files.len());

    add(&desk, "mots-de-passe", "\n\nUne phrase de plus.\n");
    let voided = desk.proof_state(day()).unwrap();
    assert!(!voided.valid);
    let kinds: Vec<&str> = voided.changes.iter().map(|change| change.kind.as_str()).collect();
    assert_eq!(kinds, ["text"]);
    assert!(voided.changes[0].params["article"].contains("mots de passe"));
    assert_eq!(close(&first.hash).unwrap_err().code, "proof.void");

    let second = desk.give_proof(day()).unwrap().proof.unwrap();
    assert_eq!(second.rank, 2);
    assert_eq!(close(&first.hash).unwrap_err().code, "proof.void", "only the last one closes");
    let closed = close(&second.hash).unwrap();
    assert_eq!(closed.proof, second.hash);
    assert!(closed.signature.is_some());
    assert_eq!(desk.open_issue(day()).unwrap().state, IssueState::Published);
    assert!(desk.proof_state(day()).unwrap().valid);

    let folder = above.path().join("pli.marbre");
    drop(desk);
    let verified = desk::verify(&folder).unwrap();
    assert_eq!(verified.damages, Vec::<String>::new());
    assert_eq!((verified.signatures, verified.reprinted), (1, 1));
}

#[test]
fn a_proof_is_voided_by_each_thing_it_froze() {
    let (_above, desk) = signed_demo();
    let kinds = || -> Vec<String> {
        desk.proof_state(day()).unwrap().changes.into_iter().map(|change| change.kind).collect()
    };
    desk.give_proof(day()).unwrap();
    let draft = draft(&desk, "puces-dormantes");
    let fields = Fields { standfirst: Some("Un autre chapeau.".into()), ..Fields::default() };
    desk.revise_draft(ReviseDraft { draft: draft.id, fields, preview: None }).unwrap();
    assert_eq!(kinds(), ["record"]);
    desk.give_proof(day()).unwrap();
    assert_eq!(kinds(), [] as [&str; 0]);
    let rule = "style.hyphen".to_owned();
    let ask = ChooseRule { rule, level: Some(Level::Off), reason: "Au choix".into() };
    desk.choose_rule(ask).unwrap();
    assert_eq!(kinds(), ["rules"]);
}

#[test]
fn warnings_wait_for_a_name_before_a_proof() {
    let (_above, desk) = signed_demo();
    add(&desk, "mots-de-passe", "\n\nUne parenthèse (jamais fermée.\n");
    assert_eq!(desk.give_proof(day()).unwrap_err().code, "proof.warnings");
    let remarks = desk.review_issue(day()).unwrap();
    accept(&desk, &remarks[0], "Citation coupée").unwrap();
    let given = desk.give_proof(day()).unwrap().proof.unwrap();
    assert_eq!(given.accepted.len(), 1);
    assert_eq!(given.accepted[0].reason, "Citation coupée");
    add(&desk, "mots-de-passe", "\n\nTK\n");
    assert_eq!(desk.give_proof(day()).unwrap_err().code, "issue.blocked");
}

#[test]
fn withdrawing_what_a_proof_rests_on_voids_it() {
    let (_above, desk) = signed_demo();
    add(&desk, "mots-de-passe", "\n\nUne parenthèse (jamais fermée.\n");
    let remarks = desk.review_issue(day()).unwrap();
    accept(&desk, &remarks[0], "Citation coupée").unwrap();
    let given = desk.give_proof(day()).unwrap();
    assert!(given.valid);
    let ask = OneRemark { date: day(), fingerprint: remarks[0].fingerprint.clone() };
    desk.withdraw_acceptance(ask).unwrap();
    let voided = desk.proof_state(day()).unwrap();
    let kinds: Vec<&str> = voided.changes.iter().map(|change| change.kind.as_str()).collect();
    assert_eq!((voided.valid, kinds), (false, vec!["acceptance"]));
    assert!(voided.changes[0].params["words"].contains("mots de passe"));
    let hash = given.proof.unwrap().hash;
    let close = || desk.close_proof(CloseProof { date: day(), proof: hash.clone() });
    assert_eq!(close().unwrap_err().code, "proof.void");
    // Accepted again, it is another signature: the proof is given again.
    accept(&desk, &remarks[0], "Tout bien pesé").unwrap();
    assert_eq!(close().unwrap_err().code, "proof.void");
    let again = desk.give_proof(day()).unwrap().proof.unwrap();
    desk.close_proof(CloseProof { date: day(), proof: again.hash }).unwrap();
}

/// What is answered for may quote what an edition does not show, and the seal leaves with each.
#[test]
fn what_was_answered_for_stays_in_the_newsroom() {
    let (above, desk) = signed_demo();
    add(&desk, "mots-de-passe", "\n\nUne parenthèse (jamais fermée.\n");
    let remarks = desk.review_issue(day()).unwrap();
    accept(&desk, &remarks[0], "Le témoin a dit\u{a0}: jamais").unwrap();
    let proof = desk.give_proof(day()).unwrap().proof.unwrap();
    desk.close_proof(CloseProof { date: day(), proof: proof.hash }).unwrap();
    let to = above.path().join("out");
    let ask = ExportIssue {
        date: day(),
        to: Some(to.display().to_string()),
        editions: vec!["public".parse().unwrap()],
        forms: Vec::new(),
    };
    desk.export_issue(ask).unwrap();
    let seal = fs::read_to_string(to.join("proof.json")).unwrap();
    assert!(!seal.contains("jamais") && !seal.contains("mots de passe"), "{seal}");
    let sealed: Value = serde_json::from_str(&seal).unwrap();
    let answered = &sealed["accepted"][0];
    assert_eq!(answered["who"], "Mathilde de Rives");
    let said = format!("{}\0{}", proof.accepted[0].words, proof.accepted[0].reason);
    assert_eq!(answered["said"], json!(blake3(said.as_bytes())));
    let kept = desk.proof_state(day()).unwrap().proof.unwrap();
    assert_eq!(kept.accepted, proof.accepted);
}

/// Whoever has the export, the manifest and the public key can check it without Marbre.
#[test]
fn an_export_carries_what_was_signed_and_its_signature() {
    let (above, desk) = signed_demo();
    let given = desk.give_proof(day()).unwrap().proof.unwrap();
    desk.close_proof(CloseProof { date: day(), proof: given.hash.clone() }).unwrap();
    let to = above.path().join("out");
    let export = |name: &str| {
        let ask = ExportIssue {
            date: day(),
            to: Some(to.join(name).display().to_string()),
            editions: Vec::new(),
            forms: Vec::new(),
        };
        desk.export_issue(ask).unwrap();
        to.join(name)
    };
    let folder = export("un");
    let manifest: Value =
        serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["proof"], json!(given.hash));
    let seal: Value =
        serde_json::from_slice(&fs::read(folder.join("proof.json")).unwrap()).unwrap();
    assert_eq!(seal["proof"], json!(given.hash));
    assert_eq!(seal["who"], "Mathilde de Rives");
    assert_eq!(manifest["signature"]["signature"].as_str().unwrap().len(), 128);
    for file in seal["files"].as_array().unwrap() {
        let bytes = fs::read(folder.join(file["path"].as_str().unwrap())).unwrap();
        assert_eq!(blake3(&bytes), file["hash"].as_str().unwrap(), "{}", file["path"]);
    }
    assert_eq!(
        fs::read(export("deux").join("proof.json")).unwrap(),
        fs::read(folder.join("proof.json")).unwrap()
    );
    let key = above.path().join("pli.marbre/machine/signing.key");
    assert!(key.is_file(), "without a keychain the key is in a file");
    assert!(only_the_owner_reads(&key));
}

fn blake3(bytes: &[u8]) -> String {
    imaging::hash(bytes)
}

#[cfg(unix)]
fn only_the_owner_reads(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777 == 0o600
}

#[cfg(not(unix))]
fn only_the_owner_reads(_: &Path) -> bool {
    true
}

/// A keychain that never answers, as a locked one does.
struct Locked;

impl desk::Keychain for Locked {
    fn read(&self, _: &str) -> Result<Option<Vec<u8>>, String> {
        std::thread::park();
        Ok(None)
    }

    fn keep(&self, _: &str, _: &[u8]) -> Result<(), String> {
        Err("locked".into())
    }

    fn forget(&self, _: &str) -> Result<(), String> {
        Err("locked".into())
    }
}

#[test]
fn a_keychain_that_does_not_answer_blocks_no_closing() {
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("pli.marbre");
    let desk = Desk::found_demo(&folder, TestClock::default())
        .unwrap()
        .with_keychain(std::sync::Arc::new(Locked));
    let closed = desk.close_issue(day()).unwrap();
    assert!(closed.signature.is_some());
    assert!(folder.join("machine/signing.key").is_file());
}
