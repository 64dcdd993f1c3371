//! Which function makes which table and figure, and what is cited.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::super::check_table::{CheckRow, RowKind};
use super::super::package::Package;
use super::markdown::{head, row};

pub(super) fn exhibits(package: &Package<'_>, out: &mut String) {
    let numbers = package.rows.iter().filter(|row| row.kind == RowKind::Number).count();
    let _ = write!(
        out,
        "## List of tables and programs\n\n\
         - [x] All tables, all figures, and all {numbers} numbers in the text. The numbers are listed in `code-check.csv`.\n\n"
    );
    head(
        out,
        &[
            "Figure/Table #",
            "Document",
            "Program",
            "Line Number",
            "Output file",
            "Note",
        ],
    );
    for exhibit in package.exhibits() {
        let joined = |texts: Vec<&str>| texts.join(", ");
        let paths = exhibit.routines.iter().map(|(path, _)| path.as_str()).collect();
        let lines = exhibit.routines.iter().map(|(_, line)| line.as_str()).collect();
        row(
            out,
            &[
                &exhibit.item,
                &exhibit.document,
                &of_program(exhibit, joined(paths)),
                &joined(lines),
                &joined(exhibit.files.iter().map(String::as_str).collect()),
                &exhibit.title,
            ],
        );
    }
    out.push('\n');
}

fn of_program(exhibit: &CheckRow, paths: String) -> String {
    if exhibit.routines.is_empty() {
        "made by the authors".to_owned()
    } else {
        paths
    }
}

pub(super) fn references(package: &Package<'_>, out: &mut String) {
    out.push_str("## References\n\nData:\n\n");
    let sources = package.sources();
    let data: BTreeSet<&str> = sources.iter().flat_map(|source| source.citations()).collect();
    if data.is_empty() {
        out.push_str("- No source of data is cited in the project.\n");
    }
    for citation in data {
        let _ = writeln!(out, "- {citation}");
    }
    let works = package.works();
    if !works.is_empty() {
        out.push_str("\nThe text cites:\n\n");
    }
    for work in works {
        let _ = writeln!(out, "- {}", work.trim());
    }
    let _ = writeln!(
        out,
        "\n---\n\nThe sections are those of: Vilhuber, Lars, Marie Connolly, Miklós Koren, Joan Llull and Peter Morrow, \
         *A template README for social science replication packages*, <https://doi.org/10.5281/zenodo.7293838>."
    );
}
