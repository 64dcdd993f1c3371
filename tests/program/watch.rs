//! `watch` serves the report on this machine, builds again after a change and shows errors in the page.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Stdio};

use crate::claims::note;
use crate::project::Project;

/// A watching program that ends with the test.
struct Watching {
    child: Child,
    lines: BufReader<ChildStdout>,
    address: String,
}

impl Watching {
    fn of(project: &Project) -> Self {
        // A port that was free a moment ago.
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.expect("a free port").port().to_string();
        let mut child = project
            .command()
            .args(["watch", "--lang", "en", "--format", "html", "--port", &port])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let lines = BufReader::new(child.stdout.take().expect("its output"));
        let mut watching = Self {
            child,
            lines,
            address: String::new(),
        };
        let line = watching.line("serving ");
        watching.address = line.trim().trim_start_matches("serving http://").to_owned();
        watching
    }

    /// Waits for a line that begins so.
    fn line(&mut self, start: &str) -> String {
        loop {
            let mut line = String::new();
            let length = self.lines.read_line(&mut line).expect("a line");
            assert!(length > 0, "the program has ended");
            if line.starts_with(start) {
                return line;
            }
        }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("the server answers");
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {}\r\n\r\n", self.address).expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn changes_of_text_and_data_reach_the_page_and_errors_are_shown_in_it() {
    let project = note("First: {{ exports(hub, \"machinery\").last|num(3) }}.\n");
    let mut watching = Watching::of(&project);
    assert!(watching.address.starts_with("127.0.0.1:"), "{}", watching.address);
    watching.line("all outputs after");
    let page = watching.get("/note.en.html");
    assert!(page.contains("First: ") && page.contains("EventSource"), "{page}");
    let number = |page: &str| {
        page.split_once("class=\"v\"")
            .expect("a value")
            .1
            .split_once('<')
            .expect("its end")
            .0
            .to_owned()
    };
    let old = number(&page);

    project.replace("templates/note/note.en.md", "First", "Second");
    watching.line("all outputs after");
    let page = watching.get("/note.en.html");
    assert!(page.contains("Second: "), "{page}");
    assert_eq!(number(&page), old);

    project.bend("data/icio/2017_SML.csv", |table| table.scale(1));
    watching.line("all outputs after");
    let page = watching.get("/note.en.html");
    assert_ne!(number(&page), old, "a stale number");

    project.replace("templates/note/note.en.md", "hub", "hob");
    let mut page = watching.get("/note.en.html");
    for _ in 0..200 {
        if page.contains("role=\"alert\"") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        page = watching.get("/note.en.html");
    }
    assert!(
        page.contains("templates/note/note.en.md:1:20: undefined value"),
        "{page}"
    );
    assert!(page.contains("Second: "), "the last good page stays");
}

#[test]
fn the_demonstration_in_the_program_cannot_be_watched() {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let mut command = Project::new().command();
    let run = crate::project::Run::of(command.current_dir(folder.path()).arg("watch"));
    assert!(
        run.fails().contains("the built-in demonstration has no files to watch"),
        "{}",
        run.stderr
    );
}
