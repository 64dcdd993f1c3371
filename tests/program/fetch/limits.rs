//! The OECD's limit of requests in an hour, across runs.

use std::time::{SystemTime, UNIX_EPOCH};

use super::services::all_well;
use super::{GDP, Scene};

const LOG: &str = "data/.fetch-log.json";

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.expect("this is not 1969").as_secs()
}

#[test]
fn a_run_that_shall_not_wait_stops_at_the_limit_and_fetches_what_is_not_of_the_oecd() {
    let scene = Scene::new(all_well);
    scene.settings("retries = 1", "retries = 1\nlimit_per_hour = 2");
    let recent = now() - 60;
    scene.write(LOG, format!("{{\"oecd\":[{recent},{recent}]}}"));
    let run = scene.fetch(&["tiva", "--no-wait"]);
    let message = run.fails();
    assert!(
        message.contains("the limit of requests to the OECD an hour is reached until 20"),
        "{message}"
    );
    assert!(
        message.contains("hint: run again after that time, or leave out --no-wait"),
        "{message}"
    );
    assert!(
        run.stderr
            .contains("3 more downloads from the OECD are left for a later run"),
        "{}",
        run.stderr
    );
    assert_eq!(run.stderr.matches("error: ").count(), 1);
    assert_eq!((scene.server.asked().len(), scene.names().len()), (0, 0));

    let run = scene.fetch(&["all", "--no-wait"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(scene.server.count("/icio/"), 0);
    assert!(scene.files().contains_key(GDP));
}

#[test]
fn requests_are_logged_and_old_ones_forgotten() {
    let scene = Scene::new(all_well);
    scene.settings("retries = 1", "retries = 1\nlimit_per_hour = 2");
    scene.write(LOG, format!("{{\"oecd\":[{},{}]}}", now() - 4_000, now() - 60));
    scene.fetch(&["icio", "--no-wait"]).succeeds();
    let log: serde_json::Value = serde_json::from_slice(&scene.files()[LOG]).expect("the log is JSON");
    assert_eq!(log["oecd"].as_array().map(Vec::len), Some(2));
}
