//! What a review of the cohort found, in a sentence.

use serde::{Deserialize, Serialize};
use std::path::Path;

/// What is read of `review/summary.json`.
#[derive(Debug, Deserialize)]
struct Summary {
    cohort: Named,
    readers: Vec<Reader>,
    #[serde(default)]
    agreement: Option<Agreement>,
}

#[derive(Debug, Deserialize)]
struct Named {
    id: String,
}

#[derive(Debug, Deserialize)]
struct Reader {
    strata: Vec<Stratum>,
    figures: Vec<Figure>,
}

#[derive(Debug, Deserialize)]
struct Stratum {
    yes: u64,
    no: u64,
    unsure: u64,
}

#[derive(Debug, Deserialize)]
struct Figure {
    figure: String,
    unsure: String,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Debug, Deserialize)]
struct Agreement {
    both_sure: Option<Kappa>,
}

#[derive(Debug, Deserialize)]
struct Kappa {
    kappa: Option<f64>,
}

/// A finished review, in words.
#[derive(Debug, Serialize)]
pub(super) struct Validation {
    /// One sentence, or two where there were two readers.
    pub sentence: String,
}

impl Validation {
    /// Of the review in this folder of a cohort; none where there is no review, or one of another cohort.
    pub fn of(folder: &Path, cohort: &str) -> Option<Self> {
        let text = std::fs::read(folder.join("review/summary.json")).ok()?;
        let summary: Summary = serde_json::from_slice(&text).ok()?;
        let reader = summary.readers.first().filter(|_| summary.cohort.id == cohort)?;
        let decided: u64 = reader.strata.iter().map(|s| s.yes + s.no + s.unsure).sum();
        let figure = |name: &str| {
            let own = reader.figures.iter().find(|f| f.figure == name && f.unsure == "left_out")?;
            Some(format!("{:.2} (95 % interval {:.2} to {:.2})", own.value?, own.low?, own.high?))
        };
        let mut parts = Vec::new();
        parts.extend(figure("ppv").map(|value| format!("the positive predictive value was {value}")));
        parts.extend(figure("sensitivity").map(|value| format!("the sensitivity {value}")));
        if parts.is_empty() {
            return None;
        }
        let mut sentence = format!("In a review of {decided} cases {}.", parts.join(", "));
        if let Some(kappa) = summary.agreement.and_then(|agreement| agreement.both_sure?.kappa) {
            sentence += &format!(" Two readers agreed with a kappa of {kappa:.2}.");
        }
        Some(Self { sentence })
    }
}
