//! From a general finding to a more exact one, by the `becomes` lines of the lexicon.

use super::{Because, Input, Mention, SiteMention, View};
use crate::lexicon::{AttributeId, Becomes, FindingId, Region, Rule, Word};
use crate::text::Gap;

/// Refines the mentions from index `base`; those that become nothing are removed, and so is a finding said twice by the same words.
pub(super) fn refine(input: &Input, view: &View, region: Option<Region>, mentions: &mut Vec<Mention>, base: usize) {
    for index in base..mentions.len() {
        let general = mentions[index].finding;
        if input.lexicon.findings[general.index()].becomes.is_empty() {
            continue;
        }
        let line = Case::new(input, Some(view), region, &mentions[base..], index - base).line();
        match line.map(|b| b.to) {
            Some(Some(exact)) if exact != general => {
                let mention = &mut mentions[index];
                mention.finding = exact;
                mention.because[0].rule = Rule::Finding(exact);
                let tokens = mention.tokens;
                mention.because.push(Because {
                    rule: Rule::Becomes(general),
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
                .is_some_and(|m| m.finding == own.finding && is_abbreviation(input, m, own));
        if !own.is_discarded() && !again {
            if kept != index {
                mentions.swap(kept, index);
            }
            kept += 1;
        }
    }
    mentions.truncate(kept);
}

/// "posterior reversible encephalopathy syndrome (PRES)": the short form in brackets says nothing new.
fn is_abbreviation(input: &Input, long: &Mention, short: &Mention) -> bool {
    long.tokens.1 == short.tokens.0 && input.buffer.tokens[short.tokens.0 as usize].gap.has(Gap::OPEN)
}

/// The more exact finding that a single mention turns into, if any.
pub fn exact(input: &Input, mention: &Mention) -> Option<FindingId> {
    let case = Case::new(input, None, None, std::slice::from_ref(mention), 0);
    case.line().and_then(|b| b.to)
}

/// A mention among those of its sentence, to hold lines of the lexicon against.
struct Case<'a> {
    input: &'a Input<'a>,
    view: Option<&'a View>,
    study: Option<Region>,
    /// The mentions of the sentence.
    all: &'a [Mention],
    mention: &'a Mention,
    /// The places that tell what kind of thing is meant.
    places: &'a [SiteMention],
}

impl<'a> Case<'a> {
    fn new(input: &'a Input<'a>, view: Option<&'a View>, study: Option<Region>, all: &'a [Mention], index: usize) -> Self {
        Self {
            input,
            view,
            study,
            all,
            mention: &all[index],
            places: &place_of(view, all, index).sites,
        }
    }

    /// The first line of the mention's finding that holds.
    fn line(&self) -> Option<&'a Becomes> {
        let lines = &self.input.lexicon.findings[self.mention.finding.index()].becomes;
        lines.iter().find(|line| self.holds(line))
    }

    fn holds(&self, line: &Becomes) -> bool {
        let Self { input, mention, .. } = self;
        let inside = |s: &SiteMention| line.site.iter().any(|&outer| input.lexicon.within(s.site, outer));
        let has = |wanted: &[AttributeId], own: &[AttributeId]| wanted.is_empty() || own.iter().any(|a| wanted.contains(a));
        (line.site.is_empty() || self.places.iter().any(inside))
            && (!line.no_site || (mention.sites.is_empty() && mention.levels.is_empty()))
            && has(&line.extent, &mention.extent)
            && has(&line.acuity, &mention.acuity)
            && has(&line.severity, mention.severity.as_slice())
            && (line.with.is_empty() || self.stands_with(&line.with))
            && line.region.is_none_or(|r| region_of(input, self.study, mention) == Some(r))
            && line.modality.as_deref().is_none_or(|m| input.is_modality(m))
    }

    /// True when one of these findings stands in its clause and is not denied.
    fn stands_with(&self, wanted: &[FindingId]) -> bool {
        let Some(view) = self.view else { return false };
        let first = self.mention.tokens.0;
        let mut others = self
            .all
            .iter()
            .filter(|m| !std::ptr::eq(*m, self.mention) && wanted.contains(&m.finding));
        others.any(|m| view.same_clause(m.tokens.0, first) && !is_denied(self.input, view, m))
    }
}

/// The mention whose places tell what kind of thing is meant: "narrowing of both transverse sinuses but no thrombosis".
fn place_of<'m>(view: Option<&View>, mentions: &'m [Mention], index: usize) -> &'m Mention {
    let mention = &mentions[index];
    let before = index.checked_sub(1).filter(|_| mention.sites.is_empty()).map(|b| &mentions[b]);
    let turned =
        |m: &&Mention| view.is_some_and(|v| v.has.word(Word::But) && (m.tokens.1..mention.tokens.0).any(|i| v.word(i) == Some(Word::But)));
    before.filter(turned).unwrap_or(mention)
}

/// True when a denial stands in front of the mention in its clause, so that it explains nothing.
fn is_denied(input: &Input, view: &View, mention: &Mention) -> bool {
    let first = mention.tokens.0;
    (first.saturating_sub(6)..first)
        .filter(|&i| view.same_clause(i, first))
        .any(|i| view.cue(input, i).is_some_and(|(cue, _)| cue.makes.denies()))
}

/// The region of the mention's own sites or levels, or else of the study.
fn region_of(input: &Input, study: Option<Region>, mention: &Mention) -> Option<Region> {
    if !mention.levels.is_empty() {
        return Some(Region::Spine);
    }
    mention
        .sites
        .iter()
        .find_map(|s| input.lexicon.sites[s.site.index()].region)
        .or(study)
}
