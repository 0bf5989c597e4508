import type { RemarkView } from "../backend/bindings/RemarkView";

/** Remarks under the article that they are on; those on the issue come first. */
export function byArticle(remarks: readonly RemarkView[]): {
  article: string | null;
  remarks: RemarkView[];
}[] {
  const groups = new Map<string | null, RemarkView[]>();
  for (const remark of remarks) {
    const group = groups.get(remark.article);
    if (group === undefined) groups.set(remark.article, [remark]);
    else group.push(remark);
  }
  return [...groups].map(([article, found]) => ({ article, remarks: found }));
}
