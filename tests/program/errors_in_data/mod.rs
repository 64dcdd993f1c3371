//! Every input that cannot be used is refused: exit code 1, the place, what was expected, a hint,
//! and the output of the earlier build as it was.

mod containers;
mod estimation;
mod gdp;
mod icio;
mod trade;
mod units;

use crate::project::{Project, QUICK, files_below, without_excerpt};

/// A way to spoil the data, and the whole message that it must lead to.
struct Case {
    name: &'static str,
    spoil: fn(&Project),
    message: &'static str,
}

/// Runs a build on each spoilt project; reports every case that goes wrong, not only the first.
#[track_caller]
fn refused(cases: &[Case]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| Some(format!("{}: {}", case.name, fault(case)?)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What is wrong with the program's answer to a case, if anything.
fn fault(case: &Case) -> Option<String> {
    let project = Project::with_good_output();
    (case.spoil)(&project);
    let before = files_below(&project.path(""));
    let run = project.build(&QUICK);
    let message = run
        .stderr
        .find("error: ")
        .map(|start| without_excerpt(run.stderr[start + "error: ".len()..].trim_end()));
    if run.code != Some(1) || run.stderr.contains("panicked") || !run.stdout.is_empty() {
        return Some(format!("{run:#?}"));
    }
    if message.as_deref() != Some(case.message) {
        return Some(format!(
            "expected\n{}\nfound\n{}",
            case.message,
            message.as_ref().unwrap_or(&run.stderr)
        ));
    }
    let touched = files_below(&project.path("")) != before;
    touched.then(|| "the failed build has changed files".to_owned())
}
