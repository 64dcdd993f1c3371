use super::*;

const SETTINGS: &str = include_str!("../../../rvc.toml");

fn settings(changes: &[(&str, &str)]) -> Settings {
    let text = changes
        .iter()
        .fold(SETTINGS.to_owned(), |text, (old, new)| text.replace(old, new));
    Settings::parse(&text, "rvc.toml").expect("the settings are right")
}

fn planned(settings: &Settings, services: &[Service], has_key: bool) -> Plan {
    plan(settings, &DataPatterns::of(settings), services, has_key).expect("there is a plan")
}

fn paths(plan: &Plan) -> Vec<&str> {
    plan.downloads.iter().map(|download| download.path.as_str()).collect()
}

#[test]
fn only_the_archives_with_needed_years_are_planned() {
    let settings = settings(&[
        ("years = [1995, 2020]", "years = [2003, 2012]"),
        ("break_year = 2010", "break_year = 2008"),
    ]);
    let plan = planned(&settings, &[Service::Icio], false);
    assert_eq!(
        paths(&plan),
        [
            "data/demo/icio/2001-2005_SML.zip",
            "data/demo/icio/2006-2010_SML.zip",
            "data/demo/icio/2011-2015_SML.zip"
        ]
    );
    assert_eq!(
        plan.downloads[0].url(),
        "https://webfs-sti.oecd.org/files/STI-PIE/ICIO/2025/2001-2005_SML.zip"
    );
    assert_eq!(plan.downloads[0].edition, Some("2025"));
}

#[test]
fn exporters_without_data_are_left_out_with_a_note_and_answers_stay_small() {
    let settings = settings(&[]);
    let plan = planned(&settings, &[Service::Tiva], false);
    assert_eq!(plan.notes, ["TiVA has no data on ARM, KGZ: nothing is asked for there"]);
    let names = paths(&plan);
    assert!(names[0].ends_with("tiva2025-exports-1995-2020.csv"), "{names:?}");
    assert!(names[1].ends_with("tiva2025-origin-BLR-1995-2000.csv"), "{names:?}");
    assert_eq!(names.len(), 1 + 3 * 5, "{names:?}");
    let url = plan.downloads[1].url();
    assert!(
        url.contains("/data/OECD.STI.PIE,DSD_TIVA_EXGRVA@DF_EXGRVA,1.1/.._T+A01+A02+"),
        "{url}"
    );
    assert!(url.contains("+T.BLR.C10T12+C13T15+"), "{url}");
    assert!(
        url.ends_with("format=csvfile") && url.contains("startPeriod=1995&endPeriod=2000"),
        "{url}"
    );
    let exports = plan.downloads[0].url();
    assert!(exports.contains("/EXGR.BLR+KAZ+RUS..W+BLR+KAZ+RUS.USD.A?"), "{exports}");
}

#[test]
fn with_a_key_a_window_is_one_request_and_without_one_a_year_is() {
    let settings = settings(&[]);
    let with = planned(&settings, &[Service::Trade], true);
    let without = planned(&settings, &[Service::Trade], false);
    assert_eq!(paths(&with), paths(&without), "a key changes no name of a file");
    assert_eq!(with.downloads.len(), 5 * 2);
    assert_eq!(with.downloads[0].requests.len(), 1);
    assert_eq!(
        with.downloads[0].url(),
        "https://comtradeapi.un.org/data/v1/get/C/A/S4?reporterCode=51&period=2013,2014,2015,2016,2017\
         &partnerCode=0,51,112,398,417,643&partner2Code=0&cmdCode=AG1,TOTAL&flowCode=X&customsCode=C00&motCode=0\
         &includeDesc=true"
    );
    assert_eq!(without.downloads[0].requests.len(), 5);
    assert!(
        without.downloads[0]
            .url()
            .contains("/public/v1/preview/C/A/S4?reporterCode=51&period=2013&")
    );
    assert_eq!((with.notes.len(), without.notes.len()), (0, 1));
}

#[test]
fn gdp_comes_in_one_answer() {
    let settings = settings(&[]);
    let plan = planned(&settings, &[Service::Gdp], false);
    assert_eq!(paths(&plan), ["data/demo/gdp/wdi-NY.GDP.PCAP.CD-1995-2020.json"]);
    assert_eq!(
        plan.downloads[0].url(),
        "https://api.worldbank.org/v2/country/ARM;BLR;KAZ;KGZ;RUS/indicator/NY.GDP.PCAP.CD?format=json\
         &date=1995:2020&per_page=20000"
    );
}

#[test]
fn what_cannot_be_planned_is_an_error() {
    let late = settings(&[
        ("years = [1995, 2020]", "years = [1995, 2022]"),
        ("[study]\n", "[fetch]\nedition = \"2023\"\n\n[study]\n"),
    ]);
    let error = plan(&late, &DataPatterns::of(&late), &[Service::Icio], false);
    assert!(matches!(error, Err(PlanError::Years { to: 2020, .. })), "{error:?}");

    let start = SETTINGS.find("[reorientation]").expect("it is there");
    let end = SETTINGS.find("[linkage]").expect("it is there");
    let without = settings(&[
        (&SETTINGS[start..end], ""),
        ("trade = [\"data/demo/trade/*.csv\"]\n", ""),
    ]);
    let error = plan(&without, &DataPatterns::of(&without), &[Service::Trade], false);
    assert_eq!(error, Err(PlanError::NoTrade));
    assert!(!DataPatterns::of(&without).used().contains(&Service::Trade));
}
