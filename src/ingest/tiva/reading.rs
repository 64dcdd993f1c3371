use indexmap::IndexSet;

use super::Keep;
use super::activities::{self, Kind};
use super::areas::Area;
use super::codes::Codes;
use super::editions::Edition;
use super::fields::Fault;
use super::quantity::{Measure, Quantity};
use super::store::{Put, Slot, Store};
use crate::ingest::error::Problem;
use crate::model::{Activity, Year};

/// A file that is being read, whatever its layout.
pub(super) struct Reading<'a> {
    pub keep: &'a Keep<'a>,
    /// Which codes the file uses; none for legacy files.
    pub edition: Option<Edition>,
    pub rows: usize,
    pub kept: usize,
    pub areas: Codes<KnownArea>,
    pub activities: Codes<(Activity, Kind)>,
    /// The sources of value added, in the order of the file; entry 0 of `origins` is all of them together.
    pub sources: IndexSet<Slot>,
    pub origins: Store,
    pub exports: Store,
    pub produced: Store,
    pub levels: Store,
    pub shares: Store,
}

#[derive(PartialEq)]
pub(super) struct KnownArea {
    pub area: Area,
    is_exporter: bool,
}

impl<'a> Reading<'a> {
    pub fn new(keep: &'a Keep<'a>) -> Self {
        Self {
            keep,
            edition: None,
            rows: 0,
            kept: 0,
            areas: Codes::new("area of TiVA, neither an economy nor a sum of them"),
            activities: Codes::new("activity of this edition of TiVA, neither a single one nor a sum"),
            sources: IndexSet::new(),
            origins: Store::default(),
            exports: Store::default(),
            produced: Store::default(),
            levels: Store::default(),
            shares: Store::default(),
        }
    }

    pub fn area(&mut self, code: &[u8], column: usize) -> Result<u16, Fault> {
        let exporters = self.keep.exporters;
        let read = |text: &str| {
            let area = Area::parse(text)?;
            let is_exporter = area.economy().is_some_and(|economy| exporters.contains(economy));
            Some(KnownArea { area, is_exporter })
        };
        self.areas.id(code, read).map_err(|problem| (Some(column), problem))
    }

    pub fn activity(&mut self, code: &[u8], column: usize) -> Result<u16, Fault> {
        let edition = self.edition;
        self.activities
            .id(code, |text| activities::classify(text, edition))
            .map_err(|problem| (Some(column), problem))
    }

    pub fn is_exporter(&self, area: u16) -> bool {
        self.areas.item(area).is_exporter
    }

    pub fn is_economy(&self, area: u16) -> bool {
        self.areas.item(area).area.economy().is_some()
    }

    pub fn is_world(&self, area: u16) -> bool {
        self.areas.item(area).area == Area::World
    }

    pub fn kind(&self, activity: u16) -> Kind {
        self.activities.item(activity).1
    }

    /// The quantity that value added of a source is; none for sums that would count twice.
    pub fn origin(&self, exporting: Slot, source: Slot) -> Option<Quantity> {
        let kind = self.kind(source.activity);
        if self.is_world(source.area) {
            let source = None;
            return (kind == Kind::Total).then_some(Quantity::Origin { exporting, source });
        }
        let counts = self.is_economy(source.area) && kind != Kind::Sum;
        let source = Some(source);
        counts.then_some(Quantity::Origin { exporting, source })
    }

    /// The quantity that a level of the principal indicators is; none for other exporters and for sums.
    pub fn level(&self, measure: Measure, slot: Slot, partner: Option<u16>) -> Option<Quantity> {
        if self.kind(slot.activity) != Kind::Leaf {
            return None;
        }
        let is_exporter = self.is_exporter(slot.area);
        match (measure, partner) {
            (Measure::GrossExports, None) if is_exporter => Some(Quantity::Exports {
                exporting: slot,
                partner: None,
            }),
            (Measure::GrossExports, Some(area)) if is_exporter && area != slot.area && self.is_economy(area) => {
                Some(Quantity::Exports {
                    exporting: slot,
                    partner,
                })
            }
            (Measure::ValueAdded, None) if self.is_economy(slot.area) => Some(Quantity::Produced(slot)),
            (Measure::Content(part), None) if is_exporter => Some(Quantity::Level(slot, part)),
            _ => None,
        }
    }

    /// Takes an observation in.
    pub fn put(&mut self, quantity: Quantity, year: Year, value: f64, line: u64) -> Result<(), Problem> {
        let put = match quantity {
            Quantity::Origin { exporting, source } => {
                let entry = source.map_or(0, |source| self.sources.insert_full(source).0 + 1);
                self.origins.put(year, exporting, entry, value, line)
            }
            Quantity::Exports { exporting, partner } => {
                let entry = partner.map_or(0, |area| usize::from(area) + 1);
                self.exports.put(year, exporting, entry, value, line)
            }
            Quantity::Produced(slot) => self.produced.put(year, slot, 0, value, line),
            Quantity::Level(slot, part) => self.levels.put(year, slot, part.entry(), value, line),
            Quantity::Share(slot, part) => self.shares.put(year, slot, part.entry(), value, line),
        };
        match put {
            Put::New => self.kept += 1,
            Put::Same => {}
            Put::Conflict(first_line) => {
                let key = format!("{} in {year}", self.name(quantity));
                return Err(Problem::DuplicateKey { key, first_line });
            }
        }
        Ok(())
    }

    /// How a quantity is called in messages.
    fn name(&self, quantity: Quantity) -> String {
        let slot = |slot: Slot| {
            format!(
                "{} {}",
                self.areas.item(slot.area).area.code(),
                self.code(slot.activity)
            )
        };
        match quantity {
            Quantity::Origin { exporting, source } => {
                let source = source.map_or_else(|| "all sources".to_owned(), slot);
                format!("{source} → exports of {}", slot(exporting))
            }
            Quantity::Exports { exporting, partner } => {
                let partner = partner.map_or("the world", |area| self.areas.item(area).area.code());
                format!("exports of {} → {partner}", slot(exporting))
            }
            Quantity::Produced(place) => format!("value added of {}", slot(place)),
            Quantity::Level(place, part) => format!("{part:?} value added in exports of {}", slot(place)),
            Quantity::Share(place, part) => format!("{part:?} share of exports of {}", slot(place)),
        }
    }

    fn code(&self, activity: u16) -> &str {
        self.activities.item(activity).0.code()
    }
}
