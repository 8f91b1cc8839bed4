//! From a cohort file as written to one whose names are all checked.

use super::schema::{About, CohortFile, ExampleDef, IndexDef, RuleDef, StudiesDef};
use crate::Extractor;
use crate::cohort::criterion::{Level, Node};
use crate::cohort::window::{Day, Window};
use crate::criteria::{Compiler, EntryPlace, Leaves, Meaning, Test};
use crate::lexicon::criterion::{CriterionDef, OneOrMany};
use crate::lexicon::{Lexicon, Problem, Problems, SourceFile};
use chrono::NaiveDate;
use std::collections::HashSet;
use std::ops::Range;
use toml::Spanned;
use toml::value::Datetime;

/// A cohort, ready to be built.
#[derive(Debug)]
pub struct Cohort {
    /// The file.
    pub source: SourceFile,
    /// What it is.
    pub about: About,
    /// How certain statements must be where nothing else is said.
    pub certainty: Level,
    /// Which reports are one visit.
    pub merge: Merge,
    /// Which of the index events of a person that meet all rules are kept.
    pub keep: Keep,
    /// Which reports count.
    pub studies: Studies,
    /// The index event.
    pub index: Index,
    /// The rules, in order.
    pub rules: Vec<Rule>,
    /// The leaves of all criteria, by the number that nodes name.
    pub leaves: Vec<Test>,
    /// What the leaves over statements ask for, by the number that [`Test::Mention`] names.
    pub statements: Leaves,
    /// The examples.
    pub examples: Vec<ExampleDef>,
    /// The file as it is written.
    pub written: CohortFile,
}

/// Which reports of a person are one visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// Those with one accession number.
    Accession,
    /// Those with one accession number, and those of one day.
    Day,
    /// Each report is one.
    Report,
}

/// Which of several index events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// The first.
    First,
    /// The last.
    Last,
    /// All.
    Every,
}

/// Which of the index events that meet all rules.
pub type Keep = Take;

/// Which reports count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Studies {
    /// Of one of these modalities; empty for all.
    pub modalities: Vec<String>,
    /// Of one of these parts of the body; empty for all.
    pub body_parts: Vec<String>,
    /// Not before this day.
    pub from: Option<Day>,
    /// Not after this day.
    pub to: Option<Day>,
}

/// The index event.
#[derive(Clone, Debug)]
pub struct Index {
    /// What makes it.
    pub events: IndexEvents,
    /// Which of a person's.
    pub take: Take,
    /// No event in so many days before it.
    pub washout: Option<u32>,
    /// Its name in figures.
    pub label: String,
    /// How certain; none for the certainty of the cohort.
    pub floor: Option<Level>,
}

/// What makes an index event.
#[derive(Clone, Debug)]
pub enum IndexEvents {
    /// A visit that meets a criterion.
    Visits(Node),
    /// A row of the event table: one of these words, or any where the list is empty.
    Table(Vec<String>),
}

impl IndexEvents {
    /// What is asked of visits; none where the events come from a table.
    pub fn node(&self) -> Option<&Node> {
        match self {
            Self::Visits(node) => Some(node),
            Self::Table(_) => None,
        }
    }
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// What it asks for, in a few words.
    pub label: String,
    /// Why those whom it stops are not in the cohort.
    pub reason: String,
    /// What it asks for.
    pub want: Want,
    /// How certain; none for the certainty of the cohort.
    pub floor: Option<Level>,
}

/// What a rule asks for.
#[derive(Clone, Debug)]
pub enum Want {
    /// Visits in the window that meet this, on so many days; without a criterion any visit.
    Include(Option<Node>, Window, u32),
    /// No visit in the window that meets this.
    Exclude(Node, Window),
    /// An age in years.
    Age(f64, f64),
    /// A sex, `F` or `M`.
    Sex(String),
}

impl Want {
    /// What is asked of visits, or must not be met by them; none where nothing is asked of what they say.
    pub fn node(&self) -> Option<&Node> {
        match self {
            Self::Include(node, ..) => node.as_ref(),
            Self::Exclude(node, _) => Some(node),
            Self::Age(..) | Self::Sex(_) => None,
        }
    }
}

/// Compiles a cohort file.
///
/// # Errors
/// Every mistake.
pub(super) fn compile(source: SourceFile, file: CohortFile, extractor: &Extractor) -> Result<Cohort, Problems> {
    let lexicon = extractor.lexicon();
    let mut criteria = Compiler::new(lexicon);
    extractor.flags().ids().for_each(|id| criteria.know_flag(id));
    let mut checker = Checker {
        source: &source,
        criteria,
        leaves: Vec::new(),
    };
    let about = &file.cohort;
    let floor = checker.level(about.certainty.as_ref()).unwrap_or(Level::Probable);
    let merge = [("accession", Merge::Accession), ("day", Merge::Day), ("report", Merge::Report)];
    let merge = checker
        .word(about.merge.as_ref(), &merge, "way to merge reports")
        .unwrap_or(Merge::Day);
    let keep = checker.take(about.keep.as_ref()).unwrap_or(Take::Every);
    let studies = checker.studies(&file.studies, lexicon);
    let index = checker.index(&file.index);
    let mut seen = HashSet::new();
    let mut rules = Vec::new();
    for def in &file.rules {
        let id = def.id.get_ref().as_str();
        if id == "index" || id.is_empty() || !seen.insert(id) {
            checker.problem(
                def.id.span(),
                format!("a rule with the id `{id}` is not possible: ids stand for one rule, and `index` for none"),
                None,
            );
        }
        rules.extend(checker.rule(def));
    }
    checker.examples(
        &file.examples,
        &rules,
        matches!(&index, Some(index) if matches!(index.events, IndexEvents::Table(_))),
    );
    let Checker { criteria, leaves, .. } = checker;
    criteria.problems.into_result(())?;
    let statements = Leaves::new(criteria.leaves, lexicon);
    Ok(Cohort {
        about: file.cohort.clone(),
        certainty: floor,
        merge,
        keep,
        studies,
        index: index.ok_or_else(Problems::default)?,
        rules,
        leaves,
        statements,
        examples: file.examples.clone(),
        written: file,
        source,
    })
}

/// With its first letter as a capital.
fn capital(label: &str) -> String {
    let mut letters = label.chars();
    letters
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

struct Checker<'a> {
    source: &'a SourceFile,
    criteria: Compiler<'a>,
    leaves: Vec<Test>,
}

impl Checker<'_> {
    fn problem(&mut self, at: Range<usize>, message: impl Into<String>, help: Option<&str>) {
        self.criteria.problems.0.push(Problem {
            file: self.source.name.clone(),
            text: self.source.text.to_string(),
            at,
            message: message.into(),
            help: help.map(str::to_owned),
        });
    }

    fn criterion(&mut self, def: &CriterionDef, id: &str) -> Node {
        let at = EntryPlace { source: self.source, id };
        let criterion = self.criteria.criterion(def, Meaning::Yes, at);
        Node::of(&criterion, &mut self.leaves)
    }

    /// The value of a word of a short list.
    fn word<T: Copy>(&mut self, word: Option<&Spanned<String>>, all: &[(&str, T)], kind: &str) -> Option<T> {
        let word = word?;
        let found = all.iter().find(|(name, _)| name == word.get_ref()).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
            let help = format!("use one of {}", names.join(", "));
            self.problem(word.span(), format!("`{}` is no {kind}", word.get_ref()), Some(&help));
        }
        found
    }

    fn level(&mut self, word: Option<&Spanned<String>>) -> Option<Level> {
        self.word(word, &Level::FLOORS.map(|level| (level.as_str(), level)), "certainty of a cohort")
    }

    fn take(&mut self, word: Option<&Spanned<String>>) -> Option<Take> {
        let all = [("first", Take::First), ("last", Take::Last), ("every", Take::Every)];
        self.word(word, &all, "choice of index events")
    }

    fn day(&mut self, date: Option<&Spanned<Datetime>>) -> Option<Day> {
        let written = date?;
        let date = written.get_ref().date;
        let day = date.and_then(|d| NaiveDate::from_ymd_opt(d.year.into(), d.month.into(), d.day.into()));
        if day.is_none() {
            self.problem(written.span(), "this is no day", Some("write it without quotes, as 2024-01-31"));
        }
        day.map(Day::of)
    }

    fn studies(&mut self, def: &StudiesDef, lexicon: &Lexicon) -> Studies {
        let words = |list: &Option<OneOrMany>| list.as_ref().map_or(Vec::new(), |list| list.as_slice().to_vec());
        let (modalities, body_parts) = (words(&def.modality), words(&def.body_part));
        let known: Vec<&str> = lexicon.studies.modalities.iter().map(String::as_str).collect();
        modalities.iter().for_each(|word| self.known(word, &known, "modality"));
        let known: Vec<&str> = lexicon.studies.body_parts.iter().map(|part| part.id.as_str()).collect();
        body_parts.iter().for_each(|word| self.known(word, &known, "part of the body"));
        Studies {
            modalities,
            body_parts,
            from: self.day(def.from.as_ref()),
            to: self.day(def.to.as_ref()),
        }
    }

    /// Notes a word of `[studies]` that is none of `known`.
    fn known(&mut self, word: &str, known: &[&str], kind: &str) {
        if !known.contains(&word) {
            let at = EntryPlace {
                source: self.source,
                id: "studies",
            };
            let help = format!("use one of {}", known.join(", "));
            self.criteria.problem(at, word, format!("`{word}` is no {kind}"), Some(help));
        }
    }

    fn index(&mut self, def: &IndexDef) -> Option<Index> {
        let take = self.take(Some(&def.take));
        let floor = self.level(def.certainty.as_ref());
        let events = match (&def.criterion, &def.events) {
            (Some(criterion), None) => Some(IndexEvents::Visits(self.criterion(criterion, "index"))),
            (None, Some(words)) => {
                let words = words.as_slice().to_vec();
                let all = words.iter().any(|word| word == "*");
                Some(IndexEvents::Table(if all { Vec::new() } else { words }))
            }
            _ => {
                let help =
                    "`criterion = { finding = ... }` makes reports index events, `events = \"*\"` the rows of the table given by --events";
                let at = self.source.text.find("[index]").unwrap_or(0);
                self.problem(
                    at..at + "[index]".len().min(self.source.text.len() - at),
                    "an index event needs one of `criterion` and `events`",
                    Some(help),
                );
                None
            }
        };
        let default = if matches!(events, Some(IndexEvents::Visits(_))) {
            "index report"
        } else {
            "index event"
        };
        Some(Index {
            events: events?,
            take: take?,
            washout: def.washout_days,
            label: def.label.clone().unwrap_or_else(|| default.to_owned()),
            floor,
        })
    }

    fn rule(&mut self, def: &RuleDef) -> Option<Rule> {
        let id = def.id.get_ref();
        let floor = self.level(def.certainty.as_ref());
        let asks = [
            def.include.is_some() || (def.studies.is_some() && def.exclude.is_none()),
            def.exclude.is_some(),
            def.age.is_some(),
            def.sex.is_some(),
        ];
        if asks.iter().filter(|asks| **asks).count() != 1 {
            let help = "give one of `include`, `exclude`, `studies`, `age`, `sex`";
            self.problem(def.id.span(), "a rule asks for one thing", Some(help));
            return None;
        }
        let window = match &def.window {
            Some(written) => {
                let window = Window::new(*written.get_ref());
                if window.is_none() {
                    let help = "two whole days in order, such as [0, 14] or [-inf, -1]";
                    self.problem(written.span(), "this is no window of days", Some(help));
                }
                window
            }
            None if asks[0] || asks[1] => {
                let help = "`window = [0, 14]` is the day of the index event and 14 days after it, `[-inf, inf]` any time";
                self.problem(def.id.span(), "this rule has no window", Some(help));
                None
            }
            None => None,
        };
        let want = if let Some(age) = &def.age {
            let [from, to] = *age.get_ref();
            if from.is_nan() || to.is_nan() || from > to {
                self.problem(
                    age.span(),
                    "this is no span of ages",
                    Some("two numbers of years in order, such as [18, 75]"),
                );
            }
            Want::Age(from, to)
        } else if let Some(sex) = &def.sex {
            let word = self.word(Some(sex), &[("F", "F"), ("M", "M")], "sex of metadata")?;
            Want::Sex(word.to_owned())
        } else if let Some(exclude) = &def.exclude {
            if let Some(studies) = &def.studies {
                self.problem(studies.span(), "`studies` goes with `include` only", None);
            }
            let node = self.criterion(exclude, id);
            Want::Exclude(node, window?)
        } else {
            let node = def.include.as_ref().map(|include| self.criterion(include, id));
            let studies = def.studies.as_ref().map_or(1, |studies| *studies.get_ref());
            if let (0, Some(written)) = (studies, &def.studies) {
                self.problem(written.span(), "`studies` is at least 1", None);
            }
            Want::Include(node, window?, studies.max(1))
        };
        let reason = def.reason.clone().unwrap_or_else(|| match &want {
            Want::Include(..) => format!("No {}", def.label),
            Want::Exclude(..) => capital(&def.label),
            Want::Age(..) | Want::Sex(_) => format!("Not {}", def.label),
        });
        Some(Rule {
            id: id.clone(),
            reason,
            label: def.label.clone(),
            want,
            floor,
        })
    }

    fn examples(&mut self, examples: &[ExampleDef], rules: &[Rule], by_table: bool) {
        for example in examples {
            let is = self.word(Some(&example.is), &[("in", true), ("out", false)], "answer of an example");
            match (&example.why, is) {
                (Some(why), Some(true)) => self.problem(why.span(), "`why` goes with `is = \"out\"` only", None),
                (None, Some(false)) => {
                    let help = "the id of the first rule that is not met, or `index`";
                    self.problem(example.is.span(), "an example that is out says why", Some(help));
                }
                (Some(why), _) if why.get_ref() != "index" && !rules.iter().any(|rule| rule.id == *why.get_ref()) => {
                    let known: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
                    let help = format!("use one of index, {}", known.join(", "));
                    self.problem(why.span(), format!("no rule has the id `{}`", why.get_ref()), Some(&help));
                }
                _ => {}
            }
            if !by_table && !example.events.is_empty() {
                self.problem(example.label.span(), "`events` of an example goes with `events` in [index]", None);
            }
        }
    }
}
