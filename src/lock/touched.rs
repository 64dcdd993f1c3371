//! Which exhibits a change reaches; their ids are those of `exhibits`.

use std::fmt;

use super::{Change, Topic};
use crate::model::{Economy, Formula, Series, Window, Year};
use crate::settings::{RegressionSettings, Settings};

/// Something in the report that a change in the data may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// A table or figure by its cross-reference; of a table perhaps the rows of some economies only.
    Exhibit { id: String, rows_of: Vec<Economy> },
    /// The tables and figures of the robustness appendix.
    Appendix,
}

impl Touched {
    fn whole(id: impl Into<String>) -> Self {
        Self::Exhibit {
            id: id.into(),
            rows_of: Vec::new(),
        }
    }
}

impl fmt::Display for Touched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exhibit { id, rows_of } if rows_of.is_empty() => f.write_str(id),
            Self::Exhibit { id, rows_of } => {
                let codes: Vec<&str> = rows_of.iter().map(Economy::code).collect();
                write!(f, "{id} (rows of {})", codes.join(", "))
            }
            Self::Appendix => f.write_str("the robustness appendix"),
        }
    }
}

/// What a change touches with these settings.
pub(super) fn touched(settings: &Settings, change: &Change) -> Vec<Touched> {
    match change {
        Change::Added { .. }
        | Change::Removed { .. }
        | Change::Replaced { .. }
        | Change::Kind { .. }
        | Change::Label { .. }
        | Change::Rows { .. } => vec![Touched::whole("tbl-inputs")],
        Change::Renamed { .. } => Vec::new(),
        Change::Economies {
            topic,
            economies,
            years,
            ..
        }
        | Change::Years {
            topic,
            economies,
            years,
            ..
        } => of_topic(settings, *topic, economies, years),
        Change::Values {
            economy, series, years, ..
        } => of_topic(settings, series.topic(), std::slice::from_ref(economy), years),
        Change::UnitSlip {
            topic,
            economy,
            revisions,
        }
        | Change::Revised {
            topic,
            economy,
            revisions,
            ..
        } => {
            let years: Vec<Year> = revisions.iter().map(|revision| revision.year).collect();
            of_topic(settings, *topic, std::slice::from_ref(economy), &years)
        }
        Change::SlightlyRevised {
            topic,
            economies,
            years,
            ..
        } => of_topic(settings, *topic, economies, years),
        Change::OtherRows { economy, years } => of_topic(settings, Topic::Trade, std::slice::from_ref(economy), years),
        // All that the study uses of other files is in their summary.
        Change::Content { topic, years } if *topic == Topic::Tables => of_topic(settings, *topic, &[], years),
        Change::Content { .. } => Vec::new(),
    }
}

fn of_topic(settings: &Settings, topic: Topic, economies: &[Economy], years: &[Year]) -> Vec<Touched> {
    match topic {
        Topic::Trade => of_trade(settings, economies, years),
        Topic::Tables => of_tables(settings, years),
        Topic::GdpPerCapita => of_gdp(settings, economies, years),
    }
}

fn any_in(window: Window, years: &[Year]) -> bool {
    years.iter().any(|year| window.contains(*year))
}

/// Stage I: the rows of the reporters.
fn of_trade(settings: &Settings, economies: &[Economy], years: &[Year]) -> Vec<Touched> {
    let Some(stage) = &settings.reorientation else {
        return Vec::new();
    };
    let rows_of = among(economies, &settings.bloc.members);
    if rows_of.is_empty() || !(any_in(stage.base, years) || any_in(stage.current, years)) {
        return Vec::new();
    }
    let exhibit = |id: &str| Touched::Exhibit {
        id: id.to_owned(),
        rows_of: rows_of.clone(),
    };
    vec![exhibit("tbl-reorientation"), exhibit("tbl-definitions")]
}

/// Stages II and III: by the Leontief inverse a cell reaches every economy.
fn of_tables(settings: &Settings, years: &[Year]) -> Vec<Touched> {
    let mut found = Vec::new();
    if any_in(settings.linkage.years, years) {
        let figures = settings.bloc.focus.iter();
        found.extend(figures.map(|economy| Touched::whole(format!("fig-linkage-{economy}"))));
    }
    let own = settings
        .figures
        .iter()
        .filter(|(_, figure)| any_in(figure.years, years));
    found.extend(own.map(|(id, _)| Touched::whole(id)));
    if any_in(settings.response.years, years) {
        found.extend([Touched::whole("tbl-response"), Touched::whole("fig-response")]);
        found.extend(settings.has_appendix().then_some(Touched::Appendix));
    }
    found.extend(of_regressions(settings, |own| any_in(own.years, years)));
    found
}

/// Stage III: the equations of the economies.
fn of_gdp(settings: &Settings, economies: &[Economy], years: &[Year]) -> Vec<Touched> {
    let mut found = Vec::new();
    let rows_of = among(economies, &settings.bloc.focus);
    if !rows_of.is_empty() && any_in(settings.response.years, years) {
        let is_hub = rows_of.contains(&settings.bloc.hub);
        found.push(Touched::Exhibit {
            id: "tbl-response".to_owned(),
            rows_of,
        });
        found.extend(is_hub.then(|| Touched::whole("fig-response")));
        found.extend(settings.has_appendix().then_some(Touched::Appendix));
    }
    found.extend(of_regressions(settings, |own| {
        economies.contains(&own.exporter) && any_in(own.years, years) && names_gdp(&own.formula)
    }));
    found
}

fn of_regressions(settings: &Settings, is_touched: impl Fn(&RegressionSettings) -> bool) -> Vec<Touched> {
    let own = settings.regressions.iter().filter(|(_, own)| is_touched(own));
    own.map(|(id, _)| Touched::whole(format!("tbl-{id}"))).collect()
}

fn names_gdp(formula: &Formula) -> bool {
    let mut variables = std::iter::once(&formula.response).chain(&formula.terms);
    variables.any(|variable| variable.series == Series::GdpPc)
}

fn among(economies: &[Economy], list: &[Economy]) -> Vec<Economy> {
    list.iter()
        .filter(|economy| economies.contains(economy))
        .cloned()
        .collect()
}
