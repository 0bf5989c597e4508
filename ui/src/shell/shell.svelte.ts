import type { EditorView } from "@codemirror/view";
import { call, faultOf, listen } from "../backend";
import type { ArticleKind } from "../backend/bindings/ArticleKind";
import type { DraftId } from "../backend/bindings/DraftId";
import type { EditionKey } from "../backend/bindings/EditionKey";
import type { EditionPlan } from "../backend/bindings/EditionPlan";
import type { DragCut } from "../backend/bindings/DragCut";
import type { Event } from "../backend/bindings/Event";
import type { ExportForm } from "../backend/bindings/ExportForm";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { NewsroomView } from "../backend/bindings/NewsroomView";
import type { RemarkView } from "../backend/bindings/RemarkView";
import type { SlotRole } from "../backend/bindings/SlotRole";
import { Drafts } from "../drafts/drafts.svelte";
import { DraftOnDesk, type Range } from "../drafts/opened.svelte";
import { Export } from "../exports/export.svelte";
import { brings, Import, outcomes } from "../imports/import.svelte";
import { Issues } from "../issues/issues.svelte";
import { Comparison } from "../editions/compare.svelte";
import { Correcting, Ledger } from "../ledger/ledger.svelte";
import { Preview } from "../preview/preview.svelte";
import { Proofing, ProofOfIssue } from "../proofs/proof.svelte";
import { Review } from "../remarks/review.svelte";
import { Rules } from "../remarks/rules.svelte";
import { Palette } from "../search/palette.svelte";
import { longDay, say, sayFault, speech } from "../words";
import { commandsOf, press } from "./commands";
import { Notices } from "./notices.svelte";
import { Settings } from "./settings.svelte";

/** Nobody waits for a remark while typing. */
const REST = 700;

/** The dialog that stands before the window. */
export type Asked =
  | { is: "palette"; palette: Palette }
  | { is: "export"; run: Export }
  | { is: "import"; run: Import }
  | { is: "proof"; run: Proofing }
  | { is: "rules"; rules: Rules }
  | { is: "compare"; run: Comparison }
  | { is: "editions" }
  | { is: "correct"; run: Correcting }
  | { is: "who" }
  | { is: "place"; draft: DraftId };

/** The window: what is open in it, and what a person can do there. */
export class Shell {
  readonly notices = new Notices();
  readonly settings = new Settings();
  readonly drafts = new Drafts((error) => this.notices.fault(error));
  readonly issues = new Issues((error) => this.notices.fault(error));
  readonly review = new Review((error) => this.notices.fault(error));
  readonly ledger = new Ledger((error) => this.notices.fault(error));
  readonly proof = new ProofOfIssue((error) => this.notices.fault(error));
  readonly preview = new Preview({
    picked: ({ draft, from }) => void this.openDraft(draft, { from, to: from }),
    pressed: (key) => void press(this, key),
    cutMoved: (cut) => void this.dragCut(cut),
    failed: (error) => this.notices.fault(error),
  });

  newsroom = $state.raw<NewsroomView | null>(null);
  failure = $state.raw<{ text: string; hint: string } | null>(null);
  list = $state<"drafts" | "issues">("drafts");
  desk = $state.raw<DraftOnDesk | null>(null);
  asked = $state.raw<Asked | null>(null);
  /** The editor on screen, for commands that write in it. */
  view: EditorView | null = null;

  #turn: Promise<unknown> = Promise.resolve();
  #stirred: ReturnType<typeof setTimeout> | undefined;

  readonly commands = $derived.by(() => commandsOf(this));

  /** The edition that anyone may read. */
  readonly openEdition = $derived(
    this.newsroom?.publication.editions.find(({ open }) => open === true) ?? null,
  );

  /** The issue that has the draft on the desk. */
  readonly issueOfDesk = $derived.by((): IssueDate | null => {
    if (this.desk === null) return null;
    return this.drafts.find(this.desk.draft.id)?.issue ?? null;
  });

  async begin(): Promise<void> {
    this.failure = null;
    try {
      const newsroom = await call("newsroom");
      speech.follow(newsroom.publication.locale);
      const first = newsroom.publication.editions[0];
      if (first !== undefined) this.preview.edition = first.key;
      this.newsroom = newsroom;
      await Promise.all([this.drafts.refresh(), this.issues.refresh()]);
      void this.ledger.refresh();
      await listen((event) => this.heard(event));
    } catch (error) {
      this.failure = sayFault(faultOf(error));
    }
  }

  heard(event: Event): void {
    this.stir();
    switch (event.event) {
      case "draft_changed":
        if (event.draft === this.desk?.draft.id) this.desk.text.changedElsewhere(event.version);
        return;
      case "drafts_changed":
        void this.drafts.refresh().then(() => this.#refreshDesk());
        return;
      case "issue_changed":
        void this.ledger.refresh();
        void this.issues.refresh();
        return;
      case "inbox_imported":
        if (brings(event.report)) {
          this.notices.tell(say("inbox.imported", outcomes(event.report)));
        }
        void this.drafts.refresh();
        void this.issues.refresh();
        return;
      case "inbox_refused": {
        const { text, hint } = sayFault(event.fault);
        this.notices.warn(say("inbox.refused", { file: event.file, why: text }), hint);
        return;
      }
    }
  }

  #refreshDesk(): void {
    const summary = this.desk && this.drafts.find(this.desk.draft.id);
    if (summary) this.desk?.form.refresh(summary.draft);
  }

  /** Runs what may fail; one at a time, in the order asked. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work).catch((error: unknown) => this.notices.fault(error));
    this.#turn = done;
    return done;
  }

  /** Clears the desk once its words are safe; answers whether they are. */
  async #leaveDesk(): Promise<boolean> {
    if (this.desk === null) return true;
    if (!(await this.desk.flush())) {
      this.notices.warn(say("draft.unsaved.stay"), "");
      return false;
    }
    this.desk.stop();
    this.desk = null;
    return true;
  }

  openDraft(draft: DraftId, aim?: Range): Promise<void> {
    return this.#inTurn(async () => {
      if (this.desk?.draft.id !== draft) {
        if (!(await this.#leaveDesk())) return;
        const opened = await call("open_draft", draft);
        this.desk = new DraftOnDesk(opened, {
          preview: () => this.preview.id,
          patched: (patch) => this.preview.patched(patch),
          failed: (error) => this.notices.fault(error),
        });
        await this.#follow();
      }
      if (aim !== undefined && this.desk !== null) this.desk.aim = aim;
    });
  }

  /** Brings the preview to what is open. */
  #follow(): Promise<void> {
    const draft = this.desk?.draft.id ?? null;
    return this.preview.follow(draft, this.issueOfDesk ?? this.#openDate(draft));
  }

  #openDate(draft: DraftId | null): IssueDate | null {
    return draft === null ? (this.issues.open?.plan.date ?? null) : null;
  }

  newDraft(kind: ArticleKind = "story"): Promise<void> {
    return this.#inTurn(async () => {
      const draft = await this.drafts.start(kind);
      void this.openDraft(draft.id).then(() => this.focusHeadline());
    });
  }

  openIssue(date: IssueDate): Promise<void> {
    return this.#inTurn(async () => {
      if (!(await this.#leaveDesk())) return;
      await this.issues.show(date);
      await this.#follow();
    });
  }

  newIssue(): Promise<void> {
    return this.#inTurn(async () => {
      if (!(await this.#leaveDesk())) return;
      await this.issues.found();
      this.list = "issues";
      await this.#follow();
    });
  }

  /** The issue that commands act on: the one of the desk's draft, else the one open. */
  get issueAtHand(): IssueDate | null {
    return this.desk === null ? (this.issues.open?.plan.date ?? null) : this.issueOfDesk;
  }

  /** Shows the issue at hand and what the preflight finds in it. */
  check(): Promise<void> {
    const date = this.issueAtHand;
    if (date === null) return Promise.resolve();
    return this.#inTurn(async () => {
      if (!(await this.#leaveDesk())) return;
      await this.issues.show(date);
      await this.#follow();
      await this.issues.check();
      await this.review.look();
    });
  }

  /** Goes to the remarks of the issue at hand. */
  goToRemarks(): void {
    this.settings.choosePanel("remarks");
    requestAnimationFrame(() => {
      const panel = document.querySelector<HTMLElement>('[data-testid="remarks-panel"]');
      (panel?.querySelector<HTMLElement>("button.what") ?? panel?.querySelector("button"))?.focus();
    });
  }

  openRemark(remark: RemarkView): Promise<void> {
    if (remark.draft === null) return Promise.resolve();
    const [from, to] = remark.span ?? [0, 0];
    return this.openDraft(remark.draft, { from, to });
  }

  askExport(): void {
    const date = this.issueAtHand;
    const { newsroom } = this;
    if (date === null || newsroom === null) return;
    void this.#inTurn(async () => {
      await this.desk?.flush();
      const fault = (error: unknown) => this.notices.fault(error);
      const { editions } = newsroom.publication;
      this.asked = { is: "export", run: new Export(date, editions, newsroom.export_folder, fault) };
    });
  }

  /** What is at hand changed, or may have: its remarks and its proof are looked at again. */
  stir(): void {
    const date = this.issueAtHand;
    this.review.follow(date);
    clearTimeout(this.#stirred);
    this.#stirred = setTimeout(() => {
      void this.review.look();
      void this.proof.look(date);
    }, REST);
  }

  acceptRemarks(remarks: readonly RemarkView[], reason: string): Promise<void> {
    if (this.newsroom?.person === "") {
      this.askWho();
      return Promise.resolve();
    }
    const fingerprints = remarks.map(({ fingerprint }) => fingerprint);
    return this.review.accept(fingerprints, reason);
  }

  /** Mends a remark in the text, once what was typed is safe. */
  mend(remark: RemarkView): Promise<void> {
    return this.#inTurn(async () => {
      await this.desk?.flush();
      await this.review.mend(remark.fingerprint);
      await this.preview.show();
    });
  }

  askRules(): void {
    const rules = new Rules((error) => this.notices.fault(error));
    void rules.show();
    this.asked = { is: "rules", rules };
  }

  /** Shows the proof of the issue at hand, with what its preflight finds now. */
  askProof(): void {
    const date = this.issueAtHand;
    if (date === null) return;
    void this.#inTurn(async () => {
      await this.desk?.flush();
      const run = new Proofing(date, this.proof, (error) => this.notices.fault(error));
      this.review.follow(date);
      await Promise.all([this.review.look(), run.show()]);
      this.asked = { is: "proof", run };
    });
  }

  askCompare(): void {
    const date = this.issueAtHand;
    if (date === null || this.newsroom === null) return;
    const { editions } = this.newsroom.publication;
    const run = new Comparison(date, editions, (error) => this.notices.fault(error));
    void run.look();
    this.asked = { is: "compare", run };
  }

  askEditions(): void {
    this.asked = { is: "editions" };
  }

  saveEditions(editions: EditionPlan[]): Promise<void> {
    return this.#inTurn(async () => {
      this.newsroom = await call("save_editions", { editions });
      this.asked = null;
      this.notices.tell(say("editions.saved"));
      if (!editions.some(({ key }) => key === this.preview.edition)) {
        await this.preview.choose({ edition: editions[0]?.key ?? "public" });
      }
      this.stir();
    });
  }

  /** Moves the cut of the text on the desk, once what was typed is safe. */
  moveCut(to: "here" | 1 | -1): Promise<void> {
    return this.#inTurn(async () => {
      const { desk, view } = this;
      if (desk === null || view === null || !(await desk.flush())) return;
      const draft = desk.draft.id;
      const at = view.state.selection.main.head;
      if (to === "here") await call("cut_here", { draft, at });
      else await call("shift_cut", { draft, by: to });
      this.notices.tell(say("cut.moved"));
      await this.preview.show();
    });
  }

  /** Moves a cut where it was dropped in the preview. */
  dragCut(cut: DragCut): Promise<void> {
    return this.#inTurn(async () => {
      await this.desk?.flush();
      await call("drag_cut", cut);
      await this.preview.show();
    });
  }

  /** Corrects the published article on the desk. */
  askCorrection(): void {
    const draft = this.desk?.draft.id;
    if (draft === undefined) return;
    void this.#inTurn(async () => {
      const article = await call("read_published", { draft });
      this.asked = { is: "correct", run: new Correcting(draft, article) };
    });
  }

  correct(run: Correcting): Promise<void> {
    return this.#inTurn(async () => {
      const corrections = await run.run();
      this.asked = null;
      const version = String(corrections[0]?.version ?? 2);
      this.notices.tell(say("correct.done", { version, headline: run.headline }));
      this.ledger.corrections = corrections;
      await this.preview.show();
    });
  }

  closeIssue(run: Proofing): Promise<void> {
    return this.#inTurn(async () => {
      const closed = await run.close();
      if (closed === null) return;
      this.asked = null;
      const proof = closed.proof.slice(0, 12);
      this.notices.tell(say("close.done", { date: longDay(run.date), proof }));
      await this.issues.show(run.date);
      void this.issues.refresh();
      void this.drafts.refresh();
    });
  }

  /** Shows in the preview what leaves for an edition in a medium. */
  see(edition: EditionKey, form: ExportForm): void {
    this.asked = null;
    const medium = form === "folder" ? "web" : form;
    void this.preview.choose({ scope: "issue", edition, medium });
  }

  askPlace(): void {
    if (this.desk !== null) this.asked = { is: "place", draft: this.desk.draft.id };
  }

  place(draft: DraftId, date: IssueDate, role: SlotRole): Promise<void> {
    return this.#inTurn(async () => {
      await this.issues.place(draft, date, role);
      this.asked = null;
      this.drafts.placed(draft, date);
      const headline = this.drafts.find(draft)?.draft.headline || say("drafts.untitled");
      this.notices.tell(say("place.done", { headline, date: longDay(date) }));
      await this.#follow();
    });
  }

  askImport(): void {
    const fault = (error: unknown) => this.notices.fault(error);
    this.asked = { is: "import", run: new Import(this.newsroom?.inbox ?? "", fault) };
  }

  async import(run: Import): Promise<void> {
    await run.run();
    void this.drafts.refresh();
    void this.issues.refresh();
  }

  askWho(): void {
    this.asked = { is: "who" };
  }

  signAs(name: string): Promise<void> {
    return this.#inTurn(async () => {
      this.newsroom = await call("sign_as", { name });
      this.asked = null;
    });
  }

  askWords(): void {
    const fault = (error: unknown) => this.notices.fault(error);
    this.asked = { is: "palette", palette: new Palette(() => this.commands, fault) };
  }

  dismiss(): void {
    this.asked = null;
  }

  focusHeadline(): void {
    requestAnimationFrame(() => document.getElementById("headline")?.focus());
  }
}
