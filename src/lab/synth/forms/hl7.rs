//! A report as an HL7 message: ORU^R01, version 2.4, one OBX for each line.

use super::meta::Told;
use crate::synth::calendar::Day;
use crate::synth::version::Status;
use std::fmt::Write as _;
use std::io::{self, Write};

/// The message of a version.
///
/// # Errors
/// What the writer says.
pub(in super::super) fn write(told: &Told<'_>, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let version = told.version();
    let patient = &told.case.patient;
    let status = version.status.letter();
    let mut message = String::with_capacity(text.len() * 2);
    message.push_str("MSH|^~\\&|RIS|");
    message.push_str(&told.house().name);
    message.push_str("|X|Y|");
    stamp(told.day(), version.minute, &mut message);
    message.push_str("||ORU^R01|");
    message.push_str(&told.report.message_id(told.number));
    message.push_str("|P|2.4||||||UNICODE UTF-8\r");
    // Writing to a string cannot fail.
    let _ = write!(message, "PID|1||{}^^^N^MR||||", patient.id());
    patient.birth.digits(&mut message);
    let _ = write!(
        message,
        "|{}\rOBR|1||{}|{}^{}|||",
        patient.sex,
        told.report.accession,
        told.kind().id,
        told.procedure()
    );
    stamp(told.day(), 7 * 60, &mut message);
    message.push_str(&"|".repeat(OBR_24 - OBR_7));
    let _ = write!(message, "{}|{status}\r", told.kind().modality);
    if version.status == Status::Cancelled {
        message.push_str("OBX|1|TX|1&GDT||Withdrawn.||||||X\r");
    } else {
        for (index, line) in text.split('\n').enumerate() {
            let _ = write!(message, "OBX|{}|TX|1&GDT||", index + 1);
            escape(line, &mut message);
            let _ = write!(message, "||||||{status}\r");
        }
    }
    out.write_all(message.as_bytes())
}

/// The fields of the order between which nothing is said.
const OBR_7: usize = 7;
const OBR_24: usize = 24;

/// `20260131081500`, so many minutes after the beginning of a day.
fn stamp(day: Day, minute: i64, out: &mut String) {
    day.plus(minute.div_euclid(1440)).digits(out);
    let minute = minute.rem_euclid(1440);
    // Writing to a string cannot fail.
    let _ = write!(out, "{:02}{:02}00", minute / 60, minute % 60);
}

/// Signs that separate fields, as their escape sequences.
fn escape(line: &str, out: &mut String) {
    for sign in line.chars() {
        match sign {
            '|' => out.push_str("\\F\\"),
            '^' => out.push_str("\\S\\"),
            '&' => out.push_str("\\T\\"),
            '~' => out.push_str("\\R\\"),
            '\\' => out.push_str("\\E\\"),
            other => out.push(other),
        }
    }
}
