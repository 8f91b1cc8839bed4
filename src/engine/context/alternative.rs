//! "Consistent with A or B": each of several readings is only possible.

use super::Scope;
use crate::extract::{Mention, TokenTable};
use crate::lexicon::{GrammarStep, Reach, Rule, Word};

/// Makes the readings possible that one cue offers as alternatives.
pub(super) fn weigh(table: &TokenTable, scopes: &[Scope], mentions: &mut [Mention]) {
    let offers = |s: &&Scope| s.makes.favours() && s.reach == Reach::After;
    for scope in scopes.iter().filter(offers) {
        let offered = |m: &Mention| scope.covers(m.tokens.0) && m.assertion.asserts();
        for index in 1..mentions.len() {
            let (before, rest) = mentions.split_at_mut(index);
            let (one, other) = (&mut before[index - 1], &mut rest[0]);
            let offered = offered(one) || one.because.iter().any(|b| b.rule == ALTERNATIVE && b.tokens == scope.tokens);
            let apart = one.finding != other.finding && one.tokens.1 < other.tokens.0;
            let either = || (one.tokens.1..other.tokens.0).any(|i| table.word(i) == Some(Word::Or));
            if offered && apart && scope.covers(other.tokens.0) && other.assertion.asserts() && either() {
                for mention in [one, other] {
                    mention.hedge();
                    mention.note(ALTERNATIVE, scope.tokens);
                }
            }
        }
    }
}

const ALTERNATIVE: Rule = Rule::Grammar(GrammarStep::OneOfAlternatives);
