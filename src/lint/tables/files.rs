//! Reads the files.

use super::lists::{Findings, Kinds, People, Sex, Sizes, Templates, Wording};
use super::{Added, Remains, SexWords, SizeBounds, Tables, WordList};
use crate::error::Error;
use crate::lexicon::{FindingId, Lexicon};
use regex::{Regex, RegexBuilder};
use serde::de::DeserializeOwned;

const KINDS: &str = include_str!("../../../lexicons/lint/kinds.toml");
const SIZES: &str = include_str!("../../../lexicons/lint/sizes.toml");
const PEOPLE: &str = include_str!("../../../lexicons/lint/people.toml");
const TEMPLATES: &str = include_str!("../../../lexicons/lint/templates.toml");
const WORDING: &str = include_str!("../../../lexicons/lint/wording.toml");

pub(super) fn read(lexicon: &Lexicon, added: &Added) -> Result<Tables, Error> {
    let kinds: Kinds = parse("kinds.toml", KINDS)?;
    let sizes: Sizes = parse("sizes.toml", SIZES)?;
    let people: People = parse("people.toml", PEOPLE)?;
    let templates: Templates = parse("templates.toml", TEMPLATES)?;
    let wording: Wording = parse("wording.toml", WORDING)?;
    let find = |id: &String| {
        lexicon
            .finding(id)
            .ok_or_else(|| Error::usage(format!("lexicons/lint: there is no finding {id}")))
    };
    let all = |ids: &[String]| ids.iter().map(find).collect::<Result<Vec<FindingId>, Error>>();
    let list = |list: &Findings| all(&list.findings);
    let sex = |sex: char, words: &Sex| SexWords {
        sex,
        pronouns: WordList::new(&words.pronouns),
        nouns: WordList::new(&words.nouns),
        organs: WordList::new(&words.organs),
    };
    let built_in = templates.mask.iter().map(|mask| expression(&mask.pattern));
    let own = added
        .masks
        .iter()
        .map(|mask| Regex::new(mask).map_err(|e| Error::usage(format!("the mask {mask} is no regular expression: {e}"))));
    let critical = match added.critical.as_deref() {
        Some(own) => all(own)?,
        None => list(&kinds.critical)?,
    };
    let mut communication = wording.communication.words;
    communication.extend(added.communication.iter().cloned());
    Ok(Tables {
        covers: kinds
            .covers
            .iter()
            .map(|row| Ok((find(&row.general)?, all(&row.kinds)?)))
            .collect::<Result<_, Error>>()?,
        one_thing: kinds.one_thing.iter().map(list).collect::<Result<_, _>>()?,
        significant: list(&kinds.significant)?,
        normal: find(&kinds.says.normal)?,
        nothing_new: find(&kinds.says.nothing_new)?,
        place_normal: find(&kinds.says.place_normal)?,
        vague: list(&kinds.vague)?,
        manifold: list(&kinds.manifold)?,
        critical,
        sizes: sizes
            .size
            .into_iter()
            .map(|row| {
                Ok(SizeBounds {
                    findings: all(&row.findings)?,
                    least: row.least,
                    most: row.most,
                    why: row.why,
                })
            })
            .collect::<Result<_, Error>>()?,
        sexes: [sex('F', &people.female), sex('M', &people.male)],
        remains: templates
            .remains
            .into_iter()
            .map(|row| {
                Ok(Remains {
                    pattern: expression(&row.pattern)?,
                    means: row.means,
                    unless: row.unless.as_deref().map(expression).transpose()?,
                })
            })
            .collect::<Result<_, Error>>()?,
        masks: built_in.chain(own).collect::<Result<_, _>>()?,
        size_words: WordList::new(&wording.size.words),
        units: wording.size.units,
        doubled: wording.doubled.allowed,
        communication: WordList::new(&communication),
        transitional: WordList::new(&wording.transitional.words),
        crossing: WordList::new(&wording.crossing.words),
        qualified_normal: WordList::new(&wording.qualified_normal.words),
    })
}

fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|e| Error::usage(format!("lexicons/lint/{name}: {e}")))
}

/// An expression of the files: blanks in it do not count.
fn expression(pattern: &str) -> Result<Regex, Error> {
    let built = RegexBuilder::new(pattern).ignore_whitespace(true).build();
    built.map_err(|e| Error::usage(format!("lexicons/lint/templates.toml: {e}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_tables_are_read() {
        let lexicon = Lexicon::builtin().unwrap();
        let tables = Tables::new(&lexicon).unwrap();
        let id = |id: &str| lexicon.finding(id).unwrap();
        assert!(tables.covers(id("intracranial_haemorrhage"), id("subdural_haematoma")));
        assert!(!tables.covers(id("subdural_haematoma"), id("intracranial_haemorrhage")));
        let added = Added {
            masks: vec!["(".to_owned()],
            ..Added::default()
        };
        let error = Tables::with(&lexicon, &added).unwrap_err();
        assert!(error.to_string().contains("no regular expression"));
    }
}
