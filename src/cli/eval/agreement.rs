//! The tables of `eval --kappa`.

use super::super::style::HEADING;
use super::super::terminal::count;
use crate::cli::table::Table;
use crate::eval::{Agreement, AgreementRow};
use std::fmt::Write;

/// The comparison of two annotators.
pub(super) fn shown(agreement: &Agreement) -> String {
    let mut out = format!("{} in both files", count(agreement.reports as u64, "report"));
    let _ = writeln!(
        out,
        "; only in the first {}, only in the second {}\n",
        agreement.only_in_first, agreement.only_in_second
    );
    let _ = write!(out, "{}", table([&agreement.overall, &agreement.overall_families]));
    let _ = write!(out, "\n{HEADING}By finding{HEADING:#}\n{}", table(&agreement.findings));
    out
}

fn table<'a>(rows: impl IntoIterator<Item = &'a AgreementRow>) -> Table {
    let mut table = Table::new(&["", "kappa", "observed", "alike", "unlike", "only first", "only second", "neither"]);
    for row in rows {
        table.plain([
            row.name.clone(),
            row.kappa.map_or_else(|| "-".to_owned(), |kappa| format!("{kappa:.3}")),
            format!("{:.3}", row.observed),
            row.alike.to_string(),
            row.unlike.to_string(),
            row.only_first.to_string(),
            row.only_second.to_string(),
            row.neither.to_string(),
        ]);
    }
    table
}
