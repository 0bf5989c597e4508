//! The rules, one line each: what `docs/typography.md` prints, and what the tests hold.

use newsroom::Language;

/// How far a rule may go by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// It is applied unattended: it converts or takes away what is there, and no more.
    Safe,
    /// It is offered, and applied when it is accepted.
    Offered,
    /// It is a warning; a person judges.
    Warned,
}

/// When a fix may be made while its words are being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// As soon as it is found.
    AtOnce,
    /// Once the word after it is finished.
    AfterWord,
    /// Never: it would fight the fingers.
    Never,
}

impl Rule {
    /// When the rule may act on words that are being typed.
    pub fn moment(&self) -> Moment {
        match self.id {
            "space.unit" | "space.millions" | "space.thousands" | "space.day" | "space.reign" => {
                Moment::AfterWord
            }
            "space.trailing" => Moment::Never,
            _ if self.class == Class::Safe => Moment::AtOnce,
            _ => Moment::Never,
        }
    }

    /// Whether it is as good as safe in words that were pasted, and so are finished.
    pub fn is_safe_pasted(&self) -> bool {
        self.class == Class::Safe || self.id == "quotes.straight"
    }
}

/// A rule of typography.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its stable name; its words are `remark.typography.<id>` in the message files.
    pub id: &'static str,
    /// How far it may go.
    pub class: Class,
    /// The language it is of; none when it is of all.
    pub language: Option<Language>,
    /// What it does.
    pub says: &'static str,
    /// An example, `⍽` being U+00A0 and `⎵` U+202F: before, and after under `fr-presse` or
    /// `en-US`; twice the same when there is nothing to offer.
    pub example: (&'static str, &'static str),
}

macro_rules! rules {
    ($($name:ident = $id:literal, $class:ident, $language:expr, $says:literal,
        $before:literal => $after:literal;)*) => {
        $(pub(super) static $name: Rule = Rule {
            id: $id, class: Class::$class, language: $language, says: $says,
            example: ($before, $after),
        };)*

        /// Every rule, in the order of the documentation.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

const ALL: Option<Language> = None;
const FR: Option<Language> = Some(Language::Fr);
const EN: Option<Language> = Some(Language::En);

rules! {
    HIGH = "space.high", Safe, ALL,
        "The space before `; ! ?` is the profile’s, and there is one for a whole run of them.",
        "Vraiment ?! Oui !" => "Vraiment⎵?! Oui⎵!";
    COLON = "space.colon", Safe, ALL,
        "The space before a colon is the profile’s.",
        "Le chiffre : 12" => "Le chiffre⍽: 12";
    GUILLEMETS = "space.guillemets", Safe, FR,
        "The spaces inside « » are the profile’s, put in when they are missing.",
        "« Oui », dit-il, puis «non»." => "«⍽Oui⍽», dit-il, puis «⍽non⍽».";
    CLOSING = "space.closing", Safe, ALL,
        "No space before `, . ) ]`, nor before an ellipsis that ends.",
        "Paris , Lyon (et Lille )." => "Paris, Lyon (et Lille).";
    OPENING = "space.opening", Safe, ALL,
        "No space after `( [`.",
        "Lyon ( et Lille)" => "Lyon (et Lille)";
    PERCENT = "space.percent", Safe, ALL,
        "The space before `%` and `‰` is the profile’s.",
        "12 % des voix" => "12⍽% des voix";
    UNIT = "space.unit", Safe, FR,
        "A number and its unit or its currency are not parted.",
        "25 M€ pour 3 km" => "25⍽M€ pour 3⍽km";
    MILLIONS = "space.millions", Safe, FR,
        "A number and `millions`, `milliards` are not parted.",
        "5,8 milliards d’euros" => "5,8⍽milliards d’euros";
    THOUSANDS = "space.thousands", Safe, FR,
        "Groups of three digits are parted by the profile’s space.",
        "10 000 lecteurs" => "10⎵000 lecteurs";
    DAY = "space.day", Safe, FR,
        "A day and its month are not parted.",
        "le 22 janvier" => "le 22⍽janvier";
    TITLE = "space.title", Safe, FR,
        "A title and the name after it are not parted.",
        "M. Dupont et Mme Martin" => "M.⍽Dupont et Mme⍽Martin";
    NUMBERED = "space.numbered", Safe, FR,
        "An abbreviation and what it holds on to are not parted.",
        "le n° 12, art. L. 121-1, cf. p. 3" => "le n°⍽12, art.⍽L.⍽121-1, cf.⍽p.⍽3";
    REIGN = "space.reign", Safe, FR,
        "A century, a republic, a reign and their number are not parted.",
        "Louis XIV, le XXe siècle et la Ve République" =>
        "Louis⍽XIV, le XXe⍽siècle et la Ve⍽République";
    INCISE = "space.incise", Safe, FR,
        "The dashes around an aside hold its words.",
        "Le maire – élu hier – démissionne" => "Le maire –⍽élu hier⍽– démissionne";
    RUN = "space.run", Safe, ALL,
        "One space between words.",
        "deux  espaces" => "deux espaces";
    TRAILING = "space.trailing", Safe, ALL,
        "No space at the end of a paragraph.",
        "la fin.⍽" => "la fin.";
    SOFT_HYPHEN = "hyphen.soft", Safe, ALL,
        "No soft hyphen is stored: hyphenation belongs to the page.",
        "ex\u{ad}emple" => "exemple";
    ELLIPSIS = "ellipsis", Safe, ALL,
        "Three dots are one sign.",
        "Peut-être..." => "Peut-être…";
    ETC = "ellipsis.etc", Safe, FR,
        "`etc.` takes no ellipsis.",
        "des rubriques, etc..." => "des rubriques, etc.";
    APOSTROPHE = "apostrophe", Safe, ALL,
        "The apostrophe is curved.",
        "l'heure" => "l’heure";

    HIGH_MISSING = "missing.high", Offered, FR,
        "A space is missing before `; ! ?`.",
        "Vraiment? Oui." => "Vraiment⎵? Oui.";
    COLON_MISSING = "missing.colon", Offered, FR,
        "A space is missing before a colon.",
        "Le chiffre: douze" => "Le chiffre⍽: douze";
    AFTER_MISSING = "missing.after", Offered, ALL,
        "A space is missing after `, ; ! ? . …`.",
        "le train.Le car" => "le train. Le car";
    UNIT_MISSING = "missing.unit", Offered, FR,
        "A space is missing between a number and its unit.",
        "12% et 30€" => "12⍽% et 30⍽€";
    GROUPS_MISSING = "missing.thousands", Offered, FR,
        "Five digits and more are read in groups of three.",
        "près de 25000 lecteurs" => "près de 25⎵000 lecteurs";
    NUMBERED_MISSING = "missing.numbered", Offered, FR,
        "A space is missing between an abbreviation and its number.",
        "le n°12" => "le n°⍽12";
    DOUBTFUL = "number.groups", Offered, FR,
        "Groups of digits that may be those of a number.",
        "sous le code 552 100 554" => "sous le code 552⎵100⎵554";
    OMISSION = "ellipsis.omission", Offered, FR,
        "An omission stands in square brackets.",
        "le texte (...) voté" => "le texte […] voté";
    QUOTES = "quotes.straight", Offered, ALL,
        "Straight quotation marks become the profile’s.",
        "le mot \"presse\" seul" => "le mot «⍽presse⍽» seul";
    CURLY = "quotes.english", Offered, FR,
        "Quotation marks of the first level are « ».",
        "le mot “presse” seul" => "le mot «⍽presse⍽» seul";
    NESTED = "quotes.nested", Offered, FR,
        "A quotation within a quotation stands in “ ”, one within that in ‘ ’.",
        "«⍽Il dit «⍽oui⍽» à tous⍽»" => "«⍽Il dit “oui” à tous⍽»";
    CHEVRONS = "quotes.chevrons", Offered, FR,
        "`<<` and `>>` stand for « ».",
        "le mot << presse >> seul" => "le mot «⍽presse⍽» seul";
    FOREIGN = "quotes.guillemets", Offered, EN,
        "English has no guillemets.",
        "the word «press» alone" => "the word “press” alone";
    SINGLE = "quotes.single", Offered, EN,
        "Straight single marks become curved ones.",
        "the word 'press' alone" => "the word ‘press’ alone";
    POSSESSIVE = "apostrophe.possessive", Offered, EN,
        "The apostrophe of a plural is curved.",
        "our readers' letters" => "our readers’ letters";
    ELISION = "apostrophe.space", Offered, FR,
        "No space around the apostrophe of an elision.",
        "l’ heure et qu ’elle" => "l’heure et qu’elle";
    DASH = "dash", Offered, ALL,
        "A hyphen between spaces is a dash.",
        "Le maire - élu hier" => "Le maire – élu hier";
    DASH_DOUBLE = "dash.double", Offered, ALL,
        "Two hyphens are a dash.",
        "Le maire -- élu hier" => "Le maire – élu hier";
    DASH_HOUSE = "dash.english", Offered, EN,
        "The dash is closed in America, and stands between spaces in Britain.",
        "The mayor – elected – left" => "The mayor—elected—left";
    BILLIONS = "number.billions", Offered, FR,
        "`milliards` is shortened to `Md`.",
        "5 Mds€" => "5⍽Md€";
    ORDINAL = "number.ordinal", Offered, FR,
        "Ordinals are `1er`, `1re`, `2e`; centuries and reigns have Roman numbers.",
        "la 1ère et le 2ème, le XXème" => "la 1re et le 2e, le XXe";
    ABBREVIATION = "abbreviation.form", Offered, FR,
        "The form of an abbreviation: `cf.`, `etc.`, `c.-à-d.`, `av. J.-C.`.",
        "cf le texte, càd peu, etc" => "cf.⍽le texte, c.-à-d. peu, etc.";
    DATE = "date.form", Offered, FR,
        "In a date: `1er` for the first alone, no zero before, the month in lower case.",
        "le 01 Janvier" => "le 1er⍽janvier";
    CAPITAL = "capital.accent", Offered, FR,
        "Capitals keep their accents.",
        "A Paris, l’Etat" => "À Paris, l’État";
    TITLE_FORM = "title.form", Offered, FR,
        "Titles are `M.`, `Mme`, `Mlle`, `Dr`.",
        "Mr Dupont et Mme. Martin" => "M.⍽Dupont et Mme⍽Martin";
    LIGATURE = "ligature", Offered, FR,
        "`œ` where French has it.",
        "le coeur et l’oeuvre" => "le cœur et l’œuvre";
    HYPHEN = "hyphen.lexical", Offered, FR,
        "Names that take a hyphen.",
        "les Etats Unis" => "les États-Unis";
    NUMERAL = "hyphen.numeral", Offered, FR,
        "A number below a hundred is one word.",
        "quatre vingt dix et vingt deux" => "quatre-vingt-dix et vingt-deux";

    DOUBLED = "doubled", Warned, ALL,
        "Two signs that do not go together.",
        "Paris,, Lyon" => "Paris, Lyon";
    STRAY_SPACE = "hyphen.space", Warned, FR,
        "A space stands beside a hyphen.",
        "la Maison- Blanche" => "la Maison-Blanche";
    UNBALANCED = "pair.open", Warned, ALL,
        "A sign opens and does not close, or closes and was not open.",
        "le texte (voté hier" => "le texte (voté hier";
    STOP = "quotes.stop", Warned, FR,
        "The full stop stands inside when a whole sentence is quoted, outside when words of one are.",
        "Il parle de «⍽transition.⍽»" => "Il parle de «⍽transition⍽».";
    INTERVAL = "dash.interval", Warned, ALL,
        "An interval of years takes an en dash.",
        "2020-2024" => "2020–2024";
    MINUS = "number.minus", Warned, ALL,
        "A negative number takes a minus sign.",
        "il fait -12⍽°C" => "il fait −12⍽°C";
    DECIMAL = "number.decimal", Warned, FR,
        "French decimals take a comma.",
        "5.8 milliards" => "5,8 milliards";
    PLURAL = "number.plural", Warned, FR,
        "The plural begins at two.",
        "1,5 millions" => "1,5⍽million";
    HOUR = "number.hour", Warned, FR,
        "An hour and its minutes stand apart from their `h`.",
        "à 08h30 et à 18h" => "à 8⍽h⍽30 et à 18⍽h";
    CAPITALS = "capital.caps", Warned, FR,
        "Words in capitals keep their accents.",
        "RÉSERVÉ AUX ABONNES" => "RÉSERVÉ AUX ABONNÉS";
    STRAY_CAPITAL = "capital.stray", Warned, FR,
        "A capital ends a word.",
        "les votes comptéS" => "les votes comptés";
    INSTITUTION = "capital.institution", Warned, FR,
        "The adjective of an institution is in lower case.",
        "l’Union Européenne" => "l’Union européenne";
    COMMON = "capital.common", Warned, FR,
        "Days, months, languages and adjectives of a country are in lower case.",
        "le Lundi, en Janvier, en Anglais" => "le lundi, en janvier, en anglais";
    STOP_AMERICAN = "quotes.american", Warned, EN,
        "In America a full stop and a comma stand inside the quotation.",
        "He spoke of “transition”." => "He spoke of “transition.”";
    GROUPS_ENGLISH = "number.english", Warned, EN,
        "English groups digits with commas.",
        "10 000 readers" => "10,000 readers";
    WEEKDAY = "date.weekday", Warned, ALL,
        "The weekday is that of the date.",
        "lundi 22 janvier 2025" => "mercredi 22 janvier 2025";
}
