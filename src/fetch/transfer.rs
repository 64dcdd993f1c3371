//! One download from the first request to the finished file: attempts, parts, checks, record.

use std::io::Read;

use super::check::check;
use super::client::{Answer, Client, Extra};
use super::clock::Clock;
use super::comtrade;
use super::error::FetchError;
use super::key::ComtradeKey;
use super::pace::Pace;
use super::plan::{Content, Download, Request};
use super::record::SourceRecord;
use super::store::{Part, PartOf, Store};
use super::trouble::Trouble;
use crate::model::{Economy, Year};

/// More bytes than this are not stored.
const MAX_BYTES: u64 = 2_000_000_000;
/// JSON is read whole, up to this many bytes.
const MAX_JSON: u64 = 256 << 20;
/// A message comes after each of these many bytes.
const STEP: u64 = 16 << 20;
const BUFFER: usize = 128 << 10;

/// What the downloads of a run share.
pub(super) struct Session<'a> {
    pub client: Client,
    pub clock: &'a dyn Clock,
    pub store: Store,
    pub pace: Pace<'a>,
    pub retries: u32,
    pub key: Option<&'a ComtradeKey>,
    pub tell: &'a dyn Fn(&str),
}

impl Session<'_> {
    /// Makes one file; answers with what is missing in it.
    pub(super) fn fetch(&mut self, download: &Download) -> Result<Vec<FetchError>, FetchError> {
        let first = download.requests.first();
        let prepared = self.store.prepare(&download.path);
        prepared.map_err(|trouble| self.error(download, first, 0, trouble))?;
        match &download.content {
            Content::ComtradeJson { economies, max_records } => self.exports(download, economies, *max_records),
            _ => {
                self.attempts(download, first, |session| session.stream(download))?;
                let finished = self.finish(download, None);
                finished.map_err(|trouble| self.error(download, first, 0, trouble))?;
                Ok(Vec::new())
            }
        }
    }

    /// Tries until something works, or nothing more can be hoped for.
    fn attempts<T>(
        &mut self,
        download: &Download,
        request: Option<&Request>,
        mut once: impl FnMut(&mut Self) -> Result<T, Trouble>,
    ) -> Result<T, FetchError> {
        let mut attempt = 1;
        loop {
            let allowed = self.pace.before(download.service, &self.store, self.tell);
            let found = match allowed {
                Ok(()) => once(self),
                Err(trouble) => Err(trouble),
            };
            let trouble = match found {
                Ok(found) => return Ok(found),
                Err(trouble) => trouble,
            };
            let wait = trouble
                .retry(download.service, attempt)
                .filter(|_| attempt <= self.retries);
            let Some(wait) = wait else {
                return Err(self.error(download, request, attempt, trouble));
            };
            (self.tell)(&format!("{}: {trouble}; again in {} s", download.path, wait.as_secs()));
            self.clock.sleep(wait);
            attempt += 1;
        }
    }

    /// Receives a body into the part of a file and checks the whole.
    fn stream(&mut self, download: &Download) -> Result<(), Trouble> {
        let (path, url) = (download.path.as_str(), download.url());
        let known = self.store.part(path, url);
        let resume = known.as_ref().map(|(length, part)| (*length, part.validator.as_str()));
        let mut answer = self.client.get(url, &Extra { key: None, resume })?;
        let range = answer.header("Content-Range").map(content_range).unwrap_or_default();
        let length = known.map(|(length, _)| length);
        match answer.status() {
            200 => {
                let validator = validator(&answer).map(|validator| PartOf {
                    url: url.to_owned(),
                    validator,
                });
                let part = self.store.open_part(path, 0)?;
                self.store.note_part(path, validator.as_ref())?;
                self.receive(download, &mut answer, part, 0)?;
            }
            206 if length.is_some() && range.from == length => {
                let from = length.unwrap_or_default();
                (self.tell)(&format!("{path}: going on after {from} bytes"));
                let part = self.store.open_part(path, from)?;
                self.receive(download, &mut answer, part, from)?;
            }
            // Everything had come before.
            416 if length.is_some() && range.total == length => {}
            _ => {
                self.store.drop_part(path)?;
                let why = "the server sent another part of the file than the one that was asked for";
                return Err(Trouble::Connection(why.to_owned()));
            }
        }
        let whole = download.content == Content::WdiJson;
        let (head, tail, bytes) = self.store.ends(path, whole)?;
        if whole && bytes > MAX_JSON {
            self.store.drop_part(path)?;
            return Err(Trouble::TooLarge);
        }
        if let Err(why) = check(&download.content, &head, &tail) {
            self.store.drop_part(path)?;
            return Err(Trouble::Content(why));
        }
        Ok(())
    }

    /// Writes what comes after the first `from` bytes.
    fn receive(&self, download: &Download, answer: &mut Answer, mut part: Part, from: u64) -> Result<(), Trouble> {
        let path = download.path.as_str();
        let limit = if download.content == Content::WdiJson {
            MAX_JSON
        } else {
            MAX_BYTES
        };
        let expected = answer.length().map(|length| from.saturating_add(length));
        let (mut bytes, mut next) = (from, (from / STEP + 1) * STEP);
        let mut is_too_large = expected.is_some_and(|expected| expected > limit);
        let mut buffer = vec![0; BUFFER];
        let mut reader = answer.reader();
        while !is_too_large {
            let count = match reader.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Trouble::Connection(format!("after {bytes} bytes: {error}"))),
            };
            part.write(&buffer[..count])?;
            bytes += count as u64;
            is_too_large = bytes > limit;
            if bytes >= next {
                let of = expected.map_or(String::new(), |expected| format!(" of {expected}"));
                (self.tell)(&format!("{path}: {bytes}{of} bytes"));
                next = (bytes / STEP + 1) * STEP;
            }
        }
        part.close()?;
        if is_too_large {
            self.store.drop_part(path)?;
            return Err(Trouble::TooLarge);
        }
        match expected {
            Some(expected) if expected != bytes => Err(Trouble::Connection(format!(
                "it ended after {bytes} of {expected} bytes"
            ))),
            _ => Ok(()),
        }
    }

    /// Exports of one reporter: asks for all years, writes those that have come, and tells which have not.
    fn exports(
        &mut self,
        download: &Download,
        economies: &[(u16, Economy)],
        max_records: usize,
    ) -> Result<Vec<FetchError>, FetchError> {
        let mut records = Vec::new();
        let mut missing: Vec<(&Request, Vec<Year>)> = Vec::new();
        for request in &download.requests {
            let found = self.attempts(download, Some(request), |session| {
                let extra = Extra {
                    key: session.key,
                    resume: None,
                };
                let answer = session.client.get(&request.url, &extra)?;
                comtrade::records(&answer.bytes(MAX_JSON)?, max_records)
            })?;
            let years = comtrade::missing_years(&found, &request.years);
            if !years.is_empty() {
                missing.push((request, years));
            }
            records.extend(found);
        }
        let first = download.requests.first();
        if records.is_empty() {
            return Err(self.error(download, first, 1, Trouble::NoData));
        }
        let written = comtrade::to_csv(&records, economies).and_then(|bytes| {
            let mut part = self.store.open_part(&download.path, 0)?;
            self.store.note_part(&download.path, None)?;
            part.write(&bytes)?;
            part.close()?;
            self.finish(
                download,
                Some("from JSON to the CSV of API v1; missing codes of economies filled in from their numbers"),
            )
        });
        written.map_err(|trouble| self.error(download, first, 0, trouble))?;
        let gaps = missing.into_iter().map(|(request, years)| {
            let years: Vec<String> = years.iter().map(Year::to_string).collect();
            let error = self.error(download, Some(request), 1, Trouble::NoData);
            FetchError {
                what: format!("{}, of these {},", download.what, years.join(", ")),
                ..error
            }
        });
        Ok(gaps.collect())
    }

    /// Writes the record and gives the file its name.
    fn finish(&self, download: &Download, converted: Option<&'static str>) -> Result<(), Trouble> {
        let path = download.path.as_str();
        let (_, _, bytes) = self.store.ends(path, false)?;
        let hash = self.store.hash(path)?;
        let record = SourceRecord {
            converted,
            ..SourceRecord::new(download, self.clock.now(), bytes, hash)
        };
        self.store.finish(path, &record.text())?;
        (self.tell)(&format!("{path}: {bytes} bytes, done"));
        Ok(())
    }

    fn error(&self, download: &Download, request: Option<&Request>, attempts: u32, trouble: Trouble) -> FetchError {
        FetchError {
            file: self.store.shown(&download.path),
            what: download.what.clone(),
            url: request.map_or_else(String::new, |request| request.url.clone()),
            attempts,
            service: download.service,
            trouble,
        }
    }
}

/// What a `Content-Range` says: `bytes 100-199/200`, `bytes */200`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct ContentRange {
    from: Option<u64>,
    total: Option<u64>,
}

fn content_range(header: &str) -> ContentRange {
    let range = header.trim().strip_prefix("bytes ").unwrap_or_default();
    let (span, total) = range.split_once('/').unwrap_or_default();
    ContentRange {
        from: span.split('-').next().and_then(|from| from.trim().parse().ok()),
        total: total.trim().parse().ok(),
    }
}

/// By what a later request can make sure that the file is still the same: a strong ETag, else the date.
fn validator(answer: &Answer) -> Option<String> {
    let strong = answer.header("ETag").filter(|tag| !tag.starts_with("W/"));
    strong.or_else(|| answer.header("Last-Modified")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_http_writes_them() {
        let of = |from, total| ContentRange { from, total };
        assert_eq!(content_range("bytes 100-199/200"), of(Some(100), Some(200)));
        assert_eq!(content_range("bytes 100-199/*"), of(Some(100), None));
        assert_eq!(content_range("bytes */200"), of(None, Some(200)));
        assert_eq!(content_range("lines 1-2/3"), of(None, None));
    }
}
