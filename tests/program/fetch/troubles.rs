//! Servers that refuse, fail, or answer with something else.

use super::server::Reply;
use super::services::{WDI, all_well};
use super::{GDP, ICIO, KEY, Scene};

const PAGE: &str = "<!DOCTYPE html><html><body>Checking your browser</body></html>";

#[test]
fn a_refusal_to_programs_names_the_address_and_the_place_for_a_file_got_by_hand() {
    let scene = Scene::new(|_| Reply::new(403, PAGE));
    let run = scene.fetch(&["icio"]);
    let expected = format!(
        "error: ./{ICIO}: ICIO tables 2016–2022 could not be had: status 403: the server keeps programs out (bot \
         protection), or does not allow this\n  asked: {}/icio/2025/2016-2022_SML.zip\n  hint: run again later, or \
         open that address in a browser and save the file as ./{ICIO}\n",
        scene.server.address
    );
    assert_eq!(run.fails(), expected);
    assert_eq!((scene.server.asked().len(), scene.names().len()), (1, 0));
}

#[test]
fn passing_failures_are_tried_again() {
    let scene = Scene::new(|asked| match asked.before {
        0 if asked.target.starts_with("/icio") => Reply::new(429, "Too many requests").header("Retry-After", "0"),
        0 if asked.target.starts_with("/wdi") => Reply::new(500, "oops"),
        _ => all_well(asked),
    });
    scene.fetch(&["icio"]).succeeds();
    let run = scene.fetch(&["gdp"]);
    run.succeeds();
    assert!(
        run.stderr.contains("status 500: the server has an error; again in 1 s"),
        "{}",
        run.stderr
    );
    assert_eq!(scene.files()[GDP], WDI.as_bytes());
    assert_eq!(scene.server.asked().len(), 4);
}

#[test]
fn a_failure_that_lasts_ends_after_the_retries() {
    let scene = Scene::new(|_| Reply::new(503, "busy").header("Retry-After", "0"));
    let run = scene.fetch(&["gdp"]);
    assert!(
        run.fails()
            .contains("status 503: the server has an error, after 2 attempts"),
        "{}",
        run.stderr
    );
    assert_eq!(scene.server.asked().len(), 2);
}

#[test]
fn an_answer_that_would_be_too_large_is_not_asked_for_twice() {
    let scene = Scene::new(|_| {
        Reply::new(429, "The volume of the requested data exceeds the limit").header("Retry-After", "0")
    });
    let run = scene.fetch(&["icio"]);
    let message = run.fails();
    assert!(message.contains("too many data were asked for at once"), "{message}");
    assert!(message.contains("hint: only asking for less helps"), "{message}");
    assert_eq!(scene.server.asked().len(), 1);
}

#[test]
fn a_web_page_with_status_200_is_not_stored() {
    let scene = Scene::new(|_| Reply::new(200, PAGE));
    for what in ["icio", "tiva"] {
        let run = scene.fetch(&[what]);
        assert!(
            run.fails().contains("the answer is a web page instead of data"),
            "{}",
            run.stderr
        );
        assert_eq!(scene.names(), Vec::<String>::new());
    }
}

#[test]
fn an_archive_that_lacks_its_end_is_not_stored() {
    let scene = Scene::new(|_| Reply::new(200, &b"PK\x03\x04 and so on"[..]));
    let run = scene.fetch(&["icio"]);
    assert!(run.fails().contains("the zip archive is cut short"), "{}", run.stderr);
    assert_eq!(scene.names(), Vec::<String>::new());
}

#[test]
fn the_world_bank_is_asked_again_when_it_answers_with_no_json() {
    let scene = Scene::new(|asked| match asked.before {
        0 => Reply::new(200, "Service temporarily unavailable"),
        _ => all_well(asked),
    });
    scene.fetch(&["gdp"]).succeeds();
    assert_eq!(scene.files()[GDP], WDI.as_bytes());
    assert_eq!(scene.server.asked().len(), 2);
}

#[test]
fn a_key_is_not_carried_to_another_address_and_a_file_without_one_is_refused() {
    let scene = Scene::new(|asked| match asked.target.starts_with("/comtrade") {
        true => Reply::new(302, "").header("Location", "/elsewhere"),
        false => all_well(asked),
    });
    scene.write("key.txt", KEY);
    let run = scene.fetch(&["trade", "--comtrade-key-file", "key.txt"]);
    assert!(run.fails().contains("to which no key is sent"), "{}", run.stderr);
    assert_eq!(scene.server.count("/elsewhere"), 0);
    scene.write("key.txt", "two words");
    let run = scene.fetch(&["trade", "--comtrade-key-file", "key.txt"]);
    assert_eq!(
        run.fails(),
        "error: key.txt: this is no key of UN Comtrade\n  hint: the file must hold the key and nothing else\n"
    );
}

#[test]
fn redirects_without_a_key_are_followed() {
    let scene = Scene::new(|asked| match asked.target.starts_with("/wdi") {
        true => Reply::new(302, "").header("Location", "/moved"),
        false => Reply::new(200, WDI),
    });
    scene.fetch(&["gdp"]).succeeds();
    assert_eq!(scene.files()[GDP], WDI.as_bytes());
}
