//! The time from starting the program to its end, from outside.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs `radsift extract` on the bundled example in a process of its own.
pub fn extract_one() -> Duration {
    time(&["extract", "--quiet", concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/example.txt")])
}

/// Runs `radsift --version`: what starting any process costs on this machine.
pub fn start_only() -> Duration {
    time(&["--version"])
}

fn time(arguments: &[&str]) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_radsift"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null());
    let start = Instant::now();
    let status = command.status().expect("the program starts");
    let time = start.elapsed();
    assert!(status.success(), "radsift {arguments:?} ended with {status}");
    time
}
