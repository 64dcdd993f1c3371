//! The clock of downloads: when a file was retrieved, and how long to wait. No result depends on it.

#![expect(
    clippy::disallowed_methods,
    reason = "the time of a download is recorded, and limits an hour are kept"
)]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A moment in whole seconds since 1970-01-01T00:00:00Z.
pub type Seconds = u64;

/// Tells the time and waits; tests bring their own.
pub trait Clock {
    fn now(&self) -> Seconds;
    fn sleep(&self, duration: Duration);
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Seconds {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        since.map_or(0, |since| since.as_secs())
    }

    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }
}
