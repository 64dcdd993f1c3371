use std::collections::BTreeMap;

use minijinja::value::Value;

use super::Scope;
use super::windows::WindowValue;
use crate::ingest::Group;

/// The variables that every template sees.
pub(in crate::literate) fn context(scope: &Scope) -> BTreeMap<&'static str, Value> {
    let (results, language) = (&scope.results, scope.lexicon.language);
    let settings = results.settings();
    let codes = |economies: &[crate::model::Economy]| {
        Value::from(
            economies
                .iter()
                .map(|economy| economy.code().to_owned())
                .collect::<Vec<_>>(),
        )
    };
    let window = |window| Value::from_object(WindowValue(window));
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
    let study = BTreeMap::from([
        ("id", Value::from(settings.study.id.as_str())),
        ("synthetic", Value::from(settings.study.synthetic)),
    ]);
    let mut context = BTreeMap::from([
        ("lang", Value::from(language.tag())),
        ("study", Value::from(study)),
        ("members", codes(&settings.bloc.members)),
        ("focus", codes(&settings.bloc.focus)),
        ("aside", codes(&results.study.aside())),
        ("uncovered", codes(&results.study.coverage.uncovered)),
        ("hub", Value::from(settings.bloc.hub.code())),
        ("sectors", Value::from(settings.response.sectors.clone())),
        ("linkage_sector", Value::from(settings.linkage.sector.as_str())),
        (
            "groups",
            Value::from(Group::SECTIONS.map(|group| format!("sitc{group}")).to_vec()),
        ),
        ("linkage_years", window(settings.linkage.years)),
        ("response_years", window(settings.response.years)),
        ("covariance", Value::from(settings.response.covariance.to_string())),
        ("value_added", Value::from(settings.linkage.value_added.id())),
        ("has_trade", Value::from(settings.reorientation.is_some())),
        ("missing_trade", Value::from(missing_trade)),
    ]);
    context.extend(
        scope
            .country
            .iter()
            .map(|economy| ("country", Value::from(economy.code()))),
    );
    if let Some(stage) = &settings.reorientation {
        context.extend([
            ("base", window(stage.base)),
            ("current", window(stage.current)),
            ("definition", Value::from(stage.definition.id())),
            ("threshold", Value::from(stage.definition.threshold())),
        ]);
    }
    context
}
