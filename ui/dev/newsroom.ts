// A newsroom in memory, to draw the interface without a desk: `npm run dev`, then `/?fake`.
import { ChangeSet, Text } from "@codemirror/state";
import type { Draft } from "../src/backend/bindings/Draft";
import type { DraftId } from "../src/backend/bindings/DraftId";
import type { DraftSlug } from "../src/backend/bindings/DraftSlug";
import type { DraftSummary } from "../src/backend/bindings/DraftSummary";
import type { IssueDate } from "../src/backend/bindings/IssueDate";
import type { IssueView } from "../src/backend/bindings/IssueView";
import type { ShowPreview } from "../src/backend/bindings/ShowPreview";
import { FakeHost } from "../src/backend/fake";
import bridge from "../src/preview/bridge.js?raw";
import { authors, drafts, lineUp, publication, texts } from "./copy";

const today = "2025-01-21" as IssueDate;
const tomorrow = "2025-01-22" as IssueDate;

const words = (text: string) => text.split(/\s+/).filter(Boolean).length;
const escape = (text: string) =>
  text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? sign);

/** A host whose desk is a few arrays. */
export function newsroom(): FakeHost {
  const all = new Map(drafts.map((draft) => [draft.id, draft]));
  const bodies = new Map(
    drafts.map((draft, at) => [draft.id, Text.of((texts[at] ?? "").split("\n"))]),
  );
  const versions = new Map<DraftId, number>();
  const placed = new Map(
    lineUp.flatMap((slot) => (slot.articles ?? []).map((slug) => [slug, tomorrow] as const)),
  );
  let shown: ShowPreview | null = null;
  let shows = 0;

  const signs = (id: DraftId) => bodies.get(id)?.length ?? 0;
  const find = (id: DraftId): Draft => {
    const draft = all.get(id);
    if (draft === undefined) throw { code: "draft.unknown", params: {}, ours: false };
    return draft;
  };
  const summary = (draft: Draft, at: number): DraftSummary => ({
    draft,
    issue: placed.get(draft.slug) ?? null,
    signs: signs(draft.id),
    changed_at: 1000 - at,
  });
  const issue = (): IssueView => ({
    plan: { date: tomorrow, number: 1042, line_up: lineUp },
    title: "500 milliards pour l’infrastructure IA",
    state: "preparing",
    proof: null,
    articles: Object.fromEntries(
      [...all.values()].map((draft) => [draft.slug, { draft, signs: signs(draft.id) }]),
    ) as IssueView["articles"],
  });

  const section = (draft: Draft) => {
    const body = bodies.get(draft.id)?.toString() ?? "";
    const blocks = body.split(/\n{2,}/).map((block) => `<p>${escape(block)}</p>`);
    return `<section><h2>${escape(draft.headline)}</h2><p><b>${escape(draft.standfirst)}</b></p><div class="texte">${blocks.join("")}</div></section>`;
  };
  const page = () => {
    const of = shown?.of;
    const printed =
      of?.scope === "article"
        ? [find(of.draft)]
        : [...all.values()].filter(({ slug }) => placed.has(slug));
    const html = `<!doctype html><html lang="fr"><meta charset="utf-8"><style>body{font:18px/1.6 Georgia,serif;margin:0;color:#222}main{max-width:36rem;margin:auto;padding:2rem 1.5rem}h2{line-height:1.2;margin:2rem 0 1rem}</style><body><main id="numero">${printed.map(section).join("")}</main><script data-revision="${shows}">${bridge}</script></body></html>`;
    return URL.createObjectURL(new Blob([html], { type: "text/html" }));
  };

  return new FakeHost(
    {
      newsroom: () => ({
        folder: "/home/claire/Qant.marbre",
        publication,
        authors,
        today,
        export_folder: "/home/claire/Qant/exports",
        inbox: "/home/claire/Qant.marbre/inbox",
      }),
      list_drafts: () => [...all.values()].map(summary),
      list_illustrations: () => [],
      list_issues: () => [
        {
          date: tomorrow,
          number: 1042,
          title: issue().title,
          state: "preparing",
          articles: placed.size,
        },
        {
          date: today,
          number: 1041,
          title: "La puce et le contrôleur",
          state: "published",
          articles: 9,
        },
      ],
      start_draft: ({ kind, headline }) => {
        const id = crypto.randomUUID() as DraftId;
        const first = drafts[0] as Draft;
        const draft: Draft = {
          ...first,
          id,
          slug: `papier-${all.size}` as DraftSlug,
          kind,
          headline,
          state: "writing",
          standfirst: "",
          kicker: "",
          authors: [],
        };
        all.set(id, draft);
        bodies.set(id, Text.empty);
        return draft;
      },
      open_draft: (id) => {
        const text = bodies.get(id)?.toString() ?? "";
        return {
          draft: find(id),
          text,
          version: versions.get(id) ?? 0,
          editable: find(id).state !== "published",
          counts: { signs: text.length, words: words(text) },
        };
      },
      edit_draft: ({ draft, updates }) => {
        let text = bodies.get(draft) ?? Text.empty;
        for (const { changes } of updates) text = ChangeSet.fromJSON(changes).apply(text);
        bodies.set(draft, text);
        versions.set(draft, (versions.get(draft) ?? 0) + updates.length);
        return {
          updates,
          accepted: true,
          counts: { signs: text.length, words: words(text.toString()) },
          patch: {
            id: shows,
            from: shows,
            to: shows + 1,
            steps: [{ step: "reload" }],
          },
        };
      },
      pull_draft: () => [],
      revise_draft: ({ draft, fields }) => {
        all.set(draft, { ...find(draft), ...fields, illustration: null });
        return { draft: find(draft), patch: null };
      },
      open_issue: issue,
      new_issue: issue,
      place_draft: issue,
      check_issue: () => [
        {
          rule: "brief-separator",
          severity: "error",
          params: {},
          article: drafts[3]?.slug ?? null,
          draft: drafts[3]?.id ?? null,
          span: [0, 12],
        },
        {
          rule: "straight-apostrophe",
          severity: "warning",
          params: {},
          article: drafts[0]?.slug ?? null,
          draft: drafts[0]?.id ?? null,
          span: [4, 9],
        },
      ],
      close_issue: (date) => ({ date, proof: "b3".repeat(32), warnings: [] }),
      show_preview: (request) => {
        shown = request;
        shows += 1;
        return { id: shows, revision: shows };
      },
      locate_block: () => null,
      export_issue: ({ to }) => ({
        folder: `${to ?? ""}/2025-01-22`,
        proof: "9f".repeat(32),
        files: [
          { path: "web/public/index.html", bytes: 48213, hash: "" },
          { path: "email/subscribers.eml", bytes: 1284011, hash: "" },
          { path: "text/public.txt", bytes: 812, hash: "" },
        ],
      }),
      import_paths: () => ({ things: [], skipped: [] }),
      search_words: ({ words }) =>
        drafts
          .filter(({ headline }) => headline.toLowerCase().includes(words.toLowerCase()))
          .map((draft) => ({
            draft,
            issue: placed.get(draft.slug) ?? null,
            snippet: [
              { text: "… la fin du ", hit: false },
              { text: words, hit: true },
              { text: " tel que nous le connaissions …", hit: false },
            ],
          })),
    },
    page,
  );
}
