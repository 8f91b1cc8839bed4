//! The phrases of stated grades, and the `words` leaves of the flags.

use super::LexiconCompiler;
use super::phrases::{PhraseOwner, Plurals};
use crate::lexicon::compiled::{Lane, Note};
use crate::lexicon::grade_term::GradeTerm;

impl LexiconCompiler<'_> {
    /// The grade lane: names, scales and decoys of stated grades, and the `words` leaves of the flags.
    pub(super) fn grade_phrases(&mut self) {
        let library = self.library;
        let mut leaf = 0;
        for located in &library.flags {
            for criterion in located.entry.criteria() {
                criterion.for_each_words(&mut |words| {
                    let at = PhraseOwner::new(located.file, &located.entry.id, Lane::Grade, GradeTerm::Leaf(leaf).entry());
                    self.add(&at, words, Note::Names, Plurals::Yes, None);
                    leaf = leaf.saturating_add(1);
                });
            }
        }
        let Some(located) = &library.grades else { return };
        let def = &located.entry;
        let at = |term: GradeTerm| PhraseOwner::new(located.file, "entities", Lane::Grade, term.entry());
        self.add(&at(GradeTerm::Entity), &def.entities, Note::Names, Plurals::No, None);
        self.add(&at(GradeTerm::Other), &def.others, Note::Names, Plurals::Yes, None);
        self.add(&at(GradeTerm::Word), &def.words, Note::Names, Plurals::No, None);
        self.add_exact(&at(GradeTerm::Word), &def.abbrev);
        self.add(&at(GradeTerm::Peak), &def.peak, Note::Names, Plurals::No, None);
        self.add(&at(GradeTerm::Link), &def.links, Note::Names, Plurals::No, None);
        for (index, names) in (0..).zip(def.apart.values()) {
            self.add(&at(GradeTerm::Apart(index)), names, Note::Names, Plurals::Yes, None);
        }
        for (index, named) in (0..).zip(&def.named) {
            self.add(&at(GradeTerm::Named(index)), &named.words, Note::Names, Plurals::No, None);
        }
        let ids = def.scale_ids();
        for (name, id) in &def.scales {
            let scale = ids.iter().position(|i| i == id).unwrap_or(0) as u16;
            self.add(&at(GradeTerm::Scale(scale)), [name], Note::Names, Plurals::No, None);
        }
    }
}
