import { WidgetType } from "@codemirror/view";
import type { SaidReference } from "../backend/bindings/SaidReference";
import type { Picture } from "./around";

function element(name: string, look: string, words = ""): HTMLElement {
  const made = document.createElement(name);
  made.className = look;
  made.textContent = words;
  return made;
}

/** Words that stand in the place of signs. */
export class Words extends WidgetType {
  constructor(
    readonly look: string,
    readonly words: string,
    readonly title = "",
  ) {
    super();
  }

  override eq(other: Words): boolean {
    return this.look === other.look && this.words === other.words && this.title === other.title;
  }

  toDOM(): HTMLElement {
    const made = element("span", this.look, this.words);
    if (this.title !== "") made.title = this.title;
    return made;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** A cross-reference as a chip that says what will be printed. */
export function chip(target: string, label: string, said: SaidReference | undefined): Words {
  const known = said?.known ?? true;
  const words = label !== "" ? label : (said?.words ?? target);
  return new Words(known ? "md-chip" : "md-chip md-lost", words, said?.title ?? "");
}

/** A picture of the newsroom, above the line that names it. */
export class Thumbnail extends WidgetType {
  constructor(
    readonly picture: Picture,
    /** Whether it stands in a quote or a callout. */
    readonly quoted: boolean,
  ) {
    super();
  }

  override eq(other: Thumbnail): boolean {
    return this.picture.address === other.picture.address && this.quoted === other.quoted;
  }

  override get estimatedHeight(): number {
    return HIGHEST;
  }

  toDOM(): HTMLElement {
    const { address, label, width, height } = this.picture;
    const made = element("div", this.quoted ? "md-thumbnail md-quoted" : "md-thumbnail");
    const image = document.createElement("img");
    image.src = address;
    image.alt = label;
    image.width = width;
    image.height = height;
    image.draggable = false;
    made.append(image);
    return made;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** The height of a thumbnail, with the air around it. */
const HIGHEST = 176;
