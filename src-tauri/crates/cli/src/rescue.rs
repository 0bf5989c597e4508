//! `marbre rescue`: from where a damaged newsroom can go on, and going on from there.

use std::path::Path;

use desk::{
    Fault, SystemClock,
    wire::rescue::{RescueChoice, RescueContents},
};
use serde_json::json;

use crate::say::Teller;

/// Says what there is to choose from; with a choice, goes on from it.
pub(crate) fn rescue(
    newsroom: &Path,
    salvage: bool,
    backup: Option<String>,
    teller: &mut Teller<'_>,
) -> Result<(), Fault> {
    if salvage || backup.is_some() {
        let rescued = desk::rescue(newsroom, SystemClock, RescueChoice { backup })?;
        let kept = rescued.kept.clone().unwrap_or_default();
        teller.done(&rescued, "cli.rescued", &[("kept", &kept)]);
        return Ok(());
    }
    let wreck = desk::look_at_wreck(newsroom, SystemClock, ())?;
    let names = wreck.backups.iter().map(|backup| Some(backup.name.clone()));
    let choices: Vec<(Option<String>, Option<RescueContents>)> = std::iter::once(None)
        .chain(names)
        .map(|backup| {
            let ask = RescueChoice { backup: backup.clone() };
            // What cannot be looked into is no way out, and the list says so.
            (backup, desk::look_at_rescue(newsroom, SystemClock, ask).ok())
        })
        .collect();
    teller.line("cli.rescue.folder", &[("folder", &wreck.folder)]);
    for (backup, contents) in &choices {
        let choice =
            backup.as_deref().map_or("--salvage".into(), |name| format!("--backup {name}"));
        match contents {
            Some(contents) => {
                let [drafts, issues] = [contents.drafts, contents.issues].map(|n| n.to_string());
                let params =
                    [("choice", choice.as_str()), ("drafts", &drafts), ("issues", &issues)];
                teller.line("cli.rescue.choice", &params);
            }
            None => teller.line("cli.rescue.unread", &[("choice", &choice)]),
        }
    }
    let listed: Vec<_> = choices
        .iter()
        .map(|(backup, contents)| json!({ "backup": backup, "contents": contents }))
        .collect();
    teller.done(&listed, "cli.rescue.how", &[]);
    Ok(())
}
