//! The built-in lexicon under a user's: entries that no file of the user touches keep the phrases that the build script made of them.

use super::compiled::{Lane, Note, Posting};
use super::extension::ExtendKind;
use super::frames::Frames;
use super::library::Library;
use super::located::Located;
use super::schema::CueDef;
use super::stored::Compiled;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::HashMap;

/// Which entries of the built-in lexicon are carried over.
pub(super) struct Carried<'b> {
    pub base: &'b Compiled,
    /// The numbers that entries have in the built-in lexicon.
    numbers: FxHashMap<(Lane, &'b str), u16>,
    /// The numbers that those carried over have now.
    now: FxHashMap<(Lane, u16), u16>,
    /// The ids of entries that are extended.
    extended: FxHashSet<&'b str>,
    /// True when a class has other words than in the built-in lexicon.
    other_classes: bool,
    /// True when the frames of the cues are those of the built-in lexicon.
    same_frames: bool,
}

impl<'b> Carried<'b> {
    /// What may be carried over into `library`; nothing when it spells otherwise.
    pub fn new(base: &'b Compiled, library: &'b Library) -> Option<Self> {
        let own = library.classes.iter().filter(|l| l.file < library.base.files).count();
        let extends_class = library.extensions.iter().any(|e| e.kind == ExtendKind::Class);
        let names_therapy = library.therapies.iter().any(|l| l.file >= library.base.files);
        let tables = &base.tables;
        let mut numbers = FxHashMap::default();
        number(&mut numbers, Lane::Finding, tables.findings.iter().map(|f| f.id.as_str()));
        number(&mut numbers, Lane::Site, tables.sites.iter().map(|s| s.id.as_str()));
        number(&mut numbers, Lane::Cue, tables.cues.iter().map(|c| c.id.as_str()));
        number(&mut numbers, Lane::Section, tables.sections.iter().map(|s| s.id.as_str()));
        number(&mut numbers, Lane::Part, tables.parts.iter().map(String::as_str));
        let carried = Self {
            base,
            numbers,
            now: FxHashMap::default(),
            extended: library.extensions.iter().map(|e| e.id.as_str()).collect(),
            other_classes: extends_class || own != library.base.classes || names_therapy,
            same_frames: false,
        };
        (library.twins.len() == library.base.twins).then_some(carried)
    }

    /// Carries over the entry that has this number now, unless some file of the user changes its phrases.
    pub fn carry<'p>(
        &mut self,
        library: &Library,
        file: usize,
        lane: Lane,
        id: &'b str,
        now: u16,
        phrases: impl IntoIterator<Item = &'p String>,
    ) -> bool {
        let is_extended = self.extended.contains(id.trim_matches(['<', '>']));
        if file >= library.base.files || is_extended {
            return false;
        }
        if self.other_classes && phrases.into_iter().any(|phrase| library.written.contains_key(phrase)) {
            return false;
        }
        let then = match lane {
            // Two attributes may have one value; those of the user stand behind the built-in ones.
            Lane::Attribute => Some(now),
            _ => self.numbers.get(&(lane, id)).copied(),
        };
        then.is_some_and(|then| self.now.insert((lane, then), now).is_none())
    }

    /// The frames of the built-in lexicon, with the words of their classes, when no file of the user brings one or another word for a class.
    pub fn frames(&mut self, library: &Library) -> Option<Frames> {
        let is_framed = |cue: &CueDef| !cue.frames.is_empty() || !cue.not_frames.is_empty();
        let is_own = |located: &Located<CueDef>| located.file >= library.base.files;
        let own = library.cues.iter().any(|l| is_own(l) && is_framed(&l.entry));
        let cues = &self.base.tables.cues;
        // A built-in cue that is replaced may have had frames.
        let in_place = library.cues.len() >= cues.len()
            && cues
                .iter()
                .zip(&library.cues)
                .all(|(then, now)| then.id == now.entry.id && !is_own(now));
        let extends_cue = library.extensions.iter().any(|e| e.kind == ExtendKind::Cue);
        self.same_frames = !self.other_classes && !own && !extends_cue && in_place;
        self.same_frames.then(|| self.base.tables.frames.clone())
    }

    /// What a posting of the built-in lexicon is now; `None` when its entry is not carried over.
    pub fn posting(&self, posting: &Posting) -> Option<Posting> {
        if posting.lane == Lane::Class {
            return self.same_frames.then_some(*posting);
        }
        let entry = *self.now.get(&(posting.lane, posting.entry))?;
        Some(Posting { entry, ..*posting })
    }

    /// True when an entry that is carried over claims one of the phrases of `owners`, which are the user's. It may be one that can be shared: only reading
    /// everything tells.
    pub fn claims(&self, lane: Lane, open: bool, owners: &HashMap<String, &str>) -> bool {
        let claims = |text: &String| {
            let Some(found) = self.base.tables.texts.find(text, open) else {
                return false;
            };
            let postings = &self.base.tables.postings[found.postings.0 as usize..found.postings.1 as usize];
            let is_claim = |p: &&Posting| p.lane == lane && p.note == Note::Names && p.exact == u32::MAX;
            postings.iter().filter(is_claim).any(|p| self.posting(p).is_some())
        };
        owners.keys().any(claims)
    }
}

/// Numbers the entries of a lane in their order.
fn number<'b>(numbers: &mut FxHashMap<(Lane, &'b str), u16>, lane: Lane, ids: impl Iterator<Item = &'b str>) {
    numbers.extend(ids.zip(0..).map(|(id, number)| ((lane, id), number)));
}
