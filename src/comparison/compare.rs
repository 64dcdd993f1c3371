//! Brings the differences of two builds together.

use std::collections::{BTreeMap, BTreeSet};

use super::causes::Suspects;
use super::cells::{CellPair, Version};
use super::exhibits::{Compared, compare as compare_exhibits, lonely};
use super::ranks::{self, Ranked};
use super::snapshot::Document;
use super::{
    CodeDifference, Comparison, ExhibitChange, ExhibitDifference, LanguageComparison, Page, ResultsDifference, Side,
    Snapshot, claims, inputs, sentences, settings,
};

/// Finds all that differs between two builds, and what it comes from.
///
/// Documents are compared in the languages that both builds have.
pub fn compare(old: &Snapshot, new: &Snapshot) -> Comparison {
    let mut inputs = inputs::differences(&old.inputs, &new.inputs);
    let settings = settings::differences(&old.settings, &new.settings);
    let code = code(old, new);
    let suspects = Suspects {
        inputs: &inputs,
        settings: &settings,
        code: code.as_ref(),
    };
    let of_old: BTreeSet<&str> = old.languages().collect();
    let languages: BTreeSet<&str> = new.languages().filter(|language| of_old.contains(language)).collect();
    let languages: BTreeMap<String, LanguageComparison> = languages
        .into_iter()
        .map(|language| {
            let documents = (old.in_language(language), new.in_language(language));
            (language.to_owned(), in_language(&documents.0, &documents.1, suspects))
        })
        .collect();
    for input in &mut inputs {
        let reach = languages
            .iter()
            .map(|(language, found)| (language.clone(), found.reach(&input.path)));
        input.reach = reach.collect();
    }
    Comparison {
        schema: 1,
        old: side(old),
        new: side(new),
        inputs,
        settings,
        code,
        results: ResultsDifference::of(&old.results, &new.results),
        languages,
    }
}

fn side(snapshot: &Snapshot) -> Side {
    Side {
        name: snapshot.name.clone(),
        program: snapshot.program.clone(),
        date: snapshot.date().map(str::to_owned),
    }
}

fn code(old: &Snapshot, new: &Snapshot) -> Option<CodeDifference> {
    let (before, after) = (old.program.as_ref()?, new.program.as_ref()?);
    (before != after).then(|| CodeDifference {
        old: before.clone(),
        new: after.clone(),
    })
}

type Documents<'a> = BTreeMap<&'a str, &'a Document>;

fn in_language(old: &Documents<'_>, new: &Documents<'_>, suspects: Suspects<'_>) -> LanguageComparison {
    let mut found = LanguageComparison::default();
    for (&name, &after) in new {
        match old.get(name) {
            Some(&before) => found.add(name, before, after, suspects),
            None => found.add_lonely(name, after, ExhibitChange::Added, suspects),
        }
    }
    for (&name, &before) in old {
        if !new.contains_key(name) {
            found.add_lonely(name, before, ExhibitChange::Removed, suspects);
        }
    }
    found
}

impl LanguageComparison {
    /// Takes in a document that both builds have.
    fn add(&mut self, name: &str, old: &Document, new: &Document, suspects: Suspects<'_>) {
        let claims = claims::differences(name, old, new, suspects);
        if old.has_page() && new.has_page() {
            self.add_exhibits(name, &old.page, &new.page, suspects);
            self.sentences
                .extend(sentences::differences(name, old, new, &claims, suspects));
        }
        self.claims.extend(claims);
    }

    fn add_exhibits(&mut self, name: &str, old: &Page, new: &Page, suspects: Suspects<'_>) {
        let mut ranked = Vec::new();
        for exhibit in new.exhibits() {
            self.n_exhibits += 1;
            let after = Version {
                exhibit,
                trace: &new.trace,
            };
            let Some(before) = old.exhibit(&exhibit.id) else {
                self.exhibits.push(lonely(name, after, ExhibitChange::Added, suspects));
                continue;
            };
            let before = Version {
                exhibit: before,
                trace: &old.trace,
            };
            let Compared { difference, cells } = compare_exhibits(name, before, after, suspects);
            self.exhibits.extend(difference);
            ranked.extend(cells.iter().filter_map(|pair| rankable(before, after, pair)));
        }
        for exhibit in old.exhibits().filter(|exhibit| new.exhibit(&exhibit.id).is_none()) {
            self.n_exhibits += 1;
            let own = Version {
                exhibit,
                trace: &old.trace,
            };
            self.exhibits.push(lonely(name, own, ExhibitChange::Removed, suspects));
        }
        self.ranks.extend(ranks::differences(name, &ranked));
    }

    /// Takes in a document that only one build has.
    fn add_lonely(&mut self, name: &str, own: &Document, change: ExhibitChange, suspects: Suspects<'_>) {
        let lonely_ones: Vec<ExhibitDifference> = own
            .page
            .exhibits()
            .map(|exhibit| {
                let version = Version {
                    exhibit,
                    trace: &own.page.trace,
                };
                lonely(name, version, change, suspects)
            })
            .collect();
        self.n_exhibits += lonely_ones.len();
        self.exhibits.extend(lonely_ones);
        let documents = if change == ExhibitChange::Added {
            &mut self.only_new
        } else {
            &mut self.only_old
        };
        documents.push(name.to_owned());
    }
}

/// A number that both versions have under one key.
fn rankable<'a>(old: Version<'a>, new: Version<'a>, (before, after): &CellPair<'a>) -> Option<Ranked<'a>> {
    let (before, after) = (before.as_ref()?, after.as_ref()?);
    let key = new.key(after)?;
    (old.key(before) == Some(key)).then_some(())?;
    Some(Ranked {
        exhibit: &new.exhibit.id,
        key,
        old: old.value(before)?,
        new: new.value(after)?,
        printed: before.text != after.text,
    })
}
