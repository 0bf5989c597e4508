//! Reading a draft over: the remarks of every source on its words.
//!
//! It is off the path of a keystroke: the text is taken as it is at one moment and let go of, then
//! read; what did not change since the last reading is not read again.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write as _,
    ops::Range,
    sync::Arc,
};

use markup::{
    Letter, Passage,
    prose::{OBJECT, passages, stretches},
    typography::House,
};
use newsroom::{Draft, DraftId};
use serde_json::json;

use crate::{
    Desk, Fault, grammalecte, held, slips, spacing, spelling,
    wire::{
        events::Event,
        remarks::Severity,
        review::{LeaveRemark, LeftAlone, RemarkPlace, RemarkSource, Review, WordFix, WordRemark},
    },
};

/// Who reads drafts over. A source is added here, and its name in [`RemarkSource`].
const SOURCES: &[&dyn Source] =
    &[&spacing::Typography, &spelling::Spelling, &slips::Consistency, &grammalecte::Grammalecte];

/// So many drafts stay read at once; the one read the longest ago makes room.
const KEPT: usize = 8;
/// About so many signs are shown on either side of a remark's words.
const AROUND: usize = 24;

/// Someone who reads a draft over.
pub(crate) trait Source: Sync {
    /// Its name.
    fn source(&self) -> RemarkSource;

    /// What its remarks on a passage depend on besides the words, the language and the day: it
    /// changes when they may.
    fn state(&self, _reading: &Reading<'_>) -> Result<u64, Fault> {
        Ok(0)
    }

    /// Its remarks on a passage alone. It is asked once for a passage that stays the same.
    fn on_passage(&self, _passage: &Passage, _reading: &Reading<'_>) -> Vec<Finding> {
        Vec::new()
    }

    /// Its remarks that need the whole draft, each with the rank of its passage. It is asked at
    /// each reading.
    fn on_draft(
        &self,
        _passages: &[PlacedPassage],
        _reading: &Reading<'_>,
    ) -> Result<Vec<(usize, Finding)>, Fault> {
        Ok(Vec::new())
    }
}

/// A draft being read over.
pub(crate) struct Reading<'a> {
    pub(crate) desk: &'a Desk,
    pub(crate) draft: &'a Draft,
    pub(crate) house: House,
}

/// A passage where it stands.
pub(crate) struct PlacedPassage {
    pub(crate) place: RemarkPlace,
    /// What the places of its letters start from.
    pub(crate) start: usize,
    pub(crate) passage: Arc<Passage>,
}

/// What a source found in a passage.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) rule: String,
    pub(crate) severity: Severity,
    pub(crate) letters: Range<usize>,
    pub(crate) params: BTreeMap<String, String>,
    pub(crate) fixes: Vec<WordFix>,
    /// Whether the first fix may be made without reading it over.
    pub(crate) safe: bool,
}

/// The drafts that were read lately, the latest first.
#[derive(Default)]
pub(crate) struct Reviews(Vec<(DraftId, Read)>);

/// What is known of a draft that was read.
#[derive(Default)]
struct Read {
    /// What the findings depend on besides the words.
    under: String,
    stretches: HashMap<String, Arc<Stretch>>,
}

/// A stretch of text that was read.
struct Stretch {
    passages: Vec<Arc<Passage>>,
    /// The rank of the passage, the source, and what it found.
    findings: Vec<(usize, RemarkSource, Finding)>,
}

impl Reviews {
    /// What is known of draft `id` under these conditions; it must be given back.
    fn take(&mut self, id: DraftId, under: String) -> Read {
        let known = self.0.iter().position(|(draft, _)| *draft == id).map(|at| self.0.remove(at).1);
        match known {
            Some(read) if read.under == under => read,
            _ => Read { under, stretches: HashMap::new() },
        }
    }

    fn give_back(&mut self, id: DraftId, read: Read) {
        self.0.retain(|(draft, _)| *draft != id);
        self.0.insert(0, (id, read));
        self.0.truncate(KEPT);
    }
}

pub(crate) fn review_draft(desk: &Desk, id: DraftId) -> Result<Review, Fault> {
    let (row, publication, left) = desk
        .store
        .read(|reader| Ok((reader.draft(id)?, reader.publication()?, reader.left_alone(id)?)))?;
    let (text, document, version) = {
        let mut room = desk.room();
        let open = room.texts.open(desk, id)?;
        (open.text(), open.shared_document(), open.version())
    };
    let day = row.issue.or(row.draft.date).unwrap_or_else(|| desk.clock.today());
    let house = House::new(&publication.house_style, row.draft.language.clone(), Some(day));
    let reading = Reading { desk, draft: &row.draft, house };

    let mut before = held(&desk.reviews).take(id, conditions(&reading)?);
    let mut after = HashMap::new();
    let mut whole = Whole::default();
    for (place, words) in fields(&row.draft) {
        let of_field = |words: &str| vec![Passage::of_words(words)];
        whole.add(place, 0, &before.stretch(&mut after, words, place, of_field, &reading));
    }
    for range in stretches(&text, &document) {
        let words = text.get(range.clone()).unwrap_or_default();
        let read = before.stretch(&mut after, words, RemarkPlace::Body, passages, &reading);
        whole.add(RemarkPlace::Body, range.start, &read);
    }
    before.stretches = after;
    held(&desk.reviews).give_back(id, before);

    for source in SOURCES {
        for (rank, finding) in source.on_draft(&whole.passages, &reading)? {
            whole.found.push((rank, source.source(), finding));
        }
    }
    let left = left.into_iter().map(|(remark, who, at)| (remark, LeftAlone { who, at })).collect();
    Ok(Review {
        version: u32::try_from(version).unwrap_or(u32::MAX),
        remarks: whole.remarks(&text, &row.draft, &left),
    })
}

pub(crate) fn leave_remark(desk: &Desk, ask: LeaveRemark) -> Result<(), Fault> {
    let at = desk.clock.now();
    desk.store.write(|writer| {
        if ask.left {
            writer.leave_alone(ask.draft, &ask.remark, at)?;
        } else {
            writer.take_up(ask.draft, &ask.remark)?;
        }
        let what = json!({ "remark": ask.remark, "left": ask.left });
        writer.record("leave_remark", Some(ask.draft), &what, at)
    })?;
    desk.tell(&Event::RemarksChanged { draft: ask.draft });
    Ok(())
}

/// The fields around a text that hold prose.
fn fields(draft: &Draft) -> [(RemarkPlace, &str); 3] {
    [
        (RemarkPlace::Kicker, &draft.kicker),
        (RemarkPlace::Headline, &draft.headline),
        (RemarkPlace::Standfirst, &draft.standfirst),
    ]
}

/// What findings on a passage depend on besides its words.
fn conditions(reading: &Reading<'_>) -> Result<String, Fault> {
    let mut under = format!("{:?}", reading.house);
    for source in SOURCES {
        let _ = write!(under, " {}", source.state(reading)?);
    }
    Ok(under)
}

impl Read {
    /// The stretch that holds `words`, read now unless it was read before.
    fn stretch(
        &mut self,
        after: &mut HashMap<String, Arc<Stretch>>,
        words: &str,
        place: RemarkPlace,
        passages: impl FnOnce(&str) -> Vec<Passage>,
        reading: &Reading<'_>,
    ) -> Arc<Stretch> {
        // A field and a paragraph may have the same words, and are not read alike.
        let key = if place == RemarkPlace::Body { words.to_owned() } else { format!("\0{words}") };
        if let Some(read) = after.get(&key) {
            return read.clone();
        }
        let read = self.stretches.remove(&key).unwrap_or_else(|| {
            let passages: Vec<_> = passages(words).into_iter().map(Arc::new).collect();
            let mut findings = Vec::new();
            for source in SOURCES {
                for (rank, passage) in passages.iter().enumerate() {
                    let found = source.on_passage(passage, reading);
                    findings.extend(found.into_iter().map(|one| (rank, source.source(), one)));
                }
            }
            Arc::new(Stretch { passages, findings })
        });
        after.insert(key, read.clone());
        read
    }
}

/// All the passages of a draft, and what was found in them.
#[derive(Default)]
struct Whole {
    passages: Vec<PlacedPassage>,
    found: Vec<(usize, RemarkSource, Finding)>,
}

impl Whole {
    fn add(&mut self, place: RemarkPlace, start: usize, stretch: &Stretch) {
        let base = self.passages.len();
        let placed =
            |passage: &Arc<Passage>| PlacedPassage { place, start, passage: passage.clone() };
        self.passages.extend(stretch.passages.iter().map(placed));
        let found = stretch.findings.iter().cloned();
        self.found.extend(found.map(|(rank, source, finding)| (base + rank, source, finding)));
    }

    /// The remarks in the order of the page. What has no certain place in the text has none.
    fn remarks(
        self,
        text: &str,
        draft: &Draft,
        left: &BTreeMap<String, LeftAlone>,
    ) -> Vec<WordRemark> {
        let mut placed: Vec<Placed> = Vec::new();
        for (rank, source, finding) in self.found {
            let Some(PlacedPassage { place, start, passage }) = self.passages.get(rank) else {
                continue;
            };
            if let Some(bytes) = passage.place(finding.letters.clone()) {
                let bytes = start + bytes.start..start + bytes.end;
                placed.push((*place, bytes, rank, source, finding));
            }
        }
        placed
            .sort_by_key(|(place, bytes, _, source, _)| (*place, bytes.start, bytes.end, *source));
        spared(&mut placed);
        let mut units = Units::default();
        let mut seen: HashMap<String, u32> = HashMap::new();
        let mut remarks = Vec::with_capacity(placed.len());
        for (place, bytes, rank, source, finding) in placed {
            let written = match place {
                RemarkPlace::Body => text,
                RemarkPlace::Kicker => &draft.kicker,
                RemarkPlace::Headline => &draft.headline,
                RemarkPlace::Standfirst => &draft.standfirst,
            };
            let passage = &self.passages[rank].passage;
            let id = identity(source, place, &finding, passage, &mut seen);
            let Range { start, end } = finding.letters;
            let letters = &passage.letters;
            remarks.push(WordRemark {
                left: left.get(&id).cloned(),
                id,
                source,
                rule: finding.rule,
                severity: finding.severity,
                place,
                from: units.at(place, written, bytes.start),
                to: units.at(place, written, bytes.end),
                before: signs(passage, start - room(letters[..start].iter().rev())..start),
                words: written.get(bytes).unwrap_or_default().to_owned(),
                after: signs(passage, end..end + room(letters[end..].iter())),
                safe: finding.safe,
                params: finding.params,
                fixes: finding.fixes,
            });
        }
        remarks
    }
}

/// A finding where it stands: its bytes, the rank of its passage, and who made it.
type Placed = (RemarkPlace, Range<usize>, usize, RemarkSource, Finding);

/// Nothing is said twice: a word that typography mends is not also misspelt.
fn spared(placed: &mut Vec<Placed>) {
    let mended: BTreeSet<(RemarkPlace, usize)> = placed
        .iter()
        .filter(|(.., source, finding)| {
            *source == RemarkSource::Typography && !finding.fixes.is_empty()
        })
        .flat_map(|(place, bytes, ..)| bytes.clone().map(move |at| (*place, at)))
        .collect();
    placed.retain(|(place, bytes, _, source, _)| {
        *source != RemarkSource::Spelling || !mended.contains(&(*place, bytes.start))
    });
}

/// Counts UTF-16 units on the way through a text, so that a remark costs the way from the last.
#[derive(Default)]
struct Units {
    place: Option<RemarkPlace>,
    bytes: usize,
    units: u32,
}

impl Units {
    fn at(&mut self, place: RemarkPlace, text: &str, at: usize) -> u32 {
        if self.place != Some(place) || at < self.bytes {
            *self = Self { place: Some(place), bytes: 0, units: 0 };
        }
        let passed = text.get(self.bytes..at).unwrap_or_default();
        let units: usize = passed.chars().map(char::len_utf16).sum();
        self.units += u32::try_from(units).unwrap_or_default();
        self.bytes = at;
        self.units
    }
}

/// The name of a remark: its rule, its words and the words beside them, and which of the same it
/// is.
fn identity(
    source: RemarkSource,
    place: RemarkPlace,
    finding: &Finding,
    passage: &Passage,
    seen: &mut HashMap<String, u32>,
) -> String {
    let Range { start, end } = finding.letters;
    let before = word_beside(passage.letters[..start].iter().rev());
    let after = word_beside(passage.letters[end..].iter());
    let (rule, words) = (&finding.rule, signs(passage, start..end));
    let named = format!("{source:?}\0{place:?}\0{rule}\0{before}\0{words}\0{after}");
    let name = blake3::hash(named.as_bytes()).to_hex()[..16].to_owned();
    let rank = seen.entry(name.clone()).or_insert(0);
    *rank += 1;
    if *rank == 1 { name } else { format!("{name}-{rank}") }
}

fn signs(passage: &Passage, letters: Range<usize>) -> String {
    let letters = passage.letters.get(letters).unwrap_or_default();
    letters.iter().map(|letter| letter.sign).collect()
}

/// How many letters on the way are shown: as many as there is room for, and no word cut in two
/// unless it fills the room by itself.
fn room<'a>(mut letters: impl ExactSizeIterator<Item = &'a Letter>) -> usize {
    let length = letters.len();
    if length <= AROUND {
        return length;
    }
    let spaces = letters.by_ref().take(AROUND + 1).map(|letter| letter.sign.is_whitespace());
    let whole = spaces.enumerate().filter(|(_, space)| *space).last();
    whole.map_or(AROUND, |(at, _)| at)
}

/// The signs of the next word on the way.
fn word_beside<'a>(letters: impl Iterator<Item = &'a Letter>) -> String {
    letters
        .map(|letter| letter.sign)
        .skip_while(|sign| !sign.is_alphanumeric() && *sign != OBJECT)
        .take_while(|sign| sign.is_alphanumeric() || *sign == OBJECT)
        .collect()
}
