use serde::Serialize;

use super::shape::File;
use super::source::Source;
use super::table_file::TableFile;
use super::{Article, Period, PublishedErrors, PublishedFigure, PublishedTable, Statement};

/// A published article: what it is, its table, and what its prose says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublishedStudy {
    pub article: Article,
    pub table: PublishedTable,
    pub periods: Vec<Period>,
    pub figures: Vec<PublishedFigure>,
    pub statements: Vec<Statement>,
}

impl PublishedStudy {
    /// Reads an article from the texts of its two files; the paths are for messages.
    ///
    /// Fails with everything that is wrong in either file. Whether the keys of figures name results is
    /// checked by whoever knows the results.
    pub fn parse(
        article_toml: &str,
        article_path: &str,
        table_csv: &str,
        table_path: &str,
    ) -> Result<Self, PublishedErrors> {
        let source = Source {
            path: article_path,
            text: article_toml,
        };
        let file: File = toml::from_str(article_toml).map_err(|error| source.toml_error(&error))?;
        let mut errors = Vec::new();
        let mut table = source.table(&file.table, &mut errors);
        let study = Self {
            article: file.article,
            periods: source.periods(file.periods, &mut errors),
            figures: source.figures(file.figures, &mut errors),
            statements: source.statements(file.statements, &mut errors),
            table: {
                errors.extend(TableFile::read(table_csv, table_path, &mut table));
                table
            },
        };
        if errors.is_empty() {
            Ok(study)
        } else {
            Err(PublishedErrors(errors))
        }
    }

    /// The name of the CSV file that an `article.toml` names, so that it can be read.
    pub fn table_file(article_toml: &str, article_path: &str) -> Result<String, PublishedErrors> {
        let source = Source {
            path: article_path,
            text: article_toml,
        };
        let file: File = toml::from_str(article_toml).map_err(|error| source.toml_error(&error))?;
        Ok(file.table.file)
    }
}
