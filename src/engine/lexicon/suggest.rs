//! "Did you mean": the known word that is most like the one written.

/// Advice that names the most similar known word; none when none is like it. British and American spelling of an id are near enough.
pub(crate) fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<String> {
    let own = pairs(word);
    let likeness = |known: &str| {
        let shared = pairs(known).iter().filter(|pair| own.contains(pair)).count() * 200 / (own.len() + known.len()).max(1);
        // Words of any length may come from outside, and a long one is no slip of a short one.
        let near = word.len() <= known.len() + 8 && distance(word, known) * 3 <= known.chars().count().max(3);
        if near { shared + 100 } else { shared }
    };
    let (likeness, best) = known
        .map(|known| (likeness(known), known))
        .max_by_key(|(likeness, known)| (*likeness, std::cmp::Reverse(known.len())))?;
    (likeness > 40).then(|| format!("did you mean `{best}`?"))
}

/// Neighbouring letters.
fn pairs(word: &str) -> Vec<[u8; 2]> {
    word.as_bytes().windows(2).map(|pair| [pair[0], pair[1]]).collect()
}

/// How many letters must be put in, taken out, changed, or swapped with the next to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (mut above, mut row): (Vec<usize>, Vec<usize>) = (Vec::new(), (0..=b.len()).collect());
    for i in 1..=a.len() {
        let mut next = vec![i];
        for j in 1..=b.len() {
            let changed = row[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(above[j - 2] + 1);
            }
            next.push(least);
        }
        above = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_and_american_spelling_are_near_and_other_words_are_not() {
        let known = [
            "microhaemorrhage",
            "intracranial_haemorrhage",
            "id",
            "not",
            "after",
            "cerebral_oedema_unspecified",
        ];
        let mean = |word| nearest(word, known.into_iter());
        assert_eq!(mean("microhemorrhage").as_deref(), Some("did you mean `microhaemorrhage`?"));
        assert_eq!(
            mean("cerebral_edema").as_deref(),
            Some("did you mean `cerebral_oedema_unspecified`?")
        );
        assert_eq!(mean("nt").as_deref(), Some("did you mean `not`?"));
        assert_eq!(
            nearest("trems", ["terms", "source"].into_iter()).as_deref(),
            Some("did you mean `terms`?")
        );
        assert_eq!(mean("aftre").as_deref(), Some("did you mean `after`?"));
        assert_eq!(mean("zzz"), None);
    }
}
