//! The rules, in one list: what each is called, how grave it is, what it looks at, who says so.

use super::Severity::{self, Error, Warning};

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The issue, its line-up and the settings it draws on.
    Issue,
    /// An article’s record: headline, standfirst, byline, slot.
    Article,
    /// The words of an article.
    Words,
    /// What an article points to: links and cross-references.
    Links,
    /// The pictures and their passports.
    Pictures,
    /// The files as they would leave.
    Files,
}

impl Reach {
    /// Its name in the message files: `reach.<name>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Article => "article",
            Self::Words => "words",
            Self::Links => "links",
            Self::Pictures => "pictures",
            Self::Files => "files",
        }
    }
}

/// Something that an issue must not carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its stable name; its words are `rule.<id>` and `remark.<id>` in the message files.
    pub id: &'static str,
    /// How grave it is to break it, unless the publication decided otherwise.
    pub severity: Severity,
    /// What it looks at.
    pub reach: Reach,
    /// Who says so: `source.<source>` in the message files.
    pub source: &'static str,
    /// Whether one key mends what it finds.
    pub mends: bool,
    /// Whether no publication may soften it.
    pub fixed: bool,
}

macro_rules! rules {
    ($($reach:ident { $($name:ident = $id:literal, $severity:ident, $source:literal $(, $mark:ident)*;)* })*) => {
        $($(pub(super) const $name: Rule = Rule {
            id: $id,
            severity: $severity,
            reach: Reach::$reach,
            source: $source,
            mends: false $(|| rules!(@mends $mark))*,
            fixed: false $(|| rules!(@fixed $mark))*,
        };)*)*

        /// Every rule of the preflight.
        pub static RULES: &[Rule] = &[$($($name),*),*];
    };
    (@mends mends) => { true };
    (@mends fixed) => { false };
    (@fixed mends) => { false };
    (@fixed fixed) => { true };
}

rules! {
    Issue {
        TITLE_MISSING = "title.missing", Error, "rfc5322";
        SUBJECT_LONG = "subject.long", Warning, "inboxes";
        SUBJECT_SHORT = "subject.short", Warning, "inboxes";
        SUBJECT_LOUD = "subject.loud", Warning, "inboxes";
        ISSUE_SHORT = "issue.short", Warning, "inboxes";
        SENDER_MISSING = "sender.missing", Warning, "sender";
        ADDRESS_MISSING = "address.missing", Warning, "mail";
        UNSUBSCRIBE_MISSING = "unsubscribe.missing", Warning, "unsubscribe";
        LEGAL_MISSING = "legal.missing", Warning, "lcen";
        LEGAL_YEAR = "legal.year", Warning, "house";
        LABEL_PUNCTUATED = "callout.label", Warning, "callouts";
        ARTICLE_ABSENT = "article.absent", Error, "announced";
        ARTICLE_UNSEEN = "article.unseen", Warning, "lineup";
        SUMMARY_UNPLACED = "summary.unplaced", Error, "announced";
        GROUP_COUNT = "group.count", Warning, "announced";
        GROUP_EMPTY = "group.empty", Warning, "empty";
        NAME_SPELT = "name.spelt", Warning, "signs";
        SLOT_TWICE = "slot.twice", Warning, "once";
        HEADLINE_TWICE = "headline.twice", Warning, "once";
        BUDGET_OVER = "budget.over", Warning, "budget";
        BUDGET_UNDER = "budget.under", Warning, "budget";
        CUT_MISSING = "cut.missing", Error, "lineup";
        CUT_UNUSED = "cut.unused", Warning, "lineup", mends;
        CUT_LAST = "cut.last", Warning, "lineup";
    }
    Article {
        TEXT_EMPTY = "text.empty", Error, "empty";
        HEADLINE_MISSING = "headline.missing", Error, "wcag246";
        HEADLINE_LONG = "headline.long", Warning, "house";
        STANDFIRST_MISSING = "standfirst.missing", Warning, "house";
        STANDFIRST_LONG = "standfirst.long", Warning, "house";
        AUTHOR_MISSING = "author.missing", Warning, "signs";
        AUTHOR_UNKNOWN = "author.unknown", Error, "signs";
        LINK_MISSING = "link.missing", Warning, "brief";
        KEYWORD_MISSING = "keyword.missing", Warning, "brief";
        KEYWORD_ABSENT = "keyword.absent", Warning, "brief";
        BRIEF_REPEATED = "brief.repeated", Warning, "brief";
        EMBARGO_LATER = "embargo.later", Error, "embargo";
        EMBARGO_TODAY = "embargo.today", Warning, "embargo";
        EMBARGO_UNREAD = "embargo.unread", Error, "embargo";
    }
    Words {
        UNFINISHED = "text.unfinished", Error, "writer";
        PLACEHOLDER = "text.placeholder", Error, "writer";
        DOUBLED = "text.doubled", Warning, "typography", mends;
        ARTICLES_ALIKE = "articles.alike", Error, "once";
        PARAGRAPHS_ALIKE = "paragraphs.alike", Warning, "once";
        MASTHEAD_TYPED = "masthead.typed", Warning, "once";
        SECTION_EMPTY = "section.empty", Warning, "empty";
        HEADING_SKIPPED = "heading.skipped", Warning, "wcag131";
        TABLE_HEADLESS = "table.headless", Warning, "wcag131";
        LANGUAGE_UNMARKED = "language.unmarked", Warning, "wcag312", mends;
        CALLOUT_UNKNOWN = "callout.unknown", Warning, "callouts";
        CALLOUT_TYPED = "callout.typed", Warning, "callouts", mends;
        HTML_PRINTED = "html.printed", Warning, "allowlist";
        HTML_COLOUR = "html.colour", Warning, "dark";
        FIGURE_BARE = "figure.bare", Warning, "figures";
        FIGURES_DISAGREE = "figures.disagree", Warning, "figures";
        DATE_WEEKDAY = "date.weekday", Warning, "calendar";
        DATE_IMPOSSIBLE = "date.impossible", Warning, "calendar";
        ACRONYM_TWICE = "acronym.twice", Warning, "acronyms";
        STYLE_HYPHEN = "style.hyphen", Warning, "style";
        STYLE_CAPITALS = "style.capitals", Warning, "style";
        STYLE_INSTITUTION = "style.institution", Warning, "style", mends;
        STYLE_SYNONYMS = "style.synonyms", Warning, "style";
        BRACKETS = "brackets.unbalanced", Warning, "typography";
        DOUBLE_SPACES = "typography.spaces", Warning, "typography", mends;
        BREAKING_SPACES = "typography.breaking", Warning, "typography", mends;
        MISSING_SPACES = "typography.missing", Warning, "typography", mends;
        GLUED = "typography.glued", Warning, "typography", mends;
        THREE_DOTS = "typography.dots", Warning, "typography", mends;
        STRAIGHT = "typography.straight", Warning, "typography", mends;
        CAPITAL = "typography.capital", Warning, "typography";
    }
    Links {
        LINK_BROKEN = "link.broken", Error, "uri";
        LINK_DATA = "link.data", Error, "inboxes";
        LINK_LOCAL = "link.local", Error, "uri";
        LINK_SHORTENED = "link.shortened", Warning, "inboxes";
        LINK_TRACKED = "link.tracked", Warning, "privacy", mends;
        LINK_GENERIC = "link.generic", Warning, "wcag244";
        LINK_NAMESAKES = "link.namesakes", Warning, "wcag244";
        LINK_TWICE = "link.twice", Warning, "once";
        LINK_GONE = "link.gone", Warning, "asked";
        LINK_SILENT = "link.silent", Warning, "asked";
        REFERENCE_UNRESOLVED = "reference.unresolved", Error, "archive";
        REFERENCE_FUTURE = "reference.future", Error, "past";
        REFERENCE_SELF = "reference.self", Error, "past";
        TYPED_WEEKDAY = "reference.typed.weekday", Error, "calendar";
        TYPED_FUTURE = "reference.typed.future", Error, "past";
        TYPED_UNKNOWN = "reference.typed.unknown", Warning, "archive";
        TYPED_YEAR = "reference.typed.year", Warning, "year", mends;
        TYPED_NO_YEAR = "reference.typed.noyear", Warning, "year", mends;
    }
    Pictures {
        PICTURE_MISSING = "picture.missing", Error, "lineup";
        PICTURE_REMOTE = "picture.remote", Warning, "passport";
        PICTURE_SMALL = "picture.small", Warning, "mail";
        ILLUSTRATION_UNKNOWN = "illustration.unknown", Error, "passport";
        ILLUSTRATION_EXPIRED = "illustration.expired", Error, "licence";
        RIGHTS_MISSING = "rights.missing", Warning, "licence";
        ALT_MISSING = "alt.missing", Error, "wcag111";
        ALT_REPEATED = "alt.repeated", Warning, "wcag111";
        ALT_POOR = "alt.poor", Warning, "wcag111";
        CREDIT_MISSING = "credit.missing", Error, "passport";
        CREDIT_UNESTABLISHED = "credit.unestablished", Warning, "reserved";
        RIGHTS_UNSEARCHED = "rights.unsearched", Warning, "reserved";
        AI_REALISTIC = "ai.realistic", Warning, "cdjm";
        AI_UNDISCLOSED = "ai.undisclosed", Error, "aiact";
        AI_CONTRADICTED = "ai.contradicted", Warning, "iptc";
    }
    Files {
        WEIGHT_CLIPPED = "weight.clipped", Error, "gmail";
        WEIGHT_NEAR = "weight.near", Warning, "gmail";
        BARRIER = "output.barrier", Error, "wcag";
        LEAK = "leak", Error, "leaks", fixed;
    }
}
