//! Any bytes as an archive for `radsift assert`, and any places of any text as targets.
#![no_main]

use libfuzzer_sys::fuzz_target;
use radsift::batch::{Options, Sink, assert};
use radsift::input::{Format, Reader, Reject, Source, Sources};
use radsift::text::{Span, decode};
use radsift::{Error, Extractor, Session};
use serde_json::Value;
use std::sync::LazyLock;

static RULES: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the built-in lexicon"));

/// What came out: lines, and how many rejections.
#[derive(Default)]
struct Kept(Vec<u8>, usize);

impl Sink for Kept {
    fn records(&mut self, lines: &[u8]) -> Result<(), Error> {
        self.0.extend_from_slice(lines);
        Ok(())
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Error> {
        assert!(!reject.to_string().is_empty());
        self.1 += 1;
        Ok(())
    }
}

fuzz_target!(|bytes: &[u8]| {
    as_archive(bytes);
    as_text(bytes);
});

fn as_archive(bytes: &[u8]) {
    let path = std::env::temp_dir().join(format!("radsift-fuzz-assert-{}.jsonl", std::process::id()));
    std::fs::write(&path, bytes).expect("a file to write to");
    let source = Source {
        path: Some(path),
        format: Format::JsonLines,
    };
    let mut kept = Kept::default();
    let options = Options {
        jobs: 1,
        ..Options::default()
    };
    assert(&RULES, Reader::new(Sources::new(vec![source])), &options, &mut kept).expect("a run");
    let lines = kept.0.split_inclusive(|&b| b == b'\n');
    let count = lines
        .inspect(|line| drop(serde_json::from_slice::<Value>(line).expect("JSON")))
        .count();
    let wanted = bytes.split(|&b| b == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    assert_eq!(count + kept.1, wanted, "a line was dropped or read twice");
}

/// The first bytes say where the targets are in the text that follows.
fn as_text(bytes: &[u8]) {
    let (places, rest) = bytes.split_at(bytes.len().min(8));
    let decoded = decode(rest);
    let bounds: Vec<usize> = decoded.text.char_indices().map(|(at, _)| at).chain([decoded.text.len()]).collect();
    let place = |byte: u8| bounds[usize::from(byte) * (bounds.len() - 1) / 255] as u32;
    let spans: Vec<Span> = places.chunks_exact(2).map(|p| Span::new(place(p[0]), place(p[1]))).collect();
    let mut session = Session::default();
    let asserted = RULES.assert(&mut session, &decoded.text, &spans);
    assert_eq!(asserted.contexts.len(), spans.len());
}
