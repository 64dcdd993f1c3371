//! Causes by their kinds, for people.

use serde::Serialize;

use super::Cause;

/// Causes of one kind together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CauseGroup {
    /// As [`Cause::kind`] names it.
    pub kind: &'static str,
    /// Files or settings, with what they were and are; versions of the program have no name.
    pub items: Vec<CauseItem>,
    /// How many more there are.
    pub more: usize,
}

/// A file, or a setting with its values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CauseItem {
    pub name: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// How many files or settings are named.
const NAMED: usize = 3;

/// Causes by their kinds, for messages: of many files the first are named.
pub fn grouped(causes: &[Cause]) -> Vec<CauseGroup> {
    let mut groups: Vec<CauseGroup> = Vec::new();
    for cause in causes {
        if groups.last().map(|group| group.kind) != Some(cause.kind()) {
            groups.push(CauseGroup {
                kind: cause.kind(),
                items: Vec::new(),
                more: 0,
            });
        }
        let item = match cause {
            Cause::DataRevision { path } | Cause::NewData { path } | Cause::DataGone { path } => CauseItem {
                name: path.clone(),
                old: None,
                new: None,
            },
            Cause::Years { setting, old, new } | Cause::Setting { setting, old, new } => CauseItem {
                name: setting.clone(),
                old: old.clone(),
                new: new.clone(),
            },
            Cause::Code { old, new } => CauseItem {
                name: String::new(),
                old: Some(old.clone()),
                new: Some(new.clone()),
            },
            Cause::Words | Cause::Unknown => continue,
        };
        if let Some(group) = groups.last_mut() {
            if group.items.len() < NAMED {
                group.items.push(item);
            } else {
                group.more += 1;
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_files_are_counted() {
        let revision = |year: u16| Cause::DataRevision {
            path: format!("{year}.csv"),
        };
        let mut causes: Vec<Cause> = (1995..2000).map(revision).collect();
        causes.push(Cause::Words);
        let groups = grouped(&causes);
        assert_eq!(groups.len(), 2);
        assert_eq!(
            (groups[0].kind, groups[0].items.len(), groups[0].more),
            ("data-revision", 3, 2)
        );
        assert_eq!((groups[1].kind, groups[1].items.len()), ("words", 0));
    }
}
