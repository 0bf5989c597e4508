//! The newsroom without a window. Adds no rule: it reads arguments, asks the desk, and says what
//! happened and what to do.
//!
//! It exits 0 when all went well, 1 when a person can mend it, 2 when it is ours to mend.

mod arguments;
mod rescue;
mod say;
mod serve;

use std::{
    ffi::OsString,
    io::{self, Write},
    path::Path,
    sync::Arc,
};

use clap::{CommandFactory, FromArgMatches};
use desk::{
    Desk, Fault, SystemClock, SystemKeychain,
    wire::{
        exports::ExportIssue,
        imports::ImportPaths,
        issues::NewIssue,
        packages::{Container, ExportPackage},
        remarks::Severity,
        search::SearchWords,
        sending::{MailServer, SaveMailServer, Secret, SendTest},
        site::ExportSite,
    },
    words::Words,
};
use newsroom::{EditionKey, IssueDate, Language};
use serde_json::json;

use arguments::{Arguments, As, Command, Editions, IssueCommand};
use say::Teller;

/// All went well.
const DONE: u8 = 0;
/// A person can mend it.
const THEIRS: u8 = 1;
/// It is ours to mend.
const OURS: u8 = 2;

/// Where passwords are when the system has no keychain; the window has them there too.
const PASSWORDS: &str = "org.marbre.newsroom/passwords.json";

/// Runs the command line `arguments` (the program's name first) and answers its exit code.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    language: Language,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let words = Words::of(language);
    let parsed = arguments::explained(Arguments::command(), &words)
        .try_get_matches_from(arguments)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(refusal) => {
            // A pipe that nobody reads any more is no reason to fail.
            if refusal.use_stderr() {
                write!(err, "{refusal}").ok();
                return THEIRS;
            }
            write!(out, "{refusal}").ok();
            return DONE;
        }
    };
    let mut teller = Teller { words, out, json: arguments.json };
    match obey(arguments.command, &mut teller) {
        Ok(code) => code,
        Err(fault) => {
            teller.fault(&fault, err);
            if fault.ours { OURS } else { THEIRS }
        }
    }
}

fn obey(command: Command, teller: &mut Teller<'_>) -> Result<u8, Fault> {
    match command {
        Command::Init { newsroom, name, locale } => {
            let desk = Desk::found(&newsroom, &name, locale, SystemClock)?;
            let view = desk.newsroom(())?;
            teller.done(&view, "cli.founded", &[("name", &name), ("folder", &view.folder)]);
            teller.line("cli.inbox", &[("folder", &view.inbox)]);
        }
        Command::Import { newsroom, paths } => {
            let desk = open(&newsroom)?;
            let paths = paths.iter().map(|path| path.display().to_string()).collect();
            let report = desk.import_paths(ImportPaths { paths })?;
            desk.close()?;
            teller.import(&report);
        }
        Command::Issue(IssueCommand::List { newsroom }) => {
            teller.issues(&open(&newsroom)?.list_issues(())?);
        }
        Command::Issue(IssueCommand::Show { newsroom, date }) => {
            teller.issue(&open(&newsroom)?.open_issue(date)?);
        }
        Command::Issue(IssueCommand::New { newsroom, date }) => {
            let issue = open(&newsroom)?.new_issue(NewIssue { date, template: None })?;
            let (date, number) = (issue.plan.date.to_string(), issue.plan.number.to_string());
            teller.done(&issue, "cli.issue_founded", &[("date", &date), ("number", &number)]);
        }
        Command::Check { newsroom, issue, links } => {
            let desk = open(&newsroom)?;
            if links {
                desk.reach_links(issue)?;
            }
            let remarks = desk.check_issue(issue)?;
            teller.remarks(&remarks);
            if remarks.iter().any(|remark| remark.severity == Severity::Error) {
                return Ok(THEIRS);
            }
        }
        Command::Close { newsroom, issue } => {
            let closed = open(&newsroom)?.close_issue(issue)?;
            let date = closed.date.to_string();
            teller.done(&closed, "cli.closed", &[("date", &date), ("proof", &closed.proof)]);
        }
        Command::Export { newsroom, issue, to, edition, forms, container } => {
            let editions = edition.into_iter().flat_map(Editions::keys).collect();
            let desk = open(&newsroom)?;
            export(&desk, teller, issue, &to, editions, &forms, container)?;
        }
        Command::Send { newsroom, issue, recipients, edition } => {
            return send(&open(&newsroom)?, issue, recipients, edition, teller);
        }
        Command::MailServer {
            newsroom,
            host,
            mail_port,
            security,
            user,
            sender,
            authority,
            password,
        } => {
            let desk = open(&newsroom)?;
            let before = desk.sending(())?.server;
            let server = MailServer {
                host: host.unwrap_or(before.host),
                port: mail_port.unwrap_or(before.port),
                security: security.unwrap_or(before.security),
                user: user.unwrap_or(before.user),
                sender: sender.unwrap_or(before.sender),
                authority: authority.map_or(before.authority, |file| file.display().to_string()),
            };
            // Read, not typed as an argument: the list of processes is everybody's.
            let password = if password { Some(Secret::typed(&first_line())) } else { None };
            teller.mail_server(&desk.save_mail_server(SaveMailServer { server, password })?);
        }
        Command::Site { newsroom, to, whole } => {
            let to = Some(to.display().to_string());
            let report = open(&newsroom)?.export_site(ExportSite { to, whole })?;
            let counts = [report.issues, report.composed, report.files, report.written];
            let [issues, composed, files, written] = counts.map(|count| count.to_string());
            let params = [
                ("folder", report.folder.as_str()),
                ("issues", &issues),
                ("composed", &composed),
                ("files", &files),
                ("written", &written),
            ];
            teller.done(&report, "cli.site", &params);
        }
        Command::Search { newsroom, words } => {
            let ask = SearchWords { words: words.join(" "), limit: 20 };
            teller.hits(&open(&newsroom)?.search_words(ask)?);
        }
        Command::Typography { paths, profile, fix } => {
            let report = desk::tidy(&paths, profile, fix)?;
            teller.tidied(&report, fix);
            if !fix && report.safe > 0 {
                return Ok(THEIRS);
            }
        }
        Command::Spelling { paths, learn, language } => {
            teller.spelling(&desk::spelling_report(&paths, &learn, &language)?);
        }
        Command::Lexicon { newsroom, import: None } => {
            teller.lexicon(&open(&newsroom)?.export_lexicon(())?);
        }
        Command::Lexicon { newsroom, import: Some(table) } => {
            let imported = open(&newsroom)?.import_lexicon_file(&table)?;
            let counts = [imported.added, imported.changed, imported.same].map(|it| it.to_string());
            let [added, changed, same] = counts.each_ref().map(String::as_str);
            let params = [("added", added), ("changed", changed), ("same", same)];
            teller.done(&imported, "cli.lexicon", &params);
        }
        Command::Demo { out } => demo(&out, teller)?,
        Command::Verify { newsroom } => {
            let found = desk::verify(&newsroom)?;
            teller.verified(&found);
            if !found.damages.is_empty() {
                return Ok(THEIRS);
            }
        }
        Command::Rescue { newsroom, salvage, backup } => {
            rescue::rescue(&newsroom, salvage, backup, teller)?;
        }
        Command::Serve { newsroom, port } => serve::serve(open(&newsroom)?, port, teller)?,
    }
    Ok(DONE)
}

/// Writes the packages asked for, and the files of readers unless only packages were.
fn export(
    desk: &Desk,
    teller: &mut Teller<'_>,
    date: IssueDate,
    to: &Path,
    editions: Vec<EditionKey>,
    wanted: &[As],
    container: Container,
) -> Result<(), Fault> {
    let to = Some(to.display().to_string());
    let edition = editions.first().cloned();
    let mut forms = Vec::new();
    for one in wanted {
        match *one {
            As::Form(form) => forms.push(form),
            As::Package(package) => {
                let (to, edition) = (to.clone(), edition.clone());
                let ask = ExportPackage { date, to, package, container, edition };
                teller.package(&desk.export_package(ask)?);
            }
        }
    }
    if !forms.is_empty() || wanted.is_empty() {
        teller.export(&desk.export_issue(ExportIssue { date, to, editions, forms })?);
    }
    Ok(())
}

fn open(newsroom: &Path) -> Result<Desk, Fault> {
    let file = dirs::config_dir().map(|folder| folder.join(PASSWORDS));
    Ok(Desk::open(newsroom, SystemClock)?
        .with_keychain(Arc::new(SystemKeychain))
        .with_passwords(Arc::new(SystemKeychain), file))
}

/// Sends a test; what was not taken is said, and is somebody's to mend.
fn send(
    desk: &Desk,
    date: IssueDate,
    recipients: Vec<String>,
    editions: Vec<Editions>,
    teller: &mut Teller<'_>,
) -> Result<u8, Fault> {
    let mut keys = Vec::new();
    for named in editions {
        match named {
            Editions::One(key) => keys.push(key),
            Editions::All => {
                let plans = desk.newsroom(())?.publication.editions;
                keys.extend(plans.into_iter().map(|plan| plan.key));
            }
        }
    }
    let deliveries = desk.send_test(SendTest { date, editions: keys, recipients })?;
    teller.deliveries(&deliveries);
    Ok(if deliveries.iter().all(|it| it.fault.is_none()) { DONE } else { THEIRS })
}

/// What stands on the first line of what comes in.
fn first_line() -> String {
    let mut line = String::new();
    // What cannot be read is no password, and the server will say so.
    io::stdin().read_line(&mut line).ok();
    line.trim_end_matches(['\r', '\n']).to_owned()
}

/// Founds the demo newsroom, once, and exports its issue, each time.
fn demo(out: &Path, teller: &mut Teller<'_>) -> Result<(), Fault> {
    let folder = out.join("newsroom.marbre");
    let desk =
        if folder.exists() { open(&folder)? } else { Desk::found_demo(&folder, SystemClock)? };
    let Some(date) = Desk::demo_issue() else { return Ok(()) };
    let to = Some(out.display().to_string());
    let ask = ExportIssue { date, to, editions: Vec::new(), forms: Vec::new() };
    let report = desk.export_issue(ask)?;
    desk.close()?;
    let shown = folder.display().to_string();
    let answer = json!({ "newsroom": shown, "export": report });
    teller.done(&answer, "cli.demo", &[("folder", &shown)]);
    teller.files(&report);
    Ok(())
}
