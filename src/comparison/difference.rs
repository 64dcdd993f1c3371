//! All that differs between two builds.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Cause, ClaimDifference, ExhibitChange, ExhibitDifference, InputDifference, NumberDifference, RankDifference,
    ResultsDifference, SentenceDifference, SettingDifference, Turn,
};

/// Two builds, and all that differs between them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    pub schema: u32,
    pub old: Side,
    pub new: Side,
    pub inputs: Vec<InputDifference>,
    pub settings: Vec<SettingDifference>,
    /// None where both were made by one version of the program, or where a build does not say by which.
    pub code: Option<CodeDifference>,
    pub results: ResultsDifference,
    /// Exhibits, claims and sentences, in each language that both builds have.
    pub languages: BTreeMap<String, LanguageComparison>,
}

/// One of the builds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// What the user calls it.
    pub name: String,
    /// The version of the program, where the build says so.
    pub program: Option<String>,
    /// Of the study.
    pub date: Option<String>,
}

/// Another version of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeDifference {
    pub old: String,
    pub new: String,
}

/// What differs in one language.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct LanguageComparison {
    /// How many exhibits both builds have in all.
    pub n_exhibits: usize,
    /// In the order of the text; those that are gone come last.
    pub exhibits: Vec<ExhibitDifference>,
    pub ranks: Vec<RankDifference>,
    pub claims: Vec<ClaimDifference>,
    /// In the order of the text.
    pub sentences: Vec<SentenceDifference>,
    /// Documents that only one build has.
    pub only_old: Vec<String>,
    pub only_new: Vec<String>,
}

/// What a changed file changes in a language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// Ids of exhibits.
    pub exhibits: Vec<String>,
    /// Positions in the list of sentences that differ.
    pub sentences: Vec<usize>,
    /// Ids of claims.
    pub claims: Vec<String>,
}

impl Comparison {
    /// Whether anything differs but the version of the program.
    pub fn differs(&self) -> bool {
        let differs = !(self.inputs.is_empty() && self.settings.is_empty() && self.results.different.is_empty());
        differs || self.languages.values().any(LanguageComparison::differs)
    }
}

impl LanguageComparison {
    fn differs(&self) -> bool {
        !(self.exhibits.is_empty()
            && self.claims.is_empty()
            && self.sentences.is_empty()
            && self.only_old.is_empty()
            && self.only_new.is_empty())
    }

    /// The exhibits that show something else.
    pub fn shown(&self) -> impl Iterator<Item = &ExhibitDifference> {
        self.exhibits
            .iter()
            .filter(|one| one.change != ExhibitChange::Unprinted)
    }

    /// The exhibits of which only unprinted digits differ.
    pub fn unprinted(&self) -> impl Iterator<Item = &ExhibitDifference> {
        self.exhibits
            .iter()
            .filter(|one| one.change == ExhibitChange::Unprinted)
    }

    /// The numbers that have turned so, with their exhibits.
    pub fn turned(&self, turn: Turn) -> impl Iterator<Item = (&ExhibitDifference, &NumberDifference)> {
        let numbers = self
            .exhibits
            .iter()
            .flat_map(|one| one.numbers.iter().map(move |number| (one, number)));
        numbers.filter(move |(_, number)| number.turns.contains(&turn))
    }

    /// How many printed numbers differ.
    pub fn n_printed(&self) -> usize {
        let numbers = self.exhibits.iter().flat_map(|one| &one.numbers);
        numbers.filter(|number| number.printed).count()
    }

    /// What a change of a data file changes here.
    pub(super) fn reach(&self, path: &str) -> Reach {
        let is_cause = |causes: &[Cause]| causes.iter().any(|cause| cause.path() == Some(path));
        let exhibits = self.exhibits.iter().filter(|one| is_cause(&one.causes));
        let sentences = self
            .sentences
            .iter()
            .enumerate()
            .filter(|(_, one)| is_cause(&one.causes));
        let claims = self.claims.iter().filter(|one| is_cause(&one.causes));
        Reach {
            exhibits: exhibits.map(|one| one.id.clone()).collect(),
            sentences: sentences.map(|(position, _)| position).collect(),
            claims: claims.map(|one| one.id.clone()).collect(),
        }
    }
}
