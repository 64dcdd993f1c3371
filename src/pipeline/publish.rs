//! From composed documents to files: drawings once, then every page on its own thread.

mod offices;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Format, Memories, PipelineError, Report};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::exhibits::Exhibits;
use crate::fingerprint::sha256;
use crate::literate::document::{Document, ExhibitContent};
use crate::literate::{Composed, claims_json};
use crate::memory::Memory;
use crate::outputs::{
    Attachment, Formula, OutputFile, PageLinks, TypstError, comparison_csv, draw, formulas_of, manifest,
    manifest_of_attachments, mathml, page, pdf, table_csv, values_json, verification_csv, verification_json, write,
};
use crate::replication::Replication;
use crate::settings::Language;
use crate::stages::{Results, SourceDifference, largest_differences};

impl Report {
    /// The hash of everything that a document was made from.
    fn id_of(&self, one: &Composed) -> String {
        format!(
            "{} {} {}",
            self.material,
            one.document.language.tag(),
            one.read.digest()
        )
    }

    /// The way from this report's folder to a file of another one.
    fn way_to(&self, other: &Self, file: &str) -> String {
        let up = if self.folder.is_some() { "../" } else { "" };
        let down = other.folder.as_ref().map(|folder| format!("{folder}/"));
        format!("{up}{}{file}", down.unwrap_or_default())
    }

    /// A file of the report, under the folder of the build.
    pub(super) fn placed(&self, file: OutputFile) -> OutputFile {
        match &self.folder {
            Some(folder) => OutputFile::new(format!("{folder}/{}", file.path), file.bytes),
            None => file,
        }
    }
}

/// Adds the manifest, last; an older one is replaced.
pub(super) fn with_manifest(results: &Results, mut files: Vec<OutputFile>) -> Result<Vec<OutputFile>, PipelineError> {
    files.retain(|file| file.path != write::MANIFEST);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.push(OutputFile::new(write::MANIFEST, manifest(results, &files)?));
    Ok(files)
}

/// What a verification has found, for programs: everything as JSON, cell by cell as CSV.
pub(super) fn verification(replication: &Replication) -> Result<[OutputFile; 2], PipelineError> {
    Ok([
        OutputFile::new("verification.json", verification_json(replication)?),
        OutputFile::new("verification.csv", verification_csv(replication)?),
    ])
}

/// What tables and TiVA say of the same, where a project has both.
pub(super) fn comparison(differences: &[SourceDifference]) -> Option<OutputFile> {
    let file = || OutputFile::new("comparison.csv", comparison_csv(differences));
    (!differences.is_empty()).then(file)
}

/// In percent: TiVA is published with rounding, and from tables before rounding.
const WORTH_SAYING: f64 = 0.1;

/// How far tables and TiVA are apart, a message a quantity.
pub(super) fn differences(found: &[SourceDifference]) -> Vec<Diagnostic> {
    let worth_saying = |one: &&SourceDifference| one.percent.is_none_or(|percent| percent.abs() > WORTH_SAYING);
    let largest = largest_differences(found).into_iter().filter(worth_saying);
    let messages = largest.map(|largest| {
        let SourceDifference { year, exporter, sector, quantity, tables, tiva, percent } = largest;
        let percent = percent.unwrap_or_default();
        Diagnostic::error(format!(
            "TiVA and the tables: `{quantity}` differs by {:.3} % at most: {exporter}, {sector}, {year}: {tiva:.1} against {tables:.1} USD million",
            percent.abs()
        ))
        .warning()
        .hint("every comparison is in comparison.csv; the report uses the tables")
    });
    messages.collect()
}

/// What a report says in numbers: its tables and claims.
pub(super) fn data(exhibits: &Exhibits, composed: &[Arc<Composed>]) -> Result<Vec<OutputFile>, PipelineError> {
    let mut files = Vec::new();
    if let Some(first) = composed.first() {
        files.extend(tables(exhibits, &first.document));
    }
    let documents = composed
        .iter()
        .map(|one| (one.document.language, one.document.claims.as_slice()));
    files.push(OutputFile::new(CLAIMS, claims_json(documents)?));
    Ok(files)
}

/// The list of the claims of a report.
pub(super) const CLAIMS: &str = "claims.json";
/// What differs between two builds.
pub(super) const DIFFERENCES: &str = "diff.json";
/// The results of the study.
pub(super) const RESULTS: &str = "results.json";

/// The files inside the PDF of a document.
fn attachments(parts: &Parts<'_>, one: &Composed) -> Result<Vec<Attachment>, PipelineError> {
    let Parts {
        results,
        results_file,
        data,
        ..
    } = *parts;
    let of_file = |file: &OutputFile| {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path).to_owned();
        let is_table = name.ends_with(".csv");
        Attachment {
            relationship: "data",
            mime: if is_table { "text/csv" } else { "application/json" },
            description: match name.as_str() {
                RESULTS => "attached-results",
                CLAIMS => "attached-claims",
                DIFFERENCES => "attached-differences",
                _ => "attached-table",
            },
            bytes: file.bytes.clone(),
            name,
        }
    };
    // The claims of this document, whatever other languages are made beside it.
    let own = std::iter::once((one.document.language, one.document.claims.as_slice()));
    let claims = OutputFile::new(CLAIMS, claims_json(own)?);
    let tables = data.iter().filter(|file| file.path != CLAIMS);
    let files = [results_file, &claims].into_iter().chain(tables);
    let mut attachments: Vec<Attachment> = files.map(of_file).collect();
    let json = |name: &str, description, text: String| Attachment {
        name: name.to_owned(),
        relationship: "supplement",
        mime: "application/json",
        description,
        bytes: text.into_bytes(),
    };
    attachments.push(json("values.json", "attached-values", values_json(&one.document)?));
    let manifest = manifest_of_attachments(results, &attachments)?;
    attachments.push(json(write::MANIFEST, "attached-manifest", manifest));
    Ok(attachments)
}

/// One hash of everything that is attached.
fn digest(attachments: &[Attachment]) -> String {
    let hashes = attachments
        .iter()
        .map(|one| format!("{} {}\n", one.name, sha256(&one.bytes)));
    sha256(hashes.collect::<String>().as_bytes())
}

/// What documents are made with.
pub(super) struct Parts<'a> {
    pub results: &'a Results,
    /// All that is made together.
    pub reports: &'a [Report],
    pub results_file: &'a OutputFile,
    /// Goes into the PDFs.
    pub data: &'a [OutputFile],
    pub memories: &'a Memories,
}

/// Makes the documents of one report with their drawings.
pub(super) fn documents(
    parts: &Parts<'_>,
    report: &Report,
    formats: &[Format],
) -> Result<Vec<OutputFile>, PipelineError> {
    let composed = report.documents.as_slice();
    let drawn = drawn(composed, parts.memories)?;
    let mut jobs: Vec<(Format, usize)> = Vec::new();
    for format in Format::ALL {
        jobs.extend(
            (0..composed.len())
                .filter(|_| formats.contains(&format))
                .map(|i| (format, i)),
        );
    }
    let surroundings = Surroundings {
        results: parts.results,
        report,
        reports: parts.reports,
        memories: parts.memories,
    };
    let made = jobs.into_par_iter().map(|(format, i)| {
        let (one, drawings) = (&composed[i], &drawn[i]);
        match format {
            Format::Pdf => {
                let name = file_name(&report.name, one.document.language, format);
                let attachments = attachments(parts, one)?;
                let drawing = |stem: &str| drawings.get(stem).cloned();
                let key = format!("pdf {} {}", report.id_of(one), digest(&attachments));
                let make = || pdf(&one.document, &one.lexicon, &attachments, drawing);
                let bytes = parts
                    .memories
                    .made
                    .recall(key, make)
                    .map_err(|error| placed(one, &error))?;
                Ok(vec![OutputFile::new(name, bytes.to_vec())])
            }
            Format::Html => html(&surroundings, one, formats, drawings).map(|page| vec![page]),
            other => offices::files(&surroundings, one, drawings, other),
        }
    });
    let made = made.collect::<Result<Vec<_>, PipelineError>>()?;
    let mut files: Vec<OutputFile> = made.into_iter().flatten().collect();
    for (one, drawings) in composed.iter().zip(drawn) {
        let tag = one.document.language.tag();
        files.extend(
            drawings
                .into_iter()
                .map(|(stem, svg)| OutputFile::new(format!("figures/{stem}.{tag}.svg"), svg)),
        );
        if formats.contains(&Format::Markdown) || formats.contains(&Format::Figures) {
            files.extend(offices::own_pictures(one));
        }
    }
    Ok(files)
}

/// The HTML pages of one report.
pub(super) fn pages(
    results: &Results,
    report: &Report,
    reports: &[Report],
    memories: &Memories,
) -> Result<Vec<OutputFile>, PipelineError> {
    let composed = report.documents.as_slice();
    let drawn = drawn(composed, memories)?;
    let surroundings = Surroundings {
        results,
        report,
        reports,
        memories,
    };
    let formats = [Format::Html, Format::Pdf];
    let pages = composed
        .par_iter()
        .zip(&drawn)
        .map(|(one, drawings)| html(&surroundings, one, &formats, drawings));
    pages.collect()
}

/// What a page is made within.
struct Surroundings<'a> {
    results: &'a Results,
    report: &'a Report,
    reports: &'a [Report],
    memories: &'a Memories,
}

fn html(
    surroundings: &Surroundings<'_>,
    one: &Composed,
    formats: &[Format],
    drawings: &Drawings,
) -> Result<OutputFile, PipelineError> {
    let Surroundings {
        results,
        report,
        reports,
        memories,
    } = *surroundings;
    let formulas = formulas(one, memories)?;
    let links = PageLinks {
        sisters: sisters(report, reports, one),
        ..links(&report.name, one, &report.documents, formats)
    };
    let drawing = |stem: &str| drawings.get(stem).cloned();
    let key = format!("html {} {links:?}", report.id_of(one));
    let make = || page(results, &one.document, &one.lexicon, &formulas, &links, drawing).map(String::into_bytes);
    let page = memories.made.recall(key, make)?;
    Ok(OutputFile::new(
        file_name(&report.name, one.document.language, Format::Html),
        page.to_vec(),
    ))
}

/// The formulas of a document as MathML.
fn formulas(one: &Composed, memories: &Memories) -> Result<Arc<BTreeMap<Formula, String>>, PipelineError> {
    let needed = formulas_of(&one.document);
    let key = format!("{needed:?}");
    let found = memories.formulas.recall(key, || mathml(&needed));
    found.map_err(|error| placed(one, &error).into())
}

fn drawn(composed: &[Arc<Composed>], memories: &Memories) -> Result<Vec<Drawings>, PipelineError> {
    composed
        .par_iter()
        .map(|one| drawings(one, &memories.drawings))
        .collect()
}

/// Typst's problems at the formulas that the author wrote.
fn placed(one: &Composed, error: &TypstError) -> Diagnostics {
    let problems = error.problems.iter().map(|problem| {
        let message = format!("{}: {}", error.what, problem.message);
        let formula = problem.formula.as_ref();
        let found = formula.and_then(|(formula, at)| one.formula_error(formula, *at, &message));
        let diagnostic = found.unwrap_or_else(|| match &problem.excerpt {
            Some(excerpt) => Diagnostic::error(format!("{message}\n  | {excerpt}")),
            None => Diagnostic::error(message),
        });
        match problem.hints.as_slice() {
            [] => diagnostic,
            hints => diagnostic.hint(hints.join("; ")),
        }
    });
    Diagnostics(problems.collect())
}

/// SVG by the file stem of the figure.
type Drawings = BTreeMap<String, String>;

fn drawings(composed: &Composed, known: &Memory<String>) -> Result<Drawings, PipelineError> {
    let language = composed.document.language;
    let exhibits = composed.document.exhibits();
    let figures = exhibits.filter_map(|exhibit| match &exhibit.content {
        ExhibitContent::Figure { chart, .. } => Some((exhibit.file_stem(), chart)),
        _ => None,
    });
    figures
        .map(|(stem, chart)| {
            let key = sha256(format!("{} {stem} {} {}", language.tag(), chart.height, chart.option).as_bytes());
            let svg = known.recall(key, || draw(chart, language, &stem))?;
            Ok((stem, svg.to_string()))
        })
        .collect()
}

/// Every numbered table as CSV, under the number that it has in the document.
fn tables<'a>(exhibits: &'a Exhibits, document: &'a Document) -> impl Iterator<Item = OutputFile> + 'a {
    document.exhibits().filter_map(|exhibit| {
        let table = exhibits.table(&exhibit.id)?;
        Some(OutputFile::new(
            format!("tables/{}.csv", exhibit.file_stem()),
            table_csv(table),
        ))
    })
}

fn file_name(report: &str, language: Language, format: Format) -> String {
    format!("{report}.{}.{}", language.tag(), format.ending())
}

/// The other documents about the whole study, in the same language.
fn sisters(report: &Report, reports: &[Report], one: &Composed) -> Vec<(String, String)> {
    let language = one.document.language;
    let others = reports
        .iter()
        .filter(|other| other.name != report.name && other.country.is_none() && report.country.is_none());
    let found = others.filter_map(|other| {
        let sister = other
            .documents
            .iter()
            .find(|sister| sister.document.language == language)?;
        let file = file_name(&other.name, language, Format::Html);
        let href = report.way_to(other, &file);
        let short = one.lexicon.phrase(&format!("title-{}", other.name));
        let label = short.or_else(|_| one.lexicon.phrase("main-document"));
        Some((href, label.unwrap_or_else(|_| sister.document.title.clone())))
    });
    found.collect()
}

fn links(report: &str, one: &Composed, all: &[Arc<Composed>], formats: &[Format]) -> PageLinks {
    let language = one.document.language;
    let other = all
        .iter()
        .find(|other| other.document.language != language)
        .map(|other| {
            let language = other.document.language;
            let label = other
                .lexicon
                .strings()
                .get("other_language")
                .cloned()
                .unwrap_or_default();
            (language, file_name(report, language, Format::Html), label)
        });
    let pdf = formats
        .contains(&Format::Pdf)
        .then(|| file_name(report, language, Format::Pdf));
    PageLinks {
        pdf,
        other,
        ..PageLinks::default()
    }
}
