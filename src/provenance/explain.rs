//! One step back from a number: its formula, the numbers in it, the rows that it rests on.

mod evidence;

use super::key::{Key, LinkageField, PanelField, Period, StatisticField};
use super::number::{Number, Origin};
use super::rows::SourceRows;
use crate::ingest::{Group, RowPlace};
use crate::model::{Economy, Sector, Series, Variable, Year};
use crate::settings::{LeadDefinition, Reorientation};
use crate::stages::{Direction, Results};

/// What a number was made from.
#[derive(Debug, Clone, Default)]
pub struct Explanation {
    /// The formula, as a phrase of the lexicon; none for constants and plain counts.
    pub formula: Option<&'static str>,
    /// The unit, as a phrase of the lexicon.
    pub unit: Option<&'static str>,
    pub inputs: Vec<Number>,
    pub sources: Vec<SourceRows>,
    /// The settings that chose it: name in rvc.toml and value.
    pub settings: Vec<(&'static str, String)>,
}

/// Goes one step back from a number.
pub fn explain(number: &Number, results: &Results) -> Explanation {
    match number.origin() {
        Origin::Result(key) => Explainer { results }.key(key),
        Origin::Constant => Explanation::default(),
        Origin::Derived { of, .. } => Explanation {
            inputs: of.clone(),
            ..Explanation::default()
        },
    }
}

impl Period {
    /// The window of the settings.
    pub fn window(self, stage: &Reorientation) -> crate::model::Window {
        match self {
            Self::Base => stage.base,
            Self::Current => stage.current,
        }
    }
}

struct Explainer<'a> {
    results: &'a Results,
}

impl Explainer<'_> {
    fn key(&self, key: &Key) -> Explanation {
        match key {
            Key::Share {
                economy,
                group,
                mutual,
                period,
            } => Explanation {
                formula: Some("share-of-exports"),
                unit: Some("fraction"),
                inputs: self.numbers([*group, Group::Total].map(|group| trade(economy, group, *mutual, *period))),
                ..Explanation::default()
            },
            Key::Lead {
                economy,
                group,
                definition,
            } => self.lead(economy, *group, *definition),
            Key::Trade {
                economy,
                group,
                mutual,
                period,
            } => self.trade(economy, *group, *mutual, *period),
            Key::Linkage {
                exporter,
                sector,
                year,
                field,
            } => self.linkage(exporter, sector, *year, field),
            Key::Panel {
                exporter,
                sector,
                year,
                field,
            } => self.panel(exporter, sector, *year, *field),
            Key::Coefficient {
                exporter,
                sector,
                direction,
                ..
            } => self.equation(exporter, sector, *direction, "least-squares"),
            Key::Statistic {
                exporter,
                sector,
                direction,
                field,
            } => self.equation(exporter, sector, *direction, statistic_formula(*field)),
            Key::OwnCoefficient { id, .. } => self.regression(id, "least-squares"),
            Key::OwnStatistic { id, field } => self.regression(id, statistic_formula(*field)),
            Key::Robustness { path } => self.evidence(path),
            Key::Inputs { kind, .. } => self.inputs(kind),
            Key::Setting { name } => Explanation {
                formula: Some("setting"),
                settings: vec![("rvc.toml", name.clone())],
                ..Explanation::default()
            },
        }
    }

    /// Those of the keys that the results define.
    fn numbers(&self, keys: impl IntoIterator<Item = Key>) -> Vec<Number> {
        keys.into_iter().filter_map(|key| key.number(self.results)).collect()
    }

    fn lead(&self, economy: &Economy, group: Group, definition: LeadDefinition) -> Explanation {
        let shares = || {
            let flows = [true, false].map(|mutual| Period::ALL.map(|period| (mutual, period)));
            flows.into_iter().flatten().map(|(mutual, period)| Key::Share {
                economy: economy.clone(),
                group,
                mutual,
                period,
            })
        };
        let sums = || {
            let flows = [true, false].map(|mutual| Period::ALL.map(|period| (mutual, period)));
            let keys = flows.into_iter().flatten();
            keys.map(|(mutual, period)| trade(economy, group, mutual, period))
        };
        let (formula, unit, inputs) = match definition {
            LeadDefinition::ShareRatio => ("lead-share-ratio", None, self.numbers(shares())),
            LeadDefinition::GrowthRatio => ("lead-growth-ratio", None, self.numbers(sums())),
            LeadDefinition::GrowthRatioThird => ("lead-growth-ratio-third", None, self.numbers(sums())),
            LeadDefinition::ShareGap => ("lead-share-gap", Some("percentage-points"), self.numbers(shares())),
        };
        Explanation {
            formula: Some(formula),
            unit,
            inputs,
            settings: vec![("reorientation.definition", definition.id().to_owned())],
            ..Explanation::default()
        }
    }

    fn trade(&self, economy: &Economy, group: Group, mutual: bool, period: Period) -> Explanation {
        let settings = self.results.settings();
        let (Some(stage), Some(data)) = (&settings.reorientation, &self.results.evidence.trade) else {
            return Explanation::default();
        };
        let window = period.window(stage);
        let places = data.rows_of(&settings.bloc, economy, group, mutual, window);
        let name = match period {
            Period::Base => "reorientation.base",
            Period::Current => "reorientation.current",
        };
        Explanation {
            formula: Some(if mutual { "trade-mutual" } else { "trade-total" }),
            unit: Some("usd"),
            sources: by_file(&places, "rows-trade"),
            settings: vec![(name, window.to_string())],
            ..Explanation::default()
        }
    }

    fn linkage(&self, exporter: &Economy, sector: &str, year: Year, field: &LinkageField) -> Explanation {
        let sibling = |field| Key::Linkage {
            exporter: exporter.clone(),
            sector: sector.to_owned(),
            year,
            field,
        };
        let value_added = || {
            vec![(
                "linkage.value_added",
                self.results.settings().linkage.value_added.id().to_owned(),
            )]
        };
        match field {
            LinkageField::GrossExports => Explanation {
                formula: Some("gross-exports"),
                unit: Some("usd-million"),
                sources: self.sales(exporter, sector, year),
                settings: self.sector(sector),
                ..Explanation::default()
            },
            LinkageField::FvaShare => Explanation {
                formula: Some("fva-share"),
                unit: Some("fraction"),
                inputs: self.numbers([LinkageField::Fva, LinkageField::GrossExports].map(sibling)),
                ..Explanation::default()
            },
            LinkageField::Fva => Explanation {
                formula: Some("fva"),
                unit: Some("usd-million"),
                inputs: self.numbers([sibling(LinkageField::GrossExports)]),
                sources: self.table(year, &[exporter]),
                settings: value_added(),
            },
            LinkageField::PartnerShare(_) => Explanation {
                formula: Some("partner-share"),
                unit: Some("fraction"),
                inputs: self.numbers([sibling(LinkageField::Fva)]),
                sources: self.table(year, &[exporter]),
                settings: value_added(),
            },
        }
    }

    fn panel(&self, exporter: &Economy, sector: &str, year: Year, field: PanelField) -> Explanation {
        let sibling = |field| Key::Panel {
            exporter: exporter.clone(),
            sector: sector.to_owned(),
            year,
            field,
        };
        let (formula, unit) = match field {
            PanelField::Mutual => ("exports-mutual", "usd-million"),
            PanelField::External => ("exports-external", "usd-million"),
            PanelField::Bp => ("bp", "usd-million"),
            PanelField::Fp => ("fp", "usd-million"),
            PanelField::GdpPc => ("gdp-pc", "usd"),
            PanelField::Content => ("content", "fraction"),
            PanelField::BpAll => ("bp-all", "usd-million"),
            PanelField::FpAll => ("fp-all", "usd-million"),
            PanelField::ValueAdded => ("value-added", "usd-million"),
            PanelField::ForwardShare => ("forward-share", "fraction"),
        };
        let place = self.results.evidence.gdp_per_capita.place(exporter, year);
        Explanation {
            formula: Some(formula),
            unit: Some(unit),
            inputs: match field {
                PanelField::Content => {
                    self.numbers([PanelField::Bp, PanelField::Mutual, PanelField::External].map(sibling))
                }
                PanelField::ForwardShare => self.numbers([PanelField::Fp, PanelField::ValueAdded].map(sibling)),
                _ => Vec::new(),
            },
            sources: match field {
                PanelField::Mutual | PanelField::External => self.sales(exporter, sector, year),
                PanelField::Bp | PanelField::BpAll | PanelField::ValueAdded => self.table(year, &[exporter]),
                PanelField::Fp | PanelField::FpAll => {
                    let partners = self.results.study.coverage.partners_of(exporter);
                    self.table(year, &partners.collect::<Vec<_>>())
                }
                PanelField::GdpPc => by_file(&place.into_iter().collect::<Vec<_>>(), "rows-gdp"),
                PanelField::Content | PanelField::ForwardShare => Vec::new(),
            },
            settings: if field == PanelField::GdpPc {
                Vec::new()
            } else {
                self.sector(sector)
            },
        }
    }

    /// Everything that an equation of stage III was estimated from.
    fn equation(&self, exporter: &Economy, sector: &str, direction: Direction, formula: &'static str) -> Explanation {
        let settings = self.results.settings();
        let response = match direction {
            Direction::Mutual => PanelField::Mutual,
            Direction::External => PanelField::External,
        };
        let fields = [response, PanelField::Bp, PanelField::Fp, PanelField::GdpPc];
        let years = settings.response.years.years();
        let keys = years.flat_map(|year| fields.map(|field| panel(exporter, sector, year, field)));
        Explanation {
            formula: Some(formula),
            inputs: self.numbers(keys),
            settings: vec![
                ("response.covariance", settings.response.covariance.to_string()),
                ("response.years", settings.response.years.to_string()),
            ],
            ..Explanation::default()
        }
    }

    fn regression(&self, id: &str, formula: &'static str) -> Explanation {
        let Some(own) = self.results.settings().regressions.get(id) else {
            return Explanation::default();
        };
        let variables = std::iter::once(&own.formula.response).chain(&own.formula.terms);
        let fields: Vec<PanelField> = variables.flat_map(panel_fields).copied().collect();
        let keys = own.years.years().flat_map(|year| {
            let of_year = |field: &PanelField| panel(&own.exporter, &own.sector, year, *field);
            fields.iter().map(of_year).collect::<Vec<_>>()
        });
        Explanation {
            formula: Some(formula),
            inputs: self.numbers(keys),
            settings: vec![
                ("formula", own.formula.to_string()),
                ("covariance", own.covariance.to_string()),
                ("years", own.years.to_string()),
            ],
            ..Explanation::default()
        }
    }

    fn inputs(&self, kind: &str) -> Explanation {
        let files = self.results.inputs.iter().filter(|file| file.kind == kind);
        Explanation {
            formula: Some("inputs"),
            sources: files
                .map(|file| SourceRows {
                    path: file.path.clone(),
                    lines: Vec::new(),
                    column: None,
                    content: "rows-file",
                })
                .collect(),
            ..Explanation::default()
        }
    }

    /// The rows in which the table of a year shows the sales of an exporter's sector, or TiVA its exports.
    fn sales(&self, exporter: &Economy, sector: &str, year: Year) -> Vec<SourceRows> {
        let sector: Option<&Sector> = self.results.settings().sectors.get(sector);
        let table = self.results.evidence.tables.get(&year);
        let rows = table
            .zip(sector)
            .map(|(table, sector)| match table.places_of(exporter) {
                Some(places) => SourceRows {
                    path: places.exports.path.clone(),
                    lines: places.exports.lines(),
                    column: None,
                    content: "rows-tiva-exports",
                },
                None => SourceRows {
                    path: table.path.clone(),
                    lines: table.lines_of(exporter, sector),
                    column: None,
                    content: "rows-sales",
                },
            });
        rows.into_iter().collect()
    }

    /// The whole table of a year: the Leontief inverse takes in every cell. Of TiVA, the origins of some exporters.
    fn table(&self, year: Year, exporters: &[&Economy]) -> Vec<SourceRows> {
        let Some(table) = self.results.evidence.tables.get(&year) else {
            return Vec::new();
        };
        let mut published: Vec<SourceRows> = Vec::new();
        for places in exporters.iter().filter_map(|exporter| table.places_of(exporter)) {
            let rows = SourceRows {
                path: places.origins.path.clone(),
                lines: places.origins.lines(),
                column: None,
                content: "rows-tiva-origins",
            };
            if !published.contains(&rows) {
                published.push(rows);
            }
        }
        if !published.is_empty() {
            return published;
        }
        vec![SourceRows {
            path: table.path.clone(),
            lines: (table.first..=table.last).collect(),
            column: None,
            content: "rows-table",
        }]
    }

    fn sector(&self, id: &str) -> Vec<(&'static str, String)> {
        let sector = self.results.settings().sectors.get(id);
        let patterns = sector.map(|sector| {
            let codes: Vec<&str> = sector.activities.iter().map(|pattern| pattern.as_str()).collect();
            ("sectors", format!("{id} = {}", codes.join(", ")))
        });
        patterns.into_iter().collect()
    }
}

fn statistic_formula(field: StatisticField) -> &'static str {
    match field {
        StatisticField::F | StatisticField::FP => "wald-f",
        StatisticField::R2 => "r-squared",
        StatisticField::NObs | StatisticField::DfResid => "observations",
    }
}

fn trade(economy: &Economy, group: Group, mutual: bool, period: Period) -> Key {
    Key::Trade {
        economy: economy.clone(),
        group,
        mutual,
        period,
    }
}

fn panel(exporter: &Economy, sector: &str, year: Year, field: PanelField) -> Key {
    Key::Panel {
        exporter: exporter.clone(),
        sector: sector.to_owned(),
        year,
        field,
    }
}

/// The series of the panel that a variable of a formula takes in.
fn panel_fields(variable: &Variable) -> &'static [PanelField] {
    match variable.series {
        Series::Mutual => &[PanelField::Mutual],
        Series::External => &[PanelField::External],
        Series::Total => &[PanelField::Mutual, PanelField::External],
        Series::Bp => &[PanelField::Bp],
        Series::Fp => &[PanelField::Fp],
        Series::GdpPc => &[PanelField::GdpPc],
        Series::Content => &[PanelField::Content],
        Series::BpAll => &[PanelField::BpAll],
        Series::FpAll => &[PanelField::FpAll],
        Series::ForwardShare => &[PanelField::ForwardShare],
        Series::Year => &[],
    }
}

/// Places grouped by file, lines sorted.
fn by_file(places: &[&RowPlace], content: &'static str) -> Vec<SourceRows> {
    let mut rows: Vec<SourceRows> = Vec::new();
    for place in places {
        match rows.iter_mut().find(|known| *known.path == *place.path) {
            Some(known) => known.lines.push(place.line),
            None => rows.push(SourceRows {
                path: place.path.to_string(),
                lines: vec![place.line],
                column: place.column,
                content,
            }),
        }
    }
    rows.iter_mut().for_each(|known| known.lines.sort_unstable());
    rows
}
