//! How many requests the OECD has had in the last hour, across runs.

use serde::{Deserialize, Serialize};

use super::clock::Seconds;

/// The hour in which requests are counted.
const WINDOW: Seconds = 3_600;

/// The moments of the requests of the last hour, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RequestLog {
    #[serde(default)]
    oecd: Vec<Seconds>,
}

impl RequestLog {
    /// Reads a log; one that cannot be read counts as empty.
    pub(super) fn parse(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    pub(super) fn text(&self) -> String {
        // Numbers in a list have a form in JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The moment from which another request is allowed; none if it is allowed now.
    ///
    /// A clock that was set back does not keep anybody waiting: moments after `now` do not count.
    pub(super) fn free_from(&self, now: Seconds, limit: u32) -> Option<Seconds> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let recent: Vec<Seconds> = self.recent(now).collect();
        // When the oldest of the last `limit` requests is an hour ago, there is room for one more.
        let oldest = recent.len().checked_sub(limit)?;
        recent.get(oldest).map(|moment| moment + WINDOW)
    }

    /// Notes a request and forgets those that no longer count.
    pub(super) fn note(&mut self, now: Seconds) {
        let mut kept: Vec<Seconds> = self.recent(now).collect();
        kept.push(now);
        self.oecd = kept;
    }

    fn recent(&self, now: Seconds) -> impl Iterator<Item = Seconds> {
        let counts = move |moment: &Seconds| *moment <= now && now - *moment < WINDOW;
        self.oecd.iter().copied().filter(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_holds_for_any_hour() {
        let mut log = RequestLog::default();
        for second in [1_000, 1_010, 1_020] {
            assert_eq!(log.free_from(second, 3), None);
            log.note(second);
        }
        assert_eq!(log.free_from(1_030, 3), Some(4_600));
        assert_eq!(log.free_from(1_030, 2), Some(4_610));
        assert_eq!(log.free_from(4_599, 3), Some(4_600));
        assert_eq!(log.free_from(4_600, 3), None);
    }

    #[test]
    fn a_clock_that_was_set_back_and_a_spoilt_log_do_not_block() {
        let log = RequestLog::parse("{\"oecd\":[5000,5001]}");
        assert_eq!(log.free_from(5_002, 2), Some(8_600));
        assert_eq!(log.free_from(4_000, 2), None);
        assert_eq!(RequestLog::parse("nonsense"), RequestLog::default());
        assert_eq!(RequestLog::parse(&log.text()), log);
    }

    #[test]
    fn old_requests_are_forgotten() {
        let mut log = RequestLog::parse("{\"oecd\":[10,20,9000]}");
        log.note(9_100);
        assert_eq!(log.text(), "{\"oecd\":[9000,9100]}");
    }
}
