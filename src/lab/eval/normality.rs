//! Bare normality of a place and the denial of what makes it abnormal say the same: "orbits normal", "no orbital lesion". Where one side has the one
//! and the other side the other, they agree.

use super::families::Families;
use super::sets::Sets;
use super::stated::{Stated, Statement};
use crate::lexicon::NORMALITY;
use crate::vocabulary::Assertion;
use std::collections::BTreeSet;

const PRESENT: Stated = Stated::Current(Assertion::Present);
const ABSENT: Stated = Stated::Current(Assertion::Absent);

/// In `other`, puts for denials the bare normality that only `mine` has, where its sites say that they are the same.
pub(super) fn level_out<'a>(said: impl Iterator<Item = &'a Statement>, mine: &Sets, other: &mut Sets, families: &Families) {
    let normal = said.filter(|s| s.finding == NORMALITY && s.stated == PRESENT);
    let denied: BTreeSet<&str> = normal
        .flat_map(|s| &s.sites)
        .filter_map(|(site, _)| families.denied_by_normal(site))
        .collect();
    if denied.is_empty() {
        return;
    }
    let is_denial = |(finding, stated): &(String, Stated)| *stated == ABSENT && denied.contains(families.get(finding));
    let whole = (NORMALITY.to_owned(), PRESENT);
    swap(&mine.families, &mut other.families, whole.clone(), is_denial);
    swap(&mine.statements, &mut other.statements, whole, is_denial);
    swap(&mine.noticed, &mut other.noticed, NORMALITY.to_owned(), |family| {
        denied.contains(family.as_str())
    });
}

/// Takes what `is_denial` holds for and `mine` lacks out of `other`, and puts `normal` in, when only `mine` has that.
fn swap<T: Ord + Clone>(mine: &BTreeSet<T>, other: &mut BTreeSet<T>, normal: T, is_denial: impl Fn(&T) -> bool) {
    if !mine.contains(&normal) || other.contains(&normal) {
        return;
    }
    let extra: Vec<T> = other.iter().filter(|x| !mine.contains(*x) && is_denial(x)).cloned().collect();
    if !extra.is_empty() {
        extra.iter().for_each(|x| {
            other.remove(x);
        });
        other.insert(normal);
    }
}
