//! From a phrase as a person writes it to the strings the automaton looks for.

use super::schema::Twin;
use crate::text::fold_phrase;
use aho_corasick::AhoCorasick;

/// A phrase may not stand for more strings than this.
const MOST: usize = 1000;
/// Its brackets may not stand deeper in each other.
const DEEPEST: usize = 20;

/// Pairs of spellings, made ready to be looked for in many phrases: all at once, so that a phrase costs its length and not their number.
#[derive(Debug, Default)]
pub struct Twins<'t> {
    all: Vec<&'t Twin>,
    /// Finds the British spellings by index; none when there are none.
    british: Option<AhoCorasick>,
}

impl<'t> Twins<'t> {
    /// These pairs.
    pub fn new(all: &'t [Twin]) -> Self {
        let all: Vec<_> = all.iter().filter(|twin| !twin.whole).collect();
        let british = AhoCorasick::new(all.iter().map(|twin| &twin.uk)).ok().filter(|_| !all.is_empty());
        Self { all, british }
    }

    /// The pairs whose British spelling stands in `lower`, a phrase in small letters, in their order.
    fn within(&self, lower: &str) -> Vec<&'t Twin> {
        let Some(british) = &self.british else { return Vec::new() };
        let mut found: Vec<usize> = british.find_overlapping_iter(lower).map(|m| m.pattern().as_usize()).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|index| self.all[index]).collect()
    }
}

/// All strings a phrase stands for: alternatives in brackets, spelling twins, irregular plurals. Folded, sorted, no string twice.
///
/// # Errors
/// Says what is wrong with the brackets.
pub fn expand(phrase: &str, twins: &Twins, plurals: bool) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    let twins = twins.within(&phrase.to_lowercase());
    for plain in alternatives(phrase)? {
        // Articles are not in the folded text: "either a" cannot be told from "either".
        let last = plain.trim_end().rsplit(' ').next().unwrap_or("");
        if matches!(last, "a" | "an" | "the") {
            continue;
        }
        let folded = fold_phrase(&plain);
        if folded.is_empty() {
            return Err("has no letters or digits".to_owned());
        }
        let american = american(&folded, &twins);
        for spelt in [Some(folded), american].into_iter().flatten() {
            if plurals {
                out.extend(plural(&spelt));
            }
            out.push(spelt);
        }
    }
    out.sort_unstable();
    out.dedup();
    Ok(out)
}

/// The phrase with the first choice of each of its brackets; as it is where its brackets are broken.
pub fn first_form(phrase: &str) -> String {
    let forms = alternatives(phrase).unwrap_or_default();
    forms.into_iter().next().unwrap_or_else(|| phrase.to_owned())
}

/// `a (b|c|) d` as its plain phrases.
pub(super) fn alternatives(phrase: &str) -> Result<Vec<String>, String> {
    // Brackets are read by functions that call each other.
    if depth(phrase) > DEEPEST {
        return Err(format!("has brackets more than {DEEPEST} deep in each other"));
    }
    let mut rest = phrase;
    let out = sequence(&mut rest)?;
    if rest.is_empty() {
        Ok(out)
    } else {
        Err("has a `)` or `|` without a `(`".to_owned())
    }
}

/// How deep its brackets stand in each other at most.
fn depth(phrase: &str) -> usize {
    let mut open: usize = 0;
    let mut deepest = 0;
    for byte in phrase.bytes() {
        match byte {
            b'(' => open += 1,
            b')' => open = open.saturating_sub(1),
            _ => (),
        }
        deepest = deepest.max(open);
    }
    deepest
}

/// Reads up to the end, a `|` or a `)`.
fn sequence(rest: &mut &str) -> Result<Vec<String>, String> {
    let mut out = vec![String::new()];
    loop {
        let plain = rest.find(['(', ')', '|']).unwrap_or(rest.len());
        let (before, after) = rest.split_at(plain);
        for head in &mut out {
            head.push_str(before);
        }
        *rest = after;
        let Some(inside) = rest.strip_prefix('(') else { return Ok(out) };
        *rest = inside;
        let options = options(rest)?;
        if out.len() * options.len() > MOST {
            return Err(format!("stands for more than {MOST} phrases"));
        }
        out = out
            .iter()
            .flat_map(|head| options.iter().map(move |option| [head.as_str(), option].concat()))
            .collect();
    }
}

/// Reads `b|c|)`. Brackets without a `|` may be left out.
fn options(rest: &mut &str) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    let mut count = 0;
    loop {
        out.extend(sequence(rest)?);
        count += 1;
        if let Some(after) = rest.strip_prefix('|') {
            *rest = after;
        } else if let Some(after) = rest.strip_prefix(')') {
            *rest = after;
            if count == 1 {
                out.push(String::new());
            }
            return Ok(out);
        } else {
            return Err("has a `(` without a `)`".to_owned());
        }
    }
}

/// The phrase in American spelling, if that is another; a phrase with two such words has both of them in one spelling.
fn american(phrase: &str, twins: &[&Twin]) -> Option<String> {
    let mut american = None;
    for twin in twins {
        let so_far = american.as_deref().unwrap_or(phrase);
        if so_far.contains(&twin.uk) {
            american = Some(so_far.replace(&twin.uk, &twin.us));
        }
    }
    american.filter(|american| american != phrase)
}

/// The plural of a phrase's last word where it is not made by adding -s or -es, which the scan allows for.
fn plural(phrase: &str) -> Option<String> {
    let body = |cut: usize, end: &str| Some([&phrase[..phrase.len() - cut], end].concat());
    match phrase.as_bytes() {
        [.., v, b'y'] if !b"aeiou ".contains(v) && v.is_ascii_lowercase() => body(1, "ies"),
        [.., b's', b'i', b's'] => body(2, "es"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn twins() -> Vec<Twin> {
        vec![Twin {
            uk: "oedem".into(),
            us: "edem".into(),
            whole: false,
        }]
    }

    #[test]
    fn brackets_twins_and_plurals() {
        assert_eq!(
            expand("(mild) oedema", &Twins::new(&twins()), true).unwrap(),
            ["edema", "mild edema", "mild oedema", "oedema"]
        );
        assert_eq!(expand("(b|d) c1", &Twins::default(), true).unwrap(), ["b c1", "d c1"]);
        assert_eq!(
            expand("(the (old|new)|an) x2", &Twins::default(), true).unwrap(),
            ["new x2", "old x2", "x2"]
        );
        assert_eq!(
            expand("T2-weighted abnormality", &Twins::default(), true).unwrap(),
            ["t2 weighted abnormalities", "t2 weighted abnormality"]
        );
        assert_eq!(expand("stenosis", &Twins::default(), true).unwrap(), ["stenoses", "stenosis"]);
    }

    #[test]
    fn the_first_choice_of_each_bracket_is_taken() {
        assert_eq!(
            first_form("effacement of (the) (cerebral|cortical|) sulci"),
            "effacement of the cerebral sulci"
        );
        assert_eq!(first_form("((b|c) d|e) f"), "b d f");
        assert_eq!(first_form("(b"), "(b");
    }

    #[test]
    fn broken_brackets_are_refused() {
        assert!(expand("(a", &Twins::default(), false).is_err());
        assert!(expand("a)", &Twins::default(), false).is_err());
        assert!(expand("a|b", &Twins::default(), false).is_err());
        assert!(expand("--", &Twins::default(), false).is_err());
        let nested = |depth: usize| format!("x{}b{}", "(".repeat(depth), ")".repeat(depth));
        assert_eq!(expand(&nested(20), &Twins::default(), false).unwrap(), ["x", "xb"]);
        for deep in [nested(21), nested(100_000), "(".repeat(100_000)] {
            assert_eq!(
                expand(&deep, &Twins::default(), false).unwrap_err(),
                "has brackets more than 20 deep in each other"
            );
        }
    }
}
