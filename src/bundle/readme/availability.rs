//! Where data come from, who may use them, and how to get what is not in the package.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::super::PROJECT;
use super::super::data::DataFile;
use super::super::package::Package;
use super::super::source::DataSource;
use super::markdown::{head, quoted, row};

/// How many addresses a source shows.
const SHOWN: usize = 5;

pub(super) fn statements(package: &Package<'_>, out: &mut String) {
    let sources = package.sources();
    out.push_str("## Data Availability and Provenance Statements\n\n### Statement about Rights\n\n");
    for source in &sources {
        let (name, list) = (source.name(), source.list.id());
        match source.rights {
            Some(rights) => {
                let _ = writeln!(out, "{name} (`data.{list}`):\n\n{}\n", quoted(&rights.statement));
            }
            None => {
                let _ = writeln!(
                    out,
                    "{name} (`data.{list}`): the project states no rights. (`[bundle.rights.{list}]` in `{PROJECT}/rvc.toml` is the place.)\n"
                );
            }
        }
    }
    out.push_str("### License for Data\n\n");
    for source in &sources {
        let _ = writeln!(out, "- {}: {}", source.name(), listed(&source.licences()));
    }
    summary(package, out);
    out.push_str("\n### Details on each Data Source\n\n");
    for source in &sources {
        details(package, source, out);
    }
}

fn summary(package: &Package<'_>, out: &mut String) {
    let included = package.data.iter().filter(|file| file.is_included).count();
    let (all, mark) = (package.data.len(), |is_so: bool| if is_so { "x" } else { " " });
    let _ = writeln!(
        out,
        "\n### Summary of Availability\n\n\
         - [{}] All data are in this package.\n\
         - [{}] Some data are not in this package.\n\
         - [{}] No data are in this package.\n",
        mark(included == all),
        mark(0 < included && included < all),
        mark(included == 0)
    );
    let reason = package.material.settings.bundle.reason.as_str();
    if included < all {
        let _ = writeln!(
            out,
            "Why {} of {all} data files are left out:\n\n{}",
            all - included,
            quoted(reason)
        );
    }
}

fn details(package: &Package<'_>, source: &DataSource<'_>, out: &mut String) {
    let rows: usize = source.files.iter().map(|file| file.rows).sum();
    let kinds: BTreeSet<&str> = source.files.iter().map(|file| file.kind).collect();
    let _ = writeln!(out, "#### {}\n", source.name());
    let _ = writeln!(
        out,
        "- Files: {}; {rows} rows; format: {}; edition: {}",
        source.files.len(),
        listed(&kinds),
        listed(&source.editions())
    );
    let _ = writeln!(out, "- Downloaded: {}", listed(&source.days()));
    let conversions = source.conversions();
    if !conversions.is_empty() {
        let _ = writeln!(out, "- Changed when it was stored: {}", listed(&conversions));
    }
    let _ = writeln!(out, "- Citation: {}", listed(&source.citations()));
    let urls = source.urls();
    if urls.is_empty() {
        out.push_str("- Address: not stated\n");
    }
    for url in urls.iter().take(SHOWN) {
        let _ = writeln!(out, "- Address: <{url}>");
    }
    if urls.len() > SHOWN {
        let more = urls.len() - SHOWN;
        let _ = writeln!(
            out,
            "- {more} more addresses stand in the records `NAME.source.json` beside the data"
        );
    }
    let left_out: Vec<&DataFile> = source.left_out().collect();
    if left_out.is_empty() {
        let _ = writeln!(out, "- In this package: yes, all of it\n");
    } else {
        let _ = writeln!(
            out,
            "- In this package: all but {} of {} files\n",
            left_out.len(),
            source.files.len()
        );
        how_to_get(package, source, &left_out, out);
    }
}

/// What a replicator does for the files that are not here.
fn how_to_get(package: &Package<'_>, source: &DataSource<'_>, left_out: &[&DataFile], out: &mut String) {
    let (name, list) = (&package.program.name, source.list.id());
    let is_fetched = |file: &&DataFile| file.record.as_ref().is_some_and(|record| record.service == list);
    out.push_str(
        "Unpack the package, for example into a folder `replication`. Then put the missing files in their places:\n\n",
    );
    if left_out.iter().all(is_fetched) {
        let _ = writeln!(
            out,
            "```sh\n{name} fetch {list} --project replication/{PROJECT}\n{name} reproduce bundle.zip --data replication/{PROJECT}\n```\n"
        );
        let _ = writeln!(
            out,
            "If the source has revised its data since, their hashes differ from those below, and `{name} reproduce` says so.\n"
        );
    } else {
        let _ = writeln!(
            out,
            "```sh\n{name} reproduce bundle.zip --data replication/{PROJECT}\n```\n"
        );
    }
    head(out, &["file, below `replication`", "bytes", "SHA-256"]);
    for file in left_out {
        let path = format!("`{PROJECT}/{}`", file.path);
        row(out, &[&path, &file.bytes, &file.sha256]);
    }
    out.push('\n');
}

pub(super) fn data_sets(package: &Package<'_>, out: &mut String) {
    out.push_str("## Dataset list\n\n");
    head(out, &["Data file", "Source", "Notes", "Provided"]);
    let sources = package.sources();
    for source in &sources {
        for file in &source.files {
            let edition = file
                .edition
                .as_ref()
                .map(|edition| format!("; {edition}"))
                .unwrap_or_default();
            let asked = file.record.as_ref().map(|record| record.asked_for.as_str());
            let asked = asked
                .filter(|asked| !asked.is_empty())
                .map(|asked| format!("; {asked}"));
            let notes = format!(
                "{}; {} rows{edition}{}",
                file.kind,
                file.rows,
                asked.unwrap_or_default()
            );
            let provided = if file.is_included { "Yes" } else { "No" };
            row(
                out,
                &[&format!("`{PROJECT}/{}`", file.path), &source.name(), &notes, &provided],
            );
        }
    }
    out.push('\n');
}

/// Texts one after the other, or that there are none.
fn listed(texts: &BTreeSet<&str>) -> String {
    match texts.is_empty() {
        true => "not stated".to_owned(),
        false => texts.iter().copied().collect::<Vec<_>>().join("; "),
    }
}
