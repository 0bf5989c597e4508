//! Saying what happened: in sentences for people, in JSON for machines.

use std::{collections::BTreeMap, io::Write};

use desk::{
    Fault, Tidied, Verified,
    wire::{
        exports::ExportReport,
        imports::{ImportReport, Imported, Outcome},
        issues::{IssueSummary, IssueView},
        lexicon::{LexiconTable, SpellingReport},
        packages::PackageReport,
        remarks::{RemarkView, Severity},
        search::SearchHit,
        sending::{Delivery, SendingView},
    },
    words::Words,
};
use serde::Serialize;
use serde_json::json;

/// Who says it.
pub(crate) struct Teller<'a> {
    pub(crate) words: Words,
    pub(crate) out: &'a mut dyn Write,
    pub(crate) json: bool,
}

impl Teller<'_> {
    fn sentence(&self, key: &str, params: &[(&str, &str)]) -> String {
        let params: BTreeMap<String, String> =
            params.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        self.words.say(key, &params)
    }

    /// A line that only people read. A pipe that nobody reads any more is no reason to fail.
    fn print(&mut self, line: &str) {
        if !self.json {
            writeln!(self.out, "{line}").ok();
        }
    }

    /// The whole answer, that only machines read.
    fn answer(&mut self, answer: &impl Serialize) {
        if self.json
            && let Ok(text) = serde_json::to_string_pretty(answer)
        {
            writeln!(self.out, "{text}").ok();
        }
    }

    /// A sentence.
    pub(crate) fn line(&mut self, key: &str, params: &[(&str, &str)]) {
        let said = self.sentence(key, params);
        self.print(&said);
    }

    /// What was done, in a sentence or whole.
    pub(crate) fn done(&mut self, answer: &impl Serialize, key: &str, params: &[(&str, &str)]) {
        self.answer(answer);
        self.line(key, params);
    }

    pub(crate) fn fault(&mut self, fault: &Fault, err: &mut dyn Write) {
        let (message, hint) = self.words.fault(fault);
        if self.json {
            self.answer(&json!({ "fault": fault, "message": message, "hint": hint }));
        } else {
            writeln!(err, "{message}\n{hint}").ok();
        }
    }

    pub(crate) fn import(&mut self, report: &ImportReport) {
        self.answer(report);
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for thing in &report.things {
            *counts.entry(kind_and_outcome(thing)).or_default() += 1;
        }
        for ((kind, outcome), count) in counts {
            let key = format!("cli.imported.{kind}.{outcome}");
            self.line(&key, &[("count", &count.to_string())]);
        }
        for file in &report.skipped {
            self.line("cli.skipped", &[("file", file)]);
        }
    }

    pub(crate) fn mail_server(&mut self, sending: &SendingView) {
        let server = &sending.server;
        let place = if server.host.is_empty() {
            String::new()
        } else {
            format!("{}:{}", server.host, server.port)
        };
        self.done(sending, "cli.mail_server", &[("server", &place)]);
        if let Some(place) = sending.password {
            let place = json!(place);
            self.line(&format!("sending.kept.{}", place.as_str().unwrap_or_default()), &[]);
        }
    }

    pub(crate) fn deliveries(&mut self, deliveries: &[Delivery]) {
        self.answer(&deliveries);
        for Delivery { edition, recipient, fault } in deliveries {
            let params = [("edition", edition.as_str()), ("address", recipient)];
            match fault {
                None => self.line("cli.sent", &params),
                Some(fault) => {
                    let (message, hint) = self.words.fault(fault);
                    self.line("cli.unsent", &params);
                    self.print(&format!("    {message}\n    {hint}"));
                }
            }
        }
    }

    pub(crate) fn issues(&mut self, issues: &[IssueSummary]) {
        self.answer(&issues);
        for issue in issues {
            let state = json!(issue.state);
            let key = format!("issue_state.{}", state.as_str().unwrap_or_default());
            let state = self.sentence(&key, &[]);
            self.print(&format!(
                "{}  n° {:<5} {:<14} {}",
                issue.date, issue.number, state, issue.title
            ));
        }
    }

    pub(crate) fn issue(&mut self, issue: &IssueView) {
        self.answer(issue);
        self.print(&format!("{}  n° {}  {}", issue.plan.date, issue.plan.number, issue.title));
        for (rank, slot) in issue.plan.line_up.slots().iter().enumerate() {
            let role = json!(slot.role);
            let key = format!("role.{}", role.as_str().unwrap_or_default());
            let role = self.sentence(&key, &[]);
            self.print(&format!("{:>3}. {role}", rank + 1));
            for slug in &slot.articles {
                let placed = issue.articles.get(slug);
                let headline = placed.map_or("—", |placed| placed.draft.headline.as_str());
                let signs = placed.map_or(0, |placed| placed.signs).to_string();
                let signs = self.sentence("cli.signs", &[("count", &signs)]);
                self.print(&format!("     {slug}  {headline}  ({signs})"));
            }
        }
    }

    pub(crate) fn remarks(&mut self, remarks: &[RemarkView]) {
        self.answer(&remarks);
        if remarks.is_empty() {
            self.line("cli.no_remark", &[]);
        }
        for remark in remarks {
            let (message, hint) = self.words.remark(remark);
            let mark = match remark.severity {
                Severity::Error => self.sentence("severity.error", &[]),
                Severity::Warning => self.sentence("severity.warning", &[]),
            };
            let accepted = remark.accepted.as_ref().map(|it| {
                self.sentence("cli.accepted", &[("who", &it.who), ("reason", &it.reason)])
            });
            let place = remark.article.as_ref().map_or(String::new(), |slug| format!(" [{slug}]"));
            let hint = accepted.unwrap_or(hint);
            self.print(&format!("{mark}{place} {message}\n    {hint}"));
        }
    }

    pub(crate) fn export(&mut self, report: &ExportReport) {
        self.answer(report);
        self.files(report);
    }

    pub(crate) fn package(&mut self, report: &PackageReport) {
        self.answer(report);
        self.line("cli.exported", &[("folder", &report.path)]);
        for file in &report.files {
            self.print(&format!("{:>10}  {}", file.bytes, file.path));
        }
        let receipt = &report.receipt;
        let counts = [receipt.articles, receipt.letters, receipt.links, receipt.pictures];
        let counts = counts.map(|count| count.to_string());
        let [articles, letters, links, pictures] = counts.each_ref().map(String::as_str);
        let params = [
            ("articles", articles),
            ("letters", letters),
            ("links", links),
            ("pictures", pictures),
        ];
        self.line("receipt.read", &params);
        for one in &receipt.differences {
            self.print(&format!("  {} [{}] {} ≠ {}", one.file, one.of, one.proof, one.found));
        }
        for name in &receipt.loses {
            let loss = self.sentence(&format!("loss.{name}"), &[]);
            self.print(&format!("  – {loss}"));
        }
    }

    pub(crate) fn files(&mut self, report: &ExportReport) {
        self.line("cli.exported", &[("folder", &report.folder)]);
        for file in &report.files {
            self.print(&format!("{:>10}  {}", file.bytes, file.path));
        }
    }

    pub(crate) fn hits(&mut self, hits: &[SearchHit]) {
        self.answer(&hits);
        if hits.is_empty() {
            self.line("cli.no_hit", &[]);
        }
        for hit in hits {
            let date = hit.issue.map_or_else(|| "          ".to_owned(), |date| date.to_string());
            let snippet: String = hit.snippet.iter().map(|piece| piece.text.as_str()).collect();
            self.print(&format!("{date}  {}  {}", hit.draft.slug, hit.draft.headline));
            self.print(&format!("            {snippet}"));
        }
    }

    pub(crate) fn tidied(&mut self, report: &Tidied, fixed: bool) {
        self.answer(report);
        for file in report.files.iter().filter(|file| !file.remarks.is_empty()) {
            self.print(&file.path);
            for remark in &file.remarks {
                if remark.class == "safe" && fixed {
                    continue;
                }
                let said = self.sentence(&format!("remark.typography.{}", remark.rule), &[]);
                let new = remark.replacement.as_ref().map(|new| format!(" → « {new} »"));
                let (line, column, words) = (remark.line, remark.column, &remark.words);
                let new = new.unwrap_or_default();
                self.print(&format!("{line:>6}:{column:<4} {said}  « {words} »{new}"));
            }
        }
        for (rule, count) in &report.rules {
            self.print(&format!("{count:>6}  {rule}"));
        }
        let counts = [report.files.len(), report.safe, report.offered, report.warned];
        let counts = counts.map(|count| count.to_string());
        let [files, safe, offered, warned] = counts.each_ref().map(String::as_str);
        let key = if fixed { "cli.tidied" } else { "cli.untidy" };
        let params = [("files", files), ("safe", safe), ("offered", offered), ("warned", warned)];
        self.line(key, &params);
    }

    pub(crate) fn lexicon(&mut self, lexicon: &LexiconTable) {
        self.answer(lexicon);
        self.print(lexicon.table.trim_end_matches('\n'));
    }

    pub(crate) fn spelling(&mut self, report: &SpellingReport) {
        self.answer(report);
        for word in report.flagged.iter().chain(&report.names) {
            let near = word.near.as_ref().map(|near| format!(" → {near}"));
            let near = near.unwrap_or_default();
            self.print(&format!("{:>6}  {}{near}", word.times, word.form));
        }
        let counts = [report.words, report.learnt];
        let counts = counts.map(|count| count.to_string());
        let kinds = [report.flagged.len(), report.names.len()].map(|count| count.to_string());
        let ([words, learnt], [flagged, names]) =
            (counts.each_ref().map(String::as_str), kinds.each_ref().map(String::as_str));
        let params = [("words", words), ("learnt", learnt), ("flagged", flagged), ("names", names)];
        self.line("cli.spelling", &params);
    }

    pub(crate) fn verified(&mut self, found: &Verified) {
        self.answer(found);
        let counts = [found.drafts, found.issues, found.illustrations].map(|n| n.to_string());
        let [drafts, issues, illustrations] = counts.each_ref().map(String::as_str);
        let params = [("drafts", drafts), ("issues", issues), ("illustrations", illustrations)];
        self.line("cli.verified", &params);
        if found.signatures > 0 {
            let counts = [found.signatures, found.reprinted].map(|n| n.to_string());
            let params = [("signatures", counts[0].as_str()), ("reprinted", counts[1].as_str())];
            self.line("cli.signed", &params);
        }
        match found.damages.len() {
            0 => self.line("cli.sound", &[]),
            count => self.line("cli.unsound", &[("count", &count.to_string())]),
        }
        for damage in &found.damages {
            self.print(&format!("  {damage}"));
        }
    }
}

fn kind_and_outcome(thing: &Imported) -> (&'static str, &'static str) {
    let (kind, outcome) = match thing {
        Imported::Publication { outcome } => ("publication", outcome),
        Imported::Author { outcome, .. } => ("author", outcome),
        Imported::Illustration { outcome, .. } => ("illustration", outcome),
        Imported::Draft { outcome, .. } => ("draft", outcome),
        Imported::Issue { outcome, .. } => ("issue", outcome),
    };
    let outcome = match outcome {
        Outcome::Added => "added",
        Outcome::Changed => "changed",
        Outcome::Unchanged => "unchanged",
    };
    (kind, outcome)
}
