//! The shape of `rvc.toml`, and the checks that make it [`Settings`].

use std::collections::BTreeMap;
use std::ops::Range;

use indexmap::IndexMap;
use serde::Deserialize;
use toml::Spanned;

use super::error::nearest;
use super::{
    Bloc, DataFiles, Date, Language, LeadDefinition, Linkage, Reorientation, Response, Settings, SettingsError, Study,
    Titles, ValueAddedDefinition,
};
use crate::model::{ActivityPattern, Economy, Sector, Window};

type Forms = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    study: StudyTable,
    bloc: BlocTable,
    data: DataTable,
    reorientation: Option<ReorientationTable>,
    linkage: LinkageTable,
    response: ResponseTable,
    sectors: IndexMap<String, Vec<String>>,
    #[serde(default)]
    names: BTreeMap<Language, BTreeMap<String, Forms>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StudyTable {
    id: String,
    #[serde(default)]
    synthetic: bool,
    date: Spanned<String>,
    #[serde(default = "default_report")]
    report: String,
    ru: Option<Titles>,
    en: Option<Titles>,
}

fn default_report() -> String {
    "article".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlocTable {
    members: Spanned<Vec<Economy>>,
    focus: Spanned<Vec<Economy>>,
    hub: Spanned<Economy>,
    #[serde(default)]
    ru: Forms,
    #[serde(default)]
    en: Forms,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DataTable {
    icio: Vec<String>,
    #[serde(default)]
    trade: Vec<String>,
    gdp: Vec<String>,
    edition: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReorientationTable {
    base: Spanned<Window>,
    current: Window,
    #[serde(default = "default_definition")]
    definition: LeadDefinition,
}

fn default_definition() -> LeadDefinition {
    LeadDefinition::ShareRatio
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkageTable {
    years: Window,
    #[serde(default = "default_linkage_sector")]
    sector: Spanned<String>,
    #[serde(default = "default_value_added")]
    value_added: ValueAddedDefinition,
}

fn default_linkage_sector() -> Spanned<String> {
    Spanned::new(0..0, "machinery".to_owned())
}

fn default_value_added() -> ValueAddedDefinition {
    ValueAddedDefinition::WithTaxes
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResponseTable {
    years: Spanned<Window>,
    sectors: Spanned<Vec<String>>,
    covariance: Option<Spanned<String>>,
}

/// The four terms of the regression: a constant, BP, FP and GDP per capita.
const N_TERMS: usize = 4;

pub(super) fn parse(text: &str, path: &str) -> Result<Settings, SettingsError> {
    let source = Source { text, path };
    let file: File = toml::from_str(text).map_err(|error| source.toml_error(&error))?;
    file.validated(&source)
}

impl File {
    fn validated(self, source: &Source<'_>) -> Result<Settings, SettingsError> {
        let sectors = self.checked_sectors(source)?;
        let study = self.study.validated(source)?;
        let bloc = self.bloc.checked(source)?;
        let reorientation = self.reorientation.map(|table| table.checked(source)).transpose()?;
        if reorientation.is_some() == self.data.trade.is_empty() {
            let message = if self.data.trade.is_empty() {
                "`[reorientation]` is set, but `data.trade` names no files"
            } else {
                "`data.trade` names files, but the table `[reorientation]` is missing"
            };
            return Err(source.error(
                None,
                message,
                Some("stage I needs both; leave out both for a project without trade data"),
            ));
        }
        source.known_sector(&sectors, self.linkage.sector.get_ref(), self.linkage.sector.span())?;
        let linkage = Linkage {
            years: self.linkage.years,
            sector: self.linkage.sector.into_inner(),
            value_added: self.linkage.value_added,
        };
        let response = self.response.checked(source, &sectors)?;
        let mut names = self.names;
        for (language, forms) in [(Language::Ru, self.bloc.ru), (Language::En, self.bloc.en)] {
            names.entry(language).or_default().insert("bloc".to_owned(), forms);
        }
        Ok(Settings {
            study,
            bloc,
            data: DataFiles {
                icio: self.data.icio,
                trade: self.data.trade,
                gdp: self.data.gdp,
                edition: self.data.edition,
            },
            reorientation,
            linkage,
            response,
            sectors,
            names,
        })
    }

    fn checked_sectors(&self, source: &Source<'_>) -> Result<IndexMap<String, Sector>, SettingsError> {
        let mut sectors = IndexMap::new();
        for (id, patterns) in &self.sectors {
            if patterns.is_empty() {
                return Err(source.error(None, &format!("sector `{id}` names no activities"), None));
            }
            let activities = patterns.iter().map(|pattern| ActivityPattern::new(pattern)).collect();
            sectors.insert(
                id.clone(),
                Sector {
                    id: id.clone(),
                    activities,
                },
            );
        }
        Ok(sectors)
    }
}

impl StudyTable {
    fn validated(self, source: &Source<'_>) -> Result<Study, SettingsError> {
        let date = parse_date(self.date.get_ref()).ok_or_else(|| {
            source.error(
                Some(self.date.span()),
                &format!("`{}` is not a date", self.date.get_ref()),
                Some("write the date of the report as \"2025-04-16\""),
            )
        })?;
        let titles: BTreeMap<_, _> = [(Language::Ru, self.ru), (Language::En, self.en)]
            .into_iter()
            .filter_map(|(language, titles)| Some((language, titles?)))
            .collect();
        if titles.is_empty() {
            return Err(source.error(
                None,
                "the report has no title in any language",
                Some("add a table `[study.en]` or `[study.ru]` with `title` and `running_title`"),
            ));
        }
        Ok(Study {
            id: self.id,
            synthetic: self.synthetic,
            date,
            report: self.report,
            titles,
        })
    }
}

impl BlocTable {
    fn checked(&self, source: &Source<'_>) -> Result<Bloc, SettingsError> {
        let (members, focus) = (self.members.get_ref(), self.focus.get_ref());
        for (list, span) in [(members, self.members.span()), (focus, self.focus.span())] {
            if let Some(twice) = list
                .iter()
                .enumerate()
                .find(|(i, economy)| list[..*i].contains(economy))
            {
                return Err(source.error(Some(span), &format!("`{}` stands in the list twice", twice.1), None));
            }
        }
        if focus.len() < 2 {
            return Err(source.error(
                Some(self.focus.span()),
                "at least two focus economies are needed",
                Some("mutual exports are exports to the other focus economies"),
            ));
        }
        if let Some(stranger) = focus.iter().find(|economy| !members.contains(economy)) {
            return Err(source.error(
                Some(self.focus.span()),
                &format!("`{stranger}` is in focus but not a member"),
                Some("add it to `bloc.members`"),
            ));
        }
        let hub = self.hub.get_ref();
        if !focus.contains(hub) {
            return Err(source.error(
                Some(self.hub.span()),
                &format!("the hub `{hub}` is not a focus economy"),
                Some("choose one of `bloc.focus`"),
            ));
        }
        Ok(Bloc {
            members: members.clone(),
            focus: focus.clone(),
            hub: hub.clone(),
        })
    }
}

impl ReorientationTable {
    fn checked(self, source: &Source<'_>) -> Result<Reorientation, SettingsError> {
        let base = *self.base.get_ref();
        if base.last() >= self.current.first() {
            return Err(source.error(
                Some(self.base.span()),
                "the base window must end before the current window begins",
                None,
            ));
        }
        Ok(Reorientation {
            base,
            current: self.current,
            definition: self.definition,
        })
    }
}

impl ResponseTable {
    fn checked(self, source: &Source<'_>, sectors: &IndexMap<String, Sector>) -> Result<Response, SettingsError> {
        for id in self.sectors.get_ref() {
            source.known_sector(sectors, id, self.sectors.span())?;
        }
        if self.sectors.get_ref().is_empty() {
            return Err(source.error(Some(self.sectors.span()), "stage III needs at least one sector", None));
        }
        let years = *self.years.get_ref();
        if years.n_years() <= N_TERMS {
            return Err(source.error(
                Some(self.years.span()),
                &format!("{} years are too few for {N_TERMS} coefficients", years.n_years()),
                Some("stage III needs more observations than coefficients"),
            ));
        }
        let covariance = match self.covariance {
            None => crate::econometrics::CovarianceKind::Hc1,
            Some(name) => name.get_ref().parse().map_err(|_| {
                source.error(
                    Some(name.span()),
                    &format!("`{}` is not a covariance kind", name.get_ref()),
                    Some("expected `classical`, `HC0`, `HC1`, `HC2` or `HC3`"),
                )
            })?,
        };
        Ok(Response {
            years,
            sectors: self.sectors.into_inner(),
            covariance,
        })
    }
}

fn parse_date(text: &str) -> Option<Date> {
    let date: toml::value::Datetime = text.parse().ok()?;
    let day = date.date.filter(|_| date.time.is_none() && date.offset.is_none())?;
    Some(Date {
        year: day.year,
        month: day.month,
        day: day.day,
    })
}

/// The text of the file, for positions in messages.
struct Source<'a> {
    text: &'a str,
    path: &'a str,
}

impl Source<'_> {
    fn error(&self, span: Option<Range<usize>>, message: &str, hint: Option<&str>) -> SettingsError {
        SettingsError {
            path: self.path.to_owned(),
            position: span.map(|span| self.position(span.start)),
            message: message.to_owned(),
            hint: hint.map(str::to_owned),
        }
    }

    fn position(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..offset.min(self.text.len())];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        (
            before.matches('\n').count() + 1,
            before[line_start..].chars().count() + 1,
        )
    }

    fn known_sector(
        &self,
        sectors: &IndexMap<String, Sector>,
        id: &str,
        span: Range<usize>,
    ) -> Result<(), SettingsError> {
        if sectors.contains_key(id) {
            return Ok(());
        }
        let known = sectors.keys().map(String::as_str);
        let hint = match nearest(id, known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("`[sectors]` defines {}", known.collect::<Vec<_>>().join(", ")),
        };
        Err(self.error(Some(span), &format!("no sector `{id}` is defined"), Some(&hint)))
    }

    /// Adds a suggestion to the parser's "unknown field" and "unknown variant".
    fn toml_error(&self, error: &toml::de::Error) -> SettingsError {
        let message = error.message();
        let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        let mut found = self.error(
            error.span(),
            message.split(", expected").next().unwrap_or(message),
            None,
        );
        if let Some((unknown, known)) = quoted.split_first().filter(|_| message.starts_with("unknown ")) {
            found.hint = Some(match nearest(unknown, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", known.join(", ")),
            });
        }
        found
    }
}
