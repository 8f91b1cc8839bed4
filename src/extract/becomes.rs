//! From a general finding to a more exact one, by the `becomes` lines of the lexicon.

use super::{Because, Input, Mention};
use crate::lexicon::{AttributeId, Becomes, FindingId, Region, Rule};
use crate::text::Gap;

/// Refines the mentions from index `base`; those that become nothing are removed, and so is a finding said twice by the same words.
pub(super) fn refine(input: &Input, region: Option<Region>, mentions: &mut Vec<Mention>, base: usize) {
    for index in base..mentions.len() {
        let general = mentions[index].finding;
        let line = input.lexicon.findings[general.index()].becomes.iter().find(|b| holds(input, region, b, mentions, base, index));
        match line.map(|b| b.to) {
            Some(Some(exact)) if exact != general => {
                let mention = &mut mentions[index];
                mention.finding = exact;
                mention.because[0].rule = Rule::Finding(exact);
                let tokens = mention.tokens;
                mention.because.push(Because { rule: Rule::Becomes(general), tokens, lost: false });
            }
            Some(None) => mentions[index].finding = DROPPED,
            _ => {}
        }
    }
    let mut kept = base;
    for index in base..mentions.len() {
        let own = &mentions[index];
        let again = mentions[base..kept].iter().any(|m| m.finding == own.finding && m.tokens.0 < own.tokens.1 && own.tokens.0 < m.tokens.1)
            || mentions[base..kept].last().is_some_and(|m| m.finding == own.finding && is_abbreviation(input, m, own));
        if own.finding != DROPPED && !again {
            mentions.swap(kept, index);
            kept += 1;
        }
    }
    mentions.truncate(kept);
}

/// "posterior reversible encephalopathy syndrome (PRES)": the short form in brackets says nothing new.
fn is_abbreviation(input: &Input, long: &Mention, short: &Mention) -> bool {
    long.tokens.1 == short.tokens.0 && input.buffer.tokens[short.tokens.0 as usize].gap.has(Gap::OPEN)
}

const DROPPED: FindingId = FindingId(u16::MAX);

fn holds(input: &Input, study: Option<Region>, line: &Becomes, mentions: &[Mention], base: usize, index: usize) -> bool {
    let mention = &mentions[index];
    let inside = || mention.sites.iter().any(|s| line.site.iter().any(|&outer| input.lexicon.within(s.site, outer)));
    let has = |wanted: &[AttributeId], own: &[AttributeId]| wanted.is_empty() || own.iter().any(|a| wanted.contains(a));
    let with = || {
        let mut others = mentions[base..].iter().enumerate().filter(|(i, _)| base + i != index).map(|(_, m)| m.finding);
        others.any(|f| line.with.contains(&f))
    };
    (line.site.is_empty() || inside())
        && (!line.no_site || (mention.sites.is_empty() && mention.levels.is_empty()))
        && has(&line.extent, &mention.extent)
        && has(&line.acuity, &mention.acuity)
        && has(&line.severity, mention.severity.as_slice())
        && (line.with.is_empty() || with())
        && line.region.is_none_or(|r| region_of(input, study, mention) == Some(r))
        && line.modality.as_deref().is_none_or(|m| input.modality.is_some_and(|own| own.eq_ignore_ascii_case(m)))
}

/// The region of the mention's own sites or levels, or else of the study.
fn region_of(input: &Input, study: Option<Region>, mention: &Mention) -> Option<Region> {
    if !mention.levels.is_empty() {
        return Some(Region::Spine);
    }
    mention.sites.iter().find_map(|s| input.lexicon.sites[s.site.index()].region).or(study)
}
