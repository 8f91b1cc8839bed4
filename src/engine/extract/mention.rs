//! One statement about one finding: what the whole pipeline works on and what the report is made of.

use crate::lexicon::{AttributeId, FindingId, Rule, SiteId};
use crate::text::Span;
use crate::vocabulary::{Assertion, Certainty, Change, Experiencer, Laterality, Role, Strength, Temporality};
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
    /// Whose it is.
    pub experiencer: Experiencer,
    /// Against the comparison.
    pub change: Option<Change>,
    /// Where.
    pub sites: SmallVec<[SiteMention; 2]>,
    /// At which vertebral levels.
    pub levels: SmallVec<[Level; 1]>,
    /// On which side, by a word that goes with the finding itself ("left subdural haematoma").
    pub side: Option<Laterality>,
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

/// The most rules that a mention names. In reports seven are the most; in a text without stops each of a hundred cues reaches each of a hundred findings.
pub const MOST_RULES: usize = 16;

/// The most places, and the most levels, of a mention.
pub const MOST_PLACES: usize = 32;

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
            experiencer: Experiencer::Patient,
            change: None,
            sites: SmallVec::new(),
            levels: SmallVec::new(),
            side: None,
            severity: None,
            extent: SmallVec::new(),
            acuity: SmallVec::new(),
            count: None,
            sizes: SmallVec::new(),
            attribution: SmallVec::new(),
            because: SmallVec::new(),
        }
    }

    /// A statement that was read before, by the place of its words and the number of its sentence; what it says is set by the caller.
    pub fn stored(finding: FindingId, words: (u32, u32), sentence: u32, role: Role) -> Self {
        Self::plain(finding, words, words, sentence, role)
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
        self.trace(Because { rule, tokens, lost: false });
    }

    /// Notes a rule that had a part in it. Of more than [`MOST_RULES`] those that lost are left out.
    pub fn trace(&mut self, because: Because) {
        if self.because.len() < MOST_RULES {
            self.because.push(because);
        } else if !because.lost
            && let Some(at) = self.because.iter().rposition(|b| b.lost)
        {
            self.because.remove(at);
            self.because.push(because);
        }
    }

    /// Leaves out the places and levels beyond [`MOST_PLACES`].
    pub(super) fn bound_places(&mut self) {
        if self.sites.len() > MOST_PLACES {
            self.sites.truncate(MOST_PLACES);
            self.sites.shrink_to_fit();
        }
        if self.levels.len() > MOST_PLACES {
            self.levels.truncate(MOST_PLACES);
            self.levels.shrink_to_fit();
        }
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

    /// The finding's own side: that of its places, or else the side that is said of itself.
    pub fn laterality(&self) -> Option<Laterality> {
        match self.sites.iter().all(|s| s.laterality.is_none()) {
            true => self.side,
            false => Laterality::of_all(self.sites.iter().filter_map(|s| s.laterality)),
        }
    }

    /// True when no place and no level of it is known.
    pub(super) fn is_nowhere(&self) -> bool {
        self.sites.is_empty() && self.levels.is_empty()
    }

    /// True for a statement about the study itself: current, and in a section that asserts.
    pub fn is_current(&self) -> bool {
        self.temporality == Temporality::Current
            && self.experiencer == Experiencer::Patient
            && !matches!(
                self.role,
                Role::Clinical | Role::Technique | Role::Comparison | Role::Recommendation | Role::Other
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_rules_those_that_decided_are_kept() {
        let mut mention = Mention::plain(FindingId(1), (0, 1), (0, 1), 0, Role::Findings);
        mention.note(Rule::Finding(FindingId(1)), (0, 1));
        let rule = |at: u32, lost| Because {
            rule: Rule::Refinement(FindingId(2)),
            tokens: (at, at + 1),
            lost,
        };
        (0..1_000).for_each(|at| mention.trace(rule(at, true)));
        (0..3).for_each(|at| mention.trace(rule(at, false)));
        assert_eq!(mention.because.len(), MOST_RULES);
        assert_eq!(mention.because[0].rule, Rule::Finding(FindingId(1)));
        let decided = mention.because.iter().filter(|b| !b.lost && b.rule == rule(0, false).rule);
        assert_eq!(decided.map(|b| b.tokens.0).collect::<Vec<_>>(), [0, 1, 2]);
    }
}
