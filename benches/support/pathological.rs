//! Texts that say one thing again and again, as no report does: what is looked for around each word must not grow with the text.

use radsift::lexicon::{Lane, Lexicon};
use std::collections::BTreeMap;

/// A text of any length.
pub struct Case {
    /// What stands once, at the beginning.
    opening: String,
    /// What is repeated.
    unit: String,
}

impl Case {
    /// The text of `times` times the units that make so many bytes.
    pub fn text(&self, bytes: usize, times: usize) -> String {
        self.opening.clone() + &self.unit.repeat(bytes.div_ceil(self.unit.len()) * times)
    }

    /// How it begins, to tell it from others.
    pub fn name(&self) -> String {
        format!("{}{}", self.opening, self.unit)
            .chars()
            .take(48)
            .collect::<String>()
            .escape_debug()
            .to_string()
    }
}

/// What is repeated.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    // Marks, and words of the grammar.
    ", ", "(", "[", "((infarct ", ":", "a: ", "?", ";", ". . . ", "x.", "a-", "a/", "----------", "_____ ", "\n", "infarct\n\n", "a\tb\n",
    "a\r\n", "| a | b |\n", "| infarct | no |\n", "a | ", "- ", "- infarct\n", "1. ", "1. infarct\n", "a", "word ", "word\n", "\u{200b}",
    "\u{200b} ", "\u{e9}", "\u{4e2d}", "\\n", "&amp;", "<!--", "<!", "<script>", "{\\rtf ", "[ ] a ", "[x] infarct\n", "[ ] infarct [x] mass ",
    "(x) a (x) b ", "a: no/no/no/no/no/no/no/no/no/no ", "left ", "and ", "or ", "or infarct ", "with ", "with oedema ", "without ", "is ",
    ", which ", "the ", "of the ", "if ", "1 2 3 ", "3 x 4 x ", "3 x 4 mm ", "1/2 ", ".5 ",
    // Cues.
    "no ", "no infarct ", "no infarct but mass ", "no mass and infarct, but no oedema, and ", "no x but y ", "without mild oedema, and ",
    "mass effect ", "possible ", "infarct possible, ", "due to ", "infarct due to oedema ", "infarct consistent with ",
    "consistent with infarct or mass. ", "Differential: infarct, mass. ", "oedema consistent with infarct. ",
    "infarct cannot be excluded, ", "infarct? ", "?infarct ",
    "infarct. no infarct. ", "history of infarct. ", "infarct unchanged ", "unchanged ", "new infarct, increased. ", "It is unchanged. ",
    "recommend ", "Recommend MRI if infarct. ", "If oedema persists, MRI is recommended. ", "12 mm infarct (previously 8 mm). ",
    "previously 8 mm ",
    // Findings, places and levels.
    "left infarct right infarct ", "infarct in the left frontal lobe, ", "frontal lobe, ", "left insula ",
    "There is oedema of the left insula. ", "Acute infarct of the left insula with cytotoxic oedema. ",
    "Infarct of the left insula with cytotoxic oedema of the left insula. Oedema of the right pons. ",
    "The cord is swollen at C4. Patchy enhancement. ", "Bones intact. L4-5: negative. ", "C4 ", "T1 T2 ", "L4-5 ", "C4/5 disc protrusion. ",
    "normal ", "the lesion. ", "No further foci of enhancement; the left focus is unchanged. ",
    "craniotomy of the left frontal lobe, cavity, enhancement ", "infacrt ", "hemorrage. ",
    // Headings, studies, dates, therapies and grades.
    "IMPRESSION:", "IMPRESSION:\n", "Findings: infarct. ", "Findings\ninfarct\n", "Technique:\nMRI.\n", "Technique: ", "Comparison: MRI 2020. ",
    "Comparison: CT.\n", "Addendum: ", "Name: ", "Patient: x ", "Indicaton: ", "haemorrhage: yes\n", "haemorrhage: no\n", "MRI ", "MRI BRAIN\n",
    "CT HEAD WITHOUT CONTRAST\nNo infarct.\n", "2024-01-02 ", "01/02/2024 ", "Compared with MRI 01/02/2024, infarct unchanged. ", "no prior ",
    "follow-up in 3 months. ", "grade 3 ", "ICANS grade 3 ", "ICANS 3, now 2. ", "day 3 after CAR-T ", "CAR T infusion on 01/02/2024. ",
];

/// What stands once, and what is repeated behind it.
const OPENED: &[(&str, &str)] = &[
    ("Infarct.\n", "- oedema\n"),
    ("Infarct.\n", "; oedema\n"),
    ("MRI brain. Infarct of the pons.\n", "- oedema of the pons. No mass.\n"),
    ("Differential diagnosis:\n", "  infarct\n"),
    ("Lesions:\n", "left insula\n"),
    ("Negative findings:\n", "infarct\n"),
    ("MRI brain and cervical spine.\n", "The cord is normal. "),
    ("| Finding | Yes | No |\n", "| infarct | x | |\n"),
];

/// All cases: the ones written down, and for each lane of the lexicon all of its phrases, one behind the other, as one sentence and as many.
pub fn cases(lexicon: &Lexicon) -> Vec<Case> {
    let case = |opening: &str, unit: &str| Case {
        opening: opening.to_owned(),
        unit: unit.to_owned(),
    };
    let mut all: Vec<Case> = UNITS.iter().map(|unit| case("", unit)).collect();
    all.extend(OPENED.iter().map(|(opening, unit)| case(opening, unit)));
    for (_, phrases) in by_lane(lexicon) {
        // About as much of each lane as the text is long; from all over the lane.
        let some: Vec<&str> = phrases.iter().step_by(phrases.len().div_ceil(SOME)).copied().collect();
        all.extend([" ", ", ", " infarct. no ", ".\n"].map(|between| case("", &(some.join(between) + between))));
    }
    all
}

/// So many phrases of a lane are said one behind the other.
const SOME: usize = 150;

/// Each phrase of the lexicon, alone and beside a finding.
#[allow(dead_code, reason = "only the bench goes through all")]
pub fn each_phrase(lexicon: &Lexicon) -> Vec<Case> {
    let phrases = by_lane(lexicon).into_values().flatten();
    let around = |phrase: &str| {
        [
            format!("{phrase} "),
            format!("{phrase} infarct "),
            format!("{phrase}, "),
            format!("infarct {phrase}. "),
        ]
        .map(|unit| Case {
            opening: String::new(),
            unit,
        })
    };
    phrases.flat_map(around).collect()
}

/// The phrases of each lane, by its number.
fn by_lane(lexicon: &Lexicon) -> BTreeMap<u8, Vec<&str>> {
    let mut lanes: BTreeMap<u8, Vec<&str>> = BTreeMap::new();
    for phrase in lexicon.texts.iter() {
        let (from, to) = phrase.postings;
        let mut own: Vec<Lane> = lexicon.postings[from as usize..to as usize].iter().map(|p| p.lane).collect();
        own.dedup();
        own.into_iter()
            .for_each(|lane| lanes.entry(lane as u8).or_default().push(phrase.text));
    }
    lanes
}
