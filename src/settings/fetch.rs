//! `[fetch]`: where data are downloaded from, and how patiently.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::SettingsError;
use super::source::Source;

/// The public addresses of the services; `docs/fetch.md` says what each gives.
const OECD: &str = "https://sdmx.oecd.org/sti-public/rest";
const ICIO: &str = "https://webfs-sti.oecd.org/files/STI-PIE/ICIO";
const COMTRADE: &str = "https://comtradeapi.un.org";
const WDI: &str = "https://api.worldbank.org/v2";

/// The OECD allows 60 downloads an hour.
const LIMIT_PER_HOUR: u32 = 60;
const MAX_LIMIT_PER_HOUR: u32 = 10_000;
/// UN Comtrade allows about one call a second.
const PAUSE_MS: u64 = 1_000;
const MAX_PAUSE_MS: u64 = 60_000;
const RETRIES: u32 = 4;
const MAX_RETRIES: u32 = 10;

/// The table `[fetch]` as it is written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FetchTable {
    pub oecd: Option<Spanned<String>>,
    pub icio: Option<Spanned<String>>,
    pub comtrade: Option<Spanned<String>>,
    pub wdi: Option<Spanned<String>>,
    pub edition: Option<Spanned<String>>,
    pub limit_per_hour: Option<Spanned<u32>>,
    pub pause_ms: Option<Spanned<u64>>,
    pub retries: Option<Spanned<u32>>,
}

/// Where `fetch` downloads from; no result depends on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FetchSettings {
    /// Base addresses without a `/` at the end: the OECD's SDMX service, its folder of ICIO archives, UN Comtrade,
    /// the World Bank.
    pub oecd: String,
    pub icio: String,
    pub comtrade: String,
    pub wdi: String,
    pub edition: OecdEdition,
    /// Requests to the OECD in any 60 minutes.
    pub limit_per_hour: u32,
    /// Between two calls of UN Comtrade, in milliseconds.
    pub pause_ms: u64,
    /// How often a request is repeated after a passing failure.
    pub retries: u32,
}

/// An edition of the OECD's TiVA indicators and ICIO tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum OecdEdition {
    #[serde(rename = "2023")]
    Of2023,
    #[serde(rename = "2025")]
    Of2025,
}

impl OecdEdition {
    pub const ALL: [Self; 2] = [Self::Of2023, Self::Of2025];

    /// The year that names it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Of2023 => "2023",
            Self::Of2025 => "2025",
        }
    }
}

impl Default for FetchSettings {
    fn default() -> Self {
        Self {
            oecd: OECD.to_owned(),
            icio: ICIO.to_owned(),
            comtrade: COMTRADE.to_owned(),
            wdi: WDI.to_owned(),
            edition: OecdEdition::Of2025,
            limit_per_hour: LIMIT_PER_HOUR,
            pause_ms: PAUSE_MS,
            retries: RETRIES,
        }
    }
}

impl FetchTable {
    pub(super) fn checked(self, source: &Source<'_>) -> Result<FetchSettings, SettingsError> {
        let default = FetchSettings::default();
        let edition = match self.edition {
            None => default.edition,
            Some(name) => OecdEdition::ALL
                .into_iter()
                .find(|edition| edition.id() == name.get_ref())
                .ok_or_else(|| {
                    let message = format!("`{}` is not an edition of the OECD's tables", name.get_ref());
                    source.error(Some(name.span()), &message, Some("expected \"2023\" or \"2025\""))
                })?,
        };
        if let Some(limit) = &self.limit_per_hour
            && !(1..=MAX_LIMIT_PER_HOUR).contains(limit.get_ref())
        {
            let message = format!("{} requests an hour", limit.get_ref());
            let hint = format!("expected 1 to {MAX_LIMIT_PER_HOUR}; the OECD allows {LIMIT_PER_HOUR}");
            return Err(source.error(Some(limit.span()), &message, Some(&hint)));
        }
        if let Some(pause) = &self.pause_ms
            && *pause.get_ref() > MAX_PAUSE_MS
        {
            let message = format!("a pause of {} milliseconds", pause.get_ref());
            let hint = format!("expected 0 to {MAX_PAUSE_MS}; UN Comtrade allows about one call a second");
            return Err(source.error(Some(pause.span()), &message, Some(&hint)));
        }
        if let Some(retries) = &self.retries
            && *retries.get_ref() > MAX_RETRIES
        {
            let message = format!("{} retries", retries.get_ref());
            let hint = format!("expected 0 to {MAX_RETRIES}");
            return Err(source.error(Some(retries.span()), &message, Some(&hint)));
        }
        Ok(FetchSettings {
            oecd: address(self.oecd, default.oecd, source)?,
            icio: address(self.icio, default.icio, source)?,
            comtrade: address(self.comtrade, default.comtrade, source)?,
            wdi: address(self.wdi, default.wdi, source)?,
            edition,
            limit_per_hour: self.limit_per_hour.map_or(default.limit_per_hour, Spanned::into_inner),
            pause_ms: self.pause_ms.map_or(default.pause_ms, Spanned::into_inner),
            retries: self.retries.map_or(default.retries, Spanned::into_inner),
        })
    }
}

/// A base address: a scheme, a host, perhaps a path; neither a query nor a user's name.
fn address(written: Option<Spanned<String>>, default: String, source: &Source<'_>) -> Result<String, SettingsError> {
    let Some(written) = written else { return Ok(default) };
    let text = written.get_ref();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let plain = |rest: &str| rest.bytes().all(|b| b.is_ascii_graphic() && !b"?#@\\\"<>".contains(&b));
    match rest {
        Some(rest) if plain(rest) && !rest.starts_with('/') && !rest.is_empty() => {
            Ok(text.trim_end_matches('/').to_owned())
        }
        _ => {
            let hint = format!("write it like \"{default}\"; a key never belongs into an address");
            Err(source.error(
                Some(written.span()),
                "this is not the base address of a service",
                Some(&hint),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str) -> Result<FetchSettings, String> {
        let source = Source { text, path: "rvc.toml" };
        let table: FetchTable = toml::from_str(text).map_err(|error| error.to_string())?;
        table.checked(&source).map_err(|error| error.message)
    }

    #[test]
    fn an_empty_table_means_the_real_services() {
        assert_eq!(checked(""), Ok(FetchSettings::default()));
        let own = checked("wdi = \"http://127.0.0.1:8000/v2/\"\nedition = \"2023\"").expect("both are right");
        assert_eq!(
            (own.wdi.as_str(), own.edition.id()),
            ("http://127.0.0.1:8000/v2", "2023")
        );
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let wrong = [
            ("edition = \"2024\"", "`2024` is not an edition of the OECD's tables"),
            ("limit_per_hour = 0", "0 requests an hour"),
            ("pause_ms = 100000", "a pause of 100000 milliseconds"),
            ("retries = 11", "11 retries"),
            ("oecd = \"ftp://x\"", "this is not the base address of a service"),
            ("oecd = \"https://user@x\"", "this is not the base address of a service"),
            (
                "oecd = \"https://x/?key=1\"",
                "this is not the base address of a service",
            ),
        ];
        for (text, message) in wrong {
            assert_eq!(checked(text), Err(message.to_owned()), "{text}");
        }
    }
}
