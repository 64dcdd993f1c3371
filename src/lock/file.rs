use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::error::PROGRAM;
use super::series::ALL_ACTIVITIES;
use super::{InputSummary, LockError, Problem, Series};
use crate::diagnostic::Excerpt;
use crate::model::Economy;
use crate::settings::{Settings, parser_words};

/// The version of the file.
pub const VERSION: u32 = 1;

/// What all data files held when they were accepted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    pub version: u32,
    /// The program, with its version.
    pub written_by: String,
    pub basis: Basis,
    /// Sorted by path.
    #[serde(rename = "input", default)]
    pub inputs: Vec<InputSummary>,
}

/// The settings that summaries depend on: values on another basis cannot be compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    pub members: BTreeSet<Economy>,
    /// The patterns of activities of each sector.
    #[serde(default)]
    pub sectors: BTreeMap<String, Vec<String>>,
}

/// What every version of the file begins with.
#[derive(Deserialize)]
struct Head {
    version: Spanned<i64>,
    written_by: Option<String>,
}

/// What somebody who opens the file should know.
const HEADER: &str = "\
# What the data files held when they were accepted; docs/lock.md says more.
# Written by `rvc-report lock`: keep it under version control, and do not edit it.
";

impl Lock {
    pub fn new(settings: &Settings, inputs: Vec<InputSummary>) -> Self {
        Self {
            version: VERSION,
            written_by: PROGRAM.to_owned(),
            basis: Basis::of(settings),
            inputs,
        }
    }

    /// Reads a lock; `path` is what messages call it.
    pub fn parse(text: &str, path: &str) -> Result<Self, LockError> {
        let head: Head = toml::from_str(text).map_err(|error| unreadable(text, path, &error))?;
        let version = *head.version.get_ref();
        if version != i64::from(VERSION) {
            let problem = Problem::Version {
                found: version,
                written_by: head.written_by,
            };
            return Err(placed(text, path, Some(head.version.span()), problem));
        }
        toml::from_str(text).map_err(|error| unreadable(text, path, &error))
    }

    /// The text of the file: the same for the same content.
    pub fn text(&self, path: &str) -> Result<String, LockError> {
        let body =
            toml::to_string(self).map_err(|error| LockError::new(path, Problem::Unwritable(error.to_string())))?;
        Ok(format!("{HEADER}{body}"))
    }
}

impl Basis {
    fn of(settings: &Settings) -> Self {
        let sectors = settings.sectors.iter().map(|(id, sector)| {
            let patterns = sector.activities.iter().map(|pattern| pattern.as_str().to_owned());
            (id.clone(), patterns.collect())
        });
        Self {
            members: settings.bloc.members.iter().cloned().collect(),
            sectors: sectors.collect(),
        }
    }

    /// Whether a series means the same on both bases.
    pub(super) fn agrees(&self, other: &Self, series: &Series) -> bool {
        let same_sector = |sector: &String| {
            let is_known = sector == ALL_ACTIVITIES || self.sectors.contains_key(sector);
            is_known && self.sectors.get(sector) == other.sectors.get(sector)
        };
        match series {
            Series::ExportsToWorld | Series::GdpPerCapita => true,
            Series::ExportsToBloc => self.members == other.members,
            Series::Table { sector, measure } => {
                let is_mutual = measure.is_of_bloc();
                same_sector(sector) && (!is_mutual || self.members == other.members)
            }
        }
    }
}

fn unreadable(text: &str, path: &str, error: &toml::de::Error) -> LockError {
    let (message, hint) = parser_words(error);
    let message = message.trim().replace('\n', ", ");
    placed(text, path, error.span(), Problem::Toml { message, hint })
}

fn placed(text: &str, path: &str, span: Option<Range<usize>>, problem: Problem) -> LockError {
    LockError {
        excerpt: span.map(|span| Box::new(Excerpt::of(text, span))),
        ..LockError::new(path, problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lock::ByYear;

    const MINIMAL: &str = "version = 1\nwritten_by = \"x\"\n\n[basis]\nmembers = [\"BLR\"]\n";

    fn lock() -> Lock {
        let economy = Economy::parse("BLR").expect("a code");
        let gdp = ByYear::from_iter([(2014, 0.1 + 0.2), (2015, 5967.0)]);
        let prints = ByYear::from_iter([(2015, "0123456789abcdef".to_owned())]);
        let input = InputSummary {
            path: "data/gdp.csv".to_owned(),
            kind: "wdi".to_owned(),
            sha256: "ab".to_owned(),
            edition: None,
            vintage: Some("2018-03-01".to_owned()),
            classification: None,
            rows: 4,
            economies: BTreeSet::from([economy.clone()]),
            values: BTreeMap::from([(economy.clone(), BTreeMap::from([(Series::GdpPerCapita, gdp)]))]),
            fingerprints: BTreeMap::from([(economy.clone(), prints)]),
        };
        Lock {
            version: VERSION,
            written_by: PROGRAM.to_owned(),
            basis: Basis {
                members: BTreeSet::from([economy]),
                sectors: BTreeMap::from([("machinery".to_owned(), vec!["C26".to_owned()])]),
            },
            inputs: vec![input],
        }
    }

    #[test]
    fn a_lock_reads_as_it_is_written_to_the_last_bit() {
        let text = lock().text("rvc.lock").expect("a lock has a text");
        assert_eq!(Lock::parse(&text, "rvc.lock"), Ok(lock()));
        assert!(text.contains("\nversion = 1\n"), "{text}");
        assert!(
            text.contains("\n[input.values.BLR]\ngdp_per_capita = [[2014, 0.30000000000000004], [2015, 5967.0]]\n"),
            "{text}"
        );
        assert!(
            text.contains("\n[input.fingerprints]\nBLR = [[2015, \"0123456789abcdef\"]]\n"),
            "{text}"
        );
    }

    #[test]
    fn what_is_wrong_has_line_and_column() {
        let error = |text: &str| Lock::parse(text, "rvc.lock").expect_err("no lock").to_string();
        let cases = [
            (MINIMAL.replace("= [", "= = ["), "rvc.lock:5:"),
            (MINIMAL.replace("\"BLR\"", "\"Belarus\""), "rvc.lock:5:"),
            (format!("{MINIMAL}wrong = 1\n"), "rvc.lock:6:1: unknown field `wrong`"),
            ("<<<<<<< mine\n".to_owned(), "rvc.lock:1:"),
        ];
        for (text, start) in cases {
            let found = error(&text);
            assert!(found.starts_with(start), "{found}");
            assert!(found.contains("\n  hint: "), "{found}");
        }
    }

    #[test]
    fn another_version_names_the_program_that_wrote_it() {
        let newer = MINIMAL
            .replace("version = 1", "version = 2")
            .replace("\"x\"", "\"rvc-report 9.1.0\"");
        let found = Lock::parse(&format!("{newer}new = []\n"), "rvc.lock").expect_err("another version");
        let text = found.to_string();
        assert!(
            text.starts_with("rvc.lock:1:11: the lock has version 2, and this program knows version 1\n"),
            "{text}"
        );
        assert!(
            text.contains("use rvc-report 9.1.0, which wrote it") && text.contains(PROGRAM),
            "{text}"
        );
    }
}
