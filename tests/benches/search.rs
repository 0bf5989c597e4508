//! What the palette waits for at each letter, in the archive of twenty years: the slowest answers,
//! not the usual ones. `make bench-search` runs it; `MARBRE_BENCH_ARTICLES` chooses a number.

#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has nothing to measure")]
#![expect(clippy::print_stdout, reason = "its figures are its answer")]

mod prose;

use std::time::{Duration, Instant};

use newsroom::{ArticleKind, Draft, DraftId, DraftState, Language, LanguageTag, Publication};
use prose::{headline, prose};
use store::Store;
use sync::DraftText;

/// What people type, letter after letter: names, common words, beginnings, what is nowhere.
const WORDS: [&str; 12] = [
    "tesseral",
    "la rédaction a relu",
    "câble casserait en hiver",
    "vingt-six millions",
    "de la",
    "l’an dernier",
    "pièce 99999",
    "opérateur panne semaine",
    "re",
    "conteneurs attendent",
    "zzyzx",
    "cyanotype tribunal registres",
];

fn main() {
    let articles = std::env::var("MARBRE_BENCH_ARTICLES").ok();
    let articles = articles.map_or(100_000, |number| number.parse().unwrap());
    let place = tempfile::tempdir().unwrap();
    let store = archive(&place.path().join("banc.marbre"), articles);
    let mut times = Vec::new();
    for words in WORDS {
        let mut slowest = (Duration::ZERO, String::new());
        for end in words.char_indices().map(|(at, letter)| at + letter.len_utf8()) {
            for _ in 0..5 {
                let began = Instant::now();
                store.read(|reader| reader.search(&words[..end], 12)).unwrap();
                let took = began.elapsed();
                times.push(took);
                if took > slowest.0 {
                    slowest = (took, words[..end].to_owned());
                }
            }
        }
        println!("{words:?}: slowest {:.2?} at {:?}", slowest.0, slowest.1);
    }
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    println!(
        "{articles} articles, {} searches: p50 {:.2?}, p95 {:.2?}, p99 {:.2?}, slowest {:.2?}",
        times.len(),
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0)
    );
}

fn archive(folder: &std::path::Path, articles: usize) -> Store {
    let store = Store::found(folder, &Publication::founded("Le Pli", Language::Fr)).unwrap();
    let mut replica = DraftText::new();
    replica.replace("Un texte.").unwrap();
    let replica = replica.take_update().unwrap();
    for from in (0..articles).step_by(5_000) {
        store
            .write(|writer| {
                for rank in from..articles.min(from + 5_000) {
                    let text = prose(250, rank);
                    writer.insert_draft(&piece(rank), &text, &replica, 1_500, 0)?;
                }
                Ok(())
            })
            .unwrap();
    }
    store
}

fn piece(rank: usize) -> Draft {
    let day =
        jiff::civil::date(2006, 1, 2).saturating_add(jiff::Span::new().days(rank as i64 / 20));
    Draft {
        id: format!("01930000-0000-7000-8000-{rank:012x}").parse::<DraftId>().unwrap(),
        slug: format!("piece-{rank}").parse().unwrap(),
        kind: ArticleKind::Story,
        state: DraftState::Published,
        language: LanguageTag::default(),
        kicker: "Réseaux".into(),
        headline: headline(rank),
        standfirst: "Une phrase qui dit pourquoi il faut lire la suite.".into(),
        keyword: String::new(),
        authors: Vec::new(),
        illustration: None,
        link: String::new(),
        source: String::new(),
        date: Some(day.into()),
        tags: Vec::new(),
        origin: None,
    }
}
