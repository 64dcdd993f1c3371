use crate::project::{Project, QUICK};

#[test]
fn smoke() {
    let p = Project::new();
    let run = p.build(&QUICK);
    println!("{run:?}");
    run.succeeds();
    let run = p.build(&[]);
    println!("{run:?}");
    for (path, c) in p.outputs() { std::fs::create_dir_all(std::path::Path::new("/tmp/smoke").join(&path).parent().unwrap()).unwrap(); std::fs::write(format!("/tmp/smoke/{path}"), c).unwrap(); }
    run.succeeds();
}
