//! The words that every page computes, in the language of the publication.
//!
//! They are printed, not shown by the interface: they belong to the page and to its bytes.

use newsroom::Language;

/// The computed words of one language.
pub(crate) struct Words {
    pub(crate) greeting: &'static str,
    pub(crate) by: &'static str,
    pub(crate) and: &'static str,
    pub(crate) source: &'static str,
    pub(crate) number: &'static str,
    pub(crate) briefs: &'static str,
    pub(crate) picture: &'static str,
    pub(crate) figure: &'static str,
    pub(crate) note: &'static str,
    pub(crate) back: &'static str,
    pub(crate) teaser: &'static str,
    pub(crate) bios: &'static str,
    pub(crate) latest: &'static str,
    pub(crate) reserved: &'static str,
    pub(crate) subscribe: &'static str,
    pub(crate) unsubscribe: &'static str,
    pub(crate) online: &'static str,
    pub(crate) illustration: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) above: &'static str,
    pub(crate) below: &'static str,
    pub(crate) gated: &'static str,
    pub(crate) read_dossier: &'static str,
    pub(crate) read_article: &'static str,
    pub(crate) read_brief: &'static str,
    pub(crate) see_picture: &'static str,
    pub(crate) see_figure: &'static str,
    pub(crate) open_graph: &'static str,
}

const FR: Words = Words {
    greeting: "Bienvenue dans {publication}, {date}.",
    by: "Par ",
    and: " et ",
    source: "Source\u{a0}: ",
    number: "nº\u{a0}",
    briefs: "En bref",
    picture: "L’image du jour",
    figure: "Le chiffre du jour",
    note: "Note\u{a0}",
    back: "Retour au texte",
    teaser: "Aujourd’hui pour les abonnés",
    bios: "Ils signent ce numéro",
    latest: "Derniers articles",
    reserved: "La suite est réservée aux abonnés.",
    subscribe: "S’abonner",
    unsubscribe: "Se désabonner",
    online: "Lire en ligne",
    illustration: "Illustration\u{a0}: ",
    summary: "Au sommaire",
    above: " ci-dessus",
    below: " ci-dessous",
    gated: ", réservé aux abonnés",
    read_dossier: "lire le dossier",
    read_article: "lire l’article ",
    read_brief: "lire en bref ",
    see_picture: "voir l’image du jour",
    see_figure: "voir le chiffre du jour",
    open_graph: "fr_FR",
};

const EN: Words = Words {
    greeting: "Welcome to {publication}, {date}.",
    by: "By ",
    and: " and ",
    source: "Source: ",
    number: "No.\u{a0}",
    briefs: "In brief",
    picture: "Picture of the day",
    figure: "Figure of the day",
    note: "Note\u{a0}",
    back: "Back to the text",
    teaser: "Today for subscribers",
    bios: "In this issue",
    latest: "Latest articles",
    reserved: "The rest is for subscribers.",
    subscribe: "Subscribe",
    unsubscribe: "Unsubscribe",
    online: "Read online",
    illustration: "Illustration: ",
    summary: "In this issue",
    above: " above",
    below: " below",
    gated: ", for subscribers",
    read_dossier: "read the feature",
    read_article: "read ",
    read_brief: "read the brief ",
    see_picture: "see the picture of the day",
    see_figure: "see the figure of the day",
    open_graph: "en_GB",
};

/// The words of `language`.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::Fr => &FR,
        Language::En => &EN,
    }
}
