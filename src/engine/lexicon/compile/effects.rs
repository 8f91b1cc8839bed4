//! The table of effects, and the cues that name them.

use super::{LexiconCompiler, nearest};
use crate::lexicon::effect::{Effect, EffectDef};
use crate::lexicon::schema::CueDef;
use crate::lexicon::{CueEntry, EffectId, Located, Polarity};
use crate::text::fold_phrase;
use crate::vocabulary::{Assertion, Certainty, Change, Experiencer, Stance, Temporality};

/// The ranks of effects that give none, the strongest first: denial, doubt, what is likely, what is plain, time alone.
const DENIAL: u8 = 1;
const DOUBT: u8 = 2;
const LIKELY: u8 = 3;
const PLAIN: u8 = 5;
const TIME: u8 = 7;

impl LexiconCompiler<'_> {
    /// The rows of the table, in the order of [`EffectId`].
    pub(super) fn effects(&mut self) -> Vec<Effect> {
        let library = self.library;
        let row = |(number, located): (u16, &Located<EffectDef>)| {
            let def = &located.entry;
            let certainty = def.certainty.unwrap_or(plain_certainty(def.assertion));
            if def.certainty.is_some() && def.assertion.is_none() {
                let message = format!("the effect `{}` has a certainty and no assertion", def.id);
                self.problem(located.file, &def.id, certainty.as_str(), message, None);
            }
            let than = def.than.as_deref().and_then(|id| self.effect(id, located.file, &def.id));
            Effect {
                id: EffectId(number),
                polarity: polarity(def),
                assertion: def.assertion,
                certainty,
                temporality: def.temporality.unwrap_or(Temporality::Current),
                experiencer: def.experiencer.unwrap_or(Experiencer::Patient),
                change: def.change,
                link: def.link,
                rank: def.rank.or(rank(def, certainty)),
                holds_in: def.holds_in,
                ends_at: def.ends_at,
                looks_back: def.looks_back,
                ends_denial: def.ends_denial,
                than,
                opens_list: def.opens_list,
                removes: def.removes,
            }
        };
        (0..).zip(&library.effects).map(row).collect()
    }

    /// The cues. Those that name an effect that is not there are problems and left out.
    pub(super) fn cues(&mut self, effects: &[Effect]) -> Vec<CueEntry> {
        let library = self.library;
        let cue = |located: &Located<CueDef>| {
            let def = &located.entry;
            let effect = self.effect(&def.makes, located.file, &def.id)?;
            Some(CueEntry {
                id: def.id.clone(),
                makes: effects[effect.index()],
                reaches: def.reaches,
                limit: def.limit.map_or(u32::MAX, u32::from),
                stops_at: def.stops_at.iter().map(|w| fold_phrase(w)).collect(),
            })
        };
        library.cues.iter().filter_map(cue).collect()
    }

    fn effect(&mut self, id: &str, file: usize, owner: &str) -> Option<EffectId> {
        let effects = &self.library.effects;
        let found = effects.iter().position(|e| e.entry.id == id);
        if found.is_none() {
            let help = nearest(id, effects.iter().map(|e| e.entry.id.as_str()));
            self.problem(file, owner, id, format!("no effect has the id `{id}`"), help);
        }
        found.map(|index| EffectId(index as u16))
    }
}

/// What an effect says of the words behind a cue. What has gone is absent too, but its words deny nothing else.
fn polarity(def: &EffectDef) -> Polarity {
    let elsewhere = def.experiencer.is_some_and(|whose| whose != Experiencer::Patient);
    match def.assertion.map(Assertion::stance) {
        Some(Stance::Denies) if def.change != Some(Change::Resolved) => Polarity::Denied,
        Some(Stance::Hedges) => Polarity::Doubted,
        _ if elsewhere || def.temporality == Some(Temporality::Hypothetical) => Polarity::Doubted,
        _ => Polarity::Plain,
    }
}

/// The certainty of an assertion that is said without more.
fn plain_certainty(assertion: Option<Assertion>) -> Certainty {
    assertion.map_or(Certainty::Definite, Assertion::plain_certainty)
}

/// The rank of an effect that gives none: by its assertion, or else by its time. What has neither has no say.
fn rank(def: &EffectDef, certainty: Certainty) -> Option<u8> {
    match def.assertion.map(Assertion::stance) {
        Some(Stance::Denies) => Some(DENIAL),
        Some(Stance::Asserts) if certainty == Certainty::Definite => Some(PLAIN),
        Some(Stance::Asserts) => Some(LIKELY),
        Some(_) => Some(DOUBT),
        None => def.temporality.map(|_| TIME),
    }
}
