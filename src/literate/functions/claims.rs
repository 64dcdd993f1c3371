//! What the tags `claim`, `otherwise` and `endclaim` call.

use minijinja::{Environment, Error, Value};

use super::{Scope, invalid};
use crate::literate::templates::{END, begin_mark};

pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    let s = scope.clone();
    environment.add_function("__claim", move |id: String, holds: Value, wording: usize| {
        s.recorder().begin(&id, wording).map_err(invalid)?;
        Ok::<_, Error>(holds.is_true())
    });
    let s = scope.clone();
    environment.add_function("__otherwise", move |holds: Value, wording: usize| {
        s.recorder().try_wording(wording);
        holds.is_true()
    });
    let s = scope.clone();
    environment.add_function("__last", move |wording: usize| {
        s.recorder().try_wording(wording);
        ""
    });
    let s = scope.clone();
    environment.add_function("__open", move || {
        let begin = s.recorder().print().and_then(begin_mark);
        Value::from_safe_string(begin.map(String::from).unwrap_or_default())
    });
    let s = scope.clone();
    environment.add_function("__close", move || {
        s.recorder().end();
        Value::from_safe_string(END.to_string())
    });
    // The claim stays among those that were made, with nothing printed: an error of the document.
    let s = scope.clone();
    environment.add_function("__unsupported", move || {
        s.recorder().end();
        ""
    });
}
