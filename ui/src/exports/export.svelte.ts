import { call } from "../backend";
import type { EditionKey } from "../backend/bindings/EditionKey";
import type { EditionPlan } from "../backend/bindings/EditionPlan";
import type { ExportForm } from "../backend/bindings/ExportForm";
import type { ExportReport } from "../backend/bindings/ExportReport";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { MailService } from "../backend/bindings/MailService";

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

/** One export of an issue, from the choice of its forms to its report. */
export class Export {
  to = $state("");
  editions = $state<EditionKey[]>([]);
  forms = $state<ExportForm[]>(["web", "email", "text"]);
  service = $state<MailService>("none");
  running = $state(false);
  report = $state.raw<ExportReport | null>(null);

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
    () => !this.running && this.editions.length > 0 && this.forms.length > 0,
  );

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
    try {
      this.report = await call("export_issue", {
        date: this.date,
        to: this.to.trim() === "" ? null : this.to.trim(),
        editions: $state.snapshot(this.editions),
        forms: $state.snapshot(this.forms),
      });
    } catch (error) {
      this.failed(error);
    } finally {
      this.running = false;
    }
  }
}
