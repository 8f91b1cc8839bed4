//! One pass of the automaton finds every phrase of every lane; here overlaps are settled inside each lane.

mod encoded;
mod frames;
mod hits;

use crate::lexicon::{Accept, GradeTerm, LANES, Lane, Lexicon, Note, Posting, StatementTerm, StudyTerm};
use crate::text::{Shape, TextBuffer};
use encoded::Encoded;
pub use hits::{Hit, Hits};

/// A phrase found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// Index of the entry in its lane.
    pub entry: u16,
    /// In what sense.
    pub note: Note,
}

impl Term {
    /// How many words it has.
    pub fn len(&self) -> u32 {
        self.end - self.first
    }

    /// What a term of the grade lane is.
    #[inline]
    pub fn grade(&self) -> GradeTerm {
        GradeTerm::of(self.entry)
    }

    /// What a term of the study lane names.
    #[inline]
    pub fn study(&self) -> StudyTerm {
        StudyTerm::of(self.entry)
    }

    /// What a term of the statement lane is.
    #[inline]
    pub fn statement(&self) -> StatementTerm {
        StatementTerm::of(self.entry)
    }

    /// True when it names a modality, as a term of the study lane.
    #[inline]
    pub fn is_modality(&self) -> bool {
        matches!(self.study(), StudyTerm::Modality(_))
    }

    /// The number of the part of the body that it names, as a term of the study lane.
    pub fn body_part(&self) -> Option<usize> {
        match self.study() {
            StudyTerm::BodyPart(part) => Some(part as usize),
            StudyTerm::Modality(_) => None,
        }
    }

    /// Never: a term has at least one word.
    pub fn is_empty(&self) -> bool {
        false
    }
}

/// All terms of a report, by lane, each lane in order. Reused from report to report.
#[derive(Debug, Default)]
pub struct Terms {
    /// The terms of each lane; then, lane by lane, the phrases that look like an entry and are not it, whose `entry` is the one they
    /// stand against.
    by_lane: [Vec<Term>; 2 * LANES],
    encoded: Encoded,
    reach: Vec<u32>,
    framed: Vec<(Accept, Term)>,
}

impl Terms {
    /// The terms of one lane, in order of place.
    pub fn lane(&self, lane: Lane) -> &[Term] {
        &self.by_lane[lane as usize]
    }

    /// The terms of all lanes, by number of the lane.
    pub fn lanes(&self) -> impl Iterator<Item = &[Term]> {
        self.by_lane[..LANES].iter().map(Vec::as_slice)
    }

    /// The terms of one lane that begin in the tokens from `first` up to, not including, `end`.
    pub fn between(&self, lane: Lane, first: u32, end: u32) -> &[Term] {
        let all = self.lane(lane);
        let from = all.partition_point(|t| t.first < first);
        let to = from + all[from..].partition_point(|t| t.first < end);
        &all[from..to]
    }

    /// The tokens from `first` up to, not including, `end` that were read as a word they are a slip of.
    pub fn misspelt(&self, first: u32, end: u32) -> impl Iterator<Item = u32> {
        let all = &self.encoded.misspelt;
        let from = all.partition_point(|&t| t < first);
        all[from..].iter().copied().take_while(move |&t| t < end)
    }

    /// The words that were looked up, in order: the first token of each, and whether any phrase has it as it is written.
    pub fn words(&self) -> impl Iterator<Item = (u32, bool)> {
        let mut slips = self.encoded.misspelt.iter().peekable();
        self.encoded.words.iter().map(move |word| {
            let is_slip = slips.next_if_eq(&&word.token).is_some();
            (word.token, !is_slip && !word.code.is_unknown())
        })
    }

    /// True when a phrase that looks like `entry` and is not it overlaps these tokens.
    pub fn is_decoy(&self, lane: Lane, entry: u16, first: u32, end: u32) -> bool {
        near(&self.by_lane[LANES + lane as usize], first + 1).any(|d| d.entry == entry && d.first < end && first < d.end)
    }

    /// True when a phrase that looks like the term's entry and is not it lies over it: for terms not settled yet.
    pub fn will_be_silenced(&self, lane: Lane, term: &Term) -> bool {
        let mut decoys = near(&self.by_lane[LANES + lane as usize], term.end);
        decoys.any(|d| d.entry == term.entry && d.first <= term.first)
    }

    /// True when a phrase that looks like any entry of this lane and is none lies over these tokens.
    pub fn is_any_decoy(&self, lane: Lane, first: u32, end: u32) -> bool {
        near(&self.by_lane[LANES + lane as usize], first + 1).any(|d| d.first < end && first < d.end)
    }

    /// Finds and settles all terms of `buffer`, which holds the folded form of `text`, as one sentence.
    pub fn scan(&mut self, lexicon: &Lexicon, text: &str, buffer: &TextBuffer) {
        self.find(lexicon, text, buffer);
        self.settle(lexicon, buffer, &[]);
    }

    /// Finds all terms of `buffer`, which holds the folded form of `text`. Those of headings are settled; of the others all are there, in order of
    /// their ends, until [`Terms::settle`] is told where the sentences are.
    pub fn find(&mut self, lexicon: &Lexicon, text: &str, buffer: &TextBuffer) {
        self.by_lane.iter_mut().for_each(Vec::clear);
        let Self { by_lane, encoded, .. } = self;
        encoded.encode(lexicon, buffer);
        for place in encoded.phrases(lexicon) {
            for posting in &lexicon.postings[place.postings.0 as usize..place.postings.1 as usize] {
                if posting.exact != u32::MAX && !has_capitals(lexicon, posting, text, buffer, place.tokens) {
                    continue;
                }
                let decoy = LANES * usize::from(posting.note == Note::Decoy);
                by_lane[decoy + posting.lane as usize].push(Term {
                    first: place.tokens.0,
                    end: place.tokens.1,
                    entry: posting.entry,
                    note: posting.note,
                });
            }
        }
        let (lanes, decoys) = self.by_lane.split_at_mut(LANES);
        let headings = &mut lanes[Lane::Section as usize];
        silence(headings, &decoys[Lane::Section as usize]);
        if headings.len() > 1 {
            settle(headings);
        }
    }

    /// Takes the parts for which `is` holds out of their lane, which is not settled yet, and adds them to `out`.
    pub fn take_parts(&mut self, is: impl Fn(u16) -> bool, out: &mut Vec<Term>) {
        let lane = &mut self.by_lane[Lane::Part as usize];
        lane.retain(|term| {
            let own = is(term.entry);
            if own {
                out.push(*term);
            }
            !own
        });
    }

    /// Settles overlaps in each lane. `borders`, in order, are the tokens with which a sentence or an item begins, or behind which one ends: no phrase
    /// crosses one, and none of those that would have takes its words from another.
    pub fn settle(&mut self, lexicon: &Lexicon, buffer: &TextBuffer, borders: &[u32]) {
        let by_lane = &mut self.by_lane;
        for lane in by_lane.iter_mut() {
            drop_crossing(lane, borders);
        }
        settle_each(&mut self.by_lane[Lane::Class as usize], &mut self.reach);
        self.add_framed(lexicon, buffer, borders);
        let (lanes, decoys) = self.by_lane.split_at_mut(LANES);
        // "Without gadolinium" is no denial, "without gadolinium uptake" is.
        let findings = lanes[Lane::Finding as usize].as_slice();
        let runs_on = |d: &Term| near(findings, d.end + 1).any(|t| d.first < t.first && t.first < d.end);
        decoys[Lane::Cue as usize].retain(|d| !runs_on(d));
        for (index, (lane, decoys)) in lanes.iter_mut().zip(decoys).enumerate() {
            if index == Lane::Section as usize {
                continue;
            }
            silence(lane, decoys);
            if index == Lane::Class as usize {
                continue;
            }
            if index == Lane::Part as usize || index == Lane::Statement as usize {
                settle_each(lane, &mut self.reach);
            } else if lane.len() > 1 {
                settle(lane);
            }
        }
    }
}

impl Terms {
    /// Adds the cues that are said by a frame to those said by a phrase.
    fn add_framed(&mut self, lexicon: &Lexicon, buffer: &TextBuffer, borders: &[u32]) {
        let cues = Lane::Cue as usize;
        frames::find(
            &lexicon.frames,
            &self.by_lane[Lane::Class as usize],
            buffer,
            borders,
            &mut self.framed,
        );
        let before = [cues, LANES + cues].map(|lane| self.by_lane[lane].len());
        for &(accept, term) in &self.framed {
            self.by_lane[cues + LANES * usize::from(accept.decoy)].push(term);
        }
        for (lane, before) in [cues, LANES + cues].into_iter().zip(before) {
            let lane = &mut self.by_lane[lane];
            if lane.len() > before {
                // Stable: the phrases stand in this order already.
                lane.sort_by_key(|t| (t.end, t.first));
                lane.dedup();
            }
        }
    }
}

/// What the automaton reads for a report: the stems of its words, articles left out. For measurements.
pub fn stems(lexicon: &Lexicon, buffer: &TextBuffer) -> Vec<u8> {
    let mut encoded = Encoded::default();
    encoded.encode(lexicon, buffer);
    encoded.words.iter().flat_map(|w| w.code.stem.bytes()).collect()
}

/// What the phrases that are exactly these folded words stand for, abbreviations apart.
pub fn whole<'l, 'w>(lexicon: &'l Lexicon, words: impl Iterator<Item = &'w [u8]>) -> impl Iterator<Item = &'l Posting> {
    let mut encoded = Encoded::of_words(lexicon, words);
    let end = encoded.words.len();
    let all: Vec<_> = encoded
        .find(lexicon)
        .iter()
        .filter(|f| (f.0 as usize, f.1) == (end, 0))
        .copied()
        .collect();
    let mut postings: Vec<(u32, u32)> = all
        .into_iter()
        .map(|(_, _, number)| &lexicon.phrases[number as usize])
        .filter(|phrase| encoded.place(lexicon, phrase, end).is_some())
        .map(|phrase| phrase.postings)
        .collect();
    if let [word] = encoded.words[..] {
        postings.push(word.code.postings);
    }
    postings
        .into_iter()
        .flat_map(|(from, to)| &lexicon.postings[from as usize..to as usize])
        .filter(|posting| posting.exact == u32::MAX)
}

/// Takes out the terms, in order of their ends, that have one of the borders, which are in order too, inside them.
fn drop_crossing(lane: &mut Vec<Term>, borders: &[u32]) {
    // The number of borders at or before the end of the term looked at last.
    let mut passed = 0;
    lane.retain(|term| {
        while borders.get(passed).is_some_and(|&b| b < term.end) {
            passed += 1;
        }
        // The last border before its end must not be behind its first token.
        passed == 0 || borders[passed - 1] <= term.first
    });
}

/// Takes out the terms inside a decoy of their own entry only ("frontal sinus" is no frontal lobe, and still a sinus). Both lists are in order of their
/// ends, so that each is gone through once.
fn silence(lane: &mut Vec<Term>, decoys: &[Term]) {
    if decoys.is_empty() {
        return;
    }
    let mut rest = decoys;
    lane.retain(|term| {
        while let [decoy, behind @ ..] = rest
            && decoy.end < term.end
        {
            rest = behind;
        }
        let mut near = rest.iter().take_while(|d| d.end <= term.end + LONGEST);
        !near.any(|d| d.entry == term.entry && d.first <= term.first)
    });
}

/// The terms, in order of their ends, that end at token `end` or up to the longest phrase behind it.
fn near(terms: &[Term], end: u32) -> impl Iterator<Item = &Term> {
    let from = terms.partition_point(|t| t.end < end);
    terms[from..].iter().take_while(move |t| t.end <= end + LONGEST)
}

/// No phrase has more words than this, articles included.
const LONGEST: u32 = 32;

/// Parts speak independently of each other ("within normal limits" inside "size is within normal limits"): overlaps are settled
/// only between the words of one part. `reach` is memory for how far each part's words go, zero for all before and after.
fn settle_each(lane: &mut Vec<Term>, reach: &mut Vec<u32>) {
    // Almost in order already: each term moves past the few that begin inside it.
    let place = |t: &Term| (t.first, std::cmp::Reverse(t.end), t.entry);
    for i in 1..lane.len() {
        let mut at = i;
        while at > 0 && place(&lane[at - 1]) > place(&lane[at]) {
            lane.swap(at - 1, at);
            at -= 1;
        }
    }
    let mut kept = 0;
    for i in 0..lane.len() {
        let term = lane[i];
        if reach.len() <= term.entry as usize {
            reach.resize(term.entry as usize + 1, 0);
        }
        // What was kept of this part begins no later: the term is new only where it ends later.
        let reach = &mut reach[term.entry as usize];
        if term.end > *reach {
            *reach = term.end;
            lane[kept] = term;
            kept += 1;
        }
    }
    lane.truncate(kept);
    lane.iter().for_each(|term| reach[term.entry as usize] = 0);
}

/// Settles overlaps in a lane whose terms stand in order of their ends. Of two that overlap the longer stays, of two of one
/// length the earlier; terms that are the very same words all stay. Linear: each term is pushed and popped at most once.
fn settle(lane: &mut Vec<Term>) {
    // Most terms stand alone: nothing is done up to the first two that overlap.
    let apart = lane.windows(2).take_while(|pair| pair[0].end <= pair[1].first).count();
    let mut kept = apart;
    for i in apart..lane.len() {
        let term = lane[i];
        let mut place = kept;
        if place == 0 || lane[place - 1].end <= term.first {
            lane[place] = term;
            kept = place + 1;
            continue;
        }
        let mut beaten = lane[..kept].iter().rev().take_while(|t| t.end == term.end).any(|t| *t == term);
        while place > 0 && !beaten {
            let top = lane[place - 1];
            if top.end <= term.first || (top.first, top.end) == (term.first, term.end) {
                break;
            }
            if top.len() >= term.len() {
                beaten = true;
                break;
            }
            place -= 1;
        }
        if !beaten {
            lane[place] = term;
            kept = place + 1;
        }
    }
    lane.truncate(kept);
}

/// True when the tokens are written exactly as the capitals of an abbreviation, and behind the same sign where it begins with one ("+ve").
// Seldom asked: in line it would take the registers of those who ask.
#[inline(never)]
fn has_capitals(lexicon: &Lexicon, posting: &Posting, text: &str, buffer: &TextBuffer, (first, end): (u32, u32)) -> bool {
    let capitals = &lexicon.exact[posting.exact as usize];
    let before = || text[..buffer.tokens[first as usize].start as usize].chars().next_back();
    let signed = match capitals.as_bytes().first() {
        Some(b'+') => before() == Some('+'),
        Some(b'-') => before().is_some_and(|c| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')),
        _ => true,
    };
    if !signed {
        return false;
    }
    let words = capitals.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.eq(buffer.tokens[first as usize..end as usize]
        .iter()
        .filter(|t| !t.shape.has(Shape::ARTICLE))
        .map(|t| t.span().of(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(first: u32, end: u32, entry: u16) -> Term {
        Term {
            first,
            end,
            entry,
            note: Note::Names,
        }
    }

    #[test]
    fn the_longest_of_overlapping_terms_stays() {
        let mut lane = vec![
            term(0, 1, 1),
            term(0, 2, 2),
            term(2, 3, 3),
            term(1, 4, 4),
            term(4, 5, 5),
            term(4, 5, 6),
        ];
        settle(&mut lane);
        assert_eq!(lane, [term(1, 4, 4), term(4, 5, 5), term(4, 5, 6)]);
    }
}
