//! What the window may do is written down here a second time: it cannot grow unseen.

use std::fs;

use serde_json::{Value, json};

const APP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../src-tauri");

fn read(file: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(format!("{APP}/{file}")).unwrap()).unwrap()
}

#[test]
fn the_window_has_one_capability_and_it_is_this_one() {
    let files: Vec<_> = fs::read_dir(format!("{APP}/capabilities"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(files, ["main.json"]);
    let mut capability = read("capabilities/main.json");
    capability.as_object_mut().unwrap().remove("description");
    let permissions = ["core:event:allow-listen", "core:event:allow-unlisten", "allow-call"];
    assert_eq!(
        capability,
        json!({ "identifier": "main", "windows": ["main"], "permissions": permissions })
    );
}

#[test]
fn the_policy_of_the_window_loads_nothing_from_outside() {
    let app = &read("tauri.conf.json")["app"];
    assert_eq!(app["withGlobalTauri"], Value::Null, "the door is not a global of the page");
    assert_eq!(app["security"]["assetProtocol"], Value::Null, "no file is served by its path");
    let policy = app["security"]["csp"].as_str().unwrap();
    let allowed = [
        "'none'",
        "'self'",
        "'unsafe-inline'",
        "data:",
        "preview:",
        "http://preview.localhost",
        "ipc:",
        "http://ipc.localhost",
    ];
    for rule in policy.split("; ") {
        let mut words = rule.split(' ');
        let name = words.next().unwrap();
        for source in words {
            assert!(allowed.contains(&source), "{name} {source}");
            assert!(source != "'unsafe-inline'" || name == "style-src", "{name} {source}");
            assert!(source != "data:" || name == "img-src", "{name} {source}");
        }
    }
    assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
}

#[test]
fn no_program_that_opens_files_or_starts_others_is_built_into_the_window() {
    let manifest = fs::read_to_string(format!("{APP}/Cargo.toml")).unwrap();
    assert!(!manifest.contains("tauri-plugin-"), "{manifest}");
}
