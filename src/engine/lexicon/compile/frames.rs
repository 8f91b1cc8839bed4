//! The frames of cues, and the words of the classes that they use.

use super::super::compiled::{Lane, Note};
use super::super::frames::{Accept, FrameBook, FrameStep, Frames, Symbol};
use super::super::phrase::{alternatives, expand};
use super::super::suggest::nearest;
use super::LexiconCompiler;
use std::collections::HashMap;

/// The symbols given so far: a class by its id in `<>`, any other word by itself.
#[derive(Default)]
struct Symbols(HashMap<String, Symbol>);

impl LexiconCompiler<'_> {
    /// Compiles the frames of all cues and puts the words that they use into the book.
    pub(super) fn frames(&mut self) -> Frames {
        let library = self.library;
        if let Some(frames) = self.carried.as_mut().and_then(|carried| carried.frames(library)) {
            return frames;
        }
        let mut symbols = Symbols::default();
        let mut book = FrameBook::default();
        for (index, located) in library.cues.iter().enumerate() {
            let cue = &located.entry;
            for (list, decoy) in [(&cue.frames, false), (&cue.not_frames, true)] {
                let accept = Accept { cue: index as u16, decoy };
                for frame in list {
                    match self.steps(frame, &mut symbols) {
                        Ok(all) => all.iter().for_each(|steps| book.add(steps, accept)),
                        Err((why, help)) => self.problem(located.file, &cue.id, frame, format!("the frame {why}"), help),
                    }
                }
            }
        }
        // Used by the grammar itself; a lexicon may do without.
        let negative = self.symbol("<negative>", &mut symbols).ok();
        let mut names: Vec<(String, Symbol)> = symbols.0.into_iter().collect();
        names.sort_by_key(|(_, symbol)| *symbol);
        let mut frames = book.finish(names.into_iter().map(|(name, _)| name).collect());
        frames.negative = negative;
        frames
    }

    /// The ways of saying a frame.
    fn steps(&mut self, frame: &str, symbols: &mut Symbols) -> Result<Vec<Vec<FrameStep>>, (String, Option<String>)> {
        let mut all = Vec::new();
        for plain in alternatives(frame).map_err(|why| (why, None))? {
            let mut steps = Vec::new();
            for word in plain.split_whitespace() {
                match word {
                    ".." => steps.push(FrameStep::Gap),
                    "a" | "an" | "the" => (),
                    _ => steps.push(FrameStep::Word(self.symbol(word, symbols)?)),
                }
            }
            if !matches!((steps.first(), steps.last()), (Some(FrameStep::Word(_)), Some(FrameStep::Word(_)))) {
                return Err(("must begin and end with a word or a class".to_owned(), None));
            }
            all.push(steps);
        }
        Ok(all)
    }

    /// The single words of the class `neutral`, in order: what the grammar passes over where it asks what was not read. A lexicon may do without.
    pub(super) fn neutral(&mut self) -> Vec<String> {
        let library = self.library;
        let class = library.classes.iter().filter(|c| c.entry.id == "neutral");
        let texts = class
            .flat_map(|c| &c.entry.words)
            .flat_map(|word| expand(word, &self.twins, false).unwrap_or_default());
        let mut words: Vec<String> = texts.filter(|text| !text.contains(' ')).collect();
        words.sort();
        words.dedup();
        words
    }

    /// The symbol of a class or word; its words go into the book when it is new.
    fn symbol(&mut self, word: &str, symbols: &mut Symbols) -> Result<Symbol, (String, Option<String>)> {
        if let Some(&symbol) = symbols.0.get(word) {
            return Ok(symbol);
        }
        let symbol = symbols.0.len() as Symbol;
        let library = self.library;
        let own;
        let words = match word.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
            None => {
                own = [word.to_owned()];
                &own[..]
            }
            Some(id) => match library.classes.iter().find(|c| c.entry.id == id) {
                Some(class) => &class.entry.words,
                None => {
                    let help = nearest(id, library.classes.iter().map(|c| c.entry.id.as_str()));
                    return Err((format!("names the class `{id}`, which does not exist"), help));
                }
            },
        };
        for phrase in words {
            let texts = expand(phrase, &self.twins, false).map_err(|why| (format!("has a word that {why}"), None))?;
            for text in texts {
                self.book.add(text, false, Lane::Class, symbol, Note::Names);
            }
        }
        symbols.0.insert(word.to_owned(), symbol);
        Ok(symbol)
    }
}
