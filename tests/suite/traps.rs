//! Typography, rule by rule: what each mends in sentences of the press, and what only looks like a
//! fault of its kind.

use markup::{
    Passage,
    prose::passages,
    typography::{Class, House, applied, effort, fixes, tidied},
};
use newsroom::{HouseStyle, LanguageTag, Profile};

use crate::typography::{house, names, only, shown, spaced};

const PRESS: Profile = Profile::FrPresse;

/// Each sentence after the fixes of `rule` alone; the same sentence where the rule has none.
fn held(profile: Profile, rule: &str, sentences: &[(&str, &str)]) {
    for (before, after) in sentences {
        assert_eq!(only(profile, rule, before), *after, "{rule}");
    }
}

/// Sentences that `rule` leaves as they are.
fn left(profile: Profile, rule: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert_eq!(only(profile, rule, sentence), *sentence, "{rule}");
    }
}

/// How often `rule` says something of a sentence.
fn told(profile: Profile, rule: &str, sentence: &str) -> usize {
    names(profile, sentence).into_iter().filter(|name| *name == rule).count()
}

#[test]
fn straight_marks_are_paired_as_far_as_that_is_sure() {
    held(
        PRESS,
        "quotes.straight",
        &[
            ("Il dit \" oui \" et \" non \".", "Il dit «⍽oui⍽» et «⍽non⍽»."),
            // The odd one cancels no other.
            ("Le \"plan\" et le \"budget sont prêts.", "Le «⍽plan⍽» et le \"budget sont prêts."),
            ("Un \"début, puis \"la suite\".", "Un \"début, puis «⍽la suite⍽»."),
            ("Le mot \"presse\" et un autre\".", "Le mot «⍽presse⍽» et un autre\"."),
            // A figure may end a quotation.
            ("La mission \"Apollo 11\" part.", "La mission «⍽Apollo 11⍽» part."),
            ("Il dit qu’\"un 27\" est cher\".", "Il dit qu’«⍽un 27\" est cher⍽»."),
            ("L’écran de 27\" s’appelle \"Rétine\".", "L’écran de 27\" s’appelle «⍽Rétine⍽»."),
            ("(\"Le Monde\"), \"Libération\"", "(«⍽Le Monde⍽»), «⍽Libération⍽»"),
            ("Il dit \"le *grand* soir\" venu.", "Il dit «⍽le *grand* soir⍽» venu."),
            ("Un *\"mot* rare\" enfin.", "Un *«⍽mot* rare⍽» enfin."),
        ],
    );
    left(
        PRESS,
        "quotes.straight",
        &[
            "Il finit en 2'33\" contre 2'44\" au second.",
            "Il mesure 6' 10\" et elle 5'6\".",
            "Un écran de 27\" et un autre de 32\".",
            "Ce guillemet est seul \" !",
            // With an odd one, those between spaces may go either way.
            "Le \" plan \" et le \" budget.",
            "`a = \"b\"` et x=\"y\"",
        ],
    );
}

#[test]
fn an_odd_straight_mark_is_pointed_at() {
    for (sentence, times) in [
        ("Le \"plan\" et le \"budget sont prêts.", 1),
        ("Le mot presse\" est seul.", 1),
        ("Ce guillemet est seul \" !", 1),
        ("\"Tout commence ici.", 1),
        ("Il dit \"oui\" et \" non \".", 0),
        ("Un écran de 27\".", 0),
        ("Il mesure 6' 10\".", 0),
    ] {
        assert_eq!(told(PRESS, "pair.open", sentence), times, "{sentence}");
    }
}

#[test]
fn groups_of_digits_are_joined_when_they_are_a_number() {
    held(
        PRESS,
        "space.thousands",
        &[
            (
                "Le fonds a reçu 10 000 euros de 1 250 000 lecteurs.",
                "Le fonds a reçu 10⎵000 euros de 1⎵250⎵000 lecteurs.",
            ),
            (
                "Pour 12 300 d’entre eux, 850 000 en 2024.",
                "Pour 12⎵300 d’entre eux, 850⎵000 en 2024.",
            ),
            ("Soit 120 500 000 euros.", "Soit 120⎵500⎵000 euros."),
        ],
    );
    left(
        PRESS,
        "space.thousands",
        &[
            "Le siège est au 12, rue de la Paix, 75 001 Paris.",
            "Lire page 12 300 et suivantes, art. 10 500.",
            "La société (SIREN 552 100 554) a fermé.",
            "Inscrite au RCS de Paris B 552 100 554.",
            "SIRET : 552 100 554 00012",
            "TVA FR 32 552 100 554",
            "Appelez le 800 123 456 ou le 01 40 15 20 30.",
            "Tél. : 612 345 678, fax 142 345 678",
            "La norme ISO 27 001, la RFC 10 200",
            "BP 10 300, CS 20 500",
            "En 2020 300 personnes ont signé le 3 mars 300 lettres.",
            "Son numéro est le 552 100 554.",
        ],
    );
}

#[test]
fn doubtful_groups_of_digits_are_offered_alone() {
    held(
        PRESS,
        "number.groups",
        &[
            ("Plus de 10 000 Parisiens.", "Plus de 10⎵000 Parisiens."),
            ("Le 552 100 554 existe.", "Le 552 100 554 existe."),
            ("Sous le 552 100 554.", "Sous le 552⎵100⎵554."),
            ("Rue Haute, 75 001 Paris", "Rue Haute, 75 001 Paris"),
        ],
    );
}

#[test]
fn a_hyphen_between_places_is_no_dash() {
    held(
        PRESS,
        "dash",
        &[
            ("Le maire - élu hier - démissionne.", "Le maire – élu hier – démissionne."),
            (
                "Le TGV Paris - Brest a du retard - encore.",
                "Le TGV Paris – Brest a du retard – encore.",
            ),
            ("Une panne - la troisième.", "Une panne – la troisième."),
        ],
    );
    left(
        PRESS,
        "dash",
        &[
            "Un Paris - Brest du dimanche.",
            "La ligne Lyon - Turin ouvrira.",
            "Ouvert du lundi - vendredi, de janvier - mars.",
            "Le score est de 3 - 1.",
            "Soit x - y à calculer.",
        ],
    );
    held(
        PRESS,
        "dash.double",
        &[
            ("Le maire -- élu hier -- part.", "Le maire – élu hier – part."),
            ("L’option --force et a--b, `c -- d`", "L’option --force et a--b, `c -- d`"),
            ("Une flèche --> ici", "Une flèche --> ici"),
        ],
    );
}

#[test]
fn days_months_languages_and_countries_have_no_capital() {
    held(
        PRESS,
        "capital.common",
        &[
            ("Il revient le Lundi, en Janvier.", "Il revient le lundi, en janvier."),
            (
                "La loi de Mars 2024 et celle de fin Avril.",
                "La loi de mars 2024 et celle de fin avril.",
            ),
            (
                "Elle parle Anglais et écrit en Français.",
                "Elle parle anglais et écrit en français.",
            ),
            (
                "Selon le gouvernement Français, une entreprise Américaine.",
                "Selon le gouvernement français, une entreprise américaine.",
            ),
            ("Les autorités Européennes.", "Les autorités européennes."),
        ],
    );
    left(
        PRESS,
        "capital.common",
        &[
            "Lundi matin, en ville.",
            "Il part. Janvier est froid.",
            "La sonde part vers Mars, et revient de Mars.",
            "Le Vendredi saint et le Mardi gras.",
            "Les Français, un Américain, des millions d’Allemands, les jeunes Français.",
            "En France, le Monde diplomatique.",
            "Les Jeux de Paris, l’ami Vendredi de Robinson.",
        ],
    );
    held(
        PRESS,
        "date.form",
        &[
            ("Le 14 Juillet, le 1er Mai et le 8 Mai.", "Le 14 Juillet, le 1er Mai et le 8 Mai."),
            ("Le 14 Juillet 1789, le 3 Mai.", "Le 14⍽juillet 1789, le 3⍽mai."),
        ],
    );
}

#[test]
fn numbers_below_a_hundred_are_one_word() {
    held(
        PRESS,
        "hyphen.numeral",
        &[
            ("vingt deux ans, quatre vingt dix jours", "vingt-deux ans, quatre-vingt-dix jours"),
            ("Trente neuf élus, dix sept voix", "Trente-neuf élus, dix-sept voix"),
            (
                "quatre-vingt dix huit et soixante quinze",
                "quatre-vingt-dix-huit et soixante-quinze",
            ),
            ("quatre vingts euros, cent vingt quatre", "quatre-vingts euros, cent vingt-quatre"),
        ],
    );
    left(
        PRESS,
        "hyphen.numeral",
        &[
            "vingt et un, soixante et onze, cent deux, deux cents, mille dix",
            "dix-sept, vingt-deux, quatre-vingt-dix-neuf",
            "À dix, sept ont voté ; les six, huit avec lui.",
            "Les vingt personnes, deux par deux.",
        ],
    );
}

#[test]
fn set_phrases_take_their_hyphens() {
    held(
        PRESS,
        "hyphen.lexical",
        &[
            ("Au delà du Moyen Orient, là bas.", "Au-delà du Moyen-Orient, là-bas."),
            ("Le porte parole a un rendez vous.", "Le porte-parole a un rendez-vous."),
            ("Voir ci dessous, en Île de France.", "Voir ci-dessous, en Île-de-France."),
        ],
    );
    left(
        PRESS,
        "hyphen.lexical",
        &["Il porte parole à parole.", "Elle peut savoir faire cela.", "Rendez vous à l’évidence."],
    );
}

#[test]
fn abbreviations_hold_on_to_what_they_shorten() {
    held(
        PRESS,
        "space.numbered",
        &[
            ("cf. l’article", "cf.⍽l’article"),
            ("(cf. p. 12, art. 3)", "(cf.⍽p.⍽12, art.⍽3)"),
            ("art. L 12, art. L. 121-1 et R. 312-4", "art.⍽L⍽12, art.⍽L.⍽121-1 et R.⍽312-4"),
            ("l’article L 121-1 du code", "l’article L⍽121-1 du code"),
            ("chap. IV, t. II, vol. 3", "chap.⍽IV, t.⍽II, vol.⍽3"),
            ("en 52 av. J.-C., p. ex. à Alésia", "en 52 av.⍽J.-C., p.⍽ex. à Alésia"),
        ],
    );
    left(PRESS, "space.numbered", &["M. V part.", "Il mange. Cf.", "Le L 3 et la A 6, un D 20"]);
    held(
        PRESS,
        "abbreviation.form",
        &[
            ("cf le texte et c-à-d rien", "cf.⍽le texte et c.-à-d. rien"),
            ("c.à.d. peu, càd. peu", "c.-à-d. peu, c.-à-d. peu"),
            ("en 52 av. JC et ap. J.-C.", "en 52 av.⍽J.-C. et apr.⍽J.-C."),
            ("des prix, des délais, etc", "des prix, des délais, etc."),
            ("c.-à-d. peu, av. J.-C., etc.", "c.-à-d. peu, av. J.-C., etc."),
        ],
    );
    left(
        PRESS,
        "abbreviation.form",
        &["le dossier /etc/ et `etc`", "etc. et etc…", "un cadeau, une cf-card"],
    );
    held(
        PRESS,
        "missing.numbered",
        &[
            ("le n°12 (p.17), art.3", "le n°⍽12 (p.⍽17), art.⍽3"),
            ("le n°12a, pp.x, app.3", "le n°12a, pp.x, app.3"),
        ],
    );
}

#[test]
fn centuries_and_reigns_keep_their_number() {
    held(
        PRESS,
        "space.reign",
        &[
            ("Louis XIV, François Ier et Jean-Paul II", "Louis⍽XIV, François⍽Ier et Jean-Paul⍽II"),
            ("au XXe siècle, sous la Ve République", "au XXe⍽siècle, sous la Ve⍽République"),
            (
                "aux XIXe et XXe siècles, au 3e millénaire",
                "aux XIXe et XXe⍽siècles, au 3e⍽millénaire",
            ),
        ],
    );
    left(
        PRESS,
        "space.reign",
        &[
            "Jean V. Dupont, Paul C et Robert D",
            "la vie siècle après siècle",
            "Microsoft X, Acte II",
        ],
    );
    held(
        PRESS,
        "number.ordinal",
        &[
            ("Le XXème siècle, le XX siècle", "Le XXe siècle, le XXe siècle"),
            ("au xviiie siècle, au 19 e siècle", "au XVIIIe siècle, au 19e siècle"),
            ("François 1er, la 2è fois", "François⍽Ier, la 2e fois"),
        ],
    );
    left(
        PRESS,
        "number.ordinal",
        &[
            "Le Ier siècle, le XXe siècle, la VIe",
            "la vie, une ive, le 1er mai",
            "à la Saint-Jean 1er mai",
            "la n-ième fois",
        ],
    );
}

/// `text` after the fixes of `rule` in a house of this style.
fn in_style(style: &HouseStyle, rule: &str, text: &str) -> String {
    let house = House::new(style, LanguageTag::default(), None);
    let passage = Passage::of_words(&spaced(text));
    let found = fixes(&passage, &house).into_iter().filter(|fix| fix.rule.id == rule);
    shown(&applied(&spaced(text), found.flat_map(|fix| fix.edits(&passage)).collect()))
}

#[test]
fn a_house_may_have_guillemets_within_guillemets() {
    let style = HouseStyle { nested_guillemets: true, ..HouseStyle::default() };
    let nested = "«⍽Il dit «⍽oui⍽» à tous⍽»";
    assert_eq!(
        in_style(&HouseStyle::default(), "quotes.nested", nested),
        "«⍽Il dit “oui” à tous⍽»"
    );
    assert_eq!(in_style(&style, "quotes.nested", nested), nested);
    for typed in ["«⍽Il dit \"oui\" à tous⍽»", "«⍽Il dit “oui” à tous⍽»"] {
        let rule = if typed.contains('"') { "quotes.straight" } else { "quotes.english" };
        assert_eq!(in_style(&style, rule, typed), nested);
    }
}

#[test]
fn a_house_may_let_millions_part_from_their_figure() {
    let style = HouseStyle { free_millions: true, ..HouseStyle::default() };
    let text = "5,8 milliards d’euros et 25 M€";
    assert_eq!(
        in_style(&HouseStyle::default(), "space.millions", text),
        "5,8⍽milliards d’euros et 25 M€"
    );
    assert_eq!(in_style(&style, "space.millions", text), text);
    assert_eq!(in_style(&style, "space.unit", text), "5,8 milliards d’euros et 25⍽M€");
    assert_eq!(in_style(&style, "number.plural", "1,5 millions"), "1,5 million");
}

#[test]
fn english_has_its_own_marks_dashes_and_groups() {
    let (us, gb) = (Profile::EnUs, Profile::EnGb);
    let american = [
        ("dash.english", "The mayor – elected – left", "The mayor—elected—left"),
        ("dash.english", "Between 10 – 12 people", "Between 10 – 12 people"),
        ("dash.double", "The mayor--elected--left", "The mayor—elected—left"),
        ("quotes.american", "He said “yes”, then “no”.", "He said “yes,” then “no.”"),
        ("quotes.guillemets", "The word «press»", "The word “press”"),
        ("quotes.single", "The 'press' and don't", "The ‘press’ and don't"),
        ("apostrophe", "don't, the '90s", "don’t, the ’90s"),
        ("apostrophe.possessive", "our readers' letters", "our readers’ letters"),
        ("number.english", "10 000 readers in 2020 300", "10,000 readers in 2020 300"),
        ("number.english", "page 12 300, phone 01 400", "page 12 300, phone 01 400"),
        ("space.high", "Really ? Yes !", "Really? Yes!"),
    ];
    for (rule, before, after) in american {
        held(us, rule, &[(before, after)]);
    }
    let british = [
        ("dash.english", "The mayor—elected—left", "The mayor – elected – left"),
        ("dash.english", "The mayor — elected", "The mayor – elected"),
        ("dash.double", "The mayor -- elected", "The mayor – elected"),
        ("quotes.american", "He said “yes”.", "He said “yes”."),
    ];
    for (rule, before, after) in british {
        held(gb, rule, &[(before, after)]);
    }
    for rule in ["dash.english", "quotes.guillemets", "number.english", "quotes.american"] {
        let sentence = "Le «⍽mot⍽» – dit “oui”. – a 10 000 sens";
        assert_eq!(told(PRESS, rule, sentence), 0, "{rule}");
    }
}

/// A paragraph of the press with most of what rules look for.
const PARAGRAPH: &str = "L'opérateur Boréade : 12 000 box, \"grises\" ou non, soit 25 M€ (5,8 \
    milliards d'euros !) le 3 mars - selon M. Dupont, cf. p. 12 - au XXe siècle ; rien d'autre... ";

#[test]
fn a_paragraph_twice_as_long_asks_for_twice_the_work() {
    for profile in Profile::ALL {
        let work = |times: usize| {
            let passage = Passage::of_words(&PARAGRAPH.repeat(times));
            (effort(&passage, &house(profile)), passage.letters.len())
        };
        let ((one, signs), (two, _), (eight, _)) = (work(20), work(40), work(160));
        assert!(two * 10 <= one * 21, "{profile:?}: {one} signs looked at, then {two}");
        assert!(eight * 10 <= one * 84, "{profile:?}: {one} signs looked at, then {eight}");
        assert!(one <= signs * 25, "{profile:?}: each sign is looked at {} times", one / signs);
    }
}

#[test]
fn no_sign_in_a_row_makes_the_work_grow_faster_than_the_text() {
    let mut grown = Vec::new();
    for sign in
        ["«", "\"", "'", "!", "?", ";", ":", ".", "…", "-", "–", "(", ")", " ", "1", "a", "E"]
    {
        for join in ["", " ", "a", "a "] {
            let work = |times: usize| {
                let passage = Passage::of_words(&format!("{sign}{join}").repeat(times));
                effort(&passage, &house(PRESS))
            };
            let (one, two) = (work(400), work(800));
            if two * 10 > one * 25 {
                grown.push(format!("{sign:?}{join:?}: {one} signs looked at, then {two}"));
            }
        }
    }
    assert!(grown.is_empty(), "{grown:#?}");
}

#[test]
fn what_is_tidy_is_left_as_it_is() {
    let text = spaced("Le maire a dit⍽: «⍽Nous verrons⍽»⎵; il part.\n\nL’État paie.");
    assert_eq!(tidied(&text, &house(PRESS)), (text.clone(), 0));
    assert_eq!(passages(&text).len(), 2);
    assert_eq!(shown(&text).matches('⍽').count(), 3);
}

#[test]
fn a_class_says_how_far_each_rule_goes() {
    for rule in markup::typography::RULES {
        // What converts nothing but a space is all that is safe without a look.
        let safe = rule.class == Class::Safe;
        let of_space = rule.id.starts_with("space.");
        let of_signs = ["ellipsis", "ellipsis.etc", "apostrophe", "hyphen.soft"].contains(&rule.id);
        assert_eq!(safe, of_space || of_signs, "{}", rule.id);
    }
}
