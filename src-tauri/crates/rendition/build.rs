//! Names the renderer: a proof says which one made its pages, so that the same pages can be asked
//! of it years later. The name is a hash of all that decides their bytes.

use std::{env, error::Error, fs, path::Path};

/// The libraries that write or read what pages are made of.
const LIBRARIES: [&str; 5] = ["comrak", "ammonia", "image", "image-webp", "mail-builder"];

fn main() -> Result<(), Box<dyn Error>> {
    let here = env::var("CARGO_MANIFEST_DIR")?;
    let crates = Path::new(&here).join("..");
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for name in ["newsroom", "markup", "rendition", "imaging"] {
        let folder = crates.join(name).join("src");
        println!("cargo::rerun-if-changed={}", folder.display());
        add_folder(&folder, &mut hash)?;
    }
    let lock = crates.join("../../Cargo.lock");
    println!("cargo::rerun-if-changed={}", lock.display());
    let lock = fs::read_to_string(lock)?;
    let mut lines = lock.lines();
    while let Some(line) = lines.next() {
        let name = line.strip_prefix("name = \"").and_then(|rest| rest.strip_suffix('"'));
        if name.is_some_and(|name| LIBRARIES.contains(&name)) {
            add(line, &mut hash);
            add(lines.next().unwrap_or_default(), &mut hash);
        }
    }
    println!("cargo::rustc-env=MARBRE_RENDERER={hash:016x}");
    Ok(())
}

/// The checks look at pages and write none.
fn add_folder(folder: &Path, hash: &mut u64) -> Result<(), Box<dyn Error>> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("preflight") || name.starts_with("leaks") {
            continue;
        }
        if entry.file_type()?.is_dir() {
            add_folder(&entry.path(), hash)?;
        } else {
            add(&name, hash);
            add(&fs::read_to_string(entry.path())?, hash);
        }
    }
    Ok(())
}

/// FNV-1a: two renderers that differ have different names.
fn add(text: &str, hash: &mut u64) {
    for byte in text.bytes() {
        *hash = (*hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
}
