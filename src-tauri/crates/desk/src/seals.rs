//! The bon à tirer: a proof given by name, that any later change voids, and the closing, which
//! signs the last one and no other.

use std::collections::{BTreeMap, BTreeSet};

use newsroom::{AnyIssue, DraftSlug, DraftState, Issue, IssueDate, Proof};
use rendition::{Composition, Form, RULES};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Acceptance, GivenProof, Signature};

use crate::{
    Desk, Fault, campaigns, exports, past, proofs,
    remarks::Depth,
    wire::{
        events::Event,
        exports::{ExportForm, ExportedFile},
        issues::ClosedIssue,
        proofs::{
            AcceptedRemark, CloseProof, LeavingFile, ProofChange, ProofState, ProofView,
            SignatureView,
        },
        remarks::{RemarkView, Severity},
    },
};

/// Who accepts what nobody accepted, when an issue is closed from the command line.
const COMMAND_LINE: &str = "marbre close";

/// What a proof says of itself: the bytes that are signed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Seal {
    /// The issue's day.
    pub(crate) issue: IssueDate,
    /// Its number.
    pub(crate) number: u32,
    /// BLAKE3 of the frozen issue: texts, pictures by hash, settings, line-up.
    pub(crate) proof: String,
    /// The renderer that made the files.
    pub(crate) renderer: String,
    /// BLAKE3 of the rules as they were applied.
    pub(crate) rules: String,
    /// Who gave it.
    pub(crate) who: String,
    /// When, in milliseconds since 1970.
    pub(crate) at: i64,
    /// The warnings that someone answers for.
    pub(crate) accepted: Vec<Answered>,
    /// What leaves, file by file.
    pub(crate) files: Vec<ExportedFile>,
}

/// A warning that someone answers for, as it is signed. A remark quotes the text that it is about,
/// a reason may too, and the seal leaves with editions that do not show that text: it holds their
/// hash, and the newsroom keeps the words beside the proof.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Answered {
    #[serde(default)]
    fingerprint: String,
    rule: String,
    /// BLAKE3 of the remark and of the reason, in hexadecimal; the oldest seals have none.
    #[serde(default)]
    said: String,
    who: String,
    /// When, in milliseconds since 1970.
    at: i64,
}

impl Answered {
    fn of(acceptance: &Acceptance) -> Self {
        let Acceptance { fingerprint, rule, words, who, reason, at } = acceptance;
        let mut said = blake3::Hasher::new();
        said.update(words.as_bytes()).update(&[0]).update(reason.as_bytes());
        Self {
            fingerprint: fingerprint.clone(),
            rule: rule.clone(),
            said: said.finalize().to_hex().to_string(),
            who: who.clone(),
            at: *at,
        }
    }
}

pub(crate) fn give_proof(desk: &Desk, date: IssueDate) -> Result<ProofState, Fault> {
    let who = desk.known_person()?;
    desk.give(date, &who)?;
    proof_state(desk, date)
}

pub(crate) fn proof_state(desk: &Desk, date: IssueDate) -> Result<ProofState, Fault> {
    let composition = desk.compose_issue(&desk.room(), date)?;
    let (last, signature) =
        desk.store.read(|reader| Ok((reader.last_proof(date)?, reader.signature(date)?)))?;
    let Some(given) = last else {
        return Ok(ProofState { date, proof: None, valid: false, changes: Vec::new() });
    };
    let seal = read(&given.seal)?;
    let closed = signature.is_some();
    let changes =
        if closed { Vec::new() } else { desk.changes(&given, &seal, composition.proof())? };
    Ok(ProofState {
        date,
        valid: closed || changes.is_empty(),
        changes,
        proof: Some(ProofView {
            rank: given.rank,
            hash: given.hash,
            who: seal.who,
            at: seal.at,
            renderer: seal.renderer,
            files: seal.files,
            accepted: given.answered.into_iter().map(accepted_view).collect(),
            signature: signature.map(signature_view),
        }),
    })
}

/// What would leave, edition by edition and medium by medium.
pub(crate) fn list_leaving(desk: &Desk, date: IssueDate) -> Result<Vec<LeavingFile>, Fault> {
    let composition = desk.compose_issue(&desk.room(), date)?;
    let mut leaving = Vec::new();
    for edition in &composition.proof().publication.editions {
        let pages = |form| rendition::files(&composition, &edition.key, &BTreeSet::from([form]));
        let mut web = pages(Form::Web);
        web.extend(desk.printed_pictures(&composition, &edition.key)?);
        let mut mail = pages(Form::Email);
        mail.extend(campaigns::requests(&composition, &edition.key)?);
        let forms = [
            (ExportForm::Web, web),
            (ExportForm::Email, mail),
            (ExportForm::Text, pages(Form::Text)),
        ];
        for (form, files) in forms {
            let listed = exports::listed(&files).into_iter();
            leaving.extend(listed.map(|ExportedFile { path, bytes, hash }| LeavingFile {
                edition: edition.key.clone(),
                form,
                path,
                bytes,
                hash,
            }));
        }
    }
    Ok(leaving)
}

pub(crate) fn close_proof(desk: &Desk, ask: CloseProof) -> Result<ClosedIssue, Fault> {
    let who = desk.known_person()?;
    desk.close_on(ask.date, &ask.proof, &who)
}

/// Gives the proof and closes on it in one go, as the command line does: what nobody accepted yet
/// is accepted in its name.
pub(crate) fn close_issue(desk: &Desk, date: IssueDate) -> Result<ClosedIssue, Fault> {
    desk.fold_quiet_texts(0)?;
    desk.preparing(date)?;
    let composition = desk.compose_issue(&desk.room(), date)?;
    let remarks = desk.check(&composition, Depth::Everything)?;
    desk.refuse_errors(date, &remarks)?;
    let person = desk.store.read(|reader| reader.person())?;
    let who = if person.trim().is_empty() { COMMAND_LINE } else { person.trim() };
    let waiting = remarks.iter().filter(|remark| remark.accepted.is_none());
    desk.accept(&composition, waiting, who, COMMAND_LINE)?;
    let proof = desk.give(date, who)?;
    let closed = desk.close_on(date, &proof, who)?;
    Ok(ClosedIssue { warnings: remarks, ..closed })
}

impl Desk {
    /// Freezes the issue of `date` as it is, in the name of `who`, and answers the proof's hash.
    fn give(&self, date: IssueDate, who: &str) -> Result<String, Fault> {
        self.fold_quiet_texts(0)?;
        self.preparing(date)?;
        let composition = self.compose_issue(&self.room(), date)?;
        let remarks = self.check(&composition, Depth::Everything)?;
        self.refuse_errors(date, &remarks)?;
        let waiting = remarks.iter().filter(|remark| remark.accepted.is_none()).count();
        if waiting > 0 {
            let params = [("date", date.to_string()), ("count", waiting.to_string())];
            let params = params.each_ref().map(|(name, value)| (*name, value.as_str()));
            return Err(Fault::theirs("proof.warnings", &params));
        }
        let proof = proofs::hash(composition.proof())?;
        let at = self.clock.now();
        let accepted = self.accepted(&remarks)?;
        let seal = Seal {
            issue: date,
            number: composition.proof().plan.number,
            proof: proof.clone(),
            renderer: rendition::RENDERER.to_owned(),
            rules: rules(composition.proof())?,
            who: who.to_owned(),
            at,
            accepted: accepted.iter().map(Answered::of).collect(),
            files: exports::listed(&self.every_file(&composition)?),
        };
        let bytes = written(&seal)?;
        self.store.write(|writer| {
            let rank = writer.give_proof(composition.proof(), &proof, &bytes, &accepted)?;
            let what = json!({ "date": date, "rank": rank, "proof": proof, "who": who });
            writer.record("give_proof", None, &what, at)
        })?;
        self.tell(&Event::IssueChanged { date });
        Ok(proof)
    }

    /// Closes the issue of `date` on the proof `hash`: the last that was given, of what is there.
    fn close_on(&self, date: IssueDate, hash: &str, who: &str) -> Result<ClosedIssue, Fault> {
        self.fold_quiet_texts(0)?;
        let issue = self.preparing(date)?;
        let mut room = self.room();
        let composition = self.compose_issue(&room, date)?;
        let day = date.to_string();
        let Some(given) = self.store.read(|reader| reader.last_proof(date))? else {
            return Err(Fault::theirs("proof.missing", &[("date", &day)]));
        };
        let seal = read(&given.seal)?;
        if given.hash != hash || !self.changes(&given, &seal, composition.proof())?.is_empty() {
            return Err(Fault::theirs("proof.void", &[("date", &day)]));
        }
        let (key, signature) = self.signing.sign(self.store.folder(), &given.seal)?;
        let signature = Signature { rank: given.rank, key, signature };
        let at = self.clock.now();
        let closed = issue.close(given.hash.clone());
        self.store.write(|writer| {
            writer.close_issue(&closed, composition.proof(), at)?;
            writer.sign(date, &signature, who, at)?;
            for article in composition.proof().articles.values() {
                let id = Some(article.draft.id);
                let now = json!({ "state": DraftState::Published, "date": date });
                writer.record(past::PUBLISHED, id, &now, at)?;
            }
            let what = json!({ "date": date, "proof": given.hash, "key": signature.key });
            writer.record("close_issue", None, &what, at)
        })?;
        for article in composition.proof().articles.values() {
            room.texts.publish(article.draft.id);
        }
        drop(room);
        self.tell(&Event::IssueChanged { date });
        self.tell(&Event::DraftsChanged);
        let signature = Some(signature_view(signature));
        Ok(ClosedIssue { date, proof: given.hash, warnings: Vec::new(), signature })
    }

    /// The issue of `date`, if it may still change.
    fn preparing(&self, date: IssueDate) -> Result<Issue<newsroom::Open>, Fault> {
        match self.issue(date)? {
            AnyIssue::Open(issue) => Ok(issue),
            AnyIssue::Closed(_) | AnyIssue::Archived(_) => {
                Err(Fault::theirs("store.closed", &[("what", "issue")]))
            }
        }
    }

    fn refuse_errors(&self, date: IssueDate, remarks: &[RemarkView]) -> Result<(), Fault> {
        let errors = remarks.iter().filter(|remark| remark.severity == Severity::Error).count();
        if errors == 0 {
            return Ok(());
        }
        let params = [("date", date.to_string()), ("count", errors.to_string())];
        let params = params.each_ref().map(|(name, value)| (*name, value.as_str()));
        Err(Fault::theirs("issue.blocked", &params))
    }

    /// What there is now that was not so when the proof was given: in the issue, and in what
    /// people answer for.
    fn changes(
        &self,
        given: &GivenProof,
        seal: &Seal,
        now: &Proof,
    ) -> Result<Vec<ProofChange>, Fault> {
        let mut changes = Changes(changes(given, seal, now));
        let relied = &given.answered;
        let standing = self
            .store
            .read(|reader| reader.acceptances(relied.iter().map(|it| &it.fingerprint)))?;
        for accepted in relied {
            if standing.get(&accepted.fingerprint) != Some(accepted) {
                changes.tell("acceptance", [("words", accepted.words.clone())]);
            }
        }
        Ok(changes.0)
    }

    /// What people answer for among `remarks`.
    fn accepted(&self, remarks: &[RemarkView]) -> Result<Vec<Acceptance>, Fault> {
        let mut known = self
            .store
            .read(|reader| reader.acceptances(remarks.iter().map(|remark| &remark.fingerprint)))?;
        Ok(remarks.iter().filter_map(|remark| known.remove(&remark.fingerprint)).collect())
    }
}

fn accepted_view(acceptance: Acceptance) -> AcceptedRemark {
    let Acceptance { fingerprint, rule, words, who, reason, at } = acceptance;
    AcceptedRemark { fingerprint, rule, words, who, reason, at }
}

fn signature_view(signature: Signature) -> SignatureView {
    SignatureView { key: signature.key, signature: signature.signature }
}

/// The seal that `bytes` are.
pub(crate) fn read(bytes: &[u8]) -> Result<Seal, Fault> {
    serde_json::from_slice(bytes)
        .map_err(|why| Fault::ours("store.damaged", &[("why", &why.to_string())]))
}

fn written(value: &impl Serialize) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(value)
        .map_err(|why| Fault::ours("request.malformed", &[("why", &why.to_string())]))
}

/// BLAKE3 of the rules, as the publication has them.
fn rules(proof: &Proof) -> Result<String, Fault> {
    let rules: Vec<(&str, String)> =
        RULES.iter().map(|rule| (rule.id, format!("{:?}", rule.severity))).collect();
    let bytes = written(&(rules, &proof.publication.preflight))?;
    Ok(blake3::hash(&bytes).to_hex().to_string())
}

/// What there is now that was not so when the proof was given.
fn changes(given: &GivenProof, seal: &Seal, now: &Proof) -> Vec<ProofChange> {
    let then = &given.frozen;
    let mut changes = Changes::default();
    if seal.renderer != rendition::RENDERER {
        changes.tell("renderer", []);
    }
    settings(then, now, &mut changes);
    plan(then, now, &mut changes);
    articles(then, now, &mut changes);
    let before = changes.0.len();
    for (key, picture) in &now.illustrations {
        if then.illustrations.get(key).is_some_and(|then| then != picture) {
            changes.tell("picture", [("picture", key.to_string())]);
        }
    }
    for (key, author) in &now.authors {
        if then.authors.get(key).is_some_and(|then| then != author) {
            changes.tell("author", [("name", author.name.clone())]);
        }
    }
    if then.archive != now.archive || then.latest != now.latest {
        changes.tell("archive", []);
    }
    // Pictures and authors that came or went did so with an article; if none did, say it whole.
    if changes.0.is_empty() && before == 0 && then != now {
        changes.tell("other", []);
    }
    changes.0
}

#[derive(Default)]
struct Changes(Vec<ProofChange>);

impl Changes {
    fn tell<const N: usize>(&mut self, kind: &str, params: [(&str, String); N]) {
        let params = params.map(|(name, value)| (name.to_owned(), value));
        self.0.push(ProofChange { kind: kind.to_owned(), params: BTreeMap::from(params) });
    }
}

fn settings(then: &Proof, now: &Proof, changes: &mut Changes) {
    let (before, after) = (&then.publication, &now.publication);
    if before.preflight != after.preflight {
        changes.tell("rules", []);
    }
    let mut same_rules = after.clone();
    same_rules.preflight.clone_from(&before.preflight);
    if same_rules != *before {
        changes.tell("settings", []);
    }
}

fn plan(then: &Proof, now: &Proof, changes: &mut Changes) {
    let (before, after) = (&then.plan, &now.plan);
    if before.title != after.title {
        changes.tell("title", []);
    }
    if before.subject != after.subject {
        changes.tell("subject", []);
    }
    let mut same_words = after.clone();
    same_words.title.clone_from(&before.title);
    same_words.subject.clone_from(&before.subject);
    let slugs = |proof: &Proof| -> Vec<DraftSlug> {
        proof.plan.line_up.articles().map(|(slug, _)| slug.clone()).collect()
    };
    let (was, is) = (slugs(then), slugs(now));
    for slug in is.iter().filter(|slug| !was.contains(slug)) {
        changes.tell("added", [("article", headline(now, slug))]);
    }
    for slug in was.iter().filter(|slug| !is.contains(slug)) {
        changes.tell("removed", [("article", headline(then, slug))]);
    }
    if before.line_up != after.line_up {
        let moved = was
            .iter()
            .filter(|slug| is.contains(slug))
            .ne(is.iter().filter(|slug| was.contains(slug)));
        changes.tell(if moved { "order" } else { "lineup" }, []);
    }
    same_words.line_up.clone_from(&before.line_up);
    if same_words != *before {
        changes.tell("plan", []);
    }
}

fn articles(then: &Proof, now: &Proof, changes: &mut Changes) {
    for (slug, article) in &now.articles {
        let Some(before) = then.articles.get(slug) else { continue };
        if before.text != article.text {
            changes.tell("text", [("article", headline(now, slug))]);
        }
        if before.draft != article.draft {
            changes.tell("record", [("article", headline(now, slug))]);
        }
    }
}

fn headline(proof: &Proof, slug: &DraftSlug) -> String {
    let headline = proof.articles.get(slug).map(|article| article.draft.headline.trim());
    headline.filter(|words| !words.is_empty()).map_or(slug.to_string(), str::to_owned)
}

impl Desk {
    /// Every file that every edition makes, by path: what a proof shows and signs.
    pub(crate) fn every_file(
        &self,
        composition: &Composition,
    ) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
        let mut all = BTreeMap::new();
        for edition in &composition.proof().publication.editions {
            all.extend(rendition::files(composition, &edition.key, &exports::every_form()));
            all.extend(campaigns::requests(composition, &edition.key)?);
            all.extend(self.printed_pictures(composition, &edition.key)?);
        }
        Ok(all)
    }
}
