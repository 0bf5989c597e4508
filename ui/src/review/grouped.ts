import type { RemarkSource } from "../backend/bindings/RemarkSource";
import type { WordRemark } from "../backend/bindings/WordRemark";

/** The remarks of a rule, as a list shows them. */
export interface RuleGroup {
  rule: string;
  source: RemarkSource;
  remarks: WordRemark[];
}

const rank = ({ remarks }: RuleGroup) => (remarks.some((it) => it.severity === "error") ? 0 : 1);

/** The remarks by rule: errors first, then rules in the order of the page, safe ones last. */
export function grouped(remarks: readonly WordRemark[]): RuleGroup[] {
  const groups = new Map<string, RuleGroup>();
  for (const remark of remarks) {
    const { rule, source } = remark;
    const group = groups.get(rule) ?? { rule, source, remarks: [] };
    group.remarks.push(remark);
    groups.set(rule, group);
  }
  const safe = ({ remarks: [first] }: RuleGroup) => (first?.safe === true ? 1 : 0);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || safe(a) - safe(b));
}
