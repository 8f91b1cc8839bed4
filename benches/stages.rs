//! Bytes per second of each stage on one core. See `benches/README.md`.

#[path = "support/stages.rs"]
mod stages;
#[path = "support/texts.rs"]
mod texts;

use divan::Bencher;
use divan::counter::BytesCount;
use radsift::Extractor;
use stages::{Bench, Stage};
use std::sync::LazyLock;
use texts::{Text, bytes, texts};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().unwrap_or_else(|problems| panic!("{problems}")));
static TEXTS: LazyLock<Vec<Text>> = LazyLock::new(|| texts(1 << 20));

fn main() {
    divan::main();
}

#[divan::bench(args = Stage::ALL, sample_count = 30, sample_size = 1)]
fn stage(bencher: Bencher, stage: Stage) {
    let mut bench = Bench::new(&EXTRACTOR, &TEXTS);
    bencher.counter(BytesCount::new(bytes(&TEXTS))).bench_local(|| bench.run(stage));
}
