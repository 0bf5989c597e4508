import { call } from "../backend";
import type { ImportReport } from "../backend/bindings/ImportReport";
import type { Outcome } from "../backend/bindings/Outcome";
import { count } from "../words";

/** How many things of a report are new, changed, unchanged, in words. */
export function outcomes(report: ImportReport): Record<Outcome, string> {
  const of = (outcome: Outcome) => report.things.filter((it) => it.outcome === outcome).length;
  return {
    added: count("import.added", of("added")),
    changed: count("import.changed", of("changed")),
    unchanged: count("import.unchanged", of("unchanged")),
  };
}

/** Whether a report brought anything. */
export function brings(report: ImportReport): boolean {
  return report.things.some(({ outcome }) => outcome !== "unchanged");
}

/** One import: the paths given, then the report. */
export class Import {
  paths = $state("");
  running = $state(false);
  report = $state.raw<ImportReport | null>(null);

  constructor(
    readonly inbox: string,
    readonly failed: (error: unknown) => void,
  ) {}

  readonly given = $derived.by(() =>
    this.paths
      .split("\n")
      .map((path) => path.trim())
      .filter(Boolean),
  );

  async run(): Promise<void> {
    this.running = true;
    this.report = null;
    try {
      this.report = await call("import_paths", { paths: this.given });
    } catch (error) {
      this.failed(error);
    } finally {
      this.running = false;
    }
  }
}
