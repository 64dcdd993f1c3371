use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::ingest::RowPlace;
use crate::model::{Economy, Window, Year};
use crate::settings::Bloc;

/// A destination of exports: one economy, or all of them together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Partner {
    World,
    Economy(Economy),
}

impl fmt::Display for Partner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::World => f.write_str("World"),
            Self::Economy(economy) => economy.fmt(f),
        }
    }
}

/// A commodity group: a section of the SITC, or all commodities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Section(u8),
    Total,
}

impl Group {
    /// The sections of Table 1; section 9, "not elsewhere classified", is in the total only.
    pub const SECTIONS: [Self; 9] = [
        Self::Section(0),
        Self::Section(1),
        Self::Section(2),
        Self::Section(3),
        Self::Section(4),
        Self::Section(5),
        Self::Section(6),
        Self::Section(7),
        Self::Section(8),
    ];

    /// Reads a one-digit section or `TOTAL`.
    pub fn parse(code: &str) -> Option<Self> {
        match code.as_bytes() {
            b"TOTAL" => Some(Self::Total),
            [digit @ b'0'..=b'9'] => Some(Self::Section(digit - b'0')),
            _ => None,
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Section(digit) => write!(f, "{digit}"),
            Self::Total => f.write_str("TOTAL"),
        }
    }
}

impl Serialize for Group {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// USD, and the rows that say it.
type Amount = (f64, Vec<RowPlace>);

/// Exports in USD by reporter, partner, group and year.
#[derive(Debug, Clone, Default)]
pub struct TradeData {
    values: BTreeMap<(Economy, Partner, Group, Year), Amount>,
    /// Reporters and years that are filled from imports, with the number of importers.
    mirrored: BTreeMap<(Economy, Year), usize>,
}

impl TradeData {
    pub(super) fn insert(
        &mut self,
        reporter: Economy,
        partner: Partner,
        group: Group,
        year: Year,
        usd: f64,
        places: Vec<RowPlace>,
    ) {
        self.values.insert((reporter, partner, group, year), (usd, places));
    }

    pub(super) fn note_mirrored(&mut self, reporter: Economy, year: Year, importers: usize) {
        self.mirrored.insert((reporter, year), importers);
    }

    /// The years of a reporter that are filled from its partners' imports, with the number of importers.
    pub fn mirrored(&self, reporter: &Economy) -> impl Iterator<Item = (Year, usize)> {
        let own = self
            .mirrored
            .iter()
            .filter(move |((economy, _), _)| economy == reporter);
        own.map(|((_, year), importers)| (*year, *importers))
    }

    /// All rows, sorted: reporter, partner, group, year, USD, place.
    pub fn entries(&self) -> impl Iterator<Item = (&Economy, &Partner, Group, Year, f64, &RowPlace)> {
        let rows = self.values.iter();
        rows.filter_map(|((reporter, partner, group, year), (usd, places))| {
            Some((reporter, partner, *group, *year, *usd, places.first()?))
        })
    }

    pub fn get(&self, reporter: &Economy, partner: &Partner, group: Group, year: Year) -> Option<f64> {
        self.values
            .get(&(reporter.clone(), partner.clone(), group, year))
            .map(|(usd, _)| *usd)
    }

    /// The rows behind [`Self::exports_of`].
    pub fn rows_of(
        &self,
        bloc: &Bloc,
        reporter: &Economy,
        group: Group,
        mutual: bool,
        window: Window,
    ) -> Vec<&RowPlace> {
        let partners = partners(bloc, reporter, mutual);
        let keys = partners.iter().flat_map(|partner| {
            window
                .years()
                .map(move |year| (reporter.clone(), partner.clone(), group, year))
        });
        keys.filter_map(|key| self.values.get(&key))
            .flat_map(|(_, places)| places)
            .collect()
    }

    /// Exports of a group over a window in USD: to the other members of the bloc, or to the world.
    pub fn exports_of(&self, bloc: &Bloc, reporter: &Economy, group: Group, mutual: bool, window: Window) -> f64 {
        let partners = partners(bloc, reporter, mutual);
        let flows = partners
            .iter()
            .map(|partner| self.exports(reporter, partner, group, window));
        flows.sum::<f64>() + 0.0
    }

    /// Exports over a window in USD; years without a row count as zero.
    pub fn exports(&self, reporter: &Economy, partner: &Partner, group: Group, window: Window) -> f64 {
        window
            .years()
            .filter_map(|year| self.get(reporter, partner, group, year))
            .sum::<f64>()
            + 0.0
    }

    /// The years of a window for which the reporter has no total exports to the world.
    pub fn missing_years(&self, reporter: &Economy, window: Window) -> Vec<Year> {
        window
            .years()
            .filter(|&year| self.get(reporter, &Partner::World, Group::Total, year).is_none())
            .collect()
    }

    /// Whether any of the reporter's rows is of a section.
    pub fn has_sections(&self, reporter: &Economy) -> bool {
        let mut keys = self.values.keys();
        keys.any(|(economy, _, group, _)| economy == reporter && *group != Group::Total)
    }

    pub fn has_reporter(&self, reporter: &Economy) -> bool {
        self.values.keys().any(|(economy, ..)| economy == reporter)
    }
}

fn partners(bloc: &Bloc, reporter: &Economy, mutual: bool) -> Vec<Partner> {
    if !mutual {
        return vec![Partner::World];
    }
    let others = bloc.members.iter().filter(|member| *member != reporter);
    others.cloned().map(Partner::Economy).collect()
}
