//! Letters as other programs keep them: nothing of them is lost on the way in or out.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use desk::{
    Desk,
    wire::{
        exports::{ExportForm, ExportIssue},
        imports::{ImportPaths, ImportReport, Imported, Outcome},
        search::SearchWords,
    },
};
use newsroom::Draft;
use proptest::prelude::*;

use crate::clock::TestClock;

const LETTERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/newsletters");

fn desk() -> Desk {
    Desk::in_memory("Essais", TestClock::default()).unwrap()
}

fn import(desk: &Desk, path: &Path) -> ImportReport {
    desk.import_paths(ImportPaths { paths: vec![path.display().to_string()] }).unwrap()
}

fn letters() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().unwrap().eq_ignore_ascii_case("md") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(Path::new(LETTERS), &mut found);
    found.sort();
    found
}

/// Every run of letters or digits, in lower case.
fn words(text: &str) -> BTreeSet<String> {
    let text = text
        .replace("&mdash;", "—")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Everything that is stored of a draft.
fn stored(desk: &Desk, draft: &Draft) -> String {
    let text = desk.open_draft(draft.id).unwrap().text;
    format!("{} {text}", serde_json::to_string(draft).unwrap().replace("\\n", " "))
}

fn drafts(desk: &Desk) -> Vec<Draft> {
    let archived = desk.list_issues(()).unwrap().into_iter().flat_map(|issue| {
        let placed = desk.open_issue(issue.date).unwrap().articles;
        placed.into_values().map(|placed| placed.draft)
    });
    let at_work =
        desk.list_drafts(()).unwrap().into_iter().map(|line| desk.read_draft(line.id).unwrap());
    archived.chain(at_work).collect()
}

/// The draft that was made of `file`.
fn made_of(desk: &Desk, file: &Path) -> Draft {
    let name = file.file_name().unwrap().to_str().unwrap();
    let from = |draft: &Draft| draft.origin.as_ref().unwrap().file.ends_with(name);
    drafts(desk).into_iter().find(from).unwrap()
}

/// What a reader of the page must find: no comment, no tag of the program that made the letter.
fn printed(source: &str) -> String {
    let technical = ["{%", "layout:", "permalink:", "date", "draft", "slug:", "lang:", "+++"];
    let lists = ["categories:", "tags", "  - "];
    source
        .lines()
        .map(|line| line.split(" \"Le relevé\"").next().unwrap_or(line))
        .filter(|line| !technical.iter().chain(&lists).any(|start| line.starts_with(start)))
        .filter(|line| !line.starts_with('['))
        .collect::<Vec<_>>()
        .join("\n")
        .replace("][pm]", "]")
        .replace("author:", "")
        .replace("name:", "")
        .replace("description:", "")
        .replace("title", "")
        .replace("authors", "")
        .replace("summary", "")
}

fn outcomes(report: &ImportReport) -> BTreeSet<String> {
    let outcome = |thing: &Imported| match thing {
        Imported::Publication { outcome }
        | Imported::Author { outcome, .. }
        | Imported::Illustration { outcome, .. }
        | Imported::Draft { outcome, .. }
        | Imported::Issue { outcome, .. } => *outcome,
    };
    report.things.iter().map(|thing| format!("{:?}", outcome(thing))).collect()
}

#[test]
fn every_word_of_a_letter_is_kept() {
    let desk = desk();
    import(&desk, Path::new(LETTERS));
    for file in letters() {
        let source = fs::read_to_string(&file).unwrap();
        let kept = words(&stored(&desk, &made_of(&desk, &file)));
        let lost: Vec<String> = words(&source).difference(&kept).cloned().collect();
        assert_eq!(lost, Vec::<String>::new(), "{}", file.display());
    }
}

#[test]
fn a_letter_of_the_archive_prints_whole_in_both_editions() {
    let above = tempfile::tempdir().unwrap();
    let desk = desk();
    import(&desk, Path::new(LETTERS));
    let mut printed_letters = 0;
    for file in letters() {
        let Some(date) = made_of(&desk, &file).date else { continue };
        printed_letters += 1;
        let to = above.path().join(date.to_string());
        desk.export_issue(ExportIssue {
            date,
            to: Some(to.display().to_string()),
            editions: Vec::new(),
            forms: Vec::new(),
        })
        .unwrap();
        let source = printed(&fs::read_to_string(&file).unwrap());
        for edition in ["public", "subscribers"] {
            let page = to.join("web").join(edition).join("index.html");
            let page = fs::read_to_string(page).unwrap();
            let (_, page) = page.split_once("<body").unwrap();
            let lost: Vec<String> = words(&source).difference(&words(page)).cloned().collect();
            assert_eq!(lost, Vec::<String>::new(), "{} {edition}", file.display());
        }
    }
    assert_eq!(printed_letters, 5);
}

#[test]
fn a_letter_is_found_by_its_words() {
    let desk = desk();
    import(&desk, Path::new(LETTERS));
    for (asked, slug) in [
        ("plongeurs", "cables"),
        ("truites alimentaire", "riviere"),
        ("invoice", "the-quiet-server"),
        ("imprimeur", "reunion-du-lundi"),
        ("rust polite", "on-maintenance"),
        ("audierne", "sans-en-tete"),
    ] {
        let hits = desk.search_words(SearchWords { words: asked.into(), limit: 5 }).unwrap();
        assert_eq!(hits.first().map(|hit| hit.draft.slug.as_str()), Some(slug), "{asked}");
    }
}

#[test]
fn what_other_programs_say_is_understood() {
    let desk = desk();
    let report = import(&desk, Path::new(LETTERS));
    assert_eq!(outcomes(&report), BTreeSet::from(["Added".to_owned()]));
    let said: Vec<String> = letters()
        .iter()
        .map(|file| {
            let draft = made_of(&desk, file);
            let date = draft.date.map_or_else(|| "—".into(), |date| date.to_string());
            let authors: Vec<&str> = draft.authors.iter().map(|key| key.as_str()).collect();
            let tags = draft.tags.join(", ");
            format!("{} | {date} | {} | {} | {tags}", draft.slug, draft.headline, authors.join(" "))
        })
        .collect();
    expect_test::expect![[r#"
        the-quiet-server | 2026-04-14 | The Quiet Server | ada-penhallow | hosting, silence
        on-maintenance | 2026-05-04 | On maintenance, or: the art of not leaving |  | 
        riviere | 2026-03-09 | La rivière qui compte ses poissons | oscar-keradec | capteurs, eau douce
        cables | 2026-03-02 | Câbles : la mer garde tout | ines-vasseur | réseaux, océan
        reunion-du-lundi | — | Réunion du lundi |  | 
        sans-en-tete | 2026-06-01 | Le courrier des lecteurs : troisième tas |  | "#]]
    .assert_eq(&said.join("\n"));
}

#[test]
fn a_second_import_changes_nothing() {
    let desk = desk();
    import(&desk, Path::new(LETTERS));
    let before: Vec<String> = drafts(&desk).iter().map(|draft| stored(&desk, draft)).collect();
    let again = import(&desk, Path::new(LETTERS));
    assert_eq!(outcomes(&again), BTreeSet::from([format!("{:?}", Outcome::Unchanged)]));
    let after: Vec<String> = drafts(&desk).iter().map(|draft| stored(&desk, draft)).collect();
    assert_eq!(before, after);
}

#[test]
fn files_of_one_name_in_two_folders_are_two_drafts() {
    let above = tempfile::tempdir().unwrap();
    for (folder, text) in [("a", "Le premier.\n"), ("b", "Le second.\n")] {
        fs::create_dir(above.path().join(folder)).unwrap();
        fs::write(above.path().join(folder).join("note.md"), text).unwrap();
    }
    let desk = desk();
    import(&desk, above.path());
    let texts = || {
        let mut texts: Vec<String> =
            drafts(&desk).iter().map(|draft| desk.open_draft(draft.id).unwrap().text).collect();
        texts.sort();
        texts
    };
    assert_eq!(texts(), ["Le premier.\n", "Le second.\n"]);
    assert_eq!(outcomes(&import(&desk, above.path())), BTreeSet::from(["Unchanged".to_owned()]));
    import(&desk, &above.path().join("b"));
    assert_eq!(texts(), ["Le premier.\n", "Le second.\n"]);
}

#[test]
fn pictures_of_one_name_in_two_folders_are_two_pictures() {
    let above = tempfile::tempdir().unwrap();
    let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/newsrooms/pli/2026-11-23/pictures");
    for (folder, picture) in [("un", "trois-copies"), ("deux", "puces-dormantes")] {
        fs::create_dir(above.path().join(folder)).unwrap();
        let place = above.path().join(folder).join("cover.png");
        fs::copy(format!("{demo}/{picture}.png"), place).unwrap();
    }
    let desk = desk();
    import(&desk, above.path());
    let choices = desk.list_illustrations(()).unwrap();
    assert_eq!(choices.len(), 2);
    assert_eq!(outcomes(&import(&desk, above.path())), BTreeSet::from(["Unchanged".to_owned()]));
}

#[test]
fn strange_files_are_taken_or_left_alone_and_harm_nothing() {
    let above = tempfile::tempdir().unwrap();
    let at = |name: &str| above.path().join(name);
    fs::write(at("vide.md"), "").unwrap();
    fs::write(at("marque.md"), "\u{feff}---\r\ntitle: Marqué\r\n---\r\n\r\nFin.\r\n").unwrap();
    fs::write(at("règle.md"), "---\n\nUne règle ouvre ce texte.\n").unwrap();
    fs::write(at("prose.md"), "---\nDeux règles, de la prose.\n---\nEt la suite.\n").unwrap();
    fs::write(at("long.md"), "Un mot après l’autre, sans fin.\n\n".repeat(32_000)).unwrap();
    fs::write(at("Été à la mer 🌊.MD"), "Du sable.\n").unwrap();
    fs::write(at("lisez-moi.pdf"), "%PDF").unwrap();
    fs::create_dir(at("dossier.md")).unwrap();
    fs::write(at("dossier.md/dedans.markdown"), "Dedans.\n").unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(above.path(), at("boucle")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(at("tube.md")).status().unwrap();
        assert!(made.success());
    }
    let desk = desk();
    let report = import(&desk, above.path());
    let mut headlines: Vec<String> =
        drafts(&desk).into_iter().map(|draft| draft.headline).collect();
    headlines.sort();
    assert_eq!(
        headlines,
        ["Marqué", "dedans", "long", "prose", "règle", "vide", "Été à la mer 🌊"]
    );
    assert_eq!(report.skipped.len(), if cfg!(unix) { 3 } else { 1 }, "{:?}", report.skipped);
    let prose = made_of(&desk, Path::new("prose.md"));
    let text = desk.open_draft(prose.id).unwrap().text;
    assert_eq!(text, "---\nDeux règles, de la prose.\n---\nEt la suite.\n");
}

#[test]
fn a_letter_taken_out_as_a_folder_keeps_what_its_program_said() {
    let above = tempfile::tempdir().unwrap();
    let desk = desk();
    import(&desk, Path::new(LETTERS));
    desk.export_issue(ExportIssue {
        date: "2026-03-02".parse().unwrap(),
        to: Some(above.path().display().to_string()),
        editions: Vec::new(),
        forms: vec![ExportForm::Folder],
    })
    .unwrap();
    let file = fs::read_to_string(above.path().join("folder/articles/cables.md")).unwrap();
    assert!(file.contains("layout: post"), "{file}");
    assert!(file.contains("{% endhighlight %}"), "{file}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever a person wrote is what is stored, but for the ends of its lines.
    #[test]
    fn any_text_is_stored_as_it_was_written(
        text in prop::collection::vec("[ -~àéœ’«»…🧢\u{202f}\u{a0}\t]{0,40}", 0..12),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let text = text.join(end);
        let above = tempfile::tempdir().unwrap();
        let file = above.path().join("texte.md");
        // A title of its own keeps the first heading in the text.
        fs::write(&file, format!("---{end}title: Texte{end}---{end}{end}{text}")).unwrap();
        let desk = desk();
        import(&desk, &file);
        let kept = desk.open_draft(drafts(&desk)[0].id).unwrap().text;
        let wanted = text.replace("\r\n", "\n").replace('\r', "\n");
        prop_assert_eq!(kept, wanted);
    }
}
