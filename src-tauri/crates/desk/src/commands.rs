//! The whole surface that a host may call, one line a command.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use ts_rs::{Config, ExportError, TS};

use newsroom::{Draft, DraftId, IssueDate};

use crate::{
    Desk, Fault, corrections, drafts, editions, exports, imports, issues, opening, people, preview,
    remarks, seals, search, watches,
    wire::{
        after::{
            CorrectArticle, CorrectionView, DecideWatch, FollowWatch, PublishedArticle,
            ReadPublished, SettleErratum, WatchItem,
        },
        drafts::{
            DraftSummary, EditDraft, Edited, IllustrationChoice, OpenedDraft, PullDraft,
            ReviseDraft, Revised, StartDraft, Update,
        },
        editions::{
            CompareEditions, CutHere, CutOnPage, CutPlace, DragCut, EditionDifference,
            SaveEditions, ShiftCut,
        },
        events::Event,
        exports::{ExportIssue, ExportReport},
        imports::{ImportPaths, ImportReport},
        issues::{ClosedIssue, IssueSummary, IssueView, NewIssue, PlaceDraft},
        newsroom::{NewsroomView, SignAs},
        preview::{BlockOrigin, LocateBlock, PreviewShown, ShowPreview},
        proofs::{CloseProof, LeavingFile, ProofState},
        remarks::{AcceptRemarks, ChooseRule, OneRemark, RemarkView, RuleView},
        search::{SearchHit, SearchWords},
    },
};

macro_rules! commands {
    ($( $module:ident::$name:ident($request:ty) -> $answer:ty; )*) => {
        /// The name of every command.
        pub const COMMANDS: &[&str] = &[$( stringify!($name) ),*];

        impl Desk {
            fn run(&self, name: &str, request: Value) -> Result<Value, Fault> {
                match name {
                    $( stringify!($name) => answer(&$module::$name(self, ask(request)?)?), )*
                    _ => Err(Fault::ours("command.unknown", &[("name", name)])),
                }
            }

            $(
                #[doc = concat!("The command `", stringify!($name), "`, for hosts in Rust.")]
                pub fn $name(&self, request: $request) -> Result<$answer, Fault> {
                    $module::$name(self, request)
                }
            )*
        }

        /// The same list, for TypeScript: name to request and answer.
        #[derive(TS)]
        #[expect(dead_code, reason = "only its shape matters")]
        struct Commands { $( $name: ($request, $answer), )* }
    };
}

commands! {
    opening::newsroom(()) -> NewsroomView;
    people::sign_as(SignAs) -> NewsroomView;
    drafts::list_drafts(()) -> Vec<DraftSummary>;
    drafts::start_draft(StartDraft) -> Draft;
    drafts::open_draft(DraftId) -> OpenedDraft;
    drafts::edit_draft(EditDraft) -> Edited;
    drafts::pull_draft(PullDraft) -> Vec<Update>;
    drafts::revise_draft(ReviseDraft) -> Revised;
    drafts::list_illustrations(()) -> Vec<IllustrationChoice>;
    issues::list_issues(()) -> Vec<IssueSummary>;
    issues::open_issue(IssueDate) -> IssueView;
    issues::new_issue(NewIssue) -> IssueView;
    issues::place_draft(PlaceDraft) -> IssueView;
    remarks::check_issue(IssueDate) -> Vec<RemarkView>;
    remarks::review_issue(IssueDate) -> Vec<RemarkView>;
    remarks::accept_remarks(AcceptRemarks) -> Vec<RemarkView>;
    remarks::withdraw_acceptance(OneRemark) -> Vec<RemarkView>;
    remarks::mend_remark(OneRemark) -> Vec<RemarkView>;
    remarks::list_rules(()) -> Vec<RuleView>;
    remarks::choose_rule(ChooseRule) -> Vec<RuleView>;
    seals::proof_state(IssueDate) -> ProofState;
    seals::list_leaving(IssueDate) -> Vec<LeavingFile>;
    seals::give_proof(IssueDate) -> ProofState;
    seals::close_proof(CloseProof) -> ClosedIssue;
    seals::close_issue(IssueDate) -> ClosedIssue;
    editions::save_editions(SaveEditions) -> NewsroomView;
    editions::compare_editions(CompareEditions) -> Vec<EditionDifference>;
    editions::cut_here(CutHere) -> CutPlace;
    editions::shift_cut(ShiftCut) -> CutPlace;
    editions::drag_cut(DragCut) -> CutPlace;
    editions::list_cuts(u32) -> Vec<CutOnPage>;
    corrections::read_published(ReadPublished) -> PublishedArticle;
    corrections::correct_article(CorrectArticle) -> Vec<CorrectionView>;
    corrections::list_errata(()) -> Vec<CorrectionView>;
    corrections::settle_erratum(SettleErratum) -> Vec<CorrectionView>;
    watches::list_watches(()) -> Vec<WatchItem>;
    watches::decide_watch(DecideWatch) -> Vec<WatchItem>;
    watches::follow_watch(FollowWatch) -> Vec<WatchItem>;
    preview::show_preview(ShowPreview) -> PreviewShown;
    preview::locate_block(LocateBlock) -> Option<BlockOrigin>;
    exports::export_issue(ExportIssue) -> ExportReport;
    imports::import_paths(ImportPaths) -> ImportReport;
    search::search_words(SearchWords) -> Vec<SearchHit>;
}

impl Desk {
    /// Runs the command called `name`. One that fails by a fault of ours answers so: a window
    /// that got no answer would wait for ever.
    pub fn call(&self, name: &str, request: Value) -> Result<Value, Fault> {
        catch_unwind(AssertUnwindSafe(|| self.run(name, request)))
            .unwrap_or_else(|_| Err(Fault::ours("command.failed", &[("name", name)])))
    }
}

/// Writes under `dir` the TypeScript of every command and event, and of all they speak of.
pub fn write_bindings(dir: &Path) -> Result<(), ExportError> {
    let config = Config::new().with_out_dir(dir).with_large_int("number");
    Commands::export_all(&config)?;
    Event::export_all(&config)?;
    Fault::export_all(&config)
}

fn ask<T: DeserializeOwned>(request: Value) -> Result<T, Fault> {
    serde_json::from_value(request)
        .map_err(|why| Fault::ours("request.malformed", &[("why", &why.to_string())]))
}

fn answer<T: Serialize>(answer: &T) -> Result<Value, Fault> {
    serde_json::to_value(answer)
        .map_err(|why| Fault::ours("request.malformed", &[("why", &why.to_string())]))
}
