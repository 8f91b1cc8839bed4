//! What a rule is.

use super::facts::Facts;
use super::hit::Hit;
use super::page::{self, Page, Severity, Status};

/// What a rule needs besides the text. Where it is missing, the rule is silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// The side in the order: `laterality`, or a side word in `procedure`, `body_part`, `study_description`.
    OrderedSide,
    /// `patient_sex`.
    Sex,
    /// `patient_age`, or `patient_birth_date` with `study_date`.
    Age,
}

impl Need {
    /// What it is called for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::OrderedSide => "the side of the order",
            Self::Sex => "the sex of the patient",
            Self::Age => "the age of the patient",
        }
    }
}

/// A rule: the look at a report. What is told of it stands in its [`Page`].
#[derive(Debug)]
pub struct Rule {
    /// Letters for the family, three digits.
    pub code: &'static str,
    /// What it needs besides the text. With several, any of them will do.
    pub needs: &'static [Need],
    /// Proposes hits.
    pub check: fn(&Facts<'_>, &mut Vec<Hit>),
}

impl Rule {
    /// What is told of it.
    pub fn page(&self) -> &'static Page {
        page::of(self.code)
    }

    /// How much a hit weighs.
    pub fn severity(&self) -> Severity {
        self.page().severity
    }

    /// Whether it runs without being asked for.
    pub fn status(&self) -> Status {
        self.page().status
    }

    /// True when the code is this prefix, or begins with it; in any case of letters.
    pub fn is_selected_by(&self, prefix: &str) -> bool {
        let code = self.code.as_bytes().get(..prefix.len());
        prefix.eq_ignore_ascii_case("all") || code.is_some_and(|code| code.eq_ignore_ascii_case(prefix.as_bytes()))
    }
}
