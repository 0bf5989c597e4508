//! Rights of reply: a reply comes, the law counts three days, the web page prints it after the
//! article, and the next issue is offered it.

use newsroom::{
    ArticleKind, IssueDate, ReplyState, RightOfReply,
    right_of_reply::{last_day_to_ask, longest_reply},
};
use serde_json::json;
use store::{Printable, Replied, Writer};

use crate::{
    Desk, Fault,
    corrections::{Piece, Published},
    texts::counts,
    wire::{
        events::Event,
        rights_of_reply::{DecideReply, PrintReply, ReceiveReply, ReplyDecision, ReplyView},
    },
    words::Words,
};

pub(crate) fn list_replies(desk: &Desk, (): ()) -> Result<Vec<ReplyView>, Fault> {
    let replies = desk.store.read(|reader| reader.rights_of_reply())?;
    let mut views =
        replies.into_iter().map(|it| desk.view_of(it)).collect::<Result<Vec<_>, Fault>>()?;
    // What waits comes first, the nearest day first.
    views.sort_by_key(|view| (view.state != ReplyState::Received, view.due));
    Ok(views)
}

pub(crate) fn receive_reply(desk: &Desk, ask: ReceiveReply) -> Result<Vec<ReplyView>, Fault> {
    if ask.person.trim().is_empty() || ask.text.trim().is_empty() {
        return Err(Fault::theirs("reply.empty", &[]));
    }
    let Published { issue, own: article, .. } = desk.published(ask.draft)?;
    if ask.received > desk.clock.today() {
        return Err(Fault::theirs("reply.received", &[("date", &ask.received.to_string())]));
    }
    let who = desk.known_person()?;
    let at = desk.clock.now();
    desk.store.write(|writer| {
        let slug = article.draft.slug.clone();
        let reply = RightOfReply {
            rank: writer.next_reply(issue, &slug)?,
            person: ask.person.trim().to_owned(),
            received: ask.received,
            text: ask.text.trim().to_owned(),
            state: ReplyState::Received,
            decided: None,
            reason: String::new(),
            printed_in: None,
            who: who.clone(),
            at,
        };
        let what = json!({
            "issue": issue, "article": slug, "rank": reply.rank, "person": reply.person,
            "received": reply.received, "text": reply.text, "who": who,
        });
        writer.keep_reply(&Replied { issue, slug, reply })?;
        writer.record("receive_reply", Some(ask.draft), &what, at)
    })?;
    desk.tell(&Event::IssueChanged { date: issue });
    list_replies(desk, ())
}

/// Prints a reply on the web page, or refuses it.
pub(crate) fn decide_reply(desk: &Desk, ask: DecideReply) -> Result<Vec<ReplyView>, Fault> {
    let reason = ask.reason.trim();
    if ask.decision == ReplyDecision::Refuse && reason.is_empty() {
        return Err(Fault::theirs("remark.reason", &[]));
    }
    let mut replied = desk.reply(ask.issue, ask.slug.as_str(), ask.rank)?;
    if replied.reply.state == ReplyState::Published {
        return Err(Fault::theirs("store.closed", &[("what", "reply")]));
    }
    (replied.reply.state, replied.reply.reason) = match ask.decision {
        ReplyDecision::Publish => (ReplyState::Published, String::new()),
        ReplyDecision::Refuse => (ReplyState::Refused, reason.to_owned()),
    };
    replied.reply.decided = Some(desk.clock.today());
    desk.keep_reply("decide_reply", replied)
}

/// Founds a story that prints a published reply in an issue in preparation.
pub(crate) fn print_reply(desk: &Desk, ask: PrintReply) -> Result<Vec<ReplyView>, Fault> {
    let mut replied = desk.reply(ask.issue, ask.slug.as_str(), ask.rank)?;
    let reply = &replied.reply;
    if reply.state != ReplyState::Published {
        return Err(Fault::theirs("reply.printed", &[]));
    }
    let words = Words::of(desk.store.read(|reader| reader.publication())?.locale);
    let params = [
        ("person".to_owned(), reply.person.clone()),
        ("reference".to_owned(), format!("[[{}#{}]]", ask.issue, ask.slug)),
        ("text".to_owned(), as_markdown(&reply.text)),
    ];
    let params = params.into_iter().collect();
    let (headline, text) =
        (words.say("reply.headline", &params), words.say("reply.print", &params));
    let piece = Piece { kind: ArticleKind::Story, headline, keyword: String::new(), text };
    let of = (ask.issue, &ask.slug, Printable::Reply(ask.rank));
    replied.reply.who = desk.known_person()?;
    replied.reply.printed_in = Some(ask.into);
    desk.print_in(ask.into, of, &piece, |writer, at| {
        replied.reply.at = at;
        keep(writer, "print_reply", &replied)
    })?;
    list_replies(desk, ())
}

fn keep(writer: &Writer<'_>, act: &str, replied: &Replied) -> store::Result<()> {
    let Replied { issue, slug, reply } = replied;
    let what = json!({
        "issue": issue, "article": slug, "rank": reply.rank, "state": reply.state,
        "reason": reply.reason, "printed_in": reply.printed_in, "who": reply.who,
    });
    writer.keep_reply(replied)?;
    writer.record(act, None, &what, reply.at)?;
    Ok(())
}

/// Plain words as a text writes them: no sign of theirs means anything else.
fn as_markdown(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.chars() {
        if r"\`*_[]<>#|~!&".contains(letter) {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

impl Desk {
    fn reply(&self, issue: IssueDate, slug: &str, rank: u32) -> Result<Replied, Fault> {
        let found = self.store.read(|reader| reader.replies_to(issue))?;
        let found = found.into_iter().find(|it| it.slug.as_str() == slug && it.reply.rank == rank);
        found.ok_or_else(|| Fault::missing("reply", slug))
    }

    /// Keeps what was decided, in the name of who is at this machine.
    fn keep_reply(&self, act: &str, mut replied: Replied) -> Result<Vec<ReplyView>, Fault> {
        let at = self.clock.now();
        replied.reply.who = self.known_person()?;
        replied.reply.at = at;
        self.store.write(|writer| keep(writer, act, &replied))?;
        self.tell(&Event::IssueChanged { date: replied.issue });
        list_replies(self, ())
    }

    fn view_of(&self, replied: Replied) -> Result<ReplyView, Fault> {
        let Replied { issue, slug, reply } = replied;
        let proof = self.store.read(|reader| reader.proof(issue))?;
        let article = proof.as_ref().and_then(|proof| proof.articles.get(&slug));
        let article = article.ok_or_else(|| Fault::missing("draft", &slug))?;
        let (due, today) = (reply.due(), self.clock.today());
        let latest = last_day_to_ask(issue);
        Ok(ReplyView {
            issue,
            draft: article.draft.id,
            headline: article.draft.headline.clone(),
            rank: reply.rank,
            due,
            waits: reply.state == ReplyState::Received,
            overdue: reply.state == ReplyState::Received && due < today,
            latest,
            in_time: reply.received <= latest,
            signs: reply.signs(),
            longest: longest_reply(counts(&markup::parse(&article.text)).signs),
            person: reply.person,
            received: reply.received,
            text: reply.text,
            state: reply.state,
            decided: reply.decided,
            reason: reply.reason,
            printed_in: reply.printed_in,
            who: reply.who,
            slug,
        })
    }
}
