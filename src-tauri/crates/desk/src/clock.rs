//! What the desk must be given: the time, and identities that nobody else has.

use jiff::{Timestamp, Zoned, tz::TimeZone};
use newsroom::{DraftId, IssueDate, NoteId, TimeOfDay};
use uuid::Uuid;

/// The time and new identities.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970.
    fn now(&self) -> i64;
    /// The day it is where the newsroom works.
    fn today(&self) -> IssueDate;
    /// The moment of `hour` on `day`, where the newsroom works, in milliseconds since 1970.
    fn moment(&self, day: IssueDate, hour: TimeOfDay) -> Option<i64>;
    /// An identity that no other draft has.
    fn draft_id(&self) -> DraftId;
    /// An identity that no other note has.
    fn note_id(&self) -> NoteId {
        NoteId(self.draft_id().0)
    }
}

/// The clock of the machine, and random identities that sort by time (UUID version 7).
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        Timestamp::now().as_millisecond()
    }

    fn today(&self) -> IssueDate {
        Zoned::now().date().into()
    }

    fn moment(&self, day: IssueDate, hour: TimeOfDay) -> Option<i64> {
        let moment = day.day().to_datetime(hour.time()).to_zoned(TimeZone::system());
        Some(moment.ok()?.timestamp().as_millisecond())
    }

    fn draft_id(&self) -> DraftId {
        DraftId(Uuid::now_v7())
    }
}
