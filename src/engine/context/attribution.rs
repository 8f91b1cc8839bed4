//! What a finding is said to come from or to stand for.

use super::Scope;
use crate::document::Document;
use crate::extract::{Attribution, Mention, TokenTable};
use crate::lexicon::Reach;

/// Links the nearest mention before each "due to", "consistent with", "may represent" to the first mention behind it, inside one
/// clause or over the comma that such words may follow.
pub(super) fn link(_input: &Document, table: &TokenTable, scopes: &[Scope], mentions: &mut [Mention]) {
    for scope in scopes.iter().filter(|s| s.reach == Reach::After) {
        let Some(link) = scope.makes.link else { continue };
        let Some(to) = mentions
            .iter()
            .position(|m| m.tokens.0 >= scope.tokens.1 && scope.covers(m.tokens.0))
        else {
            continue;
        };
        let Some(from) = mentions[..to]
            .iter()
            .rposition(|m| m.tokens.1 <= scope.tokens.0 && table.same_clause(m.tokens.0, scope.tokens.0))
        else {
            continue;
        };
        let to = mentions[to].finding;
        if to != mentions[from].finding && !mentions[from].attribution.iter().any(|a| a.to == to) {
            mentions[from].attribution.push(Attribution {
                to,
                strength: link.strength,
                tokens: scope.tokens,
            });
        }
    }
}
