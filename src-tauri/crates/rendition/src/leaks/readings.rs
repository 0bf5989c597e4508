//! Every way to read a file, reduced to its letters.
//!
//! A sentence is compared by its letters and digits only, without case or accent: spaces, tags
//! between words, soft hyphens, quotation marks, emphasis and the ends of lines then say nothing,
//! and a file's name made from a sentence is met too.

use std::borrow::Cow;

use super::unpacked::{self, Unpacked};

/// How many files may be put away in one another (a zip archive in a mail).
const DEEPEST_FILE: usize = 3;
/// How many encodings may be wrapped in one another (a percent-encoded address in a
/// quoted-printable part).
const DEEPEST: usize = 2;
/// A shorter run is more likely a word than base64.
const BASE64_RUN: usize = 20;
/// A shorter run of signs in binary data says nothing.
const LEGIBLE_RUN: usize = 10;

/// One way to read a file, or something that it holds.
pub(super) struct Reading {
    /// What holds it within the file; empty for the file itself.
    pub(super) inside: String,
    /// Its letters, in UTF-8.
    pub(super) letters: Vec<u8>,
}

/// The readings of `bytes`, and of all that they hold compressed.
pub(super) fn of(bytes: &[u8]) -> Vec<Reading> {
    let mut readings = Vec::new();
    read_file(bytes, "", 0, &mut unpacked::MOST.clone(), &mut readings);
    readings
}

fn read_file(
    bytes: &[u8],
    inside: &str,
    depth: usize,
    left: &mut usize,
    readings: &mut Vec<Reading>,
) {
    let mut all = Vec::new();
    let mut wrapped = Vec::new();
    if bytes.contains(&0) {
        picture(bytes, &mut all);
    } else {
        wrapped = text(bytes, 0, &mut all);
    }
    let here = |letters| Reading { inside: inside.to_owned(), letters };
    readings.extend(all.into_iter().map(here));
    if depth == DEEPEST_FILE {
        return;
    }
    let files = std::iter::once(bytes).chain(wrapped.iter().map(Vec::as_slice));
    let held: Vec<Unpacked> = files.flat_map(|bytes| unpacked::of(bytes, left)).collect();
    for held in held {
        let names = [inside, held.name.as_str()];
        let name = names.iter().filter(|name| !name.is_empty()).copied().collect::<Vec<_>>();
        let name = if name.is_empty() { "…".to_owned() } else { name.join(" › ") };
        let mut named = Vec::new();
        text(held.name.as_bytes(), 0, &mut named);
        readings.extend(named.into_iter().map(|letters| Reading { inside: name.clone(), letters }));
        read_file(&held.bytes, &name, depth + 1, left, readings);
    }
}

/// The letters and digits of `words`, without case or accent, in UTF-8.
///
/// Every byte that is exported goes through here several times: hence the table.
pub(super) fn letters(words: &str) -> Vec<u8> {
    let bytes = words.as_bytes();
    // No letter that is folded is longer than it was, but for a few.
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match ASCII.get(usize::from(*byte)) {
            Some(0) => at += 1,
            Some(letter) => {
                out.push(*letter);
                at += 1;
            }
            None => {
                let Some(letter) = words[at..].chars().next() else { break };
                if letter.is_alphanumeric() {
                    letter.to_lowercase().for_each(|letter| push_folded(letter, &mut out));
                }
                at += letter.len_utf8();
            }
        }
    }
    out
}

/// What is kept of each sign of ASCII; nothing is 0.
const ASCII: [u8; 128] = {
    let mut kept = [0; 128];
    let mut sign = 0_u8;
    while sign < 128 {
        if sign.is_ascii_alphanumeric() {
            kept[sign as usize] = sign.to_ascii_lowercase();
        }
        sign += 1;
    }
    kept
};

fn push_folded(letter: char, out: &mut Vec<u8>) {
    let mut own = [0; 4];
    let plain: &[u8] = match letter {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'ā' => b"a",
        'ç' | 'č' | 'ć' => b"c",
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' => b"e",
        'î' | 'ï' | 'í' | 'ì' => b"i",
        'ñ' | 'ń' => b"n",
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'ø' => b"o",
        'ù' | 'û' | 'ü' | 'ú' => b"u",
        'ý' | 'ÿ' => b"y",
        'š' | 'ś' => b"s",
        'ž' | 'ź' | 'ż' => b"z",
        'œ' => b"oe",
        'æ' => b"ae",
        'ß' => b"ss",
        letter if letter.is_alphanumeric() => letter.encode_utf8(&mut own).as_bytes(),
        _ => b"",
    };
    out.extend_from_slice(plain);
}

/// Binary data: the words that a tool may have left between the pixels.
fn picture(bytes: &[u8], readings: &mut Vec<Vec<u8>>) {
    for words in legible(bytes) {
        marked_up(&words, readings);
    }
    for from in 0..2 {
        let pairs = bytes.get(from..).unwrap_or_default().as_chunks::<2>().0;
        for order in [u16::from_le_bytes, u16::from_be_bytes] {
            let mut words = String::new();
            for run in pairs.split(|pair| !is_common(order(*pair))) {
                if run.len() >= LEGIBLE_RUN {
                    let units = run.iter().map(|pair| order(*pair));
                    words.extend(char::decode_utf16(units).map(|letter| letter.unwrap_or(' ')));
                }
            }
            readings.push(letters(&words));
        }
    }
}

/// Whether a UTF-16 unit is a letter or a sign of the languages that newsrooms here write.
fn is_common(unit: u16) -> bool {
    matches!(unit, 0x20..0x7f | 0xa0..0x370 | 0x2000..0x2070)
}

/// The runs of UTF-8, then those of Latin-1: noise has short ones only.
fn legible(bytes: &[u8]) -> Vec<String> {
    let chunks = bytes.utf8_chunks().map(|chunk| chunk.valid());
    let utf8: String = chunks.filter(|words| words.len() >= LEGIBLE_RUN).collect();
    let is_sign = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | 0x20..0x7f | 0xa0..);
    let mut latin = String::new();
    for run in bytes.split(|byte| !is_sign(byte)).filter(|run| run.len() >= LEGIBLE_RUN) {
        latin.extend(run.iter().copied().map(char::from));
    }
    [utf8, latin].into_iter().filter(|words| !words.is_empty()).collect()
}

/// Answers what stood in base64, too: it may be a file of its own.
fn text(bytes: &[u8], depth: usize, readings: &mut Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let mut wrapped = Vec::new();
    for words in charsets(bytes) {
        marked_up(&words, readings);
        if depth < DEEPEST {
            let layers = [quoted_printable(&words), percent(&words), escapes(&words)];
            for layer in layers.into_iter().flatten() {
                text(&layer, depth + 1, readings);
            }
        }
        if depth == 0 {
            if let Some(layer) = encoded_words(&words) {
                text(&layer, depth + 1, readings);
            }
            for run in base64_runs(&words) {
                for words in legible(&run) {
                    text(words.as_bytes(), depth + 1, readings);
                }
                wrapped.push(run);
            }
        }
    }
    wrapped
}

fn charsets(bytes: &[u8]) -> Vec<Cow<'_, str>> {
    match str::from_utf8(bytes) {
        Ok(words) => vec![Cow::Borrowed(words)],
        Err(_) => vec![
            String::from_utf8_lossy(bytes),
            Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()),
        ],
    }
}

/// With its attributes, without its tags, and as escaped HTML.
fn marked_up(words: &str, readings: &mut Vec<Vec<u8>>) {
    let once = entities(words);
    readings.push(letters(&once));
    if words.contains('<') {
        readings.push(letters(&entities(&without_tags(words))));
    }
    let tags = |words: &str| words.matches(['<', '>']).count();
    // Only entities that stand for the signs of a tag make another page.
    if once != words && tags(&once) != tags(words) {
        readings.push(letters(&without_tags(&once)));
    }
    if once != words {
        let twice = entities(&once);
        if twice != once {
            readings.push(letters(&without_tags(&twice)));
        }
    }
}

/// Takes the tags out; what stands in a comment stays.
fn without_tags(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let opens = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
        let end = rest.find('>').filter(|_| opens && !rest.starts_with("<!--"));
        rest = &rest[end.unwrap_or(0) + 1..];
    }
    out.push_str(rest);
    out
}

/// Resolves entities. A named letter loses its accent, any other sign becomes a space: letters
/// are all that is compared.
fn entities(words: &str) -> Cow<'_, str> {
    if !words.contains('&') {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '#').next();
        let name = name.unwrap_or_default();
        match entity(name).filter(|_| rest[name.len()..].starts_with(';')) {
            Some(meaning) => {
                out.push_str(&meaning);
                rest = &rest[name.len() + 1..];
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn entity(name: &str) -> Option<String> {
    const ACCENTS: [&str; 9] =
        ["acute", "grave", "circ", "uml", "cedil", "tilde", "ring", "slash", "caron"];
    if let Some(code) = name.strip_prefix('#') {
        let code = match code.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => code.parse(),
        };
        return code.ok().and_then(char::from_u32).map(String::from);
    }
    if !(2..=31).contains(&name.len()) {
        return None;
    }
    let (letter, accent) = name.split_at(1);
    Some(match name {
        "amp" => "&".into(),
        "lt" => "<".into(),
        "gt" => ">".into(),
        "quot" => "\"".into(),
        "oelig" | "OElig" => "oe".into(),
        "aelig" | "AElig" => "ae".into(),
        "szlig" => "ss".into(),
        _ if ACCENTS.contains(&accent) => letter.into(),
        _ => " ".into(),
    })
}

fn hexadecimal(pair: &[u8]) -> Option<u8> {
    let [high, low] = pair else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(*high)? << 4 | digit(*low)?)
}

/// Replaces each `mark XX` by its byte; answers nothing when there is none.
fn marked_bytes(words: &str, mark: char) -> Option<Vec<u8>> {
    let mut pieces = words.split(mark);
    let mut out = Vec::with_capacity(words.len());
    out.extend_from_slice(pieces.next()?.as_bytes());
    let mut marked = false;
    for piece in pieces.map(str::as_bytes) {
        match piece.split_at_checked(2).and_then(|(pair, rest)| Some((hexadecimal(pair)?, rest))) {
            Some((meant, rest)) => {
                out.push(meant);
                out.extend_from_slice(rest);
                marked = true;
            }
            None => {
                out.extend_from_slice(mark.encode_utf8(&mut [0; 4]).as_bytes());
                out.extend_from_slice(piece);
            }
        }
    }
    marked.then_some(out)
}

fn quoted_printable(words: &str) -> Option<Vec<u8>> {
    let soft = words.contains("=\r\n") || words.contains("=\n");
    let joined = if soft {
        Cow::Owned(words.replace("=\r\n", "").replace("=\n", ""))
    } else {
        Cow::Borrowed(words)
    };
    marked_bytes(&joined, '=').or_else(|| soft.then(|| joined.into_owned().into_bytes()))
}

fn percent(words: &str) -> Option<Vec<u8>> {
    words.contains('%').then(|| marked_bytes(words, '%')).flatten()
}

/// The escapes of JSON and JavaScript.
fn escapes(words: &str) -> Option<Vec<u8>> {
    if !words.contains('\\') {
        return None;
    }
    let mut units: Vec<u16> = Vec::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('\\') {
        units.extend(rest[..at].encode_utf16());
        rest = &rest[at + 1..];
        let mut letters = rest.chars();
        let Some(escaped) = letters.next() else { break };
        let code = rest.get(1..5).and_then(|code| u16::from_str_radix(code, 16).ok());
        match (escaped, code) {
            ('u', Some(code)) => {
                units.push(code);
                rest = &rest[5..];
                continue;
            }
            ('n' | 'r' | 't', _) => units.push(u16::from(b' ')),
            (other, _) => units.extend(other.encode_utf16(&mut [0; 2]).iter()),
        }
        rest = letters.as_str();
    }
    units.extend(rest.encode_utf16());
    Some(String::from_utf16_lossy(&units).into_bytes())
}

/// A header with its encoded words (RFC 2047) decoded; neighbours join without their space.
fn encoded_words(words: &str) -> Option<Vec<u8>> {
    if !words.contains("=?") {
        return None;
    }
    let mut out = Vec::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once("=?") {
        out.extend_from_slice(before.as_bytes());
        let mut parts = after.splitn(4, '?');
        let (_charset, how, what) = (parts.next(), parts.next(), parts.next());
        let decoded = match (how, what, parts.next()) {
            (Some("Q" | "q"), Some(what), Some(tail)) => {
                let spaced = what.replace('_', " ");
                let bytes = marked_bytes(&spaced, '=');
                Some((bytes.unwrap_or_else(|| spaced.into_bytes()), tail))
            }
            (Some("B" | "b"), Some(what), Some(tail)) => Some((base64(what.as_bytes()), tail)),
            _ => None,
        };
        match decoded {
            Some((bytes, tail)) => {
                out.extend_from_slice(&bytes);
                rest = tail.strip_prefix('=').unwrap_or(tail);
            }
            None => rest = after,
        }
    }
    out.extend_from_slice(rest.as_bytes());
    Some(out)
}

/// Every run of base64, decoded; a blank line ends a run, the end of a line does not.
fn base64_runs(words: &str) -> Vec<Vec<u8>> {
    let bytes = words.as_bytes();
    let mut runs = Vec::new();
    let mut run = Vec::new();
    let mut line_ended = false;
    for byte in bytes.iter().chain(b" ") {
        match *byte {
            b'\r' => {}
            b'\n' if !line_ended && !run.is_empty() => line_ended = true,
            byte if sextet(byte).is_some() => {
                run.push(byte);
                line_ended = false;
            }
            _ => {
                if run.len() >= BASE64_RUN {
                    // What stood just before may have been taken for its first letters.
                    runs.extend((0..4).map(|from| base64(&run[from..])));
                }
                run.clear();
                line_ended = false;
            }
        }
    }
    runs
}

fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

fn base64(run: &[u8]) -> Vec<u8> {
    let sextets: Vec<u32> = run.iter().copied().filter_map(sextet).collect();
    let mut out = Vec::with_capacity(sextets.len());
    for group in sextets.chunks(4) {
        let word = group.iter().fold(0, |word, sextet| word << 6 | sextet);
        let word = word << (6 * (4 - group.len()));
        let [_, first, second, third] = word.to_be_bytes();
        let whole = group.len().saturating_sub(1);
        out.extend([first, second, third].iter().take(whole));
    }
    out
}
