import type { EditionKey } from "../backend/bindings/EditionKey";
import type { ExportForm } from "../backend/bindings/ExportForm";
import type { LeavingFile } from "../backend/bindings/LeavingFile";

/** What leaves, in lines: an edition in a medium, how many files, how heavy. */
export function lines(files: readonly LeavingFile[]): {
  edition: EditionKey;
  form: ExportForm;
  files: number;
  bytes: number;
}[] {
  const found = new Map<string, ReturnType<typeof lines>[number]>();
  for (const { edition, form, bytes } of files) {
    const key = `${edition} ${form}`;
    const line = found.get(key) ?? { edition, form, files: 0, bytes: 0 };
    found.set(key, { ...line, files: line.files + 1, bytes: line.bytes + Number(bytes) });
  }
  return [...found.values()];
}
