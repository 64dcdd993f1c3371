//! Times `rvc-report build` as a whole process: cold start, bundled data, the article and its robustness appendix in
//! two languages and two forms.
//!
//! `cargo bench --bench build` prints the minimum, median and maximum of the wall time and the peak memory
//! (Linux). Nothing is asserted: times depend on the machine.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and cleans up after itself"
)]

mod measure;

const RUNS: usize = 11;

fn main() {
    let out = std::env::temp_dir().join(format!("rvc-report-bench-{}", std::process::id()));
    let runs = measure::Runs::of(&["build", "--out", &out.to_string_lossy()], RUNS);
    let _ = std::fs::remove_dir_all(&out);
    runs.print("rvc-report build");
}
