//! The folder into which a service's files go.

use std::path::{Component, Path};

use super::{PlanError, Service};

/// The folder of the first pattern, relative to the project and with a `/` at its end, or empty for the project's
/// own folder; `data/SERVICE/` where there is no pattern.
///
/// Fails where the pattern leads out of the project.
pub(super) fn folder(service: Service, patterns: &[String]) -> Result<String, PlanError> {
    let Some(pattern) = patterns.first() else {
        return Ok(format!("data/{service}/"));
    };
    let plain_end = pattern.find(['*', '?', '[']).unwrap_or(pattern.len());
    let folder = pattern[..plain_end].rfind('/').map_or("", |end| &pattern[..end]);
    let inside = Path::new(folder)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !inside || pattern.starts_with('/') || pattern.contains('\\') {
        let pattern = pattern.clone();
        return Err(PlanError::Outside { service, pattern });
    }
    let parts = folder.split('/').filter(|part| !part.is_empty() && *part != ".");
    Ok(parts.map(|part| format!("{part}/")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pattern: &str) -> Option<String> {
        folder(Service::Icio, &[pattern.to_owned()]).ok()
    }

    #[test]
    fn the_folder_ends_before_the_first_part_with_a_wildcard() {
        assert_eq!(of("data/icio/*.csv").as_deref(), Some("data/icio/"));
        assert_eq!(of("./data//icio/2018/[0-9]*").as_deref(), Some("data/icio/2018/"));
        assert_eq!(of("data/*/x.csv").as_deref(), Some("data/"));
        assert_eq!(of("data/gdp.csv").as_deref(), Some("data/"));
        assert_eq!(of("*.csv").as_deref(), Some(""));
        assert_eq!(folder(Service::Gdp, &[]).as_deref(), Ok("data/gdp/"));
    }

    #[test]
    fn a_folder_outside_of_the_project_is_refused() {
        for pattern in ["/srv/icio/*", "../icio/*", "data/../../icio/*", "C:\\icio\\*", "/*"] {
            assert_eq!(of(pattern), None, "{pattern}");
        }
    }
}
