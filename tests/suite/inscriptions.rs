//! What files say of themselves is read and written again, and never believed to be well made.

use imaging::{Inscribed, Label, Recipe, develop, examine, inscribed};
use newsroom::{DigitalSource, PictureFormat};
use proptest::prelude::*;

const RED: &[u8] = include_bytes!("../newsletters/hugo/riviere/truite.png");
const PHOTO: &[u8] = include_bytes!("../newsrooms/pli/2026-11-23/pictures/cyanotype-maree.jpg");

const PRINTED: [PictureFormat; 3] = [PictureFormat::Jpeg, PictureFormat::Png, PictureFormat::Webp];

fn print(format: PictureFormat) -> Vec<u8> {
    develop(RED, &Recipe { frame: None, width: 40, format }).unwrap()
}

fn label(credit: &str, alt: &str) -> Label {
    Label { credit: credit.into(), alt: alt.into(), digital_source: DigitalSource::AiModel }
}

/// A JPEG with a segment more, right after its beginning.
fn with_segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let jpeg = print(PictureFormat::Jpeg);
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, body, &jpeg[2..]].concat()
}

fn records(records: &[(u8, u8, &[u8])]) -> Vec<u8> {
    let mut bytes = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0".to_vec();
    for (record, number, words) in records {
        bytes.extend([0x1c, *record, *number]);
        bytes.extend(u16::try_from(words.len()).unwrap().to_be_bytes());
        bytes.extend(*words);
    }
    bytes
}

#[test]
fn a_label_is_read_again_and_the_pixels_are_the_same() {
    for format in PRINTED {
        let plain = print(format);
        let words = label("Le Pli, M. de R. avec « Midjourney » & Cie", "Un pont <sous la pluie>");
        let labelled = words.on(&plain, format).unwrap();
        let found = inscribed(&labelled);
        assert_eq!((found.credit, found.alt), (words.credit, words.alt));
        assert_eq!(found.digital_source, Some(DigitalSource::AiModel));
        let again = Recipe { frame: None, width: 40, format: PictureFormat::Png };
        assert_eq!(develop(&labelled, &again).unwrap(), develop(&plain, &again).unwrap());
    }
}

#[test]
fn a_label_never_outgrows_its_segment() {
    let long = label("D.R.", &"« à » & ".repeat(20_000));
    for format in PRINTED {
        let labelled = long.on(&print(format), format).unwrap();
        assert!(examine(&labelled).is_ok());
        let alt = inscribed(&labelled).alt;
        assert!(alt.starts_with("« à » & « à »") && alt.len() > 40_000);
    }
}

#[test]
fn an_agencys_records_are_read_in_either_alphabet() {
    let read = |list: &[(u8, u8, &[u8])]| inscribed(&with_segment(0xed, &records(list)));
    let utf8 = read(&[
        (1, 90, b"\x1b%G"),
        (2, 120, "La marée".as_bytes()),
        (2, 110, b"Agence Estran"),
        (2, 115, b"Estran"),
        (2, 116, "© Estran".as_bytes()),
        (2, 37, b"20270131"),
    ]);
    assert_eq!(
        utf8,
        Inscribed {
            caption: "La marée".into(),
            credit: "Agence Estran".into(),
            source: "Estran".into(),
            licence: "© Estran".into(),
            expires: Some("2027-01-31".parse().unwrap()),
            ..Inscribed::default()
        }
    );
    assert_eq!(read(&[(2, 120, b"La mar\xe9e")]).caption, "La marée");
    assert_eq!(read(&[(2, 80, "Inès Morel".as_bytes())]).credit, "Inès Morel");
    assert_eq!(read(&[(2, 120, b"OLYMPUS DIGITAL CAMERA")]).caption, "");
}

#[test]
fn xmp_is_read_by_its_names_whatever_its_prefixes() {
    let xmp = "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><r:RDF \
        xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
        xmlns:d=\"http://purl.org/dc/elements/1.1/\" \
        xmlns:p=\"http://ns.adobe.com/photoshop/1.0/\"><r:Description p:Credit=\"A &amp; B\">\
        <d:description><r:Alt><r:li xml:lang=\"x-default\">Un &lt;pont&gt; &#233;troit</r:li>\
        <r:li xml:lang=\"en\">A bridge</r:li></r:Alt></d:description>\
        <d:title>Autre chose</d:title></r:Description></r:RDF></x:xmpmeta>";
    let found = inscribed(&with_segment(0xe1, xmp.as_bytes()));
    assert_eq!(found.credit, "A & B");
    assert_eq!(found.caption, "Un <pont> étroit");
}

#[test]
fn content_credentials_are_seen_and_stay_with_the_original() {
    let jumbf = b"JP\x01\x02\0\0\0\x01\0\0\0\x40jumb\0\0\0\x20jumdc2pa";
    let signed = with_segment(0xeb, jumbf);
    assert!(examine(&signed).unwrap().credentials);
    assert!(!examine(PHOTO).unwrap().credentials && !examine(RED).unwrap().credentials);
    let printed =
        develop(&signed, &Recipe { frame: None, width: 40, format: PictureFormat::Jpeg }).unwrap();
    assert!(!examine(&printed).unwrap().credentials);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_metadata_makes_the_reading_fail(
        marker in prop::sample::select(vec![0xe1_u8, 0xed, 0xeb]),
        head in prop::sample::select(vec![
            b"Exif\0\0MM\0*\0\0\0\x08".to_vec(),
            b"Exif\0\0II*\0\x08\0\0\0".to_vec(),
            b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>".to_vec(),
            b"Photoshop 3.0\x008BIM\x04\x04".to_vec(),
            b"JP\x01\x02".to_vec(),
        ]),
        body in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let file = with_segment(marker, &[head, body].concat());
        let _found = inscribed(&file);
        let _facts = examine(&file);
    }
}
