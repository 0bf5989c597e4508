//! The vocabulary of the newsroom: plain data and its rules.
//!
//! Invariant: no I/O, clock, randomness, SQL or HTML. What a journalist names has the
//! newsroom's word here, and the same word in the database, in TypeScript and on the buttons.

pub mod author;
pub mod callout;
pub mod correction;
pub mod crop;
pub mod dates;
pub mod days;
pub mod design;
pub mod draft;
pub mod edition;
pub mod gesture;
pub mod illustration;
pub mod inbox;
pub mod issue;
pub mod issue_field;
pub mod keys;
pub mod language;
pub mod lexicon;
mod lexicon_table;
pub mod line_up;
pub mod mailing;
pub mod note;
pub mod overrides;
pub mod picture_file;
pub mod plan_change;
pub mod preflight;
pub mod proof;
pub mod publication;
pub mod reference;
pub mod right_of_reply;
pub mod site;
pub mod typed;

pub use author::Author;
pub use callout::{CalloutRegistry, CalloutType};
pub use correction::{CorrectedArticle, CorrectedRecords, Correction, CorrectionLevel, WatchState};
pub use crop::{Crop, Frame, Ratio};
pub use dates::{DayOfWeek, IssueDate, TimeOfDay};
pub use days::DaysWanted;
pub use design::{Colour, Design, Face, InvalidColour, Layout, Measure, Pair, Palette};
pub use draft::{Article, ArticleKind, Draft, DraftState, Origin};
pub use edition::{EditionKey, EditionPlan, Visibility};
pub use gesture::Gesture;
pub use illustration::{DigitalSource, Illustration, Passport, RightsSearch, figures_named};
pub use inbox::{INBOXES, InInbox, Inbox};
pub use issue::{
    AnyIssue, Archived, Closed, Epigraph, Issue, IssuePlan, IssueState, LatestChoice, Open,
    SummaryItem,
};
pub use issue_field::IssueField;
pub use keys::{AuthorKey, DraftId, DraftSlug, IllustrationKey, InvalidKey, slugify};
pub use language::{Language, LanguageTag, Profile};
pub use lexicon::{InvalidEntry, LexiconEntry, LexiconKind};
pub use lexicon_table::{BadCell, BadTable, lexicon_of_table, table_of_lexicon};
pub use line_up::{Budget, Fit, LineUp, LineUpError, Place, Slot, SlotRole};
pub use mailing::{MailService, Mailing, Placeholders, Utm};
pub use note::{Note, NoteId, Reply, Sign};
pub use overrides::Override;
pub use picture_file::{PictureFile, PictureFormat};
pub use plan_change::{Decisions, OverrideFields, PlanChange};
pub use preflight::{Level, RuleChoice};
pub use proof::{ArchivedArticle, ArchivedIssue, LatestArticle, Proof};
pub use publication::{HouseStyle, Publication, Sender, Template};
pub use reference::CrossReference;
pub use right_of_reply::{ReplyState, RightOfReply};
pub use site::SiteSettings;
pub use typed::{TypedReference, When};
