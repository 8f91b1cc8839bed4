//! Makes a large archive of a small one: its reports again and again, in another order and with other numbers each time.
//!
//! Each round goes through all reports in an order of its own. A report gets a new id, keeps its `meta`, and gets other digits in its numbers, as
//! `texts.rs` says; one without a number of two digits gets one in a line at its end, so that none comes again as it was. The same texts, bytes and
//! seed give the same archive on every machine.

use crate::texts::{Digits, Text, renumber};
use serde_json::json;
use std::io::{self, Write};

/// What was written.
#[derive(Debug, Default)]
pub struct Written {
    /// How many reports.
    pub reports: u64,
    /// Bytes of their text.
    pub bytes: u64,
    /// Bytes of the lines that were added.
    pub added: u64,
}

/// Writes reports of at least `bytes` bytes of text as JSON Lines.
pub fn enlarge(texts: &[Text], bytes: u64, seed: u64, out: &mut impl Write) -> io::Result<Written> {
    let mut digits = Digits(seed);
    let mut order: Vec<usize> = (0..texts.len()).collect();
    let mut written = Written::default();
    while written.bytes < bytes && !texts.is_empty() {
        shuffle(&mut order, &mut digits);
        for text in order.iter().map(|&index| &texts[index]) {
            if written.bytes >= bytes {
                break;
            }
            let mut new = renumber(&text.text, &mut digits);
            if new == text.text {
                let line = format!("\nAccession {}", 10_000_000 + digits.below(90_000_000));
                written.added += line.len() as u64;
                new.push_str(&line);
            }
            written.bytes += new.len() as u64;
            let id = format!("report-{:08}", written.reports);
            let line = json!({ "id": id, "text": new, "meta": text.meta.0 });
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
            written.reports += 1;
        }
    }
    out.flush()?;
    Ok(written)
}

/// Any order is as likely as any other.
fn shuffle(order: &mut [usize], digits: &mut Digits) {
    for last in (1..order.len()).rev() {
        order.swap(last, digits.below(last as u64 + 1) as usize);
    }
}
