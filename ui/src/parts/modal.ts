import type { Attachment } from "svelte/attachments";

/**
 * Shows a dialog before everything else. One that is taken away closes without a word: the next
 * dialog may stand there already, and would hear it.
 */
export function modal(onclose: () => void): Attachment<HTMLDialogElement> {
  return (dialog) => {
    dialog.addEventListener("close", onclose);
    dialog.showModal();
    return () => {
      dialog.removeEventListener("close", onclose);
      dialog.close();
    };
  };
}
