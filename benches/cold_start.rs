//! Wall time of one report from a cold process, lexicons included. See `benches/README.md`.

#[path = "support/cold.rs"]
mod cold;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 40, sample_size = 1)]
fn extract_one_report() {
    cold::extract_one();
}

#[divan::bench(sample_count = 40, sample_size = 1)]
fn start_only() {
    cold::start_only();
}
