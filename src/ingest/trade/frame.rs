//! Brings the rows of all trade files together: selects the study's flows, refuses duplicates.

use std::sync::Arc;

use polars::prelude::{Column, DataFrame, IntoLazy, PolarsError, SortMultipleOptions, col, len, lit};

use super::{Group, Partner, TradeData, TradeFile};
use crate::ingest::RowPlace;
use crate::ingest::error::{IngestError, Place, Problem};
use crate::model::{Economy, Year};

const KEY: [&str; 4] = ["reporter", "partner", "group", "year"];

/// Keeps exports of the members to the world and to each other; one row a key.
pub(in crate::ingest) fn collect(files: &[Arc<TradeFile>], members: &[Economy]) -> Result<TradeData, IngestError> {
    let frame = relation(files).map_err(|error| internal(&error))?;
    let of_members = |column: &str, others: polars::prelude::Expr| {
        members
            .iter()
            .fold(others, |any, member| any.or(col(column).eq(lit(member.code()))))
    };
    let flows = frame
        .lazy()
        .filter(of_members("reporter", lit(false)))
        .filter(of_members("partner", col("partner").eq(lit("World"))))
        .group_by(KEY.map(col))
        .agg([
            col("usd").first(),
            len().alias("rows"),
            col("file").first(),
            col("line").first(),
            col("file").last().alias("second_file"),
            col("line").last().alias("second_line"),
        ])
        .sort(KEY, SortMultipleOptions::default())
        .collect()
        .map_err(|error| internal(&error))?;
    read_back(&flows, files).map_err(|error| match error {
        Failure::Frame(error) => internal(&error),
        Failure::Duplicate(error) => error,
    })
}

enum Failure {
    Frame(PolarsError),
    Duplicate(IngestError),
}

impl From<PolarsError> for Failure {
    fn from(error: PolarsError) -> Self {
        Self::Frame(error)
    }
}

/// All rows as one frame; the position of the file and the line stay with each row.
fn relation(files: &[Arc<TradeFile>]) -> Result<DataFrame, PolarsError> {
    let rows: Vec<_> = files
        .iter()
        .enumerate()
        .flat_map(|(file, content)| content.rows.iter().map(move |row| (file as u32, row)))
        .collect();
    let text = |name: &str, value: &dyn Fn(&super::TradeRow) -> String| {
        Column::new(name.into(), rows.iter().map(|(_, row)| value(row)).collect::<Vec<_>>())
    };
    let columns = vec![
        text("reporter", &|row| row.reporter.to_string()),
        text("partner", &|row| row.partner.to_string()),
        text("group", &|row| row.group.to_string()),
        Column::new(
            "year".into(),
            rows.iter().map(|(_, row)| u32::from(row.year)).collect::<Vec<_>>(),
        ),
        Column::new("usd".into(), rows.iter().map(|(_, row)| row.usd).collect::<Vec<_>>()),
        Column::new("file".into(), rows.iter().map(|(file, _)| *file).collect::<Vec<_>>()),
        Column::new("line".into(), rows.iter().map(|(_, row)| row.line).collect::<Vec<_>>()),
    ];
    DataFrame::new(rows.len(), columns)
}

fn read_back(flows: &DataFrame, files: &[Arc<TradeFile>]) -> Result<TradeData, Failure> {
    let (reporters, partners) = (flows.column("reporter")?.str()?, flows.column("partner")?.str()?);
    let (groups, years) = (flows.column("group")?.str()?, flows.column("year")?.u32()?);
    let (usd, rows) = (flows.column("usd")?.f64()?, flows.column("rows")?.u32()?);
    let (file_of, line_of) = (flows.column("file")?.u32()?, flows.column("line")?.u64()?);
    let paths: Vec<Arc<str>> = files.iter().map(|file| file.path.as_str().into()).collect();
    let mut data = TradeData::default();
    for index in 0..flows.height() {
        let key = (
            reporters.get(index),
            partners.get(index),
            groups.get(index),
            years.get(index),
        );
        let (Some(reporter), Some(partner), Some(group), Some(year)) = key else {
            continue;
        };
        if rows.get(index) != Some(1) {
            return Err(duplicate(
                flows,
                index,
                files,
                &format!("{year} {reporter} → {partner}, group {group}"),
            )?);
        }
        let (Some(economy), Some(group), Ok(year)) =
            (Economy::parse(reporter), Group::parse(group), Year::try_from(year))
        else {
            continue;
        };
        let partner = Economy::parse(partner).map_or(Partner::World, Partner::Economy);
        let file = file_of.get(index).and_then(|file| paths.get(file as usize));
        let place = RowPlace {
            path: file.cloned().unwrap_or_default(),
            line: line_of.get(index).unwrap_or_default(),
            column: None,
        };
        data.insert(
            economy,
            partner,
            group,
            year,
            usd.get(index).unwrap_or_default(),
            vec![place],
        );
    }
    Ok(data)
}

fn duplicate(flows: &DataFrame, index: usize, files: &[Arc<TradeFile>], key: &str) -> Result<Failure, PolarsError> {
    let number = |name: &str| Ok::<_, PolarsError>(flows.column(name)?.u32()?.get(index).unwrap_or_default());
    let line = |name: &str| Ok::<_, PolarsError>(flows.column(name)?.u64()?.get(index).unwrap_or_default());
    let path = |file: u32| files[file as usize].path.as_str();
    let (first, second) = (number("file")?, number("second_file")?);
    let key = if first == second {
        key.to_owned()
    } else {
        format!("{key} (of {})", path(first))
    };
    let problem = Problem::DuplicateKey {
        key,
        first_line: line("line")?,
    };
    Ok(Failure::Duplicate(IngestError::new(
        Place::line(path(second), line("second_line")?),
        problem,
    )))
}

fn internal(error: &PolarsError) -> IngestError {
    IngestError::new(Place::file("trade data"), Problem::Damaged(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::super::parse_tidy;
    use super::*;

    #[test]
    fn duplicates_are_refused_with_both_lines_and_strangers_are_dropped() {
        let read = |text: &str| {
            let text = format!("year,reporter,partner,group,usd\n{text}");
            let file = parse_tidy("t.csv", text.as_bytes()).expect("the file is well-formed");
            let members: Vec<_> = ["KAZ", "RUS"].into_iter().filter_map(Economy::parse).collect();
            collect(&[Arc::new(file)], &members)
        };
        let data = read("2018,KAZ,RUS,7,5\n2018,KAZ,World,7,8\n2018,KAZ,CHN,7,2\n2018,DEU,World,7,1\n")
            .expect("no key stands twice");
        let kaz = Economy::parse("KAZ").expect("a code");
        assert_eq!(data.get(&kaz, &Partner::World, Group::Section(7), 2018), Some(8.0));
        assert!(!data.has_reporter(&Economy::parse("DEU").expect("a code")));
        let error = read("2018,KAZ,RUS,7,5\n2018,KAZ,World,7,8\n2018,KAZ,RUS,7,5\n").expect_err("a key stands twice");
        assert!(
            error
                .to_string()
                .starts_with("t.csv, line 4: the key 2018 KAZ → RUS, group 7 stands here and already in line 2"),
            "{error}"
        );
    }
}
