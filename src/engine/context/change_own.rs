//! Change that a finding's own words tell: "the ventricles have enlarged", "the sulci are now narrower", "the ventricles remain wide".

use crate::document::Document;
use crate::extract::Mention;
use crate::vocabulary::Change;

/// The change among the words of a mention, where no cue tells one. The words of a state are the finding itself, so a comparison of them says
/// that there is more of it: "smaller" of a ventricle that is pressed.
pub(super) fn told(doc: &Document, mention: &Mention) -> Option<Change> {
    let (first, end) = mention.tokens;
    let word = |i: u32| doc.buffer.word_of(i as usize);
    let any = |test: fn(&[u8]) -> bool| (first..end).any(|i| test(word(i)));
    // Words that another program has picked out are no finding of the lexicon, and state nothing by themselves.
    let finding = doc.lexicon.findings.get(mention.finding.index())?;
    if any(|w| matches!(w, b"unchanged" | b"unaltered")) {
        return Some(Change::Unchanged);
    }
    if !mention.assertion.asserts() || finding.group == "global_context" {
        return None;
    }
    if any(|w| matches!(w, b"remain" | b"remains" | b"remained")) {
        return Some(Change::Unchanged);
    }
    let has = |i: u32| matches!(word(i), b"has" | b"have" | b"had");
    let grown = |i: u32| {
        matches!(
            word(i),
            b"enlarged" | b"widened" | b"dilated" | b"expanded" | b"grown" | b"narrowed"
        )
    };
    let of_place = mention.sites.iter().any(|s| first <= s.tokens.0 && s.tokens.1 <= end);
    let less = of_place && any(|w| matches!(w, b"smaller" | b"narrower" | b"tighter"));
    let more = less || any(|w| matches!(w, b"larger" | b"bigger" | b"wider"));
    if more || (first..end.saturating_sub(1)).any(|i| has(i) && grown(i + 1)) {
        return Some(Change::Increased);
    }
    any(|w| matches!(w, b"become" | b"newly" | b"now")).then_some(Change::New)
}
