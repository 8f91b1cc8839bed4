//! The quick way to write records: the same bytes as the views give, with what never changes rendered once.

use super::list::Frame;
use super::quick;
use super::record::Record;
use super::{Envelope, SCHEMA};
use crate::lexicon::Lexicon;
use crate::report::{Basis, FlagResult, FlagValue, Report};
use crate::text::{OffsetMap, OffsetUnit};
use serde::Serialize;

/// Writes records as JSON Lines. Make one for a lexicon and share it between threads.
///
/// A rule set has dozens of flags and a report speaks of few of them, so that flags not stated are most of a record's bytes;
/// they are copied from a rendering made beforehand.
#[derive(Debug)]
pub struct JsonWriter {
    unit: OffsetUnit,
    head: Vec<u8>,
    after_id: Vec<u8>,
    /// All flags as not stated, each behind a comma, one after the other.
    silent_flags: Vec<u8>,
    /// Where each of them begins, and the end.
    silent_starts: Vec<usize>,
}

impl JsonWriter {
    /// A writer for reports read by `lexicon`, with offsets in `unit`.
    pub fn new(lexicon: &Lexicon, unit: OffsetUnit) -> Self {
        let mut writer = Self {
            unit,
            head: Vec::new(),
            after_id: Vec::new(),
            silent_flags: Vec::new(),
            silent_starts: vec![0],
        };
        writer.head.extend_from_slice(b"{\"schema\":");
        json(&mut writer.head, SCHEMA);
        writer.head.extend_from_slice(b",\"ruleset\":");
        json(&mut writer.head, &lexicon.ruleset);
        writer.head.extend_from_slice(b",\"id\":");
        if unit != OffsetUnit::Char {
            writer.after_id.extend_from_slice(b",\"offset_unit\":");
            json(&mut writer.after_id, &unit);
        }
        writer.after_id.extend_from_slice(b",\"meta\":");
        for flag in &lexicon.flags {
            let bytes = &mut writer.silent_flags;
            bytes.extend_from_slice(b",{\"flag\":");
            json(bytes, flag.entry.id.as_str());
            bytes.extend_from_slice(b",\"value\":\"not_stated\",\"basis\":\"explicit\",\"mentions\":[]}");
            writer.silent_starts.push(writer.silent_flags.len());
        }
        writer
    }

    /// Appends one record and a line break.
    pub fn write(&self, out: &mut Vec<u8>, envelope: &Envelope<'_>, report: &Report<'_>) {
        let offsets = OffsetMap::new(report.text, self.unit);
        let record = Record::new(envelope, report, &offsets, self.unit);
        out.extend_from_slice(&self.head);
        json(out, record.id);
        out.extend_from_slice(&self.after_id);
        if record.meta.0.is_empty() {
            out.extend_from_slice(b"{}");
        } else {
            let done = serde_json::to_writer(&mut *out, record.meta);
            debug_assert!(done.is_ok(), "a meta object whose keys are not text");
        }
        field(out, b",\"sections\":", &record.sections);
        field(out, b",\"findings\":", &record.findings);
        field(out, b",\"summary\":", &record.summary);
        out.extend_from_slice(b",\"flags\":[");
        self.flags(out, report.flags, record.flags.frame);
        out.push(b']');
        field(out, b",\"icans\":", &record.icans);
        field(out, b",\"warnings\":", record.warnings);
        out.extend_from_slice(b"}\n");
    }

    fn flags(&self, out: &mut Vec<u8>, flags: &[FlagResult], frame: Frame<'_>) {
        let is_silent = |flag: &FlagResult| flag.value == FlagValue::NotStated && flag.basis == Basis::Explicit && flag.mentions.is_empty();
        let mut index = 0;
        while index < flags.len() {
            // Flags not stated that follow each other are copied in one piece.
            let run = flags[index..].iter().take_while(|f| is_silent(f)).count();
            if run > 0 {
                let (start, end) = (self.silent_starts[index], self.silent_starts[index + run]);
                out.extend_from_slice(&self.silent_flags[start + usize::from(index == 0)..end]);
                index += run;
            } else {
                if index > 0 {
                    out.push(b',');
                }
                json(out, &super::list::Row::view(&flags[index], index, frame));
                index += 1;
            }
        }
    }
}

fn field<T: Serialize + ?Sized>(out: &mut Vec<u8>, name: &[u8], value: &T) {
    out.extend_from_slice(name);
    json(out, value);
}

/// Appends `value`. Writing to memory cannot fail, and no view has keys that are not text.
fn json<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) {
    let done = quick::write(out, value);
    debug_assert!(done.is_ok(), "a view that cannot be written as JSON");
}
