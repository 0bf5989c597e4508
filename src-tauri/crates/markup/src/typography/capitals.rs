//! Capitals: the accents that they keep, and the words that have none.

use super::{
    line::{Line, is_blank},
    rules,
    words::is_vowel,
};

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
        if !line.is(word.start, char::is_uppercase) {
            continue;
        }
        let text = line.text(word.clone());
        let starts = matches!(text, "A" | "Ca") && starts_sentence(line, word.start);
        if text == "A" && starts {
            let next = line.run(word.end, is_blank);
            let following = line.text(next..line.run(next, char::is_alphanumeric));
            if next > word.end && may_follow_a(following) {
                line.fix(&rules::CAPITAL, word, "À");
            }
        } else if text == "Ca" && starts && line.is(word.end, is_blank) {
            line.fix(&rules::CAPITAL, word, "Ça");
        } else if text.starts_with('E')
            && let Some(right) = accented(&ACCENTED, text, 's')
            && !line.is_code(word.start)
            && !line.speaks_english(word.start)
        {
            line.fix(&rules::CAPITAL, word, &right);
        } else if line.is(word.end - 1, char::is_uppercase)
            && let Some(right) = accented(&CAPITALS, text, 'S')
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
pub(super) fn starts_sentence(line: &Line<'_>, rank: usize) -> bool {
    let before =
        line.run_back(rank, |sign| is_blank(sign) || matches!(sign, '«' | '“' | '(' | '\n'));
    before == 0
        || line.was(before, |sign| matches!(sign, '.' | '!' | '?' | '…' | '–' | '—' | '•' | ':'))
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
    for word in line.words() {
        if !line.is(word.start, char::is_uppercase) {
            continue;
        }
        let first = line.text(word.clone());
        for (words, right) in INSTITUTIONS {
            if words.starts_with(first)
                && let Some(end) = line.says(word.start, words)
                && !line.is(end, char::is_alphanumeric)
            {
                line.fix(&rules::INSTITUTION, word.start..end, right);
            }
        }
    }
}

/// Vowels that begin French words together.
const OPENINGS: [&str; 5] = ["AU", "EU", "OU", "EN", "UN"];

/// Whether the second capital of a word is one that the finger held: « JOurnal », « MOnde ». No
/// French word begins like `VTuber`: such capitals are those of a name.
fn held_down(letters: &[char]) -> bool {
    let [first, second, rest @ ..] = letters else { return false };
    let opens = is_vowel(*second) || matches!(second, 'H' | 'L' | 'R');
    let pair: String = [first, second].into_iter().collect();
    rest.len() >= 3
        && first.is_uppercase()
        && second.is_uppercase()
        && rest.iter().all(|sign| sign.is_lowercase())
        && (OPENINGS.contains(&pair.as_str()) || (!is_vowel(*first) && opens))
}

pub(super) fn stray_capitals(line: &mut Line<'_>) {
    for word in line.words() {
        if word.len() >= 5 && line.is(word.start + 1, char::is_uppercase) {
            let letters: Vec<char> = line.text(word.clone()).chars().collect();
            if held_down(&letters) && !line.is_code(word.start) {
                let lower = letters.iter().skip(1).flat_map(|sign| sign.to_lowercase());
                let fixed: String = letters.first().copied().into_iter().chain(lower).collect();
                line.fix(&rules::STRAY_CAPITAL, word, &fixed);
                continue;
            }
        }
        if word.len() < 5 || !line.is(word.end - 1, char::is_uppercase) {
            continue;
        }
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
