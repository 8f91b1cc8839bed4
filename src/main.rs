//! The `radsift` command. What it does is in `cli`; here its outcome becomes an exit code.

use radsift::cli::{self, Outcome};
use std::panic::catch_unwind;
use std::process::ExitCode;

fn main() -> ExitCode {
    match catch_unwind(cli::run) {
        Ok(Ok(Outcome::Done)) => ExitCode::SUCCESS,
        Ok(Ok(Outcome::Found)) => ExitCode::from(1),
        Ok(Ok(Outcome::Rejections)) => ExitCode::from(3),
        Ok(Ok(Outcome::NothingRead)) => ExitCode::from(4),
        Ok(Err(error)) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            if !error.is_told() {
                cli::complain(&error);
            }
            ExitCode::from(if error.is_rejected() { 5 } else { 2 })
        }
        // The command has told it.
        Err(_) => ExitCode::from(2),
    }
}
