//! Learning the words of published articles, one article at a time, while nobody waits.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use markup::{Passage, prose};
use newsroom::{Article, LanguageTag};
use spelling::{Sort, fold, near_keys, tongue, unknown};

use crate::{Desk, Fault, held, wire::events::Event};

/// So long at most is spent at once: someone may be about to write.
const SHARE: Duration = Duration::from_millis(100);
/// A word of at least so many letters is found again by a spelling near it.
const FINDABLE: usize = 4;

/// How often each word of `article` that no dictionary knows is used in it.
pub(crate) fn uses(article: &Article) -> BTreeMap<String, u32> {
    let draft = &article.draft;
    let fields = [&draft.kicker, &draft.headline, &draft.standfirst];
    let mut uses = BTreeMap::new();
    let fields = fields.into_iter().map(|words| Passage::of_words(words));
    for passage in fields.chain(prose::passages(&article.text)) {
        count(&passage, &draft.language, &mut uses);
    }
    uses
}

/// Adds the words of `passage` that no dictionary knows to `uses`.
pub(crate) fn count(passage: &Passage, language: &LanguageTag, uses: &mut BTreeMap<String, u32>) {
    let tongue = |rank| tongue(passage.tongue(rank).unwrap_or(language));
    for found in unknown(&passage.words(), &tongue, &mut |_, _| false) {
        // A word without its accents is a slip, however often it was published.
        if !matches!(found.sort, Sort::Accents(_)) {
            *uses.entry(found.form).or_default() += 1;
        }
    }
}

impl Desk {
    /// Learns some of the articles that wait for it; answers whether it learnt any.
    pub(crate) fn learn_archive(&self) -> Result<bool, Fault> {
        let until = Instant::now() + SHARE;
        let mut learnt = false;
        while Instant::now() < until {
            let Some(article) = self.store.read(|reader| reader.to_learn())? else { break };
            let words: Vec<(String, u32, Vec<String>)> = uses(&article)
                .into_iter()
                .map(|(form, uses)| {
                    let keys = keys(&form);
                    (form, uses, keys)
                })
                .collect();
            self.store.write(|writer| writer.learn_words(article.draft.id, &words))?;
            learnt = true;
        }
        if learnt {
            held(&self.spelling).forget();
            self.tell(&Event::LexiconChanged);
        }
        Ok(learnt)
    }
}

/// By what a form is found when it is spelt almost so.
pub(crate) fn keys(form: &str) -> Vec<String> {
    let folded = fold(form);
    if folded.len() < FINDABLE { vec![folded] } else { near_keys(&folded).into_iter().collect() }
}
