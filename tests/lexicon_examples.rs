//! Every example of every entry, and one made from every term: what `radsift lexicon check` runs.

use radsift::Extractor;
use radsift::check::check;
use radsift::lexicon::{Library, builtin, compile};

/// How many sentences of the cells of the grid are read as the cell says, at least.
const CELLS: usize = 1450;

#[test]
fn every_example_is_read_as_wanted() {
    let library = Library::new(vec![builtin()]).unwrap_or_else(|problems| panic!("{problems}"));
    let lexicon = compile(&library).unwrap_or_else(|problems| panic!("{problems}"));
    let extractor = Extractor::with_lexicon(lexicon).unwrap_or_else(|problems| panic!("{problems}"));
    let outcome = check(&library, &extractor);
    let shown: Vec<String> = outcome.failures.iter().map(ToString::to_string).collect();
    assert!(
        outcome.cells.passing >= CELLS,
        "{} of {} cells",
        outcome.cells.passing,
        outcome.cells.runnable
    );
    assert!(outcome.passed(), "{} failures\n\n{}", shown.len(), shown.join("\n\n"));
}
