//! Imports: an issue folder comes back as it was, and what is wrong is named and leaves no trace.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use desk::{
    Desk, Fault,
    wire::{
        exports::{ExportForm, ExportIssue},
        imports::{ImportPaths, Imported, Outcome},
    },
};
use newsroom::{ArticleKind, DraftState, Language};
use tempfile::TempDir;

use crate::clock::TestClock;

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/newsrooms/pli");

fn import(desk: &Desk, path: &Path) -> Result<Vec<Imported>, Fault> {
    let paths = vec![path.display().to_string()];
    desk.import_paths(ImportPaths { paths }).map(|report| report.things)
}

/// Every file under `folder`, by its path in it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Takes every issue of `desk` out as a folder, under `to`.
fn take_out(desk: &Desk, to: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    for issue in desk.list_issues(()).unwrap() {
        let place = to.join(issue.date.to_string());
        desk.export_issue(ExportIssue {
            date: issue.date,
            to: Some(place.display().to_string()),
            editions: Vec::new(),
            forms: vec![ExportForm::Folder],
        })
        .unwrap();
    }
    let mut files = files(to);
    files.retain(|path, _| !path.ends_with("manifest.json"));
    files
}

#[test]
fn an_issue_folder_comes_back_to_the_byte() {
    let above = tempfile::tempdir().unwrap();
    let first = Desk::found_demo(&above.path().join("un.marbre"), TestClock::default()).unwrap();
    let out = take_out(&first, &above.path().join("un"));
    assert!(out.keys().any(|path| path.extension().is_some_and(|kind| kind == "png")));
    assert!(out.keys().any(|path| path.ends_with("publication.yaml")));
    let folder = above.path().join("deux.marbre");
    let second = Desk::found(&folder, "Autre", Language::En, TestClock::default()).unwrap();
    import(&second, &above.path().join("un")).unwrap();
    let again = take_out(&second, &above.path().join("deux"));
    assert_eq!(out.keys().collect::<Vec<_>>(), again.keys().collect::<Vec<_>>());
    for (path, bytes) in &out {
        assert!(*bytes == again[path], "{}", path.display());
    }
    let unchanged = import(&second, &above.path().join("un")).unwrap();
    for thing in unchanged {
        if let Imported::Draft { outcome, .. } | Imported::Issue { outcome, .. } = thing {
            assert_eq!(outcome, Outcome::Unchanged);
        }
    }
    drop(second);
    assert_eq!(desk::verify(&folder).unwrap().damages, Vec::<String>::new());
}

/// A newsroom that holds the demo, and a good issue folder beside it to spoil.
struct Bench {
    above: TempDir,
    newsroom: PathBuf,
    issue: PathBuf,
}

impl Bench {
    fn new() -> Self {
        let above = tempfile::tempdir().unwrap();
        let newsroom = above.path().join("x.marbre");
        Desk::found_demo(&newsroom, TestClock::default()).unwrap().close().unwrap();
        let issue = above.path().join("numero");
        for (path, bytes) in files(&Path::new(DEMO).join("2026-11-20")) {
            let place = issue.join(path);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, bytes).unwrap();
        }
        Self { above, newsroom, issue }
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        fs::write(self.issue.join(name), bytes).unwrap();
        self
    }

    fn rewrite(&self, name: &str, old: &str, new: &str) -> &Self {
        let text = fs::read_to_string(self.issue.join(name)).unwrap();
        assert!(text.contains(old), "{name} has no `{old}`");
        self.write(name, text.replacen(old, new, 1))
    }

    /// Everything that the newsroom holds, as it would be taken out.
    fn holdings(&self) -> String {
        let found = desk::verify(&self.newsroom).unwrap();
        assert_eq!(found.damages, Vec::<String>::new());
        let desk = Desk::open(&self.newsroom, TestClock::default()).unwrap();
        let drafts: Vec<_> = desk.list_drafts(()).unwrap();
        let whole = |line: &desk::wire::drafts::DraftSummary| desk.read_draft(line.id).unwrap();
        let records = serde_json::to_string(&drafts.iter().map(whole).collect::<Vec<_>>()).unwrap();
        let drafts = serde_json::to_string(&drafts).unwrap() + &records;
        let issues = serde_json::to_string(&desk.list_issues(()).unwrap()).unwrap();
        let pictures = serde_json::to_string(&desk.list_illustrations(()).unwrap()).unwrap();
        let counts = (found.drafts, found.issues, found.illustrations);
        format!("{counts:?} {drafts} {issues} {pictures}")
    }

    /// Imports the spoiled folder with a good file before it; it is refused, and nothing moved.
    fn refusal(&self) -> Fault {
        let before = self.holdings();
        let good = self.above.path().join("bon.md");
        fs::write(&good, "---\ntitle: Un bon papier\n---\n\nIntact.\n").unwrap();
        let desk = Desk::open(&self.newsroom, desk::SystemClock).unwrap();
        let paths = [&good, &self.issue].map(|path| path.display().to_string()).to_vec();
        let fault = desk.import_paths(ImportPaths { paths }).unwrap_err();
        desk.close().unwrap();
        assert_eq!(self.holdings(), before, "{fault}");
        fault
    }
}

/// The code of `fault` and what it says, without the folder that is another at each run.
fn told(bench: &Bench, fault: &Fault) -> String {
    let above = format!("{}/", bench.above.path().display());
    let mut said = fault.code.clone();
    for (name, value) in &fault.params {
        if name != "why" {
            said.push_str(&format!(" {name}={}", value.replace(&above, "")));
        }
    }
    assert!(!fault.ours, "{fault}");
    said
}

#[test]
fn what_is_wrong_is_named_and_nothing_of_the_batch_is_kept() {
    type Spoil = fn(&Bench);
    let cases: [(&str, Spoil); 15] = [
        ("a field that does not exist", |it| {
            it.rewrite("issue.yaml", "number:", "numero_bis: 1\nnumber:");
        }),
        ("a number that is none", |it| {
            it.rewrite("issue.yaml", "number: 612", "number: douze");
        }),
        ("a day that is none", |it| {
            it.rewrite("issue.yaml", "2026-11-20", "2026-13-45");
        }),
        ("a role that does not exist", |it| {
            it.rewrite("issue.yaml", "role: lead", "role: chef");
        }),
        ("an article placed and absent", |it| {
            fs::remove_file(it.issue.join("articles/trains-guichets.md")).unwrap();
        }),
        ("a state that does not exist", |it| {
            it.rewrite("articles/trains-guichets.md", "state: ", "state: presque_");
        }),
        ("front matter never closed", |it| {
            it.write("articles/trains-guichets.md", "---\nkind: story\n\nTexte.\n");
        }),
        ("a text that is not UTF-8", |it| {
            it.write("articles/trains-guichets.md", b"---\nkind: story\n---\n\nCaf\xe9\n");
        }),
        ("a file whose name cannot be a slug", |it| {
            it.write("articles/\u{c9}t\u{e9}.md", "Texte.\n");
        }),
        ("a picture named and absent", |it| {
            it.rewrite("articles/trains-guichets.md", "kind:", "illustration: absente\nkind:");
        }),
        ("a passport without its picture", |it| {
            it.write("pictures/seul.yaml", "alt: Rien\n");
        }),
        ("a picture that is cut", |it| {
            it.write("pictures/bassin-serveurs.png", b"\x89PNG\r\n\x1a\ntronqu");
        }),
        ("a passport whose day is none", |it| {
            it.write("pictures/bassin-serveurs.yaml", "alt: Bassin\nexpires: demain\n");
        }),
        ("authors that are no list", |it| {
            it.write("authors.yaml", "key: seule\n");
        }),
        ("a key given twice", |it| {
            it.rewrite("issue.yaml", "number:", "title: Un\ntitle: Deux\nnumber:");
        }),
    ];
    let said: Vec<String> = cases
        .iter()
        .map(|(name, spoil)| {
            let bench = Bench::new();
            spoil(&bench);
            format!("{name}: {}", told(&bench, &bench.refusal()))
        })
        .collect();
    expect_test::expect![[r#"
        a field that does not exist: import.yaml field=numero_bis file=numero/issue.yaml line=2
        a number that is none: import.yaml field=number file=numero/issue.yaml line=2
        a day that is none: import.yaml field=date file=numero/issue.yaml line=1
        a role that does not exist: import.yaml field=role file=numero/issue.yaml line=11
        an article placed and absent: import.article article=trains-guichets file=numero/issue.yaml
        a state that does not exist: import.yaml field=state file=numero/articles/trains-guichets.md line=3
        front matter never closed: import.front_matter fence=--- file=numero/articles/trains-guichets.md
        a text that is not UTF-8: import.encoding file=numero/articles/trains-guichets.md line=5
        a file whose name cannot be a slug: key.invalid key=numero/articles/Été.md
        a picture named and absent: import.picture file=numero/articles/trains-guichets.md picture=absente
        a passport without its picture: import.sidecar file=numero/pictures/seul.yaml
        a picture that is cut: picture.damaged file=numero/pictures/bassin-serveurs.png
        a passport whose day is none: import.yaml field=expires file=numero/pictures/bassin-serveurs.yaml line=2
        authors that are no list: import.yaml field=key file=numero/authors.yaml line=1
        a key given twice: import.yaml field=title file=numero/issue.yaml line=3"#]].assert_eq(&said.join("\n"));
}

#[test]
fn a_loose_file_that_cannot_be_read_says_where() {
    let cases: [(&str, &[u8]); 7] = [
        ("date", b"---\ntitle: Un\ndate: 2019-13-45\n---\n\nTexte.\n"),
        ("toml", b"+++\ntitle = \"Un\"\ndate = 2019-13-45\n+++\n\nTexte.\n"),
        ("open", b"---\ntitle: Un\n\nTexte.\n"),
        ("open-toml", b"+++\ntitle = \"Un\"\n\nTexte.\n"),
        ("twice", b"---\ntitle: Un\ntitle: Deux\n---\n\nTexte.\n"),
        ("bytes", b"Un\nDeux \xff\n"),
        ("colon", b"---\ntitle: Un\nsponsor:\n  heading: [Un, Deux\n---\n\nTexte.\n"),
    ];
    let said: Vec<String> = cases
        .iter()
        .map(|(name, bytes)| {
            let bench = Bench::new();
            fs::remove_dir_all(&bench.issue).unwrap();
            fs::create_dir(&bench.issue).unwrap();
            bench.write(&format!("{name}.md"), bytes);
            told(&bench, &bench.refusal())
        })
        .collect();
    expect_test::expect![[r#"
        import.date file=numero/date.md found=2019-13-45 line=3
        import.yaml field=date file=numero/toml.md line=3
        import.front_matter fence=--- file=numero/open.md
        import.front_matter fence=+++ file=numero/open-toml.md
        import.yaml field=title file=numero/twice.md line=3
        import.encoding file=numero/bytes.md line=2
        import.yaml field=heading file=numero/colon.md line=4"#]]
    .assert_eq(&said.join("\n"));
}

#[test]
fn a_bomb_of_aliases_does_not_go_off() {
    let mut bomb = String::from("---\na: &a [x, x, x, x, x, x, x, x, x]\n");
    for (name, before) in ["b", "c", "d", "e", "f", "g", "h", "i"]
        .iter()
        .zip(["a", "b", "c", "d", "e", "f", "g", "h"])
    {
        let nine = vec![format!("*{before}"); 9].join(", ");
        bomb.push_str(&format!("{name}: &{name} [{nine}]\n"));
    }
    bomb.push_str("---\n\nBoum.\n");
    let above = tempfile::tempdir().unwrap();
    let file = above.path().join("bombe.md");
    fs::write(&file, bomb).unwrap();
    let desk = Desk::in_memory("x", TestClock::default()).unwrap();
    // Its aliases are words, as they were written.
    import(&desk, &file).unwrap();
    let draft = desk.list_drafts(()).unwrap().remove(0);
    assert!(desk.open_draft(draft.id).unwrap().text.len() < 2_000);
}

#[test]
fn a_published_article_is_not_rewritten_by_an_import() {
    let bench = Bench::new();
    bench.rewrite("articles/trains-guichets.md", "\n---\n\n", "\n---\n\nUne phrase de trop. ");
    assert!(told(&bench, &bench.refusal()).starts_with("import.published"));
}

#[test]
fn a_colon_in_a_title_is_a_colon() {
    let above = tempfile::tempdir().unwrap();
    let file = above.path().join("note.md");
    let titled =
        "---\ntitle: L'eau : mode d'emploi, suite: la fin\nauthor: \"Ada\" & co: x\n---\n\nOui.\n";
    fs::write(&file, titled).unwrap();
    let desk = Desk::in_memory("x", TestClock::default()).unwrap();
    import(&desk, &file).unwrap();
    let draft = desk.list_drafts(()).unwrap().remove(0);
    assert_eq!(draft.headline, "L'eau : mode d'emploi, suite: la fin");
}

#[test]
fn an_article_of_ours_that_comes_alone_keeps_its_kind_and_state() {
    let above = tempfile::tempdir().unwrap();
    let file = above.path().join("note.md");
    let written = "---\nkind: brief\nstate: ready\nheadline: Un\nkeyword: Bornes\nsponsor: Ada\n\
                   ---\n\nOui.\n";
    fs::write(&file, written).unwrap();
    let desk = Desk::in_memory("x", TestClock::default()).unwrap();
    import(&desk, &file).unwrap();
    let draft = desk.read_draft(desk.list_drafts(()).unwrap().remove(0).id).unwrap();
    assert_eq!((draft.kind, draft.state), (ArticleKind::Brief, DraftState::Ready));
    assert_eq!(draft.keyword, "Bornes");
    let text = desk.open_draft(draft.id).unwrap().text;
    assert_eq!(text, "Oui.\n\n---\n\n- sponsor\u{a0}: Ada\n");
    // What we write ourselves has nothing for the typography to mend.
    assert_eq!(desk.review_draft(draft.id).unwrap().remarks, []);
}

#[test]
fn what_is_asked_for_by_name_must_be_of_use() {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::in_memory("x", TestClock::default()).unwrap();
    let pdf = above.path().join("note.pdf");
    fs::write(&pdf, "%PDF").unwrap();
    assert_eq!(import(&desk, &pdf).unwrap_err().code, "import.nothing");
    assert_eq!(import(&desk, &above.path().join("absent.md")).unwrap_err().code, "file.failed");
}

#[cfg(unix)]
#[test]
fn a_link_in_an_issue_folder_gives_nothing_of_what_it_leads_to() {
    use std::os::unix::fs::symlink;

    let above = tempfile::tempdir().unwrap();
    let outside = above.path().join("privé.md");
    fs::write(&outside, "Un mot que personne n’a donné.\n").unwrap();
    let desk = Desk::in_memory("Le Pli", TestClock::default()).unwrap();
    let issue = above.path().join("2026-11-30");
    fs::create_dir_all(issue.join("articles")).unwrap();
    fs::write(issue.join("issue.yaml"), "date: 2026-11-30\nnumber: 1\nline_up: []\n").unwrap();
    fs::write(issue.join("articles/sien.md"), "---\nheadline: Le sien\n---\n\nÀ lui.\n").unwrap();
    symlink(&outside, issue.join("articles/autre.md")).unwrap();
    symlink(above.path(), issue.join("pictures")).unwrap();
    let pipe = issue.join("articles/tube.md");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());

    let paths = vec![issue.display().to_string()];
    let report = desk.import_paths(ImportPaths { paths }).unwrap();
    assert_eq!(report.skipped.len(), 3, "{:?}", report.skipped);
    let drafts = desk.list_drafts(()).unwrap();
    let headlines: Vec<&str> = drafts.iter().map(|draft| draft.headline.as_str()).collect();
    assert_eq!(headlines, ["Le sien"]);
}

#[test]
fn a_file_too_heavy_to_be_a_text_is_refused_by_name() {
    let above = tempfile::tempdir().unwrap();
    let file = above.path().join("journal.md");
    let heavy = fs::File::create(&file).unwrap();
    // A hole: it weighs nothing on the disk, and four gigabytes to whoever reads it.
    heavy.set_len(4 << 30).unwrap();
    let desk = Desk::in_memory("Le Pli", TestClock::default()).unwrap();
    let refused = import(&desk, &file).unwrap_err();
    assert_eq!(refused.code, "import.heavy");
    assert!(refused.params["file"].ends_with("journal.md"), "{refused:?}");
    assert!(desk.list_drafts(()).unwrap().is_empty());
}
