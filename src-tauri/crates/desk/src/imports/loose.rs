//! Markdown files as other programs keep them (Jekyll, Hugo, Eleventy, Obsidian): what their
//! front matter says is understood where it can be, and kept where it cannot.

use std::path::Path;

use newsroom::{
    ArticleKind, Author, AuthorKey, Draft, DraftId, DraftState, IssueDate, LanguageTag, Origin,
    dates::DateWords, slugify,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{
    front_matter::{self, Matter, Parts},
    read,
};
use crate::Fault;

/// A Markdown file, understood.
pub(crate) struct Loose {
    /// The draft; its slug may still be taken by another, and its identity is to be given.
    pub(crate) draft: Draft,
    /// Its text.
    pub(crate) text: String,
    /// Those who sign it, should the newsroom not know them.
    pub(crate) authors: Vec<Author>,
    /// It says itself that it is not finished.
    pub(crate) unfinished: bool,
}

/// Fields that say how a page is made and nothing to a reader.
const TECHNICAL: &[&str] = &[
    "layout",
    "permalink",
    "published",
    "draft",
    "type",
    "weight",
    "aliases",
    "url",
    "comments",
    "sitemap",
    "robots",
    "template",
    "eleventyNavigation",
    "eleventyExcludeFromCollections",
    "lastmod",
    "updated",
    "modified",
    "toc",
    "cssclass",
    "cssclasses",
    "id",
    "menu",
];

/// Fields that say where a piece first stood.
const LINKS: &[&str] = &["origlink", "canonical_url", "canonical", "source_url", "link"];

/// What Eleventy takes for a date, and only a repository can answer.
const ELEVENTY: &[&str] =
    &["Created", "Last Modified", "git Created", "git Last Modified", "created", "last modified"];

/// The one field of a date read from TOML.
const TOML_DATE: &str = "$__toml_private_datetime";

/// Reads the Markdown file `path`; `language` is the one of a text that says none.
pub(crate) fn read(path: &Path, language: LanguageTag, identity: DraftId) -> Result<Loose, Fault> {
    let whole = read::text(path)?;
    let mut parts = front_matter::part(path, &whole)?;
    let mut fields = match fields_of(path, parts.matter)? {
        Some(fields) => fields,
        None => {
            // What stands between two rules is prose.
            parts = Parts { matter: None, body: &whole };
            Map::new()
        }
    };
    let file = file_name(path);
    let stem = stem(path);
    let (named_date, name) = dated_name(&stem);
    let date = take(&mut fields, &["date", "publishDate", "pubDate", "created"]);
    let date = match date.map(|value| words(&value)) {
        Some(said) if !said.is_empty() && !ELEVENTY.contains(&said.as_str()) => {
            Some(date_of(path, &whole, &said)?)
        }
        _ => named_date,
    };
    let mut text = fenced(parts.body);
    let headline = match take(&mut fields, &["title", "headline"]).map(|value| words(&value)) {
        Some(title) if !title.is_empty() => title,
        _ => lift_title(&mut text).unwrap_or_else(|| name.replace(['-', '_'], " ")),
    };
    let authors = authors_of(&mut fields);
    let tags = ["tags", "categories", "category", "keywords"]
        .iter()
        .filter_map(|key| fields.remove(*key))
        .flat_map(|value| list(&value))
        .collect();
    let standfirst =
        take(&mut fields, &["description", "standfirst", "excerpt", "summary", "chapo"]);
    let kicker = take(&mut fields, &["kicker", "subtitle", "surtitre"]);
    // Where it first stood is a link of ours, and a line of the page.
    let link = LINKS.iter().find_map(|key| fields.get(*key)).map(words);
    let language = take(&mut fields, &["lang", "language", "locale"])
        .and_then(|value| words(&value).replace('_', "-").parse().ok())
        .unwrap_or(language);
    let kind = understood(&mut fields, "kind").unwrap_or(ArticleKind::Story);
    // Only the closing of an issue makes a draft published.
    let state = understood(&mut fields, "state").filter(|state| *state != DraftState::Published);
    let keyword = take(&mut fields, &["keyword"]).map(|value| words(&value)).unwrap_or_default();
    let unfinished = fields.get("draft") == Some(&Value::Bool(true))
        || fields.get("published") == Some(&Value::Bool(false));
    let slug = take(&mut fields, &["slug"]).map(|value| words(&value));
    let slug = slug.as_deref().and_then(slugify).or_else(|| slugify(name));
    fields.retain(|key, _| !TECHNICAL.contains(&key.as_str()));
    append_fields(&mut text, &fields, &language);
    let draft = Draft {
        id: identity,
        slug: slug.unwrap_or_else(|| "papier".into()).parse()?,
        kind,
        state: state.unwrap_or_default(),
        language,
        kicker: kicker.map(|value| words(&value)).unwrap_or_default(),
        headline,
        standfirst: standfirst.map(|value| words(&value)).unwrap_or_default(),
        keyword,
        authors: authors.iter().map(|author| author.key.clone()).collect(),
        illustration: None,
        link: link.unwrap_or_default(),
        source: String::new(),
        date,
        tags,
        origin: Some(Origin {
            file,
            front_matter: parts.matter.map(Matter::written).unwrap_or_default().to_owned(),
        }),
    };
    Ok(Loose { draft, text, authors, unfinished })
}

/// Jekyll's `2015-12-06-issue-0`: the date, and the name after it.
fn dated_name(stem: &str) -> (Option<IssueDate>, &str) {
    match stem.get(..10).and_then(|day| day.parse().ok()) {
        Some(day) => {
            let name = stem[10..].trim_start_matches(['-', '_', ' ']);
            (Some(day), if name.is_empty() { stem } else { name })
        }
        None => (None, stem),
    }
}

/// The name of a file, that tells it from others: a page bundle's is its folder's too.
fn file_name(path: &Path) -> String {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let file = name(path).unwrap_or_default();
    match path.parent().and_then(name).filter(|_| is_index(path)) {
        Some(folder) => format!("{folder}/{file}"),
        None => file,
    }
}

/// What a file is called: a page bundle (`riviere/index.md`) as its folder is.
fn stem(path: &Path) -> String {
    let named = if is_index(path) { path.parent().and_then(Path::file_name) } else { None };
    let named = named.or_else(|| path.file_stem()).map(|name| name.to_string_lossy().into_owned());
    named.unwrap_or_else(|| "papier".into())
}

fn is_index(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem == "index" || stem == "_index")
}

/// The fields of the front matter; `None` when it holds none and is prose.
fn fields_of(path: &Path, matter: Option<Matter<'_>>) -> Result<Option<Map<String, Value>>, Fault> {
    match matter {
        None => Ok(Some(Map::new())),
        Some(matter) if matter.written().trim().is_empty() => Ok(Some(Map::new())),
        Some(Matter::Toml(written)) => read::toml(path, written).map(Some),
        Some(Matter::Yaml(written)) => match read::yaml(path, written, 2) {
            Ok(fields) => Ok(Some(fields)),
            Err(_) if !written.lines().any(front_matter::is_field) => Ok(None),
            // People write `title: Puces : le réveil`, and mean it.
            Err(fault) => read::yaml(path, &quoted(written), 2).map(Some).map_err(|_| fault),
        },
    }
}

/// `written` with the plain values that YAML would read otherwise made strings, whole.
fn quoted(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    for line in written.split_inclusive('\n') {
        let ended = line.trim_end();
        match ended.split_once(": ") {
            Some((key, value)) if front_matter::is_field(ended) && is_misread(value.trim()) => {
                let value = value.trim().replace('\'', "''");
                out.push_str(&format!("{key}: '{value}'\n"));
            }
            _ => out.push_str(line),
        }
    }
    out
}

fn is_misread(value: &str) -> bool {
    let opens = value.starts_with(['"', '\'', '[', '{', '|', '>', '!']);
    let closes = value.ends_with(['"', '\'', ']', '}']);
    let reserved = value.starts_with(['@', '%', '`', '*', '&', '-', '?']);
    let block = value.starts_with(['|', '>']) && value.len() <= 3;
    !block && (reserved || value.contains(": ") || value.ends_with(':') || opens != closes)
}

/// The day of `2021-08-24`, `2021-08-24T10:00:00+02:00`, `2021-08-24 10:00:00 +0200`, or of a date
/// in words that says its year.
fn date_of(path: &Path, whole: &str, said: &str) -> Result<IssueDate, Fault> {
    let in_words = || DateWords::find(said).filter(|date| date.year.is_some());
    let day = said.get(..10).and_then(|day| day.parse().ok()).or_else(|| {
        let date = in_words()?;
        format!("{:04}-{:02}-{:02}", date.year?, date.month, date.day).parse().ok()
    });
    day.ok_or_else(|| {
        let file = path.display().to_string();
        let at = whole.lines().position(|line| line.contains(said)).map_or(1, |line| line + 1);
        let line = at.to_string();
        Fault::theirs("import.date", &[("file", &file), ("line", &line), ("found", said)])
    })
}

fn take(fields: &mut Map<String, Value>, names: &[&str]) -> Option<Value> {
    let name =
        names.iter().find(|name| fields.get(**name).is_some_and(|value| !value.is_null()))?;
    fields.remove(*name)
}

/// A field that says one of our own words, as our issue folders do; any other word stays.
fn understood<T: DeserializeOwned>(fields: &mut Map<String, Value>, name: &str) -> Option<T> {
    let said = serde_json::from_value(fields.get(name)?.clone()).ok()?;
    fields.remove(name);
    Some(said)
}

/// A scalar's words.
fn words(value: &Value) -> String {
    match value {
        // A date of TOML is a table to those who only know JSON.
        Value::Object(fields) if fields.contains_key(TOML_DATE) => words(&fields[TOML_DATE]),
        Value::String(text) => text.trim().to_owned(),
        Value::Null => String::new(),
        Value::Array(values) => values.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields.get("name").map(words).unwrap_or_else(|| value.to_string()),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

fn list(value: &Value) -> Vec<String> {
    let found: Vec<String> = match value {
        Value::Array(values) => values.iter().map(words).collect(),
        other => words(other).split(',').map(|word| word.trim().to_owned()).collect(),
    };
    found.into_iter().filter(|word| !word.is_empty()).collect()
}

/// Those who sign. What a field says of them beyond their names stays in `fields`, and so do
/// names that no key can be made of.
fn authors_of(fields: &mut Map<String, Value>) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::new();
    for field in ["author", "authors", "auteur", "auteurs"] {
        let Some(value) = fields.remove(field) else { continue };
        let signers = match value {
            Value::Array(values) => values,
            Value::String(names) => list(&names.into()).into_iter().map(Value::String).collect(),
            other => vec![other],
        };
        let mut rest = Vec::new();
        for signer in signers {
            let name = words(&signer);
            let key: Option<AuthorKey> = slugify(&name).and_then(|slug| slug.parse().ok());
            let Some(key) = key else {
                rest.push(signer);
                continue;
            };
            if let Value::Object(mut said) = signer
                && said.remove("name").is_some()
                && !said.is_empty()
            {
                rest.push(said.into());
            }
            if authors.iter().all(|author| author.key != key) {
                authors.push(Author { key, name, initials: String::new(), bio: String::new() });
            }
        }
        if !rest.is_empty() {
            fields.insert(field.to_owned(), rest.into());
        }
    }
    authors
}

/// A file without a title in its front matter may give it as its first heading.
fn lift_title(text: &mut String) -> Option<String> {
    let body = text.trim_start_matches('\n');
    let first = body.lines().next()?;
    let title = first.strip_prefix("# ")?.trim().trim_end_matches('#').trim().to_owned();
    if title.is_empty() {
        return None;
    }
    let rest = body[first.len()..].trim_start_matches('\n').to_owned();
    *text = rest;
    Some(title)
}

/// Jekyll's `{% highlight x %}…{% endhighlight %}` as a fence, so that code stays code; the tags
/// stay as comments, so that nothing of the text is lost.
fn fenced(body: &str) -> String {
    if !body.contains("{% highlight") {
        return body.to_owned();
    }
    let fence = if body.contains("```") { "~~~~" } else { "```" };
    let mut out = String::with_capacity(body.len());
    for line in body.split_inclusive('\n') {
        let tag = line.trim();
        let indent = &line[..line.len() - line.trim_start().len()];
        let inside = tag.strip_prefix("{%").and_then(|rest| rest.strip_suffix("%}")).map(str::trim);
        match inside {
            Some("endhighlight") => {
                out.push_str(&format!("{indent}{fence}\n{indent}<!-- {tag} -->\n"));
            }
            Some(opening) if opening.starts_with("highlight ") => {
                let language = opening.split_whitespace().nth(1).unwrap_or_default();
                out.push_str(&format!("{indent}<!-- {tag} -->\n{indent}{fence}{language}\n"));
            }
            _ => out.push_str(line),
        }
    }
    out
}

/// What the front matter says that no field of ours holds goes to the end of the text: a reader
/// of the archive finds it, and no word is lost.
fn append_fields(text: &mut String, fields: &Map<String, Value>, language: &LanguageTag) {
    // Lexique des règles typographiques en usage à l’Imprimerie nationale: a no-break space before.
    let colon = if language.as_str().starts_with("fr") { "\u{a0}:" } else { ":" };
    let mut lines = Vec::new();
    for (key, value) in fields {
        spread(key, value, colon, &mut lines);
    }
    if lines.is_empty() {
        return;
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str("\n---\n\n");
    for line in lines {
        text.push_str("- ");
        text.push_str(&line);
        text.push('\n');
    }
}

fn spread(name: &str, value: &Value, colon: &str, lines: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Object(fields) if !fields.contains_key(TOML_DATE) => {
            for (key, value) in fields {
                spread(&format!("{name} / {key}"), value, colon, lines);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| spread(name, value, colon, lines)),
        scalar => {
            let said = words(scalar).replace('\n', " ");
            let address = said.starts_with("http://") || said.starts_with("https://");
            let said = if address { format!("<{said}>") } else { said };
            lines.push(format!("{name}{colon} {said}"));
        }
    }
}
