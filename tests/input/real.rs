//! An archive of real reports in every form, where it is beside the project.
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

use crate::input::containers::{gz, tar, zip};
use crate::input::parquet_files;
use crate::input::reading::read_with;
use crate::support::folder::Folder;
use arrow_array::{ArrayRef, LargeStringArray};
use parquet::basic::{Compression, ZstdLevel};
use radsift::input::Fields;
use std::fs;
use std::path::Path;
use std::sync::Arc;

#[test]
fn every_form_of_an_archive_gives_the_same_records() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("RADSIFT_SHARED").map_or_else(beside, Into::into);
    let path = shared.join("data/kim_ais_dev.jsonl");
    let Ok(lines) = fs::read(&path) else {
        println!("skipped: shared/data is not beside the project");
        return;
    };
    let records = |path: &Path| -> Vec<(String, String)> {
        let all = read_with(path, &Fields::default(), true).into_iter().map(Result::unwrap);
        all.map(|r| (r.id.into_owned(), r.text.into_owned())).collect()
    };
    let wanted = records(&path);
    assert!(wanted.len() > 1000);
    let table = |delimiter: &str| -> Vec<u8> {
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let rows = wanted
            .iter()
            .map(|(id, text)| [quoted(id), quoted("MR"), quoted(text)].join(delimiter) + "\r\n");
        (["id", "modality", "text"].join(delimiter) + "\n" + &rows.collect::<String>()).into_bytes()
    };
    let column = |n: fn(&(String, String)) -> &str| -> ArrayRef { Arc::new(LargeStringArray::from_iter_values(wanted.iter().map(n))) };
    let columns = [("text", column(|r| &r.1)), ("id", column(|r| &r.0))];
    let parquet = parquet_files::write(&columns, Compression::ZSTD(ZstdLevel::default()));
    let name = "reports.jsonl";
    let folder = Folder::new("real");
    for (file, bytes) in [
        ("a.csv", table(",")),
        ("a.tsv", table("\t")),
        ("semicolons", table(";")),
        ("a.parquet", parquet.clone()),
        ("a.jsonl.gz", gz(&lines)),
        ("a.jsonl.zst", zstd::encode_all(&lines[..], 3).unwrap()),
        ("a.tar.gz", gz(&tar(&[(name, &lines)]))),
        ("a.zip", zip(&[("a.csv.gz", &gz(&table(",")))])),
        ("b.zip", zip(&[("a.parquet", &parquet)])),
        ("unknown", lines.clone()),
    ] {
        let path = folder.file(file, bytes);
        assert!(records(&path) == wanted, "{file}");
        // For trying them out by hand.
        if let Some(keep) = std::env::var_os("RADSIFT_KEEP_FORMS") {
            fs::copy(path, Path::new(&keep).join(file)).unwrap();
        }
    }
}
