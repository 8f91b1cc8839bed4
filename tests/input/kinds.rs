//! Files that lie beside reports and are not read are refused by name, wherever they come from.

use crate::input::containers::{gz, tar, zip};
use crate::input::reading::{rest, shown};
use crate::support::folder::Folder;
use radsift::input::{Fields, Format, Reader, find_sources};
use std::io::Write;
use std::process::{Command, Stdio};

/// Each kind with the ending that it has, its first bytes and how the reason begins.
fn kinds() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let office = |inside: &str| zip(&[("[Content_Types].xml", b"<Types/>"), (inside, b"<x/>")]);
    vec![
        ("docx", office("word/document.xml"), "a Word document (.docx) is not read"),
        ("xlsx", office("xl/workbook.xml"), "an Excel workbook (.xlsx) is not read"),
        (
            "doc",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0".to_vec(),
            "a file of an older office program (.doc, .xls) is not read",
        ),
        ("pdf", b"%PDF-1.7\n%\xE2\xE3".to_vec(), "a PDF file is not read"),
        ("dcm", [&[0; 128][..], b"DICM\x02\0\0\0UL"].concat(), "a DICOM file is not read"),
        ("png", b"\x89PNG\r\n\x1A\n\0\0".to_vec(), "a PNG image is not read"),
        ("jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0".to_vec(), "a JPEG image is not read"),
        ("tif", b"II*\0\x08\0\0\0".to_vec(), "a TIFF image is not read"),
    ]
}

#[test]
fn they_are_named_under_any_ending_and_packing() {
    let folder = Folder::new("kinds");
    for (ending, bytes, wanted) in kinds() {
        for name in [&format!("a.{ending}"), "a.txt", "a.csv", "a.jsonl", "a.hl7", "a.json", "a.dat"] {
            let all = shown(&folder.file(name, &bytes));
            assert!(
                all.len() == 1 && all[0].starts_with(&format!("{name}: {wanted}: ")),
                "{name}: {all:?}"
            );
        }
        for (name, packed) in [
            ("a.txt.gz", gz(&bytes)),
            ("a.zip", zip(&[("b.txt", &bytes)])),
            ("a.tar", tar(&[("b.csv", &bytes)])),
        ] {
            let all = shown(&folder.file(name, packed));
            assert!(all.len() == 1 && all[0].contains(wanted), "{name}: {all:?}");
        }
        for format in [Format::Text, Format::JsonLines, Format::Csv, Format::Hl7] {
            let path = folder.file("a.dat", &bytes);
            let all = rest(&mut Reader::new(find_sources(&[path], format).unwrap()), &Fields::default());
            assert!(all.len() == 1, "{ending}");
            let reason = all[0].as_ref().unwrap_err().reason.to_string();
            assert!(reason.starts_with(wanted), "{ending} as {format:?}: {reason}");
        }
        let program = env!("CARGO_BIN_EXE_radsift");
        let piped = |command: &mut Command| command.stdin(Stdio::piped()).stderr(Stdio::piped()).stdout(Stdio::null()).spawn();
        let mut child = piped(Command::new(program).args(["extract", "-"])).unwrap();
        child.stdin.take().unwrap().write_all(&bytes).unwrap();
        let said = String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap();
        assert!(said.contains(&format!("stdin: {wanted}")), "{said}");
    }
}

#[test]
fn in_folders_and_archives_they_are_counted() {
    let folder = Folder::new("kinds-folder");
    let kinds = kinds();
    for (ending, bytes, _) in &kinds {
        folder.file(&format!("x.{ending}"), bytes);
    }
    folder.file("a.txt", "A");
    let sources = find_sources(std::slice::from_ref(&folder.0), Format::Auto).unwrap();
    assert_eq!((sources.as_slice().len(), sources.skipped().other_files), (1, kinds.len() as u64));
}

#[test]
fn an_archive_of_reports_is_no_office_document() {
    let folder = Folder::new("kinds-zip");
    let path = folder.file("a.zip", zip(&[("word/a.txt", b"A"), ("xl/b.txt", b"B")]));
    assert_eq!(shown(&path), ["a.zip!/word/a.txt=A", "a.zip!/xl/b.txt=B"]);
}
