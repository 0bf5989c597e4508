//! The ledger: everything that issues said to watch, what became of it, and what is due.

use std::collections::BTreeMap;

use markup::{BlockKind, inline_text};
use newsroom::{ArticleKind, IssueDate, IssueState, WatchState, dates::DateWords};
use serde_json::json;
use store::{CalloutText, Printable, Watched};

use crate::{
    Desk, Fault,
    corrections::Piece,
    wire::after::{DecideWatch, FollowWatch, WatchItem},
    words::Words,
};

/// The callouts that say what to watch, whatever a publication calls them.
const CALLOUTS: [&str; 2] = ["surveiller", "watch"];

/// What a callout says, and the fingerprint by which it is known again.
struct Item {
    mark: String,
    title: String,
    words: String,
}

pub(crate) fn list_watches(desk: &Desk, (): ()) -> Result<Vec<WatchItem>, Fault> {
    let (texts, decided, next) = desk.store.read(|reader| {
        let next = reader
            .issues()?
            .into_iter()
            .filter(|row| row.state == IssueState::Preparing)
            .map(|row| row.plan.date)
            .min();
        Ok((reader.texts_with_callouts(&CALLOUTS)?, reader.watches()?, next))
    })?;
    let today = next.unwrap_or_else(|| desk.clock.today());
    let decided: BTreeMap<_, _> =
        decided.into_iter().map(|it| ((it.issue, it.slug.clone(), it.mark.clone()), it)).collect();
    let mut items = Vec::new();
    for CalloutText { issue, draft, slug, headline, text } in texts {
        for Item { mark, title, words } in read(&text) {
            let known = decided.get(&(issue, slug.clone(), mark.clone()));
            let set = known.and_then(|known| known.due);
            let due = set.or_else(|| named_day(&format!("{title} {words}"), issue));
            let state = known.map_or(WatchState::Open, |known| known.state);
            let followed_in = known.and_then(|known| known.followed_in);
            items.push(WatchItem {
                issue,
                slug: slug.clone(),
                headline: headline.clone(),
                draft,
                mark,
                title,
                words,
                state,
                due,
                set: set.is_some(),
                is_due: state == WatchState::Open
                    && followed_in.is_none()
                    && due.is_some_and(|day| day <= today),
                followed_in,
                who: known.map(|known| known.who.clone()).unwrap_or_default(),
            });
        }
    }
    // What is due comes first, then what is open, then what is settled; the nearest day first.
    items.sort_by_key(|item| {
        let settled = item.state != WatchState::Open || item.followed_in.is_some();
        (!item.is_due, settled, item.due.is_none(), item.due, std::cmp::Reverse(item.issue))
    });
    Ok(items)
}

pub(crate) fn decide_watch(desk: &Desk, ask: DecideWatch) -> Result<Vec<WatchItem>, Fault> {
    let at = desk.clock.now();
    desk.store.write(|writer| {
        let before = writer.watches()?;
        let known = before
            .into_iter()
            .find(|it| it.issue == ask.issue && it.slug == ask.slug && it.mark == ask.mark);
        let watched = Watched {
            issue: ask.issue,
            slug: ask.slug.clone(),
            mark: ask.mark.clone(),
            state: ask.state,
            due: ask.due,
            followed_in: known.and_then(|known| known.followed_in),
            who: writer.person()?,
            at,
        };
        writer.watch(&watched)?;
        let what = json!({
            "issue": ask.issue, "article": ask.slug, "mark": ask.mark,
            "state": ask.state, "due": ask.due,
        });
        writer.record("decide_watch", None, &what, at)
    })?;
    list_watches(desk, ())
}

/// Founds a story that takes an item up again, with its cross-reference, in the issue of `into`.
pub(crate) fn follow_watch(desk: &Desk, ask: FollowWatch) -> Result<Vec<WatchItem>, Fault> {
    let items = list_watches(desk, ())?;
    let item = items
        .into_iter()
        .find(|it| it.issue == ask.issue && it.slug == ask.slug && it.mark == ask.mark)
        .ok_or_else(|| Fault::missing("watch", &ask.mark))?;
    let locale = desk.store.read(|reader| reader.publication())?.locale;
    let params = BTreeMap::from([
        ("words".to_owned(), item.words.clone()),
        ("reference".to_owned(), format!("[[{}#{}]]", ask.issue, ask.slug)),
    ]);
    let text = Words::of(locale).say("watch.text", &params);
    let headline = if item.title.is_empty() { &item.headline } else { &item.title };
    let piece = Piece {
        kind: ArticleKind::Story,
        headline: headline.clone(),
        keyword: String::new(),
        text,
    };
    let of = (ask.issue, &ask.slug, Printable::Watch(&ask.mark));
    desk.print_in(ask.into, of, &piece, |writer, at| {
        let watched = Watched {
            issue: ask.issue,
            slug: ask.slug.clone(),
            mark: ask.mark.clone(),
            state: item.state,
            due: item.due.filter(|_| item.set),
            followed_in: Some(ask.into),
            who: writer.person()?,
            at,
        };
        writer.watch(&watched)?;
        let what = json!({
            "issue": ask.issue, "article": ask.slug, "mark": ask.mark, "into": ask.into,
        });
        writer.record("follow_watch", None, &what, at)?;
        Ok(())
    })?;
    list_watches(desk, ())
}

/// The items of a text.
fn read(text: &str) -> Vec<Item> {
    let document = markup::parse(text);
    let mut items = Vec::new();
    for placed in &document.blocks {
        placed.block.each_block(&mut |block| {
            if let BlockKind::Callout { kind, title, blocks } = &block.kind
                && CALLOUTS.contains(&kind.as_str())
            {
                let title = title.as_deref().map(inline_text).unwrap_or_default();
                let words =
                    blocks.iter().flat_map(markup::Block::lines).collect::<Vec<_>>().join(" ");
                let mark = blake3::hash(format!("{title}\0{words}").as_bytes()).to_hex();
                items.push(Item { mark: mark[..16].to_owned(), title, words });
            }
        });
    }
    items
}

/// The first day that words name, if it comes after the issue that said them.
fn named_day(words: &str, issue: IssueDate) -> Option<IssueDate> {
    let date = DateWords::find(words)?;
    let day = match date.year {
        Some(_) => date.around(issue)?,
        // What is to be watched is to come: the next such day.
        None => date.after(issue)?,
    };
    (day > issue).then_some(day)
}
