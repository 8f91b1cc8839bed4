//! "No further foci of enhancement; the left frontal focus is unchanged": a bare word for a lesion behind a denial of more of
//! something is one of that something.

use crate::extract::{Assertion, Because, Change, Input, Mention, exact};
use crate::lexicon::Rule;

/// Gives weak mentions the finding whose increase in number the sentence has just denied.
pub(super) fn resolve(input: &Input, mentions: &mut [Mention]) {
    for index in 1..mentions.len() {
        let (before, rest) = mentions.split_at_mut(index);
        let (own, weak) = (&mut rest[0], |m: &Mention| input.lexicon.findings[m.finding.index()].weak);
        if !weak(own) || own.assertion == Assertion::Absent {
            continue;
        }
        let denied = before
            .iter()
            .rev()
            .find(|m| m.assertion == Assertion::Absent && m.change == Some(Change::New) && !weak(m));
        if let Some(denied) = denied {
            own.finding = denied.finding;
            own.finding = exact(input, own).unwrap_or(denied.finding);
            own.because.push(Because {
                rule: Rule::Grammar("one_of_those_denied"),
                tokens: denied.tokens,
                lost: false,
            });
        }
    }
}
