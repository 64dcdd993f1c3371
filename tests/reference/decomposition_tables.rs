//! The worked examples of decompr and exvatools as tables of the program.

use rvc_report::ingest::{Cell, IcioTable};
use rvc_report::model::{Activity, Economy};

use super::super::shared;

pub type Failure = Box<dyn std::error::Error>;

/// An economy and one of its activities.
pub type Industry = (Economy, Activity);

/// A CSV matrix with a label on every row and column.
pub struct Matrix {
    pub columns: Vec<String>,
    pub rows: Vec<(String, Vec<f64>)>,
}

impl Matrix {
    pub fn read(path: &str) -> Result<Self, Failure> {
        let mut reader = csv::Reader::from_path(shared(path))?;
        let columns = reader.headers()?.iter().skip(1).map(str::to_owned).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record?;
            let values: Result<Vec<f64>, _> = record.iter().skip(1).map(str::parse).collect();
            rows.push((record[0].to_owned(), values?));
        }
        Ok(Self { columns, rows })
    }

    /// All values, row by row.
    fn values(&self) -> Vec<f64> {
        self.rows.iter().flat_map(|(_, row)| row).copied().collect()
    }
}

/// Reads `Turkey.Agriculture`, `CN1_01T09` and the like; halves of an economy belong to the whole.
pub fn industry(label: &str) -> Result<Industry, Failure> {
    let (economy, activity) = label.split_once(['.', '_']).ok_or("a label without economy")?;
    Ok((economy_of(economy)?, Activity::new(activity)))
}

pub fn economy_of(name: &str) -> Result<Economy, Failure> {
    let code = match name {
        "Argentina" => "ARG",
        "Turkey" => "TUR",
        "Germany" => "DEU",
        "CN1" | "CN2" => "CHN",
        "MX1" | "MX2" => "MEX",
        code => code,
    };
    Economy::parse(code).ok_or_else(|| format!("{name} is no economy").into())
}

/// Builds a table from its matrices; the columns of final demand are `economies`.
fn table(economies: &[&str], intermediate: &str, final_demand: &str, output: &str) -> Result<IcioTable, Failure> {
    let economies: Result<Vec<Economy>, _> = economies.iter().map(|name| economy_of(name)).collect();
    let economies = economies?;
    let intermediate = Matrix::read(intermediate)?;
    let mut cells = Vec::new();
    for (label, _) in &intermediate.rows {
        let (economy, activity) = industry(label)?;
        let economy = economies.iter().position(|known| *known == economy);
        cells.push(Cell {
            economy: economy.ok_or("an unknown economy")?,
            activity,
        });
    }
    let n = cells.len();
    let table = IcioTable {
        year: 2000,
        economies,
        cells,
        intermediate: intermediate.values(),
        final_demand: Matrix::read(final_demand)?.values(),
        output: Matrix::read(output)?.values(),
        // the definition with taxes takes value added from the other columns
        value_added: vec![0.0; n],
        taxes: vec![0.0; n],
        lines: (2..).take(n).collect(),
        columns: (2..).take(n).collect(),
        last_line: 1,
    };
    assert_eq!(table.intermediate.len(), n * n);
    assert_eq!(table.final_demand.len(), n * table.economies.len());
    assert_eq!(table.output.len(), n);
    Ok(table)
}

/// Returns decompr's example: 3 economies with 3 industries.
pub fn leather() -> Result<IcioTable, Failure> {
    let path = |file: &str| format!("testdata/leather/{file}.csv");
    let economies = ["ARG", "TUR", "DEU"];
    table(&economies, &path("inter_Z"), &path("final_Y"), &path("output_x"))
}

/// Returns exvatools' example: 6 economies with 3 industries, China and Mexico in halves.
pub fn iciotest() -> Result<IcioTable, Failure> {
    let path = |file: &str| format!("testdata/iciotest/{file}.csv");
    let final_demand = path("wio_Y");
    let economies = Matrix::read(&final_demand)?.columns;
    let economies: Vec<&str> = economies.iter().map(String::as_str).collect();
    table(&economies, &path("wio_Z"), &final_demand, &path("wio_X"))
}
