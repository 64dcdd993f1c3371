use serde::{Deserialize, Serialize};

use super::Activity;

/// A sector of the study: an identifier and the activities that make it up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sector {
    pub id: String,
    pub activities: Vec<ActivityPattern>,
}

impl Sector {
    pub fn contains(&self, activity: &Activity) -> bool {
        self.activities.iter().any(|pattern| pattern.matches(activity))
    }
}

/// An activity code, or a prefix followed by `*`: `C29`, `C30*`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActivityPattern(String);

impl ActivityPattern {
    pub fn new(pattern: &str) -> Self {
        Self(pattern.to_owned())
    }

    pub fn matches(&self, activity: &Activity) -> bool {
        match self.0.strip_suffix('*') {
            Some(prefix) => activity.code().starts_with(prefix),
            None => activity.code() == self.0,
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_matches_every_continuation_and_a_plain_code_only_itself() {
        let star = ActivityPattern::new("C30*");
        assert!(star.matches(&Activity::new("C301")) && star.matches(&Activity::new("C30")));
        let plain = ActivityPattern::new("c3");
        assert!(plain.matches(&Activity::new("c3")) && !plain.matches(&Activity::new("c30")));
    }
}
