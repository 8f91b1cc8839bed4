//! All mistakes, each with what was expected, what was read, where, and by which rules.

use super::case::Case;
use super::confusion::differences;
use super::families::Families;
use super::gold::GoldStatement;
use super::reading::{ReadStatement, RuleFired};
use super::score::{Measure, compared, places_of_right};
use super::stated::Statement;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// One mistake by one measure. Contains words of the report.
#[derive(Clone, Debug, Serialize)]
pub struct Mistake {
    /// The id of the report.
    pub report: String,
    /// The measure.
    pub measure: Measure,
    /// The family of the finding.
    pub family: String,
    /// The annotation; `None` when there is none.
    pub expected: Option<String>,
    /// The reading; `None` when nothing was read.
    pub got: Option<String>,
    /// The section of the reading, or else of the annotation.
    pub section: Option<String>,
    /// The words that the gold gives as evidence.
    pub evidence: Option<String>,
    /// The sentence of the evidence.
    pub expected_in: Option<String>,
    /// The words that were read.
    pub words: Option<String>,
    /// The sentence of the words that were read.
    pub got_in: Option<String>,
    /// The rules that led to the reading.
    pub because: Vec<RuleFired>,
    /// What else was read in the sentence of the evidence, when nothing of this family was.
    pub read_there: Vec<String>,
    /// The marked spans in the text.
    #[serde(skip)]
    pub marks: Vec<TextMark>,
}

/// A marked span in the text of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMark {
    /// The byte range.
    pub range: Range<usize>,
    /// The kind of mark.
    pub kind: MarkKind,
}

/// The kinds of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// Words of the gold that were not read as annotated.
    Expected,
    /// Words that were read differently from the gold.
    Got,
}

/// The mistakes in one report by one measure.
pub(super) fn of_case(case: &Case, measure: Measure, families: &Families) -> Vec<Mistake> {
    let look = MistakeFinder { case };
    let (gold, read) = compared(case.gold.statements.iter().map(|s| &s.said), case.said(), &case.gold, families);
    let mut out = Vec::new();
    match measure {
        Measure::Statement => {
            let by_family = |pairs: &BTreeSet<_>| grouped(pairs, |(finding, _): &(String, _)| families.get(finding).to_owned());
            each(
                &by_family(&gold.statements),
                &by_family(&read.statements),
                |family, expected, got| {
                    let is = |s: &Statement, pair: &(String, _)| s.finding == pair.0 && s.stated == pair.1;
                    let said = |pair: &(String, _)| format!("{} {}", pair.0, pair.1);
                    out.push(look.mistake(measure, family, expected, got, is, said));
                },
            );
        }
        Measure::Family => {
            let by_family = |pairs: &BTreeSet<_>| grouped(pairs, |(family, _): &(String, _)| family.clone());
            each(&by_family(&gold.families), &by_family(&read.families), |family, expected, got| {
                let is = |s: &Statement, pair: &(String, _)| families.get(&s.finding) == family && s.stated == pair.1;
                out.push(look.mistake(measure, family, expected, got, is, |pair| pair.1.to_string()));
            });
        }
        Measure::Detection => {
            let by_family = |names: &BTreeSet<String>| grouped(names, String::clone);
            each(&by_family(&gold.noticed), &by_family(&read.noticed), |family, expected, got| {
                let is = |s: &Statement, _: &String| families.get(&s.finding) == family;
                out.push(look.mistake(measure, family, expected, got, is, |_| "stated".to_owned()));
            });
        }
        Measure::Change => {
            let by_family = |pairs: &BTreeSet<_>| grouped(pairs, |(family, _): &(String, String)| family.clone());
            each(&by_family(&gold.changes), &by_family(&read.changes), |family, expected, got| {
                let is = |s: &Statement, pair: &(String, String)| families.get(&s.finding) == family && s.change.as_ref() == Some(&pair.1);
                out.push(look.mistake(measure, family, expected, got, is, |pair| pair.1.clone()));
            });
        }
        Measure::Site | Measure::Side => {
            let said = case.gold.statements.iter().map(|s| &s.said);
            let sided = measure == Measure::Side;
            let (wanted, found) = places_of_right(said, case.said(), &gold, &read, families, sided);
            let by_pair = |places: &BTreeSet<_>| grouped(places, |(pair, ..): &super::score::Placed| pair.clone());
            each(&by_pair(&wanted), &by_pair(&found), |pair, expected, got| {
                let is = |s: &Statement, (_, site, side): &super::score::Placed| {
                    let here = |x: &(String, Option<String>)| x.0 == *site && (!sided || x.1 == *side);
                    families.get(&s.finding) == pair.0 && s.stated == pair.1 && s.sites.iter().any(here)
                };
                let said = |(_, site, side): &super::score::Placed| match side {
                    Some(side) => format!("{side} {site}"),
                    None => site.clone(),
                };
                out.push(look.mistake(measure, &pair.0, expected, got, is, said));
            });
        }
    }
    out
}

fn grouped<K: Ord, T: Ord + Clone>(all: &BTreeSet<T>, key: impl Fn(&T) -> K) -> BTreeMap<K, BTreeSet<T>> {
    let mut groups: BTreeMap<K, BTreeSet<T>> = BTreeMap::new();
    for item in all {
        groups.entry(key(item)).or_default().insert(item.clone());
    }
    groups
}

/// Calls `tell` for every difference between the groups.
fn each<K: Ord, T: Ord + Clone>(
    gold: &BTreeMap<K, BTreeSet<T>>,
    read: &BTreeMap<K, BTreeSet<T>>,
    mut tell: impl FnMut(&K, Option<T>, Option<T>),
) {
    let none = BTreeSet::new();
    let keys: BTreeSet<&K> = gold.keys().chain(read.keys()).collect();
    for key in keys {
        for (expected, got) in differences(gold.get(key).unwrap_or(&none), read.get(key).unwrap_or(&none)) {
            tell(key, expected, got);
        }
    }
}

/// Finds the statements that a mistake is about.
struct MistakeFinder<'a> {
    case: &'a Case,
}

impl MistakeFinder<'_> {
    fn mistake<T>(
        &self,
        measure: Measure,
        family: &str,
        expected: Option<T>,
        got: Option<T>,
        is: impl Fn(&Statement, &T) -> bool,
        said: impl Fn(&T) -> String,
    ) -> Mistake {
        let case = self.case;
        let gold = expected
            .as_ref()
            .and_then(|item| case.gold.statements.iter().find(|s| is(&s.said, item)));
        let place = gold.and_then(|s| case.place(s));
        let sentence = place.clone().and_then(|p| case.text.as_ref()?.sentence_at(&p));
        let beside = |s: &ReadStatement| sentence.is_some() && s.sentence == sentence;
        let candidates = || {
            case.statements_read()
                .iter()
                .filter(|s| got.as_ref().is_some_and(|item| is(&s.said, item)))
        };
        // Of several statements with the same mistake, the one in the same sentence as the evidence explains most.
        let read = candidates().find(|s| beside(s)).or_else(|| candidates().next());
        let line = |range: &Option<Range<usize>>| range.clone().and_then(|r| case.text.as_ref()?.line(r));
        let mut marks = Vec::new();
        marks.extend(place.clone().map(|range| TextMark {
            range,
            kind: MarkKind::Expected,
        }));
        marks.extend(read.and_then(|s| s.span.clone()).map(|range| TextMark {
            range,
            kind: MarkKind::Got,
        }));
        Mistake {
            report: case.id.clone(),
            measure,
            family: family.to_owned(),
            expected: expected.as_ref().map(&said),
            got: got.as_ref().map(&said),
            section: read.and_then(|s| s.section.clone()).or_else(|| self.section(gold)),
            evidence: gold.map(|s| s.evidence.clone()).filter(|words| !words.is_empty()),
            expected_in: line(&sentence),
            words: read.map(|s| s.words.clone()),
            got_in: read.and_then(|s| line(&s.sentence)),
            because: read.map(|s| s.because.clone()).unwrap_or_default(),
            read_there: if read.is_none() { self.read_there(beside) } else { Vec::new() },
            marks,
        }
    }

    fn section(&self, gold: Option<&GoldStatement>) -> Option<String> {
        self.case.section_of(gold?).map(str::to_owned)
    }

    /// The statements that were read in the sentence of the evidence, without duplicates.
    fn read_there(&self, beside: impl Fn(&ReadStatement) -> bool) -> Vec<String> {
        let mut all = Vec::new();
        for statement in self.case.statements_read().iter().filter(|s| beside(s)) {
            let said = &statement.said;
            let mut words = format!("{} {}", said.finding, said.stated);
            for (site, side) in &said.sites {
                let side = side.as_ref().map_or_else(String::new, |side| format!(" {side}"));
                words.push_str(&format!("{side} {site}"));
            }
            if !all.contains(&words) {
                all.push(words);
            }
        }
        all
    }
}
