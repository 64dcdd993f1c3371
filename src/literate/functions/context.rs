use std::collections::BTreeMap;

use minijinja::value::Value;

use super::Scope;
use super::objects::{NumberValue, Selection};
use super::windows::WindowValue;
use crate::ingest::Group;
use crate::literate::templates::without_private_marks;
use crate::provenance::{Key, Number};
use crate::stages::Results;

/// The variables that every template sees.
pub(in crate::literate) fn context(scope: &Scope) -> BTreeMap<&'static str, Value> {
    let (results, language) = (&scope.results, scope.lexicon.language);
    let settings = results.settings();
    let codes = |setting: &str, economies: &[crate::model::Economy]| {
        let items = economies.iter().map(|economy| Value::from(economy.code()));
        Selection::setting(setting, items.collect())
    };
    let window = |setting, window| Value::from_object(WindowValue { window, setting });
    let missing_trade: Vec<Value> = results
        .missing_trade
        .iter()
        .map(|gap| {
            let years = Value::from(gap.years.clone());
            Value::from(BTreeMap::from([
                ("economy", Value::from(gap.economy.code())),
                ("years", years),
            ]))
        })
        .collect();
    let mirrored_trade: Vec<Value> = results
        .mirrored_trade
        .iter()
        .map(|one| {
            Value::from(BTreeMap::from([
                ("economy", Value::from(one.economy.code())),
                ("year", Value::from(one.year)),
            ]))
        })
        .collect();
    let study = BTreeMap::from([
        ("id", Value::from(without_private_marks(&settings.study.id))),
        ("synthetic", Value::from(settings.study.synthetic)),
    ]);
    let mut context = BTreeMap::from([
        ("lang", Value::from(language.tag())),
        ("study", Value::from(study)),
        ("members", codes("bloc.members", &settings.bloc.members)),
        ("focus", codes("bloc.focus", &settings.bloc.focus)),
        ("aside", codes("bloc.aside", &results.study.aside())),
        ("uncovered", codes("bloc.uncovered", &results.study.coverage.uncovered)),
        ("hub", Value::from(settings.bloc.hub.code())),
        (
            "sectors",
            Selection::setting(
                "response.sectors",
                settings
                    .response
                    .sectors
                    .iter()
                    .map(|id| Value::from(id.as_str()))
                    .collect(),
            ),
        ),
        ("linkage_sector", Value::from(settings.linkage.sector.as_str())),
        (
            "groups",
            Value::from(Group::SECTIONS.map(|group| format!("sitc{group}")).to_vec()),
        ),
        ("linkage_years", window("linkage.years", settings.linkage.years)),
        ("response_years", window("response.years", settings.response.years)),
        ("covariance", Value::from(settings.response.covariance.to_string())),
        ("value_added", Value::from(settings.linkage.value_added.id())),
        ("has_appendix", Value::from(settings.has_appendix())),
        ("input_kinds", Value::from(kinds_of_input(results))),
        ("has_trade", Value::from(settings.reorientation.is_some())),
        (
            "briefed",
            Value::from(
                scope
                    .briefed
                    .iter()
                    .map(|economy| economy.code().to_owned())
                    .collect::<Vec<_>>(),
            ),
        ),
        ("missing_trade", Value::from(missing_trade)),
        ("mirrored_trade", Value::from(mirrored_trade)),
    ]);
    context.extend(
        scope
            .country
            .iter()
            .map(|economy| ("country", Value::from(economy.code()))),
    );
    let edition = settings.data.edition.as_deref();
    context.extend(edition.map(|text| ("edition", Value::from(without_private_marks(text)))));
    if let Some(stage) = &settings.reorientation {
        context.extend([
            ("base", window("reorientation.base", stage.base)),
            ("current", window("reorientation.current", stage.current)),
            ("definition", Value::from(stage.definition.id())),
            (
                "threshold",
                NumberValue::from(Number::result(
                    Key::Setting {
                        name: "reorientation.threshold".to_owned(),
                    },
                    stage.definition.threshold(),
                )),
            ),
        ]);
    }
    context
}

/// What kinds of files were read, each once, in the order of reading.
fn kinds_of_input(results: &Results) -> Vec<&'static str> {
    let mut kinds = Vec::new();
    for input in &results.inputs {
        if !kinds.contains(&input.kind) {
            kinds.push(input.kind);
        }
    }
    kinds
}
