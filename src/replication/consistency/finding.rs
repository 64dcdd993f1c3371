use std::fmt;

use serde::Serialize;

use crate::model::{Window, Year};
use crate::published::{ArticlePlace, CellId, Interval, PrintedNumber, RowId, Sign};

/// One thing that an article says against itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The rule and what it is about: `sector_not_in_table.machinery-fp-rus`.
    pub id: String,
    pub rule: Rule,
    pub weight: Weight,
    /// Where the article says it; a finding about the table alone has none.
    pub place: Option<ArticlePlace>,
    /// The statement or period that is read.
    pub about: Option<String>,
    /// The cells that it rests on.
    pub cells: Vec<CellReading>,
    pub evidence: Evidence,
}

/// A cell with what is printed there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CellReading {
    #[serde(flatten)]
    pub cell: CellId,
    pub printed: PrintedNumber,
}

/// The rules, in the order in which they are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// No classical F of an R² that rounds to the printed one rounds to the printed F.
    ClassicalFDoesNotFit,
    /// The printed coefficient and its standard error or t allow other stars than the printed ones.
    StarsDoNotFit,
    /// The printed F allows other stars than the printed ones.
    FStarsDoNotFit,
    /// The prose names a sector for which the table has no row.
    SectorNotInTable,
    /// The prose names a cell which the table does not print.
    CellNotInTable,
    /// The value that the prose gives is printed in another cell than the one that it names.
    ValueOfAnotherCell,
    /// The value that the prose gives is printed in no cell.
    ValueNotInTable,
    /// The prose reads a coefficient without stars as an effect.
    InsignificantReadAsFinding,
    /// The prose reads a coefficient with stars as insignificant.
    SignificantReadAsInsignificant,
    /// The coefficient has stars and another sign than the prose gives it.
    SignDiffers,
    /// The cell that the prose calls higher is not.
    ComparisonDoesNotHold,
    /// The unit in the title of the table is not that of the prose.
    UnitDiffers,
    /// Years in use lie outside what the article says its source covers.
    PeriodOutsideSource,
}

impl Rule {
    pub fn id(self) -> &'static str {
        match self {
            Self::ClassicalFDoesNotFit => "classical_f_does_not_fit",
            Self::StarsDoNotFit => "stars_do_not_fit",
            Self::FStarsDoNotFit => "f_stars_do_not_fit",
            Self::SectorNotInTable => "sector_not_in_table",
            Self::CellNotInTable => "cell_not_in_table",
            Self::ValueOfAnotherCell => "value_of_another_cell",
            Self::ValueNotInTable => "value_not_in_table",
            Self::InsignificantReadAsFinding => "insignificant_read_as_finding",
            Self::SignificantReadAsInsignificant => "significant_read_as_insignificant",
            Self::SignDiffers => "sign_differs",
            Self::ComparisonDoesNotHold => "comparison_does_not_hold",
            Self::UnitDiffers => "unit_differs",
            Self::PeriodOutsideSource => "period_outside_source",
        }
    }

    /// A classical F that does not fit may be a robust one: that is a question, not a contradiction.
    pub fn weight(self) -> Weight {
        match self {
            Self::ClassicalFDoesNotFit => Weight::Question,
            _ => Weight::Contradiction,
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

/// How much a finding says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// There are innocent explanations.
    Question,
    /// Two places of the article cannot both be right.
    Contradiction,
}

/// What a rule expected and what it found.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Evidence {
    /// The classical F of the printed R², and the numbers of observations that would fit.
    ClassicalF {
        implied: Interval,
        n_obs: usize,
        n_params: usize,
        other_n_obs: Vec<usize>,
    },
    /// The stars that the printed numbers allow.
    Stars {
        printed: usize,
        allowed: Vec<usize>,
        /// |t|, or F.
        statistic: Interval,
        p: Interval,
    },
    /// A value of the prose, where the table prints it and what it prints where the prose points.
    Value {
        said: PrintedNumber,
        signed: f64,
        named: Vec<CellReading>,
        stands_at: Vec<CellReading>,
    },
    /// A sector that the table lacks; where the value of the prose stands, if it gives one.
    Sector {
        sector: String,
        said: Option<PrintedNumber>,
        stands_at: Vec<CellReading>,
    },
    /// Rows that the table lacks.
    Missing { rows: Vec<RowId> },
    /// The stars of the cells, against what the prose reads in them.
    Significance,
    /// The sign that the prose gives.
    Sign { said: Sign },
    /// Pairs of cells: the one that is called higher, and the other.
    Comparison { pairs: Vec<(CellReading, CellReading)> },
    /// The unit of the table, that of the prose, and the statements that use it.
    Units {
        table: String,
        prose: String,
        statements: Vec<String>,
    },
    /// The years in use, those of the source, and those that it lacks.
    Years {
        used_for: String,
        years: Window,
        source: String,
        source_years: Window,
        outside: Vec<Year>,
    },
}

impl Finding {
    pub(super) fn new(rule: Rule, subject: &str, cells: Vec<CellReading>, evidence: Evidence) -> Self {
        Self {
            id: format!("{rule}.{subject}"),
            rule,
            weight: rule.weight(),
            place: None,
            about: None,
            cells,
            evidence,
        }
    }

    /// The same as a finding about a sentence or a period of the article.
    pub(super) fn about(self, id: &str, place: &ArticlePlace) -> Self {
        Self {
            place: Some(place.clone()),
            about: Some(id.to_owned()),
            ..self
        }
    }
}
