//! Packages: what is handed over is whole, the same everywhere, and says what the proof says.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use desk::{
    Desk,
    wire::{
        editions::SaveEditions,
        packages::{Container, ExportPackage, PackageKind, PackageReport},
        pictures::SavePassport,
    },
};
use newsroom::{EditionKey, Visibility};
use proptest::prelude::*;
use rendition::{Composition, PACKAGES, Told, packed};
use serde_json::Value;
use tempfile::TempDir;

use crate::{
    clean_proof::{clean, slug},
    clock::TestClock,
};

fn demo() -> (TempDir, Desk) {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    (above, desk)
}

fn ask(to: &Path, package: PackageKind, container: Container) -> ExportPackage {
    let date = Desk::demo_issue().unwrap();
    ExportPackage { date, to: Some(to.display().to_string()), package, container, edition: None }
}

fn pack(desk: &Desk, to: &Path, package: PackageKind, container: Container) -> PackageReport {
    desk.export_package(ask(to, package, container)).unwrap()
}

/// Runs a tool that is not ours; answers what it prints.
fn tool(name: &str, arguments: &[&str], folder: &Path) -> String {
    let run = Command::new(name).args(arguments).current_dir(folder).output().unwrap();
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success(), "{name}: {said}{}", String::from_utf8_lossy(&run.stderr));
    said
}

fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                found.push(entry.path().strip_prefix(folder).unwrap().display().to_string());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_bundle_is_whole_and_its_sums_hold() {
    let (above, desk) = demo();
    let report = pack(&desk, above.path(), PackageKind::Bundle, Container::Folder);
    let folder = PathBuf::from(&report.path);
    tool("sha256sum", &["--check", "--strict", "SHA256SUMS"], &folder);

    let manifest: Value =
        serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    let mut listed: Vec<String> = manifest["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["path"].as_str().unwrap().to_owned())
        .collect();
    for file in manifest["files"].as_array().unwrap() {
        let said = tool("sha256sum", &[file["path"].as_str().unwrap()], &folder);
        assert!(said.starts_with(file["sha256"].as_str().unwrap()), "{file}");
    }
    listed.push("manifest.json".into());
    listed.sort();
    assert_eq!(listed, files(&folder));
    for path in [
        "issue.json",
        "web/public/index.html",
        "email/subscribers.eml",
        "text/public.txt",
        "folder/issue.yaml",
        "receipt.json",
    ] {
        assert!(listed.iter().any(|file| file == path), "{path} is not in {listed:?}");
    }
    assert_eq!(manifest["proof"], report.receipt.proof);
    assert!(manifest.get("signature").is_none(), "an open issue is not signed");
    assert_eq!(report.receipt.differences, []);
}

#[test]
fn the_bundle_of_a_closed_issue_is_signed() {
    let (above, desk) = demo();
    desk.close_issue(Desk::demo_issue().unwrap()).unwrap();
    let report = pack(&desk, above.path(), PackageKind::Bundle, Container::Folder);
    let folder = PathBuf::from(&report.path);
    let manifest: Value =
        serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    let bytes = |name: &str| {
        let said = manifest["signature"][name].as_str().unwrap().to_owned();
        let pair = |at: usize| u8::from_str_radix(&said[at..at + 2], 16).unwrap();
        (0..said.len()).step_by(2).map(pair).collect::<Vec<u8>>()
    };
    // OpenSSL wants the key in its wrapping: twelve bytes say that it is Ed25519.
    let mut key = vec![0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
    key.extend(bytes("key"));
    fs::write(above.path().join("key"), key).unwrap();
    fs::write(above.path().join("signature"), bytes("signature")).unwrap();
    let proof = folder.join("proof.json").display().to_string();
    let verify = ["pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin"];
    let on = ["-in", proof.as_str(), "-sigfile", "signature"];
    tool("openssl", &[&verify[..], &on].concat(), above.path());
}

#[test]
fn archives_open_elsewhere_and_are_the_same_each_time() {
    let (above, desk) = demo();
    let (one, two) = (above.path().join("one"), above.path().join("two"));
    let folder = pack(&desk, &one, PackageKind::Bundle, Container::Folder).path;
    for (container, unpack) in [
        (Container::Zip, &["unzip", "-q"][..]),
        (Container::TarZst, &["tar", "--extract", "--zstd", "--file"]),
    ] {
        let first = pack(&desk, &one, PackageKind::Bundle, container).path;
        let again = pack(&desk, &one, PackageKind::Bundle, container).path;
        assert_eq!(first, again, "an archive of ours is replaced");
        let second = pack(&desk, &two, PackageKind::Bundle, container).path;
        assert!(fs::read(&first).unwrap() == fs::read(&second).unwrap());
        let open = tempfile::tempdir().unwrap();
        tool(unpack[0], &[&unpack[1..], &[first.as_str()]].concat(), open.path());
        tool("diff", &["--recursive", &folder, "."], open.path());
    }
}

#[test]
fn a_leak_stops_every_package_and_nothing_is_written() {
    let (above, desk) = demo();
    let drafts = desk.list_drafts(()).unwrap();
    let dossier = drafts.iter().find(|one| one.slug.as_str() == "fichiers-fragiles").unwrap();
    let text = desk.open_draft(dossier.id).unwrap().text;
    let (_, gated) = text.split_once("<!-- coupe -->").unwrap();
    let secret = gated.lines().find(|line| line.len() > 80 && !line.contains(['*', '['])).unwrap();
    // The same words in a picture's caption: the public edition would print them.
    let key = "puces-dormantes".parse().unwrap();
    let passport = newsroom::Passport { caption: secret.into(), ..Default::default() };
    desk.save_passport(SavePassport { key, passport }).unwrap();
    for package in PackageKind::ALL {
        let to = above.path().join("out");
        let fault = desk.export_package(ask(&to, package, Container::Zip)).unwrap_err();
        assert_eq!(fault.code, "export.leak", "{package:?}");
        assert!(!to.exists());
    }
}

#[test]
fn nothing_reserved_is_packed_for_want_of_an_open_edition() {
    let (above, desk) = demo();
    let mut editions = desk.newsroom(()).unwrap().publication.editions;
    editions.retain(|plan| !plan.open);
    desk.save_editions(SaveEditions { editions }).unwrap();
    let to = above.path().join("out");
    let fault = desk.export_package(ask(&to, PackageKind::Hugo, Container::Zip)).unwrap_err();
    assert_eq!(fault.code, "edition.unknown");
    assert!(!to.exists());
}

#[test]
fn an_archive_that_is_not_ours_stays() {
    let (above, desk) = demo();
    let date = Desk::demo_issue().unwrap();
    let taken = above.path().join(format!("{date}.hugo.zip"));
    fs::write(&taken, "photos").unwrap();
    let fault = desk.export_package(ask(above.path(), PackageKind::Hugo, Container::Zip));
    assert_eq!(fault.unwrap_err().code, "export.foreign");
    assert_eq!(fs::read(&taken).unwrap(), b"photos");
}

#[test]
fn what_is_packed_says_what_the_proof_says() {
    let (above, desk) = demo();
    for package in PackageKind::ALL {
        for edition in [EditionKey::public(), EditionKey::subscribers()] {
            let to = above.path().join(edition.as_str());
            let edition = Some(edition);
            let asked = ExportPackage { edition, ..ask(&to, package, Container::Folder) };
            let receipt = desk.export_package(asked).unwrap().receipt;
            assert_eq!(receipt.differences, [], "{package:?}");
            assert!(receipt.articles > 3 && receipt.letters > 1000, "{receipt:?}");
            // In its own Markdown, the issue points at others by their names.
            assert!(receipt.links > 0 || package == PackageKind::Bundle, "{receipt:?}");
        }
    }
}

#[test]
fn hugo_builds_the_open_edition_and_no_reserved_sentence() {
    let (above, desk) = demo();
    let report = pack(&desk, above.path(), PackageKind::Hugo, Container::Folder);
    let folder = PathBuf::from(&report.path);
    fs::create_dir_all(folder.join("layouts/_default")).unwrap();
    for layout in ["single", "list"] {
        let page = "<html lang=\"{{ .Params.lang }}\"><h1>{{ .Title }}</h1>{{ .Content }}</html>";
        fs::write(folder.join(format!("layouts/_default/{layout}.html")), page).unwrap();
    }
    let settings = "baseURL = 'https://pli.example/'\n[markup.goldmark.renderer]\nunsafe = true\n";
    fs::write(folder.join("config.toml"), settings).unwrap();
    tool("hugo", &["--quiet", "--disableKinds", "taxonomy,term"], &folder);

    let mut built = std::collections::BTreeMap::new();
    for path in files(&folder.join("public")) {
        built.insert(path.clone(), fs::read(folder.join("public").join(&path)).unwrap());
    }
    let pages = built.keys().filter(|path| path.matches('/').count() == 2);
    let articles = u32::try_from(pages.filter(|path| path.ends_with(".html")).count()).unwrap();
    assert_eq!(articles, report.receipt.articles, "{:?}", built.keys());
    let text: String = built.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    let draft = desk.list_drafts(()).unwrap();
    let reserved = draft.iter().find(|one| one.slug.as_str() == "tesseral-laboratoire");
    let hidden = desk.open_draft(reserved.unwrap().id).unwrap().text;
    let sentence = hidden.lines().find(|line| line.len() > 80).unwrap();
    assert!(!text.contains(&sentence[..sentence.floor_char_boundary(40)]));
    let pictures = |path: &&String| path.ends_with(".jpg") || path.ends_with(".png");
    let shown = u32::try_from(built.keys().filter(pictures).count()).unwrap();
    assert_eq!(shown, report.receipt.pictures, "{:?}", built.keys());
}

#[test]
fn a_markdown_folder_imports_back() {
    let (above, desk) = demo();
    let asked = ExportPackage {
        edition: Some(EditionKey::subscribers()),
        ..ask(above.path(), PackageKind::Markdown, Container::Folder)
    };
    let report = desk.export_package(asked).unwrap();
    let other = Desk::in_memory("Ailleurs", TestClock::default()).unwrap();
    let date = Desk::demo_issue().unwrap();
    let paths = vec![Path::new(&report.path).join(date.to_string()).display().to_string()];
    other.import_paths(desk::wire::imports::ImportPaths { paths }).unwrap();
    let drafts = |desk: &Desk| -> Vec<newsroom::Draft> {
        let listed = desk.list_drafts(()).unwrap();
        listed.iter().map(|one| desk.open_draft(one.id).unwrap().draft).collect()
    };
    let (came, there) = (drafts(&other), drafts(&desk));
    assert_eq!(came.len(), report.receipt.articles as usize);
    for draft in came {
        let before = there.iter().find(|one| one.slug == draft.slug).unwrap();
        assert_eq!(draft.headline, before.headline.trim());
        assert_eq!(draft.standfirst, before.standfirst.trim());
        assert_eq!((draft.kind, draft.tags), (before.kind, before.tags.clone()));
        assert_eq!(draft.language, before.language);
    }
}

proptest! {
    /// Signs of Markdown that are words stay words, in every package.
    #[test]
    fn no_word_changes_on_the_way(
        words in "[a-zé «»’\"'*_`~#<>&|\\[\\]{}()!.:+=0-9\\\\-]{1,60}",
        marked in "[a-z «»é]{1,12}",
    ) {
        let mut proof = clean();
        let ports = slug("ports");
        let text = format!("Un.\n\n{words}\n\n- x{words}\n\n> *{marked}*{words} **{marked}**\n");
        proof.articles.get_mut(&ports).unwrap().text = text;
        let mut slots = proof.plan.line_up.slots().to_vec();
        let slot = slots.iter_mut().find(|slot| slot.articles.contains(&ports)).unwrap();
        slot.visibility.insert(EditionKey::public(), Visibility::Full);
        proof.plan.line_up = newsroom::LineUp::new(slots).unwrap();
        let composition = Composition::new(proof);
        for package in PACKAGES {
            let packed = packed(&composition, &EditionKey::public(), package).unwrap();
            let (path, text) =
                packed.texts.iter().find(|(path, _)| path.contains("/ports/")).unwrap();
            let (_, body) = text.split_once("\n---\n\n").unwrap();
            let found = Told::of(&markup::parse(body));
            let said = &packed.told[path];
            prop_assert!(said.words.ends_with(&found.words), "{body}\n{said:?}\n{found:?}");
            prop_assert_eq!(&said.links, &found.links, "{}", body);
        }
    }
}
