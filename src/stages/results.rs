use serde::Serialize;

use super::{Estimate, LeadCell, LinkagePoint, PanelRow, Regression, Robustness, SourceDifference};
use crate::ingest::{Coverage, Evidence, Group, InputFile};
use crate::model::{Economy, Year};
use crate::settings::{LeadDefinition, Settings};
use crate::stages::{Direction, TermEstimate};

/// The version of `results.json`; see `docs/results.md`.
pub const SCHEMA: u32 = 1;

/// What the three stages found, with what they were computed from.
#[derive(Debug, Clone, Serialize)]
pub struct Results {
    pub schema: u32,
    pub study: StudyRecord,
    pub inputs: Vec<InputFile>,
    /// Empty without trade data.
    pub stage1: Vec<LeadCell>,
    pub stage2: Vec<LinkagePoint>,
    pub panel: Vec<PanelRow>,
    pub stage3: Vec<Estimate>,
    /// What was found out about the equations of stage III.
    pub robustness: Robustness,
    /// Regressions that the project defines, and the series that only they use.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regressions: Vec<Regression>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regression_panel: Vec<PanelRow>,
    /// Years without trade data inside the windows of stage I, by economy.
    pub missing_trade: Vec<MissingTrade>,
    /// Years of exports that are filled from the imports of partners.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mirrored_trade: Vec<MirroredTrade>,
    /// What tables and TiVA say of the same, where a project has both.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub comparison: Vec<SourceDifference>,
    /// Where in the files the numbers stand.
    #[serde(skip)]
    pub evidence: Evidence,
}

/// The settings that the numbers depend on.
#[derive(Debug, Clone, Serialize)]
pub struct StudyRecord {
    pub id: String,
    pub synthetic: bool,
    /// What a reader of the numbers must know about the data.
    pub notice: Option<&'static str>,
    pub settings: Settings,
    /// The members that stages II and III can see, and those for which there are no tables.
    #[serde(flatten)]
    pub coverage: Coverage,
}

/// Years that a reporter's trade data lack.
#[derive(Debug, Clone, Serialize)]
pub struct MissingTrade {
    pub economy: Economy,
    pub years: Vec<Year>,
}

/// Exports of a year that partners have reported as imports.
#[derive(Debug, Clone, Serialize)]
pub struct MirroredTrade {
    pub economy: Economy,
    pub year: Year,
    /// How many economies import.
    pub importers: usize,
}

const SYNTHETIC: &str = "Synthetic demonstration data: no number here says anything about a real economy.";

impl StudyRecord {
    pub fn new(settings: &Settings, coverage: Coverage) -> Self {
        Self {
            id: settings.study.id.clone(),
            synthetic: settings.study.synthetic,
            notice: settings.study.synthetic.then_some(SYNTHETIC),
            settings: settings.clone(),
            coverage,
        }
    }
}

impl StudyRecord {
    /// Members that the tables cover and the study does not look at by themselves.
    pub fn aside(&self) -> Vec<Economy> {
        let focus = &self.settings.bloc.focus;
        self.coverage
            .covered
            .iter()
            .filter(|economy| !focus.contains(economy))
            .cloned()
            .collect()
    }
}

impl Results {
    /// The settings that the numbers were computed with.
    pub fn settings(&self) -> &Settings {
        &self.study.settings
    }

    /// The definition of the lead coefficient in use, where stage I is in the study.
    pub fn lead_definition(&self) -> Option<LeadDefinition> {
        self.settings().reorientation.as_ref().map(|stage| stage.definition)
    }

    /// Stage I of an economy and commodity group.
    pub fn lead_cell(&self, economy: &Economy, group: Group) -> Option<&LeadCell> {
        self.stage1
            .iter()
            .find(|cell| cell.economy == *economy && cell.group == group)
    }

    /// The observation of an exporter's sector in a year.
    pub fn panel_row(&self, exporter: &Economy, sector: &str, year: Year) -> Option<&PanelRow> {
        let mut rows = self.panel.iter().chain(&self.regression_panel);
        // The year first: it is the cheapest to compare.
        rows.find(|row| row.year == year && row.exporter == *exporter && row.sector == sector)
    }

    /// A regression of the project's own.
    pub fn regression(&self, id: &str) -> Option<&Regression> {
        self.regressions.iter().find(|regression| regression.id == id)
    }

    /// Stage II of one exporter and sector, by year.
    pub fn linkage_of<'a>(&'a self, exporter: &'a Economy, sector: &'a str) -> impl Iterator<Item = &'a LinkagePoint> {
        self.stage2
            .iter()
            .filter(move |point| point.exporter == *exporter && point.sector == sector)
    }

    /// The equation of an exporter, sector and direction.
    pub fn estimate(&self, exporter: &Economy, sector: &str, direction: Direction) -> Option<&Estimate> {
        self.stage3
            .iter()
            .find(|e| e.exporter == *exporter && e.sector == sector && e.direction == direction)
    }
}

impl Estimate {
    /// The estimate of a term; every equation has all of them.
    pub fn term(&self, term: super::Term) -> &TermEstimate {
        &self.terms[&term]
    }
}
