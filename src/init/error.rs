use std::io;
use std::path::PathBuf;

use crate::diagnostic::Diagnostic;
use crate::model::{Economy, Window};
use crate::project::SETTINGS_FILE;
use crate::settings::SettingsError;

/// Why there is no new project.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    #[error("`{name}` is not a bloc that the program knows")]
    Bloc { name: String, near: Option<&'static str> },
    #[error("a bloc of your own needs its members")]
    NoMembers,
    #[error("a bloc needs two members at least")]
    FewMembers,
    #[error("`{economy}` stands among the {list} twice")]
    Twice { list: &'static str, economy: Economy },
    #[error("`{economy}` is in focus but not a member")]
    Stranger { economy: Economy },
    #[error("at least two focus economies are needed")]
    FewFocus,
    #[error("the hub `{hub}` is not a focus economy")]
    Hub { hub: Economy },
    #[error("no sector `{id}` is known")]
    Sector { id: String, known: Vec<String> },
    #[error("the demonstration data know no member {economy}")]
    DemonstrationMember { economy: Economy },
    #[error("the demonstration data have no table of {economy}")]
    DemonstrationFocus { economy: Economy },
    #[error("the demonstration data have no tables for {years}, but for {held}")]
    DemonstrationYears { years: Window, held: Window },
    #[error(transparent)]
    Settings(#[from] Box<SettingsError>),
    #[error("templates/init/{path}, built in, cannot be read: {message}")]
    BuiltIn { path: String, message: String },
    #[error("{}: this folder is a project already: it holds {}", folder.display(), SETTINGS_FILE)]
    IsProject { folder: PathBuf },
    #[error("{}: this is a file, not a folder", folder.display())]
    NotAFolder { folder: PathBuf },
    #[error("{}: there is something else already", path.display())]
    Taken { path: PathBuf },
    #[error("{}: cannot be written: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
}

impl InitError {
    /// The message, and what can be done.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            // It is about a file that nobody has seen.
            Self::Settings(error) => Diagnostic {
                hint: error.hint.clone(),
                ..Diagnostic::error(format!("the settings would not be valid: {}", error.message))
            },
            other => Diagnostic {
                hint: other.hint(),
                ..Diagnostic::error(other.to_string())
            },
        }
    }

    fn hint(&self) -> Option<String> {
        const DATA: &str = "leave it out, or take --no-data for a project on data of your own";
        let hint = match self {
            Self::Bloc { near: Some(near), .. } => format!("did you mean `{near}`?"),
            Self::Bloc { near: None, .. } => format!("known are {}", super::Preset::NAMES.join(", ")),
            Self::NoMembers => "name them by their codes, as in --members DEU,FRA,ITA".to_owned(),
            Self::FewMembers => "the study is about trade between members".to_owned(),
            Self::Twice { .. } => "name each economy once".to_owned(),
            Self::Stranger { .. } => "add it to --members, or leave it out of --focus".to_owned(),
            Self::FewFocus => "the figures and regressions compare several economies".to_owned(),
            Self::Hub { .. } => "choose one of --focus".to_owned(),
            Self::Sector { id, known } => match crate::settings::nearest(id, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "known are {}; others can be defined under [sectors] of {SETTINGS_FILE}",
                    known.join(", ")
                ),
            },
            Self::DemonstrationMember { .. } | Self::DemonstrationFocus { .. } | Self::DemonstrationYears { .. } => {
                DATA.to_owned()
            }
            Self::IsProject { .. } => "choose another folder: `init` replaces nothing".to_owned(),
            Self::NotAFolder { .. } => "choose another name for the folder of the project".to_owned(),
            Self::Taken { .. } => "move it away, or choose another folder: `init` replaces nothing".to_owned(),
            Self::Write { .. } => "check the permissions and the space on the disk; nothing is left behind".to_owned(),
            Self::Settings(_) | Self::BuiltIn { .. } => return None,
        };
        Some(hint)
    }
}
