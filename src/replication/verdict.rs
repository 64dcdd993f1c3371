use std::fmt;

use serde::Serialize;

use super::{Agreement, Summary};

/// How far a table was reproduced, in the classes of the AEA Data Editor; a better one is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Not reproduced.
    Not,
    /// At least half of the numbers within 10 %, and 90 % of the signs agree.
    Partial,
    /// Every number within one unit of the last digit or 1 %, every sign, and 95 % of the star patterns agree.
    MinorIssues,
    /// Every number is exact, every sign agrees, and every star pattern does that is not borderline.
    Full,
}

/// The worst class of a number that is still a minor issue.
const MINOR_CLASS: Agreement = Agreement::Within1;
/// The share of star patterns that must agree, in percent, for minor issues.
const MINOR_STARS: usize = 95;
/// The worst class of a number that counts for a partial reproduction.
const PARTIAL_CLASS: Agreement = Agreement::Within10;
/// The share of numbers, in percent, that must be of that class or better.
const PARTIAL_NUMBERS: usize = 50;
/// The share of signs, in percent, that must agree for a partial reproduction.
const PARTIAL_SIGNS: usize = 90;

impl Verdict {
    pub(super) fn of(summary: &Summary) -> Self {
        let Summary {
            numbers, signs, stars, ..
        } = summary;
        let total = numbers.total();
        let all_signs = signs.agree == signs.printed;
        if total == 0 {
            Self::Not
        } else if numbers.exact == total && all_signs && stars.agree + stars.borderline == stars.printed {
            Self::Full
        } else if numbers.at_least(MINOR_CLASS) == total
            && all_signs
            && reaches(stars.agree, stars.printed, MINOR_STARS)
        {
            Self::MinorIssues
        } else if reaches(numbers.at_least(PARTIAL_CLASS), total, PARTIAL_NUMBERS)
            && reaches(signs.agree, signs.printed, PARTIAL_SIGNS)
        {
            Self::Partial
        } else {
            Self::Not
        }
    }

    pub fn id(self) -> &'static str {
        match self {
            Self::Not => "not",
            Self::Partial => "partial",
            Self::MinorIssues => "minor_issues",
            Self::Full => "full",
        }
    }
}

/// Whether a part is at least so many percent of the whole.
fn reaches(part: usize, whole: usize, percent: usize) -> bool {
    part * 100 >= whole * percent
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::replication::Counts;
    use crate::replication::tally::{SignCounts, StarCounts};

    fn summary(numbers: Counts, signs: usize, stars: usize, borderline: usize) -> Summary {
        Summary {
            numbers,
            signs: SignCounts {
                printed: 100,
                agree: signs,
            },
            stars: StarCounts {
                printed: 100,
                agree: stars,
                borderline,
            },
            within_noise: 0,
        }
    }

    #[test]
    fn the_classes_are_as_their_rules_say() {
        let exact = Counts {
            exact: 100,
            ..Counts::default()
        };
        let near = Counts {
            exact: 98,
            one_unit: 1,
            within1: 1,
            ..Counts::default()
        };
        let half = Counts {
            within10: 50,
            different: 50,
            ..Counts::default()
        };
        let less = Counts {
            within10: 49,
            not_computed: 51,
            ..Counts::default()
        };
        for (summary, expected) in [
            (summary(exact, 100, 100, 0), Verdict::Full),
            (summary(exact, 100, 97, 3), Verdict::Full),
            (summary(exact, 100, 97, 2), Verdict::MinorIssues),
            (summary(exact, 100, 94, 2), Verdict::Partial),
            (summary(near, 100, 95, 0), Verdict::MinorIssues),
            (summary(near, 99, 95, 0), Verdict::Partial),
            (summary(half, 90, 0, 0), Verdict::Partial),
            (summary(half, 89, 0, 0), Verdict::Not),
            (summary(less, 100, 100, 0), Verdict::Not),
            (Summary::default(), Verdict::Not),
        ] {
            assert_eq!(Verdict::of(&summary), expected, "{summary:?}");
        }
        assert!(Verdict::Full > Verdict::MinorIssues && Verdict::Partial > Verdict::Not);
    }
}
