const KEPT = "marbre.recent";
const MOST = 16;

/** What the person went to last, by the name it has in the palette; the latest first. */
export class Recent {
  ids = $state.raw<string[]>((localStorage.getItem(KEPT) ?? "").split(" ").filter(Boolean));

  add(id: string): void {
    if (this.ids[0] === id) return;
    this.ids = [id, ...this.ids.filter((other) => other !== id)].slice(0, MOST);
    localStorage.setItem(KEPT, this.ids.join(" "));
  }
}
