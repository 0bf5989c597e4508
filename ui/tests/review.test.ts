import { describe, expect, it, vi } from "vitest";
import { connect } from "../src/backend";
import type { DraftSlug } from "../src/backend/bindings/DraftSlug";
import type { IssueDate } from "../src/backend/bindings/IssueDate";
import type { RemarkView } from "../src/backend/bindings/RemarkView";
import { FakeHost } from "../src/backend/fake";
import { lines } from "../src/proofs/lines";
import { byArticle } from "../src/remarks/group";
import { Review } from "../src/remarks/review.svelte";

const date = "2025-01-22" as IssueDate;
const remark = (rule: string, article: string | null, accepted = false): RemarkView => ({
  rule,
  severity: "warning",
  params: {},
  article: article as DraftSlug | null,
  draft: null,
  field: null,
  span: null,
  fingerprint: `${rule} ${article}`,
  mends: false,
  accepted: accepted ? { who: "I. V.", reason: "Voulu", at: 0 } : null,
});

describe("the remarks", () => {
  it("stand under their article, in the order they came", () => {
    const groups = byArticle([remark("a", "un"), remark("b", null), remark("c", "un")]);
    expect(groups.map(({ article, remarks }) => [article, remarks.length])).toEqual([
      ["un", 2],
      [null, 1],
    ]);
  });

  it("count what waits, and not what was accepted", async () => {
    connect(new FakeHost({ review_issue: () => [remark("a", "un"), remark("b", "un", true)] }));
    const review = new Review(vi.fn());
    review.follow(date);
    await review.look();
    expect([review.waiting, review.accepted.length, review.known]).toEqual([1, 1, true]);
  });

  it("are those of the last question, and of the issue at hand", async () => {
    const answers: ((remarks: RemarkView[]) => void)[] = [];
    const wait = () => new Promise<RemarkView[]>((done) => answers.push(done));
    connect(new FakeHost({ review_issue: wait }));
    const review = new Review(vi.fn());
    review.follow(date);
    const [first, second] = [review.look(), review.look()];
    answers[1]?.([remark("late", null)]);
    answers[0]?.([remark("early", null)]);
    await Promise.all([first, second]);
    expect(review.remarks.map(({ rule }) => rule)).toEqual(["late"]);
    const third = review.look();
    review.follow(null);
    answers[2]?.([remark("gone", null)]);
    await third;
    expect(review.remarks).toEqual([]);
  });
});

describe("what leaves", () => {
  it("is told edition by edition and medium by medium", () => {
    const file = (edition: string, form: "web" | "email", path: string, bytes: number) => ({
      edition,
      form,
      path,
      bytes,
      hash: "",
    });
    const told = lines([
      file("public", "web", "web/public/index.html", 10),
      file("public", "web", "web/public/pictures/a.jpg", 30),
      file("public", "email", "email/public.eml", 5),
    ]);
    expect(told).toEqual([
      { edition: "public", form: "web", files: 2, bytes: 40 },
      { edition: "public", form: "email", files: 1, bytes: 5 },
    ]);
  });
});
