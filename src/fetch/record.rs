//! What is known about a downloaded file: where it came from, when, under which licence, and its hash.

use serde::Serialize;

use super::clock::Seconds;
use super::plan::Download;

/// The content of `NAME.source.json`.
#[derive(Debug, Serialize)]
pub(super) struct SourceRecord<'a> {
    pub url: &'a str,
    /// Other requests that made the same file, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub further_urls: Vec<&'a str>,
    /// What was asked for, in words.
    pub asked_for: &'a str,
    /// The moment in UTC, RFC 3339.
    pub retrieved: String,
    pub service: &'static str,
    /// The edition of the OECD's data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<&'static str>,
    pub licence: &'static str,
    pub citation: &'a str,
    pub bytes: u64,
    /// Lower-case hexadecimal.
    pub sha256: String,
    /// What was done to the answer, where it was not stored as it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub converted: Option<&'static str>,
}

impl<'a> SourceRecord<'a> {
    pub(super) fn new(download: &'a Download, now: Seconds, bytes: u64, sha256: String) -> Self {
        let further = download.requests.iter().skip(1);
        Self {
            url: download.url(),
            further_urls: further.map(|request| request.url.as_str()).collect(),
            asked_for: &download.what,
            retrieved: rfc3339(now),
            service: download.service.id(),
            edition: download.edition,
            licence: download.licence,
            citation: &download.citation,
            bytes,
            sha256,
            converted: None,
        }
    }

    pub(super) fn text(&self) -> String {
        // Text and numbers have a form in JSON.
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        format!("{text}\n")
    }
}

const SECONDS_A_DAY: u64 = 86_400;

/// A moment as `YYYY-MM-DDTHH:MM:SSZ`.
pub(super) fn rfc3339(moment: Seconds) -> String {
    let (days, second) = (moment / SECONDS_A_DAY, moment % SECONDS_A_DAY);
    let (year, month, day) = civil(days);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
        second / 3_600,
        second / 60 % 60,
        second % 60
    )
}

/// Year, month and day of a number of days since 1970-01-01, in the Gregorian calendar.
///
/// Counts from 0000-03-01, so that a leap day ends a year; an era of 400 years has 146,097 days.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_printed_as_rfc_3339_says() {
        let known = [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_000_000_000, "2001-09-09T01:46:40Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (1_709_251_200, "2024-03-01T00:00:00Z"),
            (4_102_444_799, "2099-12-31T23:59:59Z"),
        ];
        for (moment, text) in known {
            assert_eq!(rfc3339(moment), text);
        }
    }
}
