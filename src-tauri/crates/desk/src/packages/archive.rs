//! Archives: the same files give the same bytes, on any machine and at any hour.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
};

use ruzstd::{
    decoding::StreamingDecoder,
    encoding::{CompressionLevel, compress_to_vec},
};
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::wire::packages::Container;

/// What may be read, whoever unpacks it.
const MODE: u32 = 0o644;
/// The first moment that a zip can tell, 1 January 1980, in seconds since 1970.
const MOMENT: u64 = 315_532_800;

type Files = BTreeMap<String, Vec<u8>>;
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// `files` in one archive, in the order of their names; a folder is no archive.
pub(super) fn write(container: Container, files: &Files) -> Result<Option<Vec<u8>>> {
    match container {
        Container::Folder => Ok(None),
        Container::Zip => zip(files).map(Some),
        Container::TarZst => tar_zst(files).map(Some),
    }
}

/// The files that an archive holds.
pub(super) fn read(container: Container, bytes: &[u8]) -> Result<Files> {
    match container {
        Container::Folder => Ok(Files::new()),
        Container::Zip => unzip(bytes),
        Container::TarZst => untar(bytes),
    }
}

fn zip(files: &Files) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(MODE);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        archive.start_file(path.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn tar_zst(files: &Files) -> Result<Vec<u8>> {
    let mut archive = tar::Builder::new(Vec::new());
    for (path, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(MODE);
        header.set_mtime(MOMENT);
        archive.append_data(&mut header, path, bytes.as_slice())?;
    }
    let tar = archive.into_inner()?;
    Ok(compress_to_vec(tar.as_slice(), CompressionLevel::Fastest))
}

fn unzip(bytes: &[u8]) -> Result<Files> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut files = Files::new();
    for rank in 0..archive.len() {
        let mut entry = archive.by_index(rank)?;
        let mut contents = Vec::new();
        entry.read_to_end(&mut contents)?;
        files.insert(entry.name()?.to_string(), contents);
    }
    Ok(files)
}

fn untar(bytes: &[u8]) -> Result<Files> {
    let mut archive = tar::Archive::new(StreamingDecoder::new(bytes)?);
    let mut files = Files::new();
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = String::from_utf8(entry.path_bytes().into_owned())?;
        let mut contents = Vec::new();
        entry.read_to_end(&mut contents)?;
        files.insert(path, contents);
    }
    Ok(files)
}
