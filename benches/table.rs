//! All figures as one Markdown table: `cargo bench --bench table`. See `benches/README.md`.
#![expect(clippy::print_stdout, reason = "the table is what this program is for")]

#[path = "support/cold.rs"]
mod cold;
#[path = "support/stages.rs"]
mod stages;
#[path = "support/texts.rs"]
mod texts;

use radsift::Extractor;
use stages::{Bench, Stage, Step};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Every stage is measured so often; the best time counts, because other work on the machine only ever adds to it.
const ROUNDS: usize = 40;
const TEXT_BYTES: usize = 1 << 20;

fn main() {
    let extractor = Extractor::new().unwrap_or_else(|problems| panic!("{problems}"));
    let texts = texts::texts(TEXT_BYTES);
    let bytes = texts::bytes(&texts);
    let mut bench = Bench::new(&extractor, &texts);
    let mut best = [Duration::MAX; Stage::ALL.len()];
    // In turn, so that a slow minute of the machine meets all stages alike.
    for _ in 0..ROUNDS {
        for (stage, best) in Stage::ALL.into_iter().zip(&mut best) {
            let start = Instant::now();
            black_box(bench.run(stage));
            *best = start.elapsed().min(*best);
        }
    }
    let lexicon = extractor.lexicon();
    println!("- Rule set `{}`: {} phrases in one automaton", lexicon.ruleset, lexicon.phrases.len());
    println!("- Text: {} reports, {bytes} bytes; one thread; the best of {ROUNDS} rounds\n", texts.len());
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
    let scan = best[2].saturating_sub(best[1]);
    debug_assert_eq!((Stage::ALL[1], Stage::ALL[2]), (Stage::UpTo(Step::Fold), Stage::UpTo(Step::Scan)));
    println!("\nScan with settling by itself / bare scan: {:.2}.\n", best[0].as_secs_f64() / scan.as_secs_f64());
    cold_start();
}

/// Megabytes a second, nothing for a step too short to tell from noise.
fn speed(bytes: usize, time: Duration) -> String {
    let speed = bytes as f64 / 1e6 / time.as_secs_f64();
    if speed > 9999.0 { "> 9999".to_owned() } else { format!("{speed:.1}") }
}

fn cold_start() {
    println!("| cold process | best, ms | median, ms |");
    println!("|---|---:|---:|");
    for (name, run) in [("`radsift extract` on one report", cold::extract_one as fn() -> Duration), ("`radsift --version`", cold::start_only)] {
        let mut times: Vec<Duration> = (0..ROUNDS).map(|_| run()).collect();
        times.sort_unstable();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        println!("| {name} | {:.1} | {:.1} |", ms(times[0]), ms(times[ROUNDS / 2]));
    }
}
