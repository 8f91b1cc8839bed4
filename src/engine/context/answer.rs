//! What a form answers to a label: "Haemorrhage: no".

use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::{GrammarStep, NORMALITY, Rule};
use crate::structure::{Answer, Sentence};
use crate::vocabulary::{Assertion, Certainty};

/// Gives each mention of a sentence with an answer what is answered.
pub(super) fn apply(doc: &Document, sentence: &Sentence, mentions: &mut [Mention]) {
    let Some(answer) = sentence.answer else { return };
    let at = if sentence.value > 0 {
        sentence.value
    } else {
        sentence.tokens.1 - 1
    };
    let normality = doc.lexicon.finding(NORMALITY);
    for mention in mentions {
        let changed = match answer {
            Answer::Yes => false,
            Answer::Maybe => mention.hedge(),
            Answer::Open => {
                mention.discard();
                false
            }
            // "L4-5: negative" says that it is normal.
            Answer::No if normality == Some(mention.finding) => false,
            Answer::No if !mention.assertion.denies() => {
                (mention.assertion, mention.certainty) = (Assertion::Absent, Certainty::Definite);
                true
            }
            // "Grey-white differentiation preserved: no": seldom said, and open. What its own words deny stays so.
            Answer::No => false,
        };
        if changed {
            mention.note(Rule::Grammar(GrammarStep::Answer), (at, at + 1));
        }
    }
}
