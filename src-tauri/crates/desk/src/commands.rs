//! The whole surface that a host may call, one line a command.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use ts_rs::{Config, ExportError, TS};

use newsroom::{
    AuthorKey, Design, Draft, DraftId, IllustrationKey, IssueDate, LexiconEntry, Publication,
};

use crate::{
    Desk, Fault, SystemClock, aside, authors, backups, bin, board, campaigns, correcting,
    corrections, designs, drafts, editions, exports, fetching, house, imports, issues, lexicon,
    links, margin, opening, packages, past, people, pictures, preview, quality, reaching,
    references, remarks, rescue, review, rights_of_reply, seals, search, sending, site, spelling,
    templates, watches,
    wire::{
        after::{
            CorrectArticle, CorrectionView, DecideWatch, FollowWatch, PublishedArticle,
            ReadPublished, SettleErratum, WatchItem,
        },
        backups::{BackupDifferences, BackupView, OneBackup},
        bin::{BinDrafts, BinnedDraft, TakenBack},
        designs::{DesignView, ShippedDesign},
        drafts::{
            CorrectWords, Correction, CountParts, Counts, DraftPlace, DraftSummary, EditDraft,
            Edited, IllustrationChoice, MoveDrafts, OpenedDraft, PullDraft, ReviseDraft, Revised,
            SaveAside, SavedAside, StartDraft, StatePassage, Update,
        },
        editions::{
            CompareEditions, CutHere, CutOnPage, CutPlace, DragCut, EditionDifference,
            SaveEditions, ShiftCut,
        },
        events::Event,
        exports::{ChooseMailService, ExportIssue, ExportReport},
        house::{HouseSettings, SaveAuthor},
        imports::{FetchPicture, ImportPaths, ImportPicture, ImportReport},
        issues::{
            ChangeIssue, ChangeTemplate, ChangedIssue, ClosedIssue, IssueSummary, IssueView,
            NewIssue, PlaceDraft, TurnIssue, TurnedTemplates,
        },
        lexicon::{
            ImportLexicon, LexiconImported, LexiconTable, RemoveEntry, SaveEntry, SuggestWords,
        },
        links::{LinkView, LookAtLink, OpenLink},
        margin::{AddNote, Margin, ReplyToNote, ResolveNote},
        newsroom::{NewsroomView, SignAs},
        packages::{ExportPackage, PackageReport, PackageView},
        past::{
            DraftPast, MomentRead, NameMoment, ReadMoment, RecallUndo, Recalled, RecalledLines,
            Restoration, RestoreMoment, WhoWrote,
        },
        pictures::{PictureLine, PictureView, ReplacePicture, SavePassport},
        preview::{
            BlockOrigin, FindInPreview, LocateBlock, MapPreview, MappedBlock, PreviewPatch,
            PreviewPlace, PreviewShown, ShowPreview,
        },
        proofs::{CloseProof, LeavingFile, ProofState},
        quality::{MailQuality, WeighMail},
        references::{
            ProposeReferences, ReadReference, ReadReferences, ReferenceProposal, SaidReference,
            SayReferences,
        },
        remarks::{AcceptRemarks, ChooseRule, OneRemark, ReachedLinks, RemarkView, RuleView},
        rescue::{RescueChoice, RescueContents, Rescued, WreckView},
        review::{LeaveRemark, Review, WordFix},
        rights_of_reply::{DecideReply, PrintReply, ReceiveReply, ReplyView},
        search::{SearchHit, SearchWords, ThingHit},
        sending::{Delivery, SaveMailServer, SendTest, SendingView},
        site::{ExportSite, SaveSite, SiteReport},
    },
};

macro_rules! commands {
    (
        desk { $( $module:ident::$name:ident($request:ty) -> $answer:ty; )* }
        wreck { $( $wreck:ident($asked:ty) -> $given:ty; )* }
    ) => {
        /// The name of every command.
        pub const COMMANDS: &[&str] = &[$( stringify!($name) ),*];

        /// The names of the commands of a newsroom that does not open.
        pub const RESCUES: &[&str] = &[$( stringify!($wreck) ),*];

        /// Runs one of [`RESCUES`] on the newsroom in `folder`.
        pub fn call_wreck(folder: &Path, name: &str, request: Value) -> Result<Value, Fault> {
            match name {
                $( stringify!($wreck) => {
                    answer(&rescue::$wreck(folder, SystemClock, ask(request)?)?)
                } )*
                _ => Err(Fault::ours("command.unknown", &[("name", name)])),
            }
        }

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
        struct Commands { $( $name: ($request, $answer), )* $( $wreck: ($asked, $given), )* }
    };
}

commands! {
    desk {
        opening::newsroom(()) -> NewsroomView;
        backups::list_backups(()) -> Vec<BackupView>;
        backups::back_up(()) -> Vec<BackupView>;
        backups::look_at_backup(OneBackup) -> BackupDifferences;
        backups::restore_backup(OneBackup) -> ();
        people::sign_as(SignAs) -> NewsroomView;
        house::read_house(()) -> HouseSettings;
        house::save_house(HouseSettings) -> NewsroomView;
        authors::save_author(SaveAuthor) -> NewsroomView;
        authors::remove_author(AuthorKey) -> NewsroomView;
        drafts::list_drafts(()) -> Vec<DraftSummary>;
        drafts::start_draft(StartDraft) -> Draft;
        drafts::read_draft(DraftId) -> Draft;
        drafts::open_draft(DraftId) -> OpenedDraft;
        drafts::edit_draft(EditDraft) -> Edited;
        correcting::correct_words(CorrectWords) -> Vec<Correction>;
        drafts::pull_draft(PullDraft) -> Vec<Update>;
        drafts::revise_draft(ReviseDraft) -> Revised;
        aside::save_aside(SaveAside) -> SavedAside;
        drafts::move_drafts(MoveDrafts) -> ();
        drafts::list_illustrations(()) -> Vec<IllustrationChoice>;
        bin::list_bin(()) -> Vec<BinnedDraft>;
        bin::bin_drafts(BinDrafts) -> Vec<BinnedDraft>;
        bin::unbin_drafts(Vec<DraftId>) -> Vec<TakenBack>;
        bin::empty_bin(Vec<DraftId>) -> Vec<BinnedDraft>;
        past::recall_undo(RecallUndo) -> Recalled;
        past::recall_lines(DraftId) -> RecalledLines;
        past::draft_past(DraftId) -> DraftPast;
        past::name_moment(NameMoment) -> DraftPast;
        past::read_moment(ReadMoment) -> MomentRead;
        past::restore_moment(RestoreMoment) -> Restoration;
        past::who_wrote(DraftId) -> WhoWrote;
        drafts::passages(DraftId) -> Vec<StatePassage>;
        drafts::place_of(DraftId) -> Option<DraftPlace>;
        drafts::count_parts(CountParts) -> Counts;
        margin::margin(DraftId) -> Margin;
        margin::add_note(AddNote) -> Margin;
        margin::reply_to_note(ReplyToNote) -> Margin;
        margin::resolve_note(ResolveNote) -> Margin;
        issues::list_issues(()) -> Vec<IssueSummary>;
        board::open_issue(IssueDate) -> IssueView;
        board::change_issue(ChangeIssue) -> ChangedIssue;
        board::undo_issue(TurnIssue) -> ChangedIssue;
        board::redo_issue(TurnIssue) -> ChangedIssue;
        templates::change_template(ChangeTemplate) -> Publication;
        templates::undo_template(()) -> TurnedTemplates;
        templates::redo_template(()) -> TurnedTemplates;
        issues::new_issue(NewIssue) -> IssueView;
        issues::place_draft(PlaceDraft) -> IssueView;
        remarks::check_issue(IssueDate) -> Vec<RemarkView>;
        remarks::review_issue(IssueDate) -> Vec<RemarkView>;
        reaching::reach_links(IssueDate) -> ReachedLinks;
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
        review::review_draft(DraftId) -> Review;
        review::leave_remark(LeaveRemark) -> ();
        spelling::suggest_words(SuggestWords) -> Vec<WordFix>;
        lexicon::list_lexicon(()) -> Vec<LexiconEntry>;
        lexicon::save_entry(SaveEntry) -> LexiconEntry;
        lexicon::remove_entry(RemoveEntry) -> ();
        lexicon::export_lexicon(()) -> LexiconTable;
        lexicon::import_lexicon(ImportLexicon) -> LexiconImported;
        editions::save_editions(SaveEditions) -> NewsroomView;
        editions::compare_editions(CompareEditions) -> Vec<EditionDifference>;
        editions::cut_here(CutHere) -> CutPlace;
        editions::shift_cut(ShiftCut) -> CutPlace;
        editions::drag_cut(DragCut) -> Option<PreviewPatch>;
        editions::list_cuts(u32) -> Vec<CutOnPage>;
        corrections::read_published(ReadPublished) -> PublishedArticle;
        corrections::correct_article(CorrectArticle) -> Vec<CorrectionView>;
        corrections::list_errata(()) -> Vec<CorrectionView>;
        corrections::settle_erratum(SettleErratum) -> Vec<CorrectionView>;
        rights_of_reply::list_replies(()) -> Vec<ReplyView>;
        rights_of_reply::receive_reply(ReceiveReply) -> Vec<ReplyView>;
        rights_of_reply::decide_reply(DecideReply) -> Vec<ReplyView>;
        rights_of_reply::print_reply(PrintReply) -> Vec<ReplyView>;
        watches::list_watches(()) -> Vec<WatchItem>;
        watches::decide_watch(DecideWatch) -> Vec<WatchItem>;
        watches::follow_watch(FollowWatch) -> Vec<WatchItem>;
        preview::show_preview(ShowPreview) -> PreviewShown;
        preview::locate_block(LocateBlock) -> Option<BlockOrigin>;
        preview::find_in_preview(FindInPreview) -> Option<PreviewPlace>;
        preview::map_preview(MapPreview) -> Vec<MappedBlock>;
        quality::weigh_mail(WeighMail) -> MailQuality;
        links::look_at_link(LookAtLink) -> LinkView;
        links::open_link(OpenLink) -> ();
        exports::export_issue(ExportIssue) -> ExportReport;
        packages::list_packages(()) -> Vec<PackageView>;
        packages::export_package(ExportPackage) -> PackageReport;
        site::export_site(ExportSite) -> SiteReport;
        site::save_site(SaveSite) -> Publication;
        campaigns::choose_mail_service(ChooseMailService) -> Publication;
        designs::list_designs(()) -> Vec<ShippedDesign>;
        designs::weigh_design(Design) -> DesignView;
        designs::save_design(Design) -> Publication;
        sending::sending(()) -> SendingView;
        sending::save_mail_server(SaveMailServer) -> SendingView;
        sending::send_test(SendTest) -> Vec<Delivery>;
        imports::import_paths(ImportPaths) -> ImportReport;
        imports::import_picture(ImportPicture) -> IllustrationChoice;
        fetching::fetch_picture(FetchPicture) -> IllustrationChoice;
        pictures::list_pictures(()) -> Vec<PictureLine>;
        pictures::read_picture(IllustrationKey) -> PictureView;
        pictures::save_passport(SavePassport) -> PictureView;
        pictures::replace_picture(ReplacePicture) -> PictureView;
        pictures::bin_pictures(Vec<IllustrationKey>) -> ();
        pictures::unbin_pictures(Vec<IllustrationKey>) -> ();
        search::search_words(SearchWords) -> Vec<SearchHit>;
        search::search_beside(SearchWords) -> Vec<ThingHit>;
        references::propose_references(ProposeReferences) -> Vec<ReferenceProposal>;
        references::read_references(ReadReferences) -> Vec<ReadReference>;
        references::say_references(SayReferences) -> Vec<SaidReference>;
    }
    wreck {
        look_at_wreck(()) -> WreckView;
        look_at_rescue(RescueChoice) -> RescueContents;
        rescue(RescueChoice) -> Rescued;
    }
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
