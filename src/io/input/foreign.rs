//! Kinds of files that lie beside reports and are not read, known by their first bytes.

use super::packed::{looks_like_tar, looks_like_zip};
use super::reject::Reason;

const AS_TEXT: &str = "export its text, or a table of the reports";
const UNPACK: &str = "unpack it first";
const EXPORT: &str = "export a table as .csv or .parquet";

/// The first bytes of each kind, its name, and what to do with it.
const KINDS: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF file", AS_TEXT),
    (b"\x89PNG\r\n", "a PNG image", AS_TEXT),
    (b"\xFF\xD8\xFF", "a JPEG image", AS_TEXT),
    (b"II*\0", "a TIFF image", AS_TEXT),
    (b"MM\0*", "a TIFF image", AS_TEXT),
    (b"GIF87a", "a GIF image", AS_TEXT),
    (b"GIF89a", "a GIF image", AS_TEXT),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "a file of an older office program (.doc, .xls)",
        "save it as plain text or as .csv",
    ),
    (b"SQLite format 3\0", "an SQLite database", EXPORT),
    (b"ARROW1", "an Arrow file", EXPORT),
    (b"\xFD7zXZ\0", "an xz file", UNPACK),
    (b"BZh", "a bzip2 file", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", UNPACK),
    (b"Rar!\x1A\x07", "a RAR archive", UNPACK),
    (b"\x7FELF", "a program", "name the files with the reports"),
];

/// The block behind the magic of bzip2.
const BZIP2_BLOCK: &[u8] = b"1AY&SY";

/// The first entries of office documents, which are zip files.
const OFFICE_STARTS: [&[u8]; 4] = [b"[Content_Types].xml", b"_rels/.rels", b"docProps/", b"mimetype"];
/// Folders inside them, and what they are.
const OFFICE_KINDS: [(&[u8], &str, &str); 4] = [
    (b"word/", "a Word document (.docx)", "save it as plain text"),
    (b"xl/", "an Excel workbook (.xlsx)", "save the sheet as .csv"),
    (b"ppt/", "a presentation (.pptx)", "save it as plain text"),
    (
        b"application/vnd.oasis",
        "an OpenDocument file",
        "save it as plain text, or a sheet as .csv",
    ),
];

/// The reason for a source that begins with `head` and is of such a kind.
pub(super) fn foreign(head: &[u8]) -> Option<Reason> {
    if looks_like_zip(head) {
        return office(head);
    }
    if looks_like_tar(head) {
        return None;
    }
    if head.get(128..132) == Some(b"DICM") {
        return Some(Reason::NotRead("a DICOM file", "export the reports as text"));
    }
    let (start, kind, advice) = KINDS.iter().find(|(start, ..)| head.starts_with(start))?;
    let sound = *start != b"BZh" || head.get(4..10) == Some(BZIP2_BLOCK);
    sound.then_some(Reason::NotRead(kind, advice))
}

/// The reason for an office document: its first entry is one that no archive of reports begins with.
fn office(head: &[u8]) -> Option<Reason> {
    let name = head.get(30..)?;
    if !OFFICE_STARTS.iter().any(|start| name.starts_with(start)) {
        return None;
    }
    let holds = |folder: &[u8]| memchr::memmem::find(head, folder).is_some();
    let known = OFFICE_KINDS.iter().find(|(folder, ..)| holds(folder));
    let (kind, advice) = known.map_or(("an office document", "save it as plain text or as .csv"), |(_, kind, advice)| {
        (kind, advice)
    });
    Some(Reason::NotRead(kind, advice))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_by_their_first_bytes() {
        let zip = |name: &str, more: &str| [b"PK\x03\x04", &[0; 26][..], name.as_bytes(), more.as_bytes()].concat();
        let dicom = [&[0; 128][..], b"DICM"].concat();
        for (head, wanted) in [
            (&b"%PDF-1.7\n"[..], Some("a PDF file")),
            (&dicom, Some("a DICOM file")),
            (&zip("[Content_Types].xml", "...word/document.xml"), Some("a Word document (.docx)")),
            (&zip("_rels/.rels", "...xl/workbook.xml"), Some("an Excel workbook (.xlsx)")),
            (
                &zip("mimetype", "application/vnd.oasis.opendocument.text"),
                Some("an OpenDocument file"),
            ),
            (&zip("[Content_Types].xml", ""), Some("an office document")),
            (&zip("word/report.txt", ""), None),
            (b"BZh91AY&SY", Some("a bzip2 file")),
            (b"BZh is no word", None),
            (b"II*\0....", Some("a TIFF image")),
            (b"No infarct.", None),
            (b"", None),
        ] {
            let found = foreign(head).map(|reason| match reason {
                Reason::NotRead(kind, _) => kind,
                other => panic!("{other}"),
            });
            assert_eq!(found, wanted, "{}", String::from_utf8_lossy(head));
        }
    }
}
