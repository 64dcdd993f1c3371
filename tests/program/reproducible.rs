//! The same input gives the same bytes, wherever, whenever and however it is built.

use crate::project::{Files, Project};

/// Builds everything under an environment of its own.
fn built(environment: &[(&str, &str)]) -> Files {
    let project = Project::new();
    let mut command = project.command();
    command
        .arg("build")
        .env_remove("RAYON_NUM_THREADS")
        .envs(environment.iter().copied());
    crate::project::Run::of(&mut command).succeeds();
    project.outputs()
}

#[track_caller]
fn equal(one: &Files, other: &Files) {
    assert!(one.keys().eq(other.keys()), "the files are not the same");
    let different: Vec<&String> = one
        .iter()
        .filter(|(name, content)| other[*name] != **content)
        .map(|(name, _)| name)
        .collect();
    assert!(different.is_empty(), "these files differ: {different:?}");
}

#[test]
fn threads_time_zone_locale_and_folder_change_no_byte() {
    let plain = built(&[
        ("RAYON_NUM_THREADS", "1"),
        ("TZ", "UTC"),
        ("LC_ALL", "C"),
        ("LANG", "C"),
    ]);
    let environments: [&[(&str, &str)]; 2] = [
        &[
            ("RAYON_NUM_THREADS", "2"),
            ("TZ", "Asia/Almaty"),
            ("LC_ALL", "ru_RU.UTF-8"),
            ("LANG", "ru_RU.UTF-8"),
        ],
        &[
            ("RAYON_NUM_THREADS", "4"),
            ("TZ", "America/St_Johns"),
            ("LC_ALL", "de_DE.UTF-8"),
            ("SOURCE_DATE_EPOCH", "1"),
            ("HOME", "/nowhere"),
            ("COLUMNS", "40"),
        ],
    ];
    for environment in environments {
        equal(&plain, &built(environment));
    }
}

#[test]
fn a_second_build_over_the_first_changes_no_byte() {
    let project = Project::new();
    project.build(&[]).succeeds();
    let first = project.outputs();
    project.build(&[]).succeeds();
    equal(&first, &project.outputs());
}

#[test]
fn one_language_alone_has_the_same_numbers_and_drawings_as_in_company() {
    let (alone, company) = (Project::new(), Project::new());
    alone.build(&["--lang", "en", "--format", "pdf"]).succeeds();
    company.build(&["--lang", "ru,en"]).succeeds();
    let (alone, mut company) = (alone.outputs(), company.outputs());
    company.retain(|name, _| alone.contains_key(name));
    let without_manifest = |mut files: Files| {
        // They list what was made for all languages.
        files.remove("manifest.json");
        files.remove("claims.json");
        files
    };
    equal(&without_manifest(alone), &without_manifest(company));
}
