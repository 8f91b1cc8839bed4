//! DEM001: the sex of the patient, in the text against the record and against itself.

use crate::lint::facts::Facts;
use crate::lint::hit::Hit;
use crate::lint::rule::Rule;
use crate::lint::tables::{SexWords, WordList, metadata};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "DEM001",
    needs: &[],
    check,
};

fn check(facts: &Facts<'_>, out: &mut Vec<Hit>) {
    let text = facts.text();
    let told = |words: &SexWords| -> Vec<Span> {
        let lists: [&WordList; 3] = [&words.nouns, &words.pronouns, &words.organs];
        lists
            .iter()
            .flat_map(|list| list.find(text).filter(|span| is_of_patient(text, *span)))
            .collect()
    };
    let [women, men] = &facts.tables.sexes;
    let (of_women, of_men) = (told(women), told(men));
    let name = |sex: char| if sex == 'F' { "a woman" } else { "a man" };
    match metadata::sex(facts.meta) {
        Some(sex) => {
            let (other, against) = if sex == 'F' { ('M', of_men) } else { ('F', of_women) };
            if let Some(span) = against.first() {
                let message = format!("the text speaks of {}, and the record is of {}", name(other), name(sex));
                out.push(Hit::at(RULE.code, message, *span, format!("{} here", name(other))));
            }
        }
        None => {
            if let ([a, ..], [b, ..]) = (&of_women[..], &of_men[..]) {
                out.push(Hit::at(RULE.code, "the text speaks of a woman and of a man", *a, "a woman here").and(*b, "a man here"));
            }
        }
    }
}

/// False where somebody else is meant: a relative, the referring doctor, a comparison with "male" and "female" in one phrase.
fn is_of_patient(text: &str, span: Span) -> bool {
    const OTHERS: [&str; 30] = [
        "mother",
        "father",
        "brother",
        "sister",
        "son",
        "daughter",
        "wife",
        "husband",
        "aunt",
        "uncle",
        "dr",
        "doctor",
        "family",
        "partner",
        "twin",
        "physician",
        "radiologist",
        "nurse",
        "donor",
        "cousin",
        "parent",
        "parents",
        "grandmother",
        "grandfather",
        "carer",
        "neighbour",
        "surgeon",
        "consultant",
        "registrar",
        "gp",
    ];
    const AROUND: usize = 60;
    let mut from = (span.start as usize).saturating_sub(AROUND);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (span.end as usize + AROUND / 2).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let around = &text[from..to];
    let words = around.split(|c: char| !c.is_alphanumeric());
    let others = words
        .filter(|word| OTHERS.iter().any(|other| other.eq_ignore_ascii_case(word)))
        .count();
    // A form that lists both: "M/F", "male/female".
    let form = text[span.end as usize..].starts_with('/') || text[..span.start as usize].ends_with('/');
    others == 0 && !form
}
