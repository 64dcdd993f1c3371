//! Wall time and peak memory of whole processes.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Several runs of one command.
pub struct Runs {
    /// Ascending.
    walls: Vec<Duration>,
    /// Resident, kB; 0 where the system does not tell.
    peak: u64,
}

impl Runs {
    /// Runs the program with these arguments so many times.
    pub fn of(arguments: &[&str], times: usize) -> Self {
        let runs: Vec<(Duration, u64)> = (0..times).map(|_| run(arguments)).collect();
        let mut walls: Vec<Duration> = runs.iter().map(|(wall, _)| *wall).collect();
        walls.sort();
        Self {
            walls,
            peak: runs.iter().map(|(_, peak)| *peak).max().unwrap_or_default(),
        }
    }

    pub fn print(&self, title: &str) {
        let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
        let last = self.walls.len() - 1;
        println!("{title}, {} cold runs", self.walls.len());
        println!(
            "wall   min {:.0} ms   median {:.0} ms   max {:.0} ms",
            milliseconds(self.walls[0]),
            milliseconds(self.walls[last / 2]),
            milliseconds(self.walls[last])
        );
        println!("memory peak {} MB", self.peak / 1024);
    }
}

/// One run: its wall time and its peak memory.
fn run(arguments: &[&str]) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_rvc-report"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut peak = 0;
    loop {
        peak = peak.max(peak_memory(child.id()).unwrap_or_default());
        if let Some(status) = child.try_wait().expect("the program can be waited for") {
            assert!(status.success(), "the run failed: {status}");
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
