//! Mirror data: what partners imported from a member, in the place of exports that it has not reported.
//!
//! Imports are valued with freight and insurance (c.i.f.), exports without (f.o.b.), and those of importers that are not
//! in the files are missing: so this is done on request only, and said wherever the numbers stand.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Group, Partner, TradeData, TradeFile, TradeRow};
use crate::ingest::RowPlace;
use crate::ingest::error::{IngestError, Place, Problem};
use crate::model::{Economy, Year};

/// Fills years of an exporter without any total to the world: exports to a member are its imports, exports to the
/// world those of all importers in the files.
pub(in crate::ingest) fn fill(
    data: &mut TradeData,
    files: &[Arc<TradeFile>],
    members: &[Economy],
    exporter: &Economy,
    years: &[Year],
) -> Result<(), IngestError> {
    for &year in years {
        let mut flows: BTreeMap<Group, BTreeMap<&Economy, (f64, RowPlace)>> = BTreeMap::new();
        for (file, row) in rows(files).filter(|(_, row)| row.year == year && is_from(row, exporter)) {
            let place = RowPlace {
                path: file.path.as_str().into(),
                line: row.line,
                column: None,
            };
            let known = flows
                .entry(row.group)
                .or_default()
                .insert(&row.reporter, (row.usd, place));
            if let Some((_, first)) = known {
                let problem = Problem::DuplicateKey {
                    key: format!("{year} {} ← {exporter}, group {}", row.reporter, row.group),
                    first_line: first.line,
                };
                return Err(IngestError::new(Place::line(&file.path, row.line), problem));
            }
        }
        let importers: BTreeSet<&Economy> = flows.values().flat_map(BTreeMap::keys).copied().collect();
        let number = importers.len();
        for (group, by_importer) in flows {
            let world: f64 = by_importer.values().map(|(usd, _)| usd).sum();
            let places = by_importer.values().map(|(_, place)| place.clone()).collect();
            data.insert(exporter.clone(), Partner::World, group, year, world, places);
            for (importer, (usd, place)) in by_importer.into_iter().filter(|(one, _)| members.contains(one)) {
                let partner = Partner::Economy(importer.clone());
                data.insert(exporter.clone(), partner, group, year, usd, vec![place]);
            }
        }
        if number > 0 {
            data.note_mirrored(exporter.clone(), year, number);
        }
    }
    Ok(())
}

fn rows(files: &[Arc<TradeFile>]) -> impl Iterator<Item = (&TradeFile, &TradeRow)> {
    let files = files.iter().map(AsRef::as_ref);
    files.flat_map(|file: &TradeFile| file.imports.iter().map(move |row| (file, row)))
}

fn is_from(row: &TradeRow, exporter: &Economy) -> bool {
    row.reporter != *exporter && row.partner == Partner::Economy(exporter.clone())
}

#[cfg(test)]
mod tests {
    use super::super::parse_wits;
    use super::*;

    fn economy(code: &str) -> Economy {
        Economy::parse(code).expect("a code")
    }

    fn filled(rows: &str) -> Result<TradeData, IngestError> {
        let header = "ReporterISO3,ProductCode,PartnerISO3,Year,TradeFlowName,TradeValue in 1000 USD\n";
        let file = parse_wits("w.csv", format!("{header}{rows}").as_bytes()).expect("the file is well-formed");
        let members = [economy("KAZ"), economy("RUS")];
        let mut data = TradeData::default();
        fill(&mut data, &[Arc::new(file)], &members, &members[1], &[2022])?;
        Ok(data)
    }

    #[test]
    fn the_world_is_all_importers_and_members_keep_their_own() {
        let data = filled(
            "KAZ,7,RUS,2022,Gross Imp.,3\nDEU,7,RUS,2022,Gross Imp.,4\nDEU,7,KAZ,2022,Gross Imp.,50\n\
             KAZ,7,RUS,2021,Gross Imp.,60\nKAZ,7,RUS,2022,Gross Exp.,70\nRUS,7,RUS,2022,Gross Imp.,80\n",
        )
        .expect("no key stands twice");
        let (rus, seven) = (economy("RUS"), Group::Section(7));
        let to = |partner: Partner| data.get(&rus, &partner, seven, 2022);
        assert_eq!(to(Partner::World), Some(7000.0));
        assert_eq!(to(Partner::Economy(economy("KAZ"))), Some(3000.0));
        assert_eq!(to(Partner::Economy(economy("DEU"))), None);
        assert_eq!(data.mirrored(&rus).collect::<Vec<_>>(), [(2022, 2)]);
    }

    #[test]
    fn an_import_that_stands_twice_is_refused() {
        let twice = filled("KAZ,7,RUS,2022,Gross Imp.,3\nKAZ,7,RUS,2022,Gross Imp.,4\n");
        let message = twice.expect_err("a key stands twice").to_string();
        assert!(
            message.contains("2022 KAZ ← RUS, group 7 stands here and already in line 2"),
            "{message}"
        );
    }
}
