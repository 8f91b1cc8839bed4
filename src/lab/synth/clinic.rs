//! Who the patients are and what befalls them: the table `clinic.toml`, with its names looked up.

use super::draw::Share;
use super::wording::{Words, table};
use crate::error::Error;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A kind of study.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kind {
    pub id: String,
    pub modality: String,
    pub body_part: String,
    pub procedure: String,
    pub title: String,
    pub parts: Vec<BodyPart>,
}

/// A part of the body that is imaged, with the levels that are spoken of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BodyPart {
    pub name: String,
    #[serde(default)]
    pub discs: Vec<String>,
    #[serde(default)]
    pub bones: Vec<String>,
}

/// How a house lays its reports out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Style {
    /// Sections with headings and sentences.
    Headed,
    /// Paragraphs.
    Prose,
    /// Sections with lists.
    Items,
    /// Labels with answers.
    Form,
    /// As few words as possible.
    Telegram,
}

/// A sending facility with its house style.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct House {
    pub name: String,
    pub style: Style,
    pub american: bool,
    pub utf8: bool,
}

/// A group of patients; findings and kinds by their numbers.
#[derive(Debug)]
pub(super) struct Group {
    pub def: GroupDef,
    pub indexed: Share,
    pub graded: Share,
    pub studies: Vec<usize>,
    pub brings: Vec<usize>,
    pub has: Vec<usize>,
    /// The finding that the name of the disease says.
    pub told: Option<usize>,
    pub asked: Vec<usize>,
}

/// A group as it stands in the table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupDef {
    pub id: String,
    share: u32,
    pub age: [i64; 2],
    pub diagnoses: Vec<String>,
    told: Option<String>,
    pub index: String,
    pub products: Vec<String>,
    indexed: u32,
    graded: u32,
    studies: Vec<String>,
    brings: Vec<String>,
    has: Vec<String>,
    asked: Vec<String>,
    pub symptoms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    nothing_acute: String,
    normal: String,
    kind: Vec<Kind>,
    group: Vec<GroupDef>,
    chance: BTreeMap<String, Vec<String>>,
    denied: BTreeMap<String, Vec<String>>,
    past: BTreeMap<String, Vec<String>>,
    house: Vec<House>,
}

/// The clinic: everything that a patient is drawn from.
pub(super) struct Clinic {
    pub words: Words,
    pub kinds: Vec<Kind>,
    pub houses: Vec<House>,
    pub groups: Vec<Group>,
    /// By kind of study: found by chance, denied, told in the history.
    pub chance: Vec<Vec<usize>>,
    pub denied: Vec<Vec<usize>>,
    pub past: Vec<Vec<usize>>,
    /// By finding: its places, and the kinds of studies that show it.
    pub places: Vec<Vec<usize>>,
    pub shown: Vec<Vec<usize>>,
    /// The finding that denies that anything has happened at all.
    pub nothing_acute: usize,
    /// The finding that a study is normal.
    pub normal: usize,
}

impl Clinic {
    /// The built-in tables.
    ///
    /// # Errors
    /// A table that is not of its form, or names what there is not.
    pub fn load() -> Result<Self, Error> {
        let words = Words::load()?;
        let file: File = table("clinic.toml", include_str!("clinic.toml"))?;
        let kinds: Vec<&str> = file.kind.iter().map(|kind| kind.id.as_str()).collect();
        let findings: Vec<&str> = words.findings.iter().map(|finding| finding.id.as_str()).collect();
        let sites: Vec<&str> = words.sites.iter().map(|site| site.id.as_str()).collect();
        let by_kind = |named: &BTreeMap<String, Vec<String>>| -> Result<Vec<Vec<usize>>, Error> {
            let of = |kind: &&str| named.get(*kind).map_or(Ok(Vec::new()), |names| numbers(names, &findings));
            kinds.iter().map(of).collect()
        };
        let (chance, denied, past) = (by_kind(&file.chance)?, by_kind(&file.denied)?, by_kind(&file.past)?);
        let group = |def: GroupDef| -> Result<Group, Error> {
            Ok(Group {
                indexed: Share::thousandths(def.indexed),
                graded: Share::thousandths(def.graded),
                studies: numbers(&def.studies, &kinds)?,
                brings: numbers(&def.brings, &findings)?,
                has: numbers(&def.has, &findings)?,
                told: numbers(def.told.as_slice(), &findings)?.first().copied(),
                asked: numbers(&def.asked, &findings)?,
                def,
            })
        };
        let groups = file.group.into_iter().map(group).collect::<Result<_, _>>()?;
        let each = |names: &dyn Fn(usize) -> Vec<String>, all: &[&str]| -> Result<Vec<Vec<usize>>, Error> {
            (0..findings.len()).map(|finding| numbers(&names(finding), all)).collect()
        };
        let places = each(&|finding| words.findings[finding].at.clone(), &sites)?;
        let shown = each(&|finding| words.findings[finding].shown_in.clone(), &kinds)?;
        let summary = numbers(&[file.nothing_acute, file.normal], &findings)?;
        Ok(Self {
            kinds: file.kind,
            houses: file.house,
            groups,
            chance,
            denied,
            past,
            places,
            shown,
            nothing_acute: summary[0],
            normal: summary[1],
            words,
        })
    }

    /// The group at a place below a thousand.
    pub fn group(&self, mut at: usize) -> &Group {
        for group in &self.groups {
            let share = group.def.share as usize;
            if at < share {
                return group;
            }
            at -= share;
        }
        &self.groups[0]
    }
}

/// The numbers of names in a list.
fn numbers(names: &[String], all: &[&str]) -> Result<Vec<usize>, Error> {
    let number = |name: &String| {
        let found = all.iter().position(|known| known == name);
        found.ok_or_else(|| Error::usage(format!("the built-in tables name {name}, which there is not")))
    };
    names.iter().map(number).collect()
}
