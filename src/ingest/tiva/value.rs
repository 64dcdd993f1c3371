//! Numbers and years of observations.

use crate::ingest::error::Problem;
use crate::ingest::records;
use crate::model::Year;

/// Powers of ten that a double holds exactly.
const TENS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/// The unit of money here, as a power of ten of USD.
pub(super) const MILLION: i32 = 6;

/// Reads an observation that counts in 10^`power`; nothing where the field is empty or says `NaN`.
///
/// One division or multiplication by an exact power of ten: the result is rounded once.
pub(super) fn observation(field: &[u8], power: i32) -> Result<Option<f64>, Problem> {
    if field.is_empty() || field.eq_ignore_ascii_case(b"nan") {
        return Ok(None);
    }
    let value = records::number(field)?;
    let scaled = match usize::try_from(power.unsigned_abs()).ok().and_then(|at| TENS.get(at)) {
        Some(_) if power == 0 => value,
        Some(ten) if power > 0 => value * ten,
        Some(ten) => value / ten,
        None => return Err(not_a_power(power.to_string())),
    };
    Ok(Some(scaled))
}

/// Reads the power of ten in which values count.
pub(super) fn power(field: &[u8]) -> Result<i32, Problem> {
    // Nearly every row says 6 or 0.
    match field {
        b"6" => return Ok(6),
        b"0" => return Ok(0),
        _ => {}
    }
    let text = String::from_utf8_lossy(&field[..field.len().min(40)]);
    match text.parse::<i32>() {
        Ok(power) if (-9..=15).contains(&power) => Ok(power),
        _ => Err(not_a_power(text.into_owned())),
    }
}

fn not_a_power(found: String) -> Problem {
    let what = "power of ten (UNIT_MULT)";
    Problem::UnknownCode { what, found }
}

/// Reads a year of four digits.
pub(super) fn year(field: &[u8]) -> Result<Year, Problem> {
    if field.len() == 4 && field.iter().all(u8::is_ascii_digit) {
        return Ok(field.iter().fold(0, |year, digit| year * 10 + Year::from(digit - b'0')));
    }
    let shown = String::from_utf8_lossy(&field[..field.len().min(40)]);
    Err(Problem::NotAYear(shown.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn observations_are_scaled_and_may_be_missing() {
        assert_eq!(observation(b"12.5", 0).ok(), Some(Some(12.5)));
        assert_eq!(observation(b"12.5", 3).ok(), Some(Some(12_500.0)));
        assert_eq!(observation(b"12.5", -6).ok(), Some(Some(1.25e-5)));
        assert_eq!(observation(b"", 0).ok(), Some(None));
        assert_eq!(observation(b"NaN", 0).ok(), Some(None));
        assert!(matches!(observation(b"1 000", 0), Err(Problem::NotANumber(_))));
    }

    #[test]
    fn years_have_four_digits() {
        assert_eq!(year(b"2018").ok(), Some(2018));
        assert!(year(b"2018-Q1").is_err() && year(b"").is_err());
        assert_eq!(power(b"3").ok(), Some(3));
        assert!(power(b"99").is_err() && power(b"").is_err());
    }
}
