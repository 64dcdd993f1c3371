//! Data that may not be passed on.

use super::{RIGHTS, add_settings, bundle_of, refused, reproduce, unzipped};
use crate::dataset;
use crate::project::Project;

const TRADE: &str = "data/trade/comtrade.csv";
const EXCLUDE: &str = "\n[bundle]\nexclude = [\"data/trade/*\"]\nreason = \"The terms of the source forbid it.\"\n";

#[test]
fn data_of_un_comtrade_need_a_right_or_stay_out() {
    let project = Project::new();
    let run = project.run(&["bundle"]);
    assert_eq!(
        run.fails(),
        "error: data/trade/comtrade.csv: data of UN Comtrade, whose terms of use forbid to pass on raw data\n  \
         hint: leave it out with `exclude = [\"data/trade/comtrade.csv\"]` and `reason` under [bundle] in rvc.toml, or say \
         under [bundle.rights.trade] by what right you pass it on\n"
    );
    assert!(!project.path("bundle.zip").exists());
}

#[test]
fn what_is_left_out_is_named_and_can_be_supplied() {
    let project = Project::new();
    add_settings(&project, EXCLUDE);
    let bytes = bundle_of(&project);
    let files = unzipped(&bytes);
    assert!(!files.contains_key(&format!("project/{TRADE}")));
    let readme = String::from_utf8(files["README.md"].clone()).expect("a text");
    for words in [
        "> The terms of the source forbid it.",
        "- [x] Some data are not in this package.",
        TRADE,
    ] {
        assert!(readme.contains(words), "{words}");
    }

    let found = refused(&reproduce(&bytes, &[]));
    let expected = format!("{TRADE} is not in the bundle: The terms of the source forbid it.\n");
    assert!(found.contains(&expected), "{found}");
    assert!(
        found.ends_with("incomplete: --data names the folder of a project with the missing files\n"),
        "{found}"
    );

    let folder = project.path("").display().to_string();
    let run = reproduce(&bytes, &["--data", &folder]);
    assert_eq!(run.code, Some(0), "stdout: {}\nstderr: {}", run.stdout, run.stderr);

    project.write(TRADE, project.read(TRADE).replacen("2010", "2011", 1));
    let found = refused(&reproduce(&bytes, &["--data", &folder]));
    assert!(found.contains(&format!("{TRADE} has the SHA-256 ")), "{found}");
    project.remove(TRADE);
    let found = refused(&reproduce(&bytes, &["--data", &folder]));
    assert!(found.contains(&format!("{TRADE} cannot be read below ")), "{found}");
}

#[test]
fn patterns_that_mean_nothing_are_refused() {
    let cases = [
        (
            "\n[bundle]\nexclude = [\"data/trades/*\"]\nreason = \"x\"\n",
            "matches no data file of the study",
        ),
        (
            "\n[bundle]\nexclude = [\"data/[\"]\nreason = \"x\"\n",
            "is not a pattern of files",
        ),
        (
            "\n[bundle]\nexclude = [\"data/trade/*\"]\n",
            "leaves out data, and nothing says why",
        ),
        (
            "\n[bundle.rights.gdp]\nstatement = \"\"\n",
            "the statement about the rights to `data.gdp` is empty",
        ),
    ];
    for (settings, message) in cases {
        let project = Project::new();
        add_settings(&project, settings);
        let run = project.run(&["bundle"]);
        assert!(run.fails().contains(message), "{}", run.stderr);
    }
    let project = Project::new();
    add_settings(&project, RIGHTS);
    project.replace(
        "rvc.toml",
        "icio = [\"data/icio/*\"]",
        "icio = [\"data/icio/*\", \"data/old/*\"]",
    );
    project.write("data/old/2009_SML.csv", dataset::icio(2010));
    let run = project.run(&["bundle"]);
    let message = "the pattern `data/old/*` of `data.icio` names no file that the study reads";
    assert!(run.fails().contains(message), "{}", run.stderr);
}
