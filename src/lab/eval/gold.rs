//! The annotations of each report.

use super::fields::Fields;
use super::lines;
use super::stated::{Pair, Stated, Statement, stated};
use crate::error::Error;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// An annotated statement with its evidence.
#[derive(Clone, Debug)]
pub struct GoldStatement {
    /// The statement.
    pub said: Statement,
    /// The words copied from the report; empty when the file gives none.
    pub evidence: String,
}

/// The annotations of one report, and the points on which its annotators disagree.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// The statements, in the order of the file.
    pub statements: Vec<GoldStatement>,
    /// Findings with a status that is not counted (`x`).
    pub(super) disputed: BTreeSet<Pair>,
    /// Families with a status that is not counted (`xf`).
    pub(super) disputed_families: BTreeSet<Pair>,
}

/// One line of a gold file.
#[derive(Clone, Debug)]
pub struct GoldReport {
    /// The report's id.
    pub id: String,
    /// Its annotations.
    pub gold: Gold,
    /// The other fields of the line that are strings, by name, such as `source`.
    pub groups: BTreeMap<String, String>,
}

/// Reads a gold file: JSON Lines with `id` and `s`, the list of statements. A statement has `f` (finding), `a` (assertion), and
/// optionally `t` (temporality), `c` (change), `sites` and `ev` (the words). `x` and `xf` list what is not counted.
///
/// # Errors
/// A file that cannot be read, or all lines that are wrong, with their numbers.
pub fn read_gold(path: &Path) -> Result<Vec<GoldReport>, Error> {
    let reports = lines::parse_lines(path, |fields| Ok((gold(fields)?, groups(fields))))?;
    let report = |(id, (gold, groups))| GoldReport { id, gold, groups };
    let reports: Vec<GoldReport> = reports.into_iter().map(report).collect();
    if reports.is_empty() {
        return Err(Error::usage(format!("{} contains no report", path.display())));
    }
    Ok(reports)
}

fn gold(fields: &Fields<'_>) -> Result<Gold, String> {
    let statements = fields.objects("s", fields.needed_list("s")?)?;
    Ok(Gold {
        statements: statements.iter().map(statement).collect::<Result<_, _>>()?,
        disputed: disputed(fields, "x")?,
        disputed_families: disputed(fields, "xf")?,
    })
}

fn statement(fields: &Fields<'_>) -> Result<GoldStatement, String> {
    let sites = fields.pairs("sites")?.into_iter();
    Ok(GoldStatement {
        said: Statement {
            finding: fields.text("f")?.to_owned(),
            stated: stated(fields, "a", "t")?,
            change: fields.word("c")?.filter(|c| !c.is_empty()).map(str::to_owned),
            sites: sites.map(|(site, side)| (site.to_owned(), side.map(str::to_owned))).collect(),
        },
        evidence: fields.word("ev")?.unwrap_or_default().to_owned(),
    })
}

fn disputed(fields: &Fields<'_>, field: &str) -> Result<BTreeSet<Pair>, String> {
    let pair = |(name, word): (&str, Option<&str>)| {
        let stated = word.and_then(Stated::parse);
        let known = || Stated::ALL.iter().map(|s| s.as_str());
        stated.map(|s| (name.to_owned(), s)).ok_or_else(|| fields.unknown(field, known()))
    };
    fields.pairs(field)?.into_iter().map(pair).collect()
}

fn groups(fields: &Fields<'_>) -> BTreeMap<String, String> {
    let words = fields.all().filter(|(name, _)| *name != "id");
    words
        .filter_map(|(name, value)| match value {
            Value::String(word) => Some((name.to_owned(), word.clone())),
            _ => None,
        })
        .collect()
}
