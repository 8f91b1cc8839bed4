//! The phrases of statements that are no findings.

use super::LexiconCompiler;
use super::phrases::{PhraseOwner, Plurals};
use crate::lexicon::compiled::{Lane, Note};
use crate::lexicon::statement::{StatementTerm, StatementWord, StatementWords, Therapy};

impl LexiconCompiler<'_> {
    /// The statement lane: therapies, and the words of comparisons and advice.
    pub(super) fn statement_phrases(&mut self) {
        let library = self.library;
        for (index, located) in (0..).zip(&library.therapies) {
            let def = &located.entry;
            let at = PhraseOwner::new(located.file, &def.id, Lane::Statement, StatementTerm::Therapy(index).entry());
            self.add(&at, &def.names, Note::Names, Plurals::Yes, None);
            self.add_exact(&at, &def.abbrev);
            self.add(&at, &def.not, Note::Decoy, Plurals::Yes, None);
        }
        for (index, located) in (0..).zip(&library.statements) {
            let def = &located.entry;
            let at = PhraseOwner::new(located.file, &def.id, Lane::Statement, StatementTerm::Word(index).entry());
            self.add(&at, &def.phrases, Note::Names, Plurals::No, None);
            self.add_exact(&at, &def.abbrev);
            self.add(&at, &def.not, Note::Decoy, Plurals::No, None);
        }
    }

    /// What the terms of that lane are.
    pub(super) fn statements(&self) -> StatementWords {
        let therapies = self.library.therapies.iter().map(|l| Therapy {
            id: l.entry.id.clone(),
            label: l.entry.label.clone(),
            kind: l.entry.kind.clone(),
            generic: l.entry.generic,
        });
        let words = self.library.statements.iter().map(|l| StatementWord {
            id: l.entry.id.clone(),
            says: l.entry.says,
        });
        StatementWords {
            therapies: therapies.collect(),
            words: words.collect(),
        }
    }
}
