//! What the e-mail promises to webmails that keep little of it, read as a parser of HTML reads
//! it: in the demo-like issue, and in whatever people may write.

use std::collections::BTreeSet;

use dom_query::{Document, NodeRef};
use newsroom::{DraftSlug, EditionKey, MailService, Proof, Utm};
use proptest::prelude::*;
use rendition::{Composition, Edition, Form, Medium, Scope, clients, files, page, weigh};

use crate::{
    proofs::{key, proof},
    renditions::paragraphs,
};

/// What a style may say: nothing that Gmail, Orange, SFR or La Poste refuse in a style.
const SAID: [&str; 24] = [
    "background",
    "background-color",
    "border",
    "border-bottom",
    "border-left",
    "border-top",
    "color",
    "display",
    "font",
    "font-style",
    "font-weight",
    "height",
    "letter-spacing",
    "margin",
    "max-width",
    "mso-hide",
    "mso-line-height-rule",
    "padding",
    "text-align",
    "text-decoration",
    "text-transform",
    "width",
    "word-break",
    "v-text-anchor",
];

fn mail_of(proof: Proof, edition: &EditionKey, medium: Medium) -> String {
    page(&Composition::new(proof), edition, medium, &Scope::Issue).unwrap().contents()
}

fn mail() -> String {
    mail_of(proof(), &EditionKey::public(), Medium::Email)
}

/// The issue with `text` in place of its dossier's.
fn written(text: &str) -> Proof {
    let mut whole = proof();
    whole.articles.get_mut(&key::<DraftSlug>("energie")).unwrap().text = text.to_owned();
    whole
}

/// What all clients but Outlook read.
pub(crate) fn web_view(html: &str) -> String {
    let mut out = html.replace("<!--[if !mso]><!-->", "").replace("<!--<![endif]-->", "");
    while let Some(from) = out.find("<!--[if mso]>") {
        let end = out[from..].find("<![endif]-->").expect("an end") + from;
        out.replace_range(from..end + "<![endif]-->".len(), "");
    }
    assert!(!out.contains("<!--"), "{out}");
    out
}

/// What Outlook reads, without the words that no parser of HTML knows.
fn outlook_view(html: &str) -> String {
    let mut out = html.to_owned();
    while let Some(from) = out.find("<!--[if !mso]><!-->") {
        let end = out[from..].find("<!--<![endif]-->").expect("an end") + from;
        out.replace_range(from..end + "<!--<![endif]-->".len(), "");
    }
    if let (Some(from), Some(end)) = (out.find("<xml>"), out.find("</xml>")) {
        out.replace_range(from..end + "</xml>".len(), "");
    }
    out.replace("<!--[if mso]>", "").replace("<![endif]-->", "").replace("<w:anchorlock/>", "")
}

fn elements(document: &Document) -> Vec<NodeRef<'_>> {
    document.root().descendants().into_iter().filter(NodeRef::is_element).collect()
}

fn name(node: &NodeRef<'_>) -> String {
    node.node_name().map(|name| name.to_string()).unwrap_or_default()
}

fn attribute(node: &NodeRef<'_>, name: &str) -> String {
    node.attr(name).map(|value| value.to_string()).unwrap_or_default()
}

/// The style of an element: what it says, and how.
fn style(node: &NodeRef<'_>) -> Vec<(String, String)> {
    let style = attribute(node, "style");
    style
        .split(';')
        .filter_map(|said| said.split_once(':'))
        .map(|(what, how)| (what.trim().to_owned(), how.trim().to_owned()))
        .collect()
}

fn says<'s>(style: &'s [(String, String)], what: &str) -> Option<&'s str> {
    style.iter().find(|(said, _)| said == what).map(|(_, how)| how.as_str())
}

/// Everything that a webmail would spoil of `html`, in words.
pub(crate) fn spoiled(html: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for view in [web_view(html), outlook_view(html)] {
        let document = Document::from(view.as_str());
        wrong.extend(document.errors.borrow().iter().map(|error| format!("parser: {error}")));
    }
    wrong.extend(html.lines().filter(|line| line.len() >= 998).map(|line| format!("long: {line}")));
    let document = Document::from(web_view(html).as_str());
    let body = document.body().unwrap();
    let mut level = 1;
    for node in body.descendants().into_iter().filter(NodeRef::is_element).chain([body]) {
        let (element, style) = (name(&node), style(&node));
        let mut fault = |why: &str| {
            wrong.push(format!("{why}: {}", node.html().chars().take(300).collect::<String>()));
        };
        if style.iter().any(|(what, _)| !SAID.contains(&what.as_str())) {
            fault("a property that some webmail refuses");
        }
        if attribute(&node, "style").contains("important") {
            fault("Outlook ignores what is important in a style");
        }
        let speaks =
            node.children_it(false).any(|child| child.is_text() && !child.text().trim().is_empty());
        let hidden = says(&style, "display") == Some("none");
        if speaks && !hidden {
            if says(&style, "font").is_none() {
                fault("SFR puts its own font");
            }
            let block = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div", "blockquote"];
            if block.contains(&element.as_str())
                && (says(&style, "margin").is_none() || says(&style, "color").is_none())
            {
                fault("SFR puts its own margin, and La Poste its own colour");
            }
        }
        if ["p", "div", "a", "span"].contains(&element.as_str())
            && says(&style, "padding").is_some()
        {
            fault("Outlook knows padding on cells alone");
        }
        let classes: Vec<String> =
            attribute(&node, "class").split_whitespace().map(str::to_owned).collect();
        let classed = |among: &[&str]| classes.iter().any(|class| among.contains(&class.as_str()));
        match says(&style, "background-color") {
            Some(colour) if attribute(&node, "bgcolor") != colour => fault("Orange loses it"),
            Some(_) if !classed(&["g", "p", "c", "b", "d"]) => fault("it stays light in the dark"),
            _ => {}
        }
        if says(&style, "color").is_some_and(|colour| colour != "inherit")
            && !classed(&["t", "s", "a", "k", "e"])
        {
            fault("its words stay dark in the dark");
        }
        match element.as_str() {
            "table" => {
                let layout = attribute(&node, "role") == "presentation";
                let borders = ["cellpadding", "cellspacing", "border"];
                if borders.iter().any(|border| attribute(&node, border) != "0") {
                    fault("a table with borders of the client's");
                }
                let headed = Document::from(node.html()).select("th[scope]").exists();
                if !layout && !headed {
                    fault("a table of data without a heading");
                }
            }
            "img" => {
                let sized = ["width", "height"]
                    .iter()
                    .all(|side| attribute(&node, side).parse::<u32>().is_ok());
                let ours = attribute(&node, "src").contains("/pictures/");
                if !node.has_attr("alt") || (ours && !sized) {
                    fault("a picture without its words or its size");
                }
                if !attribute(&node, "src").starts_with("https://") {
                    fault("a picture that no reader can load");
                }
                if says(&style, "display") != Some("block") || says(&style, "font").is_none() {
                    fault("a picture that leaves a gap, or words in another font");
                }
            }
            "h1" | "h2" if says(&style, "background") != Some("transparent") => {
                fault("La Poste gives it a ground");
            }
            "script" | "link" | "form" | "video" | "svg" | "iframe" | "style" => fault("refused"),
            _ => {}
        }
        if let Some(depth) = element.strip_prefix('h').and_then(|depth| depth.parse::<u8>().ok()) {
            if depth > level + 1 {
                fault("a level that is skipped");
            }
            level = depth;
        }
        if attribute(&node, "href").starts_with('#') {
            fault("an anchor, which most webmails break");
        }
    }
    wrong
}

#[test]
fn webmails_have_nothing_to_spoil() {
    for edition in [EditionKey::public(), EditionKey::subscribers()] {
        assert_eq!(spoiled(&mail_of(proof(), &edition, Medium::Email)), [""; 0]);
    }
}

#[test]
fn the_document_says_what_it_is_before_anything_else() {
    let html = mail();
    assert!(html.starts_with("<!DOCTYPE html>\n"));
    let document = Document::from(web_view(&html).as_str());
    let head = document.head().unwrap();
    let first = head.children().into_iter().find(NodeRef::is_element).unwrap();
    assert_eq!(attribute(&first, "charset"), "utf-8");
    assert_eq!(document.select("title").text().trim(), "Cinq cents milliards, et après\u{202f}?");
    for frame in ["html", "[role=article][aria-roledescription=email]"] {
        let frame = document.select(frame);
        assert_eq!(frame.attr("lang").unwrap().to_string(), "fr");
        assert_eq!(frame.attr("dir").unwrap().to_string(), "ltr");
    }
    assert_eq!(document.select("h1").length(), 1);
    for told in ["viewport", "format-detection", "color-scheme", "supported-color-schemes"] {
        assert!(document.select(&format!("meta[name={told}]")).exists(), "{told}");
    }
    assert!(html.contains("<o:PixelsPerInch>96</o:PixelsPerInch>"));
    assert!(!html.contains("/*") && !html.contains("@import"));
}

#[test]
fn a_control_character_never_gets_into_a_mail() {
    let text = "L\u{92}a\u{9d}v\u{85}is\u{7}, [un lien\u{96}](https://e.example/\u{92}).";
    for medium in [Medium::Email, Medium::Text] {
        let page = mail_of(written(text), &EditionKey::subscribers(), medium);
        assert!(page.chars().all(|letter| letter == '\n' || !letter.is_control()), "{page}");
    }
}

#[test]
fn the_dark_theme_stands_apart_and_is_light() {
    let html = mail();
    let document = Document::from(web_view(&html).as_str());
    let sheets: Vec<String> =
        document.select("style").iter().map(|sheet| sheet.text().to_string()).collect();
    assert_eq!(sheets.len(), 2);
    assert!(sheets.iter().map(String::len).sum::<usize>() <= 8000);
    assert!(!sheets[0].contains('@'), "Gmail would drop what stands with it");
    assert_eq!(sheets[1].matches('@').count(), 1, "one `@` in another kills the sheet");
    assert_eq!(sheets[1].matches("!important").count(), sheets[1].matches(" !important;").count());
    let themed: BTreeSet<&str> = sheets[1]
        .lines()
        .filter_map(|line| line.strip_prefix('.')?.split_once(' ').map(|(class, _)| class))
        .collect();
    for class in themed {
        let marked = sheets[1]
            .lines()
            .any(|line| line.starts_with("[data-ogs") && line.contains(&format!(" .{class} ")));
        assert!(marked, "{class}");
    }
    for node in elements(&document) {
        for class in attribute(&node, "class").split_whitespace() {
            assert!(class == "texte" || sheets[1].contains(&format!("\n.{class} {{")), "{class}");
        }
    }
}

#[test]
fn the_preheader_is_hidden_by_nothing_that_filters_hold_against_it() {
    let document = Document::from(web_view(&mail()).as_str());
    let article = document.select("[role=article]");
    let first = article.nodes()[0].children().into_iter().find(NodeRef::is_element).unwrap();
    assert_eq!(attribute(&first, "style"), "display:none;mso-hide:all");
    assert!(first.text().starts_with("Cinq cents milliards de béton"));
    assert!((40..400).contains(&first.text().chars().count()));
}

#[test]
fn who_cannot_see_the_end_can_still_leave() {
    let html = mail();
    let leave = "href=\"https://lepli.example/quitter?liste=quotidien\"";
    assert_eq!(html.matches(leave).count(), 2);
    assert!(html.find(leave).unwrap() < html.find("<h1").unwrap());
}

#[test]
fn a_call_to_act_is_drawn_for_outlook_and_coloured_twice_for_the_others() {
    let html = mail();
    assert!(html.contains("<v:rect href=\"https://lepli.example/abonnement\""));
    let document = Document::from(web_view(&html).as_str());
    let cell = document.select("td.b").nodes()[0];
    assert_eq!(attribute(&cell, "bgcolor"), "#8f2a1b");
    assert!(cell.html().contains(">S’abonner</a>"));
    assert!(!outlook_view(&html).contains("class=\"k\""));
}

const SERVICES: [MailService; 6] = [
    MailService::Brevo,
    MailService::Mailchimp,
    MailService::Mailjet,
    MailService::Listmonk,
    MailService::Ghost,
    MailService::Mailchannels,
];

#[test]
fn what_a_service_fills_in_reaches_it_byte_for_byte() {
    for service in SERVICES {
        let mut sent = proof();
        sent.publication.mailing.service = service;
        let placeholders = service.placeholders(true);
        let leave = placeholders.unsubscribe.unwrap();
        let html = mail_of(sent.clone(), &EditionKey::public(), Medium::Email);
        assert_eq!(html.matches(&format!("href=\"{leave}\"")).count(), 2, "{service:?}");
        assert!(!html.contains("lepli.example/quitter"));
        assert_eq!(spoiled(&html), [""; 0], "{service:?}");
        let text = mail_of(sent.clone(), &EditionKey::public(), Medium::Text);
        assert!(text.contains(&format!("Se désabonner\u{a0}: {leave}\n")), "{text}");
        if let Some([page, words]) = placeholders.address {
            assert!(html.contains(page) && text.contains(words));
        }
        // A closed edition has no page of its own on the site.
        let closed = mail_of(sent, &EditionKey::subscribers(), Medium::Email);
        if let Some(mirror) = placeholders.mirror {
            assert!(closed.contains(&format!("href=\"{mirror}\"")), "{service:?}");
        }
    }
}

#[test]
fn words_that_look_like_a_placeholder_stay_words() {
    let traps = "Écrivez {{ unsubscribe }}, \\*|UNSUB|\\*, [\\[UNSUB_LINK_FR]\\], {% if x %}, \
                 {{{x}}}, %%{unsubscribe_url}%% ou %recipient.x%.\n\n\
                 [ici](https://e.example/{{x}}?a=*|B|*) `{{mc-unsubscribe-url}}`";
    for service in SERVICES {
        let mut sent = written(traps);
        sent.publication.mailing.service = service;
        sent.publication.unsubscribe_url.clear();
        sent.plan.subject = "Objet {{ x }} *|X|* [[x]] %%{x}%%".into();
        let given = service.placeholders(true);
        let ours: Vec<&str> = [given.unsubscribe, given.mirror, given.preferences]
            .into_iter()
            .chain(given.address.map(|both| both.map(Some)).into_iter().flatten())
            .flatten()
            .collect();
        for medium in [Medium::Email, Medium::Text] {
            let mut page = mail_of(sent.clone(), &EditionKey::subscribers(), medium);
            for placeholder in &ours {
                // What we put there ourselves stands alone: in an attribute, or at a line's end.
                page = page.replace(&format!("href=\"{placeholder}\""), "");
                page = page.replace(&format!(": {placeholder}\n"), "");
                page = page.replace(&format!(">{placeholder}<"), "");
                page = page.replace(&format!("\n{placeholder}\n"), "");
            }
            for opener in given.openers {
                assert!(!page.contains(opener), "{service:?} {medium:?} {opener}\n{page}");
            }
            if medium == Medium::Email {
                let document = Document::from(web_view(&page).as_str());
                let words = document.text().to_string();
                assert!(words.contains("Écrivez {{ unsubscribe }}, *|UNSUB|*"), "{words}");
            }
        }
    }
}

#[test]
fn a_link_to_the_own_site_says_where_it_was_followed() {
    let mut sent = written(
        "[a](https://lepli.example/x?y=1#z) [b](https://ailleurs.example/x) \
         [c](mailto:a@lepli.example) [d](https://lepli.example/x?utm_source=autre)",
    );
    sent.publication.mailing.service = MailService::Listmonk;
    sent.publication.mailing.utm = Some(Utm {
        source: "le pli & co".into(),
        medium: "email".into(),
        campaign: "{date}-{edition}".into(),
    });
    let html = mail_of(sent.clone(), &EditionKey::subscribers(), Medium::Email);
    let tags = "utm_source=le%20pli%20%26%20co&amp;utm_medium=email\
                &amp;utm_campaign=2025-01-22-subscribers";
    for address in [
        format!("https://lepli.example/x?y=1&amp;{tags}#z"),
        "https://ailleurs.example/x".into(),
        "mailto:a@lepli.example".into(),
        "https://lepli.example/x?utm_source=autre".into(),
        "{{ UnsubscribeURL }}".into(),
        format!("https://lepli.example/numeros/2025-01-22/?{tags}#infrastructure"),
    ] {
        assert!(html.contains(&format!("href=\"{address}\"")), "{address}");
    }
    let web = mail_of(sent, &EditionKey::subscribers(), Medium::Web);
    assert!(!web.contains("utm_medium"));
}

#[test]
fn a_mail_that_a_service_sends_leaves_the_headers_of_leaving_to_it() {
    let mut sent = proof();
    sent.publication.mailing.service = MailService::Brevo;
    let composition = Composition::new(sent);
    let files = files(&composition, &EditionKey::public(), &BTreeSet::from([Form::Email]));
    let eml = String::from_utf8(files["email/public.eml"].clone()).unwrap();
    assert!(!eml.contains("List-Unsubscribe"));
    assert!(eml.contains("Auto-Submitted: auto-generated\r\n"));
}

#[test]
fn a_mail_is_weighed_as_it_arrives_and_read_as_clients_read_it() {
    let composition = Composition::new(proof());
    let key = EditionKey::subscribers();
    let edition = Edition::of(&composition, &key).unwrap();
    let page = page(&composition, &key, Medium::Email, &Scope::Issue).unwrap();
    let html = page.contents();
    let weight = weigh(&edition, &page);
    assert_eq!((weight.raw, weight.links), (html.len(), html.matches("<a ").count()));
    assert!(weight.encoded > weight.raw && weight.arriving > weight.encoded);
    assert_eq!(weight.sections.len(), edition.parts().len());
    assert!(weight.sections.is_sorted_by(|a, b| a.bytes >= b.bytes));
    assert_eq!(weight.sections[0].title, "Cinq cents milliards de béton et de câbles");
    assert!(weight.sections.iter().map(|section| section.bytes).sum::<usize>() < weight.arriving);

    let (day, clients) = clients(&html);
    assert_eq!(day.len(), "2026-05-13".len());
    let of = |name| clients.iter().find(|verdict| verdict.client == name).unwrap();
    assert!(of("laposte").refuses.contains("html-style"));
    assert!(of("orange").alters.contains("css-background-color"));
    assert!(of("free-fr").untried * 2 > of("free-fr").asked);
    assert!(of("thunderbird").refuses.len() < of("orange").refuses.len());
    assert!(clients.iter().all(|verdict| verdict.asked == of("gmail").asked));
    let (_, none) = rendition::clients("<p>sans style</p>");
    assert!(none.iter().all(|verdict| verdict.asked == 0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_is_written_webmails_have_nothing_to_spoil(
        blocks in paragraphs(),
        public in any::<bool>(),
    ) {
        let edition = if public { EditionKey::public() } else { EditionKey::subscribers() };
        let html = mail_of(written(&blocks.join("\n\n")), &edition, Medium::Email);
        prop_assert_eq!(spoiled(&html), Vec::<String>::new(), "{}", blocks.join("\n\n"));
        let text = mail_of(written(&blocks.join("\n\n")), &edition, Medium::Text);
        prop_assert!(!text.contains("\n\n\n"), "{}", text);
    }
}
