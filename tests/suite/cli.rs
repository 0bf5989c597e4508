//! The command line: what it does, what it says in two languages, and how it ends.

use std::{ffi::OsString, fs, path::Path};

use newsroom::Language;
use serde_json::Value;
use tempfile::TempDir;

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/newsrooms/pli");

/// What a run left behind.
struct Run {
    code: u8,
    out: String,
    err: String,
}

fn say(language: Language, arguments: &[&str]) -> Run {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let typed = ["marbre"].iter().chain(arguments).map(OsString::from);
    let code = cli::run(typed, language, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code, out: text(out), err: text(err) }
}

fn marbre(arguments: &[&str]) -> Run {
    say(Language::Fr, arguments)
}

/// A run that goes well.
fn done(arguments: &[&str]) -> String {
    let run = marbre(arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}: {}", run.out);
    run.out
}

/// The answer of a run for machines.
fn json(arguments: &[&str]) -> Value {
    let mut arguments = arguments.to_vec();
    arguments.push("--json");
    serde_json::from_str(&done(&arguments)).unwrap()
}

/// A run that a person must mend; answers what it says.
fn refused(arguments: &[&str]) -> String {
    let run = marbre(arguments);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{arguments:?}");
    assert_eq!(run.err.lines().count(), 2, "what happened, and what to do: {}", run.err);
    run.err
}

/// A place with nothing in it.
struct Bare(TempDir);

impl Bare {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn at(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }
}

/// A place with the demo's newsroom.
struct Place(Bare);

impl Place {
    fn new() -> Self {
        let place = Self(Bare::new());
        done(&["init", &place.at("pli.marbre"), "--name", "Le Pli"]);
        done(&["import", &place.at("pli.marbre"), DEMO]);
        place
    }

    fn at(&self, name: &str) -> String {
        self.0.at(name)
    }
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                found.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_newsroom_is_founded_once() {
    let place = Bare::new();
    let room = place.at("x.marbre");
    let founded = json(&["init", &room, "--name", "Essai", "--locale", "en"]);
    assert_eq!(founded["publication"]["locale"], "en", "{founded}");
    assert!(refused(&["init", &room, "--name", "Essai"]).contains("x.marbre"));
}

#[test]
fn an_import_tells_what_it_kept_and_a_second_one_keeps_nothing() {
    let place = Bare::new();
    let room = place.at("x.marbre");
    done(&["init", &room, "--name", "Le Pli"]);
    let first = done(&["import", &room, DEMO]);
    assert!(first.contains("Numéros ajoutés\u{a0}: 3"), "{first}");
    let again = json(&["import", &room, DEMO]);
    let things = again["things"].as_array().unwrap();
    assert!(things.len() > 20);
    let changed: Vec<&Value> =
        things.iter().filter(|thing| thing["outcome"] != "unchanged").collect();
    assert!(changed.iter().all(|thing| thing["kind"] == "draft"), "{changed:?}");
}

#[test]
fn a_bad_file_is_named_with_its_line_in_both_languages() {
    let place = Bare::new();
    let (room, file) = (place.at("x.marbre"), place.at("note.md"));
    done(&["init", &room, "--name", "Essai"]);
    fs::write(&file, "---\ntitle: Une note\ndate: 2019-13-45\n---\n\nTexte.\n").unwrap();
    let french = refused(&["import", &room, &file]);
    assert!(french.contains("note.md") && french.contains("ligne\u{a0}3"), "{french}");
    let english = say(Language::En, &["import", &room, &file]);
    assert_eq!(english.code, 1);
    assert!(english.err.contains("line 3"), "{}", english.err);
    let machine = marbre(&["import", &room, &file, "--json"]);
    let said: Value = serde_json::from_str(&machine.out).unwrap();
    assert_eq!((machine.code, &said["fault"]["code"]), (1, &"import.date".into()));
    assert_eq!(said["fault"]["params"]["line"], "3");
}

#[test]
fn issues_are_listed_shown_and_opened() {
    let place = Place::new();
    let room = place.at("pli.marbre");
    let list = json(&["issue", "list", &room]);
    let dates: Vec<&str> =
        list.as_array().unwrap().iter().map(|issue| issue["date"].as_str().unwrap()).collect();
    assert_eq!(dates, ["2026-11-23", "2026-11-20", "2026-11-19"]);
    let shown = done(&["issue", "show", &room, "--date", "2026-11-20"]);
    assert!(shown.contains("piscine-serveurs") && shown.contains("signes"), "{shown}");
    let opened = json(&["issue", "new", &room, "--date", "2031-01-06"]);
    assert_eq!(opened["plan"]["date"], "2031-01-06");
    refused(&["issue", "new", &room, "--date", "2031-01-06"]);
    refused(&["issue", "show", &room, "--date", "1999-01-01"]);
}

#[test]
fn a_check_that_finds_an_error_ends_with_one() {
    let place = Place::new();
    let room = place.at("pli.marbre");
    let sound = marbre(&["check", &room, "--issue", "2026-11-23"]);
    assert_eq!(sound.code, 0, "{}", sound.out);
    done(&["issue", "new", &room, "--date", "2031-01-06"]);
    let empty = marbre(&["check", &room, "--issue", "2031-01-06", "--json"]);
    let remarks: Value = serde_json::from_str(&empty.out).unwrap();
    let errors = remarks.as_array().unwrap().iter().any(|remark| remark["severity"] == "error");
    assert_eq!(empty.code, u8::from(errors));
    assert!(errors, "an empty issue is no issue: {remarks}");
}

#[test]
fn a_closed_issue_refuses_every_command_that_would_change_it() {
    let place = Place::new();
    let room = place.at("pli.marbre");
    let day = ["--issue", "2026-11-23"];
    let closed = json(&["close", &room, day[0], day[1]]);
    assert_eq!(closed["date"], "2026-11-23");
    assert_eq!(closed["proof"].as_str().unwrap().len(), 64);
    refused(&["close", &room, day[0], day[1]]);
    let out = place.at("out");
    done(&["export", &room, day[0], day[1], "--to", &out, "--as", "folder"]);
    let article = format!("{out}/folder/articles/puces-dormantes.md");
    let text = fs::read_to_string(&article).unwrap();
    fs::write(&article, text.replace("sieste", "nuit")).unwrap();
    let said = refused(&["import", &room, &format!("{out}/folder")]);
    assert!(said.contains("puces-dormantes"), "{said}");
    assert!(done(&["verify", &room]).contains("Tout est en ordre"));
}

#[test]
fn a_closed_issue_exports_the_same_bytes_each_time() {
    let place = Place::new();
    let room = place.at("pli.marbre");
    done(&["close", &room, "--issue", "2026-11-23"]);
    let export = |name: &str| {
        let to = place.at(name);
        done(&["export", &room, "--issue", "2026-11-23", "--to", &to, "--edition", "all"]);
        files(Path::new(&to))
    };
    let first = export("un");
    assert!(first.len() > 10);
    assert!(first == export("deux"));
    assert!(first == export("un"), "over itself, too");
}

#[test]
fn an_export_makes_the_editions_and_forms_asked_for() {
    let place = Place::new();
    let (room, to) = (place.at("pli.marbre"), place.at("out"));
    let report = json(&[
        "export",
        &room,
        "--issue",
        "2026-11-20",
        "--to",
        &to,
        "--edition",
        "public",
        "--as",
        "email,text",
    ]);
    let paths: Vec<&str> =
        report["files"].as_array().unwrap().iter().map(|it| it["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["email/public.eml", "email/public.html", "text/public.txt"]);
    refused(&["export", &room, "--issue", "2026-11-20", "--to", &to, "--edition", "presse"]);
    assert_eq!(marbre(&["export", &room, "--issue", "2026-11-20", "--as", "pdf"]).code, 1);
}

#[test]
fn an_export_never_writes_over_a_folder_of_somebody_else() {
    let place = Place::new();
    let (room, to) = (place.at("pli.marbre"), place.at("site"));
    fs::create_dir_all(format!("{to}/web/public")).unwrap();
    fs::write(format!("{to}/web/public/index.html"), "à moi").unwrap();
    let said = refused(&["export", &room, "--issue", "2026-11-20", "--to", &to]);
    assert!(said.contains("site"), "{said}");
    assert_eq!(files(Path::new(&to)).len(), 1);
}

#[test]
fn a_search_answers_in_words_and_in_json() {
    let place = Place::new();
    let room = place.at("pli.marbre");
    let hits = json(&["search", &room, "ventilateurs"]);
    let slugs: Vec<&Value> =
        hits.as_array().unwrap().iter().map(|hit| &hit["draft"]["slug"]).collect();
    assert!(slugs.contains(&&Value::from("piscine-serveurs")), "{hits}");
    assert!(done(&["search", &room, "VENTILATEURS"]).contains("piscine-serveurs"));
    assert_eq!(json(&["search", &room, "zygomatique"]), Value::Array(Vec::new()));
}

#[test]
fn the_demo_is_founded_and_exported_and_again_without_a_change() {
    let place = Bare::new();
    let out = place.at("demo");
    let told = json(&["demo", &out]);
    assert!(told["newsroom"].as_str().unwrap().ends_with("newsroom.marbre"));
    let exported = || {
        let mut files = files(Path::new(&out));
        files.retain(|(name, _)| !name.starts_with("newsroom.marbre"));
        files
    };
    let first = exported();
    assert!(first.iter().any(|(name, _)| name == "web/public/index.html"));
    done(&["demo", &out]);
    assert!(first == exported());
}

#[test]
fn a_verification_finds_the_byte_that_changed() {
    let place = Place::new();
    let room = place.at("pli.marbre");
    assert!(done(&["verify", &room]).contains("Tout est en ordre"));
    let originals = Path::new(&room).join("originals");
    let file = originals.join(&files(&originals)[0].0);
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
    let found = marbre(&["verify", &room, "--json"]);
    let said: Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!((found.code, said["damages"].as_array().unwrap().len()), (1, 1), "{said}");
    assert!(said["damages"][0].as_str().unwrap().contains("original"), "{said}");
}

#[test]
fn what_is_ours_to_mend_ends_with_two() {
    let place = Place::new();
    let room = place.at("pli.marbre");
    fs::write(Path::new(&room).join("newsroom.db"), b"ce n'est pas une base".repeat(400)).unwrap();
    let run = marbre(&["issue", "list", &room]);
    assert_eq!(run.code, 2, "{}", run.err);
}

#[test]
fn the_help_speaks_both_languages_and_a_slip_ends_with_one() {
    assert!(done(&["--help"]).contains("Boucle un numéro"));
    assert!(say(Language::En, &["--help"]).out.contains("Closes an issue"));
    for slip in [&["imprime"][..], &["close"], &["check", "x.marbre", "--issue", "demain"]] {
        assert_eq!(marbre(slip).code, 1, "{slip:?}");
    }
    refused(&["issue", "list", "/nulle/part.marbre"]);
}

#[test]
fn the_lexicon_goes_out_and_comes_in_as_a_table() {
    let bare = Bare::new();
    let newsroom = bare.at("pli.marbre");
    done(&["init", &newsroom, "--name", "Le Pli"]);
    let table = bare.at("lexicon.tsv");
    fs::write(&table, "form\tforbidden\nSoftBank\tSoftbank|Soft Bank\n").unwrap();
    let imported = json(&["lexicon", &newsroom, "--import", &table]);
    assert_eq!(imported["added"], 1);
    let told = done(&["lexicon", &newsroom]);
    assert!(told.contains("SoftBank\tterm\t\tSoftbank|Soft Bank\t\t"), "{told}");
    fs::write(&table, told).unwrap();
    assert_eq!(json(&["lexicon", &newsroom, "--import", &table])["same"], 1);
    fs::write(&table, "form\tkind\nQorvault\tfirm\n").unwrap();
    let refused = refused(&["lexicon", &newsroom, "--import", &table]);
    assert!(refused.contains("Ligne 2") && refused.contains("kind"), "{refused}");
}
