//! From composed documents to files: drawings once, then every page on its own thread.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{Countries, Format, PipelineError, Request};
use crate::exhibits::Exhibits;
use crate::literate::{Composed, claims_json};
use crate::literate::document::{Block, Document, Exhibit, ExhibitContent};
use crate::model::Economy;
use crate::outputs::{
    Attachment, ChartRenderer, OutputFile, PageLinks, formulas_of, manifest, manifest_of_attachments, mathml, page, pdf,
    table_csv, values_json, write,
};
use crate::settings::{Language, Settings, nearest};
use crate::stages::Results;

/// The languages that are asked for, each once, or all that the project has titles in.
pub(super) fn languages(settings: &Settings, request: &Request) -> BTreeSet<Language> {
    match &request.languages {
        Some(wanted) => wanted.iter().copied().collect(),
        None => settings.study.titles.keys().copied().collect(),
    }
}

/// The economies that a report is made for; one `None` for a report about the whole study.
pub(super) fn countries(settings: &Settings, request: &Request) -> Result<Vec<Option<Economy>>, PipelineError> {
    let members = &settings.bloc.members;
    let code = match &request.country {
        None => return Ok(vec![None]),
        Some(Countries::All) => return Ok(members.iter().cloned().map(Some).collect()),
        Some(Countries::One(code)) => code,
    };
    let found = members.iter().find(|member| member.code() == code).cloned();
    let near = nearest(code, members.iter().map(Economy::code));
    let hint = near
        .map(|near| format!("\n  hint: did you mean `{near}`?"))
        .unwrap_or_default();
    found
        .map(|member| vec![Some(member)])
        .ok_or_else(|| PipelineError::Country {
            code: code.clone(),
            hint,
        })
}

/// The documents of an economy stand in a folder of its own.
pub(super) fn under(country: Option<&Economy>, file: OutputFile) -> OutputFile {
    match country {
        Some(economy) => OutputFile::new(format!("{economy}/{}", file.path), file.bytes),
        None => file,
    }
}

/// Adds the manifest, last.
pub(super) fn with_manifest(results: &Results, mut files: Vec<OutputFile>) -> Result<Vec<OutputFile>, PipelineError> {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.push(OutputFile::new(write::MANIFEST, manifest(results, &files)?));
    Ok(files)
}

/// What a report says in numbers: its tables and claims.
pub(super) fn data(exhibits: &Exhibits, composed: &[Composed]) -> Result<Vec<OutputFile>, PipelineError> {
    let mut files = Vec::new();
    if let Some(first) = composed.first() {
        files.extend(tables(exhibits, &first.document));
    }
    let documents = composed.iter().map(|one| (one.document.language, one.document.claims.as_slice()));
    files.push(OutputFile::new(CLAIMS, claims_json(documents)?));
    Ok(files)
}

/// The list of the claims of a report.
pub(super) const CLAIMS: &str = "claims.json";
/// The results of the study.
pub(super) const RESULTS: &str = "results.json";

/// The files inside the PDF of a document.
fn attachments(
    results: &Results,
    results_file: &OutputFile,
    data: &[OutputFile],
    one: &Composed,
) -> Result<Vec<Attachment>, PipelineError> {
    let of_file = |file: &OutputFile| {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path).to_owned();
        let is_table = name.ends_with(".csv");
        Attachment {
            relationship: "data",
            mime: if is_table { "text/csv" } else { "application/json" },
            description: match name.as_str() {
                RESULTS => "attached-results",
                CLAIMS => "attached-claims",
                _ => "attached-table",
            },
            bytes: file.bytes.clone(),
            name,
        }
    };
    let mut attachments: Vec<Attachment> = std::iter::once(results_file).chain(data).map(of_file).collect();
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

/// Makes the documents of one report with their drawings; `data` goes into the PDFs.
pub(super) fn documents(
    results: &Results,
    results_file: &OutputFile,
    data: &[OutputFile],
    composed: &[Composed],
    formats: &[Format],
) -> Result<Vec<OutputFile>, PipelineError> {
    let drawn = composed
        .par_iter()
        .map(drawings)
        .collect::<Result<Vec<Drawings>, _>>()?;
    let report = &results.settings().study.report;
    let mut jobs: Vec<(Format, usize)> = Vec::new();
    for format in [Format::Pdf, Format::Html] {
        jobs.extend(
            (0..composed.len())
                .filter(|_| formats.contains(&format))
                .map(|i| (format, i)),
        );
    }
    let pages = jobs.into_par_iter().map(|(format, i)| {
        let (one, drawings) = (&composed[i], &drawn[i]);
        let name = file_name(report, one.document.language, format);
        let drawing = |stem: &str| drawings.get(stem).cloned();
        match format {
            Format::Pdf => {
                let attachments = attachments(results, results_file, data, one)?;
                let bytes = pdf(&one.document, &one.lexicon, &attachments, drawing)?;
                Ok(OutputFile::new(name, bytes))
            }
            Format::Html => {
                let formulas = mathml(&formulas_of(&one.document))?;
                let links = links(report, one, composed, formats);
                let page = page(results, &one.document, &one.lexicon, &formulas, &links, drawing)?;
                Ok(OutputFile::new(name, page))
            }
        }
    });
    let mut files = pages.collect::<Result<Vec<_>, PipelineError>>()?;
    for (one, drawings) in composed.iter().zip(drawn) {
        let tag = one.document.language.tag();
        files.extend(
            drawings
                .into_iter()
                .map(|(stem, svg)| OutputFile::new(format!("figures/{stem}.{tag}.svg"), svg)),
        );
    }
    Ok(files)
}

/// SVG by the file stem of the figure.
type Drawings = BTreeMap<String, String>;

fn drawings(composed: &Composed) -> Result<Drawings, PipelineError> {
    let renderer = ChartRenderer::load()?;
    let language = composed.document.language;
    let figures = numbered(&composed.document).filter_map(|exhibit| match &exhibit.content {
        ExhibitContent::Figure { chart, .. } => Some((exhibit.file_stem(), chart)),
        _ => None,
    });
    figures
        .map(|(stem, chart)| {
            let svg = renderer.draw(chart, language, &stem)?;
            Ok((stem, svg))
        })
        .collect()
}

/// Every numbered table as CSV, under the number that it has in the document.
fn tables<'a>(exhibits: &'a Exhibits, document: &'a Document) -> impl Iterator<Item = OutputFile> + 'a {
    numbered(document).filter_map(|exhibit| {
        let table = exhibits.table(&exhibit.id)?;
        Some(OutputFile::new(
            format!("tables/{}.csv", exhibit.file_stem()),
            table_csv(table),
        ))
    })
}

fn numbered(document: &Document) -> impl Iterator<Item = &Exhibit> {
    document.body.iter().filter_map(|block| {
        if let Block::Exhibit(exhibit) = block {
            Some(&**exhibit)
        } else {
            None
        }
    })
}

fn file_name(report: &str, language: Language, format: Format) -> String {
    let ending = if format == Format::Pdf { "pdf" } else { "html" };
    format!("{report}.{}.{ending}", language.tag())
}

fn links(report: &str, one: &Composed, all: &[Composed], formats: &[Format]) -> PageLinks {
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
    PageLinks { pdf, other }
}
