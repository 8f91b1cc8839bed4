//! What measuring whole runs needs besides `radsift run`: a large archive, and what a run over it is compared with. See `benches/README.md`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the figures are what this program is for")]

#[path = "support/convert.rs"]
mod convert;
#[path = "support/enlarge.rs"]
mod enlarge;
#[path = "support/large_lexicon.rs"]
mod large_lexicon;
#[path = "support/queue.rs"]
mod queue;
#[path = "support/stages.rs"]
mod stages;
#[path = "support/texts.rs"]
mod texts;
#[path = "support/yardstick.rs"]
mod yardstick;

use radsift::Extractor;
use radsift::lexicon::Lexicon;
use stages::Bench;
use std::fs::File;
use std::io::{BufWriter, stdout};
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo bench --bench archive -- COMMAND

enlarge BYTES [SEED]     the texts of RADSIFT_TEXTS, or the corpus, enlarged to so many bytes of text: JSON Lines on standard output
yardstick FILE [BYTES]   bare scan, analysis and records of the first texts of FILE, 32 MB without BYTES: MB/s on one core
count STAGE FILE [DIR]   reads FILE once as far as STAGE, with the lexicon below DIR, for tools that count instructions
convert FORMAT FILE OUT  writes the texts of FILE to OUT as csv, parquet, hl7-log or hl7-files (a folder)
queue FILE               how well the threads of a run are used, modelled from what the chunks of FILE cost
phrases [DIR]            how many phrases the lexicon has, with that below DIR
lexicon COPIES           a user's lexicon of so many copies of the built-in entries on standard output";
const SAMPLE: usize = 32_000_000;

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match *arguments.as_slice() {
        // `cargo bench` alone runs all benches.
        [] => Some(()),
        ["enlarge", bytes] => write(bytes, "1"),
        ["enlarge", bytes, seed] => write(bytes, seed),
        ["yardstick", file] => compare(file, SAMPLE),
        ["yardstick", file, bytes] => bytes.parse().ok().and_then(|bytes| compare(file, bytes)),
        ["count", stage, file] => count(stage, file, &[]),
        ["count", stage, file, folder] => count(stage, file, &[folder]),
        ["convert", format, file, out] => converted(format, file, out),
        ["queue", file] => modelled(file),
        ["phrases", ref folders @ ..] => {
            println!("{}", extractor(folders).lexicon().texts.len());
            Some(())
        }
        ["lexicon", copies] => copies.parse().ok().map(|copies| {
            print!("{}", large_lexicon::copies(copies));
        }),
        _ => None,
    };
    if done.is_none() || arguments.is_empty() {
        eprintln!("{USAGE}");
    }
    if done.is_some() { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

fn write(bytes: &str, seed: &str) -> Option<()> {
    let (bytes, seed) = (bytes.parse().ok()?, seed.parse().ok()?);
    let texts = texts::texts(1 << 20);
    let mut out = BufWriter::with_capacity(1 << 20, stdout().lock());
    let written = enlarge::enlarge(&texts, bytes, seed, &mut out).unwrap_or_else(|error| panic!("{error}"));
    eprintln!(
        "{} reports, {} bytes of text, made of {} reports of {} bytes; {:.1} % of the bytes are lines with a number, added where a report has none",
        written.reports,
        written.bytes,
        texts.len(),
        texts::bytes(&texts),
        100.0 * written.added as f64 / written.bytes.max(1) as f64
    );
    Some(())
}

fn compare(file: &str, most: usize) -> Option<()> {
    let extractor = extractor(&[]);
    let texts = texts::first(file, most);
    let lexicon = extractor.lexicon();
    println!("ruleset {} phrases {}", lexicon.ruleset, lexicon.texts.len());
    println!("sample {} reports {} bytes", texts.len(), texts::bytes(&texts));
    for (stage, speed) in yardstick::STAGES.into_iter().zip(yardstick::speeds(&extractor, &texts)) {
        println!("{speed:.1} {stage}");
    }
    Some(())
}

fn count(stage: &str, file: &str, folders: &[&str]) -> Option<()> {
    let (_, stage) = yardstick::COUNTED.into_iter().find(|(name, _)| *name == stage)?;
    let extractor = extractor(folders);
    let texts = texts::first(file, usize::MAX);
    let mut bench = Bench::new(&extractor, &texts);
    println!("{} {}", texts::bytes(&texts), yardstick::counted(&mut bench, stage));
    Some(())
}

fn converted(format: &str, file: &str, out: &str) -> Option<()> {
    let texts = texts::first(file, usize::MAX);
    let create = || BufWriter::new(File::create(out).unwrap_or_else(|error| panic!("{out}: {error}")));
    let written = match format {
        "csv" => convert::csv(&texts, create()),
        "parquet" => convert::parquet(&texts, create()),
        "hl7-log" => convert::hl7_log(&texts, create()),
        "hl7-files" => convert::hl7_files(&texts, Path::new(out)),
        _ => return None,
    };
    written.unwrap_or_else(|error| panic!("{out}: {error}"));
    Some(())
}

fn modelled(file: &str) -> Option<()> {
    let extractor = extractor(&[]);
    let costs = queue::costs(&extractor, &texts::first(file, usize::MAX));
    let mean = costs.iter().sum::<u64>() / costs.len().max(1) as u64;
    let most = costs.iter().max()?;
    println!(
        "{} chunks, of {:.2} ms on average and {:.2} ms at most\n",
        costs.len(),
        mean as f64 / 1e6,
        *most as f64 / 1e6
    );
    println!("| threads | a barrier behind each batch | a queue over batches |\n|---:|---:|---:|");
    for threads in queue::THREADS {
        let [barrier, queue] = queue::efficiency(&costs, threads);
        println!("| {threads} | {barrier:.2} | {queue:.2} |");
    }
    Some(())
}

fn extractor(folders: &[&str]) -> Extractor {
    let extractor = Lexicon::with_folders(folders).and_then(Extractor::with_lexicon);
    extractor.unwrap_or_else(|problems| panic!("{problems}"))
}
