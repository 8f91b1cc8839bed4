//! Pairs the statements of the old and the new reading.

use super::record::ComparedStatement;
use std::cmp::Reverse;

/// Indexes of a statement in the old and in the new reading; `None` when it has no counterpart.
pub(super) type Pair = (Option<usize>, Option<usize>);

/// Pairs the statements of two readings, in text order. Statements of the same finding in the same words are paired first, then those of the
/// same finding in overlapping words (the largest overlap first), then those of two findings in the same words.
pub(super) fn pair(old: &[ComparedStatement<'_>], new: &[ComparedStatement<'_>]) -> Vec<Pair> {
    let mut partner_of_old = vec![None; old.len()];
    let mut taken = vec![false; new.len()];
    let mut join = |wanted: &dyn Fn(&ComparedStatement<'_>, &ComparedStatement<'_>) -> u32| {
        let mut candidates = Vec::new();
        for (i, a) in old.iter().enumerate().filter(|(i, _)| partner_of_old[*i].is_none()) {
            let open = new.iter().enumerate().filter(|(j, _)| !taken[*j]);
            candidates.extend(open.map(|(j, b)| (Reverse(wanted(a, b)), i, j)).filter(|c| c.0.0 > 0));
        }
        candidates.sort_unstable();
        for (_, i, j) in candidates {
            if partner_of_old[i].is_none() && !taken[j] {
                partner_of_old[i] = Some(j);
                taken[j] = true;
            }
        }
    };
    join(&|a, b| u32::from(a.finding == b.finding && a.span == b.span));
    join(&|a, b| if a.finding == b.finding { a.overlap(b) } else { 0 });
    join(&|a, b| u32::from(a.span == b.span));
    let mut pairs: Vec<Pair> = partner_of_old.iter().enumerate().map(|(i, &j)| (Some(i), j)).collect();
    pairs.extend((0..new.len()).filter(|&j| !taken[j]).map(|j| (None, Some(j))));
    pairs.sort_by_key(|&(i, j)| {
        let place = i.map(|i| old[i].span).or_else(|| j.map(|j| new[j].span));
        (place, i.is_none(), i, j)
    });
    pairs
}
