//! From the shape of a statement to a checked one.

use std::collections::BTreeSet;

use toml::Spanned;

use super::shape::{Change, ClaimShape, StatementShape};
use super::source::Source;
use super::validate::mismatch;
use super::{Claim, PublishedError, Sign, Statement, Trait};
use crate::model::Economy;

impl Source<'_> {
    pub(super) fn statement(
        &self,
        shape: StatementShape,
        seen: &mut BTreeSet<String>,
    ) -> Result<Statement, PublishedError> {
        let lengths = [
            ("exporters", shape.exporters.get_ref().len(), shape.exporters.span()),
            ("sectors", shape.sectors.get_ref().len(), shape.sectors.span()),
            ("terms", shape.terms.get_ref().len(), shape.terms.span()),
        ];
        for (name, length, span) in lengths {
            if length == 0 {
                let problem = mismatch("the list is", "empty".to_owned(), "one name or more are");
                return Err(self.error(span, problem, format!("name the {name} of which the sentence speaks")));
            }
        }
        let directions = shape.directions.iter().map(|text| self.direction(text));
        let sectors = shape.sectors.get_ref().iter().map(|text| self.id(text));
        let terms = shape.terms.get_ref().iter().map(|text| self.term(text));
        Ok(Statement {
            id: self.new_id(&shape.id, seen)?,
            place: self.place(&shape.section, shape.paragraph, shape.page)?,
            directions: directions.collect::<Result<_, _>>()?,
            sectors: sectors.collect::<Result<_, _>>()?,
            terms: terms.collect::<Result<_, _>>()?,
            claim: self.claim(&shape)?,
            exporters: shape.exporters.into_inner(),
        })
    }

    fn claim(&self, shape: &StatementShape) -> Result<Claim, PublishedError> {
        let claim = *shape.claim.get_ref();
        let given = [
            ("printed", shape.printed.is_some(), claim == ClaimShape::Value),
            ("unit", shape.unit.is_some(), claim == ClaimShape::Value),
            ("higher", shape.higher.is_some(), claim == ClaimShape::Higher),
            ("than", !shape.than.is_empty(), claim == ClaimShape::Higher),
        ];
        for (name, is_given, is_needed) in given {
            if is_given != is_needed {
                let (found, expected) = if is_needed {
                    ("missing", "it is")
                } else {
                    ("given", "none is")
                };
                let problem = mismatch("a key of the claim is", format!("{found} (`{name}`)"), expected);
                let hint =
                    "`value` takes `printed` and `unit`, `effect` takes `sign`, `higher` takes `higher` and `than`";
                return Err(self.error(shape.claim.span(), problem, hint));
            }
        }
        if let Some(sign) = shape.sign.as_ref().filter(|_| claim != ClaimShape::Effect) {
            let problem = mismatch("a key of the claim is", "given (`sign`)".to_owned(), "none is");
            return Err(self.error(sign.span(), problem, "only `effect` takes `sign`"));
        }
        match (claim, &shape.printed, &shape.higher) {
            (ClaimShape::Value, Some(printed), _) => {
                let printed = self.number(printed)?;
                let falls = shape.change == Change::Decrease;
                Ok(Claim::Value {
                    signed: if falls { -printed.value() } else { printed.value() },
                    printed,
                    unit: shape.unit.clone().unwrap_or_default(),
                })
            }
            (ClaimShape::Higher, _, Some(higher)) => {
                let higher_trait = self.trait_of(higher)?;
                let than: Vec<Trait> = shape
                    .than
                    .iter()
                    .map(|text| self.trait_of(text))
                    .collect::<Result<_, _>>()?;
                let same_kind = |one: &&Trait| std::mem::discriminant(*one) == std::mem::discriminant(&higher_trait);
                if than.iter().filter(same_kind).count() != than.len() || than.contains(&higher_trait) {
                    let problem = mismatch(
                        "the sides are",
                        "of different kinds, or the same".to_owned(),
                        "rivals are",
                    );
                    let hint = "compare economies, sectors, directions or terms with each other";
                    return Err(self.error(higher.span(), problem, hint));
                }
                Ok(Claim::Higher {
                    higher: higher_trait,
                    than,
                })
            }
            (ClaimShape::Insignificant, ..) => Ok(Claim::Insignificant),
            _ => Ok(Claim::Effect {
                sign: shape.sign.as_ref().map(|sign: &Spanned<Sign>| *sign.get_ref()),
            }),
        }
    }

    /// An economy, a direction, a term, else a sector.
    fn trait_of(&self, text: &Spanned<String>) -> Result<Trait, PublishedError> {
        if let Some(economy) = Economy::parse(text.get_ref()) {
            return Ok(Trait::Exporter(economy));
        }
        if let Ok(direction) = self.direction(text) {
            return Ok(Trait::Direction(direction));
        }
        if let Ok(term) = self.term(text) {
            return Ok(Trait::Term(term));
        }
        self.id(text).map(Trait::Sector)
    }
}
