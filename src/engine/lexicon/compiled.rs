//! The lexicon as the pipeline uses it: ids as small numbers.

mod grid;
mod ids;
mod pattern;

use super::criterion::FlagDef;
use super::effect::Effect;
use super::frames::Frames;
use super::located::Located;
use super::packed::{self, Packed};
use super::schema::{AttributeKind, FloorDef, GradesDef, Reach, Tells};
use super::statement::StatementWords;
use super::study::Studies;
use super::texts::PhraseTexts;
use crate::vocabulary::{Region, Role};
pub use grid::{Cell, Grid, NO_ROW, NORMALITY, StateEntry, StructureEntry};
pub use ids::*;
pub use pattern::{Anchored, PartSet, PatternEntry, PatternPiece};
use serde::{Deserialize, Serialize};

/// The entry that a piece of evidence comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A finding's own words: `finding/<id>`.
    Finding(FindingId),
    /// A finding refined from a more general one: `becomes/<general id>`.
    Refinement(FindingId),
    /// A cue: `cue/<id>`.
    Cue(CueId),
    /// A section that sets the time: `section/<id>`.
    Section(SectionId),
    /// A step of the grammar in `src/`: `grammar/<name>`.
    Grammar(GrammarStep),
}

/// A step of the grammar in `src/` that has a say without an entry of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrammarStep {
    /// A word was read as the one it is a slip of.
    Spelling,
    /// A bare word for a lesion means the finding named before.
    NamedAgain,
    /// A question mark stands before it.
    QuestionMark,
    /// It is one of several that cannot all be.
    OneOfAlternatives,
    /// A denying word stands beside it that no rule understood.
    UnknownPredicate,
    /// A form answers to its label.
    Answer,
}

impl GrammarStep {
    /// Its name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            GrammarStep::Spelling => "spelling",
            GrammarStep::NamedAgain => "named_again",
            GrammarStep::QuestionMark => "question_mark",
            GrammarStep::OneOfAlternatives => "one_of_alternatives",
            GrammarStep::UnknownPredicate => "unknown_predicate",
            GrammarStep::Answer => "answer",
        }
    }
}

/// What kind of thing a matched phrase is. Overlaps are settled inside a lane, never between lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[repr(u8)]
pub enum Lane {
    /// A finding said completely.
    Finding,
    /// A part of a finding.
    Part,
    /// A place.
    Site,
    /// Severity, extent, acuity, count or side.
    Attribute,
    /// Negation, certainty, time, change, attribution.
    Cue,
    /// A heading.
    Section,
    /// A word of the grammar.
    Word,
    /// Names, scales and decoys of stated grades.
    Grade,
    /// Names of modalities and of parts of the body.
    Study,
    /// Words of the classes that frames use.
    Class,
    /// Words of statements that are no findings.
    Statement,
}

impl Lane {
    /// Every lane, in order of number.
    pub const ALL: [Lane; LANES] = [
        Lane::Finding,
        Lane::Part,
        Lane::Site,
        Lane::Attribute,
        Lane::Cue,
        Lane::Section,
        Lane::Word,
        Lane::Grade,
        Lane::Study,
        Lane::Class,
        Lane::Statement,
    ];
}

/// How many lanes there are.
pub const LANES: usize = 11;

/// In what sense a phrase stands for its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Note {
    /// It names it.
    Names,
    /// It denies it: normality wording of a finding.
    Denies,
    /// It means both sides of it: a site.
    BothSides,
    /// It looks like it and is not it.
    Decoy,
}

impl Note {
    /// Every sense, in order of number.
    const ALL: [Note; 4] = [Note::Names, Note::Denies, Note::BothSides, Note::Decoy];
}

/// What one phrase stands for. A phrase may stand for several things.
#[derive(Clone, Copy, Debug)]
pub struct Posting {
    /// The lane.
    pub lane: Lane,
    /// Index of the entry in its lane.
    pub entry: u16,
    /// In what sense.
    pub note: Note,
    /// For an abbreviation: index into [`Tables::exact`] of the capitals it must have; otherwise `u32::MAX`.
    pub exact: u32,
}

impl Packed for Posting {
    const WIDTH: usize = 8;

    fn put(self, out: &mut Vec<u8>) {
        out.extend([self.lane as u8, self.note as u8]);
        out.extend(self.entry.to_le_bytes());
        out.extend(self.exact.to_le_bytes());
    }

    #[inline]
    fn take(row: &[u8]) -> Option<Self> {
        let &[lane, note, a, b, ref exact @ ..] = row else { return None };
        Some(Self {
            lane: *Lane::ALL.get(usize::from(lane))?,
            entry: u16::from_le_bytes([a, b]),
            note: *Note::ALL.get(usize::from(note))?,
            exact: packed::number(exact, 0)?,
        })
    }
}

/// A phrase of several words.
#[derive(Clone, Copy, Debug)]
pub struct PhraseEntry {
    /// Its postings.
    pub postings: (u32, u32),
    /// Where in [`Tables::forms`] the forms of its words stand; `u32::MAX` when any words of their stems will do.
    pub forms: u32,
    /// How many words it has.
    pub words: u8,
    /// May be followed by a plural ending.
    pub open: bool,
}

impl Packed for PhraseEntry {
    const WIDTH: usize = 14;

    fn put(self, out: &mut Vec<u8>) {
        for number in [self.postings.0, self.postings.1, self.forms] {
            out.extend(number.to_le_bytes());
        }
        out.extend([self.words, u8::from(self.open)]);
    }

    #[inline]
    fn take(row: &[u8]) -> Option<Self> {
        Some(Self {
            postings: (packed::number(row, 0)?, packed::number(row, 4)?),
            forms: packed::number(row, 8)?,
            words: *row.get(12)?,
            open: *row.get(13)? != 0,
        })
    }
}

/// A finding, compiled.
#[derive(Debug, Deserialize, Serialize)]
pub struct FindingEntry {
    /// Permanent id.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// Group.
    pub group: String,
    /// The name it shares with findings that readers use interchangeably; `None` when it stands alone.
    pub family: Option<String>,
    /// Yields to any better word beside it.
    pub weak: bool,
    /// In a request it is told, not asked.
    pub told: bool,
    /// In a request it says nothing.
    pub seen_only: bool,
    /// A tissue that its words name is a place of it, beside any other.
    pub keeps_tissue: bool,
    /// It only explains others, and is where they are.
    pub explains_only: bool,
    /// It describes a lesion, and is where the lesion of its sentence is.
    pub describes: bool,
    /// Told as past it is still there, but in a request.
    pub lasts: bool,
    /// It is read outside head and spine too.
    pub elsewhere: bool,
    /// It can be in the head, in the spine and elsewhere.
    pub several_places: bool,
    /// Sites that its own words name and that place it nowhere.
    pub implies: Vec<SiteId>,
    /// The one place that it can be at, where only a side is told.
    pub home: Option<SiteId>,
    /// More exact findings it turns into, in order.
    pub becomes: Vec<RefinementEntry>,
}

/// A refinement, compiled.
#[derive(Debug, Deserialize, Serialize)]
pub struct RefinementEntry {
    /// `None` drops the mention.
    pub to: Option<FindingId>,
    /// One of its sites is inside one of these.
    pub site: Vec<SiteId>,
    /// It has no site.
    pub no_site: bool,
    /// One of these attributes is bound to it (any of extent, all kinds together: each kind must be met).
    pub extent: Vec<AttributeId>,
    /// As `extent`, for acuity.
    pub acuity: Vec<AttributeId>,
    /// As `extent`, for severity.
    pub severity: Vec<AttributeId>,
    /// One of these stands before it in the sentence.
    pub with: Vec<FindingId>,
    /// It has no site, and one of these was named last before it.
    pub behind: Vec<FindingId>,
    /// Region of the words near by.
    pub region: Option<Region>,
    /// Kind of study.
    pub modality: Option<String>,
}

/// A site, compiled. The numbers nest: a site holds all sites numbered from `enter` up to `leave`.
#[derive(Debug, Deserialize, Serialize)]
pub struct SiteEntry {
    /// Permanent id.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// Parent, unless it is the root.
    pub parent: Option<SiteId>,
    /// Number of the site in a walk of the tree.
    pub enter: u16,
    /// One past the last number inside it.
    pub leave: u16,
    /// Steps from the root.
    pub depth: u8,
    /// The site meant by "around" it.
    pub around: Option<SiteId>,
    /// In the midline: takes no side from its neighbour in a list.
    pub unpaired: bool,
    /// There is one at every level of the spine.
    pub at_every_level: bool,
    /// There is all over the head.
    pub everywhere: bool,
    /// The finding whose denial bare normality of it amounts to.
    pub normal_denies: Option<FindingId>,
    /// Ends at a level that is no level of a finding.
    pub ends_at_level: bool,
    /// A kind of tissue that says nothing more right behind a place.
    pub tissue: bool,
    /// Region of the site or of the nearest site above it that names one.
    pub region: Option<Region>,
}

/// A cue, compiled.
#[derive(Debug, Deserialize, Serialize)]
pub struct CueEntry {
    /// Permanent id.
    pub id: String,
    /// What it does.
    pub makes: Effect,
    /// Where.
    pub reaches: Reach,
    /// Over how many words.
    pub limit: u32,
    /// Words that end it, folded.
    pub stops_at: Vec<String>,
}

/// An attribute, compiled.
#[derive(Debug, Deserialize, Serialize)]
pub struct AttributeEntry {
    /// What it describes.
    pub kind: AttributeKind,
    /// The word in the output.
    pub value: String,
}

/// A heading, compiled.
#[derive(Debug, Deserialize, Serialize)]
pub struct SectionEntry {
    /// Permanent id.
    pub id: String,
    /// What its text is.
    pub role: Role,
    /// Needs no colon.
    pub anywhere: bool,
    /// Only where a line or sentence begins.
    pub strict: bool,
    /// What stands above it is a title.
    pub title: bool,
    /// Only its own line.
    pub line: bool,
    /// What it tells, where it does not ask.
    pub tells: Option<Tells>,
    /// Ends a text: where an impression follows, it is read as findings.
    pub at_end: bool,
}

/// Everything medical that radsift knows, as numbers and names: what can be stored. A [`Lexicon`](super::Lexicon) has it and finds it in texts.
#[derive(Debug, Deserialize, Serialize)]
pub struct Tables {
    /// `builtin-<12 hex>` or `custom-<12 hex>`: changes when any entry does.
    pub ruleset: String,
    /// Findings, in order of id.
    pub findings: Vec<FindingEntry>,
    /// Ids of the parts.
    pub parts: Vec<String>,
    /// Sites, in the order of a walk of the tree: a site's index is its `enter`.
    pub sites: Vec<SiteEntry>,
    /// Cues.
    pub cues: Vec<CueEntry>,
    /// Cues with slots for classes of words.
    pub frames: Frames,
    /// What cues do.
    pub effects: Vec<Effect>,
    /// The ids of the effects.
    pub effect_ids: Vec<String>,
    /// Attributes.
    pub attributes: Vec<AttributeEntry>,
    /// Headings.
    pub sections: Vec<SectionEntry>,
    /// Kinds of study.
    pub studies: Studies,
    /// Words of statements that are no findings.
    pub statements: StatementWords,
    /// Patterns.
    pub patterns: Vec<PatternEntry>,
    /// For each part, the patterns it anchors.
    pub anchored: Vec<Vec<Anchored>>,
    /// What each state of each structure means.
    pub grid: Grid,
    /// Words that say nothing by themselves: those of the class `neutral`, in order.
    pub neutral: Vec<String>,
    /// Flags as written, in order of files, without their examples; `criteria` compiles them.
    pub flags: Vec<Located<FlagDef>>,
    /// The imaging floor as written.
    pub floor: Option<Located<FloorDef>>,
    /// Stated grades as written, without their examples.
    pub grades: Option<Located<GradesDef>>,
    /// Ids of the scales in which grades are stated; see [`GradeTerm::Scale`](super::GradeTerm::Scale).
    pub scales: Vec<String>,
    /// Phrases of several words: first those of more than two, by number in the automaton, then those of two.
    #[serde(with = "packed")]
    pub phrases: Vec<PhraseEntry>,
    /// All phrases as text.
    pub texts: PhraseTexts,
    /// For the words of the phrases that ask for it, the forms they may have, each one bit of [`Code::form`](super::Code::form).
    pub forms: Vec<u16>,
    /// What the phrases stand for.
    #[serde(with = "packed")]
    pub postings: Vec<Posting>,
    /// Capitals of abbreviations.
    pub exact: Vec<String>,
}

impl Tables {
    /// True when `site` is `outer` or inside it.
    pub fn within(&self, site: SiteId, outer: SiteId) -> bool {
        let outer = &self.sites[outer.index()];
        outer.enter <= site.0 && site.0 < outer.leave
    }

    /// The finding with this id.
    pub fn finding(&self, id: &str) -> Option<FindingId> {
        self.findings
            .binary_search_by(|f| f.id.as_str().cmp(id))
            .ok()
            .map(|i| FindingId(i as u16))
    }

    /// The site with this id.
    pub fn site(&self, id: &str) -> Option<SiteId> {
        self.sites.iter().position(|s| s.id == id).map(|i| SiteId(i as u16))
    }

    /// The rule's name in the output.
    pub fn rule_name(&self, rule: Rule) -> String {
        self.rule_parts(rule).join("/")
    }

    /// The two parts of that name, between which a slash stands.
    pub fn rule_parts(&self, rule: Rule) -> [&str; 2] {
        match rule {
            Rule::Finding(f) => ["finding", &self.findings[f.index()].id],
            Rule::Refinement(f) => ["becomes", &self.findings[f.index()].id],
            Rule::Cue(c) => ["cue", &self.cues[c.index()].id],
            Rule::Section(s) => ["section", &self.sections[s.index()].id],
            Rule::Grammar(step) => ["grammar", step.as_str()],
        }
    }
}
