//! What differs, in short, for people at a terminal.

use std::fmt;

use super::causes::causes;
use crate::comparison::{
    ClaimDifference, Comparison, ExhibitChange, ExhibitDifference, InputChange, InputDifference, LanguageComparison,
    NumberDifference, Piece, Printed, SentenceDifference, Side, Turn,
};

/// How many of each kind are shown; the JSON and the document have more.
const SHOWN: usize = 8;
/// How many numbers of an exhibit are shown.
const NUMBERS: usize = 3;

/// The differences in the language of the program, or in the first that there is.
pub(super) struct Summary<'a>(pub &'a Comparison);

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let comparison = self.0;
        side(f, "old", &comparison.old)?;
        side(f, "new", &comparison.new)?;
        beneath(f, comparison)?;
        let languages = &comparison.languages;
        let language = languages.get_key_value("en").or_else(|| languages.first_key_value());
        if let Some((language, found)) = language {
            first(f, found)?;
            claims(f, &found.claims)?;
            exhibits(f, found)?;
            sentences(f, language, &found.sentences)?;
        }
        write!(
            f,
            "{}",
            if comparison.differs() {
                "the builds differ"
            } else {
                "nothing differs"
            }
        )
    }
}

fn side(f: &mut fmt::Formatter<'_>, what: &str, side: &Side) -> fmt::Result {
    let program = side.program.as_deref().unwrap_or("unknown version");
    writeln!(f, "{what}: {} (rvc-report {program})", side.name)
}

/// Data, settings, program, and how many results differ.
fn beneath(f: &mut fmt::Formatter<'_>, comparison: &Comparison) -> fmt::Result {
    let Comparison {
        inputs,
        settings,
        code,
        results,
        ..
    } = comparison;
    writeln!(f, "data files that differ: {}", inputs.len())?;
    for input in inputs.iter().take(SHOWN) {
        input_of(f, input)?;
    }
    more(f, inputs.len(), SHOWN)?;
    writeln!(f, "settings that differ: {}", settings.len())?;
    for setting in settings.iter().take(SHOWN) {
        let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "not set".to_owned());
        writeln!(
            f,
            "  {}: {} → {}",
            setting.setting,
            shown(&setting.old),
            shown(&setting.new)
        )?;
    }
    more(f, settings.len(), SHOWN)?;
    if let Some(code) = code {
        writeln!(f, "program: {} → {}", code.old, code.new)?;
    }
    let stages: Vec<String> = results
        .by_stage()
        .iter()
        .map(|(stage, n)| format!("{stage} {n}"))
        .collect();
    let stages = if stages.is_empty() {
        String::new()
    } else {
        format!(" ({})", stages.join(", "))
    };
    let all = results.n_old.max(results.n_new);
    writeln!(f, "results that differ: {} of {all}{stages}", results.different.len())
}

fn input_of(f: &mut fmt::Formatter<'_>, input: &InputDifference) -> fmt::Result {
    let what = match input.change {
        InputChange::Revised => "other content",
        InputChange::Added => "new",
        InputChange::Removed => "gone",
        InputChange::Renamed => "renamed",
    };
    let was = input.was.as_ref().map(|was| format!(", was {was}")).unwrap_or_default();
    let reach = input.reach.get("en").or_else(|| input.reach.values().next());
    let reach = reach.map(|reach| {
        format!(
            "; leads to {} exhibits, {} sentences",
            reach.exhibits.len(),
            reach.sentences.len()
        )
    });
    writeln!(f, "  {}{was}: {what}{}", input.path, reach.unwrap_or_default())?;
    for note in input.notes.iter().take(NUMBERS) {
        writeln!(f, "    {note}")?;
    }
    for cell in input.cells.iter().take(NUMBERS) {
        let field = cell.field.map(|field| format!(", column {field}")).unwrap_or_default();
        writeln!(f, "    line {}{field}: {} → {}", cell.line, cell.old, cell.new)?;
    }
    more_of(f, "    ", input.n_cells, NUMBERS, "cells")
}

/// Signs, stars and orders.
fn first(f: &mut fmt::Formatter<'_>, found: &LanguageComparison) -> fmt::Result {
    for (turn, title) in [(Turn::Sign, "signs that turned"), (Turn::Significance, "other stars")] {
        let turned: Vec<_> = found.turned(turn).collect();
        writeln!(f, "{title}: {}", turned.len())?;
        for (exhibit, number) in turned.iter().take(SHOWN) {
            write!(f, "  {}, ", exhibit.label)?;
            number_of(f, number)?;
        }
        more(f, turned.len(), SHOWN)?;
    }
    writeln!(f, "other orders: {}", found.ranks.len())?;
    for order in found.ranks.iter().take(SHOWN) {
        writeln!(
            f,
            "  {}: {} → {}",
            order.of,
            order.old.join(" > "),
            order.new.join(" > ")
        )?;
    }
    more(f, found.ranks.len(), SHOWN)
}

fn number_of(f: &mut fmt::Formatter<'_>, number: &NumberDifference) -> fmt::Result {
    let text = |printed: &Option<Printed>| printed.as_ref().map_or("—".to_owned(), |one| one.text.clone());
    writeln!(
        f,
        "{}: {}: {} → {}",
        number.row,
        number.column,
        text(&number.old),
        text(&number.new)
    )
}

fn claims(f: &mut fmt::Formatter<'_>, claims: &[ClaimDifference]) -> fmt::Result {
    writeln!(f, "claims that turned, came or went: {}", claims.len())?;
    for claim in claims.iter().take(SHOWN) {
        writeln!(
            f,
            "  {} {} ({}); {}",
            claim.id,
            claim.change.id(),
            claim.document,
            causes(&claim.causes)
        )?;
        for (sign, state) in [('-', &claim.old), ('+', &claim.new)] {
            if let Some(state) = state {
                writeln!(f, "    {sign} {}", state.sentence)?;
            }
        }
    }
    more(f, claims.len(), SHOWN)
}

fn exhibits(f: &mut fmt::Formatter<'_>, found: &LanguageComparison) -> fmt::Result {
    let shown: Vec<&ExhibitDifference> = found.shown().collect();
    writeln!(f, "exhibits that differ: {} of {}", shown.len(), found.n_exhibits)?;
    for exhibit in shown {
        let printed: Vec<&NumberDifference> = exhibit.numbers.iter().filter(|number| number.printed).collect();
        let what = match exhibit.change {
            ExhibitChange::Added => "new".to_owned(),
            ExhibitChange::Removed => "gone".to_owned(),
            _ => format!("{} of {} numbers", printed.len(), exhibit.n_numbers),
        };
        writeln!(
            f,
            "  {} ({}, {}): {what}; {}",
            exhibit.label,
            exhibit.id,
            exhibit.document,
            causes(&exhibit.causes)
        )?;
        for number in printed.iter().take(NUMBERS) {
            f.write_str("    ")?;
            number_of(f, number)?;
        }
        more_of(f, "    ", printed.len(), NUMBERS, "numbers")?;
    }
    let unprinted: Vec<String> = found
        .unprinted()
        .map(|one| format!("{} ({})", one.label, one.id))
        .collect();
    if unprinted.is_empty() {
        return Ok(());
    }
    writeln!(
        f,
        "exhibits of which only unprinted digits differ: {}",
        unprinted.join(", ")
    )
}

fn sentences(f: &mut fmt::Formatter<'_>, language: &str, sentences: &[SentenceDifference]) -> fmt::Result {
    writeln!(f, "sentences that read differently ({language}): {}", sentences.len())?;
    for sentence in sentences.iter().take(SHOWN) {
        let place = sentence.label.as_ref().unwrap_or(&sentence.section);
        writeln!(f, "  {}, {place}; {}", sentence.document, causes(&sentence.causes))?;
        for (sign, pieces) in [('-', &sentence.old), ('+', &sentence.new)] {
            if !pieces.is_empty() {
                writeln!(f, "    {sign} {}", text(pieces))?;
            }
        }
    }
    more(f, sentences.len(), SHOWN)
}

fn text(pieces: &[Piece]) -> String {
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    texts.join(" ")
}

fn more(f: &mut fmt::Formatter<'_>, all: usize, shown: usize) -> fmt::Result {
    more_of(f, "  ", all, shown, "more")
}

fn more_of(f: &mut fmt::Formatter<'_>, indent: &str, all: usize, shown: usize, what: &str) -> fmt::Result {
    match (all.saturating_sub(shown), what) {
        (0, _) => Ok(()),
        (left, "more") => writeln!(f, "{indent}… and {left} more"),
        (left, what) => writeln!(f, "{indent}… and {left} more {what}"),
    }
}
