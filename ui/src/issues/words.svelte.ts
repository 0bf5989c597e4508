const REST = 150;

/** Words being typed in a field: sent after a rest of the fingers, and not written over by an
 *  answer that is older than they are. */
export class Words {
  #own = $state<string | null>(null);
  #sending = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly kept: () => string,
    readonly send: (words: string) => Promise<unknown>,
  ) {}

  get typed(): string {
    return this.#own ?? this.kept();
  }

  type(words: string): void {
    this.#own = words;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), REST);
  }

  flush(): void {
    clearTimeout(this.#timer);
    const words = this.#own;
    if (words === null) return;
    if (words === this.kept() && this.#sending === 0) {
      this.#own = null;
      return;
    }
    this.#sending += 1;
    void this.send(words).finally(() => {
      this.#sending -= 1;
      if (this.#own === words) this.#own = null;
    });
  }
}
