use crate::stages::Results;

/// `results.json`: every number at full precision; the schema is described in `docs/results.md`.
pub fn results_json(results: &Results) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(results)?;
    text.push('\n');
    Ok(text)
}
