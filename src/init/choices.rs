//! What was left open, settled: by the preset, and by what the other wishes leave.

use indexmap::IndexMap;

use super::preset::Demonstration;
use super::sectors::{self, SectorPreset};
use super::{InitError, Kind, Preset, Wanted};
use crate::model::{Economy, Window};
use crate::settings::Language;

/// The sector that the article takes as the whole of which others are parts.
const WHOLE: &str = "manufacturing";
/// How many members are in focus where nobody has said which.
const FOCUS: usize = 4;
/// The date of the demonstration: the clock is never read.
const DATE: &str = "2025-04-16";
/// Large suppliers, where that of the preset is a member itself.
const OUTSIDERS: [&str; 3] = ["CHN", "USA", "DEU"];

/// Where the data of a project come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// They are copied out of the program, and synthetic.
    Demonstration,
    /// They are downloaded, or put into their folders by hand.
    Fetched,
}

/// A project without a question left.
#[derive(Debug)]
pub struct Choices {
    /// The name of the preset.
    pub name: String,
    pub preset: Preset,
    pub members: Vec<Economy>,
    pub focus: Vec<Economy>,
    pub hub: Economy,
    /// Those of stage III, in the order of its table.
    pub sectors: Vec<String>,
    pub linkage_sector: String,
    pub years: Window,
    pub source: Source,
    pub report: Kind,
    pub languages: Vec<Language>,
    pub date: String,
    pub copies_texts: bool,
    /// All sectors that are used.
    pub(super) activities: IndexMap<String, SectorPreset>,
}

impl Choices {
    /// Fails where the wishes do not fit together, or ask for what the demonstration data do not hold.
    pub fn of(wanted: &Wanted) -> Result<Self, InitError> {
        let preset = Preset::named(&wanted.bloc)?;
        let demonstration = preset.demonstration.as_ref().filter(|_| wanted.with_data);
        let members = members(wanted, &preset)?;
        let focus = focus(wanted, &preset, &members)?;
        let hub = hub(wanted, &preset, &focus)?;
        let years = wanted.years.unwrap_or(match demonstration {
            Some(held) => held.years,
            None => preset.years,
        });
        if let Some(held) = demonstration {
            check_held(held, &preset.members, &members, &focus, years)?;
        }
        let (sectors, linkage_sector) = chosen_sectors(wanted, &preset);
        let mut known = sectors::all()?;
        let mut activities = IndexMap::new();
        for id in sectors.iter().chain([&linkage_sector]) {
            if activities.contains_key(id) {
                continue;
            }
            match known.shift_remove(id) {
                Some(sector) => activities.insert(id.clone(), sector),
                None => {
                    return Err(InitError::Sector {
                        id: id.clone(),
                        known: sectors::all()?.into_keys().collect(),
                    });
                }
            };
        }
        Ok(Self {
            name: wanted.bloc.clone(),
            source: match demonstration {
                Some(_) => Source::Demonstration,
                None => Source::Fetched,
            },
            members,
            focus,
            hub,
            sectors,
            linkage_sector,
            years,
            report: wanted.report,
            languages: wanted.languages.clone(),
            date: wanted.date.clone().unwrap_or_else(|| DATE.to_owned()),
            copies_texts: wanted.copies_texts,
            activities,
            preset,
        })
    }

    /// What the project is about, in a line.
    pub fn about(&self) -> String {
        let about = &self.preset.about;
        match self.source {
            Source::Demonstration => format!("{about}, on synthetic data that come with the program"),
            Source::Fetched => about.clone(),
        }
    }

    /// The windows of stage I.
    pub(super) fn windows(&self) -> (Window, Window) {
        match self.held() {
            Some(held) => (held.base, held.current),
            None => (self.preset.base, self.preset.current),
        }
    }

    /// The demonstration data, where they are those of the project.
    pub(super) fn held(&self) -> Option<&Demonstration> {
        let held = self.preset.demonstration.as_ref();
        held.filter(|_| self.source == Source::Demonstration)
    }

    /// The economy of the figure and the regression of the short report.
    pub(super) fn exporter(&self) -> &Economy {
        let other = self.focus.iter().find(|economy| **economy != self.hub);
        other.unwrap_or(&self.hub)
    }

    /// The suppliers of that economy in the figure: the hub, and one from outside of the bloc.
    pub(super) fn partners(&self) -> [Economy; 2] {
        let is_other = |economy: &Economy| *economy != self.hub && economy != self.exporter();
        let others = OUTSIDERS.into_iter().filter_map(Economy::parse);
        let outsider = std::iter::once(self.preset.outsider.clone())
            .chain(others)
            .find(is_other);
        [
            self.hub.clone(),
            outsider.unwrap_or_else(|| self.preset.outsider.clone()),
        ]
    }
}

fn members(wanted: &Wanted, preset: &Preset) -> Result<Vec<Economy>, InitError> {
    let members = wanted.members.clone().unwrap_or_else(|| preset.members.clone());
    each_once("members", &members)?;
    match members.len() {
        0 => Err(InitError::NoMembers),
        1 => Err(InitError::FewMembers),
        _ => Ok(members),
    }
}

/// Those asked for; else those of the preset that are members, and where they are too few, the first members.
fn focus(wanted: &Wanted, preset: &Preset, members: &[Economy]) -> Result<Vec<Economy>, InitError> {
    let Some(focus) = &wanted.focus else {
        let is_member = |economy: &&Economy| members.contains(economy);
        let own: Vec<Economy> = preset.focus.iter().filter(is_member).cloned().collect();
        return Ok(match own.len() {
            0 | 1 => members.iter().take(FOCUS).cloned().collect(),
            _ => own,
        });
    };
    each_once("focus economies", focus)?;
    if let Some(economy) = focus.iter().find(|economy| !members.contains(economy)) {
        return Err(InitError::Stranger {
            economy: economy.clone(),
        });
    }
    match focus.len() {
        0 | 1 => Err(InitError::FewFocus),
        _ => Ok(focus.clone()),
    }
}

fn hub(wanted: &Wanted, preset: &Preset, focus: &[Economy]) -> Result<Economy, InitError> {
    if let Some(hub) = &wanted.hub {
        return match focus.contains(hub) {
            true => Ok(hub.clone()),
            false => Err(InitError::Hub { hub: hub.clone() }),
        };
    }
    let of_preset = preset.hub.iter().find(|hub| focus.contains(hub));
    of_preset.or(focus.first()).cloned().ok_or(InitError::FewFocus)
}

fn each_once(list: &'static str, economies: &[Economy]) -> Result<(), InitError> {
    let mut places = economies.iter().enumerate();
    match places.find(|(place, economy)| economies[..*place].contains(economy)) {
        Some((_, economy)) => Err(InitError::Twice {
            list,
            economy: economy.clone(),
        }),
        None => Ok(()),
    }
}

/// The sectors of stage III, and that of stage II.
///
/// The article compares the whole of manufacturing with its parts, so that the whole comes first. The short report has
/// one sector, the first.
fn chosen_sectors(wanted: &Wanted, preset: &Preset) -> (Vec<String>, String) {
    let linkage = &preset.linkage_sector;
    let Some(chosen) = wanted.sectors.as_ref().filter(|sectors| !sectors.is_empty()) else {
        return match wanted.report {
            Kind::Article => (preset.sectors.clone(), linkage.clone()),
            Kind::Own => (vec![linkage.clone()], linkage.clone()),
        };
    };
    if wanted.report == Kind::Own {
        return (chosen.clone(), chosen[0].clone());
    }
    let parts: Vec<String> = chosen.iter().filter(|id| *id != WHOLE).cloned().collect();
    let linkage = match parts.contains(linkage) {
        true => linkage.clone(),
        false => parts.last().cloned().unwrap_or_else(|| WHOLE.to_owned()),
    };
    let sectors = std::iter::once(WHOLE.to_owned()).chain(parts).collect();
    (sectors, linkage)
}

fn check_held(
    held: &Demonstration,
    traders: &[Economy],
    members: &[Economy],
    focus: &[Economy],
    years: Window,
) -> Result<(), InitError> {
    if let Some(economy) = members.iter().find(|economy| !traders.contains(economy)) {
        let economy = economy.clone();
        return Err(InitError::DemonstrationMember { economy });
    }
    if let Some(economy) = focus.iter().find(|economy| !held.economies.contains(economy)) {
        let economy = economy.clone();
        return Err(InitError::DemonstrationFocus { economy });
    }
    if !held.years.contains(years.first()) || !held.years.contains(years.last()) {
        let held = held.years;
        return Err(InitError::DemonstrationYears { years, held });
    }
    Ok(())
}
