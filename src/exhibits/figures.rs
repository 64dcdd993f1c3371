use super::lead::{self, LeadRow};
use super::slopes::{self, SlopePoint};
use super::table::{Cell, Column, HeaderCell, Label, Row, Size, Table};
use crate::model::{Economy, Window, Year};
use crate::provenance::{Key, LinkageField, Number, TermField};
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
        sector: String,
        window: Window,
        years: Vec<Year>,
        partners: Vec<(Economy, Vec<Option<Number>>)>,
        fva_share: Vec<Option<Number>>,
    },
    /// Coefficients with intervals, one bar a sector, direction and term.
    Response { sectors: Vec<String>, bars: Vec<Bar> },
    /// Lead coefficients of a member beside those of the others, one row a commodity group.
    Lead { rows: Vec<LeadRow>, threshold: f64 },
    /// A slope in every equation and specification, ascending.
    Curve { term: Term, points: Vec<SlopePoint> },
    /// Both slopes of every equation in levels.
    Forest { points: Vec<SlopePoint> },
}

/// One bar of the figure of coefficients; USD million of exports per USD million of participation.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Position in the list of sectors.
    pub sector: usize,
    pub direction: Direction,
    pub term: Term,
    pub coef: Number,
    /// The 95 % confidence interval.
    pub interval: (Number, Number),
    pub significant: bool,
}

/// One linkage figure a focus economy, the project's own, and the hub's coefficients.
pub(super) fn all(results: &Results) -> Vec<Figure> {
    let settings = results.settings();
    let (sector, window) = (&settings.linkage.sector, settings.linkage.years);
    let mut figures: Vec<Figure> = Vec::new();
    for economy in &settings.bloc.focus {
        let partners: Vec<Economy> = results.study.coverage.partners_of(economy).cloned().collect();
        let id = format!("fig-linkage-{economy}");
        figures.push(linkage(results, id, economy, sector, &partners, window));
    }
    for (id, own) in &settings.figures {
        figures.push(linkage(
            results,
            id.clone(),
            &own.exporter,
            &own.sector,
            &own.partners,
            own.years,
        ));
    }
    figures.push(response(results, &settings.bloc.hub));
    figures.extend(lead::figures(results));
    figures.extend(slopes::figures(results));
    figures
}

fn linkage(
    results: &Results,
    id: String,
    economy: &Economy,
    sector: &str,
    partners: &[Economy],
    window: Window,
) -> Figure {
    let years: Vec<Year> = results
        .linkage_of(economy, sector)
        .map(|point| point.year)
        .filter(|year| window.contains(*year))
        .collect();
    let series = |field: LinkageField| {
        let numbers = years.iter().map(|year| {
            let key = Key::Linkage {
                exporter: economy.clone(),
                sector: sector.to_owned(),
                year: *year,
                field: field.clone(),
            };
            key.number(results)
        });
        numbers.collect::<Vec<_>>()
    };
    let shares = partners
        .iter()
        .map(|partner| (partner.clone(), series(LinkageField::PartnerShare(partner.clone()))));
    Figure {
        id,
        economy: economy.clone(),
        data: FigureData::Linkage {
            sector: sector.to_owned(),
            window,
            partners: shares.collect(),
            fva_share: series(LinkageField::FvaShare),
            years,
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
                let number = |field| {
                    let key = Key::Coefficient {
                        exporter: hub.clone(),
                        sector: sector.clone(),
                        direction,
                        term,
                        field,
                    };
                    key.number(results)
                };
                let ends = number(TermField::CiLower).zip(number(TermField::CiUpper));
                let (Some(coef), Some(interval)) = (number(TermField::Coef), ends) else {
                    continue;
                };
                bars.push(Bar {
                    sector: position,
                    direction,
                    term,
                    coef,
                    interval,
                    significant: estimate.term(term).is_significant(),
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
                ..
            } => linkage_table(years, partners, fva_share),
            FigureData::Response { sectors, bars } => response_table(sectors, bars),
            FigureData::Lead { rows, .. } => lead::table(&self.economy, rows),
            FigureData::Curve { points, .. } | FigureData::Forest { points } => slopes::table(points),
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

fn linkage_table(years: &[Year], partners: &[(Economy, Vec<Option<Number>>)], fva_share: &[Option<Number>]) -> Parts {
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
        cells.extend(partners.iter().map(|(_, shares)| Cell::percent(shares[i].clone(), 2)));
        cells.push(Cell::percent(fva_share[i].clone(), 2));
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
    let number = |number: &Number| Cell::number(Some(number.clone()), 2);
    let rows = bars.iter().map(|bar| Row {
        section: None,
        cells: vec![
            Cell::Label(Label::Name(sectors[bar.sector].clone())),
            Cell::Label(Label::Phrase(bar.direction.id())),
            Cell::Label(Label::Phrase(bar.term.id())),
            number(&bar.coef),
            number(&bar.interval.0),
            number(&bar.interval.1),
            Cell::Label(Label::Phrase(if bar.significant {
                "significant"
            } else {
                "not-significant"
            })),
        ],
    });
    (columns, header.into(), rows.collect())
}
