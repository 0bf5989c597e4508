//! The site of the archive: what it holds, what it holds back, and what a change writes again.

use std::{collections::BTreeMap, fs, path::Path};

use desk::{
    Desk,
    wire::{
        after::{CorrectArticle, Correctable},
        newsroom::SignAs,
        site::{ExportSite, SiteReport},
    },
};
use newsroom::{CorrectionLevel, Language};
use rendition::Site;
use tempfile::TempDir;

use crate::clock::TestClock;

const GATED: &str = "Personne ne devait lire cette phrase sans avoir payé.";

/// The demo newsroom, its issue closed.
fn closed() -> (TempDir, Desk) {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    desk.close_issue(Desk::demo_issue().unwrap()).unwrap();
    (above, desk)
}

fn write(desk: &Desk, to: &Path) -> SiteReport {
    desk.export_site(ExportSite { to: Some(to.display().to_string()), whole: false }).unwrap()
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    let bytes = files.get(path).unwrap_or_else(|| panic!("{path} among {:?}", files.keys()));
    String::from_utf8(bytes.clone()).unwrap()
}

#[test]
fn every_issue_and_article_has_its_page_and_every_link_leads_somewhere() {
    let (above, desk) = closed();
    let to = above.path().join("site");
    let report = write(&desk, &to);
    assert_eq!((report.issues, report.composed), (3, 3));
    let site = files(&to);
    assert_eq!(site.len(), usize::try_from(report.files).unwrap() + 1, "and the manifest");
    for path in ["index.html", "404.html", "archives/2026-11.html", "robots.txt", "sitemap.xml"] {
        assert!(site.contains_key(path), "{path}");
    }
    let mut followed = 0;
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(bytes.clone()).unwrap();
        let page = dom_query::Document::from(page.as_str());
        assert_eq!(page.select("h1").length(), 1, "{path}");
        for selector in [("a[href]", "href"), ("img[src]", "src"), ("link[href]", "href")] {
            for element in &page.select(selector.0) {
                let link = element.attr(selector.1).unwrap().to_string();
                let from = url(&format!("https://lepli.example/{path}"));
                let target = from.join(&link);
                let own = target.strip_prefix("https://lepli.example/");
                let Some(own) = own.filter(|own| !own.ends_with("abonnement")) else { continue };
                let (file, fragment) = own.split_once('#').unwrap_or((own, ""));
                let file = if file.is_empty() || file.ends_with('/') {
                    format!("{file}index.html")
                } else {
                    file.to_owned()
                };
                let there = site.get(&file).unwrap_or_else(|| panic!("{path}: {link} → {file}"));
                if !fragment.is_empty() {
                    let name = format!("id=\"{fragment}\"");
                    let there = String::from_utf8_lossy(there);
                    assert!(there.contains(&name), "{path}: {link}");
                }
                followed += 1;
            }
        }
    }
    assert!(followed > 200, "only {followed} links");
}

/// An address, for joining: what a browser would ask for.
struct Address(String);

fn url(address: &str) -> Address {
    Address(address.to_owned())
}

impl Address {
    fn join(&self, link: &str) -> String {
        if link.contains("://") || link.starts_with("mailto:") {
            return link.to_owned();
        }
        if let Some(rooted) = link.strip_prefix('/') {
            return format!("https://lepli.example/{rooted}");
        }
        if link.starts_with('#') {
            return format!("{}{link}", self.0);
        }
        let mut folder: Vec<&str> = self.0.split('/').collect();
        folder.pop();
        let (path, fragment) = link.split_once('#').map_or((link, None), |(a, b)| (a, Some(b)));
        for part in path.split('/') {
            match part {
                "." => {}
                ".." => drop(folder.pop()),
                part => folder.push(part),
            }
        }
        let mut joined = folder.join("/");
        if path == "./" || path == "." {
            joined = format!("{}/", joined.trim_end_matches('/'));
        }
        fragment.map_or(joined.clone(), |fragment| format!("{joined}#{fragment}"))
    }
}

#[test]
fn nothing_reserved_is_in_any_file_and_the_call_says_so_to_machines() {
    let (above, desk) = closed();
    let to = above.path().join("site");
    write(&desk, &to);
    let site = files(&to);
    // A sentence that stands behind the cut of the dossier.
    let source = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/newsrooms/pli/2026-11-23/articles/fichiers-fragiles.md"
    ))
    .unwrap();
    let (_, gated) = source.split_once("<!-- coupe -->").unwrap();
    let sentence =
        gated.lines().find(|line| line.len() > 120 && !line.contains(['[', '*'])).unwrap();
    let part: String = sentence.chars().skip(10).take(60).collect();
    for (path, bytes) in &site {
        assert!(!String::from_utf8_lossy(bytes).contains(&part), "{path} tells {part}");
    }
    let page = text(&site, "2026-11-23/fichiers-fragiles.html");
    assert!(page.contains("\"isAccessibleForFree\":false"));
    assert!(page.contains("\"cssSelector\":\".appel\"") && page.contains("class=\"appel\""));
}

#[test]
fn a_leak_in_any_page_stops_the_site_and_leaves_the_one_that_was_there() {
    let (above, desk) = closed();
    let to = above.path().join("site");
    write(&desk, &to);
    let before = files(&to);
    desk.sign_as(SignAs { name: "Mathilde".into() }).unwrap();
    let dossier = desk.open_issue(Desk::demo_issue().unwrap()).unwrap().articles
        [&"fichiers-fragiles".parse().unwrap()]
        .draft
        .clone();
    let published =
        desk.read_published(desk::wire::after::ReadPublished { draft: dossier.id }).unwrap();
    desk.correct_article(CorrectArticle {
        draft: dossier.id,
        now: Correctable { text: format!("{}\n\n{GATED}\n", published.now.text), ..published.now },
        pictures: false,
        level: CorrectionLevel::Minor,
        note: format!("Ajout d’une phrase : {GATED}"),
    })
    .unwrap();
    let ask = ExportSite { to: Some(to.display().to_string()), whole: false };
    assert_eq!(desk.export_site(ask).unwrap_err().code, "export.leak");
    assert!(files(&to) == before);
}

#[test]
fn a_second_export_writes_nothing_and_a_correction_writes_what_depends_on_it() {
    let (above, desk) = closed();
    let to = above.path().join("site");
    write(&desk, &to);
    let before = files(&to);
    let again = write(&desk, &to);
    assert_eq!((again.composed, again.written, again.removed), (0, 0, 0));
    assert!(files(&to) == before);

    desk.sign_as(SignAs { name: "Mathilde".into() }).unwrap();
    let issue = desk.open_issue(Desk::demo_issue().unwrap()).unwrap();
    let story = issue.articles[&"puces-dormantes".parse().unwrap()].draft.clone();
    let published =
        desk.read_published(desk::wire::after::ReadPublished { draft: story.id }).unwrap();
    desk.correct_article(CorrectArticle {
        draft: story.id,
        now: Correctable {
            text: format!("{}\n\nUne précision ajoutée.\n", published.now.text),
            ..published.now
        },
        pictures: false,
        level: CorrectionLevel::Minor,
        note: "Une précision manquait.".into(),
    })
    .unwrap();
    write(&desk, &to);
    let after = files(&to);
    let changed: Vec<&String> = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(bytes))
        .map(|it| it.0)
        .collect();
    let page = "2026-11-23/puces-dormantes.html".to_owned();
    assert!(changed.contains(&&page), "{changed:?}");
    assert!(text(&after, &page).contains("Une précision manquait."));
    assert!(text(&after, "feed.json").contains("Une précision ajoutée."));
    assert!(changed.iter().all(|path| !path.starts_with("2026-11-19/")), "{changed:?}");
    let other = above.path().join("other");
    write(&desk, &other);
    assert!(files(&other) == after, "from scratch or step by step, the same bytes");
}

#[test]
fn a_file_that_went_missing_comes_back() {
    let (above, desk) = closed();
    let to = above.path().join("site");
    write(&desk, &to);
    let before = files(&to);
    fs::remove_dir_all(to.join("2026-11-19")).unwrap();
    fs::remove_file(to.join("2026-11-20/piscine-serveurs.html")).unwrap();
    fs::remove_file(to.join("feed.xml")).unwrap();
    fs::remove_file(to.join("style.css")).unwrap();
    write(&desk, &to);
    assert!(files(&to) == before);
}

#[test]
fn a_folder_that_holds_something_else_is_left_alone() {
    let (above, desk) = closed();
    let to = above.path().join("site");
    fs::create_dir(&to).unwrap();
    fs::write(to.join("index.html"), "mine").unwrap();
    let ask = ExportSite { to: Some(to.display().to_string()), whole: true };
    assert_eq!(desk.export_site(ask).unwrap_err().code, "export.foreign");
    assert_eq!(files(&to).len(), 1);
}

#[test]
fn a_publication_without_an_address_has_no_site() {
    let desk = Desk::in_memory("Le Pli", TestClock::default()).unwrap();
    let above = tempfile::tempdir().unwrap();
    let ask =
        ExportSite { to: Some(above.path().join("site").display().to_string()), whole: false };
    assert_eq!(desk.export_site(ask).unwrap_err().code, "site.address");
    assert!(!above.path().join("site").exists());
}

#[test]
fn the_legal_notice_and_security_txt_say_what_was_given_and_nothing_else() {
    let mut publication = newsroom::Publication::founded("Le Pli", Language::Fr);
    publication.base_url = "https://lepli.example/lettre".into();
    let none = BTreeMap::new();
    let pages = Site::of(&publication).unwrap().pages(&[], &none);
    assert!(!pages.contains_key(".well-known/security.txt"));
    assert!(!text(&pages, "mentions-legales.html").contains("<dl"));
    assert!(text(&pages, "404.html").contains("href=\"/lettre/archives/\""));
    publication.site.director = "Mathilde de Rives".into();
    publication.site.security = "mailto:faille@lepli.example".into();
    let pages = Site::of(&publication).unwrap().pages(&[], &none);
    assert!(!pages.contains_key(".well-known/security.txt"), "it must say when it expires");
    publication.site.security_expires = Some("2027-11-23".parse().unwrap());
    let pages = Site::of(&publication).unwrap().pages(&[], &none);
    assert_eq!(
        text(&pages, ".well-known/security.txt"),
        "Contact: mailto:faille@lepli.example\nExpires: 2027-11-23T00:00:00Z\n\
         Preferred-Languages: fr\nCanonical: https://lepli.example/.well-known/security.txt\n"
    );
    let notice = text(&pages, "mentions-legales.html");
    assert!(notice.contains("<dd>Mathilde de Rives</dd>") && !notice.contains("<dt>ISSN"));
}
