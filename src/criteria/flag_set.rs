//! All flags of a rule set, compiled.

use super::compile::{Compiler, Meaning, Place};
use super::facts::{Bits, Facts, Mark};
use super::leaf::{Criterion, Says, Test};
use super::rules::{FloorRules, GradeRules};
use crate::lexicon::{GRADE_LEAVES, Lexicon, Problems};
use crate::report::{FlagResult, FlagValue};

/// A flag, compiled.
#[derive(Debug)]
pub struct Flag {
    /// Permanent id.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// What asserts it.
    pub yes: Criterion,
    /// What makes it possible.
    pub possible: Option<Criterion>,
    /// What denies it.
    pub no: Option<Criterion>,
    /// What takes its place.
    pub unless: Option<Criterion>,
    /// What contradicts it from a section of higher rank.
    pub contradicted_by: Option<Criterion>,
}

/// A set of flags by index.
type FlagBits = Vec<u64>;

/// All flags of a rule set, compiled, in the order written.
#[derive(Debug, Default)]
pub struct FlagSet {
    /// The flags.
    pub flags: Vec<Flag>,
    /// The imaging floor.
    pub floor: Option<FloorRules>,
    /// Stated grades.
    pub grades: Option<GradeRules>,
    /// For each finding, the flags that a claim of it can set, and those that anything else said of it can set.
    touched_by: Vec<[FlagBits; 2]>,
    /// Flags that are worked out whatever was found.
    always: FlagBits,
    /// Flags that wait for the floor and the stated grades.
    late: FlagBits,
}

impl FlagSet {
    /// Compiles the flags of a lexicon.
    ///
    /// # Errors
    /// Every flag that names something the lexicon does not have.
    pub fn compile(lexicon: &Lexicon) -> Result<Self, Problems> {
        let mut compiler = Compiler::new(lexicon);
        compiler.next_leaf = Some(GRADE_LEAVES);
        let mut set = Self::default();
        for located in &lexicon.flags {
            let def = &located.entry;
            let at = Place {
                source: &lexicon.files[located.file],
                id: &def.id,
            };
            let yes = compiler.criterion(&def.yes, Meaning::Yes, at);
            let possible = def.possible.as_ref().map(|c| compiler.criterion(c, Meaning::Yes, at));
            let no = def.no.as_ref().map(|c| compiler.criterion(c, Meaning::No, at));
            let unless = def.unless.as_ref().map(|c| compiler.criterion(c, Meaning::Yes, at));
            let contradicted_by = def.contradicted_by.as_ref().map(|c| compiler.criterion(c, Meaning::No, at));
            compiler.know_flag(&def.id);
            set.flags.push(Flag {
                id: def.id.clone(),
                label: def.label.clone(),
                yes,
                possible,
                no,
                unless,
                contradicted_by,
            });
        }
        if let Some(floor) = &lexicon.floor {
            let at = Place {
                source: &lexicon.files[floor.file],
                id: "floor",
            };
            set.floor = FloorRules::compile(&floor.entry, at, &mut compiler);
        }
        if let Some(grades) = &lexicon.grades {
            let at = Place {
                source: &lexicon.files[grades.file],
                id: "grades",
            };
            set.grades = GradeRules::compile(&grades.entry, at, &mut compiler);
        }
        compiler.problems.into_result(())?;
        set.index(lexicon.findings.len());
        Ok(set)
    }

    /// Notes which findings each flag looks at, so that the others cost nothing.
    fn index(&mut self, findings: usize) {
        let words = self.flags.len().div_ceil(64);
        self.touched_by = vec![[vec![0; words], vec![0; words]]; findings];
        (self.always, self.late) = (vec![0; words], vec![0; words]);
        let mut uses: Vec<Uses> = Vec::new();
        for (index, flag) in self.flags.iter().enumerate() {
            let mut own = Uses {
                findings: vec![[false; 2]; findings],
                ..Uses::default()
            };
            for (criterion, decides) in flag.criteria() {
                own.look(criterion, &uses);
                own.always |= decides && holds_on_nothing(criterion, &uses);
            }
            let bit = 1u64 << (index % 64);
            for (finding, touched) in self.touched_by.iter_mut().enumerate() {
                for (touched, used) in touched.iter_mut().zip(own.findings[finding]) {
                    touched[index / 64] |= if used { bit } else { 0 };
                }
            }
            self.always[index / 64] |= if own.always { bit } else { 0 };
            self.late[index / 64] |= if own.late { bit } else { 0 };
            uses.push(own);
        }
    }

    /// The flags that the statements of a report can set, as a set of indexes in words of 64.
    pub fn touched(&self, facts: &Facts) -> Bits {
        let mut touched = Bits::from_slice(&self.always);
        for (index, mention) in facts.mentions.iter().enumerate() {
            let mark = facts.mark(index as u32);
            let claims = mark.any(Mark(Mark::FIRM.0 | Mark::HEDGED.0)) && mark.has(Mark::CURRENT);
            if let Some(by) = self.touched_by.get(mention.finding.index()) {
                touched.iter_mut().zip(&by[usize::from(!claims)]).for_each(|(t, o)| *t |= o);
            }
        }
        touched
    }

    /// The flags that wait for the floor and the stated grades: the 64 from `64 * word` on.
    pub fn late_bits(&self, word: usize) -> u64 {
        self.late[word]
    }

    /// How many flags there are.
    pub fn len(&self) -> usize {
        self.flags.len()
    }

    /// True when there is no flag.
    pub fn is_empty(&self) -> bool {
        self.flags.is_empty()
    }

    /// The ids, in the order of the results.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &str> {
        self.flags.iter().map(|f| f.id.as_str())
    }

    /// The id of the flag at `index`.
    pub fn id(&self, index: usize) -> &str {
        &self.flags[index].id
    }

    /// The name for people of the flag at `index`.
    pub fn label(&self, index: usize) -> &str {
        &self.flags[index].label
    }

    /// The index of the flag with this id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.flags.iter().position(|f| f.id == id)
    }

    /// The result of the flag with this id among the results of a report.
    pub fn result<'r>(&self, results: &'r [FlagResult], id: &str) -> Option<&'r FlagResult> {
        results.get(self.position(id)?)
    }
}

impl Flag {
    /// Its criteria; true for those that decide its value by themselves.
    fn criteria(&self) -> impl Iterator<Item = (&Criterion, bool)> {
        let decide = [Some(&self.yes), self.possible.as_ref(), self.no.as_ref()]
            .into_iter()
            .flatten()
            .map(|c| (c, true));
        let guard = [self.unless.as_ref(), self.contradicted_by.as_ref()]
            .into_iter()
            .flatten()
            .map(|c| (c, false));
        decide.chain(guard)
    }
}

/// What a flag looks at.
#[derive(Default)]
struct Uses {
    /// For each finding: whether a claim of it counts, whether anything else said of it does.
    findings: Vec<[bool; 2]>,
    always: bool,
    late: bool,
}

impl Uses {
    fn look(&mut self, criterion: &Criterion, earlier: &[Uses]) {
        match &criterion.test {
            Test::Any(children) | Test::All(children) | Test::AtLeast(_, children) => {
                children.iter().for_each(|c| self.look(c, earlier));
            }
            Test::Not(child) => self.look(child, earlier),
            Test::Mention(_, leaf) => {
                let counts = [
                    leaf.says != Says::No || !leaf.is_of_study(),
                    leaf.says != Says::Yes || !leaf.is_of_study(),
                ];
                let add = |used: &mut [bool; 2]| used.iter_mut().zip(counts).for_each(|(u, c)| *u |= c);
                match &leaf.findings {
                    Some(findings) => findings.iter().for_each(|f| add(&mut self.findings[f.index()])),
                    None => self.findings.iter_mut().for_each(add),
                }
            }
            Test::Words(..) | Test::Modality(_) => {}
            Test::Flag(index, _) => {
                let other = &earlier[*index];
                let all = self.findings.iter_mut().flatten().zip(other.findings.iter().flatten());
                all.for_each(|(own, o)| *own |= o);
                self.late |= other.late;
            }
            Test::Floor(_) | Test::StatedGrade(_) | Test::Discordance(_) => self.late = true,
        }
    }
}

/// True when a criterion can be met in a report without findings.
fn holds_on_nothing(criterion: &Criterion, earlier: &[Uses]) -> bool {
    let holds = |c: &Criterion| holds_on_nothing(c, earlier);
    match &criterion.test {
        Test::Any(children) => children.iter().any(holds),
        Test::All(children) => children.iter().all(holds),
        Test::AtLeast(least, children) => children.iter().filter(|c| holds(c)).count() >= *least,
        Test::Flag(index, value) => *value == FlagValue::NotStated || earlier[*index].always,
        Test::Mention(..) => false,
        Test::Not(_) | Test::Words(..) | Test::Modality(_) | Test::Floor(_) | Test::StatedGrade(_) | Test::Discordance(_) => true,
    }
}
