//! All figures as one Markdown table: `cargo bench --bench table`. See `benches/README.md`.
#![expect(clippy::print_stdout, reason = "the table is what this program is for")]

#[path = "support/cold.rs"]
mod cold;
#[path = "support/stages.rs"]
mod stages;
#[path = "support/texts.rs"]
mod texts;

use radsift::Extractor;
use radsift::criteria::FlagSet;
use radsift::lexicon::{Library, builtin, compile};
use stages::{Bench, Stage, Step};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Every stage reads every chunk of the text so often; the best time counts, because other work on the machine only ever adds.
const ROUNDS: usize = 30;
const TEXT_BYTES: usize = 1 << 20;
/// Reports in a chunk: few, so that even on a busy machine each chunk is sometimes read without a break.
const CHUNK: usize = 32;

fn main() {
    let extractor = Extractor::new().unwrap_or_else(|problems| panic!("{problems}"));
    let texts = texts::texts(TEXT_BYTES);
    let bytes = texts::bytes(&texts);
    let mut bench = Bench::new(&extractor, &texts);
    let best = measure(&mut bench, texts.len());
    let lexicon = extractor.lexicon();
    println!("- Rule set `{}`: {} phrases", lexicon.ruleset, lexicon.texts.len());
    println!(
        "- Text: {} reports, {bytes} bytes; one thread; for every {CHUNK} reports the best of {ROUNDS} rounds\n",
        texts.len()
    );
    println!("| stage | alone, MB/s | up to here, MB/s | up to here / bare scan |");
    println!("|---|---:|---:|---:|");
    let mut before = Duration::ZERO;
    for (stage, time) in Stage::ALL.into_iter().zip(best) {
        let alone = match stage {
            Stage::UpTo(_) => speed(bytes, time.saturating_sub(before)),
            _ => String::new(),
        };
        let ratio = best[0].as_secs_f64() / time.as_secs_f64();
        println!("| {stage} | {alone} | {} | {ratio:.2} |", speed(bytes, time));
        before = if matches!(stage, Stage::UpTo(_)) { time } else { Duration::ZERO };
    }
    let scan = best[3].saturating_sub(best[2]);
    debug_assert_eq!((Stage::ALL[2], Stage::ALL[3]), (Stage::UpTo(Step::Fold), Stage::UpTo(Step::Scan)));
    println!(
        "\nScan with settling by itself / bare scan: {:.2}.\n",
        best[0].as_secs_f64() / scan.as_secs_f64()
    );
    start_up();
    cold_start();
}

/// The time of each stage: the sum over the chunks of their best times. Stages take turns, so that a slow minute of the machine
/// meets all alike.
fn measure(bench: &mut Bench, reports: usize) -> [Duration; Stage::ALL.len()] {
    let mut best = Stage::ALL.map(|_| vec![Duration::MAX; reports.div_ceil(CHUNK)]);
    for _ in 0..ROUNDS {
        for (stage, best) in Stage::ALL.into_iter().zip(&mut best) {
            for (chunk, best) in best.iter_mut().enumerate() {
                let first = chunk * CHUNK;
                let start = Instant::now();
                black_box(bench.run_some(stage, first..reports.min(first + CHUNK)));
                *best = start.elapsed().min(*best);
            }
        }
    }
    best.map(|chunks| chunks.iter().sum())
}

/// The parts of `Extractor::new`.
fn start_up() {
    let library = || Library::new(vec![builtin()]).unwrap_or_else(|problems| panic!("{problems}"));
    let own = library();
    let lexicon = compile(&own).unwrap_or_else(|problems| panic!("{problems}"));
    println!("| start-up | best, ms |");
    println!("|---|---:|");
    println!("| reading the lexicon files | {:.1} |", best_of(library));
    println!("| compiling them, automaton included | {:.1} |", best_of(|| compile(&own)));
    println!("| compiling the flags | {:.1} |\n", best_of(|| FlagSet::compile(&lexicon)));
}

fn best_of<T>(work: impl Fn() -> T) -> f64 {
    let time = || {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..ROUNDS / 2).map(|_| time()).min().unwrap_or_default().as_secs_f64() * 1e3
}

/// Megabytes a second, nothing for a step too short to tell from noise.
fn speed(bytes: usize, time: Duration) -> String {
    let speed = bytes as f64 / 1e6 / time.as_secs_f64();
    if speed > 9999.0 {
        "> 9999".to_owned()
    } else {
        format!("{speed:.1}")
    }
}

fn cold_start() {
    println!("| cold process | best, ms | median, ms |");
    println!("|---|---:|---:|");
    for (name, run) in [
        ("`radsift extract` on one report", cold::extract_one as fn() -> Duration),
        ("`radsift --version`", cold::start_only),
    ] {
        let mut times: Vec<Duration> = (0..ROUNDS).map(|_| run()).collect();
        times.sort_unstable();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        println!("| {name} | {:.1} | {:.1} |", ms(times[0]), ms(times[ROUNDS / 2]));
    }
}
