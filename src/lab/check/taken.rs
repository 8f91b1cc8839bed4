//! The entries that the words of an example belong to, which helps to find out what went wrong.

use crate::lexicon::{Lane, Lexicon};
use crate::terms::{Term, Terms};

/// The entries whose words overlap the marked words, and all cues; for an example without marks, the entries of all words.
///
/// `quote` shows the words of a range of tokens.
pub(super) fn taken(lexicon: &Lexicon, terms: &Terms, marks: &[(u32, u32)], quote: impl Fn((u32, u32)) -> String) -> Vec<String> {
    let is_near = |term: &&Term| marks.is_empty() || marks.iter().any(|(first, end)| term.first < *end && *first < term.end);
    let mut taken = Vec::new();
    for lane in [Lane::Finding, Lane::Part, Lane::Site, Lane::Attribute, Lane::Cue] {
        for term in terms.lane(lane).iter().filter(|term| lane == Lane::Cue || is_near(term)) {
            let words = quote((term.first, term.end));
            taken.extend(name(lexicon, lane, term.entry as usize).map(|name| format!("{name} {words}")));
        }
    }
    taken.dedup();
    taken
}

/// An entry as `kind/id`; `None` for lanes that take no words from findings.
fn name(lexicon: &Lexicon, lane: Lane, entry: usize) -> Option<String> {
    let (kind, id) = match lane {
        Lane::Finding => ("finding", &lexicon.findings.get(entry)?.id),
        Lane::Part => ("part", lexicon.parts.get(entry)?),
        Lane::Site => ("site", &lexicon.sites.get(entry)?.id),
        Lane::Attribute => ("attribute", &lexicon.attributes.get(entry)?.value),
        Lane::Cue => ("cue", &lexicon.cues.get(entry)?.id),
        Lane::Section | Lane::Word | Lane::Grade | Lane::Study | Lane::Class | Lane::Statement => return None,
    };
    Some(format!("{kind}/{id}"))
}
