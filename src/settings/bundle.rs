//! `[bundle]`: what a package for reviewers leaves out, and what the authors say about rights.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::source::Source;
use super::{DataFiles, SettingsError};

/// The table `[bundle]` as it is written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BundleTable {
    pub exclude: Option<Spanned<Vec<String>>>,
    pub reason: Option<String>,
    #[serde(default)]
    pub rights: BTreeMap<DataList, Spanned<Rights>>,
}

/// What a bundle may hold; no result depends on it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BundleSettings {
    /// Patterns of data files that may not be passed on.
    pub exclude: Vec<String>,
    /// Why; there is one wherever something is left out.
    pub reason: String,
    /// What the authors say about the files of a list.
    pub rights: BTreeMap<DataList, Rights>,
}

/// A list of `[data]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DataList {
    Icio,
    Tiva,
    Trade,
    Gdp,
}

impl DataList {
    pub const ALL: [Self; 4] = [Self::Icio, Self::Tiva, Self::Trade, Self::Gdp];

    /// Its key under `[data]`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Icio => "icio",
            Self::Tiva => "tiva",
            Self::Trade => "trade",
            Self::Gdp => "gdp",
        }
    }

    /// The patterns of its files.
    pub fn patterns(self, data: &DataFiles) -> &[String] {
        match self {
            Self::Icio => &data.icio,
            Self::Tiva => &data.tiva,
            Self::Trade => &data.trade,
            Self::Gdp => &data.gdp,
        }
    }
}

/// What the authors say about data: access, permission to pass them on, and how they are cited.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rights {
    /// Full sentences, for the README.
    pub statement: String,
    #[serde(default)]
    pub licence: Option<String>,
    #[serde(default)]
    pub citation: Option<String>,
    /// Where the data can be had.
    #[serde(default)]
    pub url: Option<String>,
}

impl BundleTable {
    pub(super) fn checked(self, source: &Source<'_>) -> Result<BundleSettings, SettingsError> {
        let reason = self.reason.unwrap_or_default();
        if let Some(exclude) = &self.exclude
            && !exclude.get_ref().is_empty()
            && reason.trim().is_empty()
        {
            let message = "`bundle.exclude` leaves out data, and nothing says why";
            let hint = "add `reason`, a sentence for the reader of the README: reason = \"The terms of … forbid …\"";
            return Err(source.error(Some(exclude.span()), message, Some(hint)));
        }
        for (list, rights) in &self.rights {
            if rights.get_ref().statement.trim().is_empty() {
                let message = format!("the statement about the rights to `data.{}` is empty", list.id());
                let hint = "say in full sentences who may use and who may pass on these data";
                return Err(source.error(Some(rights.span()), &message, Some(hint)));
            }
        }
        let rights = self.rights.into_iter();
        Ok(BundleSettings {
            exclude: self.exclude.map(Spanned::into_inner).unwrap_or_default(),
            reason: reason.trim().to_owned(),
            rights: rights.map(|(list, rights)| (list, rights.into_inner())).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str) -> Result<BundleSettings, String> {
        let source = Source { text, path: "rvc.toml" };
        let table: BundleTable = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        table.checked(&source).map_err(|error| error.message)
    }

    #[test]
    fn an_empty_table_leaves_nothing_out() {
        assert_eq!(checked(""), Ok(BundleSettings::default()));
    }

    #[test]
    fn what_is_left_out_has_a_reason_and_a_right_its_words() {
        let text = "exclude = [\"data/trade/*\"]\nreason = \"The terms forbid it.\"\n[rights.trade]\nstatement = \"x\"";
        let own = checked(text).expect("a table");
        assert_eq!((own.exclude.len(), own.reason.as_str()), (1, "The terms forbid it."));
        assert_eq!(own.rights[&DataList::Trade].statement, "x");
        for wrong in [
            "exclude = [\"data/trade/*\"]",
            "exclude = [\"data/trade/*\"]\nreason = \" \"",
            "[rights.gdp]\nstatement = \" \"",
            "[rights.gdp]\nlicence = \"CC BY 4.0\"",
            "[rights.weather]\nstatement = \"x\"",
        ] {
            assert!(checked(wrong).is_err(), "{wrong}");
        }
    }
}
