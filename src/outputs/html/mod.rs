//! The document as one self-contained HTML file.

mod body;
pub(super) mod escape;
mod reading;
mod tables;
mod trace;

pub use reading::{PageReadError, read_page};

use std::collections::BTreeMap;
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use minijinja::{Environment, Value, context};

use super::math::Formula;
use super::{CHART_RUNTIME, ECHARTS_DEFLATED};
use crate::literate::document::{Block, Document, ExhibitContent, plain_text};
use crate::literate::{Lexicon, Trace};
use crate::project::{built_in_template, built_in_templates};
use crate::settings::Language;
use crate::stages::Results;
use body::Body;

/// Why the page layout could not be filled.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    #[error("the page layout: {0:#}")]
    Layout(#[from] minijinja::Error),
    #[error("the trace of the numbers cannot be written as JSON: {0}")]
    Trace(#[from] serde_json::Error),
}

/// Links from a page to its sisters; absent where they are not made.
#[derive(Debug, Clone, Default)]
pub struct PageLinks {
    pub pdf: Option<String>,
    /// The same report in another language: file name and what the language calls itself.
    pub other: Option<(Language, String, String)>,
    /// The documents that belong together with this one: file name and title.
    pub sisters: Vec<(String, String)>,
}

/// Makes the page; `drawing` gives the SVG of an exhibit by its file stem.
pub fn page(
    results: &Results,
    document: &Document,
    lexicon: &Lexicon,
    formulas: &BTreeMap<Formula, String>,
    links: &PageLinks,
    drawing: impl Fn(&str) -> Option<String>,
) -> Result<String, PageError> {
    let phrase = |key: &str| lexicon.phrase(key).unwrap_or_default();
    let mut trace = Trace::new(results);
    let nodes: Vec<usize> = document.values.iter().map(|value| trace.add(&value.number)).collect();
    let body = Body {
        document,
        formulas,
        drawing: &drawing,
        lexicon,
        nodes: &nodes,
    };
    let charts = charts(document);
    let asset = |name: &str| built_in_template(&format!("layout/{name}")).unwrap_or_default();
    let authors: Vec<Value> = document
        .authors
        .iter()
        .map(|author| context! { name => author.name.clone(), affiliation => author.affiliation.clone() })
        .collect();
    let other = links.other.as_ref().map(|(language, href, label)| {
        context! { lang => language.tag(), href => href, label => label }
    });
    let date = document.date;
    let mut environment = Environment::new();
    environment.add_template_owned("page.html", asset("page.html").to_owned())?;
    let page = environment.get_template("page.html")?.render(context! {
        lang => document.language.tag(),
        title => full_title(document),
        title_plain => document.title.clone(),
        description => document.abstract_.first().map(description),
        authors,
        notice => document.notice.clone(),
        date_iso => format!("{:04}-{:02}-{:02}", date.year, date.month, date.day),
        date_label => document.date_label.clone(),
        abstract_html => body.blocks(&document.abstract_),
        abstract_label => document.abstract_label.clone(),
        keywords => document.keywords.clone(),
        keywords_label => phrase("keywords"),
        toc => contents(document),
        body_html => body.whole(),
        css => asset("page.css"),
        js => script(),
        trace_packed => packed(trace::trace_json(&trace, results, lexicon)?.as_bytes()),
        strings_json => in_script(&serde_json::to_string(lexicon.strings()).unwrap_or_default()),
        echarts_packed => (!charts.is_empty()).then(|| ECHARTS_PACKED.as_str()),
        chart_runtime_js => CHART_RUNTIME,
        charts_packed => (!charts.is_empty()).then(|| packed(serde_json::Value::Object(charts).to_string().as_bytes())),
        other_language => other,
        pdf_href => links.pdf.clone(),
        sisters => links.sisters.iter().map(|(href, label)| context! { href => href, label => label }).collect::<Vec<_>>(),
        strings => lexicon.strings().clone(),
    })?;
    Ok(page)
}

/// The scripts of the page: declarations by topic, then what runs them.
fn script() -> String {
    let topics = built_in_templates("layout/page").into_iter().map(|(_, text)| text);
    topics
        .chain(built_in_template("layout/page.js"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The chart library, packed once.
static ECHARTS_PACKED: LazyLock<String> = LazyLock::new(|| BASE64.encode(ECHARTS_DEFLATED));

/// Deflated, in base64: `unpacking.js` knows how to read it.
fn packed(bytes: &[u8]) -> String {
    BASE64.encode(miniz_oxide::deflate::compress_to_vec(bytes, 6))
}

/// JSON inside a script element: no `<` of the data can end or open anything.
fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

fn full_title(document: &Document) -> String {
    match &document.subtitle {
        Some(subtitle) => format!("{}: {}", document.title, lower_first(subtitle)),
        None => document.title.clone(),
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn description(block: &Block) -> String {
    let Block::Paragraph(content) = block else {
        return String::new();
    };
    plain_text(content).chars().take(300).collect()
}

/// Sections of the first two levels.
fn contents(document: &Document) -> Vec<Value> {
    let sections = document.body.iter().filter_map(|block| match block {
        Block::Heading {
            level,
            number,
            id,
            content,
            ..
        } if *level <= 2 => Some(context! { id => id, number => number, title => plain_text(content), level => level }),
        _ => None,
    });
    sections.collect()
}

/// Chart specifications by exhibit.
fn charts(document: &Document) -> serde_json::Map<String, serde_json::Value> {
    let charts = document.body.iter().filter_map(|block| match block {
        Block::Exhibit(exhibit) => match &exhibit.content {
            ExhibitContent::Figure { chart, .. } => Some((exhibit.id.clone(), chart.option.clone())),
            _ => None,
        },
        _ => None,
    });
    charts.collect()
}
