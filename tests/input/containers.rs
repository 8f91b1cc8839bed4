//! gzip, Zstandard, tar and zip.

use crate::input::reading::{read_with, shown};
use crate::support::folder::Folder;
use flate2::Compression;
use flate2::write::GzEncoder;
use radsift::input::{Fields, Format, Reader, Reason, find_sources};
use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

pub const LINES: &str = "{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n";

pub fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

pub fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = tar::Builder::new(Vec::new());
    for (name, bytes) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        out.append_data(&mut header, name, *bytes).unwrap();
    }
    out.into_inner().unwrap()
}

pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

const ENTRIES: &[(&str, &[u8])] = &[
    ("folder/a.txt", b"A"),
    ("folder/picture.png", b"\x89PNG"),
    ("more.jsonl", LINES.as_bytes()),
    ("__MACOSX/._more.jsonl", b"\0\0"),
];

#[test]
fn packed_streams_are_read_by_their_first_bytes() {
    let folder = Folder::new("streams");
    let zstd = zstd::encode_all(LINES.as_bytes(), 1).unwrap();
    for (name, bytes) in [
        ("a.jsonl.gz", gz(LINES.as_bytes())),
        ("b.jsonl.zst", zstd.clone()),
        ("c.jsonl", zstd),
        ("d", gz(LINES.as_bytes())),
        // Two streams, one behind the other.
        ("e.jsonl.gz", [gz(&LINES.as_bytes()[..7]), gz(&LINES.as_bytes()[7..])].concat()),
    ] {
        assert_eq!(shown(&folder.file(name, bytes)), ["a=one", "b=two"], "{name}");
    }
    for name in ["r.txt.gz", "r.txt"] {
        assert_eq!(shown(&folder.file(name, gz(b"No infarct."))), ["r=No infarct."], "{name}");
    }
}

#[test]
fn entries_of_archives_are_sources() {
    let folder = Folder::new("archives");
    for (name, bytes) in [
        ("x.zip", zip(ENTRIES)),
        ("x.tar", tar(ENTRIES)),
        ("x.tgz", gz(&tar(ENTRIES))),
        ("x.tar.zst", zstd::encode_all(&tar(ENTRIES)[..], 1).unwrap()),
        ("x", zip(ENTRIES)),
    ] {
        let first = format!("{name}!/folder/a.txt=A");
        assert_eq!(shown(&folder.file(name, bytes)), [&*first, "a=one", "b=two"], "{name}");
    }
    let inner = gz(b"{\"text\":\"A\"}\n{");
    let inside = shown(&folder.file("y.zip", zip(&[("in.jsonl.gz", &inner), ("in.zip", &zip(ENTRIES)), ("z.txt", b"Z")])));
    assert_eq!(
        inside,
        [
            "y.zip!/in.jsonl.gz:1=A",
            "y.zip!/in.jsonl.gz:2:1: not valid JSON: the line ends too early",
            "y.zip!/in.zip: an archive inside an archive is not read",
            "y.zip!/z.txt=Z"
        ]
    );
}

#[test]
fn broken_containers_are_counted_and_the_next_source_is_read() {
    let folder = Folder::new("broken");
    let long: String = (0..5000)
        .map(|n: u32| format!("{{\"id\":\"{n}\",\"text\":\"{}\"}}\n", n.wrapping_mul(2_654_435_761)))
        .collect();
    let (packed, archive) = (gz(long.as_bytes()), tar(&[("l.jsonl", long.as_bytes())]));
    let zipped = zip(&[("a.txt", b"A"), ("l.jsonl", long.as_bytes()), ("z.txt", b"Z")]);
    let mut flipped = zipped.clone();
    let middle = zipped.len() / 2;
    flipped[middle] ^= 0x55;
    for (name, bytes, last) in [
        ("cut.jsonl.gz", &packed[..packed.len() / 2], "the gzip file ends too early"),
        ("cut.tar", &archive[..archive.len() / 2], "the tar file ends too early"),
        ("cut.zip", &zipped[..zipped.len() / 2], "cut.zip: the zip file is damaged"),
        (
            "none.zip",
            &zip(&[("a.png", b"")]),
            "none.zip: the archive contains no file of a known format",
        ),
        ("none.tar", &tar(&[]), "none.tar: unknown format"),
        ("binary", b"\0\x01\x02", "binary: unknown format"),
        ("r.txt.gz", &gz(b"No infarct.")[..15], "r.txt.gz: the gzip file ends too early"),
    ] {
        let all = shown(&folder.file(name, bytes));
        assert!(all.last().unwrap().ends_with(last), "{name}: {:?}", all.last());
    }
    let all = shown(&folder.file("flipped.zip", &flipped));
    assert_eq!(
        (all[0].as_str(), all.last().unwrap().as_str()),
        ("flipped.zip!/a.txt=A", "flipped.zip!/z.txt=Z")
    );
    assert!(
        all.iter().any(|r| r.contains("l.jsonl") && r.ends_with("the zip file is damaged")),
        "{}",
        all.len()
    );
    folder.file("zz.txt", "Z");
    let end = read_with(&folder.0, &Fields::default(), true).pop().unwrap().unwrap();
    assert_eq!((end.id.as_ref(), end.text.as_ref()), ("zz", "Z"));
}

#[test]
fn what_expands_beyond_reason_is_given_up() {
    let folder = Folder::new("bomb");
    let blank = vec![b' '; 70 << 20];
    let reason = |name: &str, bytes: &[u8]| {
        let all = read_with(&folder.file(name, bytes), &Fields::default(), true);
        assert_eq!(all.len(), 1, "{name}");
        all.into_iter().next().unwrap().unwrap_err().reason
    };
    let zstd = zstd::encode_all(&blank[..], 3).unwrap();
    assert_eq!(reason("b.jsonl.zst", &zstd), Reason::Expands);
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Zstd);
    out.start_file("b.jsonl", packed).unwrap();
    out.write_all(&blank).unwrap();
    assert_eq!(reason("b.zip", &out.finish().unwrap().into_inner()), Reason::Expands);
}

#[test]
fn the_account_is_of_the_bytes_as_stored() {
    let folder = Folder::new("account");
    for (name, bytes) in [
        ("a.tar.gz", gz(&tar(ENTRIES))),
        ("a.jsonl.zst", zstd::encode_all(LINES.as_bytes(), 1).unwrap()),
    ] {
        let path = folder.file(name, &bytes);
        let (mut reader, ledger) = Reader::new(find_sources(&[path], Format::Auto).unwrap()).with_ledger();
        while reader.next_raw(&mut Vec::new()).is_some() {}
        let input = ledger.input(0).unwrap();
        assert_eq!((input.bytes, ledger.bytes()), (bytes.len() as u64, bytes.len() as u64));
        assert_eq!(input.blake3, blake3::hash(&bytes).to_hex().to_string());
    }
}

#[test]
fn patterns_are_expanded_where_the_shell_does_not() {
    let folder = Folder::new("glob");
    for name in ["b.txt", "a.txt", "c.jsonl"] {
        folder.file(name, "{\"text\":\"A\"}");
    }
    let names = |pattern: &str| find_sources(&[folder.0.join(pattern)], Format::Auto).map(|s| s.as_slice().len());
    assert_eq!(names("*.txt").unwrap(), 2);
    assert_eq!(names("[a-c].*").unwrap(), 3);
    assert!(names("*.pdf").unwrap_err().to_string().contains("no file matches"));
}

#[test]
fn bytes_behind_the_last_stream_are_told_and_what_comes_before_is_read() {
    let folder = Folder::new("behind");
    let whole = gz(LINES.as_bytes());
    let zstd = zstd::encode_all(LINES.as_bytes(), 1).unwrap();
    let skippable = [&[0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
    let behind = |kind: &str| format!("x: there are bytes behind the end of the last {kind} stream, which are not read");
    for (bytes, kind) in [
        ([&whole[..], &[0; 500]].concat(), "gzip"),
        ([&whole[..], b"garbage"].concat(), "gzip"),
        ([&whole[..], b"\n"].concat(), "gzip"),
        ([&gz(LINES.trim_end().as_bytes())[..], b"garbage"].concat(), "gzip"),
        ([&zstd[..], b"garbage"].concat(), "Zstandard"),
    ] {
        assert_eq!(shown(&folder.file("x", bytes)), ["a=one", "b=two", &behind(kind)]);
    }
    assert_eq!(
        shown(&folder.file("x", [&zstd[..], &skippable, &zstd].concat())),
        ["a=one", "b=two", "a=one", "b=two"]
    );
    let text = [&gz(b"No infarct.")[..], &[0; 9]].concat();
    assert_eq!(
        shown(&folder.file("r.txt.gz", &text)),
        [
            "r=No infarct.",
            "r.txt.gz: there are bytes behind the end of the last gzip stream, which are not read"
        ]
    );
    let tail = [
        "x.tgz!/a.txt=A",
        "x.tgz: there are bytes behind the end of the last gzip stream, which are not read",
    ];
    assert_eq!(
        shown(&folder.file("x.tgz", [&gz(&tar(&[("a.txt", b"A")]))[..], b"?"].concat())),
        tail
    );
    let inside = zip(&[("a.jsonl.gz", &[&whole[..], b"?"].concat()), ("b.txt", b"B")]);
    assert_eq!(
        shown(&folder.file("x.zip", inside)),
        [
            "a=one",
            "b=two",
            "x.zip!/a.jsonl.gz: there are bytes behind the end of the last gzip stream, which are not read",
            "x.zip!/b.txt=B"
        ]
    );
}

#[test]
fn a_short_stream_that_is_cut_gives_what_comes_before() {
    let folder = Folder::new("short-cut");
    let whole = gz(LINES.as_bytes());
    let all = shown(&folder.file("x", &whole[..whole.len() - 4]));
    assert_eq!(all, ["a=one", "b=two", "x:3: the gzip file ends too early"]);
}

#[test]
fn entries_of_one_name_are_all_counted() {
    let folder = Folder::new("one-name");
    // The writer refuses a name twice: it is changed afterwards, in the entry and in the list.
    let mut bytes = zip(&[("a.txt", b"A"), ("b.txt", b"B"), ("c.png", b""), ("d.png", b"")]);
    for (from, to) in [(&b"b.txt"[..], &b"a.txt"[..]), (b"d.png", b"c.png")] {
        for at in 0..bytes.len() - from.len() {
            if bytes[at..].starts_with(from) {
                bytes[at..at + from.len()].copy_from_slice(to);
            }
        }
    }
    let path = folder.file("x.zip", bytes);
    assert_eq!(
        shown(&path),
        [
            "x.zip!/a.txt=B",
            "x.zip!/a.txt: another entry has the same name, and only the last one is read"
        ]
    );
    let mut reader = Reader::new(find_sources(&[path], Format::Auto).unwrap());
    while reader.next_raw(&mut Vec::new()).is_some() {}
    assert_eq!(reader.take_skipped().other_files, 2);
}

#[test]
fn archives_behind_an_archive_are_read_and_other_bytes_told() {
    let folder = Folder::new("tar-behind");
    let (one, two) = (tar(&[("a.txt", b"A")]), tar(&[("b.txt", b"B")]));
    let both = [&one[..], &two].concat();
    assert_eq!(shown(&folder.file("x.tar", &both)), ["x.tar!/a.txt=A", "x.tar!/b.txt=B"]);
    assert_eq!(shown(&folder.file("x.tgz", gz(&both))), ["x.tgz!/a.txt=A", "x.tgz!/b.txt=B"]);
    assert_eq!(shown(&folder.file("x.tar", [&one[..], &[0; 10_240]].concat())), ["x.tar!/a.txt=A"]);
    let all = shown(&folder.file("x.tar", [&one[..], &[b'x'; 600]].concat()));
    assert_eq!(all, ["x.tar!/a.txt=A", "x.tar: the tar file is damaged"]);
}
