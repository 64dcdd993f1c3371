//! The activities: codes and the groups of them that the profiles speak of.

/// The number of activities in the input-output tables.
pub const ACTIVITIES: usize = 22;

/// The activities of the tables, in the order of the tables.
pub const CODES: [&str; ACTIVITIES] = [
    "A01_02", "B05_06", "C10T12", "C13T15", "C16", "C17_18", "C19", "C20", "C21", "C22", "C23", "C24", "C25", "C26",
    "C27", "C28", "C29", "C30", "C31T33", "D", "G", "H49",
];

/// One number for each activity, in the order of [`CODES`].
pub type ByActivity = [f64; ACTIVITIES];

pub const A01_02: usize = 0;
pub const B05_06: usize = 1;
pub const C10T12: usize = 2;
pub const C13T15: usize = 3;
pub const C16: usize = 4;
pub const C17_18: usize = 5;
pub const C19: usize = 6;
pub const C20: usize = 7;
pub const C21: usize = 8;
pub const C22: usize = 9;
pub const C23: usize = 10;
pub const C24: usize = 11;
pub const C25: usize = 12;
pub const C26: usize = 13;
pub const C27: usize = 14;
pub const C28: usize = 15;
pub const C29: usize = 16;
pub const C30: usize = 17;
pub const C31T33: usize = 18;
pub const D: usize = 19;
pub const G: usize = 20;
pub const H49: usize = 21;

/// Whether an activity is machinery in the sense of stage II: C26 to C30.
pub fn is_machinery(activity: usize) -> bool {
    (C26..=C30).contains(&activity)
}

/// Whether two activities belong to one sector of stage III narrower than all manufacturing.
pub fn share_a_sector(one: usize, other: usize) -> bool {
    one == other
        || [C20..=C21, C29..=C30]
            .iter()
            .any(|sector| sector.contains(&one) && sector.contains(&other))
}
