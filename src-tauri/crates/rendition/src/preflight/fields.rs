//! What the chief types around the articles, and what the pictures say: judged as articles are.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use markup::{Passage, is_english, typography::House};
use newsroom::{IssueField, Language, LanguageTag};

use super::{
    Place, Remarks, illustrations, marks, names,
    proses::Prose,
    rules,
    typography::{Reading, Told},
};
use crate::Composition;

/// A field that holds words of the issue, read.
pub(super) struct Field<'a> {
    pub(super) field: IssueField,
    pub(super) words: &'a str,
    pub(super) seen: Arc<Seen>,
}

/// What was found in words.
#[derive(Debug)]
pub(super) struct Seen {
    told: Vec<Told>,
    pub(super) prose: Prose,
}

/// What was found in the fields at the last look: only the one that is typed in is read again.
#[derive(Debug, Default)]
pub(super) struct Known(HashMap<(LanguageTag, String), Arc<Seen>>);

impl Known {
    /// What the readings rest on has changed.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }

    /// The fields of the issue, those that did not change as they were read before.
    pub(super) fn read<'a>(
        &mut self,
        composition: &'a Composition,
        placed: &[Place<'_>],
    ) -> Vec<Field<'a>> {
        let mut before = std::mem::take(&mut self.0);
        let mut fields = Vec::new();
        for (field, words) in written(composition, placed) {
            let key = (language(composition, &field, words), words.to_owned());
            let seen = self.0.entry(key).or_insert_with_key(|key| {
                before.remove(key).unwrap_or_else(|| Arc::new(seen(composition, key)))
            });
            fields.push(Field { field, words, seen: Arc::clone(seen) });
        }
        fields
    }
}

pub(super) fn check(fields: &[Field<'_>], remarks: &mut Remarks<'_>) {
    let team = &remarks.composition.proof().publication.team;
    for [words, other] in names::spelt_otherwise(remarks.composition, team) {
        let params = [("words", words), ("other", other), ("article", team.clone())];
        remarks.on_issue(&rules::NAME_SPELT, params);
    }
    for field in fields {
        if matches!(field.field, IssueField::Team | IssueField::Byline { .. }) {
            for [words, other] in names::spelt_otherwise(remarks.composition, field.words) {
                let span = field.words.find(&words).map(|at| at..at + words.len());
                let mending = Vec::new();
                let params = [("words", words), ("other", other)];
                let place = (&field.field, field.words);
                remarks.on_field(&rules::NAME_SPELT, place, span, params, mending);
            }
        }
        marks::check_field(field, remarks);
        for Told { rule, param, span, mending } in field.seen.told.clone() {
            remarks.on_field(rule, (&field.field, field.words), span, [param], mending);
        }
    }
}

/// The fields that somebody wrote in: those of the plan, and of the pictures that it prints.
fn written<'a>(composition: &'a Composition, placed: &[Place<'_>]) -> Vec<(IssueField, &'a str)> {
    let proof = composition.proof();
    let mut fields = IssueField::decided(&proof.plan);
    let shown: BTreeSet<_> = placed.iter().flat_map(illustrations::keys).collect();
    for illustration in shown.into_iter().filter_map(|key| proof.illustrations.get(key)) {
        let picture = || illustration.key.clone();
        if !illustration.decorative {
            fields.push((IssueField::Alt { picture: picture() }, &illustration.alt));
        }
        fields.push((IssueField::Caption { picture: picture() }, &illustration.caption));
        let credit = illustration.credit.as_deref().unwrap_or_default();
        fields.push((IssueField::Credit { picture: picture() }, credit));
    }
    fields.retain(|(_, words)| !words.trim().is_empty());
    fields
}

/// The language that a field is written in: its article's, else the publication's; a quotation may
/// be in English.
fn language(composition: &Composition, field: &IssueField, words: &str) -> LanguageTag {
    let article = field.article().and_then(|slug| composition.article(slug));
    match article {
        Some((article, _)) => article.draft.language.clone(),
        None if is_english(words) => Language::En.into(),
        None => composition.proof().publication.locale.into(),
    }
}

fn seen(composition: &Composition, (language, words): &(LanguageTag, String)) -> Seen {
    let proof = composition.proof();
    let day = Some(proof.plan.date);
    let house = House::new(&proof.publication.house_style, language.clone(), day);
    let passage = Passage::of_words(words);
    let mut reading = Reading::default();
    reading.look(&passage, true, &house);
    Seen { told: reading.told(), prose: Prose::of_field(passage) }
}
