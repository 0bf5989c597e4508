//! `marbre`: the newsroom on the command line.

use std::{env, io, process::ExitCode};

fn main() -> ExitCode {
    let french = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()))
        .is_none_or(|locale| !locale.starts_with("en"));
    let language = if french { newsroom::Language::Fr } else { newsroom::Language::En };
    let code = cli::run(env::args_os(), language, &mut io::stdout(), &mut io::stderr());
    ExitCode::from(code)
}
