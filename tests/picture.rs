//! The picture of the README: what `radsift show` prints in colour, as SVG.
//!
//! `SNAPSHOTS=overwrite cargo test --test all -- picture` makes it anew.

use snapbox::IntoData;
use snapbox::data::DataFormat;
use std::process::Command;

#[test]
fn the_picture_shows_what_the_program_says() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_radsift"));
    command.args(["show", "corpus/example_short.txt"]);
    command.env("CLICOLOR_FORCE", "1").env_remove("NO_COLOR");
    let output = command.output().unwrap();
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).unwrap();
    snapbox::assert_data_eq!(
        said.into_data().coerce_to(DataFormat::TermSvg),
        snapbox::file!["../docs/picture.term.svg": TermSvg]
    );
}
