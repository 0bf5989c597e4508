//! What the pages promise: the same bytes, the right readers, nothing that runs, nothing lost.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
};

use expect_test::expect_file;
use markup::Document;
use newsroom::{
    ArticleKind, DraftSlug, EditionKey, LineUp, Proof, Slot, SlotRole, SummaryItem, Visibility,
};
use proptest::prelude::*;
use rendition::{
    Composition, Edition, Form, Medium, Page, Part, Scope, Step, eml, files, locate, page,
    pictures, places, prints, shown_at, written_at,
};

use crate::proofs::{article, illustration, key, proof, proof_of};

const EVERY_FORM: [Form; 3] = [Form::Web, Form::Email, Form::Text];

fn printed(proof: Proof, edition: &EditionKey, medium: Medium) -> String {
    page(&Composition::new(proof), edition, medium, &Scope::Issue).unwrap().contents()
}

/// Every byte of every form of an edition, as text.
fn everything(proof: Proof, edition: &EditionKey) -> String {
    let forms = BTreeSet::from(EVERY_FORM);
    let files = files(&Composition::new(proof), edition, &forms);
    files.into_values().map(|bytes| String::from_utf8(bytes).unwrap()).collect()
}

fn text_alone(markdown: &str) -> Proof {
    proof_of(article("texte", ArticleKind::Story, "Un titre", markdown))
}

/// The one section of a page, as the frame holds it.
fn section(composition: &Composition, medium: Medium) -> String {
    let page = page(composition, &EditionKey::subscribers(), medium, &Scope::Issue).unwrap();
    let section = &page.sections()[0];
    let blocks: String = section.shown().map(|block| format!("{}\n", block.html)).collect();
    format!("{}{blocks}{}", section.open, section.close)
}

#[test]
fn every_case_prints_as_its_folder_shows() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("renditions");
    let mut folders: Vec<_> =
        std::fs::read_dir(&cases).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    for folder in folders {
        let text = std::fs::read_to_string(folder.join("text.md")).unwrap();
        let composition = Composition::new(text_alone(&text));
        for (medium, name) in
            [(Medium::Web, "web.html"), (Medium::Email, "email.html"), (Medium::Text, "text.txt")]
        {
            expect_file![folder.join(name)].assert_eq(&section(&composition, medium));
        }
    }
}

#[test]
fn the_same_proof_gives_the_same_bytes() {
    let forms = BTreeSet::from(EVERY_FORM);
    for edition in [EditionKey::public(), EditionKey::subscribers()] {
        let once = files(&Composition::new(proof()), &edition, &forms);
        let again = files(&Composition::new(proof()), &edition, &forms);
        assert_eq!(once, again);
        let paths: Vec<&str> = once.keys().map(String::as_str).collect();
        assert_eq!(
            paths,
            [
                format!("email/{edition}.eml"),
                format!("email/{edition}.html"),
                format!("text/{edition}.txt"),
                format!("web/{edition}/index.html"),
            ]
        );
    }
}

#[test]
fn the_public_edition_has_no_word_after_the_cut() {
    let public = everything(proof(), &EditionKey::public());
    for gated in
        ["onze contrats", "pénalité", "p=C3=A9nalit=C3=A9", "gigawatts", "courbe", "sept ans dans"]
    {
        assert!(!public.contains(gated), "{gated}");
    }
    let whole = printed(proof(), &EditionKey::subscribers(), Medium::Web);
    assert!(whole.contains("onze contrats") && whole.contains("gigawatts"));
    assert!(!whole.contains("coupe"));
}

#[test]
fn the_public_edition_has_no_reserved_block() {
    assert!(!everything(proof(), &EditionKey::public()).contains("port sera ouvert"));
    let whole = printed(proof(), &EditionKey::subscribers(), Medium::Email);
    assert!(whole.contains("un troisième port sera ouvert en avril."));
}

#[test]
fn a_cut_that_nobody_marked_shows_the_head_alone() {
    let mut whole = proof();
    let dossier = whole.articles.get_mut(&key::<DraftSlug>("energie")).unwrap();
    dossier.text = dossier.text.replace("<!-- coupe -->\n", "");
    let public = everything(whole, &EditionKey::public());
    assert!(public.contains("L’électricité, l’autre goulet"));
    assert!(!public.contains("ville moyenne") && !public.contains("pylones"));
}

#[test]
fn pictures_are_those_that_the_edition_prints() {
    let composition = Composition::new(proof());
    let names = |edition: EditionKey| -> Vec<String> {
        pictures(&composition, &edition).into_iter().map(|print| print.name).collect()
    };
    let public: Vec<String> = names(EditionKey::public());
    let of = |picture: &str| -> Vec<&str> {
        public.iter().filter_map(|name| name.strip_prefix(picture)).collect()
    };
    let ladder = [
        "-1200.jpg",
        "-1200.webp",
        "-1600.jpg",
        "-1600.webp",
        "-400.jpg",
        "-400.webp",
        "-600.jpg",
        "-800.jpg",
        "-800.webp",
    ];
    assert_eq!((of("chantier"), of("pylones")), (ladder.to_vec(), ladder.to_vec()));
    assert_eq!(of("port"), ["-400.jpg", "-400.webp", "-480.jpg", "-480.webp"]);
    assert!(of("courbe").is_empty());
    assert!(names(EditionKey::subscribers()).contains(&"courbe-800.png".to_owned()));
}

#[test]
fn a_print_is_never_wider_than_its_original() {
    let sizes = |width, height| -> Vec<(u32, u32)> {
        prints(&illustration("x", width, height, ""))
            .iter()
            .map(|print| (print.width, print.height))
            .collect()
    };
    assert_eq!(sizes(2400, 1350), [(1200, 675), (600, 338)]);
    assert_eq!(sizes(800, 500), [(800, 500), (600, 375)]);
    assert_eq!(sizes(480, 320), [(480, 320)]);
}

#[test]
fn an_empty_section_is_never_printed() {
    let mut bare = text_alone("");
    let roles = [
        SlotRole::Epigraph,
        SlotRole::Lead,
        SlotRole::Story,
        SlotRole::Briefs,
        SlotRole::Teaser,
        SlotRole::Bios,
        SlotRole::Latest,
    ];
    bare.plan.line_up = LineUp::new(roles.map(Slot::empty).to_vec()).unwrap();
    bare.plan.epigraph = None;
    bare.latest.clear();
    let composition = Composition::new(bare);
    for edition in [EditionKey::public(), EditionKey::subscribers()] {
        assert!(Edition::of(&composition, &edition).unwrap().parts().is_empty());
        for medium in [Medium::Web, Medium::Email, Medium::Text] {
            let page = page(&composition, &edition, medium, &Scope::Issue).unwrap();
            assert!(page.sections().is_empty());
        }
    }
}

#[test]
fn the_summary_names_what_is_shown_and_ends_with_the_greeting() {
    let composition = Composition::new(proof());
    let words = |edition: EditionKey| Edition::of(&composition, &edition).unwrap().preheader();
    assert_eq!(
        words(EditionKey::public()),
        "Cinq cents milliards de béton et de câbles • Les puces changent de route • \
         L’électricité, l’autre goulet • Le port au petit matin • \
         Bienvenue dans Le Pli, mercredi 22\u{a0}janvier 2025."
    );
    assert!(words(EditionKey::subscribers()).contains("Un fonds se retire sans bruit"));
}

#[test]
fn a_summary_that_the_chief_wrote_loses_its_hidden_items() {
    let mut chosen = proof();
    let item = |slug, text: &str| SummaryItem { article: key(slug), text: text.into() };
    chosen.plan.summary = vec![item("confidentiel", "Le secret"), item("energie", "Le courant")];
    let composition = Composition::new(chosen);
    let public = Edition::of(&composition, &EditionKey::public()).unwrap();
    let words: Vec<&str> = public.summary().iter().map(|item| item.words).collect();
    assert_eq!(words, ["Le courant"]);
}

#[test]
fn the_teaser_says_what_the_public_edition_keeps_back() {
    let composition = Composition::new(proof());
    let public = Edition::of(&composition, &EditionKey::public()).unwrap();
    let lines = public.parts().iter().find_map(|part| match part {
        Part::Teaser(lines) => Some(lines.clone()),
        _ => None,
    });
    let lines: Vec<(&str, &str)> =
        lines.unwrap().iter().map(|line| (line.headline, line.sentence)).collect();
    assert_eq!(
        lines,
        [
            ("L’électricité, l’autre goulet", "Les machines sont prêtes avant les lignes."),
            ("Un fonds se retire sans bruit", "Le retrait précède l’annonce."),
        ]
    );
    let whole = Edition::of(&composition, &EditionKey::subscribers()).unwrap();
    assert!(!whole.parts().iter().any(|part| matches!(part, Part::Teaser(_))));
}

#[test]
fn the_group_of_briefs_is_called_after_its_items() {
    let page = printed(proof(), &EditionKey::public(), Medium::Web);
    assert!(page.contains("<h2>Manuel, satellite</h2>"));
    for title in ["Un manuel gratuit", "Satellite perdu"] {
        assert!(
            page.contains(&format!("aria-label=\"Lire la suite\u{a0}: {title}\">Lire la suite<"))
        );
    }
}

#[test]
fn a_reference_says_the_year_only_when_it_is_another() {
    let page = printed(proof(), &EditionKey::public(), Medium::Web);
    assert!(page.contains(">lire Le Pli du 15\u{a0}janvier</a>"));
    assert!(page.contains(">lire Le Pli du 12\u{a0}novembre 2024</a>"));
}

#[test]
fn a_reference_says_on_which_side_the_article_stands() {
    let web = printed(proof(), &EditionKey::public(), Medium::Web);
    assert!(web.contains("<a href=\"#energie\">lire le dossier ci-dessous</a>"));
    assert!(web.contains(
        "<a href=\"#infrastructure\">lire l’article «\u{a0}Cinq cents milliards de béton et de \
         câbles\u{a0}» ci-dessus</a>"
    ));
    let mail = printed(proof(), &EditionKey::public(), Medium::Email);
    assert!(mail.contains("href=\"https://lepli.example/numeros/2025-01-22/#energie\""));
    assert!(!mail.contains("href=\"#"));
}

#[test]
fn a_reference_to_a_hidden_article_has_no_link() {
    let mut whole = proof();
    let lead = whole.articles.get_mut(&key::<DraftSlug>("infrastructure")).unwrap();
    lead.text = "Voir [[confidentiel]].\n".into();
    let public = printed(whole, &EditionKey::public(), Medium::Web);
    assert!(public.contains("sans bruit\u{a0}», réservé aux abonnés."));
    assert!(!public.contains("#confidentiel"));
}

#[test]
fn notes_of_what_is_left_out_are_left_out() {
    let mut whole = proof();
    let dossier = whole.articles.get_mut(&key::<DraftSlug>("energie")).unwrap();
    dossier.text =
        "Dit[^b].\n\n<!-- coupe -->\n\nTu[^a].\n\n[^a]: Note tue.\n[^b]: Note dite.\n".into();
    let public = everything(whole.clone(), &EditionKey::public());
    assert!(public.contains("Note dite.") && !public.contains("Note tue."));
    let all = printed(whole, &EditionKey::subscribers(), Medium::Web);
    assert!(all.contains("id=\"energie_note-2\"") && all.contains("Note tue."));
}

#[test]
fn hostile_html_never_survives() {
    let attacks = [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script> b",
        "<svg onload=alert(1)>",
        "x <svg/onload=alert(1)> y",
        "<img src=x onerror=alert(1)>",
        "t <img src=\"https://e.org/x\" alt=\"a\" onerror=\"alert(1)\"> t",
        "<a href=\"java\tscript:alert(1)\">x</a>",
        "t <a href=\"&#106;avascript:alert(1)\">x</a>",
        "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](vbscript:x) [d](data:text/html,x)",
        "<iframe src=\"https://e.org\"></iframe>",
        "<math><mi xlink:href=\"data:x\">x</mi></math>",
        "<div style=\"background:url(javascript:x)\" onclick=\"x()\">x</div>",
        "<p><style>*{display:none}</style>",
        "<div><!--[if mso]><script>x()</script><![endif]--></div>",
        "<a href=\"https://e.org\" onclick=\"alert(1)\">x</a>",
        "![x\" onerror=\"alert(1)](https://e.org/x.png)",
        "[[2025-01-15|<script>alert(1)</script>]]",
        "```\n</code></pre><script>alert(1)</script>\n```",
    ];
    for attack in attacks {
        for medium in [Medium::Web, Medium::Email] {
            let page = section(&Composition::new(text_alone(attack)), medium);
            let tags = tags(&page);
            for tag in &tags {
                let element =
                    tag.trim_start_matches('/').split(|c: char| !c.is_alphanumeric()).next();
                let refused = ["script", "svg", "iframe", "math", "style", "form", "object"];
                assert!(!refused.contains(&element.unwrap()), "{attack}\n{page}");
                assert!(!outside_quotes(tag).contains(" on"), "{attack}\n{tag}");
                assert!(!tag.to_lowercase().contains("script:"), "{attack}\n{tag}");
                assert!(!tag.contains("\"data:"), "{attack}\n{tag}");
            }
        }
    }
}

fn tags(html: &str) -> Vec<&str> {
    html.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect()
}

fn outside_quotes(tag: &str) -> String {
    tag.split('"').step_by(2).collect()
}

#[test]
fn the_mail_has_no_line_that_a_server_would_cut() {
    let long = format!("{}\n", "Une phrase sans fin qui continue ".repeat(200));
    for medium in [Medium::Email, Medium::Text] {
        let page = printed(text_alone(&long), &EditionKey::subscribers(), medium);
        assert!(page.lines().all(|line| line.len() < 998));
    }
    let mail = eml(&Composition::new(text_alone(&long)), &EditionKey::subscribers()).unwrap();
    let mail = String::from_utf8(mail).unwrap();
    assert!(mail.split("\r\n").all(|line| line.len() <= 78));
    assert!(!mail.replace("\r\n", "").contains('\n'));
}

#[test]
fn the_mail_says_when_it_was_sent_and_how_to_leave() {
    let mail = eml(&Composition::new(proof()), &EditionKey::public()).unwrap();
    let mail = String::from_utf8(mail).unwrap();
    for header in [
        "From: \"Le Pli\" <redaction@lepli.example>\r\n",
        "Date: Wed, 22 Jan 2025 06:00:00 +0000\r\n",
        "Message-ID: <2025-01-22.public@lepli.example>\r\n",
        "Content-Language: fr\r\n",
        "List-Unsubscribe: <https://lepli.example/quitter?liste=quotidien>\r\n",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
    ] {
        assert!(mail.contains(header), "{header}\n{}", &mail[..1200]);
    }
}

#[test]
fn the_plain_text_has_no_hole_and_no_long_line() {
    let text = printed(proof(), &EditionKey::public(), Medium::Text);
    assert!(!text.contains("\n\n\n"));
    assert!(text.lines().all(|line| line.chars().count() <= 76 || line.contains("https://")));
    assert!(text.ends_with("Se désabonner\u{a0}: https://lepli.example/quitter?liste=quotidien\n"));
}

#[test]
fn a_block_of_the_preview_knows_where_it_was_written() {
    let composition = Composition::new(proof());
    let scope = Scope::Issue;
    let page = page(&composition, &EditionKey::public(), Medium::Web, &scope).unwrap();
    assert_eq!(locate(&page, 1, None), Some((key("infrastructure"), None)));
    assert_eq!(locate(&page, 1, Some(2)), Some((key("infrastructure"), Some(2))));
    let briefs = page.sections().iter().position(|section| section.open.contains("breves"));
    let brief = locate(&page, briefs.unwrap(), Some(1)).unwrap();
    assert_eq!(brief.0, key("breve-satellite"));
    assert_eq!(locate(&page, 0, None), None);
    assert_eq!(locate(&page, 99, None), None);
}

/// The words of a printed block, without its tags.
fn shown_words(html: &str) -> Vec<String> {
    let mut bare = String::new();
    let mut inside = false;
    for letter in html.replace("&amp;", " ").replace("&quot;", " ").chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => inside = false,
            letter if !inside => bare.push(letter),
            _ => {}
        }
    }
    let words = bare.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_word_of_a_page_leads_to_where_it_was_written_and_back() {
    let composition = Composition::new(proof());
    let edition = EditionKey::subscribers();
    let (mut seen, mut computed) = (0, 0);
    for medium in [Medium::Web, Medium::Email, Medium::Text] {
        let page = page(&composition, &edition, medium, &Scope::Issue).unwrap();
        for (slug, article) in &composition.proof().articles {
            let (_, document) = composition.article(slug).unwrap();
            for place in places(&page, slug) {
                let Some(block) = place.block else { continue };
                let printed = page.sections()[place.section].shown().nth(block).unwrap();
                let written = place.rank.map_or(article.text.as_str(), |rank| {
                    let region = &document.blocks[rank];
                    &article.text[region.start..region.start + region.len]
                });
                for (rank, word) in shown_words(&printed.html).iter().enumerate() {
                    let at = written_at(&page, place.section, block, rank, written);
                    let rest = at.map_or("", |at| &written[at..]);
                    let found: String =
                        rest.chars().take_while(|letter| letter.is_alphanumeric()).collect();
                    if found != *word {
                        // The page computed it: the date of a reference, a label.
                        computed += 1;
                        continue;
                    }
                    seen += 1;
                    let back = shown_at(&page, place.section, block, written, at.unwrap() + 1);
                    assert_eq!(back, Some(rank), "{word}: {rest}");
                }
            }
        }
    }
    assert!(seen > 300 && computed * 4 < seen, "{seen} {computed}");
}

#[test]
fn an_article_alone_is_shown_even_when_it_is_empty() {
    let mut empty = article("texte", ArticleKind::Story, "", "");
    empty.draft.headline.clear();
    let composition = Composition::new(proof_of(empty));
    let scope = Scope::Article(key("texte"));
    let page = page(&composition, &EditionKey::public(), Medium::Web, &scope).unwrap();
    assert_eq!(page.sections().len(), 1);
}

/// A keystroke: the document of `text`, whose blocks are those of `before` wherever they are
/// the same at the beginning and at the end.
fn typed(before: &Document, text: &str) -> Document {
    let mut after = markup::parse(text);
    for (new, old) in after.blocks.iter_mut().zip(&before.blocks) {
        if new.block == old.block {
            new.block = old.block.clone();
        }
    }
    for (new, old) in after.blocks.iter_mut().rev().zip(before.blocks.iter().rev()) {
        if new.block == old.block {
            new.block = old.block.clone();
        }
    }
    after
}

/// A page as the frame holds it: sections, each an opening, blocks and a close.
type Frame = Vec<(String, Vec<String>, String)>;

fn frame(page: &Page, medium: Medium) -> Frame {
    page.sections()
        .iter()
        .map(|section| {
            let blocks = section.shown().map(|block| block.element(medium)).collect();
            (section.open.clone(), blocks, section.close.clone())
        })
        .collect()
}

/// Does to the frame what the bridge of the preview does.
fn apply(frame: &mut Frame, steps: &[Step], page: &Page, medium: Medium) {
    let fresh = self::frame(page, medium);
    for step in steps {
        match step {
            Step::Blocks { section, at, remove, insert } => {
                frame[*section].1.splice(*at..at + remove, insert.iter().cloned());
            }
            Step::Section { section, .. } => frame[*section] = fresh[*section].clone(),
            Step::Reload => *frame = fresh.clone(),
        }
    }
}

pub(crate) fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    let paragraph = prop_oneof![
        "[a-zé ]{1,24}",
        "#{1,6} [a-z]{1,8}",
        "> \\[!filigrane\\]\n> [a-z]{1,8}",
        "- [a-z]{1,5}\n- [a-z]{1,5}",
        Just(":::abonnés\nReservé\n:::".to_owned()),
        Just("<!-- coupe -->".to_owned()),
        Just("<!-- rien -->".to_owned()),
        "\\[[a-z]{1,4}\\]\\(https://[a-c]\\.example/\\)",
        Just("Appel[^n].".to_owned()),
        Just("[^n]: Note.".to_owned()),
        Just("<div><b>x".to_owned()),
        Just("![[chantier]]".to_owned()),
        Just("::: lang=en\n## Title\n\nWords\n:::".to_owned()),
    ];
    prop::collection::vec(paragraph, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_steps_lead_to_the_page_that_would_be_made_anew(
        before in paragraphs(),
        edits in prop::collection::vec((0usize..12, "[a-z#> \\n]{0,12}"), 1..4),
        public in any::<bool>(),
        medium in prop_oneof![Just(Medium::Web), Just(Medium::Email), Just(Medium::Text)],
    ) {
        let edition = if public { EditionKey::public() } else { EditionKey::subscribers() };
        let slug: DraftSlug = key("energie");
        let mut composition = Composition::new(proof());
        let mut lines = before.clone();
        let first = Arc::new(markup::parse(&lines.join("\n\n")));
        composition.set_document(&slug, first);
        let mut page = page(&composition, &edition, medium, &Scope::Issue).unwrap();
        let mut shown = frame(&page, medium);
        for (at, words) in edits {
            let at = at.min(lines.len());
            if at % 2 == 0 || lines.is_empty() {
                lines.insert(at, words);
            } else {
                lines[at - 1] = words;
            }
            let (_, old) = composition.article(&slug).unwrap();
            let new = Arc::new(typed(old, &lines.join("\n\n")));
            composition.set_document(&slug, new);
            let before = page.clone();
            let steps = page.revise(&composition, &slug);
            apply(&mut shown, &steps, &page, medium);
            let fresh = self::page(&composition, &edition, medium, &Scope::Issue).unwrap();
            prop_assert_eq!(page.contents(), fresh.contents());
            prop_assert_eq!(&shown, &frame(&fresh, medium));
            let mut other = frame(&before, medium);
            apply(&mut other, &before.steps_to(&fresh), &fresh, medium);
            prop_assert_eq!(&other, &frame(&fresh, medium));
        }
    }

    #[test]
    fn gated_words_never_enter_the_public_edition(blocks in gated_text()) {
        let mut whole = proof();
        let text = blocks.join("\n\n");
        whole.articles.get_mut(&key::<DraftSlug>("energie")).unwrap().text = text.clone();
        let mut hidden = text.replace("public", "gated");
        hidden.push_str("\n\ngatedword");
        whole.articles.get_mut(&key::<DraftSlug>("confidentiel")).unwrap().text = hidden;
        let public = everything(whole, &EditionKey::public());
        prop_assert!(!public.contains("gatedword"), "{}\n{}", text, public);
    }
}

/// A text in which whatever stands after the cut, or in a reserved block, says `gatedword`.
fn gated_text() -> impl Strategy<Value = Vec<String>> {
    let shape = prop_oneof![
        Just("{}"),
        Just("## {}"),
        Just("> {}"),
        Just("- {}\n  - {}"),
        Just("**{}** [x {}](https://e.org/{})"),
        Just("> [!filigrane] {}\n> {}"),
        Just("| {} |\n|--|\n| {} |"),
        Just("<p title=\"{}\">{}</p>"),
        Just("![{}](https://e.org/{}.png)"),
        Just("![[chantier|{}]]"),
        Just("```\n{}\n```"),
        Just("::: lang=en\n{}\n:::"),
        Just("x <b>{}</b> <!-- {} -->"),
    ];
    let reserved = prop_oneof![
        Just(":::abonnés\n{}\n:::"),
        Just("> :::abonnés\n> {}\n> :::"),
        Just("- a\n\n  :::abonnés\n  {}\n  :::"),
        Just("::::note\n:::abonnés\n{}\n:::\n::::"),
        Just("> [!filigrane]\n> :::abonnés\n> {}[^g]\n> :::"),
    ];
    let open = prop::collection::vec(
        prop_oneof![
            shape.clone().prop_map(|shape| shape.replace("{}", "publicword")),
            reserved.prop_map(|shape| shape.replace("{}", "gatedword")),
        ],
        0..6,
    );
    let gated =
        prop::collection::vec(shape.prop_map(|shape| shape.replace("{}", "gatedword")), 0..6);
    (open, gated).prop_map(|(mut open, gated)| {
        open.push("<!-- coupe -->".to_owned());
        open.extend(gated);
        open.push("Appel[^g].".to_owned());
        open.push("[^g]: gatedword".to_owned());
        open
    })
}

#[test]
fn a_keystroke_makes_one_block_again() {
    let slug: DraftSlug = key("texte");
    let text: String = (0..40).map(|n| format!("Paragraphe {n}.\n\n")).collect();
    let mut composition = Composition::new(text_alone(&text));
    let mut page = page(&composition, &EditionKey::public(), Medium::Web, &Scope::Issue).unwrap();
    let (_, old) = composition.article(&slug).unwrap();
    let new = Arc::new(typed(old, &text.replace("Paragraphe 20.", "Paragraphe vingt.")));
    composition.set_document(&slug, new);
    let steps = page.revise(&composition, &slug);
    let insert = vec!["<p>Paragraphe vingt.</p>".to_owned()];
    assert_eq!(steps, [Step::Blocks { section: 0, at: 20, remove: 1, insert }]);
}

#[test]
fn a_keystroke_makes_one_block_of_the_plain_text_again() {
    let slug: DraftSlug = key("texte");
    let link = |n: usize| format!("Voir [{n}](https://exemple.example/{n}).\n\n<!-- {n} -->\n\n");
    let text: String = (0..40).map(link).collect();
    let mut composition = Composition::new(text_alone(&text));
    let mut page = page(&composition, &EditionKey::public(), Medium::Text, &Scope::Issue).unwrap();
    let mut type_in = |old: &str, new: &str| {
        let (_, before) = composition.article(&slug).unwrap();
        let after = Arc::new(typed(before, &text.replace(old, new)));
        composition.set_document(&slug, after);
        page.revise(&composition, &slug)
    };
    let insert = vec!["<pre>\n\nVu 20\u{a0}[21].</pre>".to_owned()];
    let steps = type_in("Voir [20]", "Vu [20]");
    assert_eq!(steps, [Step::Blocks { section: 0, at: 21, remove: 1, insert }]);
    // A link that goes changes the numbers of those after it, and theirs alone.
    let steps = type_in("Voir [20](https://exemple.example/20).", "Voir 20.");
    let [Step::Blocks { at: 21, remove, insert, .. }] = steps.as_slice() else {
        panic!("{steps:?}");
    };
    assert_eq!((*remove, insert.len()), (21, 21));
    assert!(insert[1].contains("Voir 21\u{a0}[21]."));
}

#[test]
fn every_block_of_a_page_is_one_element() {
    for edition in [EditionKey::public(), EditionKey::subscribers()] {
        let composition = Composition::new(proof());
        for (medium, cell) in [(Medium::Web, false), (Medium::Email, true)] {
            let page = page(&composition, &edition, medium, &Scope::Issue).unwrap();
            for block in page.sections().iter().flat_map(|section| section.shown()) {
                let name: String =
                    block.html[1..].chars().take_while(|letter| letter.is_alphanumeric()).collect();
                assert!(block.html.starts_with('<') && !name.is_empty());
                // In a mail they stand in the one cell of their section.
                assert!(!cell || !["tr", "td", "tbody"].contains(&name.as_str()));
                assert!(name == "hr" || block.html.ends_with(&format!("</{name}>")));
                let read = dom_query::Document::fragment(&*block.html);
                let elements = read.html_root().children_it(false).filter(|it| it.is_element());
                assert_eq!(elements.count(), 1, "{}", block.html);
            }
        }
    }
}

#[test]
fn hidden_everywhere_means_nowhere() {
    let mut whole = proof();
    let mut slot = Slot::empty(SlotRole::Story);
    slot.articles.push(key("douanes"));
    slot.visibility = BTreeMap::from([(EditionKey::public(), Visibility::Hidden)]);
    whole.plan.line_up = LineUp::new(vec![slot]).unwrap();
    let composition = Composition::new(whole);
    let scope = Scope::Issue;
    let page = page(&composition, &EditionKey::public(), Medium::Web, &scope).unwrap();
    assert!(page.sections().is_empty());
    assert!(pictures(&composition, &EditionKey::public()).is_empty());
}

/// What CommonMark's implementations hold against their worst cases, each made `times` long.
fn worst(times: usize) -> Vec<(&'static str, String)> {
    let many = |word: &str| word.repeat(times);
    vec![
        ("nested emphasis", many("*a **a ") + "b" + &many(" a** a*")),
        ("emphasis closed and never opened", many("a_ ")),
        ("emphasis opened and never closed", many("_a ")),
        ("links closed and never opened", many("a]")),
        ("links opened and never closed", many("[a")),
        ("brackets within brackets", many("[") + "a" + &many("]")),
        ("links that end in nothing", many("[a](<b")),
        ("mismatched openers and closers", many("*a_ ")),
        ("emphasis within a link", many("**x [a*b**c*](d)")),
        ("quotes within quotes", many("> ") + "a"),
        ("lists within lists", (0..times / 20).map(|at| " ".repeat(at) + "- a\n").collect()),
        (
            "fences of all lengths",
            (0..times / 20).map(|at| "e".to_owned() + &"`".repeat(at)).collect(),
        ),
        ("declarations never closed", many("<!A ") + &many("<?")),
        ("comments never closed", many("<!--")),
        ("tags never closed", many("<div>")),
        ("entities", many("&")),
        ("line breaks", many("a  \n")),
        ("spans within spans", many("[a") + &many("]{lang=en}")),
        ("callouts within callouts", many("> [!NOTE]\n> ")),
        ("cells", many("|a") + "|\n" + &many("|-") + "|\n" + &many("|x") + "|\n"),
    ]
}

#[test]
fn the_worst_of_markdown_is_printed_in_every_medium_and_breaks_nothing() {
    for (what, text) in worst(3_000) {
        let composition = Composition::new(text_alone(&text));
        for medium in [Medium::Web, Medium::Email, Medium::Text] {
            let printed = section(&composition, medium);
            // What grows faster than what was written would be a bomb for its readers.
            assert!(printed.len() < 300 * text.len(), "{what}: {} bytes", printed.len());
        }
        let letters: usize = markup::prose::passages(&text).iter().map(|it| it.letters.len()).sum();
        assert!(letters <= 2 * text.len(), "{what}: {letters} letters");
    }
}
