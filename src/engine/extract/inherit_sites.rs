//! Places that a finding takes over from what it explains or goes along with.

use super::{Mention, SiteMention, TokenTable};
use crate::document::Document;
use crate::lexicon::{Lane, Polarity, Reach, Word};
use crate::structure::{Sentence, SentenceLink};
use crate::text::Gap;
use smallvec::SmallVec;

/// Gives sites to the mentions from index `base` that name none: readings on the next line, readings after a colon, and what
/// goes "with" a finding that has a place.
pub(super) fn inherit(doc: &Document, sentence: &Sentence, table: &TokenTable, mentions: &mut [Mention], base: usize) {
    within_sentence(doc, sentence, table, mentions, base);
    from_above(doc, sentence, mentions, base);
    mentions[base..].iter_mut().for_each(|m| prune(doc, m));
}

/// Takes over what the line above names.
fn from_above(doc: &Document, sentence: &Sentence, mentions: &mut [Mention], base: usize) {
    let Some(parent) = parent(doc, sentence, mentions, base) else {
        return;
    };
    let lines = mentions[..base].iter().rev().take_while(|m| m.sentence >= parent);
    let source = lines
        .filter(|m| m.sentence == parent && (!m.sites.is_empty() || !m.levels.is_empty()))
        .last();
    let Some(source) = source else { return };
    let (sites, levels) = (source.sites.clone(), source.levels.clone());
    for mention in &mut mentions[base..] {
        if mention.sites.is_empty() && mention.levels.is_empty() {
            mention.sites.clone_from(&sites);
            mention.levels.clone_from(&levels);
            continue;
        }
        // "restriction in the left pons; acute pontine infarct": the same place, its side said once.
        for own in mention.sites.iter_mut().filter(|s| s.laterality.is_none()) {
            own.laterality = sites.iter().find(|s| s.site == own.site).and_then(|s| s.laterality);
        }
    }
}

/// Sites less deep than this are whole compartments.
const WIDE: u8 = 4;

/// Leaves out a place that a more exact one of the same mention names again: the same place without its side, a whole compartment
/// around it ("cerebral deep white matter"), the wider place in front and the exact one behind ("white matter change in the corona radiata").
fn prune(doc: &Document, mention: &mut Mention) {
    if mention.sites.is_empty() {
        return;
    }
    let implied = &doc.lexicon.findings[mention.finding.index()].implies;
    if !implied.is_empty() {
        mention.sites.retain(|s| !implied.contains(&s.site));
    }
    if mention.sites.len() < 2 {
        return;
    }
    let all = &mention.sites;
    let (first, end) = mention.tokens;
    let site = |s: &SiteMention| &doc.lexicon.sites[s.site.index()];
    let says_more = |(index, s): (usize, &SiteMention)| {
        let again = all[..index].iter().any(|o| o.site == s.site && o.laterality == s.laterality);
        let exact = |o: &SiteMention| {
            let inside = o.site != s.site && doc.lexicon.within(o.site, s.site);
            // "the left cerebellar hemisphere and the vermis" are two places.
            let apart = s.laterality.is_some() && (o.tokens.0 > s.tokens.1 || o.tokens.1 < s.tokens.0);
            let wide = (site(s).depth <= WIDE && !apart) || (s.tokens.1 <= first && o.tokens.0 >= end);
            (inside && wide) || (o.site == s.site && s.laterality.is_none() && o.laterality.is_some())
        };
        !again && !all.iter().any(exact)
    };
    let kept: SmallVec<[bool; 16]> = all.iter().enumerate().map(says_more).collect();
    if kept.contains(&false) {
        let mut kept = kept.iter();
        mention.sites.retain(|_| kept.next() == Some(&true));
    }
}

/// The sentence that this one reads: the item above a ";" or "-" line, or the sentence before one that opens with
/// "consistent with", "suggestive of", "likely".
fn parent(doc: &Document, sentence: &Sentence, mentions: &[Mention], base: usize) -> Option<u32> {
    if let SentenceLink::ReadingOf(above) = sentence.link {
        // The line above may hold several sentences; the last one with a mention speaks.
        let number = mentions[..base]
            .iter()
            .rev()
            .take_while(|m| m.sentence >= above)
            .find(|m| doc.sentences[m.sentence as usize].link == SentenceLink::None);
        return number.map(|m| m.sentence).or(Some(above));
    }
    let last = mentions[..base].last()?.sentence;
    let before = &doc.sentences[last as usize];
    if before.section != sentence.section || before.paragraph != sentence.paragraph {
        return None;
    }
    let first = sentence.tokens.0;
    let opens = doc.terms.between(Lane::Cue, first, first + 1).iter().any(|t| {
        let cue = &doc.lexicon.cues[t.entry as usize];
        cue.reaches == Reach::After && cue.makes.gives_reading()
    });
    opens.then_some(last)
}

fn within_sentence(doc: &Document, sentence: &Sentence, table: &TokenTable, mentions: &mut [Mention], base: usize) {
    for index in base + 1..mentions.len() {
        let (before, rest) = mentions.split_at_mut(index);
        let mention = &mut rest[0];
        if !mention.sites.is_empty() || !mention.levels.is_empty() {
            continue;
        }
        let joins = |m: &&Mention| !m.sites.is_empty() && goes_along(doc, table, m.tokens.1, mention.tokens.0);
        let source = before[base..].iter().rev().find(joins).or_else(|| {
            before[base..]
                .iter()
                .find(|m| !m.sites.is_empty() && reads_on(doc, sentence, m.tokens.1, mention.tokens.0))
        });
        if let Some(source) = source {
            mention.sites = source.sites.clone();
        }
    }
}

/// "infarct in the pons with surrounding oedema", "signal in the pons consistent with infarct": joined inside one clause by
/// "with" or by words that give a reading or a cause, with no denial between.
fn goes_along(doc: &Document, table: &TokenTable, from: u32, to: u32) -> bool {
    if from > to || !table.same_clause(from - 1, to) {
        return false;
    }
    let links = |i| table.cue(doc, i).is_some_and(|(cue, _)| cue.makes.link.is_some());
    let reads = |i| matches!(table.word(i), Some(Word::With | Word::Shows)) || links(i);
    table.polarity(doc, from..to) != Polarity::Denied && (from..to).any(reads)
}

/// "restriction in the left pons: acute infarct": read after a colon or a dash.
fn reads_on(doc: &Document, sentence: &Sentence, from: u32, to: u32) -> bool {
    let mark = |i: u32| {
        let gap = doc.buffer.tokens[i as usize].gap;
        gap.has(Gap::COLON.with(Gap::EQUALS)) || gap.is_dash()
    };
    from >= sentence.tokens.0 && (from..=to).any(mark)
}
