//! `README.md`, with the sections of the Social Science Data Editors' template in its order.
//!
//! Every sentence follows from settings, results and records; statements about rights are quoted from the project.

mod availability;
mod lists;
mod markdown;
mod requirements;

use std::fmt::Write;

use super::check_table::RowKind;
use super::package::Package;
use super::{MANIFEST, OUTPUTS, PROJECT};

/// The text of the file; `size` is that of all other entries, in bytes.
pub(super) fn text(package: &Package<'_>, size: u64) -> String {
    let mut out = String::new();
    overview(package, &mut out);
    availability::statements(package, &mut out);
    availability::data_sets(package, &mut out);
    requirements::requirements(package, size, &mut out);
    requirements::programs(&mut out);
    requirements::instructions(package, &mut out);
    lists::exhibits(package, &mut out);
    lists::references(package, &mut out);
    out
}

fn overview(package: &Package<'_>, out: &mut String) {
    let count = |kind: RowKind| package.rows.iter().filter(|row| row.kind == kind).count();
    let settings = package.material.settings;
    let titles = settings.study.titles.keys().map(|language| language.tag());
    let languages: Vec<&str> = titles.collect();
    let _ = write!(
        out,
        "# README: {title}\n\n\
         Made by `{name} bundle` from the project, its results and the records of its downloads. Nothing here was typed by \
         hand but the statements about rights, which are quoted from `{PROJECT}/rvc.toml`.\n\n\
         ## Overview\n\n\
         One program, `{name}` {version}, reads {files} data files, runs the three stages of the study `{id}`, and writes its \
         report (languages: {languages}; HTML and PDF) with {tables} tables, {figures} figures and {numbers} numbers in the \
         text, counted in one language. No number of the report is typed: each comes from the results. One command repeats \
         the build twice and compares every byte:\n\n\
         ```sh\n{name} reproduce bundle.zip\n```\n\n",
        title = package.title(),
        name = package.program.name,
        version = package.program.version,
        files = package.data.len(),
        id = settings.study.id,
        languages = languages.join(", "),
        tables = count(RowKind::Table),
        figures = count(RowKind::Figure),
        numbers = count(RowKind::Number),
    );
    if let Some(notice) = package.material.results.study.notice {
        let _ = writeln!(out, "**{notice}**\n");
    }
    let _ = write!(
        out,
        "| place | what it holds |\n|---|---|\n\
         | `{PROJECT}/` | settings, data with the records of their downloads, the project's own texts, and `rvc.lock` where there is one |\n\
         | `program/templates/` | texts and layouts of the program that were used; to read: the program carries them |\n\
         | `{OUTPUTS}/` | everything that the build wrote |\n\
         | `code-check.csv` | each table, figure and number in the text: where it is computed, and whether it is reproduced |\n\
         | `data_hash_report.csv` | SHA-256 of each data file, in the package or not |\n\
         | `codecheck.yml` | the outputs that a codechecker makes again |\n\
         | `ro-crate-metadata.json` | the package as an RO-Crate 1.1 |\n\
         | `{MANIFEST}` | SHA-256 of every other file of the package |\n\n"
    );
}
