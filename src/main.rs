//! The `radsift` command. What it does is in `cli`; here its outcome becomes an exit code.

use radsift::cli;
use std::panic::catch_unwind;
use std::process::ExitCode;

fn main() -> ExitCode {
    match catch_unwind(cli::run) {
        Ok(Ok(outcome)) => ExitCode::from(outcome.exit_code()),
        Ok(Err(error)) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            if !error.is_told() {
                cli::complain(&error);
            }
            ExitCode::from(cli::exit_code_of(&error))
        }
        // The command has told it.
        Err(_) => ExitCode::from(2),
    }
}
