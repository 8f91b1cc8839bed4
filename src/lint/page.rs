//! What is told of a rule, out of `lexicons/lint/rules.toml`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const RULES: &str = include_str!("../../lexicons/lint/rules.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pages {
    rule: Vec<Page>,
}

static ALL: LazyLock<Pages> = LazyLock::new(|| toml::from_str(RULES).unwrap_or_default());
static NONE: LazyLock<Page> = LazyLock::new(Page::default);

/// How much a hit weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    #[default]
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong in one of two places.
    Error,
}

impl Severity {
    /// All, the least first.
    pub const ALL: [Severity; 3] = [Self::Info, Self::Warning, Self::Error];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Whether a rule is run without being asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It is: it was right often enough on real reports, or on planted errors where real ones are too rare.
    Default,
    /// Only when it is selected.
    #[default]
    Preview,
    /// Only when a policy is given in the project file.
    Policy,
}

impl Status {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Preview => "preview",
            Self::Policy => "policy",
        }
    }
}

/// What is told of a rule.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Letters for the family, three digits.
    pub code: String,
    /// A name for people, in the form of ruff.
    pub name: String,
    /// How much a hit weighs.
    pub severity: Severity,
    /// Whether it runs without being asked for.
    pub status: Status,
    /// The version that brought it.
    pub since: String,
    /// What it looks for, in one or two sentences.
    pub what: String,
    /// Why that matters: a published figure.
    pub why: String,
    /// Where the figure is from.
    pub source: String,
    /// A made-up report that it hits.
    pub hit: String,
    /// The metadata of that report.
    #[serde(default)]
    pub hit_meta: BTreeMap<String, String>,
    /// The same said well.
    pub clean: String,
    /// What to do about a hit.
    pub advice: String,
    /// Why it is silent where nothing is proposed.
    pub silent: String,
}

/// The page of the rule with this code. Each rule has one, which a test checks.
pub(super) fn of(code: &str) -> &'static Page {
    ALL.rule.iter().find(|page| page.code == code).unwrap_or(&NONE)
}
