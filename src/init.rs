//! A new project: settings with comments, texts to edit, and data where the program has some.
//!
//! 1. a [`Preset`] knows a bloc, [`Wanted`] is what somebody asks for;
//! 2. [`Choices`] settle what was left open;
//! 3. `settings`, `texts` and `data` make the files in memory, from `templates/init/`, and the settings are read back and
//!    checked as a build would do;
//! 4. [`place()`] puts all of them into the folder, or none.

mod choices;
mod data;
mod error;
mod fill;
mod names;
mod place;
mod preset;
mod sectors;
mod settings;
mod steps;
mod texts;
mod toml_text;
mod wanted;

pub use choices::{Choices, Source};
pub use error::InitError;
pub use place::place;
pub use preset::Preset;
pub use sectors::sector_ids;
pub use steps::Step;
pub use wanted::{Kind, Wanted};

use crate::outputs::OutputFile;
use crate::settings::Settings;
use names::Names;

/// A project in memory.
#[derive(Debug)]
pub struct NewProject {
    /// Sorted by path, each relative to the folder of the project.
    pub files: Vec<OutputFile>,
    /// What it is about, in a line.
    pub about: String,
    /// What its owner does next, in this order.
    pub steps: Vec<Step>,
}

/// Makes a project; nothing is written.
///
/// Fails where the wishes do not fit together, with the check of a build where no other has noticed.
pub fn new_project(wanted: &Wanted) -> Result<NewProject, InitError> {
    let choices = Choices::of(wanted)?;
    let names = Names::of(&choices)?;
    let text = settings::text(&choices, &names);
    Settings::parse(&text, settings::FILE).map_err(Box::new)?;
    let mut files = texts::files(&choices);
    files.extend(data::files(&choices)?);
    files.insert(settings::FILE.to_owned(), text.into_bytes());
    let steps = steps::steps(&choices, &names);
    let files = files.into_iter().map(|(path, bytes)| OutputFile::new(path, bytes));
    Ok(NewProject {
        files: files.collect(),
        about: choices.about(),
        steps,
    })
}

#[cfg(test)]
mod init_tests;
