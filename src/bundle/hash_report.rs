use super::data::DataFile;
use super::{BundleError, PROJECT};

/// The columns of the report: the first four are those of the hash tool of the World Bank's reproducibility
/// repository.
const COLUMNS: [&str; 10] = [
    "filename",
    "path",
    "sha256sum",
    "date",
    "bytes",
    "rows",
    "source",
    "format",
    "edition",
    "included",
];

/// `data_hash_report.csv`: every data file that the study reads, in the bundle or not.
///
/// The date is that of the download, where a record says it.
pub(super) fn csv(data: &[DataFile]) -> Result<Vec<u8>, BundleError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for file in data {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        let date = file.record.as_ref().map(|record| record.day()).unwrap_or_default();
        writer.write_record([
            name,
            &format!("{PROJECT}/{}", file.path),
            &file.sha256,
            date,
            &file.bytes.to_string(),
            &file.rows.to_string(),
            file.list.id(),
            file.kind,
            file.edition.as_deref().unwrap_or_default(),
            if file.is_included { "yes" } else { "no" },
        ])?;
    }
    let bytes = writer.into_inner();
    Ok(bytes.map_err(|error| csv::Error::from(error.into_error()))?)
}
