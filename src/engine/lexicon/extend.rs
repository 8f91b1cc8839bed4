//! `[[extend]]`: adding words to an entry that is already there.

use super::extension::{ExtendKind, Extension};
use super::library::Library;
use super::located::Located;
use super::problem::{Problem, Problems};
use super::schema::{Denial, Example, PatternDef};
use super::suggest::nearest;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An `[[extend]]`. Its lists are added to those of the entry.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtendDef {
    /// The id of the entry; the value of an attribute.
    pub id: String,
    /// What the entry is, where two kinds have one of this id.
    #[serde(default)]
    pub kind: Option<ExtendKind>,
    /// More of its words: finding, part, site, attribute.
    #[serde(default)]
    pub terms: Vec<String>,
    /// More of its words in exact capitals.
    #[serde(default)]
    pub abbrev: Vec<String>,
    /// More phrases that look like it and are not.
    #[serde(default)]
    pub not: Vec<String>,
    /// Finding: more terms that another finding may claim too.
    #[serde(default)]
    pub shared: Vec<String>,
    /// Finding: more parts that say it together.
    #[serde(default)]
    pub patterns: Vec<PatternDef>,
    /// Finding: more wording that denies it.
    #[serde(default)]
    pub absent: Vec<Denial>,
    /// Site: more terms that mean both sides.
    #[serde(default)]
    pub both: Vec<String>,
    /// Cue: more of its words.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Cue: more frames.
    #[serde(default)]
    pub frames: Vec<String>,
    /// Cue: more frames that look like its own and do nothing.
    #[serde(default)]
    pub not_frames: Vec<String>,
    /// Cue: more words that end its reach.
    #[serde(default)]
    pub stops_at: Vec<String>,
    /// Section: more headings.
    #[serde(default)]
    pub headings: Vec<String>,
    /// Class: more of its words.
    #[serde(default)]
    pub words: Vec<String>,
    /// More sentences with the reading wanted.
    #[serde(default)]
    pub examples: Vec<Example>,
}

impl ExtendDef {
    /// The keys that it gives.
    fn given(&self) -> impl Iterator<Item = &'static str> {
        [
            ("terms", self.terms.is_empty()),
            ("abbrev", self.abbrev.is_empty()),
            ("not", self.not.is_empty()),
            ("shared", self.shared.is_empty()),
            ("patterns", self.patterns.is_empty()),
            ("absent", self.absent.is_empty()),
            ("both", self.both.is_empty()),
            ("phrases", self.phrases.is_empty()),
            ("frames", self.frames.is_empty()),
            ("not_frames", self.not_frames.is_empty()),
            ("stops_at", self.stops_at.is_empty()),
            ("headings", self.headings.is_empty()),
            ("words", self.words.is_empty()),
            ("examples", self.examples.is_empty()),
        ]
        .into_iter()
        .filter_map(|(key, empty)| (!empty).then_some(key))
    }
}

/// Adds the words of an extension to its entry.
pub(super) fn apply(library: &mut Library, extension: Located<ExtendDef>, problems: &mut Problems) {
    match kind_of(library, &extension) {
        Ok(kind) => {
            library.extensions.push(Extension {
                kind,
                id: extension.entry.id.clone(),
                file: extension.file,
            });
            add(library, kind, extension);
        }
        Err(problem) => problems.0.push(*problem),
    }
}

/// The one kind of entry that has this id and these keys.
fn kind_of(library: &Library, extension: &Located<ExtendDef>) -> Result<ExtendKind, Box<Problem>> {
    let def = &extension.entry;
    let problem = |word: &str, message: String, help| Err(Box::new(library.problem(extension.file, &def.id, word, message, help)));
    let named: Vec<ExtendKind> = ExtendKind::ALL
        .into_iter()
        .filter(|kind| ids(library, *kind).any(|id| id == def.id))
        .collect();
    if named.is_empty() {
        let all = ExtendKind::ALL.into_iter().flat_map(|kind| ids(library, kind));
        return problem(&def.id, format!("no entry has the id `{}`", def.id), nearest(&def.id, all));
    }
    let wanted: Vec<ExtendKind> = named.iter().copied().filter(|kind| def.kind.is_none_or(|k| k == *kind)).collect();
    let fits = |kind: &ExtendKind| def.given().all(|key| kind.keys().contains(&key));
    let fitting: Vec<ExtendKind> = wanted.iter().copied().filter(fits).collect();
    match (fitting.as_slice(), wanted.as_slice()) {
        ([kind], _) => Ok(*kind),
        ([first, second, ..], _) => {
            let message = format!("`{}` is a {} and a {}", def.id, first.as_str(), second.as_str());
            problem(
                &def.id,
                message,
                Some(format!("say which is meant: `kind = \"{}\"`", first.as_str())),
            )
        }
        ([], [kind, ..]) => {
            let key = def.given().find(|key| !kind.keys().contains(key)).unwrap_or_default();
            let message = format!("`{key}` cannot be added to the {} `{}`", kind.as_str(), def.id);
            problem(&def.id, message, Some(format!("what can be added: `{}`", kind.keys().join("`, `"))))
        }
        ([], []) => {
            let message = format!("`{}` is a {}", def.id, named[0].as_str());
            problem(&def.id, message, Some("correct `kind`, or leave it out".to_owned()))
        }
    }
}

fn ids(library: &Library, kind: ExtendKind) -> Box<dyn Iterator<Item = &str> + '_> {
    match kind {
        ExtendKind::Finding => Box::new(library.findings.iter().map(|l| l.entry.id.as_str())),
        ExtendKind::Part => Box::new(library.parts.iter().map(|l| l.entry.id.as_str())),
        ExtendKind::Site => Box::new(library.sites.iter().map(|l| l.entry.id.as_str())),
        ExtendKind::Cue => Box::new(library.cues.iter().map(|l| l.entry.id.as_str())),
        ExtendKind::Section => Box::new(library.sections.iter().map(|l| l.entry.id.as_str())),
        ExtendKind::Attribute => Box::new(library.attributes.iter().map(|l| l.entry.value.as_str())),
        ExtendKind::Class => Box::new(library.classes.iter().map(|l| l.entry.id.as_str())),
    }
}

fn add(library: &mut Library, kind: ExtendKind, extension: Located<ExtendDef>) {
    let Located { entry: def, file } = extension;
    let examples = def.examples.into_iter().map(|example| Example {
        file: Some(file),
        ..example
    });
    match kind {
        ExtendKind::Finding => {
            for located in library.findings.iter_mut().filter(|l| l.entry.id == def.id) {
                let entry = &mut located.entry;
                entry.terms.extend_from_slice(&def.terms);
                entry.abbrev.extend_from_slice(&def.abbrev);
                entry.shared.extend_from_slice(&def.shared);
                entry.not.extend_from_slice(&def.not);
                entry.patterns.extend_from_slice(&def.patterns);
                entry.absent.extend_from_slice(&def.absent);
                entry.examples.extend(examples.clone());
            }
        }
        ExtendKind::Part => {
            for located in library.parts.iter_mut().filter(|l| l.entry.id == def.id) {
                located.entry.terms.extend_from_slice(&def.terms);
                located.entry.abbrev.extend_from_slice(&def.abbrev);
                located.entry.not.extend_from_slice(&def.not);
            }
        }
        ExtendKind::Site => {
            for located in library.sites.iter_mut().filter(|l| l.entry.id == def.id) {
                let entry = &mut located.entry;
                entry.terms.extend_from_slice(&def.terms);
                entry.both.extend_from_slice(&def.both);
                entry.abbrev.extend_from_slice(&def.abbrev);
                entry.not.extend_from_slice(&def.not);
                entry.examples.extend(examples.clone());
            }
        }
        ExtendKind::Cue => {
            for located in library.cues.iter_mut().filter(|l| l.entry.id == def.id) {
                let entry = &mut located.entry;
                entry.phrases.extend_from_slice(&def.phrases);
                entry.frames.extend_from_slice(&def.frames);
                entry.not_frames.extend_from_slice(&def.not_frames);
                entry.abbrev.extend_from_slice(&def.abbrev);
                entry.stops_at.extend_from_slice(&def.stops_at);
                entry.not.extend_from_slice(&def.not);
                entry.examples.extend(examples.clone());
            }
        }
        ExtendKind::Section => {
            for located in library.sections.iter_mut().filter(|l| l.entry.id == def.id) {
                located.entry.headings.extend_from_slice(&def.headings);
                located.entry.examples.extend(examples.clone());
            }
        }
        ExtendKind::Attribute => {
            // A value may stand in two entries, one a kind: the words go to the first.
            if let Some(located) = library.attributes.iter_mut().find(|l| l.entry.value == def.id) {
                located.entry.terms.extend_from_slice(&def.terms);
                located.entry.abbrev.extend_from_slice(&def.abbrev);
                located.entry.not.extend_from_slice(&def.not);
            }
        }
        ExtendKind::Class => {
            for located in library.classes.iter_mut().filter(|l| l.entry.id == def.id) {
                located.entry.words.extend_from_slice(&def.words);
            }
        }
    }
}
