//! When the next request may be sent.

use std::time::Duration;

use super::clock::Clock;
use super::limits::RequestLog;
use super::record::rfc3339;
use super::service::Service;
use super::store::Store;
use super::trouble::Trouble;
use crate::settings::FetchSettings;

/// The limits of the services during a run.
pub(super) struct Pace<'a> {
    clock: &'a dyn Clock,
    log: RequestLog,
    /// Requests to the OECD in an hour.
    limit: u32,
    /// Between two calls of UN Comtrade.
    pause: Duration,
    /// Whether to wait when the limit is reached.
    waits: bool,
    has_asked_comtrade: bool,
}

impl<'a> Pace<'a> {
    pub(super) fn new(settings: &FetchSettings, waits: bool, store: &Store, clock: &'a dyn Clock) -> Self {
        Self {
            clock,
            log: RequestLog::parse(&store.log()),
            limit: settings.limit_per_hour,
            pause: Duration::from_millis(settings.pause_ms),
            waits,
            has_asked_comtrade: false,
        }
    }

    /// Waits until a request is allowed, and notes it.
    ///
    /// Fails where the limit of the OECD is reached and the run shall not wait.
    pub(super) fn before(&mut self, service: Service, store: &Store, tell: &dyn Fn(&str)) -> Result<(), Trouble> {
        if service.is_oecd() {
            let now = self.clock.now();
            if let Some(until) = self.log.free_from(now, self.limit) {
                if !self.waits {
                    return Err(Trouble::Limit { until });
                }
                tell(&format!(
                    "the OECD allows {} requests an hour: waiting until {}",
                    self.limit,
                    rfc3339(until)
                ));
                self.clock.sleep(Duration::from_secs(until.saturating_sub(now)));
            }
            self.log.note(self.clock.now());
            store.write_log(&self.log.text())?;
        }
        if service == Service::Trade {
            if self.has_asked_comtrade {
                self.clock.sleep(self.pause);
            }
            self.has_asked_comtrade = true;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

    use super::*;

    /// A clock that stands still until somebody sleeps.
    struct FakeClock(Cell<u64>);

    impl Clock for FakeClock {
        fn now(&self) -> u64 {
            self.0.get()
        }

        fn sleep(&self, duration: Duration) {
            self.0.set(self.0.get() + duration.as_secs());
        }
    }

    #[test]
    fn the_limit_of_an_hour_is_kept_across_runs() {
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        let store = Store::new(folder.path().to_owned());
        let settings = FetchSettings {
            limit_per_hour: 2,
            ..FetchSettings::default()
        };
        let clock = FakeClock(Cell::new(10_000));
        let said = RefCell::new(Vec::new());
        let tell = |line: &str| said.borrow_mut().push(line.to_owned());
        let mut first = Pace::new(&settings, true, &store, &clock);
        first.before(Service::Icio, &store, &tell).expect("allowed");
        clock.sleep(Duration::from_secs(60));
        first.before(Service::Tiva, &store, &tell).expect("allowed");
        assert!(said.borrow().is_empty());

        let mut hasty = Pace::new(&settings, false, &store, &clock);
        let refused = hasty.before(Service::Icio, &store, &tell);
        assert!(matches!(refused, Err(Trouble::Limit { until: 13_600 })), "{refused:?}");

        let mut patient = Pace::new(&settings, true, &store, &clock);
        patient
            .before(Service::Icio, &store, &tell)
            .expect("allowed after a wait");
        assert_eq!(clock.now(), 13_600);
        assert_eq!(
            *said.borrow(),
            ["the OECD allows 2 requests an hour: waiting until 1970-01-01T03:46:40Z"]
        );
    }

    #[test]
    fn calls_of_comtrade_are_a_pause_apart_and_others_are_not() {
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        let store = Store::new(folder.path().to_owned());
        let settings = FetchSettings {
            pause_ms: 3_000,
            ..FetchSettings::default()
        };
        let clock = FakeClock(Cell::new(0));
        let mut pace = Pace::new(&settings, true, &store, &clock);
        for (service, moment) in [
            (Service::Trade, 0),
            (Service::Gdp, 0),
            (Service::Trade, 3),
            (Service::Trade, 6),
        ] {
            pace.before(service, &store, &|_| {}).expect("allowed");
            assert_eq!(clock.now(), moment);
        }
    }
}
