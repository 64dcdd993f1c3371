use super::table::{Cell, Column, HeaderCell, Label, Row, Size, Table};
use crate::model::{Economy, Year};
use crate::stages::{Direction, Results, Term};

/// A figure without words: its numbers, and the table behind it.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The cross-reference, such as `fig-linkage-RUS`.
    pub id: String,
    /// The economy that the figure is about.
    pub economy: Economy,
    pub data: FigureData,
}

#[derive(Debug, Clone)]
pub enum FigureData {
    /// Shares of partners in foreign value added, and its share in exports; fractions by year.
    Linkage {
        years: Vec<Year>,
        partners: Vec<(Economy, Vec<Option<f64>>)>,
        fva_share: Vec<Option<f64>>,
    },
    /// Coefficients with intervals, one bar a sector, direction and term.
    Response { sectors: Vec<String>, bars: Vec<Bar> },
}

/// One bar of the figure of coefficients; USD million of exports per USD million of participation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Position in the list of sectors.
    pub sector: usize,
    pub direction: Direction,
    pub term: Term,
    pub coef: f64,
    /// The 95 % confidence interval.
    pub interval: (f64, f64),
    pub significant: bool,
}

/// One linkage figure a focus economy, and the hub's coefficients.
pub(super) fn all(results: &Results) -> Vec<Figure> {
    let settings = results.settings();
    let mut figures: Vec<Figure> = settings
        .bloc
        .focus
        .iter()
        .map(|economy| linkage(results, economy))
        .collect();
    figures.push(response(results, &settings.bloc.hub));
    figures
}

fn linkage(results: &Results, economy: &Economy) -> Figure {
    let settings = results.settings();
    let window = settings.linkage.years;
    let points: Vec<_> = results
        .linkage_of(economy, &settings.linkage.sector)
        .filter(|point| window.contains(point.year))
        .collect();
    let partners = results.study.coverage.partners_of(economy).map(|partner| {
        (
            partner.clone(),
            points.iter().map(|point| point.share_of(partner)).collect(),
        )
    });
    Figure {
        id: format!("fig-linkage-{economy}"),
        economy: economy.clone(),
        data: FigureData::Linkage {
            years: points.iter().map(|point| point.year).collect(),
            partners: partners.collect(),
            fva_share: points.iter().map(|point| point.fva_share).collect(),
        },
    }
}

fn response(results: &Results, hub: &Economy) -> Figure {
    let sectors = results.settings().response.sectors.clone();
    let mut bars = Vec::new();
    for (position, sector) in sectors.iter().enumerate() {
        for direction in [Direction::Mutual, Direction::External] {
            for term in [Term::Bp, Term::Fp] {
                let Some(estimate) = results.estimate(hub, sector, direction) else {
                    continue;
                };
                let found = estimate.term(term);
                bars.push(Bar {
                    sector: position,
                    direction,
                    term,
                    coef: found.coef,
                    interval: found.interval,
                    significant: found.is_significant(),
                });
            }
        }
    }
    Figure {
        id: "fig-response".into(),
        economy: hub.clone(),
        data: FigureData::Response { sectors, bars },
    }
}

impl Figure {
    /// The numbers behind the figure.
    pub fn table(&self) -> Table {
        let (columns, header, rows) = match &self.data {
            FigureData::Linkage {
                years,
                partners,
                fva_share,
            } => linkage_table(years, partners, fva_share),
            FigureData::Response { sectors, bars } => response_table(sectors, bars),
        };
        Table {
            id: self.id.clone(),
            columns,
            header: vec![header],
            rows,
            section_key: None,
            size: Size::Small,
        }
    }
}

type Parts = (Vec<Column>, Vec<HeaderCell>, Vec<Row>);

fn linkage_table(years: &[Year], partners: &[(Economy, Vec<Option<f64>>)], fva_share: &[Option<f64>]) -> Parts {
    let mut columns = vec![Column::text("year")];
    columns.extend(
        partners
            .iter()
            .map(|(partner, _)| Column::number(format!("partner_share_{partner}"))),
    );
    columns.push(Column::number("fva_share"));
    let mut header = vec![HeaderCell::new(Label::Phrase("year"), 1, 1)];
    header.extend(
        partners
            .iter()
            .map(|(partner, _)| HeaderCell::new(Label::PhraseOf("partner-share-of", partner.to_string()), 1, 1)),
    );
    header.push(HeaderCell::new(Label::Phrase("fva-share"), 1, 1));
    let rows = years.iter().enumerate().map(|(i, year)| {
        let mut cells = vec![Cell::Label(Label::Literal(year.to_string()))];
        cells.extend(partners.iter().map(|(_, shares)| Cell::percent(shares[i], 2)));
        cells.push(Cell::percent(fva_share[i], 2));
        Row { section: None, cells }
    });
    (columns, header, rows.collect())
}

fn response_table(sectors: &[String], bars: &[Bar]) -> Parts {
    let columns = vec![
        Column::text("sector"),
        Column::text("direction"),
        Column::text("term"),
        Column::number("coef"),
        Column::number("ci_lower"),
        Column::number("ci_upper"),
        Column::text("significant"),
    ];
    let titles = [
        "sector",
        "direction",
        "term",
        "coefficient",
        "ci-lower",
        "ci-upper",
        "significance",
    ];
    let header = titles.map(|title| HeaderCell::new(Label::Phrase(title), 1, 1));
    let number = |value: f64| Cell::Number {
        value,
        decimals: 2,
        stars: 0,
    };
    let rows = bars.iter().map(|bar| Row {
        section: None,
        cells: vec![
            Cell::Label(Label::Name(sectors[bar.sector].clone())),
            Cell::Label(Label::Phrase(bar.direction.id())),
            Cell::Label(Label::Phrase(bar.term.id())),
            number(bar.coef),
            number(bar.interval.0),
            number(bar.interval.1),
            Cell::Label(Label::Phrase(if bar.significant {
                "significant"
            } else {
                "not-significant"
            })),
        ],
    });
    (columns, header.into(), rows.collect())
}
