//! What a patient has, and how it goes on from study to study.

use super::clinic::Clinic;
use super::draw::{Draw, Share};
use super::patient::Patient;
use super::statement::{Place, Statement};
use super::wording::{CourseKind, LevelKind};
use crate::vocabulary::{Assertion, Certainty, Change, Laterality, Temporality};
use smallvec::SmallVec;

/// Something that a patient has.
struct Problem {
    finding: usize,
    /// The first day, from the start.
    onset: i64,
    said: Statement,
    /// The study that showed it last.
    seen_in: Option<usize>,
    over: bool,
}

/// What is true of one study.
pub(super) struct Study {
    /// Its number, from 1.
    pub number: usize,
    /// The day from the start.
    pub day: i64,
    pub kind: usize,
    /// The number of the study that it is compared with, in the list of studies.
    pub prior: Option<usize>,
    /// What is there, may be there, or has gone.
    pub shown: Vec<Statement>,
}

/// The studies of a patient, in their order.
pub(super) fn studies(clinic: &Clinic, patient: &Patient<'_>, draw: &mut Draw) -> Vec<Study> {
    let visits = patient.visits(draw);
    let mut problems = problems(clinic, patient, &visits, draw);
    let mut studies: Vec<Study> = Vec::with_capacity(visits.len());
    for (index, &(day, kind)) in visits.iter().enumerate() {
        let prior = studies.iter().rposition(|study| study.kind == kind);
        let visible = |problem: &&mut Problem| problem.onset <= day && !problem.over && clinic.shown[problem.finding].contains(&kind);
        let mut shown: Vec<Statement> = Vec::new();
        for problem in problems.iter_mut().filter(visible) {
            shown.extend(problem.at(clinic, index, prior, draw));
        }
        studies.push(Study {
            number: index + 1,
            day,
            kind,
            prior,
            shown,
        });
    }
    studies
}

fn problems(clinic: &Clinic, patient: &Patient<'_>, visits: &[(i64, usize)], draw: &mut Draw) -> Vec<Problem> {
    let mut chosen: Vec<(usize, i64)> = Vec::new();
    for _ in 0..draw.between(0, 2) {
        let onset = if draw.chance(Share::thousandths(300)) {
            draw.between(10, 200)
        } else {
            -1000
        };
        chosen.push((*draw.pick(&patient.group.has), onset));
    }
    if let Some(event) = &patient.event
        && !patient.group.brings.is_empty()
    {
        let likely = if event.grade.is_some() || event.product.is_none() {
            850
        } else {
            120
        };
        if draw.chance(Share::thousandths(likely)) {
            let onset = event.grade.map_or_else(|| draw.between(0, 6), |(_, day)| day);
            for _ in 0..draw.between(1, 3) {
                chosen.push((*draw.pick(&patient.group.brings), onset));
            }
        }
    }
    if draw.chance(Share::thousandths(350)) {
        let by_chance = &clinic.chance[draw.pick(visits).1];
        chosen.push((*draw.pick(by_chance), -1000));
    }
    let mut problems: Vec<Problem> = Vec::new();
    for (finding, onset) in chosen {
        let kind = clinic.shown[finding][0];
        if problems.iter().all(|known| known.finding != finding) {
            let said = first(clinic, finding, patient, kind, draw);
            problems.push(Problem {
                finding,
                onset,
                said,
                seen_in: None,
                over: false,
            });
        }
    }
    problems
}

/// A finding as it is first seen: its places, side, level and size.
fn first(clinic: &Clinic, finding: usize, patient: &Patient<'_>, kind: usize, draw: &mut Draw) -> Statement {
    let def = &clinic.words.findings[finding];
    let mut said = Statement::of(finding, Assertion::Present, Temporality::Current);
    let possible = &clinic.places[finding];
    if !possible.is_empty() {
        let many = if def.mm.is_none() && draw.chance(Share::thousandths(250)) {
            2
        } else {
            1
        };
        let mut places: SmallVec<[Place; 2]> = SmallVec::new();
        for _ in 0..many {
            let site = *draw.pick(possible);
            let sided = clinic.words.sites[site].is_sided();
            // A thing with a size is in one place.
            let side = sided.then(|| side(def.mm.is_none(), draw));
            if places.iter().all(|place| place.site != site) {
                places.push(Place { site, side });
            }
        }
        said.places = places;
    }
    said.side = def.side.then(|| side(false, draw));
    let part = &clinic.kinds[kind].parts[patient.parts[kind]];
    said.level = def.level.map(|level| match level {
        LevelKind::Disc => draw.pick(&part.discs).clone(),
        LevelKind::Bone => draw.pick(&part.bones).clone(),
    });
    said.size_mm = def.mm.map(|[low, high]| draw.between(i64::from(low), i64::from(high)) as u32);
    said
}

fn side(both: bool, draw: &mut Draw) -> Laterality {
    let sides = [Laterality::Left, Laterality::Right, Laterality::Bilateral];
    sides[draw.below(if both { 3 } else { 2 })]
}

impl Problem {
    /// What study `index` says of it.
    fn at(&mut self, clinic: &Clinic, index: usize, prior: Option<usize>, draw: &mut Draw) -> Option<Statement> {
        let course = clinic.words.findings[self.finding].course;
        let known = self.seen_in;
        self.seen_in = Some(index);
        let mut said = self.said.clone();
        // Told of the previous study only where that is the one which showed it.
        let compared = known.is_some() && known == prior;
        if known.is_none() {
            let told = prior.is_some() && course != CourseKind::Fixed && draw.chance(Share::thousandths(700));
            said.change = told.then_some(Change::New);
            if prior.is_none() {
                hedge(&mut said, draw);
            }
            return Some(said);
        }
        let change = next(course, draw);
        let before = said.size_mm;
        let size = self.said.size_mm.map(|mm| match change {
            Change::Increased => mm + (mm / 4).max(2),
            Change::Decreased => mm - (mm / 4).max(1).min(mm - 1),
            _ => mm,
        });
        said.size_mm = size;
        self.said.size_mm = size;
        if change == Change::Resolved {
            self.over = true;
            said.assertion = Assertion::Absent;
            said.size_mm = None;
        }
        said.change = compared.then_some(change);
        said.before_mm = before.filter(|_| said.size_mm.is_some() && compared);
        // Without a study to compare with, what has gone is not spoken of.
        (compared || change != Change::Resolved).then_some(said)
    }
}

/// How it goes on.
fn next(course: CourseKind, draw: &mut Draw) -> Change {
    let at = draw.below(100);
    let [grows, shrinks, goes] = match course {
        CourseKind::Acute => [20, 30, 25],
        CourseKind::Lasting => [15, 10, 2],
        CourseKind::Fixed | CourseKind::Summary => [0, 0, 0],
    };
    if at < grows {
        Change::Increased
    } else if at < grows + shrinks {
        Change::Decreased
    } else if at < grows + shrinks + goes {
        Change::Resolved
    } else {
        Change::Unchanged
    }
}

/// Of ten that are seen for the first time, one is probable and one only possible.
fn hedge(said: &mut Statement, draw: &mut Draw) {
    match draw.below(10) {
        0 => said.certainty = Certainty::Probable,
        1 => {
            said.assertion = Assertion::Possible;
            said.certainty = Certainty::Possible;
        }
        _ => return,
    }
    said.size_mm = None;
}
