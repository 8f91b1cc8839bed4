//! A cohort file in plain words.

use super::compile::{Cohort, IndexEvents, Merge, Rule, Take, Want};
use super::schema::RuleDef;
use crate::cohort::criterion::Level;
use crate::lexicon::Lexicon;
use crate::lexicon::criterion::{CriterionDef, OneOrMany};
use std::fmt::Write;

/// A cohort in plain words: a paragraph, and a line for each rule.
pub fn explain(cohort: &Cohort, lexicon: &Lexicon) -> String {
    let words = Words { lexicon };
    let about = &cohort.about;
    let mut out = String::new();
    let _ = writeln!(out, "{} (`{}`, version {})", about.label, about.id, about.version);
    if !about.description.is_empty() {
        let _ = writeln!(out, "{}", about.description.trim());
    }
    let _ = writeln!(out, "\nReports: {}.", studies(cohort));
    let merged = match cohort.merge {
        Merge::Day => "Reports of a person with one accession number or of one day are one study.",
        Merge::Accession => "Reports of a person with one accession number are one study.",
        Merge::Report => "Each report is a study of its own.",
    };
    let _ = writeln!(out, "{merged}");
    let _ = writeln!(
        out,
        "Statements count that are at least {}, where a rule says nothing else.",
        cohort.certainty.as_str()
    );
    let which = |take| match take {
        Take::First => "the first",
        Take::Last => "the last",
        Take::Every => "every",
    };
    let index = match (&cohort.index.events, &cohort.written.index.criterion) {
        (IndexEvents::Visits(_), Some(criterion)) => {
            format!("{} study of a person with {}", which(cohort.index.take), words.criterion(criterion))
        }
        (IndexEvents::Table(list), _) if list.is_empty() => format!("{} row of a person in the table of events", which(cohort.index.take)),
        (IndexEvents::Table(list), _) => {
            format!(
                "{} row of a person in the table of events that says {}",
                which(cohort.index.take),
                quoted(list, "or")
            )
        }
        (IndexEvents::Visits(_), None) => String::new(),
    };
    let _ = writeln!(out, "\nIndex event ({}): {index}.{}", cohort.index.label, floor(cohort.index.floor));
    if let Some(days) = cohort.index.washout {
        let _ = writeln!(out, "None that has another one in the {days} days before it.");
    }
    if !cohort.rules.is_empty() {
        let _ = writeln!(out, "\nRules, in order:");
    }
    for (number, (rule, def)) in (1..).zip(cohort.rules.iter().zip(&cohort.written.rules)) {
        let _ = writeln!(
            out,
            "{number}. {} (`{}`): {}.{}",
            rule.label,
            rule.id,
            asked(rule, def, &words),
            floor(rule.floor)
        );
    }
    let kept = match cohort.keep {
        Take::Every => "Every index event that meets all rules is in the cohort: a person may be in it several times.",
        Take::First => "Of a person the first index event that meets all rules is in the cohort.",
        Take::Last => "Of a person the last index event that meets all rules is in the cohort.",
    };
    let _ = writeln!(out, "\n{kept}");
    out
}

fn floor(level: Option<Level>) -> String {
    level.map_or(String::new(), |level| {
        format!(" Statements count that are at least {}.", level.as_str())
    })
}

fn studies(cohort: &Cohort) -> String {
    let studies = &cohort.studies;
    let mut parts = Vec::new();
    if !studies.modalities.is_empty() {
        parts.push(format!("of modality {}", joined(&studies.modalities, "or")));
    }
    if !studies.body_parts.is_empty() {
        parts.push(format!("of the {}", joined(&studies.body_parts, "or").replace('_', " ")));
    }
    match (studies.from, studies.to) {
        (Some(from), Some(to)) => parts.push(format!("from {from} to {to}")),
        (Some(from), None) => parts.push(format!("from {from} on")),
        (None, Some(to)) => parts.push(format!("up to {to}")),
        (None, None) => {}
    }
    if parts.is_empty() {
        "all that have a patient and a date".to_owned()
    } else {
        parts.join(", ")
    }
}

fn asked(rule: &Rule, def: &RuleDef, words: &Words<'_>) -> String {
    let studies = |n: u32| match n {
        1 => "a study".to_owned(),
        n => format!("studies on at least {n} different days"),
    };
    match (&rule.want, &def.include, &def.exclude) {
        (Want::Include(_, window, n), Some(include), _) => format!("needs {} with {}, {window}", studies(*n), words.criterion(include)),
        (Want::Include(_, window, n), None, _) => format!("needs {}, {window}", studies(*n)),
        (Want::Exclude(_, window), _, Some(exclude)) => format!("no study with {}, {window}", words.criterion(exclude)),
        (Want::Age(from, to), ..) => format!("an age from {from} to {to} years at the index event"),
        (Want::Sex(sex), ..) => format!("sex {sex}"),
        (Want::Exclude(..), _, None) => String::new(),
    }
}

struct Words<'l> {
    lexicon: &'l Lexicon,
}

impl Words<'_> {
    fn criterion(&self, def: &CriterionDef) -> String {
        let list = |all: &[CriterionDef], word: &str| {
            let parts: Vec<String> = all.iter().map(|child| self.criterion(child)).collect();
            format!("({})", parts.join(&format!(" {word} ")))
        };
        if let Some(any) = &def.any {
            return list(any, "or");
        }
        if let Some(all) = &def.all {
            return list(all, "and");
        }
        if let Some(of) = &def.of {
            return format!("at least {} of {}", def.at_least.unwrap_or_default(), list(of, "/"));
        }
        if let Some(not) = &def.not {
            return format!("no {}", self.criterion(not));
        }
        if let Some(flag) = &def.flag {
            return format!("the flag {flag}");
        }
        if let Some(floor) = &def.floor {
            return format!("an imaging floor of {}", joined(floor.as_slice(), "or"));
        }
        if let Some(stated) = def.stated_grade {
            return format!("{} stated grade", if stated { "a" } else { "no" });
        }
        if let Some(discordance) = &def.discordance {
            return format!("a discordance `{}`", joined(discordance.as_slice(), "or"));
        }
        if let Some(part) = &def.body_part {
            return format!("images of the {}", part.replace('_', " "));
        }
        self.leaf(def)
    }

    fn leaf(&self, def: &CriterionDef) -> String {
        let findings = |list: &OneOrMany| {
            let label = |id: &String| {
                self.lexicon
                    .finding(id)
                    .map_or(id.clone(), |f| lower(&self.lexicon.findings[f.index()].label))
            };
            list.as_slice().iter().map(label).collect::<Vec<_>>()
        };
        let sites = |list: &OneOrMany| {
            let label = |id: &String| {
                self.lexicon
                    .site(id)
                    .map_or(id.clone(), |s| lower(&self.lexicon.sites[s.index()].label))
            };
            list.as_slice().iter().map(label).collect::<Vec<_>>()
        };
        let mut out = def
            .finding
            .as_ref()
            .map_or("any finding".to_owned(), |list| joined(&findings(list), "or"));
        if let (Some(modality), None) = (&def.modality, &def.finding) {
            return format!("modality {modality}");
        }
        let plain = [
            (&def.assertion, "stated as"),
            (&def.laterality, "on the side"),
            (&def.change, "with the change"),
            (&def.temporality, "at the time"),
            (&def.section, "in the section"),
            (&def.extent, "with the extent"),
            (&def.not_extent, "without the extent"),
            (&def.severity, "with the severity"),
            (&def.acuity, "with the age"),
            (&def.not_acuity, "without the age"),
        ];
        if let Some(except) = &def.except {
            let _ = write!(out, ", except {},", joined(&findings(except), "and"));
        }
        for (list, words) in [
            (&def.site, "at"),
            (&def.within, "in"),
            (&def.outside, "outside"),
            (&def.covers, "said of all of"),
        ] {
            if let Some(list) = list {
                let _ = write!(out, " {words} {}", joined(&sites(list), "or"));
            }
        }
        for (list, words) in plain {
            if let Some(list) = list {
                let _ = write!(out, " {words} {}", joined(list.as_slice(), "or"));
            }
        }
        let causes = [
            (&def.attributed_to, "that the text attributes to"),
            (&def.not_attributed_to, "that the text does not attribute to"),
            (&def.not_same_place, "at no place where the same report asserts or suspects"),
            (&def.not_same_report, "in a report that neither asserts nor suspects"),
        ];
        for (list, words) in causes {
            if let Some(list) = list {
                let _ = write!(out, " {words} {}", joined(&findings(list), "or"));
            }
        }
        match def.explained {
            Some(true) => out.push_str(" that is explained"),
            Some(false) => out.push_str(" that is not explained"),
            None => {}
        }
        if let Some(mm) = def.min_mm {
            let _ = write!(out, " of at least {mm} mm");
        }
        if let Some(segments) = def.min_segments {
            let _ = write!(out, " over at least {segments} segments");
        }
        if let Some(modality) = &def.modality {
            let _ = write!(out, " on {modality}");
        }
        out
    }
}

/// A label in the middle of a sentence: names of several capitals stay.
fn lower(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => label.to_owned(),
    }
}

fn quoted(words: &[String], last: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    joined(&quoted, last)
}

/// `a`, `a or b`, `a, b or c`.
fn joined(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., end] => format!("{} {last} {end}", all.join(", ")),
    }
}
