//! Times `rvc-report build` as a whole process: cold start, bundled data, four documents.
//!
//! `cargo bench` prints the minimum, median and maximum of the wall time and the peak memory
//! (Linux). Nothing is asserted: times depend on the machine.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and cleans up after itself"
)]

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 11;

fn main() {
    let out = std::env::temp_dir().join(format!("rvc-report-bench-{}", std::process::id()));
    let mut runs: Vec<(Duration, u64)> = (0..RUNS).map(|_| run(&out)).collect();
    let _ = std::fs::remove_dir_all(&out);
    runs.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let peak = runs.iter().map(|(_, kilobytes)| *kilobytes).max().unwrap_or_default();
    println!("rvc-report build, {RUNS} cold runs");
    println!(
        "wall   min {:.0} ms   median {:.0} ms   max {:.0} ms",
        milliseconds(runs[0].0),
        milliseconds(runs[RUNS / 2].0),
        milliseconds(runs[RUNS - 1].0)
    );
    println!("memory peak {} MB", peak / 1024);
}

/// One run: its wall time and its peak resident memory in kB (0 where the system does not tell).
fn run(out: &std::path::Path) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_rvc-report"))
        .args(["build", "--out"])
        .arg(out)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut peak = 0;
    loop {
        peak = peak.max(peak_memory(child.id()).unwrap_or_default());
        if let Some(status) = child.try_wait().expect("the program can be waited for") {
            assert!(status.success(), "the build failed: {status}");
            return (start.elapsed(), peak);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn peak_memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
