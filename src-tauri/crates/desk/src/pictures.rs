//! The picture desk: the library, and the passport without which no picture is printed.

use std::collections::BTreeMap;

use base64::prelude::{BASE64_STANDARD as BASE64, Engine};
use jiff::ToSpan;
use newsroom::{
    Author, AuthorKey, DraftState, Illustration, IllustrationKey, IssueDate, Publication,
    RightsSearch,
};
use serde_json::json;
use store::Reader;

use crate::{
    Desk, Fault,
    drafts::illustration_label,
    prints::prove,
    wire::{
        events::Event,
        pictures::{
            PictureFlag, PictureLine, PictureUse, PictureView, ReplacePicture, SavePassport,
        },
    },
};

/// Rights that end within so many days are told of.
const SOON: i32 = 30;

pub(crate) fn list_pictures(desk: &Desk, (): ()) -> Result<Vec<PictureLine>, Fault> {
    // What is being typed may call for a picture.
    desk.fold_quiet_texts(0)?;
    let today = desk.clock.today();
    Ok(desk.store.read(|reader| {
        let judge = Judge::new(reader, today)?;
        let uses = reader.picture_uses()?;
        let binned = reader.binned_pictures()?;
        let pictures = reader.illustrations()?;
        Ok(pictures
            .iter()
            .map(|picture| {
                let used = uses.get(&picture.key).copied().unwrap_or_default();
                line(&judge, picture, used, binned.get(&picture.key).copied())
            })
            .collect())
    })?)
}

pub(crate) fn read_picture(desk: &Desk, key: IllustrationKey) -> Result<PictureView, Fault> {
    desk.fold_quiet_texts(0)?;
    let today = desk.clock.today();
    Ok(desk.store.read(|reader| {
        let judge = Judge::new(reader, today)?;
        let picture = reader.illustration(&key)?;
        let uses = reader.uses_of(&key)?;
        let used = u32::try_from(uses.len()).unwrap_or(u32::MAX);
        let unwritten = Illustration { credit: None, ..picture.clone() };
        Ok(PictureView {
            credit: judge.credit(&picture),
            composed: judge.credit(&unwritten),
            print: rendition::whole(&picture)
                .into_iter()
                .next()
                .map_or_else(String::new, |it| it.name),
            flags: judge.flags(&picture, used),
            passport: picture.passport(),
            picture,
            uses: uses.into_iter().map(used_in).collect(),
        })
    })?)
}

pub(crate) fn save_passport(desk: &Desk, ask: SavePassport) -> Result<PictureView, Fault> {
    let at = desk.clock.now();
    desk.change(|writer| {
        let before = writer.illustration(&ask.key)?;
        let after = before.clone().with_passport(ask.passport.tidied());
        if let Some(author) = &after.author {
            writer.author(author)?;
        }
        if after != before {
            writer.save_illustration(&after)?;
            writer.record("save_passport", None, &json!(after), at)?;
        }
        Ok(())
    })?;
    desk.tell(&Event::PicturesChanged);
    read_picture(desk, ask.key)
}

pub(crate) fn replace_picture(desk: &Desk, ask: ReplacePicture) -> Result<PictureView, Fault> {
    let bytes = BASE64
        .decode(&ask.bytes)
        .map_err(|why| Fault::ours("request.malformed", &[("why", &why.to_string())]))?;
    let examined = imaging::examine(&bytes).map_err(|why| Fault::picture(&ask.name, &why))?;
    let hash = imaging::hash(&bytes);
    let before = desk.store.read(|reader| reader.illustration(&ask.key))?;
    if before.hash == hash {
        return Err(Fault::theirs("picture.same", &[("file", &ask.name)]));
    }
    // Pixels that cannot be printed must not take the place of some that can.
    let after = prove(before.with_file(hash, examined), &bytes)
        .map_err(|why| Fault::picture(&ask.name, &why))?;
    desk.store.keep_original(&bytes, &after.hash)?;
    let at = desk.clock.now();
    desk.store.write(|writer| {
        writer.save_illustration(&after)?;
        writer.record("replace_picture", None, &json!(after), at)
    })?;
    desk.tell(&Event::PicturesChanged);
    read_picture(desk, ask.key)
}

pub(crate) fn bin_pictures(desk: &Desk, keys: Vec<IllustrationKey>) -> Result<(), Fault> {
    desk.fold_quiet_texts(0)?;
    let at = desk.clock.now();
    desk.change(|writer| {
        for key in &keys {
            let at_work = |used: &store::PictureUse| used.state != DraftState::Published;
            if let Some(used) = writer.uses_of(key)?.into_iter().find(at_work) {
                let params = [("picture", key.as_str()), ("article", used.headline.as_str())];
                return Err(Fault::theirs("picture.used", &params));
            }
            writer.bin_picture(key, at)?;
        }
        Ok(writer.record("bin_pictures", None, &json!(keys), at)?)
    })?;
    desk.tell(&Event::PicturesChanged);
    Ok(())
}

pub(crate) fn unbin_pictures(desk: &Desk, keys: Vec<IllustrationKey>) -> Result<(), Fault> {
    let at = desk.clock.now();
    desk.store.write(|writer| {
        for key in &keys {
            writer.unbin_picture(key)?;
        }
        writer.record("unbin_pictures", None, &json!(keys), at)
    })?;
    desk.tell(&Event::PicturesChanged);
    Ok(())
}

/// What judging a picture needs to know of the newsroom.
struct Judge {
    publication: Publication,
    authors: BTreeMap<AuthorKey, Author>,
    today: IssueDate,
    soon: IssueDate,
}

impl Judge {
    fn new(reader: &Reader<'_>, today: IssueDate) -> store::Result<Self> {
        let authors = reader.authors()?.into_iter().map(|it| (it.key.clone(), it)).collect();
        let soon = today.day().saturating_add(SOON.days()).into();
        Ok(Self { publication: reader.publication()?, authors, today, soon })
    }

    fn credit(&self, picture: &Illustration) -> String {
        let author = picture.author.as_ref().and_then(|key| self.authors.get(key));
        picture.credit_line(&self.publication, author)
    }

    fn flags(&self, picture: &Illustration, uses: u32) -> Vec<PictureFlag> {
        let credit = self.credit(picture);
        let ends = |by: IssueDate| picture.expires.is_some_and(|last| last < by);
        let unestablished = rendition::is_unestablished(&credit)
            && !picture.search.as_ref().is_some_and(RightsSearch::is_signed);
        let flags = [
            (PictureFlag::NoAlt, picture.alt.trim().is_empty() && !picture.decorative),
            (PictureFlag::NoCredit, credit.trim().is_empty()),
            (PictureFlag::Unsearched, unestablished),
            (PictureFlag::Expired, ends(self.today)),
            (PictureFlag::Expiring, !ends(self.today) && ends(self.soon)),
            (PictureFlag::Realistic, picture.digital_source.is_ai() && picture.realistic),
            (PictureFlag::Unused, uses == 0),
        ];
        flags.into_iter().filter_map(|(flag, raised)| raised.then_some(flag)).collect()
    }

    fn words(&self, picture: &Illustration) -> String {
        let author = picture.author.as_ref().and_then(|key| self.authors.get(key));
        let name = author.map_or("", |author| author.name.as_str());
        let tool = picture.tool.as_deref().unwrap_or_default();
        let words = [
            picture.key.as_str(),
            &picture.alt,
            &picture.caption,
            &self.credit(picture),
            name,
            tool,
            &picture.source,
            &picture.licence,
        ];
        words.join(" ")
    }
}

fn line(judge: &Judge, picture: &Illustration, uses: u32, binned_at: Option<i64>) -> PictureLine {
    let print = rendition::contact(picture);
    PictureLine {
        key: picture.key.clone(),
        label: illustration_label(picture).to_owned(),
        print: print.name,
        version: picture.hash.chars().take(12).collect(),
        width: print.width,
        height: print.height,
        credit: judge.credit(picture),
        words: judge.words(picture),
        flags: judge.flags(picture, uses),
        uses,
        binned_at,
    }
}

fn used_in(used: store::PictureUse) -> PictureUse {
    PictureUse {
        draft: used.draft,
        headline: used.headline,
        state: used.state,
        issue: used.issue,
        decided: used.decided,
        figure: used.figure,
    }
}
