//! The passport of each picture that the issue prints; each is looked at once, where it stands
//! first.

use std::{collections::BTreeSet, ops::Range};

use markup::BlockKind;
use newsroom::{DraftSlug, Illustration, IllustrationKey, SlotRole};

use super::{Place, Remarks, rules, twins::bare};
use crate::Composition;

/// How the press writes that it could not find whose picture it is.
const UNESTABLISHED: [&str; 4] = ["d r", "dr", "droits réservés", "all rights reserved"];

pub(super) fn check(composition: &Composition, placed: &[Place<'_>], remarks: &mut Remarks<'_>) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for place in placed {
        let printed = printed(place);
        if place.slot.role == SlotRole::Picture && printed.is_empty() {
            remarks.on_article(&rules::PICTURE_MISSING, place.slug, []);
        }
        for picture in printed {
            if seen.insert(picture.target.clone()) {
                passport(composition, place.slug, &picture, remarks);
            }
        }
    }
}

struct Printed<'a> {
    target: String,
    key: Option<&'a IllustrationKey>,
    span: Option<Range<usize>>,
}

fn printed<'a>(place: &'a Place<'_>) -> Vec<Printed<'a>> {
    let own = place.article.draft.illustration.as_ref();
    let mut printed: Vec<Printed<'_>> = own
        .map(|key| Printed { target: key.to_string(), key: Some(key), span: None })
        .into_iter()
        .collect();
    for placed in &place.document.blocks {
        placed.block.each_block(&mut |block| {
            if let BlockKind::Figure { target, picture, .. } = &block.kind {
                let span = placed.start + block.span.start..placed.start + block.span.end;
                let target = target.trim().to_owned();
                printed.push(Printed { target, key: picture.as_ref(), span: Some(span) });
            }
        });
    }
    printed
}

fn passport(
    composition: &Composition,
    article: &DraftSlug,
    printed: &Printed<'_>,
    remarks: &mut Remarks<'_>,
) {
    let proof = composition.proof();
    let mut remark = |rule| {
        let picture = [("picture", printed.target.clone())];
        remarks.on_words(rule, article, printed.span.clone(), picture);
    };
    let Some(illustration) = printed.key.and_then(|key| proof.illustrations.get(key)) else {
        remark(&rules::ILLUSTRATION_UNKNOWN);
        return;
    };
    if illustration.expires.is_some_and(|last| last < proof.plan.date) {
        remark(&rules::ILLUSTRATION_EXPIRED);
    }
    if let Some(rule) = alternative(illustration) {
        remark(rule);
    }
    let author = illustration.author.as_ref().and_then(|author| proof.authors.get(author));
    let credit = bare(&illustration.credit_line(&proof.publication, author));
    if credit.is_empty() {
        remark(&rules::CREDIT_MISSING);
    } else if UNESTABLISHED.contains(&credit.as_str()) {
        remark(&rules::CREDIT_UNESTABLISHED);
    }
}

fn alternative(illustration: &Illustration) -> Option<&'static rules::Rule> {
    let (alt, caption) = (bare(&illustration.alt), bare(&illustration.caption));
    if illustration.decorative {
        None
    } else if alt.is_empty() {
        Some(&rules::ALT_MISSING)
    } else if alt == caption {
        Some(&rules::ALT_REPEATED)
    } else {
        None
    }
}
