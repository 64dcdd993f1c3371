use std::fmt;

use super::revision::largest;
use super::{Revision, Series, Topic, years};
use crate::model::{Economy, Year};

/// Each way in which data can differ; `is_new` tells what has come from what is gone.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Of a file.
    Added {
        kind: String,
    },
    Removed {
        kind: String,
    },
    /// Same content, other path.
    Renamed {
        from: String,
    },
    /// The one file of its kind, with other path and content.
    Replaced {
        from: String,
    },
    Kind {
        old: String,
        new: String,
    },
    /// Edition, vintage or classification.
    Label {
        what: &'static str,
        old: Option<String>,
        new: Option<String>,
    },
    Rows {
        old: usize,
        new: usize,
    },
    Economies {
        topic: Topic,
        is_new: bool,
        economies: Vec<Economy>,
        years: Vec<Year>,
    },
    Years {
        topic: Topic,
        is_new: bool,
        economies: Vec<Economy>,
        years: Vec<Year>,
    },
    /// Single values of years of which there are others.
    Values {
        is_new: bool,
        economy: Economy,
        series: Series,
        years: Vec<Year>,
    },
    /// By a power of a thousand, give or take a revision.
    UnitSlip {
        topic: Topic,
        economy: Economy,
        revisions: Vec<Revision>,
    },
    /// By more than the threshold, in percent; `slight` more by less.
    Revised {
        topic: Topic,
        economy: Economy,
        revisions: Vec<Revision>,
        slight: usize,
        threshold: f64,
    },
    /// By no more than the threshold, in percent.
    SlightlyRevised {
        topic: Topic,
        count: usize,
        economies: Vec<Economy>,
        years: Vec<Year>,
        largest: (Economy, Revision),
        threshold: f64,
    },
    /// Of a reporter, besides its totals.
    OtherRows {
        economy: Economy,
        years: Vec<Year>,
    },
    /// Bytes, and nothing that the lock has words for.
    Content {
        topic: Topic,
        years: Vec<Year>,
    },
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Added { kind } => write!(f, "a new file, of the kind {kind}"),
            Self::Removed { kind } => write!(f, "the file, of the kind {kind}, is read no more"),
            Self::Renamed { from } => write!(f, "the file was {from} before; its content is the same"),
            Self::Replaced { from } => write!(f, "the file stands for {from}"),
            Self::Kind { old, new } => write!(f, "the file is of the kind {new}, and was {old}"),
            Self::Label { what, old, new } => {
                let shown = |label: &Option<String>| label.clone().unwrap_or_else(|| "none".to_owned());
                write!(f, "{what}: {} → {}", shown(old), shown(new))
            }
            Self::Rows { old, new } => {
                let (count, what) = if new > old {
                    (new - old, "added")
                } else {
                    (old - new, "removed")
                };
                write!(f, "{count} {} {what}: {old} → {new}", plural(count, "row"))
            }
            Self::Economies {
                topic,
                is_new,
                economies,
                ..
            } => {
                let what = if *is_new {
                    "new economies"
                } else {
                    "economies that are missing"
                };
                write!(f, "{}: {what}: {}", topic.words(), codes(economies))
            }
            Self::Years {
                topic,
                is_new,
                economies,
                years,
            } => {
                let what = if *is_new { "new" } else { "gone" };
                let (of, years) = (codes(economies), years::shown(years));
                write!(f, "{} of {of}: {what}: {years}", topic.words())
            }
            Self::Values {
                is_new,
                economy,
                series,
                years,
            } => {
                let what = if *is_new { "new" } else { "gone" };
                write!(f, "{}: {what}: {}", series.of(economy), years::shown(years))
            }
            Self::UnitSlip { economy, revisions, .. } => slip(f, economy, revisions),
            Self::Revised {
                topic,
                economy,
                revisions,
                slight,
                threshold,
            } => {
                let Some(largest) = largest(revisions) else {
                    return Ok(());
                };
                if revisions.len() == 1 {
                    f.write_str(&largest.of(economy))?;
                } else {
                    let count = revisions.len();
                    let words = topic.words();
                    write!(
                        f,
                        "{words} of {economy}: {count} values revised by more than {threshold} %, "
                    )?;
                    write!(f, "the most: {}", largest.of(economy))?;
                }
                if *slight > 0 {
                    write!(f, "; {slight} more {} revised by less", plural(*slight, "value"))?;
                }
                Ok(())
            }
            Self::SlightlyRevised {
                count,
                largest,
                threshold,
                ..
            } => {
                if *count > 1 {
                    write!(f, "{count} values revised by no more than {threshold} %, the most: ")?;
                }
                f.write_str(&largest.1.of(&largest.0))
            }
            Self::OtherRows { economy, years } => {
                write!(f, "other rows of {economy} in {} have changed", years::shown(years))
            }
            Self::Content {
                topic: Topic::Tables, ..
            } => f.write_str("the bytes have changed, and nothing that the lock keeps: other cells may have"),
            Self::Content { .. } => f.write_str("the bytes have changed, but no value that the study uses"),
        }
    }
}

fn slip(f: &mut fmt::Formatter<'_>, economy: &Economy, revisions: &[Revision]) -> fmt::Result {
    let Some(first) = revisions.first() else {
        return Ok(());
    };
    f.write_str(&first.of(economy))?;
    let power = first.thousands().unwrap_or_default();
    let factor = if power.abs() > 1 { "1,000,000" } else { "1,000" };
    let verb = if power > 0 { "multiplied" } else { "divided" };
    write!(f, ": {verb} by about {factor}, as if the unit had changed")?;
    match revisions.len() {
        1 => Ok(()),
        count => write!(
            f,
            "; and {} more {} of {economy} so",
            count - 1,
            plural(count - 1, "value")
        ),
    }
}

/// How many codes a message lists.
const SHOWN: usize = 8;

fn codes(economies: &[Economy]) -> String {
    let shown: Vec<&str> = economies.iter().take(SHOWN).map(Economy::code).collect();
    let shown = shown.join(", ");
    match economies.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

fn plural(count: usize, word: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{word}{ending}")
}
