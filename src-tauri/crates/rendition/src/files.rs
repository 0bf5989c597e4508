//! The files that an export writes for an edition, pictures aside.

use std::collections::{BTreeMap, BTreeSet};

use newsroom::EditionKey;

use crate::{
    Composition,
    eml::mail,
    page::{Medium, Scope, page},
};

/// What an export may write of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// `web/<edition>/index.html`.
    Web,
    /// `email/<edition>.html` and `email/<edition>.eml`.
    Email,
    /// `text/<edition>.txt`.
    Text,
}

/// The files of an edition, by path; none when the publication makes no such edition.
pub fn files(
    composition: &Composition,
    edition: &EditionKey,
    forms: &BTreeSet<Form>,
) -> BTreeMap<String, Vec<u8>> {
    let needs = |wanted: &[Form]| wanted.iter().any(|form| forms.contains(form));
    let contents = |medium, wanted: &[Form]| {
        if !needs(wanted) {
            return None;
        }
        page(composition, edition, medium, &Scope::Issue).map(|page| page.contents())
    };
    let web = contents(Medium::Web, &[Form::Web]);
    let email = contents(Medium::Email, &[Form::Email]);
    let text = contents(Medium::Text, &[Form::Email, Form::Text]);
    let eml = match (&text, &email) {
        (Some(text), Some(html)) => mail(composition, edition, text, html),
        _ => None,
    };
    let text = text.filter(|_| forms.contains(&Form::Text));
    [
        (format!("web/{edition}/index.html"), web.map(String::into_bytes)),
        (format!("email/{edition}.html"), email.map(String::into_bytes)),
        (format!("email/{edition}.eml"), eml),
        (format!("text/{edition}.txt"), text.map(String::into_bytes)),
    ]
    .into_iter()
    .filter_map(|(path, bytes)| Some((path, bytes?)))
    .collect()
}
