//! The value of a key in the results.

use super::key::{Key, LinkageField, PanelField, Period, StatisticField, TermField};
use super::number::Number;
use crate::stages::{LeadCell, LinkagePoint, PanelRow, Results, TermEstimate};

impl Key {
    /// The number of this name, or `None` where the results do not define it. Shares are fractions.
    pub fn number(&self, results: &Results) -> Option<Number> {
        self.value(results).map(|value| Number::result(self.clone(), value))
    }

    /// The value of this name, or `None` where the results do not define it. Shares are fractions.
    pub fn value(&self, results: &Results) -> Option<f64> {
        match self {
            Self::Share {
                economy,
                group,
                mutual,
                period,
            } => share(results.lead_cell(economy, *group)?, *mutual, *period),
            Self::Lead {
                economy,
                group,
                definition,
            } => results.lead_cell(economy, *group)?.lead(*definition),
            Self::Trade {
                economy,
                group,
                mutual,
                period,
            } => {
                let stage = results.settings().reorientation.as_ref()?;
                let (bloc, window) = (&results.settings().bloc, period.window(stage));
                let trade = results.evidence.trade.as_ref()?;
                Some(trade.exports_of(bloc, economy, *group, *mutual, window))
            }
            Self::Linkage {
                exporter,
                sector,
                year,
                field,
            } => {
                let mut points = results.linkage_of(exporter, sector);
                linkage(points.find(|point| point.year == *year)?, field)
            }
            Self::Panel {
                exporter,
                sector,
                year,
                field,
            } => panel(results.panel_row(exporter, sector, *year)?, *field),
            Self::Coefficient {
                exporter,
                sector,
                direction,
                term,
                field,
            } => Some(coefficient(
                results.estimate(exporter, sector, *direction)?.term(*term),
                *field,
            )),
            Self::Statistic {
                exporter,
                sector,
                direction,
                field,
            } => {
                let found = results.estimate(exporter, sector, *direction)?;
                let (n_obs, df_resid) = (found.n_obs, found.df_resid);
                Some(statistic(*field, found.joint, found.r_squared, n_obs, df_resid))
            }
            Self::OwnCoefficient { id, term, field } => {
                let found = results.regression(id)?.terms.get(term)?;
                Some(coefficient(found, *field))
            }
            Self::OwnStatistic { id, field } => {
                let found = results.regression(id)?;
                let (n_obs, df_resid) = (found.n_obs, found.df_resid);
                Some(statistic(*field, found.joint, found.r_squared, n_obs, df_resid))
            }
            Self::Robustness { path } => results.robustness.number(path),
            Self::Inputs { kind, rows } => {
                let files: Vec<_> = results.inputs.iter().filter(|file| file.kind == kind).collect();
                let n_rows = || files.iter().map(|file| file.rows).sum::<usize>();
                (!files.is_empty()).then(|| if *rows { n_rows() } else { files.len() } as f64)
            }
            Self::Setting { name } => results.settings().number(name),
        }
    }
}

fn share(cell: &LeadCell, mutual: bool, period: Period) -> Option<f64> {
    match (mutual, period) {
        (false, Period::Base) => cell.share_total_base,
        (false, Period::Current) => cell.share_total_current,
        (true, Period::Base) => cell.share_mutual_base,
        (true, Period::Current) => cell.share_mutual_current,
    }
}

fn linkage(point: &LinkagePoint, field: &LinkageField) -> Option<f64> {
    match field {
        LinkageField::GrossExports => Some(point.gross_exports),
        LinkageField::Fva => Some(point.fva),
        LinkageField::FvaShare => point.fva_share,
        LinkageField::PartnerShare(partner) => point.share_of(partner),
    }
}

fn panel(row: &PanelRow, field: PanelField) -> Option<f64> {
    match field {
        PanelField::Mutual => Some(row.mutual),
        PanelField::External => Some(row.external),
        PanelField::Bp => Some(row.bp),
        PanelField::Fp => Some(row.fp),
        PanelField::GdpPc => Some(row.gdp_pc),
        PanelField::Content => row.content(),
        PanelField::BpAll => Some(row.bp_all),
        PanelField::FpAll => Some(row.fp_all),
        PanelField::ValueAdded => Some(row.value_added),
        PanelField::ForwardShare => row.forward_share(),
    }
}

fn coefficient(found: &TermEstimate, field: TermField) -> f64 {
    match field {
        TermField::Coef => found.coef,
        TermField::Se => found.se,
        TermField::T => found.t,
        TermField::P => found.p,
        TermField::CiLower => found.interval.0,
        TermField::CiUpper => found.interval.1,
    }
}

fn statistic(field: StatisticField, joint: crate::stages::FTest, r_squared: f64, n_obs: usize, df_resid: usize) -> f64 {
    match field {
        StatisticField::F => joint.f,
        StatisticField::FP => joint.p,
        StatisticField::R2 => r_squared,
        StatisticField::NObs => n_obs as f64,
        StatisticField::DfResid => df_resid as f64,
    }
}
