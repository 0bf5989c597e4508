//! Slips: a draft that does not agree with itself.

use markup::slips::{self, Slip, Sort};

use crate::{
    Fault,
    review::{Finding, PlacedPassage, Reading, Source},
    wire::{
        remarks::Severity,
        review::{RemarkPlace, RemarkSource, WordFix},
    },
};

/// The source of remarks.
pub(crate) struct Consistency;

impl Source for Consistency {
    fn source(&self) -> RemarkSource {
        RemarkSource::Consistency
    }

    fn on_passage(&self, passage: &markup::Passage, _reading: &Reading<'_>) -> Vec<Finding> {
        let words = passage.words();
        let found = slips::repeated(&words).into_iter().chain(slips::long(&words));
        found.map(finding).collect()
    }

    fn on_draft(
        &self,
        passages: &[PlacedPassage],
        reading: &Reading<'_>,
    ) -> Result<Vec<(usize, Finding)>, Fault> {
        let lexicon = reading.desk.lexicon()?;
        let proses: Vec<String> = passages.iter().map(|placed| placed.passage.words()).collect();
        let of = |places: &[RemarkPlace]| -> (Vec<usize>, Vec<&str>) {
            let there = passages.iter().zip(&proses).enumerate();
            let there = there.filter(|(_, (placed, _))| places.contains(&placed.place));
            there.map(|(rank, (_, prose))| (rank, prose.as_str())).unzip()
        };
        let head = of(&[RemarkPlace::Headline, RemarkPlace::Standfirst]);
        let body = of(&[RemarkPlace::Body]);
        let all = ([head.0.as_slice(), &body.0].concat(), [head.1.as_slice(), &body.1].concat());
        let mut found = Vec::new();
        let spelt: Vec<Vec<slips::Spelt>> = all.1.iter().map(|prose| slips::spelt(prose)).collect();
        let spelt: Vec<&[slips::Spelt]> = spelt.iter().map(Vec::as_slice).collect();
        let spellings = slips::spellings(&spelt).into_iter();
        // What the house writes so is right, however rare.
        let language = &reading.draft.language;
        let spellings = spellings.filter(|slip| !lexicon.knows(&slip.words, language));
        found.extend(spellings.map(|slip| (all.0[slip.prose], finding(slip))));
        let told = slips::acronyms(&body.1).into_iter();
        let told = told.chain(slips::quantities(&head.1, &body.1));
        for slip in told.chain(slips::bare(&head.1, &body.1)) {
            found.push((body.0[slip.prose], finding(slip)));
        }
        Ok(found)
    }
}

fn finding(slip: Slip) -> Finding {
    let mut fixes = Vec::new();
    let mut params = vec![("words", slip.words)];
    match slip.sort.clone() {
        Sort::Repeated => fixes.push(WordFix { replacement: String::new(), label: None }),
        Sort::Long(count) => params.push(("count", count.to_string())),
        Sort::OtherSpelling(other) => {
            fixes.push(WordFix { replacement: other.clone(), label: None });
            params.push(("other", other));
        }
        Sort::ExpandedOtherwise(other) | Sort::OtherQuantity(other) | Sort::Bare(other) => {
            params.push(("other", other));
        }
        Sort::ExpandedAgain => {}
    }
    Finding {
        rule: slip.sort.rule().to_owned(),
        severity: Severity::Warning,
        letters: slip.ranks,
        params: params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        fixes,
        safe: false,
    }
}
