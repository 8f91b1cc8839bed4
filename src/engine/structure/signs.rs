//! Words that tell what a line or a zone is. Which words they are stands in `lexicons/`, as parts with the names below; what follows from
//! them is grammar.

use crate::lexicon::{Lane, Lexicon};
use crate::terms::Terms;

/// What a form says behind a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is there.
    Yes,
    /// It is not.
    No,
    /// It may be.
    Maybe,
    /// Nothing is said: a blank, an empty box, "not assessed".
    Open,
}

/// What the words of a sign tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// An answer.
    Answer(Answer),
    /// The head of a list of things that are there, or are not.
    Heads(Answer),
    /// Words of a request.
    Request,
    /// Words that lead to what is asked.
    Asks,
    /// Words of what was done.
    Technique,
    /// Words of what was seen.
    Findings,
}

/// The parts that are signs, by name.
const NAMES: &[(&str, Sign)] = &[
    ("answer_yes", Sign::Answer(Answer::Yes)),
    ("answer_no", Sign::Answer(Answer::No)),
    ("answer_maybe", Sign::Answer(Answer::Maybe)),
    ("answer_open", Sign::Answer(Answer::Open)),
    ("heads_yes", Sign::Heads(Answer::Yes)),
    ("heads_no", Sign::Heads(Answer::No)),
    ("zone_request", Sign::Request),
    ("zone_asks", Sign::Asks),
    ("zone_technique", Sign::Technique),
    ("zone_findings", Sign::Findings),
];

/// Which parts of a lexicon are signs.
#[derive(Debug, Default)]
pub struct Signs {
    by_part: Vec<Option<Sign>>,
}

impl Signs {
    /// The signs of a lexicon.
    pub fn of(lexicon: &Lexicon) -> Self {
        let sign = |id: &String| NAMES.iter().find(|(name, _)| name == id).map(|&(_, sign)| sign);
        Self {
            by_part: lexicon.parts.iter().map(sign).collect(),
        }
    }
}

/// A sign in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// Its first token.
    pub first: u32,
    /// One past its last token.
    pub end: u32,
    /// What it tells.
    pub sign: Sign,
}

/// The signs of one report, in order of place, of those that begin together the longest first.
#[derive(Debug, Default)]
pub(super) struct FoundSigns(Vec<Found>);

impl FoundSigns {
    /// Takes the signs from among the terms.
    pub fn take(&mut self, signs: &Signs, terms: &Terms) {
        self.0.clear();
        let found = |t: &crate::terms::Term| {
            signs.by_part[t.entry as usize].map(|sign| Found {
                first: t.first,
                end: t.end,
                sign,
            })
        };
        self.0.extend(terms.lane(Lane::Part).iter().filter_map(found));
        self.0.sort_by_key(|f| (f.first, std::cmp::Reverse(f.end)));
    }

    /// Those that begin in the tokens from `first` up to, not including, `end`.
    pub fn between(&self, first: u32, end: u32) -> &[Found] {
        let from = self.0.partition_point(|f| f.first < first);
        let to = from + self.0[from..].partition_point(|f| f.first < end);
        &self.0[from..to]
    }

    /// The longest answer that begins at token `at`.
    pub fn answer(&self, at: u32) -> Option<(u32, Answer)> {
        self.between(at, at + 1).iter().find_map(|f| match f.sign {
            Sign::Answer(answer) => Some((f.end, answer)),
            _ => None,
        })
    }

    /// The longest head of a list that begins at token `at`: a phrase of its own, or an answer.
    pub fn head(&self, at: u32) -> Option<(u32, Answer)> {
        self.between(at, at + 1).iter().find_map(|f| match f.sign {
            Sign::Heads(answer) | Sign::Answer(answer) => Some((f.end, answer)),
            _ => None,
        })
    }
}
