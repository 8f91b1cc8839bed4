//! Whether a text can be a report at all: an archive may hold texts in other languages, letters of other kinds, and what was never text.

use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::Lane;
use crate::vocabulary::Role;

/// Why a text is probably no report that the rules can read. Its findings are still read, but what it does not state means little.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OddText {
    /// Numbers or signs more than words: a table of values, a file that is packed or encoded.
    NotWords,
    /// Words of which the lexicon knows fewer than half: another language, or letters thrown together.
    NotEnglish,
    /// English without a finding, a modality, a part of the body and the headings of a report.
    NotRadiology,
}

/// Fewer letters than these say nothing of the language: "NAD", a name, a single line.
const FEW_LETTERS: usize = 16;
/// A text with fewer tokens can be a title or a value.
const FEW_TOKENS: usize = 20;
/// Fewer words can well be without one of the grammar.
const FEW_WORDS: usize = 12;
/// No text has words so long on average, in bytes. What is packed or encoded is often a single token.
const LONG_WORDS: usize = 60;
/// As many words, and none of radiology among them, are no short report ("Unchanged since yesterday. As discussed on the phone.").
const MANY_WORDS: usize = 25;

/// One word in as many is an English word of the grammar ("the", "of", "is") in any English text, and none or one in twenty in other languages.
const ENGLISH: usize = 10;

/// Words of a text, and letters in them.
#[derive(Default)]
struct Words {
    count: usize,
    letters: usize,
    known_letters: usize,
}

impl Words {
    fn of(doc: &Document) -> Self {
        let mut words = Self::default();
        for (token, is_known) in doc.terms.words() {
            let (start, end) = doc.buffer.tokens[token as usize].folded;
            let folded = &doc.buffer.folded()[start as usize..end as usize];
            if folded.len() > 1 && folded.iter().all(|byte| byte.is_ascii_lowercase() || !byte.is_ascii()) {
                words.count += 1;
                words.letters += folded.len();
                words.known_letters += if is_known { folded.len() } else { 0 };
            }
        }
        words
    }

    /// True when fewer than half of the letters are known and hardly a word is one of the English grammar, of which there are `grammar`. Words of
    /// Latin and Greek are alike in many languages, so that of a text without any such word two thirds must be known.
    fn are_not_english(&self, grammar: usize) -> bool {
        let (half, two_thirds) = (self.known_letters * 2 < self.letters, self.known_letters * 3 < self.letters * 2);
        half && grammar * ENGLISH < self.count || two_thirds && grammar == 0 && self.count >= FEW_WORDS
    }
}

/// What is odd about a text; `None` for one that can be a report, and for one too short to tell. Languages are told by letters and not by words,
/// because some of them write no blanks. Of reports of head and spine the lexicon knows at least 70 % of the letters, of reports in ten other
/// languages at most 45 %.
pub(super) fn odd_text(doc: &Document, mentions: &[Mention]) -> Option<OddText> {
    let tokens = doc.buffer.tokens.len();
    if tokens == 0 {
        return None;
    }
    let words = Words::of(doc);
    if doc.text.len() > tokens * LONG_WORDS || tokens >= FEW_TOKENS && words.count * 3 < tokens {
        return Some(OddText::NotWords);
    }
    if words.letters >= FEW_LETTERS && words.are_not_english(words_of_the_grammar(doc)) {
        return Some(OddText::NotEnglish);
    }
    let is_odd = words.count >= MANY_WORDS && mentions.is_empty() && !names_a_study(doc) && !has_headings(doc);
    is_odd.then_some(OddText::NotRadiology)
}

/// Articles are tokens that fold to nothing; the others are found in a lane of their own.
fn words_of_the_grammar(doc: &Document) -> usize {
    let articles = doc.buffer.tokens.iter().filter(|token| token.folded.0 == token.folded.1);
    articles.count() + doc.terms.lane(Lane::Word).len()
}

fn names_a_study(doc: &Document) -> bool {
    doc.study
        .is_some_and(|study| study.modality(doc).is_some() || study.body_parts().is_some())
}

/// True when it has headings that reports have and other letters have not.
fn has_headings(doc: &Document) -> bool {
    let of_a_report = |role| !matches!(role, Role::Clinical | Role::Other);
    doc.sections
        .iter()
        .any(|section| section.rule.is_some() && of_a_report(section.role))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Extractor, Meta, Session};

    #[test]
    fn what_a_text_is() {
        use OddText::{NotEnglish, NotRadiology, NotWords};
        let cases = [
            (None, "MRI brain. No diffusion restriction. Normal study."),
            (None, "NAD"),
            (None, "Kein Infarkt."),
            (
                None,
                "Discussed with the ward at ten o'clock. To be repeated tomorrow if she is still unwell.",
            ),
            (
                None,
                "MRI of the knee. The menisci and the cruciate ligaments are intact. There is no effusion, and the cartilage is preserved in all of the compartments.",
            ),
            (None, "The patient smokes cigarettes and drinks wine."),
            (
                Some(NotEnglish),
                "MRT des Schädels. Kein Nachweis einer frischen Ischämie, keine Blutung. Die Ventrikel sind nicht erweitert.",
            ),
            (
                Some(NotEnglish),
                "Scanner cérébral. Pas de saignement. Les ventricules ne sont pas dilatés. Absence de fracture.",
            ),
            (
                Some(NotEnglish),
                "TC de cráneo. No se observan hemorragias. Las estructuras de la línea media no están desplazadas.",
            ),
            (Some(NotEnglish), "КТ головы. Кровоизлияния нет."),
            (Some(NotEnglish), "头部CT未见出血，中线结构无移位。"),
            (
                Some(NotRadiology),
                "Dear colleague, thank you for sending this kind man to our clinic. He sleeps badly and has lost weight. His \
                 wife says that he forgets things. We shall see him again in a month.",
            ),
            (
                Some(NotWords),
                "4.2, 5.1, 139, 4.0, 101, 24, 5.5, 88, 140, 12.1, 250, 7.9, 0.4, 33, 2.2, 9.1",
            ),
            (Some(NotWords), &"f3a90bc2d871e456".repeat(20)),
        ];
        let extractor = Extractor::new().unwrap();
        let mut session = Session::default();
        for (odd, text) in cases {
            let report = extractor.analyse(&mut session, text, &Meta::default());
            assert_eq!(report.coverage.odd, odd, "{text}");
        }
    }
}
