//! A small issue with nothing to be said against it, which a test then spoils in one place.

use std::collections::BTreeMap;

use newsroom::{
    ArchivedArticle, ArchivedIssue, Article, ArticleKind, Author, DigitalSource, Draft, DraftSlug,
    DraftState, EditionKey, Illustration, IssuePlan, Language, LanguageTag, LineUp, PictureFormat,
    Proof, Publication, Sender, Slot, SlotRole, Visibility,
};

/// The dossier's text: a public half, then a half that the public edition holds back.
pub(crate) const DOSSIER: &str = "\
Les ports du nord ont changé de métier en dix ans, et personne ne l’a vraiment raconté.

<!-- coupe -->

Le contrat secret prévoit une redevance de neuf centimes par conteneur débarqué.

::: abonnés
La clause de sortie, elle, n’a jamais été lue par les élus du port.
:::
";

pub(crate) fn slug(slug: &str) -> DraftSlug {
    slug.parse().unwrap()
}

/// The proof of Wednesday 22 January 2025.
pub(crate) fn clean() -> Proof {
    let mut publication = Publication::founded("Pli", Language::Fr);
    publication.base_url = "https://pli.example".into();
    publication.unsubscribe_url = "https://pli.example/quitter".into();
    publication.legal = "Pli est publié par les Éditions du Quai, à Dunkerque.".into();
    publication.sender = Some(Sender { name: "Pli".into(), address: "bonjour@pli.example".into() });

    let articles = [
        article(
            "grues",
            ArticleKind::Story,
            "Les grues se taisent",
            "Un silence inattendu règne depuis lundi sur les quais (lire Pli du 15 janvier).\n",
        ),
        article("ports", ArticleKind::Dossier, "Le nouvel âge des ports", DOSSIER),
        article(
            "bouees",
            ArticleKind::Brief,
            "Des bouées connectées",
            "Elles mesurent la houle toutes les dix secondes.\n",
        ),
    ];
    let mut lead = Slot::empty(SlotRole::Lead);
    lead.articles.push(slug("grues"));
    let mut dossier = Slot::empty(SlotRole::Dossier);
    dossier.articles.push(slug("ports"));
    dossier.visibility.insert(EditionKey::public(), Visibility::Cut);
    let mut briefs = Slot::empty(SlotRole::Briefs);
    briefs.articles.push(slug("bouees"));
    let teaser = Slot::empty(SlotRole::Teaser);

    let author = Author {
        key: "ines-morel".parse().unwrap(),
        name: "Inès Morel".into(),
        initials: "I. M.".into(),
        bio: String::new(),
    };
    let picture = illustration();
    let past = ArchivedIssue {
        title: "La marée haute".into(),
        articles: BTreeMap::from([(
            slug("maree"),
            ArchivedArticle { headline: "La marée haute".into() },
        )]),
    };
    Proof {
        publication,
        plan: IssuePlan {
            line_up: LineUp::new(vec![lead, dossier, briefs, teaser]).unwrap(),
            ..IssuePlan::new("2025-01-22".parse().unwrap(), 12)
        },
        articles: articles.into_iter().map(|a| (a.draft.slug.clone(), a)).collect(),
        authors: BTreeMap::from([(author.key.clone(), author)]),
        illustrations: BTreeMap::from([(picture.key.clone(), picture)]),
        archive: BTreeMap::from([("2025-01-15".parse().unwrap(), past)]),
        latest: Vec::new(),
    }
}

pub(crate) fn illustration() -> Illustration {
    Illustration {
        key: "quai".parse().unwrap(),
        hash: "0".repeat(64),
        format: PictureFormat::Jpeg,
        width: 1600,
        height: 900,
        alt: "Une grue rouge immobile au-dessus d’un quai désert".into(),
        decorative: false,
        caption: "Le quai des Flandres, lundi matin".into(),
        credit: Some("I. Morel".into()),
        author: None,
        tool: None,
        source: String::new(),
        licence: "Commande".into(),
        expires: None,
        digital_source: DigitalSource::Photograph,
        realistic: false,
        search: None,
        crop: newsroom::Crop::default(),
        credentials: false,
        colour: None,
    }
}

fn article(name: &str, kind: ArticleKind, headline: &str, text: &str) -> Article {
    let draft = Draft {
        id: "0194a000-0000-7000-8000-000000000001".parse().unwrap(),
        slug: slug(name),
        kind,
        state: DraftState::Ready,
        language: LanguageTag::default(),
        kicker: String::new(),
        headline: headline.into(),
        standfirst: format!("{headline}, et ce que cela change pour les dockers."),
        keyword: "Bouées".into(),
        authors: vec!["ines-morel".parse().unwrap()],
        illustration: None,
        link: "https://exemple.fr/".into(),
        source: String::new(),
        date: None,
        tags: Vec::new(),
        origin: None,
    };
    Article { draft, text: text.into() }
}
