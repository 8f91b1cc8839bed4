//! From entries as written to what can be stored of the lexicon, with every cross-reference checked.

mod effects;
mod findings;
mod frames;
mod grades;
mod grid;
mod patterns;
mod phrases;
mod statements;
mod studies;

use super::base::Carried;
use super::compiled::*;
use super::library::Library;
use super::located::Located;
use super::phrase::Twins;
use super::phrase_book::PhraseBook;
use super::problem::{Problem, Problems};
use super::ruleset::ruleset;
use super::schema::{FindingDef, SiteDef};
use super::stored::Compiled;
use super::suggest::nearest;
use crate::vocabulary::Region;
use std::collections::HashMap;

/// Compiles the entries of a library; `engine` is the hash of the engine's sources.
///
/// # Errors
/// Every phrase that cannot be read or is claimed twice, every id that does not exist.
pub fn compile(library: &Library, engine: &str) -> Result<Compiled, Problems> {
    compile_over(library, None, engine)?.ok_or_else(Problems::default)
}

/// The same of a library whose built-in entries have been compiled before, as `base`: only what is the user's is expanded.
///
/// # Errors
/// As [`compile`].
pub fn compile_with_base(library: &Library, base: &Compiled, engine: &str) -> Result<Compiled, Problems> {
    match Carried::new(base, library).map(|carried| compile_over(library, Some(carried), engine)) {
        Some(Ok(Some(compiled))) => Ok(compiled),
        // What is wrong is said by the words of both sides, so that all of them are looked at.
        _ => compile(library, engine),
    }
}

/// `None` when carrying phrases over was not possible.
fn compile_over<'a>(library: &'a Library, carried: Option<Carried<'a>>, engine: &str) -> Result<Option<Compiled>, Problems> {
    let mut work = LexiconCompiler::new(library, carried);
    let sites = work.sites();
    let findings = work.findings();
    let patterns = work.patterns();
    let grid = work.grid();
    let studies = work.studies();
    let effects = work.effects();
    let cues = work.cues(&effects);
    if !work.phrases() {
        return Ok(None);
    }
    let frames = work.frames();
    let neutral = work.neutral();
    let statements = work.statements();
    let problems = std::mem::take(&mut work.problems);
    let (findings, sites, patterns) = problems.into_result((findings, sites, patterns))?;
    let mut anchored = vec![Vec::new(); library.parts.len()];
    for (index, pattern) in patterns.iter().enumerate() {
        if let PatternPiece::Part(anchor) = pattern.pieces[0] {
            let others = pattern.pieces[1..].iter().filter_map(|p| match p {
                PatternPiece::Part(part) => Some(*part),
                _ => None,
            });
            let mut needs = others.chain([anchor; 2]);
            anchored[anchor.index()].push(Anchored {
                pattern: PatternId(index as u16),
                needs: std::array::from_fn(|_| needs.next().unwrap_or(anchor)),
                needs_site: pattern.pieces.iter().any(|p| !matches!(p, PatternPiece::Part(_))),
            });
        }
    }
    let attributes = library.attributes.iter().map(|a| AttributeEntry {
        kind: a.entry.kind,
        value: a.entry.value.clone(),
    });
    let sections = library.sections.iter().map(|s| SectionEntry {
        id: s.entry.id.clone(),
        role: s.entry.role,
        anywhere: s.entry.anywhere,
        strict: s.entry.strict,
        title: s.entry.title,
        line: s.entry.line,
        tells: s.entry.tells,
        at_end: s.entry.at_end,
    });
    let built = work.book.number(work.carried.as_ref(), &library.twins);
    let mut problems = Problems::default();
    for (text, lane, entry) in &built.silenced {
        problems.0.extend(silenced_term(library, &findings, text, *lane, *entry));
    }
    problems.into_result(())?;
    let flags = library.flags.iter().map(|located| {
        let mut located = located.clone();
        located.entry.examples.clear();
        located
    });
    let mut grades = library.grades.clone();
    if let Some(grades) = &mut grades {
        grades.entry.examples.clear();
    }
    let tables = Tables {
        ruleset: ruleset(library.builtin_only, library.files.iter().map(|file| file.text.as_ref()), engine),
        findings,
        parts: library.parts.iter().map(|p| p.entry.id.clone()).collect(),
        sites,
        cues,
        frames,
        effects,
        effect_ids: library.effects.iter().map(|e| e.entry.id.clone()).collect(),
        attributes: attributes.collect(),
        sections: sections.collect(),
        studies,
        statements,
        patterns,
        anchored,
        grid,
        neutral,
        flags: flags.collect(),
        floor: library.floor.clone(),
        scales: grades.as_ref().map(|g| g.entry.scale_ids()).unwrap_or_default(),
        grades,
        phrases: built.phrases,
        texts: built.texts,
        forms: built.forms,
        postings: built.postings,
        exact: built.exact,
    };
    Ok(Some(Compiled {
        tables,
        words: built.words,
        needles: built.needles,
    }))
}

/// A `not` phrase that stands for one of the entry's own terms would silence it: "(vein of x) term" means "term" too.
fn silenced_term(library: &Library, findings: &[FindingEntry], text: &str, lane: Lane, entry: u16) -> Option<Problem> {
    let finding = (lane == Lane::Finding).then(|| findings[entry as usize].id.as_str())?;
    let located = library.findings.iter().find(|f| f.entry.id == finding)?;
    let message = format!("a `not` phrase of `{finding}` stands for `{text}` too, which is one of its terms");
    let help = "words in brackets may be left out; write `(a|b)` for one of several".to_owned();
    Some(library.problem(located.file, finding, finding, message, Some(help)))
}

struct LexiconCompiler<'a> {
    library: &'a Library,
    problems: Problems,
    carried: Option<Carried<'a>>,
    twins: Twins<'a>,
    book: PhraseBook,
    finding_ids: HashMap<&'a str, FindingId>,
    finding_order: Vec<&'a Located<FindingDef>>,
    part_ids: HashMap<&'a str, PartId>,
    site_ids: HashMap<&'a str, SiteId>,
    site_order: Vec<(&'a Located<SiteDef>, u8)>,
}

impl<'a> LexiconCompiler<'a> {
    fn new(library: &'a Library, carried: Option<Carried<'a>>) -> Self {
        let mut finding_order: Vec<_> = library.findings.iter().collect();
        finding_order.sort_by(|a, b| a.entry.id.cmp(&b.entry.id));
        let finding_ids = finding_order
            .iter()
            .enumerate()
            .map(|(i, f)| (f.entry.id.as_str(), FindingId(i as u16)))
            .collect();
        let part_ids = library
            .parts
            .iter()
            .enumerate()
            .map(|(i, p)| (p.entry.id.as_str(), PartId(i as u16)))
            .collect();
        let mut work = Self {
            library,
            problems: Problems::default(),
            twins: Twins::new(&library.twins),
            book: PhraseBook::over(carried.as_ref()),
            carried,
            finding_ids,
            finding_order,
            part_ids,
            site_ids: HashMap::new(),
            site_order: Vec::new(),
        };
        work.walk_sites();
        work
    }

    /// Numbers the sites in a walk of the tree, so that "inside" is a comparison of numbers.
    fn walk_sites(&mut self) {
        let mut children: HashMap<&str, Vec<&'a Located<SiteDef>>> = HashMap::new();
        for site in &self.library.sites {
            children.entry(site.entry.parent.as_str()).or_default().push(site);
        }
        let mut open: Vec<(&Located<SiteDef>, u8)> = children.get("").into_iter().flatten().rev().map(|s| (*s, 0)).collect();
        while let Some((site, depth)) = open.pop() {
            self.site_ids.insert(&site.entry.id, SiteId(self.site_order.len() as u16));
            self.site_order.push((site, depth));
            open.extend(
                children
                    .get(site.entry.id.as_str())
                    .into_iter()
                    .flatten()
                    .rev()
                    .map(|s| (*s, depth.saturating_add(1))),
            );
        }
        for site in &self.library.sites {
            if let Some(around) = site.entry.around.as_deref().filter(|a| !self.site_ids.contains_key(a)) {
                let help = nearest(around, self.site_ids.keys().copied());
                self.problem(site.file, &site.entry.id, around, format!("no site has the id `{around}`"), help);
            }
            if !self.site_ids.contains_key(site.entry.id.as_str()) {
                let message = format!(
                    "site `{}` hangs on `{}`, which is no site above it",
                    site.entry.id, site.entry.parent
                );
                self.problem(site.file, &site.entry.id, &site.entry.parent, message, None);
            }
        }
    }

    fn sites(&mut self) -> Vec<SiteEntry> {
        for located in &self.library.sites {
            if let Some(id) = &located.entry.normal_denies
                && !self.finding_ids.contains_key(id.as_str())
            {
                let help = nearest(id, self.finding_ids.keys().copied());
                self.problem(located.file, &located.entry.id, id, format!("no finding has the id `{id}`"), help);
            }
        }
        let order = &self.site_order;
        let leave = |i: usize| (i + 1..order.len()).find(|&j| order[j].1 <= order[i].1).unwrap_or(order.len());
        let site = |(i, (site, depth)): (usize, &(&Located<SiteDef>, u8))| SiteEntry {
            id: site.entry.id.clone(),
            label: site.entry.label.clone(),
            parent: self.site_ids.get(site.entry.parent.as_str()).copied(),
            enter: i as u16,
            leave: leave(i) as u16,
            depth: *depth,
            around: site.entry.around.as_deref().and_then(|id| self.site_ids.get(id).copied()),
            unpaired: site.entry.unpaired,
            at_every_level: site.entry.at_every_level,
            everywhere: site.entry.everywhere,
            normal_denies: site
                .entry
                .normal_denies
                .as_ref()
                .and_then(|id| self.finding_ids.get(id.as_str()).copied()),
            ends_at_level: site.entry.ends_at_level,
            tissue: site.entry.tissue,
            region: self.region(&site.entry),
        };
        order.iter().enumerate().map(site).collect()
    }

    /// The region of a site or of the nearest one above it that names one.
    fn region(&self, site: &SiteDef) -> Option<Region> {
        let above = || self.site_ids.get(site.parent.as_str()).map(|s| &self.site_order[s.index()].0.entry);
        site.region.or_else(|| above().and_then(|s| self.region(s)))
    }

    fn problem(&mut self, file: usize, id: &str, word: &str, message: String, help: Option<String>) {
        self.problems.0.push(self.library.problem(file, id, word, message, help));
    }
}
