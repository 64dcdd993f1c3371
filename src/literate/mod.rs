//! Templates and results become one document: words chosen, numbers formatted, exhibits numbered,
//! references resolved. Knows languages, and neither Typst nor HTML.
//!
//! 1. `templates` renders the report's Markdown with the results in scope, and `record` keeps what
//!    was printed and claimed;
//! 2. `markdown` parses it into blocks;
//! 3. `numbering` numbers sections, exhibits, formulas and footnotes;
//! 4. `resolve` replaces references and citations by links;
//! 5. `claims`, `outline` and `lint` look at what has come of it.

mod captions;
mod citations;
mod claims;
pub mod document;
pub mod format;
mod functions;
mod lexicon;
mod lint;
mod markdown;
mod numbering;
mod outline;
mod printing;
mod record;
mod resolve;
mod templates;
mod trace;
pub mod walk;
mod words;

use std::sync::{Arc, Mutex, PoisonError};

pub use claims::{EarlierClaims, claims_json};
pub use lexicon::Lexicon;
pub use outline::out_of_step;
pub use printing::Format;
pub use trace::{Trace, TraceNode, described, formula};

use crate::comparison::Comparison;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::exhibits::Exhibits;
use crate::model::Economy;
use crate::project::{Project, ReadingLog};
use crate::replication::Replication;
use crate::settings::{Language, Settings, Titles};
use crate::stages::Results;
use citations::Bibliography;
use document::{Document, Origin};
use format::Formatter;
use functions::Scope;
use templates::{Sources, Templates};

/// The template that holds the abstract; the whole text has the name of the report.
const ABSTRACT: &str = "abstract";

/// What documents are composed from.
pub struct Material<'a> {
    /// The folder under `templates/`: a report, or a document that accompanies one.
    pub report: &'a str,
    pub results: &'a Arc<Results>,
    /// In a verification against a published article.
    pub replication: Option<&'a Arc<Replication>>,
    /// In a document about the differences of two builds.
    pub comparison: Option<&'a Arc<Comparison>>,
    /// In the document that leads to the reports of all countries.
    pub briefed: &'a [Economy],
    pub exhibits: &'a Exhibits,
    pub project: &'a Project,
    /// The claims of the last build, to say what has changed.
    pub earlier: &'a EarlierClaims,
}

/// A document with the words that the pages around it need.
pub struct Composed {
    pub document: Document,
    pub lexicon: Arc<Lexicon>,
    /// What the prose lint has found.
    pub findings: Vec<Diagnostic>,
    /// What the project's own texts and pictures were when they were read.
    pub read: ReadingLog,
    sources: Arc<Mutex<Sources>>,
}

impl Composed {
    /// An error at a byte of a formula, where the author wrote it.
    pub fn formula_error(&self, formula: &str, at: usize, message: &str) -> Option<Diagnostic> {
        let origin = self.document.formula(formula)?;
        let sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        let file = sources.files.get(origin.file as usize)?;
        let start = origin.offset as usize;
        let inside = file.text.get(start..)?.find(formula)?;
        let begin = start + inside + at;
        Some(file.at(begin..begin + 1, message))
    }
}

/// Composes the report of a study in one language, about one economy where it is made for each.
pub fn compose(
    material: &Material<'_>,
    language: Language,
    country: Option<&Economy>,
) -> Result<Composed, Diagnostics> {
    let Material {
        report,
        results,
        replication,
        comparison,
        briefed,
        exhibits,
        earlier,
        ..
    } = *material;
    let (project, read) = material.project.logging();
    let project = &project;
    let settings = results.settings();
    let tag = language.tag();
    let own_titles = settings.study.titles.get(&language).ok_or_else(|| {
        Diagnostic::error(format!("the project has no titles in `{tag}`")).hint(format!(
            "add a table `[study.{tag}]` to rvc.toml, or choose another --lang"
        ))
    })?;
    let lexicon = Arc::new(Lexicon::load(language, settings, project).map_err(Diagnostic::from)?);
    let formatter = Formatter::new(language).map_err(|error| Diagnostic::error(format!("number formats: {error}")))?;
    let scope = Scope {
        results: results.clone(),
        replication: replication.cloned(),
        comparison: comparison.cloned(),
        briefed: briefed.to_vec(),
        lexicon: lexicon.clone(),
        formatter: Arc::new(formatter),
        country: country.cloned(),
        recorder: Arc::new(Mutex::default()),
        sources: Arc::new(Mutex::default()),
    };
    let templates = Templates::new(project, report, &scope)?;
    let titles = titles_of(report, own_titles, settings, country, &lexicon, &templates)?;
    let abstract_label = lexicon
        .phrase(&format!("abstract-{report}"))
        .or_else(|_| lexicon.phrase("abstract"))
        .map_err(Diagnostic::from)?;
    let bibliography = Bibliography::load(language, project)
        .map_err(|problems| problems.into_iter().map(Diagnostic::from).collect::<Vec<_>>())?;

    let abstract_text = templates.render(ABSTRACT)?;
    let body = templates.render(report)?;
    if country.is_some() && !templates.use_variable("country") {
        let message = format!("the report `{report}` is not about one economy: none of its templates uses `country`");
        return Err(Diagnostic::error(message).hint("build it without --country").into());
    }
    let mut claims = claims::collect(&[&abstract_text, &body], &scope, earlier)?;
    let kinds = scope.stretches();
    let parsed = [&abstract_text, &body].map(|text| markdown::parse(text, &kinds));
    let [abstract_text, body] = parsed;
    let prefix = lexicon.phrase(&format!("exhibit-prefix-{report}")).unwrap_or_default();
    let surroundings = numbering::Surroundings {
        exhibits,
        scope: &scope,
        templates: &templates,
        project,
        prefix: &prefix,
    };
    let numbered = numbering::number(abstract_text, body, &surroundings)?;
    let outline = outline::outline(&numbered, &claims, &templates);
    let sentences = claims
        .iter_mut()
        .map(|claim| std::mem::take(&mut claim.sentence))
        .collect();
    let resolved = resolve::resolve(numbered, sentences, &bibliography, &scope, &templates)?;
    for (claim, sentence) in claims.iter_mut().zip(resolved.sentences) {
        claim.sentence = sentence;
    }
    let findings = lint::findings(&templates.sources(), report);

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
    } = titles;
    let values = scope.recorder().values.clone();
    let document = Document {
        language,
        title,
        subtitle,
        running_title,
        authors,
        keywords,
        date: settings.study.date,
        date_label: scope.formatter.date(settings.study.date),
        notice: notice.map_err(Diagnostic::from)?,
        abstract_label,
        abstract_: resolved.abstract_,
        body: resolved.body,
        footnotes: resolved.footnotes,
        values,
        claims,
        outline,
    };
    Ok(Composed {
        document,
        lexicon,
        findings,
        read,
        sources: scope.sources,
    })
}

/// The titles of the study, those of a document that accompanies its report, or those of one about an economy.
fn titles_of(
    report: &str,
    own: &Titles,
    settings: &Settings,
    country: Option<&Economy>,
    lexicon: &Lexicon,
    templates: &Templates,
) -> Result<Titles, Diagnostic> {
    let phrase = |kind: &str| {
        let key = format!("{kind}-{report}");
        lexicon.phrase(&key).ok().map(|text| (key, text))
    };
    let rendered = |(key, text): (String, String)| templates.render_plain(&key, &text, &[]);
    let Some((key, title)) = phrase("title") else {
        return Ok(own.clone());
    };
    if country.is_some() {
        let title = rendered((key, title))?;
        return Ok(Titles {
            subtitle: phrase("subtitle").map(rendered).transpose()?,
            running_title: phrase("running-title")
                .map(rendered)
                .transpose()?
                .unwrap_or_else(|| title.clone()),
            title,
            keywords: Vec::new(),
            authors: own.authors.clone(),
        });
    }
    if report == settings.study.report {
        return Ok(own.clone());
    }
    Ok(Titles {
        subtitle: Some(own.title.clone()),
        running_title: title.clone(),
        title,
        keywords: Vec::new(),
        authors: own.authors.clone(),
    })
}

/// A value in a form of a language, with the program's own words.
pub fn print_built_in(format: &Format, value: f64, language: Language) -> Option<String> {
    let formatter = Formatter::new(language).ok()?;
    let lexicon = Lexicon::built_in(language).ok()?;
    format.print(value, &formatter, &lexicon).ok()
}

/// An error at what the author wrote.
fn at(templates: &Templates, origin: Option<Origin>, message: String) -> Diagnostic {
    match origin {
        Some(origin) => templates.sources().error(origin, 1, message),
        None => Diagnostic::error(message),
    }
}
