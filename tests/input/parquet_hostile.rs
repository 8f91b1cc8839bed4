//! Parquet files that ask for more memory than anything needs.

use crate::input::parquet_files::write;
use crate::input::reading::{read, shown};
use crate::support::folder::Folder;
use arrow_array::{ArrayRef, StringArray};
#[cfg(target_os = "linux")]
use arrow_array::{DictionaryArray, Int32Array, RecordBatch};
#[cfg(target_os = "linux")]
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::{ParquetMetaDataReader, ParquetMetaDataWriter};
#[cfg(target_os = "linux")]
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use radsift::input::Reason;
#[cfg(target_os = "linux")]
use std::process::{Command, Output};
use std::sync::Arc;

/// A whole number of Thrift, not below zero.
fn int(number: u64) -> Vec<u8> {
    unsigned(number << 1)
}

/// The same as sizes are written: without a sign.
fn unsigned(mut left: u64) -> Vec<u8> {
    let mut out = Vec::new();
    while left >= 0x80 {
        out.push(left as u8 | 0x80);
        left >>= 7;
    }
    out.push(left as u8);
    out
}

/// A file of a schema alone: for each element its name, how many children it has, and how wide it is.
fn file_of_schema(elements: &[(&str, u64, u64)]) -> Vec<u8> {
    let mut metadata = vec![0x15, 2, 0x19, 0xFC];
    metadata.extend(unsigned(elements.len() as u64));
    for (name, children, width) in elements {
        if *children == 0 {
            metadata.extend([0x15, 12, 0x15]);
            metadata.extend(int(*width));
            metadata.extend([0x15, 0, 0x18]);
        } else {
            metadata.extend([0x35, 0, 0x18]);
        }
        metadata.extend([name.len() as u8]);
        metadata.extend(name.as_bytes());
        if *children > 0 {
            metadata.push(0x15);
            metadata.extend(int(*children));
        }
        metadata.push(0);
    }
    // No rows, no row groups.
    metadata.extend([0x16, 0, 0x19, 0x0C, 0]);
    let length = (metadata.len() as u32).to_le_bytes();
    [&b"PAR1"[..], &metadata, &length, b"PAR1"].concat()
}

/// Runs radsift where no more than so many GiB of addresses can be had.
#[cfg(target_os = "linux")]
fn bounded(gibibytes: u64, arguments: &[&std::ffi::OsStr]) -> Output {
    let script = format!("ulimit -v {}; exec \"$0\" \"$@\"", gibibytes << 20);
    Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_radsift")])
        .args(arguments)
        .output()
        .unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_schema_that_promises_children_ends_no_run() {
    let folder = Folder::new("children");
    folder.file("a.parquet", file_of_schema(&[("root", i32::MAX as u64, 0), ("text", 0, 4)]));
    folder.file("b.txt", "No infarct.");
    let output = folder.0.join("out");
    let one = bounded(8, &["extract".as_ref(), folder.0.join("a.parquet").as_ref()]);
    let said = String::from_utf8_lossy(&one.stderr);
    assert_eq!(one.status.code(), Some(4), "{said}");
    assert!(said.contains("a.parquet: the Parquet file is damaged"), "{said}");
    let input = folder.0.join("*.*");
    for resume in [&[][..], &["--resume".as_ref()]] {
        let run = bounded(
            8,
            &[&["run".as_ref(), input.as_ref(), "-o".as_ref(), output.as_ref()], resume].concat(),
        );
        let said = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(3), "{said}");
    }
}

#[test]
fn schemas_that_are_no_trees_are_damage() {
    let folder = Folder::new("trees");
    let deep: Vec<(&str, u64, u64)> = (0..200_000).map(|_| ("x", 1, 0)).chain([("text", 0, 4)]).collect();
    for (name, elements) in [
        ("many", &[("root", 3, 0), ("text", 0, 4)][..]),
        ("few", &[("root", 1, 0), ("text", 0, 4), ("more", 0, 4)]),
        ("wide", &[("root", 1, 0), ("text", 0, 1 << 30)]),
        ("deep", &deep),
    ] {
        let path = folder.file(&format!("{name}.parquet"), file_of_schema(elements));
        assert_eq!(shown(&path), [format!("{name}.parquet: the Parquet file is damaged")]);
    }
    let empty = folder.file("empty.parquet", file_of_schema(&[("root", 1, 0), ("text", 0, 4)]));
    assert_eq!(shown(&empty), [] as [String; 0]);
}

/// A file of one column whose only page says that it has so many bytes unpacked and so many values.
fn file_of_page(unpacked: u64, values: u64, start: i64) -> Vec<u8> {
    let texts: ArrayRef = Arc::new(StringArray::from(vec!["one"]));
    let good = bytes::Bytes::from(write(&[("text", texts)], Compression::SNAPPY));
    let metadata = ParquetMetaDataReader::new().parse_and_finish(&good).unwrap();
    let page = [
        vec![0x15, 0, 0x15],
        int(unpacked),
        vec![0x15],
        int(4),
        vec![0x2C, 0x15],
        int(values),
        vec![0x15, 0, 0x15, 6, 0x15, 6, 0, 0],
        vec![0; 4],
    ]
    .concat();
    let group = metadata.row_group(0).clone();
    let column = group.column(0).clone().into_builder();
    let column = column.set_dictionary_page_offset(None).set_data_page_offset(start);
    let column = column.set_total_compressed_size(page.len() as i64).build().unwrap();
    let group = group.into_builder().set_column_metadata(vec![column]).build().unwrap();
    let metadata = metadata.into_builder().set_row_groups(vec![group]).build();
    let mut file = [b"PAR1", &page[..]].concat();
    ParquetMetaDataWriter::new(&mut file, &metadata).finish().unwrap();
    file
}

#[test]
fn pages_that_promise_more_than_their_bytes_can_hold_are_not_unpacked() {
    let folder = Folder::new("pages");
    for (unpacked, values, start, reason) in [
        (1 << 30, 1, 4, Reason::Expands),
        (10, 1 << 30, 4, Reason::Expands),
        (10, 1, 1 << 40, Reason::Damaged("Parquet")),
        (10, 1, 4, Reason::Damaged("Parquet")),
    ] {
        let all = read(&folder.file("a.parquet", file_of_page(unpacked, values, start)));
        let reasons: Vec<_> = all.into_iter().map(|r| r.unwrap_err().reason).collect();
        assert_eq!(reasons, [reason], "{unpacked} {values} {start}");
    }
}

#[test]
fn a_packing_that_is_not_read_is_named() {
    let folder = Folder::new("packings");
    let texts: ArrayRef = Arc::new(StringArray::from(vec!["one"]));
    let good = bytes::Bytes::from(write(&[("text", texts)], Compression::SNAPPY));
    let metadata = ParquetMetaDataReader::new().parse_and_finish(&good).unwrap();
    for (packing, name) in [
        (Compression::BROTLI(Default::default()), "brotli"),
        (Compression::LZ4, "LZ4"),
        (Compression::LZ4_RAW, "LZ4"),
        (Compression::LZO, "LZO"),
    ] {
        let group = metadata.row_group(0).clone();
        let column = group.column(0).clone().into_builder().set_compression(packing).build().unwrap();
        let group = group.into_builder().set_column_metadata(vec![column]).build().unwrap();
        let metadata = metadata.clone().into_builder().set_row_groups(vec![group]).build();
        let mut file = good.to_vec();
        ParquetMetaDataWriter::new(&mut file, &metadata).finish().unwrap();
        let all = read(&folder.file("a.parquet", file));
        let reasons: Vec<_> = all.into_iter().map(|r| r.unwrap_err().reason).collect();
        assert_eq!(reasons, [Reason::PackedBy("Parquet", name)]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_long_value_that_every_row_has_is_not_held_for_all_of_them() {
    let folder = Folder::new("dictionary");
    let long: ArrayRef = Arc::new(StringArray::from(vec!["No infarct. ".repeat(2_000_000)]));
    let texts: ArrayRef = Arc::new(DictionaryArray::new(Int32Array::from(vec![0; 64]), long));
    let batch = RecordBatch::try_from_iter([("text", texts)]).unwrap();
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(Default::default()))
        .set_dictionary_page_size_limit(100 << 20)
        .set_statistics_enabled(EnabledStatistics::None)
        .build();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    let path = folder.file("a.parquet", writer.into_inner().unwrap());
    let output = bounded(2, &["extract".as_ref(), "-j".as_ref(), "1".as_ref(), path.as_ref()]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("0 reports read, 64 records rejected"), "{said}");
}
