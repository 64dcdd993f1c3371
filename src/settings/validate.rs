//! The checks that make the shape of the file valid [`Settings`].

use std::collections::BTreeMap;

use indexmap::IndexMap;
use toml::Spanned;

use super::own;
use super::shape::{
    BlocTable, File, LockTable, ReorientationTable, ReplicationTable, ResponseTable, RobustnessTable, StudyTable,
};
use super::source::Source;
use super::{
    Bloc, DataFiles, Date, Language, Linkage, LockSettings, Reorientation, ReplicationSettings, Response,
    RobustnessSettings, Settings, SettingsError, Study, ValueAddedDefinition,
};
use crate::econometrics::CovarianceKind;
use crate::model::{ActivityPattern, Economy, Sector};

/// The change of a value, in percent, that is reported on its own.
const LOCK_THRESHOLD: f64 = 5.0;

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
        let (trade, reorientation) = stage_one(self.data.trade, self.reorientation, &bloc.members, source)?;
        source.known_sector(&sectors, self.linkage.sector.get_ref(), self.linkage.sector.span())?;
        let linkage = Linkage {
            years: self.linkage.years,
            sector: self.linkage.sector.into_inner(),
            value_added: self.linkage.value_added,
        };
        if self.data.icio.get_ref().is_empty() && self.data.tiva.is_empty() {
            let hint = "name input-output tables under `icio`, or files of TiVA (EXGRVA and EXGR) under `tiva`";
            let message = "`[data]` names nothing that tells where value added comes from";
            return Err(source.error(Some(self.data.icio.span()), message, Some(hint)));
        }
        if self.data.icio.get_ref().is_empty() && linkage.value_added == ValueAddedDefinition::ValueAddedOnly {
            let hint = "take out `value_added` from `[linkage]`, or name input-output tables under `data.icio`";
            let message = "TiVA counts taxes less subsidies on products as value added: `va-only` needs tables";
            return Err(source.error(None, message, Some(hint)));
        }
        let response = self.response.checked(source, &sectors)?;
        let robustness = self.robustness.checked(source, &response)?;
        let regressions = own::regressions(self.regressions, &bloc, &sectors, &response, source)?;
        let figures = own::figures(self.figures, linkage.years, &sectors, source)?;
        let mut names = self.names;
        for (language, forms) in [(Language::Ru, self.bloc.ru), (Language::En, self.bloc.en)] {
            names.entry(language).or_default().insert("bloc".to_owned(), forms);
        }
        Ok(Settings {
            study,
            bloc,
            data: DataFiles {
                icio: self.data.icio.into_inner(),
                tiva: self.data.tiva,
                trade,
                gdp: self.data.gdp,
                edition: self.data.edition,
            },
            fetch: self.fetch.checked(source)?,
            lock: self.lock.checked(source)?,
            bundle: self.bundle.checked(source)?,
            reorientation,
            linkage,
            response,
            robustness,
            replication: self.replication.checked(source)?,
            regressions,
            figures,
            sectors,
            names,
        })
    }

    fn checked_sectors(&self, source: &Source<'_>) -> Result<IndexMap<String, Sector>, SettingsError> {
        let mut sectors = IndexMap::new();
        for (id, patterns) in &self.sectors {
            if patterns.get_ref().is_empty() {
                return Err(source.error(
                    Some(patterns.span()),
                    &format!("sector `{id}` names no activities"),
                    None,
                ));
            }
            let activities = patterns
                .get_ref()
                .iter()
                .map(|pattern| ActivityPattern::new(pattern))
                .collect();
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

/// The files and the settings of stage I: both or none.
fn stage_one(
    trade: Option<Spanned<Vec<String>>>,
    reorientation: Option<Spanned<ReorientationTable>>,
    members: &[Economy],
    source: &Source<'_>,
) -> Result<(Vec<String>, Option<Reorientation>), SettingsError> {
    let hint = Some("stage I needs both; leave out both for a project without trade data");
    match (trade.filter(|files| !files.get_ref().is_empty()), reorientation) {
        (None, None) => Ok((Vec::new(), None)),
        (Some(files), Some(table)) => Ok((files.into_inner(), Some(table.into_inner().checked(source, members)?))),
        (None, Some(table)) => {
            let message = "`[reorientation]` is set, but `data.trade` names no files";
            Err(source.error(Some(table.span()), message, hint))
        }
        (Some(files), None) => {
            let message = "`data.trade` names files, but the table `[reorientation]` is missing";
            Err(source.error(Some(files.span()), message, hint))
        }
    }
}

impl StudyTable {
    fn validated(self, source: &Source<'_>) -> Result<Study, SettingsError> {
        let shown = self.date.get_ref().to_string();
        let date = parse_date(shown.trim_matches('"')).ok_or_else(|| {
            source.error(
                Some(self.date.span()),
                &format!("`{}` is not a date", shown.trim_matches('"')),
                Some("write the date of the report as \"2025-04-16\""),
            )
        })?;
        let report = match self.report {
            None => "article".to_owned(),
            Some(name) if is_plain(name.get_ref()) => name.into_inner(),
            Some(name) => {
                let message = format!("`{}` is not the name of a report", name.get_ref());
                let hint = "use letters, digits, `-` and `_`: it names a folder";
                return Err(source.error(Some(name.span()), &message, Some(hint)));
            }
        };
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
            report,
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
                Some("the figures and regressions compare several economies"),
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
    fn checked(self, source: &Source<'_>, members: &[Economy]) -> Result<Reorientation, SettingsError> {
        let base = *self.base.get_ref();
        if let Some(stranger) = self.mirror.get_ref().iter().find(|one| !members.contains(one)) {
            let message = format!("`{stranger}` is in `mirror`, but no member of the bloc");
            return Err(source.error(Some(self.mirror.span()), &message, None));
        }
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
            mirror: self.mirror.into_inner(),
        })
    }
}

impl ResponseTable {
    fn checked(self, source: &Source<'_>, sectors: &IndexMap<String, Sector>) -> Result<Response, SettingsError> {
        for id in self.sectors.get_ref() {
            source.known_sector(sectors, id, self.sectors.span())?;
        }
        let listed = self.sectors.get_ref();
        if let Some((_, twice)) = listed.iter().enumerate().find(|(i, id)| listed[..*i].contains(id)) {
            let message = format!("`{twice}` stands in the list twice");
            return Err(source.error(Some(self.sectors.span()), &message, None));
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
        let covariance = covariance(self.covariance, CovarianceKind::Hc1, source)?;
        Ok(Response {
            years,
            sectors: self.sectors.into_inner(),
            covariance,
        })
    }
}

/// The OECD's databases show USD million with one decimal.
const INPUT_DECIMALS: u8 = 1;
/// More decimals than a double has.
const MAX_DECIMALS: u8 = 12;

impl ReplicationTable {
    fn checked(self, source: &Source<'_>) -> Result<ReplicationSettings, SettingsError> {
        if let Some(decimals) = &self.input_decimals
            && *decimals.get_ref() > MAX_DECIMALS
        {
            let message = format!("{} decimals of USD million", decimals.get_ref());
            let hint = format!("expected 0 to {MAX_DECIMALS}: how the data were rounded that the article used");
            return Err(source.error(Some(decimals.span()), &message, Some(&hint)));
        }
        Ok(ReplicationSettings {
            article: self.article,
            input_decimals: self.input_decimals.map_or(INPUT_DECIMALS, Spanned::into_inner),
            editions: self.editions,
            gdp: self.gdp,
        })
    }
}

/// Replications of the bootstrap: p values come in steps of 0.001.
const REPLICATIONS: usize = 999;
/// More would take minutes.
const MAX_REPLICATIONS: usize = 99_999;

impl LockTable {
    fn checked(self, source: &Source<'_>) -> Result<LockSettings, SettingsError> {
        match self.threshold {
            Some(threshold) if !threshold.get_ref().is_finite() || *threshold.get_ref() < 0.0 => Err(source.error(
                Some(threshold.span()),
                "the threshold is a change in percent, at least zero",
                Some("values that change by more are reported one by one"),
            )),
            Some(threshold) => Ok(LockSettings {
                threshold: threshold.into_inner(),
            }),
            None => Ok(LockSettings {
                threshold: LOCK_THRESHOLD,
            }),
        }
    }
}

impl RobustnessTable {
    fn checked(self, source: &Source<'_>, response: &Response) -> Result<RobustnessSettings, SettingsError> {
        if let Some(year) = &self.break_year {
            let (value, years) = (*year.get_ref(), response.years);
            // Either part needs more observations than coefficients.
            let parts = [
                value.saturating_sub(years.first()),
                (years.last() + 1).saturating_sub(value),
            ];
            if parts.iter().any(|part| usize::from(*part) <= N_TERMS) {
                let message = format!("a break in {value} leaves too few years of {years} on one side");
                let hint = format!("either side needs more than {N_TERMS} years");
                return Err(source.error(Some(year.span()), &message, Some(&hint)));
            }
        }
        if let Some(count) = &self.replications
            && !(99..=MAX_REPLICATIONS).contains(count.get_ref())
        {
            let message = format!("{} replications of the bootstrap", count.get_ref());
            let hint = format!("expected 99 to {MAX_REPLICATIONS}; 999 is common");
            return Err(source.error(Some(count.span()), &message, Some(&hint)));
        }
        Ok(RobustnessSettings {
            appendix: self.appendix,
            break_year: self.break_year.map(Spanned::into_inner),
            replications: self.replications.map_or(REPLICATIONS, Spanned::into_inner),
            seed: self.seed.unwrap_or(1),
        })
    }
}

pub(super) fn covariance(
    name: Option<Spanned<String>>,
    default: CovarianceKind,
    source: &Source<'_>,
) -> Result<CovarianceKind, SettingsError> {
    let Some(name) = name else { return Ok(default) };
    name.get_ref().parse().map_err(|_| {
        source.error(
            Some(name.span()),
            &format!("`{}` is not a covariance kind", name.get_ref()),
            Some("expected `classical`, `HC0`, `HC1`, `HC2`, `HC3`, `HC4`, `HC4m`, or Newey–West: `NW`, `NW-adj`, `NW-2`, `NW-2-adj`"),
        )
    })
}

/// Whether a name can be a folder's, and leads nowhere else.
pub fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
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
