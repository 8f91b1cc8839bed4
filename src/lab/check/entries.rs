//! The entries of a library as one list, for `lexicon list`.

use super::place::{entry_source, entry_start, line_of};
use crate::lexicon::{Library, Located};
use crate::vocabulary::Region;
use serde::Serialize;

/// The kinds of entry that have an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// What a radiologist can see.
    Finding,
    /// A place.
    Site,
    /// Words that deny, doubt, date or compare.
    Cue,
    /// What cues do.
    Effect,
    /// A heading.
    Section,
    /// What findings add up to.
    Flag,
    /// Severity, extent, acuity, count, side.
    Attribute,
    /// Words that make a finding with others.
    Part,
    /// How a study was made.
    Modality,
    /// What a study shows.
    BodyPart,
    /// Words that phrases name together.
    Class,
    /// What findings belong to.
    Group,
}

impl EntryKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Finding,
        Self::Site,
        Self::Cue,
        Self::Effect,
        Self::Section,
        Self::Flag,
        Self::Attribute,
        Self::Part,
        Self::Modality,
        Self::BodyPart,
        Self::Class,
        Self::Group,
    ];

    /// The word for several.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Finding => "findings",
            Self::Site => "sites",
            Self::Cue => "cues",
            Self::Effect => "effects",
            Self::Section => "sections",
            Self::Flag => "flags",
            Self::Attribute => "attributes",
            Self::Part => "parts",
            Self::Modality => "modalities",
            Self::BodyPart => "body parts",
            Self::Class => "classes",
            Self::Group => "groups",
        }
    }
}

/// One entry.
#[derive(Clone, Debug, Serialize)]
pub struct Entry<'a> {
    /// What it is.
    pub kind: EntryKind,
    /// Its id; for an attribute the value.
    pub id: &'a str,
    /// Its name for people.
    pub label: &'a str,
    /// The group, parent, role or kind it belongs to.
    pub under: String,
    /// Its phrases.
    pub phrases: Vec<&'a str>,
    /// How many examples it has.
    pub examples: usize,
    /// Its file.
    pub file: &'a str,
    /// The line of its id.
    pub line: usize,
    /// The entry as it is written.
    pub source: &'a str,
}

/// All entries in force, by kind.
pub fn entries(library: &Library) -> Vec<Entry<'_>> {
    use EntryKind::*;
    let mut all = Vec::new();
    for l in &library.findings {
        let e = &l.entry;
        all.push(entry(
            library,
            l,
            Finding,
            &e.id,
            &e.label,
            &e.group,
            &[&e.terms, &e.abbrev],
            e.examples.len(),
        ));
    }
    for l in &library.sites {
        let e = &l.entry;
        all.push(entry(
            library,
            l,
            Site,
            &e.id,
            &e.label,
            &e.parent,
            &[&e.terms, &e.abbrev],
            e.examples.len(),
        ));
    }
    for l in &library.cues {
        let e = &l.entry;
        all.push(entry(
            library,
            l,
            Cue,
            &e.id,
            "",
            &e.makes,
            &[&e.phrases, &e.abbrev],
            e.examples.len(),
        ));
    }
    for l in &library.effects {
        let e = &l.entry;
        all.push(entry(library, l, Effect, &e.id, &e.label, "", &[], 0));
    }
    for l in &library.sections {
        let e = &l.entry;
        all.push(entry(
            library,
            l,
            Section,
            &e.id,
            "",
            &format!("{:?}", e.role),
            &[&e.headings],
            e.examples.len(),
        ));
    }
    for l in &library.flags {
        let e = &l.entry;
        all.push(entry(library, l, Flag, &e.id, &e.label, "", &[], e.examples.len()));
    }
    for l in &library.attributes {
        let e = &l.entry;
        all.push(entry(
            library,
            l,
            Attribute,
            &e.value,
            "",
            &format!("{:?}", e.kind),
            &[&e.terms, &e.abbrev],
            0,
        ));
    }
    for l in &library.parts {
        let e = &l.entry;
        all.push(entry(library, l, Part, &e.id, "", "", &[&e.terms, &e.abbrev], 0));
    }
    for l in &library.modalities {
        let e = &l.entry;
        let (names, examples) = ([&e.names, &e.abbrev], e.examples.len());
        all.push(entry(
            library,
            l,
            Modality,
            &e.id,
            &e.label,
            "",
            &names.map(Vec::as_slice),
            examples,
        ));
    }
    for l in &library.body_parts {
        let e = &l.entry;
        let region = e.region.map_or("", Region::as_str);
        let (names, examples) = ([&e.names, &e.abbrev], e.examples.len());
        all.push(entry(
            library,
            l,
            BodyPart,
            &e.id,
            &e.label,
            region,
            &names.map(Vec::as_slice),
            examples,
        ));
    }
    for l in &library.classes {
        let e = &l.entry;
        all.push(entry(library, l, Class, &e.id, &e.label, "", &[&e.words], 0));
    }
    for l in &library.groups {
        all.push(entry(library, l, Group, &l.entry.id, &l.entry.label, "", &[], 0));
    }
    all
}

#[expect(clippy::too_many_arguments, reason = "one call for each kind of entry, each on one line")]
fn entry<'a, T>(
    library: &'a Library,
    located: &'a Located<T>,
    kind: EntryKind,
    id: &'a str,
    label: &'a str,
    under: &str,
    phrases: &[&'a [String]],
    examples: usize,
) -> Entry<'a> {
    let file = &library.files[located.file];
    let key = if kind == EntryKind::Attribute { "value" } else { "id" };
    let start = entry_start(&file.text, key, id);
    Entry {
        kind,
        id,
        label,
        under: under.to_lowercase(),
        phrases: phrases.iter().flat_map(|list| list.iter()).map(String::as_str).collect(),
        examples,
        file: &file.name,
        line: line_of(&file.text, start),
        source: entry_source(&file.text, start),
    }
}
