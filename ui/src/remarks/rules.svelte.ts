import { call } from "../backend";
import type { Level } from "../backend/bindings/Level";
import type { RuleView } from "../backend/bindings/RuleView";

/** The rules of the preflight, as the publication has them. */
export class Rules {
  all = $state.raw<readonly RuleView[]>([]);
  filter = $state("");

  constructor(readonly failed: (error: unknown) => void) {}

  async show(): Promise<void> {
    try {
      this.all = await call("list_rules");
    } catch (error) {
      this.failed(error);
    }
  }

  /** Answers whether it was kept. */
  async choose(rule: string, level: Level | null, reason: string): Promise<boolean> {
    try {
      this.all = await call("choose_rule", { rule, level, reason });
      return true;
    } catch (error) {
      this.failed(error);
      return false;
    }
  }
}

/** Whether the publication takes a rule otherwise than Marbre. */
export function changed(rule: RuleView): boolean {
  return rule.level !== rule.severity;
}
