//! Brings the files together: one table a year, all trade rows, all GDP values, nothing missing.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::error::{IngestError, Place, Problem};
use super::file::{Parsed, ReadFile};
use super::gdp::GdpPerCapita;
use super::icio::TableOutline;
use super::trade::{self, TradeData};
use super::{Format, FoundTable, IngestErrors, InputFile, Inputs, SourceYear, plausibility};
use crate::model::{ActivityPattern, Economy, Sector, Year};
use crate::settings::Settings;

/// What the files hold together.
#[derive(Default)]
pub(super) struct Content {
    tables: Vec<SourceYear>,
    trade: Vec<Arc<trade::TradeFile>>,
    gdp: Vec<(String, GdpPerCapita)>,
    files: Vec<InputFile>,
    warnings: Vec<String>,
}

impl Content {
    pub(super) fn add_table(&mut self, table: &FoundTable, outline: Arc<TableOutline>, settings: &Settings) {
        let path = table.source.name();
        if outline.imbalanced > 0 {
            self.warnings.push(format!(
                "{path}: {} sums differ from OUT by more than rounding, within what published tables show",
                outline.imbalanced
            ));
        }
        self.files.push(InputFile {
            path: path.clone(),
            kind: Format::Icio.id(),
            edition: settings.data.edition.clone(),
            sha256: table.sha256.clone(),
            rows: outline.cells.len(),
            year: Some(outline.year),
        });
        self.tables.push(SourceYear {
            path,
            outline,
            exporters: BTreeMap::new(),
        });
    }

    pub(super) fn add_published(&mut self, years: Vec<SourceYear>) {
        self.tables.extend(years);
    }

    pub(super) fn add(&mut self, read: &ReadFile) {
        let path = read.file.path.clone();
        match &read.parsed {
            Parsed::Trade(file) => self.trade.push(file.clone()),
            Parsed::Gdp(values) => self.gdp.push((path, values.clone())),
            // Brought together before, and added year by year.
            Parsed::Tiva(_) => {}
        }
        self.files.push(read.file.clone());
        self.warnings.extend(read.warning.clone());
    }

    pub(super) fn into_inputs(mut self, settings: &Settings) -> Result<Inputs, IngestErrors> {
        self.tables.sort_by_key(|year| year.outline.year);
        let mut errors = self.table_errors(settings);
        let trade = self.trade_data(settings).unwrap_or_else(|error| {
            errors.push(error);
            None
        });
        let gdp_per_capita = self.gdp_data(settings, &mut errors);
        let inputs = Inputs {
            tables: self.tables,
            trade: trade.map(Arc::new),
            gdp_per_capita: Arc::new(gdp_per_capita),
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
            let [first, second] = pair else {
                continue;
            };
            let year = first.outline.year;
            if year == second.outline.year {
                let first = first.path.clone();
                let problem = Problem::DuplicateYear { year, first };
                errors.push(IngestError::new(Place::file(&second.path), problem));
            }
        }
        let needed = settings.table_years();
        let years: Vec<Year> = needed
            .years()
            .filter(|year| !self.tables.iter().any(|shown| shown.outline.year == *year))
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
    ///
    /// A member that some tables show must be in all of them, with every activity of the sectors: a
    /// year that silently lacks a part would enter the analysis as a zero.
    fn gaps(&self, settings: &Settings) -> Vec<IngestError> {
        let shown = |economy: &&Economy| {
            self.tables
                .iter()
                .any(|shown| shown.outline.economy_index(economy).is_some())
        };
        let focus = &settings.bloc.focus;
        let others = settings
            .bloc
            .members
            .iter()
            .filter(|member| !focus.contains(member))
            .filter(shown);
        let mut needed: Vec<&Economy> = focus.iter().chain(others).collect();
        for figure in settings.figures.values() {
            let shown = std::iter::once(&figure.exporter).chain(&figure.partners);
            let new: Vec<&Economy> = shown.filter(|economy| !needed.contains(economy)).collect();
            needed.extend(new);
        }
        // Message → the tables that have the gap, and the problem.
        let mut gaps: IndexMap<String, (Vec<&str>, Problem)> = IndexMap::new();
        for SourceYear {
            path, outline: table, ..
        } in &self.tables
        {
            for economy in &needed {
                let problems = match table.economy_index(economy) {
                    Some(index) => unmatched_patterns(table, index, settings),
                    None => vec![Problem::MissingEconomy {
                        what: "input-output tables",
                        economy: (*economy).clone(),
                    }],
                };
                for problem in problems {
                    let tables = &mut gaps.entry(problem.to_string()).or_insert((Vec::new(), problem)).0;
                    if tables.last() != Some(&path.as_str()) {
                        tables.push(path);
                    }
                }
            }
        }
        let place = |tables: &[&str]| match tables {
            [only] => Place::file(only),
            [first, rest @ ..] => Place::file(&format!("{first} and {} more", rest.len())),
            [] => Place::default(),
        };
        gaps.into_values()
            .map(|(tables, problem)| IngestError::new(place(&tables), problem))
            .collect()
    }

    fn trade_data(&mut self, settings: &Settings) -> Result<Option<TradeData>, IngestError> {
        let Some(stage) = &settings.reorientation else {
            return Ok(None);
        };
        let members = &settings.bloc.members;
        let mut data = trade::collect(&self.trade, members)?;
        for exporter in &stage.mirror {
            let missing = [stage.base, stage.current].map(|window| data.missing_years(exporter, window));
            trade::fill_from_mirror(&mut data, &self.trade, members, exporter, &missing.concat())?;
            let filled = data.mirrored(exporter);
            self.warnings.extend(filled.map(|(year, importers)| {
                format!(
                    "trade data: exports of {exporter} in {year} are the imports of {importers} economies from it; the report says so"
                )
            }));
        }
        for member in &settings.bloc.members {
            if !data.has_reporter(member) {
                let problem = Problem::MissingEconomy {
                    what: "trade data",
                    economy: member.clone(),
                };
                return Err(IngestError::new(Place::file("data.trade"), problem));
            }
            if !data.has_sections(member) {
                let problem = Problem::NoSections(member.clone());
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

/// Patterns of the sectors that no activity of an economy matches.
fn unmatched_patterns(table: &TableOutline, index: usize, settings: &Settings) -> Vec<Problem> {
    let own: Vec<_> = table.cells.iter().filter(|cell| cell.economy == index).collect();
    let patterns = settings
        .sectors
        .values()
        .flat_map(|sector| sector.activities.iter().map(move |p| (sector, p)));
    let unmatched = patterns.filter(|(_, pattern)| !own.iter().any(|cell| pattern.matches(&cell.activity)));
    let elsewhere = |pattern: &ActivityPattern| table.cells.iter().any(|cell| pattern.matches(&cell.activity));
    let problem = |(sector, pattern): (&Sector, &ActivityPattern)| Problem::NoActivity {
        economy: elsewhere(pattern).then(|| table.economies[index].clone()),
        sector: sector.id.clone(),
        pattern: pattern.as_str().to_owned(),
    };
    unmatched.map(problem).collect()
}
