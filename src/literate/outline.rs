//! What both languages of a report must have: sections, exhibits, formulas, claims, references.

use super::claims::Claim;
use super::document::{Block, Document, Inline, Origin, OutlineItem, OutlineKind, Pending};
use super::numbering::Numbered;
use super::templates::Templates;
use super::walk::{Part, walk};
use crate::diagnostic::Diagnostic;

/// The outline of a text whose references are still to be resolved.
pub(super) fn outline(numbered: &Numbered, claims: &[Claim], templates: &Templates) -> Vec<OutlineItem> {
    let mut items = Vec::new();
    let mut add = |kind, id: &str, origin: Option<Origin>| {
        let place = origin.and_then(|origin| templates.sources().place(origin));
        let id = id.to_owned();
        items.push(OutlineItem { kind, id, place });
    };
    let mut visit = |part: Part<'_>| match part {
        Part::Block(Block::Heading { id, origin, .. }) => add(OutlineKind::Section, id, *origin),
        Part::Block(Block::Equation { id, origin, .. }) => add(OutlineKind::Formula, id, *origin),
        Part::Block(Block::Exhibit(exhibit)) => add(OutlineKind::Exhibit, &exhibit.id, None),
        Part::Inline(Inline::Pending(Pending::Reference { target, .. }, origin)) => {
            add(OutlineKind::Reference, target, *origin);
        }
        Part::Inline(Inline::Pending(Pending::Citation { items, .. }, origin)) => {
            items
                .iter()
                .for_each(|item| add(OutlineKind::Citation, &item.key, *origin));
        }
        _ => {}
    };
    let texts = [&numbered.abstract_, &numbered.body].into_iter();
    for text in texts.chain(numbered.footnotes.values()) {
        walk(text, &mut visit);
    }
    items.extend(claims.iter().map(|claim| OutlineItem {
        kind: OutlineKind::Claim,
        id: claim.id.clone(),
        place: templates.sources().place(claim.origin),
    }));
    items
}

const KINDS: [(OutlineKind, &str); 6] = [
    (OutlineKind::Section, "section"),
    (OutlineKind::Exhibit, "exhibit"),
    (OutlineKind::Formula, "formula"),
    (OutlineKind::Claim, "claim"),
    (OutlineKind::Reference, "cross-reference"),
    (OutlineKind::Citation, "citation"),
];

/// Where two languages of a report differ: what is missing where, and what stands in another order.
pub fn out_of_step(one: &Document, other: &Document) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (kind, name) in KINDS {
        let of = |document: &Document| -> Vec<OutlineItem> {
            let items = document.outline.iter().filter(|item| item.kind == kind);
            items.cloned().collect()
        };
        let (a, b) = (of(one), of(other));
        let common = common(&a, &b);
        for (own, others, language, lacking) in [
            (&a, &b, one.language, other.language),
            (&b, &a, other.language, one.language),
        ] {
            for (position, item) in own.iter().enumerate() {
                let paired = common.iter().any(|(i, j)| {
                    if std::ptr::eq(own, &a) {
                        *i == position
                    } else {
                        *j == position
                    }
                });
                if paired {
                    continue;
                }
                let times = |items: &[OutlineItem]| items.iter().filter(|known| known.id == item.id).count();
                let message = if times(others) >= times(own) {
                    // Said once, from the first language.
                    if std::ptr::eq(own, &b) {
                        continue;
                    }
                    format!(
                        "the {name} `{}` stands in another order in {} than in {}",
                        item.id,
                        language.tag(),
                        lacking.tag()
                    )
                } else {
                    format!(
                        "the {name} `{}` of the text in {} is missing in {}",
                        item.id,
                        language.tag(),
                        lacking.tag()
                    )
                };
                let neighbour = before(own, position, &common, others, std::ptr::eq(own, &a));
                let mut diagnostic = Diagnostic::error(message).hint(format!(
                    "both languages need the same {name}s in the same order{neighbour}"
                ));
                diagnostic.place = item.place.clone().map(Box::new);
                found.push(diagnostic);
            }
        }
    }
    found
}

/// Where in the other text the missing item belongs.
fn before(
    own: &[OutlineItem],
    position: usize,
    common: &[(usize, usize)],
    others: &[OutlineItem],
    is_first: bool,
) -> String {
    let mut pairs = common.iter().map(|&(i, j)| if is_first { (i, j) } else { (j, i) });
    let last = pairs.rfind(|(i, _)| *i < position);
    let Some((i, j)) = last else {
        return "; it belongs at the beginning".to_owned();
    };
    let place = others[j].place.as_ref().map(|place| format!(" ({place})"));
    format!("; it belongs after `{}`{}", own[i].id, place.unwrap_or_default())
}

/// The longest common subsequence, as pairs of positions.
fn common(a: &[OutlineItem], b: &[OutlineItem]) -> Vec<(usize, usize)> {
    let mut lengths = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i][j] = if a[i].id == b[j].id {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < a.len() && j < b.len() {
        if a[i].id == b[j].id {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_common_part_is_found() {
        let items = |ids: &str| -> Vec<OutlineItem> {
            let item = |id: char| OutlineItem {
                kind: OutlineKind::Section,
                id: id.to_string(),
                place: None,
            };
            ids.chars().map(item).collect()
        };
        assert_eq!(common(&items("abcd"), &items("acxd")), [(0, 0), (2, 1), (3, 3)]);
        assert!(common(&items("ab"), &items("")).is_empty());
    }
}
