//! Looking up the names in criteria, with a problem for each that does not exist.

use super::compile::{Compiler, EntryPlace};
use super::leaf::SiteRange;
use crate::lexicon::criterion::OneOrMany;
use crate::lexicon::{AttributeId, AttributeKind, FindingId, Problem, SiteId, nearest};
use smallvec::SmallVec;

impl Compiler<'_> {
    /// Notes a problem with `word` of the entry at `at`.
    pub fn problem(&mut self, at: EntryPlace, word: &str, message: String, help: Option<String>) {
        let text = at.source.text.as_ref();
        let start = text
            .find(&format!("\"{}\"", at.id))
            .or_else(|| text.find(&format!("[{}]", at.id)))
            .unwrap_or(0);
        let quoted = format!("\"{word}\"");
        let (first, length) = match text[start..].find(&quoted) {
            Some(found) if !word.is_empty() => (start + found, quoted.len()),
            _ => (start, text[start..].find('\n').unwrap_or(text.len() - start)),
        };
        let file = at.source.name.clone();
        self.problems.0.push(Problem {
            file,
            text: text.to_owned(),
            at: first..first + length,
            message,
            help,
        });
    }

    /// The findings with these ids.
    pub fn findings(&mut self, ids: &[String], at: EntryPlace) -> Vec<FindingId> {
        ids.iter().filter_map(|id| self.finding(id, at)).collect()
    }

    /// The finding with this id.
    pub fn finding(&mut self, id: &str, at: EntryPlace) -> Option<FindingId> {
        let found = self.lexicon.finding(id);
        if found.is_none() {
            let help = nearest(id, self.lexicon.findings.iter().map(|f| f.id.as_str()));
            self.problem(at, id, format!("no finding has the id `{id}`"), help);
        }
        found
    }

    /// The sites with these ids.
    pub(super) fn sites(&mut self, ids: &[String], at: EntryPlace) -> Vec<SiteId> {
        let mut sites = Vec::new();
        for id in ids {
            match self.lexicon.site(id) {
                Some(site) => sites.push(site),
                None => {
                    let help = nearest(id, self.lexicon.sites.iter().map(|s| s.id.as_str()));
                    self.problem(at, id, format!("no site has the id `{id}`"), help);
                }
            }
        }
        sites
    }

    /// The numbers of these sites and of all inside them.
    pub(super) fn ranges(&mut self, ids: &[String], at: EntryPlace) -> SmallVec<[SiteRange; 2]> {
        let sites = self.sites(ids, at);
        sites
            .iter()
            .map(|s| &self.lexicon.sites[s.index()])
            .map(|s| (s.enter, s.leave))
            .collect()
    }

    /// The attributes of one kind with these values.
    pub(super) fn values(&mut self, values: &[String], kind: AttributeKind, at: EntryPlace) -> SmallVec<[AttributeId; 4]> {
        let mut out = SmallVec::new();
        for value in values {
            let before = out.len();
            let all = self.lexicon.attributes.iter().enumerate().filter(|(_, a)| a.kind == kind);
            out.extend(all.filter(|(_, a)| a.value == *value).map(|(i, _)| AttributeId(i as u16)));
            if out.len() == before {
                let mut known: Vec<&str> = self
                    .lexicon
                    .attributes
                    .iter()
                    .filter(|a| a.kind == kind)
                    .map(|a| a.value.as_str())
                    .collect();
                known.dedup();
                let help = format!("the values are {}", known.join(", "));
                self.problem(at, value, format!("no attribute of this kind has the value `{value}`"), Some(help));
            }
        }
        out
    }

    /// The index of an earlier flag.
    pub fn flag_index(&mut self, id: &str, at: EntryPlace) -> Option<usize> {
        self.flag_named(id, id, at)
    }

    /// The index of an earlier flag that the file names as a part of `quoted`.
    pub(super) fn flag_named(&mut self, id: &str, quoted: &str, at: EntryPlace) -> Option<usize> {
        let found = self.flags.iter().position(|f| f == id);
        if found.is_none() {
            let help = nearest(id, self.flags.iter().map(String::as_str));
            let help = help.unwrap_or_else(|| "a flag can only look at flags that stand before it".to_owned());
            self.problem(at, quoted, format!("no flag before this one has the id `{id}`"), Some(help));
        }
        found
    }

    /// A modality must be one of the lexicon.
    pub(super) fn modality(&mut self, word: &str, at: EntryPlace) {
        let known = &self.lexicon.studies.modalities;
        if !known.iter().any(|id| id == word) {
            let known = known.join(", ");
            self.bad_word(word, "modality", &known, at);
        }
    }

    /// The number of a part of the body.
    pub(super) fn body_part(&mut self, id: &str, at: EntryPlace) -> u16 {
        let known = &self.lexicon.studies.body_parts;
        let found = known.iter().position(|part| part.id == id);
        if found.is_none() {
            let known = known.iter().map(|part| part.id.as_str()).collect::<Vec<_>>().join(", ");
            self.bad_word(id, "part of the body", &known, at);
        }
        found.unwrap_or(0) as u16
    }

    /// The values of these words of a table.
    pub(super) fn words_of<T: Copy>(&mut self, words: &OneOrMany, table: &[(&str, T)], kind: &str, at: EntryPlace) -> Vec<T> {
        words
            .as_slice()
            .iter()
            .filter_map(|w| self.word_of(w, table, w, kind, at))
            .collect()
    }

    /// The value of a word of a table; the file has the word as a part of `quoted`.
    pub(super) fn word_of<T: Copy>(&mut self, word: &str, table: &[(&str, T)], quoted: &str, kind: &str, at: EntryPlace) -> Option<T> {
        let found = table.iter().find(|(w, _)| *w == word).map(|(_, value)| *value);
        if found.is_none() {
            let allowed: Vec<&str> = table.iter().map(|(w, _)| *w).collect();
            let help = format!("use one of {}", allowed.join(", "));
            self.problem(at, quoted, format!("`{word}` is no {kind}"), Some(help));
        }
        found
    }

    /// Notes a word outside a closed vocabulary.
    pub(super) fn bad_word(&mut self, word: &str, kind: &str, allowed: &str, at: EntryPlace) {
        self.problem(at, word, format!("`{word}` is no {kind}"), Some(format!("use one of {allowed}")));
    }
}
