//! Grammalecte, when this machine has it: a process apart, asked about passages, off the typing
//! path, for a bounded time. It is never required, and never missed aloud.

use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Weak},
    thread,
    time::{Duration, Instant},
};

use newsroom::DraftId;
use serde::Deserialize;
use spelling::{Tongue, tongue};

use crate::{
    Desk, Fault, held,
    review::{Finding, PlacedPassage, Reading, Source},
    wire::{
        events::Event,
        remarks::Severity,
        review::{RemarkSource, WordFix},
    },
};

/// What the command line calls it.
const PROGRAM: &str = "grammalecte-cli";
/// Passages wait so long for their writer to rest.
const REST: Duration = Duration::from_millis(1_500);
/// So many passages are remembered before all are forgotten.
const REMEMBERED: usize = 4_096;

/// Longer than this, it is stuck, and is ended.
const PATIENCE: Duration = Duration::from_secs(30);
const GLANCE: Duration = Duration::from_millis(50);
/// So many of its suggestions are offered.
const FIXES: usize = 6;

/// So many signs are asked about at once: the first remarks of a long draft come soon, and it is
/// not ended for a draft that is only long.
const BATCH: usize = 40_000;
/// An answer of more bytes is none.
const HEAVIEST: u64 = 16 << 20;

/// The checker of grammar of a machine, if it has one.
#[derive(Clone, Debug)]
pub struct GrammarChecker {
    /// The program, looked for where the system looks for programs.
    pub program: PathBuf,
    /// How long its writer has rested before a passage is asked about.
    pub rest: Duration,
    /// How long it may think.
    pub patience: Duration,
}

impl Default for GrammarChecker {
    fn default() -> Self {
        Self { program: PathBuf::from(PROGRAM), rest: REST, patience: PATIENCE }
    }
}

/// What it is not asked: our own rules of typography see to these.
const OFF: [&str; 11] =
    ["typo", "apos", "eepi", "esp", "nbsp", "unit", "num", "nf", "maj", "minis", "date"];

/// What it says of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grammar {
    /// Where, in signs of the passage.
    pub ranks: Range<usize>,
    /// Its rule.
    pub rule: String,
    /// Its sentence, in French.
    pub message: String,
    /// What it would write instead.
    pub fixes: Vec<String>,
}

#[derive(Deserialize)]
struct Answer {
    data: Vec<Paragraph>,
}

#[derive(Deserialize)]
struct Paragraph {
    #[serde(rename = "iParagraph")]
    line: usize,
    #[serde(rename = "lGrammarErrors")]
    errors: Vec<Error>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Error {
    n_start: usize,
    n_end: usize,
    s_rule_id: String,
    s_message: String,
    a_suggestions: Vec<String>,
}

/// What Grammalecte said, and what it is still to be asked.
#[derive(Default)]
pub(crate) struct Grammarian {
    said: HashMap<String, Arc<Vec<Grammar>>>,
    waiting: Option<(DraftId, Vec<String>)>,
}

/// The source of remarks.
pub(crate) struct Grammalecte;

impl Source for Grammalecte {
    fn source(&self) -> RemarkSource {
        RemarkSource::Grammar
    }

    /// What is known at once; the rest is asked, and told when it comes.
    fn on_draft(
        &self,
        passages: &[PlacedPassage],
        reading: &Reading<'_>,
    ) -> Result<Vec<(usize, Finding)>, Fault> {
        if tongue(&reading.draft.language) != Some(Tongue::French) {
            return Ok(Vec::new());
        }
        let mut grammarian = held(&reading.desk.grammarian);
        let mut found = Vec::new();
        let mut unknown = Vec::new();
        for (rank, placed) in passages.iter().enumerate() {
            let words = placed.passage.words();
            match grammarian.said.get(&words) {
                Some(said) => found.extend(said.iter().map(|said| (rank, finding(said)))),
                None if words.trim().is_empty() => {}
                None => unknown.push(words),
            }
        }
        grammarian.waiting = (!unknown.is_empty()).then_some((reading.draft.id, unknown));
        Ok(found)
    }
}

fn finding(said: &Grammar) -> Finding {
    let fix = |replacement: &String| WordFix { replacement: replacement.clone(), label: None };
    Finding {
        rule: "grammar.grammalecte".to_owned(),
        severity: Severity::Warning,
        letters: said.ranks.clone(),
        params: BTreeMap::from([("message".to_owned(), said.message.clone())]),
        fixes: said.fixes.iter().take(FIXES).map(fix).collect(),
        safe: false,
    }
}

/// Starts asking Grammalecte, if it is there, what waits; it ends once nobody holds the desk.
pub(crate) fn start(desk: &Arc<Desk>) -> io::Result<()> {
    let weak = Arc::downgrade(desk);
    thread::Builder::new().name("marbre-grammar".into()).spawn(move || rounds(&weak))?;
    Ok(())
}

fn rounds(weak: &Weak<Desk>) {
    let mut before = None;
    loop {
        let Some(rest) = weak.upgrade().map(|desk| desk.checker.rest) else { return };
        thread::sleep(rest);
        // The desk is not held while Grammalecte thinks: it may close meanwhile.
        let Some(desk) = weak.upgrade() else { return };
        let (waiting, checker) = (held(&desk.grammarian).waiting.clone(), desk.checker.clone());
        drop(desk);
        if let Some((draft, passages)) = waiting.clone().filter(|_| waiting == before) {
            let passages = batch(passages);
            let asked: Vec<&str> = passages.iter().map(String::as_str).collect();
            let said = grammar(&checker.program, &asked, checker.patience);
            let Some(desk) = weak.upgrade() else { return };
            desk.heard(draft, passages, said);
        }
        before = waiting;
    }
}

/// The first of `passages`, one at least, that together are not too long.
fn batch(mut passages: Vec<String>) -> Vec<String> {
    let mut signs = 0;
    let fit = passages.iter().take_while(|words| {
        signs += words.chars().count();
        signs <= BATCH
    });
    let fit = fit.count().max(1);
    passages.truncate(fit);
    passages
}

impl Desk {
    /// Has grammar checked by `checker` rather than by the Grammalecte of the machine.
    #[must_use]
    pub fn with_grammar(mut self, checker: GrammarChecker) -> Self {
        self.checker = checker;
        self
    }

    /// Remembers what was said of `passages`, and has the draft read over again.
    fn heard(&self, draft: DraftId, passages: Vec<String>, said: io::Result<Vec<Vec<Grammar>>>) {
        let mut grammarian = held(&self.grammarian);
        grammarian.waiting = None;
        let said = match said {
            Ok(said) => said,
            // It may be installed later: the next reading asks again.
            Err(why) if why.kind() == io::ErrorKind::NotFound => return,
            // What it does not answer, it is not asked again.
            Err(_) => vec![Vec::new(); passages.len()],
        };
        if grammarian.said.len() > REMEMBERED {
            grammarian.said.clear();
        }
        let said = said.into_iter().map(Arc::new);
        grammarian.said.extend(passages.into_iter().zip(said));
        drop(grammarian);
        self.tell(&Event::RemarksChanged { draft });
    }
}

/// What `program` says of each of `passages`. It has `patience`, and is ended after that; when
/// the machine has no such program, the error says that it was not found.
pub fn grammar(
    program: &Path,
    passages: &[&str],
    patience: Duration,
) -> io::Result<Vec<Vec<Grammar>>> {
    let folder = tempfile::tempdir()?;
    let (asked, said) = (folder.path().join("asked.txt"), folder.path().join("said.json"));
    let lines = passages.iter().map(|words| words.replace(['\n', '\r'], " ") + "\n");
    fs::write(&asked, lines.collect::<String>())?;
    let mut command = Command::new(program);
    command.arg("-f").arg(&asked).args(["-j", "-owe", "-off"]).args(OFF);
    command.stdin(Stdio::null()).stdout(fs::File::create(&said)?).stderr(Stdio::null());
    let mut child = command.spawn()?;
    ends(&mut child, patience)?;
    if fs::metadata(&said)?.len() > HEAVIEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    read(&fs::read_to_string(&said)?, passages.len())
}

/// Waits until `child` has done its work; one that takes longer than `patience` is ended.
fn ends(child: &mut Child, patience: Duration) -> io::Result<()> {
    let until = Instant::now() + patience;
    while Instant::now() < until {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(io::Error::other(status.to_string())),
            None => thread::sleep(GLANCE),
        }
    }
    child.kill()?;
    child.wait()?;
    Err(io::ErrorKind::TimedOut.into())
}

fn read(said: &str, passages: usize) -> io::Result<Vec<Vec<Grammar>>> {
    let answer: Answer = serde_json::from_str(said)?;
    let mut found = vec![Vec::new(); passages];
    for paragraph in answer.data {
        let Some(place) = paragraph.line.checked_sub(1).and_then(|rank| found.get_mut(rank)) else {
            continue;
        };
        place.extend(paragraph.errors.into_iter().map(|error| Grammar {
            ranks: error.n_start..error.n_end,
            rule: error.s_rule_id,
            message: error.s_message,
            fixes: error.a_suggestions,
        }));
    }
    Ok(found)
}
