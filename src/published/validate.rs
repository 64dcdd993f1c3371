//! From the shape of `article.toml` to checked values.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use toml::Spanned;

use super::error::Problem;
use super::shape::{FigureShape, PeriodShape, StatementShape, TableShape};
use super::source::Source;
use super::{ArticlePlace, Period, PrintedNumber, PublishedError, PublishedFigure, PublishedTable, Statement};

/// More observations than this are a mistake.
pub(super) const MOST_OBSERVATIONS: usize = 1_000_000;

type Errors = Vec<PublishedError>;

impl Source<'_> {
    pub(super) fn table(&self, shape: &TableShape, errors: &mut Errors) -> PublishedTable {
        let (n_obs, n_params) = (*shape.n_obs.get_ref(), *shape.n_params.get_ref());
        if n_params < 2 {
            let problem = mismatch("n_params is", n_params, "at least 2 are");
            errors.push(self.error(shape.n_params.span(), problem, "count the constant and every slope"));
        }
        if n_obs <= n_params || n_obs > MOST_OBSERVATIONS {
            let expected = format!("more than the {n_params} coefficients, and at most a million, are");
            let problem = mismatch("n_obs is", n_obs, expected);
            errors.push(self.error(
                shape.n_obs.span(),
                problem,
                "give the number of observations of an equation",
            ));
        }
        let levels = shape.star_levels.get_ref();
        let is_level = |level: &f64| *level > 0.0 && *level < 100.0;
        if levels.is_empty() || !levels.iter().all(is_level) || !levels.windows(2).all(|two| two[0] > two[1]) {
            let problem = mismatch("star_levels are", format!("{levels:?}"), "falling percents are");
            let hint = "as in `star_levels = [10, 5, 1]`: one star, two stars, three";
            errors.push(self.error(shape.star_levels.span(), problem, hint));
        }
        PublishedTable {
            place: shape.place.clone(),
            file: shape.file.clone(),
            unit: shape.unit.clone(),
            n_obs,
            n_params,
            star_levels: levels.clone(),
            r_squared: shape.r_squared,
            rows: IndexMap::new(),
        }
    }

    pub(super) fn periods(&self, shapes: Vec<PeriodShape>, errors: &mut Errors) -> Vec<Period> {
        let mut seen = BTreeSet::new();
        let read = shapes.into_iter().map(|shape| {
            Ok(Period {
                id: self.new_id(&shape.id, &mut seen)?,
                place: self.place(&shape.section, shape.paragraph, shape.page)?,
                used_for: shape.used_for,
                years: shape.years,
                source: shape.source,
                source_years: shape.source_years,
            })
        });
        collect(read, errors)
    }

    pub(super) fn figures(&self, shapes: Vec<FigureShape>, errors: &mut Errors) -> Vec<PublishedFigure> {
        let mut seen = BTreeSet::new();
        let read = shapes.into_iter().map(|shape| {
            let relation = *shape.relation.get_ref();
            if shape.printed.len() != relation.n_printed() {
                let expected = format!("{} for this relation are", relation.n_printed());
                let problem = mismatch("the number of printed texts is", shape.printed.len(), expected);
                return Err(self.error(shape.relation.span(), problem, "`range` takes two, `equals` takes one"));
            }
            let printed = shape.printed.iter().map(|text| self.number(text));
            Ok(PublishedFigure {
                id: self.new_id(&shape.id, &mut seen)?,
                place: self.place(&shape.section, shape.paragraph, shape.page)?,
                cites: shape.cites,
                relation,
                printed: printed.collect::<Result<_, _>>()?,
                unit: shape.unit,
                key: shape.key.into_inner(),
                years: shape.years,
            })
        });
        collect(read, errors)
    }

    pub(super) fn statements(&self, shapes: Vec<StatementShape>, errors: &mut Errors) -> Vec<Statement> {
        let mut seen = BTreeSet::new();
        let read = shapes.into_iter().map(|shape| self.statement(shape, &mut seen));
        collect(read, errors)
    }

    pub(super) fn number(&self, text: &Spanned<String>) -> Result<PrintedNumber, PublishedError> {
        text.get_ref().parse().map_err(|reason| {
            let problem = Problem::Number {
                text: text.get_ref().clone(),
                reason,
            };
            self.error(
                text.span(),
                problem,
                "write it as printed, such as \"6,29\"; the unit goes to `unit`",
            )
        })
    }

    pub(super) fn place(
        &self,
        section: &Spanned<String>,
        paragraph: Option<u32>,
        page: Option<u32>,
    ) -> Result<ArticlePlace, PublishedError> {
        Ok(ArticlePlace {
            section: self.id(section)?,
            paragraph,
            page,
        })
    }

    pub(super) fn new_id(&self, text: &Spanned<String>, seen: &mut BTreeSet<String>) -> Result<String, PublishedError> {
        let id = self.id(text)?;
        if seen.insert(id.clone()) {
            return Ok(id);
        }
        let problem = Problem::DuplicateId(id);
        Err(self.error(text.span(), problem, "findings are named after ids: give each its own"))
    }
}

pub(super) fn mismatch(what: &'static str, found: impl ToString, expected: impl Into<String>) -> Problem {
    Problem::Mismatch {
        what,
        found: found.to_string(),
        expected: expected.into(),
    }
}

/// Keeps what is right and everything that is wrong.
fn collect<T>(read: impl Iterator<Item = Result<T, PublishedError>>, errors: &mut Errors) -> Vec<T> {
    let mut good = Vec::new();
    for one in read {
        match one {
            Ok(one) => good.push(one),
            Err(error) => errors.push(error),
        }
    }
    good
}
