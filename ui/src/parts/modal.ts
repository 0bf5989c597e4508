import type { Attachment } from "svelte/attachments";

/**
 * Shows a dialog before everything else. One that is taken away closes without a word: the next
 * dialog may stand there already, and would hear it.
 */
export function modal(onclose: () => void): Attachment<HTMLDialogElement> {
  return (dialog) => {
    /** WebKit keeps Escape from the dialog, even when the field has nothing to clear. */
    const leave = ({ key, target }: KeyboardEvent) => {
      const isSearch = target instanceof HTMLInputElement && target.type === "search";
      if (key === "Escape" && isSearch && target.value === "") dialog.close();
    };
    dialog.addEventListener("close", onclose);
    dialog.addEventListener("keydown", leave);
    dialog.showModal();
    return () => {
      dialog.removeEventListener("close", onclose);
      dialog.close();
    };
  };
}
