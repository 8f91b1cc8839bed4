//! What is known of a report besides its text.

use crate::synth::calendar::Day;
use crate::synth::case::{Case, ReportCase};
use crate::synth::clinic::{Clinic, House, Kind};
use crate::synth::version::Version;

/// One version of one report, with what is asked of it.
pub(in super::super) struct Told<'a> {
    pub clinic: &'a Clinic,
    pub case: &'a Case<'a>,
    pub report: &'a ReportCase,
    /// The number of the study in the list of studies.
    pub study: usize,
    /// The number of the version in the list of versions.
    pub number: usize,
}

impl<'a> Told<'a> {
    /// The version `number` of the report on a study, both by their places in the lists.
    pub fn of(clinic: &'a Clinic, case: &'a Case<'a>, study: usize, number: usize) -> Self {
        Self {
            clinic,
            case,
            report: &case.reports[study],
            study,
            number,
        }
    }

    /// The version.
    pub fn version(&self) -> &Version {
        &self.report.versions[self.number]
    }

    /// The kind of study.
    pub fn kind(&self) -> &Kind {
        &self.clinic.kinds[self.case.studies[self.study].kind]
    }

    /// The house that writes.
    pub fn house(&self) -> &House {
        &self.clinic.houses[self.version().report.house]
    }

    /// The part of the body.
    pub fn part(&self) -> &str {
        &self.kind().parts[self.version().report.part].name
    }

    /// The part of the body as metadata says it: `cervical spine`, `brain`.
    pub fn body_part(&self) -> String {
        let kind = self.kind();
        if kind.parts.len() > 1 {
            format!("{} {}", self.part(), kind.body_part)
        } else {
            kind.body_part.clone()
        }
    }

    /// The name of the examination.
    pub fn procedure(&self) -> String {
        self.kind().procedure.replace("{PART}", &self.part().to_uppercase())
    }

    /// The day of the study.
    pub fn day(&self) -> Day {
        self.case.patient.start.plus(self.case.studies[self.study].day)
    }

    /// The same as `2026-01-31`.
    pub fn date(&self) -> String {
        let mut out = String::with_capacity(10);
        self.day().iso(&mut out);
        out
    }

    /// The age on that day in years.
    pub fn age(&self) -> i64 {
        self.case.patient.birth.years_to(self.day())
    }
}
