//! What the paths given hold, read and understood, before anything is kept.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use newsroom::{
    Author, AuthorKey, Draft, DraftId, DraftSlug, Illustration, IllustrationKey, IssueDate,
    IssuePlan, IssueState, LanguageTag, LineUp, Passport, Publication, Slot, SlotRole, slugify,
};

use super::{
    front_matter::{self, Matter},
    loose::{self, Loose},
    read,
};
use crate::{
    Desk, Fault,
    issue_folder::{ARTICLES, AUTHORS, ArticleMatter, ISSUE, IssueFile, PICTURES, PUBLICATION},
    prints::prove,
};

/// Everything that an import would keep.
#[derive(Default)]
pub(crate) struct Intake {
    pub(crate) publication: Option<Publication>,
    pub(crate) authors: BTreeMap<AuthorKey, Signer>,
    pub(crate) pictures: BTreeMap<IllustrationKey, IncomingPicture>,
    pub(crate) drafts: Vec<IncomingDraft>,
    pub(crate) issues: BTreeMap<IssueDate, IncomingIssue>,
    pub(crate) skipped: Vec<String>,
}

/// Someone who signs: a record, or a name that stands for one only if there is none.
pub(crate) struct Signer {
    pub(crate) author: Author,
    pub(crate) is_record: bool,
}

/// A picture and what its file says of it.
pub(crate) struct IncomingPicture {
    pub(crate) picture: Illustration,
    pub(crate) bytes: Vec<u8>,
    /// Whether it came with a passport; without one, what is known of it stays.
    pub(crate) has_passport: bool,
}

/// A draft and its text.
pub(crate) struct IncomingDraft {
    pub(crate) draft: Draft,
    pub(crate) text: String,
    pub(crate) file: String,
    /// The file gives the draft's identity.
    pub(crate) identified: bool,
    /// The issue folder it stands in.
    pub(crate) folder: Option<IssueDate>,
    /// A loose file of a past day: it enters the archive under its date.
    pub(crate) archived: bool,
}

/// An issue's plan.
pub(crate) struct IncomingIssue {
    pub(crate) plan: IssuePlan,
    pub(crate) state: IssueState,
}

/// Whether a file's name says that it can be imported.
pub(crate) fn is_importable(path: &Path) -> bool {
    is_markdown(path) || is_picture(path)
}

fn ends(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_lowercase();
    extensions.contains(&extension.as_str())
}

fn is_markdown(path: &Path) -> bool {
    ends(path, &["md", "markdown", "mdown"])
}

fn is_picture(path: &Path) -> bool {
    ends(path, &["jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "svg", "avif", "heic", "heif"])
}

/// Reads everything under `paths`.
pub(crate) fn gather(desk: &Desk, paths: &[PathBuf]) -> Result<Intake, Fault> {
    let language = desk.store.read(|reader| reader.publication())?.locale.into();
    let mut gathering = Gathering { desk, language, intake: Intake::default() };
    for path in paths {
        gathering.take(path, true)?;
    }
    Ok(gathering.intake)
}

struct Gathering<'a> {
    desk: &'a Desk,
    language: LanguageTag,
    intake: Intake,
}

impl Gathering<'_> {
    /// Takes what stands at `path`. What is asked for by name must be of use; what is met on the
    /// way may be left alone.
    fn take(&mut self, path: &Path, asked: bool) -> Result<(), Fault> {
        // A link met on the way could lead anywhere; one that was asked for leads where one knows.
        let kind = if asked { fs::metadata(path) } else { fs::symlink_metadata(path) };
        let kind = kind.map_err(Fault::file(path))?;
        let shown = path.display().to_string();
        if kind.is_dir() {
            return if read::is_own(&path.join(ISSUE)) {
                self.issue(path)
            } else {
                self.folder(path)
            };
        }
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        match name {
            _ if !kind.is_file() => self.intake.skipped.push(shown),
            PUBLICATION => self.publication(path)?,
            AUTHORS => self.authors(path)?,
            _ if is_markdown(path) => self.loose(path)?,
            _ if is_picture(path) => self.loose_picture(path)?,
            _ if asked => return Err(Fault::theirs("import.nothing", &[("file", &shown)])),
            _ if ends(path, &["yaml"]) && has_picture(path) => {}
            _ => self.intake.skipped.push(shown),
        }
        Ok(())
    }

    fn folder(&mut self, folder: &Path) -> Result<(), Fault> {
        for entry in read::entries(folder)? {
            self.take(&entry, false)?;
        }
        Ok(())
    }

    /// The files of a part of an issue's folder. A link could lead anywhere: it is left alone.
    fn part(&mut self, folder: PathBuf) -> Result<Vec<PathBuf>, Fault> {
        let all = if folder.is_symlink() { vec![folder] } else { read::entries(&folder)? };
        let (own, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|path| read::is_own(path));
        self.intake.skipped.extend(others.iter().map(|path| path.display().to_string()));
        Ok(own)
    }

    fn publication(&mut self, path: &Path) -> Result<(), Fault> {
        let publication: Publication = read::yaml_file(path)?;
        self.language = publication.locale.into();
        self.intake.publication = Some(publication);
        Ok(())
    }

    fn authors(&mut self, path: &Path) -> Result<(), Fault> {
        for author in read::yaml_file::<Vec<Author>>(path)? {
            let signer = Signer { is_record: true, author };
            self.intake.authors.insert(signer.author.key.clone(), signer);
        }
        Ok(())
    }

    fn issue(&mut self, folder: &Path) -> Result<(), Fault> {
        if read::is_own(&folder.join(PUBLICATION)) {
            self.publication(&folder.join(PUBLICATION))?;
        }
        if read::is_own(&folder.join(AUTHORS)) {
            self.authors(&folder.join(AUTHORS))?;
        }
        let file = folder.join(ISSUE);
        let issue: IssueFile = read::yaml_file(&file)?;
        let date = issue.date;
        let past = date < self.desk.clock.today();
        let state = match issue.state {
            Some(IssueState::Preparing) => IssueState::Preparing,
            Some(IssueState::Published | IssueState::Archived) => IssueState::Archived,
            None if past => IssueState::Archived,
            None => IssueState::Preparing,
        };
        let mut found = Vec::new();
        for path in self.part(folder.join(ARTICLES))?.iter().filter(|path| is_markdown(path)) {
            found.push(self.article(path, date)?);
        }
        for (slug, _) in issue.line_up.articles() {
            if !found.contains(slug) {
                let file = file.display().to_string();
                let params = [("file", file.as_str()), ("article", slug.as_str())];
                return Err(Fault::theirs("import.article", &params));
            }
        }
        for path in self.part(folder.join(PICTURES))? {
            if is_picture(&path) {
                self.picture(&path, true)?;
            } else if ends(&path, &["yaml"]) && !has_picture(&path) {
                let file = path.display().to_string();
                return Err(Fault::theirs("import.sidecar", &[("file", &file)]));
            }
        }
        let plan = issue.plan();
        if self.intake.issues.insert(date, IncomingIssue { plan, state }).is_some() {
            let (file, date) = (file.display().to_string(), date.to_string());
            return Err(Fault::theirs("import.twice", &[("file", &file), ("name", &date)]));
        }
        Ok(())
    }

    fn article(&mut self, path: &Path, date: IssueDate) -> Result<DraftSlug, Fault> {
        let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        let slug: DraftSlug = stem.parse().map_err(|_| bad_name(path))?;
        let whole = read::text(path)?;
        let parts = front_matter::part(path, &whole)?;
        let matter: ArticleMatter = match parts.matter {
            Some(Matter::Yaml(matter)) if !matter.trim().is_empty() => read::yaml(path, matter, 2)?,
            Some(Matter::Toml(matter)) => read::toml(path, matter)?,
            _ => ArticleMatter::default(),
        };
        let draft = Draft {
            id: matter.id.unwrap_or_else(|| self.desk.clock.draft_id()),
            slug: slug.clone(),
            kind: matter.kind,
            state: matter.state,
            language: matter.language.unwrap_or_else(|| self.language.clone()),
            kicker: matter.kicker,
            headline: matter.headline,
            standfirst: matter.standfirst,
            keyword: matter.keyword,
            authors: matter.authors,
            illustration: matter.illustration,
            link: matter.link,
            source: matter.source,
            date: matter.date,
            tags: matter.tags,
            origin: matter.origin,
        };
        self.intake.drafts.push(IncomingDraft {
            draft,
            text: parts.body.to_owned(),
            file: path.display().to_string(),
            identified: matter.id.is_some(),
            folder: Some(date),
            archived: false,
        });
        Ok(slug)
    }

    fn loose(&mut self, path: &Path) -> Result<(), Fault> {
        let identity: DraftId = self.desk.clock.draft_id();
        let Loose { draft, text, authors, unfinished } =
            loose::read(path, self.language.clone(), identity)?;
        for author in authors {
            self.intake
                .authors
                .entry(author.key.clone())
                .or_insert(Signer { author, is_record: false });
        }
        let today = self.desk.clock.today();
        let archived = !unfinished && draft.date.is_some_and(|date| date < today);
        self.intake.drafts.push(IncomingDraft {
            draft,
            text,
            file: path.display().to_string(),
            identified: false,
            folder: None,
            archived,
        });
        Ok(())
    }

    fn loose_picture(&mut self, path: &Path) -> Result<(), Fault> {
        self.picture(path, false)
    }

    /// The name of a picture that no issue folder names: its file's, after its folder's when
    /// another picture has that name already.
    fn loose_key(&self, path: &Path, bytes: &[u8]) -> Result<IllustrationKey, Fault> {
        let named = |path: &Path| path.file_stem().and_then(OsStr::to_str).map(str::to_owned);
        let stem = named(path).unwrap_or_default();
        let above = path.parent().and_then(named).unwrap_or_default();
        let hash = imaging::hash(bytes);
        // The same file under another name is the same picture.
        if let Some(known) = self.desk.store.read(|reader| reader.illustration_of(&hash))? {
            return Ok(known.key);
        }
        let free = |key: &IllustrationKey| {
            self.intake.pictures.get(key).is_none_or(|taken| taken.picture.hash == hash)
        };
        let mut key: IllustrationKey = slugify(&stem).unwrap_or_else(|| "image".into()).parse()?;
        if !free(&key) {
            let longer = slugify(&format!("{above} {stem}"));
            key = longer.unwrap_or_else(|| "image-2".into()).parse()?;
        }
        Ok(key)
    }

    fn picture(&mut self, path: &Path, in_folder: bool) -> Result<(), Fault> {
        let file = path.display().to_string();
        let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        let bytes = read::bytes(path, imaging::HEAVIEST)?;
        let key = if in_folder {
            stem.parse().map_err(|_| bad_name(path))?
        } else {
            self.loose_key(path, &bytes)?
        };
        let sidecar = path.with_extension("yaml");
        let has_passport = read::is_own(&sidecar);
        let passport: Passport =
            if has_passport { read::yaml_file(&sidecar)? } else { inscribed(&bytes) };
        let picture = illustration(key.clone(), &file, &bytes, passport)?;
        let incoming = IncomingPicture { picture, bytes, has_passport };
        if let Some(before) = self.intake.pictures.insert(key.clone(), incoming)
            && before.picture.hash != imaging::hash(&self.intake.pictures[&key].bytes)
        {
            let params = [("file", file.as_str()), ("name", key.as_str())];
            return Err(Fault::theirs("import.twice", &params));
        }
        Ok(())
    }
}

/// A picture that has no file, under a name of its own.
pub(crate) fn without_file(
    desk: &Desk,
    name: &str,
    bytes: Vec<u8>,
) -> Result<(Illustration, Intake), Fault> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let base = slugify(stem).unwrap_or_else(|| "image".into());
    let taken = desk.store.read(|reader| reader.illustrations())?;
    let free = |key: &String| taken.iter().all(|picture| picture.key.as_str() != key);
    let mut ranked = (2_u32..).map(|rank| format!("{base}-{rank}"));
    let key = Some(base.clone()).filter(free).or_else(|| ranked.find(free)).unwrap_or_default();
    let picture = illustration(key.parse()?, name, &bytes, inscribed(&bytes))?;
    let mut intake = Intake::default();
    let incoming = IncomingPicture { picture: picture.clone(), bytes, has_passport: false };
    intake.pictures.insert(picture.key.clone(), incoming);
    Ok((picture, intake))
}

/// The passport that a file gives itself, for a person to read again.
fn inscribed(bytes: &[u8]) -> Passport {
    let found = imaging::inscribed(bytes);
    Passport {
        alt: found.alt,
        caption: found.caption,
        credit: Some(found.credit),
        source: found.source,
        licence: found.licence,
        expires: found.expires,
        digital_source: found.digital_source.unwrap_or_default(),
        ..Passport::default()
    }
    .tidied()
}

/// The record of the picture of these bytes.
fn illustration(
    key: IllustrationKey,
    file: &str,
    bytes: &[u8],
    passport: Passport,
) -> Result<Illustration, Fault> {
    let refused = |error| Fault::picture(file, &error);
    let examined = imaging::examine(bytes).map_err(refused)?;
    let picture = Illustration::of_file(key, imaging::hash(bytes), examined);
    // A header may lie about the pixels: they are decoded before anything is kept.
    Ok(prove(picture, bytes).map_err(refused)?.with_passport(passport))
}

/// The plan of an issue of the archive that loose files make: the first leads.
pub(crate) fn archive_plan(date: IssueDate, number: u32, title: &str) -> IssuePlan {
    IssuePlan { title: title.to_owned(), ..IssuePlan::new(date, number) }
}

/// Adds `slug` at the end of the stories of `plan`.
pub(crate) fn add_story(plan: &mut IssuePlan, slug: &DraftSlug) -> Result<(), Fault> {
    let mut slots = plan.line_up.slots().to_vec();
    let role = if slots.is_empty() { SlotRole::Lead } else { SlotRole::Story };
    slots.push(Slot { articles: vec![slug.clone()], ..Slot::empty(role) });
    plan.line_up = LineUp::new(slots)?;
    Ok(())
}

/// The name of `path` cannot be the name of what it holds.
fn bad_name(path: &Path) -> Fault {
    Fault::theirs("key.invalid", &[("key", &path.display().to_string())])
}

/// Whether a passport has its picture beside it.
fn has_picture(passport: &Path) -> bool {
    ["jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "svg", "JPG", "JPEG", "PNG", "TIF"]
        .iter()
        .any(|extension| read::is_own(&passport.with_extension(extension)))
}
