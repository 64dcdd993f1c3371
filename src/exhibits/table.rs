use crate::provenance::Number;

/// A table without words: what stands where, and how precisely it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The cross-reference, such as `tbl-response`.
    pub id: String,
    pub columns: Vec<Column>,
    /// One or two rows; spans cover the shown columns.
    pub header: Vec<Vec<HeaderCell>>,
    pub rows: Vec<Row>,
    /// The machine name of the groups of rows, where there are any.
    pub section_key: Option<&'static str>,
    pub size: Size,
}

impl Table {
    /// A table with one row of titles.
    pub(super) fn titled(
        id: &str,
        columns: Vec<(Column, HeaderCell)>,
        section_key: Option<&'static str>,
        rows: Vec<Row>,
        size: Size,
    ) -> Self {
        let (columns, header) = columns.into_iter().unzip();
        Self {
            id: id.to_owned(),
            columns,
            header: vec![header],
            rows,
            section_key,
            size,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The machine name, used in CSV files.
    pub key: String,
    pub align: Align,
    /// Only in the CSV file.
    pub hidden: bool,
}

impl Column {
    pub fn text(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            align: Align::Left,
            hidden: false,
        }
    }

    pub fn number(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            align: Align::Right,
            hidden: false,
        }
    }

    pub fn hidden(key: impl Into<String>) -> Self {
        Self {
            hidden: true,
            ..Self::number(key)
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    Normal,
    Small,
    /// The smallest, for many columns.
    Tiny,
    /// The smallest, on a page turned sideways.
    Wide,
}

#[derive(Debug, Clone, PartialEq)]
pub struct HeaderCell {
    pub label: Label,
    pub columns: usize,
    pub rows: usize,
}

impl HeaderCell {
    pub fn new(label: Label, columns: usize, rows: usize) -> Self {
        Self { label, columns, rows }
    }
}

/// Words that the lexicon supplies.
#[derive(Debug, Clone, PartialEq)]
pub enum Label {
    /// An economy, sector or commodity group.
    Name(String),
    /// A phrase of the exhibits.
    Phrase(&'static str),
    /// A result by the name of its key.
    Key(String),
    /// A phrase of the exhibits whose key is put together.
    Term(String),
    /// An equation: exporter, sector, direction.
    Equation {
        exporter: String,
        sector: String,
        direction: &'static str,
    },
    /// A term of a formula: code, in every language.
    Code(String),
    /// A phrase with a name in it: "share of Russia".
    PhraseOf(&'static str, String),
    /// Data that need no words: a year, a path.
    Literal(String),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The group that the row belongs to; a new group is announced in a row of its own.
    pub section: Option<Label>,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Label(Label),
    /// The label of the row above, repeated in CSV files only.
    Same(Label),
    Integer(Number),
    Number {
        number: Number,
        decimals: u8,
        stars: usize,
    },
    /// A fraction, shown in percent without the sign.
    Percent {
        fraction: Number,
        decimals: u8,
    },
    Year(Number),
    /// A number on a coloured ground: 0 none, to 3 the strongest; stars say the same.
    Heat {
        number: Number,
        decimals: u8,
        severity: usize,
    },
    /// Undefined; shown as a dash.
    Missing,
}

impl Cell {
    pub fn percent(fraction: Option<Number>, decimals: u8) -> Self {
        fraction.map_or(Self::Missing, |fraction| Self::Percent { fraction, decimals })
    }

    pub fn integer(number: Option<Number>) -> Self {
        number.map_or(Self::Missing, Self::Integer)
    }

    pub fn heat(number: Option<Number>, decimals: u8, severity: usize) -> Self {
        number.map_or(Self::Missing, |number| Self::Heat {
            number,
            decimals,
            severity,
        })
    }

    pub fn number(number: Option<Number>, decimals: u8) -> Self {
        Self::starred(number, decimals, 0)
    }

    /// A number with stars of significance.
    pub fn starred(number: Option<Number>, decimals: u8, stars: usize) -> Self {
        number.map_or(Self::Missing, |number| Self::Number {
            number,
            decimals,
            stars,
        })
    }
}
