//! What is read of the files of a test.

use radsift::input::{Fields, Format, Reader, Record, Reject, find_sources};
use std::path::Path;

/// Everything in a file, by `extract`'s way of reading or by that of `run`, which keeps an account.
pub fn read_with(path: &Path, fields: &Fields, account: bool) -> Vec<Result<Record<'static>, Reject>> {
    let mut reader = Reader::new(find_sources(&[path.to_owned()], Format::Auto).unwrap()).with_fields(fields);
    if account {
        reader = reader.with_ledger().0;
    }
    rest(&mut reader, fields)
}

/// What a reader still hands out.
pub fn rest(reader: &mut Reader, fields: &Fields) -> Vec<Result<Record<'static>, Reject>> {
    let sources = reader.sources();
    let (mut buffer, mut file, mut out) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(raw) = reader.next_raw(&mut buffer) {
        out.push(raw.record(&sources, fields, &buffer, &mut file).map(Record::into_owned));
    }
    out
}

/// The same both ways, which must agree.
pub fn read_as(path: &Path, fields: &Fields) -> Vec<Result<Record<'static>, Reject>> {
    let all = read_with(path, fields, true);
    assert_eq!(read_with(path, fields, false), all);
    all
}

pub fn read(path: &Path) -> Vec<Result<Record<'static>, Reject>> {
    read_as(path, &Fields::default())
}

/// Each record as `id=text`, each rejection as it is shown, without the folder's name.
pub fn shown(path: &Path) -> Vec<String> {
    let folder = format!("{}/", path.parent().unwrap().display());
    let line = |r: Result<Record<'static>, Reject>| match r {
        Ok(record) => format!("{}={}", record.id, record.text),
        Err(reject) => reject.to_string(),
    };
    read(path).into_iter().map(|r| line(r).replace(&folder, "")).collect()
}
