//! A crop keeps its ratio and what must be seen, moves nothing of the original, and is the same in
//! the page, the mail and the file.

use desk::wire::pictures::SavePassport;
use imaging::{Recipe, develop, examine};
use newsroom::{Crop, EditionKey, Frame, Illustration, PictureFormat, Ratio};
use proptest::prelude::*;
use rendition::{Composition, Medium, Scope, named, page, pictures, prints, whole};

use crate::{
    imaging::{png, turned},
    pictures::{demo, taken_in},
    proofs::{illustration, key, proof},
};

const RATIOS: [(Ratio, u64, u64); 3] =
    [(Ratio::Wide, 16, 9), (Ratio::Standard, 4, 3), (Ratio::Square, 1, 1)];

fn cropped(crop: Crop) -> Illustration {
    Illustration { crop, ..illustration("chantier", 2400, 1350, "Un chantier") }
}

proptest! {
    #[test]
    fn a_frame_is_the_largest_of_its_ratio_and_holds_the_focal_point(
        width in 1_u32..9000, height in 1_u32..9000,
        x in 0_u16..=1000, y in 0_u16..=1000, which in 0_usize..3,
    ) {
        let (ratio, across, down) = RATIOS[which];
        let frame = Crop { ratio, x, y }.frame(width, height);
        prop_assert!(frame.x + frame.width <= width && frame.y + frame.height <= height);
        prop_assert!(frame.width == width || frame.height == height);
        let (wide, high) = (u64::from(frame.width) * down, u64::from(frame.height) * across);
        prop_assert!(wide.abs_diff(high) <= across.max(down));
        let (at_x, at_y) = (width * u32::from(x) / 1000, height * u32::from(y) / 1000);
        prop_assert!(frame.x <= at_x + 1 && at_x <= frame.x + frame.width + 1);
        prop_assert!(frame.y <= at_y + 1 && at_y <= frame.y + frame.height + 1);
    }

    #[test]
    fn the_name_of_a_print_says_its_picture_and_its_crop(
        x in 0_u16..=1000, y in 0_u16..=1000, which in 0_usize..3,
    ) {
        let crop = Crop { ratio: RATIOS[which].0, x, y };
        for print in prints(&cropped(crop)) {
            prop_assert_eq!(named(&print.name), Some((key("chantier"), crop)));
        }
    }
}

#[test]
fn a_name_that_no_print_has_names_nothing() {
    for name in
        ["", "x", "x_-600.jpg", "x_2x1-0-0-600.jpg", "x_1x1-0-1001-600.jpg", "x_1x1-600.jpg"]
    {
        assert_eq!(named(name), None, "{name}");
    }
    let plain = whole(&cropped(Crop { ratio: Ratio::Square, x: 0, y: 0 }));
    assert_eq!(plain[0].name, "chantier-1200.jpg");
}

#[test]
fn pixels_are_those_of_the_frame_however_the_file_lies() {
    // No two pixels are alike, so that a frame that is one off is seen.
    let upright =
        png(24, 16, &[], |x, y| [u8::try_from(x * 10).unwrap(), u8::try_from(y * 15).unwrap(), 90]);
    let frame = Frame { x: 3, y: 2, width: 15, height: 9 };
    let recipe = Recipe { frame: Some(frame), width: u32::MAX, format: PictureFormat::Png };
    let all = Recipe { frame: None, ..recipe };
    let wanted = png(15, 9, &[], |x, y| {
        [u8::try_from((x + 3) * 10).unwrap(), u8::try_from((y + 2) * 15).unwrap(), 90]
    });
    let wanted = develop(&wanted, &all).unwrap();
    assert_eq!(develop(&upright, &recipe).unwrap(), wanted);
    for orientation in 2..=8 {
        let lying = turned(24, 16, orientation);
        assert_eq!(develop(&lying, &all).unwrap(), develop(&upright, &all).unwrap());
        assert_eq!(develop(&lying, &recipe).unwrap(), wanted, "{orientation}");
    }
}

#[test]
fn the_page_and_the_mail_show_the_same_crop() {
    let mut whole = proof();
    let picture = whole.illustrations.get_mut(&key("chantier")).unwrap();
    picture.crop = Crop { ratio: Ratio::Square, x: 0, y: 250 };
    let composition = Composition::new(whole);
    let edition = EditionKey::public();
    let name = "chantier_1x1-0-250-1200.jpg";
    assert!(pictures(&composition, &edition).iter().any(|print| print.name == name));
    for (medium, side) in [(Medium::Web, 800), (Medium::Email, 544)] {
        let page = page(&composition, &edition, medium, &Scope::Issue).unwrap().contents();
        assert!(page.contains(name) && !page.contains("chantier-1200.jpg"));
        assert!(page.contains(&format!("width=\"{side}\" height=\"{side}\"")));
    }
}

#[test]
fn a_crop_is_kept_beside_the_original_and_taken_back_whole() {
    let (_above, desk) = demo();
    let blue = taken_in(&desk, "bleue.png", include_bytes!("../../icons/256.png"));
    let before = desk.read_picture(blue.clone()).unwrap();
    let save = |crop| {
        let passport = newsroom::Passport { crop, ..before.passport.clone() };
        desk.save_passport(SavePassport { key: blue.clone(), passport }).unwrap()
    };
    let after = save(Crop { ratio: Ratio::Wide, x: 500, y: 4000 });
    assert_eq!(after.passport.crop, Crop { ratio: Ratio::Wide, x: 500, y: 1000 });
    assert_eq!((&after.picture.hash, &after.print), (&before.picture.hash, &before.print));
    let print = &prints(&after.picture)[0];
    let facts = examine(&desk.print(&print.name).unwrap().bytes).unwrap();
    assert_eq!((facts.width, facts.height), (256, 144));
    let facts = examine(&desk.print(&after.print).unwrap().bytes).unwrap();
    assert_eq!((facts.width, facts.height), (256, 256));
    assert_eq!(save(Crop::default()).picture, before.picture);
}
