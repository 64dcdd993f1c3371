//! What rendering a document leaves behind: the values that it printed and the claims that it made.

use std::collections::BTreeMap;

use serde::Serialize;

use super::printing::Format;
use crate::provenance::Number;

/// A number as it stands in the document.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedValue {
    pub text: String,
    pub number: Number,
    pub format: Format,
}

/// A claim as the templates have evaluated it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MadeClaim {
    pub id: String,
    /// The wordings that were tried, the last of which is printed unless none applied.
    pub trials: Vec<Trial>,
    pub printed: bool,
}

/// A wording whose condition was evaluated.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trial {
    /// Position in the list of wordings of the sources.
    pub wording: usize,
    pub operands: Vec<Operand>,
}

/// A value in the condition of a claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Operand {
    /// Its source in the template.
    pub expression: String,
    /// As people read it; numbers with six digits.
    pub value: String,
    /// The number at full precision, where it is one.
    pub number: Option<f64>,
    /// The expression by which `why` knows it, where it is a number.
    pub key: Option<String>,
}

/// What a marked stretch of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StretchKind {
    Value(usize),
    Claim(usize),
}

/// Fills up while templates are rendered.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    pub values: Vec<PrintedValue>,
    pub claims: Vec<MadeClaim>,
    pub stretches: Vec<StretchKind>,
    pub observed: Vec<Operand>,
    /// Positions of claims whose end has not been reached.
    open: Vec<usize>,
    known: BTreeMap<(String, String), usize>,
}

impl Recorder {
    /// The stretch of a printed value; the same value in the same form is kept once.
    pub(super) fn value(&mut self, value: PrintedValue) -> usize {
        let name = (
            format!("{} {}", value.number, value.number.value().to_bits()),
            value.text.clone(),
        );
        if let Some(known) = self.known.get(&name) {
            return *known;
        }
        self.values.push(value);
        self.stretches.push(StretchKind::Value(self.values.len() - 1));
        let index = self.stretches.len() - 1;
        self.known.insert(name, index);
        index
    }

    /// Begins a claim; fails where one of that id was made before.
    pub(super) fn begin(&mut self, id: &str, wording: usize) -> Result<(), String> {
        if self.claims.iter().any(|claim| claim.id == id) {
            return Err(format!(
                "the claim `{id}` is made twice: give each claim an id of its own, as in \"trend-\" ~ p"
            ));
        }
        self.claims.push(MadeClaim {
            id: id.to_owned(),
            trials: Vec::new(),
            printed: false,
        });
        self.open.push(self.claims.len() - 1);
        self.try_wording(wording);
        Ok(())
    }

    /// Records that the condition of a wording of the innermost claim has been evaluated.
    pub(super) fn try_wording(&mut self, wording: usize) {
        let operands = std::mem::take(&mut self.observed);
        if let Some(claim) = self.open.last().and_then(|open| self.claims.get_mut(*open)) {
            claim.trials.push(Trial { wording, operands });
        }
    }

    /// Records that the wording tried last is being printed; returns its stretch.
    pub(super) fn print(&mut self) -> Option<usize> {
        let open = *self.open.last()?;
        self.claims.get_mut(open)?.printed = true;
        self.stretches.push(StretchKind::Claim(open));
        Some(self.stretches.len() - 1)
    }

    /// Ends the innermost claim.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }
}
