// The copy of the newsroom in memory.
import type { Author } from "../src/backend/bindings/Author";
import type { AuthorKey } from "../src/backend/bindings/AuthorKey";
import type { Draft } from "../src/backend/bindings/Draft";
import type { DraftId } from "../src/backend/bindings/DraftId";
import type { DraftSlug } from "../src/backend/bindings/DraftSlug";
import type { LineUp } from "../src/backend/bindings/LineUp";
import type { Publication } from "../src/backend/bindings/Publication";

const slug = (words: string) => words as DraftSlug;
const signs = (key: string) => key as AuthorKey;

export const authors: Author[] = [
  { key: signs("marion-de-roche"), name: "Marion de Roche", initials: "M. de R." },
  { key: signs("jean-rognon"), name: "Jean Rognon" },
  { key: signs("ilyes-haddad"), name: "Ilyès Haddad" },
];

export const publication: Publication = {
  name: "Qant",
  motto: "Les révolutions technologiques, chaque matin",
  locale: "fr",
  callouts: [
    { key: "filigrane", label: "En filigrane" },
    { key: "surveiller", label: "À surveiller" },
  ],
  editions: [
    { key: "public", name: "Publique", open: true },
    { key: "subscribers", name: "Abonnés" },
  ],
  house_style: { typography: "fr-presse", brief_separator: "•", read_more: "Lire la suite" },
  template: [],
};

function draft(at: number, given: Partial<Draft> & Pick<Draft, "slug" | "headline">): Draft {
  return {
    id: `00000000-0000-7000-8000-00000000000${at}` as DraftId,
    kind: "story",
    state: "writing",
    language: "fr",
    kicker: "",
    standfirst: "",
    keyword: "",
    authors: [],
    illustration: null,
    link: "",
    source: "",
    date: null,
    tags: [],
    origin: null,
    ...given,
  };
}

export const drafts: Draft[] = [
  draft(1, {
    slug: slug("stargate"),
    headline: "500 milliards pour l’infrastructure IA",
    kicker: "Centres de données",
    standfirst:
      "Trois groupes promettent le plus grand chantier numérique de l’histoire américaine. Reste à trouver l’argent, et l’électricité.",
    state: "to_review",
    authors: [signs("marion-de-roche")],
  }),
  draft(2, {
    slug: slug("export-puces"),
    headline: "Puces : Washington referme la porte de service",
    state: "ready",
    authors: [signs("jean-rognon"), signs("ilyes-haddad")],
  }),
  draft(3, {
    slug: slug("dossier-energie"),
    headline: "Ce que l’intelligence artificielle coûte au réseau",
    kind: "dossier",
    state: "writing",
    authors: [signs("ilyes-haddad")],
  }),
  draft(4, {
    slug: slug("breve-fusion"),
    headline: "Fusion : 1 066 secondes de plasma",
    kind: "brief",
    state: "reviewed",
    keyword: "fusion",
    link: "https://example.org/fusion",
  }),
  draft(5, {
    slug: slug("interview-quantique"),
    headline: "« Le quantique utile n’attendra pas 2035 »",
    state: "idea",
  }),
  draft(6, {
    slug: slug("souverainete"),
    headline: "Nuage souverain, l’addition",
    state: "published",
    authors: [signs("marion-de-roche")],
  }),
];

export const texts: string[] = [
  `L’annonce tient en un chiffre : **500 milliards de dollars** en quatre ans. OpenAI, SoftBank et Oracle ont présenté mardi à la Maison-Blanche une société commune, *Stargate*, chargée de bâtir aux États-Unis les centres de données de la prochaine génération de modèles.

Cent milliards seraient engagés « immédiatement ». Dix bâtiments sortent déjà de terre au Texas, sur un terrain qui en attend dix autres (lire [[2025-01-15#export-puces]]).

## L’électricité d’abord

Aucun des trois partenaires ne possède la puissance électrique que ce plan suppose. Chaque site demanderait près d’un gigawatt, soit la production d’un réacteur nucléaire.

> [!filigrane]
> Le montant annoncé dépasse la trésorerie réunie des trois groupes. La dette portera l’essentiel.

> [!surveiller] Le temps long
> Le calendrier des raccordements, que les opérateurs de réseau comptent en années.`,
  "Le département du Commerce étend ses contrôles aux filiales étrangères.",
  "Une requête consomme peu. Un milliard de requêtes consomme une ville.\n\n<!-- coupe -->\n\nLa suite est réservée.",
  "Fusion • Le tokamak chinois EAST a tenu un plasma pendant 1 066 secondes.",
  "",
  "Le nuage souverain a un prix, et personne ne veut le payer seul.",
];

export const lineUp: LineUp = [
  { role: "epigraph" },
  { role: "lead", articles: [slug("stargate")], budget: 900 },
  { role: "story", articles: [slug("export-puces")], budget: 2200 },
  { role: "story" },
  { role: "dossier", articles: [slug("dossier-energie")], visibility: { public: "cut" } },
  { role: "briefs", articles: [slug("breve-fusion")] },
  { role: "teaser" },
  { role: "masthead" },
];
