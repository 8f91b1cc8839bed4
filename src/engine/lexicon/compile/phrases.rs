//! The phrases of all lanes.

use super::LexiconCompiler;
use crate::lexicon::base::Carried;
use crate::lexicon::compiled::*;
use crate::lexicon::phrase::expand;
use crate::lexicon::schema::Denial;
use crate::lexicon::words::WORDS;
use crate::text::fold_phrase;
use std::collections::HashMap;

/// No phrase has more words: its length is kept in a byte.
const MOST_WORDS: usize = 255;

/// Folded phrases that no other entry of the lane may claim, with the id of the entry that does.
type Owners<'a> = HashMap<String, &'a str>;

/// The entry whose phrases are put into the book.
#[derive(Clone, Copy)]
pub(super) struct PhraseOwner<'a> {
    /// Its file.
    pub file: usize,
    /// Its id.
    pub id: &'a str,
    /// Its lane.
    pub lane: Lane,
    /// Its number there.
    pub entry: u16,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Plurals {
    Yes,
    No,
}

impl<'a> LexiconCompiler<'a> {
    /// Puts the phrases of all lanes into the book. False when it could not, because of phrases that belong to two entries, of which one is carried:
    /// whose they are is seen only when all are read again.
    pub(super) fn phrases(&mut self) -> bool {
        let finding_owners = self.finding_phrases();
        self.site_phrases();
        self.part_attribute_and_cue_phrases();
        let heading_owners = self.headings();
        for (entry, (_, words)) in (0..).zip(WORDS) {
            for word in *words {
                self.book.add((*word).to_owned(), false, Lane::Word, entry, Note::Names);
            }
        }
        self.grade_phrases();
        self.study_phrases();
        self.statement_phrases();
        let Some(carried) = &self.carried else { return true };
        !carried.claims(Lane::Finding, true, &finding_owners) && !carried.claims(Lane::Section, false, &heading_owners)
    }

    fn finding_phrases(&mut self) -> Owners<'a> {
        let mut owners = Owners::default();
        for (entry, located) in (0..).zip(self.finding_order.clone()) {
            let def = &located.entry;
            let at = PhraseOwner::new(located.file, &def.id, Lane::Finding, entry);
            let denials = || {
                def.absent.iter().filter_map(|denial| match denial {
                    Denial::Phrase(phrase) => Some(phrase),
                    Denial::Pattern(_) => None,
                })
            };
            if self.carry(&at, def.terms.iter().chain(&def.shared).chain(&def.not).chain(denials())) {
                continue;
            }
            self.add(&at, &def.terms, Note::Names, Plurals::Yes, Some(&mut owners));
            self.add(&at, &def.shared, Note::Names, Plurals::Yes, None);
            self.add(&at, denials(), Note::Denies, Plurals::No, None);
            self.add_exact(&at, &def.abbrev);
            self.add(&at, &def.not, Note::Decoy, Plurals::Yes, None);
        }
        owners
    }

    fn site_phrases(&mut self) {
        for (entry, (located, _)) in (0..).zip(self.site_order.clone()) {
            let def = &located.entry;
            let at = PhraseOwner::new(located.file, &def.id, Lane::Site, entry);
            if self.carry(&at, def.terms.iter().chain(&def.both).chain(&def.not)) {
                continue;
            }
            let single = def.terms.iter().filter(|term| !def.both.contains(term));
            self.add(&at, single, Note::Names, Plurals::Yes, None);
            self.add(&at, &def.both, Note::BothSides, Plurals::No, None);
            self.add_exact(&at, &def.abbrev);
            self.add(&at, &def.not, Note::Decoy, Plurals::Yes, None);
        }
    }

    fn part_attribute_and_cue_phrases(&mut self) {
        let library = self.library;
        for (entry, located) in (0..).zip(&library.parts) {
            let (at, def) = (PhraseOwner::new(located.file, &located.entry.id, Lane::Part, entry), &located.entry);
            self.named(&at, Plurals::Yes, &def.terms, &def.abbrev, &def.not);
        }
        for (entry, located) in (0..).zip(&library.attributes) {
            let def = &located.entry;
            let at = PhraseOwner::new(located.file, &def.value, Lane::Attribute, entry);
            self.named(&at, Plurals::No, &def.terms, &def.abbrev, &def.not);
        }
        for (entry, located) in (0..).zip(&library.cues) {
            let (at, def) = (PhraseOwner::new(located.file, &located.entry.id, Lane::Cue, entry), &located.entry);
            self.named(&at, Plurals::No, &def.phrases, &def.abbrev, &def.not);
        }
    }

    fn headings(&mut self) -> Owners<'a> {
        let mut owners = Owners::default();
        for (entry, located) in (0..).zip(&self.library.sections) {
            let at = PhraseOwner::new(located.file, &located.entry.id, Lane::Section, entry);
            if !self.carry(&at, &located.entry.headings) {
                self.add(&at, &located.entry.headings, Note::Names, Plurals::No, Some(&mut owners));
            }
        }
        owners
    }

    /// The phrases of an entry that has words, words in capitals, and phrases that only look like it.
    pub(super) fn named(&mut self, at: &PhraseOwner<'a>, plurals: Plurals, names: &[String], abbrev: &[String], not: &[String]) {
        if self.carry(at, names.iter().chain(not)) {
            return;
        }
        self.add(at, names, Note::Names, plurals, None);
        self.add_exact(at, abbrev);
        self.add(at, not, Note::Decoy, plurals, None);
    }

    /// True when the phrases of an entry, `phrases` among them, are those that it has in the built-in lexicon, which go into the book as they are.
    fn carry<'p>(&mut self, at: &PhraseOwner<'a>, phrases: impl IntoIterator<Item = &'p String>) -> bool {
        let carry = |carried: &mut Carried<'a>| carried.carry(self.library, at.file, at.lane, at.id, at.entry, phrases);
        self.carried.as_mut().is_some_and(carry)
    }

    pub(super) fn add<'p>(
        &mut self,
        at: &PhraseOwner<'a>,
        phrases: impl IntoIterator<Item = &'p String>,
        note: Note,
        plurals: Plurals,
        mut owners: Option<&mut Owners<'a>>,
    ) {
        for phrase in phrases {
            let texts = match expand(phrase, &self.twins, plurals == Plurals::Yes) {
                Ok(texts) => texts,
                Err(why) => {
                    self.problem(at.file, at.id, phrase, format!("the phrase {why}"), None);
                    continue;
                }
            };
            for text in texts {
                if self.is_too_long(at, phrase, &text) {
                    break;
                }
                if let Some(owners) = owners.as_deref_mut() {
                    match owners.get(&text) {
                        Some(other) if *other != at.id => {
                            let message = format!("`{text}` belongs to `{}` and to `{other}`", at.id);
                            let help = Some("one phrase means one thing: leave it with one of them".to_owned());
                            self.problem(at.file, at.id, phrase, message, help);
                            continue;
                        }
                        _ => owners.insert(text.clone(), at.id),
                    };
                }
                self.book.add(text, plurals == Plurals::Yes, at.lane, at.entry, note);
            }
        }
    }

    pub(super) fn add_exact(&mut self, at: &PhraseOwner<'a>, phrases: &[String]) {
        for phrase in phrases {
            let folded = fold_phrase(phrase);
            if folded.is_empty() {
                self.problem(at.file, at.id, phrase, "the phrase has no letters or digits".to_owned(), None);
                continue;
            }
            if self.is_too_long(at, phrase, &folded) {
                continue;
            }
            self.book.add_exact(format!("{folded}s"), format!("{phrase}s"), at.lane, at.entry);
            self.book.add_exact(folded, phrase.clone(), at.lane, at.entry);
        }
    }

    /// True, and a problem, when the folded `text` of a phrase has more than [`MOST_WORDS`].
    fn is_too_long(&mut self, at: &PhraseOwner<'a>, phrase: &str, text: &str) -> bool {
        // A word and its blank are two bytes at least.
        let is_long = text.len() > 2 * MOST_WORDS && text.split(' ').count() > MOST_WORDS;
        if is_long {
            self.problem(at.file, at.id, phrase, format!("the phrase has more than {MOST_WORDS} words"), None);
        }
        is_long
    }
}

impl<'a> PhraseOwner<'a> {
    pub(super) fn new(file: usize, id: &'a str, lane: Lane, entry: u16) -> Self {
        Self { file, id, lane, entry }
    }
}

#[cfg(test)]
mod tests {
    use super::MOST_WORDS;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_phrase_has_as_many_words_as_its_length_can_count() {
        let part = |words: usize| {
            format!(
                "[[part]]\nid = \"long\"\nterms = [\"short\",\n\"{}\"]\n",
                vec!["xy"; words].join(" ")
            )
        };
        assert!(Lexicon::with_text("own.toml", &part(MOST_WORDS)).is_ok());
        let problems = Lexicon::with_text("own.toml", &part(MOST_WORDS + 1)).unwrap_err();
        let [problem] = problems.0.as_slice() else { panic!("{problems}") };
        assert_eq!((problem.file.as_str(), problem.place().map(|place| place.0)), ("own.toml", Some(4)));
        assert_eq!(problem.message, "the phrase has more than 255 words");
    }
}
