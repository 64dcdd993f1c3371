//! What a verification has found, for programs.

use crate::replication::Replication;

/// Why it could not be written.
#[derive(Debug, thiserror::Error)]
pub enum VerificationFileError {
    #[error("the verification cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the verification cannot be written as CSV: {0}")]
    Csv(#[from] csv::Error),
}

/// Everything as JSON.
pub fn verification_json(replication: &Replication) -> Result<String, VerificationFileError> {
    let mut text = serde_json::to_string_pretty(replication)?;
    text.push('\n');
    Ok(text)
}

/// Every printed number and star pattern as a row: coefficients and R² once, the rest under each covariance.
pub fn verification_csv(replication: &Replication) -> Result<Vec<u8>, VerificationFileError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in replication.comparison.flat_rows() {
        writer.serialize(row)?;
    }
    let bytes = writer.into_inner();
    Ok(bytes.map_err(|error| csv::Error::from(error.into_error()))?)
}
