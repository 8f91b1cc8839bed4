//! Every form: the same bytes with any number of threads, and after an interruption.

use super::*;
use crate::support::output_names::{forms, options};
use radsift::input::{Format, Position, Reader, Reject, find_sources};
use radsift::output::{Access, Brat, Codes, FindingRows, FolderState, Form, Omop, OmopOptions, OutputFolder, Plan, Tabular, Zstandard};
use radsift::report::JsonWriter;
use radsift::runs::{self, All, Options, Sink, Tables, Tally};
use radsift::text::OffsetUnit;
use radsift::{Error, Extractor};
use std::sync::LazyLock;

/// Some batches of reports that are quickly read.
static LARGE: LazyLock<PathBuf> = LazyLock::new(|| {
    let path = scratch("large.jsonl");
    let more = "x".repeat(5_500);
    let lines = (0..1100).map(|n| format!("{}\n", json!({"id": n, "text": "No acute infarct.", "more": more})));
    fs::write(&path, lines.collect::<String>()).unwrap();
    path
});

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().unwrap());

/// The files of a folder that are output, with their bytes.
fn shards(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let named = |path: PathBuf| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap());
    let mut files: Vec<_> = paths.map(named).filter(|(name, _)| name.contains("-0")).collect();
    files.sort();
    files
}

#[test]
fn the_bytes_do_not_depend_on_the_number_of_threads() {
    let input = input("threads");
    for form in forms() {
        let form = form.as_str();
        let with = |jobs: &str| {
            let options = [&options(form)[..], &["-q", "-j", jobs]].concat();
            shards(&run(&input, &format!("threads-{form}-{jobs}"), &options))
        };
        let one = with("1");
        assert!(one.len() >= 2 && one == with("3"), "{form}");
    }
}

#[test]
fn packed_shards_hold_what_plain_ones_do() {
    let input = input("packed");
    for form in ["jsonl", "csv", "wide", "fhir", "doccano", "label-studio"] {
        let plain = shards(&run(&input, &format!("packed-{form}-plain"), &["--to", form, "-q"]));
        let packed = shards(&run(&input, &format!("packed-{form}-zstd"), &["--to", form, "-q", "--zstd"]));
        let of_form = |name: &str| !name.starts_with("contents-");
        let unpacked = packed.into_iter().map(|(name, bytes)| match name.strip_suffix(".zst") {
            Some(name) => (name.to_owned(), zstd::decode_all(&bytes[..]).unwrap()),
            None => {
                assert!(!of_form(&name), "{name} is not packed");
                (name, bytes)
            }
        });
        assert!(unpacked.collect::<Vec<_>>() == plain, "{form}");
        assert!(plain.iter().any(|(name, rows)| of_form(name) && rows.len() > 1_000), "{form}");
    }
}

/// How many frames a packed file has.
fn frames(mut bytes: &[u8]) -> usize {
    let mut count = 0;
    while !bytes.is_empty() {
        bytes = &bytes[zstd::zstd_safe::find_frame_compressed_size(bytes).unwrap()..];
        count += 1;
    }
    count
}

#[test]
fn what_is_made_of_a_chunk_is_a_frame() {
    let packed = |form: &str| shards(&run(&LARGE, &format!("frames-{form}"), &["--to", form, "-q", "--zstd"]));
    // 6 MB in chunks of 32 kB.
    let jsonl = packed("jsonl");
    assert!((150..250).contains(&frames(&jsonl[1].1)), "{}: {}", jsonl[1].0, frames(&jsonl[1].1));
    // The line of names is one more.
    assert_eq!(frames(&packed("wide")[1].1), frames(&jsonl[1].1) + 1);
    // A run that reads nothing leaves a file that can be unpacked.
    let broken = scratch("frames-broken.jsonl");
    fs::write(&broken, "{\n").unwrap();
    let folder = scratch("frames-none");
    let nothing = Command::new(env!("CARGO_BIN_EXE_radsift"))
        .args([
            "run".as_ref(),
            broken.as_os_str(),
            "-o".as_ref(),
            folder.as_os_str(),
            "--zstd".as_ref(),
        ])
        .output()
        .unwrap();
    assert_eq!(nothing.status.code(), Some(4), "{}", String::from_utf8_lossy(&nothing.stderr));
    let empty = fs::read(folder.join("part-00000.jsonl.zst")).unwrap();
    assert_eq!((frames(&empty), zstd::decode_all(&empty[..]).unwrap().len()), (1, 0));
}

#[test]
fn forms_with_a_packing_of_their_own_are_not_packed_twice() {
    let input = input("packed-twice");
    for form in ["parquet", "wide-parquet", "omop", "brat"] {
        let folder = scratch("packed-twice-out");
        let refused = Command::new(env!("CARGO_BIN_EXE_radsift"))
            .args(["run", "--zstd"])
            .args(options(form))
            .args([&input, Path::new("-o"), &folder])
            .output()
            .unwrap();
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.contains(&format!("--zstd has no effect with --to {form}")), "{said}");
        assert!(!folder.exists(), "{form}");
    }
}

/// Lets so many batches through and then fails, as a full disk does.
struct Failing<'a, 'f>(&'a mut OutputFolder<'f>, u32);

impl Sink for Failing<'_, '_> {
    fn records(&mut self, tables: &mut Tables) -> Result<(), Error> {
        self.0.records(tables)
    }

    fn contents(&mut self, contents: &[u64]) -> Result<(), Error> {
        self.0.contents(contents)
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Error> {
        self.0.reject(reject)
    }

    fn reached(&mut self, next: Position, tally: &Tally, bytes: u64) -> Result<(), Error> {
        if self.1 == 0 {
            return Err(find_sources(&["nowhere".into()], Format::Text).unwrap_err());
        }
        self.1 -= 1;
        self.0.reached(next, tally, bytes)
    }
}

/// Writes [`LARGE`] into a folder, and fails after each of `failures` batches before it comes to its end.
fn written(form: &dyn Form, name: &str, failures: &[u32]) -> Vec<(String, Vec<u8>)> {
    let sources = find_sources(std::slice::from_ref(&*LARGE), Format::JsonLines).unwrap();
    let plan = Plan {
        version: String::new(),
        ruleset: String::new(),
        inputs: Vec::new(),
        stamps: Vec::new(),
        options: Vec::new(),
        shard_bytes: 1_000_000,
    };
    let folder = scratch(name);
    for (attempt, batches) in failures.iter().chain([&u32::MAX]).enumerate() {
        let (mut out, open) = OutputFolder::open(&folder, &plan, form, attempt > 0, Access::Owner).unwrap();
        let FolderState::At(position) = open else {
            panic!("{name} is complete")
        };
        let mut reader = Reader::new(sources.clone());
        reader.skip_to(position);
        let done = runs::render(
            &EXTRACTOR,
            reader,
            &Options::default(),
            form,
            &All,
            &mut Failing(&mut out, *batches),
        );
        assert_eq!(done.is_ok(), *batches == u32::MAX);
        if done.is_ok() {
            let end = |_: &radsift::output::Journalled| manifest(&plan);
            out.finish(end).unwrap();
        }
    }
    shards(&folder)
}

fn manifest(plan: &Plan) -> radsift::output::Manifest {
    radsift::output::Manifest {
        schema: "radsift/run/1",
        plan: plan.clone(),
        inputs: Vec::new(),
        records: 0,
        counts: Tally::default(),
        shards: 0,
        rejected_for: Default::default(),
        seconds: 0.0,
        jobs: 0,
    }
}

#[test]
fn a_run_goes_on_as_if_it_had_never_ended() {
    let options = OmopOptions {
        id_start: 7,
        nlp_date: chrono::NaiveDate::default(),
        codes: Codes::default(),
    };
    let rows = || FindingRows::new(OffsetUnit::Char, Codes::default());
    let records = || Box::new(JsonWriter::new(EXTRACTOR.lexicon(), OffsetUnit::Char));
    let forms: [(&str, Box<dyn Form>); 4] = [
        ("resume-zstd", Box::new(Zstandard::new(records()).unwrap())),
        ("resume-parquet", Box::new(Tabular::parquet(rows(), "x").unwrap())),
        ("resume-omop", Box::new(Omop::new(options, "x"))),
        ("resume-brat", Box::new(Brat::new(EXTRACTOR.lexicon()))),
    ];
    for (name, form) in forms {
        let whole = written(&*form, name, &[]);
        assert!(whole.iter().any(|(name, _)| name.contains("00002")), "{name} has too few shards");
        assert!(whole == written(&*form, name, &[1, 0, 1]), "{name}");
    }
    let notes: Vec<PathBuf> = (0..3)
        .map(|n| scratch("x").with_file_name(format!("resume-omop/note-0000{n}.csv")))
        .collect();
    let ids: Vec<String> = notes.iter().flat_map(|path| rows_of(path)).collect();
    assert_eq!(ids, (7..1107).map(|n| n.to_string()).collect::<Vec<_>>());
}

fn rows_of(path: &Path) -> Vec<String> {
    rows(path).into_iter().map(|mut row| row.remove("note_id").unwrap()).collect()
}
