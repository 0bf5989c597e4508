//! One name, one spelling: SoftBank or Softbank, start-up or startup.

use std::{collections::HashMap, ops::Range};

use newsroom::slugify;

use super::{Slip, Sort};
use crate::words::{Word, is_apostrophe, is_hyphen, words};

/// Where a form stands: the prose, and the word in it.
type Place = (usize, Range<usize>);

/// A word, or a name of two, that may be spelt otherwise elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelt {
    /// The same for all spellings of it.
    key: String,
    text: String,
    ranks: Range<usize>,
    opens: bool,
}

/// What `prose` brings to [`spellings`]: to be kept, while the prose stays as it is.
pub fn spelt(prose: &str) -> Vec<Spelt> {
    let words = words(prose);
    let alone = words.iter().filter_map(|word| see(word.text, word.ranks.clone(), word.opens));
    let coupled = words.windows(2).filter_map(|pair| {
        let [first, second] = pair else { return None };
        let text = couple(prose, first, second)?;
        see(text, first.ranks.start..second.ranks.end, first.opens)
    });
    alone.chain(coupled).collect()
}

/// The words of proses that are spelt otherwise elsewhere in them: the rarer spelling, and of
/// two as rare the later one.
pub fn spellings(proses: &[&[Spelt]]) -> Vec<Slip> {
    let mut forms: HashMap<&str, Forms<'_>> = HashMap::new();
    for (rank, prose) in proses.iter().enumerate() {
        for spelt in *prose {
            let place = (rank, spelt.ranks.clone());
            forms.entry(&spelt.key).or_default().see(&spelt.text, place, spelt.opens);
        }
    }
    let mut slips: Vec<Slip> = forms.into_values().flat_map(Forms::slips).collect();
    slips.sort_by_key(|slip| (slip.prose, slip.ranks.start, slip.ranks.end));
    slips
}

/// « Deep Mind », that one may also write in one word.
fn couple<'t>(prose: &'t str, first: &Word<'t>, second: &Word<'t>) -> Option<&'t str> {
    let text = prose.get(first.span.start..second.span.end)?;
    let capitals = is_name(first.text) && is_name(second.text);
    let apart = &prose[first.span.end..second.span.start];
    let short = first.text.chars().count() < 3 || second.text.chars().count() < 3;
    (capitals && !short && matches!(apart, " " | "\u{a0}")).then_some(text)
}

fn see(text: &str, ranks: Range<usize>, opens: bool) -> Option<Spelt> {
    // « Europe’s » is no other spelling of « Europes ».
    if text.chars().count() < 3 || text.contains(is_apostrophe) {
        return None;
    }
    let mut key = slugify(text)?.replace('-', "");
    if key.len() > 4 && key.ends_with('s') {
        key.pop();
    }
    Some(Spelt { key, text: text.to_owned(), ranks, opens })
}

/// The forms of one key.
#[derive(Default)]
struct Forms<'t>(Vec<(&'t str, Vec<Place>, bool)>);

impl<'t> Forms<'t> {
    fn see(&mut self, text: &'t str, place: Place, opens: bool) {
        match self.0.iter_mut().find(|(form, ..)| *form == text) {
            Some((_, places, inside)) => {
                places.push(place);
                *inside |= !opens;
            }
            None => self.0.push((text, vec![place], !opens)),
        }
    }

    /// Each form against the most frequent one that it cannot stand beside.
    fn slips(self) -> Vec<Slip> {
        let mut ranked: Vec<&(&str, Vec<Place>, bool)> = self.0.iter().collect();
        // A capital keeps its accent, however often it was forgotten.
        ranked.sort_by_key(|(form, places, _)| {
            std::cmp::Reverse((form.starts_with(|c: char| !c.is_ascii()), places.len()))
        });
        let mut slips = Vec::new();
        for (rank, (form, places, inside)) in ranked.iter().enumerate() {
            // The capital of a sentence says nothing, one inside a word does.
            let other = ranked[..rank].iter().find(|(other, _, other_inside)| {
                let tells = *inside || *other_inside || is_camel(form) || is_camel(other);
                clash(form, other) && tells
            });
            let Some((other, ..)) = other else { continue };
            slips.extend(places.iter().map(|(prose, ranks)| Slip {
                prose: *prose,
                ranks: ranks.clone(),
                words: (*form).to_owned(),
                sort: Sort::OtherSpelling(in_number(form, other)),
            }));
        }
        slips
    }
}

/// Whether the two forms of one key are two spellings of one name or word.
fn clash(one: &str, other: &str) -> bool {
    let (one, other) = (same_signs(one), same_signs(other));
    let (one, other) = (singular(&one), singular(&other));
    if one == other {
        return false;
    }
    let bare = |form: &str| form.replace(|c: char| !c.is_alphanumeric(), "");
    let (one_bare, other_bare) = (bare(one), bare(other));
    let (one_low, other_low) = (one_bare.to_lowercase(), other_bare.to_lowercase());
    if one_low != other_low {
        return is_name(one) && is_name(other) && accents_matter(&one_bare, &other_bare);
    }
    if one_bare != other_bare {
        // The same letters in other cases.
        let short = one.chars().count() <= 5;
        // A name in capitals, on a façade or in a heading, is no other spelling.
        let shouted = |form: &str| !form.chars().any(char::is_lowercase);
        let camel = (is_camel(one) || is_camel(other)) && !shouted(one) && !shouted(other);
        return is_name(one) && is_name(other) && (short || camel);
    }
    // The same letters with a hyphen, or a space, or none.
    let spaced = |form: &str| form.contains(char::is_whitespace);
    !(spaced(one) && spaced(other))
}

/// « Etat » and « État » are one name; « Marche » and « Marché » are not.
fn accents_matter(one: &str, other: &str) -> bool {
    let rest = |form: &str| form.chars().skip(1).collect::<String>();
    rest(one) == rest(other)
        || (rest(one).chars().count() > 7 && one.is_ascii() != other.is_ascii())
}

/// An apostrophe or a hyphen is the same however it is typed; typography sees to that.
fn same_signs(form: &str) -> String {
    let plain = |c| match c {
        c if is_apostrophe(c) => '\'',
        c if is_hyphen(c) => '-',
        c => c,
    };
    form.chars().map(plain).collect()
}

/// A capital inside, and not only capitals.
fn is_camel(form: &str) -> bool {
    let inner = form.chars().skip(1).any(char::is_uppercase);
    inner && form.chars().any(char::is_lowercase) && !form.contains(['-', ' '])
}

fn is_name(form: &str) -> bool {
    form.starts_with(char::is_uppercase)
}

fn singular(form: &str) -> &str {
    if form.len() > 4 { form.strip_suffix('s').unwrap_or(form) } else { form }
}

/// `other`, in the plural when `form` is.
fn in_number(form: &str, other: &str) -> String {
    match (form.ends_with('s'), other.ends_with('s')) {
        (true, false) if form.len() > 4 => format!("{other}s"),
        (false, true) if other.len() > 4 => singular(other).to_owned(),
        _ => other.to_owned(),
    }
}
