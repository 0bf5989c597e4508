//! A clock that stands still unless a test moves it, and identities that can be foretold.

use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64, Ordering},
};

use desk::Clock;
use newsroom::{DraftId, IssueDate, TimeOfDay};

/// The clock of the tests: Sunday 22 November 2026.
#[derive(Clone, Default)]
pub(crate) struct TestClock {
    later: Arc<AtomicI64>,
    drafts: Arc<AtomicU64>,
}

impl TestClock {
    /// Lets `milliseconds` pass.
    pub(crate) fn pass(&self, milliseconds: i64) {
        self.later.fetch_add(milliseconds, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> i64 {
        1_795_305_600_000 + self.later.load(Ordering::SeqCst)
    }

    fn today(&self) -> IssueDate {
        "2026-11-22".parse().unwrap()
    }

    fn moment(&self, day: IssueDate, hour: TimeOfDay) -> Option<i64> {
        let day = day.day().duration_since("1970-01-01".parse::<IssueDate>().ok()?.day());
        let minutes = i64::from(hour.time().hour()) * 60 + i64::from(hour.time().minute());
        Some(day.as_secs() * 1000 + minutes * 60_000)
    }

    fn draft_id(&self) -> DraftId {
        let rank = self.drafts.fetch_add(1, Ordering::SeqCst);
        format!("01930000-0000-7000-8000-{rank:012x}").parse().unwrap()
    }
}
