import { call } from "../backend";
import type { Container } from "../backend/bindings/Container";
import type { EditionKey } from "../backend/bindings/EditionKey";
import type { EditionPlan } from "../backend/bindings/EditionPlan";
import type { ExportForm } from "../backend/bindings/ExportForm";
import type { ExportReport } from "../backend/bindings/ExportReport";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { MailService } from "../backend/bindings/MailService";
import type { PackageKind } from "../backend/bindings/PackageKind";
import type { PackageReport } from "../backend/bindings/PackageReport";
import type { PackageView } from "../backend/bindings/PackageView";
import { knows, say } from "../words";

/** Every form, in the order the dialog shows them. */
export const FORMS: readonly ExportForm[] = ["web", "email", "text", "folder"];

/** Every service that may send the mail, the one that nobody named first. */
export const SERVICES: readonly MailService[] = [
  "none",
  "brevo",
  "ghost",
  "listmonk",
  "mailchannels",
  "mailchimp",
  "mailjet",
];

/** The sentence that a name of Rust’s completes. */
export function named(stem: "loss" | "receipt.of", name: string): string {
  const key = `${stem}.${name}`;
  return knows(key) ? say(key) : name;
}

/** What may hold a package. */
export const CONTAINERS: readonly Container[] = ["folder", "zip", "tar.zst"];

/** One export of an issue, from the choice of its forms to its report. */
export class Export {
  to = $state("");
  editions = $state<EditionKey[]>([]);
  forms = $state<ExportForm[]>(["web", "email", "text"]);
  service = $state<MailService>("none");
  running = $state(false);
  report = $state.raw<ExportReport | null>(null);
  /** What is exported: the readers’ files, or a package. */
  package = $state<"files" | PackageKind>("files");
  container = $state<Container>("folder");
  packages = $state.raw<PackageView[]>([]);
  packed = $state.raw<PackageReport | null>(null);

  constructor(
    readonly date: IssueDate,
    readonly offered: readonly EditionPlan[],
    folder: string,
    service: MailService,
    readonly failed: (error: unknown) => void,
  ) {
    this.to = folder;
    this.service = service;
    this.editions = offered.map(({ key }) => key);
  }

  readonly ready = $derived.by(
    () =>
      !this.running &&
      (this.package !== "files" || (this.editions.length > 0 && this.forms.length > 0)),
  );

  /** What the chosen package loses. */
  readonly loses = $derived.by(
    () => this.packages.find((one) => one.package === this.package)?.loses ?? [],
  );

  async offer(): Promise<void> {
    try {
      this.packages = await call("list_packages");
    } catch (error) {
      this.failed(error);
    }
  }

  /** The service is the publication's, and holds for its other issues too. */
  async choose(service: MailService): Promise<void> {
    const before = this.service;
    this.service = service;
    try {
      await call("choose_mail_service", { service });
    } catch (error) {
      this.service = before;
      this.failed(error);
    }
  }

  async run(): Promise<void> {
    this.running = true;
    this.report = null;
    this.packed = null;
    const { date, container } = this;
    const to = this.to.trim() === "" ? null : this.to.trim();
    try {
      if (this.package === "files") {
        this.report = await call("export_issue", {
          date,
          to,
          editions: $state.snapshot(this.editions),
          forms: $state.snapshot(this.forms),
        });
      } else {
        const asked = { date, to, package: this.package, container, edition: null };
        this.packed = await call("export_package", asked);
      }
    } catch (error) {
      this.failed(error);
    } finally {
      this.running = false;
    }
  }
}
