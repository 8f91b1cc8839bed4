//! From entries as written to what can be stored of the lexicon, with every cross-reference checked.

mod effects;
mod studies;

use super::compiled::*;
use super::load::{Library, Located};
use super::phrase::{Twins, expand};
use super::phrase_book::PhraseBook;
use super::problem::{Problem, Problems};
use super::ruleset::ruleset;
use super::schema::{AttributeKind, Denial, FindingDef, Order, PatternCertainty, PatternDef, RefinementDef, SiteDef};
use super::stored::Compiled;
use super::suggest::nearest;
use super::words::WORDS;
use crate::text::fold_phrase;
use crate::vocabulary::Region;
use std::collections::HashMap;

/// Compiles the entries of a library; `engine` is the hash of the engine's sources.
///
/// # Errors
/// Every phrase that cannot be read or is claimed twice, every id that does not exist.
pub fn compile(library: &Library, engine: &str) -> Result<Compiled, Problems> {
    let mut work = Work::new(library);
    let sites = work.sites();
    let findings = work.findings();
    let patterns = work.patterns();
    let studies = work.studies();
    let effects = work.effects();
    let cues = work.cues(&effects);
    work.phrases();
    let problems = std::mem::take(&mut work.problems);
    let (findings, sites, patterns) = problems.into_result((findings, sites, patterns))?;
    let mut anchored = vec![Vec::new(); library.parts.len()];
    for (index, pattern) in patterns.iter().enumerate() {
        if let Piece::Part(anchor) = pattern.pieces[0] {
            let others = pattern.pieces[1..].iter().filter_map(|p| match p {
                Piece::Part(part) => Some(*part),
                _ => None,
            });
            let mut needs = others.chain([anchor; 2]);
            anchored[anchor.index()].push(Anchored {
                pattern: PatternId(index as u16),
                needs: std::array::from_fn(|_| needs.next().unwrap_or(anchor)),
                needs_site: pattern.pieces.iter().any(|p| !matches!(p, Piece::Part(_))),
            });
        }
    }
    let attributes = library.attributes.iter().map(|a| Attribute {
        kind: a.entry.kind,
        value: a.entry.value.clone(),
    });
    let sections = library.sections.iter().map(|s| Section {
        id: s.entry.id.clone(),
        role: s.entry.role,
        anywhere: s.entry.anywhere,
        strict: s.entry.strict,
        title: s.entry.title,
        line: s.entry.line,
        tells: s.entry.tells,
    });
    let built = work.book.number();
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
        effects,
        effect_ids: library.effects.iter().map(|e| e.entry.id.clone()).collect(),
        attributes: attributes.collect(),
        sections: sections.collect(),
        studies,
        patterns,
        anchored,
        flags: flags.collect(),
        floor: library.floor.clone(),
        scales: grades.as_ref().map(|g| scale_ids(&g.entry.scales)).unwrap_or_default(),
        grades,
        phrases: built.phrases,
        texts: built.texts,
        forms: built.forms,
        postings: built.postings,
        exact: built.exact,
    };
    Ok(Compiled {
        tables,
        words: built.words,
        needles: built.needles,
    })
}

/// A `not` phrase that stands for one of the entry's own terms would silence it: "(vein of x) term" means "term" too.
fn silenced_term(library: &Library, findings: &[Finding], text: &str, lane: Lane, entry: u16) -> Option<Problem> {
    let finding = (lane == Lane::Finding).then(|| findings[entry as usize].id.as_str())?;
    let located = library.findings.iter().find(|f| f.entry.id == finding)?;
    let message = format!("a `not` phrase of `{finding}` stands for `{text}` too, which is one of its terms");
    let help = "words in brackets may be left out; write `(a|b)` for one of several".to_owned();
    Some(library.problem(located.file, finding, finding, message, Some(help)))
}

fn scale_ids(scales: &std::collections::BTreeMap<String, String>) -> Vec<String> {
    let mut ids: Vec<String> = scales.values().cloned().collect();
    ids.sort();
    ids.dedup();
    ids
}

struct Work<'a> {
    library: &'a Library,
    problems: Problems,
    twins: Twins<'a>,
    book: PhraseBook,
    finding_ids: HashMap<&'a str, FindingId>,
    finding_order: Vec<&'a Located<FindingDef>>,
    part_ids: HashMap<&'a str, PartId>,
    site_ids: HashMap<&'a str, SiteId>,
    site_order: Vec<(&'a Located<SiteDef>, u8)>,
}

impl<'a> Work<'a> {
    fn new(library: &'a Library) -> Self {
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
            book: PhraseBook::default(),
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

    fn sites(&mut self) -> Vec<Site> {
        let order = &self.site_order;
        let leave = |i: usize| (i + 1..order.len()).find(|&j| order[j].1 <= order[i].1).unwrap_or(order.len());
        let site = |(i, (site, depth)): (usize, &(&Located<SiteDef>, u8))| Site {
            id: site.entry.id.clone(),
            label: site.entry.label.clone(),
            parent: self.site_ids.get(site.entry.parent.as_str()).copied(),
            enter: i as u16,
            leave: leave(i) as u16,
            depth: *depth,
            around: site.entry.around.as_deref().and_then(|id| self.site_ids.get(id).copied()),
            unpaired: site.entry.unpaired,
            at_every_level: site.entry.at_every_level,
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

    fn findings(&mut self) -> Vec<Finding> {
        let order = self.finding_order.clone();
        let finding = |located: &&'a Located<FindingDef>| {
            let def = &located.entry;
            let becomes = def.becomes.iter().filter_map(|b| self.becomes(b, located)).collect();
            Finding {
                id: def.id.clone(),
                label: def.label.clone(),
                group: def.group.clone(),
                family: self.family(located),
                weak: def.generic,
                told: def.reported,
                elsewhere: def.any_region,
                implies: def.implies.iter().filter_map(|s| self.site(s, located)).collect(),
                becomes,
            }
        };
        order.iter().map(finding).collect()
    }

    /// A family may have the name of one of its findings, but not of one outside it: the two would be counted as one.
    fn family(&mut self, located: &'a Located<FindingDef>) -> Option<String> {
        let name = located.entry.family.as_deref()?;
        let namesake = self.finding_order.iter().find(|f| f.entry.id == name);
        if namesake.is_some_and(|f| f.entry.family.as_deref() != Some(name)) {
            let message = format!("the family `{name}` has the name of a finding that is not in it");
            self.problem(located.file, &located.entry.id, name, message, None);
        }
        Some(name.to_owned())
    }

    fn becomes(&mut self, def: &'a RefinementDef, owner: &Located<FindingDef>) -> Option<Refinement> {
        if let Some(modality) = &def.modality
            && !self.library.modalities.iter().any(|m| m.entry.id == *modality)
        {
            let help = nearest(modality, self.library.modalities.iter().map(|m| m.entry.id.as_str()));
            self.problem(
                owner.file,
                &owner.entry.id,
                modality,
                format!("no modality has the id `{modality}`"),
                help,
            );
        }
        let to = if def.to == "nothing" {
            None
        } else {
            Some(self.finding(&def.to, owner)?)
        };
        Some(Refinement {
            to,
            site: def.site.iter().filter_map(|s| self.site(s, owner)).collect(),
            no_site: def.no_site,
            extent: self.values(&def.extent, AttributeKind::Extent, owner),
            acuity: self.values(&def.acuity, AttributeKind::Acuity, owner),
            severity: self.values(&def.severity, AttributeKind::Severity, owner),
            with: def.with.iter().filter_map(|f| self.finding(f, owner)).collect(),
            region: def.region,
            modality: def.modality.clone(),
        })
    }

    fn finding(&mut self, id: &str, owner: &Located<FindingDef>) -> Option<FindingId> {
        let found = self.finding_ids.get(id).copied();
        if found.is_none() {
            let help = nearest(id, self.finding_ids.keys().copied());
            self.problem(owner.file, &owner.entry.id, id, format!("no finding has the id `{id}`"), help);
        }
        found
    }

    fn site(&mut self, id: &str, owner: &Located<FindingDef>) -> Option<SiteId> {
        let found = self.site_ids.get(id).copied();
        if found.is_none() {
            let help = nearest(id, self.site_ids.keys().copied());
            self.problem(owner.file, &owner.entry.id, id, format!("no site has the id `{id}`"), help);
        }
        found
    }

    /// The attributes of `kind` that have one of `values`.
    fn values(&mut self, values: &[String], kind: AttributeKind, owner: &Located<FindingDef>) -> Vec<AttributeId> {
        let mut out = Vec::new();
        for value in values {
            let before = out.len();
            let all = self.library.attributes.iter().enumerate();
            out.extend(
                all.filter(|(_, a)| a.entry.kind == kind && a.entry.value == *value)
                    .map(|(i, _)| AttributeId(i as u16)),
            );
            if out.len() == before {
                let known = self
                    .library
                    .attributes
                    .iter()
                    .filter(|a| a.entry.kind == kind)
                    .map(|a| a.entry.value.as_str());
                let help = nearest(value, known);
                self.problem(
                    owner.file,
                    &owner.entry.id,
                    value,
                    format!("no attribute of this kind has the value `{value}`"),
                    help,
                );
            }
        }
        out
    }

    fn patterns(&mut self) -> Vec<Pattern> {
        let mut out = Vec::new();
        for located in self.finding_order.clone() {
            let id = self.finding_ids[located.entry.id.as_str()];
            let says = located.entry.patterns.iter().map(|p| (p, false));
            let denies = located.entry.absent.iter().filter_map(|d| match d {
                Denial::Pattern(p) => Some((p, true)),
                Denial::Phrase(_) => None,
            });
            for (def, denies) in says.chain(denies) {
                out.extend(self.pattern(def, id, denies, located));
            }
        }
        out
    }

    fn pattern(&mut self, def: &'a PatternDef, finding: FindingId, denies: bool, owner: &Located<FindingDef>) -> Option<Pattern> {
        let mut pieces = Vec::new();
        let (mut depth, mut free) = (0, Vec::new());
        for piece in &def.parts {
            let (piece, is_free) = piece.strip_prefix('~').map_or((piece.as_str(), false), |p| (p, true));
            free.push(is_free);
            pieces.push(match piece.split_once(':') {
                Some(("site", "*")) => Piece::AnySite,
                Some(("site", id)) => {
                    let site = self.site(id, owner)?;
                    depth = depth.max(self.site_order[site.index()].1 + 1);
                    Piece::Site(site)
                }
                _ => Piece::Part(self.part(piece, owner)?),
            });
        }
        let own = |(piece, free): (&Piece, &bool)| matches!(piece, Piece::Part(_)) && !free;
        let Some(anchor) = pieces.iter().zip(&free).position(own) else {
            let message = "a pattern needs at least one `@part` without `~`".to_owned();
            let word = def.parts.first().map_or("", String::as_str);
            self.problem(owner.file, &owner.entry.id, word, message, None);
            return None;
        };
        let mut order: Vec<u8> = (0..pieces.len() as u8).collect();
        pieces.swap(0, anchor);
        free.swap(0, anchor);
        order.swap(0, anchor);
        let order = (def.order == Order::Given).then_some(order);
        let certainty = def.certainty.unwrap_or(PatternCertainty::Definite);
        Some(Pattern {
            finding,
            denies,
            certainty,
            pieces,
            free: free.iter().enumerate().map(|(i, &f)| u8::from(f) << i).sum(),
            order,
            change: def.change,
            gap: def.gap.into(),
            depth,
        })
    }

    fn part(&mut self, piece: &str, owner: &Located<FindingDef>) -> Option<PartId> {
        let id = piece.strip_prefix('@').unwrap_or("");
        let found = self.part_ids.get(id).copied();
        if found.is_none() {
            let help = nearest(id, self.part_ids.keys().copied());
            let message = format!("`{piece}` is neither `@` and a part's id nor `site:` and a site's id");
            self.problem(owner.file, &owner.entry.id, piece, message, help);
        }
        found
    }

    /// Puts the phrases of all lanes into the book.
    fn phrases(&mut self) {
        let library = self.library;
        let mut owners = Owners::default();
        for (index, located) in self.finding_order.clone().into_iter().enumerate() {
            let (def, entry) = (&located.entry, index as u16);
            let at = Place {
                file: located.file,
                id: &def.id,
                lane: Lane::Finding,
            };
            self.add(&at, &def.terms, entry, 0, Plurals::Yes, Some(&mut owners));
            self.add(&at, &def.shared, entry, 0, Plurals::Yes, None);
            let denials: Vec<String> = def
                .absent
                .iter()
                .filter_map(|d| if let Denial::Phrase(p) = d { Some(p.clone()) } else { None })
                .collect();
            self.add(&at, &denials, entry, 1, Plurals::No, None);
            self.add_exact(&at, &def.abbrev, entry);
            self.add(&at, &def.not, entry, DECOY, Plurals::Yes, None);
        }
        for (index, located) in library.parts.iter().enumerate() {
            let at = Place {
                file: located.file,
                id: &located.entry.id,
                lane: Lane::Part,
            };
            self.add(&at, &located.entry.terms, index as u16, 0, Plurals::Yes, None);
            self.add_exact(&at, &located.entry.abbrev, index as u16);
            self.add(&at, &located.entry.not, index as u16, DECOY, Plurals::Yes, None);
        }
        for (index, (located, _)) in self.site_order.clone().into_iter().enumerate() {
            let (def, entry) = (&located.entry, index as u16);
            let at = Place {
                file: located.file,
                id: &def.id,
                lane: Lane::Site,
            };
            let single: Vec<String> = def.terms.iter().filter(|t| !def.both.contains(t)).cloned().collect();
            self.add(&at, &single, entry, 0, Plurals::Yes, None);
            self.add(&at, &def.both, entry, 1, Plurals::No, None);
            self.add_exact(&at, &def.abbrev, entry);
            self.add(&at, &def.not, entry, DECOY, Plurals::Yes, None);
        }
        for (index, located) in library.attributes.iter().enumerate() {
            let at = Place {
                file: located.file,
                id: &located.entry.value,
                lane: Lane::Attribute,
            };
            self.add(&at, &located.entry.terms, index as u16, 0, Plurals::No, None);
            self.add_exact(&at, &located.entry.abbrev, index as u16);
            self.add(&at, &located.entry.not, index as u16, DECOY, Plurals::No, None);
        }
        for (index, located) in library.cues.iter().enumerate() {
            let at = Place {
                file: located.file,
                id: &located.entry.id,
                lane: Lane::Cue,
            };
            self.add(&at, &located.entry.phrases, index as u16, 0, Plurals::No, None);
            self.add_exact(&at, &located.entry.abbrev, index as u16);
            self.add(&at, &located.entry.not, index as u16, DECOY, Plurals::No, None);
        }
        let mut owners = Owners::default();
        for (index, located) in library.sections.iter().enumerate() {
            let at = Place {
                file: located.file,
                id: &located.entry.id,
                lane: Lane::Section,
            };
            self.add(&at, &located.entry.headings, index as u16, 0, Plurals::No, Some(&mut owners));
        }
        for (entry, (_, words)) in WORDS.iter().enumerate() {
            for word in *words {
                self.book.add((*word).to_owned(), false, Lane::Word, entry as u16, 0);
            }
        }
        self.grade_phrases();
        self.study_phrases();
    }

    /// The grade lane: names, scales and decoys of stated grades, and the `words` leaves of the flags.
    fn grade_phrases(&mut self) {
        let library = self.library;
        let mut leaf = GRADE_LEAVES;
        for located in &library.flags {
            let at = Place {
                file: located.file,
                id: &located.entry.id,
                lane: Lane::Grade,
            };
            for criterion in located.entry.criteria() {
                criterion.for_each_words(&mut |words| {
                    self.add(&at, words, leaf, 0, Plurals::Yes, None);
                    leaf = leaf.saturating_add(1);
                });
            }
        }
        let Some(located) = &library.grades else { return };
        let def = &located.entry;
        let at = Place {
            file: located.file,
            id: "entities",
            lane: Lane::Grade,
        };
        self.add(&at, &def.entities, GRADE_ENTITY, 0, Plurals::No, None);
        self.add(&at, &def.others, GRADE_OTHER, 0, Plurals::Yes, None);
        self.add(&at, &def.words, GRADE_WORD, 0, Plurals::No, None);
        self.add_exact(&at, &def.abbrev, GRADE_WORD);
        self.add(&at, &def.peak, GRADE_PEAK, 0, Plurals::No, None);
        for (index, named) in def.named.iter().enumerate() {
            self.add(&at, &named.words, GRADE_NAMED + index as u16, 0, Plurals::No, None);
        }
        let ids = scale_ids(&def.scales);
        for (name, id) in &def.scales {
            let entry = ids.iter().position(|i| i == id).unwrap_or(0) as u16;
            self.add(&at, std::slice::from_ref(name), entry, 0, Plurals::No, None);
        }
    }

    fn add(&mut self, at: &Place, phrases: &[String], entry: u16, note: u8, plurals: Plurals, mut owners: Option<&mut Owners>) {
        for phrase in phrases {
            match expand(phrase, &self.twins, plurals == Plurals::Yes) {
                Ok(texts) => {
                    for text in texts {
                        if let Some(owners) = owners.as_deref_mut() {
                            match owners.get(&text) {
                                Some((other, _)) if other != at.id => {
                                    let message = format!("`{text}` belongs to `{}` and to `{other}`", at.id);
                                    let help = Some("one phrase means one thing: leave it with one of them".to_owned());
                                    self.problem(at.file, at.id, phrase, message, help);
                                    continue;
                                }
                                _ => owners.insert(text.clone(), (at.id.to_owned(), at.file)),
                            };
                        }
                        self.book.add(text, plurals == Plurals::Yes, at.lane, entry, note);
                    }
                }
                Err(why) => self.problem(at.file, at.id, phrase, format!("the phrase {why}"), None),
            }
        }
    }

    fn add_exact(&mut self, at: &Place, phrases: &[String], entry: u16) {
        for phrase in phrases {
            let folded = fold_phrase(phrase);
            if folded.is_empty() {
                self.problem(at.file, at.id, phrase, "the phrase has no letters or digits".to_owned(), None);
                continue;
            }
            self.book.add_exact(format!("{folded}s"), format!("{phrase}s"), at.lane, entry);
            self.book.add_exact(folded, phrase.clone(), at.lane, entry);
        }
    }
}

type Owners = HashMap<String, (String, usize)>;

struct Place<'a> {
    file: usize,
    id: &'a str,
    lane: Lane,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Plurals {
    Yes,
    No,
}
