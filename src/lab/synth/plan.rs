//! What the report on a study says, and in which order.

use super::calendar::Day;
use super::clinic::Clinic;
use super::course::Study;
use super::draw::{Draw, Share};
use super::patient::Patient;
use super::phrase::{Values, plain};
use super::report::{Form, Piece, Report, Section};
use super::statement::Statement;
use super::wording::{CourseKind, Wording};
use crate::vocabulary::{Assertion, Temporality};

/// The report on a study, as its author would have it.
pub(super) fn plan(clinic: &Clinic, patient: &Patient<'_>, studies: &[Study], study: &Study, draw: &mut Draw) -> Report {
    let house = draw.below(clinic.houses.len());
    let part = patient.parts[study.kind];
    let words = if clinic.houses[house].american {
        &clinic.words.american
    } else {
        &clinic.words.british
    };
    let mut planner = Planner {
        clinic,
        patient,
        study,
        words,
        american: clinic.houses[house].american,
        pieces: Vec::with_capacity(16),
    };
    let grade = planner.request(draw);
    planner.technique(part, draw);
    planner.comparison(study.prior.map(|prior| &studies[prior]), part, draw);
    planner.findings(draw);
    planner.impression(draw);
    Report {
        kind: study.kind,
        part,
        house,
        day: patient.start.plus(study.day),
        key: draw.key(),
        grade,
        pieces: planner.pieces,
    }
}

struct Planner<'a> {
    clinic: &'a Clinic,
    patient: &'a Patient<'a>,
    study: &'a Study,
    words: &'a Wording,
    american: bool,
    pieces: Vec<Piece>,
}

impl Planner<'_> {
    fn add(&mut self, section: Section, form: Form, said: Vec<Statement>, key: u32) {
        self.pieces.push(Piece { section, form, said, key });
    }

    /// Words of the tables by their name.
    fn plain(&mut self, section: Section, name: &str, values: &Values<'_>, draw: &mut Draw) {
        let key = draw.key();
        let text = plain(self.words, name, values, key);
        self.add(section, Form::Plain(text), Vec::new(), key);
    }

    fn one(&mut self, section: Section, said: Statement, draw: &mut Draw) {
        let key = draw.key();
        self.add(section, Form::Statement, vec![said], key);
    }

    /// The request, with the grade that it tells.
    fn request(&mut self, draw: &mut Draw) -> Option<u8> {
        let (patient, day) = (self.patient, self.study.day);
        let age = patient.birth.years_to(patient.start.plus(day)).to_string();
        let person = draw.pick(&self.words.people[if patient.sex == 'F' { "F" } else { "M" }]).as_str();
        self.plain(Section::Clinical, "age", &[("age", &age), ("person", person)], draw);
        let diagnosis = sentence(patient.diagnosis);
        let told = patient
            .group
            .told
            .map(|finding| Statement::of(finding, Assertion::Present, Temporality::Historical));
        self.add(Section::Clinical, Form::Plain(diagnosis), told.into_iter().collect(), 0);
        let mut told = None;
        if let Some(event) = &patient.event {
            if let Some(product) = event.product
                && (1..=90).contains(&day)
            {
                self.plain(Section::Clinical, "day", &[("n", &day.to_string()), ("product", product)], draw);
            }
            if let Some((grade, since)) = event.grade
                && (since..since + 6).contains(&day)
            {
                self.plain(Section::Clinical, "grade", &[("g", &grade.to_string())], draw);
                told = Some(grade);
            }
        }
        let symptom = draw.pick(&patient.group.def.symptoms).clone();
        self.add(Section::Clinical, Form::Plain(symptom), Vec::new(), 0);
        let past = &self.clinic.past[self.study.kind];
        if !past.is_empty() && draw.chance(Share::thousandths(150)) {
            let finding = *draw.pick(past);
            if !self.speaks_of(finding) {
                self.one(
                    Section::Clinical,
                    Statement::of(finding, Assertion::Present, Temporality::Historical),
                    draw,
                );
            }
        }
        if draw.chance(Share::thousandths(450)) {
            let finding = *draw.pick(&patient.group.asked);
            self.one(
                Section::Clinical,
                Statement::of(finding, Assertion::Possible, Temporality::Hypothetical),
                draw,
            );
        }
        told
    }

    fn technique(&mut self, part: usize, draw: &mut Draw) {
        let kind = &self.clinic.kinds[self.study.kind];
        let name = format!("technique_{}", kind.id);
        self.plain(Section::Technique, &name, &[("part", &kind.parts[part].name)], draw);
    }

    fn comparison(&mut self, prior: Option<&Study>, part: usize, draw: &mut Draw) {
        let Some(prior) = prior else {
            return self.plain(Section::Comparison, "no_comparison", &[], draw);
        };
        let kind = &self.clinic.kinds[prior.kind];
        let study = kind.title.replace("{part}", &kind.parts[part].name);
        let mut date = String::new();
        written_date(self.patient.start.plus(prior.day), self.american, draw, &mut date);
        self.plain(Section::Comparison, "comparison", &[("study", &study), ("d", &date)], draw);
    }

    fn findings(&mut self, draw: &mut Draw) {
        let first = self.pieces.len();
        for said in &self.study.shown {
            self.one(Section::Findings, said.clone(), draw);
        }
        let mut denied = self.denied(draw);
        let listed = denied.split_off(denied.len().min(draw.between(1, 3) as usize));
        if listed.len() > 1 {
            let said = listed.iter().map(|&finding| absent(finding)).collect();
            let key = draw.key();
            self.add(Section::Findings, Form::Denials, said, key);
        }
        for finding in denied {
            self.one(Section::Findings, absent(finding), draw);
        }
        // Not always what is there before what is not.
        for index in (first + 1..self.pieces.len()).rev() {
            let other = first + draw.below(index - first + 1);
            self.pieces.swap(index, other);
        }
    }

    /// Two to six findings that are not there.
    fn denied(&self, draw: &mut Draw) -> Vec<usize> {
        let all = &self.clinic.denied[self.study.kind];
        let mut denied = Vec::new();
        for _ in 0..draw.between(2, 6) {
            // The more usual ones more often.
            let finding = all[draw.below(all.len()).min(draw.below(all.len()))];
            if !self.speaks_of(finding) && !denied.contains(&finding) {
                denied.push(finding);
            }
        }
        denied
    }

    fn impression(&mut self, draw: &mut Draw) {
        let finding = |said: &Statement| &self.clinic.words.findings[said.finding];
        let mut told: Vec<Statement> = self.study.shown.clone();
        // What matters most comes first.
        told.sort_by_key(|said| {
            (
                said.assertion == Assertion::Absent,
                !finding(said).critical,
                finding(said).course == CourseKind::Fixed,
            )
        });
        told.truncate(3);
        let critical = told
            .iter()
            .any(|said| said.assertion == Assertion::Present && finding(said).critical);
        let acute = self
            .study
            .shown
            .iter()
            .any(|said| said.assertion != Assertion::Absent && finding(said).course != CourseKind::Fixed);
        let any = !told.is_empty();
        for mut said in told {
            // A size is told once more where it has changed.
            if said.before_mm.is_none() && draw.chance(Share::thousandths(600)) {
                said.size_mm = None;
            }
            self.one(Section::Impression, said, draw);
        }
        let nothing_acute = self.clinic.nothing_acute;
        let may_deny = self.clinic.shown[nothing_acute].contains(&self.study.kind) && !acute;
        if may_deny && draw.chance(Share::thousandths(500)) {
            self.one(Section::Impression, absent(nothing_acute), draw);
        } else if !any {
            let said = Statement::of(self.clinic.normal, Assertion::Present, Temporality::Current);
            let key = draw.key();
            self.add(Section::Impression, Form::Normal, vec![said], key);
        }
        if critical {
            self.plain(Section::Impression, "communicated", &[], draw);
        }
    }

    fn speaks_of(&self, finding: usize) -> bool {
        self.study.shown.iter().any(|said| said.finding == finding)
    }
}

/// That a finding is not there.
pub(super) fn absent(finding: usize) -> Statement {
    Statement::of(finding, Assertion::Absent, Temporality::Current)
}

/// Words with a capital and a full stop.
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).chain(['.']).collect()
}

fn written_date(day: Day, american: bool, draw: &mut Draw, out: &mut String) {
    day.written(draw.below(3), american, out);
}
