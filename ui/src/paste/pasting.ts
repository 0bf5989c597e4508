import { call } from "../backend";
import type { IllustrationKey } from "../backend/bindings/IllustrationKey";
import type { RemotePicture } from "../editor/remote";
import { count } from "../words";
import { base64 } from "./base64";
import { placeOf, type Pasted, type PastedPicture } from "./markdown";

/** What a paste tells the window. */
export interface Outside {
  failed(error: unknown): void;
  tell(words: string): void;
  /** Pictures stayed on the web; links stand for them. */
  left(pictures: readonly RemotePicture[]): void;
  /** New illustrations are in the newsroom. */
  brought(): void;
}

/** What came with a paste or a drop. */
export interface Brought {
  html: string;
  text: string;
  pictures: readonly File[];
}

/** Makes of what is pasted a text of ours, its pictures kept in the newsroom. */
export class Pasting {
  readonly #outside: Outside;

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  /** The Markdown of what was brought. */
  async markdown({ html, text, pictures }: Brought): Promise<string> {
    // Who copies a picture gets its file, and HTML that only points to it.
    if (pictures.length > 0 && !/[\p{L}\p{N}]/u.test(text)) return this.#figures(pictures);
    if (html === "") return text;
    const { markdownOf } = await import("./markdown");
    const pasted = markdownOf(html);
    if (pasted.text === "" && text !== "") return text;
    const written = await this.#illustrated(pasted);
    if (pasted.remote.length > 0) this.#outside.left(pasted.remote);
    if (pasted.missing > 0) this.#outside.tell(count("paste.missing", pasted.missing));
    return written;
  }

  async #figures(files: readonly File[]): Promise<string> {
    const names: string[] = [];
    for (const file of files) {
      const key = await this.#keep({ name: file.name, bytes: await base64(file) });
      if (key !== null) names.push(`![[${key}]]`);
    }
    this.#told(names.length);
    return names.join("\n\n");
  }

  async #illustrated({ text, pictures }: Pasted): Promise<string> {
    let written = text;
    let kept = 0;
    for (const [rank, picture] of pictures.entries()) {
      const key = await this.#keep(picture);
      if (key !== null) kept += 1;
      written = written.replace(placeOf(rank), key === null ? "" : `![[${key}]]`);
    }
    this.#told(kept);
    return written.replace(/\n{3,}/g, "\n\n").trim();
  }

  #told(kept: number): void {
    if (kept === 0) return;
    this.#outside.brought();
    this.#outside.tell(count("paste.pictures", kept));
  }

  async #keep(picture: PastedPicture): Promise<IllustrationKey | null> {
    try {
      return (await call("import_picture", picture)).key;
    } catch (error) {
      this.#outside.failed(error);
      return null;
    }
  }
}
