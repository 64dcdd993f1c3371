//! Exports that a member has not reported, from its partners' imports: on request, and marked.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::dataset;
use crate::project::{Project, QUICK};

const FILE: &str = "data/trade/comtrade.csv";
const YEAR: &str = "2017";
const SILENT: &str = "CCC";

/// The exports of the silent member in one year, as imports of its partners and of one more economy.
fn reported_by_partners() -> String {
    let text = dataset::comtrade();
    let (silent, others): (Vec<&str>, Vec<&str>) = text
        .lines()
        .partition(|line| line.starts_with(&format!("{YEAR},{SILENT},")));
    assert!(!silent.is_empty());
    // Group → what is left of the exports to the world.
    let mut rest: BTreeMap<&str, i64> = BTreeMap::new();
    let mut imports = Vec::new();
    let import = |reporter: &str, group: &str, usd: i64| {
        format!("{YEAR},{reporter},Land {reporter},M,903,{SILENT},Partner,0,S4,{group},Goods,C00,0,{usd}")
    };
    for line in silent {
        let fields: Vec<&str> = line.split(',').collect();
        let (partner, group) = (fields[5], fields[9]);
        let usd: i64 = fields[13].parse().expect("whole dollars");
        if partner == "W00" {
            *rest.entry(group).or_default() += usd;
        } else {
            *rest.entry(group).or_default() -= usd;
            imports.push(import(partner, group, usd));
        }
    }
    imports.extend(rest.into_iter().map(|(group, usd)| import("DEU", group, usd)));
    let lines: Vec<&str> = others.into_iter().chain(imports.iter().map(String::as_str)).collect();
    lines.join("\n") + "\n"
}

fn stage1(project: &Project) -> Value {
    project.results()["stage1"].clone()
}

#[test]
fn imports_of_all_partners_stand_for_exports_and_are_marked() {
    let whole = Project::new();
    whole.build(&QUICK).succeeds();

    let project = Project::new();
    project.write(FILE, reported_by_partners());
    project.build(&QUICK).succeeds();
    assert_ne!(stage1(&project), stage1(&whole), "without a request nothing is filled");
    assert!(project.results().get("mirrored_trade").is_none());

    project.replace(
        "rvc.toml",
        "current = [2014, 2017]\n",
        "current = [2014, 2017]\nmirror = [\"CCC\"]\n",
    );
    let run = project.build(&["--format", "html"]);
    assert!(
        run.succeeds()
            .stderr
            .contains("exports of CCC in 2017 are the imports of 3 economies from it"),
        "{}",
        run.stderr
    );
    assert_eq!(stage1(&project), stage1(&whole));
    let mirrored = &project.results()["mirrored_trade"];
    assert_eq!(
        *mirrored,
        serde_json::json!([{ "economy": "CCC", "year": 2017, "importers": 3 }])
    );
    let english = project.read("reports/article/article.en.html");
    assert!(english.contains("Mirror data, that is imports reported by partners"));
    let russian = project.read("reports/article/article.ru.html");
    assert!(russian.contains("Зеркальные данные"));
}

#[test]
fn only_members_can_be_mirrored() {
    let project = Project::new();
    project.replace(
        "rvc.toml",
        "current = [2014, 2017]\n",
        "current = [2014, 2017]\nmirror = [\"DEU\"]\n",
    );
    let run = project.build(&QUICK);
    assert!(
        run.fails().contains("`DEU` is in `mirror`, but no member of the bloc"),
        "{}",
        run.stderr
    );
}
