//! Words of one's own: a lexicon in a text, or in a folder of files, on top of the built-in one.
//!
//!     cargo run --example own_words
//!     cargo run --example own_words -- my-words/ "A report that uses them."
//!
//! `lexicons/README.md` says what can stand in such a file; `radsift lexicon check --lexicon my-words/` runs its examples.
#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use radsift::{Extractor, Lexicon, Problems};

const OWN: &str = r#"
[[finding]]
id       = "widget_artefact"
label    = "Widget artefact"
group    = "added"
terms    = ["widget artefact", "widget streak"]
source   = "our department"
examples = [
  { text = "There is a {widget artefact}.", is = "present" },
  { text = "No {widget streak}.", is = "absent" },
  { text = "The widget was removed.", is = "nothing" },
]
"#;

fn main() -> Result<(), Problems> {
    let mut args = std::env::args().skip(1);
    let folder = args.next();
    let text = args
        .next()
        .unwrap_or_else(|| "Possible widget streak in the left thalamus. No infarct.".to_owned());
    let lexicon = match &folder {
        Some(folder) => Lexicon::with_folders(&[folder])?,
        None => Lexicon::with_text("own.toml", OWN)?,
    };
    // Another rule set has another name, which every record carries.
    println!("rules: {}", lexicon.ruleset);
    let record = Extractor::with_lexicon(lexicon)?.extract(&text);
    for finding in &record.findings {
        println!("{}: {}, \"{}\"", finding.finding, finding.assertion.as_str(), finding.text);
    }

    // What is wrong with a lexicon is said with name and line, all at once.
    let mistaken = OWN.replace("terms    =", "trems    =");
    if let Err(problems) = Lexicon::with_text("own.toml", &mistaken) {
        for problem in &problems.0 {
            println!("{problem}");
        }
    }
    Ok(())
}
