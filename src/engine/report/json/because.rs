//! The rules that made a finding what it is.

use super::list::{Frame, Place, Row};
use crate::extract::Because;
use crate::lexicon::{Lexicon, Rule};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// A rule that had a part in a finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Because")]
pub struct BecauseView<'a> {
    /// The lexicon entry or the step of the grammar: `kind/name`.
    pub(super) rule: RuleName<'a>,
    /// The words that set it off.
    pub(super) span: Place,
    /// True when another rule overruled it; left out otherwise.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) lost: bool,
}

impl Row for Because {
    type View<'a> = BecauseView<'a>;

    fn view<'a>(&'a self, _: usize, frame: Frame<'a>) -> BecauseView<'a> {
        let rule = RuleName {
            lexicon: frame.report.doc.lexicon,
            rule: self.rule,
        };
        BecauseView {
            rule,
            span: frame.tokens(self.tokens),
            lost: self.lost,
        }
    }
}

/// The name of a rule, put together while it is written.
pub struct RuleName<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) rule: Rule,
}

impl Serialize for RuleName<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, name) = rule_parts(self.lexicon, self.rule);
        // A report names dozens of rules, and formatting each would take several times as long.
        let mut short = [0; 96];
        let (start, end) = (kind.len() + 1, kind.len() + 1 + name.len());
        let Some(bytes) = short.get_mut(..end) else {
            return serializer.collect_str(&format_args!("{kind}/{name}"));
        };
        bytes[..kind.len()].copy_from_slice(kind.as_bytes());
        bytes[kind.len()] = b'/';
        bytes[start..].copy_from_slice(name.as_bytes());
        match std::str::from_utf8(bytes) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => serializer.collect_str(&format_args!("{kind}/{name}")),
        }
    }
}

impl JsonSchema for RuleName<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "RuleName".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

/// What kind of rule it is, and which.
fn rule_parts(lexicon: &Lexicon, rule: Rule) -> (&'static str, &str) {
    match rule {
        Rule::Finding(f) => ("finding", &lexicon.findings[f.index()].id),
        Rule::Refinement(f) => ("becomes", &lexicon.findings[f.index()].id),
        Rule::Cue(c) => ("cue", &lexicon.cues[c.index()].id),
        Rule::Section(s) => ("section", &lexicon.sections[s.index()].id),
        Rule::Grammar(step) => ("grammar", step.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{FindingId, Step};

    #[test]
    fn names_are_those_of_the_lexicon() {
        let lexicon = Lexicon::builtin().unwrap();
        for rule in [
            Rule::Finding(FindingId(0)),
            Rule::Refinement(FindingId(0)),
            Rule::Grammar(Step::Spelling),
        ] {
            let name = serde_json::to_value(RuleName { lexicon: &lexicon, rule }).unwrap();
            assert_eq!(name, lexicon.rule_name(rule));
        }
    }
}
