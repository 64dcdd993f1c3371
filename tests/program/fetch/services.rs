//! What the services answer when all is well.

use std::io::Write;

use super::server::{Asked, Reply};

/// An archive that does not get smaller, some 200 kB.
pub fn archive(seed: u32) -> Vec<u8> {
    let mut state = seed;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let content: Vec<u8> = (0..200_000).map(|_| noise()).collect();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    writer
        .start_file("2016_SML.csv", options)
        .expect("memory takes everything");
    writer.write_all(&content).expect("memory takes everything");
    writer.finish().expect("memory takes everything").into_inner()
}

pub const SDMX: &str = "\
DATAFLOW,MEASURE,REF_AREA,ACTIVITY,COUNTERPART_AREA,UNIT_MEASURE,FREQ,TIME_PERIOD,OBS_VALUE,UNIT_MULT
OECD.STI.PIE:DSD_TIVA_MAINLV@DF_MAINLV(1.1),EXGR,RUS,C26,W,USD,A,2016,12.5,6
";

pub const WDI: &str = "[{\"page\":1,\"pages\":1,\"lastupdated\":\"2026-02-24\"},[{\"countryiso3code\":\"RUS\",\"date\":\"2016\",\"value\":8704.9}]]";

/// One record a year for the reporter that was asked for, without codes of economies.
pub fn comtrade(asked: &Asked) -> String {
    let reporter = asked.query("reporterCode");
    let records: Vec<String> = asked
        .query("period")
        .split(',')
        .map(|year| {
            format!(
                "{{\"typeCode\":\"C\",\"freqCode\":\"A\",\"refYear\":{year},\"period\":\"{year}\",\
                 \"reporterCode\":{reporter},\"reporterISO\":null,\"flowCode\":\"X\",\"partnerCode\":0,\
                 \"partnerISO\":null,\"partner2Code\":0,\"classificationCode\":\"S4\",\"cmdCode\":\"7\",\
                 \"customsCode\":\"C00\",\"motCode\":0,\"primaryValue\":1234.5}}"
            )
        })
        .collect();
    format!("{{\"count\":{},\"data\":[{}]}}", records.len(), records.join(","))
}

/// Every service without any trouble.
pub fn all_well(asked: &Asked) -> Reply {
    match asked.target.split('/').nth(1) {
        Some("oecd") => Reply::new(200, SDMX),
        Some("icio") => Reply::file(asked, &archive(1), "v1"),
        Some("comtrade") => Reply::new(200, comtrade(asked)),
        Some("wdi") => Reply::new(200, WDI),
        _ => Reply::new(404, "nothing here"),
    }
}
