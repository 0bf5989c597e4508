//! Every rule of the preflight fires on its fault, and leaves alone what only looks like it.

use std::collections::{BTreeMap, BTreeSet};

use desk::words::Words;
use newsroom::{
    AuthorKey, CalloutType, DigitalSource, EditionKey, Language, Level, LineUp, Proof,
    RightsSearch, RuleChoice, Slot, SlotRole, SummaryItem, Visibility,
};
use rendition::{Answer, Checks, Composition, RULES, Remark, Severity, preflight};

use crate::clean_proof::{clean, illustration, slug};

type Spoil = Box<dyn Fn(&mut Proof)>;

/// Changes the text of the lead.
fn text(words: &'static str) -> Spoil {
    Box::new(move |proof| lead(proof).text = words.to_owned())
}

fn with(change: impl Fn(&mut Proof) + 'static) -> Spoil {
    Box::new(change)
}

fn lead(proof: &mut Proof) -> &mut newsroom::Article {
    proof.articles.get_mut(&slug("grues")).unwrap()
}

fn brief(proof: &mut Proof) -> &mut newsroom::Article {
    proof.articles.get_mut(&slug("bouees")).unwrap()
}

fn ports(proof: &mut Proof) -> &mut newsroom::Article {
    proof.articles.get_mut(&slug("ports")).unwrap()
}

fn slots(proof: &mut Proof, change: impl FnOnce(&mut Vec<Slot>)) {
    let mut slots = proof.plan.line_up.slots().to_vec();
    change(&mut slots);
    proof.plan.line_up = LineUp::new(slots).unwrap();
}

/// Prints the illustration of the clean issue in the lead, changed.
fn picture(change: impl Fn(&mut newsroom::Illustration) + 'static) -> Spoil {
    with(move |proof| {
        let mut picture = illustration();
        change(&mut picture);
        lead(proof).draft.illustration = Some(picture.key.clone());
        proof.illustrations.insert(picture.key.clone(), picture);
    })
}

const LONG: &str = "Ce paragraphe compte assez de mots pour que personne ne le prenne un instant \
                    pour une formule de politesse.\n";

/// A rule, an issue that breaks it, and one that nearly does.
#[expect(clippy::too_many_lines, reason = "a table: one line a rule and a case")]
fn cases() -> Vec<(&'static str, Spoil, Spoil)> {
    vec![
        // The issue and its settings.
        (
            "title.missing",
            with(|p| lead(p).draft.headline.clear()),
            with(|p| {
                lead(p).draft.headline.clear();
                p.plan.title = "Un titre de numéro".into();
            }),
        ),
        (
            "title.missing",
            with(|p| lead(p).draft.headline.clear()),
            with(|p| {
                slots(p, |slots| {
                    let leads = slots.iter_mut().filter(|slot| slot.role == SlotRole::Lead);
                    leads.for_each(|slot| slot.role = SlotRole::Story);
                });
            }),
        ),
        (
            "subject.long",
            with(|p| p.plan.subject = "a".repeat(79)),
            with(|p| p.plan.subject = "a".repeat(78)),
        ),
        (
            "subject.short",
            with(|p| p.plan.subject = "Bonjour".into()),
            with(|p| p.plan.subject = "Bonjour à tous".into()),
        ),
        (
            "subject.loud",
            with(|p| p.plan.subject = "LE PORT FERME DEMAIN".into()),
            with(|p| p.plan.subject = "La SNCF, l’ESMA et l’ONU au port".into()),
        ),
        (
            "issue.short",
            with(|p| {
                lead(p).text = "Rien.\n".into();
                ports(p).text = "Rien non plus.\n\n<!-- coupe -->\n\nNi ici.\n".into();
                brief(p).text = "Houle.\n".into();
            }),
            text(LONG),
        ),
        (
            "sender.missing",
            with(|p| p.publication.sender = None),
            with(|p| p.publication.sender.as_mut().unwrap().name = String::new()),
        ),
        (
            "address.missing",
            with(|p| p.publication.base_url.clear()),
            with(|p| p.publication.base_url = "https://autre.example".into()),
        ),
        (
            "unsubscribe.missing",
            with(|p| p.publication.unsubscribe_url.clear()),
            with(|p| p.publication.unsubscribe_url = "{{ unsubscribe }}".into()),
        ),
        (
            "legal.missing",
            with(|p| p.publication.legal = " ".into()),
            with(|p| p.publication.legal = "Un éditeur, une adresse.".into()),
        ),
        (
            "legal.year",
            with(|p| p.publication.legal = "© 2019-2024 Pli".into()),
            with(|p| p.publication.legal = "© 2019-2025 Pli. Fondé en 1998.".into()),
        ),
        (
            "callout.label",
            with(|p| p.publication.callouts.0[0].label = "En filigrane.".into()),
            with(|p| p.publication.callouts.0[0].label = "Et alors ?".into()),
        ),
        (
            "article.absent",
            with(|p| {
                p.articles.remove(&slug("bouees"));
            }),
            with(|_| {}),
        ),
        (
            "article.unseen",
            with(|p| {
                slots(p, |slots| {
                    for key in [EditionKey::public(), EditionKey::subscribers()] {
                        slots[0].visibility.insert(key, Visibility::Hidden);
                    }
                });
            }),
            with(|p| {
                slots(p, |slots| {
                    slots[0].visibility.insert(EditionKey::public(), Visibility::Hidden);
                });
            }),
        ),
        (
            "summary.unplaced",
            with(|p| {
                p.plan.summary =
                    vec![SummaryItem { article: slug("fantome"), text: String::new() }];
            }),
            with(|p| {
                p.plan.summary = vec![SummaryItem { article: slug("ports"), text: String::new() }];
            }),
        ),
        (
            "slot.twice",
            with(|p| {
                slots(p, |slots| {
                    slots.push(Slot::empty(SlotRole::Masthead));
                    slots.push(Slot::empty(SlotRole::Masthead));
                });
            }),
            with(|p| {
                slots(p, |slots| {
                    slots.push(Slot::empty(SlotRole::Masthead));
                    slots.push(Slot::empty(SlotRole::Story));
                    slots.push(Slot::empty(SlotRole::Story));
                });
            }),
        ),
        (
            "headline.twice",
            with(|p| ports(p).draft.headline = "Les grues se taisent !".into()),
            with(|p| ports(p).draft.headline = "Les grues se taisent encore".into()),
        ),
        (
            "budget.over",
            with(|p| slots(p, |slots| slots[0].budget = Some(40))),
            with(|p| slots(p, |slots| slots[0].budget = Some(75))),
        ),
        (
            "budget.under",
            with(|p| slots(p, |slots| slots[0].budget = Some(1000))),
            with(|p| slots(p, |slots| slots[0].budget = Some(100))),
        ),
        (
            "cut.missing",
            with(|p| {
                slots(p, |slots| {
                    slots[0].visibility.insert(EditionKey::public(), Visibility::Cut);
                });
            }),
            with(|p| {
                slots(p, |slots| {
                    slots[0].visibility.insert(EditionKey::public(), Visibility::Teaser);
                });
            }),
        ),
        ("cut.unused", with(|p| slots(p, |slots| slots[1].visibility.clear())), with(|_| {})),
        (
            "cut.last",
            with(|p| ports(p).text = format!("{LONG}\n<!-- coupe -->\n")),
            with(|p| ports(p).text = format!("{LONG}\n<!-- coupe -->\n\nUne chute.\n")),
        ),
        // The records.
        ("text.empty", text("\n"), text("Un mot.\n")),
        (
            "headline.missing",
            with(|p| ports(p).draft.headline = " ".into()),
            with(|p| ports(p).draft.kicker = String::new()),
        ),
        (
            "headline.long",
            with(|p| ports(p).draft.headline = "a".repeat(121)),
            with(|p| ports(p).draft.headline = "a".repeat(120)),
        ),
        (
            "standfirst.missing",
            with(|p| lead(p).draft.standfirst.clear()),
            with(|p| brief(p).draft.standfirst.clear()),
        ),
        (
            "standfirst.long",
            with(|p| lead(p).draft.standfirst = "a".repeat(401)),
            with(|p| lead(p).draft.standfirst = "a".repeat(400)),
        ),
        (
            "author.missing",
            with(|p| lead(p).draft.authors.clear()),
            with(|p| brief(p).draft.authors.clear()),
        ),
        (
            "author.unknown",
            with(|p| lead(p).draft.authors.push("inconnue".parse::<AuthorKey>().unwrap())),
            with(|_| {}),
        ),
        (
            "link.missing",
            with(|p| brief(p).draft.link.clear()),
            with(|p| lead(p).draft.link.clear()),
        ),
        (
            "keyword.missing",
            with(|p| brief(p).draft.keyword.clear()),
            with(|p| lead(p).draft.keyword.clear()),
        ),
        (
            "keyword.absent",
            with(|p| brief(p).draft.keyword = "Satellite".into()),
            with(|p| brief(p).draft.keyword = "Bouée".into()),
        ),
        (
            "brief.repeated",
            with(|p| brief(p).text = "Des bouées connectées. Elles mesurent la houle.\n".into()),
            with(|p| brief(p).text = "Des bouées mesurent la houle, connectées ou non.\n".into()),
        ),
        (
            "embargo.later",
            text("<!-- embargo 2025-01-23 06:00 -->\n\nUn rapport attendu.\n"),
            text("<!-- embargo 2025-01-21 18:00 -->\n\nUn rapport attendu.\n"),
        ),
        (
            "embargo.today",
            text("<!-- embargo : 2025-01-22 11:30 -->\n\nUn rapport attendu.\n"),
            text("<!-- embargo : 2025-01-22 -->\n\nUn rapport attendu.\n"),
        ),
        (
            "embargo.unread",
            text("<!-- embargo mardi -->\n\nUn rapport attendu.\n"),
            text("<!-- à relire mardi -->\n\nUn rapport attendu.\n"),
        ),
        // The words.
        ("text.unfinished", text("Le chiffre de TK millions.\n"), text("TK Elevator embauche.\n")),
        (
            "text.unfinished",
            with(|p| p.plan.preheader = "Le chiffre de TK millions".into()),
            with(|p| p.plan.preheader = "TK Elevator embauche".into()),
        ),
        (
            "text.placeholder",
            with(|p| p.plan.team = "Rédaction : {{ equipe }}".into()),
            with(|p| p.plan.team = "Rédaction : Inès Vasseur".into()),
        ),
        (
            "typography.straight",
            with(|p| p.plan.subject = "L'an prochain au port".into()),
            with(|p| p.plan.subject = "L’an prochain au port".into()),
        ),
        (
            "typography.breaking",
            with(|p| {
                p.plan.summary =
                    vec![SummaryItem { article: slug("ports"), text: "Qui paie ?".into() }];
            }),
            with(|p| {
                p.plan.summary =
                    vec![SummaryItem { article: slug("ports"), text: "Qui paie\u{202f}?".into() }];
            }),
        ),
        (
            "typography.dots",
            picture(|p| p.caption = "Le quai, lundi...".into()),
            picture(|p| p.caption = "Le quai, lundi…".into()),
        ),
        (
            "style.capitals",
            with(|p| {
                lead(p).text = "SoftBank investit, et SoftBank recrute.\n".into();
                p.plan.preheader = "Softbank investit".into();
            }),
            with(|p| {
                lead(p).text = "SoftBank investit, et SoftBank recrute.\n".into();
                p.plan.preheader = "SoftBank investit".into();
            }),
        ),
        (
            "typography.capital",
            text("Le JOurnal du port, lu par LE MOnde.\n"),
            text("Un iPhone, YouTube, LinkedIn, McDonald, OpenAI, une VTuber, des PDGs.\n"),
        ),
        (
            "name.spelt",
            with(|p| p.plan.team = "Rédaction : Inés Morel".into()),
            with(|p| p.plan.team = "Rédaction\u{a0}: Inès Morel, Agnès Moreau".into()),
        ),
        (
            "name.spelt",
            with(|p| p.publication.team = "Inès Morrel".into()),
            with(|p| p.publication.team = "Inès Morel".into()),
        ),
        (
            "group.count",
            with(|p| slots(p, |slots| slots[2].title = "Trois brèves du large".into())),
            with(|p| slots(p, |slots| slots[2].title = "Une brève du large, en 5G".into())),
        ),
        (
            "group.empty",
            with(|p| {
                slots(p, |slots| {
                    slots[2].title = "Au large".into();
                    slots[2].articles.clear();
                });
            }),
            with(|p| slots(p, |slots| slots[2].title = "Au large".into())),
        ),
        (
            "embargo.later",
            with(|p| {
                p.plan.send_time = "11:00".parse().ok();
                lead(p).text = "<!-- embargo 2025-01-22 11:30 -->\n\nUn rapport.\n".into();
            }),
            with(|p| {
                p.plan.send_time = "11:30".parse().ok();
                lead(p).text = "<!-- embargo 2025-01-22 11:30 -->\n\nUn rapport.\n".into();
            }),
        ),
        (
            "text.placeholder",
            text("Bonjour {{ prenom }}, lorem ipsum.\n"),
            text("Bonjour { prénom }, voici le XXe siècle.\n"),
        ),
        (
            "text.doubled",
            text("Il sort de de la maison.\n"),
            text("Nous nous voyons, vous vous taisez, et la signature de de Roche fait foi.\n"),
        ),
        (
            "articles.alike",
            with(|p| {
                lead(p).text = LONG.to_string()
                    + "\nUne suite qui compte, elle aussi, bien plus de douze mots à elle toute seule ici.\n";
                brief(p).text = lead(p).text.clone();
            }),
            text(LONG),
        ),
        (
            "paragraphs.alike",
            with(|p| {
                lead(p).text = format!(
                    "{LONG}\nUne suite tout autre, qui parle de la houle, des bouées et des gens de mer.\n\nUne troisième partie, sans rapport avec les deux autres, sur la couleur des phares du nord.\n"
                );
                ports(p).text += &format!(
                    "\n{LONG}\nUne fin de dossier que nul autre article de ce numéro ne répète nulle part, jamais.\n"
                );
            }),
            text(LONG),
        ),
        (
            "masthead.typed",
            text("Un début.\n\nPli est publié par les Éditions du Quai, à Dunkerque.\n"),
            text("Un début.\n\nLes Éditions du Quai ferment.\n"),
        ),
        (
            "section.empty",
            text("Un début.\n\n## Une partie\n\n## Une autre\n\nDes mots.\n"),
            text("Un début.\n\n## Une partie\n\n### Une sous-partie\n\nDes mots.\n"),
        ),
        (
            "heading.skipped",
            text("Un début.\n\n## Une partie\n\nDes mots.\n\n#### Plus bas\n\nDes mots.\n"),
            text(
                "Un début.\n\n## Une partie\n\nDes mots.\n\n### Plus bas\n\nDes mots.\n\n## Fin\n\nMot.\n",
            ),
        ),
        (
            "table.headless",
            text("|  |  |\n|---|---|\n| a | b |\n"),
            text("| Année |  |\n|---|---|\n| a | b |\n"),
        ),
        (
            "language.unmarked",
            text("Un début.\n\n## The age of agents\n\nDes mots.\n"),
            text(
                "Un début.\n\n## [The age of agents]{lang=en}\n\nDes mots.\n\n## Le marketing et le design\n\nDes mots.\n",
            ),
        ),
        (
            "callout.unknown",
            text("> [!mystere] Un titre\n> Un texte.\n"),
            text("> [!filigrane] Un titre\n> Un texte.\n"),
        ),
        (
            "callout.typed",
            text("**En filigrane.** Ce que la nouvelle ne dit pas.\n"),
            text("En filigrane, la nouvelle dit autre chose.\n"),
        ),
        ("html.printed", text("Un <blink>clin</blink>.\n"), text("Un <b>mot</b>.\n")),
        (
            "html.colour",
            text("Un <span style=\"color: red\">mot</span>.\n"),
            text("Un <span lang=\"en\">colour</span>.\n"),
        ),
        (
            "figure.bare",
            with(|p| {
                lead(p).draft.headline = "Mistral lève 25 millions".into();
                lead(p).text = "La société a levé 25\u{a0}millions d’euros.\n".into();
            }),
            with(|p| {
                lead(p).draft.headline = "Mistral lève 25 millions d’euros".into();
                lead(p).text =
                    "Soit 25\u{a0}millions d’euros, pour 25\u{a0}millions de clients.\n".into();
            }),
        ),
        (
            "figures.disagree",
            with(|p| {
                lead(p).draft.headline = "500 milliards de dollars pour les puces".into();
                lead(p).text = "Le plan atteint 50\u{a0}milliards de dollars.\n".into();
            }),
            with(|p| {
                lead(p).draft.headline = "500 milliards de dollars pour les puces".into();
                lead(p).text =
                    "Sur 500\u{a0}milliards de dollars, 50\u{a0}milliards de dollars partent cette année.\n".into();
            }),
        ),
        (
            "date.weekday",
            text("La séance du mardi 22 janvier 2025 a duré.\n"),
            text("La séance du mercredi 22 janvier 2025 a duré, celle du jeudi 23 aussi.\n"),
        ),
        (
            "date.impossible",
            text("Rendez-vous le 31 avril.\n"),
            text("Rendez-vous le 29 février, puis le 30 avril.\n"),
        ),
        (
            "acronym.twice",
            text(
                "L’Autorité européenne des marchés (AEM) veille. La fameuse AEM (Agence des entrepôts maritimes) aussi.\n",
            ),
            text("L’Autorité européenne des marchés (AEM) veille. L’AEM (voir plus bas) aussi.\n"),
        ),
        (
            "style.hyphen",
            text("Une start-up, puis deux start-up, et une startup.\n"),
            text("Une start-up, puis deux start-up : peut-être une autre.\n"),
        ),
        (
            "style.capitals",
            text("SoftBank investit. Softbank se tait.\n"),
            text("SoftBank investit. SOFTBANK est écrit sur la façade.\n"),
        ),
        (
            "style.institution",
            text("L’Union Européenne a tranché.\n"),
            text("L’Union européenne a tranché, la société Union Européan non.\n"),
        ),
        (
            "style.synonyms",
            text("Un datacenter ouvre ; ce centre de données chauffe.\n"),
            text(
                "Un datacenter ouvre ; ces datacenters chauffent le centre des données perdues.\n",
            ),
        ),
        (
            "brackets.unbalanced",
            text("Une parenthèse (jamais fermée.\n"),
            text("Bravo :) et a) l’un, b) l’autre.\n"),
        ),
        ("typography.spaces", text("Deux  espaces.\n"), text("Un retour  \nde ligne.\n")),
        (
            "typography.breaking",
            text("Vraiment ? Oui.\n"),
            text(
                "Vraiment\u{202f}? Oui : `a ? b : c` et 12 h 30, à 16:9.\n"
                    .replace(" :", "\u{a0}:")
                    .leak(),
            ),
        ),
        (
            "typography.missing",
            text("Vraiment? Oui.\n"),
            text(
                "Yahoo! et Jeopardy, à 12:30, sur https://a.example/?q=1.\n"
                    .replace("Yahoo!", "YAHOO!")
                    .leak(),
            ),
        ),
        (
            "typography.glued",
            text("Il a pris le track.Le reste suit.\n"),
            text("Voir node.js, M.Durand et 3,5.\n"),
        ),
        ("typography.dots", text("Et puis...\n"), text("Et puis… `...`\n")),
        ("typography.straight", text("L'an dernier.\n"), text("Long de 5'10\", l’an dernier.\n")),
        (
            "typography.capital",
            text("Ils sont comptéS.\n"),
            text("Un SaaS, un iPhone, deux PDF et macOS.\n"),
        ),
        // Links and references.
        (
            "link.broken",
            text("Un [lien](https:/exemple.fr) et [un autre](www.exemple.fr/page).\n"),
            text(
                "Un [lien](https://exemple.fr/a_(b)?c=d#e), [un mail](mailto:a@b.fr), [une page](/apropos).\n",
            ),
        ),
        (
            "link.data",
            text("Un [lien](data:text/html,x).\n"),
            text("Un [lien](https://data.gouv.fr/x).\n"),
        ),
        (
            "link.local",
            text("Un [lien](http://172.16.0.1/a).\n"),
            text("Un [lien](https://10.example.fr/a).\n"),
        ),
        (
            "link.shortened",
            text("Un [lien](https://bit.ly/3xyz).\n"),
            text("Un [lien](https://orbit.ly.example/3xyz).\n"),
        ),
        (
            "link.tracked",
            text("Un [lien](https://exemple.fr/a?utm_source=pli&id=3).\n"),
            text("Un [lien](https://exemple.fr/a?id=3&source=pli).\n"),
        ),
        (
            "link.generic",
            text("Pour le savoir, [cliquez ici](https://exemple.fr/a).\n"),
            text("Lire [le rapport du port](https://exemple.fr/a).\n"),
        ),
        (
            "link.namesakes",
            text("[Le rapport](https://exemple.fr/a) et [le rapport](https://exemple.fr/b).\n"),
            text("[Le rapport](https://exemple.fr/a) et [le rapport](https://exemple.fr/a).\n"),
        ),
        (
            "link.twice",
            with(|p| {
                let mut second = brief(p).clone();
                second.draft.slug = slug("bouees-2");
                second.draft.headline = "D’autres bouées".into();
                second.text = "La houle, encore, et ses humeurs.\n".into();
                p.articles.insert(slug("bouees-2"), second);
                slots(p, |slots| slots[2].articles.push(slug("bouees-2")));
            }),
            with(|p| {
                let mut second = brief(p).clone();
                second.draft.slug = slug("bouees-2");
                second.draft.headline = "D’autres bouées".into();
                second.draft.link = "https://exemple.fr/ailleurs".into();
                second.text = "La houle, encore, et ses humeurs.\n".into();
                p.articles.insert(slug("bouees-2"), second);
                slots(p, |slots| slots[2].articles.push(slug("bouees-2")));
            }),
        ),
        ("reference.unresolved", text("Voir [[2025-01-14]].\n"), text("Voir [[2025-01-15]].\n")),
        ("reference.future", text("Voir [[2025-02-03]].\n"), text("Voir [[2025-01-15]].\n")),
        ("reference.self", text("Voir [[2025-01-22]].\n"), text("Voir [[ports]].\n")),
        (
            "reference.typed.weekday",
            with(|p| lead(p).draft.standfirst = "Les grues (lire Pli du jeudi 15 janvier).".into()),
            with(|p| {
                lead(p).draft.standfirst = "Les grues (lire Pli du mercredi 15 janvier).".into();
            }),
        ),
        (
            "reference.typed.weekday",
            text("(lire Pli du jeudi 15 janvier)\n"),
            text("(lire Pli du mercredi 15 janvier)\n"),
        ),
        (
            "reference.typed.future",
            text("(lire Pli du 3 mars 2026)\n"),
            text("(lire Pli du 15 janvier)\n"),
        ),
        (
            "reference.typed.unknown",
            text("(lire Pli du 14 janvier)\n"),
            text("(lire Pli du 15 janvier)\n"),
        ),
        (
            "reference.typed.year",
            text("(lire Pli du 15 janvier 2025)\n"),
            text("(lire Pli du 15 janvier)\n"),
        ),
        (
            "reference.typed.noyear",
            text("(lire Pli du 18 décembre)\n"),
            text("(lire Pli du 18 décembre 2024)\n"),
        ),
        // The pictures.
        (
            "picture.missing",
            with(|p| {
                slots(p, |slots| slots[0].role = SlotRole::Picture);
                p.plan.title = "Un numéro entier".into();
            }),
            with(|p| {
                slots(p, |slots| slots[0].role = SlotRole::Picture);
                p.plan.title = "Un numéro entier".into();
                lead(p).draft.illustration = Some(illustration().key);
            }),
        ),
        (
            "picture.remote",
            text("![Un plan](https://ailleurs.example/plan.png)\n"),
            text("![[quai]]\n"),
        ),
        ("picture.small", picture(|p| p.width = 599), picture(|p| p.width = 600)),
        ("illustration.unknown", text("![[absente]]\n"), text("![[quai]]\n")),
        (
            "illustration.expired",
            picture(|p| p.expires = Some("2025-01-21".parse().unwrap())),
            picture(|p| p.expires = Some("2025-01-22".parse().unwrap())),
        ),
        (
            "rights.missing",
            picture(|p| p.licence.clear()),
            picture(|p| {
                p.licence.clear();
                p.source = "Archives du port".into();
            }),
        ),
        (
            "alt.missing",
            picture(|p| p.alt.clear()),
            picture(|p| {
                p.alt.clear();
                p.decorative = true;
            }),
        ),
        (
            "alt.repeated",
            picture(|p| p.alt = format!("{}.", p.caption)),
            picture(|p| p.alt = format!("{}, au petit jour", p.caption)),
        ),
        (
            "alt.poor",
            picture(|p| p.alt = "IMG_2041.jpg".into()),
            picture(|p| p.alt = "Photo d’une grue rouge".into()),
        ),
        (
            "credit.missing",
            picture(|p| p.credit = None),
            picture(|p| {
                p.credit = None;
                p.author = Some("ines-morel".parse().unwrap());
            }),
        ),
        (
            "credit.unestablished",
            picture(|p| p.credit = Some("D.R.".into())),
            picture(|p| p.credit = Some("D. Roux".into())),
        ),
        (
            "rights.unsearched",
            picture(|p| p.credit = Some("D.R.".into())),
            picture(|p| {
                p.credit = Some("D.R.".into());
                p.search = Some(RightsSearch {
                    who: "Inès Morel".into(),
                    date: "2025-01-20".parse().unwrap(),
                    what: "Agence et archives du port, sans réponse".into(),
                });
            }),
        ),
        (
            "ai.realistic",
            picture(|p| {
                p.digital_source = DigitalSource::AiModel;
                p.tool = Some("Midjourney".into());
                p.credit = Some("Pli, avec Midjourney".into());
                p.realistic = true;
            }),
            picture(|p| {
                p.digital_source = DigitalSource::AiModel;
                p.tool = Some("Midjourney".into());
                p.credit = Some("Pli, avec Midjourney".into());
            }),
        ),
        (
            "ai.undisclosed",
            picture(|p| {
                p.digital_source = DigitalSource::AiModel;
                p.tool = Some("Midjourney".into());
            }),
            picture(|p| {
                p.digital_source = DigitalSource::AiModel;
                p.credit = Some("Pli, image faite par une IA".into());
            }),
        ),
        (
            "ai.contradicted",
            picture(|p| p.tool = Some("Midjourney".into())),
            picture(|p| p.tool = Some("Procreate".into())),
        ),
    ]
}

/// A rule of the files, a file that breaks it, one that nearly does.
fn cases_of_files() -> Vec<(&'static str, &'static str, String, String)> {
    let mail = "email/public.html";
    let page =
        |inside: &str| format!("<!DOCTYPE html><html lang=\"fr\"><body>{inside}</body></html>");
    let held = "Le contrat secret prévoit une redevance de neuf centimes par conteneur débarqué.";
    vec![
        ("weight.clipped", mail, "a".repeat(102_001), "a".repeat(84_000)),
        ("weight.near", mail, "a".repeat(86_000), "a".repeat(84_000)),
        (
            "output.barrier",
            "web/public/index.html",
            page("<p id=\"a\"><img src=\"x\"></p>"),
            page(
                "<p id=\"a\"><img src=\"x\" alt=\"\"><a href=\"y\"><img src=\"z\" alt=\"Le port\"></a></p>",
            ),
        ),
        (
            "leak",
            "web/public/index.html",
            page(held),
            page("Le contrat secret prévoit autre chose."),
        ),
    ]
}

/// A rule of what sites answer, an answer that breaks it, one that does not.
const CASES_OF_ANSWERS: [(&str, Answer, Answer); 2] = [
    ("link.gone", Answer::Gone(404), Answer::There),
    ("link.silent", Answer::Silent, Answer::There),
];

/// The rules that an issue breaks when its link to a page, with what counts readers or without,
/// is answered so.
fn rules_of_answer(answer: Answer) -> BTreeSet<&'static str> {
    let mut proof = clean();
    lead(&mut proof).text = "Voir [le rapport](https://ailleurs.example/a?utm_source=x).\n".into();
    let composition = Composition::new(proof);
    let asked = rendition::addresses(&composition);
    let brief = "https://exemple.fr/";
    assert_eq!(asked.iter().collect::<Vec<_>>(), ["https://ailleurs.example/a", brief]);
    let mut checks = Checks::default();
    checks.hear(asked.into_iter().map(|address| (address, answer)).collect());
    let found = checks.preflight(&composition, &BTreeMap::new());
    found.into_iter().map(|remark| remark.rule).collect()
}

fn rules_of(proof: &Proof) -> BTreeSet<&'static str> {
    remarks(proof).into_iter().map(|remark| remark.rule).collect()
}

fn remarks(proof: &Proof) -> Vec<Remark> {
    preflight(&Composition::new(proof.clone()), &BTreeMap::new())
}

#[test]
fn every_rule_fires_on_its_fault_and_leaves_its_neighbour_alone() {
    let mut told = String::new();
    for (rule, fires, near) in cases() {
        let spoiled = |spoil: &Spoil| {
            let mut proof = clean();
            spoil(&mut proof);
            rules_of(&proof)
        };
        if !spoiled(&fires).contains(rule) {
            told += &format!("{rule}: its fault is not seen ({:?})\n", spoiled(&fires));
        }
        if spoiled(&near).contains(rule) {
            told += &format!("{rule}: told of what is no fault\n");
        }
    }
    for (rule, path, fires, near) in cases_of_files() {
        let rules = |bytes: &str| -> BTreeSet<&str> {
            let files = BTreeMap::from([(path.to_owned(), bytes.as_bytes().to_vec())]);
            let artefacts = BTreeMap::from([(EditionKey::public(), files)]);
            let found = preflight(&Composition::new(clean()), &artefacts);
            found.into_iter().map(|remark| remark.rule).collect()
        };
        if !rules(&fires).contains(rule) {
            told += &format!("{rule}: its fault is not seen\n");
        }
        if rules(&near).contains(rule) {
            told += &format!("{rule}: told of what is no fault\n");
        }
    }
    for (rule, fires, near) in CASES_OF_ANSWERS {
        if !rules_of_answer(fires).contains(rule) {
            told += &format!("{rule}: its fault is not seen\n");
        }
        if rules_of_answer(near).contains(rule) {
            told += &format!("{rule}: told of what is no fault\n");
        }
    }
    assert_eq!(told, "");
}

#[test]
fn nobody_is_asked_about_our_own_machines_nor_what_is_no_page() {
    let mut proof = clean();
    lead(&mut proof).text = "[a](http://192.168.1.1/x) [b](http://localhost/) [c](mailto:a@b.fr) \
                             [d](/ici) [e](https://) [f](http://imprimante.local/)\n"
        .into();
    let asked = rendition::addresses(&Composition::new(proof));
    assert_eq!(asked.iter().collect::<Vec<_>>(), ["https://exemple.fr/"], "the brief’s");
}

#[test]
fn every_rule_has_its_case() {
    let mut known: BTreeSet<&str> = cases().iter().map(|(rule, ..)| *rule).collect();
    known.extend(cases_of_files().iter().map(|(rule, ..)| *rule));
    known.extend(CASES_OF_ANSWERS.iter().map(|(rule, ..)| *rule));
    let missing: Vec<&str> =
        RULES.iter().map(|rule| rule.id).filter(|rule| !known.contains(rule)).collect();
    assert_eq!(missing, [] as [&str; 0]);
}

#[test]
fn what_one_key_mends_is_no_longer_said() {
    for (rule, fires, _) in cases() {
        let mut proof = clean();
        fires(&mut proof);
        let Some(remark) = remarks(&proof).into_iter().find(|remark| remark.rule == rule) else {
            continue;
        };
        let declared = RULES.iter().find(|known| known.id == rule).unwrap().mends;
        // A picture’s passport is mended by hand.
        let passport = remark
            .field
            .as_ref()
            .is_some_and(|(field, words)| field.writing(&proof.plan, words.clone()).is_none());
        if passport {
            continue;
        }
        assert_eq!(declared, !remark.mending.is_empty(), "{rule}: mends, as it says it does");
        if !declared {
            continue;
        }
        let mut mending = remark.mending;
        mending.sort_by_key(|(within, _)| std::cmp::Reverse(within.start));
        if let Some((field, mut words)) = remark.field {
            for (within, fixed) in mending {
                words.replace_range(within, &fixed);
            }
            let change = field.writing(&proof.plan, words).unwrap();
            change.apply(&mut proof.plan).unwrap();
            assert!(!rules_of(&proof).contains(rule), "{rule}: still said of {:?}", proof.plan);
            continue;
        }
        let article = proof.articles.get_mut(&remark.article.unwrap()).unwrap();
        for (within, words) in mending {
            article.text.replace_range(within, &words);
        }
        assert!(!rules_of(&proof).contains(rule), "{rule}: still said of {:?}", proof.articles);
    }
}

#[test]
fn a_publication_takes_a_rule_otherwise_and_never_the_leaks() {
    let mut proof = clean();
    lead(&mut proof).text = "Une parenthèse (jamais fermée, et TK.\n".into();
    let choose = |proof: &mut Proof, rule: &str, level| {
        let choice = RuleChoice { level, reason: "La maison".into(), who: String::new() };
        proof.publication.preflight.insert(rule.to_owned(), choice);
    };
    choose(&mut proof, "text.unfinished", Level::Warning);
    choose(&mut proof, "brackets.unbalanced", Level::Off);
    let found = remarks(&proof);
    let told: Vec<_> = found.iter().map(|remark| (remark.rule, remark.severity)).collect();
    assert_eq!(told, [("text.unfinished", Severity::Warning)]);
    choose(&mut proof, "leak", Level::Off);
    let (_, path, bytes, _) = cases_of_files().pop().unwrap();
    let files = BTreeMap::from([(path.to_owned(), bytes.into_bytes())]);
    let artefacts = BTreeMap::from([(EditionKey::public(), files)]);
    let found = preflight(&Composition::new(proof), &artefacts);
    assert!(found.iter().any(|remark| remark.rule == "leak"));
}

#[test]
fn a_remark_is_known_again_until_its_words_change() {
    let print = |text: &str| {
        let mut proof = clean();
        lead(&mut proof).text = text.to_owned();
        let found = remarks(&proof);
        found
            .iter()
            .find(|remark| remark.rule == "brackets.unbalanced")
            .unwrap()
            .fingerprint
            .clone()
    };
    let first = print("Un début. Une parenthèse (jamais fermée. Une fin.\n");
    assert_eq!(first, print("Un autre début, plus long. Une parenthèse (jamais fermée. Fin.\n"));
    assert_eq!(first, print("Un paragraphe.\n\nUne parenthèse (jamais fermée.\n"));
    assert_ne!(first, print("Un début. Une parenthèse (toujours pas fermée. Une fin.\n"));
    let mut proof = clean();
    ports(&mut proof).text = "Une parenthèse (jamais fermée.\n\n<!-- coupe -->\n\nFin.\n".into();
    let elsewhere = remarks(&proof);
    assert!(elsewhere.iter().all(|remark| remark.fingerprint != first));
}

/// Under typing, what is kept of the other articles gives the same remarks as a look at all.
#[test]
fn what_is_kept_between_two_looks_changes_nothing() {
    let mut checks = Checks::default();
    let none = BTreeMap::new();
    let steps: Vec<Spoil> = vec![
        with(|_| {}),
        text("L'an dernier (jamais fermé.\n"),
        with(|p| ports(p).text = "TK.\n\n<!-- coupe -->\n\nUne start-up.\n".into()),
        with(|p| brief(p).text = "Une startup, la houle.\n".into()),
        with(|p| p.publication.callouts.0.push(CalloutType { key: "x".into(), label: "X".into() })),
        with(|p| slots(p, |slots| slots.swap(0, 1))),
        with(|p| {
            p.archive.clear();
        }),
        with(|p| {
            p.authors.clear();
        }),
        with(|p| lead(p).draft.headline = "SoftBank et Softbank".into()),
    ];
    let mut proof = clean();
    let mut composition = Composition::new(proof.clone());
    for step in steps {
        let before = proof.clone();
        step(&mut proof);
        let kept = proof.articles.iter().filter(|(slug, article)| {
            before.articles.get(*slug).is_some_and(|before| before.text == article.text)
        });
        let documents = kept
            .filter_map(|(slug, _)| Some((slug.clone(), composition.article(slug)?.1.clone())))
            .collect();
        composition = Composition::of(proof.clone(), documents);
        assert_eq!(checks.preflight(&composition, &none), preflight(&composition, &none));
    }
}

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/preflight.md");

/// The page that documents the rules, made of the list and of the interface's own words.
fn page() -> String {
    let none = BTreeMap::new();
    let [fr, en] = [Language::Fr, Language::En].map(Words::of);
    let mut page = String::from(
        "# Contrôles · Preflight\n\n\
         Une erreur bloque le bouclage ; un avertissement se corrige, ou s’accepte par quelqu’un \
         qui dit son nom et sa raison, et reste accepté tant que les mots restent les mêmes. Le titre \
         peut prendre une règle autrement (erreur, avertissement, rien) en disant pourquoi : \
         « Règles des contrôles » dans la fenêtre, `preflight` dans `publication.yaml`. ⌨ : une \
         touche corrige.\n\n\
         An error blocks the closing; a warning is mended, or accepted by someone who gives a name \
         and a reason, and stays accepted while the words stay the same. A publication may take a \
         rule otherwise (error, warning, off) and say why: “Rules of the checks” in the window, \
         `preflight` in `publication.yaml`. ⌨: one key mends it.\n\n\
         This page is written from the list of rules by a test; do not edit it.\n",
    );
    let mut reach = None;
    for rule in RULES {
        if reach != Some(rule.reach) {
            reach = Some(rule.reach);
            let key = format!("reach.{}", rule.reach.name());
            page += &format!("\n## {} · {}\n\n", fr.say(&key, &none), en.say(&key, &none));
            page += "| | | Règle | Rule | Source |\n|---|---|---|---|---|\n";
        }
        let severity = match rule.severity {
            Severity::Error => "erreur · error",
            Severity::Warning => "avertissement · warning",
        };
        let key = if rule.mends { " ⌨" } else { "" };
        let (what, why) = (format!("rule.{}", rule.id), format!("source.{}", rule.source));
        let [what_fr, why_fr] = [&what, &why].map(|key| fr.say(key, &none));
        let [what_en, why_en] = [&what, &why].map(|key| en.say(key, &none));
        let why = if why_fr == why_en { why_fr } else { format!("{why_fr} · {why_en}") };
        page += &format!("| `{}`{key} | {severity} | {what_fr} | {what_en} | {why} |\n", rule.id);
    }
    page
}

#[test]
fn the_page_of_the_rules_is_fresh() {
    let fresh = page();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(PAGE, &fresh).unwrap();
    }
    let committed = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(fresh == committed, "run `UPDATE_EXPECT=1 cargo test rules`");
}

#[test]
fn every_rule_says_what_it_holds_and_who_says_so() {
    for language in [Language::Fr, Language::En] {
        let words = Words::of(language);
        for rule in RULES {
            for key in [
                format!("rule.{}", rule.id),
                format!("source.{}", rule.source),
                format!("reach.{}", rule.reach.name()),
            ] {
                assert!(words.has(&key), "{key}");
            }
        }
    }
}
