//! What the program says about itself, word by word.

use crate::project::{Project, Run};

const HELP: &str = "\
Literate, reproducible reports on regional value chains.

Reads trade and value-added data, runs the three stages of the study, and writes the article with
its tables and figures as PDF and HTML, in Russian and English.

Usage: rvc-report <COMMAND>

Commands:
  build      Build the report and write its files
  check      Do everything that `build` does, compare the languages, and write nothing
  why        Explain a number down to the rows of the data files that it comes from
  verify     Verify a published article against the data and against itself, or a PDF against its
             attachments
  decompose  Decompose gross exports by the origin of their value added: tables in, tidy CSV or
             Parquet out
  fetch      Download the data of a project from the services that publish them
  bundle     Write one zip with everything that is needed to repeat the build, for reviewers
  reproduce  Check a bundle, build its report twice, and compare every byte
  lock       Write rvc.lock, what the data files hold in short; or compare them with it
  cache      Show what is kept of decomposed tables, or remove it
  watch      Build, serve on 127.0.0.1 and build again whenever a file changes
  help       Print this message or the help of the given subcommand(s)

Options:
  -h, --help
          Print help (see a summary with '-h')

  -V, --version
          Print version
";

const BUILD_HELP: &str = "\
Build the report and write its files

Usage: rvc-report build [OPTIONS]

Options:
      --project <DIR|rvc.toml>   A folder with rvc.toml, or a settings file [default: the current
                                 folder, else the built-in demonstration]
      --report <NAME>            The report: a folder under templates/ [default: the one that
                                 rvc.toml names]
      --lang <LANG>              Languages, of ru and en [default: all that the project has titles
                                 in]
      --country <CODE|all>       One report for each: a member's code, or all; for reports whose
                                 templates use `country`
      --format <FORMAT>          Forms of the document [default: html,pdf] [possible values: html,
                                 pdf]
      --message-format <FORMAT>  How messages are written: for people, or one JSON object a line for
                                 editors [default: human] [possible values: human, json]
      --memory <SIZE>            Memory for tables in work, such as 2G or 500M [default: half of the
                                 machine's]
      --cache <DIR>              The folder that keeps decomposed tables [default: rvc-report in the
                                 user's cache folder]
      --no-cache                 Read every table anew, and keep nothing for the next time
      --out <DIR>                Write to this folder instead of reports/NAME/ of the project
      --timings                  Print how long each phase took
      --strict                   Treat warnings as errors: nothing is written where there are any
      --locked                   Build only from data that are as rvc.lock has them
  -h, --help                     Print help
";

const CHECK_HELP: &str = "\
Do everything that `build` does, compare the languages, and write nothing

Usage: rvc-report check [OPTIONS]

Options:
      --project <DIR|rvc.toml>   A folder with rvc.toml, or a settings file [default: the current
                                 folder, else the built-in demonstration]
      --report <NAME>            The report: a folder under templates/ [default: the one that
                                 rvc.toml names]
      --lang <LANG>              Languages, of ru and en [default: all that the project has titles
                                 in]
      --country <CODE|all>       One report for each: a member's code, or all; for reports whose
                                 templates use `country`
      --format <FORMAT>          Forms of the document [default: html,pdf] [possible values: html,
                                 pdf]
      --message-format <FORMAT>  How messages are written: for people, or one JSON object a line for
                                 editors [default: human] [possible values: human, json]
      --memory <SIZE>            Memory for tables in work, such as 2G or 500M [default: half of the
                                 machine's]
      --cache <DIR>              The folder that keeps decomposed tables [default: rvc-report in the
                                 user's cache folder]
      --no-cache                 Read every table anew, and keep nothing for the next time
      --strict                   Treat warnings as errors
  -h, --help                     Print help
";

const WHY_HELP: &str = "\
Explain a number down to the rows of the data files that it comes from

Usage: rvc-report why [OPTIONS] [KEY]

Arguments:
  [KEY]  A key such as stage3.BLR.chemicals.mutual.bp.coef, or a number as the report prints it; all
         keys without it

Options:
      --all                      Show every input of long lists
      --json                     Print the tree as JSON
      --project <DIR|rvc.toml>   A folder with rvc.toml, or a settings file [default: the current
                                 folder, else the built-in demonstration]
      --report <NAME>            The report: a folder under templates/ [default: the one that
                                 rvc.toml names]
      --lang <LANG>              Languages, of ru and en [default: all that the project has titles
                                 in]
      --country <CODE|all>       One report for each: a member's code, or all; for reports whose
                                 templates use `country`
      --format <FORMAT>          Forms of the document [default: html,pdf] [possible values: html,
                                 pdf]
      --message-format <FORMAT>  How messages are written: for people, or one JSON object a line for
                                 editors [default: human] [possible values: human, json]
      --memory <SIZE>            Memory for tables in work, such as 2G or 500M [default: half of the
                                 machine's]
      --cache <DIR>              The folder that keeps decomposed tables [default: rvc-report in the
                                 user's cache folder]
      --no-cache                 Read every table anew, and keep nothing for the next time
  -h, --help                     Print help
";

const VERIFY_HELP: &str = "\
Verify a published article against the data and against itself, or a PDF against its attachments

Without a PDF: compares the numbers that the article prints with those of this project, cell by
cell, tries other definitions, looks for contradictions within the article, and writes the
verification as HTML, PDF, CSV and JSON. With a PDF that `build` wrote: checks that the document,
its attachments and its numbers belong together.

Usage: rvc-report verify [OPTIONS] [REPORT.pdf]

Arguments:
  [REPORT.pdf]
          A PDF that `build` wrote, to be checked instead of a published article

Options:
      --project <DIR|rvc.toml>
          A folder with rvc.toml, or a settings file [default: the current folder, else the built-in
          demonstration]

      --report <NAME>
          The report: a folder under templates/ [default: the one that rvc.toml names]

      --lang <LANG>
          Languages, of ru and en [default: all that the project has titles in]

      --country <CODE|all>
          One report for each: a member's code, or all; for reports whose templates use `country`

      --format <FORMAT>
          Forms of the document
          
          [default: html,pdf]
          [possible values: html, pdf]

      --message-format <FORMAT>
          How messages are written: for people, or one JSON object a line for editors
          
          [default: human]
          [possible values: human, json]

      --memory <SIZE>
          Memory for tables in work, such as 2G or 500M [default: half of the machine's]

      --cache <DIR>
          The folder that keeps decomposed tables [default: rvc-report in the user's cache folder]

      --no-cache
          Read every table anew, and keep nothing for the next time

      --out <DIR>
          Write to this folder instead of reports/NAME/verification/ of the project

      --strict[=<CLASS>]
          Fail where the article is reproduced less well than this
          
          [possible values: full, minor, partial]

      --json
          Print what was found as JSON

      --timings
          Print how long each phase took

  -h, --help
          Print help (see a summary with '-h')
";

const DECOMPOSE_HELP: &str = "\
Decompose gross exports by the origin of their value added: tables in, tidy CSV or Parquet out

Reads OECD inter-country input-output tables of any edition, plain, gzip or inside of a zip with
several years, and writes year, exporter, export_activity, source, source_activity, usd_mn; gross
exports by partner stand in a second file beside it. Names of files must hold the year. No project
is needed.

Usage: rvc-report decompose [OPTIONS] <FILES>...

Arguments:
  <FILES>...
          Tables: CSV, gzip, Parquet, or zip

Options:
      --exporters <CODES>
          Exporters by their codes [default: all]

      --sources <CODES>
          Sources of value added by their codes [default: all]

      --value-added <DEFINITION>
          What counts as value added
          
          [default: va+tls]
          [possible values: va+tls, va-only]

      --out <FILE>
          The file to write, Parquet if it is called so; exports by partner go to NAME_exports
          beside it
          
          [default: origin.csv]

      --unbalanced
          Take tables whose sums are far from output as they are, instead of refusing them

      --memory <SIZE>
          Memory for tables in work, such as 2G or 500M [default: half of the machine's]

      --cache <DIR>
          The folder that keeps decomposed tables [default: rvc-report in the user's cache folder]

      --no-cache
          Read every table anew, and keep nothing for the next time

  -h, --help
          Print help (see a summary with '-h')
";

const CACHE_HELP: &str = "\
Show what is kept of decomposed tables, or remove it

Usage: rvc-report cache [OPTIONS] [COMMAND]

Commands:
  show   Show the folder, the number of tables in it and their size
  clear  Remove all of them
  help   Print this message or the help of the given subcommand(s)

Options:
      --cache <DIR>  The folder that keeps decomposed tables [default: rvc-report in the user's
                     cache folder]
  -h, --help         Print help
";

const FETCH_HELP: &str = "\
Download the data of a project from the services that publish them

Usage: rvc-report fetch [OPTIONS] [WHAT]

Arguments:
  [WHAT]
          Which data [default: all that the project reads]

          Possible values:
          - tiva:  OECD trade in value added: exports and the origin of the value added in them
          - icio:  OECD inter-country input-output tables
          - trade: UN Comtrade: exports by commodity section
          - gdp:   World Bank: GDP per capita
          - all:   Everything that the project reads

Options:
      --project <DIR|rvc.toml>
          A folder with rvc.toml, or a settings file [default: the current folder]

      --comtrade-key-file <FILE>
          A file that holds nothing but the key of UN Comtrade

      --dry-run
          Print what would be downloaded to which file, and ask no server

      --overwrite
          Download files that are already there once more

      --no-wait
          Stop where the limit of the OECD an hour is reached, instead of waiting

  -h, --help
          Print help (see a summary with '-h')
";

const LOCK_HELP: &str = "\
Write rvc.lock, what the data files hold in short; or compare them with it

Usage: rvc-report lock [OPTIONS]

Options:
      --check                    Only compare: write nothing, and fail where anything differs
      --project <DIR|rvc.toml>   A folder with rvc.toml, or a settings file [default: the current
                                 folder]
      --message-format <FORMAT>  How messages are written: for people, or one JSON object a line for
                                 editors [default: human] [possible values: human, json]
      --memory <SIZE>            Memory for tables in work, such as 2G or 500M [default: half of the
                                 machine's]
      --cache <DIR>              The folder that keeps decomposed tables [default: rvc-report in the
                                 user's cache folder]
      --no-cache                 Read every table anew, and keep nothing for the next time
  -h, --help                     Print help
";

const BUNDLE_HELP: &str = "\
Write one zip with everything that is needed to repeat the build, for reviewers

Usage: rvc-report bundle [OPTIONS]

Options:
      --project <DIR|rvc.toml>   A folder with rvc.toml, or a settings file [default: the current
                                 folder, else the built-in demonstration]
      --out <FILE>               The file to write [default: bundle.zip]
      --message-format <FORMAT>  How messages are written: for people, or one JSON object a line for
                                 editors [default: human] [possible values: human, json]
      --memory <SIZE>            Memory for tables in work, such as 2G or 500M [default: half of the
                                 machine's]
      --cache <DIR>              The folder that keeps decomposed tables [default: rvc-report in the
                                 user's cache folder]
      --no-cache                 Read every table anew, and keep nothing for the next time
  -h, --help                     Print help
";

const REPRODUCE_HELP: &str = "\
Check a bundle, build its report twice, and compare every byte

Usage: rvc-report reproduce [OPTIONS] <BUNDLE.zip>

Arguments:
  <BUNDLE.zip>  A bundle that `bundle` wrote

Options:
      --data <DIR>  The folder of a project with the data that the bundle may not hold
      --json        Print what was found as JSON
  -h, --help        Print help
";

const WATCH_HELP: &str = "\
Build, serve on 127.0.0.1 and build again whenever a file changes

Usage: rvc-report watch [OPTIONS]

Options:
      --project <DIR|rvc.toml>   A folder with rvc.toml, or a settings file [default: the current
                                 folder, else the built-in demonstration]
      --report <NAME>            The report: a folder under templates/ [default: the one that
                                 rvc.toml names]
      --lang <LANG>              Languages, of ru and en [default: all that the project has titles
                                 in]
      --country <CODE|all>       One report for each: a member's code, or all; for reports whose
                                 templates use `country`
      --format <FORMAT>          Forms of the document [default: html,pdf] [possible values: html,
                                 pdf]
      --message-format <FORMAT>  How messages are written: for people, or one JSON object a line for
                                 editors [default: human] [possible values: human, json]
      --memory <SIZE>            Memory for tables in work, such as 2G or 500M [default: half of the
                                 machine's]
      --cache <DIR>              The folder that keeps decomposed tables [default: rvc-report in the
                                 user's cache folder]
      --no-cache                 Read every table anew, and keep nothing for the next time
      --port <PORT>              The port [default: the first free one from 3000]
  -h, --help                     Print help
";

/// The answer at the widest width that the program uses, whatever the terminal of the test.
#[track_caller]
fn says(arguments: &[&str], expected: &str) {
    let run = Run::of(Project::new().command().args(arguments).env("COLUMNS", "200"));
    assert_eq!(run.succeeds().stdout, expected);
    assert_eq!(run.stderr, "");
}

#[test]
fn help_lists_the_commands() {
    says(&["--help"], HELP);
    says(&["help"], HELP);
}

#[test]
fn help_of_build_lists_its_options() {
    says(&["build", "--help"], BUILD_HELP);
}

#[test]
fn help_of_check_lists_its_options() {
    says(&["check", "--help"], CHECK_HELP);
}

#[test]
fn help_of_the_other_commands_lists_their_options() {
    says(&["why", "--help"], WHY_HELP);
    says(&["verify", "--help"], VERIFY_HELP);
    says(&["decompose", "--help"], DECOMPOSE_HELP);
    says(&["cache", "--help"], CACHE_HELP);
    says(&["fetch", "--help"], FETCH_HELP);
    says(&["lock", "--help"], LOCK_HELP);
    says(&["bundle", "--help"], BUNDLE_HELP);
    says(&["reproduce", "--help"], REPRODUCE_HELP);
    says(&["watch", "--help"], WATCH_HELP);
}

#[test]
fn the_version_is_that_of_the_package() {
    says(&["--version"], concat!("rvc-report ", env!("CARGO_PKG_VERSION"), "\n"));
}
