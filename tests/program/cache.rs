//! What is kept of large tables: it saves work, changes no byte, and is not trusted when it is damaged.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::project::Run;

const ECONOMIES: [&str; 3] = ["AAA", "BBB", "CCC"];
const ACTIVITIES: usize = 100;

/// A table of some megabytes, whose flows depend on `shift`.
fn table(shift: usize) -> String {
    let cells: Vec<String> = ECONOMIES
        .iter()
        .flat_map(|economy| (0..ACTIVITIES).map(move |activity| format!("{economy}_C{activity:02}")))
        .collect();
    let flow = |i: usize, j: usize| 1.0 + ((7 * i + 13 * j + shift) % 10) as f64 / 10.0;
    let final_demand = 3000.0;
    let mut text = format!("V1,{},AAA_HFCE,BBB_HFCE,CCC_HFCE,OUT\n", cells.join(","));
    let mut outputs = Vec::new();
    for (i, name) in cells.iter().enumerate() {
        text += name;
        let mut output = 0.0;
        for j in 0..cells.len() {
            output += flow(i, j);
            let _ = write!(text, ",{:.24}", flow(i, j));
        }
        output += 3.0 * final_demand;
        let _ = writeln!(text, ",{final_demand},{final_demand},{final_demand},{output}");
        outputs.push(output);
    }
    let bought = |j: usize| (0..cells.len()).map(|i| flow(i, j)).sum::<f64>();
    let value_added: Vec<f64> = (0..cells.len()).map(|j| outputs[j] - bought(j) - 5.0).collect();
    let row = |name: &str, values: &[f64]| {
        let values: Vec<String> = values.iter().map(f64::to_string).collect();
        format!("{name},{},0,0,0,0\n", values.join(","))
    };
    text + &row("TLS", &vec![5.0; cells.len()]) + &row("VA", &value_added) + &row("OUT", &outputs)
}

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(TempDir::new().expect("a temporary folder"));
        let table = table(0);
        assert!(table.len() > 2 << 20, "large enough to be kept");
        folder.write("2018.csv", &table);
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).expect("written");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rvc-report"));
        command.current_dir(self.0.path()).args(arguments);
        command
    }

    /// Decomposes the table and returns the text of the origins.
    fn decompose(&self, options: &[&str]) -> String {
        let mut command = self.command(&["decompose", "2018.csv", "--exporters", "AAA", "--cache", "cache"]);
        Run::of(command.args(options)).succeeds();
        fs::read_to_string(self.path("origin.csv")).expect("the origins")
    }

    fn shown(&self, arguments: &[&str]) -> String {
        let all = [&["cache", "--cache", "cache"], arguments].concat();
        Run::of(&mut self.command(&all)).succeeds().stdout.clone()
    }

    fn entries(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.path("cache/entries")).into_iter().flatten();
        files.map(|entry| entry.expect("an entry").path()).collect()
    }
}

fn only(entries: &[PathBuf]) -> &Path {
    assert_eq!(entries.len(), 1, "{entries:?}");
    &entries[0]
}

#[test]
fn a_second_run_reads_the_cache_and_writes_the_same() {
    let folder = Folder::new();
    let first = folder.decompose(&[]);
    let with_taxes = only(&folder.entries()).to_owned();
    assert_eq!(folder.decompose(&[]), first);

    // That it is read: what stands there comes out.
    let without_taxes = folder.decompose(&["--value-added", "va-only"]);
    assert_ne!(without_taxes, first);
    let entries = folder.entries();
    let other = entries
        .iter()
        .find(|path| **path != with_taxes)
        .expect("a second entry");
    fs::copy(other, &with_taxes).expect("copied");
    assert_eq!(folder.decompose(&[]), without_taxes);
    assert_eq!(folder.decompose(&["--no-cache"]), first);
}

#[test]
fn a_damaged_entry_is_computed_again() {
    let folder = Folder::new();
    let first = folder.decompose(&[]);
    let entry = only(&folder.entries()).to_owned();
    let whole = fs::read(&entry).expect("the entry");
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    for damaged in [flipped.as_slice(), &whole[..whole.len() / 2], b""] {
        fs::write(&entry, damaged).expect("written");
        assert_eq!(folder.decompose(&[]), first);
        assert_eq!(fs::read(&entry).expect("the entry"), whole, "it is mended");
    }
}

#[test]
fn another_table_under_the_same_name_is_another_entry() {
    let folder = Folder::new();
    let first = folder.decompose(&[]);
    folder.write("2018.csv", table(1));
    let second = folder.decompose(&[]);
    assert_ne!(first, second);
    assert_eq!(folder.decompose(&["--no-cache"]), second);
    assert_eq!(folder.entries().len(), 2);
}

#[test]
fn two_programs_may_use_it_at_once() {
    let folder = Folder::new();
    let start = |out: &str| {
        let arguments = [
            "decompose",
            "2018.csv",
            "--cache",
            "cache",
            "--exporters",
            "AAA",
            "--out",
            out,
        ];
        folder.command(&arguments).spawn().expect("started")
    };
    for mut running in [start("a.csv"), start("b.csv"), start("c.csv")] {
        assert!(running.wait().expect("ended").success());
    }
    let read = |name: &str| fs::read(folder.path(name)).expect("written");
    assert_eq!(read("a.csv"), read("b.csv"));
    assert_eq!(read("a.csv"), read("c.csv"));
    only(&folder.entries());
}

#[test]
fn it_is_shown_and_cleared_and_can_do_without_a_place() {
    let folder = Folder::new();
    assert_eq!(folder.shown(&[]), "cache: 0 tables, 0.0 MB\n");
    let first = folder.decompose(&[]);
    assert!(folder.shown(&["show"]).starts_with("cache: 1 tables, "));
    assert!(folder.shown(&["clear"]).ends_with(" removed\n"));
    assert_eq!(folder.shown(&[]), "cache: 0 tables, 0.0 MB\n");
    fs::remove_dir_all(folder.path("cache")).expect("removed");
    folder.write("cache", "in the way");
    assert_eq!(folder.decompose(&[]), first);
}
