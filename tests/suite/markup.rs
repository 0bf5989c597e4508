//! The text: the dialect, the counts, and the parsing of what changed only.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use markup::{Block, BlockKind, Change, Inline, LiveDocument, parse, sentences};
use proptest::prelude::*;
use ropey::Rope;

fn check(text: &str, expect: Expect) {
    let mut out = String::new();
    for placed in &parse(text).blocks {
        outline(&placed.block, 0, &mut out);
    }
    expect.assert_eq(&out);
}

fn outline(block: &Block, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let mut nested: Vec<&Block> = Vec::new();
    let line = match &block.kind {
        BlockKind::Paragraph(inlines) => format!("paragraph {inlines:?}"),
        BlockKind::Heading { level, inlines } => format!("heading {level} {inlines:?}"),
        BlockKind::Callout { kind, title, blocks } => {
            nested.extend(blocks);
            format!("callout {kind} {title:?}")
        }
        BlockKind::Quote(blocks) => {
            nested.extend(blocks);
            "quote".into()
        }
        BlockKind::Reserved(blocks) => {
            nested.extend(blocks);
            "reserved".into()
        }
        BlockKind::Group(blocks) => {
            nested.extend(blocks);
            "group".into()
        }
        BlockKind::Language { tag, blocks } => {
            nested.extend(blocks);
            format!("language {tag}")
        }
        BlockKind::List { start, tight, items } => {
            nested.extend(items.iter().flat_map(|item| &item.blocks));
            format!("list {start:?} tight={tight} items={}", items.len())
        }
        other => format!("{other:?}"),
    };
    let _ = writeln!(out, "{indent}{line}");
    for block in nested {
        outline(block, depth + 1, out);
    }
}

#[test]
fn a_callout_has_its_kind_and_its_own_title() {
    check(
        "> [!surveiller] Le temps long\n> Une phrase.\n>\n> - un point\n",
        expect![[r#"
            callout surveiller Some([Text("Le temps long")])
              paragraph [Text("Une phrase.")]
              list None tight=true items=1
                paragraph [Text("un point")]
        "#]],
    );
}

#[test]
fn a_cross_reference_is_an_object_and_keeps_its_own_words() {
    check(
        "Voir ([[2025-01-15#export-puces]]) et [[ia-et-energie|le dossier]].",
        expect![[r#"
            paragraph [Text("Voir ("), CrossReference { target: "2025-01-15#export-puces", reference: Some(ArticleOf(IssueDate(2025-01-15), DraftSlug("export-puces"))), label: None, span: 6..33 }, Text(") et "), CrossReference { target: "ia-et-energie", reference: Some(Here(DraftSlug("ia-et-energie"))), label: Some("le dossier"), span: 38..66 }, Text(".")]
        "#]],
    );
}

#[test]
fn a_figure_stands_alone_in_its_paragraph() {
    check(
        "![[carte-reseau|La carte]]\n\nDans une ligne ![[carte-reseau]] non.\n",
        expect![[r#"
            Figure { target: "carte-reseau", picture: Some(IllustrationKey("carte-reseau")), caption: Some("La carte") }
            paragraph [Text("Dans une ligne ![[carte-reseau]] non.")]
        "#]],
    );
}

#[test]
fn a_figure_may_be_named_by_its_file() {
    for (written, name) in
        [("![[schéma du réseau.png]]", "schema-du-reseau"), ("![[img/Carte.JPG]]", "carte")]
    {
        let document = parse(written);
        let picture = match &document.blocks[0].block.kind {
            BlockKind::Figure { picture, .. } => picture.as_ref().map(ToString::to_string),
            other => panic!("{other:?}"),
        };
        assert_eq!(picture.as_deref(), Some(name));
    }
    assert_eq!(newsroom::slugify("E\u{301}te\u{301}").as_deref(), Some("ete"));
}

#[test]
fn the_cut_and_reserved_blocks_are_marked() {
    check(
        "Libre.\n\n<!-- coupe -->\n\n:::abonnés\nRéservé.\n:::\n\n::: lang=en\nEnglish.\n:::\n",
        expect![[r#"
            paragraph [Text("Libre.")]
            Cut
            reserved
              paragraph [Text("Réservé.")]
            language en
              paragraph [Text("English.")]
        "#]],
    );
}

#[test]
fn words_in_another_language_are_marked_and_plain_brackets_stay() {
    check(
        "Le [zero-*shot* [x]]{lang=en} et [rien] et [vide",
        expect![[r#"
            paragraph [Text("Le "), Language { tag: LanguageTag("en"), inlines: [Text("zero-"), Emphasis([Text("shot")]), Text(" [x]")] }, Text(" et [rien] et [vide")]
        "#]],
    );
}

#[test]
fn signs_count_spaces_and_not_markup() {
    let document = parse("**Une** [phrase](https://x.example) de\nsix mots.\n\n- Et deux.\n");
    assert_eq!(document.signs(), "Une phrase de six mots.".len() + "Et deux.".len());
    assert_eq!(document.words(), 7);
}

#[test]
fn a_sentence_ends_with_what_closes_it() {
    assert_eq!(
        sentences("Il dit : « Non.\u{a0}» Puis 3.5 % ? Oui… Fin"),
        ["Il dit : « Non.\u{a0}»", "Puis 3.5 % ?", "Oui…", "Fin"]
    );
}

#[test]
fn nesting_without_end_is_kept_as_words() {
    for text in [">".repeat(5000) + "fond", "- ".repeat(3000) + "fond", "*a ".repeat(3000)] {
        let document = parse(&text);
        assert!(text.contains("*a") || document.plain_text().contains("fond"));
    }
}

/// Pieces that meet in every way a text can: enough to make blocks join, split and swallow.
fn piece() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "mot",
        " ",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "  ",
        "    ",
        "> ",
        "```\n",
        ":::abonnés\n",
        ":::\n",
        "1. ",
        "*",
        "**",
        "[",
        "]",
        "(",
        ")",
        "[[2025-01-15]]",
        "![[image]]",
        "|a|b|\n|-|-|\n",
        "<!-- coupe -->\n",
        "<div>\n",
        "</div>\n",
        "---\n",
        "===\n",
        "\u{a0}",
        "é",
        "🧢",
        "\t",
        "[^1]",
        "[^1]: note\n",
        "[x]: https://x.example\n",
        "> [!filigrane] Titre\n",
        "`",
        "\r\n",
        "<b>",
        "\\",
        "&amp;",
        "https://a.example",
        "[mot]{lang=en}",
    ])
    .prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

#[test]
fn a_note_that_opens_a_text_is_read_anew_at_each_key() {
    let mut rope = Rope::from_str("[^1]: note\n[^1]: note\n# motmot|a|b|\n|-|-|\n");
    let mut live = LiveDocument::new(&rope);
    for at in 0..rope.len_chars() {
        rope.insert(at, "mot");
        let bytes = rope.char_to_byte(at)..rope.char_to_byte(at);
        live.edit(&rope, &Change { bytes, inserted: 3 });
        assert_eq!(live.document(), &parse(&rope.to_string()), "{at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn typing_gives_the_same_tree_as_reading_anew(
        start in text(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..12, text()), 1..6),
    ) {
        let mut rope = Rope::from_str(&start);
        let mut live = LiveDocument::new(&rope);
        for (at, remove, insert) in edits {
            let insert: String = insert.chars().take(20).collect();
            let at = at.index(rope.len_chars() + 1);
            let end = (at + remove).min(rope.len_chars());
            let bytes = rope.char_to_byte(at)..rope.char_to_byte(end);
            rope.remove(at..end);
            rope.insert(at, &insert);
            live.edit(&rope, &Change { bytes, inserted: insert.len() });
            let anew = parse(&rope.to_string());
            prop_assert_eq!(live.document(), &anew);
        }
    }

    #[test]
    fn regions_cover_the_whole_text(text in text()) {
        let document = parse(&text);
        let mut end = 0;
        for placed in &document.blocks {
            prop_assert_eq!(placed.start, end);
            end = placed.start + placed.len;
            prop_assert!(placed.block.span.end <= placed.len);
        }
        prop_assert!(document.blocks.is_empty() || end == text.len());
    }

    #[test]
    fn any_text_at_all_is_parsed(text in "\\PC{0,200}") {
        let document = parse(&text);
        prop_assert!(document.signs() <= text.chars().count() + 200);
    }
}

#[test]
fn every_word_of_a_paragraph_is_in_its_plain_text() {
    let document = parse("Un *deux* `trois` ~~quatre~~ [cinq](https://x.example) <b>six</b>.");
    let mut words = 0;
    document.blocks[0].block.each_inline(&mut |inline| {
        words += usize::from(matches!(inline, Inline::Text(_) | Inline::Code(_)));
    });
    assert!(words >= 6);
    assert_eq!(document.plain_text(), "Un deux trois quatre cinq six.\n");
}
