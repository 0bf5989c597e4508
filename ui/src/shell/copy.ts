/** Puts words on the clipboard, also where the page may not ask for it by itself. */
export async function copy(words: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const held = document.activeElement;
    const sheet = document.createElement("textarea");
    sheet.value = words;
    document.body.append(sheet);
    sheet.select();
    document.execCommand("copy");
    sheet.remove();
    if (held instanceof HTMLElement) held.focus();
  }
}
