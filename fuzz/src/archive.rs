//! Any bytes as an archive in JSON Lines: what the targets that run over one share.

use radsift::input::{Format, Reader, Reject, Source, Sources};
use radsift::runs::{Options, Sink, Tables, Tally};
use radsift::{Error, Extractor};
use serde_json::Value;
use std::sync::LazyLock;

pub static RULES: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the built-in lexicon"));

/// What came out: lines and rejections.
#[derive(Default)]
struct Kept {
    lines: Vec<u8>,
    rejects: usize,
}

impl Sink for Kept {
    fn records(&mut self, tables: &mut Tables) -> Result<(), Error> {
        self.lines.extend_from_slice(&tables[0]);
        Ok(())
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Error> {
        assert!(!reject.to_string().is_empty());
        self.rejects += 1;
        Ok(())
    }
}

type Run = fn(&Extractor, Reader, &Options, &mut (dyn Sink + Send)) -> Result<Tally, Error>;

/// Runs over `bytes` by way of a file with `name` in its name: every object on a line of its own comes out once, as JSON or as a rejection, and of anything
/// else something does.
pub fn check(name: &str, bytes: &[u8], run: Run) {
    let path = std::env::temp_dir().join(format!("radsift-fuzz-{name}-{}.jsonl", std::process::id()));
    std::fs::write(&path, bytes).expect("a file to write to");
    let source = Source {
        path: Some(path.clone()),
        format: Format::JsonLines,
    };
    let mut kept = Kept::default();
    let options = Options {
        jobs: 1,
        ..Options::default()
    };
    let tally = run(&RULES, Reader::new(Sources::new(vec![source])), &options, &mut kept).expect("a run");
    let lines = kept.lines.split_inclusive(|&b| b == b'\n');
    let count = lines
        .inspect(|line| drop(serde_json::from_slice::<Value>(line).expect("JSON")))
        .count();
    assert_eq!((tally.reports as usize, tally.rejected as usize), (count, kept.rejects));
    if is_plain(bytes) {
        let lines: Vec<&[u8]> = bytes.split(|&b| b == b'\n').filter(|line| !line.trim_ascii().is_empty()).collect();
        let is_object = |line: &&[u8]| serde_json::from_slice::<Value>(line).is_ok_and(|value| value.is_object());
        if lines.iter().all(is_object) {
            assert_eq!(count + kept.rejects, lines.len(), "a line was dropped or read twice");
        } else {
            // What is broken may take up several lines, and one line may hold several records.
            let says_something = bytes.iter().any(u8::is_ascii_alphanumeric);
            assert!(count + kept.rejects > 0 || !says_something, "all of it was dropped");
        }
    }
    std::fs::remove_file(path).expect("the file written above");
}

/// What begins with one of these is packed, an archive, or in an encoding of its own: its lines are not those of the file.
const OTHERS: &[&[u8]] = &[b"PK", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf"];

/// True when the lines of the file are those of the text that is read. UTF-16 and UTF-32 are known by their zero bytes, a tar archive by its signature.
fn is_plain(bytes: &[u8]) -> bool {
    let tar = bytes.get(257..).is_some_and(|rest| rest.starts_with(b"ustar"));
    !bytes.contains(&0) && !tar && !OTHERS.iter().any(|other| bytes.starts_with(other))
}
