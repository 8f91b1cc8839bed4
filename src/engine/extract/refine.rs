//! From a general finding to a more exact one, by the `becomes` lines of the lexicon.

use super::{Because, Mention, SiteMention, TokenTable};
use crate::document::Document;
use crate::lexicon::{AttributeId, FindingId, Lane, Polarity, RefinementEntry, Rule, SiteId, Word};
use crate::text::Gap;
use crate::vocabulary::Region;

/// Refines the mentions from index `base`; those that become nothing are removed, and so is a finding said twice by the same words.
pub(super) fn refine(doc: &Document, table: &TokenTable, region: Option<Region>, mentions: &mut Vec<Mention>, base: usize) {
    split_ages(doc, table, mentions, base);
    for index in base..mentions.len() {
        let general = mentions[index].finding;
        if doc.lexicon.findings[general.index()].becomes.is_empty() {
            continue;
        }
        let (before, own) = mentions.split_at(base);
        let line = MentionContext::new(doc, Some(table), region, before, own, index - base).line();
        match line.map(|b| b.to) {
            Some(Some(exact)) if exact != general => {
                let mention = &mut mentions[index];
                mention.finding = exact;
                mention.because[0].rule = Rule::Finding(exact);
                let tokens = mention.tokens;
                mention.trace(Because {
                    rule: Rule::Refinement(general),
                    tokens,
                    lost: false,
                });
            }
            Some(None) => mentions[index].discard(),
            _ => {}
        }
    }
    let mut kept = base;
    for index in base..mentions.len() {
        let own = &mentions[index];
        let again = mentions[base..kept]
            .iter()
            .any(|m| m.finding == own.finding && m.tokens.0 < own.tokens.1 && own.tokens.0 < m.tokens.1)
            || mentions[base..kept]
                .last()
                .is_some_and(|m| m.finding == own.finding && is_abbreviation(doc, m, own));
        if !own.is_discarded() && !again {
            if kept != index {
                mentions.swap(kept, index);
            }
            kept += 1;
        }
    }
    mentions.truncate(kept);
}

/// "Acute and chronic infarcts": where two ages joined in a list make two findings of one, each is a mention.
fn split_ages(doc: &Document, table: &TokenTable, mentions: &mut Vec<Mention>, base: usize) {
    let mut index = base;
    while index < mentions.len() {
        if let Some((one, other)) = two_ages(doc, table, &mentions[index]) {
            mentions[index] = one;
            index += 1;
            mentions.insert(index, other);
        }
        index += 1;
    }
}

fn two_ages(doc: &Document, table: &TokenTable, mention: &Mention) -> Option<(Mention, Mention)> {
    let [outer, inner] = mention.acuity[..] else { return None };
    let first = mention.tokens.0;
    let aged = |i: u32| table.at(i).attribute.is_some();
    let mut between = (first.saturating_sub(4).max(1)..first).filter(|&i| table.same_clause(i, first));
    if !between.any(|i| matches!(table.word(i), Some(Word::And | Word::Or)) && aged(i - 1) && aged(i + 1)) {
        return None;
    }
    let of = |age: AttributeId| {
        let mut one = mention.clone();
        one.acuity = std::iter::once(age).collect();
        let finding = exact(doc, &one).unwrap_or(one.finding);
        (one, finding)
    };
    let ((one, into), (other, other_into)) = (of(outer), of(inner));
    (into != other_into).then_some((one, other))
}

/// "posterior reversible encephalopathy syndrome (PRES)": the short form in brackets says nothing new.
fn is_abbreviation(doc: &Document, long: &Mention, short: &Mention) -> bool {
    long.tokens.1 == short.tokens.0 && doc.buffer.tokens[short.tokens.0 as usize].gap.has(Gap::OPEN)
}

/// The more exact finding that a single mention turns into, if any.
pub fn exact(doc: &Document, mention: &Mention) -> Option<FindingId> {
    let case = MentionContext::new(doc, None, None, &[], std::slice::from_ref(mention), 0);
    case.line().and_then(|b| b.to)
}

/// What was spoken of so many sentences ago is still the topic.
const BACK: u32 = 2;

/// So many findings before are looked at: the time taken stays in proportion to the text.
const NEAR: usize = 64;

/// A mention among those of its sentence, to be compared with `becomes` lines of the lexicon.
struct MentionContext<'a> {
    doc: &'a Document<'a>,
    table: Option<&'a TokenTable>,
    study: Option<Region>,
    /// The mentions of the sentences before.
    before: &'a [Mention],
    /// The mentions of the sentence.
    all: &'a [Mention],
    /// Its place among them.
    index: usize,
    mention: &'a Mention,
    /// The places that tell what kind of thing is meant.
    places: &'a [SiteMention],
}

impl<'a> MentionContext<'a> {
    fn new(
        doc: &'a Document<'a>,
        table: Option<&'a TokenTable>,
        study: Option<Region>,
        before: &'a [Mention],
        all: &'a [Mention],
        index: usize,
    ) -> Self {
        Self {
            doc,
            table,
            study,
            before,
            all,
            index,
            mention: &all[index],
            places: &place_of(table, all, index).sites,
        }
    }

    /// The first `becomes` line of the mention's finding whose conditions hold.
    fn line(&self) -> Option<&'a RefinementEntry> {
        let lines = &self.doc.lexicon.findings[self.mention.finding.index()].becomes;
        lines.iter().find(|line| self.holds(line))
    }

    fn holds(&self, line: &RefinementEntry) -> bool {
        let Self { doc, mention, .. } = self;
        let inside = |s: &SiteMention| line.site.iter().any(|&outer| doc.lexicon.within(s.site, outer));
        let has = |wanted: &[AttributeId], own: &[AttributeId]| wanted.is_empty() || own.iter().any(|a| wanted.contains(a));
        (line.site.is_empty() || self.places.iter().any(inside) || self.label_within(&line.site))
            && (!line.no_site || (mention.sites.is_empty() && mention.levels.is_empty()))
            && has(&line.extent, &mention.extent)
            && has(&line.acuity, &mention.acuity)
            && has(&line.severity, mention.severity.as_slice())
            && (line.with.is_empty() || self.stands_with(&line.with))
            && (line.behind.is_empty() || self.stands_behind(&line.behind))
            && line.region.is_none_or(|r| region_of(doc, self.study, mention) == Some(r))
            && line.modality.as_deref().is_none_or(|m| doc.is_modality(m))
    }

    /// True when the label of its line names one place alone, inside one of these: "Scalp: left parietal haematoma".
    fn label_within(&self, outer: &[SiteId]) -> bool {
        let sentence = &self.doc.sentences[self.mention.sentence as usize];
        let (first, value) = (sentence.tokens.0, sentence.value);
        // A place outside the head speaks for itself.
        let in_head = |s: &SiteMention| self.doc.lexicon.sites[s.site.index()].region == Some(Region::Brain);
        if value == 0 || self.mention.tokens.0 < value || !self.mention.sites.iter().all(in_head) {
            return false;
        }
        let [named] = self.doc.terms.between(Lane::Site, first, value) else {
            return false;
        };
        (named.first, named.end) == (first, value) && outer.iter().any(|&o| self.doc.lexicon.within(SiteId(named.entry), o))
    }

    /// True when it has no site, and the last finding before it that is no other of its kind is one of these: "The cord is swollen from C2 to C6.
    /// Patchy enhancement."
    fn stands_behind(&self, wanted: &[FindingId]) -> bool {
        let Self { mention, .. } = self;
        let section = |m: &Mention| self.doc.sentences[m.sentence as usize].section;
        let other = || {
            let last = self.before.iter().chain(&self.all[..self.index]).rev().take(NEAR);
            last.take_while(|m| m.sentence + BACK >= mention.sentence && section(m) == section(mention))
                .find(|m| m.finding != mention.finding)
        };
        mention.sites.is_empty() && other().is_some_and(|m| wanted.contains(&m.finding))
    }

    /// True when one of these findings stands in its clause and is not denied.
    fn stands_with(&self, wanted: &[FindingId]) -> bool {
        let Some(table) = self.table else { return false };
        let first = self.mention.tokens.0;
        let mut others = self
            .all
            .iter()
            .filter(|m| !std::ptr::eq(*m, self.mention) && wanted.contains(&m.finding));
        others.any(|m| table.same_clause(m.tokens.0, first) && !is_denied(self.doc, table, m))
    }
}

/// The mention whose places tell what kind of thing is meant: "narrowing of both transverse sinuses but no thrombosis".
fn place_of<'m>(table: Option<&TokenTable>, mentions: &'m [Mention], index: usize) -> &'m Mention {
    let mention = &mentions[index];
    let before = index.checked_sub(1).filter(|_| mention.sites.is_empty()).map(|b| &mentions[b]);
    let turned =
        |m: &&Mention| table.is_some_and(|v| v.has.word(Word::But) && (m.tokens.1..mention.tokens.0).any(|i| v.word(i) == Some(Word::But)));
    before.filter(turned).unwrap_or(mention)
}

/// True when a denial stands in front of the mention in its clause, so that it explains nothing.
pub(super) fn is_denied(doc: &Document, table: &TokenTable, mention: &Mention) -> bool {
    let first = mention.tokens.0;
    let before = (first.saturating_sub(6)..first).filter(|&i| table.same_clause(i, first));
    table.polarity(doc, before) == Polarity::Denied
}

/// The region of the mention's own sites or levels, or else of the study.
fn region_of(doc: &Document, study: Option<Region>, mention: &Mention) -> Option<Region> {
    if !mention.levels.is_empty() {
        return Some(Region::Spine);
    }
    mention
        .sites
        .iter()
        .find_map(|s| doc.lexicon.sites[s.site.index()].region)
        .or(study)
}
