import type { DraftSlug } from "../backend/bindings/DraftSlug";
import type { IssueView } from "../backend/bindings/IssueView";
import type { PlanChange } from "../backend/bindings/PlanChange";
import type { Slot } from "../backend/bindings/Slot";
import type { SlotView } from "../backend/bindings/SlotView";

type Row = [Slot, SlotView];

const bare = (role: Slot["role"]): Row => [{ role }, { signs: 0, fit: null, median: null }];

const without = ([slot, measures]: Row, article: DraftSlug): Row => [
  { ...slot, articles: (slot.articles ?? []).filter((it) => it !== article) },
  measures,
];

/** The rows as `change` will most likely leave them; what only the desk can tell stays. */
function moved(rows: Row[], change: PlanChange): Row[] {
  switch (change.change) {
    case "move_slot": {
      const [row] = rows.slice(change.slot, change.slot + 1);
      if (row === undefined) return rows;
      const rest = rows.toSpliced(change.slot, 1);
      return rest.toSpliced(change.to, 0, row);
    }
    case "add_slot":
      return rows.toSpliced(change.at, 0, bare(change.role));
    case "remove_slot":
      return rows.toSpliced(change.slot, 1);
    case "take_out":
      return rows.map((row) => without(row, change.article));
    case "put":
      return rows
        .map((row) => without(row, change.article))
        .map(([slot, measures], at) => {
          if (at !== change.slot) return [slot, measures];
          const articles = (slot.articles ?? []).toSpliced(change.rank, 0, change.article);
          return [{ ...slot, articles }, measures];
        });
    case "show":
      return rows.map(([slot, measures], at) => {
        if (at !== change.slot) return [slot, measures];
        const visibility = { ...slot.visibility, [change.edition]: change.visibility };
        return [{ ...slot, visibility }, measures];
      });
    default:
      return rows;
  }
}

/** What a change does to the line-up that is drawn, before the desk has answered. */
export function drawn(view: IssueView, change: PlanChange): IssueView {
  const { line_up } = view.plan;
  const rows = line_up.map((slot, at): Row => [slot, view.slots[at] ?? bare(slot.role)[1]]);
  const after = moved(rows, change);
  if (after === rows) return view;
  return {
    ...view,
    plan: { ...view.plan, line_up: after.map(([slot]) => slot) },
    slots: after.map(([, measures]) => measures),
  };
}
