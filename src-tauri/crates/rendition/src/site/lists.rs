//! The pages that list: the home, the archive month by month, those who sign.

use std::collections::BTreeMap;

use newsroom::{Author, AuthorKey, IssueDate};

use super::{
    Site, article_path,
    frame::{self, Head},
    issue_path,
};
use crate::{
    html::{attribute, escape},
    site::card::{ArticleCard, IssueCard},
    web::paragraph,
};

/// How many issues the home lists before the last.
const EARLIER: usize = 10;

/// The home: the last issue, then those before it.
pub(super) fn home(site: &Site<'_>, cards: &[&IssueCard]) -> String {
    let publication = site.publication();
    let words = site.words();
    let last = cards.last();
    let picture = last.and_then(|it| {
        let picture = it.articles.iter().find_map(|article| article.picture.as_ref())?;
        Some((format!("{}pictures/{}", issue_path(it.date), picture.name), picture.alt.as_str()))
    });
    let head = Head {
        title: &publication.name,
        description: publication.motto.trim(),
        path: Some(""),
        kind: "website",
        picture,
        data: Some(serde_json::json!({
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": publication.name,
            "url": site.address(""),
            "inLanguage": publication.locale.tag(),
        })),
        class: "accueil",
        ..Head::default()
    };
    let mut out = frame::open(site, &head);
    out.push_str("<main id=\"numero\">\n");
    match last {
        Some(last) => front(site, last, &mut out),
        None => {
            out.push_str("<h1>");
            escape(&publication.name, &mut out);
            out.push_str("</h1>\n");
        }
    }
    let earlier: Vec<&&IssueCard> = cards.iter().rev().skip(1).take(EARLIER).collect();
    if !earlier.is_empty() {
        out.push_str("<section class=\"liste\">\n<h2>");
        escape(words.before_that, &mut out);
        out.push_str("</h2>\n");
        issue_list(site, earlier.into_iter().copied(), "", &mut out);
        out.push_str("<p><a href=\"archives/\">");
        escape(words.all_issues, &mut out);
        out.push_str("</a></p>\n</section>\n");
    }
    out.push_str("</main>\n");
    out.push_str(&frame::close(site, &head));
    out
}

/// The last issue, on the home: each article by its headline and standfirst.
fn front(site: &Site<'_>, card: &IssueCard, out: &mut String) {
    let (words, locale) = (site.words(), site.publication().locale);
    let path = issue_path(card.date);
    out.push_str("<header class=\"une\">\n<p class=\"date\">");
    escape(words.latest, out);
    out.push_str(" · <time");
    attribute("datetime", &card.date.to_string(), out);
    out.push('>');
    escape(&card.date.long(locale), out);
    out.push_str("</time></p>\n<h1><a");
    attribute("href", &path, out);
    out.push('>');
    escape(&card.title, out);
    out.push_str("</a></h1>\n</header>\n");
    for article in card.articles.iter().filter(|it| it.page && !it.headline.is_empty()) {
        out.push_str("<article class=\"papier\"");
        if let Some(language) = &article.language {
            attribute("lang", language, out);
        }
        out.push_str(">\n");
        paragraph("surtitre", &article.kicker, out);
        out.push_str("<h2><a");
        attribute("href", &article_path(card.date, article), out);
        out.push('>');
        escape(&article.headline, out);
        out.push_str("</a></h2>\n");
        paragraph("chapeau", &article.standfirst, out);
        if article.gated {
            paragraph("reserve", words.subscribers, out);
        }
        out.push_str("</article>\n");
    }
    out.push_str("<p class=\"appel\"><a");
    attribute("href", &path, out);
    out.push('>');
    escape(words.read_issue, out);
    out.push_str("</a></p>\n");
}

fn issue_list<'c>(
    site: &Site<'_>,
    cards: impl Iterator<Item = &'c IssueCard>,
    up: &str,
    out: &mut String,
) {
    out.push_str("<ul class=\"numeros\">\n");
    for card in cards {
        out.push_str("<li><a");
        attribute("href", &format!("{up}{}", issue_path(card.date)), out);
        out.push('>');
        escape(&card.title, out);
        out.push_str("</a> <time");
        attribute("datetime", &card.date.to_string(), out);
        out.push('>');
        escape(&card.date.long(site.publication().locale), out);
        out.push_str("</time></li>\n");
    }
    out.push_str("</ul>\n");
}

/// `2026-11`.
fn month_of(date: IssueDate) -> String {
    date.to_string().chars().take(7).collect()
}

/// `novembre 2026`.
fn month_name(site: &Site<'_>, date: IssueDate) -> String {
    let day = date.day_month(site.publication().locale);
    let month = day.split('\u{a0}').nth(1).unwrap_or_default();
    format!("{month} {}", date.year())
}

/// Issues by month, the last month first.
fn by_month<'c>(cards: &[&'c IssueCard]) -> BTreeMap<String, Vec<&'c IssueCard>> {
    let mut months: BTreeMap<String, Vec<&IssueCard>> = BTreeMap::new();
    for card in cards {
        months.entry(month_of(card.date)).or_default().push(card);
    }
    months
}

/// The archive: its months, and the page of each.
pub(super) fn archive(
    site: &Site<'_>,
    cards: &[&IssueCard],
    put: &mut impl FnMut(String, String) -> Option<Vec<u8>>,
) {
    let words = site.words();
    let months = by_month(cards);
    let head = Head {
        title: words.archives,
        path: Some("archives/"),
        depth: 1,
        kind: "website",
        ..Head::default()
    };
    let mut out = frame::open(site, &head);
    titled(words.archives, &mut out);
    let mut year = None;
    for (month, issues) in months.iter().rev() {
        let Some(first) = issues.first() else { continue };
        if year != Some(first.date.year()) {
            if year.is_some() {
                out.push_str("</ul>\n</section>\n");
            }
            year = Some(first.date.year());
            out.push_str(&format!("<section class=\"liste\">\n<h2>{}</h2>\n", first.date.year()));
            out.push_str("<ul class=\"numeros\">\n");
        }
        out.push_str("<li><a");
        attribute("href", &format!("{month}.html"), &mut out);
        out.push('>');
        escape(&month_name(site, first.date), &mut out);
        out.push_str(&format!("</a> <span class=\"jour\">{}</span></li>\n", issues.len()));
    }
    if year.is_some() {
        out.push_str("</ul>\n</section>\n");
    }
    out.push_str("</main>\n");
    out.push_str(&frame::close(site, &head));
    put("archives/index.html".to_owned(), out);

    let all: Vec<(&String, &Vec<&IssueCard>)> = months.iter().collect();
    for (rank, (month, issues)) in all.iter().enumerate() {
        let Some(first) = issues.first() else { continue };
        let title = words.archives_of.replace("{month}", &month_name(site, first.date));
        let path = format!("archives/{month}.html");
        let near = |rank: usize| all.get(rank).map(|(month, _)| format!("archives/{month}.html"));
        let head = Head {
            title: &title,
            path: Some(&path),
            depth: 1,
            kind: "website",
            previous: rank.checked_sub(1).and_then(near),
            next: near(rank + 1),
            ..Head::default()
        };
        let mut out = frame::open(site, &head);
        titled(&title, &mut out);
        for card in issues.iter().rev() {
            out.push_str("<section class=\"liste\">\n<h2><a");
            attribute("href", &format!("../{}", issue_path(card.date)), &mut out);
            out.push('>');
            escape(&card.title, &mut out);
            out.push_str("</a></h2>\n<p class=\"jour\"><time");
            attribute("datetime", &card.date.to_string(), &mut out);
            out.push('>');
            escape(&card.date.long(site.publication().locale), &mut out);
            out.push_str("</time></p>\n");
            article_list(card.articles.iter().map(|it| (card.date, it)), "../", None, &mut out);
            out.push_str("</section>\n");
        }
        out.push_str("</main>\n");
        out.push_str(&frame::close(site, &head));
        put(path, out);
    }
}

fn article_list<'c>(
    articles: impl Iterator<Item = (IssueDate, &'c ArticleCard)>,
    up: &str,
    dated: Option<newsroom::Language>,
    out: &mut String,
) {
    let mut any = false;
    for (date, article) in articles.filter(|(_, it)| !it.headline.is_empty()) {
        if !any {
            out.push_str("<ul class=\"articles\">\n");
            any = true;
        }
        out.push_str("<li><a");
        attribute("href", &format!("{up}{}", article_path(date, article)), out);
        if let Some(language) = &article.language {
            attribute("lang", language, out);
        }
        out.push('>');
        escape(&article.headline, out);
        out.push_str("</a>");
        if let Some(language) = dated {
            out.push_str(" <time");
            attribute("datetime", &date.to_string(), out);
            out.push('>');
            escape(&date.day_month(language), out);
            out.push_str("</time>");
        }
        out.push_str("</li>\n");
    }
    if any {
        out.push_str("</ul>\n");
    }
}

/// The page of an author.
pub(super) fn author_path(site: &Site<'_>, key: &AuthorKey) -> String {
    format!("{}/{key}/", site.words().authors_path)
}

type Signed<'c> = Vec<(IssueDate, &'c ArticleCard)>;

/// What each author of the records signed, year by year.
fn signed<'c>(
    cards: &[&'c IssueCard],
    authors: &BTreeMap<AuthorKey, Author>,
) -> BTreeMap<AuthorKey, BTreeMap<i16, Signed<'c>>> {
    let mut all: BTreeMap<AuthorKey, BTreeMap<i16, Signed<'c>>> = BTreeMap::new();
    for card in cards {
        for article in &card.articles {
            for key in article.authors.iter().filter(|key| authors.contains_key(*key)) {
                let years = all.entry(key.clone()).or_default();
                years.entry(card.date.year()).or_default().push((card.date, article));
            }
        }
    }
    all
}

/// Those who sign, and the page of each; one page a year, the last at the author's own address.
pub(super) fn authors(
    site: &Site<'_>,
    cards: &[&IssueCard],
    authors: &BTreeMap<AuthorKey, Author>,
    put: &mut impl FnMut(String, String) -> Option<Vec<u8>>,
) {
    let words = site.words();
    let signed = signed(cards, authors);
    let path = format!("{}/", words.authors_path);
    let head = Head {
        title: words.authors,
        path: Some(&path),
        depth: 1,
        kind: "website",
        ..Head::default()
    };
    let mut out = frame::open(site, &head);
    titled(words.authors, &mut out);
    let mut names: Vec<&Author> = signed.keys().filter_map(|key| authors.get(key)).collect();
    names.sort_by(|a, b| (&a.name, &a.key).cmp(&(&b.name, &b.key)));
    if !names.is_empty() {
        out.push_str("<ul class=\"signataires\">\n");
        for author in names {
            out.push_str("<li><a");
            attribute("href", &format!("{}/", author.key), &mut out);
            out.push('>');
            escape(&author.name, &mut out);
            out.push_str("</a>");
            if !author.bio.trim().is_empty() {
                out.push_str("<br>\n");
                escape(author.bio.trim(), &mut out);
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</main>\n");
    out.push_str(&frame::close(site, &head));
    put(format!("{path}index.html"), out);
    for (key, years) in &signed {
        if let Some(author) = authors.get(key) {
            one_author(site, author, years, put);
        }
    }
}

fn one_author(
    site: &Site<'_>,
    author: &Author,
    years: &BTreeMap<i16, Signed<'_>>,
    put: &mut impl FnMut(String, String) -> Option<Vec<u8>>,
) {
    let words = site.words();
    let locale = site.publication().locale;
    let home = author_path(site, &author.key);
    let last = years.keys().next_back().copied();
    for (year, articles) in years {
        let is_last = Some(*year) == last;
        let path = if is_last { home.clone() } else { format!("{home}{year}.html") };
        let head = Head {
            title: &author.name,
            description: author.bio.trim(),
            path: Some(&path),
            depth: 2,
            kind: "profile",
            data: Some(serde_json::json!({
                "@context": "https://schema.org",
                "@type": "ProfilePage",
                "mainEntity": {
                    "@type": "Person",
                    "name": author.name,
                    "description": author.bio.trim(),
                    "url": site.address(&home),
                },
            })),
            ..Head::default()
        };
        let mut out = frame::open(site, &head);
        titled(&author.name, &mut out);
        paragraph("chapeau", author.bio.trim(), &mut out);
        out.push_str("<section class=\"liste\">\n<h2>");
        escape(&words.articles_of.replace("{year}", &year.to_string()), &mut out);
        out.push_str("</h2>\n");
        article_list(articles.iter().rev().copied(), "../../", Some(locale), &mut out);
        out.push_str("</section>\n");
        if years.len() > 1 {
            out.push_str("<nav");
            attribute("aria-label", words.archives, &mut out);
            out.push_str(">\n<ul class=\"menu\">\n");
            for other in years.keys().rev() {
                let to =
                    if Some(*other) == last { "./".to_owned() } else { format!("{other}.html") };
                out.push_str("<li><a");
                attribute("href", &to, &mut out);
                if other == year {
                    attribute("aria-current", "page", &mut out);
                }
                out.push_str(&format!(">{other}</a></li>\n"));
            }
            out.push_str("</ul>\n</nav>\n");
        }
        out.push_str("</main>\n");
        out.push_str(&frame::close(site, &head));
        let file = if is_last { format!("{home}index.html") } else { path.clone() };
        put(file, out);
    }
}

/// The paths of the pages that list, for the sitemap.
pub(super) fn listed(
    site: &Site<'_>,
    cards: &[&IssueCard],
    authors: &BTreeMap<AuthorKey, Author>,
) -> Vec<String> {
    let words = site.words();
    let mut paths = vec![
        String::new(),
        "archives/".to_owned(),
        format!("{}/", words.authors_path),
        words.legal_path.to_owned(),
    ];
    paths.extend(by_month(cards).keys().map(|month| format!("archives/{month}.html")));
    for (key, years) in signed(cards, authors) {
        let home = author_path(site, &key);
        paths.extend(years.keys().rev().skip(1).map(|year| format!("{home}{year}.html")));
        paths.push(home);
    }
    paths
}

fn titled(title: &str, out: &mut String) {
    out.push_str("<main id=\"numero\">\n<h1>");
    escape(title, out);
    out.push_str("</h1>\n");
}
