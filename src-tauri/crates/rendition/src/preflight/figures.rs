//! Amounts that disagree between a headline and what stands under it.

use markup::slips::{self, Slip, Sort};

use super::{Kept, Place, Remarks, proses::Prose, rules};
use crate::Composition;

/// What an article's head says that its text, or the head before it, says otherwise.
pub(super) fn look(place: &Place<'_>, proses: &[Prose], remarks: &mut Remarks<'_>) {
    let text = proses.iter().position(|prose| prose.in_text).unwrap_or(proses.len());
    for rank in 0..text {
        let others: Vec<&Prose> = proses[..rank].iter().chain(&proses[text..]).collect();
        let words: Vec<&str> = others.iter().map(|prose| prose.words.as_str()).collect();
        for slip in found(&proses[rank].words, &words) {
            let Some((rule, said)) = rule_of(&slip) else { continue };
            let params = [("words", said), ("other", slip.words)];
            remarks.on_words(rule, place.slug, others[slip.prose].span(slip.ranks), params);
        }
    }
}

/// What the words of the issue itself say that its articles say otherwise.
pub(super) fn check(
    composition: &Composition,
    kept: &[(&Place<'_>, &Kept)],
    remarks: &mut Remarks<'_>,
) {
    let plan = &composition.proof().plan;
    let proses = kept.iter().flat_map(|(_, kept)| &kept.facts.proses);
    let words: Vec<&str> = proses.map(|prose| prose.words.as_str()).collect();
    let mut titles = vec![plan.title.as_str(), &plan.subject];
    titles.extend(plan.summary.iter().map(|item| item.text.as_str()));
    for title in titles {
        for slip in found(title, &words) {
            let Some((rule, said)) = rule_of(&slip) else { continue };
            let params = [("words", said), ("other", slip.words), ("article", title.to_owned())];
            remarks.on_issue(rule, params);
        }
    }
}

/// The first slip of each amount of `head`.
fn found(head: &str, words: &[&str]) -> Vec<Slip> {
    let mut found = slips::bare(&[head], words);
    found.extend(slips::quantities(&[head], words));
    let mut seen = Vec::new();
    found.retain(|slip| {
        let new = !seen.contains(&slip.sort);
        seen.push(slip.sort.clone());
        new
    });
    found
}

fn rule_of(slip: &Slip) -> Option<(&'static rules::Rule, String)> {
    match &slip.sort {
        Sort::Bare(said) => Some((&rules::FIGURE_BARE, said.clone())),
        Sort::OtherQuantity(said) => Some((&rules::FIGURES_DISAGREE, said.clone())),
        _ => None,
    }
}
