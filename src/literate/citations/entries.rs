//! Gives entries the form that the styles print right.

use hayagriva::Entry;
use hayagriva::types::{EntryType, FormatString, Person, Publisher, QualifiedUrl, StringChunk};

use super::language::is_russian;
use super::transliteration::{is_about_language, transliterate, transliterate_name};
use crate::settings::Language;

/// An entry as the list of a document in `language` needs it.
pub(super) fn prepared(entry: &Entry, language: Language) -> Entry {
    let mut entry = part_of_book(entry);
    publisher_from_institution(&mut entry);
    match language {
        Language::Ru => with_address(entry),
        Language::En => {
            if is_russian(&entry) {
                transliterate_people(&mut entry);
                translate_title(&mut entry);
            }
            join_prefixes(&mut entry);
            drop_publisher_that_is_author(&mut entry);
            if *entry.entry_type() == EntryType::Repository && entry.genre().is_none() {
                entry.set_genre(FormatString::with_value("Data set"));
            }
            entry
        }
    }
}

/// Papers in collections and proceedings are chapters of a book: the author–date style prints the title of
/// a collection twice, and the pages in proceedings not at all.
fn part_of_book(entry: &Entry) -> Entry {
    let is_book = |parent: &Entry| matches!(parent.entry_type(), EntryType::Anthology | EntryType::Proceedings);
    let is_part = matches!(entry.entry_type(), EntryType::Anthos | EntryType::Article);
    if !is_part || !entry.parents().iter().any(is_book) {
        return entry.clone();
    }
    let mut chapter = retyped(entry, EntryType::Chapter);
    let parents = entry.parents().iter();
    let books = parents.map(|parent| {
        if is_book(parent) {
            retyped(parent, EntryType::Book)
        } else {
            parent.clone()
        }
    });
    chapter.set_parents(books.collect());
    chapter
}

/// BibLaTeX names the institution of a report or thesis; both styles print publishers only.
fn publisher_from_institution(entry: &mut Entry) {
    let published = entry.publisher().and_then(Publisher::name).is_some();
    let from_institution = matches!(entry.entry_type(), EntryType::Report | EntryType::Thesis);
    if let Some(institution) = entry.organization().cloned().filter(|_| from_institution && !published) {
        let location = entry.publisher().and_then(Publisher::location).cloned();
        entry.set_publisher(Publisher::new(Some(institution), location));
    }
}

/// An institution that publishes its own report stands in the author–date list once.
fn drop_publisher_that_is_author(entry: &mut Entry) {
    let author = match entry.authors() {
        Some([author]) => author.name.clone(),
        _ => return,
    };
    let publisher = entry.publisher().filter(|publisher| {
        let name = publisher.name().map(ToString::to_string);
        name == Some(author)
    });
    if let Some(location) = publisher.map(|publisher| publisher.location().cloned()) {
        entry.set_publisher(Publisher::new(None, location));
    }
}

/// The numeric style prints addresses of web pages only; data need theirs too.
fn with_address(entry: Entry) -> Entry {
    if *entry.entry_type() != EntryType::Repository {
        return entry;
    }
    let doi = entry
        .doi()
        .and_then(|doi| format!("https://doi.org/{doi}").parse().ok());
    let url = entry.url().cloned().or(doi.map(|value| QualifiedUrl {
        value,
        visit_date: None,
    }));
    let Some(url) = url else {
        return entry;
    };
    let mut page = retyped(&entry, EntryType::Web);
    page.set_url(url);
    page
}

/// A family name keeps its «van» in front, as the author–date style asks.
fn join_prefixes(entry: &mut Entry) {
    each_person(entry, |person| {
        if let Some(prefix) = person.prefix.take() {
            person.name = format!("{prefix} {}", person.name);
        }
    });
}

/// Family names and institutions in Latin letters; given names follow when their initials are known.
fn transliterate_people(entry: &mut Entry) {
    each_person(entry, |person| {
        person.name = match person.given_name {
            Some(_) => transliterate_name(&person.name),
            None => transliterate(&person.name),
        };
    });
}

/// A note in Latin letters is the translated title, unless it names the language of the work.
fn translate_title(entry: &mut Entry) {
    let note = entry.note().map(ToString::to_string).unwrap_or_default();
    let is_translation = note.chars().any(|c| c.is_ascii_alphabetic()) && !is_about_language(&note);
    if let Some(mut title) = entry.title().cloned().filter(|_| is_translation) {
        title.value.push_chunk(StringChunk::verbatim(format!(" [{note}]")));
        entry.set_title(title);
    }
}

fn each_person(entry: &mut Entry, change: impl Fn(&mut Person) + Copy) {
    let changed = |people: &[Person]| -> Vec<Person> {
        let mut people = people.to_vec();
        people.iter_mut().for_each(change);
        people
    };
    if let Some(people) = entry.authors().map(changed) {
        entry.set_authors(people);
    }
    if let Some(people) = entry.editors().map(changed) {
        entry.set_editors(people);
    }
    if let Some(groups) = entry.affiliated() {
        let mut groups = groups.to_vec();
        for group in &mut groups {
            group.names = changed(&group.names);
        }
        entry.set_affiliated(groups);
    }
    let mut parents = entry.parents().to_vec();
    parents.iter_mut().for_each(|parent| each_person(parent, change));
    entry.set_parents(parents);
}

/// The same work as another kind of work.
fn retyped(entry: &Entry, kind: EntryType) -> Entry {
    let mut copy = Entry::new(entry.key(), kind);
    macro_rules! copy_fields {
        ($($field:ident $set:ident),* $(,)?) => {
            $(if let Some(value) = entry.$field() {
                copy.$set(value.to_owned());
            })*
        };
    }
    copy_fields!(
        title set_title, authors set_authors, date set_date, editors set_editors, affiliated set_affiliated,
        publisher set_publisher, location set_location, organization set_organization, issue set_issue,
        chapter set_chapter, volume set_volume, volume_total set_volume_total, edition set_edition,
        page_range set_page_range, page_total set_page_total, time_range set_time_range, runtime set_runtime,
        url set_url, serial_number set_serial_number, language set_language, archive set_archive,
        archive_location set_archive_location, call_number set_call_number, note set_note,
        abstract_ set_abstract_, genre set_genre,
    );
    copy.set_parents(entry.parents().to_vec());
    copy
}
