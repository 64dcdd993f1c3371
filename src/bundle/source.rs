use std::collections::BTreeSet;

use super::data::DataFile;
use crate::settings::{DataList, Rights, Settings};

/// The files of one list of `[data]`, with what is known about them together.
pub(super) struct DataSource<'a> {
    pub list: DataList,
    pub files: Vec<&'a DataFile>,
    pub rights: Option<&'a Rights>,
}

/// The lists that the study reads, in the order of the README.
pub(super) fn sources<'a>(data: &'a [DataFile], settings: &'a Settings) -> Vec<DataSource<'a>> {
    let lists = DataList::ALL.into_iter().map(|list| DataSource {
        list,
        files: data.iter().filter(|file| file.list == list).collect(),
        rights: settings.bundle.rights.get(&list),
    });
    lists.filter(|source| !source.files.is_empty()).collect()
}

impl<'a> DataSource<'a> {
    pub(super) fn name(&self) -> &'static str {
        match self.list {
            DataList::Icio => "Inter-country input–output tables",
            DataList::Tiva => "Trade in value added",
            DataList::Trade => "Exports by commodity section",
            DataList::Gdp => "GDP per capita",
        }
    }

    /// As the authors and the records of downloads state them.
    pub(super) fn licences(&self) -> BTreeSet<&'a str> {
        let own = self.rights.and_then(|rights| rights.licence.as_deref());
        own.into_iter().chain(self.noted(|record| &record.licence)).collect()
    }

    pub(super) fn citations(&self) -> BTreeSet<&'a str> {
        let own = self.rights.and_then(|rights| rights.citation.as_deref());
        own.into_iter().chain(self.noted(|record| &record.citation)).collect()
    }

    /// What was done to answers that were not stored as they came.
    pub(super) fn conversions(&self) -> BTreeSet<&'a str> {
        let records = self.files.iter().filter_map(|file| file.record.as_ref());
        records.filter_map(|record| record.converted.as_deref()).collect()
    }

    /// The days of the downloads.
    pub(super) fn days(&self) -> BTreeSet<&'a str> {
        let records = self.files.iter().filter_map(|file| file.record.as_ref());
        records
            .map(|record| record.day())
            .filter(|day| !day.is_empty())
            .collect()
    }

    /// Where the data were had from, each address once.
    pub(super) fn urls(&self) -> Vec<&'a str> {
        let own = self.rights.and_then(|rights| rights.url.as_deref());
        let records = self.files.iter().filter_map(|file| file.record.as_ref());
        let mut urls: Vec<&str> = Vec::new();
        for url in own.into_iter().chain(records.flat_map(|record| record.urls())) {
            if !urls.contains(&url) {
                urls.push(url);
            }
        }
        urls
    }

    pub(super) fn editions(&self) -> BTreeSet<&'a str> {
        self.files.iter().filter_map(|file| file.edition.as_deref()).collect()
    }

    /// The files that are not in the bundle.
    pub(super) fn left_out(&self) -> impl Iterator<Item = &'a DataFile> {
        self.files.iter().filter(|file| !file.is_included).copied()
    }

    fn noted(&self, what: impl Fn(&'a super::record::SourceRecord) -> &'a String) -> Vec<&'a str> {
        let records = self.files.iter().filter_map(|file| file.record.as_ref());
        let texts = records.map(|record| what(record).as_str());
        texts.filter(|text| !text.is_empty()).collect()
    }
}
