//! What simulators promise: the ways of each client and no others, on whole mails and on the
//! blocks that patch them.

use newsroom::{EditionKey, Proof};
use proptest::prelude::*;
use rendition::{Composition, Medium, Page, Scope, Simulator, page, simulate};

use crate::{email::web_view, proofs::proof, renditions::paragraphs};

fn mail_of(proof: Proof) -> Page {
    page(&Composition::new(proof), &EditionKey::public(), Medium::Email, &Scope::Issue).unwrap()
}

fn seen(simulator: Simulator) -> String {
    simulate(&mail_of(proof()).contents(), simulator)
}

/// The words of a page, whatever stands between them.
fn words(html: &str) -> String {
    let document = dom_query::Document::from(html);
    document.select("body").text().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn apple_mail_shows_the_very_bytes_that_are_exported() {
    let html = mail_of(proof()).contents();
    assert_eq!(simulate(&html, Simulator::AppleMail), html);
}

#[test]
fn outlook_reads_what_is_for_it_and_draws_with_word() {
    let html = seen(Simulator::Outlook);
    assert!(!html.contains("<!--") && !html.contains("<xml>") && !html.contains("<v:rect"));
    assert!(html.contains("<table role=\"presentation\" width=\"600\" align=\"center\""));
    assert!(html.contains("table{mso-table-lspace:0pt"), "the sheet that is for it");
    assert!(!html.contains("prefers-color-scheme"));
    let document = dom_query::Document::from(html.as_str());
    for node in document.select("[style*=max-width]").nodes() {
        assert_eq!(&*node.node_name().unwrap(), "table");
    }
    for node in document.select("[style*=padding]").nodes() {
        let name = node.node_name().unwrap();
        assert!(!["p", "div", "a", "span", "blockquote"].contains(&&*name), "{name}");
    }
    // The button is a box of its colour that leads somewhere, once.
    let button = document.select("td[bgcolor=\"#8f2a1b\"]");
    assert_eq!(button.nodes()[0].text().trim(), "S’abonner");
}

#[test]
fn french_webmails_keep_no_sheet_but_their_own() {
    for (simulator, own) in [
        (Simulator::Sfr, "font:100% \"Helvetica Neue\""),
        (Simulator::Laposte, "h2{background:#354963}"),
    ] {
        let html = seen(simulator);
        let web = web_view(&html);
        assert_eq!(web.matches("<style").count(), 1, "{simulator:?}");
        assert!(web.contains(own));
        // Their rules stand before what the elements say of themselves.
        assert!(web.find(own) < web.find("<body"));
    }
}

#[test]
fn gmail_drops_the_sheet_of_the_dark_and_keeps_one_that_it_knows() {
    let html = seen(Simulator::Gmail);
    assert!(!html.contains("prefers-color-scheme") && !html.contains("[data-ogsc]"));
    let known = "<style>.t{color:red}</style><p style=\"margin:-4px;color:red\">a</p>";
    let kept = "<style>.t{color:red}</style><p style=\"color:red\">a</p>";
    assert_eq!(simulate(known, Simulator::Gmail), kept);
    let heavy = format!("<style>{}</style>", ".t{color:red}".repeat(1300));
    assert_eq!(simulate(&heavy, Simulator::Gmail), "");
}

#[test]
fn orange_keeps_a_ground_that_is_an_attribute() {
    let html = seen(Simulator::Orange);
    assert!(!html.contains("background-color:#") && html.contains(" bgcolor=\"#fdfbf6\""));
    for dropped in [" role=", " aria-", " lang=", "word-break"] {
        assert!(!web_view(&html).contains(dropped), "{dropped}");
    }
    let named = "<p style=\"background-color:white;color:#123456\">a</p>";
    assert_eq!(simulate(named, Simulator::Orange), named);
}

#[test]
fn a_mail_without_its_pictures_keeps_their_words_and_their_sizes() {
    let html = mail_of(proof()).contents();
    let blind = seen(Simulator::ImagesOff);
    assert!(!blind.contains("/pictures/"));
    for kept in [" alt=\"", " width=\"", " height=\""] {
        assert_eq!(blind.matches(kept).count(), html.matches(kept).count(), "{kept}");
    }
}

#[test]
fn a_dark_that_nobody_asked_for_turns_every_colour_and_keeps_its_hue() {
    let html = seen(Simulator::ForcedDark);
    assert!(!html.contains("prefers-color-scheme"));
    assert!(html.contains("bgcolor=\"#090702\"") && html.contains("color:#e8e5e1"), "{html}");
    for (colour, turned) in [
        ("#ffffff", "#000000"),
        ("#000000", "#ffffff"),
        ("#8f2a1b", "#e47f70"),
        ("#808080", "#7f7f7f"),
    ] {
        let html = format!("<td bgcolor=\"{colour}\" style=\"border-top:1px solid {colour}\">");
        let wanted = html.replace(colour, turned);
        assert_eq!(simulate(&html, Simulator::ForcedDark), wanted);
        // Turned twice, a colour is what it was.
        assert_eq!(simulate(&wanted, Simulator::ForcedDark), html);
    }
    let odd = "<a href=\"https://e.example/#abc\" style=\"color:#12\">é #8f2a1b</a>";
    assert_eq!(simulate(odd, Simulator::ForcedDark), odd);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// A preview is patched block by block: what a client makes of a block must be what it makes
    /// of it in its page.
    #[test]
    fn a_client_makes_of_a_block_what_it_makes_of_it_in_its_page(blocks in paragraphs()) {
        let mut whole = proof();
        whole.articles.get_mut(&crate::proofs::key("energie")).unwrap().text = blocks.join("\n\n");
        let page = mail_of(whole);
        let html = page.contents();
        for simulator in Simulator::ALL {
            let seen = simulate(&html, simulator);
            for section in page.sections() {
                for block in section.blocks.iter().filter(|block| block.shows()) {
                    let alone = simulate(&block.html, simulator);
                    prop_assert!(seen.contains(&alone), "{:?}\n{}", simulator, alone);
                }
            }
            let read = words(&seen);
            for word in words(&html).split(' ') {
                prop_assert!(read.contains(word), "{:?} loses {}", simulator, word);
            }
        }
    }
}
