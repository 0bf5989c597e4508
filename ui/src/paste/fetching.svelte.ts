import { call, faultOf } from "../backend";
import type { IllustrationChoice } from "../backend/bindings/IllustrationChoice";
import type { LinkView } from "../backend/bindings/LinkView";
import type { RemotePicture } from "../editor/remote";
import { mapOf } from "../parts/maps";
import { sayFault } from "../words";

/** A picture of the web that a person may ask for, and its address as it must be seen. */
export interface Wanted {
  picture: RemotePicture;
  link: LinkView;
}

/** Why a picture did not come. */
export type Failure = ReturnType<typeof sayFault>;

/** Pictures of the web on their way into the newsroom, once a person has seen their addresses. */
export class Fetching {
  /** Those that are not here yet. */
  left = $state.raw<readonly Wanted[]>([]);
  failures = $state.raw<ReadonlyMap<string, Failure>>(mapOf([]));
  running = $state(false);
  /** How many came. */
  came = 0;

  readonly #kept: (picture: RemotePicture, choice: IllustrationChoice) => void;

  constructor(
    wanted: readonly Wanted[],
    kept: (picture: RemotePicture, choice: IllustrationChoice) => void,
  ) {
    this.left = wanted;
    this.#kept = kept;
  }

  /** Asks the sites for the pictures, one after the other; answers whether all came. */
  async run(): Promise<boolean> {
    if (this.running) return false;
    this.running = true;
    this.failures = mapOf([]);
    for (const wanted of this.left) await this.#fetch(wanted);
    this.running = false;
    return this.left.length === 0;
  }

  async #fetch(wanted: Wanted): Promise<void> {
    const { picture, link } = wanted;
    try {
      const choice = await call("fetch_picture", { address: link.address, name: picture.name });
      this.left = this.left.filter((one) => one !== wanted);
      this.came += 1;
      this.#kept(picture, choice);
    } catch (error) {
      const failure = sayFault(faultOf(error));
      this.failures = mapOf([...this.failures, [link.address, failure]]);
    }
  }
}
