//! From statements that are no findings to the record.

use super::{Comparison, Recommendation, Therapy};
use crate::report::frame::Frame;
use crate::statements;

impl Therapy {
    pub(super) fn new(therapy: &statements::Therapy, frame: Frame<'_>) -> Self {
        let named = &frame.report.doc.lexicon.statements.therapies[therapy.entry as usize];
        Self {
            product: (!named.generic).then(|| named.id.clone()),
            kind: named.kind.clone(),
            day: therapy.day,
            spans: therapy.tokens.iter().map(|tokens| frame.tokens(*tokens)).collect(),
        }
    }
}

impl Comparison {
    pub(in super::super) fn new(comparison: &statements::Comparison, frame: Frame<'_>) -> Self {
        Self {
            span: frame.tokens(comparison.tokens),
            modality: comparison.modality.map(|number| frame.modality(number)),
            date: comparison.date.map(|tokens| frame.words(tokens)),
            iso: comparison.iso.clone(),
            none: comparison.none,
            mentions: comparison.mentions.to_vec(),
        }
    }
}

impl Recommendation {
    pub(in super::super) fn new(advice: &statements::Recommendation, frame: Frame<'_>) -> Self {
        let word = |number: u16| frame.report.doc.lexicon.statements.words[number as usize].id.clone();
        Self {
            span: frame.tokens(advice.tokens),
            modality: advice.modality.map(|number| frame.modality(number)),
            action: advice.action.map(word),
            interval: advice.interval.map(|tokens| frame.words(tokens)),
            condition: advice.condition.map(|tokens| frame.tokens(tokens)),
            urgency: advice.urgency.map(word),
        }
    }
}
