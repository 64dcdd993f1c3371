use std::fmt;
use std::str::FromStr;

use crate::ingest::Group;
use crate::model::{Economy, Year};
use crate::settings::LeadDefinition;
use crate::stages::{Direction, Term};

/// The name of a result, such as `stage3.BLR.chemicals.mutual.bp.coef`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// `stage1.KAZ.sitc5.share_mutual_current`, `stage1.KAZ.sitc5.share_total_base`.
    Share {
        economy: Economy,
        group: Group,
        mutual: bool,
        period: Period,
    },
    /// `stage1.KAZ.sitc5.lead.share-ratio`.
    Lead {
        economy: Economy,
        group: Group,
        definition: LeadDefinition,
    },
    /// `trade.KAZ.mutual.sitc5.base`: exports summed over a window.
    Trade {
        economy: Economy,
        group: Group,
        mutual: bool,
        period: Period,
    },
    /// `stage2.RUS.machinery.2014.fva_share`.
    Linkage {
        exporter: Economy,
        sector: String,
        year: Year,
        field: LinkageField,
    },
    /// `panel.BLR.chemicals.2014.bp`.
    Panel {
        exporter: Economy,
        sector: String,
        year: Year,
        field: PanelField,
    },
    /// `stage3.BLR.chemicals.mutual.bp.coef`.
    Coefficient {
        exporter: Economy,
        sector: String,
        direction: Direction,
        term: Term,
        field: TermField,
    },
    /// `stage3.BLR.chemicals.mutual.r2`.
    Statistic {
        exporter: Economy,
        sector: String,
        direction: Direction,
        field: StatisticField,
    },
    /// `regression.ID.TERM.coef`: a regression of the project's own.
    OwnCoefficient { id: String, term: String, field: TermField },
    /// `regression.ID.r2`.
    OwnStatistic { id: String, field: StatisticField },
    /// `robustness.BLR.chemicals.mutual.bp.variances.HC3.se`: what was found out about an equation.
    Robustness { path: String },
    /// `inputs.icio.files`: how many files, or rows of them, were read.
    Inputs { kind: String, rows: bool },
    /// `settings.bloc.members`: how many entries a list of the settings has, or its value.
    Setting { name: String },
}

/// One of the two windows of stage I.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    Base,
    Current,
}

impl Period {
    pub const ALL: [Self; 2] = [Self::Base, Self::Current];

    pub fn id(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Current => "current",
        }
    }
}

/// What stage II knows about an exporter's sector in a year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkageField {
    GrossExports,
    Fva,
    FvaShare,
    PartnerShare(Economy),
}

/// A variable of the panel of stage III.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PanelField {
    Mutual,
    External,
    Bp,
    Fp,
    GdpPc,
    /// θ: partners' value added in a dollar of exports.
    Content,
    /// BP and FP with all source industries.
    BpAll,
    FpAll,
    ValueAdded,
    /// FP in the value added of the sector.
    ForwardShare,
}

impl PanelField {
    pub const ALL: [Self; 10] = [
        Self::Mutual,
        Self::External,
        Self::Bp,
        Self::Fp,
        Self::GdpPc,
        Self::Content,
        Self::BpAll,
        Self::FpAll,
        Self::ValueAdded,
        Self::ForwardShare,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::Mutual => "mutual",
            Self::External => "external",
            Self::Bp => "bp",
            Self::Fp => "fp",
            Self::GdpPc => "gdp_pc",
            Self::Content => "content",
            Self::BpAll => "bp_all",
            Self::FpAll => "fp_all",
            Self::ValueAdded => "value_added",
            Self::ForwardShare => "forward_share",
        }
    }
}

/// A coefficient or what inference says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermField {
    Coef,
    Se,
    T,
    P,
    CiLower,
    CiUpper,
}

impl TermField {
    pub const ALL: [Self; 6] = [Self::Coef, Self::Se, Self::T, Self::P, Self::CiLower, Self::CiUpper];

    pub fn id(self) -> &'static str {
        match self {
            Self::Coef => "coef",
            Self::Se => "se",
            Self::T => "t",
            Self::P => "p",
            Self::CiLower => "ci_lower",
            Self::CiUpper => "ci_upper",
        }
    }
}

/// A statistic of a whole equation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatisticField {
    F,
    FP,
    R2,
    NObs,
    DfResid,
}

impl StatisticField {
    pub const ALL: [Self; 5] = [Self::F, Self::FP, Self::R2, Self::NObs, Self::DfResid];

    pub fn id(self) -> &'static str {
        match self {
            Self::F => "f",
            Self::FP => "f_p",
            Self::R2 => "r2",
            Self::NObs => "n_obs",
            Self::DfResid => "df_resid",
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let flow = |mutual: &bool| if *mutual { "mutual" } else { "total" };
        match self {
            Self::Share {
                economy,
                group,
                mutual,
                period,
            } => write!(
                f,
                "stage1.{economy}.{}.share_{}_{}",
                group_id(*group),
                flow(mutual),
                period.id()
            ),
            Self::Lead {
                economy,
                group,
                definition,
            } => write!(f, "stage1.{economy}.{}.lead.{}", group_id(*group), definition.id()),
            Self::Trade {
                economy,
                group,
                mutual,
                period,
            } => write!(
                f,
                "trade.{economy}.{}.{}.{}",
                flow(mutual),
                group_id(*group),
                period.id()
            ),
            Self::Linkage {
                exporter,
                sector,
                year,
                field,
            } => {
                write!(f, "stage2.{exporter}.{sector}.{year}.")?;
                match field {
                    LinkageField::GrossExports => f.write_str("gross_exports"),
                    LinkageField::Fva => f.write_str("fva"),
                    LinkageField::FvaShare => f.write_str("fva_share"),
                    LinkageField::PartnerShare(partner) => write!(f, "partner_share.{partner}"),
                }
            }
            Self::Panel {
                exporter,
                sector,
                year,
                field,
            } => write!(f, "panel.{exporter}.{sector}.{year}.{}", field.id()),
            Self::Coefficient {
                exporter,
                sector,
                direction,
                term,
                field,
            } => write!(
                f,
                "stage3.{exporter}.{sector}.{}.{}.{}",
                direction.id(),
                term.id(),
                field.id()
            ),
            Self::Statistic {
                exporter,
                sector,
                direction,
                field,
            } => write!(f, "stage3.{exporter}.{sector}.{}.{}", direction.id(), field.id()),
            Self::OwnCoefficient { id, term, field } => write!(f, "regression.{id}.{term}.{}", field.id()),
            Self::OwnStatistic { id, field } => write!(f, "regression.{id}.{}", field.id()),
            Self::Robustness { path } => write!(f, "robustness.{path}"),
            Self::Inputs { kind, rows } => write!(f, "inputs.{kind}.{}", if *rows { "rows" } else { "files" }),
            Self::Setting { name } => write!(f, "settings.{name}"),
        }
    }
}

fn group_id(group: Group) -> String {
    match group {
        Group::Section(digit) => format!("sitc{digit}"),
        Group::Total => "TOTAL".to_owned(),
    }
}

/// Fails with nothing to say: a text that is no key may be something else.
impl FromStr for Key {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let parts: Vec<&str> = text.split('.').collect();
        parse(&parts).ok_or(())
    }
}

fn parse(parts: &[&str]) -> Option<Key> {
    let key = match *parts {
        ["stage1", economy, group, "lead", definition] => Key::Lead {
            economy: Economy::parse(economy)?,
            group: parse_group(group)?,
            definition: LeadDefinition::ALL.into_iter().find(|d| d.id() == definition)?,
        },
        ["stage1", economy, group, share] => {
            let (flow, period) = share.strip_prefix("share_")?.split_once('_')?;
            Key::Share {
                economy: Economy::parse(economy)?,
                group: parse_group(group)?,
                mutual: parse_flow(flow)?,
                period: parse_period(period)?,
            }
        }
        ["trade", economy, flow, group, period] => Key::Trade {
            economy: Economy::parse(economy)?,
            group: parse_group(group)?,
            mutual: parse_flow(flow)?,
            period: parse_period(period)?,
        },
        ["stage2", exporter, sector, year, ref field @ ..] => Key::Linkage {
            exporter: Economy::parse(exporter)?,
            sector: sector.to_owned(),
            year: year.parse().ok()?,
            field: match *field {
                ["gross_exports"] => LinkageField::GrossExports,
                ["fva"] => LinkageField::Fva,
                ["fva_share"] => LinkageField::FvaShare,
                ["partner_share", partner] => LinkageField::PartnerShare(Economy::parse(partner)?),
                _ => return None,
            },
        },
        ["panel", exporter, sector, year, field] => Key::Panel {
            exporter: Economy::parse(exporter)?,
            sector: sector.to_owned(),
            year: year.parse().ok()?,
            field: PanelField::ALL.into_iter().find(|known| known.id() == field)?,
        },
        ["stage3", exporter, sector, direction, term, field] => Key::Coefficient {
            exporter: Economy::parse(exporter)?,
            sector: sector.to_owned(),
            direction: parse_direction(direction)?,
            term: [Term::Const, Term::Bp, Term::Fp, Term::GdpPc]
                .into_iter()
                .find(|known| known.id() == term)?,
            field: parse_term_field(field)?,
        },
        ["stage3", exporter, sector, direction, field] => Key::Statistic {
            exporter: Economy::parse(exporter)?,
            sector: sector.to_owned(),
            direction: parse_direction(direction)?,
            field: parse_statistic(field)?,
        },
        ["regression", id, term, field] => Key::OwnCoefficient {
            id: id.to_owned(),
            term: term.to_owned(),
            field: parse_term_field(field)?,
        },
        ["regression", id, field] => Key::OwnStatistic {
            id: id.to_owned(),
            field: parse_statistic(field)?,
        },
        ["robustness", ref path @ ..] if path.len() > 2 => Key::Robustness { path: path.join(".") },
        ["inputs", kind, what] => Key::Inputs {
            kind: kind.to_owned(),
            rows: match what {
                "rows" => true,
                "files" => false,
                _ => return None,
            },
        },
        ["settings", ref name @ ..] if !name.is_empty() => Key::Setting { name: name.join(".") },
        _ => return None,
    };
    Some(key)
}

fn parse_group(id: &str) -> Option<Group> {
    Group::parse(id.strip_prefix("sitc").unwrap_or(id))
}

fn parse_flow(id: &str) -> Option<bool> {
    match id {
        "mutual" => Some(true),
        "total" => Some(false),
        _ => None,
    }
}

fn parse_period(id: &str) -> Option<Period> {
    Period::ALL.into_iter().find(|period| period.id() == id)
}

fn parse_direction(id: &str) -> Option<Direction> {
    Direction::ALL.into_iter().find(|direction| direction.id() == id)
}

fn parse_term_field(id: &str) -> Option<TermField> {
    TermField::ALL.into_iter().find(|field| field.id() == id)
}

fn parse_statistic(id: &str) -> Option<StatisticField> {
    StatisticField::ALL.into_iter().find(|field| field.id() == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_as_it_is_written() {
        let keys = [
            "stage1.KAZ.sitc5.share_mutual_current",
            "stage1.KAZ.sitc5.lead.growth-ratio-third",
            "trade.KAZ.total.TOTAL.base",
            "stage2.RUS.machinery.2014.fva_share",
            "stage2.RUS.machinery.2014.partner_share.KAZ",
            "panel.BLR.chemicals.2014.content",
            "stage3.BLR.chemicals.mutual.gdp_pc.ci_lower",
            "stage3.BLR.chemicals.external.df_resid",
            "regression.reg-chem.bp.coef",
            "regression.reg-chem.r2",
            "robustness.BLR.chemicals.mutual.bp.variances.HC3.se",
            "inputs.icio.rows",
            "settings.bloc.members",
        ];
        for text in keys {
            let key: Key = text.parse().expect("a key");
            assert_eq!(key.to_string(), text);
        }
        for text in ["", "stage1.KAZ", "stage3.BLR.chemicals.sideways.f", "12.2%"] {
            assert!(text.parse::<Key>().is_err(), "{text}");
        }
    }
}
