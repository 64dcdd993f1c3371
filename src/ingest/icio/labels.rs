//! What the labels of rows and columns mean in the editions since 2016.

use crate::model::{Activity, Economy};

/// Final-demand categories; `INVNT` and `INV` may be negative.
const CATEGORIES: [&str; 10] = [
    "HFCE", "NPISH", "NPS", "GGFC", "GFCF", "INVNT", "INV", "DPABR", "DIRP", "P33",
];

/// What a column holds.
#[derive(Debug, PartialEq)]
pub(super) enum Column {
    Activity(Economy, Activity),
    FinalDemand(Economy),
    Output,
    /// A statistical discrepancy: no economy buys it.
    Discrepancy,
}

/// What a row below the activities holds.
#[derive(Debug, PartialEq)]
pub(super) enum Closing {
    ValueAdded,
    Taxes,
    Output,
}

/// Reads a column label; an industry label splits at the first underscore, a category at the last.
pub(super) fn column(label: &str) -> Option<Column> {
    match label {
        "OUT" | "TOTAL" => return Some(Column::Output),
        "DISC" => return Some(Column::Discrepancy),
        _ => {}
    }
    if let Some((economy, category)) = label.rsplit_once('_') {
        if CATEGORIES.contains(&category) {
            return Some(Column::FinalDemand(whole_economy(economy)?));
        }
        if CATEGORIES.contains(&economy) {
            return Some(Column::FinalDemand(whole_economy(category)?));
        }
    }
    let (economy, activity) = label.split_once('_')?;
    if activity.is_empty() {
        return None;
    }
    Some(Column::Activity(whole_economy(economy)?, Activity::new(activity)))
}

/// Whether a label of final demand names the category before the economy: `HFCE_KAZ`.
pub(super) fn is_category_first(label: &str) -> bool {
    label
        .rsplit_once('_')
        .is_some_and(|(category, _)| CATEGORIES.contains(&category))
}

/// Reads the label of a row that is not an activity's.
pub(super) fn closing(label: &str) -> Option<Closing> {
    match label {
        "VA" | "VALU" | "VA+TAXSUB" => Some(Closing::ValueAdded),
        "TLS" | "TAXSUB" => Some(Closing::Taxes),
        "OUT" | "OUTPUT" => Some(Closing::Output),
        _ => label.ends_with("_TAXSUB").then_some(Closing::Taxes),
    }
}

/// The economy that a code belongs to: the extended tables split China and Mexico in parts
/// (CN1–CN4, MX1–MX3), and flows between the parts of an economy are domestic.
fn whole_economy(code: &str) -> Option<Economy> {
    let whole = match code {
        "CN1" | "CN2" | "CN3" | "CN4" => "CHN",
        "MX1" | "MX2" | "MX3" => "MEX",
        _ => code,
    };
    Economy::parse(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn activity(economy: &str, code: &str) -> Option<Column> {
        Some(Column::Activity(Economy::parse(economy)?, Activity::new(code)))
    }

    #[test]
    fn labels_of_all_editions_are_read() {
        assert_eq!(column("KAZ_C17_18"), activity("KAZ", "C17_18"));
        assert_eq!(column("CN2_C20WOD"), activity("CHN", "C20WOD"));
        let kaz = || Economy::parse("KAZ").map(Column::FinalDemand);
        assert_eq!(column("KAZ_HFCE"), kaz());
        assert_eq!(column("HFCE_KAZ"), kaz());
        assert_eq!(column("TOTAL"), Some(Column::Output));
        assert_eq!(column("Kazakhstan"), None);
        assert_eq!(closing("KAZ_TAXSUB"), Some(Closing::Taxes));
        assert_eq!(closing("SUM"), None);
    }
}
