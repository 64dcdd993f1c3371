//! Templates and results become one document: words chosen, numbers formatted, exhibits numbered,
//! references resolved. Knows languages, and neither Typst nor HTML.
//!
//! 1. `templates` renders the report's Markdown with the results in scope;
//! 2. `markdown` parses it into blocks;
//! 3. `numbering` numbers sections, exhibits, formulas and footnotes;
//! 4. `resolve` replaces references and citations by links.

mod captions;
mod citations;
pub mod document;
mod error;
pub mod format;
mod functions;
mod lexicon;
mod markdown;
mod numbering;
mod resolve;
mod templates;
mod words;

use std::sync::Arc;

pub use error::{LiterateError, LiterateErrors, SourcePlace};
pub use lexicon::Lexicon;

use crate::exhibits::Exhibits;
use crate::model::Economy;
use crate::project::Project;
use crate::settings::{Language, Titles};
use crate::stages::Results;
use citations::Bibliography;
use document::Document;
use format::Formatter;
use functions::Scope;
use templates::Templates;

/// The template that holds the whole text, and the one that holds the abstract.
const ABSTRACT: &str = "abstract";

/// A document with the words that the pages around it need.
pub struct Composed {
    pub document: Document,
    pub lexicon: Arc<Lexicon>,
}

/// Composes the report of a study in one language, about one economy where it is made for each.
pub fn compose(
    results: &Arc<Results>,
    exhibits: &Exhibits,
    project: &Project,
    language: Language,
    country: Option<&Economy>,
) -> Result<Composed, LiterateErrors> {
    let settings = results.settings();
    let titles = settings.study.titles.get(&language);
    let titles = titles.ok_or(LiterateError::NoTitles {
        language: language.tag(),
    })?;
    let lexicon = Arc::new(Lexicon::load(language, settings, project).map_err(LiterateError::from)?);
    let formatter = Arc::new(Formatter::new(language).map_err(LiterateError::Locale)?);
    let scope = Scope {
        results: results.clone(),
        lexicon: lexicon.clone(),
        formatter: formatter.clone(),
        country: country.cloned(),
    };
    let templates = Templates::new(project, &settings.study.report, &scope)?;
    let bibliography = Bibliography::load(language, project)?;

    let abstract_text = markdown::parse(&templates.render(ABSTRACT)?);
    let body = markdown::parse(&templates.render(&settings.study.report)?);
    if country.is_some() && !templates.use_variable("country") {
        let report = settings.study.report.clone();
        return Err(LiterateError::NotByCountry { report }.into());
    }
    let numbered = numbering::number(abstract_text, body, exhibits, &scope, &templates)?;
    let resolved = resolve::resolve(numbered, &bibliography, &scope, &templates)?;

    let notice = settings
        .study
        .synthetic
        .then(|| lexicon.phrase("synthetic-notice"))
        .transpose();
    let Titles {
        title,
        subtitle,
        running_title,
        keywords,
        authors,
    } = titles.clone();
    let document = Document {
        language,
        title,
        subtitle,
        running_title,
        authors,
        keywords,
        date: settings.study.date,
        date_label: formatter.date(settings.study.date),
        notice: notice.map_err(LiterateError::from)?,
        abstract_: resolved.abstract_,
        body: resolved.body,
        footnotes: resolved.footnotes,
    };
    Ok(Composed { document, lexicon })
}
