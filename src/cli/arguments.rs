use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::aot::Shell;

use super::bundle::BundleArguments;
use super::cache;
use super::diff::DiffArguments;
use super::doctor::DoctorArguments;
use super::fetch::FetchArguments;
use super::init::InitArguments;
use super::lock::LockArguments;
use super::reproduce::ReproduceArguments;
use super::resources::ResourceArguments;
use crate::model::Economy;
use crate::pipeline;
use crate::replication::Verdict;
use crate::settings::{Language, ValueAddedDefinition};

/// Literate, reproducible reports on regional value chains.
///
/// Reads trade and value-added data, runs the three stages of the study, and writes the article
/// with its tables and figures as PDF and HTML, in Russian and English.
#[derive(Debug, Parser)]
#[command(name = "rvc-report", version, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a new project: settings, texts to edit, and data where the program has some
    ///
    /// On a terminal it asks for what no option says. It replaces no file, and where anything fails, nothing is left
    /// behind.
    Init(InitArguments),
    /// Build the report and write its files
    Build {
        #[command(flatten)]
        selection: Selection,
        /// Write to this folder instead of reports/NAME/ of the project
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Print how long each phase took
        #[arg(long)]
        timings: bool,
        /// Treat warnings as errors: nothing is written where there are any
        #[arg(long)]
        strict: bool,
        /// Build only from data that are as rvc.lock has them
        #[arg(long)]
        locked: bool,
    },
    /// Do everything that `build` does, compare the languages, and write nothing
    Check {
        #[command(flatten)]
        selection: Selection,
        /// Treat warnings as errors
        #[arg(long)]
        strict: bool,
    },
    /// Explain a number down to the rows of the data files that it comes from
    Why {
        /// A key such as stage3.BLR.chemicals.mutual.bp.coef, or a number as the report prints it; all keys without it
        key: Option<String>,
        /// Show every input of long lists
        #[arg(long)]
        all: bool,
        /// Print the tree as JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        selection: Selection,
    },
    /// Verify a published article against the data and against itself, or a PDF against its attachments
    ///
    /// Without a PDF: compares the numbers that the article prints with those of this project, cell by cell, tries
    /// other definitions, looks for contradictions within the article, and writes the verification as HTML, PDF,
    /// CSV and JSON. With a PDF that `build` wrote: checks that the document, its attachments and its numbers
    /// belong together.
    Verify {
        /// A PDF that `build` wrote, to be checked instead of a published article
        #[arg(value_name = "REPORT.pdf")]
        pdf: Option<PathBuf>,
        #[command(flatten)]
        selection: Selection,
        /// Write to this folder instead of reports/NAME/verification/ of the project
        #[arg(long, value_name = "DIR", conflicts_with = "pdf")]
        out: Option<PathBuf>,
        /// Fail where the article is reproduced less well than this
        #[arg(long, value_name = "CLASS", num_args = 0..=1, require_equals = true, default_missing_value = "minor", conflicts_with = "pdf")]
        strict: Option<Class>,
        /// Print what was found as JSON
        #[arg(long)]
        json: bool,
        /// Print how long each phase took
        #[arg(long, conflicts_with = "pdf")]
        timings: bool,
    },
    /// Compare two builds of a report: what differs, why, and which sentences read differently
    Diff(DiffArguments),
    /// Decompose gross exports by the origin of their value added: tables in, tidy CSV or Parquet out
    ///
    /// Reads OECD inter-country input-output tables of any edition, plain, gzip or inside of a zip with several years,
    /// and writes year, exporter, export_activity, source, source_activity, usd_mn; gross exports by partner stand in
    /// a second file beside it. Names of files must hold the year. No project is needed.
    Decompose {
        /// Tables: CSV, gzip, Parquet, or zip
        #[arg(required = true, value_name = "FILES")]
        files: Vec<PathBuf>,
        /// Exporters by their codes [default: all]
        #[arg(long, value_delimiter = ',', value_parser = economy, value_name = "CODES")]
        exporters: Option<Vec<Economy>>,
        /// Sources of value added by their codes [default: all]
        #[arg(long, value_delimiter = ',', value_parser = economy, value_name = "CODES")]
        sources: Option<Vec<Economy>>,
        /// What counts as value added
        #[arg(long, default_value = "va+tls", value_name = "DEFINITION")]
        value_added: ValueAdded,
        /// The file to write, Parquet if it is called so; exports by partner go to NAME_exports beside it
        #[arg(long, default_value = "origin.csv", value_name = "FILE")]
        out: PathBuf,
        /// Take tables whose sums are far from output as they are, instead of refusing them
        #[arg(long)]
        unbalanced: bool,
        #[command(flatten)]
        resources: ResourceArguments,
    },
    /// Download the data of a project from the services that publish them
    Fetch(FetchArguments),
    /// Write one zip with everything that is needed to repeat the build, for reviewers
    Bundle(BundleArguments),
    /// Check a bundle, build its report twice, and compare every byte
    Reproduce(ReproduceArguments),
    /// Write rvc.lock, what the data files hold in short; or compare them with it
    Lock(LockArguments),
    /// Show what is kept of decomposed tables, or remove it
    Cache(cache::Arguments),
    /// Build, serve on 127.0.0.1 and build again whenever a file changes
    Watch {
        #[command(flatten)]
        selection: Selection,
        /// The port [default: the first free one from 3000]
        #[arg(long)]
        port: Option<u16>,
    },
    /// Find out what is wrong with the installation, or with a project
    Doctor(DoctorArguments),
    /// Print what a shell needs to complete commands and options
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
    /// Write the pages of the manual into a folder
    Man {
        /// The folder, such as man1 of the manual; pages of the same names are replaced
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(super) struct Selection {
    /// A folder with rvc.toml, or a settings file [default: the current folder, else the built-in demonstration]
    #[arg(long, value_name = "DIR|rvc.toml")]
    pub project: Option<PathBuf>,
    /// The report: a folder under templates/ [default: the one that rvc.toml names]
    #[arg(long, value_name = "NAME")]
    pub report: Option<String>,
    /// Languages, of ru and en [default: all that the project has titles in]
    #[arg(long, value_delimiter = ',', value_name = "LANG")]
    pub lang: Option<Vec<Language>>,
    /// One report for each: a member's code, or all; for reports whose templates use `country`
    #[arg(long, value_name = "CODE|all")]
    pub country: Option<String>,
    /// Forms of the document
    #[arg(long, value_delimiter = ',', default_value = "html,pdf", value_name = "FORMAT")]
    pub format: Vec<Format>,
    /// How messages are written: for people, or one JSON object a line for editors
    #[arg(long, default_value = "human", value_name = "FORMAT")]
    pub message_format: MessageFormat,
    #[command(flatten)]
    pub resources: ResourceArguments,
}

/// A form of errors and warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    Human,
    Json,
}

/// What counts as the value added of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ValueAdded {
    #[value(name = "va+tls")]
    WithTaxes,
    #[value(name = "va-only")]
    Only,
}

impl From<ValueAdded> for ValueAddedDefinition {
    fn from(definition: ValueAdded) -> Self {
        match definition {
            ValueAdded::WithTaxes => Self::WithTaxes,
            ValueAdded::Only => Self::ValueAddedOnly,
        }
    }
}

/// An economy by its code.
pub(super) fn economy(code: &str) -> Result<Economy, String> {
    Economy::parse(code).ok_or_else(|| "expected three capital letters such as KAZ".to_owned())
}

/// How well an article is reproduced, in the classes of the AEA Data Editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Class {
    Full,
    Minor,
    Partial,
}

impl From<Class> for Verdict {
    fn from(class: Class) -> Self {
        match class {
            Class::Full => Self::Full,
            Class::Minor => Self::MinorIssues,
            Class::Partial => Self::Partial,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Format {
    Html,
    Pdf,
    Docx,
    Xlsx,
    Tex,
    Md,
    Figures,
}

impl From<Format> for pipeline::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Html => Self::Html,
            Format::Pdf => Self::Pdf,
            Format::Docx => Self::Docx,
            Format::Xlsx => Self::Xlsx,
            Format::Tex => Self::Latex,
            Format::Md => Self::Markdown,
            Format::Figures => Self::Figures,
        }
    }
}
