//! The words around exhibits: captions, notes, sources, alternative text, charts in a language.

use std::cell::RefCell;

use minijinja::Value;

use super::document::{Block, Exhibit, ExhibitContent, Inline};
use super::error::LiterateError;
use super::functions::{Scope, capitalised};
use super::markdown;
use super::templates::Templates;
use super::words;
use crate::econometrics::CovarianceKind;
use crate::exhibits::{ChartWords, Exhibits, Figure, FigureData, Table, chart};

type Variables = Vec<(&'static str, Value)>;

/// An exhibit with its number and all its words; `None` where the results have no such exhibit.
pub(super) fn exhibit(
    id: &str,
    number: usize,
    exhibits: &Exhibits,
    scope: &Scope,
    templates: &Templates,
) -> Result<Option<Exhibit>, LiterateError> {
    let captions = Captions { scope, templates };
    if let Some(table) = exhibits.table(id) {
        let content = ExhibitContent::Table(words::table(table, scope, templates)?);
        return captions
            .exhibit(id, "table", number, content, &captions.table_variables(table)?)
            .map(Some);
    }
    let Some(figure) = exhibits.figure(id) else {
        return Ok(None);
    };
    let variables = captions.figure_variables(figure)?;
    let content = captions.figure(figure, &variables)?;
    captions.exhibit(id, "figure", number, content, &variables).map(Some)
}

struct Captions<'a> {
    scope: &'a Scope,
    templates: &'a Templates,
}

impl Captions<'_> {
    fn exhibit(
        &self,
        id: &str,
        kind: &str,
        number: usize,
        content: ExhibitContent,
        variables: &Variables,
    ) -> Result<Exhibit, LiterateError> {
        let lexicon = &self.scope.lexicon;
        let words = lexicon.exhibit(id)?;
        let notes = words.notes.iter().map(|note| self.inlines(id, note, variables));
        let notes = notes.filter(|note| !matches!(note, Ok(note) if note.is_empty()));
        Ok(Exhibit {
            id: id.to_owned(),
            number,
            label: format!("{} {number}", lexicon.phrase(kind)?),
            separator: lexicon.phrase("caption-separator")?,
            caption: self.inlines(id, &words.caption, variables)?,
            notes: notes.collect::<Result<_, _>>()?,
            source: words
                .source
                .as_deref()
                .map(|source| self.inlines(id, source, variables))
                .transpose()?,
            content,
        })
    }

    /// A template of the lexicon, rendered and parsed as one line of Markdown.
    fn inlines(&self, id: &str, template: &str, variables: &Variables) -> Result<Vec<Inline>, LiterateError> {
        let text = self.templates.render_phrase(id, template, variables)?;
        let blocks = markdown::parse(text.trim()).blocks;
        Ok(match blocks.into_iter().next() {
            Some(Block::Paragraph(content)) => content,
            _ => Vec::new(),
        })
    }

    fn figure(&self, figure: &Figure, variables: &Variables) -> Result<ExhibitContent, LiterateError> {
        let lexicon = &self.scope.lexicon;
        let failed = RefCell::new(None);
        let keep = |found: Result<String, super::lexicon::LexiconError>| {
            found.unwrap_or_else(|error| {
                failed.borrow_mut().get_or_insert(error);
                String::new()
            })
        };
        let words = ChartWords {
            name: &|id| capitalised(&keep(lexicon.name(id, "nom"))),
            phrase: &|key| keep(lexicon.phrase(key)),
        };
        let chart = chart(figure, &words).map_err(|error| LiterateError::Chart {
            id: figure.id.clone(),
            message: error.to_string(),
        })?;
        if let Some(error) = failed.into_inner() {
            return Err(error.into());
        }
        let alt = self
            .templates
            .render_plain(&figure.id, &lexicon.exhibit(&figure.id)?.alt, variables)?;
        let data = words::table(&figure.table(), self.scope, self.templates)?;
        Ok(ExhibitContent::Figure {
            alt,
            chart,
            data_title: lexicon.phrase("data-behind")?,
            data,
        })
    }

    fn table_variables(&self, table: &Table) -> Result<Variables, LiterateError> {
        let results = &self.scope.results;
        let mut variables = self.shared_variables()?;
        if let Some(definition) = results.lead_definition() {
            let words = self.scope.lexicon.words(&format!("definition-{}", definition.id()))?;
            variables.push(("definition_name", Value::from_safe_string(words.to_owned())));
        }
        if table.id == "tbl-response"
            && let Some(first) = results.stage3.first()
        {
            variables.push(("n_obs", Value::from(first.n_obs)));
            variables.push(("df_resid", Value::from(first.df_resid)));
        }
        Ok(variables)
    }

    fn figure_variables(&self, figure: &Figure) -> Result<Variables, LiterateError> {
        let coverage = &self.scope.results.study.coverage;
        let partners: Vec<String> = coverage.partners_of(&figure.economy).map(ToString::to_string).collect();
        let mut variables = self.shared_variables()?;
        variables.push(("economy", Value::from(figure.economy.code())));
        variables.push(("partners", Value::from(partners)));
        match &figure.data {
            FigureData::Linkage { fva_share, .. } => {
                let at = |share: Option<&Option<f64>>| Value::from(share.copied().flatten().unwrap_or_default());
                variables.push(("fva_first", at(fva_share.first())));
                variables.push(("fva_last", at(fva_share.last())));
            }
            FigureData::Response { bars, .. } => {
                variables.push(("n_bars", Value::from(bars.len())));
                variables.push((
                    "significant_bars",
                    Value::from(bars.iter().filter(|bar| bar.significant).count()),
                ));
            }
        }
        Ok(variables)
    }

    /// What the notes and sources of several exhibits use.
    fn shared_variables(&self) -> Result<Variables, LiterateError> {
        let (lexicon, settings) = (&self.scope.lexicon, self.scope.results.settings());
        let covariance = settings.response.covariance;
        let key = if covariance == CovarianceKind::Classical {
            "covariance-classical"
        } else {
            "covariance-robust"
        };
        let covariance_note = self.templates.render_phrase(key, lexicon.words(key)?, &[])?;
        let source = |key: &str| {
            let key = if settings.study.synthetic {
                "source-synthetic"
            } else {
                key
            };
            lexicon
                .words(key)
                .map(|words| Value::from_safe_string(words.to_owned()))
        };
        Ok(vec![
            ("covariance_note", Value::from_safe_string(covariance_note)),
            ("source_tables", source("source-tables")?),
            ("source_icio", source("source-icio")?),
            ("source_trade", source("source-trade")?),
        ])
    }
}
