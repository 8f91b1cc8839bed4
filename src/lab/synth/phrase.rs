//! A statement in words.

use super::draw::Turns;
use super::statement::{Place, Statement};
use super::wording::noun::{Noun, Number, article};
use super::wording::template::{Part, Template};
use super::wording::{Manner, Wording};
use crate::vocabulary::{Assertion, Certainty, Change, Laterality, Temporality};

/// Values by the names of their slots.
pub(super) type Values<'a> = [(&'a str, &'a str)];

/// Words of the tables by their name, with values filled in.
pub(super) fn plain(words: &Wording, name: &str, values: &Values<'_>, key: u32) -> String {
    let Some(templates) = words.texts.get(name) else {
        return String::new();
    };
    let mut out = String::new();
    for part in &Turns::new(key).pick(templates).parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Value(name) => out.push_str(value(values, name)),
            Part::Number => out.push_str(value(values, "n")), // the number of days
            _ => {}
        }
    }
    capitalise(&mut out, 0);
    out
}

fn value<'a>(values: &Values<'a>, name: &str) -> &'a str {
    values.iter().find(|(slot, _)| *slot == name).map_or("", |(_, value)| *value)
}

/// The manner in which a statement is made.
pub(super) fn manner(said: &Statement) -> Manner {
    match (said.temporality, said.assertion, said.change) {
        (Temporality::Historical, ..) => Manner::History,
        (Temporality::Hypothetical, ..) => Manner::Question,
        (_, Assertion::Absent, Some(Change::Resolved)) => Manner::Resolved,
        (_, Assertion::Absent, _) => Manner::Absent,
        (_, Assertion::Possible, _) => Manner::Possible,
        (_, _, Some(Change::New)) => Manner::New,
        (_, _, Some(Change::Increased)) => Manner::Increased,
        (_, _, Some(Change::Unchanged)) => Manner::Unchanged,
        (_, _, Some(Change::Decreased)) => Manner::Decreased,
        _ if said.certainty == Certainty::Probable => Manner::Probable,
        _ => Manner::Present,
    }
}

/// Writes statements with the words of one spelling.
pub(super) struct Phrase<'a> {
    pub words: &'a Wording,
    /// Which sites are plural words.
    pub many: &'a dyn Fn(usize) -> bool,
    pub utf8: bool,
}

impl Phrase<'_> {
    /// A sentence: one of `templates`, filled with what is said; with several statements, their list.
    pub fn sentence(&self, templates: &[Template], said: &[Statement], key: u32, out: &mut String) {
        let mut turns = Turns::new(key);
        let first = &said[0];
        let placed = !first.places.is_empty();
        let fitting = |template: &&Template| placed || !template.needs_site;
        let fits = templates.iter().filter(fitting).count();
        let Some(template) = templates.iter().filter(fitting).nth(turns.below(fits.max(1))) else {
            return;
        };
        let noun = turns.pick(&self.words.nouns[first.finding]);
        let start = out.len();
        for part in &template.parts {
            self.part(part, said, noun, &mut turns, out);
        }
        capitalise(out, start);
    }

    /// The finding as the label of a form.
    pub fn label(&self, said: &Statement, key: u32, out: &mut String) {
        let start = out.len();
        let noun = Turns::new(key ^ 0x5DEE_CE66).pick(&self.words.nouns[said.finding]);
        self.noun(said, noun, out);
        capitalise(out, start);
    }

    fn part(&self, part: &Part, said: &[Statement], noun: &Noun, turns: &mut Turns, out: &mut String) {
        let first = &said[0];
        match part {
            Part::Text(text) => out.push_str(text),
            Part::A(before) => {
                let begins = match (before, first.side) {
                    (Some(word), _) => word.as_str(),
                    (None, Some(side)) => side.as_str(),
                    (None, None) => noun.words.as_str(),
                };
                if noun.number == Number::One {
                    out.push_str(article(begins));
                }
                if let Some(word) = before {
                    out.push_str(word);
                    out.push(' ');
                }
                self.noun(first, noun, out);
            }
            Part::Noun => self.noun(first, noun, out),
            Part::The => {
                out.push_str("the ");
                self.noun(first, noun, out);
            }
            Part::Verb(verbs) => out.push_str(verbs[usize::from(noun.number == Number::Many)]),
            Part::In => self.place("in ", first, turns, out),
            Part::At => self.place("", first, turns, out),
            Part::Site => self.sites("the ", &first.places, turns, out),
            Part::Shows => {
                let many = first.places.len() > 1 || first.places.iter().any(|place| self.is_many(place));
                out.push_str(if many { "show" } else { "shows" });
            }
            Part::Size if first.size_mm.is_some() => self.sized(&self.words.size, first, turns, out),
            Part::Now if first.before_mm.is_some() && first.size_mm.is_some() => self.sized(&self.words.now, first, turns, out),
            Part::List => self.list(said, turns, out),
            _ => {}
        }
    }

    fn noun(&self, said: &Statement, noun: &Noun, out: &mut String) {
        if let Some(side) = said.side {
            out.push_str(side.as_str());
            out.push(' ');
        }
        out.push_str(&noun.words);
    }

    fn list(&self, said: &[Statement], turns: &mut Turns, out: &mut String) {
        for (index, one) in said.iter().enumerate() {
            if index > 0 {
                out.push_str(if index + 1 == said.len() { " or " } else { ", " });
            }
            out.push_str(&turns.pick(&self.words.nouns[one.finding]).words);
        }
    }

    /// Where: places, or a level, behind a blank.
    fn place(&self, preposition: &str, said: &Statement, turns: &mut Turns, out: &mut String) {
        if let Some(level) = &said.level {
            out.push_str(" at ");
            if self.utf8 {
                out.push_str(&level.replace('-', "\u{2013}"));
            } else {
                out.push_str(level);
            }
        } else if !said.places.is_empty() {
            out.push(' ');
            out.push_str(preposition);
            self.sites(if preposition.is_empty() { "" } else { "the " }, &said.places, turns, out);
        }
    }

    fn sites(&self, the: &str, places: &[Place], turns: &mut Turns, out: &mut String) {
        for (index, place) in places.iter().enumerate() {
            if index > 0 {
                out.push_str(" and ");
            }
            let names = turns.pick(&self.words.sites[place.site]);
            let (one, both) = (names[0].as_str(), names.get(1).map_or("", String::as_str));
            match place.side {
                Some(Laterality::Bilateral) if both.is_empty() => out.extend([the, one, " on both sides"]),
                Some(Laterality::Bilateral) => out.extend([*turns.pick(&["both ", "the bilateral ", "both "]), both]),
                Some(side) if turns.below(4) == 0 => out.extend([the, one, " on the ", side.as_str()]),
                Some(side) => out.extend([the, side.as_str(), " ", one]),
                None => out.extend([the, one]),
            }
        }
    }

    fn is_many(&self, place: &Place) -> bool {
        let both = self.words.sites[place.site]
            .iter()
            .all(|names| names.get(1).is_some_and(|both| !both.is_empty()));
        (place.side == Some(Laterality::Bilateral) && both) || (self.many)(place.site)
    }

    fn sized(&self, templates: &[Template], said: &Statement, turns: &mut Turns, out: &mut String) {
        let in_cm = turns.below(3) == 0;
        for part in &turns.pick(templates).parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Number => size(said.size_mm, in_cm, out),
                Part::Before => size(said.before_mm, in_cm, out),
                _ => {}
            }
        }
    }
}

/// A size in mm, or in cm where it has ten of them.
fn size(mm: Option<u32>, in_cm: bool, out: &mut String) {
    use std::fmt::Write;
    let mm = mm.unwrap_or_default();
    // Writing to a string cannot fail.
    let _ = match (in_cm || mm >= 100, mm % 10) {
        (true, 0) => write!(out, "{} cm", mm / 10),
        (true, rest) => write!(out, "{}.{rest} cm", mm / 10),
        (false, _) => write!(out, "{mm} mm"),
    };
}

/// Puts a capital at the beginning.
fn capitalise(text: &mut str, start: usize) {
    if let Some(first) = text.get_mut(start..start + 1) {
        first.make_ascii_uppercase();
    }
}
