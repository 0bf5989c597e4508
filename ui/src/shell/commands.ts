import type { Medium } from "../backend/bindings/Medium";
import { bold, insertBlock, italic } from "../editor/setup";
import type { ForwardedKey } from "../preview/messages";
import type { Command } from "../search/palette.svelte";
import { day, say, speech } from "../words";
import { PANELS } from "./panels";
import { THEMES } from "./settings.svelte";
import type { Shell } from "./shell.svelte";

export const MEDIA: readonly Medium[] = ["web", "email", "text"];

/** Issues that the palette offers to open without searching. */
const RECENT = 8;

const apple = /Mac|iPhone|iPad/.test(navigator.platform);

/** A shortcut as people read it. */
export function keys(name: string): string {
  return apple ? name.replace("Ctrl", "⌘").replace("Alt", "⌥").replaceAll("+", "\u00a0") : name;
}

const PANES = ["pane-lists", "pane-desk", "pane-preview"] as const;

/** Puts the focus in a pane: its text, its frame, or the pane itself. */
export function focusPane(at: number): void {
  const pane = document.getElementById(PANES[at] ?? PANES[0]);
  const first = pane?.querySelector<HTMLElement>(
    ".cm-content, iframe, [aria-current=true], [role=tab][aria-selected=true]",
  );
  (first ?? pane)?.focus();
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
      keys: keys("Ctrl+Shift+D"),
      run: () => shell.askCompare(),
    });
    commands.push({
      id: "remarks",
      title: say("command.remarks"),
      keys: keys("Ctrl+Shift+R"),
      run: () => shell.goToRemarks(),
    });
  }
  if (desk !== null && at === null) {
    commands.push({ id: "place", title: say("draft.place"), run: () => shell.askPlace() });
  }
  commands.push({ id: "who", title: say("who.command"), run: () => shell.askWho() });
  for (const { key, label } of PANELS.filter((panel) => panel.shown(shell))) {
    commands.push({
      id: `panel-${key}`,
      title: say("command.panel", { name: label().toLowerCase() }),
      run: () => shell.settings.choosePanel(key),
    });
  }
  commands.push({
    id: "editions",
    title: say("editions.command"),
    run: () => shell.askEditions(),
  });
  if (desk !== null && !desk.editable) {
    commands.push({
      id: "correct",
      title: say("correct.command"),
      run: () => shell.askCorrection(),
    });
  }
  commands.push({ id: "rules", title: say("command.rules"), run: () => shell.askRules() });
  commands.push({ id: "import", title: say("import.command"), run: () => shell.askImport() });
  if (desk?.editable) {
    const write = (run: (view: NonNullable<Shell["view"]>) => unknown) => () => {
      if (shell.view !== null) run(shell.view);
    };
    commands.push(
      { id: "bold", title: say("editor.bold"), keys: keys("Ctrl+B"), run: write(bold) },
      { id: "italic", title: say("editor.italic"), keys: keys("Ctrl+I"), run: write(italic) },
      ...(newsroom?.publication.callouts ?? []).map(({ key, label }) => ({
        id: `callout-${key}`,
        title: say("editor.callout", { label }),
        run: write((view) => insertBlock(view, `> [!${key}]\n> `)),
      })),
      {
        id: "cut",
        title: say("cut.here"),
        keys: keys("Ctrl+Shift+X"),
        run: () => shell.moveCut("here"),
      },
      { id: "cut-up", title: say("cut.up"), run: () => shell.moveCut(-1) },
      { id: "cut-down", title: say("cut.down"), run: () => shell.moveCut(1) },
      {
        id: "embargo",
        title: say("command.embargo"),
        run: write((view) =>
          insertBlock(view, `<!-- embargo ${at ?? newsroom?.today} 08:00 -->\n\n`),
        ),
      },
    );
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
  for (const { key, name } of newsroom?.publication.editions ?? []) {
    commands.push({
      id: `edition-${key}`,
      title: say("command.edition", { name: name.toLowerCase() }),
      run: () => preview.choose({ edition: key }),
    });
  }
  for (const { date } of shell.issues.latestFirst.slice(0, RECENT)) {
    const title = say("command.open.issue", { date: day(date) });
    commands.push({ id: `issue-${date}`, title, run: () => shell.openIssue(date) });
  }
  commands.push(
    { id: "show-drafts", title: say("command.show.drafts"), run: () => (shell.list = "drafts") },
    { id: "show-issues", title: say("command.show.issues"), run: () => (shell.list = "issues") },
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
  if (key.key === "F6") {
    cyclePanes(key.shiftKey ? -1 : 1);
    return true;
  }
  if (modified && !key.altKey) {
    if (letter === "n" && !key.shiftKey) return done(shell.newDraft());
    if (letter === "e" && !key.shiftKey) return done(shell.askExport());
    if (letter === "c" && key.shiftKey) return done(shell.check());
    if (letter === "b" && key.shiftKey) return done(shell.askProof());
    if (letter === "r" && key.shiftKey) return done(shell.goToRemarks());
    if (letter === "d" && key.shiftKey) return done(shell.askCompare());
    if (letter === "x" && key.shiftKey) return done(shell.moveCut("here"));
    return false;
  }
  const medium = MEDIA[Number(/^Digit([1-9])$/.exec(key.code)?.[1] ?? 0) - 1];
  if (key.altKey && !key.ctrlKey && !key.metaKey && medium !== undefined) {
    return done(shell.preview.choose({ medium }));
  }
  return false;
}

function done(work: unknown): true {
  void work;
  return true;
}
