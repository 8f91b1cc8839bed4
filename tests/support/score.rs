//! How well statements agree with a gold: precision, recall and F1 of six measures.
//!
//! The measures are those of the project's evaluation. Statements are compared as sets over each report: the same finding said
//! twice with one status counts once. `family` merges findings that readers use interchangeably.
#![allow(dead_code, reason = "each test file uses its own part")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;

/// Findings that count as one: the family's name, its members.
const FAMILIES: &[(&str, &[&str])] = &[
    (
        "oedema",
        &[
            "focal_cerebral_oedema",
            "cerebral_oedema_unspecified",
            "vasogenic_oedema",
            "perilesional_oedema",
            "cytotoxic_oedema",
        ],
    ),
    (
        "t2_signal",
        &[
            "t2_flair_hyperintensity",
            "white_matter_signal_abnormality",
            "cortical_signal_abnormality",
            "brain_lesion_unspecified",
        ],
    ),
    ("hypoattenuation", &["white_matter_hypoattenuation", "parenchymal_hypoattenuation"]),
    ("enhancement", &["abnormal_enhancement", "parenchymal_enhancement"]),
    ("ventricles", &["hydrocephalus", "ventriculomegaly"]),
    ("haemorrhage", &["intracranial_haemorrhage", "intracerebral_haemorrhage"]),
    ("micro", &["microhaemorrhage", "susceptibility_foci"]),
    ("mass", &["intra_axial_mass", "extra_axial_mass"]),
    ("collection", &["intra_axial_collection", "extra_axial_collection"]),
    ("normal", &["study_normal", "acute_intracranial_abnormality"]),
    (
        "cord",
        &["cord_signal_abnormality", "myelopathy", "longitudinally_extensive_cord_lesion"],
    ),
    ("degenerative", &["degenerative_spine_change", "disc_herniation"]),
];

fn family(finding: &str) -> &str {
    FAMILIES
        .iter()
        .find(|(_, members)| members.contains(&finding))
        .map_or(finding, |(name, _)| name)
}

/// One statement, of the gold or of a record.
#[derive(Clone, Debug)]
pub struct Statement {
    finding: String,
    /// The assertion of a current statement, otherwise its time.
    status: String,
    change: Option<String>,
    sites: Vec<(String, Option<String>)>,
}

/// The statements of one report of the gold, and the (finding, status) and (family, status) pairs its readers did not agree on,
/// which are not counted.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    statements: Vec<Statement>,
    disputed: BTreeSet<Pair>,
    disputed_families: BTreeSet<Pair>,
}

type Pair = (String, String);

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn status(assertion: &Value, temporality: &Value) -> String {
    let word = match temporality.as_str() {
        None | Some("current") => assertion,
        Some(_) => temporality,
    };
    text(word).unwrap_or_default()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

impl Gold {
    /// Reads a line of the gold: its id and its statements.
    pub fn of(line: &Value) -> (String, Self) {
        let statement = |s: &Value| Statement {
            finding: text(&s["f"]).unwrap(),
            status: status(&s["a"], &s["t"]),
            change: text(&s["c"]),
            sites: items(&s["sites"]).map(|x| (text(&x[0]).unwrap(), text(&x[1]))).collect(),
        };
        let pairs = |value: &Value| items(value).map(|p| (text(&p[0]).unwrap(), text(&p[1]).unwrap())).collect();
        let gold = Self {
            statements: items(&line["s"]).map(statement).collect(),
            disputed: pairs(&line["x"]),
            disputed_families: pairs(&line["xf"]),
        };
        (text(&line["id"]).unwrap(), gold)
    }
}

/// The statements of a record that the program wrote.
pub fn predicted(record: &Value) -> Vec<Statement> {
    let statement = |m: &Value| {
        let sites = items(&m["sites"]).map(|x| (text(&x["site"]).unwrap(), text(&x["laterality"])));
        let levels = items(&m["levels"]).map(|l| (format!("vertebral_level:{}", l.as_str().unwrap()), None));
        Statement {
            finding: text(&m["finding"]).unwrap(),
            status: status(&m["assertion"], &m["temporality"]),
            change: text(&m["change"]),
            sites: sites.chain(levels).collect(),
        }
    };
    items(&record["findings"]).map(statement).collect()
}

/// What is measured, in the order of the table.
pub const MEASURES: [&str; 6] = ["statement", "family", "detection", "site", "side", "change"];

/// How often right, wrong and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub right: usize,
    pub wrong: usize,
    pub missed: usize,
}

fn ratio(part: usize, rest: usize) -> f64 {
    if part + rest == 0 {
        0.0
    } else {
        part as f64 / (part + rest) as f64
    }
}

impl Counts {
    fn add<T: Ord>(&mut self, gold: &BTreeSet<T>, predicted: &BTreeSet<T>) {
        self.right += gold.intersection(predicted).count();
        self.wrong += predicted.difference(gold).count();
        self.missed += gold.difference(predicted).count();
    }

    pub fn precision(self) -> f64 {
        ratio(self.right, self.wrong)
    }

    pub fn recall(self) -> f64 {
        ratio(self.right, self.missed)
    }

    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

/// The six measures over a set of reports.
#[derive(Clone, Debug, Default)]
pub struct Scores(BTreeMap<&'static str, Counts>);

impl Scores {
    /// Scores `predicted` against `gold`; a report without a prediction counts as all missed.
    pub fn of(gold: &BTreeMap<String, Gold>, predicted: &BTreeMap<String, Vec<Statement>>) -> Self {
        let mut scores = Self::default();
        for (id, gold) in gold {
            scores.add(gold, predicted.get(id).map_or(&[], Vec::as_slice));
        }
        scores
    }

    /// One measure.
    pub fn get(&self, measure: &str) -> Counts {
        self.0.get(measure).copied().unwrap_or_default()
    }

    fn count<T: Ord>(&mut self, measure: &'static str, gold: &BTreeSet<T>, predicted: &BTreeSet<T>) {
        self.0.entry(measure).or_default().add(gold, predicted);
    }

    fn add(&mut self, gold: &Gold, predicted: &[Statement]) {
        let (g, p) = (Sets::of(&gold.statements, gold), Sets::of(predicted, gold));
        self.count("statement", &g.statements, &p.statements);
        self.count("family", &g.families, &p.families);
        self.count("detection", &g.detected, &p.detected);
        self.count("change", &g.changes, &p.changes);
        let right: BTreeSet<&Pair> = g.families.intersection(&p.families).collect();
        for (measure, sided) in [("site", false), ("side", true)] {
            let wanted = places(&gold.statements, sided, |pair| right.contains(pair));
            let placed: HashSet<Pair> = wanted.iter().map(|(pair, ..)| pair.clone()).collect();
            let found = places(predicted, sided, |pair| placed.contains(pair));
            self.count(measure, &wanted, &found);
        }
    }
}

/// The sets of one side of one report.
struct Sets {
    statements: BTreeSet<Pair>,
    families: BTreeSet<Pair>,
    detected: BTreeSet<String>,
    changes: BTreeSet<Pair>,
}

impl Sets {
    fn of(statements: &[Statement], gold: &Gold) -> Self {
        let disputed: HashSet<&str> = gold.disputed_families.iter().map(|(family, _)| family.as_str()).collect();
        let pairs = |name: fn(&Statement) -> &str| statements.iter().map(move |s| (name(s).to_owned(), s.status.clone()));
        let families = || statements.iter().map(|s| family(&s.finding).to_owned());
        Self {
            statements: pairs(|s| &s.finding).filter(|p| !gold.disputed.contains(p)).collect(),
            families: pairs(|s| family(&s.finding))
                .filter(|p| !gold.disputed_families.contains(p))
                .collect(),
            detected: families().filter(|f| !disputed.contains(f.as_str())).collect(),
            changes: families()
                .zip(statements)
                .filter_map(|(f, s)| Some((f, s.change.clone()?)))
                .collect(),
        }
    }
}

type Placed = (Pair, String, Option<String>);

/// The places of the statements whose (family, status) is among those wanted.
fn places(statements: &[Statement], sided: bool, wanted: impl Fn(&Pair) -> bool) -> BTreeSet<Placed> {
    let mut all = BTreeSet::new();
    for statement in statements {
        let pair = (family(&statement.finding).to_owned(), statement.status.clone());
        if wanted(&pair) {
            all.extend(
                statement
                    .sites
                    .iter()
                    .map(|(site, side)| (pair.clone(), site.clone(), side.clone().filter(|_| sided))),
            );
        }
    }
    all
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for measure in MEASURES {
            let c = self.get(measure);
            let (p, r, f1) = (c.precision(), c.recall(), c.f1());
            writeln!(
                f,
                "{measure:10} P {p:.3}  R {r:.3}  F1 {f1:.3}  right {} wrong {} missed {}",
                c.right, c.wrong, c.missed
            )?;
        }
        Ok(())
    }
}
