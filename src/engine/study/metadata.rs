//! What metadata says of a study, in any vendor's spelling.

use super::named::{Named, One};
use crate::lexicon::{Lane, Lexicon};
use crate::terms::Terms;
use crate::text::TextBuffer;
use rustc_hash::FxHashMap;

/// What a key of `meta` holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Modality,
    BodyPart,
    /// The name of the study, which may tell both.
    Name,
}

/// The keys of HL7, FHIR and CDA records, those of DICOM, and what columns of exports are called.
fn key(name: &str) -> Option<Key> {
    Some(match name {
        "modality" | "Modality" | "MODALITY" => Key::Modality,
        "body_part" | "bodypart" | "BODY_PART" | "body_part_examined" | "BodyPartExamined" => Key::BodyPart,
        "procedure"
        | "procedure_name"
        | "procedure_description"
        | "exam"
        | "exam_name"
        | "exam_description"
        | "examination"
        | "study"
        | "study_name"
        | "study_description"
        | "StudyDescription"
        | "RequestedProcedureDescription" => Key::Name,
        _ => return None,
    })
}

/// Reads metadata. An archive names its studies in a few hundred ways: what one means is looked up once.
#[derive(Debug, Default)]
pub(super) struct MetaReader {
    known: FxHashMap<String, Named>,
    buffer: TextBuffer,
    terms: Terms,
}

/// As many names are kept; behind that it begins anew, so that names with numbers in them do not pile up.
const MOST_KNOWN: usize = 4096;

impl MetaReader {
    /// What the pairs of a meta object say: the keys made for modality and part of the body first, then names of the study.
    pub fn parse<'m>(&mut self, lexicon: &Lexicon, meta: impl Iterator<Item = (&'m str, &'m str)> + Clone) -> Named {
        let mut said = Named::default();
        let mut named = false;
        for (name, value) in meta.clone() {
            match key(name) {
                Some(Key::Modality) => said.modality = self.modality(lexicon, value),
                Some(Key::BodyPart) => said.parts = self.name(lexicon, value).parts,
                Some(Key::Name) => named = true,
                None => {}
            }
        }
        let open = |said: &Named| said.modality == One::Silent || said.parts.is_empty();
        if !named || !open(&said) {
            return said;
        }
        for (_, value) in meta.filter(|(name, _)| key(name) == Some(Key::Name)) {
            let own = self.name(lexicon, value);
            if said.modality == One::Silent {
                said.modality = own.modality;
            }
            if said.parts.is_empty() {
                said.parts = own.parts;
            }
        }
        said
    }

    /// A code, or else a name.
    fn modality(&mut self, lexicon: &Lexicon, value: &str) -> One {
        let code = value.trim();
        match lexicon.studies.modalities.iter().position(|m| m.eq_ignore_ascii_case(code)) {
            Some(number) => One::Is(number as u16),
            None => self.name(lexicon, code).modality,
        }
    }

    /// What the words of a name mean. Capitals are no matter in metadata.
    fn name(&mut self, lexicon: &Lexicon, value: &str) -> Named {
        if let Some(known) = self.known.get(value) {
            return *known;
        }
        let mut named = Named::default();
        if value.len() <= LONGEST {
            let capitals = value.to_uppercase().replace('_', " ");
            self.buffer.fold(&capitals);
            self.terms.scan(lexicon, &capitals, &self.buffer);
            named.add(self.terms.lane(Lane::Study));
        }
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(value.to_owned(), named);
        named
    }
}

/// No name of a study has more bytes: what has is a text in the wrong column.
const LONGEST: usize = 1024;
