//! Numbers in messages about differences.

/// Two values and the change between them: `5,967.1 → 5,950.3 (−0.3 %)`.
pub(super) fn change(old: f64, new: f64) -> String {
    let (before, after) = shown(old, new);
    match share(old, new) {
        Some(share) => format!("{before} → {after} ({})", percent(share)),
        None => format!("{before} → {after}"),
    }
}

/// The change in terms of the old value; `None` where that is zero.
pub(super) fn share(old: f64, new: f64) -> Option<f64> {
    let share = (new - old) / old.abs();
    share.is_finite().then_some(share)
}

fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    let sign = if percent < 0.0 { "−" } else { "+" };
    if percent.abs() < 0.05 {
        format!("{sign}<0.1 %")
    } else {
        format!("{sign}{} %", grouped(&format!("{:.1}", percent.abs())))
    }
}

/// Both values with as many decimals as the smaller needs, or all that they have where they look alike.
fn shown(old: f64, new: f64) -> (String, String) {
    let sizes = [old.abs(), new.abs()].into_iter().filter(|size| *size > 0.0);
    let smallest = sizes.fold(f64::INFINITY, f64::min);
    let decimals = match smallest {
        size if size >= 1e6 => 0,
        size if size >= 100.0 => 1,
        size if size >= 1.0 => 3,
        _ => 6,
    };
    let short = |value: f64| grouped(&format!("{value:.decimals$}"));
    let (before, after) = (short(old), short(new));
    if before == after && old != new {
        (grouped(&old.to_string()), grouped(&new.to_string()))
    } else {
        (before, after)
    }
}

/// Puts a comma after each three digits before the point.
fn grouped(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("−", rest),
        None => ("", text),
    };
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut out = sign.to_owned();
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(fraction);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_shows_both_values_and_percent() {
        let cases = [
            (5967.1, 5950.3, "5,967.1 → 5,950.3 (−0.3 %)"),
            (8000.0, 8_000_000.0, "8,000.0 → 8,000,000.0 (+99,900.0 %)"),
            (
                29_999_999_999.0,
                31_000_000_000.0,
                "29,999,999,999 → 31,000,000,000 (+3.3 %)",
            ),
            (0.0, 5.5, "0.000 → 5.500"),
            (1000.0, 1000.01, "1,000 → 1,000.01 (+<0.1 %)"),
            (-0.5, 0.25, "−0.500000 → 0.250000 (+150.0 %)"),
        ];
        for (old, new, text) in cases {
            assert_eq!(change(old, new), text);
        }
    }
}
