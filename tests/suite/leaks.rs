//! The leak proof: whatever the disguise, a sentence held back is recognised.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    io::Write as _,
};

use flate2::{
    Compression, GzBuilder,
    write::{DeflateEncoder, ZlibEncoder},
};
use newsroom::{DraftSlug, EditionKey, Proof, Visibility};
use proptest::prelude::*;
use rendition::{Composition, Form, files, leaks};

use crate::clean_proof::{clean, illustration, slug};

const HELD: &str =
    "Le contrat secret prévoit une redevance de neuf centimes par conteneur débarqué.";

fn found(proof: &Proof, path: &str, bytes: impl Into<Vec<u8>>) -> Vec<String> {
    let files = BTreeMap::from([(path.to_owned(), bytes.into())]);
    let leaks = leaks(&Composition::new(proof.clone()), &EditionKey::public(), &files);
    leaks.into_iter().map(|leak| leak.sentence).collect()
}

fn ports(proof: &mut Proof) -> &mut newsroom::Article {
    proof.articles.get_mut(&slug("ports")).unwrap()
}

fn show(proof: &mut Proof, article: &DraftSlug, visibility: Visibility) {
    let mut slots = proof.plan.line_up.slots().to_vec();
    let slot = slots.iter_mut().find(|slot| slot.articles.contains(article)).unwrap();
    slot.visibility.insert(EditionKey::public(), visibility);
    proof.plan.line_up = newsroom::LineUp::new(slots).unwrap();
}

#[test]
fn what_the_edition_shows_is_no_leak() {
    let page = "<h2>Le nouvel âge des ports</h2><p>Les ports du nord ont changé de métier en dix \
                ans, et personne ne l’a vraiment raconté.</p><p>Un silence inattendu règne depuis \
                lundi sur les quais.</p>";
    assert!(found(&clean(), "web/public/index.html", page).is_empty());
}

#[test]
fn a_sentence_that_also_stands_in_public_is_free() {
    let mut proof = clean();
    assert_eq!(found(&proof, "a.html", HELD).len(), 1);
    proof.articles.get_mut(&slug("grues")).unwrap().text += &format!("\n{HELD}\n");
    assert!(found(&proof, "a.html", HELD).is_empty());
}

#[test]
fn reserved_text_is_held_even_where_the_article_is_whole() {
    let mut proof = clean();
    show(&mut proof, &slug("ports"), Visibility::Full);
    assert!(found(&proof, "a.html", HELD).is_empty());
    let reserved = "La clause de sortie, elle, n’a jamais été lue par les élus du port.";
    assert_eq!(found(&proof, "a.html", reserved), [reserved]);
}

#[test]
fn a_cut_without_a_mark_shows_no_text() {
    let mut proof = clean();
    ports(&mut proof).text = format!("{HELD}\n");
    assert_eq!(found(&proof, "a.txt", HELD), [HELD]);
}

#[test]
fn a_hidden_article_is_announced_by_one_sentence() {
    let mut proof = clean();
    ports(&mut proof).draft.standfirst =
        "Une première phrase qui annonce. Une seconde phrase qui raconte.".into();
    show(&mut proof, &slug("ports"), Visibility::Hidden);
    assert!(found(&proof, "a.html", "Une première phrase qui annonce.").is_empty());
    assert_eq!(found(&proof, "a.html", "Une seconde phrase qui raconte.").len(), 1);
    show(&mut proof, &slug("ports"), Visibility::Teaser);
    assert!(found(&proof, "a.html", "Une seconde phrase qui raconte.").is_empty());
}

#[test]
fn a_note_follows_the_side_that_calls_it() {
    let mut proof = clean();
    ports(&mut proof).text = "Ouvert[^a].\n\n<!-- coupe -->\n\nFermé[^b].\n\n\
        [^a]: La première note se lit partout.\n[^b]: La seconde note se paie toujours.\n"
        .into();
    assert!(found(&proof, "a.html", "La première note se lit partout.").is_empty());
    assert_eq!(found(&proof, "a.html", "La seconde note se paie toujours.").len(), 1);
}

#[test]
fn a_sentence_around_computed_words_is_recognised_by_its_parts() {
    let mut proof = clean();
    ports(&mut proof).text = "Début.\n\n<!-- coupe -->\n\nLes armateurs ont renoncé aux pénalités \
        prévues ([[2025-01-15]]) sans l’écrire [nulle part](https://a.example).\n"
        .into();
    let printed = "Les armateurs ont renoncé aux pénalités prévues (lire Pli du 15 janvier) sans";
    assert_eq!(found(&proof, "text/public.txt", printed).len(), 1);
}

#[test]
fn a_picture_of_a_held_part_does_not_go_out() {
    let mut proof = clean();
    ports(&mut proof).text += "\n![[quai]]\n";
    assert_eq!(found(&proof, "web/public/pictures/quai-1200.jpg", "x"), ["quai"]);
    assert_eq!(found(&proof, "a.html", format!("alt=\"{}\"", illustration().alt)).len(), 1);
    assert!(found(&proof, "web/public/pictures/quai-nord-1200.jpg", "x").is_empty());
    proof.articles.get_mut(&slug("grues")).unwrap().draft.illustration = Some(illustration().key);
    assert!(found(&proof, "web/public/pictures/quai-1200.jpg", "x").is_empty());
    assert!(found(&proof, "a.html", format!("alt=\"{}\"", illustration().alt)).is_empty());
}

#[test]
fn the_files_of_an_open_edition_hold_back_what_those_of_subscribers_print() {
    let composition = Composition::new(clean());
    let forms = BTreeSet::from([Form::Web, Form::Email, Form::Text]);
    let open = files(&composition, &EditionKey::public(), &forms);
    assert_eq!(leaks(&composition, &EditionKey::public(), &open), []);
    let paid = files(&composition, &EditionKey::subscribers(), &forms);
    let held = leaks(&composition, &EditionKey::public(), &paid);
    let paths: BTreeSet<&str> = held.iter().map(|leak| leak.path.as_str()).collect();
    assert_eq!(paths.len(), paid.len(), "the whole text is recognised in each of its files");
    assert_eq!(held.len(), 2 * paid.len(), "{held:?}");
}

/// The ways in which a sentence may hide in a file.
fn disguise(way: usize, sentence: &str) -> (String, Vec<u8>) {
    let html = |inside: String| {
        let page = format!("<!DOCTYPE html><p>Bonjour &amp; bienvenue.</p>{inside}<p>Fin</p>");
        ("web/public/index.html".to_owned(), page.into_bytes())
    };
    let each = |encode: &dyn Fn(char) -> String| sentence.chars().map(encode).collect::<String>();
    match way {
        0 => html(format!("<p>{sentence}</p>")),
        1 => html(each(&|c| if c.is_ascii() { c.into() } else { format!("&#{};", u32::from(c)) })),
        2 => {
            html(each(&|c| if c.is_ascii() { c.into() } else { format!("&#x{:X};", u32::from(c)) }))
        }
        3 => html(
            sentence
                .replace('é', "&eacute;")
                .replace('’', "&rsquo;")
                .replace('à', "&agrave;")
                .replace('œ', "&oelig;"),
        ),
        4 => html(sentence.replace(' ', "</b> <em class=\"x y\">")),
        5 => html(each(&|c| format!("{c}\u{ad}\u{200b}"))),
        6 => html(format!("<img src=\"a.png\" alt=\"{}\">", sentence.replace('’', "&#39;"))),
        7 => html(format!("<!-- {} -->", sentence.replace(' ', " <i></i>"))),
        8 => html(sentence.to_uppercase().replace(' ', "\u{202f}\n  ")),
        9 => html(format!("**{}**", sentence.replace(' ', "_ _"))),
        10 => html(format!("&lt;p&gt;{}&lt;/p&gt;", sentence.replace(' ', "&lt;br&gt; "))),
        11 => ("text/public.txt".into(), sentence.replace(' ', "\n> ").into_bytes()),
        12 => {
            let json = each(&|c| {
                let mut units = [0; 2];
                if c.is_ascii() {
                    return c.into();
                }
                c.encode_utf16(&mut units).iter().fold(String::new(), |mut out, unit| {
                    let _ = write!(out, "\\u{unit:04x}");
                    out
                })
            });
            ("feed.json".into(), format!("{{\"content\": \"{json}\"}}").into_bytes())
        }
        13 => (format!("web/public/pictures/{}.jpg", percent(sentence)), b"x".to_vec()),
        14 => {
            let name: Vec<String> = sentence.split(' ').filter_map(newsroom::slugify).collect();
            (format!("web/public/{}.html", name.join("-")), b"x".to_vec())
        }
        15 => (
            "email/public.eml".into(),
            format!("Content-Type: text/html\r\n\r\n{}", quoted_printable(sentence)).into_bytes(),
        ),
        16 => {
            let body = base64(format!("<p>Avant.</p>{sentence}").as_bytes(), 76);
            let head = "Content-Transfer-Encoding: base64\r\n\r\n";
            ("email/public.eml".into(), format!("{head}{body}\r\n--fin--").into_bytes())
        }
        17 => {
            let words = sentence
                .split(' ')
                .map(|word| format!("=?utf-8?B?{}?=", base64(format!("{word} ").as_bytes(), 999)));
            (
                "email/public.eml".into(),
                format!("Subject: {}", words.collect::<Vec<_>>().join("\r\n ")).into_bytes(),
            )
        }
        18 => {
            let words = sentence.split(' ').map(|word| {
                format!("=?utf-8?Q?{}_?=", quoted_printable(word).replace("=\r\n", ""))
            });
            (
                "email/public.eml".into(),
                format!("Subject: {}", words.collect::<Vec<_>>().join("\r\n ")).into_bytes(),
            )
        }
        19 => html(quoted_printable(&percent(sentence))),
        20 => (
            "a.png".into(),
            [b"\x89PNG\r\n\x1a\n\0\0\0\x50tEXtComment\0", sentence.as_bytes(), b"\0\xff\xd9"]
                .concat(),
        ),
        21 => {
            let latin: Vec<u8> = sentence
                .replace('’', "'")
                .replace('œ', "oe")
                .chars()
                .map(|c| u8::try_from(c).unwrap_or(b'?'))
                .collect();
            (
                "a.jpg".into(),
                [b"\xff\xd8\xff\xe0\0\x10".to_vec(), latin, b"\xff\xd9\0".to_vec()].concat(),
            )
        }
        22 => {
            let wide = sentence.encode_utf16().flat_map(u16::to_le_bytes);
            ("a.jpg".into(), b"\xff\xd8\xffExif\0".iter().copied().chain(wide).collect())
        }
        _ => ("a.txt".into(), sentence.replace('é', "e\u{301}").into_bytes()),
    }
}

const WAYS: usize = 24;

fn percent(words: &str) -> String {
    words.bytes().fold(String::new(), |mut out, byte| {
        let _ = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => write!(out, "{}", char::from(byte)),
            _ => write!(out, "%{byte:02X}"),
        };
        out
    })
}

fn quoted_printable(words: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for byte in words.bytes() {
        if column > 20 {
            out.push_str("=\r\n");
            column = 0;
        }
        let before = out.len();
        let _ = match byte {
            b'=' | 0x80.. => write!(out, "={byte:02X}"),
            _ => write!(out, "{}", char::from(byte)),
        };
        column += out.len() - before;
    }
    out
}

fn base64(bytes: &[u8], width: usize) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (rank, group) in bytes.chunks(3).enumerate() {
        if rank > 0 && (rank * 4) % width == 0 {
            out.push_str("\r\n");
        }
        let word = group.iter().fold(0_usize, |word, byte| word << 8 | usize::from(*byte));
        let word = word << (8 * (3 - group.len()));
        for place in 0..4 {
            let letter = LETTERS[word >> (18 - 6 * place) & 63];
            out.push(if place <= group.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

/// The files that hold others, of which any disguise may be one.
fn wrap(how: usize, (path, bytes): (String, Vec<u8>)) -> (String, Vec<u8>) {
    match how {
        0 => (path, bytes),
        1 => (format!("{path}.gz"), gzip(&path, &bytes)),
        2 => ("ghost.zip".into(), zip(&path, &bytes, 0)),
        3 => ("ghost.zip".into(), zip(&path, &bytes, 8)),
        4 => {
            let inner = zip(&path, &bytes, 8);
            ("ghost.tar.gz".into(), gzip("ghost.zip", &inner))
        }
        5 => {
            let body = base64(&zip(&path, &bytes, 8), 76);
            let head = "Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n";
            ("email/public.eml".into(), format!("{head}{body}\r\n--fin--").into_bytes())
        }
        6 => (path, png(b"zTXt", &[b"Comment\0\0", &*zlib(&bytes)].concat())),
        7 => {
            let head = b"XML:com.adobe.xmp\0\x01\0\0\0";
            (path, png(b"iTXt", &[&head[..], &*zlib(&bytes)].concat()))
        }
        _ => {
            let data = base64(&gzip("", &bytes), 999_999);
            (path, format!("<a href=\"data:application/gzip;base64,{data}\">Tout</a>").into())
        }
    }
}

const WRAPS: usize = 9;

fn gzip(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut stream = GzBuilder::new()
        .filename(name.replace('\0', "").into_bytes())
        .comment("tiré")
        .extra(b"ab".to_vec())
        .write(Vec::new(), Compression::best());
    stream.write_all(bytes).unwrap();
    stream.finish().unwrap()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut stream = ZlibEncoder::new(Vec::new(), Compression::default());
    stream.write_all(bytes).unwrap();
    stream.finish().unwrap()
}

/// An archive of a picture, then `bytes` under the name `path`, without the directory at its end.
fn zip(path: &str, bytes: &[u8], method: u16) -> Vec<u8> {
    let mut archive = Vec::new();
    for (name, bytes) in [("une.jpg", &b"\xff\xd8\xff\0 pixels"[..]), (path, bytes)] {
        let packed = if method == 0 {
            bytes.to_vec()
        } else {
            let mut stream = DeflateEncoder::new(Vec::new(), Compression::default());
            stream.write_all(bytes).unwrap();
            stream.finish().unwrap()
        };
        let long = |length: usize| u32::try_from(length).unwrap().to_le_bytes();
        archive.extend(b"PK\x03\x04\x14\0\0\x08");
        archive.extend(method.to_le_bytes());
        archive.extend([0; 8]);
        archive.extend(long(packed.len()));
        archive.extend(long(bytes.len()));
        archive.extend(&long(name.len())[..2]);
        archive.extend([0; 2]);
        archive.extend(name.as_bytes());
        archive.extend(packed);
    }
    archive
}

fn png(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(&b"IHDR"[..], &[0; 13][..]), (kind, data), (b"IEND", b"")] {
        png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        png.extend(kind);
        png.extend(data);
        png.extend([0; 4]);
    }
    png
}

#[test]
fn no_disguise_hides_a_sentence() {
    for (way, how) in (0..WAYS).flat_map(|way| (0..WRAPS).map(move |how| (way, how))) {
        let (path, bytes) = wrap(how, disguise(way, HELD));
        assert_eq!(found(&clean(), &path, bytes), [HELD], "disguise {way}, wrapped {how}");
    }
}

#[test]
fn a_finding_says_where_it_is_within_an_archive() {
    let (path, bytes) = wrap(4, ("content/posts.json".into(), HELD.into()));
    let files = BTreeMap::from([(path, bytes)]);
    let leaks = leaks(&Composition::new(clean()), &EditionKey::public(), &files);
    let places: Vec<String> = leaks.iter().map(rendition::Leak::place).collect();
    assert_eq!(places, ["ghost.tar.gz › ghost.zip › content/posts.json"]);
}

#[test]
fn a_held_picture_is_known_in_an_archive_too() {
    let mut proof = clean();
    ports(&mut proof).text += "\n![[quai]]\n";
    for how in 1..5 {
        let (path, bytes) = wrap(how, ("images/quai-1200.jpg".into(), b"x\0pixels".to_vec()));
        assert_eq!(found(&proof, &path, bytes), ["quai"], "wrapped {how}");
    }
}

/// Every file that the open edition makes, of every kind: what is planted in its middle is found.
#[test]
fn no_public_file_of_any_kind_carries_a_planted_sentence_unseen() {
    let composition = Composition::new(clean());
    let forms = BTreeSet::from([Form::Web, Form::Email, Form::Text]);
    let open = files(&composition, &EditionKey::public(), &forms);
    assert!(open.len() >= 4, "{:?}", open.keys());
    for (path, bytes) in open {
        let middle = bytes.len() / 2;
        let start = bytes[middle..].iter().position(|byte| *byte == b'\n').unwrap() + middle + 1;
        let mut planted = bytes.clone();
        planted.splice(start..start, HELD.bytes().chain(*b"\r\n"));
        for how in 0..WRAPS {
            let (place, bytes) = wrap(how, (path.clone(), planted.clone()));
            assert_eq!(found(&clean(), &place, bytes), [HELD], "{path}, wrapped {how}");
        }
    }
}

const WORDS: [&str; 12] = [
    "l’été",
    "conteneur",
    "déjà",
    "œuvre",
    "marée",
    "« quai »",
    "2025",
    "3,5 %",
    "là-bas",
    "armateurs",
    "et",
    "Noël",
];

fn sentence() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 5..14)
        .prop_map(|words| format!("Il n’y a que {}.", words.join(" ")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_planted_sentence_is_always_found(
        sentence in sentence(), way in 0..WAYS, how in 0..WRAPS,
    ) {
        let mut proof = clean();
        ports(&mut proof).text = format!("Un début.\n\n<!-- coupe -->\n\nUn milieu. {sentence} Une fin.\n");
        let (path, bytes) = wrap(how, disguise(way, &sentence));
        prop_assert_eq!(found(&proof, &path, bytes), vec![sentence.clone()]);
    }

    #[test]
    fn a_clean_file_is_left_alone(
        sentence in sentence(), other in sentence(), way in 0..WAYS, how in 0..WRAPS,
    ) {
        prop_assume!(!sentence.contains(other.trim_end_matches('.')));
        let mut proof = clean();
        ports(&mut proof).text = format!("Un début.\n\n<!-- coupe -->\n\n{other}\n");
        let (path, bytes) = wrap(how, disguise(way, &sentence));
        prop_assert!(found(&proof, &path, bytes).is_empty());
    }
}
