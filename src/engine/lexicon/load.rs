//! Reading lexicon files and laying user folders over the built-in ones.

mod entries;

use super::aliases::Aliases;
use super::effect::EffectDef;
use super::extend;
use super::form;
use super::library::Library;
use super::located::Located;
use super::problem::{Problem, Problems};
use super::source_file::{Layer, SourceFile, find_quoted};
use super::{class, vocabularies};
use entries::Entries;
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{fs, io, iter};

/// Reads every `.toml` file below `folder`, in order of path.
///
/// # Errors
/// When the folder cannot be read or holds no `.toml` file.
pub fn read_folder(folder: &Path) -> Result<Layer, Problems> {
    let shown = folder.display().to_string();
    let mut paths = Vec::new();
    walk(folder, &mut paths).map_err(|e| Problem::of_file(&shown, format!("cannot be read: {e}")))?;
    paths.sort();
    if paths.is_empty() {
        let problem = Problem::of_file(shown, "holds no lexicon file");
        return Err(problem
            .help("put your entries into a file that ends in .toml; see lexicons/README.md")
            .into());
    }
    let mut layer = Layer::default();
    let mut problems = Problems::default();
    for path in paths {
        let name = path.display().to_string();
        match fs::read_to_string(&path) {
            Ok(text) => layer.files.push(SourceFile {
                name,
                text: Cow::Owned(text),
            }),
            Err(e) if e.kind() == io::ErrorKind::InvalidData => {
                problems
                    .0
                    .push(Problem::of_file(name, "is not UTF-8 text").help("save the file as UTF-8"));
            }
            Err(e) => problems.0.push(Problem::of_file(name, format!("cannot be read: {e}"))),
        }
    }
    problems.into_result(layer)
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            // What the rules of `radsift lint` know has a form of its own.
            if path.file_name().is_some_and(|name| name == "lint") {
                continue;
            }
            walk(&path, paths)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            paths.push(path);
        }
    }
    Ok(())
}

/// The mistakes in the form of a file; what its entries say of each other is not looked at.
pub fn mistakes_of(file: &SourceFile) -> Problems {
    let mistakes = form::parse(&file.text).mistakes.into_iter();
    Problems(
        mistakes
            .map(|mistake| Problem::at(file, mistake.at, mistake.message, mistake.help))
            .collect(),
    )
}

/// Puts `new` entries of one layer over those of earlier layers.
fn lay<T>(
    old: &mut Vec<Located<T>>,
    new: Vec<Located<T>>,
    kind: &str,
    id: impl Fn(&T) -> &str,
    library: &[SourceFile],
    problems: &mut Problems,
) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for entry in &new {
        let name = id(&entry.entry).to_owned();
        if name.is_empty() {
            continue;
        }
        if let Some(&first) = seen.get(&name) {
            let message = format!("two {kind} entries have the id `{name}`");
            let file = &library[entry.file];
            let at = find_quoted(&file.text, &name, usize::from(first == entry.file));
            let help = format!("the first stands in {}; an id names one entry", library[first].name);
            problems.0.push(Problem::at(file, at, message, Some(help)));
        } else {
            seen.insert(name, entry.file);
        }
    }
    let known: HashMap<String, usize> = old.iter().enumerate().map(|(index, o)| (id(&o.entry).to_owned(), index)).collect();
    for entry in new {
        match known.get(id(&entry.entry)) {
            Some(&index) => old[index] = entry,
            None => old.push(entry),
        }
    }
}

impl Library {
    /// Reads the layers, each over the one before.
    ///
    /// # Errors
    /// Every file that is not as `lexicons/README.md` says, every id that stands twice in a layer, every layer without entries.
    pub fn new(layers: Vec<Layer>) -> Result<Self, Problems> {
        let empty = Library {
            builtin_only: true,
            ..Library::default()
        };
        empty.over(layers)
    }

    /// The entries of one layer as they are written, over which others can be laid.
    ///
    /// # Errors
    /// As [`Library::new`], but for what entries say of each other.
    pub fn of_layer(layer: Layer) -> Result<Self, Problems> {
        let (mut library, mut problems) = (Library::default(), Problems::default());
        library.builtin_only = layer.builtin;
        library.add(layer, &mut problems);
        problems.into_result(library)
    }

    /// Lays `layers` over what is there, and then puts classes and new names in.
    ///
    /// # Errors
    /// As [`Library::new`].
    pub fn over(mut self, layers: Vec<Layer>) -> Result<Self, Problems> {
        self.builtin_only &= layers.iter().all(|l| l.builtin);
        let mut library = self;
        let mut problems = Problems::default();
        for layer in layers {
            library.add(layer, &mut problems);
        }
        library.rename_effects();
        Aliases::of(&library.parts).rename_references(&mut library);
        library.name_therapies();
        class::resolve(&mut library, &mut problems);
        vocabularies::check(&library, &mut problems);
        let number = |problem: &Problem| library.files.iter().position(|file| file.name == problem.file);
        problems.0.sort_by_cached_key(|problem| (number(problem), problem.at.start));
        problems.into_result(library)
    }

    fn add(&mut self, layer: Layer, problems: &mut Problems) {
        let mut all = Entries::default();
        let first = self.files.len();
        for source in layer.files {
            let file = self.files.len();
            let parsed = form::parse(&source.text);
            let problem = |remark: form::Remark| Problem::at(&source, remark.at, remark.message, remark.help);
            all.take(parsed.file, file);
            problems.0.extend(parsed.mistakes.into_iter().map(problem));
            self.notes.extend(parsed.notes.into_iter().map(problem));
            self.files.push(source);
        }
        if all.is_empty() && problems.0.is_empty() {
            let file = &self.files[first];
            let problem = Problem::of_file(&file.name, "no entry in this file or beside it");
            problems
                .0
                .push(problem.help("a lexicon file holds [[finding]], [[site]], [[cue]] ... entries"));
        }
        all.add_parts_of_grid();
        Aliases::of(&self.parts).rename_entries(self, &mut all.parts, &mut all.extensions);
        lay(&mut self.classes, all.classes, "class", |e| &e.id, &self.files, problems);
        lay(&mut self.groups, all.groups, "group", |e| &e.id, &self.files, problems);
        lay(&mut self.findings, all.findings, "finding", |e| &e.id, &self.files, problems);
        lay(&mut self.states, all.states, "state", |e| &e.id, &self.files, problems);
        lay(&mut self.structures, all.structures, "structure", |e| &e.id, &self.files, problems);
        lay(&mut self.parts, all.parts, "part", |e| &e.id, &self.files, problems);
        lay(&mut self.sites, all.sites, "site", |e| &e.id, &self.files, problems);
        lay(&mut self.cues, all.cues, "cue", |e| &e.id, &self.files, problems);
        lay(&mut self.effects, all.effects, "effect", |e| &e.id, &self.files, problems);
        lay(&mut self.sections, all.sections, "section", |e| &e.id, &self.files, problems);
        lay(&mut self.modalities, all.modalities, "modality", |e| &e.id, &self.files, problems);
        lay(&mut self.body_parts, all.body_parts, "body part", |e| &e.id, &self.files, problems);
        lay(&mut self.therapies, all.therapies, "therapy", |e| &e.id, &self.files, problems);
        lay(&mut self.statements, all.statements, "statement", |e| &e.id, &self.files, problems);
        lay(&mut self.flags, all.flags, "flag", |e| &e.id, &self.files, problems);
        self.attributes.extend(all.attributes);
        self.twins.extend(all.twins);
        self.floor = all.floor.or(self.floor.take());
        self.grades = all.grades.or(self.grades.take());
        for extension in all.extensions.into_iter().filter(|e| !e.entry.id.is_empty()) {
            extend::apply(self, extension, problems);
        }
    }

    /// Puts the names of therapies into the classes that they make up.
    fn name_therapies(&mut self) {
        for therapy in &self.therapies {
            let own = self.classes.iter_mut().find(|c| Some(&c.entry.id) == therapy.entry.class.as_ref());
            let Some(class) = own else { continue };
            let names = therapy.entry.names.iter().filter(|name| !class.entry.words.contains(name));
            let names: Vec<String> = names.cloned().collect();
            class.entry.words.extend(names);
        }
    }

    /// Gives cues that name an effect by an id that it had before the one it has now, with a note.
    fn rename_effects(&mut self) {
        let mut notes = Vec::new();
        for cue in &self.cues {
            let old = &cue.entry.makes;
            if let Some(new) = renamed(&self.effects, old) {
                let help = format!("write `{new}`; `{old}` is still read");
                let message = format!("the effect `{old}` is now called `{new}`");
                notes.push(self.problem(cue.file, &cue.entry.id, old, message, Some(help)));
            }
        }
        for cue in &mut self.cues {
            if let Some(new) = renamed(&self.effects, &cue.entry.makes) {
                cue.entry.makes = new.to_owned();
            }
        }
        self.notes.extend(notes);
    }

    /// A problem with `word` of the entry `id` in file `file`, or in a file that extends the entry.
    pub fn problem(&self, file: usize, id: &str, word: &str, message: String, help: Option<String>) -> Problem {
        let word = self.written.get(word).map_or(word, String::as_str);
        let id = id.trim_matches(['<', '>']);
        let place = |file: usize| {
            let text = &self.files[file].text;
            let start = text.find(&format!("\"{id}\""))?;
            let found = text[start..].find(&format!("\"{word}\""))? + start;
            Some((file, found..found + word.len() + 2))
        };
        let extending = self.extensions.iter().filter(|e| e.id == id).map(|e| e.file);
        let (file, at) = iter::once(file).chain(extending).find_map(place).unwrap_or_else(|| {
            let at = find_quoted(&self.files[file].text, id, 0);
            (file, at)
        });
        Problem::at(&self.files[file], at, message, help)
    }
}

/// The id that an effect has now, where `old` is one that it had before and no effect has.
fn renamed<'l>(effects: &'l [Located<EffectDef>], old: &str) -> Option<&'l str> {
    let is_named = |e: &Located<EffectDef>| e.entry.id == old;
    let was_named = |e: &&Located<EffectDef>| e.entry.was.iter().any(|was| was == old);
    let effect = effects.iter().find(was_named).filter(|_| !effects.iter().any(is_named))?;
    Some(&effect.entry.id)
}
