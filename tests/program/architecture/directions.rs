//! Which module uses which, and where each crate lives.

use std::collections::{BTreeMap, BTreeSet};

use super::{names_after, sources};

/// Module → all modules that it uses. A new use belongs here, if the design allows it; a use that
/// is gone leaves the table.
const DIRECTIONS: [(&str, &[&str]); 29] = [
    ("main", &[]),
    ("lib", &[]),
    (
        "cli",
        &[
            "cache",
            "comparison",
            "decomposition",
            "diagnostic",
            "doctor",
            "fetch",
            "ingest",
            "init",
            "literate",
            "model",
            "origins",
            "outputs",
            "pipeline",
            "project",
            "provenance",
            "replication",
            "reproduce",
            "settings",
            "verification",
            "watch",
        ],
    ),
    // Two builds side by side.
    ("comparison", &["ingest", "provenance", "stages"]),
    // A new project in memory, and its place on the disk.
    (
        "init",
        &["diagnostic", "literate", "model", "outputs", "project", "settings"],
    ),
    // What a build needs, looked at one by one.
    (
        "doctor",
        &[
            "diagnostic",
            "ingest",
            "literate",
            "model",
            "origins",
            "outputs",
            "pipeline",
            "project",
            "settings",
        ],
    ),
    // From tables straight to tidy files, without a project.
    (
        "decomposition",
        &["diagnostic", "ingest", "model", "origins", "outputs", "value_added"],
    ),
    // From the services that publish data into the folders of a project.
    ("fetch", &["diagnostic", "fingerprint", "ingest", "model", "settings"]),
    // What data files held, in short.
    (
        "lock",
        &[
            "diagnostic",
            "fingerprint",
            "ingest",
            "model",
            "settings",
            "value_added",
        ],
    ),
    ("watch", &["diagnostic", "outputs", "pipeline"]),
    // Everything that is needed to repeat a build, in one zip.
    (
        "bundle",
        &[
            "diagnostic",
            "fingerprint",
            "literate",
            "outputs",
            "project",
            "provenance",
            "settings",
            "stages",
        ],
    ),
    // Whether such a zip is whole, and what is built from it the same.
    (
        "reproduce",
        &["bundle", "fingerprint", "outputs", "project", "verification"],
    ),
    (
        "verification",
        &["fingerprint", "literate", "outputs", "provenance", "settings"],
    ),
    (
        "pipeline",
        &[
            "bundle",
            "comparison",
            "diagnostic",
            "exhibits",
            "fingerprint",
            "ingest",
            "literate",
            "lock",
            "memory",
            "model",
            "origins",
            "outputs",
            "project",
            "provenance",
            "published",
            "replication",
            "reproduce",
            "settings",
            "stages",
            "value_added",
        ],
    ),
    // An article as it is printed, and what a recomputation makes of it.
    ("replication", &["econometrics", "model", "published", "stages"]),
    ("published", &["diagnostic", "model", "settings", "stages"]),
    (
        "outputs",
        &[
            "comparison",
            "exhibits",
            "fingerprint",
            "literate",
            "project",
            "replication",
            "settings",
            "stages",
        ],
    ),
    (
        "literate",
        &[
            "comparison",
            "diagnostic",
            "econometrics",
            "exhibits",
            "ingest",
            "model",
            "project",
            "provenance",
            "replication",
            "settings",
            "stages",
        ],
    ),
    (
        "exhibits",
        &[
            "econometrics",
            "model",
            "provenance",
            "published",
            "replication",
            "settings",
            "stages",
        ],
    ),
    ("provenance", &["ingest", "model", "settings", "stages"]),
    (
        "stages",
        &["econometrics", "ingest", "model", "settings", "value_added"],
    ),
    // A year's origins: from the cache, or from its table.
    (
        "origins",
        &[
            "cache",
            "fingerprint",
            "ingest",
            "model",
            "project",
            "settings",
            "value_added",
        ],
    ),
    ("cache", &["fingerprint", "project"]),
    ("value_added", &["ingest", "model", "settings"]),
    (
        "ingest",
        &["diagnostic", "fingerprint", "memory", "model", "project", "settings"],
    ),
    // The name of the covariance estimator is a setting.
    ("settings", &["diagnostic", "econometrics", "model"]),
    ("econometrics", &[]),
    ("model", &[]),
    ("project", &["fingerprint"]),
];

/// Modules that hold one small thing and use nothing.
const LEAVES: [&str; 3] = ["diagnostic", "fingerprint", "memory"];

/// Crate → the modules that may name it.
const CRATES: [(&str, &[&str]); 43] = [
    ("base64", &["outputs"]),
    ("bytes", &["decomposition", "ingest"]),
    ("charming", &["exhibits"]),
    // The terms of citation styles come in CBOR.
    ("ciborium", &["literate"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("csv", &["bundle", "fetch", "ingest", "outputs", "published"]),
    ("ctrlc", &["cli"]),
    ("etcetera", &["cli"]),
    ("faer", &["value_added"]),
    ("fixed_decimal", &["literate"]),
    ("flate2", &["bundle", "ingest", "verification"]),
    ("glob", &["project"]),
    ("hayagriva", &["literate"]),
    ("hayro_interpret", &["verification"]),
    ("hayro_syntax", &["verification"]),
    ("icu_decimal", &["literate"]),
    ("icu_locale_core", &["literate"]),
    ("icu_plurals", &["literate"]),
    ("include_dir", &["project"]),
    ("indicatif", &["cli"]),
    // The page around the text is a template too.
    ("minijinja", &["literate", "outputs"]),
    ("memchr", &["ingest"]),
    ("miniz_oxide", &["bundle", "outputs"]),
    ("nalgebra", &["econometrics"]),
    ("notify", &["watch"]),
    ("parquet", &["decomposition", "ingest"]),
    ("polars", &["ingest"]),
    ("pulldown_cmark", &["literate"]),
    ("rand_chacha", &["econometrics", "replication"]),
    // Formulas for Word and LaTeX are read from MathML.
    ("roxmltree", &["outputs"]),
    ("rquickjs", &["outputs"]),
    ("rust_xlsxwriter", &["outputs"]),
    ("sha2", &["fingerprint"]),
    ("strsim", &["settings"]),
    // The lexicon of each language is a TOML file, and so is a bloc of `init`.
    ("toml", &["init", "literate", "lock", "published", "settings"]),
    // The server of the pages takes the bytes of Typst.
    ("typst", &["outputs", "watch"]),
    ("typst_kit", &["outputs", "watch"]),
    ("typst_pdf", &["outputs"]),
    ("typst_render", &["outputs"]),
    ("ureq", &["fetch"]),
    ("zip", &["ingest", "outputs", "reproduce"]),
];

#[test]
fn modules_use_each_other_only_in_the_directions_of_the_design() {
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources() {
        let others = names_after(&source.code, "crate::")
            .into_iter()
            .filter(|name| name != source.module());
        used.entry(source.module().to_owned()).or_default().extend(others);
    }
    let leaves = LEAVES.iter().map(|leaf| (*leaf, &[][..]));
    let allowed = DIRECTIONS.into_iter().chain(leaves).map(|(module, others)| {
        (
            module.to_owned(),
            others.iter().map(|other| (*other).to_owned()).collect(),
        )
    });
    let allowed: BTreeMap<String, BTreeSet<String>> = allowed.collect();
    assert_eq!(
        used, allowed,
        "left: what the sources do; right: the table of this test"
    );
}

#[test]
fn the_table_of_directions_has_no_circle() {
    let allowed: BTreeMap<&str, &[&str]> = DIRECTIONS.into_iter().collect();
    let mut settled: BTreeSet<&str> = LEAVES.into_iter().collect();
    while settled.len() < allowed.len() + LEAVES.len() {
        let ready = |others: &[&str]| others.iter().all(|other| settled.contains(other));
        let next: Vec<&str> = allowed
            .iter()
            .filter(|(module, others)| !settled.contains(*module) && ready(others))
            .map(|(m, _)| *m)
            .collect();
        assert!(!next.is_empty(), "a circle among what is left beside {settled:?}");
        settled.extend(next);
    }
}

#[test]
fn each_crate_lives_where_the_design_puts_it() {
    let sources = sources();
    for (name, places) in CRATES {
        let names_it = |code: &str| {
            let direct = code.match_indices(&format!("{name}::")).any(|(place, _)| {
                !code[..place].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':')
            });
            direct || code.contains(&format!("use {name};"))
        };
        let users = sources.iter().filter(|source| names_it(&source.without_strings()));
        let modules: BTreeSet<&str> = users.map(|source| source.module()).collect();
        assert_eq!(modules, places.iter().copied().collect(), "{name}");
    }
}
