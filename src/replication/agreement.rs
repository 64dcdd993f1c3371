use std::fmt;

use serde::Serialize;

use crate::published::PrintedNumber;

/// How near a recomputed number is to a printed one, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// It rounds to the printed number.
    Exact,
    /// It rounds to a neighbour of the printed number: one unit of the last digit away.
    OneUnit,
    /// Within 1 % of the printed number.
    Within1,
    /// Within 5 %.
    Within5,
    /// Within 10 %.
    Within10,
    /// Further away.
    Different,
    /// There is nothing to compare with.
    NotComputed,
}

/// Relative distances of the classes between [`Agreement::OneUnit`] and [`Agreement::Different`].
const CLASSES: [(f64, Agreement); 3] = [
    (0.01, Agreement::Within1),
    (0.05, Agreement::Within5),
    (0.10, Agreement::Within10),
];

impl Agreement {
    pub const ALL: [Self; 7] = [
        Self::Exact,
        Self::OneUnit,
        Self::Within1,
        Self::Within5,
        Self::Within10,
        Self::Different,
        Self::NotComputed,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::OneUnit => "one_unit",
            Self::Within1 => "within1",
            Self::Within5 => "within5",
            Self::Within10 => "within10",
            Self::Different => "different",
            Self::NotComputed => "not_computed",
        }
    }

    /// Classes a recomputed number; the relative distance is taken from the printed number.
    pub fn of(printed: &PrintedNumber, computed: Option<f64>) -> Self {
        let Some(computed) = computed.filter(|value| value.is_finite()) else {
            return Self::NotComputed;
        };
        if printed.is_rounding_of(computed) {
            return Self::Exact;
        }
        if printed.is_within(computed, 1.5) {
            return Self::OneUnit;
        }
        let distance = (computed - printed.value()).abs();
        CLASSES
            .into_iter()
            .find(|(share, _)| distance <= share * printed.value().abs())
            .map_or(Self::Different, |(_, class)| class)
    }

    /// The place in the order of classes, 0 for the best.
    pub fn rank(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_follow_the_printed_digits_and_then_the_relative_distance() {
        for (printed, computed, expected) in [
            ("6,29***", 6.2949, Agreement::Exact),
            ("6,29***", 6.295, Agreement::Exact),
            ("6,29***", 6.2951, Agreement::OneUnit),
            ("6,29***", 6.305, Agreement::OneUnit),
            ("6,29***", 6.3051, Agreement::Within1),
            ("6,29***", -6.29, Agreement::Different),
            ("–2,49", -2.4851, Agreement::Exact),
            ("–2,49", -2.6, Agreement::Within5),
            ("100,0", 110.0, Agreement::Within10),
            ("100,0", 110.1, Agreement::Different),
            ("0,00", 0.004, Agreement::Exact),
            ("0,00", -0.014, Agreement::OneUnit),
            ("0,00", 0.02, Agreement::Different),
            ("133***", f64::NAN, Agreement::NotComputed),
        ] {
            let number: PrintedNumber = printed.parse().expect("a printed number");
            assert_eq!(Agreement::of(&number, Some(computed)), expected, "{printed} {computed}");
        }
    }
}
