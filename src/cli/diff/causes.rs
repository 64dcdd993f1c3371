//! Causes of differences, in words.

use crate::comparison::{Cause, CauseGroup, grouped};

/// Everything that a difference may come from.
pub(super) fn causes(causes: &[Cause]) -> String {
    let texts: Vec<String> = grouped(causes).iter().map(cause).collect();
    format!("cause: {}", texts.join("; "))
}

fn cause(group: &CauseGroup) -> String {
    let items = group.items.iter().map(|item| match (&item.old, &item.new) {
        (None, None) => item.name.clone(),
        (old, new) => {
            let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "not set".to_owned());
            format!("{} {} → {}", item.name, shown(old), shown(new))
                .trim_start()
                .to_owned()
        }
    });
    let mut items = items.collect::<Vec<_>>().join(", ");
    if group.more > 0 {
        items.push_str(&format!(" and {} more", group.more));
    }
    match group.kind {
        "data-revision" => format!("revised data {items}"),
        "new-data" => format!("new data {items}"),
        "data-gone" => format!("data gone {items}"),
        "years" => format!("other years {items}"),
        "setting" => format!("settings {items}"),
        "code" => format!("program {items}"),
        "words" => "words".to_owned(),
        _ => "unknown".to_owned(),
    }
}
