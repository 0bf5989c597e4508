//! The accents that a word may have lost: « general » for « général », « Etat » for « État ».

/// So many accents at most are put back.
const MOST: usize = 2;

/// The forms of `word` with one or two accents put back or changed.
pub(crate) fn accented(word: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = word.chars().collect();
    // A name may well have an accent where a common word has none.
    let name = letters.first().is_some_and(|letter| letter.is_uppercase());
    let places: Vec<(usize, &'static str)> = letters
        .iter()
        .enumerate()
        .filter(|(_, letter)| !name || letter.is_ascii())
        .map(|(at, letter)| (at, variants(*letter)))
        .filter(|(_, variants)| !variants.is_empty())
        .collect();
    let mut found = Vec::new();
    put(&letters, &places, MOST, &mut found);
    found.into_iter()
}

fn put(letters: &[char], places: &[(usize, &str)], left: usize, found: &mut Vec<String>) {
    for (rank, (at, variants)) in places.iter().enumerate() {
        for variant in variants.chars() {
            let mut changed = letters.to_vec();
            changed[*at] = variant;
            found.push(changed.iter().collect());
            if left > 1 {
                put(&changed, &places[rank + 1..], left - 1, found);
            }
        }
    }
}

fn variants(letter: char) -> &'static str {
    match letter {
        'a' => "àâ",
        'c' => "ç",
        'e' => "éèê",
        'i' => "îï",
        'o' => "ô",
        'u' => "ûù",
        'à' => "aâ",
        'â' => "aà",
        'é' => "eèê",
        'è' => "eéê",
        'ê' => "eéè",
        'î' | 'ï' => "i",
        'ô' => "o",
        'ù' | 'û' => "u",
        'A' => "ÀÂ",
        'C' => "Ç",
        'E' => "ÉÈÊ",
        'I' => "Î",
        'O' => "Ô",
        'U' => "Û",
        _ => "",
    }
}
