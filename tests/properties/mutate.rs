//! Texts that are nearly reports.

use crate::support::corpus::corpus;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use radsift::lexicon::BUILTIN;
use std::sync::LazyLock;

static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| corpus().into_iter().map(|entry| entry.text).collect());

static LEXICONS: LazyLock<Vec<String>> = LazyLock::new(|| BUILTIN.iter().map(|(_, text)| (*text).to_owned()).collect());

static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| TEXTS.iter().flat_map(|text| text.split_whitespace()).collect());

/// What does not usually stand in reports: wide, combining and invisible characters, other scripts and directions, runs of marks.
const ODD: &[&str] = &[
    "\0",
    "\n",
    "\r\n",
    "\r",
    "\n\n\n",
    "\t",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\u{200b}",
    "\u{ad}",
    "\u{301}",
    "\u{fe0f}",
    "\u{202e}",
    "שלום",
    "مخ",
    "脑水肿",
    "１２",
    "𝄞",
    "👩‍⚕️",
    "ß",
    "ŉ",
    "ﬁ",
    "İ",
    "ſ",
    "K",
    "½",
    "№",
    "…",
    "–",
    "—",
    "-",
    "--",
    "/",
    ";",
    ":",
    ".",
    ",",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "#",
    "**",
    "?",
    "'",
    "’",
    "“",
    "\"",
    "\\",
    "&",
    "%",
    "1.",
    "99999999999999999999",
    "0.0.0",
    "1x2x3",
    "-1 cm",
    "3,5 cm",
    "C1-S5",
    "T99",
    "L5/S1",
    "grade",
    "no ",
    " not ",
    "IMPRESSION:",
    "Clinical details:",
    "x",
];

#[derive(Clone, Debug)]
enum Change {
    /// Takes a stretch out.
    Cut(Index, Index),
    /// Says a stretch twice.
    Double(Index, Index),
    /// Puts a stretch of another report in.
    Splice(Index, Index, Index, Index),
    /// Turns the case of a stretch.
    Flip(Index, Index),
    /// Takes the spaces out of a stretch.
    Squeeze(Index, Index),
    /// Puts something odd in, perhaps many times.
    Insert(Index, &'static str, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = || any::<Index>();
    prop_oneof![
        2 => (at(), at()).prop_map(|(a, b)| Change::Cut(a, b)),
        1 => (at(), at()).prop_map(|(a, b)| Change::Double(a, b)),
        2 => (at(), at(), at(), at()).prop_map(|(other, a, b, to)| Change::Splice(other, a, b, to)),
        1 => (at(), at()).prop_map(|(a, b)| Change::Flip(a, b)),
        1 => (at(), at()).prop_map(|(a, b)| Change::Squeeze(a, b)),
        6 => (at(), select(ODD), prop_oneof![9 => Just(1usize), 1 => 2usize..40]).prop_map(|(a, odd, times)| Change::Insert(a, odd, times)),
    ]
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The nearest character boundary not after the place that `index` picks.
fn place(text: &str, index: &Index) -> usize {
    boundary(text, index.index(text.len() + 1))
}

/// A short stretch: a whole report doubled again and again would only make the test slow.
fn stretch(text: &str, a: &Index, b: &Index) -> (usize, usize) {
    let from = place(text, a);
    (from, boundary(text, from + b.index(300)))
}

fn apply(text: &mut String, change: &Change) {
    match change {
        Change::Cut(a, b) => {
            let (from, to) = stretch(text, a, b);
            text.replace_range(from..to, "");
        }
        Change::Double(a, b) => {
            let (from, to) = stretch(text, a, b);
            let words = text[from..to].to_owned();
            text.insert_str(to, &words);
        }
        Change::Splice(other, a, b, to) => {
            let other = &TEXTS[other.index(TEXTS.len())];
            let (from, end) = stretch(other, a, b);
            text.insert_str(place(text, to), &other[from..end]);
        }
        Change::Flip(a, b) => {
            let (from, to) = stretch(text, a, b);
            let turned: String = text[from..to]
                .chars()
                .flat_map(|c| {
                    if c.is_uppercase() {
                        c.to_lowercase().collect::<Vec<_>>()
                    } else {
                        c.to_uppercase().collect()
                    }
                })
                .collect();
            text.replace_range(from..to, &turned);
        }
        Change::Squeeze(a, b) => {
            let (from, to) = stretch(text, a, b);
            let squeezed = text[from..to].replace(' ', "");
            text.replace_range(from..to, &squeezed);
        }
        Change::Insert(at, odd, times) => text.insert_str(place(text, at), &odd.repeat(*times)),
    }
}

/// One of `texts` with a few changes.
fn damaged<'a>(texts: impl Fn() -> &'a [String]) -> impl Strategy<Value = String> {
    (any::<Index>(), prop::collection::vec(change(), 0..12)).prop_map(move |(which, changes)| {
        let mut text = which.get(texts()).clone();
        for change in &changes {
            apply(&mut text, change);
        }
        text
    })
}

/// A report of the corpus with a few changes.
pub fn damaged_report() -> impl Strategy<Value = String> {
    damaged(|| &TEXTS)
}

/// A built-in lexicon file with a few changes.
pub fn damaged_lexicon() -> impl Strategy<Value = String> {
    damaged(|| &LEXICONS)
}

/// Words of many reports in any order, with odd things between them.
pub fn word_soup() -> impl Strategy<Value = String> {
    let word = any::<Index>().prop_map(|index| WORDS[index.index(WORDS.len())]);
    let piece = (
        word,
        prop_oneof![6 => Just(" "), 1 => Just(", "), 1 => Just(" and "), 1 => Just("\n"), 2 => select(ODD)],
    );
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}
