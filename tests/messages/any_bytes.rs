//! Nothing that comes in brings the readers down.

use super::got;
use proptest::prelude::*;

/// What makes the readers decide something, and some noise.
const PIECES: &[&[u8]] = &[
    b"MSH|^~\\&|A|B|||20260131||ORU^R01|1|P|2.4\r",
    b"MSH|^~\\&|",
    b"PID|1||7^^^N^MR\r",
    b"OBR|1||A|7^CT HEAD\r",
    b"OBX|1|TX|7&IMP||One\\.br\\\\E\\.br\\E\\\\X0D\\ 4\\5||||||F\r",
    b"OBX|1|ED|||^a^b^Base64^T25l||||||F\r",
    b"\x0B",
    b"\x1C\r",
    b"<SB>",
    b"<EB>",
    b"<R>\n",
    b"\n",
    b"\xE9\xC3",
    b"\\",
    b"{\"resourceType\":\"DiagnosticReport\",\"conclusion\":\"One <b>&#x41;\"}",
    b"{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":",
    b"{",
    b"}",
    b"]",
    b"\"",
    b"<ClinicalDocument><section><title>T</title><text>",
    b"<list><item>a &lt; b",
    b"</text></section></ClinicalDocument>",
    b"{\\rtf1 a\\'e9\\u-9\\bin3",
    b"<html><p",
    b"<!--",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn any_bytes_are_read_or_refused(chosen in prop::collection::vec(0..PIECES.len(), 0..14), cut in 0usize..400) {
        let mut bytes: Vec<u8> = chosen.iter().flat_map(|&n| PIECES[n]).copied().collect();
        bytes.truncate(cut);
        let files = [("a.hl7", &bytes[..]), ("b.json", &bytes), ("c.xml", &bytes), ("d.rtf", &bytes)];
        prop_assert!(got("any", &files).all.len() >= 4);
    }
}
