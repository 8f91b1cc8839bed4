//! UTF-16 and UTF-32.

use crate::input::containers::{gz, zip};
use crate::input::reading::{read, shown};
use crate::support::folder::Folder;
use radsift::input::Reason;

/// `text` in UTF-16 or UTF-32, as four programs write it.
fn written(text: &str) -> [Vec<u8>; 4] {
    [
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
        text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
    ]
}

#[test]
fn texts_are_decoded_wherever_they_stand() {
    let folder = Folder::new("wide");
    let text = "FINDINGS: Left subdural haematoma, 3 \u{d7} 4 mm.\r\n";
    for marked in [format!("\u{feff}{text}"), text.to_owned()] {
        for bytes in written(&marked) {
            assert_eq!(shown(&folder.file("a.txt", &bytes)), [format!("a={text}")]);
            assert_eq!(shown(&folder.file("a.txt.gz", gz(&bytes))), [format!("a={text}")]);
            assert_eq!(shown(&folder.file("unknown", &bytes)), [format!("unknown={text}")]);
            let archive = zip(&[("b.txt", &bytes)]);
            assert_eq!(shown(&folder.file("a.zip", archive)), [format!("a.zip!/b.txt={text}")]);
            let record = read(&folder.file("a.txt", &bytes)).pop().unwrap().unwrap();
            assert!(record.warnings.is_empty(), "{:?}", record.warnings);
        }
    }
}

#[test]
fn other_formats_are_decoded_too() {
    let folder = Folder::new("wide-formats");
    let message = "MSH|^~\\&|A|B|||20260131||ORU^R01|1|P|2.4\rOBR|1||A|7^CT\rOBX|1|TX|1||One.||||||F\r";
    for (name, text, wanted) in [
        ("a.csv", "id,text\n1,One.\n", "1=One."),
        ("a.jsonl", "{\"id\":\"1\",\"text\":\"One.\"}\n", "1=One."),
        ("a.hl7", message, "A=One."),
        ("m.txt", message, "A=One."),
    ] {
        for bytes in written(&format!("\u{feff}{text}")) {
            assert_eq!(shown(&folder.file(name, bytes)), [wanted], "{name}");
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_no_report() {
    let folder = Folder::new("zeros");
    for (bytes, reason) in [
        (&[0; 512][..], Reason::EmptyText),
        (b"\0\x01\0\x02\0\x03\0\x04", Reason::UnknownFormat),
        (b"report\0\0\0\0", Reason::UnknownFormat),
    ] {
        let reject = read(&folder.file("a.txt", bytes)).pop().unwrap().unwrap_err();
        assert_eq!(reject.reason, reason, "{bytes:?}");
    }
}
