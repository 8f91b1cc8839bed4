//! Going on in the middle of any source.

use crate::input::containers::{LINES, gz, tar, zip};
use crate::input::parquet_files;
use crate::input::reading::rest;
use crate::support::folder::Folder;
use arrow_array::{ArrayRef, StringArray};
use parquet::basic::Compression;
use radsift::input::{Fields, Format, Position, Reader, find_sources};
use std::sync::Arc;

#[test]
fn a_reader_goes_on_at_every_place() {
    let folder = Folder::new("resume");
    let texts: ArrayRef = Arc::new(StringArray::from(vec!["A", "B", "C"]));
    folder.file("a.csv", "id,text\n1,A\n2\n3,C\n");
    folder.file("b.parquet", parquet_files::write(&[("text", texts)], Compression::SNAPPY));
    folder.file(
        "c.tar.gz",
        gz(&tar(&[("a.txt", b"A"), ("b.jsonl", LINES.as_bytes()), ("c.csv", b"id,x\n")])),
    );
    folder.file("d.zip", zip(&[("a.txt", b"A"), ("b.jsonl", LINES.as_bytes()), ("c.txt", b"C")]));
    folder.file("e.jsonl.gz", gz(LINES.as_bytes()));
    let fields = Fields::default();
    let reader = || Reader::new(find_sources(std::slice::from_ref(&folder.0), Format::Auto).unwrap()).with_fields(&fields);
    let all = rest(&mut reader(), &fields);
    assert_eq!(all.len(), 3 + 3 + 4 + 4 + 2);
    let (mut first, mut places, mut buffer) = (reader(), vec![Position::default()], Vec::new());
    while first.next_raw(&mut buffer).is_some() {
        places.push(first.position());
    }
    for (done, place) in places.into_iter().enumerate() {
        for account in [false, true] {
            let mut reader = reader();
            if account {
                reader = reader.with_ledger().0;
            }
            reader.skip_to(place);
            assert_eq!(rest(&mut reader, &fields), all[done..], "{place:?}");
        }
    }
}
