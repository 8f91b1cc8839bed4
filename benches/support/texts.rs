//! The texts that are measured: those that `RADSIFT_TEXTS` names, or else the reports of `corpus/`, again and again with other numbers.
//!
//! Numbers are what differs most from one real report to the next of its kind, and the part of the text that no phrase of the
//! lexicon is made of, so that changing them gives new text with the same amount of work in it. A run of two or more digits
//! that touches no letter ("12 mm", "2019") gets other digits; single digits stay, because they number lists, grade and name
//! vertebrae. The digits come from a fixed sequence: every run of every machine reads the same bytes.

use radsift::input::{Fields, Format, Reader, find_sources};
use radsift::report::Meta;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// A report.
pub struct Text {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// What came with it.
    pub meta: Meta,
}

/// What is measured: the texts of the archives in `RADSIFT_TEXTS`, paths with blanks between them, as they are; without it the corpus,
/// enlarged to at least `bytes` bytes.
pub fn texts(bytes: usize) -> Vec<Text> {
    match std::env::var("RADSIFT_TEXTS") {
        Ok(paths) => archives(&paths),
        Err(_) => corpus(bytes),
    }
}

/// The first texts of a file, of at least `bytes` bytes together where it has so many.
#[allow(dead_code, reason = "not every bench reads a file")]
pub fn first(file: &str, bytes: usize) -> Vec<Text> {
    read(&[PathBuf::from(file)], bytes)
}

/// The texts of some archives.
fn archives(paths: &str) -> Vec<Text> {
    let paths: Vec<PathBuf> = paths.split_ascii_whitespace().map(PathBuf::from).collect();
    read(&paths, usize::MAX)
}

/// The first texts of some archives; what cannot be read is left out.
fn read(paths: &[PathBuf], bytes: usize) -> Vec<Text> {
    let sources = find_sources(paths, Format::Auto).unwrap_or_else(|error| panic!("{error}"));
    let fields = Fields::default();
    let mut reader = Reader::new(sources).with_fields(&fields);
    let sources = reader.sources();
    let (mut buffer, mut file, mut texts, mut total) = (Vec::new(), Vec::new(), Vec::new(), 0);
    while total < bytes
        && let Some(raw) = reader.next_raw(&mut buffer)
    {
        if let Ok(record) = raw.record(&sources, &fields, &buffer, &mut file) {
            let record = record.into_owned();
            total += record.text.len();
            texts.push(Text {
                id: record.id.into_owned(),
                text: record.text.into_owned(),
                meta: record.meta,
            });
        }
        buffer.clear();
    }
    texts
}

/// Reports of at least `bytes` bytes together.
fn corpus(bytes: usize) -> Vec<Text> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/reports.jsonl");
    let lines = fs::read_to_string(path).unwrap_or_else(|e| panic!("corpus/reports.jsonl: {e}"));
    let corpus: Vec<Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).expect("the corpus is JSON Lines"))
        .collect();
    let mut digits = Digits(2026);
    let mut texts = Vec::new();
    let mut total = 0;
    for (number, line) in corpus.iter().cycle().enumerate() {
        if total >= bytes {
            break;
        }
        let text = renumber(line["text"].as_str().unwrap_or_default(), &mut digits);
        total += text.len();
        let meta = Meta(line["meta"].as_object().cloned().unwrap_or_default());
        texts.push(Text {
            id: format!("report-{number}"),
            text,
            meta,
        });
    }
    texts
}

/// The bytes of all texts.
pub fn bytes(texts: &[Text]) -> usize {
    texts.iter().map(|t| t.text.len()).sum()
}

/// The text with other numbers.
pub fn renumber(text: &str, digits: &mut Digits) -> String {
    let old = text.as_bytes();
    let mut new = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let digit = character.is_ascii_digit() && is_free_number(old, at);
        new.push(if digit { digits.next() } else { character });
    }
    new
}

/// True when the digit at `at` is one of several that touch no letter.
fn is_free_number(text: &[u8], at: usize) -> bool {
    let start = text[..at].iter().rposition(|b| !b.is_ascii_digit()).map_or(0, |i| i + 1);
    let end = text[at..].iter().position(|b| !b.is_ascii_digit()).map_or(text.len(), |i| at + i);
    let letter = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0x80);
    end - start > 1 && !letter(text.get(end)) && !letter(start.checked_sub(1).and_then(|i| text.get(i)))
}

/// Digits from 1 to 9 in a fixed order (a linear congruential generator).
pub struct Digits(pub u64);

impl Digits {
    fn next(&mut self) -> char {
        self.step();
        char::from(b'1' + (self.0 >> 33) as u8 % 9)
    }

    /// A number below `end`.
    #[allow(dead_code, reason = "not every bench draws")]
    pub fn below(&mut self, end: u64) -> u64 {
        self.step();
        (self.0 >> 33) % end
    }

    fn step(&mut self) {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
    }
}
