//! Reports out of HL7 v2 messages, FHIR resources and CDA documents.

mod any_bytes;
mod cut;
mod documents;
mod read;
mod versions;

use radsift::input::{Fields, Format, KnownVersions, Reader, Reason, Record, Reject, Versions, find_sources};
use std::fs;
use std::path::{Path, PathBuf};

/// What is read of files, each with its name and bytes: all records, and those that a later version takes the place of.
struct Got {
    all: Vec<Result<Record<'static>, Reject>>,
    superseded: Vec<bool>,
    history: Vec<Option<u16>>,
}

impl Got {
    fn texts(&self) -> Vec<&str> {
        self.all.iter().map(|r| r.as_ref().map_or("!", |r| r.text.as_ref())).collect()
    }

    fn ids(&self) -> Vec<&str> {
        self.all.iter().map(|r| r.as_ref().map_or("!", |r| r.id.as_ref())).collect()
    }

    fn reasons(&self) -> Vec<Option<Reason>> {
        self.all.iter().map(|r| r.as_ref().err().map(|e| e.reason.clone())).collect()
    }

    fn only(self) -> Record<'static> {
        assert_eq!(self.all.len(), 1);
        self.all.into_iter().next().unwrap().unwrap()
    }
}

fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("radsift-messages-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn got(name: &str, files: &[(&str, &[u8])]) -> Got {
    let folder = folder(name);
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).unwrap();
    }
    let got = got_of(&folder, Format::Auto);
    fs::remove_dir_all(&folder).unwrap();
    got
}

fn got_of(path: &Path, format: Format) -> Got {
    let mut reader = Reader::new(find_sources(&[path.to_owned()], format).unwrap());
    let sources = reader.sources();
    let versions = Versions::of(&sources, 2, KnownVersions::default());
    let (mut buffer, mut file) = (Vec::new(), Vec::new());
    let mut got = Got {
        all: Vec::new(),
        superseded: Vec::new(),
        history: Vec::new(),
    };
    while let Some(raw) = reader.next_raw(&mut buffer) {
        let record = raw.record(&sources, &Fields::default(), &buffer, &mut file);
        got.all.push(record.map(Record::into_owned));
        got.superseded.push(versions.supersedes(&raw));
        got.history.push(versions.history(&raw));
        buffer.clear();
    }
    got
}

/// A message about an order, its segments ended by carriage returns.
fn message(number: &str, order: &str, text: &str) -> String {
    format!(
        "MSH|^~\\&|RIS|NORTH|X|Y|20260131081500||ORU^R01|{number}|P|2.4\rPID|1||77^^^N^PI~88^^^N^MR\r\
         OBR|1||{order}|7^MRI BRAIN W CONTRAST|||20260130101500|||||||||||||||||MR|F\r{text}\r"
    )
}

/// The same with one line of text.
fn said(number: &str, order: &str, text: &str) -> String {
    message(number, order, &format!("OBX|1|TX|1||{text}||||||F"))
}
