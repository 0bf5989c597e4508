//! What TypeScript believes is what Rust says, and so is what the documentation says.

use std::{collections::BTreeMap, env, fs, path::Path};

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/backend/bindings");
const SCHEMA: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/formats/issue-folder.schema.json");

#[test]
fn bindings_are_fresh() {
    let fresh = tempfile::tempdir().unwrap();
    let updating = env::var_os("UPDATE_EXPECT").is_some();
    let dir = if updating { Path::new(COMMITTED) } else { fresh.path() };
    if updating {
        fs::remove_dir_all(dir).ok();
    }
    desk::write_bindings(dir).unwrap();
    assert!(read(dir) == read(Path::new(COMMITTED)), "run `UPDATE_EXPECT=1 cargo test bindings`");
}

#[test]
fn the_schema_of_the_issue_folder_is_fresh() {
    let fresh = serde_json::to_string_pretty(&desk::issue_folder_schema()).unwrap() + "\n";
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(Path::new(SCHEMA).parent().unwrap()).unwrap();
        fs::write(SCHEMA, &fresh).unwrap();
    }
    let committed = fs::read_to_string(SCHEMA).unwrap_or_default();
    assert!(fresh == committed, "run `UPDATE_EXPECT=1 cargo test bindings`");
}

fn read(dir: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            let inner = read(&entry.path());
            files.extend(inner.into_iter().map(|(file, text)| (format!("{name}/{file}"), text)));
        } else {
            files.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
    files
}
