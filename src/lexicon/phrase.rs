//! From a phrase as a person writes it to the strings the automaton looks for.

use super::schema::Twin;
use crate::text::fold_phrase;

/// A phrase may not stand for more strings than this.
const MOST: usize = 1000;

/// All strings a phrase stands for: alternatives in brackets, spelling twins, plurals. Folded, sorted, no string twice.
///
/// # Errors
/// Says what is wrong with the brackets.
pub fn expand(phrase: &str, twins: &[Twin], plurals: bool) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    for plain in alternatives(phrase)? {
        let folded = fold_phrase(&plain);
        if folded.is_empty() {
            return Err("has no letters or digits".to_owned());
        }
        for spelt in spellings(folded, twins) {
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

/// `a (b|c|) d` as its plain phrases.
fn alternatives(phrase: &str) -> Result<Vec<String>, String> {
    let mut out = vec![String::new()];
    let mut rest = phrase;
    while let Some(open) = rest.find(['(', ')']) {
        if rest.as_bytes()[open] == b')' {
            return Err("has a `)` without a `(`".to_owned());
        }
        let (before, after) = (&rest[..open], &rest[open + 1..]);
        let close = after.find([')', '(']).ok_or("has a `(` without a `)`")?;
        if after.as_bytes()[close] == b'(' {
            return Err("has brackets inside brackets".to_owned());
        }
        let inside = &after[..close];
        let mut options: Vec<&str> = inside.split('|').collect();
        if options.len() == 1 {
            options.push("");
        }
        if out.len() * options.len() > MOST {
            return Err(format!("stands for more than {MOST} phrases"));
        }
        out = out
            .iter()
            .flat_map(|head| options.iter().map(move |option| format!("{head}{before}{option}")))
            .collect();
        rest = &after[close + 1..];
    }
    for head in &mut out {
        head.push_str(rest);
    }
    Ok(out)
}

/// The phrase in British and in American spelling; a phrase with two such words in either, not mixed.
fn spellings(phrase: String, twins: &[Twin]) -> Vec<String> {
    let mut american = phrase.clone();
    for twin in twins {
        if american.contains(&twin.uk) {
            american = american.replace(&twin.uk, &twin.us);
        }
    }
    if american == phrase { vec![phrase] } else { vec![phrase, american] }
}

/// The regular plurals of a phrase's last word.
fn plural(phrase: &str) -> Vec<String> {
    let last = phrase.rsplit(' ').next().unwrap_or(phrase);
    if last.len() < 3 || !last.ends_with(|c: char| c.is_ascii_lowercase()) {
        return Vec::new();
    }
    let body = |cut: usize, end: &str| format!("{}{end}", &phrase[..phrase.len() - cut]);
    let before = last.as_bytes()[last.len() - 2];
    match last.as_bytes()[last.len() - 1] {
        b'y' if !b"aeiou".contains(&before) => vec![body(1, "ies")],
        b's' if last.ends_with("sis") => vec![body(2, "es")],
        b's' | b'x' | b'z' => vec![body(0, "es")],
        b'h' if matches!(before, b's' | b'c') => vec![body(0, "es")],
        _ => vec![body(0, "s")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn twins() -> Vec<Twin> {
        vec![Twin { uk: "oedem".into(), us: "edem".into() }]
    }

    #[test]
    fn brackets_twins_and_plurals() {
        assert_eq!(
            expand("(mild) oedema", &twins(), true).unwrap(),
            ["edema", "edemas", "mild edema", "mild edemas", "mild oedema", "mild oedemas", "oedema", "oedemas"]
        );
        assert_eq!(expand("(a|b) c1", &[], true).unwrap(), ["a c1", "b c1"]);
        assert_eq!(expand("T2-weighted abnormality", &[], true).unwrap(), ["t2 weighted abnormalities", "t2 weighted abnormality"]);
        assert_eq!(expand("stenosis", &[], true).unwrap(), ["stenoses", "stenosis"]);
    }

    #[test]
    fn broken_brackets_are_refused() {
        assert!(expand("(a", &[], false).is_err());
        assert!(expand("a)", &[], false).is_err());
        assert!(expand("((a))", &[], false).is_err());
        assert!(expand("--", &[], false).is_err());
    }
}
