//! A patient: age, sex, disease, and the event from which the studies are counted.

use super::calendar::Day;
use super::clinic::{Clinic, Group};
use super::draw::{Draw, Share};

/// A patient.
pub(super) struct Patient<'c> {
    pub number: u64,
    pub birth: Day,
    pub sex: char,
    pub group: &'c Group,
    pub diagnosis: &'c str,
    /// The day that the studies are counted from: that of the event, or else that of the first study.
    pub start: Day,
    pub event: Option<Event<'c>>,
    /// The part of each kind of study that is imaged, always the same.
    pub parts: Vec<usize>,
}

/// What befalls a patient at the start.
pub(super) struct Event<'c> {
    pub name: &'c str,
    pub product: Option<&'c str>,
    /// The worst grade that the clinic gives, and the day on which it begins.
    pub grade: Option<(u8, i64)>,
}

impl<'c> Patient<'c> {
    /// Draws the patient with this number, from 1.
    pub fn draw(clinic: &'c Clinic, number: u64, draw: &mut Draw) -> Self {
        let group = clinic.group(draw.below(1000));
        let start = Day(draw.between(0, 3_600));
        let birth = start.plus(-draw.between(group.def.age[0], group.def.age[1]) * 365 - draw.between(0, 364));
        let sex = *draw.pick(&['F', 'M']);
        let diagnosis = draw.pick(&group.def.diagnoses);
        let event = draw.chance(group.indexed).then(|| {
            let product = (!group.def.products.is_empty()).then(|| draw.pick(&group.def.products).as_str());
            let graded = draw.chance(group.graded);
            let (grade, day) = (draw.between(1, 4), draw.between(2, 9));
            Event {
                name: &group.def.index,
                product,
                grade: graded.then_some((grade as u8, day)),
            }
        });
        let parts = clinic.kinds.iter().map(|kind| draw.below(kind.parts.len())).collect();
        Self {
            number,
            birth,
            sex,
            group,
            diagnosis,
            start,
            event,
            parts,
        }
    }

    /// `P0000017`
    pub fn id(&self) -> String {
        format!("P{:07}", self.number)
    }

    /// The days of the studies, counted from the start, with their kinds: before, in the first four weeks, and after.
    pub fn visits(&self, draw: &mut Draw) -> Vec<(i64, usize)> {
        let mut days = Vec::new();
        if self.event.is_some() {
            if draw.chance(Share::thousandths(650)) {
                days.push(draw.between(-45, -2));
            }
            for _ in 0..draw.between(0, 3) {
                days.push(draw.between(0, 28));
            }
            for _ in 0..draw.between(0, 2) {
                days.push(draw.between(29, 240));
            }
        } else {
            let mut day = 0;
            for _ in 0..draw.between(0, 3) {
                days.push(day);
                day += draw.between(20, 420);
            }
        }
        if days.is_empty() {
            days.push(draw.between(0, 20));
        }
        days.sort_unstable();
        // Two studies on one day would leave open which is the previous one.
        days.dedup();
        days.into_iter().map(|day| (day, *draw.pick(&self.group.studies))).collect()
    }
}
