const KEPT = "marbre.language";

/** A language that the interface speaks. */
export type LanguageOfWords = "fr" | "en";

function spoken(tag: string | null | undefined): LanguageOfWords | null {
  const language = tag?.slice(0, 2).toLowerCase();
  return language === "fr" || language === "en" ? language : null;
}

/** The language that the interface speaks. */
export class Speech {
  language = $state<LanguageOfWords>("fr");

  constructor() {
    this.language = spoken(localStorage.getItem(KEPT)) ?? spoken(navigator.language) ?? "fr";
  }

  /** Speaks as the publication does, unless the person chose. */
  follow(locale: LanguageOfWords): void {
    if (localStorage.getItem(KEPT) === null) this.language = locale;
  }

  choose(language: LanguageOfWords): void {
    localStorage.setItem(KEPT, language);
    this.language = language;
  }
}

/** The one language of the window. */
export const speech = new Speech();
