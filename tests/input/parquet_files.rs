//! Parquet.

use crate::input::reading::{read, read_as, shown};
use crate::support::folder::Folder;
use arrow_array::builder::{ListBuilder, TimestampMillisecondBuilder};
use arrow_array::types::Int8Type;
use arrow_array::{
    Array, ArrayRef, BinaryArray, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array, Int64Array, LargeStringArray,
    RecordBatch, StringArray, TimestampMillisecondArray,
};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::file::properties::WriterProperties;
use radsift::input::{Fields, Reason};
use std::sync::Arc;

pub fn write(columns: &[(&str, ArrayRef)], compression: Compression) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter_with_nullable(columns.iter().map(|(name, array)| (*name, array.clone(), true))).unwrap();
    let properties = WriterProperties::builder()
        .set_compression(compression)
        .set_max_row_group_row_count(Some(2))
        .build();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.into_inner().unwrap()
}

fn texts() -> ArrayRef {
    Arc::new(StringArray::from(vec![Some("one"), Some("two"), None, Some("four")]))
}

#[test]
fn parquet_is_read_in_every_packing_and_from_archives() {
    let folder = Folder::new("parquet");
    let ids: ArrayRef = Arc::new(Int64Array::from(vec![1, 2, 3, 4]));
    let wanted = |name: &str| {
        [
            "1=one",
            "2=two",
            &format!("{name}: the text is `null`, which stands for a missing text"),
            "4=four",
        ]
        .map(str::to_owned)
    };
    for (number, compression) in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
    ]
    .into_iter()
    .enumerate()
    {
        let bytes = write(&[("id", ids.clone()), ("text", texts())], compression);
        let name = format!("{number}.parquet");
        assert_eq!(shown(&folder.file(&name, &bytes)), wanted(&name));
        assert_eq!(shown(&folder.file("unknown", &bytes)), wanted("unknown"));
        let zipped = crate::input::containers::zip(&[("a.parquet", &bytes)]);
        assert_eq!(shown(&folder.file("z.zip", &zipped)), wanted("z.zip!/a.parquet"));
    }
}

#[test]
fn other_columns_become_meta() {
    let folder = Folder::new("parquet-meta");
    let dictionary: DictionaryArray<Int8Type> = vec!["MR", "CT"].into_iter().collect();
    let columns: &[(&str, ArrayRef)] = &[
        ("day", Arc::new(Date32Array::from(vec![Some(20_000), None]))),
        ("report", Arc::new(LargeStringArray::from(vec!["A", "B"]))),
        ("modality", Arc::new(dictionary.clone())),
        ("acc", Arc::new(BinaryArray::from(vec![&b"x"[..], b"y\xE8"]))),
        ("n", Arc::new(Int64Array::from(vec![1, -5]))),
        ("f", Arc::new(Float64Array::from(vec![0.5, f64::NAN]))),
        ("b", Arc::new(BooleanArray::from(vec![true, false]))),
        ("at", Arc::new(TimestampMillisecondArray::from(vec![Some(0), None]))),
    ];
    let path = folder.file("a.parquet", write(columns, Compression::SNAPPY));
    let mut fields = Fields {
        id: "acc".into(),
        text: "report".into(),
        ..Fields::default()
    };
    let shown = |fields: &Fields| -> Vec<String> {
        let all = read_as(&path, fields).into_iter().map(Result::unwrap);
        all.map(|r| format!("{} {} {}", r.id, r.text, serde_json::to_string(&r.meta).unwrap()))
            .collect()
    };
    assert_eq!(
        shown(&fields),
        [
            r#"x A {"at":"1970-01-01T00:00:00","b":true,"day":"2024-10-04","f":0.5,"modality":"MR","n":1}"#,
            r#"yè B {"b":false,"f":null,"modality":"CT","n":-5}"#
        ]
    );
    fields.meta = vec!["n".into()];
    fields.text = "modality".into();
    assert_eq!(shown(&fields), [r#"x MR {"n":1}"#, r#"yè CT {"n":-5}"#]);
    fields.text = "n".into();
    assert_eq!(
        read_as(&path, &fields).pop().unwrap().unwrap_err().reason,
        Reason::TextNotString("n".into())
    );
    fields.text = "words".into();
    let missing = read_as(&path, &fields).pop().unwrap().unwrap_err().reason.to_string();
    assert!(
        missing.starts_with("there is no column `words`; the columns are `day`, `report`"),
        "{missing}"
    );
}

#[test]
fn moments_of_any_zone_are_written_as_they_are_or_in_utc() {
    let folder = Folder::new("parquet-zones");
    let texts: ArrayRef = Arc::new(StringArray::from(vec!["A"]));
    for (zone, wanted) in [
        ("UTC", "2026-01-31T08:00:00Z"),
        ("Etc/UTC", "2026-01-31T08:00:00Z"),
        ("America/New_York", "2026-01-31T08:00:00Z"),
        ("Z", "2026-01-31T08:00:00Z"),
        ("no zone", "2026-01-31T08:00:00Z"),
        ("+00:00", "2026-01-31T08:00:00Z"),
        ("-05:00", "2026-01-31T03:00:00-05:00"),
    ] {
        let moments = TimestampMillisecondArray::from(vec![1_769_846_400_000]).with_timezone(zone);
        let mut list = ListBuilder::new(TimestampMillisecondBuilder::new().with_data_type(moments.data_type().clone()));
        list.append_value([Some(moments.value(0))]);
        let columns: &[(&str, ArrayRef)] = &[("text", texts.clone()), ("t", Arc::new(moments)), ("all", Arc::new(list.finish()))];
        let record = read(&folder.file("a.parquet", write(columns, Compression::SNAPPY)))
            .pop()
            .unwrap()
            .unwrap();
        let meta = serde_json::to_string(&record.meta).unwrap();
        assert_eq!(meta, format!(r#"{{"all":["{wanted}"],"t":"{wanted}"}}"#), "{zone}");
        let fields = Fields {
            id: "t".into(),
            ..Fields::default()
        };
        assert_eq!(read_as(&folder.0.join("a.parquet"), &fields)[0].as_ref().unwrap().id, wanted);
    }
}

#[test]
fn whole_numbers_beyond_64_bits_keep_their_digits() {
    let folder = Folder::new("parquet-digits");
    let long = 12_345_678_901_234_567_890_123_i128;
    let number = Decimal128Array::from(vec![long]).with_precision_and_scale(38, 0).unwrap();
    let columns: &[(&str, ArrayRef)] = &[("text", Arc::new(StringArray::from(vec!["A"]))), ("n", Arc::new(number))];
    let path = folder.file("a.parquet", write(columns, Compression::SNAPPY));
    let record = read(&path).pop().unwrap().unwrap();
    assert_eq!(serde_json::to_string(&record.meta).unwrap(), format!(r#"{{"n":"{long}"}}"#));
}

#[test]
fn damaged_files_are_rejections() {
    let folder = Folder::new("parquet-broken");
    let good = write(&[("text", texts())], Compression::SNAPPY);
    assert_eq!(
        shown(&folder.file("cut.parquet", &good[..good.len() / 2])),
        ["cut.parquet: the Parquet file is damaged"]
    );
    assert_eq!(
        shown(&folder.file("no.parquet", b"id,text\n")),
        ["no.parquet: the Parquet file is damaged"]
    );
    std::panic::set_hook(Box::new(|_| ()));
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 0x41;
        // No panic, and an end; what is read depends on what the byte was.
        read(&folder.file("bad.parquet", &bad));
    }
    let _ = std::panic::take_hook();
}

#[test]
fn names_in_other_letters_are_found() {
    let folder = Folder::new("parquet-letters");
    let ids: ArrayRef = Arc::new(Int64Array::from(vec![7]));
    let texts: ArrayRef = Arc::new(StringArray::from(vec!["A"]));
    let path = folder.file(
        "a.parquet",
        write(&[("ID", ids.clone()), ("Text", texts.clone())], Compression::SNAPPY),
    );
    assert_eq!(shown(&path), ["7=A"]);
    let path = folder.file("b.parquet", write(&[("note_id", ids), ("note_text", texts)], Compression::SNAPPY));
    assert_eq!(
        shown(&path),
        [
            "b.parquet: there is no column `text`; the columns are `note_id`, `note_text`; `--text-field note_text --id-field note_id` would name the report"
        ]
    );
}
