//! The passport of each picture that the issue prints; each is looked at once, where it stands
//! first.

use std::{collections::BTreeSet, ops::Range};

use markup::BlockKind;
use newsroom::{DraftSlug, Illustration, IllustrationKey, RightsSearch, SlotRole};

use super::{Place, Remarks, rules, twins::bare};
use crate::Composition;

/// Tools that make pictures out of words.
const MODELS: [&str; 10] = [
    "midjourney",
    "dall e",
    "stable diffusion",
    "firefly",
    "imagen",
    "flux",
    "leonardo ai",
    "gpt image",
    "ideogram",
    "recraft",
];
/// Alternatives that say nothing.
const NOTHING: [&str; 10] = [
    "image",
    "photo",
    "photographie",
    "illustration",
    "dessin",
    "picture",
    "logo",
    "graphique",
    "sans titre",
    "untitled",
];
/// A mail shows a picture so wide; a narrower one is blown up, or stands lost in its column.
const NARROWEST: u32 = 600;
/// How the press writes that it could not find whose picture it is.
const UNESTABLISHED: [&str; 4] = ["d r", "dr", "droits réservés", "all rights reserved"];

pub(super) fn check(composition: &Composition, placed: &[Place<'_>], remarks: &mut Remarks<'_>) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for place in placed {
        let printed = printed(place);
        let bare = place.heads.iter().any(|draft| draft.illustration.is_none());
        let figured = printed.iter().any(|picture| picture.span.is_some());
        if place.slot.role == SlotRole::Picture && bare && !figured {
            remarks.on_article(&rules::PICTURE_MISSING, place.slug, []);
        }
        for picture in printed {
            if seen.insert(picture.target.clone()) {
                passport(composition, place.slug, &picture, remarks);
            }
        }
    }
}

/// The pictures that an article prints.
pub(super) fn keys<'a>(place: &'a Place<'_>) -> Vec<&'a IllustrationKey> {
    printed(place).into_iter().filter_map(|picture| picture.key).collect()
}

struct Printed<'a> {
    target: String,
    key: Option<&'a IllustrationKey>,
    span: Option<Range<usize>>,
}

fn printed<'a>(place: &'a Place<'_>) -> Vec<Printed<'a>> {
    let heads = place.heads.iter().filter_map(|draft| draft.illustration.as_ref());
    let mut printed: Vec<Printed<'_>> =
        heads.map(|key| Printed { target: key.to_string(), key: Some(key), span: None }).collect();
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
    if illustration.width < NARROWEST {
        remark(&rules::PICTURE_SMALL);
    }
    let is_ai = illustration.digital_source.is_ai();
    if is_ai && illustration.realistic {
        remark(&rules::AI_REALISTIC);
    }
    let tool = illustration.tool.as_deref().unwrap_or_default().trim();
    if !is_ai && is_model(tool) {
        remark(&rules::AI_CONTRADICTED);
    }
    let author = illustration.author.as_ref().and_then(|author| proof.authors.get(author));
    let credit = bare(&illustration.credit_line(&proof.publication, author));
    if credit.is_empty() {
        remark(&rules::CREDIT_MISSING);
    } else if is_unestablished(&credit) {
        remark(&rules::CREDIT_UNESTABLISHED);
        if !illustration.search.as_ref().is_some_and(RightsSearch::is_signed) {
            remark(&rules::RIGHTS_UNSEARCHED);
        }
    } else if author.is_none() && is_blank(&illustration.licence) && is_blank(&illustration.source)
    {
        remark(&rules::RIGHTS_MISSING);
    }
    if is_ai && !credit.is_empty() && !discloses(&credit, tool) {
        remark(&rules::AI_UNDISCLOSED);
    }
}

/// Whether a credit says that nobody knows whose the picture is.
pub fn is_unestablished(credit: &str) -> bool {
    UNESTABLISHED.contains(&bare(credit).as_str())
}

fn is_blank(words: &str) -> bool {
    words.trim().is_empty()
}

/// Whether a tool is one that makes pictures out of words.
fn is_model(tool: &str) -> bool {
    let tool = bare(tool);
    MODELS.iter().any(|model| tool.contains(model))
}

/// Whether a printed credit tells that a model made the picture.
fn discloses(credit: &str, tool: &str) -> bool {
    let tool = bare(tool);
    let says = |word: &str| credit.split(' ').any(|said| said == word);
    (!tool.is_empty() && credit.contains(&tool))
        || says("ia")
        || says("ai")
        || credit.contains("intelligence artificielle")
        || MODELS.iter().any(|model| credit.contains(model))
}

fn alternative(illustration: &Illustration) -> Option<&'static rules::Rule> {
    let (alt, caption) = (bare(&illustration.alt), bare(&illustration.caption));
    if illustration.decorative {
        None
    } else if alt.is_empty() {
        Some(&rules::ALT_MISSING)
    } else if alt == caption {
        Some(&rules::ALT_REPEATED)
    } else if is_poor(&alt, &illustration.alt) {
        Some(&rules::ALT_POOR)
    } else {
        None
    }
}

/// Whether an alternative names a file, or only says that there is a picture.
fn is_poor(bare: &str, written: &str) -> bool {
    let file = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".svg"];
    let lower = written.trim().to_lowercase();
    let camera = ["img ", "dsc ", "dscn", "screenshot", "capture d écran", "image 0", "image 1"];
    file.iter().any(|end| lower.ends_with(end))
        || camera.iter().any(|head| bare.starts_with(head))
        || NOTHING.contains(&bare)
}
