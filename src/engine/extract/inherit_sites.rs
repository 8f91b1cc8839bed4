//! Places that a finding takes over from what it explains or goes along with.

use super::surgical::is_in_brain;
use super::topic::{is_general, is_vague, may_inherit, take};
use super::{Mention, SiteMention, TokenTable, refine};
use crate::document::Document;
use crate::lexicon::{Lane, Polarity, Reach, Word};
use crate::structure::{Sentence, SentenceLink};
use crate::text::Gap;
use smallvec::SmallVec;

/// Gives sites to the mentions from index `base` that name none: readings on the next line, readings after a colon, and what
/// goes "with" a finding that has a place. `unlinked` is the last sentence before with a mention that is no reading of a line above.
pub(super) fn inherit(
    doc: &Document,
    sentence: &Sentence,
    table: &TokenTable,
    mentions: &mut [Mention],
    base: usize,
    unlinked: Option<u32>,
) {
    within_sentence(doc, sentence, table, mentions, base);
    from_above(doc, sentence, mentions, base, unlinked);
    mentions[base..].iter_mut().for_each(|m| prune(doc, table, m));
}

/// Takes over what the line above names.
fn from_above(doc: &Document, sentence: &Sentence, mentions: &mut [Mention], base: usize, unlinked: Option<u32>) {
    let Some(parent) = parent(doc, sentence, &mentions[..base], unlinked) else {
        return;
    };
    let from = mentions[..base].partition_point(|m| m.sentence < parent);
    let mut own = mentions[from..base].iter().take_while(|m| m.sentence == parent);
    let source = own.find(|m| !m.sites.is_empty() || !m.levels.is_empty());
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
fn prune(doc: &Document, table: &TokenTable, mention: &mut Mention) {
    if mention.sites.is_empty() {
        return;
    }
    let implied = &doc.lexicon.findings[mention.finding.index()].implies;
    if !implied.is_empty() {
        // "right foraminal stenosis": the finding keeps the side of the place that its own words imply.
        mention.side = mention.side.or(mention.laterality());
        // "Left convexity subdural haematoma": what has a home is told by the words in front; "over the left convexity" is a place.
        let (end, home) = (mention.tokens.1, doc.lexicon.findings[mention.finding.index()].home);
        mention
            .sites
            .retain(|s| !implied.contains(&s.site) || (home.is_some() && s.tokens.0 >= end));
    }
    leave_ends(doc, table, mention);
    leave_linings(doc, mention);
    leave_tissue(doc, table, mention);
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
            // "the deep white matter of both hemispheres" is one.
            let led = o.tokens.1 < s.tokens.0
                && o.laterality == s.laterality
                && (o.tokens.1..s.tokens.0).any(|i| table.word(i) == Some(Word::Of));
            let wide = (site(s).depth <= WIDE && (!apart || led)) || (s.tokens.1 <= first && o.tokens.0 >= end);
            // "Change of the white matter around the ventricles", "white matter foci, periventricular".
            let further = o.laterality.or(s.laterality) == o.laterality && is_further(doc, table, s.tokens.1, o.tokens.0);
            (inside && (wide || further)) || (o.site == s.site && s.laterality.is_none() && o.laterality.is_some())
        };
        !again && !all.iter().any(exact)
    };
    let kept: SmallVec<[bool; 16]> = all.iter().enumerate().map(says_more).collect();
    if kept.contains(&false) {
        let mut kept = kept.iter();
        mention.sites.retain(|_| kept.next() == Some(&true));
    }
}

/// Only words that go on with a place stand between two places.
fn is_further(doc: &Document, table: &TokenTable, from: u32, to: u32) -> bool {
    /// The most words between the two.
    const FARTHEST: u32 = 3;
    let listed = |i: u32| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA.with(Gap::SLASH).with(Gap::AND));
    let plain = |i: u32| !table.at(i).site && !matches!(table.word(i), Some(Word::And | Word::Or));
    from <= to && to <= from + FARTHEST && (from..to).all(plain) && !(from..=to).any(listed)
}

/// "The cord is normal from the foramen magnum down to the conus": where what is normal begins and ends is no place of its own.
fn leave_ends(doc: &Document, table: &TokenTable, mention: &mut Mention) {
    let end = mention.tokens.1;
    let of_spine = |s: &SiteMention| doc.lexicon.sites[s.site.index()].at_every_level;
    let denied = mention.assertion.denies() || is_general(doc, mention.finding) || refine::is_denied(doc, table, mention);
    if !denied || !mention.sites.iter().any(|s| of_spine(s) && s.tokens.1 <= end) {
        return;
    }
    let bound = |s: &SiteMention| {
        let mut before = (end..s.tokens.0).rev().filter(|&i| !doc.is_article(i));
        before
            .next()
            .is_some_and(|i| matches!(doc.buffer.word_of(i as usize), b"from" | b"to"))
    };
    mention.sites.retain(|s| s.tokens.0 < end || !bound(s));
}

/// "Ependymal enhancement along the right frontal horn", "sulci effaced over the left parietal lobe": what lines or parts the brain everywhere
/// is where its own place is said.
fn leave_linings(doc: &Document, mention: &mut Mention) {
    let lining = |s: &SiteMention| doc.lexicon.sites[s.site.index()].everywhere;
    let (first, end) = mention.tokens;
    let own = |s: &SiteMention| first <= s.tokens.0 && s.tokens.1 <= end;
    let exact = |s: &SiteMention| !lining(s) && doc.lexicon.sites[s.site.index()].depth >= WIDE;
    if mention.sites.iter().any(exact) {
        mention.sites.retain(|s| !(lining(s) && own(s)));
    }
}

/// "Cortical FLAIR hyperintensity of the left temporal lobe": the tissue only describes what is found where a place in the brain is said as well.
fn leave_tissue(doc: &Document, table: &TokenTable, mention: &mut Mention) {
    // Restriction of the cortex means another thing than that of the white matter: a flag asks for it.
    if doc.lexicon.findings[mention.finding.index()].keeps_tissue {
        return;
    }
    let site = |s: &SiteMention| &doc.lexicon.sites[s.site.index()];
    let (first, end) = mention.tokens;
    let plain = |i: u32| table.at(i).site || table.at(i).attribute.is_some() || table.word(i) == Some(Word::And);
    let describes = |s: &SiteMention| {
        let own = s.tokens.0 >= first && s.tokens.1 <= end;
        // "In the gyri of the left parietal lobe" is a place.
        let noun = doc.buffer.tokens.get(s.tokens.1 as usize).is_some() && doc.buffer.word_of(s.tokens.1 as usize) == b"of";
        (own && !noun) || (s.tokens.1 <= first && (s.tokens.1..first).all(plain))
    };
    let all = &mention.sites;
    let place = |s: &SiteMention| {
        let named = site(s);
        !named.tissue && !named.everywhere && named.depth > WIDE && is_in_brain(doc, s) && !describes(s)
    };
    let exact = all
        .iter()
        .any(|s| place(s) && all.iter().all(|t| !site(t).tissue || !doc.lexicon.within(s.site, t.site)));
    if exact && all.iter().any(|s| site(s).tissue && describes(s)) {
        mention.sites.retain(|s| !(site(s).tissue && describes(s)));
    }
}

/// "Cord compression at C5-6": of a part of the spine that there is at every level, the level says where. "The cord is normal" is of the cord
/// all the same, and a region stays where it is said behind the finding ("in the thoracic region, most at T8-9").
pub(super) fn prefer_levels(doc: &Document, mention: &mut Mention) {
    if mention.levels.is_empty() {
        return;
    }
    mention.side = mention.side.or(mention.laterality());
    let general = is_general(doc, mention.finding);
    let (first, end) = mention.tokens;
    mention.sites.retain(|s| {
        let site = &doc.lexicon.sites[s.site.index()];
        let named = || general && first <= s.tokens.0 && s.tokens.1 <= end;
        let imaged = || s.tokens.0 > first && doc.lexicon.studies.body_parts.iter().any(|p| p.id == site.id);
        // "Compression of the cauda equina at L4-5" is not of the cord.
        let cauda = || (s.tokens.0..s.tokens.1).any(|i| doc.buffer.word_of(i as usize) == b"cauda");
        !site.at_every_level || named() || imaged() || cauda()
    });
}

/// The sentence that this one reads: the item above a ";" or "-" line, or the sentence before one that opens with
/// "consistent with", "suggestive of", "likely".
fn parent(doc: &Document, sentence: &Sentence, before: &[Mention], unlinked: Option<u32>) -> Option<u32> {
    if let SentenceLink::ReadingOf(above) = sentence.link {
        // The line above may hold several sentences; the last one with a mention speaks.
        return unlinked.filter(|&number| number >= above).or(Some(above));
    }
    let last = before.last()?.sentence;
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

/// So many findings of a sentence are looked at for the place of another; none has more but lists without stops, in which each would be held against each.
pub(super) const NEAREST: usize = 32;

/// Gives what goes with a finding, reads it or does something to the spine the places of that finding.
pub(super) fn within_sentence(doc: &Document, sentence: &Sentence, table: &TokenTable, mentions: &mut [Mention], base: usize) {
    for index in base + 1..mentions.len() {
        let (before, rest) = mentions.split_at_mut(index);
        let mention = &mut rest[0];
        if !may_inherit(doc, mention) {
            continue;
        }
        let vague = is_vague(doc, mention);
        let helps = |m: &&Mention| !m.levels.is_empty() || (vague && !m.sites.is_empty() && !is_vague(doc, m));
        let first = mention.tokens.0;
        let joins = |m: &&Mention| {
            let (own, levels) = (m.tokens.1, !m.levels.is_empty());
            helps(m)
                && ((vague
                    && (explained(doc, table, m, mention)
                        || describes_further(doc, table, m, mention)
                        || is_told_of(doc, table, m, mention)))
                    || (levels && (is_without(doc, table, own, first) || acts_on(doc, table, own, mention)))
                    || goes_along(doc, table, own, first))
        };
        let source = before[base..].iter().rev().take(NEAREST).find(joins).or_else(|| {
            before[base..]
                .iter()
                .take(NEAREST)
                .find(|m| helps(m) && reads_on(doc, sentence, m.tokens.1, mention.tokens.0))
        });
        if let Some(source) = source {
            take(doc, mention, &source.sites, &source.levels);
        }
    }
}

/// "Low density round the ventricles, microangiopathic", "foci of the frontal white matter, small vessel type": a finding that only ever explains
/// others stands behind one that has a place, with no other place between.
fn explained(doc: &Document, table: &TokenTable, source: &Mention, mention: &Mention) -> bool {
    let (from, first) = (source.tokens.1, mention.tokens.0);
    let own = |i: u32| source.sites.iter().any(|s| s.tokens.0 <= i && i < s.tokens.1);
    let plain = |i: u32| !matches!(table.word(i), Some(Word::There | Word::But)) && (!table.at(i).site || own(i));
    doc.lexicon.findings[mention.finding.index()].explains_only
        && from <= first
        && !refine::is_denied(doc, table, source)
        && source.sites.iter().all(|s| is_in_brain(doc, s))
        && (from..first).all(plain)
}

/// "infarct in the pons with surrounding oedema", "signal in the pons consistent with infarct": joined inside one clause by
/// "with" or by words that give a reading or a cause, with no denial between.
fn goes_along(doc: &Document, table: &TokenTable, from: u32, to: u32) -> bool {
    if from > to || !table.same_clause(from - 1, to) {
        return false;
    }
    let links = |i| table.cue(doc, i).is_some_and(|(cue, _)| cue.makes.link.is_some());
    let causes = |i: u32| {
        matches!(
            doc.buffer.word_of(i as usize),
            b"causing" | b"producing" | b"resulting" | b"leading" | b"yielding"
        )
    };
    // "A mass suspicious for glioma".
    let suspects = |i: u32| {
        matches!(
            doc.buffer.word_of(i as usize),
            b"suspicious" | b"concerning" | b"suggestive" | b"worrisome"
        )
    };
    let reads = |i| matches!(table.word(i), Some(Word::With | Word::Shows)) || causes(i) || links(i) || suspects(i);
    table.polarity(doc, from..to) != Polarity::Denied && ((from..to).any(reads) || adds_reading(doc, table, from, to))
}

/// "Lesion of the left optic nerve, probable meningioma": only words of doubt stand behind the comma.
fn adds_reading(doc: &Document, table: &TokenTable, from: u32, to: u32) -> bool {
    let start = (from..to)
        .rev()
        .find(|&i| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA.with(Gap::OPEN)));
    let likely = |i: u32| matches!(doc.buffer.word_of(i as usize), b"likely" | b"probable" | b"presumed" | b"suspected");
    let hedges = |i| likely(i) || table.cue(doc, i).is_some_and(|(cue, _)| cue.makes.hedges() || cue.makes.favours());
    start.is_some_and(|s| (s..to).all(|i| hedges(i) || doc.is_article(i) || table.at(i).attribute.is_some()) && (s..to).any(hedges))
}

/// "Disc bulge at L4-5 without disc herniation", "spondylosis at C5-6 with no canal narrowing", "old collapse of L1, no oedema of the marrow": the
/// levels are those of what is denied right behind too.
fn is_without(doc: &Document, table: &TokenTable, from: u32, to: u32) -> bool {
    /// The most words from the denial to what it denies.
    const FARTHEST: u32 = 4;
    let word = |i: u32| doc.buffer.word_of(i as usize);
    let without = |i: u32| table.word(i) == Some(Word::With) && word(i) == b"without";
    let no = |i: u32| {
        let marked = doc.buffer.tokens[i as usize].gap.has(Gap::COMMA.with(Gap::SEMICOLON));
        word(i) == b"no" && i + FARTHEST >= to && (marked || (i > from && word(i - 1) == b"with"))
    };
    let apart = |i: u32| table.at(i).site && i + FARTHEST < to;
    // "Without compression of the cord": it may open the finding's own words.
    from <= to && ((table.same_clause(from - 1, to) && (from..=to).any(without)) || ((from..to).any(no) && !(from..to).any(apart)))
}

/// "The mass of the left thalamus, 23 mm, enhancing and diffusion-restricted", "signal of the left pons without enhancement": a finding that is
/// told by its place stands behind one that has a place, in its clause, with no other place and no verb of its own.
fn describes_further(doc: &Document, table: &TokenTable, source: &Mention, mention: &Mention) -> bool {
    let finding = &doc.lexicon.findings[mention.finding.index()];
    let (from, first) = (source.tokens.1, mention.tokens.0);
    if from > first
        || is_general(doc, source.finding)
        || refine::is_denied(doc, table, source)
        || !(finding.describes || finding.becomes.iter().any(|b| !b.site.is_empty()))
    {
        return false;
    }
    if !source.sites.iter().all(|s| is_in_brain(doc, s)) {
        return false;
    }
    let own = |i: u32| source.sites.iter().any(|s| s.tokens.0 <= i && i < s.tokens.1);
    let plain = |i: u32| !table.at(i).site || own(i);
    let turns =
        |i: u32| matches!(table.word(i), Some(Word::Is | Word::There | Word::But | Word::Shows | Word::Or)) && table.at(i).word_starts;
    let denied = table.polarity(doc, from..first) == Polarity::Denied;
    let without = (from..first).any(|i| matches!(doc.buffer.word_of(i as usize), b"without") || table.word(i) == Some(Word::With));
    let comma = (from..=first).any(|i| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA));
    table.same_clause(from - 1, first) && (from..first).all(|i| plain(i) && !turns(i)) && if denied { without } else { comma || without }
}

/// "The right frontal mass has grown, takes up contrast and restricts diffusion", "a focus of the left insula with a dark rim and blooming": what is
/// said to be there of a finding in the brain, later in its sentence, with no other place and no new subject.
fn is_told_of(doc: &Document, table: &TokenTable, source: &Mention, mention: &Mention) -> bool {
    /// The most words between the two.
    const FARTHEST: u32 = 24;
    let finding = &doc.lexicon.findings[mention.finding.index()];
    let (from, first) = (source.tokens.1, mention.tokens.0);
    if from > first
        || first > from + FARTHEST
        || is_general(doc, source.finding)
        || refine::is_denied(doc, table, source)
        || refine::is_denied(doc, table, mention)
        || !finding.describes
        || !source.sites.iter().all(|s| is_in_brain(doc, s))
    {
        return false;
    }
    let own = |i: u32| source.sites.iter().any(|s| s.tokens.0 <= i && i < s.tokens.1);
    let turns = |i: u32| matches!(table.word(i), Some(Word::There | Word::But)) && table.at(i).word_starts;
    let elsewhere = |i: u32| {
        matches!(
            doc.buffer.word_of(i as usize),
            b"elsewhere" | b"other" | b"another" | b"second" | b"no" | b"without"
        )
    };
    (from..first).all(|i| (!table.at(i).site || own(i)) && !turns(i) && !elsewhere(i))
        && table.polarity(doc, from..first) != Polarity::Denied
}

/// "A protrusion at C5-6 that indents the sac but does not deform the cord": a verb of touching or pressing stands between a finding at a level,
/// which ends at token `from`, and one of the spine, or opens the latter, and no other place stands between them.
fn acts_on(doc: &Document, table: &TokenTable, from: u32, mention: &Mention) -> bool {
    const STEMS: [&str; 14] = [
        "indent", "flatten", "narrow", "compress", "contact", "touch", "deform", "displac", "abut", "efface", "encroach", "imping",
        "pinch", "distort",
    ];
    const ENDINGS: [&str; 7] = ["", "s", "es", "e", "ing", "ting", "ed"];
    let (first, end) = mention.tokens;
    let acts = |i: u32| {
        let word = std::str::from_utf8(doc.buffer.word_of(i as usize)).unwrap_or_default();
        STEMS
            .iter()
            .any(|stem| word.strip_prefix(stem).is_some_and(|rest| ENDINGS.contains(&rest)))
    };
    from <= first && (from..first).all(|i| !table.at(i).site) && (from..end.min(first + 2)).any(acts)
}

/// "restriction in the left pons: acute infarct": read after a colon or a dash.
fn reads_on(doc: &Document, sentence: &Sentence, from: u32, to: u32) -> bool {
    let mark = |i: u32| {
        let gap = doc.buffer.tokens[i as usize].gap;
        gap.has(Gap::COLON.with(Gap::EQUALS)) || gap.is_dash()
    };
    from >= sentence.tokens.0 && (from..=to).any(mark)
}
