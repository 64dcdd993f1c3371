//! Brings the files together: one table a year, all trade rows, all GDP values, nothing missing.

use indexmap::IndexMap;

use super::error::{IngestError, Place, Problem};
use super::file::{Parsed, ReadFile};
use super::gdp::GdpPerCapita;
use super::icio::IcioTable;
use super::trade::{self, TradeData};
use super::{IngestErrors, InputFile, Inputs, plausibility};
use crate::model::Year;
use crate::settings::Settings;

/// What the files hold together.
#[derive(Default)]
pub(super) struct Content {
    tables: Vec<(String, IcioTable)>,
    trade: Vec<trade::TradeFile>,
    gdp: Vec<(String, GdpPerCapita)>,
    files: Vec<InputFile>,
    warnings: Vec<String>,
}

impl Content {
    pub(super) fn add(&mut self, read: ReadFile) {
        let path = read.file.path.clone();
        match read.parsed {
            Parsed::Table(table) => self.tables.push((path, table)),
            Parsed::Trade(file) => self.trade.push(file),
            Parsed::Gdp(values) => self.gdp.push((path, values)),
        }
        self.files.push(read.file);
        self.warnings.extend(read.warning);
    }

    pub(super) fn into_inputs(mut self, settings: &Settings) -> Result<Inputs, IngestErrors> {
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
        errors.extend(self.gaps(settings));
        errors
    }

    /// What tables lack, each gap once, at the first table that has it.
    fn gaps(&self, settings: &Settings) -> Vec<IngestError> {
        let mut gaps: IndexMap<String, (&str, usize, Problem)> = IndexMap::new();
        for (path, table) in &self.tables {
            let absent = settings
                .bloc
                .focus
                .iter()
                .filter(|economy| table.economy_index(economy).is_none());
            let absent = absent.map(|economy| Problem::MissingEconomy {
                what: "input-output tables",
                economy: economy.clone(),
            });
            let unmatched =
                unmatched_patterns(table, settings).map(|(sector, pattern)| Problem::NoActivity { sector, pattern });
            for problem in absent.chain(unmatched) {
                gaps.entry(problem.to_string()).or_insert((path, 0, problem)).1 += 1;
            }
        }
        let place = |path: &str, count: usize| match count {
            1 => Place::file(path),
            _ => Place::file(&format!("{path} and {} more", count - 1)),
        };
        gaps.into_values()
            .map(|(path, count, problem)| IngestError::new(place(path, count), problem))
            .collect()
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

    fn gdp_data(&self, settings: &Settings, errors: &mut Vec<IngestError>) -> GdpPerCapita {
        let mut data = GdpPerCapita::default();
        for (position, (path, values)) in self.gdp.iter().enumerate() {
            if let Err((economy, year)) = data.merge(values.clone()) {
                let mut earlier = self.gdp[..position].iter();
                let first = earlier.find(|(_, values)| values.get(&economy, year).is_some());
                let first = first.map(|(path, _)| path.clone()).unwrap_or_default();
                errors.push(IngestError::new(
                    Place::file(path),
                    Problem::GivenTwice { economy, year, first },
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
