//! Recognises files, reads them against explicit schemas, checks them, and hands over data that the
//! rest of the program may trust.
//!
//! The only part that knows file formats. Every failure names file, line and column, what was
//! expected, and what to do; all unusable files are reported at once.

mod container;
mod error;
mod format;
mod gdp;
mod icio;
mod plausibility;
mod records;
mod trade;

use std::fmt;

use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

pub use error::{IngestError, Place, Problem};
pub use format::Format;
pub use gdp::GdpPerCapita;
pub use icio::{Cell, IcioTable};
pub use trade::{Group, Partner, TradeData};

use crate::model::{Economy, Year};
use crate::project::Project;
use crate::settings::{Bloc, Settings};

/// Everything that the study reads.
#[derive(Debug)]
pub struct Inputs {
    /// One table a year, sorted, covering every year that the settings need.
    pub tables: Vec<IcioTable>,
    /// Absent from a project without trade data.
    pub trade: Option<TradeData>,
    pub gdp_per_capita: GdpPerCapita,
    /// Every file read, in the order of the settings.
    pub files: Vec<InputFile>,
    /// What is odd without being wrong.
    pub warnings: Vec<String>,
}

/// Which members of the bloc the input-output tables show.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    pub covered: Vec<Economy>,
    pub uncovered: Vec<Economy>,
}

impl Coverage {
    /// The other covered members: those whose trade and value added count as the bloc's.
    pub fn partners_of<'a>(&'a self, economy: &'a Economy) -> impl Iterator<Item = &'a Economy> {
        self.covered.iter().filter(move |partner| *partner != economy)
    }
}

/// A file as it was read.
#[derive(Debug, Clone, Serialize)]
pub struct InputFile {
    /// Relative to the project.
    pub path: String,
    pub kind: &'static str,
    pub edition: Option<String>,
    pub sha256: String,
    /// Data rows, without header and preamble.
    pub rows: usize,
    /// The year of an input-output table.
    #[serde(skip)]
    pub year: Option<Year>,
}

/// All files that cannot be used.
#[derive(Debug, thiserror::Error)]
pub struct IngestErrors(pub Vec<IngestError>);

impl fmt::Display for IngestErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages: Vec<String> = self.0.iter().map(IngestError::to_string).collect();
        f.write_str(&messages.join("\n"))
    }
}

impl From<IngestError> for IngestErrors {
    fn from(error: IngestError) -> Self {
        Self(vec![error])
    }
}

/// Reads all inputs of a project.
pub fn read(settings: &Settings, project: &Project) -> Result<Inputs, IngestErrors> {
    let data = &settings.data;
    let lists = [("icio", &data.icio), ("trade", &data.trade), ("gdp", &data.gdp)];
    let (mut wanted, mut errors) = (Vec::new(), Vec::new());
    for (list, patterns) in lists {
        for pattern in patterns {
            match expand(project, pattern) {
                Ok(paths) => wanted.extend(paths.into_iter().map(|path| (list, path))),
                Err(error) => errors.push(error),
            }
        }
    }
    let read: Vec<_> = wanted
        .into_par_iter()
        .filter_map(|(list, path)| read_file(settings, project, list, &path).transpose())
        .collect();
    let mut content = Content::default();
    for file in read {
        match file {
            Ok(file) => content.add(file),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(IngestErrors(errors));
    }
    content.into_inputs(settings)
}

fn expand(project: &Project, pattern: &str) -> Result<Vec<String>, IngestError> {
    let fail = |problem| IngestError::new(Place::file(pattern), problem);
    let paths = project
        .matching(pattern)
        .map_err(|_| fail(Problem::BadPattern(pattern.to_owned())))?;
    if paths.is_empty() {
        Err(fail(Problem::NoMatch))
    } else {
        Ok(paths)
    }
}

/// One file, read and checked on its own.
struct ReadFile {
    file: InputFile,
    parsed: Parsed,
    warning: Option<String>,
}

enum Parsed {
    Table(IcioTable),
    Trade(trade::TradeFile),
    Gdp(GdpPerCapita),
}

/// Reads one file; `None` for a table of a year that the study does not use.
fn read_file(
    settings: &Settings,
    project: &Project,
    list: &'static str,
    path: &str,
) -> Result<Option<ReadFile>, IngestError> {
    let fail = |problem| IngestError::new(Place::file(path), problem);
    let year = if list == "icio" {
        Some(year_in_name(path).ok_or_else(|| fail(Problem::NoYearInName))?)
    } else {
        None
    };
    if year.is_some_and(|year| !settings.table_years().contains(year)) {
        return Ok(None);
    }
    let raw = project.read(path).map_err(|error| fail(Problem::Unreadable(error)))?;
    let sha256 = hex(&Sha256::digest(&raw));
    let bytes = container::unwrap(raw).map_err(fail)?;
    let format = format::recognise(&bytes).map_err(fail)?;
    let mut file = InputFile {
        path: path.to_owned(),
        kind: format.id(),
        edition: None,
        sha256,
        rows: 0,
        year,
    };
    let mut warning = None;
    let parsed = match (list, format, year) {
        ("icio", Format::Icio, Some(year)) => {
            let table = icio::parse(path, &bytes, year)?;
            let imbalanced = icio::check_balance(&table).map_err(fail)?;
            if imbalanced > 0 {
                warning = Some(format!(
                    "{path}: {imbalanced} sums differ from OUT by more than rounding, within what published tables show"
                ));
            }
            file.rows = table.n_cells();
            file.edition.clone_from(&settings.data.edition);
            Parsed::Table(table)
        }
        ("trade", Format::Comtrade | Format::Tidy, _) => {
            let content = if format == Format::Comtrade {
                trade::parse_comtrade(path, &bytes)?
            } else {
                trade::parse_tidy(path, &bytes)?
            };
            file.rows = content.rows.len();
            file.edition = content.classification.as_deref().map(classification);
            Parsed::Trade(content)
        }
        ("gdp", Format::Wdi, _) => {
            let content = gdp::parse(path, &bytes)?;
            file.rows = content.rows;
            file.edition = content.vintage;
            Parsed::Gdp(content.values)
        }
        _ => {
            return Err(fail(Problem::WrongKind {
                found: format.describe(),
                listed: list,
            }));
        }
    };
    Ok(Some(ReadFile { file, parsed, warning }))
}

/// The last run of four digits in the file name that can be a year.
fn year_in_name(path: &str) -> Option<Year> {
    let name = path.rsplit(['/', '\\']).next()?;
    name.split(|c: char| !c.is_ascii_digit())
        .rfind(|digits| digits.len() == 4)
        .and_then(|digits| digits.parse().ok())
        .filter(|year| (1900..=2200).contains(year))
}

/// What a Comtrade classification code stands for.
fn classification(code: &str) -> String {
    match code.strip_prefix('S') {
        Some(revision) => format!("SITC Rev. {revision}"),
        None => code.to_owned(),
    }
}

/// The lower-case hexadecimal form of a digest.
pub fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the files hold together.
#[derive(Default)]
struct Content {
    tables: Vec<(String, IcioTable)>,
    trade: Vec<trade::TradeFile>,
    gdp: Vec<(String, GdpPerCapita)>,
    files: Vec<InputFile>,
    warnings: Vec<String>,
}

impl Content {
    fn add(&mut self, read: ReadFile) {
        let path = read.file.path.clone();
        match read.parsed {
            Parsed::Table(table) => self.tables.push((path, table)),
            Parsed::Trade(file) => self.trade.push(file),
            Parsed::Gdp(values) => self.gdp.push((path, values)),
        }
        self.files.push(read.file);
        self.warnings.extend(read.warning);
    }

    fn into_inputs(mut self, settings: &Settings) -> Result<Inputs, IngestErrors> {
        self.tables.sort_by_key(|(_, table)| table.year);
        let mut errors = self.table_errors(settings);
        let trade = self.trade_data(settings).unwrap_or_else(|error| {
            errors.push(error);
            None
        });
        let gdp_per_capita = self.gdp_data(settings, &mut errors);
        let inputs = Inputs {
            tables: self.tables.into_iter().map(|(_, table)| table).collect(),
            trade,
            gdp_per_capita,
            files: self.files,
            warnings: self.warnings,
        };
        if errors.is_empty() {
            errors = plausibility::check(&inputs, settings);
        }
        if errors.is_empty() {
            Ok(inputs)
        } else {
            Err(IngestErrors(errors))
        }
    }

    /// Years without a table or with two, focus economies and sectors that a table lacks.
    fn table_errors(&self, settings: &Settings) -> Vec<IngestError> {
        let mut errors = Vec::new();
        for pair in self.tables.windows(2) {
            let [(first, table), (second, next)] = pair else {
                continue;
            };
            if table.year == next.year {
                let problem = Problem::DuplicateYear {
                    year: table.year,
                    first: first.clone(),
                };
                errors.push(IngestError::new(Place::file(second), problem));
            }
        }
        let needed = settings.table_years();
        let years: Vec<Year> = needed
            .years()
            .filter(|year| !self.tables.iter().any(|(_, table)| table.year == *year))
            .collect();
        if !years.is_empty() {
            errors.push(IngestError::new(
                Place::file("data.icio"),
                Problem::MissingYears { years, needed },
            ));
        }
        for (path, table) in &self.tables {
            let fail = |problem| IngestError::new(Place::file(path), problem);
            let absent = settings
                .bloc
                .focus
                .iter()
                .filter(|economy| table.economy_index(economy).is_none());
            errors.extend(absent.map(|economy| {
                fail(Problem::MissingEconomy {
                    what: "input-output tables",
                    economy: economy.clone(),
                })
            }));
            errors.extend(
                unmatched_patterns(table, settings)
                    .map(|(sector, pattern)| fail(Problem::NoActivity { sector, pattern })),
            );
        }
        errors
    }

    fn trade_data(&mut self, settings: &Settings) -> Result<Option<TradeData>, IngestError> {
        let Some(stage) = &settings.reorientation else {
            return Ok(None);
        };
        let data = trade::collect(&self.trade, &settings.bloc.members)?;
        for member in &settings.bloc.members {
            if !data.has_reporter(member) {
                let problem = Problem::MissingEconomy {
                    what: "trade data",
                    economy: member.clone(),
                };
                return Err(IngestError::new(Place::file("data.trade"), problem));
            }
            for window in [stage.base, stage.current] {
                let years = data.missing_years(member, window);
                if !years.is_empty() {
                    self.warnings.push(format!(
                        "trade data: {member} reports no total exports for {years:?}; the report says so"
                    ));
                }
            }
        }
        Ok(Some(data))
    }

    fn gdp_data(&mut self, settings: &Settings, errors: &mut Vec<IngestError>) -> GdpPerCapita {
        let mut data = GdpPerCapita::default();
        for (path, values) in std::mem::take(&mut self.gdp) {
            if let Err((economy, year)) = data.merge(values) {
                let key = format!("{economy} {year} (of another file)");
                errors.push(IngestError::new(
                    Place::file(&path),
                    Problem::DuplicateKey { key, first_line: 0 },
                ));
            }
        }
        let what = "GDP per capita";
        for economy in &settings.bloc.focus {
            let missing = settings
                .response
                .years
                .years()
                .filter(|&year| data.get(economy, year).is_none());
            let years: Vec<Year> = missing.collect();
            let problem = if !data.has_economy(economy) {
                Problem::MissingEconomy {
                    what: "GDP files",
                    economy: economy.clone(),
                }
            } else if !years.is_empty() {
                Problem::MissingValues {
                    what,
                    economy: economy.clone(),
                    years,
                }
            } else {
                continue;
            };
            errors.push(IngestError::new(Place::file("data.gdp"), problem));
        }
        data
    }
}

fn unmatched_patterns<'a>(table: &'a IcioTable, settings: &'a Settings) -> impl Iterator<Item = (String, String)> + 'a {
    settings.sectors.values().flat_map(move |sector| {
        let unmatched = sector
            .activities
            .iter()
            .filter(|pattern| !table.cells.iter().any(|cell| pattern.matches(&cell.activity)));
        unmatched.map(|pattern| (sector.id.clone(), pattern.as_str().to_owned()))
    })
}

impl Inputs {
    /// The members of a bloc that the tables of all years show: focus economies first.
    pub fn coverage(&self, bloc: &Bloc) -> Coverage {
        let others = bloc.members.iter().filter(|member| !bloc.focus.contains(member));
        let shown = |economy: &&Economy| self.tables.iter().all(|table| table.economy_index(economy).is_some());
        let (covered, uncovered) = bloc
            .focus
            .iter()
            .chain(others)
            .cloned()
            .partition(|economy| shown(&economy));
        Coverage { covered, uncovered }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_a_table_is_the_last_one_in_its_name() {
        assert_eq!(year_in_name("data/icio/2018_SML.csv.gz"), Some(2018));
        assert_eq!(year_in_name("icio2016/ICIO2016_2003.csv"), Some(2003));
        assert_eq!(year_in_name("tables/latest.csv"), None);
    }
}
