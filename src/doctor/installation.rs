//! What is compiled into the program, and what it keeps on this machine.

use super::probe::can_write;
use super::{Check, Topic};
use crate::literate::Lexicon;
use crate::origins::Resources;
use crate::outputs;
use crate::settings::Language;

/// What to do with a program that lacks a part of itself.
const REINSTALL: &str = "the program is damaged, or was not built as it should be: install it again";

/// Looks at the program itself.
pub fn installation(resources: &Resources) -> Vec<Check> {
    let version = concat!("rvc-report ", env!("CARGO_PKG_VERSION"));
    vec![Check::ok(Topic::Program, version), words(), fonts(), cache(resources)]
}

fn words() -> Check {
    for language in Language::ALL {
        if let Err(error) = Lexicon::built_in(language) {
            return Check::error(Topic::Words, error.to_string(), REINSTALL);
        }
    }
    let tags = Language::ALL.map(Language::tag);
    Check::ok(
        Topic::Words,
        format!("the lexicons of {} are built in", tags.join(" and ")),
    )
}

fn fonts() -> Check {
    let missing = outputs::missing_fonts();
    match missing.is_empty() {
        true => Check::ok(Topic::Fonts, "all fonts of the documents are built in"),
        false => Check::error(
            Topic::Fonts,
            format!("the program lacks the fonts {}", missing.join(", ")),
            REINSTALL,
        ),
    }
}

/// Without its cache the program is as right, and slower.
fn cache(resources: &Resources) -> Check {
    let Some(cache) = &resources.cache else {
        let message = "decomposed tables are not kept";
        return Check::warning(
            Topic::Cache,
            message,
            "large tables are decomposed anew in every run: leave out --no-cache, or name a folder with --cache",
        );
    };
    let folder = cache.folder();
    match can_write(folder) {
        Ok(()) => {
            let kept = cache.contents();
            let megabytes = kept.bytes as f64 / 1e6;
            let message = format!("{}: {} tables, {megabytes:.1} MB", folder.display(), kept.entries);
            Check::ok(Topic::Cache, message)
        }
        Err(error) => Check::warning(
            Topic::Cache,
            format!("{}: cannot be written: {error}", folder.display()),
            "large tables are decomposed anew in every run: name another folder with --cache",
        ),
    }
}
