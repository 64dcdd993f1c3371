use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// A regression as R writes it: `mutual ~ bp + log(gdp_pc)`; `- 1` leaves out the constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    pub response: Variable,
    pub terms: Vec<Variable>,
    pub constant: bool,
}

/// A series of the panel under a chain of transformations, the innermost first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    pub series: Series,
    pub transforms: Vec<Transform>,
}

/// A yearly series that formulas can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    Mutual,
    External,
    Total,
    Bp,
    Fp,
    GdpPc,
    Content,
    BpAll,
    FpAll,
    ForwardShare,
    Year,
}

/// What can be done to a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transform {
    /// The natural logarithm.
    Log,
    /// The change from the year before; the first year is lost.
    Diff,
    /// The value of the year before; the first year is lost.
    Lag,
}

/// Why a text is no formula; `offset` counts bytes from its start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct FormulaError {
    pub message: String,
    pub offset: usize,
}

impl Series {
    pub const ALL: [Self; 11] = [
        Self::Mutual,
        Self::External,
        Self::Total,
        Self::Bp,
        Self::Fp,
        Self::GdpPc,
        Self::Content,
        Self::BpAll,
        Self::FpAll,
        Self::ForwardShare,
        Self::Year,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::Mutual => "mutual",
            Self::External => "external",
            Self::Total => "total",
            Self::Bp => "bp",
            Self::Fp => "fp",
            Self::GdpPc => "gdp_pc",
            Self::Content => "content",
            Self::BpAll => "bp_all",
            Self::FpAll => "fp_all",
            Self::ForwardShare => "forward_share",
            Self::Year => "year",
        }
    }
}

impl Transform {
    pub const ALL: [Self; 3] = [Self::Log, Self::Diff, Self::Lag];

    pub fn id(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Diff => "diff",
            Self::Lag => "lag",
        }
    }
}

impl fmt::Display for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for transform in self.transforms.iter().rev() {
            write!(f, "{}(", transform.id())?;
        }
        f.write_str(self.series.id())?;
        f.write_str(&")".repeat(self.transforms.len()))
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let terms: Vec<String> = self.terms.iter().map(ToString::to_string).collect();
        let constant = if self.constant { "" } else { " - 1" };
        write!(f, "{} ~ {}{constant}", self.response, terms.join(" + "))
    }
}

impl Serialize for Formula {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Formula {
    type Err = FormulaError;

    fn from_str(text: &str) -> Result<Self, FormulaError> {
        let fail = |offset, message: &str| FormulaError {
            message: message.to_owned(),
            offset,
        };
        let tilde = text
            .find('~')
            .ok_or_else(|| fail(0, "a formula needs a `~` between response and regressors"))?;
        let response = variable(text, 0..tilde)?;
        let mut formula = Self {
            response,
            terms: Vec::new(),
            constant: true,
        };
        let mut start = tilde + 1;
        let mut sign = '+';
        loop {
            let end = text[start..].find(['+', '-']).map_or(text.len(), |at| start + at);
            match (sign, text[start..end].trim()) {
                ('-', "1") | ('+', "0") => formula.constant = false,
                ('+', "1") => {}
                ('-', _) => {
                    return Err(fail(
                        start,
                        "only `- 1`, which leaves out the constant, can be taken away",
                    ));
                }
                _ => {
                    let term = variable(text, start..end)?;
                    if formula.terms.contains(&term) {
                        return Err(fail(start, &format!("`{term}` stands in the formula twice")));
                    }
                    formula.terms.push(term);
                }
            }
            let Some(next) = text[end..].chars().next() else { break };
            sign = next;
            start = end + 1;
        }
        if formula.terms.is_empty() {
            return Err(fail(tilde, "the formula has no regressor"));
        }
        Ok(formula)
    }
}

fn variable(text: &str, range: std::ops::Range<usize>) -> Result<Variable, FormulaError> {
    let part = &text[range.clone()];
    let mut rest = part.trim();
    let mut offset = range.start + (part.len() - part.trim_start().len());
    let mut transforms = Vec::new();
    while let Some((name, inner)) = rest.split_once('(') {
        let known = Transform::ALL
            .into_iter()
            .find(|transform| transform.id() == name.trim());
        let (Some(transform), Some(argument)) = (known, inner.strip_suffix(')')) else {
            return Err(FormulaError {
                message: format!("`{rest}` is no term: expected a series, or log(…), diff(…), lag(…) of one"),
                offset,
            });
        };
        transforms.push(transform);
        offset += name.len() + 1 + (argument.len() - argument.trim_start().len());
        rest = argument.trim();
    }
    transforms.reverse();
    let series = Series::ALL.into_iter().find(|series| series.id() == rest);
    let series = series.ok_or_else(|| FormulaError {
        message: format!(
            "`{rest}` is no series of the panel: expected {}",
            Series::ALL.map(Series::id).join(", ")
        ),
        offset,
    })?;
    Ok(Variable { series, transforms })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_read_as_they_are_written() {
        for text in [
            "mutual ~ bp + fp + gdp_pc",
            "diff(log(total)) ~ diff(log(bp)) + lag(fp) + year",
            "external ~ bp - 1",
        ] {
            let formula: Formula = text.parse().expect("a formula");
            assert_eq!(formula.to_string(), text);
        }
    }

    #[test]
    fn errors_say_what_is_wrong_and_where() {
        let error = |text: &str| text.parse::<Formula>().expect_err("no formula");
        assert_eq!(error("mutual bp").offset, 0);
        let unknown = error("mutual ~ bp + gdp");
        assert_eq!(unknown.offset, 14);
        assert!(
            unknown.message.starts_with("`gdp` is no series of the panel"),
            "{unknown}"
        );
        assert!(error("mutual ~ sqrt(bp)").message.contains("log(…)"));
        assert_eq!(error("mutual ~ bp + bp").message, "`bp` stands in the formula twice");
        assert!(error("mutual ~ ").message.contains("`` is no series"));
    }
}
