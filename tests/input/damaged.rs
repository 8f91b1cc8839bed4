//! Files that are nearly right: whatever is wrong with them, nothing falls over and the counts add up.

use crate::input::containers::{LINES, gz, tar, zip};
use crate::input::parquet_files;
use crate::input::reading::rest;
use crate::support::folder::Folder;
use arrow_array::{ArrayRef, StringArray};
use parquet::basic::Compression;
use proptest::prelude::*;
use proptest::sample::Index;
use radsift::input::{Fields, Format, Position, Reader, Record, Skipped, find_sources};
use radsift::runs::{Options, Work, each};
use std::path::Path;
use std::sync::{Arc, LazyLock};

const HL7: &str = "\x0BMSH|^~\\&|RIS|NORTH|X|Y|20260131081500||ORU^R01|1|P|2.4\rPID|1||77^^^N^PI~88^^^N^MR\rOBR|1||A|7^MRI BRAIN\rOBX|1|TX|7&GDT||No acute\
    \\.br\\infarct \\X0D\\~\\T\\c.||||||F\rNTE|1||More.\r\x1C\rMSH|^~\\&|RIS|NORTH|X|Y|20260131081600||ORU^R01|2|P|2.4\rOBR|1||A|7^MRI BRAIN\r\
    OBX|1|ED|7&IMP||^text^plain^Base64^Tm9ybWFsLg==||||||C\r";
const CSV: &str = "id,modality,text\r\n1,MR,\"FINDINGS:\nNo \"\"mass\"\", really.\"\r\n2,CT,Normal.\r\n3,,\"Caf\u{e9}; -\"\r\n";
const FHIR: &str = "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\"}},{\"fullUrl\":\"u\",\"resource\":\
    {\"resourceType\":\"DiagnosticReport\",\"id\":\"r\",\"status\":\"final\",\"conclusion\":\"No \\\"mass\\\" \\u00e9.\"}}]}\n\
    {\"resourceType\":\"DiagnosticReport\",\"presentedForm\":[{\"contentType\":\"text/html\",\"data\":\"PHA+Tm9ybWFsLjwvcD4=\"}]}\n";
const CDA: &str = "<?xml version=\"1.0\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\"><id root=\"1.2\" extension=\"d1\"/><component><structuredBody><component>\
    <section><title>Findings</title><text><paragraph>No infarct.</paragraph><list><item>a &lt; b</item></list><table><tr><td>x</td></tr></table></text>\
    </section></component></structuredBody></component></ClinicalDocument>";

/// Whole files: the name, whose ending says the format, and the bytes.
static WHOLE: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(|| {
    let texts: ArrayRef = Arc::new(StringArray::from(vec![Some("A"), None, Some("C")]));
    let entries: &[(&str, &[u8])] = &[
        ("a.txt", b"A"),
        ("b.hl7", HL7.as_bytes()),
        ("c.csv", CSV.as_bytes()),
        ("d.png", b"\x89PNG"),
        ("e.json", FHIR.as_bytes()),
    ];
    vec![
        ("x.hl7", HL7.as_bytes().to_vec()),
        ("x.csv", CSV.as_bytes().to_vec()),
        ("x.tsv", CSV.replace(',', "\t").into_bytes()),
        ("x.json", FHIR.as_bytes().to_vec()),
        ("x.xml", CDA.as_bytes().to_vec()),
        ("x.jsonl", LINES.as_bytes().to_vec()),
        ("x.rtf", b"{\\rtf1\\ansi No \\b mass\\b0\\par caf\\'e9 \\u233?\\bin3 abc}".to_vec()),
        ("x.parquet", parquet_files::write(&[("text", texts)], Compression::SNAPPY)),
        ("x.zip", zip(entries)),
        ("x.tar", tar(entries)),
        ("x.csv.gz", gz(CSV.as_bytes())),
        ("x.hl7.zst", zstd::encode_all(HL7.as_bytes(), 1).unwrap()),
        ("x.tgz", gz(&tar(entries))),
    ]
});

/// One thing that happens to a file.
#[derive(Clone, Debug)]
enum Damage {
    Change(Index, u8),
    Cut(Index),
    Remove(Index, usize),
    Repeat(Index, usize),
    /// Bytes of another file in between.
    Insert(Index, Index, Index, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        4 => any::<(Index, u8)>().prop_map(|(at, byte)| Damage::Change(at, byte)),
        1 => any::<Index>().prop_map(Damage::Cut),
        2 => (any::<Index>(), 1usize..40).prop_map(|(at, length)| Damage::Remove(at, length)),
        2 => (any::<Index>(), 1usize..400).prop_map(|(at, length)| Damage::Repeat(at, length)),
        1 => (any::<Index>(), any::<Index>(), any::<Index>(), 1usize..200).prop_map(|(a, b, c, length)| Damage::Insert(a, b, c, length)),
    ]
}

fn damaged(mut bytes: Vec<u8>, all: &[Damage]) -> Vec<u8> {
    for damage in all {
        let places = bytes.len() + 1;
        let slice = |bytes: &[u8], at: usize, length: usize| bytes[at.min(bytes.len())..bytes.len().min(at + length)].to_vec();
        match damage {
            Damage::Change(at, byte) => {
                let at = at.index(places);
                bytes.splice(at..(at + 1).min(places - 1).max(at), [*byte]);
            }
            Damage::Cut(at) => bytes.truncate(at.index(places)),
            Damage::Remove(at, length) => {
                let at = at.index(places);
                bytes.drain(at..(at + length).min(places - 1));
            }
            Damage::Repeat(at, length) => {
                let at = at.index(places);
                let again = slice(&bytes, at, *length);
                bytes.splice(at..at, again);
            }
            Damage::Insert(at, file, from, length) => {
                let other = &WHOLE[file.index(WHOLE.len())].1;
                let some = slice(other, from.index(other.len()), *length);
                let at = at.index(places);
                bytes.splice(at..at, some);
            }
        }
    }
    bytes
}

/// Counts what it is given.
struct Count;

impl Work for Count {
    type Memory = ();
    type Out = u64;

    fn analyse(&self, _: &mut (), _: &Record<'_>, out: &mut u64) {
        *out += 1;
    }
}

/// What must hold of any file, read as `from` says.
fn hold(path: &Path, from: Format, halfway: Index) -> Result<(), TestCaseError> {
    let fields = Fields::default();
    let sources = || find_sources(&[path.to_owned()], from).unwrap();
    let reader = || Reader::new(sources()).with_fields(&fields);
    let all = rest(&mut reader(), &fields);
    prop_assert!(
        all == rest(&mut reader().with_ledger().0, &fields),
        "with an account it is read differently"
    );

    let (mut counted, mut places, mut buffer) = (reader(), vec![Position::default()], Vec::new());
    while counted.next_raw(&mut buffer).is_some() {
        places.push(counted.position());
    }
    prop_assert_eq!(places.len(), all.len() + 1);
    let passed = counted.take_skipped();

    let done = halfway.index(places.len());
    let mut late = reader();
    late.skip_to(places[done]);
    prop_assert!(rest(&mut late, &fields) == all[done..], "from {done} on it is read differently");

    let mut records = 0;
    let ended = each(
        &Count,
        reader(),
        &Options {
            jobs: 1,
            ..Options::default()
        },
        |out| {
            records += out;
            Ok(())
        },
    );
    let tally = ended.unwrap().tally;
    prop_assert_eq!(records as usize, all.iter().filter(|r| r.is_ok()).count());
    prop_assert_eq!(tally.reports, records);
    prop_assert_eq!(tally.handed_out() as usize, all.len());
    let skipped = Skipped {
        other_files: tally.skipped.other_files,
        other_resources: tally.skipped.other_resources,
        ..Skipped::default()
    };
    prop_assert_eq!(skipped, passed);
    prop_assert_eq!(tally.records(), all.len() as u64 + passed.other_files + passed.other_resources);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_brings_a_reader_down(
        file in any::<Index>(),
        all in prop::collection::vec(damage(), 0..6),
        from in prop_oneof![3 => Just(Format::Auto), 1 => prop::sample::select(Format::all().map(|(format, ..)| format).collect::<Vec<_>>())],
        halfway in any::<Index>(),
    ) {
        let folder = Folder::new("damaged");
        let (name, bytes) = &WHOLE[file.index(WHOLE.len())];
        hold(&folder.file(name, damaged(bytes.clone(), &all)), from, halfway)?;
    }
}
