//! Texts of any length, always the same, so that two machines measure the same work.

const OPENINGS: [&str; 8] = [
    "La rédaction a relu le dossier deux fois",
    "Personne n’avait prévu que le câble casserait en hiver",
    "Le ministère promet un *calendrier*, sans dire lequel",
    "Au port, les conteneurs attendent depuis mardi",
    "Trois laboratoires publient le même jour",
    "L’opérateur parle d’une panne, les abonnés d’une semaine",
    "Dans l’atelier, on recommence à mesurer à la main",
    "Le tribunal a demandé les registres",
];

const ENDINGS: [&str; 8] = [
    "et la facture, elle, est déjà partie.",
    "ce que confirme une note de **quatre pages** restée dans un tiroir.",
    "mais le prix du kilowatt n’a pas bougé.",
    "comme l’an dernier à la même saison.",
    "selon deux personnes qui ont assisté à la réunion.",
    "avec une avance de vingt-six millions d’euros.",
    "sous le nom de [projet Aurige](https://lepli.example/aurige).",
    "faute de mieux : on attend la suite.",
];

const NAMES: [&str; 8] =
    ["Tesseral", "Aurige", "Bassin", "Cyanotype", "Radar", "Guichet", "Estran", "Vignoble"];

/// About `words` words of prose, in paragraphs under a few subheads; `seed` makes another text.
pub(crate) fn prose(words: usize, seed: usize) -> String {
    let mut text = String::with_capacity(words * 7);
    let mut written = 0;
    let mut paragraph = 0;
    while written < words {
        if paragraph % 12 == 0 {
            text.push_str(&format!("## {} et la suite\n\n", pick(&NAMES, seed + paragraph)));
        }
        for sentence in 0..3 {
            let at = seed + paragraph * 5 + sentence * 3;
            let sentence = format!(
                "{}, chez {}, {} ",
                pick(&OPENINGS, at),
                pick(&NAMES, at / 3 + seed),
                pick(&ENDINGS, at / 2 + paragraph)
            );
            written += sentence.split_whitespace().count();
            text.push_str(&sentence);
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
        paragraph += 1;
    }
    text
}

/// A headline, another one for each rank.
pub(crate) fn headline(rank: usize) -> String {
    format!("{} : la pièce n° {rank}", pick(&NAMES, rank))
}

fn pick(among: &[&'static str; 8], at: usize) -> &'static str {
    among[at % among.len()]
}
