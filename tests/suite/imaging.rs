//! Pictures: upright, never larger, anonymous, and refused before they can do harm.

use imaging::{Error, Recipe, develop, develop_all, dominant, examine, hash};
use newsroom::{Colour, Frame, PictureFormat};
use proptest::prelude::*;

const RED: [u8; 3] = [200, 20, 20];
const BLUE: [u8; 3] = [20, 20, 200];

fn crc(bytes: &[u8]) -> u32 {
    let table = |byte: u32| {
        (0..8).fold(byte, |c, _| if c & 1 == 1 { 0xedb8_8320 ^ c >> 1 } else { c >> 1 })
    };
    !bytes.iter().fold(u32::MAX, |crc, byte| table((crc ^ u32::from(*byte)) & 0xff) ^ crc >> 8)
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind, data].concat();
    [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &body, &crc(&body).to_be_bytes()]
        .concat()
}

fn header(width: u32, height: u32) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &[&size[..], &[8, 2, 0, 0, 0]].concat())]
        .concat()
}

/// A PNG written by hand, its pixels stored as they are; `more` stands before them.
pub(crate) fn png(
    width: u32,
    height: u32,
    more: &[u8],
    colour: impl Fn(u32, u32) -> [u8; 3],
) -> Vec<u8> {
    let mut raw = Vec::new();
    for y in 0..height {
        raw.push(0);
        (0..width).for_each(|x| raw.extend(colour(x, y)));
    }
    let (a, b) = raw.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65521;
        (a, (b + a) % 65521)
    });
    let mut zlib = vec![0x78, 0x01];
    let blocks = raw.chunks(60_000).count();
    for (rank, block) in raw.chunks(60_000).enumerate() {
        let len = u16::try_from(block.len()).unwrap();
        zlib.push(u8::from(rank + 1 == blocks));
        zlib.extend(len.to_le_bytes());
        zlib.extend((!len).to_le_bytes());
        zlib.extend(block);
    }
    zlib.extend((b << 16 | a).to_be_bytes());
    [header(width, height), more.to_vec(), chunk(b"IDAT", &zlib), chunk(b"IEND", &[])].concat()
}

fn halves(width: u32, height: u32) -> Vec<u8> {
    png(width, height, &[], |x, _| if x < width / 2 { RED } else { BLUE })
}

fn recipe(width: u32, format: PictureFormat) -> Recipe {
    Recipe { frame: None, width, format }
}

fn as_jpeg(bytes: &[u8]) -> Vec<u8> {
    develop(bytes, &recipe(u32::MAX, PictureFormat::Jpeg)).unwrap()
}

fn as_png(bytes: &[u8]) -> Vec<u8> {
    develop(bytes, &recipe(u32::MAX, PictureFormat::Png)).unwrap()
}

/// Adds to a JPEG the EXIF that a camera writes: an orientation, and a secret.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let tiff = [
        b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0",
        &[orientation, 0, 0, 0][..],
        b"\0\0\0\0",
    ]
    .concat();
    let body = [b"Exif\0\0", &tiff[..], b"GPS 48.8566 2.3522"].concat();
    let len = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &len, &body, &jpeg[2..]].concat()
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn a_picture_is_turned_upright() {
    let lying = as_jpeg(&halves(32, 16));
    let turned = with_exif(&lying, 6);
    let facts = examine(&turned).unwrap();
    assert_eq!((facts.format, facts.width, facts.height), (PictureFormat::Jpeg, 16, 32));
    // A quarter turn clockwise brings the left to the top.
    let upright = as_jpeg(&png(16, 32, &[], |_, y| if y < 16 { RED } else { BLUE }));
    assert_eq!(as_png(&turned), as_png(&upright));
    assert_eq!(examine(&as_png(&turned)).unwrap().width, 16);
}

#[test]
fn a_width_is_that_of_the_upright_picture() {
    let turned = with_exif(&as_jpeg(&halves(64, 32)), 6);
    let small = develop(&turned, &recipe(8, PictureFormat::Jpeg)).unwrap();
    let facts = examine(&small).unwrap();
    assert_eq!((facts.width, facts.height), (8, 16));
}

#[test]
fn nothing_of_the_metadata_goes_out() {
    let camera = with_exif(&as_jpeg(&halves(16, 16)), 1);
    assert!(contains(&camera, b"GPS 48.8566"));
    let text = chunk(b"tEXt", b"Comment\0Le nom de la source");
    let studio = png(16, 16, &text, |_, _| RED);
    for format in [PictureFormat::Jpeg, PictureFormat::Png, PictureFormat::Webp] {
        let print = develop(&camera, &recipe(600, format)).unwrap();
        assert!(!contains(&print, b"GPS") && !contains(&print, b"Exif"));
        let print = develop(&studio, &recipe(600, format)).unwrap();
        assert!(!contains(&print, b"source") && !contains(&print, b"tEXt"));
    }
}

#[test]
fn a_colour_profile_goes_through() {
    let mut profile = vec![0; 132];
    profile[3] = 132;
    profile[16..20].copy_from_slice(b"RGB ");
    profile[36..40].copy_from_slice(b"acsp");
    let len = u16::try_from(profile.len() + 16).unwrap().to_be_bytes();
    let jpeg = as_jpeg(&halves(16, 16));
    let tagged = |profile: &[u8]| {
        [&jpeg[..2], &[0xff, 0xe2], &len, b"ICC_PROFILE\0\x01\x01", profile, &jpeg[2..]].concat()
    };
    assert!(contains(&as_jpeg(&tagged(&profile)), &profile));
    assert!(contains(&as_png(&tagged(&profile)), b"iCCP"));
    let light = develop(&tagged(&profile), &recipe(8, PictureFormat::Webp)).unwrap();
    assert!(contains(&light, &[b"ICCP\x84\0\0\0", &profile[..]].concat()));
    assert_eq!(examine(&light).unwrap().width, 8);
    // The pixels are RGB once decoded, so a profile of four inks would falsify them.
    profile[16..20].copy_from_slice(b"CMYK");
    assert!(!contains(&as_jpeg(&tagged(&profile)), b"CMYK"));
}

#[test]
fn a_bomb_is_refused_by_its_header() {
    let bomb = [header(30_000, 30_000), chunk(b"IDAT", &[0x78, 0x01])].concat();
    for refusal in [
        examine(&bomb).unwrap_err(),
        develop(&bomb, &recipe(600, PictureFormat::Jpeg)).unwrap_err(),
    ] {
        assert!(
            matches!(refusal, Error::TooLarge { width: 30_000, height: 30_000, .. }),
            "{refusal}"
        );
    }
}

#[test]
fn a_truncated_picture_is_refused() {
    let png = halves(64, 64);
    let jpeg = as_jpeg(&png);
    for whole in [png, jpeg] {
        let half = &whole[..whole.len() * 3 / 4];
        let refusal = develop(half, &recipe(600, PictureFormat::Jpeg)).unwrap_err();
        assert!(matches!(refusal, Error::Damaged { .. }), "{refusal}");
    }
}

#[test]
fn a_picture_made_to_be_costly_is_refused_at_once() {
    let jpeg = as_jpeg(&halves(64, 64));
    let scan = jpeg.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
    let passes = [&jpeg[..scan], &jpeg[scan..jpeg.len() - 2].repeat(3000), &[0xff, 0xd9]].concat();
    let words = chunk(b"tEXt", &[b"Comment\0".to_vec(), vec![b'a'; 3 << 20]].concat());
    let many = chunk(b"zTXt", &vec![b'a'; 40 << 10]).repeat(60);
    let profile = chunk(b"iCCP", &vec![b'a'; 2 << 20]);
    for costly in [
        passes,
        png(8, 8, &words, |_, _| RED),
        png(8, 8, &many, |_, _| RED),
        png(8, 8, &profile, |_, _| RED),
    ] {
        let refusal = examine(&costly).unwrap_err();
        assert!(matches!(refusal, Error::Costly { .. }), "{refusal}");
    }
}

#[test]
fn what_a_telephone_appends_to_a_photograph_is_not_held_against_it() {
    let mut jpeg = as_jpeg(&halves(64, 64));
    let thumbnail = [0xff, 0xda, 0xff, 0xd9].repeat(500);
    let length = u16::try_from(thumbnail.len() + 2).unwrap().to_be_bytes();
    let segment = [&[0xff, 0xe1], &length[..], &thumbnail].concat();
    jpeg.splice(2..2, segment);
    jpeg.extend([0xff, 0xda, 0x12].repeat(1000));
    assert_eq!(examine(&jpeg).unwrap().width, 64);
}

/// A TIFF of one strip, uncompressed, written by hand.
fn tiff(width: u16, height: u16, pixels: &[u8]) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    let bits = 8 + 2 + 9 * 12 + 4;
    let entries: [(u16, u16, u32, u32); 9] = [
        (256, 3, 1, width.into()),
        (257, 3, 1, height.into()),
        (258, 3, 3, bits),
        (259, 3, 1, 1),
        (262, 3, 1, 2),
        (273, 4, 1, bits + 6),
        (277, 3, 1, 3),
        (278, 3, 1, height.into()),
        (279, 4, 1, u32::try_from(pixels.len()).unwrap()),
    ];
    bytes.extend(9_u16.to_le_bytes());
    for (tag, kind, count, value) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend([0; 4]);
    bytes.extend([8, 0, 8, 0, 8, 0]);
    bytes.extend(pixels);
    bytes
}

/// A TIFF that lies as `orientation` says, and shows, once upright, a picture of `width` by `height`
/// of which no two pixels are alike.
pub(crate) fn turned(width: u16, height: u16, orientation: u8) -> Vec<u8> {
    let lies = orientation > 4;
    let (across, down) = if lies { (height, width) } else { (width, height) };
    let mut pixels = Vec::new();
    for (row, column) in (0..down).flat_map(|row| (0..across).map(move |column| (row, column))) {
        let (right, bottom) = (width - 1, height - 1);
        let (x, y) = match orientation {
            2 => (right - column, row),
            3 => (right - column, bottom - row),
            4 => (column, bottom - row),
            5 => (row, column),
            6 => (right - row, column),
            7 => (right - row, bottom - column),
            8 => (row, bottom - column),
            _ => (column, row),
        };
        pixels.extend([u8::try_from(x * 10).unwrap(), u8::try_from(y * 15).unwrap(), 90]);
    }
    let mut bytes = tiff(across, down, &pixels);
    // The tag that says one more thing takes the place of one that goes without saying.
    let rows = bytes.windows(2).position(|pair| pair == 278_u16.to_le_bytes()).unwrap();
    bytes[rows..rows + 12].copy_from_slice(
        &[&274_u16.to_le_bytes()[..], &[3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]].concat(),
    );
    bytes
}

#[test]
fn a_tiff_is_taken_in() {
    let pixels: Vec<u8> =
        (0..32 * 16).flat_map(|at| if at % 32 < 16 { RED } else { BLUE }).collect();
    let whole = tiff(32, 16, &pixels);
    let facts = examine(&whole).unwrap();
    assert_eq!((facts.format, facts.width, facts.height), (PictureFormat::Tiff, 32, 16));
    assert_eq!(as_png(&whole), as_png(&halves(32, 16)));
    let lying = develop(&tiff(320, 160, &pixels), &recipe(16, PictureFormat::Jpeg)).unwrap_err();
    assert!(matches!(lying, Error::Damaged { .. }), "{lying}");
    let bomb = examine(&tiff(60_000, 60_000, &pixels)).unwrap_err();
    assert!(matches!(bomb, Error::TooLarge { .. }), "{bomb}");
}

#[test]
fn what_a_telephone_writes_is_refused_by_its_name() {
    for (brand, name) in [(b"heic", "HEIC"), (b"mif1", "HEIC"), (b"avif", "AVIF")] {
        let file = [b"\0\0\0\x18ftyp", &brand[..], b"\0\0\0\0mif1heic"].concat();
        assert!(matches!(examine(&file), Err(Error::Unread(found)) if found == name));
    }
}

#[test]
fn what_is_no_picture_is_refused_whatever_its_name() {
    for bytes in [&b""[..], b"<html><p>Non</p></html>", b"%PDF-1.7", b"BM\0\0"] {
        assert!(matches!(examine(bytes), Err(Error::UnknownFormat)));
    }
    let recipe = recipe(10, PictureFormat::Gif);
    assert!(matches!(develop(&halves(8, 8), &recipe), Err(Error::NotMade(PictureFormat::Gif))));
}

#[test]
fn a_picture_is_never_enlarged() {
    for (asked, given) in [(0, 40), (10, 10), (40, 40), (4000, 40)] {
        let print = develop(&halves(40, 20), &recipe(asked, PictureFormat::Png)).unwrap();
        let facts = examine(&print).unwrap();
        assert_eq!((facts.width, facts.height), (given, given / 2));
    }
}

#[test]
fn a_print_does_not_depend_on_those_made_with_it() {
    let original = halves(300, 200);
    let frame = Some(Frame { x: 20, y: 0, width: 200, height: 200 });
    let recipes = [
        recipe(120, PictureFormat::Jpeg),
        recipe(60, PictureFormat::Webp),
        Recipe { frame, ..recipe(60, PictureFormat::Webp) },
        recipe(60, PictureFormat::Png),
    ];
    let together = develop_all(&original, &recipes).unwrap();
    let apart = recipes.map(|recipe| develop(&original, &recipe).unwrap());
    assert_eq!(together, apart);
    let sizes = together.iter().map(|print| examine(print).unwrap());
    let sizes: Vec<_> = sizes.map(|facts| (facts.format, facts.width, facts.height)).collect();
    assert_eq!(
        sizes,
        [
            (PictureFormat::Jpeg, 120, 80),
            (PictureFormat::Webp, 60, 40),
            (PictureFormat::Webp, 60, 60),
            (PictureFormat::Png, 60, 40),
        ]
    );
}

#[test]
fn a_jpeg_is_seen_whole_before_it_is_sharp() {
    let progressive = [0xff, 0xc2];
    assert!(contains(&as_jpeg(&halves(64, 64)), &progressive));
}

#[test]
fn a_drawing_stays_exact_as_webp_and_a_hole_a_hole() {
    let drawing = png(40, 40, &[], |x, y| if x / 5 % 2 == y / 5 % 2 { RED } else { BLUE });
    let light = develop(&drawing, &recipe(40, PictureFormat::Webp)).unwrap();
    assert_eq!(as_png(&light), as_png(&drawing));
    let holed = include_bytes!("../../icons/64.png");
    let light = develop(holed, &recipe(64, PictureFormat::Webp)).unwrap();
    assert_eq!(dominant(&light).unwrap(), None);
}

#[test]
fn what_stands_for_a_picture_is_its_most_frequent_colour() {
    let mostly = png(40, 40, &[], |x, _| if x < 30 { RED } else { BLUE });
    assert_eq!(dominant(&mostly).unwrap(), Some(Colour::from(RED)));
}

#[test]
fn the_same_original_gives_the_same_bytes() {
    let original = halves(300, 200);
    let print = || develop(&original, &recipe(120, PictureFormat::Jpeg)).unwrap();
    assert_eq!(hash(&print()), hash(&print()));
    assert_eq!(hash(b""), "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_damaged_file_never_breaks_the_machine(at in 0_usize..3000, byte: u8, jpeg: bool) {
        let original = halves(24, 16);
        let mut bytes = if jpeg { with_exif(&as_jpeg(&original), 8) } else { original };
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(facts) = examine(&bytes) {
            prop_assert!(facts.width > 0 && facts.height > 0);
            drop(develop(&bytes, &recipe(12, PictureFormat::Png)));
        }
    }
}

fn drawing(inside: &str) -> Vec<u8> {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink' \
         viewBox='0 0 30 10'>{inside}</svg>"
    )
    .into_bytes()
}

#[test]
fn a_drawing_is_printed_at_any_width_and_keeps_its_holes() {
    let bytes = drawing("<rect width='15' height='10' fill='#c81414'/>");
    let facts = examine(&bytes).unwrap();
    assert_eq!((facts.format, facts.width, facts.height), (PictureFormat::Svg, 2400, 800));
    let print = develop(&bytes, &recipe(600, PictureFormat::Png)).unwrap();
    let facts = examine(&print).unwrap();
    assert_eq!((facts.format, facts.width, facts.height), (PictureFormat::Png, 600, 200));
    assert_eq!(dominant(&print).unwrap(), None, "it has no hole");
    let full = drawing("<rect width='30' height='10' fill='#c81414'/>");
    let print = develop(&full, &recipe(600, PictureFormat::Png)).unwrap();
    assert_eq!(dominant(&print).unwrap(), Some(Colour::from(RED)));
}

#[test]
fn a_drawing_with_entities_of_its_own_is_read_as_illustrator_writes_it() {
    let bytes =
        b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY ns 'http://www.w3.org/2000/svg'>]>\n\
        <svg xmlns='&ns;' width='20' height='20'><circle cx='10' cy='10' r='9'/></svg>";
    assert_eq!(examine(bytes).unwrap().width, 2400);
}

#[test]
fn a_drawing_calls_for_nothing_that_is_not_in_it() {
    for inside in [
        "<script>fetch('https://example.com')</script>",
        "<rect onload='x()' width='1' height='1'/>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>Non</p></foreignObject>",
        "<image x:href='file:///etc/passwd' width='9' height='9'/>",
        "<image href='data:image/png;base64,AAAA' width='9' height='9'/>",
        "<use href='https://example.com/a.svg#b'/>",
        "<style>@import 'https://example.com/a.css';</style>",
        "<rect fill='url(https://example.com/a.svg#b)' width='9' height='9'/>",
        "<rect style='fill: url( \"//example.com/a\")' width='9' height='9'/>",
    ] {
        let refused = examine(&drawing(inside)).unwrap_err();
        assert!(matches!(refused, Error::Foreign(_)), "{inside}: {refused}");
    }
    let lettered = examine(&drawing("<text y='9'>Mots</text>")).unwrap_err();
    assert!(matches!(lettered, Error::Lettered), "{lettered}");
    let outside = b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\
        <svg xmlns='http://www.w3.org/2000/svg'><desc>&a;</desc></svg>";
    assert!(examine(outside).is_err());
}

#[test]
fn a_drawing_made_to_be_costly_is_refused_before_it_is_drawn() {
    let twice = |name: &str, of: &str| {
        format!("<g id='{name}'>{}</g>", format!("<use href='#{of}'/>").repeat(10))
    };
    let levels: String = (1..8).map(|n| twice(&format!("l{n}"), &format!("l{}", n - 1))).collect();
    let uses =
        format!("<defs><rect id='l0' width='9' height='9'/>{levels}</defs><use href='#l7'/>");
    let patterns: String = (1..20)
        .map(|n| {
            let fill = format!("<rect width='9' height='9' fill='url(#p{})'/>", n - 1);
            format!("<pattern id='p{n}' width='9' height='9'>{}</pattern>", fill.repeat(2))
        })
        .collect();
    let layers = "<g opacity='.5'><rect width='1' height='1'/>".repeat(50) + &"</g>".repeat(50);
    let noise = "<filter id='f'><feTurbulence baseFrequency='1' numOctaves='999999999'/></filter>\
                 <rect width='9' height='9' filter='url(#f)'/>";
    for inside in [
        "<g>".repeat(50_000) + &"</g>".repeat(50_000),
        "<rect width='30' height='10'/>".repeat(5_000),
        uses,
        format!("{patterns}<rect width='9' height='9' fill='url(#p19)'/>"),
        layers,
        noise.to_owned(),
    ] {
        let refused = examine(&drawing(&inside));
        let head: String = inside.chars().take(60).collect();
        assert!(refused.is_err(), "{head}: {refused:?}");
    }
    let laughs: String = (1..12)
        .map(|n| format!("<!ENTITY e{n} '{}'>", format!("&e{};", n - 1).repeat(10)))
        .collect();
    let bomb = format!(
        "<!DOCTYPE svg [<!ENTITY e0 'ha'>{laughs}]><svg xmlns='http://www.w3.org/2000/svg'>&e11;</svg>"
    );
    assert!(examine(bomb.as_bytes()).is_err());
    let wide = b"<svg xmlns='http://www.w3.org/2000/svg' width='1e30' height='1e30'/>";
    let facts = examine(wide).unwrap();
    assert!(facts.width <= 2401 && facts.height <= 2401, "{facts:?}");
}
