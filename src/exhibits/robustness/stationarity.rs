use super::{Cell, Label, Row, Size, Table, by_exporter, equation_rows, evidence, number, of_equation, text};
use crate::model::Series;
use crate::provenance::Number;
use crate::stages::Results;
use crate::stages::robustness::SectorEvidence;

/// Unit-root tests of every series; GDP per capita is the same in all sectors and stands once.
pub(super) fn series(results: &Results) -> Table {
    let columns = vec![
        text("sector"),
        text("series"),
        number("adf-constant"),
        number("adf-trend"),
        number("adf-critical"),
        number("adf-differences"),
        number("kpss-constant"),
        number("kpss-trend"),
        number("kpss-critical"),
        text("order"),
    ];
    let mut rows = Vec::new();
    let mut exporter = None;
    for found in &results.robustness.sectors {
        let is_new = exporter.replace(&found.exporter) != Some(&found.exporter);
        let shown = found.series.keys().filter(|series| is_new || **series != Series::GdpPc);
        rows.extend(
            shown
                .enumerate()
                .map(|(position, series)| row(results, found, *series, position == 0)),
        );
    }
    by_exporter("tbl-unit-roots", columns, rows, Size::Tiny)
}

fn row(results: &Results, found: &SectorEvidence, series: Series, is_first: bool) -> Row {
    let value = |path: &str| {
        let path = format!("series.{}.{path}", series.id());
        evidence(results, found.exporter.code(), &found.sector, &path)
    };
    // A unit root is rejected below the critical value, stationarity above it.
    let adf = |test: &str| {
        let field = |field: &str| value(&format!("{test}.{field}"));
        Cell::starred(
            field("statistic"),
            2,
            rejections(&field, |statistic, critical| statistic < critical),
        )
    };
    let kpss = |test: &str| {
        let field = |field: &str| value(&format!("{test}.{field}"));
        Cell::starred(
            field("statistic"),
            3,
            rejections(&field, |statistic, critical| statistic > critical),
        )
    };
    let sector = Label::Name(found.sector.clone());
    let label = match series {
        Series::Mutual | Series::External => format!("exports-{}", series.id()),
        _ => series.id().to_owned(),
    };
    let order = found.series.get(&series).map(|roots| roots.order.id());
    Row {
        section: Some(Label::Name(found.exporter.to_string())),
        cells: vec![
            if is_first {
                Cell::Label(sector)
            } else {
                Cell::Same(sector)
            },
            Cell::Label(Label::Term(label)),
            adf("adf_constant"),
            adf("adf_trend"),
            Cell::number(value("adf_trend.critical_5"), 2),
            adf("adf_differences"),
            kpss("kpss_constant"),
            kpss("kpss_trend"),
            Cell::number(value("kpss_trend.critical_5"), 3),
            order.map_or(Cell::Missing, |id| Cell::Label(Label::Phrase(id))),
        ],
    }
}

/// At how many of the levels 10, 5 and 1 % a statistic rejects.
fn rejections(field: &dyn Fn(&str) -> Option<Number>, rejects: impl Fn(f64, f64) -> bool) -> usize {
    let Some(statistic) = field("statistic") else { return 0 };
    let criticals = ["critical_10", "critical_5", "critical_1"]
        .into_iter()
        .filter_map(field);
    criticals
        .filter(|critical| rejects(statistic.value(), critical.value()))
        .count()
}

/// Cointegration of every equation, and whether its levels may be read.
pub(super) fn equations(results: &Results) -> Table {
    let columns = vec![
        text("sector"),
        text("direction"),
        number("engle-granger"),
        number("lags"),
        number("critical-10"),
        number("critical-5"),
        number("critical-1"),
        number("p"),
        text("levels-admissible"),
    ];
    let rows = equation_rows(results, |estimate| {
        let field = |field: &str| of_equation(results, estimate, &format!("cointegration.{field}"));
        let sector = results.robustness.sector(&estimate.exporter, &estimate.sector);
        let levels = sector.map(|sector| sector.levels(estimate.direction).id());
        vec![
            Cell::starred(
                field("statistic"),
                2,
                rejections(&field, |statistic, critical| statistic < critical),
            ),
            Cell::integer(field("lag")),
            Cell::number(field("critical_10"), 2),
            Cell::number(field("critical_5"), 2),
            Cell::number(field("critical_1"), 2),
            Cell::number(field("p"), 3),
            levels.map_or(Cell::Missing, |id| Cell::Label(Label::Phrase(id))),
        ]
    });
    by_exporter("tbl-cointegration", columns, rows, Size::Tiny)
}
