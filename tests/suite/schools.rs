//! Typography held against other correctors: where we part from them is written down, with why.
//!
//! `tests/typography` has the words, and in `divergences` a table for each of them. A divergence
//! that is in no table fails, and so does one in a table that is no more. `UPDATE_EXPECT=1` writes
//! the tables again; what is new in them has no reason yet, and fails until it has one.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    process::Command,
};

use crowbook_text_processing::FrenchFormatter;
use markup::{
    prose::passages,
    typography::{Class, Rule, applied, fixes, harmless},
};
use newsroom::Profile;
use serde_json::Value;

use crate::typography::{house, shown, spaced};

const TABLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/typography");
const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/newsrooms/pli");

/// Words before and after a corrector, no-break spaces shown, under the profile that is its school.
struct Answer {
    profile: Profile,
    before: String,
    after: String,
}

fn table(name: &str) -> String {
    fs::read_to_string(format!("{TABLES}/{name}")).unwrap()
}

/// The lines of a table, in cells.
fn cells(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split('\t').collect())
}

fn profile(name: &str) -> Profile {
    Profile::ALL.into_iter().find(|profile| profile.name() == name).unwrap()
}

/// `text` after all that `takes`, as a person who accepts it would have it.
fn accepted(profile: Profile, text: &str, takes: &dyn Fn(&Rule) -> bool) -> String {
    let mut text = spaced(text);
    for _ in 0..8 {
        let mut made = Vec::new();
        for passage in passages(&text) {
            let found = fixes(&passage, &house(profile));
            let taken = found.iter().filter(|fix| takes(fix.rule));
            made.extend(taken.map(|fix| fix.edits(&passage)).filter(|edits| !edits.is_empty()));
        }
        let made = harmless(&text, made);
        if made.is_empty() {
            break;
        }
        text = applied(&text, made.into_iter().flatten().collect());
    }
    shown(&text)
}

/// Holds what `oracle` answers against what we make of the same words by the rules that it has.
fn hold(oracle: &str, answers: Vec<Answer>, takes: &dyn Fn(&Rule) -> bool) {
    let parted = answers.into_iter().filter_map(|Answer { profile, before, after }| {
        let ours = accepted(profile, &before, takes);
        (ours != after).then(|| [profile.name().to_owned(), before, ours, after])
    });
    agree(oracle, "profile\tbefore\tours\ttheirs", parted.collect());
}

/// Compares divergences with those that are written down for `oracle`.
fn agree<const N: usize>(oracle: &str, columns: &str, parted: BTreeSet<[String; N]>) {
    let path = format!("{TABLES}/divergences/{oracle}.tsv");
    let known = fs::read_to_string(&path).unwrap_or_default();
    let reasons: BTreeMap<Vec<&str>, &str> = cells(&known)
        .map(|mut row| {
            let reason = row.pop().unwrap();
            (row, reason)
        })
        .collect();
    let mut fresh = format!("# {columns}\treason\n");
    for row in &parted {
        let row: Vec<&str> = row.iter().map(String::as_str).collect();
        // The words may change while the reason holds.
        let same = |(known, _): &(&Vec<&str>, &&str)| known[..N - 1] == row[..N - 1];
        let reason = reasons.get(&row).or_else(|| reasons.iter().find(same).map(|(_, why)| why));
        let _ = writeln!(fresh, "{}\t{}", row.join("\t"), reason.copied().unwrap_or("?"));
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    assert!(!fresh.contains("\t?\n"), "{oracle}: a divergence has no reason\n{fresh}");
    let known = if std::env::var_os("UPDATE_EXPECT").is_some() { &fresh } else { &known };
    assert_eq!(&fresh, known, "{oracle}: the divergences are others than those written down");
}

/// What the house's typography takes when all is accepted.
fn all(rule: &Rule) -> bool {
    rule.class != Class::Warned
}

/// Words in French that nobody corrected yet.
fn typed() -> Vec<String> {
    let pairs = table("pairs.tsv");
    let pairs = cells(&pairs).filter(|row| row[1].starts_with("fr-") && row[1] != "fr-ca");
    let mut words: Vec<String> = pairs.map(|row| row[2].to_owned()).collect();
    words.extend(table("sentences.txt").lines().map(str::to_owned));
    words.sort();
    words.dedup();
    words
}

/// The paragraphs of the demo newsroom as a typewriter would have them.
fn typewritten() -> Vec<String> {
    let mut paragraphs = Vec::new();
    for text in crate::corpora::texts(DEMO.as_ref()) {
        for passage in passages(&text) {
            let words = passage.words().replace(['\u{a0}', '\u{202f}', '\n'], " ");
            paragraphs.push(words.replace('’', "'").replace('…', "..."));
        }
    }
    paragraphs.retain(|words| !words.contains(['\u{fffc}', '*', '[', '_', '<']));
    paragraphs.sort();
    paragraphs.dedup();
    assert!(paragraphs.len() > 60, "the demo newsroom has texts");
    paragraphs
}

#[test]
fn published_pairs_come_out_as_they_say() {
    let pairs = table("pairs.tsv");
    let mut sources: BTreeMap<&str, Vec<Answer>> = BTreeMap::new();
    for row in cells(&pairs) {
        let [source, school, before, after] = row[..] else { panic!("{row:?}") };
        let (before, after) = (before.to_owned(), after.to_owned());
        let answer = Answer { profile: profile(school), before, after };
        sources.entry(source).or_default().push(answer);
    }
    for (source, answers) in sources {
        hold(&format!("pairs-{}", source.to_lowercase()), answers, &all);
    }
}

#[test]
fn crowbook_parts_from_us_where_it_is_written() {
    // It converts spaces, dots and quotation marks, and does not put in what is not there.
    let has = |rule: &Rule| {
        matches!(
            rule.id,
            "space.high"
                | "space.colon"
                | "space.guillemets"
                | "space.percent"
                | "space.unit"
                | "space.thousands"
                | "space.run"
                | "space.incise"
                | "ellipsis"
                | "apostrophe"
        )
    };
    let words = typed().into_iter().chain(typewritten());
    let answer = |before: String| {
        // Which of the two spaces stands inside « » and before a unit is a matter of school.
        let after = shown(&FrenchFormatter::new().format(spaced(&before)));
        Answer { profile: Profile::FrNbsp, before, after: after.replace('⎵', "⍽") }
    };
    hold("crowbook", words.map(answer).collect(), &has);
}

#[test]
fn typographeur_parts_from_us_where_it_is_written() {
    let has = |rule: &Rule| {
        matches!(
            rule.id,
            "space.high"
                | "space.colon"
                | "space.guillemets"
                | "space.closing"
                | "space.opening"
                | "missing.high"
                | "missing.colon"
                | "ellipsis"
                | "quotes.straight"
                | "apostrophe"
                | "ligature"
        )
    };
    let kept = table("typographeur.tsv");
    let answer = |row: Vec<&str>| Answer {
        profile: Profile::FrPresse,
        before: row[0].to_owned(),
        after: row[1].to_owned(),
    };
    hold("typographeur", cells(&kept).map(answer).collect(), &has);
}

/// What Grammalecte says of the typography of each of `paragraphs`: the words and its rule.
fn grammalecte(paragraphs: &[String]) -> Result<Vec<Vec<(String, String)>>, String> {
    /// The version whose remarks are written down.
    const VERSION: &str = "2.1.2";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("words.txt");
    fs::write(&path, paragraphs.join("\n")).unwrap();
    let said = Command::new("grammalecte-cli").arg("-f").arg(&path).arg("-j").output();
    let said = said.map_err(|why| format!("no grammalecte-cli ({why})"))?;
    let said: Value = serde_json::from_slice(&said.stdout).map_err(|why| why.to_string())?;
    if said["grammalecte"] != VERSION {
        return Err(format!("Grammalecte is {}, not {VERSION}", said["grammalecte"]));
    }
    let mut found = vec![Vec::new(); paragraphs.len()];
    for told in said["data"].as_array().unwrap() {
        let rank = usize::try_from(told["iParagraph"].as_u64().unwrap()).unwrap() - 1;
        let signs: Vec<char> = paragraphs[rank].chars().collect();
        for error in told["lGrammarErrors"].as_array().unwrap() {
            let kind = error["sType"].as_str().unwrap();
            if ["apos", "nbsp", "unit", "typo", "esp"].contains(&kind) {
                let at = |name: &str| usize::try_from(error[name].as_u64().unwrap()).unwrap();
                let words: String = signs[at("nStart")..at("nEnd")].iter().collect();
                found[rank].push((words, error["sRuleId"].as_str().unwrap().to_owned()));
            }
        }
    }
    Ok(found)
}

#[test]
#[expect(clippy::print_stderr, reason = "whoever reads the output must know what was not held")]
fn grammalecte_finds_nothing_else_than_what_is_written() {
    for profile in [Profile::FrPresse, Profile::FrFine, Profile::FrNbsp] {
        let words = typed().into_iter().chain(typewritten());
        let ours: Vec<String> =
            words.map(|words| spaced(&accepted(profile, &words, &all))).collect();
        let found = match grammalecte(&ours) {
            Ok(found) => found,
            Err(why) => {
                eprintln!("not held against Grammalecte: {why}");
                return;
            }
        };
        let told = found.into_iter().enumerate().flat_map(|(rank, told)| {
            let words = shown(&ours[rank]);
            told.into_iter().map(move |(told, rule)| [words.clone(), shown(&told), rule])
        });
        let name = format!("grammalecte-{}", profile.name());
        agree(&name, "words\tremarked\trule", told.collect());
    }
}
