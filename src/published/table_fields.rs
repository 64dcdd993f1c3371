//! The fields of a table's rows.

use super::error::{Problem, StarsAllowed};
use super::source::{is_id, not_one_of};
use super::validate::MOST_OBSERVATIONS;
use super::{PrintedNumber, PublishedTable, Quantity};
use crate::model::Economy;
use crate::stages::Direction;

/// A field, or what is wrong with it and what to do.
type Read<T> = Result<T, (Problem, String)>;

pub(super) fn read_exporter(field: &str) -> Read<Economy> {
    Economy::parse(field).ok_or_else(|| {
        let hint = "use the codes of `[bloc]` in rvc.toml".to_owned();
        (Problem::Economy(field.to_owned()), hint)
    })
}

pub(super) fn read_sector(field: &str) -> Read<String> {
    if is_id(field) {
        return Ok(field.to_owned());
    }
    let hint = "use the ids of `[sectors]` in rvc.toml".to_owned();
    Err((Problem::Id(field.to_owned()), hint))
}

pub(super) fn read_direction(field: &str) -> Read<Direction> {
    let found = Direction::ALL.into_iter().find(|direction| direction.id() == field);
    found.ok_or_else(|| not_one_of(field, "a direction", &Direction::ALL.map(Direction::id)))
}

pub(super) fn read_n_obs(field: &str, table: &PublishedTable) -> Read<usize> {
    let possible = table.n_params + 1..=MOST_OBSERVATIONS;
    let found: Option<usize> = field.parse().ok().filter(|n_obs| possible.contains(n_obs));
    found.ok_or_else(|| {
        let problem = Problem::Observations {
            text: field.to_owned(),
            n_params: table.n_params,
        };
        (problem, "leave the cell empty where the table prints none".to_owned())
    })
}

pub(super) fn read_number(field: &str, quantity: Quantity, table: &PublishedTable) -> Read<PrintedNumber> {
    let printed: PrintedNumber = field.parse().map_err(|reason| {
        let problem = Problem::Number {
            text: field.to_owned(),
            reason,
        };
        let hint = "write it as printed, such as \"–16,91***\" or 10.73; leave the cell empty where nothing is printed";
        (problem, hint.to_owned())
    })?;
    let most = if quantity.can_have_stars() {
        table.star_levels.len()
    } else {
        0
    };
    if printed.stars() > most {
        let allowed = if most == 0 {
            StarsAllowed::None
        } else {
            StarsAllowed::UpTo(most)
        };
        let problem = Problem::Stars {
            text: field.to_owned(),
            allowed,
        };
        return Err((
            problem,
            "check the stars against the article, and `table.star_levels`".to_owned(),
        ));
    }
    if matches!(quantity, Quantity::StdError(_)) && printed.value() < 0.0 {
        let hint = "a column `…_se` holds standard errors, `…_t` holds t statistics".to_owned();
        return Err((Problem::NegativeStdError(field.to_owned()), hint));
    }
    let limit = table.r_squared.scale();
    if quantity == Quantity::RSquared && !(0.0..=limit).contains(&printed.value()) {
        let problem = Problem::RSquared {
            text: field.to_owned(),
            limit: limit as u32,
        };
        return Err((problem, "`table.r_squared` is `percent` or `fraction`".to_owned()));
    }
    Ok(printed)
}
