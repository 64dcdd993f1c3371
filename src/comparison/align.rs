//! Pairs the items of two sequences, in their order.

/// Items that are less alike stand for nothing of each other.
const LEAST: f64 = 0.4;

/// A pair, or an item that only one sequence has.
pub(super) type Pair = (Option<usize>, Option<usize>);

/// Where a step of the best pairing came from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Both,
    Old,
    New,
}

/// Pairs two sequences so that the likeness of the pairs is the greatest in all; neither order is changed.
///
/// `likeness` lies in [0, 1], and is 1 for items that are the same and for no others. (Needleman and Wunsch, with
/// nothing paid for what stays alone.) Items that are alone come before the next pair, old ones first.
pub(super) fn align(n_old: usize, n_new: usize, likeness: impl Fn(usize, usize) -> f64) -> Vec<Pair> {
    let is_same = |old: usize, new: usize| likeness(old, new) >= 1.0;
    let shorter = n_old.min(n_new);
    let start = (0..shorter).take_while(|at| is_same(*at, *at)).count();
    let end = (0..shorter - start)
        .take_while(|back| is_same(n_old - 1 - back, n_new - 1 - back))
        .count();
    let mut pairs: Vec<Pair> = (0..start).map(|at| (Some(at), Some(at))).collect();
    let (rows, columns) = (n_old - start - end, n_new - start - end);
    let inner = best(rows, columns, |old, new| likeness(start + old, start + new));
    pairs.extend(
        inner
            .into_iter()
            .map(|(old, new)| (old.map(|at| start + at), new.map(|at| start + at))),
    );
    pairs.extend(
        (0..end)
            .rev()
            .map(|back| (Some(n_old - 1 - back), Some(n_new - 1 - back))),
    );
    pairs
}

fn best(rows: usize, columns: usize, likeness: impl Fn(usize, usize) -> f64) -> Vec<Pair> {
    let mut steps = vec![Step::Old; (rows + 1) * (columns + 1)];
    let at = |row: usize, column: usize| row * (columns + 1) + column;
    let mut before = vec![0.0_f64; columns + 1];
    for column in 1..=columns {
        steps[at(0, column)] = Step::New;
    }
    for row in 1..=rows {
        let mut scores = vec![0.0_f64; columns + 1];
        for column in 1..=columns {
            let like = likeness(row - 1, column - 1);
            let both = if like >= LEAST {
                before[column - 1] + like
            } else {
                f64::NEG_INFINITY
            };
            let (old, new) = (before[column], scores[column - 1]);
            // From the end on, so that in the order of reading old items come first.
            let (score, step) = if both > old && both > new {
                (both, Step::Both)
            } else if new >= old {
                (new, Step::New)
            } else {
                (old, Step::Old)
            };
            scores[column] = score;
            steps[at(row, column)] = step;
        }
        before = scores;
    }
    let (mut row, mut column) = (rows, columns);
    let mut pairs = Vec::new();
    while row > 0 || column > 0 {
        match steps[at(row, column)] {
            Step::Both => {
                pairs.push((Some(row - 1), Some(column - 1)));
                row -= 1;
                column -= 1;
            }
            Step::Old => {
                pairs.push((Some(row - 1), None));
                row -= 1;
            }
            Step::New => {
                pairs.push((None, Some(column - 1)));
                column -= 1;
            }
        }
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(old: &[&str], new: &[&str]) -> Vec<Pair> {
        align(old.len(), new.len(), |a, b| {
            let (a, b) = (old[a], new[b]);
            match a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count() {
                _ if a == b => 1.0,
                same => same as f64 / a.len().max(b.len()) as f64,
            }
        })
    }

    #[test]
    fn what_is_alike_stands_side_by_side_in_both_orders() {
        let found = pairs(&["same", "gone", "third 1", "end"], &["same", "third 2", "new", "end"]);
        let expected = [
            (Some(0), Some(0)),
            (Some(1), None),
            (Some(2), Some(1)),
            (None, Some(2)),
            (Some(3), Some(3)),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn sequences_without_anything_alike_stay_apart() {
        assert_eq!(pairs(&["a"], &["b"]), [(Some(0), None), (None, Some(0))]);
        assert_eq!(pairs(&[], &["b"]), [(None, Some(0))]);
        assert_eq!(pairs(&["a", "a"], &["a"]).len(), 2);
    }
}
