//! Small counts, hidden where a table leaves the house.

use super::rows::AttritionRow;

/// A count as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As it is.
    Count(i64),
    /// From 1 to one less than the limit.
    Below(u64),
    /// Hidden, because a small one could be worked out from it.
    Linked,
}

impl Shown {
    /// A count by itself.
    pub fn of(count: i64, limit: u64) -> Self {
        match u64::try_from(count) {
            Ok(count) if (1..limit).contains(&count) => Self::Below(limit),
            _ => Self::Count(count),
        }
    }
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Count(count) => count.fmt(f),
            Self::Below(limit) => write!(f, "<{limit}"),
            Self::Linked => f.write_str("hidden"),
        }
    }
}

/// The counts of each row that may be shown: number of records, number of persons, excluded records, excluded persons.
///
/// A count below `limit` becomes `<limit`. Since each number is the one before less what is excluded, the number that a small exclusion leads to, and the next
/// exclusion, are hidden with it; behind the last row stands nothing, so that there the number before and its exclusion are.
pub fn shareable(rows: &[AttritionRow], limit: u64) -> Vec<[Shown; 4]> {
    let mut shown: Vec<[Shown; 4]> = rows
        .iter()
        .map(|row| {
            [
                Shown::of(row.records as i64, limit),
                Shown::of(row.persons as i64, limit),
                Shown::of(row.excluded_records, limit),
                Shown::of(row.excluded_persons, limit),
            ]
        })
        .collect();
    for column in 0..2 {
        hide_linked(&mut shown, column, limit);
    }
    shown
}

/// Hides what small counts of one unit, records or persons, could be worked out from.
fn hide_linked(shown: &mut [[Shown; 4]], number: usize, limit: u64) {
    let excluded = number + 2;
    let hide = |cell: &mut Shown| {
        if matches!(cell, Shown::Count(_)) {
            *cell = Shown::Linked;
        }
    };
    let small = |cell: &Shown| *cell == Shown::Below(limit);
    for at in 1..shown.len() {
        // A small number that is left is as good as given by what was excluded.
        if small(&shown[at][number]) {
            hide(&mut shown[at][excluded]);
        }
        if !small(&shown[at][excluded]) {
            continue;
        }
        if at + 1 < shown.len() {
            hide(&mut shown[at][number]);
            hide(&mut shown[at + 1][excluded]);
        } else {
            hide(&mut shown[at - 1][number]);
            hide(&mut shown[at - 1][excluded]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(numbers: &[u64]) -> Vec<AttritionRow> {
        let before = std::iter::once(numbers.first()).chain(numbers.iter().map(Some));
        numbers
            .iter()
            .zip(before.flatten())
            .map(|(&number, &before)| AttritionRow {
                reason: String::new(),
                records: number,
                persons: number,
                excluded_records: before as i64 - number as i64,
                excluded_persons: before as i64 - number as i64,
            })
            .collect()
    }

    /// What anybody can work out: numbers and exclusions until nothing more follows.
    fn worked_out(shown: &[[Shown; 4]], number: usize) -> (Vec<Option<i64>>, Vec<Option<i64>>) {
        let given = |cell: &Shown| match cell {
            Shown::Count(count) => Some(*count),
            _ => None,
        };
        let mut numbers: Vec<Option<i64>> = shown.iter().map(|row| given(&row[number])).collect();
        let mut excluded: Vec<Option<i64>> = shown.iter().map(|row| given(&row[number + 2])).collect();
        for _ in 0..shown.len() {
            for at in 1..shown.len() {
                match (numbers[at - 1], numbers[at], excluded[at]) {
                    (Some(before), Some(now), None) => excluded[at] = Some(before - now),
                    (Some(before), None, Some(less)) => numbers[at] = Some(before - less),
                    (None, Some(now), Some(less)) => numbers[at - 1] = Some(now + less),
                    _ => {}
                }
            }
        }
        (numbers, excluded)
    }

    #[test]
    fn small_counts_cannot_be_worked_out() {
        let mut state = 1_u64;
        let mut draw = |n: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % n
        };
        for _ in 0..2_000 {
            let mut numbers = vec![draw(60) + 1];
            for _ in 0..draw(8) {
                let last = *numbers.last().unwrap();
                numbers.push(last - draw(12).min(last));
            }
            let rows = rows(&numbers);
            let shown = shareable(&rows, 5);
            let (known, excluded) = worked_out(&shown, 0);
            for (at, row) in rows.iter().enumerate() {
                for (count, known) in [(row.records as i64, known[at]), (row.excluded_records, excluded[at])] {
                    assert!(!(1..5).contains(&count) || known.is_none(), "{numbers:?} at {at}: {shown:?}");
                }
            }
        }
    }
}
