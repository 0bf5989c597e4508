//! The remarks of the preflight, and the rules behind them.

use std::collections::BTreeMap;

use newsroom::{DraftId, DraftSlug, IssueDate, IssueField, Level};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How grave a remark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// To be mended, or accepted by name.
    Warning,
    /// Blocks the closing.
    Error,
}

/// One finding of the preflight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RemarkView {
    /// The rule's stable name; its message is `remark.<rule>` in the message files.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// What the message's places hold.
    pub params: BTreeMap<String, String>,
    /// The article it is in.
    pub article: Option<DraftSlug>,
    /// The draft it is in.
    pub draft: Option<DraftId>,
    /// The field it is in, when that is no article's own.
    pub field: Option<IssueField>,
    /// The words it is about, as UTF-16 offsets in the field, else in the draft's text.
    pub span: Option<(u32, u32)>,
    /// By what it is known again while the words stay the same.
    pub fingerprint: String,
    /// Whether one key mends it.
    pub mends: bool,
    /// Who accepted it, if someone did.
    pub accepted: Option<AcceptanceView>,
}

/// That a remark was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AcceptanceView {
    /// By whom.
    pub who: String,
    /// Why.
    pub reason: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// Accepts remarks, in the name of the person at this machine.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct AcceptRemarks {
    /// The issue.
    pub date: IssueDate,
    /// The remarks.
    pub fingerprints: Vec<String>,
    /// Why.
    pub reason: String,
}

/// Names one remark of an issue.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct OneRemark {
    /// The issue.
    pub date: IssueDate,
    /// The remark.
    pub fingerprint: String,
}

/// What the links of an issue answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReachedLinks {
    /// How many addresses were asked.
    pub asked: u32,
    /// How many pages are not there.
    pub gone: u32,
    /// How many said nothing.
    pub silent: u32,
    /// The remarks of the issue, these among them.
    pub remarks: Vec<RemarkView>,
}

/// A rule, as the publication has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RuleView {
    /// Its name; what it says is `rule.<id>` in the message files.
    pub id: String,
    /// What it looks at: `reach.<reach>`.
    pub reach: String,
    /// Who says so: `source.<source>`.
    pub source: String,
    /// How grave it is unless the publication decides otherwise.
    pub severity: Severity,
    /// How grave it is here.
    pub level: Level,
    /// Why the publication takes it otherwise; empty when it does not.
    pub reason: String,
    /// Who decided it.
    pub who: String,
    /// Whether one key mends what it finds.
    pub mends: bool,
    /// Whether no publication may soften it.
    pub fixed: bool,
}

/// Takes a rule otherwise than Marbre does.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ChooseRule {
    /// The rule.
    pub rule: String,
    /// How grave it is from now on; as Marbre has it when none is given.
    pub level: Option<Level>,
    /// Why.
    pub reason: String,
}
