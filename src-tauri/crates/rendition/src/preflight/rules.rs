//! The rules, each with the authority that it rests on.

use super::Severity::{self, Error, Warning};

/// Something that an issue must not carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its stable name; its words are `remark.<id>` in the message files.
    pub id: &'static str,
    /// How grave it is to break it.
    pub severity: Severity,
    /// Who says so: the house, a standard, a mail client.
    pub source: &'static str,
}

macro_rules! rules {
    ($($name:ident = $id:literal, $severity:ident, $source:literal;)*) => {
        $(pub(super) const $name: Rule =
            Rule { id: $id, severity: $severity, source: $source };)*

        /// Every rule of the preflight.
        pub static RULES: &[Rule] = &[$($name),*];
    };
}

rules! {
    TITLE_MISSING = "title.missing", Error, "RFC 5322: a mail without a subject; WCAG 2.4.2";
    SENDER_MISSING = "sender.missing", Warning, "CPCE, article L. 34-5: the sender is named";
    ADDRESS_MISSING = "address.missing", Warning, "pictures and links of a mail are absolute";
    ARTICLE_ABSENT = "article.absent", Error, "the house: nothing is announced that is not there";
    SUMMARY_UNPLACED = "summary.unplaced", Error, "the house: nothing is announced that is not there";
    TEXT_EMPTY = "text.empty", Error, "the house: an empty section is never printed";
    HEADLINE_MISSING = "headline.missing", Error, "WCAG 2.4.6";
    STANDFIRST_MISSING = "standfirst.missing", Warning, "the house";
    AUTHOR_MISSING = "author.missing", Warning, "the house: who writes, signs";
    AUTHOR_UNKNOWN = "author.unknown", Error, "the house: a byline is a record, not a guess";
    LINK_MISSING = "link.missing", Warning, "the house: a brief leads to its source";
    KEYWORD_MISSING = "keyword.missing", Warning, "the house: keywords make the briefs' title";
    BUDGET_OVER = "budget.over", Warning, "the line-up, beyond a tenth";
    CUT_MISSING = "cut.missing", Error, "the line-up: an edition is cut at a mark";
    CUT_UNUSED = "cut.unused", Warning, "the line-up: a mark is there to cut an edition";
    PICTURE_MISSING = "picture.missing", Error, "the line-up: the picture of the day is a picture";
    ILLUSTRATION_UNKNOWN = "illustration.unknown", Error, "the passport of illustrations";
    ILLUSTRATION_EXPIRED = "illustration.expired", Error, "the licence of the illustration";
    ALT_MISSING = "alt.missing", Error, "WCAG 1.1.1";
    ALT_REPEATED = "alt.repeated", Warning, "WCAG 1.1.1: a screen reader says both";
    CREDIT_MISSING = "credit.missing", Error, "the passport of illustrations";
    CREDIT_UNESTABLISHED = "credit.unestablished", Warning, "rights reserved are answered for";
    PICTURE_REMOTE = "picture.remote", Warning, "the passport of illustrations";
    CALLOUT_UNKNOWN = "callout.unknown", Warning, "the registry of callouts";
    HTML_PRINTED = "html.printed", Warning, "the allow-list of the pages";
    REFERENCE_UNRESOLVED = "reference.unresolved", Error, "the archive";
    REFERENCE_FUTURE = "reference.future", Error, "a cross-reference points to the past";
    REFERENCE_SELF = "reference.self", Error, "an issue does not send to itself";
    TYPED_WEEKDAY = "reference.typed.weekday", Error, "the calendar";
    TYPED_FUTURE = "reference.typed.future", Error, "a cross-reference points to the past";
    TYPED_UNKNOWN = "reference.typed.unknown", Warning, "the archive";
    TYPED_YEAR = "reference.typed.year", Warning, "the house: no year for an issue of this year";
    TYPED_NO_YEAR = "reference.typed.noyear", Warning, "the house: the year of another year";
    ARTICLES_ALIKE = "articles.alike", Error, "one issue, many editions: nothing is pasted twice";
    PARAGRAPHS_ALIKE = "paragraphs.alike", Warning, "nothing is pasted twice";
    UNFINISHED = "text.unfinished", Error, "the mark of the writer";
    BRACKETS = "brackets.unbalanced", Warning, "typography";
    DOUBLE_SPACES = "typography.spaces", Warning, "typography";
    THREE_DOTS = "typography.dots", Warning, "typography";
    STRAIGHT = "typography.straight", Warning, "typography";
    WEIGHT_CLIPPED = "weight.clipped", Error, "Gmail cuts a mail at about 102 kB";
    WEIGHT_NEAR = "weight.near", Warning, "Gmail cuts a mail at about 102 kB";
    LEAK = "leak", Error, "the leak proof";
}
