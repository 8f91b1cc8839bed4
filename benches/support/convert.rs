//! The texts of an archive in the other formats that archives come in.

use crate::texts::Text;
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

type Written = Result<(), Box<dyn Error>>;

/// Reports in a row group.
const GROUP: usize = 10_000;

/// CSV with the columns id and text.
pub fn csv(texts: &[Text], out: impl Write) -> Written {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["id", "text"])?;
    for text in texts {
        csv.write_record([&text.id, &text.text])?;
    }
    Ok(csv.flush()?)
}

/// Parquet with the same columns.
pub fn parquet(texts: &[Text], out: impl Write + Send) -> Written {
    let columns = |texts: &[Text]| {
        let ids = StringArray::from_iter_values(texts.iter().map(|t| &t.id));
        let words = StringArray::from_iter_values(texts.iter().map(|t| &t.text));
        RecordBatch::try_from_iter([("id", Arc::new(ids) as ArrayRef), ("text", Arc::new(words) as ArrayRef)])
    };
    let mut writer = ArrowWriter::try_new(out, columns(&[])?.schema(), None)?;
    for texts in texts.chunks(GROUP) {
        writer.write(&columns(texts)?)?;
        writer.flush()?;
    }
    writer.close()?;
    Ok(())
}

/// The log of an interface: each message behind a line with a time, its segments on lines of their own.
pub fn hl7_log(texts: &[Text], mut out: impl Write) -> Written {
    for (number, text) in texts.iter().enumerate() {
        writeln!(out, "2026-01-31 08:15:{:02}.000 INFO received", number % 60)?;
        out.write_all(message(text, number).replace('\r', "\n").as_bytes())?;
    }
    Ok(())
}

/// A folder with a file for each message.
pub fn hl7_files(texts: &[Text], folder: &Path) -> Written {
    fs::create_dir_all(folder)?;
    for (number, text) in texts.iter().enumerate() {
        fs::write(folder.join(format!("{number:07}.hl7")), message(text, number))?;
    }
    Ok(())
}

/// A report message with an OBX segment for each line.
fn message(text: &Text, number: usize) -> String {
    let id = escaped(&text.id);
    let mut message = format!(
        "MSH|^~\\&|RIS|NORTH|X|Y|20260131081500||ORU^R01|{number}|P|2.4\rPID|1||{number}^^^N^MR\rOBR|1||{id}|7^MRI BRAIN|||20260130101500|||||||||||||||||MR|F\r"
    );
    for (line, words) in text.text.lines().enumerate() {
        message += &format!("OBX|{}|TX|7&GDT||{}||||||F\r", line + 1, escaped(words));
    }
    message
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' => out += "\\F\\",
            '^' => out += "\\S\\",
            '&' => out += "\\T\\",
            '~' => out += "\\R\\",
            '\\' => out += "\\E\\",
            c => out.push(c),
        }
    }
    out
}
