//! What a difference comes from, as far as the builds can tell.

use std::collections::BTreeSet;

use serde::Serialize;

use super::trace::Origin;
use super::{CodeDifference, InputChange, InputDifference, SettingDifference, Trace};

/// A cause of a difference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Cause {
    /// A data file has other content.
    DataRevision {
        path: String,
    },
    /// A data file that the old build did not read.
    NewData {
        path: String,
    },
    /// A data file that the new build does not read.
    DataGone {
        path: String,
    },
    /// Other years, by the setting that chooses them.
    Years {
        setting: String,
        old: Option<String>,
        new: Option<String>,
    },
    Setting {
        setting: String,
        old: Option<String>,
        new: Option<String>,
    },
    /// Another version of the program.
    Code {
        old: String,
        new: String,
    },
    /// Nothing but words: templates, names, the number of a table.
    Words,
    Unknown,
}

impl Cause {
    pub fn kind(&self) -> &'static str {
        match self {
            Self::DataRevision { .. } => "data-revision",
            Self::NewData { .. } => "new-data",
            Self::DataGone { .. } => "data-gone",
            Self::Years { .. } => "years",
            Self::Setting { .. } => "setting",
            Self::Code { .. } => "code",
            Self::Words => "words",
            Self::Unknown => "unknown",
        }
    }

    /// The data file that it is about, as the comparison of the files calls it.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::DataRevision { path } | Self::NewData { path } | Self::DataGone { path } => Some(path),
            _ => None,
        }
    }

    fn of_input(input: &InputDifference) -> Option<Self> {
        let path = input.path.clone();
        match input.change {
            InputChange::Revised => Some(Self::DataRevision { path }),
            InputChange::Added => Some(Self::NewData { path }),
            InputChange::Removed => Some(Self::DataGone { path }),
            InputChange::Renamed => None,
        }
    }

    fn of_setting(setting: &SettingDifference) -> Self {
        let SettingDifference {
            setting: name,
            old,
            new,
        } = setting.clone();
        if setting.is_window() {
            Self::Years {
                setting: name,
                old,
                new,
            }
        } else {
            Self::Setting {
                setting: name,
                old,
                new,
            }
        }
    }
}

/// A number on one side of a comparison: its trace, and its position there.
pub(super) type Traced<'a> = Option<(&'a Trace, usize)>;

/// A value of a setting this short stands in a text by chance; in bytes.
const SAID: usize = 3;

/// Everything that can have caused a difference.
#[derive(Clone, Copy)]
pub(super) struct Suspects<'a> {
    pub inputs: &'a [InputDifference],
    pub settings: &'a [SettingDifference],
    pub code: Option<&'a CodeDifference>,
}

impl Suspects<'_> {
    /// What the differences of some numbers come from.
    ///
    /// A number is explained by the files and settings that its trace names and that differ. Where there are none, the
    /// settings of the method may be the cause, or else the program.
    pub(super) fn of_numbers<'n>(&self, numbers: impl IntoIterator<Item = (Traced<'n>, Traced<'n>)>) -> Vec<Cause> {
        let mut causes = BTreeSet::new();
        let mut all_explained = true;
        for (old, new) in numbers {
            let [before, after] = [old, new].map(origin);
            let of_one = self.of_origins(&before, &after);
            all_explained &= !of_one.is_empty();
            causes.extend(of_one);
        }
        if !all_explained {
            causes.extend(self.beyond_the_trace());
        }
        causes.into_iter().collect()
    }

    /// The same for numbers of which some may be the same in both builds: only what their traces name.
    pub(super) fn traced<'n>(&self, numbers: impl IntoIterator<Item = (Traced<'n>, Traced<'n>)>) -> Vec<Cause> {
        let found = numbers.into_iter().flat_map(|(old, new)| {
            let [before, after] = [old, new].map(origin);
            self.of_origins(&before, &after)
        });
        found.collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn of_origins(&self, before: &Origin<'_>, after: &Origin<'_>) -> BTreeSet<Cause> {
        let reached = self.inputs.iter().filter(|input| {
            let old = input.old_path().is_some_and(|path| before.files.contains(path));
            let new = input.new_path().is_some_and(|path| after.files.contains(path));
            old || new
        });
        let mut causes: BTreeSet<Cause> = reached.filter_map(Cause::of_input).collect();
        let named = before.settings.union(&after.settings);
        for setting in self.settings {
            if named.clone().any(|text| names(text, &setting.setting)) {
                causes.insert(Cause::of_setting(setting));
            }
        }
        causes
    }

    /// What may have changed a number without standing in its trace.
    fn beyond_the_trace(&self) -> Vec<Cause> {
        let methods = self.settings.iter().filter(|setting| setting.is_method());
        let methods: Vec<Cause> = methods.map(Cause::of_setting).collect();
        match self.code {
            _ if !methods.is_empty() => methods,
            Some(CodeDifference { old, new }) => vec![Cause::Code {
                old: old.clone(),
                new: new.clone(),
            }],
            None => vec![Cause::Unknown],
        }
    }

    /// What a difference of words comes from: a setting whose value stands in them, or else whatever may have changed
    /// the results that templates choose their words by, or else the words themselves.
    pub(super) fn of_words(&self, old: &str, new: &str) -> Vec<Cause> {
        let is_said =
            |value: Option<&str>, text: &str| value.is_some_and(|value| value.len() >= SAID && text.contains(value));
        let said = self.settings.iter().filter(|setting| {
            let (before, after) = (setting.old.as_deref(), setting.new.as_deref());
            is_said(before, old) && is_said(after, new) && !is_said(after, old)
        });
        let causes: BTreeSet<Cause> = said.map(Cause::of_setting).collect();
        if !causes.is_empty() {
            return causes.into_iter().collect();
        }
        let results_may_differ = self.files_and_methods().next().is_some();
        if results_may_differ {
            self.all()
        } else {
            vec![Cause::Words]
        }
    }

    /// Everything that has changed any number, for what cannot be traced.
    pub(super) fn all(&self) -> Vec<Cause> {
        let causes: BTreeSet<Cause> = self.files_and_methods().collect();
        if causes.is_empty() {
            self.beyond_the_trace()
        } else {
            causes.into_iter().collect()
        }
    }

    fn files_and_methods(&self) -> impl Iterator<Item = Cause> {
        let files = self.inputs.iter().filter_map(Cause::of_input);
        let methods = self.settings.iter().filter(|setting| setting.is_method());
        files.chain(methods.map(Cause::of_setting))
    }
}

fn origin(side: Traced<'_>) -> Origin<'_> {
    side.map(|(trace, node)| trace.origin(node)).unwrap_or_default()
}

/// Whether a setting of a trace, `name: value`, is the one of this name, or of a part of it.
fn names(traced: &str, setting: &str) -> bool {
    let (name, value) = traced.split_once(": ").unwrap_or((traced, ""));
    // The count or the end of a setting is traced to the file, with the name as value.
    let name = if name == "rvc.toml" { value } else { name };
    let begins = |longer: &str, shorter: &str| {
        longer
            .strip_prefix(shorter)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    match name {
        // The sector is named beside its activities.
        "sectors" => {
            let id = value.split(" = ").next().unwrap_or_default();
            begins(setting, &format!("sectors.{id}"))
        }
        // A regression of the project's own does not say which.
        "formula" | "covariance" | "years" => {
            setting.starts_with("regressions.") && setting.ends_with(&format!(".{name}"))
        }
        // The threshold follows from the definition.
        "reorientation.threshold" => setting == "reorientation.definition",
        _ => begins(name, setting) || begins(setting, name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_traced_setting_is_known_by_its_name() {
        assert!(names("response.years: 1995–2020", "response.years"));
        assert!(names("rvc.toml: response.years.first", "response.years"));
        assert!(names("sectors: chemicals = C20, C21", "sectors.chemicals.activities"));
        assert!(names("rvc.toml: reorientation.threshold", "reorientation.definition"));
        assert!(names("years: 1995–2020", "regressions.own.years"));
        assert!(!names("response.years: 1995–2020", "response.covariance"));
        assert!(!names("sectors: chemicals = C20", "sectors.machinery.activities"));
        assert!(!names("reorientation.base: 2013–2017", "reorientation.base_year"));
    }
}
