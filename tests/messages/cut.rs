//! How messages stand in files.

use super::{got, message, said};
use crate::support::folder::Folder;
use crate::support::own_process::is_own_process;
use radsift::input::{Body, Format, Reader, Reason, find_sources};

#[test]
fn bare_messages_end_where_the_next_begins() {
    let both = said("1", "A", "One.") + &said("2", "B", "Two.");
    for (name, bytes) in [
        ("cr", both.clone()),
        ("lf", both.replace('\r', "\n")),
        ("crlf", both.replace('\r', "\r\n")),
        ("blank", both.replace('\r', "\r\n").replace("\nMSH", "\n\r\n\r\nMSH")),
        ("open", both.trim_end().to_owned()),
        ("batch", format!("FHS|^~\\&|X\rBHS|^~\\&|X\r{both}BTS|2\rFTS|1\r")),
        (
            "log",
            both.replace("MSH", "2026-01-31 08:15:00|INFO|in\nMSH").replace('\r', "\n") + "2026-01-31 08:16:00|INFO|done\n",
        ),
        ("same line", both.replace("MSH", "2026-01-31 08:15:00 in: MSH")),
    ] {
        let got = got(&format!("bare-{name}").replace(' ', "-"), &[("a.hl7", bytes.as_bytes())]);
        assert_eq!(got.texts(), ["One.", "Two."], "{name}");
        assert_eq!(got.ids(), ["A", "B"], "{name}");
    }
}

#[test]
fn frames_hold_messages_and_cut_off_ones_are_counted() {
    let framed = |m: &str| format!("\x0B{m}\x1C\r");
    let good = got(
        "mllp",
        &[(
            "a.hl7",
            (framed(&said("1", "A", "One.")) + &framed(&said("2", "B", "Two."))).as_bytes(),
        )],
    );
    assert_eq!(good.texts(), ["One.", "Two."]);
    let cut = format!(
        "\x0B{}{}\x0B{}",
        said("1", "A", "One."),
        framed(&said("2", "B", "Two.")),
        said("3", "C", "Three.")
    );
    let cut = got("mllp-cut", &[("a.hl7", cut.as_bytes())]);
    assert_eq!(cut.reasons(), [Some(Reason::CutOff), None, Some(Reason::CutOff)]);
    assert_eq!(cut.texts()[1], "Two.");
}

#[test]
fn logs_hold_messages_in_frames_of_their_own() {
    let logged = |m: &str| format!("2026-01-31 08:15:00.1|INFO|Tcp|\n<SB>\n{}<EB><R>\n\n", m.replace('\r', "<R>\n"));
    let log = logged(&said("1", "A", "One."))
        + "2026-01-31 08:15:01.1|INFO|Tcp|\n<SB>\n<R>\n<EB>\n"
        + &logged(&said("2", "B", "Two.")).replace("<EB>", "");
    let framed = got("log", &[("a.log", log.as_bytes()), ("b.log", b"2026-01-31 08:15 nothing here\n")]);
    assert_eq!(
        framed.reasons(),
        [None, Some(Reason::NoneFound("HL7 message")), Some(Reason::CutOff)]
    );
    assert_eq!(framed.texts()[0], "One.");
    let rejected = framed.all[1].as_ref().unwrap_err();
    assert_eq!((rejected.line, rejected.record), (Some(10), 2));
    let line = format!("<SB>{}<EB>", said("1", "A", "One <5 mm & 3^2").replace('\r', "<R>"));
    assert_eq!(got("log-line", &[("a.log", line.as_bytes())]).texts(), ["One <5 mm & 3^2"]);
}

#[test]
fn files_without_messages_and_text_files_with_them() {
    let none = got(
        "none",
        &[
            ("a.hl7", b""),
            ("b.txt", said("1", "A", "One.").as_bytes()),
            ("c.txt", b"MSH brain"),
        ],
    );
    assert_eq!(none.texts(), ["!", "One.", "MSH brain"]);
    assert_eq!(none.reasons()[0], Some(Reason::NoneFound("HL7 message")));
}

#[test]
fn orders_with_text_of_their_own_are_reports_of_their_own() {
    let order = |number: &str, text: &str| format!("OBR|1||{number}|7^CT HEAD\rOBX|1|TX|1||{text}||||||F\r");
    let two = message("1", "A", "OBX|1|TX|1||One.||||||F") + &order("B", "Two.") + &order("A", "Three.");
    let split = got("orders", &[("a.hl7", two.as_bytes())]);
    assert_eq!(split.ids(), ["A", "B"]);
    assert_eq!(split.texts(), ["One.\nThree.", "Two."]);
    assert_eq!(split.all[1].as_ref().unwrap().meta.get("patient_id"), Some("88"));
    let linked = message("1", "A", "OBR|2||B|7^CT HEAD\rOBX|1|TX|1||Both.||||||F");
    let one = got("linked", &[("a.hl7", linked.as_bytes())]);
    assert_eq!((one.ids(), one.texts()), (vec!["B"], vec!["Both."]));
}

/// A message with `orders` orders of their own and `head` bytes before them.
fn message_of_orders(head: usize, orders: usize) -> String {
    let mut text = format!(
        "MSH|^~\\&|RIS|NORTH|X|Y|20260131081500||ORU^R01|1|P|2.4\rNTE|1||{}\r",
        "x".repeat(head)
    );
    for order in 0..orders {
        text += &format!("OBR|1||{order}|7^CT HEAD\rOBX|1|TX|1||Text {order}.||||||F\r");
    }
    text
}

#[cfg(target_os = "linux")]
#[test]
fn what_the_orders_of_a_message_share_is_held_once() {
    if !is_own_process("messages::cut::what_the_orders_of_a_message_share_is_held_once") {
        return;
    }
    let peak = || -> usize {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    };
    let folder = Folder::new("head-once");
    let path = folder.file("a.hl7", message_of_orders(1 << 20, 200));
    let before = peak();
    let mut reader = Reader::new(find_sources(&[path], Format::Auto).unwrap());
    let (mut buffer, mut count) = (Vec::new(), 0);
    while let Some(raw) = reader.next_raw(&mut buffer) {
        assert!(matches!(raw.body, Body::Read(_)));
        count += 1;
        buffer.clear();
    }
    // Together they have 200 MiB.
    let grown = peak() - before;
    assert!(count == 200 && grown < 20_000, "{count} reports, {grown} kB");
}

#[test]
fn orders_that_would_repeat_too_much_are_refused_and_the_next_message_is_read() {
    let text = message_of_orders(1 << 20, 257) + &said("2", "B", "Two.");
    let got = got("head-often", &[("a.hl7", text.as_bytes())]);
    assert_eq!(got.reasons(), [Some(Reason::HeadTooOften), None]);
    assert_eq!(got.texts()[1], "Two.");
}
