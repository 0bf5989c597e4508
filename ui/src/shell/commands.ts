import type { Medium } from "../backend/bindings/Medium";
import { STATES } from "../drafts/groups";
import { bold, insertBlock, italic } from "../editor/setup";
import type { ForwardedKey } from "../preview/messages";
import type { Command } from "../search/palette.svelte";
import { say, speech } from "../words";
import { PANELS } from "./panels";
import { THEMES } from "./settings.svelte";
import type { Shell } from "./shell.svelte";

export const MEDIA: readonly Medium[] = ["web", "email", "text"];

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
    ".cm-content, iframe, [role=listbox], [aria-current=true], [role=tab][aria-selected=true]",
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
  commands.push({ id: "rules", title: say("command.rules"), run: () => shell.askRules() });
  if (desk?.editable === true) {
    STATES.forEach((state, index) =>
      commands.push({
        id: `state-${state}`,
        title: say("command.state", { name: say(`state.${state}`).toLowerCase() }),
        keys: keys(`Ctrl+Shift+${index + 1}`),
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
        title: say("editor.cut"),
        run: write((view) => insertBlock(view, "<!-- coupe -->\n\n")),
      },
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
  if (key.key === "F1") return done(shell.askGuide());
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
    if (letter === "g" && key.shiftKey && shell.desk !== null) return done(shell.sayLengths());
    const state = key.shiftKey ? STATES[digit(key) - 1] : undefined;
    if (state !== undefined && shell.desk !== null) return done(shell.setState(state));
    return false;
  }
  if (modified && key.altKey && letter === "m" && shell.desk !== null) {
    return done(shell.writeNote());
  }
  const medium = MEDIA[digit(key) - 1];
  if (key.altKey && !key.ctrlKey && !key.metaKey && medium !== undefined) {
    return done(shell.preview.choose({ medium }));
  }
  return false;
}

/** The digit of a key, wherever the keyboard's layout puts it; none is 0. */
function digit({ code }: ForwardedKey): number {
  return Number(/^Digit([1-9])$/.exec(code)?.[1] ?? 0);
}

function done(work: unknown): true {
  void work;
  return true;
}
