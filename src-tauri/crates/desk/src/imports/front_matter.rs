//! Front matter: what stands at the head of a Markdown file, between two `---` or two `+++`.

use std::path::Path;

use crate::Fault;

/// A Markdown file in its two parts.
pub(crate) struct Parts<'a> {
    /// The front matter, if there is any, without its fences.
    pub(crate) matter: Option<Matter<'a>>,
    /// The Markdown.
    pub(crate) body: &'a str,
}

/// Front matter, in the language that its fences say.
#[derive(Clone, Copy)]
pub(crate) enum Matter<'a> {
    /// Between `---`: Jekyll, Eleventy, Obsidian, and an issue folder.
    Yaml(&'a str),
    /// Between `+++`: Hugo.
    Toml(&'a str),
}

impl<'a> Matter<'a> {
    /// As it was written.
    pub(crate) fn written(self) -> &'a str {
        match self {
            Self::Yaml(written) | Self::Toml(written) => written,
        }
    }
}

/// Parts `text`, the contents of `path`. One empty line after the front matter belongs to it.
pub(crate) fn part<'a>(path: &Path, text: &'a str) -> Result<Parts<'a>, Fault> {
    let none = Parts { matter: None, body: text };
    let Some((fence, rest)) = text.split_once('\n') else { return Ok(none) };
    let is_toml = match fence.trim_end() {
        "---" => false,
        "+++" => true,
        _ => return Ok(none),
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if closes(line.trim_end(), is_toml) {
            let body = &rest[at + line.len()..];
            let body = body.strip_prefix('\n').unwrap_or(body);
            let written = &rest[..at];
            let matter = if is_toml { Matter::Toml(written) } else { Matter::Yaml(written) };
            return Ok(Parts { matter: Some(matter), body });
        }
        at += line.len();
    }
    // A rule drawn above a text opens nothing; a field under it does.
    if !is_toml && !rest.lines().next().is_some_and(is_field) {
        return Ok(none);
    }
    let (file, fence) = (path.display().to_string(), fence.trim_end());
    Err(Fault::theirs("import.front_matter", &[("file", &file), ("fence", fence)]))
}

fn closes(line: &str, is_toml: bool) -> bool {
    if is_toml { line == "+++" } else { matches!(line, "---" | "...") }
}

/// Whether `line` sets a field: `name:`, and a value after a space, if any.
pub(crate) fn is_field(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, value)| {
        let is_name = |c: char| c.is_alphanumeric() || "_-.".contains(c);
        !name.is_empty()
            && name.chars().all(is_name)
            && (value.is_empty() || value.starts_with(' '))
    })
}
