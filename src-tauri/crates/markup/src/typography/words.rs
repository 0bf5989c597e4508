//! What concerns the writing of words: apostrophes, accents on capitals, titles, ligatures.

use super::{
    line::{Line, is_blank},
    rules,
};
use crate::prose::OBJECT;

const ELISIONS: [&str; 15] = [
    "l", "d", "j", "m", "n", "s", "t", "c", "ç", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
    "presqu",
];

fn is_elision(word: &str) -> bool {
    ELISIONS.contains(&&*word.to_lowercase())
}

fn is_vowel(sign: char) -> bool {
    "aàâäeéèêëiîïoôöuùûüyhœæAÀÂÄEÉÈÊËIÎÏOÔÖUÙÛÜYHŒÆ".contains(sign)
}

pub(super) fn apostrophes(line: &mut Line<'_>) {
    for rank in 1..line.len() {
        let straight = line.is(rank, |sign| sign == '\'');
        let stray = line.is(rank, |sign| matches!(sign, '´' | '‘' | '′' | 'ʼ'));
        if !(straight || stray) || line.is_code(rank) {
            continue;
        }
        let between = line.was(rank, char::is_alphabetic) && line.is(rank + 1, char::is_alphabetic);
        let elides = straight
            && is_elision(&line.word_before(rank))
            && line.is(rank + 1, |sign| {
                sign.is_ascii_digit() || matches!(sign, '«' | '“' | '"' | OBJECT)
            });
        if between || elides {
            line.fix(&rules::APOSTROPHE, rank..rank + 1, "’");
        }
    }
}

pub(super) fn elisions(line: &mut Line<'_>) {
    for rank in 1..line.len() {
        if !line.is(rank, |sign| matches!(sign, '\'' | '’')) {
            continue;
        }
        let before = line.run_back(rank, is_blank);
        let after = line.run(rank + 1, is_blank);
        let parted = before < rank || after > rank + 1;
        let word = line.word_before(before);
        let from = before - word.chars().count();
        let free = !line.was(from, |sign| matches!(sign, '\'' | '’' | '-'));
        if parted && free && is_elision(&word) && line.is(after, is_vowel) {
            let end = line.run(after, char::is_alphabetic);
            let fixed = format!("{word}’{}", line.text(after..end));
            line.fix(&rules::ELISION, from..end, &fixed);
        }
    }
}

pub(super) fn titles(line: &mut Line<'_>) {
    const TITLES: [&str; 12] =
        ["M", "MM", "Mme", "Mmes", "Mlle", "Mlles", "Me", "Mes", "Dr", "Pr", "Mgr", "Vve"];
    for word in line.words() {
        let text = line.text(word.clone());
        let point = line.is(word.end, |sign| sign == '.');
        let after = word.end + usize::from(point);
        let next = line.run(after, is_blank);
        let named = next > after && line.is(next, char::is_uppercase);
        if !named || line.was(word.start, |sign| matches!(sign, '.' | '-' | '\'' | '’')) {
            continue;
        }
        let right = match (&*text, point) {
            ("Mr", _) => "M.",
            ("Mme", true) => "Mme",
            ("Mmes", true) => "Mmes",
            ("Melle", _) | ("Mlle", true) => "Mlle",
            ("Dr", true) => "Dr",
            ("Pr", true) => "Pr",
            _ => "",
        };
        if !right.is_empty() {
            line.fix(&rules::TITLE_FORM, word.start..next, &format!("{right}\u{a0}"));
            continue;
        }
        let pointed = matches!(&*text, "M" | "MM");
        // « Mes Amis » is no pair of lawyers.
        if TITLES.contains(&&*text) && pointed == point && text != "Mes" {
            line.fix(&rules::TITLE, after..next, "\u{a0}");
        }
    }
}

pub(super) fn chevrons(line: &mut Line<'_>) {
    let (left, right) = line.profile.quotes();
    let mut open = None;
    for rank in 0..line.len().saturating_sub(1) {
        let two = (line.signs[rank], line.signs[rank + 1]);
        let alone =
            !line.was(rank, |sign| sign == two.0) && !line.is(rank + 2, |sign| sign == two.0);
        if two == ('<', '<') && alone {
            open = Some(rank);
        } else if two == ('>', '>')
            && alone
            && let Some(from) = open.take()
        {
            let words = line.text(from + 2..rank);
            let fixed = format!("{left}{}{right}", words.trim_matches(is_blank));
            line.fix(&rules::CHEVRONS, from..rank + 2, &fixed);
        }
    }
}

/// Words whose capital loses its accent; those that a plural has are said without it.
const ACCENTED: [(&str, &str); 42] = [
    ("Ecole", "École"),
    ("Ecologie", "Écologie"),
    ("Economie", "Économie"),
    ("Economique", "Économique"),
    ("Ecran", "Écran"),
    ("Ecrire", "Écrire"),
    ("Editeur", "Éditeur"),
    ("Edition", "Édition"),
    ("Education", "Éducation"),
    ("Egalement", "Également"),
    ("Egalité", "Égalité"),
    ("Eglise", "Église"),
    ("Egypte", "Égypte"),
    ("Election", "Élection"),
    ("Electricité", "Électricité"),
    ("Electrique", "Électrique"),
    ("Elysée", "Élysée"),
    ("Elève", "Élève"),
    ("Emirat", "Émirat"),
    ("Emission", "Émission"),
    ("Energie", "Énergie"),
    ("Enorme", "Énorme"),
    ("Epoque", "Époque"),
    ("Equateur", "Équateur"),
    ("Equipe", "Équipe"),
    ("Equipement", "Équipement"),
    ("Etablissement", "Établissement"),
    ("Etape", "Étape"),
    ("Etat", "État"),
    ("Ethiopie", "Éthiopie"),
    ("Ethique", "Éthique"),
    ("Etranger", "Étranger"),
    ("Etrangère", "Étrangère"),
    ("Etre", "Être"),
    ("Etude", "Étude"),
    ("Eté", "Été"),
    ("Evaluation", "Évaluation"),
    ("Evidemment", "Évidemment"),
    ("Eviter", "Éviter"),
    ("Evolution", "Évolution"),
    ("Evénement", "Événement"),
    ("Evènement", "Évènement"),
];
/// Words of headings in capitals, which are no acronym, nor English.
const CAPITALS: [(&str, &str); 32] = [
    ("ABONNE", "ABONNÉ"),
    ("ABONNEE", "ABONNÉE"),
    ("ACTUALITE", "ACTUALITÉ"),
    ("AOUT", "AOÛT"),
    ("DECEMBRE", "DÉCEMBRE"),
    ("ECOLE", "ÉCOLE"),
    ("ECONOMIE", "ÉCONOMIE"),
    ("ECRAN", "ÉCRAN"),
    ("EGALITE", "ÉGALITÉ"),
    ("ELECTRICITE", "ÉLECTRICITÉ"),
    ("ENERGIE", "ÉNERGIE"),
    ("ENQUETE", "ENQUÊTE"),
    ("ETAT", "ÉTAT"),
    ("ETUDE", "ÉTUDE"),
    ("EVENEMENT", "ÉVÉNEMENT"),
    ("EXCLUSIVITE", "EXCLUSIVITÉ"),
    ("FEVRIER", "FÉVRIER"),
    ("LIBERTE", "LIBERTÉ"),
    ("NOUVEAUTE", "NOUVEAUTÉ"),
    ("NUMERIQUE", "NUMÉRIQUE"),
    ("NUMERO", "NUMÉRO"),
    ("PUBLICITE", "PUBLICITÉ"),
    ("QUALITE", "QUALITÉ"),
    ("REALITE", "RÉALITÉ"),
    ("REDACTION", "RÉDACTION"),
    ("RESERVE", "RÉSERVÉ"),
    ("SANTE", "SANTÉ"),
    ("SECURITE", "SÉCURITÉ"),
    ("SOCIETE", "SOCIÉTÉ"),
    ("UNIVERSITE", "UNIVERSITÉ"),
    ("VERITE", "VÉRITÉ"),
    ("VIDEO", "VIDÉO"),
];
/// Words after which an `A` that opens a sentence is no verb. An infinitive is another.
const AFTER_A: [&str; 48] = [
    "la",
    "le",
    "l",
    "les",
    "un",
    "une",
    "ce",
    "cet",
    "cette",
    "ces",
    "son",
    "sa",
    "ses",
    "mon",
    "ma",
    "mes",
    "notre",
    "nos",
    "votre",
    "vos",
    "leur",
    "leurs",
    "chaque",
    "quoi",
    "qui",
    "propos",
    "travers",
    "cause",
    "côté",
    "défaut",
    "peine",
    "moins",
    "terme",
    "titre",
    "mesure",
    "force",
    "droite",
    "gauche",
    "nouveau",
    "présent",
    "suivre",
    "Paris",
    "Lyon",
    "Marseille",
    "Bruxelles",
    "Londres",
    "Washington",
    "New",
];

/// What `list` has for `word`, or for the word that it is the plural of.
fn accented(list: &[(&str, &str)], word: &str, plural: char) -> Option<String> {
    let find = |word: &str| list.iter().find(|(bare, _)| *bare == word).map(|(_, right)| *right);
    let one = || Some(format!("{}{plural}", find(word.strip_suffix(plural)?)?));
    find(word).map(str::to_owned).or_else(one)
}

pub(super) fn capitals(line: &mut Line<'_>) {
    for word in line.words() {
        let text = line.text(word.clone());
        let starts = starts_sentence(line, word.start);
        if text == "A" && starts {
            let next = line.run(word.end, is_blank);
            let following = line.text(next..line.run(next, char::is_alphanumeric));
            if next > word.end && may_follow_a(&following) {
                line.fix(&rules::CAPITAL, word, "À");
            }
        } else if text == "Ca" && starts && line.is(word.end, is_blank) {
            line.fix(&rules::CAPITAL, word, "Ça");
        } else if let Some(right) = accented(&ACCENTED, &text, 's')
            && !line.is_code(word.start)
            && !line.speaks_english(word.start)
        {
            line.fix(&rules::CAPITAL, word, &right);
        } else if let Some(right) = accented(&CAPITALS, &text, 'S')
            && !line.is_code(word.start)
        {
            line.fix(&rules::CAPITALS, word, &right);
        }
    }
}

fn may_follow_a(word: &str) -> bool {
    let infinitive = word.chars().count() > 3 && (word.ends_with("er") || word.ends_with("ir"));
    AFTER_A.contains(&word) || (infinitive && word.starts_with(char::is_lowercase))
}

/// Whether a sentence begins at `rank`.
fn starts_sentence(line: &Line<'_>, rank: usize) -> bool {
    let before =
        line.run_back(rank, |sign| is_blank(sign) || matches!(sign, '«' | '“' | '(' | '\n'));
    before == 0
        || line.was(before, |sign| matches!(sign, '.' | '!' | '?' | '…' | '–' | '—' | '•' | ':'))
}

const LIGATURES: [&str; 15] = [
    "coeur", "oeuvr", "soeur", "oeil", "boeuf", "oeuf", "voeu", "noeud", "moeurs", "choeur",
    "foetus", "oedem", "oesophag", "oecum", "oenolog",
];

pub(super) fn ligatures(line: &mut Line<'_>) {
    for word in line.words() {
        let text = line.text(word.clone());
        let lower = text.to_lowercase();
        let named = LIGATURES.iter().any(|part| lower.contains(part));
        if named && !line.is_code(word.start) {
            let fixed = text.replace("oe", "œ").replace("Oe", "Œ").replace("OE", "Œ");
            line.fix(&rules::LIGATURE, word, &fixed);
        }
    }
}

const HYPHENED: [(&str, &str); 12] = [
    ("Etats Unis", "États-Unis"),
    ("États Unis", "États-Unis"),
    ("Moyen Orient", "Moyen-Orient"),
    ("Proche Orient", "Proche-Orient"),
    ("Extrême Orient", "Extrême-Orient"),
    ("Royaume Uni", "Royaume-Uni"),
    ("Grande Bretagne", "Grande-Bretagne"),
    ("Maison Blanche", "Maison-Blanche"),
    ("Pays Bas", "Pays-Bas"),
    ("Nouvelle Zélande", "Nouvelle-Zélande"),
    ("rendez vous", "rendez-vous"),
    ("c’est à dire", "c’est-à-dire"),
];

pub(super) fn hyphens(line: &mut Line<'_>) {
    for rank in 0..line.len() {
        if line.was(rank, char::is_alphanumeric) {
            continue;
        }
        for (words, right) in HYPHENED {
            // « Rendez vous » commands; the noun follows an article.
            let noun =
                words != "rendez vous" || line.word_before(line.run_back(rank, is_blank)).len() > 1;
            if let Some(end) = line.says(rank, words)
                && noun
                && !line.is(end, char::is_alphanumeric)
            {
                line.fix(&rules::HYPHEN, rank..end, right);
            }
        }
    }
}

const INSTITUTIONS: [(&str, &str); 10] = [
    ("Union Européenne", "Union européenne"),
    ("Commission Européenne", "Commission européenne"),
    ("Parlement Européen", "Parlement européen"),
    ("Conseil Européen", "Conseil européen"),
    ("Banque Centrale Européenne", "Banque centrale européenne"),
    ("Assemblée Nationale", "Assemblée nationale"),
    ("Éducation Nationale", "Éducation nationale"),
    ("Nations-Unies", "Nations unies"),
    ("Nations Unies", "Nations unies"),
    ("Premier Ministre", "Premier ministre"),
];

pub(super) fn institutions(line: &mut Line<'_>) {
    for rank in 0..line.len() {
        if line.was(rank, char::is_alphanumeric) {
            continue;
        }
        for (words, right) in INSTITUTIONS {
            if let Some(end) = line.says(rank, words)
                && !line.is(end, char::is_alphanumeric)
            {
                line.fix(&rules::INSTITUTION, rank..end, right);
            }
        }
    }
}

pub(super) fn stray_capitals(line: &mut Line<'_>) {
    for word in line.words() {
        let text = line.text(word.clone());
        let letters: Vec<char> = text.chars().collect();
        let Some((last, head)) = letters.split_last() else { continue };
        let strayed = head.len() >= 4
            && last.is_uppercase()
            && head[1..].iter().all(|sign| sign.is_lowercase())
            && head[0].is_alphabetic();
        // No French word ends like « utilitr »: such a capital is that of a name.
        let ends_word = is_vowel(*last)
            || matches!(last, 'S' | 'T' | 'X' | 'Z')
            || head.last().is_some_and(|before| is_vowel(*before));
        if strayed && ends_word && !line.is_code(word.start) {
            let fixed: String = head.iter().copied().chain(last.to_lowercase()).collect();
            line.fix(&rules::STRAY_CAPITAL, word, &fixed);
        }
    }
}

pub(super) fn stray_spaces(line: &mut Line<'_>) {
    for rank in 1..line.len() {
        if !line.is(rank, |sign| sign == '-') {
            continue;
        }
        let (before, after) = (line.run_back(rank, is_blank), line.run(rank + 1, is_blank));
        let left = before < rank;
        let right = after > rank + 1;
        let letters = line.was(before, char::is_alphabetic) && line.is(after, char::is_alphabetic);
        if !letters || left == right {
            continue;
        }
        // « mono- et multi- »: the hyphen waits for the same end.
        let next = line.text(after..line.run(after, char::is_alphabetic));
        let waits = right && matches!(&*next, "et" | "ou" | "à" | "ni" | "puis" | "voire");
        let capital = line.is(after, char::is_uppercase) || left;
        if !waits && capital {
            let from = line.run_back(before, char::is_alphanumeric);
            let end = line.run(after, char::is_alphanumeric);
            let fixed = format!("{}-{}", line.text(from..before), line.text(after..end));
            line.fix(&rules::STRAY_SPACE, from..end, &fixed);
        }
    }
}
