//! Any bytes as a file in any format, packed or not. The first byte says which format.

use radsift::input::{Fields, Format, KnownVersions, Position, Reader, Source, Sources, Versions};
use std::path::Path;

/// The target.
pub fn check(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let formats: Vec<Format> = Format::all().map(|(format, ..)| format).collect();
    let format = formats[usize::from(*first) % formats.len()];
    let path = std::env::temp_dir().join(format!("radsift-fuzz-formats-{}", std::process::id()));
    std::fs::write(&path, bytes).expect("a file to write to");
    let reader = || Reader::new(sources(&path, format));
    let (all, places) = read(reader());
    assert!(!all.is_empty() || places.len() == 1);
    assert!(all == read(reader().with_ledger().0).0, "with an account it is read differently");
    let halfway = places.len() / 2;
    let mut late = reader();
    late.skip_to(places[halfway]);
    assert!(read(late).0 == all[halfway..], "from a place within it is read differently");
    Versions::of(&sources(&path, format), 1, KnownVersions::default());
    std::fs::remove_file(path).expect("the file written above");
}

fn sources(path: &Path, format: Format) -> Sources {
    let path = Some(path.to_owned());
    Sources::new(vec![Source { path, format }])
}

/// Every record or rejection as it is shown, and the places between them.
fn read(mut reader: Reader) -> (Vec<String>, Vec<Position>) {
    let sources = reader.sources();
    let (mut buffer, mut file, mut all, mut places) = (Vec::new(), Vec::new(), Vec::new(), vec![reader.position()]);
    while let Some(raw) = reader.next_raw(&mut buffer) {
        all.push(match raw.record(&sources, &Fields::default(), &buffer, &mut file) {
            Ok(record) => format!("{record:?}"),
            Err(reject) => reject.to_string(),
        });
        places.push(reader.position());
        buffer.clear();
    }
    (all, places)
}
