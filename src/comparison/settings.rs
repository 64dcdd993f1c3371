//! Settings that differ.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

/// A setting that differs, or that only one build has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettingDifference {
    /// Its name in rvc.toml, such as `response.years`.
    pub setting: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// Settings that no result depends on: words, the names of files, what `verify` compares with.
const BESIDE: [&str; 4] = ["study.", "names.", "data.", "replication."];

impl SettingDifference {
    /// Whether results may depend on it.
    pub fn is_method(&self) -> bool {
        !BESIDE.iter().any(|start| self.setting.starts_with(start))
    }

    /// Whether it is a run of years on both sides.
    pub(super) fn is_window(&self) -> bool {
        [&self.old, &self.new]
            .into_iter()
            .flatten()
            .filter(|text| is_window(text))
            .count()
            == 2
    }
}

/// What differs between the settings of two builds.
pub(super) fn differences(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Vec<SettingDifference> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let pairs = names.into_iter().map(|name| SettingDifference {
        setting: name.clone(),
        old: old.get(name).cloned(),
        new: new.get(name).cloned(),
    });
    pairs.filter(|pair| pair.old != pair.new).collect()
}

/// Every setting as `results.json` holds it, under its name in rvc.toml.
pub(super) fn flattened(settings: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (name, value) in settings.as_object().into_iter().flatten() {
        collect(name.clone(), value, &mut found);
    }
    found
}

fn collect(name: String, value: &Value, found: &mut BTreeMap<String, String>) {
    if let Some(text) = date(value).or_else(|| plain(value)) {
        found.insert(name, text);
        return;
    }
    for (field, value) in value.as_object().into_iter().flatten() {
        collect(format!("{name}.{field}"), value, found);
    }
}

/// A date as the settings write it.
fn date(value: &Value) -> Option<String> {
    let fields = value.as_object().filter(|fields| fields.len() == 3)?;
    let part = |name: &str| fields.get(name)?.as_u64();
    Some(format!(
        "{:04}-{:02}-{:02}",
        part("year")?,
        part("month")?,
        part("day")?
    ))
}

/// A value that holds no names; nothing for what is not set.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Object(_) => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => Some(list(items)),
        other => Some(other.to_string()),
    }
}

fn list(items: &[Value]) -> String {
    let year = |value: &Value| value.as_u64().filter(|year| (1900..=2200).contains(year));
    if let [first, last] = items
        && let (Some(first), Some(last)) = (year(first), year(last))
    {
        return format!("{first}–{last}");
    }
    let texts: Vec<String> = items
        .iter()
        .map(|item| plain(item).unwrap_or_else(|| item.to_string()))
        .collect();
    texts.join(", ")
}

/// Whether a value is a run of years: `1995–2020`.
fn is_window(text: &str) -> bool {
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('–')
        .is_some_and(|(first, last)| is_year(first) && is_year(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(years: &str) -> BTreeMap<String, String> {
        let text = format!(
            r#"{{"study": {{"date": {{"year": 2025, "month": 4, "day": 6}}, "synthetic": true, "titles": {{"en": {{"title": "T", "subtitle": null}}}}}},
                "response": {{"years": {years}, "sectors": ["chemicals", "machinery"]}}, "robustness": {{"seed": 7}}}}"#
        );
        flattened(&serde_json::from_str(&text).expect("JSON"))
    }

    #[test]
    fn settings_have_their_names_and_read_as_people_write_them() {
        let found = settings("[1995, 2020]");
        let pairs: Vec<(&str, &str)> = found
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        let expected = [
            ("response.sectors", "chemicals, machinery"),
            ("response.years", "1995–2020"),
            ("robustness.seed", "7"),
            ("study.date", "2025-04-06"),
            ("study.synthetic", "true"),
            ("study.titles.en.title", "T"),
        ];
        assert_eq!(pairs, expected);
    }

    #[test]
    fn only_what_differs_is_found() {
        let found = differences(&settings("[1995, 2020]"), &settings("[1995, 2022]"));
        let [years] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(
            (years.setting.as_str(), years.new.as_deref()),
            ("response.years", Some("1995–2022"))
        );
        assert!(years.is_method() && years.is_window());
    }
}
