use std::collections::BTreeMap;
use std::sync::Arc;

use super::Measure;
use super::series::ALL_ACTIVITIES;
use crate::ingest::{Cell, Inputs, SourceYear, TableOutline};
use crate::model::{ActivityPattern, Economy, Sector, Year};
use crate::settings::Settings;
use crate::value_added::ExportOrigin;

/// What a lock keeps of an input-output table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableFigures {
    /// As the list of input files has it.
    pub path: String,
    pub year: Year,
    /// Every economy of the table.
    pub economies: Vec<Economy>,
    /// Economy, sector, measure, USD million.
    pub values: Vec<(Economy, String, Measure, f64)>,
}

/// The figures of all tables: the members' sectors, and all their activities together.
///
/// `origins` are of the same years, with every member that a table shows among the exporters.
pub fn table_figures(settings: &Settings, inputs: &Inputs, origins: &[Arc<ExportOrigin>]) -> Vec<TableFigures> {
    let mut figures = Vec::new();
    for table in &inputs.tables {
        let origin = origins.iter().find(|origin| origin.year == table.outline.year);
        let all = origin.map(|origin| TableFigures::of(settings, &table.path, &table.outline, origin));
        figures.extend(all.into_iter().flat_map(|all| all.by_file(table)));
    }
    figures
}

impl TableFigures {
    /// The figures of each exporter with the file that its data come from: of a table all with the same.
    fn by_file(self, table: &SourceYear) -> Vec<Self> {
        let mut files: BTreeMap<&str, Self> = BTreeMap::new();
        let empty = |path: &str| Self {
            path: path.to_owned(),
            year: self.year,
            economies: self.economies.clone(),
            values: Vec::new(),
        };
        files.insert(&table.path, empty(&table.path));
        for places in table.exporters.values() {
            for path in [&places.origins.path, &places.exports.path] {
                files.entry(path).or_insert_with(|| empty(path));
            }
        }
        for value in &self.values {
            let path = table.path_of(&value.0);
            files
                .entry(path)
                .or_insert_with(|| empty(path))
                .values
                .push(value.clone());
        }
        files.into_values().collect()
    }

    fn of(settings: &Settings, path: &str, table: &TableOutline, origin: &ExportOrigin) -> Self {
        let members = &settings.bloc.members;
        let all = Sector {
            id: ALL_ACTIVITIES.to_owned(),
            activities: vec![ActivityPattern::new("*")],
        };
        let is_free = !settings.sectors.contains_key(ALL_ACTIVITIES);
        let sectors = || settings.sectors.values().chain(is_free.then_some(&all));
        let mut values = Vec::new();
        for economy in members {
            let Some(index) = table.economy_index(economy) else {
                continue;
            };
            for sector in sectors() {
                let sum = |amounts: &[f64]| {
                    let cells = table.cells.iter().zip(amounts);
                    let own = cells.filter(|(cell, _)| cell.economy == index && sector.contains(&cell.activity));
                    own.map(|(_, amount)| amount).sum::<f64>() + 0.0
                };
                let is_partner = |to: &Economy| to != economy && members.contains(to);
                let added = |from: &dyn Fn(&Economy) -> bool, of: &dyn Fn(&Cell) -> bool| {
                    let sources = table.economies.iter().filter(|source| from(source));
                    let values = sources.map(|source| origin.value_added(source, of, economy, sector));
                    values.sum::<f64>() + 0.0
                };
                for measure in Measure::ALL {
                    let value = match measure {
                        Measure::Output => table.output.as_deref().map(sum),
                        Measure::ValueAdded => table.value_added.as_deref().map(sum),
                        Measure::GrossExports => Some(sum(&table.exports)),
                        Measure::BlocExports => Some(origin.gross_exports(economy, sector, is_partner)),
                        Measure::ForeignValueAdded => Some(added(&|source| source != economy, &|_| true)),
                        Measure::BlocValueAdded => Some(added(&is_partner, &|cell| sector.contains(&cell.activity))),
                    };
                    values.extend(value.map(|value| (economy.clone(), sector.id.clone(), measure, value)));
                }
            }
        }
        Self {
            path: path.to_owned(),
            year: table.year,
            economies: table.economies.clone(),
            values,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Cell;
    use crate::model::Activity;

    #[test]
    fn sectors_are_summed_and_the_bloc_is_the_other_members() {
        let settings = Settings::parse(include_str!("../../rvc.toml"), "rvc.toml").expect("the settings are valid");
        let economies: Vec<Economy> = ["BLR", "RUS", "CHN"].into_iter().filter_map(Economy::parse).collect();
        let cell = |economy, code| Cell {
            economy,
            activity: Activity::new(code),
        };
        let table = TableOutline {
            year: 2015,
            economies: economies.clone(),
            cells: vec![cell(0, "C26"), cell(0, "A01"), cell(1, "C26"), cell(2, "C26")],
            output: Some(vec![64.0, 67.0, 9.0, 9.0]),
            value_added: Some(vec![50.5, 60.25, 9.0, 9.0]),
            exports: vec![54.0, 64.0, 0.0, 0.0],
            lines: vec![2, 3, 4, 5],
            span: (2, 8),
            imbalanced: 0,
        };
        let exporting = [
            (0, vec![0.0, 18.0, 36.0], vec![10.0, 20.0, 8.0, 16.0]),
            (1, vec![0.0, 1.0, 63.0], vec![30.0, 20.0, 4.0, 10.0]),
        ];
        let cells = table.cells.clone();
        let origin = ExportOrigin::from_parts(2015, economies.clone(), cells, vec![0.0; 4], exporting);
        let found = TableFigures::of(&settings, "2015.csv", &table, &origin);
        let of = |sector: &str| -> Vec<f64> {
            let own = found.values.iter();
            let own = own.filter(|value| value.0 == economies[0] && value.1 == sector);
            own.map(|value| value.3).collect()
        };
        assert_eq!(of("electronics"), [64.0, 50.5, 54.0, 18.0, 24.0, 8.0]);
        assert_eq!(of("all"), [131.0, 110.75, 118.0, 19.0, 38.0, 12.0]);
        assert!(!found.values.iter().any(|value| value.0 == economies[2]));
        assert_eq!(found.economies, economies);
    }
}
