//! The house's settings and its authors: what cannot be printed is refused, and nothing changes.

use desk::{
    Desk, Fault, SystemClock,
    wire::{
        house::{HouseSettings, SaveAuthor},
        issues::ChangeIssue,
        pictures::SavePassport,
    },
};
use newsroom::{AuthorKey, CalloutType, PlanChange, Profile};
use tempfile::TempDir;

type Harm = fn(&mut HouseSettings);

fn demo() -> (TempDir, Desk) {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), SystemClock).unwrap();
    (above, desk)
}

fn author(key: Option<&AuthorKey>, name: &str) -> SaveAuthor {
    let (initials, bio) = (" É. S. ".into(), String::new());
    SaveAuthor { key: key.cloned(), name: name.into(), initials, bio }
}

#[test]
fn what_the_house_settled_is_what_it_reads() {
    let (_above, desk) = demo();
    let mut house = desk.read_house(()).unwrap();
    let view = desk.save_house(house.clone()).unwrap();
    assert_eq!(desk.read_house(()).unwrap(), house, "what is kept as it was is as it was");
    assert_eq!(view.publication.name, house.name);

    house.name = "  Le Pli du soir ".into();
    house.typography = Profile::FrFine;
    house.free_millions = true;
    house.to_do = vec![" TK".into(), String::new(), "à voir".into(), "TK".into()];
    house.headline_signs = 60;
    house.callouts.push(CalloutType { key: String::new(), label: "Repères & dates".into() });
    desk.save_house(house).unwrap();
    let kept = desk.read_house(()).unwrap();
    assert_eq!(kept.name, "Le Pli du soir");
    assert_eq!(kept.typography, Profile::FrFine);
    assert!(kept.free_millions && !kept.nested_guillemets);
    assert_eq!(kept.to_do, ["TK", "à voir"]);
    assert_eq!(kept.headline_signs, 60);
    assert_eq!(kept.callouts.last().unwrap().key, "reperes-dates");
}

#[test]
fn settings_that_cannot_be_printed_are_refused_and_change_nothing() {
    let (_above, desk) = demo();
    let before = desk.read_house(()).unwrap();
    let mut again = before.callouts[0].clone();
    again.label = "Encore".into();
    let harms: [(&str, Harm); 8] = [
        ("house.unnamed", |it| it.name = "  ".into()),
        ("site.malformed", |it| it.base_url = "lepli".into()),
        ("house.address", |it| it.subscribe_url = "javascript:alert(1)".into()),
        ("house.sender", |it| it.sender_address = "redaction".into()),
        ("house.sender", |it| {
            it.sender_name = "Le Pli".into();
            it.sender_address = String::new();
        }),
        ("house.callout", |it| it.callouts[0].label = " ".into()),
        ("house.signs", |it| it.standfirst_signs = 0),
        ("house.mark", |it| it.to_do.push("?".into())),
    ];
    for (code, harm) in harms {
        let mut house = before.clone();
        harm(&mut house);
        assert_eq!(refused(desk.save_house(house)), code);
        assert_eq!(desk.read_house(()).unwrap(), before, "{code}");
    }
    let mut house = before.clone();
    house.callouts.push(again);
    assert_eq!(refused(desk.save_house(house)), "house.callout_twice");
}

#[test]
fn an_author_is_added_corrected_and_removed_and_one_who_signs_stays() {
    let (_above, desk) = demo();
    let view = desk.save_author(author(None, " Émile Sarrazin ")).unwrap();
    let new = view.authors.iter().find(|it| it.name == "Émile Sarrazin").unwrap();
    assert_eq!((new.key.as_str(), new.initials.as_str()), ("emile-sarrazin", "É. S."));
    let view = desk.save_author(author(None, "Emile Sarrazin")).unwrap();
    assert!(view.authors.iter().any(|it| it.key.as_str() == "emile-sarrazin-2"));
    let view = desk.save_author(author(Some(&new.key), "Émilie Sarrazin")).unwrap();
    let renamed = view.authors.iter().find(|it| it.key == new.key).unwrap();
    assert_eq!(renamed.name, "Émilie Sarrazin");
    let view = desk.remove_author(new.key.clone()).unwrap();
    assert!(view.authors.iter().all(|it| it.key != new.key));

    assert_eq!(refused(desk.remove_author(new.key.clone())), "store.missing");
    assert_eq!(refused(desk.save_author(author(Some(&new.key), "Qui ?"))), "store.missing");
    assert_eq!(refused(desk.save_author(author(None, "  "))), "author.unnamed");
    let signing =
        desk.list_drafts(()).unwrap().into_iter().find_map(|it| it.authors.into_iter().next());
    assert_eq!(refused(desk.remove_author(signing.unwrap())), "author.signs");
}

#[test]
fn an_author_whom_a_picture_or_an_issue_names_stays() {
    let (_above, desk) = demo();
    let new = |name: &str| {
        let view = desk.save_author(author(None, name)).unwrap();
        view.authors.into_iter().find(|it| it.name == name).unwrap().key
    };
    let photographer = new("Lise Ornano");
    let key = desk.list_pictures(()).unwrap()[0].key.clone();
    let mut passport = desk.read_picture(key.clone()).unwrap().passport;
    passport.author = Some(photographer.clone());
    desk.save_passport(SavePassport { key, passport }).unwrap();
    assert_eq!(refused(desk.remove_author(photographer)), "author.signs");

    let guest = new("Ada Brisson");
    let date = Desk::demo_issue().unwrap();
    let change = PlanChange::Bios { authors: Some(vec![guest.clone()]) };
    desk.change_issue(ChangeIssue { date, change, preview: None }).unwrap();
    assert_eq!(refused(desk.remove_author(guest.clone())), "author.signs");
    let change = PlanChange::Bios { authors: None };
    desk.change_issue(ChangeIssue { date, change, preview: None }).unwrap();
    desk.remove_author(guest).unwrap();
}

fn refused<T>(answer: Result<T, Fault>) -> String {
    answer.err().map(|fault| fault.code).unwrap_or_default()
}
