//! The preflight: each fault is seen, told once, and pointed at; what is no fault is left alone.

use std::collections::{BTreeMap, BTreeSet};

use expect_test::{Expect, expect};
use newsroom::{DraftSlug, EditionKey, LineUp, Proof, Slot, SlotRole, SummaryItem, Visibility};
use proptest::prelude::*;
use rendition::{Composition, Form, RULES, Remark, Severity, files, issues_named, preflight};

use crate::clean_proof::{clean, illustration, slug};

fn remarks(proof: &Proof) -> Vec<Remark> {
    preflight(&Composition::new(proof.clone()), &BTreeMap::new())
}

/// Each remark in a line: rule, article, the words that it points at.
fn told(proof: &Proof) -> String {
    let lines = remarks(proof).into_iter().map(|remark| {
        let text = remark.article.as_ref().and_then(|slug| Some(&proof.articles.get(slug)?.text));
        let words = remark.span.clone().zip(text).map(|(span, text)| text[span].to_owned());
        let article = remark.article.as_ref().map_or("-", DraftSlug::as_str);
        match words {
            Some(words) => format!("{} {article} {words:?}\n", remark.rule),
            None => format!("{} {article}\n", remark.rule),
        }
    });
    lines.collect()
}

/// What is said of the lead when its text is `text`.
fn of_text(text: &str) -> String {
    let mut proof = clean();
    lead(&mut proof).text = text.to_owned();
    told(&proof)
}

fn lead(proof: &mut Proof) -> &mut newsroom::Article {
    proof.articles.get_mut(&slug("grues")).unwrap()
}

fn slots(proof: &mut Proof, change: impl FnOnce(&mut Vec<Slot>)) {
    let mut slots = proof.plan.line_up.slots().to_vec();
    change(&mut slots);
    proof.plan.line_up = LineUp::new(slots).unwrap();
}

#[track_caller]
fn check(text: &str, expect: Expect) {
    expect.assert_eq(&of_text(text));
}

#[test]
fn a_clean_issue_has_no_remark() {
    assert_eq!(told(&clean()), "");
}

#[test]
fn the_files_of_a_clean_issue_have_no_remark() {
    let composition = Composition::new(clean());
    let forms = BTreeSet::from([Form::Web, Form::Email, Form::Text]);
    let editions = [EditionKey::public(), EditionKey::subscribers()];
    let artefacts = editions.map(|key| (key.clone(), files(&composition, &key, &forms))).into();
    assert_eq!(preflight(&composition, &artefacts), []);
}

#[test]
fn every_rule_has_its_words_in_both_languages() {
    for file in ["fr", "en"] {
        let path = format!("{}/../ui/src/words/{file}.json", env!("CARGO_MANIFEST_DIR"));
        let words: BTreeMap<String, String> =
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for rule in RULES {
            assert!(words.contains_key(&format!("remark.{}", rule.id)), "{file}: {}", rule.id);
            assert!(words.contains_key(&format!("remark.{}.hint", rule.id)), "{file}: {}", rule.id);
        }
    }
    let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len(), "a rule's name is its own");
}

#[test]
fn what_a_record_lacks_is_told() {
    let mut proof = clean();
    let draft = &mut lead(&mut proof).draft;
    draft.headline = " ".into();
    draft.standfirst.clear();
    draft.authors.clear();
    let brief = &mut proof.articles.get_mut(&slug("bouees")).unwrap().draft;
    brief.link.clear();
    brief.keyword.clear();
    proof.articles.get_mut(&slug("ports")).unwrap().draft.authors =
        vec!["inconnue".parse().unwrap()];
    proof.publication.sender = None;
    proof.publication.base_url.clear();
    expect![[r#"
        title.missing -
        headline.missing grues
        author.unknown ports
        sender.missing -
        address.missing -
        standfirst.missing grues
        author.missing grues
        link.missing bouees
        keyword.missing bouees
    "#]]
    .assert_eq(&told(&proof));
}

#[test]
fn what_is_announced_and_not_there_is_told() {
    let mut proof = clean();
    proof.articles.remove(&slug("bouees"));
    proof.plan.summary = vec![SummaryItem { article: slug("fantome"), text: String::new() }];
    lead(&mut proof).text = "\n".into();
    expect![[r#"
        summary.unplaced -
        article.absent bouees
        issue.short -
        text.empty grues
    "#]]
    .assert_eq(&{
        let mut lines: Vec<String> = told(&proof).lines().map(|line| format!("{line}\n")).collect();
        lines.sort_by_key(|line| line.starts_with("text"));
        lines.concat()
    });
}

#[test]
fn every_picture_has_its_passport() {
    let mut proof = clean();
    let mut spoil = |name: &str, change: fn(&mut newsroom::Illustration)| {
        let mut picture = illustration();
        picture.key = name.parse().unwrap();
        change(&mut picture);
        proof.illustrations.insert(picture.key.clone(), picture);
    };
    spoil("muette", |picture| picture.alt.clear());
    spoil("ornement", |picture| {
        picture.alt.clear();
        picture.decorative = true;
    });
    spoil("echo", |picture| picture.alt = format!("{}.", picture.caption));
    spoil("anonyme", |picture| picture.credit = None);
    spoil("reserve", |picture| picture.credit = Some("D.R.".into()));
    spoil("perimee", |picture| picture.expires = Some("2025-01-21".parse().unwrap()));
    spoil("dernier-jour", |picture| picture.expires = Some("2025-01-22".parse().unwrap()));
    let names = [
        "muette",
        "ornement",
        "echo",
        "anonyme",
        "reserve",
        "perimee",
        "dernier-jour",
        "absente",
        "muette",
    ];
    lead(&mut proof).draft.illustration = Some("nulle-part".parse().unwrap());
    lead(&mut proof).text = names.map(|name| format!("![[{name}]]\n\n")).concat()
        + "Un texte.\n\n![Un plan](https://ailleurs.example/plan.png)\n";
    expect![[r#"
        illustration.unknown grues
        alt.missing grues "![[muette]]"
        credit.missing grues "![[anonyme]]"
        illustration.expired grues "![[perimee]]"
        illustration.unknown grues "![[absente]]"
        alt.repeated grues "![[echo]]"
        credit.unestablished grues "![[reserve]]"
        rights.unsearched grues "![[reserve]]"
        picture.remote grues "![Un plan](https://ailleurs.example/plan.png)"
    "#]]
    .assert_eq(&told(&proof));
}

#[test]
fn the_picture_of_the_day_is_a_picture() {
    let mut proof = clean();
    slots(&mut proof, |slots| slots[0].role = SlotRole::Picture);
    proof.plan.title = "Un numéro de plus".into();
    expect!["picture.missing grues\n"].assert_eq(&told(&proof));
    lead(&mut proof).draft.illustration = Some(illustration().key);
    assert_eq!(told(&proof), "");
}

#[test]
fn a_cross_reference_points_to_what_was_published() {
    check(
        "Voir [[2025-01-15]], [[2025-01-15#maree]], [[ports]] et [[#bouees]].\n\n\
         Voir [[2025-01-14]], [[2025-01-15#nulle]], [[fantome]], [[?]].\n\n\
         Voir [[2025-01-22]] et [[2025-02-03|demain]].\n",
        expect![[r#"
            reference.unresolved grues "[[2025-01-14]]"
            reference.unresolved grues "[[2025-01-15#nulle]]"
            reference.unresolved grues "[[fantome]]"
            reference.unresolved grues "[[?]]"
            reference.self grues "[[2025-01-22]]"
            reference.future grues "[[2025-02-03|demain]]"
        "#]],
    );
}

#[test]
fn a_typed_reference_is_held_against_the_calendar_and_the_archive() {
    check(
        "- Tout va bien (lire Pli du mercredi 15\u{a0}janvier).\n\
         - Ce n’est pas un jeudi (lire *Pli* du jeudi 15 janvier).\n\
         - C’est demain (voir Pli du jeudi 23 janvier).\n\
         - C’est l’année prochaine (lire Pli du 3 mars 2026).\n\
         - Il n’a pas paru (lire Pli du 14 janvier).\n\
         - L’année est de trop (lire Pli du 15 janvier 2025).\n\
         - L’année manque (lire Pli du 18 décembre).\n\
         - C’est aujourd’hui (lire Pli du 22 janvier).\n\
         - Un pli du 3 mars, cacheté, n’est pas un numéro.\n",
        expect![[r#"
            reference.typed.weekday grues "lire *Pli* du jeudi 15 janvier"
            reference.typed.future grues "voir Pli du jeudi 23 janvier"
            reference.typed.future grues "lire Pli du 3 mars 2026"
            reference.self grues "lire Pli du 22 janvier"
            reference.typed.unknown grues "lire Pli du 14 janvier"
            reference.typed.year grues "lire Pli du 15 janvier 2025"
            reference.typed.noyear grues "lire Pli du 18 décembre"
            reference.typed.unknown grues "lire Pli du 18 décembre"
        "#]],
    );
}

#[test]
fn the_archive_can_be_asked_for_the_issues_that_words_name() {
    let issue = "2025-01-22".parse().unwrap();
    let named =
        issues_named("Le Pli", issue, "(lire Le Pli du 18 décembre, voir le pli du 3 mars)");
    assert_eq!(
        named.into_iter().map(|day| day.to_string()).collect::<Vec<_>>(),
        ["2024-03-03", "2024-12-18"]
    );
}

#[test]
fn a_dossier_pasted_twice_is_one_error() {
    let mut proof = clean();
    let words = |n: usize| {
        format!(
            "Le paragraphe {n} compte assez de mots pour que personne ne le prenne pour une formule.\n\n"
        )
    };
    let first: String = (0..6).map(words).collect();
    let second: String = (1..6).map(words).collect::<String>() + "Une chute qui diffère.\n";
    lead(&mut proof).text = first;
    proof.articles.get_mut(&slug("bouees")).unwrap().text = second;
    expect!["articles.alike bouees\n"].assert_eq(&told(&proof));
}

#[test]
fn a_paragraph_left_behind_is_pointed_at() {
    let paragraph = "Une bouée jaune dérive depuis onze jours entre les deux jetées sans que personne la réclame.";
    let mut proof = clean();
    lead(&mut proof).text = format!(
        "Un début.\n\n{paragraph}\n\nUne suite qui n’a rien à voir avec ce qui précède ni avec ce qui viendra ensuite.\n"
    );
    proof.articles.get_mut(&slug("ports")).unwrap().text += &format!(
        "\nOn y tient des comptes que nul n’a demandés et que nul ne lit jamais en entier.\n\n> {}\n",
        paragraph.replace("jaune", "*jaune*")
    );
    expect![[r#"
        paragraphs.alike ports "Une bouée *jaune* dérive depuis onze jours entre les deux jetées sans que personne la réclame."
    "#]]
    .assert_eq(&told(&proof));
}

#[test]
fn a_bracket_that_does_not_close_is_pointed_at() {
    check(
        "Une parenthèse (jamais fermée.\n\nUn «\u{a0}guillemet de trop\u{a0}»\u{a0}».\n\nUn crochet [ouvert (ici).\n",
        expect![[r#"
            brackets.unbalanced grues "("
            brackets.unbalanced grues "»"
            brackets.unbalanced grues "["
        "#]],
    );
}

#[test]
fn smileys_enumerators_and_markdown_are_no_brackets() {
    check(
        "Bravo :) et même ;-) ou :( parfois.\n\n\
         Trois points\u{a0}: a) l’un, b) l’autre, iii) le dernier (il rit :)).\n\n\
         Un [lien du port](https://exemple.fr/a_(b)), du `code (`, une note[^1], [zero-shot]{lang=en}, \
         [[ports|le dossier]], [un mot [et un autre]], https://exemple.fr/( et <b title=\"(\">gras</b>.\n\n\
         [^1]: Une note (fermée).\n",
        expect![[""]],
    );
}

#[test]
fn what_is_left_to_do_blocks() {
    check(
        "Le chiffre de TK millions, selon **TODO**.\n\n- Le nom [à vérifier] du port.\n\n> À VÉRIFIER\n\n\
         TK Elevator reste à vérifier ses câbles\u{202f}; TODOS n’est rien.\n",
        expect![[r#"
            text.unfinished grues "TK"
            text.unfinished grues "TODO"
            text.unfinished grues "à vérifier"
            text.unfinished grues "À VÉRIFIER"
        "#]],
    );
}

#[test]
fn signs_of_the_typewriter_are_counted_once_an_article() {
    let text = "L'an dernier,  \"personne\" n'y croyait...\n\nUne ligne  \ncoupée, 5'10\", et `l'code  ...`.\n\n\
        | a  | b |\n|----|---|\n| c  | d |\n\nUn mot\u{a0} suivi.\n";
    check(
        text,
        expect![[r#"
            typography.straight grues "'"
            typography.spaces grues "  "
            typography.dots grues "..."
        "#]],
    );
    let mut proof = clean();
    lead(&mut proof).text = text.into();
    let counts: Vec<String> = remarks(&proof)
        .into_iter()
        .filter_map(|remark| remark.params.get("count").cloned())
        .collect();
    assert_eq!(counts, ["4", "2", "1"]);
}

#[test]
fn what_no_page_prints_is_told() {
    check(
        "> [!mystere] Un titre\n> Un texte.\n\nUn <b>mot</b> et un <blink>clin</blink>.\n\n<form>\nDes mots.\n</form>\n\n<p>Bien.</p>\n",
        expect![[r#"
            callout.unknown grues "> [!mystere] Un titre\n> Un texte."
            html.printed grues "<blink>"
            html.printed grues "<form>\nDes mots.\n</form>"
        "#]],
    );
}

#[test]
fn an_edition_is_cut_at_a_mark_and_a_mark_cuts_an_edition() {
    let mut proof = clean();
    slots(&mut proof, |slots| {
        slots[0].visibility.insert(EditionKey::public(), Visibility::Cut);
        slots[1].visibility.clear();
    });
    expect![[r#"
        cut.missing grues
        cut.unused ports "<!-- coupe -->"
    "#]]
    .assert_eq(&told(&proof));
}

#[test]
fn a_slot_may_pass_its_budget_by_a_tenth() {
    let mut proof = clean();
    lead(&mut proof).text = "a".repeat(1100) + "\n";
    slots(&mut proof, |slots| slots[0].budget = Some(1000));
    assert_eq!(told(&proof), "");
    lead(&mut proof).text = "a".repeat(1101) + "\n";
    assert_eq!(told(&proof), "budget.over grues\n");
    assert_eq!(remarks(&proof)[0].params["over"], "101");
}

#[test]
fn a_mail_that_gmail_would_cut_is_refused() {
    let composition = Composition::new(clean());
    let weigh = |path: &str, bytes: String| {
        let files = BTreeMap::from([(path.to_owned(), bytes.into_bytes())]);
        let found = preflight(&composition, &BTreeMap::from([(EditionKey::public(), files)]));
        found.into_iter().map(|remark| remark.rule).collect::<Vec<_>>()
    };
    let html = |links: usize, words: usize| "<a href='h'>".repeat(links) + &"a".repeat(words);
    assert!(weigh("email/public.html", html(0, 84_000)).is_empty());
    assert_eq!(weigh("email/public.html", html(0, 90_000)), ["weight.near"]);
    assert_eq!(weigh("email/public.html", html(50, 90_000)), ["weight.clipped"]);
    assert!(weigh("web/public/index.html", html(0, 200_000)).is_empty());
    let eml = format!(
        "Subject: a\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n{}\r\n--b\r\nContent-Type: text/html\r\n\r\n{}\r\n--b--\r\n",
        "t".repeat(200_000),
        html(0, 90_000)
    );
    assert_eq!(weigh("email/public.eml", eml), ["weight.near"]);
}

#[test]
fn held_back_words_in_a_file_block_once_an_article_and_a_file() {
    let composition = Composition::new(clean());
    let files = BTreeMap::from([(
        "web/public/index.html".to_owned(),
        clean().articles[&slug("ports")].text.clone().into_bytes(),
    )]);
    let found = preflight(&composition, &BTreeMap::from([(EditionKey::public(), files.clone())]));
    assert_eq!(found.iter().map(|remark| remark.rule).collect::<Vec<_>>(), ["leak"]);
    assert_eq!(found[0].params["edition"], "Publique");
    let paid = BTreeMap::from([(EditionKey::subscribers(), files)]);
    assert!(preflight(&composition, &paid).is_empty(), "subscribers may read it all");
}

#[test]
fn errors_come_first_then_the_line_up_then_the_place() {
    let mut proof = clean();
    lead(&mut proof).text = "L'un (deux.\n\nTODO\n".into();
    proof.articles.get_mut(&slug("ports")).unwrap().draft.headline.clear();
    proof.publication.sender = None;
    let found = remarks(&proof);
    let severities: Vec<Severity> = found.iter().map(|remark| remark.severity).collect();
    assert!(severities.is_sorted_by(|a, b| a >= b));
    expect![[r#"
        text.unfinished grues "TODO"
        headline.missing ports
        sender.missing -
        typography.straight grues "'"
        brackets.unbalanced grues "("
    "#]]
    .assert_eq(&told(&proof));
    assert_eq!(found[0].params["article"], "Les grues se taisent");
    assert_eq!(found[1].params["article"], "ports");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..Default::default() })]

    #[test]
    fn whatever_is_typed_spans_stay_inside_the_text(
        text in "([ \n>*_`\\[\\]()|!#<>/a-zéÀ«»“”:;'\".-]|TK|TODO|\\[\\[|\\]\\]|\\.\\.\\.|lire Pli du |15 janvier|:::|<!-- coupe -->|à vérifier){0,60}"
    ) {
        let mut proof = clean();
        lead(&mut proof).text = text.clone();
        for remark in remarks(&proof) {
            if let Some(span) = remark.span {
                let slug = remark.article.unwrap();
                prop_assert!(proof.articles[&slug].text.get(span).is_some(), "{}", remark.rule);
            }
        }
    }
}

#[test]
fn what_the_issue_prints_in_the_place_of_an_articles_own_is_what_is_judged() {
    let mut proof = clean();
    lead(&mut proof).draft.headline = "Un titre (jamais fermé".into();
    assert!(told(&proof).contains("brackets"), "{}", told(&proof));
    let decide = |proof: &mut Proof, edition: Option<EditionKey>, headline: &str| {
        let decided = newsroom::Override {
            headline: headline.into(),
            ..newsroom::Override::of(slug("grues"), edition)
        };
        proof.plan.overrides.push(decided);
    };
    // Its own headline is printed nowhere.
    decide(&mut proof, None, "Les grues du port ont trouvé un second métier");
    assert_eq!(told(&proof), "");
    // One edition prints another, which is judged too.
    decide(&mut proof, Some(EditionKey::public()), &"Les grues du port ".repeat(9));
    assert!(told(&proof).contains("headline.long grues"), "{}", told(&proof));
}

#[test]
fn a_picture_that_the_issue_prints_has_its_passport_looked_at() {
    let mut proof = clean();
    let mut other = illustration();
    other.key = "autre".parse().unwrap();
    other.alt.clear();
    let key = other.key.clone();
    proof.illustrations.insert(key.clone(), other);
    assert_eq!(told(&proof), "");
    proof.plan.overrides.push(newsroom::Override {
        illustration: Some(key),
        ..newsroom::Override::of(slug("grues"), None)
    });
    assert!(told(&proof).contains("alt.missing grues"), "{}", told(&proof));
}
