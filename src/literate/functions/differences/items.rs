//! The things that differ, each as templates see it.

use minijinja::value::Value;

use super::{Fields, NOTHING, list, optional, plain, shown};
use crate::comparison::{
    Cause, CauseGroup, ClaimDifference, ClaimState, ExhibitDifference, InputDifference, LanguageComparison,
    NumberDifference, Piece, Printed, RankDifference, SentenceDifference, SettingDifference, WordsDifference, grouped,
};
use crate::literate::functions::objects::escaped;
use crate::literate::lexicon::Lexicon;
use crate::literate::templates::without_private_marks;
use crate::literate::trace::named;

/// How many numbers of an exhibit are shown, and how many cells of a file.
const NUMBERS: usize = 12;
const CELLS: usize = 5;

pub(super) fn setting(one: &SettingDifference) -> Value {
    Value::from(Fields::from([
        ("name", plain(&one.setting)),
        ("old", shown(one.old.as_deref())),
        ("new", shown(one.new.as_deref())),
        ("is_method", Value::from(one.is_method())),
    ]))
}

pub(super) fn input(one: &InputDifference, lexicon: &Lexicon) -> Value {
    let cells = one.cells.iter().take(CELLS).map(|cell| {
        Value::from(Fields::from([
            ("line", Value::from(cell.line)),
            ("field", Value::from(cell.field)),
            ("old", shown(Some(&cell.old))),
            ("new", shown(Some(&cell.new))),
        ]))
    });
    let reach = one.reach.get(lexicon.language.tag());
    let kind = match one.kind.as_str() {
        "icio" => "input-icio",
        "wdi" => "input-wdi",
        kind if kind.starts_with("tiva") => "input-tiva",
        _ => "input-trade",
    };
    Value::from(Fields::from([
        ("change", Value::from(one.change.id())),
        (
            "kind",
            plain(&lexicon.phrase(kind).unwrap_or_else(|_| one.kind.clone())),
        ),
        ("path", plain(&one.path)),
        ("was", optional(one.was.as_deref())),
        ("cells", list(cells)),
        ("more_cells", Value::from(one.n_cells.saturating_sub(CELLS))),
        ("exhibits", Value::from(reach.map_or(0, |reach| reach.exhibits.len()))),
        ("sentences", Value::from(reach.map_or(0, |reach| reach.sentences.len()))),
    ]))
}

/// Causes by their kinds.
fn causes(causes: &[Cause]) -> Value {
    let group = |group: CauseGroup| {
        let items = group.items.iter().map(|item| {
            Value::from(Fields::from([
                ("name", plain(&item.name)),
                ("old", shown(item.old.as_deref())),
                ("new", shown(item.new.as_deref())),
            ]))
        });
        Value::from(Fields::from([
            ("kind", Value::from(group.kind)),
            ("names", list(items)),
            ("more", Value::from(group.more)),
        ]))
    };
    list(grouped(causes).into_iter().map(group))
}

/// Row and column of a number.
fn place(row: &str, column: &str) -> Value {
    let parts: Vec<&str> = [row, column].into_iter().filter(|part| !part.is_empty()).collect();
    plain(&parts.join(": "))
}

fn number(one: &NumberDifference) -> Fields {
    let text = |printed: &Option<Printed>| shown(printed.as_ref().map(|one| one.text.as_str()));
    Fields::from([
        ("place", place(&one.row, &one.column)),
        ("old", text(&one.old)),
        ("new", text(&one.new)),
    ])
}

pub(super) fn turned_number(exhibit: &ExhibitDifference, one: &NumberDifference) -> Value {
    let mut fields = number(one);
    fields.insert("exhibit", plain(&exhibit.label));
    Value::from(fields)
}

fn words(one: &WordsDifference) -> Value {
    Value::from(Fields::from([
        ("place", place(&one.row, &one.column)),
        ("old", shown(one.old.as_deref())),
        ("new", shown(one.new.as_deref())),
    ]))
}

/// An exhibit with the numbers that matter most.
pub(super) fn exhibit(one: &ExhibitDifference) -> Value {
    let printed = || one.numbers.iter().filter(|number| number.printed);
    let rows = printed().take(NUMBERS).map(|one| Value::from(number(one)));
    Value::from(Fields::from([
        ("label", plain(&one.label)),
        ("caption", plain(&one.caption)),
        ("id", plain(&one.id)),
        ("change", Value::from(one.change.id())),
        ("numbers", list(rows.chain(one.words.iter().take(NUMBERS).map(words)))),
        ("n", Value::from(printed().count())),
        ("of", Value::from(one.n_numbers)),
        ("more", Value::from(printed().count().saturating_sub(NUMBERS))),
        ("reworded", Value::from(one.reworded)),
        ("causes", causes(&one.causes)),
    ]))
}

/// An order of economies, groups, partners or sectors, in words.
pub(super) fn order(one: &RankDifference, language: &LanguageComparison, lexicon: &Lexicon) -> Value {
    let names = |members: &[String]| {
        // Commodity groups and economies have names; what has none is shown as it is.
        let name = |id: &String| lexicon.name(id, "nom").unwrap_or_else(|_| id.clone());
        plain(&members.iter().map(name).collect::<Vec<_>>().join(" > "))
    };
    let labels = one.exhibits.iter().filter_map(|id| {
        let mut exhibits = language.exhibits.iter();
        Some(
            exhibits
                .find(|exhibit| exhibit.id == *id && exhibit.document == one.document)?
                .label
                .as_str(),
        )
    });
    Value::from(Fields::from([
        ("of", plain(&named(&one.of, lexicon))),
        ("exhibits", plain(&labels.collect::<Vec<_>>().join(", "))),
        ("old", names(&one.old)),
        ("new", names(&one.new)),
    ]))
}

pub(super) fn claim(one: &ClaimDifference) -> Value {
    let sentence = |state: &Option<ClaimState>| shown(state.as_ref().map(|state| state.sentence.as_str()));
    let operands = one.operands.iter().map(|operand| {
        Value::from(Fields::from([
            ("expression", plain(&operand.expression)),
            ("old", shown(operand.old.as_deref())),
            ("new", shown(operand.new.as_deref())),
        ]))
    });
    Value::from(Fields::from([
        ("id", plain(&one.id)),
        ("change", Value::from(one.change.id())),
        ("old", sentence(&one.old)),
        ("new", sentence(&one.new)),
        ("operands", list(operands)),
        ("causes", causes(&one.causes)),
    ]))
}

pub(super) fn sentence(one: &SentenceDifference) -> Value {
    let place = one.label.as_deref().unwrap_or(&one.section);
    Value::from(Fields::from([
        ("place", shown(Some(place))),
        ("old", marked(&one.old)),
        ("new", marked(&one.new)),
        ("causes", causes(&one.causes)),
    ]))
}

/// A sentence as Markdown, what differs in bold.
fn marked(pieces: &[Piece]) -> Value {
    if pieces.is_empty() {
        return plain(NOTHING);
    }
    let parts = pieces.iter().map(|piece| {
        let text = escaped(&without_private_marks(&piece.text));
        if piece.changed { format!("**{text}**") } else { text }
    });
    Value::from_safe_string(parts.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_bold_and_letters_are_no_markup() {
        let piece = |text: &str, changed| Piece {
            text: text.to_owned(),
            changed,
        };
        let value = marked(&[piece("K is", false), piece("1.2**", true), piece("| [x]", false)]);
        assert!(value.is_safe());
        assert_eq!(value.to_string(), "K is **1.2\\*\\*** \\| \\[x\\]");
        assert_eq!(marked(&[]).to_string(), NOTHING);
    }
}
