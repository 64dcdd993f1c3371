use std::io;

use crate::bundle::{ArchiveError, BundleError};
use crate::comparison::SnapshotError;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ingest::IngestErrors;
use crate::outputs::write::WriteError;
use crate::outputs::{ChartError, PackageError, PageError, TypstError, VerificationFileError, WorkbookError};
use crate::published::PublishedErrors;
use crate::reproduce::ReproduceError;
use crate::settings::SettingsError;
use crate::stages::StageError;

/// Why a run stopped; the message is complete and meant for the user.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    #[error("{path}: {source}\n  hint: check the permissions of the settings file")]
    SettingsFile { path: String, source: io::Error },
    #[error("{path}: the text is not UTF-8\n  hint: save the file as UTF-8 and try again")]
    SettingsEncoding { path: String },
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(
        "`{name}` is not the name of a report\n  hint: use letters, digits, `-` and `_`: it names a folder under templates/"
    )]
    ReportName { name: String },
    #[error("`{code}` is neither a member of the bloc nor in the tables{hint}")]
    Country { code: String, hint: String },
    #[error(transparent)]
    Ingest(#[from] IngestErrors),
    #[error(transparent)]
    Stage(#[from] StageError),
    #[error(
        "the published article {path} cannot be read: {source}\n  hint: `replication.article` in rvc.toml names its article.toml, relative to the project"
    )]
    PublishedFile { path: String, source: io::Error },
    #[error(
        "the figure `{figure}` of the published article is about `{key}`, which is no name of a result\n  hint: `rvc-report why` lists the names, such as stage2.RUS.machinery.2020.fva_share"
    )]
    PublishedKey { figure: String, key: String },
    #[error("{0}")]
    Lock(Diagnostics),
    #[error("{0}")]
    Compared(Diagnostics),
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    #[error(transparent)]
    Published(#[from] PublishedErrors),
    #[error(transparent)]
    Literate(#[from] Diagnostics),
    #[error(transparent)]
    Chart(#[from] ChartError),
    #[error(transparent)]
    Typst(#[from] TypstError),
    #[error(transparent)]
    Page(#[from] PageError),
    #[error(transparent)]
    Package(#[from] PackageError),
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    #[error(transparent)]
    Verification(#[from] VerificationFileError),
    #[error("results cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error(transparent)]
    Bundle(#[from] BundleError),
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    #[error(transparent)]
    Reproduce(#[from] ReproduceError),
}

impl PipelineError {
    /// Everything that is wrong, one by one, with its place where that is known.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        match self {
            Self::Settings(error) => vec![error.diagnostic()],
            Self::Ingest(errors) => errors.0.iter().map(|error| error.diagnostic()).collect(),
            Self::Published(errors) => errors.diagnostics(),
            Self::Literate(Diagnostics(found))
            | Self::Lock(Diagnostics(found))
            | Self::Compared(Diagnostics(found)) => found.clone(),
            // The hint is the last line of these messages.
            other => {
                let text = other.to_string();
                vec![match text.split_once("\n  hint: ") {
                    Some((message, hint)) => Diagnostic::error(message).hint(hint),
                    None => Diagnostic::error(text),
                }]
            }
        }
    }
}
