//! One report: what is said in it, on which side, and by which rules.
//!
//!     cargo run --example one_report
//!     cargo run --example one_report -- report.txt
#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use radsift::{Extractor, Meta};
use std::error::Error;

const REPORT: &str = "MRI BRAIN. FINDINGS: Restricted diffusion in the left thalamus, which may be due to seizures.
No haemorrhage. The right frontal meningioma is unchanged. IMPRESSION: No acute infarct.";

fn main() -> Result<(), Box<dyn Error>> {
    let text = match std::env::args_os().nth(1) {
        Some(path) => std::fs::read_to_string(path)?,
        None => REPORT.to_owned(),
    };
    let extractor = Extractor::new()?;
    let mut meta = Meta::default();
    meta.0.insert("modality".to_owned(), "MR".into());
    let record = extractor.extract_with(&text, &meta);

    for finding in &record.findings {
        let side = finding.laterality.map_or("", |side| side.as_str());
        let sites: Vec<&str> = finding.sites.iter().map(|site| site.site.as_str()).collect();
        let rules: Vec<&str> = finding.because.iter().filter(|b| !b.lost).map(|b| b.rule.as_str()).collect();
        println!(
            "{} {} {} {side} {} <- \"{}\" by {}",
            finding.finding,
            finding.assertion.as_str(),
            finding.certainty.as_str(),
            sites.join("+"),
            finding.text,
            rules.join(", ")
        );
    }
    // Neither list says anything of what the report does not speak of: not listed is not stated, which is never "no".
    for row in &record.summary {
        println!("summary: {} {:?}", row.finding, row.status);
    }
    for flag in &record.flags {
        println!("flag: {} {:?}", flag.flag, flag.value);
    }
    // The line that `radsift extract` writes.
    println!("{}", serde_json::to_string(&record)?);
    Ok(())
}
