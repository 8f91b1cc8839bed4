//! What the running text is about: the level or side that heads a line, the place of the last finding, and the region.

use super::levels::{self, LevelOpening};
use super::regions::LONGEST_TITLE;
use super::side_words::side_at;
use super::sites::SiteItem;
use super::{Level, MOST_PLACES, Mention, SiteMention, TokenTable, refine, side_again};
use crate::document::Document;
use crate::lexicon::{FindingId, Lane, SiteId, Word};
use crate::structure::Sentence;
use crate::text::{Gap, Shape};
use crate::vocabulary::{Assertion, Laterality, Region};
use smallvec::SmallVec;

/// What the running text is about.
#[derive(Debug, Default)]
pub(super) struct Topic {
    /// The levels that head the line.
    levels: SmallVec<[Level; 2]>,
    /// The side that heads the line.
    side: Option<Laterality>,
    /// The heading stands alone on its line and holds for those below.
    alone: bool,
    section: u32,
    paragraph: u32,
    /// The last finding said to be there, and where.
    last: Option<Last>,
}

/// The last finding with a place.
#[derive(Debug)]
struct Last {
    finding: FindingId,
    sites: SmallVec<[SiteMention; 2]>,
    levels: SmallVec<[Level; 1]>,
    section: u32,
    paragraph: u32,
    sentence: usize,
}

/// How many sentences back a word may point.
const FARTHEST: usize = 6;

impl Topic {
    /// Begins a report.
    pub fn clear(&mut self) {
        self.levels.clear();
        self.side = None;
        self.last = None;
    }

    /// Begins a sentence: forgets what heads another line, and takes up a level that heads this one.
    pub fn enter(&mut self, doc: &Document, sentence: &Sentence, table: &TokenTable, found: &mut Vec<Level>, region: Option<Region>) {
        let elsewhere = self.section != sentence.section || (self.paragraph != sentence.paragraph && sentence.opens_line);
        if elsewhere || (sentence.opens_line && !self.alone) {
            self.levels.clear();
            self.side = None;
        }
        let (first, end) = sentence.tokens;
        if !self.levels.is_empty() && !doc.terms.between(Lane::Study, first, end.min(first + LONGEST_TITLE)).is_empty() {
            // "MRI of the thoracic spine showed".
            self.levels.clear();
        }
        let both = Shape::DIGIT.0 | Shape::UPPER.0;
        let may_open = |i: u32| doc.buffer.tokens[i as usize].shape.0 & both == both;
        if !(first..end.min(first + 6)).any(may_open) {
            return;
        }
        levels::find(doc, sentence, table, region, found);
        let Some((count, opening)) = levels::opening(doc, sentence, found) else {
            return;
        };
        self.levels.clear();
        self.side = None;
        if opening == LevelOpening::Label {
            self.levels.extend_from_slice(&found[..count]);
            self.alone = found[count - 1].tokens.1 + 1 >= end;
            self.section = sentence.section;
            self.paragraph = sentence.paragraph;
        }
    }

    /// The side that heads the sentence or its line: "Left side: ...", "Left hemisphere: ...".
    pub fn side_label(&mut self, doc: &Document, sentence: &Sentence, table: &TokenTable, items: &[SiteItem]) -> Option<Laterality> {
        let (first, end) = sentence.tokens;
        let heads = |at: u32| {
            doc.buffer
                .tokens
                .get(at as usize)
                .is_some_and(|t| t.gap.has(Gap::COLON) || t.gap.is_dash())
        };
        let stop = (first + 1..=end.min(first + 4)).find(|&i| heads(i));
        if let Some(stop) = stop {
            let plain = |i: u32| table.at(i).attribute.is_some() || table.at(i).site || doc.is_article(i);
            let mut sides = (first..stop).filter_map(|i| side_at(doc, table, i));
            if (first..stop).all(plain) && items.iter().filter(|i| i.end <= stop).count() <= 1 {
                self.side = sides.next();
                self.alone = stop == end;
                self.section = sentence.section;
                self.paragraph = sentence.paragraph;
            }
        }
        self.side
    }

    /// Gives the levels that head the line to the mentions of a sentence that have none, and the part of the spine that it names as a study
    /// ("MRI of the lumbar spine showed a normal alignment").
    pub fn give_heads(&self, doc: &Document, sentence: &Sentence, table: &TokenTable, own: &mut [Mention]) {
        let headed = !self.levels.is_empty() && !speaks_of_others(doc, sentence);
        for mention in own.iter_mut().filter(|m| headed && may_inherit(doc, m)) {
            mention.levels.extend_from_slice(&self.levels);
        }
        if table.has.word(Word::Shows) {
            give_study(doc, sentence, table, own);
        }
    }

    /// Gives the places that words point back to to the mentions of a sentence that have none: those of the `spine`, which say what a finding
    /// is ("enhancement" of the cord), or else the others, which only say where.
    pub fn point_back(&self, doc: &Document, (number, sentence): (usize, &Sentence), table: &TokenTable, own: &mut [Mention], spine: bool) {
        let fits = |sites: &[SiteMention], levels: &[Level]| {
            let region = |s: &SiteMention| doc.lexicon.sites[s.site.index()].region;
            (!levels.is_empty() || sites.iter().any(|s| region(s) == Some(Region::Spine))) == spine
        };
        let last = self
            .last
            .as_ref()
            .filter(|l| l.section == sentence.section && l.sentence + FARTHEST >= number);
        let last = last.filter(|l| fits(&l.sites, &l.levels));
        if last.is_none() && own.len() < 2 {
            return;
        }
        if !spine {
            share_beside(doc, sentence, table, last.map_or(&[], |l| &l.sites), own);
        }
        let pronoun = opening_pronoun(doc, sentence, table);
        let mut known = None;
        for index in 0..own.len() {
            let (before, rest) = own.split_at_mut(index);
            let mention = &mut rest[0];
            if !may_inherit(doc, mention) {
                continue;
            }
            let first = mention.tokens.0;
            let beside = points_beside(doc, sentence, table, mention);
            let inside = before.iter().rev().find(|m| !m.is_nowhere() && !refine::is_denied(doc, table, m));
            if let Some(source) = inside.filter(|m| beside && fits(&m.sites, &m.levels)) {
                take(doc, mention, &source.sites, &source.levels);
                continue;
            }
            let Some(last) = last else { continue };
            let near = last.paragraph == sentence.paragraph || !sentence.opens_line;
            let subject = pronoun.is_some_and(|p| p < first && before.iter().all(Mention::is_nowhere) && !turns(table, p, first));
            let again = is_definite(doc, sentence, first) && is_same(doc, last.finding, mention.finding);
            // "The lesion shows restricted diffusion": what is said of it is there too.
            let of_it = known.is_some_and(|k| !turns(table, k, first));
            if again || of_it || (near && (beside || subject)) {
                take(doc, mention, &last.sites, &last.levels);
            }
            if again || (near && subject) {
                known = known.or(Some(first));
            }
        }
    }

    /// Takes up the first finding of a sentence that has a place and is not denied.
    pub fn leave(&mut self, doc: &Document, number: usize, sentence: &Sentence, table: &TokenTable, mentions: &[Mention]) {
        let said = |m: &&Mention| {
            let plain = !m.is_nowhere() && m.assertion != Assertion::Absent && !refine::is_denied(doc, table, m);
            plain && !is_general(doc, m.finding)
        };
        let told = mentions.iter().find(|m| said(m) && !is_vague(doc, m));
        let Some(mention) = told.or_else(|| mentions.iter().find(said)) else {
            return;
        };
        if self.last.as_ref().is_some_and(|l| l.section == sentence.section) && opening_pronoun(doc, sentence, table).is_some() {
            // "It has mass effect on the medulla": the topic stays.
            return;
        }
        // "Foci in the pons, and further foci in the vermis": the places of all that is the same.
        let (mut sites, mut levels) = (mention.sites.clone(), mention.levels.clone());
        for other in mentions.iter().filter(|m| said(m) && m.finding == mention.finding) {
            sites.extend(other.sites.iter().filter(|s| !mention.sites.contains(s)).copied());
            levels.extend(other.levels.iter().filter(|l| !mention.levels.contains(l)).copied());
        }
        sites.truncate(MOST_PLACES);
        levels.truncate(MOST_PLACES);
        self.last = Some(Last {
            finding: mention.finding,
            sites,
            levels,
            section: sentence.section,
            paragraph: sentence.paragraph,
            sentence: number,
        });
    }
}

/// "Oedema in the adjacent white matter", "mass effect on the subjacent cortex": tissue that is only said to lie beside what was told of is on
/// its side. `last` are the places of the last finding before the sentence.
fn share_beside(doc: &Document, sentence: &Sentence, table: &TokenTable, last: &[SiteMention], own: &mut [Mention]) {
    let end = sentence.tokens.1;
    let side_of = |sites: &[SiteMention]| {
        let side = Laterality::of_all(sites.iter().filter_map(|s| s.laterality));
        side.filter(|s| matches!(s, Laterality::Left | Laterality::Right))
    };
    for index in 0..own.len() {
        let (before, rest) = own.split_at_mut(index);
        let mention = &mut rest[0];
        if mention.sites.is_empty() || mention.laterality().is_some() {
            continue;
        }
        let opposite = mention.sites.iter().all(|s| side_again::is_opposite(doc, s));
        let points = |s: &SiteMention| is_beside(doc, table, s) || side_again::points_to_side(doc, s, end);
        if !opposite && !mention.sites.iter().all(points) {
            continue;
        }
        let inside = before.iter().rev().map(|m| m.sites.as_slice()).find(|s| side_of(s).is_some());
        let Some(side) = side_of(inside.unwrap_or(last)) else {
            continue;
        };
        let side = match (opposite, side) {
            (true, Laterality::Left) => Laterality::Right,
            (true, Laterality::Right) => Laterality::Left,
            _ => side,
        };
        mention.sites.iter_mut().for_each(|s| s.laterality = Some(side));
    }
}

/// A word that says that a place is beside what was told of stands in front of the place, with describing words at most between.
fn is_beside(doc: &Document, table: &TokenTable, site: &SiteMention) -> bool {
    let first = site.tokens.0;
    let mut before = (first.saturating_sub(3)..first).rev().filter(|&i| !table.at(i).site);
    before.next().is_some_and(|i| {
        matches!(
            doc.buffer.word_of(i as usize),
            b"adjacent" | b"underlying" | b"subjacent" | b"overlying" | b"neighbouring" | b"neighboring" | b"surrounding" | b"nearby"
        )
    })
}

/// True when a mention names no place, or only one that there is at every level of the spine.
pub(super) fn may_inherit(doc: &Document, mention: &Mention) -> bool {
    let any = |s: &SiteMention| doc.lexicon.sites[s.site.index()].at_every_level;
    mention.levels.is_empty() && (mention.sites.iter().all(any) || is_vague(doc, mention))
}

/// True when the finding's own words name only what there is everywhere in the head ("intra-axial mass", "gyral swelling").
pub(super) fn is_vague(doc: &Document, mention: &Mention) -> bool {
    let (first, end) = mention.tokens;
    mention.sites.iter().all(|s| {
        // "Enhancing intra-axial mass": right behind the finding too.
        let own = first <= s.tokens.0 && s.tokens.0 <= end && s.laterality.is_none();
        let site = &doc.lexicon.sites[s.site.index()];
        own && (site.everywhere || (site.tissue && s.tokens.1 <= end))
    })
}

/// Gives a mention that may inherit these places and levels: one that has a place of its own takes only levels.
pub(super) fn take(doc: &Document, mention: &mut Mention, sites: &[SiteMention], levels: &[Level]) {
    // "Contusions of both frontal lobes and a left subdural haematoma": what has a side of its own is not where others are that have another.
    let apart = |own| sites.iter().any(|s| s.laterality.is_some()) && sites.iter().all(|s| s.laterality != Some(own));
    if mention.side.is_some_and(apart) {
        return;
    }
    if is_vague(doc, mention) && !sites.is_empty() {
        mention.sites.clear();
        mention.sites.extend_from_slice(sites);
    }
    mention.levels.extend_from_slice(levels);
}

/// True for a finding that says how a place or the study is as a whole ("the cord is normal").
pub(super) fn is_general(doc: &Document, finding: FindingId) -> bool {
    doc.lexicon.findings[finding.index()].group == "global_context"
}

/// Gives the part of the spine that a sentence names as what was imaged to its findings that name no better place.
fn give_study(doc: &Document, sentence: &Sentence, table: &TokenTable, own: &mut [Mention]) {
    let (first, end) = sentence.tokens;
    let named = doc.terms.between(Lane::Study, first, end);
    let Some((term, part)) = named
        .iter()
        .find_map(|t| Some((t, &doc.lexicon.studies.body_parts[t.body_part()?])))
    else {
        return;
    };
    let spine = |s: &crate::lexicon::SiteEntry| s.at_every_level && s.depth > 1 && s.id == part.id;
    let Some(site) = doc.lexicon.sites.iter().position(spine) else {
        return;
    };
    let shows = |i: u32| table.word(i) == Some(Word::Shows);
    for mention in own.iter_mut().filter(|m| m.tokens.0 >= term.end && may_inherit(doc, m)) {
        let (start, stop) = mention.tokens;
        let own = |s: &SiteMention| start <= s.tokens.0 && s.tokens.1 <= stop;
        if mention.sites.iter().all(own) && (term.end..start).any(shows) {
            mention.sites.clear();
            mention.sites.push(SiteMention {
                site: SiteId(site as u16),
                laterality: None,
                tokens: (term.first, term.end),
            });
        }
    }
}

/// "Elsewhere", "the remaining levels": what is said is not of the level above.
fn speaks_of_others(doc: &Document, sentence: &Sentence) -> bool {
    let (first, end) = sentence.tokens;
    (first..end.min(first + 8)).any(|i| {
        matches!(
            doc.buffer.word_of(i as usize),
            b"elsewhere" | b"remaining" | b"remainder" | b"other"
        )
    })
}

/// Where the pronoun stands that a sentence opens with and that is its subject: "It shows", "These areas".
fn opening_pronoun(doc: &Document, sentence: &Sentence, table: &TokenTable) -> Option<u32> {
    let (first, end) = sentence.tokens;
    // "Further, those lesions".
    let adverb = first + 1 < end && doc.buffer.tokens[first as usize + 1].gap.has(Gap::COMMA);
    let from = first + u32::from(adverb);
    let at = (from..end.min(from + 3)).find(|&i| !matches!(table.word(i), Some(Word::And | Word::But)) && !doc.is_article(i))?;
    let points = matches!(
        doc.buffer.word_of(at as usize),
        b"it" | b"this" | b"these" | b"those" | b"they" | b"both"
    );
    let next = (at + 1 < end).then(|| doc.buffer.word_of(at as usize + 1))?;
    (points && !is_no_place(next)).then_some(at)
}

/// What "this" may go with and is no finding.
fn is_no_place(word: &[u8]) -> bool {
    matches!(
        word,
        b"study"
            | b"studies"
            | b"examination"
            | b"exam"
            | b"scan"
            | b"scans"
            | b"report"
            | b"patient"
            | b"man"
            | b"woman"
            | b"child"
            | b"case"
            | b"image"
            | b"images"
            | b"sequence"
            | b"sequences"
            | b"time"
    )
}

/// True when another subject begins between two tokens.
fn turns(table: &TokenTable, from: u32, to: u32) -> bool {
    (from..to).any(|i| matches!(table.word(i), Some(Word::There)) || (table.at(i).site && !table.same_clause(from, i)))
}

/// "Surrounding oedema", "enhancement of this lesion", "haemorrhage here": words beside a mention that point back.
fn points_beside(doc: &Document, sentence: &Sentence, table: &TokenTable, mention: &Mention) -> bool {
    let (first, end) = mention.tokens;
    let word = |i: u32| doc.buffer.word_of(i as usize);
    let back = |i: u32| {
        matches!(
            word(i),
            b"surrounding"
                | b"associated"
                | b"adjacent"
                | b"overlying"
                | b"underlying"
                | b"accompanying"
                | b"resulting"
                | b"resultant"
                | b"perilesional"
                | b"peritumoral"
                | b"peritumoural"
                | b"perifocal"
        )
    };
    let before = (first.saturating_sub(4).max(sentence.tokens.0)..first).filter(|&i| table.same_clause(i, first));
    if { before }.any(back) || (first..end).any(back) {
        return true;
    }
    // "ADC in these areas is raised": among the finding's own words too.
    let pointed = |i: u32| matches!(word(i), b"these" | b"this" | b"those") && matches!(table.word(i - 1), Some(Word::In | Word::Of));
    if (first + 1..end.saturating_sub(1)).any(|i| pointed(i) && !is_no_place(word(i + 1))) {
        return true;
    }
    let stop = sentence.tokens.1.min(end + 10);
    let behind = (end..stop).take_while(|&i| table.same_clause(i, first));
    for i in behind {
        if matches!(word(i), b"here" | b"throughout") && (i + 1 >= sentence.tokens.1 || !table.at(i + 1).site) {
            return true;
        }
        let seen = |i: u32| matches!(word(i), b"seen" | b"shown" | b"noted" | b"described" | b"found" | b"present");
        if i > end.saturating_sub(1) && word(i) == b"there" && (i == end && i > first && seen(i - 1) || i > end && seen(i - 1)) {
            return true;
        }
        let points = matches!(word(i), b"this" | b"these" | b"that" | b"those" | b"same" | b"it" | b"them");
        let leads = |i: u32| matches!(table.word(i), Some(Word::In | Word::Of | Word::Around | Word::Near));
        let led = (i > end && leads(i - 1))
            || (i > end + 1 && table.word(i - 1).is_none() && leads(i - 2))
            || (i == end && matches!(table.word(i), Some(Word::Around)));
        if points && led && (i + 1 >= sentence.tokens.1 || !is_no_place(word(i + 1))) {
            return true;
        }
    }
    false
}

/// "The lesion", "this mass": a mention at the head of a sentence with a word that says it is known.
fn is_definite(doc: &Document, sentence: &Sentence, first: u32) -> bool {
    let from = sentence.tokens.0;
    if first > from + 3 {
        return false;
    }
    let word = |i: u32| doc.buffer.tokens[i as usize].span().of(doc.text);
    (from..first).any(|i| ["the", "this", "these", "that"].iter().any(|w| word(i).eq_ignore_ascii_case(w)))
}

/// True when a definite mention of `now` means the `last` finding: the same one, one that readers use for it, or a word that says nothing
/// more ("lesion").
fn is_same(doc: &Document, last: FindingId, now: FindingId) -> bool {
    let (last, now) = (&doc.lexicon.findings[last.index()], &doc.lexicon.findings[now.index()]);
    last.id == now.id || now.weak || (last.family.is_some() && last.family == now.family)
}
