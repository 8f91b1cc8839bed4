//! Controls for the members of a cohort: of the same sex and age band, drawn at random.

use crate::error::Error;
use crate::stats::Draw;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

/// A member of a cohort, as `members.csv` has it.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Member {
    /// The patient.
    pub patient_id: String,
    /// The day of the index event.
    pub index_date: String,
    /// The sex; empty where it is not known.
    pub sex: String,
    /// The age in years; none where it is not known.
    pub age: Option<u32>,
}

/// How controls are matched.
#[derive(Clone, Copy, Debug)]
pub struct Matching {
    /// The width of an age band in years.
    pub age_band: u32,
    /// So many controls for each case, at most.
    pub ratio: usize,
    /// Another number draws other controls.
    pub seed: u64,
}

/// A case with its controls.
#[derive(Clone, Debug, PartialEq)]
pub struct Matched {
    /// The case.
    pub case: Member,
    /// The controls: fewer than asked for where there are no more.
    pub controls: Vec<Member>,
}

/// The members of a cohort folder, one a person: that of the first index event.
///
/// # Errors
/// A folder without the members of a cohort.
pub fn members(folder: &Path) -> Result<Vec<Member>, Error> {
    let path = folder.join("members.csv");
    let failed = |e: csv::Error| match e.into_kind() {
        csv::ErrorKind::Io(e) => Error::reading(&path, e),
        _ => Error::usage(format!("{} does not have the columns of members", path.display())),
    };
    let mut rows = csv::Reader::from_path(&path).map_err(failed)?;
    let mut all: Vec<Member> = Vec::new();
    for row in rows.deserialize() {
        let member: Member = row.map_err(failed)?;
        if all.last().is_none_or(|last| last.patient_id != member.patient_id) {
            all.push(member);
        }
    }
    Ok(all)
}

/// Draws controls for cases, without replacement. Whoever is a case is no control; whoever has no known sex or age is matched with nobody.
///
/// Cases take turns, so that a scarce stratum is shared: each gets its first control before any gets a second.
pub fn matched(cases: Vec<Member>, controls: Vec<Member>, how: Matching) -> Vec<Matched> {
    let is_case: HashSet<&str> = cases.iter().map(|case| case.patient_id.as_str()).collect();
    let stratum = |member: &Member| (!member.sex.is_empty()).then_some((member.sex.clone(), member.age? / how.age_band.max(1)));
    let mut strata: BTreeMap<(String, u32), Vec<Member>> = BTreeMap::new();
    for control in controls {
        if let (false, Some(own)) = (is_case.contains(control.patient_id.as_str()), stratum(&control)) {
            strata.entry(own).or_default().push(control);
        }
    }
    let mut draw = Draw::new(how.seed);
    for list in strata.values_mut() {
        list.sort_by(|a, b| a.patient_id.cmp(&b.patient_id));
        draw.shuffle(list);
    }
    let mut all: Vec<Matched> = cases
        .into_iter()
        .map(|case| Matched {
            case,
            controls: Vec::new(),
        })
        .collect();
    for _ in 0..how.ratio {
        for own in &mut all {
            let list = stratum(&own.case).and_then(|key| strata.get_mut(&key));
            own.controls.extend(list.and_then(Vec::pop));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(id: &str, sex: &str, age: Option<u32>) -> Member {
        Member {
            patient_id: id.to_owned(),
            index_date: "2024-01-01".to_owned(),
            sex: sex.to_owned(),
            age,
        }
    }

    const HOW: Matching = Matching {
        age_band: 5,
        ratio: 2,
        seed: 1,
    };

    #[test]
    fn controls_have_the_sex_and_the_age_band_of_their_case() {
        let cases = vec![
            member("a", "F", Some(62)),
            member("b", "M", Some(62)),
            member("c", "F", None),
            member("d", "F", Some(64)),
        ];
        let controls = vec![
            member("1", "F", Some(60)),
            member("2", "F", Some(64)),
            member("3", "F", Some(65)),
            member("4", "M", Some(59)),
            member("5", "F", Some(61)),
            member("a", "F", Some(62)),
            member("6", "", Some(62)),
        ];
        let all = matched(cases, controls, HOW);
        let counts: Vec<usize> = all.iter().map(|own| own.controls.len()).collect();
        // Three fit the two women of this band: each has one before one of them has two.
        assert_eq!(counts, [2, 0, 0, 1]);
        for own in &all {
            for control in &own.controls {
                assert_eq!(control.sex, own.case.sex);
                assert_eq!(control.age.unwrap() / 5, own.case.age.unwrap() / 5);
            }
        }
        let mut used: Vec<&str> = all.iter().flat_map(|own| &own.controls).map(|c| c.patient_id.as_str()).collect();
        used.sort_unstable();
        assert_eq!(used, ["1", "2", "5"]);
    }

    #[test]
    fn a_seed_draws_the_same_controls_in_any_order_of_the_input() {
        let controls: Vec<Member> = (0..50).map(|n| member(&n.to_string(), "F", Some(60))).collect();
        let case = || vec![member("a", "F", Some(60))];
        let mut turned = controls.clone();
        turned.reverse();
        let first = matched(case(), controls.clone(), HOW);
        assert_eq!(first, matched(case(), turned, HOW));
        assert_ne!(first, matched(case(), controls, Matching { seed: 2, ..HOW }));
    }
}
