use super::check_table::{CheckRow, RowKind, shown};
use super::data::DataFile;
use super::source::{DataSource, sources};
use super::{Material, Program};
use crate::literate::document::{Block, Document, plain_text};
use crate::settings::{Author, Language, Titles};

/// Everything that the README and the lists of a bundle are written from.
pub(super) struct Package<'a> {
    pub material: &'a Material<'a>,
    pub data: &'a [DataFile],
    pub rows: &'a [CheckRow],
    pub program: Program,
}

impl<'a> Package<'a> {
    /// The title of the study: in English where it has one.
    pub(super) fn title(&self) -> &'a str {
        self.titles().map_or("", |titles| titles.title.as_str())
    }

    pub(super) fn authors(&self) -> &'a [Author] {
        self.titles().map_or(&[][..], |titles| titles.authors.as_slice())
    }

    fn titles(&self) -> Option<&'a Titles> {
        let titles = &self.material.settings.study.titles;
        titles.get(&Language::En).or_else(|| titles.values().next())
    }

    /// The date of the report, ISO 8601.
    pub(super) fn date(&self) -> String {
        let date = self.material.settings.study.date;
        format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
    }

    pub(super) fn sources(&self) -> Vec<DataSource<'a>> {
        sources(self.data, self.material.settings)
    }

    /// The tables and figures of all documents.
    pub(super) fn exhibits(&self) -> impl Iterator<Item = &'a CheckRow> {
        self.rows.iter().filter(|row| row.kind != RowKind::Number)
    }

    /// The works that the text cites, as its list has them.
    pub(super) fn works(&self) -> Vec<String> {
        let documents = self.material.parts.iter().filter_map(shown);
        let mut works: Vec<String> = Vec::new();
        for document in documents.map(|composed| &composed.document) {
            for work in bibliography(document) {
                if !works.contains(&work) {
                    works.push(work);
                }
            }
        }
        works
    }
}

fn bibliography(document: &Document) -> impl Iterator<Item = String> {
    let lists = document.body.iter().filter_map(|block| match block {
        Block::Bibliography(works) => Some(works),
        _ => None,
    });
    lists.flatten().map(|work| plain_text(&work.content))
}
