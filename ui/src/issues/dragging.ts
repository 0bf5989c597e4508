import type { Attachment } from "svelte/attachments";
import type { DraftSlug } from "../backend/bindings/DraftSlug";
import type { SlotRole } from "../backend/bindings/SlotRole";
import type { Board, Fall, Held } from "./board.svelte";
import { isComputed } from "./issues.svelte";

/** So far must the pointer go before a press is a drag. */
const THRESHOLD = 5;
/** So near the edge of the list, it scrolls. */
const EDGE = 56;
const SCROLL = 14;

/** What a press takes hold of, if anything. */
function taken(target: HTMLElement): Held | null {
  if (target.closest("select, input, textarea, .details, [data-still]") !== null) return null;
  const article = target.closest<HTMLElement>("[data-article]");
  if (article !== null) {
    const { article: slug, headline = "", role = "story" } = article.dataset;
    return {
      is: "article",
      article: slug as DraftSlug,
      headline,
      role: role as SlotRole,
    };
  }
  const row = target.closest<HTMLElement>("[data-spot]");
  return row === null ? null : { is: "slot", slot: Number(row.dataset["spot"]) };
}

/** Where what is held would fall under the pointer. */
function under(board: Board, held: Held, x: number, y: number): Fall | null {
  const list = document.querySelector<HTMLElement>('[data-testid="line-up"]');
  const rows = [...(list?.querySelectorAll<HTMLElement>("[data-spot]") ?? [])];
  const frame = list?.getBoundingClientRect();
  if (frame === undefined || x < frame.left || x > frame.right) return null;
  const slots = board.table.slots();
  for (const [at, row] of rows.entries()) {
    const { top, bottom, height } = row.getBoundingClientRect();
    if (y > bottom) continue;
    const slot = slots[at];
    const articles = slot?.articles ?? [];
    if (held.is === "article" && slot !== undefined && !isComputed(slot.role)) {
      if (slot.role === "briefs") {
        // A brief that leaves its place is none of those that it is put among.
        const briefs = [...row.querySelectorAll<HTMLElement>("[data-article]")].filter(
          (brief) => brief.dataset["article"] !== held.article,
        );
        const rank = briefs.findIndex((brief) => {
          const box = brief.getBoundingClientRect();
          return y < box.top + box.height / 2;
        });
        const last = briefs.length;
        if (y > top + 6 && y < bottom - 6) return { into: at, rank: rank < 0 ? last : rank };
      } else if (articles.length === 0 && y > top + height / 5 && y < bottom - height / 5) {
        return { into: at, rank: 0 };
      }
    }
    return { between: y < top + height / 2 ? at : at + 1 };
  }
  return { between: rows.length };
}

/** The words that follow the pointer. */
function ghost(words: string): HTMLElement {
  const card = document.createElement("div");
  card.className = "drag-ghost";
  card.textContent = words;
  card.setAttribute("aria-hidden", "true");
  document.body.append(card);
  return card;
}

/** Lets a pointer take what is inside, and drop it on the board. WebKitGTK knows no other way. */
export function dragging(board: Board): Attachment<HTMLElement> {
  return (inside) => {
    let press: { held: Held; x: number; y: number } | null = null;
    /** Where the pointer is: the board may scroll under it. */
    let at = { x: 0, y: 0 };
    let card: HTMLElement | null = null;
    let scrolling = 0;

    function start(event: PointerEvent) {
      if (event.button !== 0 || !board.table.editable()) return;
      const held = taken(event.target as HTMLElement);
      if (held === null) return;
      press = { held, x: event.clientX, y: event.clientY };
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", stop);
      window.addEventListener("pointercancel", giveUp);
      window.addEventListener("keydown", escape, true);
      window.addEventListener("scroll", look, true);
    }

    function look() {
      if (press !== null && card !== null) board.fall = under(board, press.held, at.x, at.y);
    }

    function move(event: PointerEvent) {
      if (press === null) return;
      const { clientX: x, clientY: y } = event;
      at = { x, y };
      if (card === null) {
        if (Math.hypot(x - press.x, y - press.y) < THRESHOLD) return;
        const { held } = press;
        board.held = held;
        card = ghost(
          held.is === "article" ? held.headline : board.name({ slot: held.slot, brief: null }),
        );
        document.documentElement.dataset["dragging"] = "";
      }
      event.preventDefault();
      card.style.transform = `translate(${x + 12}px, ${y + 8}px)`;
      look();
      scroll(y);
    }

    function scroll(y: number) {
      cancelAnimationFrame(scrolling);
      const list = document.querySelector<HTMLElement>("[data-board-scroll]");
      if (list === null) return;
      const { top, bottom } = list.getBoundingClientRect();
      const by = y < top + EDGE ? -SCROLL : y > bottom - EDGE ? SCROLL : 0;
      if (by === 0) return;
      const on = () => {
        list.scrollBy(0, by);
        scrolling = requestAnimationFrame(on);
      };
      scrolling = requestAnimationFrame(on);
    }

    function clear() {
      cancelAnimationFrame(scrolling);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", stop);
      window.removeEventListener("pointercancel", giveUp);
      window.removeEventListener("keydown", escape, true);
      window.removeEventListener("scroll", look, true);
      delete document.documentElement.dataset["dragging"];
      card?.remove();
      card = null;
      press = null;
    }

    function stop() {
      if (card !== null) {
        swallowClick();
        // What scrolled last has not been told yet.
        look();
        board.drop();
      }
      clear();
    }

    function giveUp() {
      board.held = null;
      board.fall = null;
      clear();
    }

    function escape(event: KeyboardEvent) {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      giveUp();
      // The button is still down.
      window.addEventListener("pointerup", swallowClick, { once: true });
    }

    inside.addEventListener("pointerdown", start);
    return () => {
      inside.removeEventListener("pointerdown", start);
      clear();
    };
  };
}

/** The press that ends a drag selects and opens nothing. */
function swallowClick() {
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, true));
}

function swallow(event: MouseEvent) {
  event.stopPropagation();
  event.preventDefault();
}
