//! Times `rvc-report decompose` as a whole process on tables as large as those of the OECD, beside the factorisation
//! of a matrix of that size, which no program of this kind can do without.
//!
//! `cargo bench --bench decompose` writes a made-up table of 81 economies and 45 activities (some 150 MB) to the
//! temporary folder and removes it. `RVC_BENCH_YEARS=26` times that many copies of it in one run, then again from the cache. Nothing is asserted:
//! times depend on the machine.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and cleans up after itself"
)]

mod measure;

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

const RUNS: usize = 7;
const ECONOMIES: usize = 81;
const ACTIVITIES: usize = 45;
const CATEGORIES: [&str; 6] = ["HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR"];

fn main() {
    let folder = std::env::temp_dir().join(format!("rvc-report-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
    let years: u16 = std::env::var("RVC_BENCH_YEARS").map_or(1, |years| years.parse().expect("a number of years"));
    let text = table();
    let files: Vec<String> = (0..years)
        .map(|year| folder.join(format!("{}_SML.csv", 1995 + year)))
        .map(|path| write(&path, &text))
        .collect();
    let out = folder.join("origin.csv");
    let mut arguments = vec!["decompose", "--exporters", "AAA,AAB,AAC", "--out"];
    let out = out.to_string_lossy();
    arguments.push(&out);
    arguments.extend(files.iter().map(String::as_str));
    let title = format!(
        "rvc-report decompose, {years} × {} MB, three exporters",
        text.len() / 1_000_000
    );
    let anew = [arguments.as_slice(), &["--no-cache"]].concat();
    measure::Runs::of(&anew, if years == 1 { RUNS } else { 1 }).print(&title);
    let cache = folder.join("cache").to_string_lossy().into_owned();
    let again = [arguments.as_slice(), &["--cache", &cache]].concat();
    // The first one fills the cache; a file that was just written is hashed once more.
    measure::Runs::of(&again, 1).print(&format!("{title}, into an empty cache"));
    measure::Runs::of(&again, RUNS).print(&format!("{title}, from the cache"));
    let _ = std::fs::remove_dir_all(&folder);
    floor();
}

fn write(path: &Path, text: &str) -> String {
    std::fs::write(path, text).expect("the table can be written");
    path.to_string_lossy().into_owned()
}

/// The LU factorisation alone, in memory.
fn floor() {
    let n = ECONOMIES * ACTIVITIES;
    let mut times: Vec<f64> = (0..3)
        .map(|_| {
            let matrix = faer::Mat::<f64>::from_fn(n, n, |row, column| {
                let own = if row == column { 1.0 } else { 0.0 };
                own - noise(row, column) as f64 / (2e3 * n as f64)
            });
            let start = Instant::now();
            std::hint::black_box(matrix.partial_piv_lu());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("floor: LU of {n} × {n} alone, median {:.0} ms", times[1]);
}

/// A number from 0 to 999 that looks random.
fn noise(row: usize, column: usize) -> u64 {
    let mixed =
        (row as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (column as u64 + 7).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed ^ (mixed >> 29)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 33 & 0x3ff
}

/// A table that balances: rows are drawn, output is their sum, value added what columns leave.
fn table() -> String {
    let letter = |place: usize| char::from(b'A' + u8::try_from(place % 26).expect("a letter"));
    let economies: Vec<String> = (0..ECONOMIES)
        .map(|place| format!("{}{}{}", letter(place / 676), letter(place / 26), letter(place)))
        .collect();
    let industries: Vec<String> = economies
        .iter()
        .flat_map(|economy| (0..ACTIVITIES).map(move |activity| format!("{economy}_D{activity:02}")))
        .collect();
    let n = industries.len();
    let demands = economies
        .iter()
        .flat_map(|economy| CATEGORIES.iter().map(move |category| format!("{economy}_{category}")));
    let columns: Vec<String> = industries
        .iter()
        .cloned()
        .chain(demands)
        .chain(["OUT".to_owned()])
        .collect();
    let mut text = format!("V1,{}\n", columns.join(","));
    // Millionths of USD million; final demand takes half of the output.
    let flow = |row: usize, column: usize| {
        let scale = if column < n { 1_117 } else { 8_377 };
        noise(row, column) * scale
    };
    let mut line = |label: &str, values: &mut dyn Iterator<Item = u64>| {
        text += label;
        for value in values {
            let _ = write!(text, ",{}.{:06}", value / 1_000_000, value % 1_000_000);
        }
        text.push('\n');
    };
    let mut bought = vec![0; n];
    let mut output = Vec::with_capacity(n);
    for (row, industry) in industries.iter().enumerate() {
        let flows: Vec<u64> = (0..columns.len() - 1).map(|column| flow(row, column)).collect();
        bought.iter_mut().zip(&flows).for_each(|(sum, value)| *sum += value);
        output.push(flows.iter().sum());
        line(industry, &mut flows.into_iter().chain([output[row]]));
    }
    let zeros = || std::iter::repeat_n(0, columns.len() - n);
    line("TLS", &mut bought.iter().map(|_| 1_000).chain(zeros()));
    let added: Vec<u64> = output
        .iter()
        .zip(&bought)
        .map(|(output, bought)| output - bought - 1_000)
        .collect();
    line("VA", &mut added.into_iter().chain(zeros()));
    line("OUT", &mut output.into_iter().chain(zeros()));
    text
}
