use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::Year;

/// Something for each of some years; in a file a list of pairs, so that it stands in one line: TOML's tables do not.
#[derive(Debug, Clone, PartialEq)]
pub struct ByYear<T>(pub BTreeMap<Year, T>);

impl<T> Default for ByYear<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> FromIterator<(Year, T)> for ByYear<T> {
    fn from_iter<I: IntoIterator<Item = (Year, T)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl<T: Serialize> Serialize for ByYear<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.0)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByYear<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pairs: Vec<(Year, T)> = Vec::deserialize(deserializer)?;
        Ok(pairs.into_iter().collect())
    }
}

/// Years as people write them: `1995–2003, 2010`.
pub(super) fn shown(years: &[Year]) -> String {
    let runs = years.chunk_by(|before, after| before.checked_add(1) == Some(*after));
    let runs: Vec<String> = runs
        .map(|run| match run {
            [first, .., last] => format!("{first}–{last}"),
            [only] => only.to_string(),
            [] => String::new(),
        })
        .collect();
    runs.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_years_are_shown_by_their_ends() {
        assert_eq!(
            shown(&[1995, 1996, 1997, 2010, 2012, 2013]),
            "1995–1997, 2010, 2012–2013"
        );
        assert_eq!(shown(&[]), "");
    }
}
