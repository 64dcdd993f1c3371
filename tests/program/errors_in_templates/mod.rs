//! What is wrong in a template is said with its file, line and column.

mod expressions;
mod files;
mod references;

use crate::project::{Project, QUICK};

const TEMPLATE: &str = "./templates/article/policy.en.md";

/// The message that a text brings about in place of the article's section on policy.
#[track_caller]
fn message(text: &str) -> String {
    message_of("policy.en.md", text)
}

/// The message that a text brings about in place of a template of the article.
#[track_caller]
fn message_of(template: &str, text: &str) -> String {
    let project = Project::with_good_output();
    project.write(&format!("templates/article/{template}"), text);
    let before = project.outputs();
    let run = project.build(&QUICK);
    let message = run.fails().to_owned();
    assert!(project.outputs() == before, "the failed build has changed the output");
    message
}
