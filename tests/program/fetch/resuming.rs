//! Downloads that break off and go on.

use super::server::Reply;
use super::services::archive;
use super::{ICIO, Scene};
use crate::project::sha256;

/// Where the connection breaks.
const CUT: usize = 100_000;

#[test]
fn a_download_goes_on_where_it_broke_off_in_an_earlier_run() {
    let scene = Scene::new(|asked| {
        let reply = Reply::file(asked, &archive(1), "v1");
        if asked.before == 0 { reply.cut(CUT) } else { reply }
    });
    scene.settings("retries = 1", "retries = 0");
    let run = scene.fetch(&["icio"]);
    assert!(run.fails().contains("the connection failed"), "{}", run.stderr);
    let part = format!("{ICIO}.part");
    assert_eq!(scene.names(), [part.clone(), format!("{part}.json")]);
    assert_eq!(scene.files()[&part], archive(1)[..CUT]);

    scene.fetch(&["icio"]).succeeds();
    assert_eq!(scene.files()[ICIO], archive(1));
    assert_eq!(scene.names(), [ICIO.to_owned(), format!("{ICIO}.source.json")]);
    assert_eq!(scene.record(ICIO)["sha256"], sha256(&archive(1)));
    let asked = scene.server.asked();
    assert_eq!((asked[0].header("range"), asked[0].header("if-range")), (None, None));
    assert_eq!(
        (asked[1].header("range"), asked[1].header("if-range")),
        (Some("bytes=100000-"), Some("\"v1\""))
    );
}

#[test]
fn a_download_goes_on_within_a_run() {
    let scene = Scene::new(|asked| {
        let reply = Reply::file(asked, &archive(1), "v1");
        if asked.before == 0 { reply.cut(CUT) } else { reply }
    });
    let run = scene.fetch(&["icio"]);
    run.succeeds();
    assert!(run.stderr.contains("going on after 100000 bytes"), "{}", run.stderr);
    assert_eq!(scene.files()[ICIO], archive(1));
}

#[test]
fn a_file_that_has_changed_meanwhile_begins_anew() {
    let scene = Scene::new(|asked| match asked.before {
        0 => Reply::file(asked, &archive(1), "v1").cut(CUT),
        _ => Reply::file(asked, &archive(2), "v2"),
    });
    scene.fetch(&["icio"]).succeeds();
    assert_eq!(scene.files()[ICIO], archive(2));
}

#[test]
fn a_part_that_is_the_whole_takes_its_name() {
    let scene = Scene::new(|asked| Reply::file(asked, &archive(1), "v1"));
    let note = format!(
        "{{\"url\":\"{}/icio/2025/2016-2022_SML.zip\",\"validator\":\"\\\"v1\\\"\"}}",
        scene.server.address
    );
    scene.write(&format!("{ICIO}.part"), archive(1));
    scene.write(&format!("{ICIO}.part.json"), note);
    scene.fetch(&["icio"]).succeeds();
    assert_eq!(scene.files()[ICIO], archive(1));
    assert_eq!(scene.server.asked().len(), 1);
}

#[test]
fn a_part_of_unknown_origin_is_not_used() {
    let scene = Scene::new(|asked| Reply::file(asked, &archive(1), "v1"));
    scene.write(&format!("{ICIO}.part"), "something else");
    scene.fetch(&["icio"]).succeeds();
    assert_eq!(scene.files()[ICIO], archive(1));
    assert_eq!(scene.server.asked()[0].header("range"), None);
}
