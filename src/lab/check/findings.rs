//! Examples of findings and of cues. A cue is checked by the findings that it changes.

use super::outcome::{Collector, ExampleCase, Mismatch};
use super::reading::{Reader, Reading, listed};
use crate::extract::Mention;
use crate::lexicon::{Example, FindingId, Library};
use crate::report::LevelName;
use crate::vocabulary::Temporality;

pub(super) fn run(library: &Library, reader: &mut Reader<'_>, collector: &mut Collector<'_>) {
    let extractor = reader.extractor;
    for located in &library.findings {
        let id = located.entry.id.as_str();
        for example in &located.entry.examples {
            let finding = extractor.lexicon().finding(example.of.as_deref().unwrap_or(id));
            let result = reader.judge(&example.text, |reading| judge(reading, finding, example));
            collector.written(&ExampleCase::of("finding", id, located, example), result);
        }
    }
    for located in &library.cues {
        let id = located.entry.id.as_str();
        for example in &located.entry.examples {
            let case = ExampleCase::of("cue", id, located, example);
            let Some(of) = example.of.as_deref() else {
                collector.written(&case, Err(Mismatch::new("`of`: the finding that is read", "an example without it")));
                continue;
            };
            let Some(finding) = extractor.lexicon().finding(of) else {
                collector.written(&case, Err(Mismatch::new(format!("the finding `{of}`"), "no finding has this id")));
                continue;
            };
            let result = reader.judge(&example.text, |reading| judge(reading, Some(finding), example));
            collector.written(&case, result);
        }
    }
}

/// An example lists all hits of its finding: the marked words, each once, and no other hit of that finding.
fn judge(reading: &Reading<'_>, finding: Option<FindingId>, example: &Example) -> Result<(), Mismatch> {
    let mentions: Vec<&Mention> = reading.report.mentions.iter().filter(|m| Some(m.finding) == finding).collect();
    let got = || listed(mentions.iter().map(|m| describe(reading, m, example)).collect());
    if example.is == "nothing" {
        return if mentions.is_empty() {
            Ok(())
        } else {
            Err(Mismatch::new("nothing", got()))
        };
    }
    if reading.marks.is_empty() {
        return Err(Mismatch::new(format!("{} with its words marked by {{...}}", example.is), got()));
    }
    let mut places: Vec<(u32, u32)> = mentions.iter().map(|m| m.tokens).collect();
    places.sort_unstable();
    let mut marks = reading.marks.clone();
    marks.sort_unstable();
    if places == marks && mentions.iter().all(|m| fits(reading, m, example)) {
        return Ok(());
    }
    let wanted = listed(
        reading
            .marks
            .iter()
            .map(|&m| format!("{} {}", wish(example), reading.quote(m)))
            .collect(),
    );
    Err(Mismatch::new(wanted, got()))
}

fn fits(reading: &Reading<'_>, mention: &Mention, example: &Example) -> bool {
    let sites_fit = example.sites.as_ref().is_none_or(|wanted| {
        let mut wanted = wanted.clone();
        wanted.sort_unstable();
        wanted == sites(reading, mention)
    });
    sites_fit
        && status(mention) == example.is
        && example
            .change
            .as_deref()
            .is_none_or(|c| c == mention.change.map_or("none", |m| m.as_str()))
        && example.certainty.as_deref().is_none_or(|c| c == mention.certainty.as_str())
}

/// Assertion and time as the one word that examples and the gold use.
fn status(mention: &Mention) -> &'static str {
    match mention.temporality {
        Temporality::Current => mention.assertion.as_str(),
        other => other.as_str(),
    }
}

fn sites(reading: &Reading<'_>, mention: &Mention) -> Vec<String> {
    let named = mention.sites.iter().map(|s| match s.laterality {
        Some(side) => format!("{}:{}", reading.report.site_id(s.site), side.as_str()),
        None => reading.report.site_id(s.site).to_owned(),
    });
    let levels = mention.levels.iter().map(|l| format!("vertebral_level:{}", LevelName(*l)));
    let mut all: Vec<String> = named.chain(levels).collect();
    all.sort_unstable();
    all
}

/// What an example asks for, for the failure message.
fn wish(example: &Example) -> String {
    let mut wish = example.is.clone();
    if let Some(certainty) = &example.certainty {
        wish.push_str(&format!(" ({certainty})"));
    }
    if let Some(change) = &example.change {
        wish.push_str(&format!(" {change}"));
    }
    if let Some(sites) = &example.sites {
        wish.push_str(&format!(" [{}]", sites.join(" ")));
    }
    wish
}

/// A mention in the same form, with no more details than the example asks for, and the reason for a denial.
fn describe(reading: &Reading<'_>, mention: &Mention, example: &Example) -> String {
    let mut got = status(mention).to_owned();
    if example.certainty.is_some() {
        got.push_str(&format!(" ({})", mention.certainty.as_str()));
    }
    if example.change.is_some() {
        got.push_str(&format!(" {}", mention.change.map_or("none", |c| c.as_str())));
    }
    if example.sites.is_some() {
        got.push_str(&format!(" [{}]", sites(reading, mention).join(" ")));
    }
    if mention.temporality != Temporality::Current && !mention.assertion.asserts() {
        got.push_str(&format!(", {}", mention.assertion.as_str()));
    }
    format!("{got} {}", reading.quote(mention.tokens))
}
