//! From the shards of a run to the store, on all threads.

use super::Sources;
use crate::cohort::attrition::Counter;
use crate::cohort::person::{Floors, Person, judge};
use crate::cohort::reading::{Fate, ReadReport, Reading};
use crate::cohort::store::Store;
use crate::cohort::stored::{Batch, RunFolder};
use crate::error::Error;
use rayon::prelude::*;
use std::path::Path;

/// Reads the reports of `run` into the store. Records of nobody known go to `counter`.
pub(super) fn fill(store: &mut Store, sources: &Sources<'_>, run: &RunFolder, counter: &mut Counter<'_>) -> Result<(), Error> {
    let mut waiting: Vec<Batch> = Vec::new();
    let mut reports = 0;
    let at_once = rayon::current_num_threads().max(1);
    run.for_each_batch(&mut |batch| {
        waiting.push(batch);
        if waiting.len() < at_once {
            return Ok(());
        }
        reports += take(store, sources, &mut waiting, counter)?;
        Ok(())
    })?;
    reports += take(store, sources, &mut waiting, counter)?;
    run.check_whole(reports)?;
    let mut known = 0;
    run.for_each_rejected(&mut |patient| {
        known += 1;
        store.add_unreadable(patient)
    })?;
    counter.unknown(Fate::Unreadable, run.info.counts.rejected.saturating_sub(known));
    if let Some(events) = sources.events {
        store.add_events(&events.list)?;
    }
    Ok(())
}

/// Reads what waits, and returns how many reports that were.
fn take(store: &mut Store, sources: &Sources<'_>, waiting: &mut Vec<Batch>, counter: &mut Counter<'_>) -> Result<u64, Error> {
    let read = |reading: &mut Reading<'_>, batch: Batch| -> Result<Vec<ReadReport>, Error> {
        let mut all = Vec::new();
        batch.for_each(&mut |stored| {
            all.push(reading.read(stored)?);
            Ok(())
        })?;
        Ok(all)
    };
    let new = || Reading::new(sources.extractor, sources.cohort);
    let all: Result<Vec<Vec<ReadReport>>, Error> = std::mem::take(waiting).into_par_iter().map_init(new, read).collect();
    let mut count = 0;
    for reports in all? {
        count += reports.len() as u64;
        let nobody = reports.iter().filter(|report| report.patient.is_none());
        nobody.for_each(|report| counter.unknown(report.fate, 1));
        store.add(reports.iter())?;
    }
    Ok(count)
}

/// Notes the members by a run with another rule set.
pub(super) fn mark_other(store: &mut Store, sources: &Sources<'_>, run: &RunFolder, scratch: &Path) -> Result<(), Error> {
    let mut other = Store::create(&scratch.join(".other.sqlite"))?;
    fill(&mut other, sources, run, &mut Counter::new(sources.cohort))?;
    other.sort()?;
    let cohort = sources.cohort;
    other.for_each_person(&mut |rows| {
        let person = Person::new(rows, cohort);
        let verdict = judge(&person, cohort, Floors::of(cohort, cohort.certainty));
        let members = verdict.judged.iter().filter(|judged| judged.member);
        members
            .map(|judged| judged.entry.day)
            .try_for_each(|day| store.add_other_member(&person.id, day))
    })
}
