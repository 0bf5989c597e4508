import type { Attachment } from "svelte/attachments";

/** Keeps a text area as high as its words. */
export function growing(words: () => string): Attachment<HTMLTextAreaElement> {
  return (area) => {
    const fit = () => {
      area.style.height = "auto";
      area.style.height = `${area.scrollHeight}px`;
    };
    $effect(() => {
      words();
      fit();
    });
    const seen = new ResizeObserver(fit);
    seen.observe(area.parentElement ?? area);
    void document.fonts?.ready.then(fit);
    return () => seen.disconnect();
  };
}
