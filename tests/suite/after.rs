//! After the closing: corrections that leave the original as it was, errata, and the ledger.

use std::fs;

use desk::{
    Desk, Fault,
    wire::{
        after::{
            CorrectArticle, Correctable, DecideWatch, ErratumState, FollowWatch, ReadPublished,
            SettleErratum,
        },
        exports::ExportIssue,
        house::SaveAuthor,
        issues::{ChangeIssue, ChangedIssue, NewIssue, TurnIssue},
        newsroom::SignAs,
        pictures::SavePassport,
        rights_of_reply::{DecideReply, PrintReply, ReceiveReply, ReplyDecision},
    },
};
use newsroom::{
    CorrectionLevel, DraftId, IssueDate, OverrideFields, PlanChange, ReplyState, WatchState,
};
use tempfile::TempDir;

use crate::clock::TestClock;

fn closed() -> (TempDir, Desk, DraftId) {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    desk.sign_as(SignAs { name: "Inès Vasseur".into() }).unwrap();
    let drafts = desk.list_drafts(()).unwrap();
    let draft = drafts.iter().find(|it| it.slug.as_str() == "mots-de-passe").unwrap().id;
    desk.close_issue(day()).unwrap();
    (above, desk, draft)
}

fn day() -> IssueDate {
    Desk::demo_issue().unwrap()
}

fn correction(desk: &Desk, draft: DraftId) -> CorrectArticle {
    let now = desk.read_published(ReadPublished { draft }).unwrap();
    CorrectArticle {
        draft,
        level: CorrectionLevel::Significant,
        note: "La bascule a coûté 13 millions d’euros, et non 31.".into(),
        now: Correctable {
            text: now
                .now
                .text
                .replace("31 millions", "13 millions")
                .replace("31\u{a0}millions", "13\u{a0}millions"),
            ..now.now
        },
        pictures: false,
    }
}

fn export(above: &TempDir, desk: &Desk, name: &str) -> (String, String) {
    let to = above.path().join(name);
    let ask = ExportIssue {
        date: day(),
        to: Some(to.display().to_string()),
        editions: Vec::new(),
        forms: Vec::new(),
    };
    desk.export_issue(ask).unwrap();
    let read = |path: &str| fs::read_to_string(to.join(path)).unwrap();
    (read("web/subscribers/index.html"), read("email/subscribers.html"))
}

#[test]
fn a_correction_prints_a_newer_version_with_both_dates_and_leaves_the_original() {
    let (above, desk, draft) = closed();
    let (before, mail_before) = export(&above, &desk, "avant");
    let proof = desk.open_issue(day()).unwrap().proof;
    let ask = correction(&desk, draft);
    let made = desk.correct_article(ask.clone()).unwrap();
    assert_eq!((made[0].version, made[0].who.as_str()), (2, "Inès Vasseur"));
    assert_eq!(made[0].erratum, ErratumState::Offered);

    let (after, mail_after) = export(&above, &desk, "apres");
    assert_eq!(mail_after, mail_before, "what was sent stays what was sent");
    assert_ne!(after, before);
    assert!(after.contains("13\u{a0}millions") && !after.contains("La bascule a coûté 31"));
    assert!(after.contains("La bascule a coûté 13 millions d’euros, et non 31."));
    for date in ["22 novembre 2026", "23 novembre 2026"] {
        assert!(after.replace('\u{a0}', " ").contains(date), "{date}");
    }
    assert!(after.contains("2026-11-22"), "a machine reads the date too");

    assert_eq!(desk.open_issue(day()).unwrap().proof, proof);
    assert!(desk.open_draft(draft).unwrap().text.contains("31"));
    let folder = above.path().join("pli.marbre");
    drop(desk);
    let verified = desk::verify(&folder).unwrap();
    assert_eq!(verified.damages, Vec::<String>::new());
    assert_eq!((verified.signatures, verified.reprinted), (1, 1));
}

#[test]
fn a_correction_says_what_and_why() {
    let (_above, desk, draft) = closed();
    let ask = correction(&desk, draft);
    let silent = CorrectArticle { note: " ".into(), ..ask.clone() };
    assert_eq!(desk.correct_article(silent).unwrap_err().code, "correction.note");
    let now = desk.read_published(ReadPublished { draft }).unwrap();
    let same = CorrectArticle { now: now.now, ..ask.clone() };
    assert_eq!(desk.correct_article(same).unwrap_err().code, "correction.same");
    desk.correct_article(ask).unwrap();
    let twice = desk.read_published(ReadPublished { draft }).unwrap();
    assert_eq!((twice.version, twice.corrections.len()), (2, 1));
    let other = desk.start_draft(desk::wire::drafts::StartDraft {
        kind: newsroom::ArticleKind::Story,
        headline: "Pas encore".into(),
    });
    let unpublished = desk.read_published(ReadPublished { draft: other.unwrap().id });
    assert_eq!(unpublished.unwrap_err().code, "correction.open");
}

#[test]
fn who_signs_the_kicker_and_a_picture_s_words_are_corrected_too() {
    let (above, desk, _) = closed();
    let photographer = desk
        .save_author(SaveAuthor {
            key: None,
            name: "Lise Ornano".into(),
            initials: "L. O.".into(),
            bio: String::new(),
        })
        .unwrap()
        .authors
        .into_iter()
        .find(|it| it.name == "Lise Ornano")
        .unwrap()
        .key;
    let issue = desk.open_issue(day()).unwrap();
    let pictured = issue.articles.values().find(|it| it.draft.illustration.is_some()).unwrap();
    let (draft, key) = (pictured.draft.id, pictured.draft.illustration.clone().unwrap());
    let mut passport = desk.read_picture(key.clone()).unwrap().passport;
    passport.caption = "Une légende enfin juste".into();
    passport.alt = "Une grue au-dessus du port, de dos".into();
    passport.credit = None;
    passport.author = Some(photographer.clone());
    desk.save_passport(SavePassport { key: key.clone(), passport }).unwrap();

    let before = desk.read_published(ReadPublished { draft }).unwrap();
    let change = before.pictures.iter().find(|it| it.key == key).unwrap();
    assert_eq!(change.now.caption, "Une légende enfin juste");
    assert_ne!(change.printed, change.now);
    let ask = CorrectArticle {
        draft,
        level: CorrectionLevel::Minor,
        note: "La photographie est de Lise Ornano.".into(),
        now: Correctable {
            kicker: "Ports et grues".into(),
            authors: vec![photographer],
            ..before.now.clone()
        },
        pictures: true,
    };
    desk.correct_article(ask.clone()).unwrap();
    assert_eq!(desk.correct_article(ask).unwrap_err().code, "correction.same");
    let after = desk.read_published(ReadPublished { draft }).unwrap();
    assert!(after.pictures.is_empty(), "the library and the readers agree again");
    let (web, _) = export(&above, &desk, "apres");
    for words in
        ["Ports et grues", "Une légende enfin juste", "L. O.", "Une grue au-dessus du port"]
    {
        assert!(web.contains(words), "{words}");
    }
}

#[test]
fn a_corrected_headline_is_printed_whatever_the_issue_had_decided_of_it() {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    desk.sign_as(SignAs { name: "Inès Vasseur".into() }).unwrap();
    let draft = &desk.open_issue(day()).unwrap().articles[&"mots-de-passe".parse().unwrap()].draft;
    let fields = OverrideFields {
        headline: Some("Le titre du chef".into()),
        standfirst: Some("Le chapeau du chef.".into()),
        ..OverrideFields::default()
    };
    let change = PlanChange::Override { article: draft.slug.clone(), edition: None, fields };
    desk.change_issue(ChangeIssue { date: day(), change, preview: None }).unwrap();
    desk.close_issue(day()).unwrap();

    let ask = correction(&desk, draft.id);
    assert_eq!(ask.now.headline, "Le titre du chef", "what is corrected is what readers have");
    desk.correct_article(ask.clone()).unwrap();
    let (web, _) = export(&above, &desk, "texte");
    assert!(web.contains("Le titre du chef") && web.contains("Le chapeau du chef."));

    let now = Correctable { headline: "Le titre corrigé".into(), ..ask.now.clone() };
    desk.correct_article(CorrectArticle { now, ..ask }).unwrap();
    let (web, mail) = export(&above, &desk, "titre");
    assert!(web.contains("Le titre corrigé") && !web.contains("Le titre du chef"));
    assert!(web.contains("Le chapeau du chef."), "the rest stays as the chief decided");
    assert!(mail.contains("Le titre du chef"), "what was sent stays as it was sent");
}

#[test]
fn an_erratum_is_offered_to_the_next_issue_and_printed_once() {
    let (_above, desk, draft) = closed();
    let made = desk.correct_article(correction(&desk, draft)).unwrap();
    let into = desk.new_issue(next_issue()).unwrap().plan.date;
    let settle = |into| {
        let (issue, slug, version) = (made[0].issue, made[0].slug.clone(), made[0].version);
        desk.settle_erratum(SettleErratum { issue, slug, version, into })
    };
    let after = settle(Some(into)).unwrap();
    assert_eq!((after[0].erratum, after[0].printed_in), (ErratumState::Printed, Some(into)));
    let issue = desk.open_issue(into).unwrap();
    let printed = issue.articles.values().find(|it| it.draft.headline.starts_with("Erratum"));
    let text = desk.open_draft(printed.unwrap().draft.id).unwrap().text;
    assert!(text.contains("et non 31."), "{text}");
    assert!(text.contains("[[2026-11-23#mots-de-passe]]"), "{text}");

    settle(Some(into)).unwrap();
    assert_eq!(placed(&desk, into, "Erratum"), 1, "a second Enter does nothing");
    let erratum = || desk.list_errata(()).unwrap()[0].erratum;
    turn(&desk, into, Desk::undo_issue);
    assert_eq!((erratum(), placed(&desk, into, "Erratum")), (ErratumState::Offered, 0));
    turn(&desk, into, Desk::redo_issue);
    assert_eq!((erratum(), placed(&desk, into, "Erratum")), (ErratumState::Printed, 1));
    turn(&desk, into, Desk::undo_issue);
    let drafts = desk.list_drafts(()).unwrap().len();
    settle(Some(into)).unwrap();
    assert_eq!((erratum(), placed(&desk, into, "Erratum")), (ErratumState::Printed, 1));
    assert_eq!(desk.list_drafts(()).unwrap().len(), drafts, "the one that was printed serves");
    turn(&desk, into, Desk::undo_issue);
    let declined = settle(None).unwrap();
    assert_eq!((declined[0].erratum, declined[0].printed_in), (ErratumState::Declined, None));
}

#[test]
fn what_the_ledger_prints_is_kept_with_its_place_or_not_at_all() {
    let (above, desk, draft) = closed();
    let made = desk.correct_article(correction(&desk, draft)).unwrap();
    let into = desk.new_issue(next_issue()).unwrap().plan.date;
    let drafts = desk.list_drafts(()).unwrap().len();
    // The disk refuses the last that is written.
    let db = above.path().join("pli.marbre/newsroom.db");
    let refuse = "CREATE TRIGGER refused BEFORE UPDATE OF printed_as ON errata
                  BEGIN SELECT RAISE(ABORT, 'refused'); END";
    rusqlite::Connection::open(&db).unwrap().execute_batch(refuse).unwrap();
    let (issue, slug, version) = (made[0].issue, made[0].slug.clone(), made[0].version);
    let ask = SettleErratum { issue, slug, version, into: Some(into) };
    desk.settle_erratum(ask).unwrap_err();
    drop(desk);
    let desk = Desk::open(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    assert_eq!(desk.list_errata(()).unwrap()[0].erratum, ErratumState::Offered);
    assert_eq!(placed(&desk, into, "Erratum"), 0);
    assert_eq!(desk.list_drafts(()).unwrap().len(), drafts);
}

/// How many articles of an issue have these words in their headline.
fn placed(desk: &Desk, date: IssueDate, words: &str) -> usize {
    let issue = desk.open_issue(date).unwrap();
    issue.articles.values().filter(|it| it.draft.headline.contains(words)).count()
}

fn turn(
    desk: &Desk,
    date: IssueDate,
    way: impl Fn(&Desk, TurnIssue) -> Result<ChangedIssue, Fault>,
) {
    assert!(way(desk, TurnIssue { date, preview: None }).unwrap().turned.is_some());
}

fn next_issue() -> NewIssue {
    serde_json::from_value(serde_json::json!({ "date": null, "template": null })).unwrap()
}

#[test]
fn the_ledger_holds_every_watch_item_and_reads_its_day() {
    let (_above, desk, _) = closed();
    let items = desk.list_watches(()).unwrap();
    let long = items.iter().find(|item| item.title == "Le temps long").unwrap();
    assert_eq!((long.issue, long.state), (day(), WatchState::Open));
    assert_eq!(long.due, Some("2027-01-14".parse().unwrap()));
    assert!(!long.set && !long.is_due);

    let decide = |state, due: Option<&str>| {
        let ask = DecideWatch {
            issue: long.issue,
            slug: long.slug.clone(),
            mark: long.mark.clone(),
            state,
            due: due.map(|day| day.parse().unwrap()),
        };
        let items = desk.decide_watch(ask).unwrap();
        items.into_iter().find(|item| item.mark == long.mark).unwrap()
    };
    let sooner = decide(WatchState::Open, Some("2026-11-24"));
    assert!(sooner.set && !sooner.is_due, "no issue has come to that day yet");
    desk.new_issue(next_issue()).unwrap();
    let due = decide(WatchState::Open, Some("2026-11-24"));
    assert!(due.is_due);
    assert_eq!(desk.list_watches(()).unwrap()[0].mark, long.mark, "what is due comes first");
    let kept = decide(WatchState::Kept, None);
    assert_eq!(
        (kept.state, kept.is_due, kept.who.as_str()),
        (WatchState::Kept, false, "Inès Vasseur")
    );
}

#[test]
fn what_is_due_is_taken_up_again_with_its_cross_reference() {
    let (_above, desk, _) = closed();
    let items = desk.list_watches(()).unwrap();
    let item = items.iter().find(|item| item.title == "Le temps long").unwrap();
    let into = desk.new_issue(next_issue()).unwrap().plan.date;
    let ask =
        FollowWatch { issue: item.issue, slug: item.slug.clone(), mark: item.mark.clone(), into };
    desk.follow_watch(ask.clone()).unwrap();
    let after = desk.follow_watch(ask).unwrap();
    assert_eq!(placed(&desk, into, "Le temps long"), 1, "a second Enter does nothing");
    let now = || desk.list_watches(()).unwrap().into_iter().find(|it| it.mark == item.mark);
    turn(&desk, into, Desk::undo_issue);
    assert_eq!(now().unwrap().followed_in, None);
    turn(&desk, into, Desk::redo_issue);
    assert_eq!(now().unwrap().followed_in, Some(into));
    let followed = after.iter().find(|it| it.mark == item.mark).unwrap();
    assert_eq!(followed.followed_in, Some(into));
    let issue = desk.open_issue(into).unwrap();
    let story = issue.articles.values().find(|it| it.draft.headline == "Le temps long").unwrap();
    let text = desk.open_draft(story.draft.id).unwrap().text;
    assert!(text.contains("[[2026-11-23#puces-dormantes]]"), "{text}");
}

#[test]
fn a_right_of_reply_is_printed_in_time_after_the_article_and_offered_to_the_next_issue() {
    let (above, desk, draft) = closed();
    let reply = |received: &str, text: &str| ReceiveReply {
        draft,
        person: "Nadège Ollivier".into(),
        received: received.parse().unwrap(),
        text: text.into(),
    };
    let future = desk.receive_reply(reply("2026-11-30", "Non.")).unwrap_err();
    assert_eq!(future.code, "reply.received");
    assert_eq!(desk.receive_reply(reply("2026-11-22", " ")).unwrap_err().code, "reply.empty");
    let words = "Je n’ai jamais dit cela.\n\nLe <b>badge</b> *marche*.";
    let noted = desk.receive_reply(reply("2026-11-22", words)).unwrap();
    let [it] = &noted[..] else { panic!("one reply: {noted:?}") };
    assert_eq!((it.due, it.latest), ("2026-11-25".parse().unwrap(), "2027-02-23".parse().unwrap()));
    assert!(it.waits && it.in_time && !it.overdue && it.signs < it.longest);
    let (page, _) = export(&above, &desk, "avant");
    assert!(!page.contains("jamais dit cela"), "nobody decided yet");

    let decide = |decision, reason: &str| {
        let (issue, slug) = (it.issue, it.slug.clone());
        let reason = reason.to_owned();
        desk.decide_reply(DecideReply { issue, slug, rank: 1, decision, reason })
    };
    let silent = decide(ReplyDecision::Refuse, "").unwrap_err();
    assert_eq!(silent.code, "remark.reason");
    decide(ReplyDecision::Refuse, "Elle met en cause un tiers").unwrap();
    let published = decide(ReplyDecision::Publish, "").unwrap();
    assert_eq!(published[0].state, ReplyState::Published);
    let twice = decide(ReplyDecision::Refuse, "Trop tard").unwrap_err();
    assert_eq!(twice.code, "store.closed", "what was printed stays printed");
    let (page, mail) = export(&above, &desk, "apres");
    let block = page.split("class=\"reponse\"").nth(1).unwrap();
    let block = block.split("</aside>").next().unwrap();
    for said in
        ["Droit de réponse", "Je n’ai jamais dit cela.", "&lt;b&gt;badge", "Nadège Ollivier"]
    {
        assert!(block.contains(said), "{said}: {block}");
    }
    assert!(!mail.contains("jamais dit cela"), "what was sent stays what was sent");

    let into = desk.new_issue(next_issue()).unwrap().plan.date;
    let print = || {
        let (issue, slug) = (it.issue, it.slug.clone());
        desk.print_reply(PrintReply { issue, slug, rank: 1, into })
    };
    assert_eq!(print().unwrap()[0].printed_in, Some(into));
    assert_eq!(print().unwrap()[0].printed_in, Some(into), "a second Enter does nothing");
    assert_eq!(placed(&desk, into, "Nadège Ollivier"), 1);
    turn(&desk, into, Desk::undo_issue);
    assert_eq!(desk.list_replies(()).unwrap()[0].printed_in, None);
    turn(&desk, into, Desk::redo_issue);
    assert_eq!(desk.list_replies(()).unwrap()[0].printed_in, Some(into));
    let issue = desk.open_issue(into).unwrap();
    let story = issue.articles.values().find(|it| it.draft.headline.contains("Nadège Ollivier"));
    let text = desk.open_draft(story.unwrap().draft.id).unwrap().text;
    assert!(text.contains("[[2026-11-23#mots-de-passe]]"), "{text}");
    assert!(markup::parse(&text).plain_text().contains("Le <b>badge</b> *marche*."), "{text}");

    let folder = above.path().join("pli.marbre");
    drop(desk);
    assert_eq!(desk::verify(&folder).unwrap().damages, Vec::<String>::new());
    let desk = Desk::open(&folder, TestClock::default()).unwrap();
    assert_eq!(desk.list_replies(()).unwrap()[0].printed_in, Some(into), "it survives");
}
