//! The rules of the house, checked: who may depend on whom, and what every file owes its reader.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Each package of ours and the ones it may use. `docs/architecture.md` says why.
const MAY_USE: &[(&str, &[&str])] = &[
    ("newsroom", &[]),
    ("markup", &["newsroom"]),
    ("imaging", &["newsroom"]),
    ("store", &["newsroom"]),
    ("sync", &["newsroom"]),
    ("spelling", &["newsroom", "markup"]),
    ("rendition", &["newsroom", "markup"]),
    ("desk", &["newsroom", "markup", "imaging", "store", "sync", "spelling", "rendition"]),
    ("cli", &["newsroom", "desk"]),
    ("app", &["newsroom", "desk"]),
];

/// What a single package of ours may know.
const KNOWN_ALONE: &[(&str, &[&str])] = &[
    ("comrak", &["markup"]),
    ("rusqlite", &["store"]),
    ("loro", &["sync"]),
    ("image", &["imaging"]),
    ("spellbook", &["spelling"]),
    ("ammonia", &["rendition"]),
    ("flate2", &["rendition"]),
    ("mail-builder", &["rendition"]),
    ("notify", &["desk"]),
    ("ruzstd", &["desk"]),
    ("tar", &["desk"]),
    ("zip", &["desk"]),
    ("axum", &["cli"]),
    ("clap", &["cli"]),
    ("tauri", &["app"]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn folder(package: &str) -> PathBuf {
    match package {
        "app" => root().join("src-tauri"),
        name => root().join("src-tauri/crates").join(name),
    }
}

fn dependencies(package: &str) -> BTreeSet<String> {
    let manifest = fs::read_to_string(folder(package).join("Cargo.toml")).unwrap();
    let mut inside = false;
    let mut found = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line == "[dependencies]";
        } else if inside && let Some(name) = line.split(['.', '=', ' ']).next() {
            found.insert(name.to_owned());
        }
    }
    found
}

#[test]
fn packages_depend_only_downwards() {
    for (package, allowed) in MAY_USE {
        for used in dependencies(package) {
            let ours = MAY_USE.iter().any(|(name, _)| *name == used);
            assert!(!ours || allowed.contains(&&*used), "`{package}` must not use `{used}`");
        }
    }
}

#[test]
fn each_tool_is_known_to_one_package_alone() {
    for (package, _) in MAY_USE {
        let used = dependencies(package);
        for (tool, allowed) in KNOWN_ALONE {
            assert!(
                !used.contains(*tool) || allowed.contains(package),
                "`{package}` must not know `{tool}`"
            );
        }
    }
}

#[test]
fn every_crate_is_in_the_table() {
    for entry in fs::read_dir(root().join("src-tauri/crates")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(MAY_USE.iter().any(|(known, _)| *known == name), "`{name}` is in no table");
    }
}

#[test]
fn every_file_opens_with_why_it_exists() {
    for file in sources() {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{} does not say why it exists", file.display());
    }
}

#[test]
fn nothing_panics_outside_tests() {
    for file in sources().into_iter().filter(|file| file.starts_with(root().join("src-tauri"))) {
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for word in [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!("] {
                assert!(!code.contains(word), "{}:{}: {word}", file.display(), number + 1);
            }
        }
    }
}

#[test]
fn the_interface_knows_tauri_in_one_folder_alone() {
    let ui = root().join("ui/src");
    for file in files(&ui, &["ts", "svelte"]) {
        let text = fs::read_to_string(&file).unwrap();
        let inside = file.starts_with(ui.join("backend"));
        assert!(inside || !text.contains("@tauri-apps/"), "{}", file.display());
    }
}

fn sources() -> Vec<PathBuf> {
    let mut found = files(&root().join("src-tauri/src"), &["rs"]);
    found.extend(files(&root().join("src-tauri/crates"), &["rs"]));
    found.extend(files(&root().join("tests/suite"), &["rs"]));
    found
}

fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extensions));
        } else if path.extension().is_some_and(|e| extensions.contains(&&*e.to_string_lossy())) {
            found.push(path);
        }
    }
    found.sort();
    found
}
