//! The key that closings are signed with (Ed25519): in the keychain of the system, or in a file
//! of the newsroom that only its owner can read when the keychain is not there or does not answer.

use std::{
    fs,
    io::Write,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};

use crate::{
    Fault, held,
    secrets::{Keychain, ask},
};

/// The keychain is asked for so long: nobody waits for it at a closing.
const PATIENCE: Duration = Duration::from_secs(4);
/// The folder and the file of the key, beside the database.
const FOLDER: &str = "machine";
const FILE: &str = "signing.key";
/// What the key is called in the keychain.
const ACCOUNT: &str = "signing-key";

/// Who signs.
#[derive(Default)]
pub(crate) struct Signing {
    keychain: Option<Arc<dyn Keychain>>,
    key: Mutex<Option<SigningKey>>,
}

impl Signing {
    pub(crate) fn with(keychain: Arc<dyn Keychain>) -> Self {
        Self { keychain: Some(keychain), key: Mutex::default() }
    }

    /// Signs `bytes`; answers the public key and the signature, in hexadecimal.
    pub(crate) fn sign(
        &self,
        newsroom: Option<&Path>,
        bytes: &[u8],
    ) -> Result<(String, String), Fault> {
        let mut key = held(&self.key);
        if key.is_none() {
            *key = Some(self.find_or_make(newsroom)?);
        }
        let Some(key) = key.as_ref() else { return Err(Fault::ours("signing.failed", &[])) };
        let signature = key.sign(bytes);
        Ok((hexadecimal(key.verifying_key().as_bytes()), hexadecimal(&signature.to_bytes())))
    }

    fn find_or_make(&self, newsroom: Option<&Path>) -> Result<SigningKey, Fault> {
        let kept = ask(self.keychain.as_ref(), PATIENCE, |keychain| keychain.read(ACCOUNT))
            .and_then(Result::ok)
            .flatten();
        if let Some(key) = kept.as_deref().and_then(of_bytes) {
            return Ok(key);
        }
        if let Some(key) = newsroom.and_then(|folder| of_file(&folder.join(FOLDER).join(FILE))) {
            return Ok(key);
        }
        let mut secret = [0; 32];
        getrandom::fill(&mut secret)
            .map_err(|why| Fault::ours("signing.failed", &[("why", &why.to_string())]))?;
        let in_keychain =
            ask(self.keychain.as_ref(), PATIENCE, move |keychain| keychain.keep(ACCOUNT, &secret));
        if !matches!(in_keychain, Some(Ok(())))
            && let Some(folder) = newsroom
        {
            keep(&folder.join(FOLDER), &secret)?;
        }
        Ok(SigningKey::from_bytes(&secret))
    }
}

/// Whether `signature` is that of `bytes` under the public `key`, both in hexadecimal.
pub(crate) fn holds(bytes: &[u8], key: &str, signature: &str) -> bool {
    let parts = (of_hexadecimal::<32>(key), of_hexadecimal::<64>(signature));
    let (Some(key), Some(signature)) = parts else { return false };
    let Ok(key) = VerifyingKey::from_bytes(&key) else { return false };
    key.verify_strict(bytes, &ed25519_dalek::Signature::from_bytes(&signature)).is_ok()
}

fn of_bytes(secret: &[u8]) -> Option<SigningKey> {
    Some(SigningKey::from_bytes(secret.try_into().ok()?))
}

fn of_file(path: &Path) -> Option<SigningKey> {
    let text = fs::read_to_string(path).ok()?;
    Some(SigningKey::from_bytes(&of_hexadecimal(text.trim())?))
}

/// Writes the key where only its owner can read it.
fn keep(folder: &Path, secret: &[u8; 32]) -> Result<(), Fault> {
    let place = folder.join(FILE);
    fs::create_dir_all(folder).map_err(Fault::file(folder))?;
    // A temporary file is its owner’s alone from the first byte (0600), and stays so.
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(Fault::file(folder))?;
    file.write_all(hexadecimal(secret).as_bytes()).map_err(Fault::file(&place))?;
    file.as_file().sync_all().map_err(Fault::file(&place))?;
    file.persist(&place).map_err(|why| Fault::file(&place)(why.error))?;
    Ok(())
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

fn of_hexadecimal<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits: Vec<u8> = text
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    (digits.len() == 2 * N).then(|| bytes.try_into().ok())?
}
