//! medSpaCy's ConText rules: `{"context_rules": [{"literal", "category", "direction", "pattern"}]}`.

use super::{Does, ENDS_SCOPE, Rule, finite, plain};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct File {
    context_rules: Vec<ConTextRule>,
}

#[derive(Deserialize)]
struct ConTextRule {
    literal: String,
    category: String,
    #[serde(default)]
    direction: Option<String>,
    #[serde(default)]
    pattern: Option<Value>,
    #[serde(default)]
    max_scope: Option<u64>,
}

pub(super) fn parse(text: &str) -> Result<Vec<Rule>, String> {
    let wrong = |e: serde_json::Error| format!("is not a list of ConText rules: line {}, column {}", e.line(), e.column());
    let file: File = serde_json::from_str(text).map_err(wrong)?;
    // Every rule has one `literal`, and they are in the order of the file.
    let mut lines = text
        .lines()
        .enumerate()
        .flat_map(|(i, l)| l.matches("\"literal\"").map(move |_| i + 1));
    let rules = file.context_rules.into_iter().map(|entry| Rule {
        line: lines.next().unwrap_or(1),
        does: does(&entry),
        phrases: phrases(&entry),
        name: entry.literal,
    });
    Ok(rules.collect())
}

fn does(entry: &ConTextRule) -> Does {
    let reaches = match entry.direction.as_deref().unwrap_or("BIDIRECTIONAL").to_ascii_uppercase().as_str() {
        "FORWARD" => "after",
        "BACKWARD" => "before",
        "BIDIRECTIONAL" => "both",
        "TERMINATE" => return Does::Cue(ENDS_SCOPE, "after", None),
        "PSEUDO" => return Does::Nothing,
        other => return Does::Unknown(other.to_owned()),
    };
    let makes = match entry.category.to_ascii_uppercase().as_str() {
        "NEGATED_EXISTENCE" => "absent",
        "POSSIBLE_EXISTENCE" | "UNCERTAIN" => "possible",
        "POSITIVE_EXISTENCE" => "affirmed",
        "HISTORICAL" => "historical",
        "HYPOTHETICAL" => "conditional",
        "FAMILY" => "family",
        _ => return Does::Unknown(entry.category.clone()),
    };
    Does::Cue(makes, reaches, entry.max_scope.and_then(|n| u8::try_from(n).ok()))
}

fn phrases(entry: &ConTextRule) -> Result<Vec<String>, String> {
    match &entry.pattern {
        None | Some(Value::Null) => plain(&entry.literal).map(|p| vec![p]),
        Some(Value::String(regex)) => finite::phrases(regex),
        Some(Value::Array(tokens)) => {
            let parts: Result<Vec<String>, String> = tokens.iter().map(token).collect();
            Ok(vec![parts?.join("")])
        }
        Some(_) => Err("its pattern is neither a list nor an expression".to_owned()),
    }
}

/// One token of a pattern with the blank before it, as alternatives in brackets.
fn token(token: &Value) -> Result<String, String> {
    let fields = token.as_object().ok_or("its pattern has a token that is not an object")?;
    let mut words = None;
    let mut optional = false;
    for (name, value) in fields {
        match (name.as_str(), value) {
            ("LOWER" | "TEXT" | "ORTH" | "LEMMA", Value::String(word)) => words = Some(vec![plain_token(word)?]),
            ("LOWER" | "TEXT" | "ORTH", Value::Object(choice)) if choice.len() == 1 => {
                let list = choice
                    .get("IN")
                    .and_then(Value::as_array)
                    .ok_or("its pattern asks for more than words")?;
                let list = list.iter().map(|w| plain_token(w.as_str().unwrap_or("")));
                words = Some(list.collect::<Result<Vec<String>, String>>()?);
            }
            ("OP", Value::String(op)) if op == "?" => optional = true,
            ("OP", Value::String(op)) if op == "1" => {}
            _ => return Err(format!("its pattern has `{name}`, which phrases cannot express")),
        }
    }
    let mut words = words.ok_or("its pattern has a token without words")?;
    // Phrases ignore articles, so that these are optional; the same goes for punctuation.
    let seen = words.len();
    words.retain(|w| !w.is_empty());
    if words.is_empty() {
        return Ok(String::new());
    }
    let optional = optional || words.len() < seen;
    match (words.as_slice(), optional) {
        ([one], false) => Ok(format!(" {one}")),
        (many, false) => Ok(format!(" ({})", many.join("|"))),
        (many, true) => Ok(format!("( {}|)", many.join("| "))),
    }
}

/// A word of a pattern. A clitic ("'s") is a separate word in patterns, and in folded text as well.
fn plain_token(word: &str) -> Result<String, String> {
    if matches!(word.to_lowercase().as_str(), "a" | "an" | "the" | "'" | "\u{2019}") {
        return Ok(String::new());
    }
    plain(word.trim_start_matches(['\'', '\u{2019}']))
}
