//! A second window on a newsroom that is open: it knocks, and the first comes to the front.
//!
//! A knock is a file in the inbox, which is looked at all the time and on every system.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use crate::Desk;

/// How long whoever has the newsroom may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);
const GLANCE: Duration = Duration::from_millis(50);

/// Brings a window to the front.
pub(crate) type Show = Box<dyn Fn() + Send + Sync>;

fn file(inbox: &Path) -> PathBuf {
    inbox.join(".knock")
}

/// Asks the window that has the newsroom in `folder` to come to the front; answers whether there
/// is one that does.
pub fn knock(folder: &Path) -> bool {
    let knock = file(&folder.join("inbox"));
    if fs::write(&knock, "").is_err() {
        return false;
    }
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        if !knock.exists() {
            return true;
        }
        thread::sleep(GLANCE);
    }
    fs::remove_file(&knock).is_err()
}

impl Desk {
    /// Names what brings this newsroom's window to the front, once.
    pub fn show_with(&self, show: impl Fn() + Send + Sync + 'static) {
        // A second window of the same desk would be shown by the first one's means.
        self.show.set(Box::new(show)).ok();
    }

    /// Answers a knock. A desk without a window leaves it, and who knocked says why it is refused.
    pub(crate) fn answer_knock(&self, inbox: &Path) {
        if let Some(show) = self.show.get()
            && fs::remove_file(file(inbox)).is_ok()
        {
            show();
        }
    }
}
