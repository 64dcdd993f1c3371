use serde::Deserialize;

/// What `NAME.source.json` beside a data file says about its download.
///
/// Read as a stranger would: a record may be older or newer than this program, and what it lacks is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct SourceRecord {
    pub url: String,
    pub further_urls: Vec<String>,
    pub asked_for: String,
    /// The moment in UTC, RFC 3339.
    pub retrieved: String,
    /// What `fetch` calls the service.
    pub service: String,
    pub licence: String,
    pub citation: String,
    pub sha256: String,
    pub converted: Option<String>,
}

impl SourceRecord {
    /// The name of the record of a file.
    pub(super) fn path_of(file: &str) -> String {
        format!("{file}.source.json")
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(bytes).map_err(|error| error.to_string())
    }

    /// The day of the download.
    pub(super) fn day(&self) -> &str {
        self.retrieved.split('T').next().unwrap_or_default()
    }

    /// All addresses that were asked.
    pub(super) fn urls(&self) -> impl Iterator<Item = &str> {
        let all = std::iter::once(&self.url).chain(&self.further_urls);
        all.map(String::as_str).filter(|url| !url.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_far_as_it_says_something() {
        let text =
            r#"{"url": "https://a", "further_urls": ["https://b"], "retrieved": "2025-03-01T10:00:00Z", "new": 1}"#;
        let record = SourceRecord::parse(text.as_bytes()).expect("a record");
        assert_eq!(record.urls().collect::<Vec<_>>(), ["https://a", "https://b"]);
        assert_eq!((record.day(), record.licence.as_str()), ("2025-03-01", ""));
        assert!(SourceRecord::parse(b"[").is_err());
    }
}
