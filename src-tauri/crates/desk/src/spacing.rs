//! Typography among the remarks: what `markup` offers on the signs of a draft.

use std::collections::BTreeMap;

use markup::{
    Passage,
    typography::{self, Class, Rule},
};

use crate::{
    review::{Finding, Reading, Source},
    wire::{
        remarks::Severity,
        review::{RemarkSource, WordFix},
    },
};

/// The rules of typography.
pub(crate) struct Typography;

impl Source for Typography {
    fn source(&self) -> RemarkSource {
        RemarkSource::Typography
    }

    fn on_passage(&self, passage: &Passage, reading: &Reading<'_>) -> Vec<Finding> {
        let found = typography::fixes(passage, &reading.house);
        let finding = |fix: typography::Fix| Finding {
            rule: name(fix.rule),
            severity: severity(fix.rule),
            letters: fix.letters,
            params: BTreeMap::new(),
            fixes: fix
                .replacement
                .into_iter()
                .map(|replacement| WordFix { replacement, label: None })
                .collect(),
            safe: fix.rule.class == Class::Safe,
        };
        found.into_iter().map(finding).collect()
    }
}

/// The name of a rule among all the remarks.
pub(crate) fn name(rule: &Rule) -> String {
    format!("typography.{}", rule.id)
}

/// A weekday that is not the date’s is an error of fact; everything else is a matter of form.
fn severity(rule: &Rule) -> Severity {
    if rule.id == "date.weekday" { Severity::Error } else { Severity::Warning }
}
