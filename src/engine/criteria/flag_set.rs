//! All flags of a rule set, compiled.

use super::compile::{Compiler, EntryPlace, Meaning};
use super::facts::Facts;
use super::flag::Flag;
use super::leaves::Leaves;
use super::rules::{FloorRules, GradeRules};
use super::triggers::{Trigger, Triggered};
use crate::lexicon::{Lane, Lexicon, Problems};
use crate::report::FlagResult;

/// All flags of a rule set, compiled, in the order written.
#[derive(Debug, Default)]
pub struct FlagSet {
    /// The flags.
    pub flags: Vec<Flag>,
    /// The imaging floor.
    pub floor: Option<FloorRules>,
    /// Stated grades.
    pub grades: Option<GradeRules>,
    leaves: Leaves,
    touch: Trigger,
}

impl FlagSet {
    /// Compiles the flags of a lexicon.
    ///
    /// # Errors
    /// Every flag that names something the lexicon does not have.
    pub fn compile(lexicon: &Lexicon) -> Result<Self, Problems> {
        let mut compiler = Compiler::new(lexicon);
        compiler.next_leaf = Some(0);
        let mut set = Self::default();
        for located in &lexicon.flags {
            let def = &located.entry;
            let at = EntryPlace {
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
            let at = EntryPlace {
                source: &lexicon.files[floor.file],
                id: "floor",
            };
            set.floor = FloorRules::compile(&floor.entry, at, &mut compiler);
        }
        if let Some(grades) = &lexicon.grades {
            let at = EntryPlace {
                source: &lexicon.files[grades.file],
                id: "grades",
            };
            set.grades = GradeRules::compile(&grades.entry, at, &mut compiler);
        }
        let phrases = compiler.next_leaf.unwrap_or_default();
        compiler.problems.into_result(())?;
        set.touch = Trigger::new(&set.flags, compiler.leaves.len(), phrases as usize);
        set.leaves = Leaves::new(compiler.leaves, lexicon);
        Ok(set)
    }

    /// The flags that a report can set. `facts` learn which statements meet which leaf.
    pub fn triggered(&self, facts: &mut Facts) -> Triggered {
        let mut triggered = self.touch.always.clone();
        facts.meet(&self.leaves, |leaf| self.touch.by_leaf(leaf, &mut triggered));
        for term in facts.doc.terms.lane(Lane::Grade) {
            self.touch.by_phrase(term, &mut triggered);
        }
        triggered
    }

    /// The flags triggered, in order: those that wait for the floor and the stated grades, or the others.
    pub fn due<'t>(&'t self, triggered: &'t Triggered, late: bool) -> impl Iterator<Item = usize> + 't {
        triggered.flags(move |word| if late { self.touch.late[word] } else { !self.touch.late[word] })
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
