//! What the editions of the OECD hold. The names of the archives, the years and the activities are known facts about
//! the public files, as `docs/fetch.md` and `docs/formats.md` list them; no server is asked for them.

use super::PlanError;
use crate::model::{Economy, Window, Year};
use crate::settings::OecdEdition;

/// First and last year of each archive; the last archive of the 2025 edition is longer.
const BLOCKS_2023: [(Year, Year); 5] = [(1995, 2000), (2001, 2005), (2006, 2010), (2011, 2015), (2016, 2020)];
const BLOCKS_2025: [(Year, Year); 5] = [(1995, 2000), (2001, 2005), (2006, 2010), (2011, 2015), (2016, 2022)];

/// The activities that are not sums of others, as the SDMX service calls them.
const LEAVES_2023: &str = "\
A01_02 A03 B05_06 B07_08 B09 C10T12 C13T15 C16 C17_18 C19 C20 C21 C22 C23 C24 C25 C26 C27 C28 C29 C30 C31T33 D E F G \
H49 H50 H51 H52 H53 I J58T60 J61 J62_63 K L M N O P Q R S T";
const LEAVES_2025: &str = "\
A01 A02 A03 B05 B06 B07 B08 B09 C10T12 C13T15 C16 C17_18 C19 C20 C21 C22 C23 C241_2431 C242_2432 C25 C26 C27 C28 C29 \
C301 C302T309 C31T33 D E F G H49 H50 H51 H52 H53 I J58T60 J61 J62_63 K L M N O P Q R S T";

/// Economies of the study's region that no edition shows; a request for them would only be answered with nothing.
const NOT_COVERED: [&str; 2] = ["ARM", "KGZ"];

/// The archives of an edition by their first and last year.
pub(super) fn blocks(edition: OecdEdition) -> &'static [(Year, Year)] {
    match edition {
        OecdEdition::Of2023 => &BLOCKS_2023,
        OecdEdition::Of2025 => &BLOCKS_2025,
    }
}

/// The activities of an edition, sums left out.
pub(super) fn leaves(edition: OecdEdition) -> Vec<&'static str> {
    let leaves = match edition {
        OecdEdition::Of2023 => LEAVES_2023,
        OecdEdition::Of2025 => LEAVES_2025,
    };
    leaves.split(' ').collect()
}

/// The version of the TiVA dataflows.
pub(super) fn dataflow_version(edition: OecdEdition) -> &'static str {
    match edition {
        OecdEdition::Of2023 => "1.0",
        OecdEdition::Of2025 => "1.1",
    }
}

/// Which economies an edition shows, and which it does not.
pub(super) fn covered(members: &[Economy]) -> (Vec<&Economy>, Vec<&Economy>) {
    let is_covered = |economy: &&Economy| !NOT_COVERED.contains(&economy.code());
    members.iter().partition(is_covered)
}

/// Fails where an edition does not have all years.
pub(super) fn check_years(years: Window, edition: OecdEdition) -> Result<(), PlanError> {
    let blocks = blocks(edition);
    let from = blocks.first().map_or(0, |block| block.0);
    let to = blocks.last().map_or(0, |block| block.1);
    if from <= years.first() && years.last() <= to {
        return Ok(());
    }
    Err(PlanError::Years {
        first: years.first(),
        last: years.last(),
        edition: edition.id(),
        from,
        to,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_have_as_many_activities_as_their_tables_have_industries() {
        assert_eq!(leaves(OecdEdition::Of2023).len(), 45);
        assert_eq!(leaves(OecdEdition::Of2025).len(), 50);
    }

    #[test]
    fn blocks_follow_each_other_without_a_gap() {
        for edition in OecdEdition::ALL {
            for pair in blocks(edition).windows(2) {
                assert_eq!(pair[0].1 + 1, pair[1].0);
            }
        }
    }

    #[test]
    fn years_beyond_the_edition_are_an_error() {
        let window = |first, last| Window::new(first, last).expect("a window");
        assert!(check_years(window(1995, 2022), OecdEdition::Of2025).is_ok());
        assert!(check_years(window(1995, 2021), OecdEdition::Of2023).is_err());
        assert!(check_years(window(1994, 2020), OecdEdition::Of2023).is_err());
    }
}
