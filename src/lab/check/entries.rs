//! The entries of a library as one list, for `lexicon list`.

use super::place::{entry_source, entry_start, line_of};
use crate::lexicon::{Library, Located};
use crate::vocabulary::Region;
use serde::Serialize;

/// The kinds of entry that have an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Findings: what a radiologist can see.
    Finding,
    /// Sites.
    Site,
    /// Cues: words that deny, hedge, date or compare.
    Cue,
    /// Effects of cues.
    Effect,
    /// Headings of sections.
    Section,
    /// Flags: conclusions from several findings.
    Flag,
    /// Attributes: severity, extent, acuity, count, side.
    Attribute,
    /// Parts: words that make a finding together with other parts.
    Part,
    /// Modalities.
    Modality,
    /// Parts of the body.
    BodyPart,
    /// What a study may be made after.
    Therapy,
    /// Words of statements that are no findings.
    Statement,
    /// Words that phrases name together.
    Class,
    /// Groups of findings.
    Group,
}

impl EntryKind {
    /// Every kind.
    pub const ALL: [Self; 14] = [
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
        Self::Therapy,
        Self::Statement,
        Self::Class,
        Self::Group,
    ];

    /// The plural.
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
            Self::Therapy => "therapies",
            Self::Statement => "statements",
            Self::Class => "classes",
            Self::Group => "groups",
        }
    }
}

/// One entry.
#[derive(Clone, Debug, Serialize)]
pub struct Entry<'a> {
    /// The kind.
    pub kind: EntryKind,
    /// Its id; for an attribute its value.
    pub id: &'a str,
    /// Its label.
    pub label: &'a str,
    /// The group, parent, role or kind it belongs to.
    pub under: String,
    /// Its phrases.
    pub phrases: Vec<&'a str>,
    /// The number of its examples.
    pub examples: usize,
    /// Its file.
    pub file: &'a str,
    /// The line of its id, from 1.
    pub line: usize,
    /// The source text of the entry.
    pub source: &'a str,
}

/// All entries of the library, by kind.
pub fn entries(library: &Library) -> Vec<Entry<'_>> {
    use EntryKind::*;
    let mut list = List {
        library,
        entries: Vec::new(),
    };
    list.add(Finding, &library.findings, |e| Row {
        label: &e.label,
        under: e.group.clone(),
        phrases: vec![&e.terms, &e.abbrev],
        examples: e.examples.len(),
        ..Row::of(&e.id)
    });
    list.add(Site, &library.sites, |e| Row {
        label: &e.label,
        under: e.parent.clone(),
        phrases: vec![&e.terms, &e.abbrev],
        examples: e.examples.len(),
        ..Row::of(&e.id)
    });
    list.add(Cue, &library.cues, |e| Row {
        under: e.makes.clone(),
        phrases: vec![&e.phrases, &e.abbrev],
        examples: e.examples.len(),
        ..Row::of(&e.id)
    });
    list.add(Effect, &library.effects, |e| Row {
        label: &e.label,
        ..Row::of(&e.id)
    });
    list.add(Section, &library.sections, |e| Row {
        under: format!("{:?}", e.role),
        phrases: vec![&e.headings],
        examples: e.examples.len(),
        ..Row::of(&e.id)
    });
    list.add(Flag, &library.flags, |e| Row {
        label: &e.label,
        examples: e.examples.len(),
        ..Row::of(&e.id)
    });
    list.add(Attribute, &library.attributes, |e| Row {
        under: format!("{:?}", e.kind),
        phrases: vec![&e.terms, &e.abbrev],
        ..Row::of(&e.value)
    });
    list.add(Part, &library.parts, |e| Row {
        phrases: vec![&e.terms, &e.abbrev],
        ..Row::of(&e.id)
    });
    list.add(Modality, &library.modalities, |e| Row {
        label: &e.label,
        phrases: vec![&e.names, &e.abbrev],
        examples: e.examples.len(),
        ..Row::of(&e.id)
    });
    list.add(BodyPart, &library.body_parts, |e| Row {
        label: &e.label,
        under: e.region.map_or("", Region::as_str).to_owned(),
        phrases: vec![&e.names, &e.abbrev],
        examples: e.examples.len(),
        ..Row::of(&e.id)
    });
    list.add(Therapy, &library.therapies, |e| Row {
        label: &e.label,
        under: e.kind.clone(),
        phrases: vec![&e.names, &e.abbrev],
        examples: e.examples.len(),
        ..Row::of(&e.id)
    });
    list.add(Statement, &library.statements, |e| Row {
        under: format!("{:?}", e.says),
        phrases: vec![&e.phrases, &e.abbrev],
        examples: e.examples.len(),
        ..Row::of(&e.id)
    });
    list.add(Class, &library.classes, |e| Row {
        label: &e.label,
        phrases: vec![&e.words],
        ..Row::of(&e.id)
    });
    list.add(Group, &library.groups, |e| Row {
        label: &e.label,
        ..Row::of(&e.id)
    });
    list.entries
}

/// The properties of an entry that are listed; most kinds have only some of them.
struct Row<'a> {
    id: &'a str,
    label: &'a str,
    under: String,
    phrases: Vec<&'a Vec<String>>,
    examples: usize,
}

impl<'a> Row<'a> {
    fn of(id: &'a str) -> Self {
        Self {
            id,
            label: "",
            under: String::new(),
            phrases: Vec::new(),
            examples: 0,
        }
    }
}

/// Collects the entries.
struct List<'a> {
    library: &'a Library,
    entries: Vec<Entry<'a>>,
}

impl<'a> List<'a> {
    /// Adds all entries of one kind.
    fn add<T>(&mut self, kind: EntryKind, all: &'a [Located<T>], row: impl Fn(&'a T) -> Row<'a>) {
        let key = if kind == EntryKind::Attribute { "value" } else { "id" };
        for located in all {
            let row = row(&located.entry);
            let file = &self.library.files[located.file];
            let start = entry_start(&file.text, key, row.id);
            self.entries.push(Entry {
                kind,
                id: row.id,
                label: row.label,
                under: row.under.to_lowercase(),
                phrases: row.phrases.into_iter().flatten().map(String::as_str).collect(),
                examples: row.examples,
                file: &file.name,
                line: line_of(&file.text, start),
                source: entry_source(&file.text, start),
            });
        }
    }
}
