//! What a cue does to the findings it reaches: one row of a table that the lexicon holds.
//!
//! The engine asks the columns of a row, never its id, so that a lexicon folder can add rows of its own.

use super::compiled::EffectId;
use crate::vocabulary::{Assertion, Certainty, Change, Experiencer, Strength, Temporality};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An `[[effect]]`: what cues name in `makes`. `lexicons/README.md` says what each column means to the person who writes it.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EffectDef {
    /// Permanent id.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// Ids that it had before. Cues may still use them.
    #[serde(default)]
    pub was: Vec<String>,
    /// The assertion it gives; left out, the one the finding has.
    #[serde(default)]
    pub assertion: Option<Assertion>,
    /// The certainty of that assertion; left out, the plain one.
    #[serde(default)]
    pub certainty: Option<Certainty>,
    /// The time it gives.
    #[serde(default)]
    pub temporality: Option<Temporality>,
    /// Whose the finding is then.
    #[serde(default)]
    pub experiencer: Option<Experiencer>,
    /// The change it tells.
    #[serde(default)]
    pub change: Option<Change>,
    /// The link it makes from the finding before it to the one behind it.
    #[serde(default)]
    pub link: Option<Link>,
    /// Its place among the cues that reach one finding: the lowest decides.
    #[serde(default)]
    pub rank: Option<u8>,
    /// Where it counts.
    #[serde(default)]
    pub holds_in: HoldsIn,
    /// Where its reach ends at the latest.
    #[serde(default)]
    pub ends_at: EndsAt,
    /// When a cue that reaches before looks back.
    #[serde(default)]
    pub looks_back: LooksBack,
    /// Whether a denial before it ends with it.
    #[serde(default)]
    pub ends_denial: EndsDenial,
    /// The effect on what stands behind "than".
    #[serde(default)]
    pub than: Option<String>,
    /// True when the numbered or indented lines below belong to it.
    #[serde(default)]
    pub opens_list: bool,
    /// True when findings in its reach are dropped.
    #[serde(default)]
    pub removes: bool,
}

/// A link between the finding before a cue and the one behind it.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What the second is to the first.
    pub to: LinkTo,
    /// How firmly.
    pub strength: Strength,
}

/// What a finding is linked to.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkTo {
    /// Its cause ("due to").
    Cause,
    /// What it is read as ("consistent with").
    Reading,
    /// What it is ("indicating"): new when the first is.
    Meaning,
}

/// Where an effect counts.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HoldsIn {
    /// Everywhere.
    #[default]
    Anywhere,
    /// Only in a request or history.
    Request,
    /// Its time in a request, and where the cue opens a sentence that stands below no heading; the rest everywhere.
    Opening,
}

/// Where the reach of a cue ends at the latest.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EndsAt {
    /// With the clause.
    #[default]
    Clause,
    /// With the item of a list, at "with" and where a cause is given.
    Item,
    /// At a closing bracket, past the clause.
    Bracket,
    /// With the sentence; nothing else ends it.
    Sentence,
}

/// When a cue that reaches what stands before it does so. One that reaches both ways always does.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LooksBack {
    /// Always.
    #[default]
    Always,
    /// Where the statement ends with it: "infarct is likely", not "is likely artefactual".
    Closing,
    /// So, or with three words or more, which are a verb of their own ("should be excluded by").
    ClosingOrLong,
    /// So, or where it begins with a form of "be": "with resolved hydrocephalus" looks ahead.
    ClosingOrVerb,
}

/// Whether a denial before a cue ends with it.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EndsDenial {
    /// It goes on.
    #[default]
    Never,
    /// Where the cue begins a new item: "no mass, possible infarct".
    Item,
    /// So too, but right behind a comma only when something was seen before the denial: "no high signal, indicative of
    /// demyelination" says what the denied would be.
    Reading,
    /// Always.
    Always,
}

/// What one cue says of words behind it, in one word; the stronger first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
pub enum Polarity {
    /// They are not there.
    Denied,
    /// They may be there, are asked or supposed, or are somebody else's.
    Doubted,
    /// They stand as they are.
    Plain,
}

impl Polarity {
    /// The strongest of what several effects say.
    pub fn of(effects: impl Iterator<Item = Effect>) -> Self {
        let mut strongest = Polarity::Plain;
        for effect in effects {
            strongest = strongest.min(effect.polarity);
            if strongest == Polarity::Denied {
                break;
            }
        }
        strongest
    }
}

/// An effect, compiled: small, so that every scope carries its own copy.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct Effect {
    /// Which row it is.
    pub id: EffectId,
    /// What it says of the words behind it; follows from the other columns.
    pub polarity: Polarity,
    /// The assertion it gives.
    pub assertion: Option<Assertion>,
    /// The certainty of that assertion.
    pub certainty: Certainty,
    /// The time it gives; `Current` leaves it as it is.
    pub temporality: Temporality,
    /// Whose the finding is.
    pub experiencer: Experiencer,
    /// The change it tells.
    pub change: Option<Change>,
    /// The link it makes.
    pub link: Option<Link>,
    /// The lower, the stronger; `None` has no say in the assertion.
    pub rank: Option<u8>,
    /// Where it counts.
    pub holds_in: HoldsIn,
    /// Where its reach ends.
    pub ends_at: EndsAt,
    /// When it looks back.
    pub looks_back: LooksBack,
    /// Whether it ends a denial.
    pub ends_denial: EndsDenial,
    /// The effect behind "than".
    pub than: Option<EffectId>,
    /// Lines below belong to it.
    pub opens_list: bool,
    /// Findings in its reach are dropped.
    pub removes: bool,
}

impl Effect {
    /// True when it denies as "no" does. What has gone is absent too, but its words reach otherwise.
    pub fn denies(self) -> bool {
        self.polarity == Polarity::Denied
    }

    /// True when it says that something has gone.
    pub fn resolves(self) -> bool {
        self.change == Some(Change::Resolved)
    }

    /// True when it has a say in the assertion or the time: of a request, or of what was seen.
    pub fn has_say(self, request: bool) -> bool {
        self.rank.is_some() && (request || self.holds_in != HoldsIn::Request)
    }

    /// True when it sets the time wherever it has a say, whichever cue decides the assertion.
    pub fn sets_time(self) -> bool {
        self.temporality != Temporality::Current && self.holds_in != HoldsIn::Opening
    }

    /// True when it tells of the past, in a request at least.
    pub fn is_past(self) -> bool {
        self.temporality == Temporality::Historical
    }

    /// True when it tells of the past wherever it stands.
    pub fn tells_past(self) -> bool {
        self.is_past() && self.holds_in == HoldsIn::Anywhere
    }

    /// True when it tells of the patient's own past wherever it stands ("previous").
    pub fn tells_own_past(self) -> bool {
        self.tells_past() && self.experiencer == Experiencer::Patient
    }

    /// True when it asks, in a request at least.
    pub fn asks(self) -> bool {
        self.temporality == Temporality::Hypothetical && self.holds_in != HoldsIn::Anywhere
    }

    /// True when it supposes wherever it stands ("if").
    pub fn supposes(self) -> bool {
        self.temporality == Temporality::Hypothetical && self.holds_in == HoldsIn::Anywhere
    }

    /// True when it hedges an item of a list ("possible", "likely").
    pub fn hedges(self) -> bool {
        self.ends_at == EndsAt::Item
    }

    /// True when it asserts as likely what it names.
    pub fn favours(self) -> bool {
        self.assertion.is_some_and(Assertion::asserts) && self.certainty != Certainty::Definite
    }

    /// True when it says what something is read as: one thing, or a list of what it may be.
    pub fn gives_reading(self) -> bool {
        self.opens_list || self.links_to(LinkTo::Reading)
    }

    /// True when it links to this.
    pub fn links_to(self, to: LinkTo) -> bool {
        self.link.is_some_and(|link| link.to == to)
    }

    /// True when a cue of it that looks back may be the verb of a whole list ("is not seen").
    pub fn is_predicate(self) -> bool {
        self.assertion.is_some() && matches!(self.looks_back, LooksBack::ClosingOrLong | LooksBack::ClosingOrVerb)
    }
}
