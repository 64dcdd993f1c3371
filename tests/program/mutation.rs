//! Change any one input number: what depends on it changes, or the build fails; nothing else does.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::project::{Project, icio_path};

/// Key → value of every printed number, with its tree.
fn printed(project: &Project) -> Option<BTreeMap<String, Value>> {
    let list = project.run(&["why", "--lang", "en"]);
    if list.code != Some(0) {
        assert!(
            list.stderr.starts_with("error: ") || list.stderr.contains("\nerror: "),
            "{}",
            list.stderr
        );
        return None;
    }
    let run = project.run(&["why", "--lang", "en", "--json"]);
    let trees: Vec<Value> = serde_json::from_str(&run.succeeds().stdout).expect("JSON");
    Some(
        trees
            .into_iter()
            .map(|tree| (tree["key"].as_str().expect("a key").to_owned(), tree))
            .collect(),
    )
}

/// Whether a tree names a line of a file.
fn rests_on(tree: &Value, file: &str, line: u64) -> bool {
    let sources = tree["sources"].as_array().expect("a list");
    let here = sources.iter().any(|source| {
        let lines = source["lines"].as_array().expect("a list");
        source["file"] == file && lines.iter().any(|known| *known == line)
    });
    here || tree["inputs"]
        .as_array()
        .expect("a list")
        .iter()
        .any(|input| rests_on(input, file, line))
}

/// Changes one number and compares what has changed with what rests on its line.
#[track_caller]
fn changes_only_what_depends(file: &str, line: u64, change: impl Fn(&Project)) {
    let (before, project) = (Project::new(), Project::new());
    let old = printed(&before).expect("the project can be built");
    change(&project);
    let Some(new) = printed(&project) else {
        return;
    };
    let dependent: BTreeSet<&String> = old
        .iter()
        .filter(|(_, tree)| rests_on(tree, file, line))
        .map(|(key, _)| key)
        .collect();
    assert!(!dependent.is_empty(), "nothing rests on {file}, line {line}");
    let mut changed = 0;
    for (key, tree) in &old {
        let Some(other) = new.get(key) else { continue };
        if tree["value"] != other["value"] {
            assert!(
                dependent.contains(key),
                "{key} has changed and does not rest on {file}, line {line}"
            );
            changed += 1;
        }
    }
    assert!(changed > 0, "nothing has changed with {file}, line {line}");
}

#[test]
fn of_trade() {
    for line in [20, 133, 301] {
        changes_only_what_depends("data/trade/comtrade.csv", line, |project| {
            let text = project.read("data/trade/comtrade.csv");
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            let (start, value) = lines[line as usize - 1].rsplit_once(',').expect("a record");
            let value: f64 = value.parse().expect("a number");
            lines[line as usize - 1] = format!("{start},{}", value * 0.9);
            project.write("data/trade/comtrade.csv", lines.join("\n") + "\n");
        });
    }
}

#[test]
fn of_a_table() {
    for (year, row, column) in [(2012, "BBB_C26", "AAA_C29"), (2016, "ROW_C20", "CCC_C26")] {
        let file = icio_path(year);
        let line = 2 + [
            "AAA_A01", "AAA_C20", "AAA_C26", "AAA_C29", "BBB_A01", "BBB_C20", "BBB_C26", "BBB_C29", "CCC_A01",
            "CCC_C20", "CCC_C26", "CCC_C29", "ROW_A01", "ROW_C20", "ROW_C26", "ROW_C29",
        ]
        .iter()
        .position(|label| *label == row)
        .expect("a row") as u64;
        changes_only_what_depends(&file, line, |project| {
            project.bend(&file, |table| table.nudge(row, column));
        });
    }
}

#[test]
fn of_gdp_per_capita() {
    changes_only_what_depends("data/gdp.csv", 7, |project| {
        let text = project.read("data/gdp.csv");
        let mut lines: Vec<String> = text.split("\r\n").map(str::to_owned).collect();
        let mut fields: Vec<String> = lines[6].split(',').map(str::to_owned).collect();
        let value: f64 = fields[8].trim_matches('"').parse().expect("a number");
        fields[8] = format!("\"{}\"", value * 1.05);
        lines[6] = fields.join(",");
        project.write("data/gdp.csv", lines.join("\r\n"));
    });
}
