//! Parts that had another id once: the old id is read and noted.

use super::library::Library;
use super::located::Located;
use super::schema::{Denial, ExtendDef, PartDef};
use std::collections::HashMap;

/// Old ids with the new ones.
#[derive(Default)]
pub(super) struct Aliases(HashMap<String, String>);

/// Where an old id was met: file, entry, the word as it stands there, the old id, the new one.
type Met = (usize, String, String, String, String);

impl Aliases {
    /// Those of these parts. An old id that a part has again is that part's.
    pub fn of(parts: &[Located<PartDef>]) -> Self {
        let old = parts
            .iter()
            .flat_map(|p| p.entry.was.iter().map(|old| (old.clone(), p.entry.id.clone())));
        let mut aliases: HashMap<String, String> = old.collect();
        for part in parts {
            aliases.remove(&part.entry.id);
        }
        Self(aliases)
    }

    /// Gives parts that replace an earlier one under its old id the new id, as extensions that mean it by that.
    pub fn rename_entries(&self, library: &mut Library, parts: &mut [Located<PartDef>], extensions: &mut [Located<ExtendDef>]) {
        let parts = parts.iter_mut().map(|l| (l.file, &mut l.entry.id));
        let extensions = extensions.iter_mut().map(|l| (l.file, &mut l.entry.id));
        let mut met = Vec::new();
        for (file, id) in parts.chain(extensions) {
            if let Some(new) = self.0.get(id) {
                met.push((file, id.clone(), id.clone(), id.clone(), new.clone()));
                *id = new.clone();
            }
        }
        note(library, met);
    }

    /// Gives the references to parts their new ids.
    pub fn rename_references(&self, library: &mut Library) {
        if self.0.is_empty() {
            return;
        }
        let mut met = Vec::new();
        for located in &mut library.findings {
            let denials = located.entry.absent.iter_mut().filter_map(|denial| match denial {
                Denial::Pattern(pattern) => Some(pattern),
                Denial::Phrase(_) => None,
            });
            for piece in located.entry.patterns.iter_mut().chain(denials).flat_map(|p| &mut p.parts) {
                self.reference(piece, located.file, &located.entry.id, &mut met);
            }
        }
        for located in &mut library.modalities {
            for word in &mut located.entry.shown_by {
                self.reference(word, located.file, &located.entry.id, &mut met);
            }
        }
        note(library, met);
    }

    fn reference(&self, word: &mut String, file: usize, id: &str, met: &mut Vec<Met>) {
        let Some((sign, old)) = word.split_once('@') else { return };
        if let Some(new) = self.0.get(old) {
            let renamed = format!("{sign}@{new}");
            met.push((file, id.to_owned(), word.clone(), old.to_owned(), new.clone()));
            *word = renamed;
        }
    }
}

fn note(library: &mut Library, met: Vec<Met>) {
    for (file, id, word, old, new) in met {
        let note = library.problem(file, &id, &word, format!("the part `{old}` is now called `{new}`"), None);
        library.notes.push(note);
    }
}
