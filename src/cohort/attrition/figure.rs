//! Attrition as a flow diagram.

use super::rows::AttritionRow;
use super::share::{Shown, shareable};
use crate::cohort::flow::{Flow, FlowBox};

/// The figure of these rows; where `limit` is given, counts below it are hidden, and those that they could be worked out from.
///
/// `first_index` is the place of the row from which on records are index events.
pub fn figure(rows: &[AttritionRow], first_index: usize, cohort: &str, limit: Option<u64>) -> Flow {
    let shown = shareable(rows, limit.unwrap_or(0));
    let left = |at: usize, unit: &str| {
        let [records, persons, ..] = &shown[at];
        vec![format!("{} {unit}", number(records)), format!("of {} persons", number(persons))]
    };
    let less = |at: usize, unit: &str| {
        let [.., records, persons] = &shown[at];
        format!("{} {unit}, {} persons", number(records), number(persons))
    };
    let boxed = |title: &str, lines: Vec<String>| FlowBox::new(std::iter::once(title.to_owned()).chain(lines));
    let mut boxes = Vec::new();
    if let Some(first) = rows.first() {
        boxes.push(boxed(&first.reason, left(0, "reports")));
    }
    let is_empty = |row: &AttritionRow| row.excluded_records == 0 && row.excluded_persons == 0;
    if first_index > 1 && first_index <= rows.len() {
        let mut usable = boxed("Reports that count", left(first_index - 1, "reports"));
        let reasons = (1..first_index).filter(|&at| !is_empty(&rows[at]));
        let lines: Vec<String> = reasons.map(|at| format!("{}: {}", rows[at].reason, less(at, "reports"))).collect();
        if !lines.is_empty() {
            usable = usable.after(lines);
        }
        boxes.push(usable);
    }
    if let Some(row) = rows.get(first_index) {
        let (reason, _) = row.reason.split_once(';').unwrap_or((&row.reason, ""));
        let [.., persons] = &shown[first_index];
        boxes.push(
            boxed("Index events", left(first_index, "index events")).after([reason.to_owned(), format!("{} persons", number(persons))]),
        );
    }
    if rows.len() > first_index + 1 {
        let mut last = boxed(cohort, left(rows.len() - 1, "index events"));
        for (at, row) in rows.iter().enumerate().skip(first_index + 1) {
            // The choice between events of a person is told where it takes something away; rules are told in any case.
            if !is_empty(row) || at > first_index + 1 {
                last = last.after([row.reason.clone(), less(at, "index events")]);
            }
        }
        boxes.push(last);
    }
    Flow { title: None, boxes }
}

/// A count with its thousands apart.
fn number(count: &Shown) -> String {
    let Shown::Count(count) = count else { return count.to_string() };
    let digits = count.unsigned_abs().to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if *count < 0 { format!("-{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (count, wanted) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_234_567, "1,234,567"),
            (-4_321, "-4,321"),
        ] {
            assert_eq!(number(&Shown::Count(count)), wanted);
        }
    }
}
