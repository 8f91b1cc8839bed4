//! NegEx trigger lists: one phrase per line, with its kind in square brackets.

use super::{Does, ENDS_SCOPE, Rule, plain};

pub(super) fn parse(text: &str) -> Vec<Rule> {
    let rule = |(index, line): (usize, &str)| {
        let (phrase, rest) = line.trim_end().rsplit_once('[')?;
        let kind = rest.strip_suffix(']')?.trim();
        if kind.is_empty() || !kind.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let does = match kind.to_ascii_uppercase().as_str() {
            "PREN" => Does::Cue("absent", "after", None),
            "POST" => Does::Cue("absent", "before", None),
            "PREP" => Does::Cue("possible", "after", None),
            "POSP" => Does::Cue("possible", "before", None),
            "CONJ" => Does::Cue(ENDS_SCOPE, "after", None),
            "PSEU" => Does::Nothing,
            _ => Does::Unknown(kind.to_owned()),
        };
        Some(Rule {
            line: index + 1,
            name: phrase.trim().to_owned(),
            does,
            phrases: plain(phrase).map(|p| vec![p]),
        })
    };
    text.lines().enumerate().filter_map(rule).collect()
}
