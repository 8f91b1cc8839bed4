//! Measures of agreement.

/// Cohen's kappa of a square table of counts: rows by one reader, columns by the other (Cohen 1960). None where chance alone agrees in all, or nothing
/// is counted.
pub fn kappa(table: &[Vec<u64>]) -> Option<f64> {
    let total: u64 = table.iter().flatten().sum();
    if total == 0 {
        return None;
    }
    let n = total as f64;
    let row = |at: usize| table[at].iter().sum::<u64>() as f64 / n;
    let column = |at: usize| table.iter().map(|row| row[at]).sum::<u64>() as f64 / n;
    let observed = (0..table.len()).map(|at| table[at][at]).sum::<u64>() as f64 / n;
    let expected: f64 = (0..table.len()).map(|at| row(at) * column(at)).sum();
    (expected < 1.0).then(|| (observed - expected) / (1.0 - expected))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kappa_of_a_textbook_table() {
        // Observed 0.7, by chance 0.5.
        let kappa = kappa(&[vec![20, 5], vec![10, 15]]).unwrap();
        assert!((kappa - 0.4).abs() < 1e-12, "{kappa}");
    }

    #[test]
    fn no_kappa_without_cases_or_without_a_choice() {
        assert_eq!(kappa(&[vec![0, 0], vec![0, 0]]), None);
        assert_eq!(kappa(&[vec![3, 0], vec![0, 0]]), None);
    }
}
