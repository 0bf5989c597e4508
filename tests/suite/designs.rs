//! How a publication looks: whatever is chosen is legible, spoils no mail, and weighs little.

use desk::{
    Desk,
    wire::{exports::ExportIssue, imports::ImportPaths, newsroom::SignAs},
};
use newsroom::{Colour, Design, EditionKey, Face, Layout, Measure, Proof};
use rendition::{Composition, Medium, Scope, page};

use crate::{clock::TestClock, email::spoiled, proofs::proof};

fn worn(design: Design) -> Proof {
    let mut worn = proof();
    worn.publication.design = design;
    worn
}

fn printed(design: Design, medium: Medium) -> String {
    let composition = Composition::new(worn(design));
    page(&composition, &EditionKey::public(), medium, &Scope::Issue).unwrap().contents()
}

/// Every way to set a page.
fn designs() -> impl Iterator<Item = Design> {
    let layouts = [Layout::Classic, Layout::Daily, Layout::Review, Layout::Banner];
    let measures = [Measure::Narrow, Measure::Usual, Measure::Wide];
    layouts.into_iter().flat_map(move |layout| {
        measures.into_iter().flat_map(move |measure| {
            Face::ALL.into_iter().flat_map(move |face| {
                Face::ALL.map(|headings| Design {
                    layout,
                    measure,
                    text: face,
                    headings,
                    ..Design::SALMON
                })
            })
        })
    })
}

#[test]
fn contrast_is_what_the_web_s_guidelines_say() {
    let of = |one: &str, two: &str| {
        one.parse::<Colour>().unwrap().contrast(two.parse::<Colour>().unwrap())
    };
    assert!((of("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    assert!((of("#ffffff", "#ffffff") - 1.0).abs() < 1e-9);
    // The grey that is known to be the lightest on white.
    assert!(of("#767676", "#ffffff") >= 4.5 && of("#777777", "#ffffff") < 4.5);
}

#[test]
fn no_colour_but_an_opaque_one_can_be_written() {
    for written in ["red", "#fff", "#12345678", "#12345g", "123456", "#12 456", "", "var(--a)"] {
        assert!(written.parse::<Colour>().is_err(), "{written}");
    }
    assert_eq!("#8F2A1B".parse::<Colour>().unwrap().to_string(), "#8f2a1b");
}

#[test]
fn every_design_that_comes_along_is_legible_by_day_and_by_night() {
    for (name, design) in Design::SHIPPED {
        assert!(design.is_legible(), "{name}: {:?}", design.day.contrasts());
    }
}

#[test]
fn no_design_gives_a_webmail_anything_to_spoil() {
    for (name, design) in Design::SHIPPED {
        let wrong = spoiled(&printed(design, Medium::Email));
        assert!(wrong.is_empty(), "{name}: {}", wrong.join("\n"));
    }
    for design in designs() {
        let wrong = spoiled(&printed(design, Medium::Email));
        assert!(wrong.is_empty(), "{design:?}: {}", wrong.join("\n"));
    }
}

#[test]
fn no_design_that_comes_along_makes_a_mail_heavy() {
    let founded = printed(Design::CLASSIC, Medium::Email).len();
    for (name, design) in Design::SHIPPED {
        let mail = printed(design, Medium::Email).len();
        // Fifteen stories weigh 34,938 bytes as founded, and may weigh 38,000.
        assert!(mail * 34_938 <= founded * 38_000, "{name}: {mail} bytes, {founded} as founded");
    }
}

#[test]
fn a_mail_has_no_colour_that_its_design_has_not() {
    for (name, design) in Design::SHIPPED {
        let mail = printed(design, Medium::Email);
        let known = format!("{design:?}");
        for (at, _) in mail.match_indices('#') {
            let colour = mail.get(at..at + 7).unwrap_or_default();
            if colour.parse::<Colour>().is_ok() {
                assert!(known.contains(colour), "{name}: {colour}");
            }
        }
        assert!(mail.contains(&design.night.paper.to_string()), "{name} has no dark theme");
    }
}

#[test]
fn the_web_and_the_mail_are_dressed_from_one_design() {
    let design = Design { measure: Measure::Wide, ..Design::DAILY };
    let (web, mail) = (printed(design, Medium::Web), printed(design, Medium::Email));
    for colour in [design.day.paper, design.day.accent, design.night.ink, design.night.accent] {
        assert!(web.contains(&colour.to_string()) && mail.contains(&colour.to_string()));
    }
    assert!(web.contains("max-width: 44rem") && mail.contains("max-width:640px"));
    assert!(mail.contains("width=\"640\" align=\"center\""), "Outlook's column");
}

#[test]
fn a_design_as_founded_is_not_written_down() {
    let written = serde_json::to_string(&proof().publication).unwrap();
    assert!(!written.contains("\"design\""), "{written}");
    let written = serde_json::to_string(&worn(Design::REVIEW).publication).unwrap();
    let read: newsroom::Publication = serde_json::from_str(&written).unwrap();
    assert_eq!(read.design, Design::REVIEW);
}

fn demo() -> (tempfile::TempDir, Desk) {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    (above, desk)
}

#[test]
fn a_design_that_cannot_be_read_is_weighed_and_not_kept() {
    let (_above, desk) = demo();
    let mut pale = Design::REVIEW;
    pale.day.soft = "#b0b0a8".parse().unwrap();
    let weighed = desk.weigh_design(pale).unwrap();
    assert!(!weighed.legible);
    let short = |all: &[desk::wire::designs::Contrast]| all.iter().filter(|it| !it.enough).count();
    assert_eq!((short(&weighed.day), short(&weighed.night)), (2, 0));
    assert_eq!(desk.save_design(pale).unwrap_err().code, "design.illegible");
    assert_eq!(desk.newsroom(()).unwrap().publication.design, Design::CLASSIC);
    let kept = desk.save_design(Design::REVIEW).unwrap();
    assert_eq!(kept.design, Design::REVIEW);
    assert_eq!(desk.list_designs(()).unwrap().len(), 4);
}

#[test]
fn a_design_that_cannot_be_read_comes_in_by_no_import() {
    let (above, desk) = demo();
    let folder = above.path().join("venu");
    std::fs::create_dir(&folder).unwrap();
    let mut publication = desk.newsroom(()).unwrap().publication;
    publication.design = Design { day: Design::SALMON.night, ..Design::SALMON };
    publication.design.day.ink = publication.design.day.paper;
    let written = serde_json::to_string(&publication).unwrap();
    std::fs::write(folder.join("publication.yaml"), written).unwrap();
    let paths = vec![folder.display().to_string()];
    let refused = desk.import_paths(ImportPaths { paths }).unwrap_err();
    assert_eq!(refused.code, "design.illegible");
    assert_eq!(desk.newsroom(()).unwrap().publication.design, Design::CLASSIC);
}

#[test]
fn a_closed_issue_keeps_the_design_it_was_closed_with() {
    let (above, desk) = demo();
    let date = Desk::demo_issue().unwrap();
    desk.sign_as(SignAs { name: "Mathilde de Rives".into() }).unwrap();
    let export = |name: &str| {
        let to = Some(above.path().join(name).display().to_string());
        let ask = ExportIssue { date, to, editions: Vec::new(), forms: Vec::new() };
        desk.export_issue(ask).unwrap().files
    };
    desk.close_issue(date).unwrap();
    let before = export("avant");
    desk.save_design(Design::SALMON).unwrap();
    assert_eq!(export("après"), before);
}
