import type { Medium } from "../backend/bindings/Medium";
import { STATES } from "../drafts/groups";
import { actionsOf } from "../editor/actions";
import { block } from "../editor/insert";
import { SIMULATORS, WIDTHS } from "../preview/looks.svelte";
import type { ForwardedKey } from "../preview/messages";
import type { Command } from "../search/palette.svelte";
import { count, keyName as keys, say, speech } from "../words";
import { PANELS } from "./panels";
import { MODES, THEMES } from "./settings.svelte";
import type { Shell } from "./shell.svelte";

/** A shortcut as people read it. */
export { keys };

export const MEDIA: readonly Medium[] = ["web", "email", "text"];

const ZOOM = [
  ["in", 1, "Ctrl++"],
  ["out", -1, "Ctrl+-"],
  ["none", 0, "Ctrl+0"],
] as const;

const apple = /Mac|iPhone|iPad/.test(navigator.platform);

const PANES = ["pane-lists", "pane-desk", "pane-preview"] as const;

/** Puts the focus in a pane: its text, its frame, or the pane itself. */
export function focusPane(at: number): void {
  const pane = document.getElementById(PANES[at] ?? PANES[0]);
  const all = pane?.querySelectorAll<HTMLElement>(
    ".cm-content, iframe, [role=listbox], [aria-current=true], [role=grid] [tabindex='0'], [role=tab][aria-selected=true]",
  );
  const first = [...(all ?? [])].find((element) => element.offsetParent !== null);
  // What is read stays where it is: a long text would be scrolled to its beginning.
  (first ?? pane)?.focus({ preventScroll: true });
}

function cyclePanes(by: number): void {
  const at = PANES.findIndex((id) =>
    document.getElementById(id)?.contains(document.activeElement ?? null),
  );
  focusPane((at + by + PANES.length) % PANES.length);
}

/** Everything that can be done now, for the palette. */
export function commandsOf(shell: Shell): Command[] {
  const { preview, newsroom, desk } = shell;
  const at = shell.issueAtHand;
  const commands: Command[] = [
    {
      id: "new-draft",
      title: say("drafts.new"),
      keys: keys("Ctrl+N"),
      run: () => shell.newDraft(),
    },
    { id: "new-issue", title: say("issues.new"), run: () => shell.newIssue() },
    { id: "calendar", title: say("calendar.title"), run: () => shell.show("calendar") },
    { id: "templates", title: say("templates.title"), run: () => shell.show("templates") },
    { id: "design", title: say("design.command"), run: () => shell.openDesign() },
    {
      id: "pictures",
      title: say("pictures.command"),
      keys: keys("Ctrl+Shift+O"),
      run: () => shell.openPictures(),
    },
  ];
  if (at !== null) {
    commands.push(
      {
        id: "check",
        title: say("issue.check"),
        keys: keys("Ctrl+Shift+C"),
        run: () => shell.check(),
      },
      {
        id: "export",
        title: say("issue.export"),
        keys: keys("Ctrl+E"),
        run: () => shell.askExport(),
      },
      {
        id: "sending",
        title: say("sending.command"),
        keys: keys("Ctrl+Shift+S"),
        run: () => shell.askTestSend(),
      },
    );
    if (shell.issues.all.some(({ date, state }) => date === at && state === "preparing")) {
      commands.push({
        id: "proof",
        title: say("proof.open"),
        keys: keys("Ctrl+Shift+B"),
        run: () => shell.askProof(),
      });
    }
    commands.push({
      id: "compare",
      title: say("compare.open.command"),
      keys: keys("Ctrl+Shift+E"),
      run: () => shell.askCompare(),
    });
    commands.push({
      id: "remarks",
      title: say("command.remarks"),
      keys: keys("Ctrl+Shift+R"),
      run: () => shell.goToRemarks(),
    });
    commands.push({
      id: "reach-links",
      title: say("remarks.links"),
      run: () => shell.reachLinks(),
    });
  }
  if (shell.issues.open !== null && shell.desk === null) {
    commands.push({
      id: "print-line-up",
      title: say("board.print.command"),
      run: () => shell.printLineUp(),
    });
  }
  if (shell.atTheTable) {
    commands.push(
      {
        id: "undo",
        title: say("board.undo"),
        keys: keys("Ctrl+Z"),
        run: () => shell.turnBack(false),
      },
      {
        id: "redo",
        title: say("board.redo"),
        keys: keys("Ctrl+Shift+Z"),
        run: () => shell.turnBack(true),
      },
      {
        id: "side-board",
        title: say("command.side", { name: say("issue.lineup").toLowerCase() }),
        run: () => (shell.issues.side = "board"),
      },
      {
        id: "side-send",
        title: say("command.side", { name: say("issue.send").toLowerCase() }),
        run: () => (shell.issues.side = "send"),
      },
      {
        id: "add-slot",
        title: say("board.add"),
        keys: "Ins",
        run: () => shell.board.add(shell.board.at.slot + 1),
      },
    );
  }
  if (desk !== null && at === null) {
    commands.push({ id: "place", title: say("draft.place"), run: () => shell.askPlace() });
  }
  if (desk !== null) {
    const { past } = desk;
    commands.push(
      { id: "name", title: say("past.name"), run: () => shell.askName(null) },
      {
        id: "signed",
        title: past.signed ? say("signed.hide") : say("signed.show"),
        run: () => past.sign(!past.signed),
      },
    );
    if (desk.editable) {
      commands.push({
        id: "throw",
        title: say("bin.throw.title"),
        run: () => shell.throwAwayOpen(),
      });
    }
  }
  commands.push({ id: "bin", title: say("bin.show"), run: () => shell.openBin() });
  commands.push({ id: "who", title: say("who.command"), run: () => shell.askWho() });
  for (const { key, label } of PANELS.filter((panel) => panel.shown(shell))) {
    commands.push({
      id: `panel-${key}`,
      title: say("command.panel", { name: label().toLowerCase() }),
      run: () => shell.settings.choosePanel(key),
    });
  }
  commands.push({
    id: "settings",
    title: say("settings.title"),
    keys: keys("Ctrl+,"),
    run: () => shell.askSettings(),
  });
  const picked = shell.drafts.picked.all.length;
  if (picked > 0) {
    for (const state of STATES) {
      commands.push({
        id: `picked-${state}`,
        title: count("picked.command.state", picked, { state: say(`state.${state}`) }),
        run: () => shell.askSeveral(state),
      });
    }
    commands.push({
      id: "picked-throw",
      title: count("picked.command.bin", picked),
      run: () => shell.askSeveral(null),
    });
  }
  commands.push({
    id: "editions",
    title: say("editions.command"),
    run: () => shell.askEditions(),
  });
  if (desk !== null && !desk.editable) {
    commands.push(
      { id: "correct", title: say("correct.command"), run: () => shell.askCorrection() },
      { id: "reply", title: say("reply.command"), run: () => shell.askReply() },
    );
  }
  commands.push({ id: "rules", title: say("command.rules"), run: () => shell.askRules() });
  commands.push({ id: "house", title: say("house.command"), run: () => shell.askHouse() });
  commands.push({ id: "authors", title: say("authors.command"), run: () => shell.askAuthors() });
  commands.push({ id: "lexicon", title: say("lexicon.command"), run: () => shell.askLexicon() });
  if (desk?.editable === true) {
    STATES.forEach((state, index) =>
      commands.push({
        id: `state-${state}`,
        title: say("command.state", { name: say(`state.${state}`).toLowerCase() }),
        keys: keys(`Ctrl+Alt+Shift+${index + 1}`),
        run: () => shell.setState(state),
      }),
    );
  }
  if (desk !== null) {
    commands.push({
      id: "note",
      title: say("notes.command"),
      keys: keys("Ctrl+Alt+M"),
      run: () => shell.writeNote(),
    });
    commands.push({
      id: "lengths",
      title: say("count.say"),
      keys: keys("Ctrl+Shift+G"),
      run: () => shell.sayLengths(),
    });
  }
  commands.push({
    id: "guide",
    title: say("guide.command"),
    keys: "F1",
    run: () => shell.askGuide(),
  });
  commands.push(
    { id: "import", title: say("import.command"), run: () => shell.askImport() },
    { id: "site", title: say("site.command"), run: () => shell.askSite() },
    { id: "backups", title: say("backups.command"), run: () => shell.askBackups() },
  );
  if (desk?.editable && newsroom !== null) {
    const write = (run: (view: NonNullable<Shell["view"]>) => unknown) => () => {
      const { view } = shell;
      if (view === null) return;
      view.focus();
      run(view);
    };
    for (const { id, title, key, run } of actionsOf(newsroom.publication)) {
      // The desk moves the cut that a text has: it takes no second one.
      if (id === "cut") continue;
      const shortcut = key === undefined ? {} : { keys: keys(key) };
      commands.push({ id, title, ...shortcut, run: write(run) });
    }
    const embargo = `<!-- embargo ${at ?? newsroom.today} 08:00 -->\n\n\${}`;
    commands.push({
      id: "fetch",
      title: say("fetch.command"),
      keys: keys("Ctrl+Alt+P"),
      run: () => shell.askPicturesHere(),
    });
    commands.push({ id: "embargo", title: say("command.embargo"), run: write(block(embargo)) });
  }
  if (desk !== null) {
    commands.push(
      { id: "copy-text", title: say("unsaved.copy"), run: () => shell.copyText() },
      { id: "save-aside", title: say("unsaved.aside"), run: () => shell.saveAside() },
      {
        id: "remark-next",
        title: say("review.next"),
        keys: "F8",
        run: () => shell.stepRemark(1),
      },
      {
        id: "remark-previous",
        title: say("review.previous"),
        keys: keys("Shift+F8"),
        run: () => shell.stepRemark(-1),
      },
    );
    if (desk.editable) {
      commands.push(
        {
          id: "remarks-safe",
          title: say("review.safe"),
          run: () => desk.review.applySafe(),
        },
        {
          id: "cut",
          title: say("cut.here"),
          keys: keys("Ctrl+Shift+X"),
          run: () => shell.moveCut("here"),
        },
        { id: "cut-up", title: say("cut.up"), run: () => shell.moveCut(-1) },
        { id: "cut-down", title: say("cut.down"), run: () => shell.moveCut(1) },
      );
    }
  }
  if (preview.draft !== null && preview.date !== null) {
    for (const scope of ["article", "issue"] as const) {
      const name = say(`preview.scope.${scope}`).toLowerCase();
      const run = () => preview.choose({ scope });
      commands.push({ id: `scope-${scope}`, title: say("command.scope", { name }), run });
    }
  }
  MEDIA.forEach((medium, index) =>
    commands.push({
      id: `medium-${medium}`,
      title: say("command.medium", { name: say(`medium.${medium}`) }),
      keys: keys(`Alt+${index + 1}`),
      run: () => preview.choose({ medium }),
    }),
  );
  commands.push(...looksOf(shell));
  if (desk !== null) {
    commands.push({
      id: "show-in-preview",
      title: say("command.show.in.preview"),
      keys: keys("Alt+Shift+P"),
      run: () => shell.showInPreview(),
    });
  }
  for (const { key, name } of newsroom?.publication.editions ?? []) {
    commands.push({
      id: `edition-${key}`,
      title: say("command.edition", { name: name.toLowerCase() }),
      run: () => preview.choose({ edition: key }),
    });
  }
  if (desk !== null) {
    const { settings } = shell;
    const named = { focusing: "F7", typewriter: keys("Shift+F7"), alone: "F9", toolbar: "F10" };
    for (const mode of MODES) {
      const title = say(settings[mode] ? `writing.${mode}.off` : `writing.${mode}.on`);
      const run = mode === "toolbar" ? () => shell.turnToolbar() : () => settings.toggle(mode);
      commands.push({ id: mode, title, keys: named[mode], run });
    }
    for (const [id, steps, key] of ZOOM) {
      const title = say(`writing.zoom.${id}`);
      commands.push({
        id: `zoom-${id}`,
        title,
        keys: keys(key),
        run: () => settings.enlarge(steps),
      });
    }
  }
  commands.push(
    { id: "help", title: say("help.command"), keys: keys("Shift+F1"), run: () => shell.askHelp() },
    { id: "show-drafts", title: say("command.show.drafts"), run: () => (shell.list = "drafts") },
    { id: "show-issues", title: say("command.show.issues"), run: () => (shell.list = "issues") },
    { id: "show-marble", title: say("command.show.marble"), run: () => (shell.list = "marble") },
    { id: "focus-lists", title: say("command.focus.lists"), keys: "F6", run: () => focusPane(0) },
    { id: "focus-desk", title: say("command.focus.desk"), keys: "F6", run: () => focusPane(1) },
    {
      id: "panel-preview",
      title: say("command.panel.preview"),
      run: () => shell.settings.choosePanel("preview"),
    },
    {
      id: "focus-preview",
      title: say("command.focus.preview"),
      keys: "F6",
      run: () => focusPane(2),
    },
    {
      id: "corrects",
      title: say(shell.settings.corrects ? "command.corrects.off" : "command.corrects.on"),
      run: () => shell.settings.chooseCorrects(!shell.settings.corrects),
    },
    {
      id: "spaces",
      title: say(shell.settings.spaces ? "command.spaces.off" : "command.spaces.on"),
      run: () => shell.settings.chooseSpaces(!shell.settings.spaces),
    },
    ...THEMES.map((theme) => ({
      id: `theme-${theme}`,
      title: say("command.theme", { name: say(`app.theme.${theme}`).toLowerCase() }),
      run: () => shell.settings.chooseTheme(theme),
    })),
    ...(["fr", "en"] as const).map((language) => ({
      id: `language-${language}`,
      title: say("command.language", { name: say(`command.language.${language}`) }),
      run: () => speech.choose(language),
    })),
  );
  return commands;
}

/** How the preview is looked at. */
function looksOf({ looks, preview }: Shell): Command[] {
  const change = (choice: Parameters<typeof looks.choose>[0]) => {
    looks.choose(choice);
    preview.look();
  };
  const turned = (
    name: "dark" | "blind" | "together",
    on: boolean,
    key: string,
    run: () => void,
  ) => ({
    id: `look-${name}`,
    title: say(`command.look.${name}.${on ? "off" : "on"}`),
    keys: keys(`Alt+Shift+${key}`),
    run,
  });
  return [
    ...WIDTHS.map((width, at) => ({
      id: `width-${width}`,
      title: say("command.width", { name: say(`preview.width.${width}`).toLowerCase() }),
      keys: keys(`Alt+Shift+${at + 1}`),
      run: () => change({ width }),
    })),
    turned("dark", looks.dark, "D", () => change({ dark: !looks.dark })),
    turned("blind", !looks.images, "I", () => change({ images: !looks.images })),
    turned("together", looks.together, "S", () => change({ together: !looks.together })),
    ...([null, ...SIMULATORS] as const).map((simulator) => ({
      id: `simulator-${simulator ?? "file"}`,
      title: say("command.simulator", { name: say(`simulator.${simulator ?? "file"}`) }),
      run: () => {
        looks.choose({ simulator });
        void preview.choose({ medium: "email" });
      },
    })),
  ];
}

/** Answers to a key of the window; says whether it did. */
export function press(shell: Shell, key: ForwardedKey): boolean {
  const modified = apple ? key.metaKey : key.ctrlKey;
  const letter = key.key.toLowerCase();
  if (modified && !key.altKey && letter === "k" && !key.shiftKey) {
    if (shell.asked?.is === "palette") shell.dismiss();
    else if (shell.asked === null) shell.askWords();
    return true;
  }
  if (shell.asked !== null) return false;
  if (key.key === "F1") return done(key.shiftKey ? shell.askHelp() : shell.askGuide());
  if (key.key === "F6") {
    cyclePanes(key.shiftKey ? -1 : 1);
    return true;
  }
  // A moment that is read has places of its own to go to.
  if (key.key === "F8" && shell.desk !== null && shell.desk.past.reading === null) {
    shell.stepRemark(key.shiftKey ? -1 : 1);
    return true;
  }
  if (key.key === "F7" && !modified) {
    return done(shell.settings.toggle(key.shiftKey ? "typewriter" : "focusing"));
  }
  if (key.key === "F9" && !modified) return done(shell.settings.toggle("alone"));
  if (key.key === "F10" && !modified && shell.desk !== null) return done(shell.turnToolbar());
  if (modified && !key.altKey) {
    const zoom = zoomOf(key);
    if (zoom !== null && shell.desk !== null) return done(shell.settings.enlarge(zoom));
    if (letter === "z" && !key.shiftKey && !writing() && shell.notices.act()) return true;
    if (letter === ",") return done(shell.askSettings());
    if (letter === "n" && !key.shiftKey) return done(shell.newDraft());
    if (letter === "e" && !key.shiftKey) return done(shell.askExport());
    if (letter === "s" && key.shiftKey) return done(shell.askTestSend());
    if (letter === "c" && key.shiftKey) return done(shell.check());
    if (letter === "b" && key.shiftKey) return done(shell.askProof());
    if (letter === "r" && key.shiftKey) return done(shell.goToRemarks());
    if (letter === "o" && key.shiftKey) return done(shell.openPictures());
    if (letter === "g" && key.shiftKey && shell.desk !== null) return done(shell.sayLengths());
    if (shell.desk === null && shell.screen === "templates" && !writing()) {
      if (letter === "z") return done(shell.turnTemplates(key.shiftKey));
      if (letter === "y" && !key.shiftKey) return done(shell.turnTemplates(true));
    }
    if (shell.atTheTable && !searching()) {
      if (letter === "z") return done(shell.turnBack(key.shiftKey));
      if (letter === "y" && !key.shiftKey) return done(shell.turnBack(true));
    }
    if (letter === "e" && key.shiftKey) return done(shell.askCompare());
    if (letter === "x" && key.shiftKey) return done(shell.moveCut("here"));
    return false;
  }
  if (modified && key.altKey && !key.shiftKey && shell.desk !== null) {
    if (letter === "m") return done(shell.writeNote());
    if (letter === "p" && shell.desk.editable) return done(shell.askPicturesHere());
  }
  if (modified && key.altKey && key.shiftKey) {
    const state = STATES[digit(key) - 1];
    if (state === undefined) return false;
    const isPicked = shell.drafts.picked.all.length > 0 && focused("#draft-list");
    return isPicked ? done(shell.askSeveral(state)) : done(shell.setState(state));
  }
  return key.altKey && !key.ctrlKey && !key.metaKey && pressForPreview(shell, key);
}

function pressForPreview(shell: Shell, key: ForwardedKey): boolean {
  const { looks, preview } = shell;
  const rank = digit(key) - 1;
  const [medium, width] = [MEDIA[rank], WIDTHS[rank]];
  if (!key.shiftKey) return medium !== undefined && done(preview.choose({ medium }));
  if (width !== undefined) looks.choose({ width });
  else if (key.code === "KeyD") looks.choose({ dark: !looks.dark });
  else if (key.code === "KeyI") looks.choose({ images: !looks.images });
  else if (key.code === "KeyS") looks.choose({ together: !looks.together });
  else if (key.code === "KeyP") shell.showInPreview();
  else return false;
  preview.look();
  return true;
}

const focused = (where: string) => Boolean(document.activeElement?.closest(where));

/** Whether what is typed is a filter, whose keys undo their own letters. */
const searching = () => focused("input[type=search]");

/** Whether the focus is where undoing means the last words. */
const writing = () => focused("input, textarea, .cm-content:not([aria-readonly=true])");

/** The digit of a key, wherever the keyboard's layout puts it; none is 0. */
function digit({ code }: ForwardedKey): number {
  return Number(/^Digit([1-9])$/.exec(code)?.[1] ?? 0);
}

/** The steps that a key of the zoom makes, whatever the keyboard. */
function zoomOf({ key, code }: ForwardedKey): number | null {
  if (key === "+" || key === "=") return 1;
  if (key === "-") return -1;
  return key === "0" || code === "Digit0" || code === "Numpad0" ? 0 : null;
}

function done(work: unknown): true {
  void work;
  return true;
}
