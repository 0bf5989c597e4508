//! The issue folder: the documented plain form of an issue, which every editor can read.
//!
//! `docs/formats/issue-folder.md` tells it in words; the JSON Schema beside it is written from
//! these types.

mod write;

use newsroom::{
    ArticleKind, Author, AuthorKey, Draft, DraftId, DraftState, Epigraph, IllustrationKey,
    IssueDate, IssuePlan, IssueState, LanguageTag, LatestChoice, LineUp, Origin, Override,
    Passport, Publication, SummaryItem, TimeOfDay,
};
use schemars::{JsonSchema, schema_for};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) use write::{article, write};

/// The file of the settings.
pub(crate) const PUBLICATION: &str = "publication.yaml";
/// The file of the authors: a list.
pub(crate) const AUTHORS: &str = "authors.yaml";
/// The file of the issue; a folder that has it is an issue folder.
pub(crate) const ISSUE: &str = "issue.yaml";
/// The folder of the articles, one Markdown file each.
pub(crate) const ARTICLES: &str = "articles";
/// The folder of the pictures, each with its passport beside it.
pub(crate) const PICTURES: &str = "pictures";

/// `issue.yaml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct IssueFile {
    /// Its day.
    pub(crate) date: IssueDate,
    /// Its number.
    pub(crate) number: u32,
    /// `preparing` or `archived`; without it, an issue of a past day is archived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<IssueState>,
    /// Its title; the lead's headline when absent.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) title: String,
    /// The mail's subject; the title when absent.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) subject: String,
    /// What inboxes show beside the subject; the summary line when absent.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) preheader: String,
    /// The summary line; proposed from the headlines when absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) summary: Vec<SummaryItem>,
    /// The greeting; the publication's when absent.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) greeting: String,
    /// The quotation at its head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) epigraph: Option<Epigraph>,
    /// The subscribers-only teaser; computed when absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) teaser: Vec<SummaryItem>,
    /// The team that the masthead names; the publication's when absent.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) team: String,
    /// Whose bios are printed: keys of `authors.yaml`; those who sign when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) bios: Option<Vec<AuthorKey>>,
    /// The latest articles that are named; the last of the archive when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) latest: Option<Vec<LatestChoice>>,
    /// When it is sent; at the publication's hour when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) send_time: Option<TimeOfDay>,
    /// What it prints instead of an article's own words and picture.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) overrides: Vec<Override>,
    /// Its plan: each slot's articles are named by their files.
    #[serde(default)]
    pub(crate) line_up: LineUp,
}

impl IssueFile {
    pub(crate) fn of(plan: &IssuePlan, state: IssueState) -> Self {
        let plan = plan.clone();
        // Elsewhere, what was published here is an archive: its proof stays with its newsroom.
        let state = match state {
            IssueState::Preparing => IssueState::Preparing,
            IssueState::Published | IssueState::Archived => IssueState::Archived,
        };
        Self {
            date: plan.date,
            number: plan.number,
            state: Some(state),
            title: plan.title,
            subject: plan.subject,
            preheader: plan.preheader,
            summary: plan.summary,
            greeting: plan.greeting,
            epigraph: plan.epigraph,
            teaser: plan.teaser,
            team: plan.team,
            bios: plan.bios,
            latest: plan.latest,
            send_time: plan.send_time,
            overrides: plan.overrides,
            line_up: plan.line_up,
        }
    }

    pub(crate) fn plan(self) -> IssuePlan {
        IssuePlan {
            date: self.date,
            number: self.number,
            title: self.title,
            subject: self.subject,
            preheader: self.preheader,
            summary: self.summary,
            greeting: self.greeting,
            epigraph: self.epigraph,
            teaser: self.teaser,
            team: self.team,
            bios: self.bios,
            latest: self.latest,
            send_time: self.send_time,
            overrides: self.overrides,
            line_up: self.line_up,
        }
    }
}

/// The front matter of `articles/<slug>.md`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleMatter {
    /// The draft's identity; a new draft when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<DraftId>,
    /// Genre.
    #[serde(default)]
    pub(crate) kind: ArticleKind,
    /// State.
    #[serde(default)]
    pub(crate) state: DraftState,
    /// Language of the text; the publication's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<LanguageTag>,
    /// Surtitre.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) kicker: String,
    /// Titre.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) headline: String,
    /// Chapeau.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) standfirst: String,
    /// For a brief, the word of it that the group's title takes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) keyword: String,
    /// Who signs: keys of `authors.yaml`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) authors: Vec<AuthorKey>,
    /// The picture printed with it: a name in `pictures/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) illustration: Option<IllustrationKey>,
    /// For a brief, where "read more" leads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) link: String,
    /// For a picture or a figure of the day, its source line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) source: String,
    /// Its day, when that is not its issue's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<IssueDate>,
    /// Keywords of the archive.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) tags: Vec<String>,
    /// Where it was first imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) origin: Option<Origin>,
}

impl From<Draft> for ArticleMatter {
    fn from(draft: Draft) -> Self {
        Self {
            id: Some(draft.id),
            kind: draft.kind,
            state: draft.state,
            language: Some(draft.language),
            kicker: draft.kicker,
            headline: draft.headline,
            standfirst: draft.standfirst,
            keyword: draft.keyword,
            authors: draft.authors,
            illustration: draft.illustration,
            link: draft.link,
            source: draft.source,
            date: draft.date,
            tags: draft.tags,
            origin: draft.origin,
        }
    }
}

/// The JSON Schema of every file of an issue folder, by the file's name.
pub fn schema() -> Value {
    json!({
        "publication.yaml": schema_for!(Publication),
        "authors.yaml": schema_for!(Vec<Author>),
        "issue.yaml": schema_for!(IssueFile),
        "articles/<slug>.md (front matter)": schema_for!(ArticleMatter),
        "pictures/<name>.yaml": schema_for!(Passport),
        "issue.json (in a bundle)": schema_for!(crate::packages::IssueData),
    })
}
