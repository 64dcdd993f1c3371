//! The words around exhibits: captions, notes, sources, alternative text, charts in a language.

use std::cell::RefCell;

use minijinja::Value;

use super::document::{Block, Exhibit, ExhibitContent, Inline};
use super::functions::{Scope, capitalised};
use super::markdown;
use super::numbering::Surroundings;
use super::templates::Templates;
use super::words;
use crate::diagnostic::Diagnostic;
use crate::econometrics::CovarianceKind;
use crate::exhibits::{ChartWords, Figure, FigureData, Table, chart};
use crate::provenance::{Key, Number, StatisticField};

type Variables = Vec<(&'static str, Value)>;

/// An exhibit with its number and all its words; `None` where the results have no such exhibit.
pub(super) fn exhibit(
    id: &str,
    number: usize,
    surroundings: &Surroundings<'_>,
    formulas: &[String],
) -> Result<Option<Exhibit>, Diagnostic> {
    let Surroundings {
        exhibits,
        scope,
        templates,
        prefix,
        ..
    } = *surroundings;
    let captions = Captions {
        scope,
        templates,
        formulas,
        prefix,
    };
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
    /// The ids of the formulas in the text.
    formulas: &'a [String],
    /// What stands before the numbers of exhibits.
    prefix: &'a str,
}

impl Captions<'_> {
    fn exhibit(
        &self,
        id: &str,
        kind: &str,
        number: usize,
        content: ExhibitContent,
        variables: &Variables,
    ) -> Result<Exhibit, Diagnostic> {
        let lexicon = &self.scope.lexicon;
        let words = lexicon.exhibit(id)?;
        let notes = words.notes.iter().map(|note| self.inlines(id, note, variables));
        let notes = notes.filter(|note| !matches!(note, Ok(note) if note.is_empty()));
        Ok(Exhibit {
            id: id.to_owned(),
            number,
            label: format!("{} {}{number}", lexicon.phrase(kind)?, self.prefix),
            separator: lexicon.phrase("caption-separator")?,
            caption: self.inlines(id, &words.caption, variables)?,
            notes: notes.collect::<Result<_, _>>()?,
            source: words
                .source
                .as_deref()
                .map(|source| self.inlines(id, source, variables))
                .transpose()?,
            content,
            method: words
                .method
                .as_deref()
                .map(|method| self.inlines(id, method, variables))
                .transpose()?,
        })
    }

    /// A template of the lexicon, rendered and parsed as one line of Markdown.
    fn inlines(&self, id: &str, template: &str, variables: &Variables) -> Result<Vec<Inline>, Diagnostic> {
        let rendered = self.templates.render_phrase(id, template, variables)?;
        let blocks = markdown::parse(&rendered, &self.scope.stretches()).blocks;
        Ok(match blocks.into_iter().next() {
            Some(Block::Paragraph(content)) => content,
            _ => Vec::new(),
        })
    }

    fn figure(&self, figure: &Figure, variables: &Variables) -> Result<ExhibitContent, Diagnostic> {
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
            // Charts break no words.
            phrase: &|key| keep(lexicon.phrase(key)).replace('\u{ad}', ""),
        };
        let chart = chart(figure, &words)
            .map_err(|error| Diagnostic::error(format!("the chart of {} cannot be drawn up: {error}", figure.id)))?;
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

    fn table_variables(&self, table: &Table) -> Result<Variables, Diagnostic> {
        let results = &self.scope.results;
        let mut variables = self.shared_variables()?;
        if let Some(definition) = results.lead_definition() {
            let words = self.scope.lexicon.words(&format!("definition-{}", definition.id()))?;
            variables.push(("definition_name", Value::from_safe_string(words.to_owned())));
        }
        if table.id == "tbl-response"
            && let Some(first) = results.stage3.first()
        {
            let number = |field| {
                let key = Key::Statistic {
                    exporter: first.exporter.clone(),
                    sector: first.sector.clone(),
                    direction: first.direction,
                    field,
                };
                self.scope.number_value(key.number(results))
            };
            variables.push(("n_obs", number(StatisticField::NObs)));
            variables.push(("df_resid", number(StatisticField::DfResid)));
        }
        let own = table.id.strip_prefix("tbl-").and_then(|id| results.regression(id));
        if let Some(own) = own {
            let number = |field| {
                let id = own.id.clone();
                self.scope.number_value(Key::OwnStatistic { id, field }.number(results))
            };
            variables.extend([
                ("economy", Value::from(own.exporter.code())),
                ("sector", Value::from(own.sector.as_str())),
                // Code; a formula holds no letter that means something in Markdown.
                ("formula", Value::from_safe_string(own.formula.to_string())),
                ("years", Value::from(own.years.to_string())),
                ("own_covariance", Value::from(own.covariance.to_string())),
                ("n_obs", number(StatisticField::NObs)),
                ("df_resid", number(StatisticField::DfResid)),
                ("id", Value::from(own.id.as_str())),
            ]);
        }
        Ok(variables)
    }

    fn figure_variables(&self, figure: &Figure) -> Result<Variables, Diagnostic> {
        let mut variables = self.shared_variables()?;
        variables.push(("economy", Value::from(figure.economy.code())));
        match &figure.data {
            FigureData::Linkage {
                sector,
                window,
                partners,
                fva_share,
                ..
            } => {
                let codes: Vec<String> = partners.iter().map(|(partner, _)| partner.to_string()).collect();
                let at = |share: Option<&Option<Number>>| self.scope.number_value(share.cloned().flatten());
                variables.extend([
                    ("sector", Value::from(sector.as_str())),
                    ("years", Value::from(window.to_string())),
                    ("partners", Value::from(codes)),
                    ("fva_first", at(fva_share.first())),
                    ("fva_last", at(fva_share.last())),
                ]);
            }
            FigureData::Curve { points, .. } | FigureData::Forest { points } => {
                variables.push(("n_points", Value::from(points.len())));
                variables.push((
                    "significant_points",
                    Value::from(points.iter().filter(|point| point.significant).count()),
                ));
                if let FigureData::Curve { term, .. } = &figure.data {
                    variables.push(("term", Value::from(self.scope.lexicon.phrase(term.id())?)));
                }
            }
            FigureData::Lead { rows, .. } => {
                if let Some(definition) = self.scope.results.lead_definition() {
                    let words = self.scope.lexicon.words(&format!("definition-{}", definition.id()))?;
                    variables.push(("definition_name", Value::from_safe_string(words.to_owned())));
                }
                variables.push(("n_rows", Value::from(rows.len())));
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
    fn shared_variables(&self) -> Result<Variables, Diagnostic> {
        let (lexicon, settings) = (&self.scope.lexicon, self.scope.results.settings());
        let covariance = settings.response.covariance;
        let key = match covariance {
            CovarianceKind::Classical => "covariance-classical",
            CovarianceKind::NeweyWest { .. } => "covariance-newey-west",
            _ => "covariance-robust",
        };
        let covariance_note = self.templates.render_phrase(key, lexicon.words(key)?, &[])?.text;
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
            ("formulas", Value::from(self.formulas.to_vec())),
            ("covariance_note", Value::from_safe_string(covariance_note)),
            ("source_tables", source("source-tables")?),
            ("source_icio", source("source-icio")?),
            ("source_trade", source("source-trade")?),
        ])
    }
}
