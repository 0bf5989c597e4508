import { call, faultOf } from "../backend";
import type { Delivery } from "../backend/bindings/Delivery";
import type { EditionKey } from "../backend/bindings/EditionKey";
import type { EditionPlan } from "../backend/bindings/EditionPlan";
import type { Fault } from "../backend/bindings/Fault";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { MailServer } from "../backend/bindings/MailServer";
import type { MailService } from "../backend/bindings/MailService";
import type { PasswordPlace } from "../backend/bindings/PasswordPlace";
import type { Publication } from "../backend/bindings/Publication";
import type { Security } from "../backend/bindings/Security";

/** The usual port of each way; a server of this machine has none. */
const PORTS: Record<Security, number> = { starttls: 587, tls: 465, plain: 25 };

export const SECURITIES: readonly Security[] = ["starttls", "tls", "plain"];

/** One test send, from the choice of its server to what became of each message. */
export class TestSend {
  readonly offered: readonly EditionPlan[];
  readonly service: MailService;
  readonly usualSender: string;
  /** Whether this machine has no server yet. */
  first = false;
  editions = $state<EditionKey[]>([]);
  to = $state("");
  server = $state.raw<MailServer | null>(null);
  /** What is typed; it is sent to the desk once, and never comes back. */
  password = $state("");
  kept = $state.raw<PasswordPlace | null>(null);
  running = $state(false);
  report = $state.raw<Delivery[] | null>(null);
  /** Why nothing was sent, or kept. */
  fault = $state.raw<Fault | null>(null);

  #kept = "";

  constructor(
    readonly date: IssueDate,
    edition: EditionKey,
    { editions, mailing, sender }: Publication,
  ) {
    this.offered = editions;
    this.editions = [edition];
    this.service = mailing?.service ?? "none";
    this.usualSender = sender?.address ?? "";
  }

  /** Asks what this machine remembers. */
  async load(): Promise<void> {
    try {
      const { server, password, recipients } = await call("sending");
      this.first = server.host === "";
      this.to = recipients.join(", ");
      this.#heard(server, password);
    } catch (error) {
      this.fault = faultOf(error);
    }
  }

  readonly recipients = $derived.by(() =>
    this.to
      .split(/[,;\s]+/)
      .map((address) => address.trim())
      .filter((address) => address !== ""),
  );

  readonly ready = $derived.by(
    () =>
      !this.running &&
      this.editions.length > 0 &&
      this.recipients.length > 0 &&
      (this.server?.host ?? "") !== "",
  );

  set(fields: Partial<MailServer>): void {
    if (this.server !== null) this.server = { ...this.server, ...fields };
  }

  /** A port that nobody chose follows the way. */
  secure(security: Security): void {
    if (this.server === null) return;
    const usual = this.server.port === PORTS[this.server.security];
    this.set({ security, port: usual ? PORTS[security] : this.server.port });
  }

  /** Keeps the server and the password; answers whether they are kept. */
  async keep(): Promise<boolean> {
    const { server, password } = this;
    if (server === null || (password === "" && JSON.stringify(server) === this.#kept)) return true;
    try {
      const asked = { server, password: password === "" ? null : password };
      const kept = await call("save_mail_server", asked);
      this.password = "";
      this.#heard(kept.server, kept.password);
      return true;
    } catch (error) {
      this.fault = faultOf(error);
      return false;
    }
  }

  async run(): Promise<void> {
    this.running = true;
    this.report = null;
    this.fault = null;
    try {
      if (!(await this.keep())) return;
      this.report = await call("send_test", {
        date: this.date,
        editions: $state.snapshot(this.editions),
        recipients: this.recipients,
      });
    } catch (error) {
      this.fault = faultOf(error);
    } finally {
      this.running = false;
    }
  }

  #heard(server: MailServer, password: PasswordPlace | null): void {
    this.server = server;
    this.kept = password;
    this.#kept = JSON.stringify(server);
  }
}
