//! The imaging floor and the stated grades, compiled.

use super::compile::{Compiler, EntryPlace};
use crate::lexicon::FindingId;
use crate::lexicon::schema::{FloorDef, GradesDef};
use crate::text::fold_phrase;

/// The `[floor]` table, compiled.
#[derive(Debug)]
pub struct FloorRules {
    /// Findings that are oedema of the brain at all.
    pub oedema: Vec<FindingId>,
    /// Of these, those that name a lesion as their cause by themselves.
    pub explained: Vec<FindingId>,
    /// Of these, those that tell, without a place of their own, of the oedema that is explained elsewhere in the report.
    pub retold: Vec<FindingId>,
    /// Causes that explain every oedema that is not diffuse, wherever they are stated.
    pub sufficient: Vec<FindingId>,
    /// What explains an oedema that is linked to it.
    pub causes: Vec<Cause>,
    /// The reason given when the lesion is not named.
    pub other_cause: String,
    /// Of the findings of oedema, those that are diffuse by name.
    pub diffuse_by_name: Vec<FindingId>,
    /// Index of the flag that carries the grade 4 criterion.
    pub diffuse: usize,
    /// Index of the flag that carries the grade 3 criterion.
    pub focal: usize,
    /// Index of the flag that says the patient had immune effector cells.
    pub context: usize,
    /// Index of the flag of a haemorrhage.
    pub haemorrhage: usize,
    /// The finding that attributes the study to the syndrome.
    pub attribution: FindingId,
    /// The finding that says a place could not be judged.
    pub limitation: FindingId,
}

/// Findings that explain an oedema, under one reason.
#[derive(Debug)]
pub struct Cause {
    /// The reason, as the output says it.
    pub reason: String,
    /// The findings.
    pub findings: Vec<FindingId>,
}

impl FloorRules {
    /// Compiles a `[floor]` table; `flag` finds the index of a flag.
    pub(super) fn compile(def: &FloorDef, at: EntryPlace, compiler: &mut Compiler) -> Option<Self> {
        let mut flag = |id: &str| compiler.flag_index(id, at);
        let (diffuse, focal, context) = (flag(&def.flag_diffuse), flag(&def.flag_focal), flag(&def.flag_context));
        let haemorrhage = flag(&def.flag_haemorrhage);
        let mut causes = Vec::new();
        for (reason, ids) in &def.causes {
            causes.push(Cause {
                reason: reason.clone(),
                findings: compiler.findings(ids, at),
            });
        }
        let (attribution, limitation) = (compiler.finding(&def.attribution, at), compiler.finding(&def.limitation, at));
        Some(Self {
            oedema: compiler.findings(&def.oedema, at),
            explained: compiler.findings(&def.explained, at),
            retold: compiler.findings(&def.retold, at),
            sufficient: compiler.findings(&def.sufficient, at),
            diffuse_by_name: compiler.findings(&def.diffuse, at),
            causes,
            other_cause: def.other_cause.clone(),
            diffuse: diffuse?,
            focal: focal?,
            context: context?,
            haemorrhage: haemorrhage?,
            attribution: attribution?,
            limitation: limitation?,
        })
    }

    /// The reason under which `finding` explains an oedema.
    pub fn reason(&self, finding: FindingId) -> Option<&str> {
        self.causes
            .iter()
            .find(|c| c.findings.contains(&finding))
            .map(|c| c.reason.as_str())
    }
}

/// The `[grades]` table, compiled.
#[derive(Debug)]
pub struct GradeRules {
    /// The finding whose context is the grade's.
    pub attribution: FindingId,
    /// For each scale of the lexicon: true when it counts only beside a name of the syndrome.
    pub shared: Vec<bool>,
    /// Ids of the scales whose grades may be compared with the floor.
    pub comparable: Vec<String>,
    /// Short forms of "grade" that a number may be joined to, folded, as bytes.
    pub joined: Vec<Vec<u8>>,
    /// Lowest and highest grade of each grade said without a number.
    pub named: Vec<(u8, u8)>,
    /// Words that may follow a bare number, folded, as bytes.
    pub followers: Vec<Vec<u8>>,
    /// Ids of the scales that are stated apart.
    pub apart: Vec<String>,
}

impl GradeRules {
    /// Compiles a `[grades]` table.
    pub(super) fn compile(def: &GradesDef, at: EntryPlace, compiler: &mut Compiler) -> Option<Self> {
        let scales = &compiler.lexicon.scales;
        for scale in &def.shared_scales {
            if !scales.contains(scale) {
                let allowed = format!("the scales are {}", scales.join(", "));
                compiler.problem(at, scale, format!("no scale has the id `{scale}`"), Some(allowed));
            }
        }
        for named in &def.named {
            if named.low > named.high || named.high > 4 {
                let word = named.words.first().map_or("", String::as_str);
                compiler.problem(at, word, "`low` and `high` must be grades from 0 to 4, in order".to_owned(), None);
            }
        }
        Some(Self {
            attribution: compiler.finding(&def.attribution, at)?,
            shared: compiler.lexicon.scales.iter().map(|s| def.shared_scales.contains(s)).collect(),
            comparable: def.comparable.clone(),
            joined: def.abbrev.iter().map(|a| fold_phrase(a).into_bytes()).collect(),
            named: def.named.iter().map(|n| (n.low, n.high)).collect(),
            followers: def.followers.iter().map(|w| fold_phrase(w).into_bytes()).collect(),
            apart: def.apart.keys().cloned().collect(),
        })
    }
}
