//! Examples of sites.

use super::outcome::{Collector, ExampleCase, Mismatch};
use super::reading::{Reader, Reading, listed};
use crate::lexicon::{AttributeKind, Example, Lane, Library, Note, SiteId};
use crate::terms::Term;
use crate::vocabulary::Laterality;

pub(super) fn run(library: &Library, reader: &mut Reader<'_>, collector: &mut Collector<'_>) {
    for located in &library.sites {
        let id = located.entry.id.as_str();
        let Some(site) = reader.extractor.lexicon().site(id) else {
            continue;
        };
        for example in &located.entry.examples {
            let case = ExampleCase::of("site", id, located, example);
            let result = reader.judge(&example.text, |reading| judge(reading, site, example));
            collector.written(&case, result);
        }
    }
}

/// A site in an example: its tokens and its side.
type MarkedSite = ((u32, u32), Option<Laterality>);

/// The marked words must be the site with its side word. Sites without a finding are looked up among the terms.
fn judge(reading: &Reading<'_>, site: SiteId, example: &Example) -> Result<(), Mismatch> {
    let mut found = bound(reading, site);
    if found.is_empty() {
        found = unbound(reading, site);
    }
    let name = |(tokens, side): &MarkedSite| match side {
        Some(side) => format!("{} {}", side.as_str(), reading.quote(*tokens)),
        None => reading.quote(*tokens),
    };
    let got = || listed(found.iter().map(name).collect());
    if example.is == "nothing" {
        return if found.is_empty() {
            Ok(())
        } else {
            Err(Mismatch::new("nothing", got()))
        };
    }
    let side = example.side.as_deref().and_then(Laterality::parse);
    let wanted: Vec<MarkedSite> = reading.marks.iter().map(|&mark| (mark, side)).collect();
    if example.is == "site" && !wanted.is_empty() && wanted == found {
        return Ok(());
    }
    let wish = if example.is == "site" {
        listed(wanted.iter().map(name).collect())
    } else {
        "`is` = `site` or `nothing`".to_owned()
    };
    Err(Mismatch::new(wish, got()))
}

/// The places of findings at the site, without duplicates.
fn bound(reading: &Reading<'_>, site: SiteId) -> Vec<MarkedSite> {
    let all = reading.report.mentions.iter().flat_map(|m| &m.sites);
    let mut places: Vec<MarkedSite> = all.filter(|s| s.site == site).map(|s| (s.tokens, s.laterality)).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// The mentions of the site, with the side words of the marked span around them.
fn unbound(reading: &Reading<'_>, site: SiteId) -> Vec<MarkedSite> {
    let named = reading.terms.lane(Lane::Site).iter().filter(|t| t.entry == site.0);
    let place = |term: &Term| {
        let tokens = (term.first, term.end);
        let around = reading.marks.iter().copied().find(|m| m.0 <= tokens.0 && tokens.1 <= m.1);
        let Some(mark) = around else {
            return (tokens, (term.note == Note::BothSides).then_some(Laterality::Bilateral));
        };
        // A side word that is part of the site's own name ("central cord") is not a side.
        let inside = |t: &Term| tokens.0 <= t.first && t.end <= tokens.1;
        let words = reading.terms.between(Lane::Attribute, mark.0, mark.1).iter();
        let sides = words.filter(|t| !inside(t)).filter_map(|t| side(reading, t.entry));
        let side = sides.reduce(|a, b| if a == b { a } else { Laterality::Bilateral });
        (mark, side.or((term.note == Note::BothSides).then_some(Laterality::Bilateral)))
    };
    let mut places: Vec<MarkedSite> = named.map(place).collect();
    // "temporal poles" is a plural and a phrase of its own that means both sides.
    let twins = places.clone();
    let sided = |p: &MarkedSite| twins.iter().any(|t| t.0 == p.0 && t.1.is_some());
    places.retain(|p| p.1.is_some() || !sided(p));
    places.dedup();
    places
}

fn side(reading: &Reading<'_>, attribute: u16) -> Option<Laterality> {
    let attribute = &reading.report.doc.lexicon.attributes[attribute as usize];
    if attribute.kind == AttributeKind::Side {
        Laterality::parse(&attribute.value)
    } else {
        None
    }
}
