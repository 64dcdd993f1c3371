//! A CSV file without quotes as a grid of texts, to be bent by tests and written back.

/// Records of fields; the first record is the header.
#[derive(Debug, Clone)]
pub struct Grid(pub Vec<Vec<String>>);

impl Grid {
    pub fn parse(text: &str) -> Self {
        Self(
            text.lines()
                .map(|line| line.split(',').map(str::to_owned).collect())
                .collect(),
        )
    }

    pub fn text(&self) -> String {
        self.0.iter().map(|record| record.join(",") + "\n").collect()
    }

    /// The index of the record that a label opens.
    pub fn row(&self, label: &str) -> usize {
        self.0
            .iter()
            .position(|record| record[0] == label)
            .unwrap_or_else(|| panic!("no row {label}"))
    }

    /// The index of a column by its name in the header.
    pub fn column(&self, name: &str) -> usize {
        self.0[0]
            .iter()
            .position(|field| field == name)
            .unwrap_or_else(|| panic!("no column {name}"))
    }

    /// Puts a text in the cell of a row label and a column name; returns line and column from 1.
    pub fn set(&mut self, label: &str, name: &str, value: &str) -> (usize, usize) {
        let (row, column) = (self.row(label), self.column(name));
        value.clone_into(&mut self.0[row][column]);
        (row + 1, column + 1)
    }

    /// Adds one percent to the number in the cell of a row label and a column name.
    pub fn nudge(&mut self, label: &str, name: &str) {
        let (row, column) = (self.row(label), self.column(name));
        let value: f64 = self.0[row][column].parse().expect("a number");
        self.0[row][column] = format!("{}", value * 1.01);
    }

    /// Multiplies every number outside header and labels by a factor of ten to the `power`.
    pub fn scale(&mut self, power: i32) {
        for record in self.0.iter_mut().skip(1) {
            for field in record.iter_mut().skip(1) {
                *field = format!("{field}e{power}");
            }
        }
    }

    /// The same table with its rows and columns in reverse order, header and labels in place.
    pub fn reversed(&self) -> Self {
        let turned = |record: &Vec<String>| {
            let (label, fields) = record.split_first().expect("a record has a label");
            std::iter::once(label).chain(fields.iter().rev()).cloned().collect()
        };
        let (header, rows) = self.0.split_first().expect("a table has a header");
        Self(std::iter::once(header).chain(rows.iter().rev()).map(turned).collect())
    }
}
