//! One statement about one finding: what the whole pipeline works on and what the report is made of.

use crate::lexicon::{AttributeId, FindingId, Rule, SiteId};
use crate::text::Span;
use crate::vocabulary::{Assertion, Certainty, Change, Laterality, Role, Strength, Temporality};
use smallvec::SmallVec;

/// One statement about one finding.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The finding.
    pub finding: FindingId,
    /// The words that say it, as tokens: first, and one past the last.
    pub tokens: (u32, u32),
    /// Of these, the last phrase or part: what a cue among the words must stand in front of.
    pub head: (u32, u32),
    /// Index of the sentence it stands in.
    pub sentence: u32,
    /// What the section it stands in is.
    pub role: Role,
    /// Said to be there, possibly there, or not there.
    pub assertion: Assertion,
    /// How firmly.
    pub certainty: Certainty,
    /// Now, in the past, or only asked.
    pub temporality: Temporality,
    /// Against the comparison.
    pub change: Option<Change>,
    /// Where.
    pub sites: SmallVec<[SiteMention; 2]>,
    /// At which vertebral levels.
    pub levels: SmallVec<[Level; 1]>,
    /// How bad.
    pub severity: Option<AttributeId>,
    /// How far.
    pub extent: SmallVec<[AttributeId; 2]>,
    /// How old; the outermost word first ("acute on chronic").
    pub acuity: SmallVec<[AttributeId; 1]>,
    /// How many.
    pub count: Option<AttributeId>,
    /// How large.
    pub sizes: SmallVec<[Size; 1]>,
    /// What it is said to come from or to stand for: index of the other mention, strength, and the words that link them.
    pub attribution: SmallVec<[Attribution; 1]>,
    /// The rules that made it what it is.
    pub because: SmallVec<[Because; 3]>,
}

/// A place of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteMention {
    /// Where.
    pub site: SiteId,
    /// On which side.
    pub laterality: Option<Laterality>,
    /// The words, with the side word where it stands next to them.
    pub tokens: (u32, u32),
}

/// A vertebral level or a range of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// The upper end, counted from C1 = 0 to S5.
    pub from: u8,
    /// The lower end; equal to `from` for a single level.
    pub to: u8,
    /// The words.
    pub tokens: (u32, u32),
}

/// A measured size.
#[derive(Clone, Debug, PartialEq)]
pub struct Size {
    /// One to three extents in millimetres.
    pub mm: SmallVec<[f32; 3]>,
    /// The words.
    pub span: Span,
}

/// A link from a finding to what the author says it comes from or stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The finding it is attributed to.
    pub to: FindingId,
    /// How firmly.
    pub strength: Strength,
    /// The words that make the link.
    pub tokens: (u32, u32),
}

/// A rule that had a part in a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Because {
    /// The lexicon entry.
    pub rule: Rule,
    /// The words that set it off.
    pub tokens: (u32, u32),
    /// True when another rule overruled it.
    pub lost: bool,
}

/// Where a cue must reach to reach a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// The mention's first token.
    pub first: u32,
    /// The first token of its head.
    pub head: u32,
}

impl Mention {
    /// A plain statement, firm and current, with nothing bound to it yet: of words in a sentence, by its number and the role of its section.
    pub(super) fn plain(finding: FindingId, tokens: (u32, u32), head: (u32, u32), sentence: u32, role: Role) -> Self {
        Self {
            finding,
            tokens,
            head,
            sentence,
            role,
            assertion: Assertion::Present,
            certainty: Certainty::Definite,
            temporality: Temporality::Current,
            change: None,
            sites: SmallVec::new(),
            levels: SmallVec::new(),
            severity: None,
            extent: SmallVec::new(),
            acuity: SmallVec::new(),
            count: None,
            sizes: SmallVec::new(),
            attribution: SmallVec::new(),
            because: SmallVec::new(),
        }
    }

    /// Makes a present finding a possible one. True when it was present.
    pub fn hedge(&mut self) -> bool {
        let present = self.assertion.asserts();
        if present {
            self.assertion = Assertion::Possible;
            self.certainty = Certainty::Possible;
        }
        present
    }

    /// Notes a rule that decided something.
    pub fn note(&mut self, rule: Rule, tokens: (u32, u32)) {
        self.because.push(Because { rule, tokens, lost: false });
    }

    /// Marks it as one that says nothing, to be taken out.
    pub fn discard(&mut self) {
        self.finding = FindingId::NONE;
    }

    /// True when it is marked so.
    pub fn is_discarded(&self) -> bool {
        self.finding == FindingId::NONE
    }

    /// Where a cue must reach to reach it.
    pub fn words(&self) -> Words {
        Words {
            first: self.tokens.0,
            head: self.head.0,
        }
    }

    /// The finding's own side.
    pub fn laterality(&self) -> Option<Laterality> {
        Laterality::of_all(self.sites.iter().filter_map(|s| s.laterality))
    }

    /// True for a statement about the study itself: current, and in a section that asserts.
    pub fn is_current(&self) -> bool {
        self.temporality == Temporality::Current
            && !matches!(
                self.role,
                Role::Clinical | Role::Technique | Role::Comparison | Role::Recommendation | Role::Other
            )
    }
}
