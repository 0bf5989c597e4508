import { call } from "../backend";
import type { EditionDifference } from "../backend/bindings/EditionDifference";
import type { EditionKey } from "../backend/bindings/EditionKey";
import type { EditionPlan } from "../backend/bindings/EditionPlan";
import type { IssueDate } from "../backend/bindings/IssueDate";

/** Two editions of an issue, side by side. */
export class Comparison {
  left = $state<EditionKey>("public");
  right = $state<EditionKey>("subscribers");
  differences = $state.raw<readonly EditionDifference[] | null>(null);

  #asks = 0;

  constructor(
    readonly date: IssueDate,
    readonly offered: readonly EditionPlan[],
    readonly failed: (error: unknown) => void,
  ) {
    this.left = offered[0]?.key ?? "public";
    this.right = offered[1]?.key ?? this.left;
  }

  choose(choice: { left?: EditionKey; right?: EditionKey }): Promise<void> {
    if (choice.left !== undefined) this.left = choice.left;
    if (choice.right !== undefined) this.right = choice.right;
    return this.look();
  }

  async look(): Promise<void> {
    const turn = (this.#asks += 1);
    const { date, left, right } = this;
    try {
      const differences = await call("compare_editions", { date, left, right });
      if (turn === this.#asks) this.differences = differences;
    } catch (error) {
      this.failed(error);
    }
  }
}
