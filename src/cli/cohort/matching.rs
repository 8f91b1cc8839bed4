//! `radsift cohort match`

use super::super::Outcome;
use super::super::privacy::ShareArgs;
use super::super::terminal::note;
use crate::cohort::matching::{Matching, matched, members};
use crate::error::Error;
use crate::output::save_whole;
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  radsift cohort run icans_imaging run/ --events infusions.csv -o cases/
  radsift cohort run normal_controls run/ -o controls/
  radsift cohort match cases/ controls/ --ratio 2 --age-band 5 -o matched.csv

Controls have the sex of their case and an age of the same band ([60, 65) for a band of 5), and each is drawn once. Persons in both cohorts are cases.";

/// The command line of `cohort match`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// The folder of the cohort of cases
    #[arg(value_name = "CASES")]
    cases: PathBuf,
    /// The folder of the cohort that controls are drawn from
    #[arg(value_name = "CONTROLS")]
    controls: PathBuf,
    /// The table to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Controls for each case
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    ratio: u16,
    /// The width of an age band in years
    #[arg(long, value_name = "YEARS", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=200))]
    age_band: u32,
    /// Another number draws other controls
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    #[command(flatten)]
    share: ShareArgs,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let how = Matching {
        age_band: args.age_band,
        ratio: usize::from(args.ratio),
        seed: args.seed,
    };
    let all = matched(members(&args.cases)?, members(&args.controls)?, how);
    let mut table = csv::Writer::from_writer(Vec::new());
    let mut rows = vec![["set", "role", "patient_id", "index_date", "sex", "age"].map(str::to_owned)];
    for (set, own) in (1..).zip(&all) {
        let cases = std::iter::once(("case", &own.case));
        for (role, member) in cases.chain(own.controls.iter().map(|control| ("control", control))) {
            rows.push([
                set.to_string(),
                role.to_owned(),
                member.patient_id.clone(),
                member.index_date.clone(),
                member.sex.clone(),
                member.age.map_or(String::new(), |age| age.to_string()),
            ]);
        }
    }
    let written = rows.iter().try_for_each(|row| table.write_record(row));
    let bytes = written.ok().and_then(|()| table.into_inner().ok()).unwrap_or_default();
    save_whole(&args.output, &bytes, args.share.access())?;
    let controls: usize = all.iter().map(|own| own.controls.len()).sum();
    let full = all.iter().filter(|own| own.controls.len() == how.ratio).count();
    note(&format!(
        "{} cases, {full} of them with all {} controls; {controls} controls in all",
        all.len(),
        how.ratio
    ));
    Ok(Outcome::Done)
}
