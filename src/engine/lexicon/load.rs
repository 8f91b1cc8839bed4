//! Reading lexicon files and laying user folders over the built-in ones.

mod entries;

use super::aliases::Aliases;
use super::criterion::FlagDef;
use super::effect::EffectDef;
use super::extend::{self, Extension};
use super::form;
pub use super::located::Located;
use super::problem::{Problem, Problems};
use super::schema::{AttributeDef, ClassDef, CueDef, FindingDef, FloorDef};
use super::schema::{GradesDef, GroupDef, PartDef, SectionDef, SiteDef, StateDef, StructureDef, Twin};
use super::statement::{StatementDef, TherapyDef};
use super::study::{BodyPartDef, ModalityDef};
use super::{class, vocabularies};
use entries::Entries;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{fs, io, iter};

/// A lexicon file as text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The name shown to the user.
    pub name: String,
    /// The text.
    pub text: Cow<'static, str>,
}

/// Files that belong together: no id may stand twice in a layer; a later layer replaces entries of an earlier one.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// The files.
    pub files: Vec<SourceFile>,
    /// True for the built-in files.
    pub builtin: bool,
}

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

/// All entries in force, as written.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Library {
    /// All files read.
    #[serde(skip)]
    pub files: Vec<SourceFile>,
    /// Words that have a new name and are still read, each where it stands.
    #[serde(skip)]
    pub notes: Vec<Problem>,
    /// True when nothing but the built-in files was read.
    pub builtin_only: bool,
    /// What of it is from the built-in files alone, where these have been compiled before.
    #[serde(skip)]
    pub(super) base: Base,
    /// Findings by id.
    pub findings: Vec<Located<FindingDef>>,
    /// Parts by id.
    pub parts: Vec<Located<PartDef>>,
    /// States by id; their words are those of the parts with the same ids.
    pub states: Vec<Located<StateDef>>,
    /// Structures by id; their own words are those of the parts with the same ids.
    pub structures: Vec<Located<StructureDef>>,
    /// Sites by id.
    pub sites: Vec<Located<SiteDef>>,
    /// Attributes in order of files.
    pub attributes: Vec<Located<AttributeDef>>,
    /// Cues by id.
    pub cues: Vec<Located<CueDef>>,
    /// Effects by id.
    pub effects: Vec<Located<EffectDef>>,
    /// Sections by id.
    pub sections: Vec<Located<SectionDef>>,
    /// Modalities by id.
    pub modalities: Vec<Located<ModalityDef>>,
    /// Parts of the body by id.
    pub body_parts: Vec<Located<BodyPartDef>>,
    /// Therapies by id.
    pub therapies: Vec<Located<TherapyDef>>,
    /// Words of statements that are no findings, by id.
    pub statements: Vec<Located<StatementDef>>,
    /// Flags in order of files.
    pub flags: Vec<Located<FlagDef>>,
    /// Spelling.
    pub twins: Vec<Twin>,
    /// The imaging floor.
    pub floor: Option<Located<FloorDef>>,
    /// Stated grades.
    pub grades: Option<Located<GradesDef>>,
    /// Classes of words; their words stand in the phrases already.
    pub classes: Vec<Located<ClassDef>>,
    /// Groups of findings.
    pub groups: Vec<Located<GroupDef>>,
    /// Which entries have words from elsewhere; the words stand in the entries already.
    pub extensions: Vec<Extension>,
    /// Phrases with their classes put in, and as they are written.
    #[serde(skip)]
    pub(super) written: HashMap<String, String>,
}

/// How many of the things that phrases depend on were there when the built-in files had been read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Base {
    pub files: usize,
    pub classes: usize,
    pub twins: usize,
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

/// The place of the `nth` occurrence of `"word"` in `text`, or the start of the text.
pub(super) fn find_quoted(text: &str, word: &str, nth: usize) -> std::ops::Range<usize> {
    let quoted = format!("\"{word}\"");
    match text.match_indices(&quoted).nth(nth).or_else(|| text.match_indices(&quoted).next()) {
        Some((start, _)) => start..start + quoted.len(),
        None => 0..text.find('\n').unwrap_or(text.len()),
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

    /// Takes the examples out, and with them most of the letters: only checking the lexicon looks at them.
    pub fn forget_examples(&mut self) {
        self.findings.iter_mut().for_each(|l| l.entry.examples.clear());
        self.sites.iter_mut().for_each(|l| l.entry.examples.clear());
        self.cues.iter_mut().for_each(|l| l.entry.examples.clear());
        self.sections.iter_mut().for_each(|l| l.entry.examples.clear());
        self.modalities.iter_mut().for_each(|l| l.entry.examples.clear());
        self.body_parts.iter_mut().for_each(|l| l.entry.examples.clear());
        self.therapies.iter_mut().for_each(|l| l.entry.examples.clear());
        self.statements.iter_mut().for_each(|l| l.entry.examples.clear());
        self.flags.iter_mut().for_each(|l| l.entry.examples.clear());
        self.grades.iter_mut().for_each(|l| l.entry.examples.clear());
    }

    /// From the bytes that postcard makes of a library, in the same version of the program.
    ///
    /// # Errors
    /// When they are no such bytes.
    pub fn from_bytes(bytes: &[u8]) -> postcard::Result<Self> {
        postcard::from_bytes(bytes)
    }

    /// Notes that what is there are the built-in files, which have been compiled before.
    pub(super) fn set_base(&mut self, files: Vec<SourceFile>) {
        self.base = Base {
            files: files.len(),
            classes: self.classes.len(),
            twins: self.twins.len(),
        };
        self.files = files;
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
