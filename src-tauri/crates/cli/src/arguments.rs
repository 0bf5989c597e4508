//! What may be typed after `marbre`. The sentences of its help are in the message files.

use std::{collections::BTreeMap, path::PathBuf};

use clap::{Parser, Subcommand};
use desk::{
    wire::{
        exports::ExportForm,
        packages::{Container, PackageKind},
        sending::Security,
    },
    words::Words,
};
use newsroom::{EditionKey, IssueDate, Language, LanguageTag, Profile};

/// The arguments.
#[derive(Debug, Parser)]
#[command(name = "marbre", version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init {
        newsroom: PathBuf,
        #[arg(long)]
        name: String,
        #[arg(long, default_value = "fr")]
        locale: Language,
    },
    Import {
        newsroom: PathBuf,
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    #[command(subcommand)]
    Issue(IssueCommand),
    Check {
        newsroom: PathBuf,
        #[arg(long)]
        issue: IssueDate,
        #[arg(long)]
        links: bool,
    },
    Close {
        newsroom: PathBuf,
        #[arg(long)]
        issue: IssueDate,
    },
    Export {
        newsroom: PathBuf,
        #[arg(long)]
        issue: IssueDate,
        #[arg(long)]
        to: PathBuf,
        #[arg(long, value_delimiter = ',', value_parser = editions)]
        edition: Vec<Editions>,
        #[arg(long = "as", value_delimiter = ',', value_parser = form)]
        forms: Vec<As>,
        #[arg(long = "in", default_value = "folder", value_parser = container)]
        container: Container,
    },
    Send {
        newsroom: PathBuf,
        #[arg(long)]
        issue: IssueDate,
        #[arg(long = "to", required = true, value_delimiter = ',')]
        recipients: Vec<String>,
        #[arg(long, required = true, value_delimiter = ',', value_parser = editions)]
        edition: Vec<Editions>,
    },
    MailServer {
        newsroom: PathBuf,
        #[arg(long)]
        host: Option<String>,
        #[arg(long = "port")]
        mail_port: Option<u16>,
        #[arg(long, value_parser = security)]
        security: Option<Security>,
        #[arg(long)]
        user: Option<String>,
        #[arg(long)]
        sender: Option<String>,
        #[arg(long)]
        authority: Option<PathBuf>,
        #[arg(long)]
        password: bool,
    },
    Site {
        newsroom: PathBuf,
        #[arg(long)]
        to: PathBuf,
        #[arg(long)]
        whole: bool,
    },
    Search {
        newsroom: PathBuf,
        #[arg(required = true)]
        words: Vec<String>,
    },
    Typography {
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        #[arg(long, default_value = "fr-presse", value_parser = profile)]
        profile: Profile,
        #[arg(long)]
        fix: bool,
    },
    Spelling {
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        #[arg(long, num_args = 1..)]
        learn: Vec<PathBuf>,
        #[arg(long, default_value = "fr")]
        language: LanguageTag,
    },
    Lexicon {
        newsroom: PathBuf,
        #[arg(long)]
        import: Option<PathBuf>,
    },
    Demo {
        out: PathBuf,
    },
    Verify {
        newsroom: PathBuf,
    },
    Rescue {
        newsroom: PathBuf,
        #[arg(long)]
        salvage: bool,
        #[arg(long, conflicts_with = "salvage")]
        backup: Option<String>,
    },
    Serve {
        newsroom: PathBuf,
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum IssueCommand {
    List {
        newsroom: PathBuf,
    },
    Show {
        newsroom: PathBuf,
        #[arg(long)]
        date: IssueDate,
    },
    New {
        newsroom: PathBuf,
        #[arg(long)]
        date: Option<IssueDate>,
    },
}

/// What `--edition` names.
#[derive(Clone, Debug)]
pub(crate) enum Editions {
    /// Every edition.
    All,
    /// One.
    One(EditionKey),
}

impl Editions {
    /// The editions to ask the desk for; none asks for all.
    pub(crate) fn keys(self) -> Option<EditionKey> {
        match self {
            Self::All => None,
            Self::One(key) => Some(key),
        }
    }
}

fn editions(typed: &str) -> Result<Editions, String> {
    match typed {
        "all" => Ok(Editions::All),
        key => key.parse().map(Editions::One).map_err(|why| format!("{why}")),
    }
}

fn profile(typed: &str) -> Result<Profile, String> {
    let named = Profile::ALL.iter().find(|profile| profile.name() == typed);
    named.copied().ok_or_else(|| Profile::ALL.map(Profile::name).join(", "))
}

/// What `--as` names.
#[derive(Clone, Copy, Debug)]
pub(crate) enum As {
    /// A form of the files that readers get.
    Form(ExportForm),
    /// A package.
    Package(PackageKind),
}

fn form(typed: &str) -> Result<As, String> {
    match typed {
        "web" => Ok(As::Form(ExportForm::Web)),
        "email" => Ok(As::Form(ExportForm::Email)),
        "text" => Ok(As::Form(ExportForm::Text)),
        "folder" => Ok(As::Form(ExportForm::Folder)),
        _ => {
            let package = PackageKind::ALL.into_iter().find(|package| package.name() == typed);
            let known = PackageKind::ALL.map(PackageKind::name).join(", ");
            package.map(As::Package).ok_or_else(|| format!("web, email, text, folder, {known}"))
        }
    }
}

fn container(typed: &str) -> Result<Container, String> {
    match typed {
        "folder" => Ok(Container::Folder),
        "zip" => Ok(Container::Zip),
        "tar.zst" => Ok(Container::TarZst),
        _ => Err("folder, zip, tar.zst".into()),
    }
}

fn security(typed: &str) -> Result<Security, String> {
    match typed {
        "starttls" => Ok(Security::Starttls),
        "tls" => Ok(Security::Tls),
        "plain" => Ok(Security::Plain),
        _ => Err("starttls, tls, plain".into()),
    }
}

/// `command` with the sentences of its help: `cli.help.<command>`, `cli.help.--<argument>`.
pub(crate) fn explained(command: clap::Command, words: &Words) -> clap::Command {
    let none = BTreeMap::new();
    let about = words.say(&format!("cli.help.{}", command.get_name()), &none);
    command
        .about(about)
        .mut_args(|argument| {
            let key = format!("cli.help.--{}", argument.get_id());
            if words.has(&key) { argument.help(words.say(&key, &none)) } else { argument }
        })
        .mut_subcommands(|sub| explained(sub, words))
}
