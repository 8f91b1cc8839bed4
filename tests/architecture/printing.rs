//! What is printed passes the one place that writes out what could steer a terminal.

use crate::architecture::{File, is_test, source};
use crate::support::rust_source::{Located, tokens};

/// Who may name a stream of the terminal: the place that prints, and the records that `extract` and the reports that `synth` write to standard output,
/// which are data.
const PRINT: &[&str] = &["cli/terminal.rs", "cli/synth.rs", "io/output/run_output.rs"];

/// The lines of a file on which it prints, or takes a stream to print to. Asking whether a stream is a terminal is not printing.
fn prints(file: &File) -> Vec<usize> {
    let tokens = tokens(&file.text);
    let is = |at: usize, sign: char| tokens.get(at).is_some_and(|token| token.is(sign));
    let word = |at: usize| tokens.get(at).and_then(Located::word);
    let found = (0..tokens.len()).filter(|&at| match word(at) {
        Some("print" | "println" | "eprint" | "eprintln" | "dbg") => is(at + 1, '!'),
        Some("stdout" | "stderr") => is(at + 1, '(') && !(is(at + 2, ')') && is(at + 3, '.') && word(at + 4) == Some("is_terminal")),
        Some("AutoStream") => true,
        _ => false,
    });
    found.map(|at| tokens[at].line).collect()
}

#[test]
fn nothing_is_printed_round_the_terminal() {
    let source = source();
    let others = source.iter().filter(|file| !is_test(file) && !PRINT.contains(&file.path.as_str()));
    let wrong: Vec<String> = others
        .flat_map(|file| prints(file).into_iter().map(|line| format!("src/{}:{line}", file.path)))
        .collect();
    assert!(wrong.is_empty(), "print through cli/terminal.rs: {}", wrong.join(" "));
    for path in PRINT {
        let file = source.iter().find(|file| file.path == *path).unwrap();
        assert!(!prints(file).is_empty(), "{path} prints nothing");
    }
}

#[test]
fn printing_is_seen_where_it_is() {
    let text = "fn a() {\n println!(\"x\");\n let b = stderr().is_terminal();\n io::stdout().lock();\n}\n";
    let file = File {
        path: "cli/made_up.rs".to_owned(),
        text: text.to_owned(),
    };
    assert_eq!(prints(&file), [2, 4]);
}
