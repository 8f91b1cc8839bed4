//! All of one patient: the studies, and each report with its versions and messages.

use super::clinic::Clinic;
use super::course::{Study, studies};
use super::draw::Draw;
use super::options::Options;
use super::patient::Patient;
use super::plan::plan;
use super::version::{Message, Status, Version, messages, versions};

/// A patient with all reports.
pub(super) struct Case<'c> {
    pub patient: Patient<'c>,
    pub studies: Vec<Study>,
    /// One for each study.
    pub reports: Vec<ReportCase>,
}

/// The report on a study.
pub(super) struct ReportCase {
    pub accession: String,
    pub versions: Vec<Version>,
    pub messages: Vec<Message>,
}

impl<'c> Case<'c> {
    /// Patient `number`, from 1, which depends on the seed and the rates alone.
    pub fn draw(clinic: &'c Clinic, options: &Options, number: u64) -> Self {
        let mut draw = Draw::of_patient(options.seed, number);
        let patient = Patient::draw(clinic, number, &mut draw);
        let studies = studies(clinic, &patient, &mut draw);
        let report = |study: &Study| {
            let right = plan(clinic, &patient, &studies, study, &mut draw);
            let versions = versions(clinic, options, &patient, right, &mut draw);
            let messages = messages(&versions, options.nights.max(1), &mut draw);
            ReportCase {
                accession: accession(number, study.number),
                versions,
                messages,
            }
        };
        let reports = studies.iter().map(report).collect();
        Self { patient, studies, reports }
    }
}

impl ReportCase {
    /// The place of the version that counts in the end; `None` for a report that was withdrawn.
    pub fn latest(&self) -> Option<usize> {
        self.unless_cancelled(self.versions.len().checked_sub(1)?)
    }

    /// The same after the messages of the nights up to this one, from 0.
    pub fn after(&self, night: usize) -> Option<usize> {
        let sent = self.messages.iter().filter(|message| message.night <= night);
        self.unless_cancelled(sent.map(|message| message.version).max()?)
    }

    fn unless_cancelled(&self, version: usize) -> Option<usize> {
        (self.versions[version].status != Status::Cancelled).then_some(version)
    }

    /// The id of the message of a version; the same when it is sent again.
    pub fn message_id(&self, version: usize) -> String {
        format!("{}-{}", self.accession, version + 1)
    }
}

/// `A000001703`: the patient, and the study in two digits.
pub(super) fn accession(patient: u64, study: usize) -> String {
    format!("A{patient:08}{study:02}")
}
