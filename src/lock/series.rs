use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::Economy;

/// What a file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    Tables,
    Trade,
    GdpPerCapita,
}

impl Topic {
    pub const ALL: [Self; 3] = [Self::Tables, Self::Trade, Self::GdpPerCapita];

    /// The topic of a kind of file, as `results.json` names kinds.
    pub fn of(kind: &str) -> Self {
        match kind {
            "icio" => Self::Tables,
            _ if kind.starts_with("tiva") => Self::Tables,
            "wdi" => Self::GdpPerCapita,
            // Exports come in many formats.
            _ => Self::Trade,
        }
    }

    /// How messages call the data.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Tables => "input-output tables",
            Self::Trade => "exports",
            Self::GdpPerCapita => "GDP per capita",
        }
    }
}

/// A yearly series of an economy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Series {
    /// Of all goods by the trade data, in USD.
    ExportsToWorld,
    /// Of all goods to the other members of the bloc, in USD.
    ExportsToBloc,
    /// In current USD.
    GdpPerCapita,
    /// Of a sector, by the input-output tables, in USD million.
    Table { sector: String, measure: Measure },
}

/// What is known about a sector from an input-output table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    Output,
    /// With taxes less subsidies on products.
    ValueAdded,
    GrossExports,
    /// Gross exports to the other members of the bloc.
    BlocExports,
    /// Foreign value added in gross exports.
    ForeignValueAdded,
    /// That of the other members' same sector.
    BlocValueAdded,
}

/// The sector that holds every activity, unless the project has one of that name.
pub(super) const ALL_ACTIVITIES: &str = "all";

impl Measure {
    pub const ALL: [Self; 6] = [
        Self::Output,
        Self::ValueAdded,
        Self::GrossExports,
        Self::BlocExports,
        Self::ForeignValueAdded,
        Self::BlocValueAdded,
    ];

    /// Whether it depends on who is a member of the bloc.
    pub(super) fn is_of_bloc(self) -> bool {
        matches!(self, Self::BlocExports | Self::BlocValueAdded)
    }

    pub fn id(self) -> &'static str {
        match self {
            Self::Output => "output",
            Self::ValueAdded => "value_added",
            Self::GrossExports => "gross_exports",
            Self::BlocExports => "bloc_exports",
            Self::ForeignValueAdded => "foreign_value_added",
            Self::BlocValueAdded => "bloc_value_added",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Output => "output",
            Self::ValueAdded => "value added",
            Self::GrossExports => "gross exports",
            Self::BlocExports => "gross exports to the other members",
            Self::ForeignValueAdded => "foreign value added in exports",
            Self::BlocValueAdded => "value added of the other members' same sector in exports",
        }
    }
}

impl Series {
    pub fn topic(&self) -> Topic {
        match self {
            Self::ExportsToWorld | Self::ExportsToBloc => Topic::Trade,
            Self::GdpPerCapita => Topic::GdpPerCapita,
            Self::Table { .. } => Topic::Tables,
        }
    }

    /// The series of an economy as messages call it.
    pub(super) fn of(&self, economy: &Economy) -> String {
        match self {
            Self::ExportsToWorld => format!("exports of {economy} to the world"),
            Self::ExportsToBloc => format!("exports of {economy} to the other members"),
            Self::GdpPerCapita => format!("GDP per capita of {economy}"),
            Self::Table { sector, measure } if sector == ALL_ACTIVITIES => {
                format!("{} of {economy}", measure.words())
            }
            Self::Table { sector, measure } => format!("{} of {economy}, sector {sector}", measure.words()),
        }
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ExportsToWorld => f.write_str("exports_to_world"),
            Self::ExportsToBloc => f.write_str("exports_to_bloc"),
            Self::GdpPerCapita => f.write_str("gdp_per_capita"),
            Self::Table { sector, measure } => write!(f, "{sector}.{}", measure.id()),
        }
    }
}

impl From<Series> for String {
    fn from(series: Series) -> Self {
        series.to_string()
    }
}

impl TryFrom<String> for Series {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.as_str() {
            "exports_to_world" => return Ok(Self::ExportsToWorld),
            "exports_to_bloc" => return Ok(Self::ExportsToBloc),
            "gdp_per_capita" => return Ok(Self::GdpPerCapita),
            _ => {}
        }
        let table = text.rsplit_once('.').and_then(|(sector, id)| {
            let measure = Measure::ALL.into_iter().find(|measure| measure.id() == id)?;
            let sector = sector.to_owned();
            Some(Self::Table { sector, measure })
        });
        table.ok_or_else(|| format!("`{text}` is not a series of a lock"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_reads_as_it_is_written() {
        for text in [
            "exports_to_world",
            "gdp_per_capita",
            "machinery.gross_exports",
            "a.b.output",
        ] {
            let series = Series::try_from(text.to_owned()).expect("a series");
            assert_eq!(series.to_string(), text);
        }
        for text in ["", "output", "machinery.profit"] {
            assert!(Series::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
