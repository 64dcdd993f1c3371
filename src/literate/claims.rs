//! Claims: sentences with a condition on the results.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::document::{Block, Inline, Origin, plain_text};
use super::functions::Scope;
use super::markdown;
use super::record::{MadeClaim, Operand, StretchKind};
use super::templates::Rendered;
use crate::diagnostic::{Diagnostic, Place};
use crate::settings::Language;

/// A claim as the document makes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    pub id: String,
    /// In the project.
    pub place: Option<Place>,
    pub origin: Origin,
    /// The sentence that is printed; empty where nothing is said.
    pub sentence: Vec<Inline>,
    /// Which of the wordings it is, from 1, and how many were tried before it.
    pub wording: usize,
    /// The condition of the printed wording; none where it stands for all other cases.
    pub condition: Option<String>,
    /// The values in the conditions that were evaluated.
    pub operands: Vec<Operand>,
}

impl Claim {
    /// The anchor of the claim in the document.
    pub fn anchor(&self) -> String {
        let plain = |c: char| {
            if c.is_alphanumeric() || matches!(c, '-' | '_') {
                c
            } else {
                '-'
            }
        };
        format!("claim-{}", self.id.chars().map(plain).collect::<String>())
    }
}

/// The claims of an earlier build, by language and id.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct EarlierClaims {
    languages: BTreeMap<String, Vec<EarlierClaim>>,
}

#[derive(Debug, Clone, Deserialize)]
struct EarlierClaim {
    id: String,
    operands: Vec<EarlierOperand>,
}

#[derive(Debug, Clone, Deserialize)]
struct EarlierOperand {
    expression: String,
    value: String,
}

/// What `claims.json` says of one claim.
#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    #[serde(flatten)]
    place: &'a Option<Place>,
    sentence: String,
    wording: usize,
    condition: &'a Option<String>,
    operands: &'a [Operand],
}

#[derive(Serialize)]
struct Records<'a> {
    schema: u32,
    languages: BTreeMap<&'static str, Vec<Record<'a>>>,
}

/// `claims.json`: every claim of every document.
pub fn claims_json<'a>(documents: impl Iterator<Item = (Language, &'a [Claim])>) -> Result<String, serde_json::Error> {
    let languages = documents.map(|(language, claims)| {
        let records = claims.iter().map(|claim| Record {
            id: &claim.id,
            place: &claim.place,
            sentence: plain_text(&claim.sentence),
            wording: claim.wording,
            condition: &claim.condition,
            operands: &claim.operands,
        });
        (language.tag(), records.collect())
    });
    let records = Records {
        schema: 1,
        languages: languages.collect(),
    };
    let mut text = serde_json::to_string_pretty(&records)?;
    text.push('\n');
    Ok(text)
}

/// The claims that rendering has made; those without a wording are errors.
pub(super) fn collect(
    rendered: &[&Rendered],
    scope: &Scope,
    earlier: &EarlierClaims,
) -> Result<Vec<Claim>, Vec<Diagnostic>> {
    let (made, stretches) = {
        let recorder = scope.recorder();
        (recorder.claims.clone(), recorder.stretches.clone())
    };
    let sentence = |claim: usize| {
        let found = rendered.iter().find_map(|text| {
            let mut of_claim = text
                .stretches
                .iter()
                .filter(|stretch| stretches.get(stretch.index) == Some(&StretchKind::Claim(claim)));
            Some(text.part(of_claim.next()?.range.clone()))
        });
        found.map(|part| inlines(&part, scope)).unwrap_or_default()
    };
    let (mut claims, mut errors) = (Vec::new(), Vec::new());
    for (position, made) in made.iter().enumerate() {
        if !made.printed {
            errors.push(unsupported(made, scope, earlier));
            continue;
        }
        let sources = scope.sources();
        let last = made.trials.last().and_then(|trial| sources.wordings.get(trial.wording));
        let first = made
            .trials
            .first()
            .and_then(|trial| sources.wordings.get(trial.wording));
        let mut operands: Vec<Operand> = Vec::new();
        for operand in made.trials.iter().flat_map(|trial| &trial.operands) {
            if !operands.contains(operand) {
                operands.push(operand.clone());
            }
        }
        let (place, condition) = (
            first.and_then(|wording| sources.place_in_project(wording.origin)),
            last.and_then(|wording| wording.condition.clone()),
        );
        let origin = first.map(|wording| wording.origin).unwrap_or_default();
        drop(sources);
        claims.push(Claim {
            id: made.id.clone(),
            place,
            origin,
            sentence: sentence(position),
            wording: made.trials.len(),
            condition,
            operands,
        });
    }
    if errors.is_empty() { Ok(claims) } else { Err(errors) }
}

/// The inline content of a piece of text, however many paragraphs it takes.
fn inlines(text: &Rendered, scope: &Scope) -> Vec<Inline> {
    let mut content = Vec::new();
    for block in markdown::parse(text, &scope.stretches()).blocks {
        if let Block::Paragraph(part) = block {
            if !content.is_empty() {
                content.push(Inline::Text(" ".to_owned()));
            }
            content.extend(part);
        }
    }
    content.retain(|inline| !matches!(inline, Inline::ClaimMark(_)));
    content
}

/// Names the sentence, the values, and what has changed since the last build.
fn unsupported(made: &MadeClaim, scope: &Scope, earlier: &EarlierClaims) -> Diagnostic {
    let language = scope.lexicon.language.tag();
    let before = earlier.languages.get(language);
    let before = before.and_then(|claims| claims.iter().find(|claim| claim.id == made.id));
    let sources = scope.sources();
    let mut message = format!("the claim `{}` does not hold, and no wording says so", made.id);
    for trial in &made.trials {
        let Some(wording) = sources.wordings.get(trial.wording) else {
            continue;
        };
        if let Some(condition) = &wording.condition {
            message.push_str(&format!("\n  not true: {condition}"));
        }
        for operand in &trial.operands {
            let was = before.and_then(|claim| {
                let mut operands = claim.operands.iter();
                operands.find(|known| known.expression == operand.expression)
            });
            let change = match was {
                Some(known) if known.value != operand.value => format!(", in the last build {}", known.value),
                Some(_) => ", as in the last build".to_owned(),
                None => String::new(),
            };
            message.push_str(&format!("\n    {} = {}{change}", operand.expression, operand.value));
        }
        message.push_str(&format!("\n  the sentence: {}", wording.sentence));
    }
    let first = made
        .trials
        .first()
        .and_then(|trial| sources.wordings.get(trial.wording));
    let origin = first.map(|wording| wording.origin).unwrap_or_default();
    sources
        .error(origin, "{% claim".len(), message)
        .hint("change the sentence, or add `{% otherwise %}` with what can be said of these data")
}
