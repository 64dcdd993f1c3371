//! Each numbered table and figure as a format-neutral value: numbers, identifiers and layout.
//!
//! Pure functions from results. Captions, notes and column titles are words of a language and stand
//! in `templates/lexicon/`; rounding is the business of the formatting module.

mod charts;
mod figures;
mod lead;
mod replication;
mod robustness;
mod slopes;
mod table;
mod tables;

pub use charts::{ChartSpec, ChartWords, WIDTH as CHART_WIDTH, chart};
pub use figures::{Bar, Figure, FigureData};
pub use lead::LeadRow;
pub use slopes::SlopePoint;
pub use table::{Align, Cell, Column, HeaderCell, Label, Row, Size, Table};

use crate::replication::Replication;
use crate::stages::Results;

/// All exhibits of a study, in no particular order: the document numbers them as they appear.
#[derive(Debug, Clone)]
pub struct Exhibits {
    pub tables: Vec<Table>,
    pub figures: Vec<Figure>,
}

/// Builds every exhibit that the results allow.
pub fn build(results: &Results) -> Exhibits {
    Exhibits {
        tables: tables::all(results),
        figures: figures::all(results),
    }
}

impl Exhibits {
    /// The same with the tables of a verification against a published article.
    pub fn with_replication(&self, results: &Results, replication: &Replication) -> Self {
        let mut exhibits = self.clone();
        exhibits.tables.extend(replication::tables(results, replication));
        exhibits
    }

    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == id)
    }

    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }
}
