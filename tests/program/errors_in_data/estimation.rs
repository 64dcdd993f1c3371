//! Data that are well-formed and cannot carry the regressions of stage III.

use super::{Case, refused};
use crate::dataset;

#[test]
fn a_regressor_that_never_changes_is_named() {
    refused(&[Case {
        name: "the same income every year",
        spoil: |project| {
            let text = dataset::wdi();
            let lines = text.split("\r\n").map(|line| {
                if !line.starts_with("\"Land AAA\"") {
                    return line.to_owned();
                }
                let fields = line.split(',').enumerate();
                let fields = fields.map(|(i, field)| if (5..13).contains(&i) { "7000" } else { field });
                fields.collect::<Vec<_>>().join(",")
            });
            project.write("data/gdp.csv", lines.collect::<Vec<_>>().join("\r\n"));
        },
        message: "stage III, AAA, manufacturing, external exports: column `gdp_pc` is collinear with `const`: \
                  leave one of them out\n  \
                  hint: check the activities of the sector in rvc.toml and the years of `[response]`",
    }]);
}
