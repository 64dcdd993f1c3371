//! What was kept, with names instead of numbers.

use std::sync::Arc;

use super::activities::{self, Kind};
use super::file::{Content, Industry, Origins, ShareKey, TivaFile, extend};
use super::reading::Reading;
use super::store::{Slot, StoredRow};

impl Reading<'_> {
    /// Hands over what was kept.
    pub fn finish(mut self, path: &str, edition: Option<String>) -> TivaFile {
        let mut file = TivaFile {
            path: path.to_owned(),
            edition,
            rows: self.rows,
            kept: self.kept,
            ..TivaFile::default()
        };
        let is_sum = self.sums();
        let (positions, sources): (Vec<usize>, Vec<Industry>) = self
            .sources
            .iter()
            .enumerate()
            .filter(|(_, source)| !is_sum[usize::from(source.activity)])
            .filter_map(|(position, source)| Some((position, self.industry(*source)?)))
            .unzip();
        let sources: Arc<[Industry]> = sources.into();
        let single = |row: &StoredRow| !is_sum[usize::from(row.slot.activity)];
        for row in std::mem::take(&mut self.origins.rows).into_iter().filter(single) {
            let Some(industry) = self.industry(row.slot) else {
                continue;
            };
            let year = file.origins.entry(row.year).or_insert_with(|| Origins {
                sources: sources.clone(),
                ..Origins::default()
            });
            extend(&mut year.lines, row.span());
            if let Some(world) = row.get(0) {
                year.world.insert(industry.clone(), world);
            }
            let values = positions
                .iter()
                .map(|position| row.get(position + 1).unwrap_or(f64::NAN));
            year.columns.insert(industry, values.collect());
        }
        for row in self.exports.rows.iter().filter(|row| single(row)) {
            let Some(industry) = self.industry(row.slot) else {
                continue;
            };
            let year = file.exports.entry(row.year).or_default();
            extend(&mut year.lines, row.span());
            if let Some(world) = row.get(0) {
                year.world.insert(industry.clone(), world);
            }
            let flows = year.flows.entry(industry).or_default();
            let partners = self.areas.items().iter().enumerate();
            flows
                .extend(partners.filter_map(|(area, known)| Some((known.area.economy()?.clone(), row.get(area + 1)?))));
        }
        for row in self.produced.rows.iter().filter(|row| single(row)) {
            if let (Some(industry), Some(value)) = (self.industry(row.slot), row.get(0)) {
                file.produced.entry(row.year).or_default().insert(industry, value);
            }
        }
        for row in self.levels.rows.iter().filter(|row| single(row)) {
            if let Some(industry) = self.industry(row.slot) {
                file.levels.entry(row.year).or_default().insert(industry, content(row));
            }
        }
        for row in &self.shares.rows {
            let key = ShareKey {
                area: self.areas.item(row.slot.area).area.clone(),
                activity: self.activities.item(row.slot.activity).0.clone(),
                year: row.year,
            };
            file.shares.insert(key, content(row));
        }
        file
    }

    /// Whether each activity is a sum of others: in legacy files, a range that holds another code of the file.
    fn sums(&self) -> Vec<bool> {
        let known = self.activities.items();
        let holds_another = |code: &str| known.iter().any(|(other, _)| activities::covers(code, other.code()));
        known
            .iter()
            .map(|(activity, kind)| match kind {
                Kind::Sum => true,
                Kind::Leaf if self.edition.is_none() => holds_another(activity.code()),
                Kind::Leaf | Kind::Total => false,
            })
            .collect()
    }

    fn industry(&self, slot: Slot) -> Option<Industry> {
        let economy = self.areas.item(slot.area).area.economy()?;
        Some((economy.clone(), self.activities.item(slot.activity).0.clone()))
    }
}

fn content(row: &StoredRow) -> Content {
    Content {
        domestic: row.get(0),
        foreign: row.get(1),
    }
}
