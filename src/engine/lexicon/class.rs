//! Word classes: `<seen>` in a phrase stands for any word of the class `seen`.
//!
//! They are put in while the files are read, as brackets with alternatives. What comes after reading knows nothing of them.

use super::library::Library;
use super::located::Located;
use super::phrase::alternatives;
use super::problem::Problems;
use super::schema::{ClassDef, Denial, PartDef, PatternDef};
use std::collections::{BTreeSet, HashMap};

/// Puts the words of the classes into every phrase that names one. A class in a pattern becomes a part of its own.
pub(super) fn resolve(library: &mut Library, problems: &mut Problems) {
    let mut resolver = Resolver::new(&library.classes);
    for located in &mut library.findings {
        let (at, def) = (At::new(located.file, &located.entry.id), &mut located.entry);
        for list in [&mut def.terms, &mut def.shared, &mut def.not] {
            resolver.phrases(&at, list);
        }
        resolver.patterns(&at, def.patterns.iter_mut());
        for denial in &mut def.absent {
            match denial {
                Denial::Phrase(phrase) => resolver.phrases(&at, std::slice::from_mut(phrase)),
                Denial::Pattern(pattern) => resolver.patterns(&at, std::iter::once(pattern)),
            }
        }
    }
    for located in &mut library.parts {
        let (at, def) = (At::new(located.file, &located.entry.id), &mut located.entry);
        resolver.phrases(&at, &mut def.terms);
        resolver.phrases(&at, &mut def.not);
    }
    for located in &mut library.sites {
        let (at, def) = (At::new(located.file, &located.entry.id), &mut located.entry);
        for list in [&mut def.terms, &mut def.both, &mut def.not] {
            resolver.phrases(&at, list);
        }
    }
    for located in &mut library.attributes {
        let (at, def) = (At::new(located.file, &located.entry.value), &mut located.entry);
        resolver.phrases(&at, &mut def.terms);
        resolver.phrases(&at, &mut def.not);
    }
    for located in &mut library.cues {
        let (at, def) = (At::new(located.file, &located.entry.id), &mut located.entry);
        resolver.phrases(&at, &mut def.phrases);
        resolver.phrases(&at, &mut def.not);
        resolver.words(&at, &mut def.stops_at);
    }
    for located in &mut library.sections {
        let at = At::new(located.file, &located.entry.id);
        resolver.phrases(&at, &mut located.entry.headings);
    }
    if let Some(located) = &mut library.grades {
        let (at, def) = (At::new(located.file, "grades"), &mut located.entry);
        for list in [&mut def.entities, &mut def.links, &mut def.words, &mut def.peak] {
            resolver.phrases(&at, list);
        }
    }
    for located in &mut library.modalities {
        let (at, def) = (At::new(located.file, &located.entry.id), &mut located.entry);
        resolver.phrases(&at, &mut def.names);
        resolver.phrases(&at, &mut def.not);
    }
    for located in &mut library.body_parts {
        let (at, def) = (At::new(located.file, &located.entry.id), &mut located.entry);
        resolver.phrases(&at, &mut def.names);
        resolver.phrases(&at, &mut def.not);
    }
    for located in &mut library.therapies {
        let (at, def) = (At::new(located.file, &located.entry.id), &mut located.entry);
        resolver.phrases(&at, &mut def.names);
        resolver.phrases(&at, &mut def.not);
    }
    for located in &mut library.statements {
        let (at, def) = (At::new(located.file, &located.entry.id), &mut located.entry);
        resolver.phrases(&at, &mut def.phrases);
        resolver.phrases(&at, &mut def.not);
    }
    for located in &mut library.flags {
        let at = At::new(located.file, &located.entry.id);
        for criterion in located.entry.criteria_mut() {
            criterion.change_words(&mut |words| resolver.phrases(&at, words));
        }
    }
    for class in std::mem::take(&mut resolver.as_parts) {
        if let Some(located) = library.classes.iter().find(|c| c.entry.id == class) {
            library.parts.push(Located {
                file: located.file,
                entry: PartDef::of_class(&class, resolver.classes[&class].words.clone()),
            });
        }
    }
    for located in &mut library.classes {
        if let Some(class) = resolver.classes.get(&located.entry.id) {
            located.entry.words.clone_from(&class.words);
        }
    }
    for (at, word, message, help) in resolver.complaints {
        problems.0.push(library.problem(at.file, &at.id, &word, message, help));
    }
    library.written.extend(resolver.written);
}

/// The entry in hand.
#[derive(Clone)]
struct At {
    file: usize,
    id: String,
}

impl At {
    fn new(file: usize, id: &str) -> Self {
        Self { file, id: id.to_owned() }
    }
}

/// A class with the classes inside it put in.
struct Class {
    /// As it stands in a phrase: `(a|b)`.
    text: String,
    /// Its words.
    words: Vec<String>,
}

struct Resolver {
    classes: HashMap<String, Class>,
    /// Classes that patterns use.
    as_parts: BTreeSet<String>,
    /// A phrase with its classes put in, and as it was written.
    written: HashMap<String, String>,
    /// Entry, word, message, help.
    complaints: Vec<(At, String, String, Option<String>)>,
}

impl Resolver {
    fn new(classes: &[Located<ClassDef>]) -> Self {
        let mut resolver = Self {
            classes: HashMap::new(),
            as_parts: BTreeSet::new(),
            written: HashMap::new(),
            complaints: Vec::new(),
        };
        // A class may use those that stand before it, which rules out circles.
        for located in classes {
            let at = At::new(located.file, &located.entry.id);
            let mut words = located.entry.words.clone();
            resolver.phrases(&at, &mut words);
            if words.is_empty() {
                resolver.complain(&at, &at.id, "a class needs words".to_owned(), None);
            }
            let text = match words.as_slice() {
                // Brackets around a single choice would mean that it may be left out.
                [only] => only.clone(),
                all => format!("({})", all.join("|")),
            };
            resolver.classes.insert(located.entry.id.clone(), Class { text, words });
        }
        resolver
    }

    fn complain(&mut self, at: &At, word: &str, message: String, help: Option<String>) {
        self.complaints.push((at.clone(), word.to_owned(), message, help));
    }

    /// The class with this id; a complaint when there is none.
    fn class(&mut self, at: &At, id: &str, word: &str) -> Option<&Class> {
        if !self.classes.contains_key(id) {
            let help = super::suggest::nearest(id, self.classes.keys().map(String::as_str));
            self.complain(at, word, format!("no class before this has the id `{id}`"), help);
        }
        self.classes.get(id)
    }

    fn phrases(&mut self, at: &At, list: &mut [String]) {
        for phrase in list {
            if phrase.contains('<')
                && let Some(full) = self.put_in(at, phrase)
            {
                self.written.insert(full.clone(), phrase.clone());
                *phrase = full;
            }
        }
    }

    fn put_in(&mut self, at: &At, phrase: &str) -> Option<String> {
        let mut full = String::new();
        let mut rest = phrase;
        while let Some((before, inside)) = rest.split_once('<') {
            let Some((id, after)) = inside.split_once('>') else {
                self.complain(at, phrase, "the phrase has a `<` without a `>`".to_owned(), None);
                return None;
            };
            full.push_str(before);
            let class = self.class(at, id, phrase)?;
            // As one of several choices its words are choices too; alone in brackets it may be left out as a whole.
            let beside = before.ends_with('|') || after.starts_with('|');
            let is_choice = (before.ends_with('(') || before.ends_with('|')) && (after.starts_with('|') || after.starts_with(')'));
            if beside && is_choice {
                full.push_str(&class.words.join("|"));
            } else {
                full.push_str(&class.text);
            }
            rest = after;
        }
        full.push_str(rest);
        Some(full)
    }

    /// A list of single words: a class is put in as so many items.
    fn words(&mut self, at: &At, list: &mut Vec<String>) {
        let mut out = Vec::with_capacity(list.len());
        for item in std::mem::take(list) {
            let Some(id) = class_id(&item).map(str::to_owned) else {
                out.push(item);
                continue;
            };
            let words = self.class(at, &id, &item).map(|class| class.words.clone()).unwrap_or_default();
            for word in words {
                match alternatives(&word) {
                    Ok(words) => out.extend(words),
                    Err(why) => self.complain(at, &item, format!("a word of the class {why}"), None),
                }
            }
        }
        *list = out;
    }

    fn patterns<'p>(&mut self, at: &At, patterns: impl Iterator<Item = &'p mut PatternDef>) {
        for piece in patterns.flat_map(|pattern| &mut pattern.parts) {
            let (free, name) = piece.strip_prefix('~').map_or(("", piece.as_str()), |name| ("~", name));
            let Some(id) = class_id(name).map(str::to_owned) else { continue };
            let written = piece.clone();
            if self.class(at, &id, &written).is_some() {
                *piece = format!("{free}@<{id}>");
                self.written.insert(piece.clone(), written);
                self.as_parts.insert(id);
            }
        }
    }
}

/// The id in `<id>`.
fn class_id(word: &str) -> Option<&str> {
    word.strip_prefix('<')?.strip_suffix('>')
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Layer, Library, Problems, SourceFile};

    fn library(text: &str) -> Result<Library, Problems> {
        let file = SourceFile {
            name: "x.toml".to_owned(),
            text: text.to_owned().into(),
        };
        Library::new(vec![Layer {
            files: vec![file],
            builtin: false,
        }])
    }

    const CLASSES: &str = "[[class]]\nid = \"be\"\nlabel = \"to be\"\nwords = [\"is\", \"are\"]\n\
        [[class]]\nid = \"seen\"\nlabel = \"what is seen\"\nwords = [\"(well|clearly|) seen\", \"found\"]\n\
        [[class]]\nid = \"one\"\nlabel = \"a single word\"\nwords = [\"alone\"]\n";

    #[test]
    fn a_class_stands_for_its_words() {
        let cue = "[[cue]]\nid = \"c\"\nphrases = [\"<be> not <seen>\", \"(<be>) absent\", \"x <one>\", \"(<be>|<seen>|)\"]\nstops_at = [\"but\", \"<be>\"]\nmakes = \"absent\"\nreaches = \"before\"\nexamples = []\n";
        let library = library(&format!("{CLASSES}{cue}")).unwrap();
        let cue = &library.cues[0].entry;
        assert_eq!(
            cue.phrases,
            [
                "(is|are) not ((well|clearly|) seen|found)",
                "((is|are)) absent",
                "x alone",
                "(is|are|(well|clearly|) seen|found|)"
            ]
        );
        assert_eq!(cue.stops_at, ["but", "is", "are"]);
    }

    #[test]
    fn a_class_in_a_pattern_is_a_part() {
        let finding = "[[part]]\nid = \"p\"\nterms = [\"p\"]\n[[finding]]\nid = \"f\"\nlabel = \"F\"\ngroup = \"g\"\nsource = \"s\"\nexamples = []\n\
            patterns = [{ parts = [\"@p\", \"~<be>\"] }]\nabsent = [\"f <be> off\", { parts = [\"<be>\", \"@p\"] }]\n";
        let library = library(&format!("{CLASSES}{finding}")).unwrap();
        assert_eq!(library.findings[0].entry.patterns[0].parts, ["@p", "~@<be>"]);
        let part = &library.parts[1].entry;
        assert_eq!(
            (part.id.as_str(), part.terms.as_slice()),
            ("<be>", ["is".to_owned(), "are".to_owned()].as_slice())
        );
        assert!(super::super::compile(&library).is_ok());
    }

    #[test]
    fn an_unknown_class_is_an_error_with_its_place() {
        let part = "[[part]]\nid = \"p\"\nterms = [\"<bee> seen\", \"a <b\"]\n";
        let problems = library(&format!("{CLASSES}{part}")).unwrap_err();
        assert_eq!(problems.0.len(), 2);
        assert_eq!(problems.0[0].help.as_deref(), Some("did you mean `be`?"));
        assert_eq!(problems.0[0].place(), Some((15, 10)));
    }
}
