use std::fmt;
use std::time::Duration;

use super::clock::Seconds;
use super::record::rfc3339;
use super::service::Service;

/// Why one request has not brought what was asked for.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The server answered with a failure.
    Status {
        status: u16,
        /// How long the server asks to wait.
        retry_after: Option<Duration>,
        /// Whether the answer says that too much was asked for at once.
        is_volume: bool,
    },
    /// No answer, or a part of one: a timeout, a broken connection.
    Connection(String),
    /// A request that cannot be made: a wrong address, a certificate that is not trusted.
    Request(String),
    /// The server would send the request with its key to another address.
    Redirected,
    /// The answer is not what it should be.
    Content(&'static str),
    /// The answer is larger than what is stored.
    TooLarge,
    /// As many records came as the service gives at most: some are missing.
    Truncated { records: usize },
    /// The service has no data.
    NoData,
    /// The limit of an hour is reached, and the run shall not wait.
    Limit { until: Seconds },
    /// The disk.
    Disk(String),
}

/// The longest wait that a server can ask for.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(120);
/// The longest wait by the rule of doubling.
const MAX_BACK_OFF: Duration = Duration::from_secs(60);

impl Trouble {
    /// How long to wait before the next attempt; none if another attempt cannot help.
    ///
    /// `attempt` counts from 1; the wait doubles from one second, and nothing in it is random.
    pub(super) fn retry(&self, service: Service, attempt: u32) -> Option<Duration> {
        let is_bank = service == Service::Gdp;
        match self {
            Self::Status { is_volume: true, .. } => None,
            Self::Status {
                status: 429 | 503,
                retry_after: Some(wait),
                ..
            } => Some((*wait).min(MAX_RETRY_AFTER)),
            Self::Status {
                status: 429 | 500 | 502 | 503 | 504,
                ..
            }
            | Self::Connection(_) => Some(back_off(attempt)),
            // The World Bank answers so under load.
            Self::Status { status: 403, .. } | Self::Content(_) if is_bank => Some(back_off(attempt)),
            _ => None,
        }
    }

    /// What a reader can do; `file` is where a file that was got by hand belongs.
    pub(super) fn hint(&self, service: Service, file: &str) -> String {
        let by_hand = match service {
            Service::Trade => {
                format!("choose the same on the site of UN Comtrade in a browser and save the CSV as {file}")
            }
            _ => format!("open that address in a browser and save the file as {file}"),
        };
        match self {
            Self::Status { is_volume: true, .. } => {
                "only asking for less helps: shorten the windows, or name fewer activities in [sectors]".to_owned()
            }
            Self::Status { status: 401 | 403, .. } if service == Service::Trade => {
                format!("check the key in the file of --comtrade-key-file; or {by_hand}")
            }
            Self::Redirected => "check `comtrade` in [fetch]: it must be the final address".to_owned(),
            Self::Status { status: 404, .. } if service == Service::Tiva => {
                format!("the economy, the years or the activities may not be in this edition; to see, {by_hand}")
            }
            Self::NoData => format!(
                "the reporter may not have published these years; if it has, {by_hand}, else use the reports of its partners"
            ),
            Self::Limit { .. } => "run again after that time, or leave out --no-wait".to_owned(),
            Self::Disk(_) => "check the permissions and the space on the disk".to_owned(),
            Self::Truncated { .. } => format!("name a key with --comtrade-key-file, or {by_hand}"),
            _ => format!("run again later, or {by_hand}"),
        }
    }
}

/// 1, 2, 4, 8 … seconds, a minute at most.
fn back_off(attempt: u32) -> Duration {
    let doublings = attempt.saturating_sub(1).min(6);
    Duration::from_secs(1 << doublings).min(MAX_BACK_OFF)
}

/// The seconds of a `Retry-After`; the form with a date is not read.
pub(super) fn retry_after(header: &str) -> Option<Duration> {
    header.trim().parse::<u64>().ok().map(Duration::from_secs)
}

/// Whether the text of a refusal speaks of the size of the answer, not of the number of requests.
pub(super) fn speaks_of_volume(body: &str) -> bool {
    let body = body.to_ascii_lowercase();
    let marks = [
        "volume",
        "too much data",
        "too many data",
        "too large",
        "too many observations",
        "narrow",
        "reduce",
    ];
    marks.iter().any(|mark| body.contains(mark))
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status { status, is_volume, .. } => {
                let why = match *status {
                    _ if *is_volume => "too many data were asked for at once",
                    401 => "the key is missing or wrong",
                    403 => "the server keeps programs out (bot protection), or does not allow this",
                    404 => "there are no results for what was asked",
                    429 => "too many requests in a short time",
                    500..=599 => "the server has an error",
                    300..=399 => "the server points elsewhere",
                    _ => "the server does not accept the request",
                };
                write!(f, "status {status}: {why}")
            }
            Self::Connection(why) => write!(f, "the connection failed: {why}"),
            Self::Request(why) => write!(f, "the request cannot be made: {why}"),
            Self::Redirected => f.write_str("the server points to another address, to which no key is sent"),
            Self::Content(why) => write!(f, "status 200, but {why}"),
            Self::TooLarge => f.write_str("the answer is larger than any such file should be (2 GB; JSON 256 MB)"),
            Self::Truncated { records } => {
                write!(
                    f,
                    "the answer stops at {records} records, the most that the service gives"
                )
            }
            Self::NoData => f.write_str("the service has no data (count 0)"),
            Self::Limit { until } => write!(
                f,
                "the limit of requests to the OECD an hour is reached until {}",
                rfc3339(*until)
            ),
            Self::Disk(why) => f.write_str(why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(status: u16, wait: Option<u64>) -> Trouble {
        Trouble::Status {
            status,
            retry_after: wait.map(Duration::from_secs),
            is_volume: false,
        }
    }

    #[test]
    fn waits_double_up_to_a_minute() {
        let waits: Vec<u64> = (1..=8).map(|attempt| back_off(attempt).as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
    }

    #[test]
    fn a_server_can_ask_for_a_wait_of_some_length() {
        assert_eq!(retry_after(" 7 "), Some(Duration::from_secs(7)));
        assert_eq!(retry_after("Wed, 21 Oct 2015 07:28:00 GMT"), None);
        assert_eq!(retry_after("-1"), None);
        let asked = |seconds| status(429, Some(seconds)).retry(Service::Tiva, 1);
        assert_eq!(asked(0), Some(Duration::ZERO));
        assert_eq!(asked(7), Some(Duration::from_secs(7)));
        assert_eq!(asked(86_400), Some(MAX_RETRY_AFTER));
    }

    #[test]
    fn only_passing_failures_are_tried_again() {
        let again = |trouble: &Trouble, service| trouble.retry(service, 1).is_some();
        for passing in [429, 500, 502, 503, 504] {
            assert!(again(&status(passing, None), Service::Icio), "{passing}");
        }
        for lasting in [400, 401, 403, 404, 422] {
            assert!(!again(&status(lasting, None), Service::Tiva), "{lasting}");
        }
        assert!(again(&status(403, None), Service::Gdp));
        assert!(again(&Trouble::Content("it is no JSON"), Service::Gdp));
        assert!(!again(&Trouble::Content("it is a web page"), Service::Icio));
        assert!(again(&Trouble::Connection("reset".to_owned()), Service::Trade));
        let volume = Trouble::Status {
            status: 429,
            retry_after: Some(Duration::ZERO),
            is_volume: true,
        };
        assert!(!again(&volume, Service::Tiva));
    }

    #[test]
    fn the_two_kinds_of_429_are_told_apart() {
        assert!(speaks_of_volume("The requested data Volume exceeds the limit"));
        assert!(!speaks_of_volume("Too many requests, try again in a minute"));
    }
}
