//! What a replicator needs, what the program does, and which commands to give.

use std::fmt::Write;

use super::super::PROJECT;
use super::super::package::Package;
use super::super::routine::STAGES;
use super::markdown::{head, row, size};

pub(super) fn requirements(package: &Package<'_>, bytes: u64, out: &mut String) {
    let program = &package.program;
    let robustness = &package.material.settings.robustness;
    let data: u64 = package.data.iter().map(|file| file.bytes).sum();
    let _ = write!(
        out,
        "## Computational requirements\n\n\
         ### Software Requirements\n\n\
         - `{name}` {version}. SHA-256 of its sources, templates, bundled data and `Cargo.lock`: `{source}`.\n\
         - To compile it: Rust {rust} or later and a C compiler, `cargo build --release --locked`. It needs no other software \
         and, but for `fetch`, no network.\n\
         - The same bytes come out on every x86-64 processor with AVX2 and FMA, whatever the number of threads, the time zone \
         and the locale.\n\n\
         ### Controlled Randomness\n\n\
         - [x] The random seed is `robustness.seed` = {seed} of `{PROJECT}/rvc.toml`. Only the wild bootstrap of the robustness \
         appendix draws random numbers ({replications} replications, generator ChaCha8).\n\n\
         ### Memory, Runtime, and Storage Requirements\n\n\
         - Data files: {files}, {data}. This package, unpacked: {bytes}.\n\
         - Time to reproduce on two processor cores: less than ten minutes. (A report on small tables takes some seconds; 26 \
         years of full OECD tables take less than a minute more.)\n\
         - Memory: tables in work take half of the machine's at most; `build --memory` sets another limit.\n\n",
        name = program.name,
        version = program.version,
        source = program.source_sha256,
        rust = env!("CARGO_PKG_RUST_VERSION"),
        seed = robustness.seed,
        replications = robustness.replications,
        files = package.data.len(),
        data = size(data),
        bytes = size(bytes),
    );
}

pub(super) fn programs(out: &mut String) {
    out.push_str(
        "## Description of programs/code\n\n\
         All code is in one program. These functions compute the results; the file and line are those of its sources.\n\n",
    );
    head(out, &["What", "Program, line"]);
    for (what, routine) in &STAGES {
        row(
            out,
            &[
                what,
                &format!("`{}`, {}", routine.path, routine.line().unwrap_or_default()),
            ],
        );
    }
    let _ = write!(
        out,
        "\n### License for Code\n\n{}. The project's own texts belong to their authors.\n\n",
        env!("CARGO_PKG_LICENSE")
    );
}

pub(super) fn instructions(package: &Package<'_>, out: &mut String) {
    let name = &package.program.name;
    let is_complete = package.data.iter().all(|file| file.is_included);
    out.push_str("## Instructions to Replicators\n\n");
    if !is_complete {
        out.push_str("First get the data that are left out: *Details on each Data Source* has the commands.\n\n");
    }
    let data = if is_complete {
        String::new()
    } else {
        format!(" --data replication/{PROJECT}")
    };
    let _ = write!(
        out,
        "```sh\n{name} reproduce bundle.zip{data}\n```\n\n\
         checks every file of the package against its hash, unpacks it into a temporary folder, builds the report twice, the \
         second time on one thread, and compares each output byte by byte. The exit code is 0 where all are the same; otherwise \
         it names the file and the place.\n\n\
         ### Details\n\n\
         To look at single results, unpack the package into a folder `replication`:\n\n\
         ```sh\n\
         {name} build --project replication/{PROJECT} --out rebuilt     # the report, in a folder of your own\n\
         {name} why KEY --project replication/{PROJECT}                 # a number down to lines of data files\n\
         {name} check --project replication/{PROJECT}                   # everything but writing\n\
         ```\n\n\
         `KEY` is the expression in the column *Key* of `code-check.csv`.\n\n"
    );
}
