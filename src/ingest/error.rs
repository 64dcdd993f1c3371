use super::tiva::TivaPart;
use crate::diagnostic::{self, Diagnostic, Excerpt};
use crate::model::{Activity, Economy, Window, Year};

/// A place in an input file; line and column count from 1, a column is a field of the record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    pub path: String,
    pub line: Option<u64>,
    pub column: Option<usize>,
}

impl Place {
    pub fn file(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            line: None,
            column: None,
        }
    }

    pub fn line(path: &str, line: u64) -> Self {
        Self {
            line: Some(line),
            ..Self::file(path)
        }
    }

    pub fn field(path: &str, line: u64, column: usize) -> Self {
        Self {
            column: Some(column),
            ..Self::line(path, line)
        }
    }
}

/// What is wrong with an input, where, and what the user can do about it.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.diagnostic())]
pub struct IngestError {
    pub place: Place,
    pub problem: Box<Problem>,
    /// The line, with the field that is meant.
    pub excerpt: Option<Box<Excerpt>>,
}

impl IngestError {
    pub fn new(place: Place, problem: Problem) -> Self {
        Self {
            place,
            problem: Box::new(problem),
            excerpt: None,
        }
    }

    pub fn diagnostic(&self) -> Diagnostic {
        let diagnostic = Diagnostic::error(self.problem.to_string());
        let place = diagnostic::Place::record(&self.place.path, self.place.line, self.place.column);
        let diagnostic = diagnostic.at(place).hint(self.problem.hint());
        match &self.excerpt {
            Some(excerpt) => diagnostic.showing(Excerpt::clone(excerpt)),
            None => diagnostic,
        }
    }
}

/// Each way in which an input can be unusable; the variants carry the evidence.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    #[error("cannot be read: {0}")]
    Unreadable(std::io::Error),
    #[error("the pattern matches no file")]
    NoMatch,
    #[error("`{0}` is not a file pattern")]
    BadPattern(String),
    #[error("the file is empty")]
    Empty,
    #[error("the compressed file is damaged or cut short: {0}")]
    Damaged(String),
    #[error("the Parquet file cannot be read: {0}")]
    Parquet(String),
    #[error("the file is larger than {limit_mb} MB, or unpacks to more")]
    TooLarge { limit_mb: u64 },
    #[error("the line is longer than {limit_mb} MB")]
    LineTooLong { limit_mb: u64 },
    #[error("the table goes on after {limit} lines")]
    TooManyLines { limit: u64 },
    #[error("the header names {found} activities, more than {limit}")]
    TooManyActivities { found: usize, limit: usize },
    #[error("the archive holds no CSV file")]
    NoTableInArchive,
    #[error("the archive holds {found} CSV files, expected exactly one")]
    ArchiveContent { found: usize },
    #[error("the archive has an entry outside of its folder: `{entry}`")]
    ArchivePath { entry: String },
    #[error("{0}")]
    Unsolvable(String),
    #[error("the text is not UTF-8")]
    NotUtf8,
    #[error("this is {what}, which cannot be used")]
    Refused { what: &'static str, hint: &'static str },
    #[error("the format is not recognised: the first line begins with `{start}`")]
    UnknownFormat { start: String },
    #[error("this is {found}, but the settings name it under `data.{listed}`")]
    WrongKind { found: &'static str, listed: &'static str },
    #[error("the header lacks the column {0}")]
    MissingColumn(String),
    #[error("the column `{0}` stands in the header twice")]
    DuplicateColumn(String),
    #[error("`{0}` is not a label of an inter-country input-output table")]
    BadLabel(String),
    #[error("this header differs from the first one of the file")]
    OtherHeader,
    #[error("the source answered without data: `{0}`")]
    Answer(String),
    #[error("the JSON is damaged or cut short: {0}")]
    Json(String),
    #[error("expected {expected}, found {found}")]
    NotExpected { expected: &'static str, found: String },
    /// A place in JSON, such as `[1][3].value`.
    #[error("`{path}`: {problem}")]
    AtPath { path: String, problem: Box<Problem> },
    #[error("the row has {found} fields, expected {expected}")]
    FieldCount { found: usize, expected: usize },
    #[error("expected a number, found `{0}`")]
    NotANumber(String),
    #[error("expected a finite number, found `{0}`")]
    NotFinite(String),
    #[error("expected a value of at least zero, found {value}")]
    Negative { value: f64, quantity: Quantity },
    #[error("expected a year, found `{0}`")]
    NotAYear(String),
    #[error("`{found}` is not a known {what}")]
    UnknownCode { what: &'static str, found: String },
    #[error("the key {key} stands here and already in line {first_line}")]
    DuplicateKey { key: String, first_line: u64 },
    #[error("the key {economy} {year} stands here and already in {first}")]
    GivenTwice {
        economy: Economy,
        year: Year,
        first: String,
    },
    #[error("the edition is {found} here and {first} in {at}")]
    MixedEditions { found: String, first: String, at: String },
    #[error("{key} are {found} here and {known} in {first}")]
    TivaConflict {
        key: String,
        found: f64,
        known: f64,
        first: String,
    },
    #[error("no {part} of {economy} in {}: {}", list(years), codes(activities))]
    TivaGap {
        part: TivaPart,
        economy: Economy,
        years: Vec<Year>,
        activities: Vec<Activity>,
    },
    #[error(
        "value added of {economy} in {} is known for all activities together only",
        list(years)
    )]
    TotalOnly { economy: Economy, years: Vec<Year> },
    #[error("the row `{0}` is missing")]
    MissingRow(String),
    #[error("the table has {rows} activity rows for {columns} activity columns")]
    NotSquare { rows: usize, columns: usize },
    #[error("{identity} differs by {difference:.3} from OUT = {output:.3} in {cell}")]
    Imbalance {
        identity: &'static str,
        cell: String,
        difference: f64,
        output: f64,
    },
    #[error("the file name holds no year")]
    NoYearInName,
    #[error("the year {year} is already in {first}")]
    DuplicateYear { year: Year, first: String },
    #[error("no table for {}", list(years))]
    MissingYears { years: Vec<Year>, needed: Window },
    #[error("the {what} hold no {economy}")]
    MissingEconomy { what: &'static str, economy: Economy },
    #[error("the trade data hold no SITC section of {0}, only totals")]
    NoSections(Economy),
    #[error("no {what} of {economy} for {}", list(years))]
    MissingValues {
        what: &'static str,
        economy: Economy,
        years: Vec<Year>,
    },
    #[error("no activity of {} matches `{pattern}` of sector `{sector}`", economy.as_ref().map_or("the table", Economy::code))]
    /// Of one economy, or of none at all.
    NoActivity {
        economy: Option<Economy>,
        sector: String,
        pattern: String,
    },
    #[error("{year}: exports of {economy} {part}, {found:.0} USD, exceed {whole}, {limit:.0} USD")]
    PartOverWhole {
        economy: Economy,
        year: Year,
        part: String,
        whole: String,
        found: f64,
        limit: f64,
    },
    #[error("{what} of {subject} in {year} is {ratio} the {against}: the unit seems off by a thousand")]
    Unit {
        what: &'static str,
        subject: String,
        year: Year,
        ratio: String,
        against: String,
    },
}

impl Problem {
    /// What the user can do.
    pub fn hint(&self) -> String {
        match self {
            Self::Unreadable(_) => "check the path and the permissions; paths in rvc.toml are relative to it".into(),
            Self::NoMatch => "check `[data]` in rvc.toml; patterns are relative to that file".into(),
            Self::BadPattern(_) => "use `*` for any characters in a name, as in `data/icio/*.csv.gz`".into(),
            Self::Empty | Self::Damaged(_) => "download the file again".into(),
            Self::TooLarge { .. } => "the file may be damaged; unpack it by hand to see".into(),
            Self::Parquet(_) => "write it anew with Snappy, Zstd or gzip compression, or as CSV".into(),
            Self::NoTableInArchive => "the archive of the OECD holds one CSV file a year: download it again".into(),
            Self::ArchiveContent { .. } => "unpack the archive and name the files one by one".into(),
            Self::TooManyLines { .. } => "a table has a line for each activity, and some below them: look at the end of the file".into(),
            Self::TooManyActivities { .. } => "published tables have some 4,500 at most: look at the first line of the file".into(),
            Self::LineTooLong { .. } => "the file is no table of lines: download it again, or look at its first letters".into(),
            Self::ArchivePath { .. } => "do not use an archive that writes outside of its folder; unpack the table by hand".into(),
            Self::Unsolvable(_) => "the table has no usable Leontief inverse: look for activities whose inputs reach or exceed their output, and compare them with the file as published".into(),
            Self::NotUtf8 => "save the file as UTF-8 and try again".into(),
            Self::Refused { hint, .. } => (*hint).into(),
            Self::UnknownFormat { .. } => "expected an ICIO table, a Comtrade, WITS, UNCTADstat, WDI or tidy CSV file (docs/formats.md); columns are found by name, so keep the header line".into(),
            Self::WrongKind { listed, .. } => format!("move it to the right list, or give `data.{listed}` another file"),
            Self::MissingColumn(_) => "keep the header line as downloaded: columns are found by name".into(),
            Self::DuplicateColumn(_) => "use the file as published: each column has a name of its own".into(),
            Self::BadLabel(_) => "use the table as published; labels look like `KAZ_C26`, `KAZ_HFCE`, `OUT`".into(),
            Self::OtherHeader => "files were put together that differ: name them one by one under `data.trade`".into(),
            Self::Answer(_) => "correct the request, and download again".into(),
            Self::Json(_) => "download the file again".into(),
            Self::NotExpected { .. } => "keep the answer as it came from `https://api.worldbank.org/v2/country/…/indicator/NY.GDP.PCAP.CD?format=json&per_page=20000`".into(),
            Self::AtPath { problem, .. } => problem.hint(),
            Self::FieldCount { .. } => "the file may be cut short, or a value may hold an unquoted comma".into(),
            Self::NotANumber(_) => "use a point as decimal mark and no thousands separators".into(),
            Self::NotFinite(_) => "remove the row, or write the value that is meant".into(),
            Self::Negative { quantity, .. } => quantity.hint().into(),
            Self::NotAYear(_) => "write the year as four digits".into(),
            Self::UnknownCode { .. } => "see docs/formats.md for the codes".into(),
            Self::DuplicateKey { .. } | Self::GivenTwice { .. } => "keep one row a key; two extracts may overlap".into(),
            Self::MixedEditions { .. } => "numbers differ between editions of TiVA: use files of one edition".into(),
            Self::TivaConflict { .. } => "two downloads of one edition agree: keep one of the files, or download both again".into(),
            Self::TivaGap { part, .. } => part.hint().into(),
            Self::TotalOnly { .. } => "download EXGRVA with every source activity of the members: participation within a sector needs them".into(),
            Self::MissingRow(_) => "the file may be cut short: rows TLS, VA and OUT close an ICIO table".into(),
            Self::NotSquare { .. } => "the file may be cut short, or rows may have been deleted".into(),
            Self::Imbalance { .. } => "a cell is wrong: compare the row with the file as published (`decompose --unbalanced` takes such tables as they are)".into(),
            Self::NoYearInName => "an ICIO table does not say its year: name the file like `2018_SML.csv`".into(),
            Self::DuplicateYear { .. } => "name only one table a year under `data.icio`".into(),
            Self::MissingYears { needed, .. } => format!("add the tables, or narrow the years in rvc.toml (now {needed})"),
            Self::MissingEconomy { what: "trade data", .. } => "add its data, or take it out of `bloc.members` in rvc.toml".into(),
            Self::MissingEconomy { .. } => "add its data, or take it out of `bloc.focus` in rvc.toml".into(),
            Self::NoSections(_) => "add its exports by one-digit code of the SITC (in Comtrade `AG1`): without them every section counts as zero".into(),
            Self::MissingValues { .. } => "add the values, or narrow the years in rvc.toml".into(),
            Self::NoActivity { .. } => "codes differ between editions: adjust `[sectors]` in rvc.toml".into(),
            Self::PartOverWhole { .. } => "a part cannot exceed the whole: check the unit of these rows, and whether rows to the world are missing".into(),
            Self::Unit { .. } => "values must be in USD million (tables), USD (trade and GDP per capita)".into(),
        }
    }
}

/// What cannot be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    IntermediateFlow,
    Exports,
    GdpPerCapita,
}

impl Quantity {
    fn hint(self) -> &'static str {
        match self {
            Self::IntermediateFlow => "only changes in inventories may be negative",
            Self::Exports => "exports are not negative: remove the row, or write the value that is meant",
            Self::GdpPerCapita => "GDP per capita is not negative: remove the value, or write the one that is meant",
        }
    }
}

/// The codes of activities as a list.
fn codes(activities: &[Activity]) -> String {
    let codes: Vec<&str> = activities.iter().map(Activity::code).collect();
    codes.join(", ")
}

/// Years as a short list: runs are joined.
fn list(years: &[Year]) -> String {
    let mut runs: Vec<(Year, Year)> = Vec::new();
    for &year in years {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == year => *last = year,
            _ => runs.push((year, year)),
        }
    }
    let words = runs
        .iter()
        .map(|&(a, b)| if a == b { a.to_string() } else { format!("{a}–{b}") });
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_listed_as_runs() {
        assert_eq!(list(&[1995, 1996, 1997, 2003, 2005]), "1995–1997, 2003, 2005");
    }
}
