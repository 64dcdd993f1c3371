//! What the codes of activities mean: which are sums of others, and how the input-output tables call them.

use super::editions::Edition;
use crate::model::Activity;

/// The 45 activities of the 2023 edition.
pub(super) const LEAVES_2023: &str = "A01_02 A03 B05_06 B07_08 B09 C10T12 C13T15 C16 C17_18 C19 C20 C21 C22 C23 C24 \
C25 C26 C27 C28 C29 C30 C31T33 D E F G H49 H50 H51 H52 H53 I J58T60 J61 J62_63 K L M N O P Q R S T";

/// The 50 activities of the 2025 edition.
pub(super) const LEAVES_2025: &str = "A01 A02 A03 B05 B06 B07 B08 B09 C10T12 C13T15 C16 C17_18 C19 C20 C21 C22 C23 \
C241_2431 C242_2432 C25 C26 C27 C28 C29 C301 C302T309 C31T33 D E F G H49 H50 H51 H52 H53 I J58T60 J61 J62_63 K L M N \
O P Q R S T";

/// Sums in SDMX codes; what is a leaf of the file's edition counts as one.
const SUMS: &str = "A A01_02 B B05_06 B07_08 BTE C C16T18 C19T23 C20_21 C24 C24_25 C26_27 C29_30 C30 D_E FTT GTI GTN \
GTT H INFO J JTN M_N OTQ OTT R_S RTT";

/// Codes that are sums in every edition before 2023 in which they occur.
const LEGACY_SUMS: &str = "D05T09 D10T33 D16T18 D19T23 D24T25 D26T27 D29T30 D45T82 D45T56 D58T63 D84T98 D84T88 \
D90T98 D05T39 D45T98 D58T82 D41T98 DINFO C15T37 C20T22 C23T26 C27T28 C30T33 C34T35 C50T74 C50T55 C60T64 C70T74 C75T95 \
C10T41 C45T95 C50T95 C50T64 C65T74";

/// The code of all activities together, whatever the file calls them.
pub(super) const TOTAL: &str = "_T";

/// Whether an activity may be added to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// No sum, or in files without an edition not known to be one.
    Leaf,
    Total,
    Sum,
}

/// Reads a code; none for one that the edition does not have.
///
/// Activities get the names that the input-output tables give them, so that one pattern of a sector matches both.
pub(super) fn classify(code: &str, edition: Option<Edition>) -> Option<(Activity, Kind)> {
    let is_in = |list: &str| list.split(' ').any(|known| known == code);
    if matches!(code, "_T" | "DTOTAL" | "CTOTAL" | "TOTAL") {
        return Some((Activity::new(TOTAL), Kind::Total));
    }
    let kind = match edition {
        Some(edition) if edition.leaves().any(|leaf| leaf == code) => Kind::Leaf,
        Some(_) if is_in(SUMS) => Kind::Sum,
        Some(_) => return None,
        None if is_in(LEGACY_SUMS) => Kind::Sum,
        None if code.starts_with(['C', 'D']) && code[1..].starts_with(|c: char| c.is_ascii_digit()) => Kind::Leaf,
        None => return None,
    };
    Some((Activity::new(name_in_tables(code)), kind))
}

/// How the input-output tables call an activity.
pub(super) fn name_in_tables(code: &str) -> &str {
    match code {
        "C241_2431" => "C24A",
        "C242_2432" => "C24B",
        _ => code,
    }
}

/// Whether a legacy code is a range of divisions that holds another code: `D20T21` holds `D20`.
pub(super) fn covers(code: &str, other: &str) -> bool {
    let (Some(whole), Some(part)) = (divisions(code), divisions(other)) else {
        return false;
    };
    whole != part && whole.0 == part.0 && whole.1 <= part.1 && part.2 <= whole.2
}

/// The letter of a code, and its first and last division; `C30T33X` is no such range.
fn divisions(code: &str) -> Option<(char, u32, u32)> {
    let mut letters = code.chars();
    let letter = letters.next()?;
    let digits = letters.as_str();
    let (first, last) = digits.split_once('T').unwrap_or((digits, digits));
    Some((letter, first.parse().ok()?, last.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(code: &str, edition: Option<Edition>) -> Option<(String, Kind)> {
        classify(code, edition).map(|(activity, kind)| (activity.code().to_owned(), kind))
    }

    #[test]
    fn leaves_depend_on_the_edition() {
        let cases = [
            ("C24", Some(Edition::Tiva2023), "C24", Kind::Leaf),
            ("C24", Some(Edition::Tiva2025), "C24", Kind::Sum),
            ("C241_2431", Some(Edition::Tiva2025), "C24A", Kind::Leaf),
            ("BTE", Some(Edition::Tiva2025), "BTE", Kind::Sum),
            ("DTOTAL", None, "_T", Kind::Total),
            ("D26T27", None, "D26T27", Kind::Sum),
            ("D20T21", None, "D20T21", Kind::Leaf),
        ];
        for (code, edition, name, kind) in cases {
            assert_eq!(found(code, edition), Some((name.to_owned(), kind)), "{code}");
        }
        assert_eq!(found("C241_2431", Some(Edition::Tiva2023)), None);
        assert_eq!(found("X99", Some(Edition::Tiva2025)), None);
        assert_eq!(found("Ж1", None), None);
    }

    #[test]
    fn editions_have_the_published_number_of_activities() {
        assert_eq!(Edition::Tiva2023.leaves().count(), 45);
        assert_eq!(Edition::Tiva2025.leaves().count(), 50);
    }

    #[test]
    fn ranges_hold_what_lies_inside_of_them() {
        assert!(covers("D20T21", "D20") && covers("D01T03", "D01T02") && covers("D90T96", "D94T96"));
        assert!(!covers("D20", "D20") && !covers("D20", "D20T21") && !covers("D20T21", "C20"));
        assert!(!covers("C30T33X", "C31") && !covers("DINFO", "D61"));
    }
}
