//! What differs within two versions of a sentence.

use serde::Serialize;

/// A stretch of words of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    pub text: String,
    /// Whether the other version lacks it.
    pub changed: bool,
}

/// Both versions in pieces, by their longest common sequence of words.
pub(super) fn pieces(old: &str, new: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (before, after): (Vec<&str>, Vec<&str>) = (words(old), words(new));
    // How long the common sequence from a word on is.
    let width = after.len() + 1;
    let mut lengths = vec![0_usize; (before.len() + 1) * width];
    for row in (0..before.len()).rev() {
        for column in (0..after.len()).rev() {
            lengths[row * width + column] = if before[row] == after[column] {
                lengths[(row + 1) * width + column + 1] + 1
            } else {
                lengths[(row + 1) * width + column].max(lengths[row * width + column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let (mut in_old, mut in_new) = (vec![true; before.len()], vec![true; after.len()]);
    while row < before.len() && column < after.len() {
        if before[row] == after[column] {
            (in_old[row], in_new[column]) = (false, false);
            row += 1;
            column += 1;
        } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    (joined(&before, &in_old), joined(&after, &in_new))
}

/// The words between spaces; no-break spaces hold words together.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.split(' ').filter(|word| !word.is_empty()).collect()
}

fn joined(words: &[&str], changed: &[bool]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (word, changed) in words.iter().zip(changed) {
        match pieces.last_mut() {
            Some(piece) if piece.changed == *changed => {
                piece.text.push(' ');
                piece.text.push_str(word);
            }
            _ => pieces.push(Piece {
                text: (*word).to_owned(),
                changed: *changed,
            }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_differ_are_told_from_those_that_stay() {
        let (old, new) = pieces(
            "It holds for 14 of the 44 cells.",
            "It holds for 15 of the 44 cells now.",
        );
        let shown = |pieces: &[Piece]| {
            let parts = pieces.iter().map(|piece| {
                if piece.changed {
                    format!("[{}]", piece.text)
                } else {
                    piece.text.clone()
                }
            });
            parts.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(&old), "It holds for [14] of the 44 [cells.]");
        assert_eq!(shown(&new), "It holds for [15] of the 44 [cells now.]");
        assert!(pieces("", "a").0.is_empty());
    }
}
