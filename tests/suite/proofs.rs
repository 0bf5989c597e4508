//! A proof as a newsroom would pull it, small enough to be read: what the pages are tested on.

use std::collections::BTreeMap;

use newsroom::{
    Article, ArticleKind, Author, DigitalSource, Draft, DraftId, DraftState, EditionKey, Epigraph,
    Illustration, IssueDate, IssuePlan, Language, LanguageTag, LatestArticle, LineUp,
    PictureFormat, Proof, Publication, Sender, Slot, SlotRole, Visibility,
    proof::{ArchivedArticle, ArchivedIssue},
};

/// Reads a key, a date, an edition: what a test writes is well formed.
pub(crate) fn key<T: std::str::FromStr>(written: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    written.parse().expect("a well-formed key")
}

/// A draft of `kind` with a headline and a text.
pub(crate) fn article(slug: &str, kind: ArticleKind, headline: &str, text: &str) -> Article {
    Article {
        draft: Draft {
            id: DraftId(Default::default()),
            slug: key(slug),
            kind,
            state: DraftState::Ready,
            language: LanguageTag::default(),
            kicker: String::new(),
            headline: headline.into(),
            standfirst: String::new(),
            keyword: String::new(),
            authors: Vec::new(),
            illustration: None,
            link: String::new(),
            source: String::new(),
            date: None,
            tags: Vec::new(),
            origin: None,
        },
        text: text.into(),
    }
}

/// A publication with everything that a page may print of it.
pub(crate) fn publication() -> Publication {
    let mut publication = Publication::founded("Le Pli", Language::Fr);
    publication.motto = "L’actualité des idées, pliée en quatre".into();
    publication.base_url = "https://lepli.example/numeros".into();
    publication.subscribe_url = "https://lepli.example/abonnement".into();
    publication.unsubscribe_url = "https://lepli.example/quitter?liste=quotidien".into();
    publication.sender =
        Some(Sender { name: "Le Pli".into(), address: "redaction@lepli.example".into() });
    publication.team = "Rédaction en chef : Inès Marchetti\nRédaction : Marion de Roche".into();
    publication.legal = "Le Pli est publié par les Éditions de l’Angle, Nantes.".into();
    publication
}

/// An issue with one of everything: the dossier is cut for the public, a story hidden from it.
pub(crate) fn proof() -> Proof {
    let mut articles = vec![lead(), export(), dossier(), hidden()];
    articles.extend(briefs());
    articles.extend([picture(), figure()]);
    let articles: BTreeMap<_, _> =
        articles.into_iter().map(|article| (article.draft.slug.clone(), article)).collect();
    Proof {
        publication: publication(),
        plan: plan(),
        articles,
        authors: authors().into_iter().map(|author| (author.key.clone(), author)).collect(),
        illustrations: illustrations()
            .into_iter()
            .map(|picture| (picture.key.clone(), picture))
            .collect(),
        archive: archive(),
        latest: vec![
            LatestArticle {
                date: key("2025-01-21"),
                slug: key("cable-baltique"),
                headline: "Un câble de plus au fond de la Baltique".into(),
            },
            LatestArticle {
                date: key("2025-01-20"),
                slug: key("puces-export"),
                headline: "Les puces prises dans la douane".into(),
            },
        ],
    }
}

/// An issue that holds `article` alone, in the slot of a lead story.
pub(crate) fn proof_of(article: Article) -> Proof {
    let mut whole = proof();
    let mut slot = Slot::empty(SlotRole::Lead);
    slot.articles.push(article.draft.slug.clone());
    whole.plan.line_up = LineUp::new(vec![slot]).expect("a line-up");
    whole.plan.title.clear();
    whole.articles = BTreeMap::from([(article.draft.slug.clone(), article)]);
    whole
}

fn plan() -> IssuePlan {
    let mut slots = vec![Slot::empty(SlotRole::Epigraph)];
    let mut place = |role, slugs: &[&str], public| {
        let mut slot = Slot::empty(role);
        slot.articles = slugs.iter().map(|slug| key(slug)).collect();
        if public != Visibility::Full {
            slot.visibility.insert(EditionKey::public(), public);
        }
        slots.push(slot);
    };
    place(SlotRole::Lead, &["infrastructure"], Visibility::Full);
    place(SlotRole::Story, &["douanes"], Visibility::Full);
    place(SlotRole::Dossier, &["energie"], Visibility::Cut);
    place(SlotRole::Story, &["confidentiel"], Visibility::Hidden);
    place(SlotRole::Briefs, &["breve-lecture", "breve-satellite"], Visibility::Full);
    place(SlotRole::Picture, &["image-port"], Visibility::Full);
    place(SlotRole::Figure, &["chiffre-eau"], Visibility::Full);
    place(SlotRole::Teaser, &[], Visibility::Full);
    place(SlotRole::Masthead, &[], Visibility::Full);
    place(SlotRole::Bios, &[], Visibility::Full);
    place(SlotRole::Latest, &[], Visibility::Full);
    IssuePlan {
        title: "Cinq cents milliards, et après ?".replace(" ?", "\u{202f}?"),
        epigraph: Some(Epigraph {
            text: "Une carte n’est pas le territoire, mais on s’y perd plus vite.".into(),
            author: "Odile Ferrand".into(),
            source: "Carnets de route".into(),
        }),
        line_up: LineUp::new(slots).expect("a line-up"),
        ..IssuePlan::new(key("2025-01-22"), 512)
    }
}

fn lead() -> Article {
    let mut lead = article(
        "infrastructure",
        ArticleKind::Story,
        "Cinq cents milliards de béton et de câbles",
        "L’annonce a été faite debout, devant une maquette. Trois entreprises promettent de \
         construire **vingt centres de données** en quatre ans, et d’en payer l’essentiel \
         à crédit[^1].\n\n\
         Le montant additionne des projets déjà lancés et des intentions ; les permis, eux, \
         restent à demander ([[energie]]).\n\n\
         ## Ce qui est signé\n\n\
         - un terrain au Texas, *déjà* terrassé ;\n- une ligne de crédit de douze milliards ;\n\
         - un accord de fourniture avec [un électricien](https://exemple.org/accord?a=1&b=2).\n\n\
         > « Nous achetons du temps, pas des machines », résume un banquier.\n\n\
         > [!filigrane]\n> Le même montant avait été avancé en novembre ([[2024-11-12]]), \
         pour moitié moins de sites.\n\n\
         > [!surveiller] Le temps long\n> Les premiers appels d’offres, attendus en mars.\n\n\
         [^1]: Le plan de financement tient en une page, non datée.\n",
    );
    lead.draft.kicker = "Infrastructures".into();
    lead.draft.standfirst = "Trois groupes annoncent le plus grand chantier de calcul du monde. \
                             Le compte, lui, n’y est pas encore."
        .into();
    lead.draft.authors = vec![key("marion-de-roche")];
    lead.draft.illustration = Some(key("chantier"));
    lead
}

fn export() -> Article {
    let mut story = article(
        "douanes",
        ArticleKind::Story,
        "Les puces changent de route",
        "Les expéditions passent désormais par deux ports de plus ([[2025-01-15]]), et les \
         délais s’allongent d’une semaine.\n\n\
         Un transitaire parle de [*re-routing*]{lang=en} permanent. Le détail figure plus bas \
         ([[#energie]]), le contexte plus haut ([[infrastructure]]).\n\n\
         | Port | Conteneurs | Délai |\n|:--|--:|--:|\n| Busan | 1 240 | 9 jours |\n\
         | Penang | 610 | 14 jours |\n\n\
         :::abonnés\nSelon nos informations, un troisième port sera ouvert en avril.\n:::\n",
    );
    story.draft.standfirst = "Les contrôles à l’exportation déplacent les navires.".into();
    story.draft.authors = vec![key("samir-belkacem"), key("marion-de-roche")];
    story
}

fn dossier() -> Article {
    let mut dossier = article(
        "energie",
        ArticleKind::Dossier,
        "L’électricité, l’autre goulet",
        "Un centre de données consomme autant qu’une ville moyenne, mais ne dort jamais.\n\n\
         ## Le réseau d’abord\n\n\
         Les gestionnaires de réseau instruisent les demandes dans l’ordre d’arrivée.\n\n\
         <!-- coupe -->\n\n\
         ## Ce que disent les contrats\n\n\
         Nous avons lu onze contrats de raccordement, dont aucun ne prévoit de pénalité.\n\n\
         ![[courbe|Demandes en attente, en gigawatts]]\n\n\
         #### Et ensuite\n\nLa file d’attente dépasse sept ans dans trois régions.\n",
    );
    dossier.draft.standfirst = "Les machines sont prêtes avant les lignes. Enquête en trois \
                                régions. Sept ans d’attente."
        .into();
    dossier.draft.authors = vec![key("marion-de-roche"), key("samir-belkacem")];
    dossier.draft.illustration = Some(key("pylones"));
    dossier
}

fn hidden() -> Article {
    let mut story = article(
        "confidentiel",
        ArticleKind::Story,
        "Un fonds se retire sans bruit",
        "Le fonds a cédé ses parts en décembre, selon trois sources concordantes.\n",
    );
    story.draft.standfirst = "Le retrait précède l’annonce. Il n’a pas été déclaré.".into();
    story
}

fn briefs() -> [Article; 2] {
    let mut reading = article(
        "breve-lecture",
        ArticleKind::Brief,
        "Un manuel gratuit",
        "Une université ouvre son cours de statistique, exercices compris.\n",
    );
    reading.draft.keyword = "manuel".into();
    reading.draft.link = "https://exemple.org/manuel".into();
    let mut satellite = article(
        "breve-satellite",
        ArticleKind::Brief,
        "Satellite perdu",
        "Le contact est rompu depuis mardi ; l’assureur s’inquiète.\n",
    );
    satellite.draft.keyword = "satellite".into();
    satellite.draft.link = "https://exemple.org/satellite".into();
    [reading, satellite]
}

fn picture() -> Article {
    let mut picture = article(
        "image-port",
        ArticleKind::Picture,
        "Le port au petit matin",
        "Quatre grues, aucune \
         lumière : la grève dure depuis onze jours.\n",
    );
    picture.draft.illustration = Some(key("port"));
    picture.draft.source = "Capitainerie de Saint-Nazaire".into();
    picture
}

fn figure() -> Article {
    let mut figure = article(
        "chiffre-eau",
        ArticleKind::Figure,
        "3,1 litres d’eau par kilowattheure",
        "| Année | Litres |\n|:--|--:|\n| 2022 | 2,4 |\n| 2024 | 3,1 |\n\n\
         C’est ce que rejette un site refroidi par évaporation.\n",
    );
    figure.draft.source = "Agence de l’eau".into();
    figure
}

fn authors() -> [Author; 2] {
    [
        Author {
            key: key("marion-de-roche"),
            name: "Marion de Roche".into(),
            initials: "M. de R.".into(),
            bio: "Suit l’énergie et les réseaux depuis Nantes.".into(),
        },
        Author {
            key: key("samir-belkacem"),
            name: "Samir Belkacem".into(),
            initials: "S. B.".into(),
            bio: "Couvre le commerce et les ports.".into(),
        },
    ]
}

/// A picture of `width` by `height`.
pub(crate) fn illustration(name: &str, width: u32, height: u32, alt: &str) -> Illustration {
    Illustration {
        key: key(name),
        hash: String::new(),
        format: PictureFormat::Jpeg,
        width,
        height,
        alt: alt.into(),
        decorative: false,
        caption: String::new(),
        credit: None,
        author: None,
        tool: None,
        source: String::new(),
        licence: String::new(),
        expires: None,
        digital_source: DigitalSource::Photograph,
        realistic: false,
        search: None,
        crop: newsroom::Crop::default(),
        credentials: false,
        colour: None,
    }
}

fn illustrations() -> [Illustration; 4] {
    let mut site = illustration("chantier", 2400, 1350, "Une dalle de béton sous des grues");
    site.caption = "Le terrain d’Abilene, en janvier.".into();
    site.author = Some(key("marion-de-roche"));
    site.tool = Some("Midjourney".into());
    let mut lines = illustration("pylones", 1600, 900, "Des pylônes dans la brume");
    lines.credit = Some("D.R.".into());
    let mut curve = illustration("courbe", 800, 500, "Une courbe qui monte de 2 à 19");
    curve.format = PictureFormat::Png;
    let mut port = illustration("port", 480, 320, "Quatre grues éteintes devant un quai vide");
    port.caption = "Saint-Nazaire, mardi.".into();
    port.author = Some(key("samir-belkacem"));
    [site, lines, curve, port]
}

fn archive() -> BTreeMap<IssueDate, ArchivedIssue> {
    let issue = |title: &str, slug: &str| ArchivedIssue {
        title: title.into(),
        articles: BTreeMap::from([(key(slug), ArchivedArticle { headline: title.into() })]),
    };
    BTreeMap::from([
        (key("2024-11-12"), issue("Le premier chiffre", "premier-chiffre")),
        (key("2025-01-15"), issue("Export des puces", "export-puces")),
    ])
}
