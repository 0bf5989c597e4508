import type { EditorView } from "@codemirror/view";
import { call, faultOf, listen } from "../backend";
import { undo } from "@codemirror/commands";
import type { ArticleKind } from "../backend/bindings/ArticleKind";
import type { ChangeTemplate } from "../backend/bindings/ChangeTemplate";
import type { DraftSummary } from "../backend/bindings/DraftSummary";
import type { BinnedDraft } from "../backend/bindings/BinnedDraft";
import type { DraftId } from "../backend/bindings/DraftId";
import type { EditionKey } from "../backend/bindings/EditionKey";
import type { DraftState } from "../backend/bindings/DraftState";
import type { EditionPlan } from "../backend/bindings/EditionPlan";
import type { DragCut } from "../backend/bindings/DragCut";
import type { Event } from "../backend/bindings/Event";
import type { ExportForm } from "../backend/bindings/ExportForm";
import type { IllustrationKey } from "../backend/bindings/IllustrationKey";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { LinkView } from "../backend/bindings/LinkView";
import type { NewsroomView } from "../backend/bindings/NewsroomView";
import type { RemarkPlace } from "../backend/bindings/RemarkPlace";
import type { PreviewPatch } from "../backend/bindings/PreviewPatch";
import type { RemarkView } from "../backend/bindings/RemarkView";
import type { ReplyView } from "../backend/bindings/ReplyView";
import type { SlotRole } from "../backend/bindings/SlotRole";
import { Designs } from "../designs/designs.svelte";
import { Bin } from "../drafts/bin.svelte";
import type { WordRemark } from "../backend/bindings/WordRemark";
import { Drafts } from "../drafts/drafts.svelte";
import { DraftOnDesk, type Range } from "../drafts/opened.svelte";
import { cut, cutLine } from "../editor/cut";
import { illustrate, linksHere, type RemotePicture } from "../editor/remote";
import { Export } from "../exports/export.svelte";
import { SiteExport } from "../exports/site.svelte";
import { brings, Import, outcomes } from "../imports/import.svelte";
import { Board } from "../issues/board.svelte";
import { Issues } from "../issues/issues.svelte";
import { LexiconDesk } from "../lexicon/lexicon.svelte";
import { AuthorsDesk } from "../authors/authors.svelte";
import { HouseDesk } from "../house/house.svelte";
import { Library } from "../pictures/library.svelte";
import { Looks } from "../preview/looks.svelte";
import type { Place } from "../preview/messages";
import { headlineOf } from "../issues/overrides";
import { stepName } from "../issues/steps";
import { mapOf } from "../parts/maps";
import type { PublishedArticle } from "../backend/bindings/PublishedArticle";
import { Comparison } from "../editions/compare.svelte";
import { Correcting, Ledger, Replying } from "../ledger/ledger.svelte";
import { Fetching, type Wanted } from "../paste/fetching.svelte";
import { Preview } from "../preview/preview.svelte";
import { scrollTogether } from "../preview/together";
import { Proofing, ProofOfIssue } from "../proofs/proof.svelte";
import { Quality } from "../quality/quality.svelte";
import { Review } from "../remarks/review.svelte";
import { Rules } from "../remarks/rules.svelte";
import { landOnField } from "../remarks/landing";
import { landOn } from "../review/card";
import { Palette } from "../search/palette.svelte";
import { Recent } from "../search/recent.svelte";
import { count, longDay, say, sayFault, speech } from "../words";
import { Backups } from "./backups.svelte";
import { copy } from "./copy";
import { commandsOf, press } from "./commands";
import { Notices } from "./notices.svelte";
import { Rescue } from "./rescue.svelte";
import { TestSend } from "../sending/sending.svelte";
import { Settings } from "./settings.svelte";

/** Nobody waits for a remark while typing. */
const REST = 700;

/** What the middle of the window shows when no draft is on the desk. */
export type Screen = "issue" | "calendar" | "templates" | "pictures" | "design";

/** The dialog that stands before the window. */
export type Asked =
  | { is: "palette"; palette: Palette }
  | { is: "export"; run: Export }
  | { is: "site"; run: SiteExport }
  | { is: "sending"; run: TestSend }
  | { is: "backups"; backups: Backups }
  | { is: "import"; run: Import }
  | { is: "lexicon"; lexicon: LexiconDesk }
  | { is: "house"; house: HouseDesk }
  | { is: "authors"; desk: AuthorsDesk }
  | { is: "proof"; run: Proofing }
  | { is: "rules"; rules: Rules }
  | { is: "settings" }
  | { is: "several"; drafts: readonly DraftSummary[]; state: DraftState | null }
  | { is: "compare"; run: Comparison }
  | { is: "editions" }
  | { is: "correct"; run: Correcting }
  | { is: "reply"; run: Replying }
  | { is: "who"; then?: () => void }
  | { is: "link"; link: LinkView; place: Place | null }
  | { is: "name"; seq: number | null; name: string }
  | { is: "bin"; drafts: DraftId[]; headline: string; date: IssueDate }
  | { is: "empty"; drafts: BinnedDraft[] }
  | { is: "guide" }
  | { is: "help" }
  | { is: "place"; draft: DraftId }
  | { is: "fetch"; run: Fetching };

/** The window: what is open in it, and what a person can do there. */
export class Shell {
  readonly notices = new Notices();
  readonly settings = new Settings();
  readonly recent = new Recent();
  readonly drafts = new Drafts((error) => this.notices.fault(error));
  readonly issues = new Issues({
    preview: () => (this.desk === null ? this.preview.id : null),
    patched: (patch) => this.preview.patched(patch),
    failed: (error) => this.notices.fault(error),
  });
  readonly board = new Board({
    slots: () => this.issues.open?.plan.line_up ?? [],
    headline: (article) => (this.issues.open ? headlineOf(this.issues.open, article) : article),
    editable: () => this.issues.open?.state === "preparing",
    change: (change) => this.issues.change(change),
    open: (article) => {
      const placed = this.issues.open?.articles[article];
      if (placed) void this.openDraft(placed.draft.id);
    },
    fill: () => this.fillSlot(),
  });
  readonly bin = new Bin();
  readonly library = new Library(
    (error) => this.notices.fault(error),
    () => ({ person: this.newsroom?.person ?? "", today: this.newsroom?.today ?? null }),
  );
  readonly designs = new Designs({
    kept: (publication) => {
      if (this.newsroom !== null) this.newsroom = { ...this.newsroom, publication };
      void this.preview.show();
      this.stir();
    },
    failed: (error) => this.notices.fault(error),
  });
  readonly review = new Review((error) => this.notices.fault(error));
  readonly ledger = new Ledger((error) => this.notices.fault(error));
  readonly quality = new Quality((error) => this.notices.fault(error));
  readonly proof = new ProofOfIssue((error) => this.notices.fault(error));
  readonly looks = new Looks();
  readonly preview = new Preview(this.looks, {
    picked: ({ draft, from }) => {
      // The keyboard was in the page's frame.
      window.focus();
      void this.openDraft(draft, { from, to: from });
    },
    linked: (address, place) => void this.#askLink(address, place),
    pressed: (key) => void press(this, key),
    cutMoved: (cut) => this.dragCut(cut),
    failed: (error) => this.notices.fault(error),
  });

  newsroom = $state.raw<NewsroomView | null>(null);
  failure = $state.raw<{ text: string; hint: string } | null>(null);
  /** From where a damaged newsroom can go on. */
  rescue = $state.raw<Rescue | null>(null);
  list = $state<"drafts" | "issues" | "marble" | "bin">("drafts");
  screen = $state<Screen>("issue");
  desk = $state.raw<DraftOnDesk | null>(null);
  asked = $state.raw<Asked | null>(null);
  /** How often the person asked to hear the lengths of the text. */
  spoken = $state(0);
  /** The editor on screen, for commands that write in it. */
  view: EditorView | null = null;

  #turn: Promise<unknown> = Promise.resolve();
  #stirred: ReturnType<typeof setTimeout> | undefined;
  #unbind: () => void = () => undefined;
  /** Whether a slot of the board waits for an article of the marble. */
  #filling = false;

  readonly commands = $derived.by(() => commandsOf(this));

  /** The edition that anyone may read. */
  readonly openEdition = $derived(
    this.newsroom?.publication.editions.find(({ open }) => open === true) ?? null,
  );

  /** Whether nobody has written or planned anything yet. */
  readonly isNew = $derived(
    this.drafts.known && this.drafts.all.length === 0 && this.issues.all.length === 0,
  );

  /** The issue that has the draft on the desk. */
  readonly issueOfDesk = $derived.by((): IssueDate | null => {
    if (this.desk === null) return null;
    // What is printed has left the list.
    return this.drafts.find(this.desk.draft.id)?.issue ?? this.desk.place?.issue ?? null;
  });

  /** The drafts that wait on the marble: no issue has a place for them, the open one included. */
  readonly waiting = $derived.by(() => {
    const open = this.issues.open?.plan;
    const placed = open?.line_up.flatMap((slot) => slot.articles ?? []) ?? [];
    const ready = (draft: DraftSummary) => (draft.state === "ready" ? 0 : 1);
    return this.drafts.all
      .filter(
        ({ slug, state, issue }) =>
          state !== "published" &&
          state !== "spiked" &&
          !placed.includes(slug) &&
          (issue === null || issue === open?.date),
      )
      .sort((a, b) => ready(a) - ready(b) || b.changed_at - a.changed_at);
  });

  async begin(): Promise<void> {
    this.failure = null;
    try {
      const newsroom = await call("newsroom");
      speech.follow(newsroom.publication.locale);
      const first = newsroom.publication.editions[0];
      if (first !== undefined) this.preview.edition = first.key;
      this.#take(newsroom);
      await Promise.all([this.drafts.refresh(), this.issues.refresh()]);
      void this.ledger.refresh();
      await listen((event) => this.heard(event));
    } catch (error) {
      const fault = faultOf(error);
      this.failure = sayFault(fault);
      if (fault.code === "store.damaged") this.#askRescue(fault.params["why"] ?? "");
    }
  }

  #askRescue(why: string): void {
    this.rescue = new Rescue(
      why,
      (error) => this.notices.fault(error),
      ({ kept }) => {
        this.rescue = null;
        if (kept !== null) this.notices.tell(say("rescue.kept", { folder: kept }));
        void this.begin();
      },
    );
  }

  heard(event: Event): void {
    this.stir();
    switch (event.event) {
      case "draft_changed":
        if (event.draft === this.desk?.draft.id) this.desk.text.changedElsewhere(event.version);
        return;
      case "remarks_changed":
        if (event.draft === this.desk?.draft.id) this.desk.review.soon(0);
        return;
      case "lexicon_changed":
        this.desk?.review.soon(0);
        return;
      case "drafts_changed":
        void this.drafts.refresh();
        this.desk?.references.refresh();
        this.desk?.changedElsewhere();
        return;
      case "draft_listed":
        this.drafts.listed(event.summary);
        if (event.summary.id === this.desk?.draft.id) this.desk.changedElsewhere();
        return;
      case "margin_changed":
        if (event.draft === this.desk?.draft.id) this.desk.margin.changedElsewhere();
        return;
      case "issue_changed":
        this.desk?.references.refresh();
        void this.ledger.refresh();
        void this.issues.refresh();
        this.desk?.moved();
        this.stir();
        return;
      case "pictures_changed":
        void this.drafts.refresh();
        if (this.screen === "pictures") void this.library.refresh();
        // While a text is on the desk, its own changes bring its page up to date.
        if (this.desk === null) void this.preview.show();
        return;
      case "newsroom_changed":
        void this.#refreshNewsroom();
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

  #take(newsroom: NewsroomView): void {
    this.newsroom = newsroom;
    this.drafts.filter.names = mapOf(newsroom.authors.map(({ key, name }) => [key, name]));
  }

  async #refreshNewsroom(): Promise<void> {
    try {
      this.#take(await call("newsroom"));
      await this.preview.show();
      this.desk?.review.soon(0);
    } catch (error) {
      this.notices.fault(error);
    }
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
        await this.library.flush();
        const opened = await call("open_draft", draft);
        const outside = {
          preview: () => this.preview.id,
          patched: (patch: PreviewPatch) => this.preview.patched(patch),
          corrects: () => this.settings.corrects,
          failed: (error: unknown) => this.notices.fault(error),
          tell: (words: string) => this.notices.tell(words),
          brought: () => void this.drafts.refresh(),
          left: (pictures: readonly RemotePicture[]) => this.#offerPictures(pictures),
        };
        this.desk = new DraftOnDesk(opened, outside, () => this.settings.choosePanel("notes"));
        this.recent.add(`draft-${draft}`);
        await this.#follow();
      }
      if (aim !== undefined && this.desk !== null) this.desk.aim = aim;
    });
  }

  /** Takes the editor on screen, whose text and page scroll together. */
  write(view: EditorView | null): void {
    this.#unbind();
    this.#unbind = () => undefined;
    this.view = view;
    if (view === null) return;
    const apart = scrollTogether(view, this.preview, () => this.looks.together);
    const show = () => this.showInPreview();
    view.contentDOM.addEventListener("dblclick", show);
    this.#unbind = () => {
      apart();
      view.contentDOM.removeEventListener("dblclick", show);
    };
  }

  /** Shows in the preview where the caret is. */
  showInPreview(): void {
    if (this.view === null) return;
    // A panel may stand in the page's place.
    if (matchMedia("(width < 1600px)").matches) this.settings.choosePanel("preview");
    void this.preview.find(this.view.state.selection.main.head);
  }

  async #askLink(address: string, place: Place | null): Promise<void> {
    try {
      const link = await call("look_at_link", { address });
      if (this.asked === null) this.asked = { is: "link", link, place };
    } catch (error) {
      this.notices.fault(error);
    }
  }

  async openLink({ address }: LinkView): Promise<void> {
    this.asked = null;
    try {
      await call("open_link", { address });
    } catch (error) {
      this.notices.fault(error);
    }
  }

  #offerPictures(pictures: readonly RemotePicture[]): void {
    this.notices.tell(count("paste.remote", pictures.length), {
      label: count("fetch.ask", pictures.length),
      run: () => this.askPictures(pictures),
      goesOn: true,
    });
  }

  /** Shows the addresses of pictures of the web, to be fetched once the person agrees. */
  async askPictures(pictures: readonly RemotePicture[]): Promise<void> {
    if (pictures.length === 0) return this.notices.warn(say("fetch.none"), say("fetch.none.hint"));
    try {
      const wanted: Wanted[] = [];
      for (const picture of pictures) {
        const link = await call("look_at_link", { address: picture.address });
        if (wanted.every((one) => one.link.address !== link.address))
          wanted.push({ picture, link });
      }
      const run = new Fetching(wanted, ({ address }, { key }) => {
        if (this.view !== null) illustrate(this.view, address, key);
      });
      if (this.asked === null) this.asked = { is: "fetch", run };
    } catch (error) {
      this.notices.fault(error);
    }
  }

  /** Asks for the pictures whose links are selected, or at the caret. */
  askPicturesHere(): Promise<void> {
    return this.askPictures(this.view === null ? [] : linksHere(this.view.state));
  }

  async fetchPictures(run: Fetching): Promise<void> {
    const before = run.came;
    const all = await run.run();
    if (run.came > before) {
      await this.drafts.refresh();
      this.notices.tell(count("paste.pictures", run.came - before));
    }
    if (!all) return;
    if (this.asked?.is === "fetch" && this.asked.run === run) this.asked = null;
    requestAnimationFrame(() => this.view?.focus());
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
      if (this.issues.open?.plan.date !== date) this.#fromTheTop();
      await this.issues.settled();
      await this.issues.show(date);
      this.screen = "issue";
      this.recent.add(`issue-${date}`);
      await this.#follow();
    });
  }

  newIssue(date: IssueDate | null = null, template: number | null = null): Promise<void> {
    return this.#inTurn(async () => {
      if (!(await this.#leaveDesk())) return;
      this.#fromTheTop();
      await this.issues.settled();
      await this.issues.found(date, template);
      this.screen = "issue";
      this.list = "marble";
      await this.#follow();
      void this.board.go({ slot: 0, brief: null });
    });
  }

  #fromTheTop(): void {
    this.board.detailed = null;
    this.board.said = "";
    this.board.at = { slot: 0, brief: null };
    this.issues.side = "board";
  }

  /** Opens the picture desk, on a picture if one is named. */
  openPictures(key: IllustrationKey | null = null): Promise<void> {
    return this.#inTurn(async () => {
      if (!(await this.#leaveDesk())) return;
      this.screen = "pictures";
      await this.library.refresh();
      if (key !== null) await this.library.choose(key);
      await this.#follow();
      requestAnimationFrame(() => document.getElementById("pictures-search")?.focus());
    });
  }

  async addPictures(files: readonly File[]): Promise<void> {
    const { kept, stopped } = await this.library.add(files);
    if (stopped) this.notices.tell(count("pictures.cancelled", kept));
    else if (kept > 0) this.notices.tell(count("pictures.added", kept));
  }

  async replacePicture(file: File): Promise<void> {
    if (!(await this.library.replace(file))) return;
    const picture = this.library.open?.picture.key ?? "";
    this.notices.tell(say("pictures.replaced", { picture }));
  }

  /** Throws a picture away, or takes it back. */
  async binPicture(picture: IllustrationKey, back: boolean): Promise<void> {
    if (!(await this.library.bin(picture, back))) return;
    if (back) this.notices.tell(say("pictures.restored", { picture }));
    else {
      const run = () => void this.binPicture(picture, true);
      this.notices.tell(say("pictures.binned", { picture }), {
        label: say("pictures.restore"),
        run,
      });
    }
  }

  /** Shows the design of the publication, beside the page of an issue that wears it. */
  openDesign(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.newsroom === null || !(await this.#leaveDesk())) return;
      await this.library.close();
      // A closed issue keeps the design it had, and would show nothing of a change.
      const next = this.issues.all.find(({ state }) => state === "preparing");
      if (this.issues.open?.state !== "preparing" && next) await this.issues.show(next.date);
      await this.designs.open(this.newsroom.publication.design);
      this.screen = "design";
      await this.#follow();
      requestAnimationFrame(() => {
        const names = document.querySelector<HTMLElement>('[data-testid="design"] button');
        names?.focus();
      });
    });
  }

  /** Shows the calendar or the templates. */
  show(screen: Screen): Promise<void> {
    return this.#inTurn(async () => {
      if (!(await this.#leaveDesk())) return;
      await this.library.close();
      this.screen = screen;
      await this.#follow();
      requestAnimationFrame(() => {
        const pane = document.getElementById("pane-desk");
        pane
          ?.querySelector<HTMLElement>("[role=grid] [tabindex='0'], [aria-pressed=true]")
          ?.focus();
      });
    });
  }

  /** A free slot was opened: the marble is asked for an article. */
  fillSlot(): void {
    this.list = "marble";
    this.#filling = true;
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('[data-testid="marble-list"] button')?.focus(),
    );
  }

  /** Places an article of the marble on the board, as a key does. */
  placeWaiting(draft: DraftSummary): void {
    this.screen = "issue";
    this.issues.side = "board";
    this.board.place(draft);
    if (!this.#filling) return;
    this.#filling = false;
    this.board.nextFree();
    void this.board.go(this.board.at);
  }

  /** Whether the open issue is on the table, and may be changed. */
  get atTheTable(): boolean {
    return this.desk === null && this.screen === "issue" && this.issues.open?.state === "preparing";
  }

  async turnBack(forward: boolean): Promise<void> {
    const step = await (forward ? this.issues.redo() : this.issues.undo());
    const what = step === null ? "" : stepName(step);
    this.board.said =
      step === null
        ? say(forward ? "board.said.noredo" : "board.said.noundo")
        : say(forward ? "board.said.redone" : "board.said.undone", { what });
    if (document.activeElement?.closest("[data-spot]") !== null) void this.board.go(this.board.at);
  }

  printLineUp(): void {
    window.print();
  }

  changeTemplate(change: ChangeTemplate): Promise<void> {
    return this.#inTurn(async () => {
      const publication = await call("change_template", change);
      if (this.newsroom !== null) this.newsroom = { ...this.newsroom, publication };
    });
  }

  /** Undoes the last change of the templates, or does it again. */
  turnTemplates(forward: boolean): Promise<void> {
    return this.#inTurn(async () => {
      const { publication, turned } = await call(forward ? "redo_template" : "undo_template");
      if (this.newsroom !== null) this.newsroom = { ...this.newsroom, publication };
      const what = turned === null ? "" : stepName(turned);
      const none = forward ? "board.said.noredo" : "board.said.noundo";
      const done = forward ? "board.said.redone" : "board.said.undone";
      this.notices.tell(turned === null ? say(none) : say(done, { what }));
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
    if (remark.field !== null) return landOnField(this, remark.field, remark.span);
    if (remark.draft === null) return Promise.resolve();
    const [from, to] = remark.span ?? [0, 0];
    return this.openDraft(remark.draft, { from, to });
  }

  /** Goes to the words of a remark on the draft of the desk. */
  landOn(remark: WordRemark): void {
    if (this.desk === null) return;
    if (remark.place === "body") {
      if (this.view !== null) landOn(this.view, this.desk.review, remark);
      return;
    }
    const field = document.getElementById(remark.place) as HTMLTextAreaElement | null;
    field?.focus();
    field?.setSelectionRange(remark.from, remark.to);
  }

  /** Goes to the remark after the caret, or before it. */
  stepRemark(by: 1 | -1): void {
    const held = document.activeElement;
    const field = held instanceof HTMLTextAreaElement ? held : null;
    const place = (field?.id ?? "body") as RemarkPlace;
    const at = field?.selectionStart ?? this.view?.state.selection.main.from ?? 0;
    const remark = this.desk?.review.next(place, at, by) ?? null;
    if (remark !== null) this.landOn(remark);
  }

  askExport(): void {
    const date = this.issueAtHand;
    const { newsroom } = this;
    if (date === null || newsroom === null) return;
    void this.#inTurn(async () => {
      await this.desk?.flush();
      const fault = (error: unknown) => this.notices.fault(error);
      const { editions, mailing } = newsroom.publication;
      const run = new Export(
        date,
        editions,
        newsroom.export_folder,
        mailing?.service ?? "none",
        fault,
      );
      this.asked = { is: "export", run };
    });
  }

  askTestSend(): void {
    const date = this.issueAtHand;
    const { newsroom } = this;
    if (date === null || newsroom === null) return;
    void this.#inTurn(async () => {
      await this.desk?.flush();
      const run = new TestSend(date, this.preview.edition, newsroom.publication);
      await run.load();
      this.asked = { is: "sending", run };
    });
  }

  /** Puts the text of the desk, saved or not, on the clipboard. */
  async copyText(): Promise<void> {
    if (this.desk === null) return;
    await copy(this.desk.text.shown);
    this.notices.tell(say("unsaved.copied"));
  }

  /** Writes the draft of the desk, saved or not, in a file away from the newsroom. */
  async saveAside(): Promise<void> {
    if (this.desk === null) return;
    try {
      const { draft, text } = this.desk;
      const { path } = await call("save_aside", { draft, text: text.shown });
      this.notices.tell(say("unsaved.written", { path }));
    } catch (error) {
      this.notices.fault(error);
    }
  }

  askBackups(): void {
    const backups = new Backups(
      async () => (await this.desk?.flush()) ?? true,
      (error) => this.notices.fault(error),
      () => location.reload(),
    );
    this.asked = { is: "backups", backups };
  }

  askSite(): void {
    if (this.newsroom === null) return;
    const run = new SiteExport(this.newsroom, (error) => this.notices.fault(error));
    this.asked = { is: "site", run };
  }

  /** What is at hand changed, or may have: its remarks and its proof are looked at again. */
  stir(): void {
    const date = this.issueAtHand;
    this.review.follow(date);
    clearTimeout(this.#stirred);
    this.#stirred = setTimeout(() => {
      void this.review.look();
      void this.proof.look(date);
      if (this.settings.panel === "quality") void this.quality.look(date, this.preview.edition);
    }, REST);
  }

  acceptRemarks(remarks: readonly RemarkView[], reason: string): Promise<void> {
    if (this.newsroom?.person === "") {
      const proving = this.asked?.is === "proof";
      this.askWho(() => {
        void this.acceptRemarks(remarks, reason).then(() => {
          if (proving) this.askProof();
        });
      });
      return Promise.resolve();
    }
    const fingerprints = remarks.map(({ fingerprint }) => fingerprint);
    return this.review.accept(fingerprints, reason);
  }

  /** Has the sites of the links of the issue at hand asked, and says what they answered. */
  async reachLinks(): Promise<void> {
    this.review.follow(this.issueAtHand);
    const reached = await this.review.reach();
    if (reached === null) return;
    const { asked, gone, silent } = reached;
    if (asked === 0) this.notices.tell(say("remarks.links.none"));
    else if (gone + silent === 0) this.notices.tell(count("remarks.links.sound", asked));
    else this.notices.tell(count("remarks.links.faulty", gone + silent, { asked: `${asked}` }));
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
      // A text that is not cut yet goes on under its cut.
      if (to === "here" && cutLine(view.state) === null) return void cut(view);
      const at = view.state.selection.main.head;
      if (to === "here") await call("cut_here", { draft, at });
      else await call("shift_cut", { draft, by: to });
      this.notices.tell(say("cut.moved"));
      await this.preview.show();
    });
  }

  /** Moves a cut where it was dropped in the preview; answers what that changes of the page. */
  async dragCut(cut: DragCut): Promise<PreviewPatch | null> {
    let patch: PreviewPatch | null = null;
    await this.#inTurn(async () => {
      await this.desk?.flush();
      patch = await call("drag_cut", cut);
    });
    return patch;
  }

  /** Corrects the published article on the desk. */
  askCorrection(): void {
    this.#answering((draft, article) => {
      this.asked = { is: "correct", run: new Correcting(draft, article) };
    });
  }

  /** Notes a right of reply to the published article on the desk. */
  askReply(): void {
    const today = this.newsroom?.today;
    if (today === undefined) return;
    this.#answering((draft, article) => {
      this.asked = { is: "reply", run: new Replying(draft, article, today) };
    });
  }

  /** Does `work` on the published article on the desk, once it is known who answers for it. */
  #answering(work: (draft: DraftId, article: PublishedArticle) => void): void {
    const draft = this.desk?.draft.id;
    if (draft === undefined) return;
    if (this.newsroom?.person === "") return this.askWho(() => this.#answering(work));
    void this.#inTurn(async () => work(draft, await call("read_published", { draft })));
  }

  reply(run: Replying): Promise<void> {
    return this.#inTurn(async () => {
      this.ledger.replies = await run.run();
      this.asked = null;
      const noted = this.ledger.asked.find(({ draft }) => draft === run.draft);
      if (noted === undefined) return;
      const { person } = noted;
      this.notices.tell(say("reply.noted", { person, date: longDay(noted.due) }));
    });
  }

  decideReply(reply: ReplyView, decision: "publish" | "refuse", reason: string): Promise<void> {
    if (this.newsroom?.person === "") {
      this.askWho(() => void this.decideReply(reply, decision, reason));
      return Promise.resolve();
    }
    return this.#inTurn(async () => {
      await this.ledger.decideReply(reply, decision, reason);
      await this.preview.show();
    });
  }

  correct(run: Correcting): Promise<void> {
    return this.#inTurn(async () => {
      const corrections = await run.run();
      this.asked = null;
      const version = String(corrections[0]?.version ?? 2);
      this.notices.tell(say("correct.done", { version, headline: run.now.headline }));
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
      await this.#leaveDesk();
      await this.issues.show(run.date);
      await this.#follow();
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

  /** Changes the state of the draft on the desk. */
  setState(state: DraftState): void {
    if (this.desk?.editable !== true) return;
    this.desk.form.change({ state });
    void this.desk.form.flush();
    this.notices.tell(say("draft.state.now", { state: say(`state.${state}`) }));
  }

  /** Asks before the picked drafts are brought to a state, or thrown away when there is none. */
  askSeveral(state: DraftState | null): void {
    const drafts = this.drafts.picked.all.filter((draft) => draft.state !== state);
    if (drafts.length > 0) this.asked = { is: "several", drafts, state };
  }

  /** Brings several drafts to states as one step, which the notice offers to undo. */
  moveSeveral(to: [DraftId, DraftState][], said: string, back = false): Promise<void> {
    return this.#inTurn(async () => {
      await this.desk?.flush();
      const left = await this.drafts.move(to);
      this.asked = null;
      this.drafts.picked.clear();
      const run = () => this.moveSeveral(left, count("several.state.undone", left.length), true);
      this.notices.tell(said, back ? null : { label: say("common.undo"), run });
      void this.issues.refresh();
      this.focusDrafts();
    });
  }

  /** Begins a note on the words at hand. */
  writeNote(): void {
    if (this.desk?.margin.begins() === false) this.notices.tell(say("notes.nothing"));
  }

  /** Says how long the text is, to those who listen. */
  sayLengths(): void {
    if (this.desk !== null) this.spoken += 1;
  }

  askPlace(): void {
    if (this.desk !== null) this.asked = { is: "place", draft: this.desk.draft.id };
  }

  place(draft: DraftId, date: IssueDate, role: SlotRole): Promise<void> {
    return this.#inTurn(async () => {
      await this.issues.place(draft, date, role);
      this.asked = null;
      this.drafts.placed(draft, date);
      const headline = this.drafts.find(draft)?.headline || say("drafts.untitled");
      this.notices.tell(say("place.done", { headline, date: longDay(date) }));
      await this.#follow();
    });
  }

  askLexicon(form: string | null = null): void {
    const lexicon = new LexiconDesk((error) => this.notices.fault(error));
    void lexicon.load(form);
    this.asked = { is: "lexicon", lexicon };
  }

  askHouse(): void {
    const house = new HouseDesk({
      kept: () => {
        this.asked = null;
        this.notices.tell(say("house.saved"));
      },
      left: () => this.#offerBack({ is: "house", house }),
    });
    void house.load();
    this.asked = { is: "house", house };
  }

  askAuthors(): void {
    const authors = this.newsroom?.authors ?? [];
    const desk = new AuthorsDesk(authors, () => this.#offerBack({ is: "authors", desk }));
    this.asked = { is: "authors", desk };
  }

  /** A dialog was left on what was not kept: it can be opened again as it was. */
  #offerBack(asked: Asked): void {
    const run = () => (this.asked = asked);
    this.notices.tell(say("unkept.left"), { label: say("unkept.resume"), run, goesOn: true });
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

  /** Throws drafts away; those that an issue has a place for only once that was answered. */
  throwAway(drafts: DraftId[], placed = false): Promise<void> {
    return this.#inTurn(async () => {
      const open = this.desk !== null && drafts.includes(this.desk.draft.id);
      if (open && !(await this.desk?.flush())) {
        this.notices.warn(say("draft.unsaved.stay"), "");
        return;
      }
      const headlines = drafts.map((draft) => this.drafts.find(draft)?.headline ?? "");
      const fault = await this.bin.take(drafts, placed);
      if (fault !== null) {
        const { article: headline = "", date = "" } = fault.params;
        this.asked = { is: "bin", drafts, headline, date: date as IssueDate };
        return;
      }
      this.asked = null;
      if (open && (await this.#leaveDesk())) await this.#follow();
      this.drafts.picked.clear();
      const said =
        drafts.length > 1
          ? count("several.bin.done", drafts.length)
          : say("bin.thrown", { headline: headlines[0] || say("drafts.untitled") });
      const run = () => this.takeBack(drafts);
      this.notices.tell(said, { label: say("common.undo"), run });
      await this.drafts.refresh();
      void this.issues.refresh();
    });
  }

  throwAwayOpen(): void {
    if (this.desk !== null) void this.throwAway([this.desk.draft.id]);
  }

  openBin(): void {
    void this.#inTurn(async () => {
      await this.bin.refresh();
      this.list = "bin";
    });
  }

  takeBack(drafts: DraftId[]): Promise<void> {
    return this.#inTurn(async () => {
      const back = await this.bin.giveBack(drafts);
      const together = back.length > 1 && back.every(({ lost }) => lost === null);
      if (together) this.notices.tell(count("several.bin.undone", back.length));
      for (const { draft, issue, lost } of together ? [] : back) {
        const headline = draft.headline || say("drafts.untitled");
        if (lost !== null)
          this.notices.tell(say("bin.back.lost", { headline, date: longDay(lost) }));
        else if (issue !== null)
          this.notices.tell(say("bin.back.placed", { headline, date: longDay(issue) }));
        else this.notices.tell(say("bin.back.done", { headline }));
      }
      await this.drafts.refresh();
      void this.issues.refresh();
    });
  }

  askEmpty(): void {
    if (this.bin.all.length > 0) this.asked = { is: "empty", drafts: this.bin.all };
  }

  emptyBin(drafts: DraftId[]): Promise<void> {
    return this.#inTurn(async () => {
      await this.bin.empty(drafts);
      this.asked = null;
    });
  }

  /** The name of the moment that is read. */
  readonly nameOfMoment = $derived.by((): string | null => {
    const past = this.desk?.past;
    return past?.moments.find(({ seq }) => seq === past.reading?.seq)?.name ?? null;
  });

  /** Asks for the name of a moment; of now when none is given. */
  askName(seq: number | null): void {
    if (this.desk === null) return;
    this.asked = { is: "name", seq, name: (seq !== null && this.nameOfMoment) || "" };
  }

  nameMoment(seq: number | null, name: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.desk?.past.name(seq, name);
      this.asked = null;
    });
  }

  /** Back to the text of now, and to its caret. */
  leaveMoment(): void {
    this.desk?.past.leave();
    requestAnimationFrame(() => this.view?.focus());
  }

  /** Brings back the moment that is read; the notice offers to undo it whole. */
  restoreMoment(): Promise<void> {
    return this.#inTurn(async () => {
      const { desk } = this;
      const seq = desk?.past.reading?.seq;
      if (desk === null || seq === undefined) return;
      const before = await desk.past.restore(seq);
      if (before === null) {
        this.notices.warn(say("draft.unsaved.stay"), "");
        return;
      }
      requestAnimationFrame(() => this.view?.focus());
      this.notices.tell(say("moment.restored"), {
        label: say("common.undo"),
        run: () => {
          if (before.text && this.view !== null) undo(this.view);
          desk.form.change(before.lines);
        },
      });
    });
  }

  /** Brings back one place where the moment that is read differs, as one step. */
  restorePlace(rank: number): Promise<void> {
    return this.#inTurn(async () => {
      const { desk } = this;
      if (desk === null) return;
      if (!(await desk.past.restorePlace(rank))) {
        this.notices.warn(say("moment.place.moved"), "");
        return;
      }
      this.notices.tell(say("moment.place.restored"), {
        label: say("common.undo"),
        run: () => {
          if (this.view !== null) undo(this.view);
          void desk.past.reread();
        },
      });
    });
  }

  /** Changes how long the slot of the draft at hand is to be. */
  planBudget(signs: number | null): Promise<void> {
    return this.#inTurn(async () => {
      const place = this.desk?.place ?? null;
      if (place === null) return;
      await this.issues.changeOf(place.issue, {
        change: "budget",
        slot: place.slot,
        budget: signs,
      });
    });
  }

  /** Shows the bar of the formatting and goes to it, or puts it away. */
  turnToolbar(): void {
    this.settings.toggle("toolbar");
    requestAnimationFrame(() => {
      if (this.settings.toolbar) document.querySelector<HTMLElement>("#toolbar button")?.focus();
      else this.view?.focus();
    });
  }

  askSettings(): void {
    this.asked = { is: "settings" };
  }

  /** Asks who is at this machine; once that is said, `then` goes on. */
  askWho(then?: () => void): void {
    this.asked = then === undefined ? { is: "who" } : { is: "who", then };
  }

  signAs(name: string): Promise<void> {
    return this.#inTurn(async () => {
      this.newsroom = await call("sign_as", { name });
      const then = this.asked?.is === "who" ? this.asked.then : undefined;
      this.asked = null;
      then?.();
    });
  }

  askGuide(): void {
    this.asked = { is: "guide" };
  }

  askWords(): void {
    const fault = (error: unknown) => this.notices.fault(error);
    const offered = {
      commands: () => this.commands,
      drafts: () => this.drafts.all,
      issues: () => this.issues.latestFirst,
      authors: () => this.newsroom?.authors ?? [],
      recent: this.recent,
    };
    this.asked = { is: "palette", palette: new Palette(offered, fault) };
  }

  /** Lists what one author signs. */
  listDraftsOf(author: string): void {
    this.list = "drafts";
    this.drafts.filter.clear();
    this.drafts.filter.choose({ author });
    this.focusDrafts();
  }

  focusDrafts(): void {
    requestAnimationFrame(() => document.getElementById("draft-list")?.focus());
  }

  askHelp(): void {
    this.asked = { is: "help" };
  }

  dismiss(): void {
    this.asked = null;
  }

  focusHeadline(): void {
    requestAnimationFrame(() => document.getElementById("headline")?.focus());
  }
}
