//! From criteria as written to criteria with numbers for names, every name checked.

use super::leaf::{Criterion, Leaf, Says, Set, Test};
use crate::lexicon::criterion::{CriterionDef, OneOrMany};
use crate::lexicon::{AttributeKind, Lexicon, Problems, SourceFile};
use crate::report::{Discordance, FlagValue, FloorValue};
use crate::vocabulary::{Assertion, Certainty, Change, Laterality, Role, Temporality};

/// What a leaf asks for that does not say so itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// That it is there.
    Yes,
    /// That it is not there.
    No,
}

/// The entry that is being compiled, for problems.
#[derive(Clone, Copy, Debug)]
pub struct EntryPlace<'a> {
    /// Its file.
    pub source: &'a SourceFile,
    /// Its id.
    pub id: &'a str,
}

/// Compiles criteria and gathers what is wrong with them.
#[derive(Debug)]
pub struct Compiler<'a> {
    /// The names.
    pub lexicon: &'a Lexicon,
    /// What is wrong.
    pub problems: Problems,
    /// The number of the next `words` leaf; `None` where `words` cannot be used.
    pub next_leaf: Option<u16>,
    pub(super) flags: Vec<String>,
    /// The leaves, by number.
    pub leaves: Vec<Leaf>,
}

const ROLES: &[(&str, Role)] = &[
    ("clinical", Role::Clinical),
    ("technique", Role::Technique),
    ("comparison", Role::Comparison),
    ("findings", Role::Findings),
    ("impression", Role::Impression),
    ("addendum", Role::Addendum),
    ("recommendation", Role::Recommendation),
    ("other", Role::Other),
];

const FLAG_VALUES: &[(&str, FlagValue)] = &[
    ("yes", FlagValue::Yes),
    ("possible", FlagValue::Possible),
    ("no", FlagValue::No),
    ("not_stated", FlagValue::NotStated),
    ("conflict", FlagValue::Conflict),
];

const FLOOR_VALUES: &[(&str, FloorValue)] = &[
    ("4", FloorValue::Four),
    ("3", FloorValue::Three),
    ("none", FloorValue::None),
    ("indeterminate", FloorValue::Indeterminate),
    ("suppressed", FloorValue::Suppressed),
    ("not_stated", FloorValue::NotStated),
];

const DISCORDANCES: &[(&str, Discordance)] = &[
    ("yes", Discordance::Yes),
    ("no", Discordance::No),
    ("not_explained_by_imaging", Discordance::NotExplainedByImaging),
];

impl<'a> Compiler<'a> {
    /// A compiler for criteria over this lexicon.
    pub fn new(lexicon: &'a Lexicon) -> Self {
        Self {
            lexicon,
            problems: Problems::default(),
            next_leaf: None,
            flags: Vec::new(),
            leaves: Vec::new(),
        }
    }

    /// Makes a flag known to those that follow.
    pub fn know_flag(&mut self, id: &str) {
        self.flags.push(id.to_owned());
    }

    /// The values of these words of a closed vocabulary.
    fn vocabulary<T: Copy>(&mut self, words: &OneOrMany, all: &[T], name: fn(T) -> &'static str, kind: &str, at: EntryPlace) -> Vec<T> {
        let table: Vec<(&str, T)> = all.iter().map(|v| (name(*v), *v)).collect();
        self.words_of(words, &table, kind, at)
    }

    /// Compiles a criterion. What is wrong with it goes to `problems`; the value is then of no use.
    pub fn criterion(&mut self, def: &CriterionDef, meaning: Meaning, at: EntryPlace) -> Criterion {
        let inferred = match def.basis.as_deref() {
            None | Some("explicit") => false,
            Some("inferred") => true,
            Some(word) => {
                self.bad_word(word, "basis", "explicit, inferred", at);
                false
            }
        };
        Criterion {
            test: self.test(def, meaning, at),
            inferred,
        }
    }

    fn test(&mut self, def: &CriterionDef, meaning: Meaning, at: EntryPlace) -> Test {
        let nodes = [
            def.any.is_some(),
            def.all.is_some(),
            def.of.is_some() || def.at_least.is_some(),
            def.not.is_some(),
        ];
        let alone = [
            def.words.is_some(),
            def.flag.is_some(),
            def.floor.is_some(),
            def.stated_grade.is_some(),
            def.discordance.is_some(),
            def.body_part.is_some(),
            selects_mentions(def) || def.modality.is_some(),
        ];
        let kinds = nodes.iter().chain(&alone).filter(|k| **k).count();
        if kinds != 1 {
            let message = if kinds == 0 {
                "a criterion is empty"
            } else {
                "a criterion is several things at once"
            };
            let help = "give one of any, all, at_least + of, not, words, flag, floor, stated_grade, discordance, or the keys that select a finding";
            self.problem(at, at.id, message.to_owned(), Some(help.to_owned()));
        }
        let mut list = |defs: &[CriterionDef]| defs.iter().map(|d| self.criterion(d, meaning, at)).collect::<Vec<_>>();
        if let Some(any) = &def.any {
            Test::Any(list(any))
        } else if let Some(all) = &def.all {
            Test::All(list(all))
        } else if def.of.is_some() || def.at_least.is_some() {
            let of = list(def.of.as_deref().unwrap_or_default());
            let least = def.at_least.unwrap_or(0);
            if least == 0 || least > of.len() {
                let message = "`at_least` must be a number from 1 to the length of `of`".to_owned();
                self.problem(at, at.id, message, None);
            }
            Test::AtLeast(least, of)
        } else if let Some(not) = &def.not {
            // Inside `not` a leaf asks for what is there, whatever the `not` stands in.
            Test::Not(Box::new(self.criterion(not, Meaning::Yes, at)))
        } else {
            self.single(def, meaning, at)
        }
    }

    fn single(&mut self, def: &CriterionDef, meaning: Meaning, at: EntryPlace) -> Test {
        if let Some(words) = &def.words {
            let Some(leaf) = self.next_leaf else {
                let message = "`words` can be used in flags only".to_owned();
                self.problem(at, words.as_slice().first().map_or("", String::as_str), message, None);
                return Test::Any(Vec::new());
            };
            self.next_leaf = Some(leaf.saturating_add(1));
            Test::Words(leaf, def.as_fact.unwrap_or(false))
        } else if let Some(flag) = &def.flag {
            let (id, value) = flag.split_once('=').unwrap_or((flag, ""));
            let value = self
                .word_of(value.trim(), FLAG_VALUES, flag, "value of a flag", at)
                .unwrap_or(FlagValue::Yes);
            self.flag_named(id.trim(), flag, at)
                .map_or(Test::Any(Vec::new()), |index| Test::Flag(index, value))
        } else if let Some(floor) = &def.floor {
            Test::Floor(self.words_of(floor, FLOOR_VALUES, "floor", at))
        } else if let Some(stated) = def.stated_grade {
            Test::StatedGrade(stated)
        } else if let Some(discordance) = &def.discordance {
            Test::Discordance(self.words_of(discordance, DISCORDANCES, "discordance", at))
        } else if let Some(part) = &def.body_part {
            Test::BodyPart(self.body_part(part, at))
        } else if let (Some(modality), false) = (&def.modality, selects_mentions(def)) {
            self.modality(modality, at);
            Test::Modality(modality.clone())
        } else {
            let leaf = self.leaf(def, meaning, at);
            Test::Mention(self.number_of(leaf))
        }
    }

    /// The number of a leaf; one that is written several times keeps its number.
    fn number_of(&mut self, leaf: Leaf) -> u16 {
        let number = self.leaves.iter().position(|l| *l == leaf).unwrap_or(self.leaves.len());
        if number == self.leaves.len() {
            self.leaves.push(leaf);
        }
        number as u16
    }

    fn leaf(&mut self, def: &CriterionDef, meaning: Meaning, at: EntryPlace) -> Leaf {
        let words = |w: &'_ Option<OneOrMany>| w.as_ref().map(|w| w.as_slice().to_vec()).unwrap_or_default();
        let mut leaf = Leaf {
            findings: def.finding.as_ref().map(|f| self.findings(f.as_slice(), at).into()),
            except: self.findings(&words(&def.except), at).into(),
            says: if meaning == Meaning::Yes { Says::Yes } else { Says::No },
            explained: def.explained,
            min_mm: def.min_mm,
            min_segments: def.min_segments,
            modality: def.modality.clone(),
            ..Leaf::default()
        };
        if let Some(modality) = &def.modality {
            self.modality(modality, at);
        }
        if let Some(assertions) = &def.assertion {
            let set: Set<Assertion> = self
                .vocabulary(assertions, Assertion::ALL, Assertion::as_str, "assertion", at)
                .into_iter()
                .collect();
            let only = |value| set == std::iter::once(value).collect();
            leaf.says = match () {
                () if only(Assertion::Present) => Says::Yes,
                () if only(Assertion::Absent) => Says::No,
                () => Says::One(set),
            };
        }
        if let Some(word) = &def.certainty {
            let word = OneOrMany::One(word.clone());
            leaf.certainty = self.vocabulary(&word, Certainty::ALL, Certainty::as_str, "certainty", at).pop();
        }
        if let Some(words) = &def.laterality {
            leaf.sides = self
                .vocabulary(words, Laterality::ALL, Laterality::as_str, "laterality", at)
                .into_iter()
                .collect();
        }
        if let Some(words) = &def.change {
            leaf.changes = self
                .vocabulary(words, Change::ALL, Change::as_str, "change", at)
                .into_iter()
                .collect();
        }
        if let Some(words) = &def.temporality {
            leaf.times = self
                .vocabulary(words, Temporality::ALL, Temporality::as_str, "temporality", at)
                .into_iter()
                .collect();
        }
        if let Some(words) = &def.section {
            leaf.sections = self.words_of(words, ROLES, "section", at).into();
        }
        leaf.within = self.ranges(&words(&def.within), at);
        leaf.within.extend(self.sites(&words(&def.site), at).iter().map(|s| (s.0, s.0 + 1)));
        leaf.outside = self.ranges(&words(&def.outside), at);
        leaf.covers = self.sites(&words(&def.covers), at).iter().map(|s| s.0).collect();
        leaf.extents = self.values(&words(&def.extent), AttributeKind::Extent, at);
        leaf.not_extents = self.values(&words(&def.not_extent), AttributeKind::Extent, at);
        leaf.severities = self.values(&words(&def.severity), AttributeKind::Severity, at);
        leaf.acuities = self.values(&words(&def.acuity), AttributeKind::Acuity, at).into_iter().collect();
        leaf.not_acuities = self
            .values(&words(&def.not_acuity), AttributeKind::Acuity, at)
            .into_iter()
            .collect();
        leaf.attributed_to = self.findings(&words(&def.attributed_to), at).into();
        leaf.not_attributed_to = self.findings(&words(&def.not_attributed_to), at).into();
        leaf.not_same_place = self.findings(&words(&def.not_same_place), at).into();
        leaf.not_same_report = self.findings(&words(&def.not_same_report), at).into();
        leaf
    }
}

/// True when a key asks for statements of the report.
fn selects_mentions(def: &CriterionDef) -> bool {
    let words = [
        &def.finding,
        &def.except,
        &def.assertion,
        &def.site,
        &def.within,
        &def.outside,
        &def.covers,
        &def.laterality,
        &def.change,
        &def.temporality,
        &def.section,
        &def.extent,
        &def.not_extent,
        &def.severity,
        &def.acuity,
        &def.not_acuity,
        &def.attributed_to,
        &def.not_attributed_to,
        &def.not_same_place,
        &def.not_same_report,
    ];
    let others = [
        def.certainty.is_some(),
        def.explained.is_some(),
        def.min_mm.is_some(),
        def.min_segments.is_some(),
    ];
    words.iter().any(|w| w.is_some()) || others.contains(&true)
}
