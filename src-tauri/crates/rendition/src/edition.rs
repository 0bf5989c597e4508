//! An edition: the issue as one audience reads it, before any medium is chosen.
//!
//! Everything that decides who reads what is decided here and in `edition::body`; a medium only
//! dresses what it is given.

pub(crate) mod body;
pub(crate) mod ground;
pub(crate) mod reference;

use std::{collections::BTreeMap, sync::Arc};

use markup::{Document, sentences};
use newsroom::{
    Article, ArticleKind, Author, AuthorKey, DraftSlug, EditionKey, Epigraph, Illustration,
    IllustrationKey, IssueDate, LatestArticle, Proof, Slot, SlotRole, Visibility,
};

use crate::{
    Composition,
    words::{Words, words},
};

/// An issue as one audience reads it.
#[derive(Debug)]
pub struct Edition<'c> {
    composition: &'c Composition,
    key: &'c EditionKey,
    ground: ground::Ground,
    open: bool,
    title: String,
    subject: String,
    summary: Vec<SummaryLine<'c>>,
    greeting: String,
    parts: Vec<Part<'c>>,
    places: BTreeMap<&'c DraftSlug, Place>,
}

/// One item of the summary line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryLine<'c> {
    /// The article it announces.
    pub article: &'c DraftSlug,
    /// Its words.
    pub words: &'c str,
}

/// A section of an edition, in the order of the line-up.
#[derive(Clone, Debug)]
pub enum Part<'c> {
    /// The quotation.
    Epigraph(&'c Epigraph),
    /// An article.
    Article(Piece<'c>),
    /// The group of briefs.
    Briefs {
        /// Made of its items' keywords.
        title: String,
        /// Its items.
        items: Vec<Piece<'c>>,
    },
    /// What subscribers get besides.
    Teaser(Vec<TeaserLine<'c>>),
    /// Name, motto, team, legal notice.
    Masthead,
    /// Those who sign in this edition.
    Bios(Vec<&'c Author>),
    /// The latest articles of the archive.
    Latest(&'c [LatestArticle]),
}

/// An article in its place.
#[derive(Clone, Debug)]
pub struct Piece<'c> {
    /// Its name and anchor.
    pub slug: &'c DraftSlug,
    /// The article.
    pub article: &'c Article,
    /// Its text.
    pub document: &'c Arc<Document>,
    /// The role of its slot.
    pub role: SlotRole,
    /// How much this edition shows of it.
    pub shows: Visibility,
}

/// A line of the subscribers-only teaser: what is public of an article that is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeaserLine<'c> {
    /// The article.
    pub article: &'c DraftSlug,
    /// The article's headline.
    pub headline: &'c str,
    /// The first sentence of its standfirst, often empty.
    pub sentence: &'c str,
}

/// Where an article stands in the line-up, and how much is shown of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) rank: usize,
    pub(crate) role: SlotRole,
    pub(crate) shows: Visibility,
}

impl<'c> Edition<'c> {
    /// The edition called `key` of the issue; `None` when the publication makes no such edition.
    pub fn of(composition: &'c Composition, key: &EditionKey) -> Option<Self> {
        let proof = composition.proof();
        let plan = proof.publication.edition(key)?;
        let (key, open) = (&plan.key, plan.open);
        let places = places(proof, key);
        let title = title(composition, key, &places);
        let subject = or(&proof.plan.subject, &title).to_owned();
        let mut edition = Self {
            composition,
            key,
            ground: ground::Ground::default(),
            open,
            subject,
            summary: summary(composition, key, &places),
            greeting: greeting(proof),
            title,
            parts: Vec::new(),
            places,
        };
        let slots = proof.plan.line_up.slots();
        edition.parts = slots.iter().filter_map(|slot| edition.part(slot)).collect();
        Some(edition)
    }

    /// The same edition, set down elsewhere than on the one page of its issue.
    pub(crate) fn on(self, ground: ground::Ground) -> Self {
        Self { ground, ..self }
    }

    /// Where it is set down.
    pub(crate) fn ground(&self) -> &ground::Ground {
        &self.ground
    }

    /// The page that the article called `slug` has to itself, as a link from here.
    pub(crate) fn own_page(&self, slug: &DraftSlug) -> Option<String> {
        let before = self.ground.pages.as_ref()?;
        let place = self.place(slug)?;
        ground::has_page(place.role).then(|| format!("{before}{}", ground::page_name(slug)))
    }

    /// Where a link to the article called `slug`, of this edition, leads from here.
    pub(crate) fn lead_here(&self, slug: &DraftSlug) -> String {
        match (&self.ground.pages, self.ground.whole) {
            (Some(before), false) => {
                let issue = if before.is_empty() { "./" } else { before };
                self.own_page(slug).unwrap_or_else(|| format!("{issue}#{}", anchor(slug)))
            }
            _ => format!("#{}", anchor(slug)),
        }
    }

    /// The proof it is made from.
    pub fn proof(&self) -> &'c Proof {
        self.composition.proof()
    }

    /// The look of its mail.
    pub(crate) fn sheet(&self) -> &'c crate::email::Sheet {
        self.composition.sheet()
    }

    /// What was corrected in the article called `slug`.
    pub(crate) fn corrections(&self, slug: &DraftSlug) -> &'c [newsroom::Correction] {
        self.composition.corrections(slug)
    }

    /// What people replied to the article called `slug`.
    pub(crate) fn replies(&self, slug: &DraftSlug) -> &'c [newsroom::RightOfReply] {
        self.composition.replies(slug)
    }

    /// The last day that something was corrected, or replied to.
    pub(crate) fn corrected_on(&self) -> Option<IssueDate> {
        self.composition.corrected_on()
    }

    /// Its name.
    pub(crate) fn key(&self) -> &'c EditionKey {
        self.key
    }

    /// Whether anyone may read it.
    pub fn open(&self) -> bool {
        self.open
    }

    /// The issue's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The mail's subject.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The summary line, item by item.
    pub fn summary(&self) -> &[SummaryLine<'c>] {
        &self.summary
    }

    /// The dateline greeting.
    pub fn greeting(&self) -> &str {
        &self.greeting
    }

    /// The sections, in order. None of them is empty.
    pub fn parts(&self) -> &[Part<'c>] {
        &self.parts
    }

    /// What an inbox shows beside the subject, and a search engine under the title: the chief's
    /// words, else the summary line as one string, ended by the greeting.
    pub fn preheader(&self) -> String {
        let decided = self.proof().plan.preheader.trim();
        if !decided.is_empty() {
            return decided.to_owned();
        }
        let mut line = String::new();
        for item in &self.summary {
            line.push_str(item.words);
            line.push_str(" • ");
        }
        line.push_str(&self.greeting);
        line
    }

    /// The team that the masthead names.
    pub fn team(&self) -> &'c str {
        let proof = self.proof();
        or(&proof.plan.team, &proof.publication.team)
    }

    /// The length of what it prints of its articles: signs and words.
    pub fn length(&self) -> (usize, usize) {
        let (mut signs, mut words) = (0, 0);
        for piece in self.pieces() {
            for (rank, _) in piece.body(self.open).blocks {
                let block = &piece.document.blocks[rank];
                (signs, words) = (signs + block.signs, words + block.words);
            }
        }
        (signs, words)
    }

    /// Every article of the edition, in order.
    pub fn pieces(&self) -> impl Iterator<Item = &Piece<'c>> {
        self.parts.iter().flat_map(Part::pieces)
    }

    /// The article called `slug`, alone, whether it is empty or not.
    pub(crate) fn alone(&self, slug: &DraftSlug) -> Option<Part<'c>> {
        let (slug, place) = self.places.get_key_value(slug)?;
        let piece = self.piece(slug, place.role)?;
        Some(match place.role {
            SlotRole::Briefs => {
                let items = vec![piece];
                Part::Briefs { title: group_title(&items, self.words()), items }
            }
            _ => Part::Article(piece),
        })
    }

    /// Where `slug` stands in the line-up.
    pub(crate) fn place(&self, slug: &DraftSlug) -> Option<Place> {
        self.places.get(slug).copied()
    }

    /// The issue's number, after its date; a draft that no issue has taken has none yet.
    pub(crate) fn number(&self) -> String {
        match self.proof().plan.number {
            0 => String::new(),
            number => format!(" · {}{number}", self.words().number),
        }
    }

    /// The computed words of the publication's language.
    pub(crate) fn words(&self) -> &'static Words {
        words(self.proof().publication.locale)
    }

    /// The web address of the issue of `day`, when the publication has one.
    pub(crate) fn address(&self, day: IssueDate, article: Option<&DraftSlug>) -> Option<String> {
        let base = self.proof().publication.base_url.trim().trim_end_matches('/');
        if !(base.starts_with("https://") || base.starts_with("http://")) {
            return None;
        }
        Some(match article {
            Some(article) => format!("{base}/{day}/#{}", anchor(article)),
            None => format!("{base}/{day}/"),
        })
    }

    /// The web address of this issue.
    pub(crate) fn own_address(&self, article: Option<&DraftSlug>) -> Option<String> {
        self.address(self.proof().plan.date, article)
    }

    /// The illustration called `key`.
    pub(crate) fn illustration(&self, key: &IllustrationKey) -> Option<&'c Illustration> {
        self.proof().illustrations.get(key)
    }

    /// The author called `key`.
    pub(crate) fn author(&self, key: &AuthorKey) -> Option<&'c Author> {
        self.proof().authors.get(key)
    }

    /// The printed credit of a picture.
    pub(crate) fn credit(&self, picture: &Illustration) -> String {
        let author = picture.author.as_ref().and_then(|key| self.author(key));
        picture.credit_line(&self.proof().publication, author)
    }

    /// What a callout of this kind is called.
    pub(crate) fn callout_label(&self, kind: &str) -> String {
        match self.proof().publication.callouts.label(kind) {
            Some(label) => label.to_owned(),
            None => capitalised(kind),
        }
    }

    /// The signature at the end of an article: the chief's words, else names, in full under a
    /// dossier, short elsewhere.
    pub fn byline(&self, piece: &Piece<'_>) -> String {
        let decided = self.proof().plan.override_of(piece.slug, self.key).byline;
        if !decided.is_empty() {
            return decided;
        }
        let authors: Vec<&Author> =
            piece.article.draft.authors.iter().filter_map(|key| self.author(key)).collect();
        let full = piece.article.draft.kind == ArticleKind::Dossier;
        let words = self.words();
        let mut line = String::new();
        for (rank, author) in authors.iter().enumerate() {
            line.push_str(match rank {
                0 if full => words.by,
                0 => "",
                _ if rank + 1 == authors.len() => words.and,
                _ => ", ",
            });
            line.push_str(if full { &author.name } else { author.short() });
        }
        line
    }

    /// The signature of the article called `slug`, however much of it is shown.
    pub fn byline_of(&self, slug: &DraftSlug) -> String {
        let place = self.places.get_key_value(slug);
        let found = place.and_then(|(slug, place)| {
            let (article, document) = self.composition.printed(self.key, slug)?;
            let (role, shows) = (place.role, place.shows);
            Some(Piece { slug, article, document, role, shows })
        });
        found.map(|piece| self.byline(&piece)).unwrap_or_default()
    }

    /// The article called `slug`, as this edition prints it.
    pub(crate) fn printed(&self, slug: &DraftSlug) -> Option<&'c Article> {
        self.composition.printed(self.key, slug).map(|(article, _)| article)
    }

    fn piece(&self, slug: &'c DraftSlug, role: SlotRole) -> Option<Piece<'c>> {
        let (article, document) = self.composition.printed(self.key, slug)?;
        let shows = self.places.get(slug).map_or(Visibility::Hidden, |place| place.shows);
        (shows != Visibility::Hidden).then_some(Piece { slug, article, document, role, shows })
    }

    fn part(&self, slot: &'c Slot) -> Option<Part<'c>> {
        let proof = self.proof();
        match slot.role {
            SlotRole::Lead
            | SlotRole::Story
            | SlotRole::Dossier
            | SlotRole::Picture
            | SlotRole::Figure => {
                let piece = self.piece(slot.articles.first()?, slot.role)?;
                (!piece.is_empty(self.open)).then_some(Part::Article(piece))
            }
            SlotRole::Briefs => {
                let (title, items) = self.briefs(slot);
                (!items.is_empty()).then_some(Part::Briefs { title, items })
            }
            SlotRole::Epigraph => {
                let epigraph = proof.plan.epigraph.as_ref()?;
                (!epigraph.text.trim().is_empty()).then_some(Part::Epigraph(epigraph))
            }
            SlotRole::Teaser => {
                let lines = if self.open { self.teaser() } else { Vec::new() };
                (!lines.is_empty()).then_some(Part::Teaser(lines))
            }
            SlotRole::Masthead => {
                (!proof.publication.name.trim().is_empty()).then_some(Part::Masthead)
            }
            SlotRole::Bios => {
                let authors = self.introduced();
                (!authors.is_empty()).then_some(Part::Bios(authors))
            }
            SlotRole::Latest => (!proof.latest.is_empty()).then_some(Part::Latest(&proof.latest)),
        }
    }

    /// The title and the items of a slot of briefs.
    pub fn briefs(&self, slot: &'c Slot) -> (String, Vec<Piece<'c>>) {
        let mut items: Vec<Piece<'c>> =
            slot.articles.iter().filter_map(|slug| self.piece(slug, slot.role)).collect();
        items.retain(|item| !item.is_empty(self.open));
        let computed = group_title(&items, self.words());
        (or(&slot.title, &computed).to_owned(), items)
    }

    /// A line for each article that this edition does not show whole; never a word of a body. The
    /// chief's choice and words come first, but what is shown whole is not announced.
    pub fn teaser(&self) -> Vec<TeaserLine<'c>> {
        let plan = &self.proof().plan;
        let chosen: Vec<(&'c DraftSlug, &'c str)> = if plan.teaser.is_empty() {
            plan.line_up.articles().map(|(slug, _)| (slug, "")).collect()
        } else {
            plan.teaser.iter().map(|item| (&item.article, item.text.trim())).collect()
        };
        let mut lines = Vec::new();
        for (slug, words) in chosen {
            let whole = self.places.get(slug).is_none_or(|place| place.shows == Visibility::Full);
            let Some((article, _)) = self.composition.printed(self.key, slug) else { continue };
            let headline = article.draft.headline.trim();
            if !whole && !headline.is_empty() {
                let first = sentences(&article.draft.standfirst).first().copied();
                let sentence = or(words, first.unwrap_or_default());
                lines.push(TeaserLine { article: slug, headline, sentence });
            }
        }
        lines
    }

    /// The authors whose bios are printed: the chief's choice, else those who sign.
    pub fn introduced(&self) -> Vec<&'c Author> {
        match &self.proof().plan.bios {
            Some(chosen) => chosen.iter().filter_map(|key| self.author(key)).collect(),
            None => self.signing(self.key),
        }
    }

    /// The authors with a bio whose signature this edition prints, by order of appearance.
    fn signing(&self, key: &EditionKey) -> Vec<&'c Author> {
        let plan = &self.proof().plan;
        let mut authors: Vec<&'c Author> = Vec::new();
        for (slug, slot) in plan.line_up.articles() {
            let signed = matches!(slot.shows(key), Visibility::Full | Visibility::Cut);
            let Some((article, _)) = self.composition.article(slug) else { continue };
            let byline = plan.override_of(slug, key).byline;
            let named = |author: &Author| {
                byline.is_empty()
                    || byline.contains(&author.name)
                    || byline.contains(author.short())
            };
            for author in article.draft.authors.iter().filter_map(|key| self.author(key)) {
                let known = authors.iter().any(|known| known.key == author.key);
                if signed && named(author) && !known && !author.bio.trim().is_empty() {
                    authors.push(author);
                }
            }
        }
        authors
    }
}

impl<'c> Part<'c> {
    /// The articles of the section.
    pub fn pieces(&self) -> &[Piece<'c>] {
        match self {
            Self::Article(piece) => std::slice::from_ref(piece),
            Self::Briefs { items, .. } => items,
            _ => &[],
        }
    }
}

impl Piece<'_> {
    /// Surtitre: its own, or the one that its role gives.
    pub(crate) fn kicker(&self, words: &'static Words) -> &str {
        let kicker = self.article.draft.kicker.trim();
        match self.role {
            _ if !kicker.is_empty() => kicker,
            SlotRole::Picture => words.picture,
            SlotRole::Figure => words.figure,
            _ => "",
        }
    }

    /// The illustration under its head, when this edition shows it.
    pub(crate) fn illustration(&self) -> Option<&IllustrationKey> {
        let shown = match self.shows {
            Visibility::Full => true,
            Visibility::Cut => self.document.cut().is_some(),
            Visibility::Teaser | Visibility::Hidden => false,
        };
        self.article.draft.illustration.as_ref().filter(|_| shown)
    }

    fn is_empty(&self, open: bool) -> bool {
        let draft = &self.article.draft;
        let wordless = [&draft.kicker, &draft.headline, &draft.standfirst]
            .iter()
            .all(|words| words.trim().is_empty());
        wordless && self.illustration().is_none() && self.body(open).blocks.is_empty()
    }
}

/// The fragment of an article on the web page. One name is taken: the page's own frame.
pub(crate) fn anchor(slug: &DraftSlug) -> &str {
    match slug.as_str() {
        "numero" => "article-numero",
        slug => slug,
    }
}

/// The first letter of `words` as a capital.
pub(crate) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn or<'a>(words: &'a str, otherwise: &'a str) -> &'a str {
    if words.trim().is_empty() { otherwise } else { words.trim() }
}

fn places<'c>(proof: &'c Proof, key: &EditionKey) -> BTreeMap<&'c DraftSlug, Place> {
    let articles = proof.plan.line_up.articles().enumerate();
    articles
        .map(|(rank, (slug, slot))| (slug, Place { rank, role: slot.role, shows: slot.shows(key) }))
        .collect()
}

fn shown<'c>(
    composition: &'c Composition,
    key: &EditionKey,
    places: &BTreeMap<&'c DraftSlug, Place>,
    slug: &DraftSlug,
) -> Option<&'c Article> {
    let place = places.get(slug)?;
    let (article, _) = composition.printed(key, slug)?;
    (place.shows != Visibility::Hidden).then_some(article)
}

/// The title decided by the chief, else the headline of the first article that is shown.
fn title(
    composition: &Composition,
    key: &EditionKey,
    places: &BTreeMap<&DraftSlug, Place>,
) -> String {
    let proof = composition.proof();
    if !proof.plan.title.trim().is_empty() {
        return proof.plan.title.trim().to_owned();
    }
    let articles = || proof.plan.line_up.articles();
    let lead = articles().filter(|(_, slot)| slot.role == SlotRole::Lead);
    let headline = lead
        .chain(articles())
        .filter_map(|(slug, _)| shown(composition, key, places, slug))
        .map(|article| article.draft.headline.trim())
        .find(|headline| !headline.is_empty());
    match headline {
        Some(headline) => headline.to_owned(),
        None => {
            let words = words(proof.publication.locale);
            format!("{} {}{}", proof.publication.name, words.number, proof.plan.number)
        }
    }
}

fn summary<'c>(
    composition: &'c Composition,
    key: &EditionKey,
    places: &BTreeMap<&'c DraftSlug, Place>,
) -> Vec<SummaryLine<'c>> {
    let plan = &composition.proof().plan;
    let mut lines: Vec<SummaryLine<'c>> = Vec::new();
    if plan.summary.is_empty() {
        for (article, slot) in plan.line_up.articles() {
            let announced = matches!(
                slot.role,
                SlotRole::Lead | SlotRole::Story | SlotRole::Dossier | SlotRole::Picture
            );
            if let Some(shown) = shown(composition, key, places, article).filter(|_| announced) {
                lines.push(SummaryLine { article, words: shown.draft.headline.trim() });
            }
        }
    } else {
        for item in &plan.summary {
            if let Some(shown) = shown(composition, key, places, &item.article) {
                let words = or(&item.text, shown.draft.headline.trim());
                lines.push(SummaryLine { article: &item.article, words });
            }
        }
    }
    lines.retain(|line| !line.words.is_empty());
    lines
}

fn greeting(proof: &Proof) -> String {
    let publication = &proof.publication;
    let form =
        or(&proof.plan.greeting, or(&publication.greeting, words(publication.locale).greeting));
    form.replace("{publication}", &publication.name)
        .replace("{date}", &proof.plan.date.long(publication.locale))
}

/// A group of briefs is called after its items' keywords.
fn group_title(items: &[Piece<'_>], words: &'static Words) -> String {
    let keywords: Vec<&str> = items
        .iter()
        .map(|item| item.article.draft.keyword.trim())
        .filter(|keyword| !keyword.is_empty())
        .collect();
    if keywords.is_empty() { words.briefs.to_owned() } else { capitalised(&keywords.join(", ")) }
}
