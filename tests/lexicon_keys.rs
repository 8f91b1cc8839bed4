//! The reference of the lexicon files, `docs/LEXICON_KEYS.md`, is what the types say that read them.
//!
//! `SNAPSHOTS=overwrite cargo test --test all -- lexicon_keys` makes it anew.

use radsift::lexicon::{keys_of, schema::LexiconFile};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const HEAD: &str = "# Every key of the lexicon files

Made from the types that read the files, by `SNAPSHOTS=overwrite cargo test --test all -- lexicon_keys`: do not edit. What the entries are for and how to
write them is told in [lexicons/README.md](../lexicons/README.md).
";

/// The tables, in the order in which a newcomer meets them.
const TABLES: [&str; 20] = [
    "finding",
    "part",
    "state",
    "structure",
    "site",
    "attribute",
    "cue",
    "effect",
    "section",
    "class",
    "extend",
    "group",
    "twin",
    "modality",
    "body_part",
    "therapy",
    "statement",
    "flag",
    "floor",
    "grades",
];

struct Reference {
    schema: Value,
    /// Forms of tables inside entries that are mentioned and not yet written.
    open: Vec<String>,
    written: BTreeSet<String>,
    page: String,
}

impl Reference {
    fn form(&self, name: &str) -> Value {
        self.schema["$defs"][name].clone()
    }

    /// A heading with the keys of a form.
    fn keys(&mut self, form: &Value, order: Option<&[&str]>) {
        let sorted: Vec<String> = form["properties"].as_object().unwrap().keys().cloned().collect();
        let keys: Vec<&str> = order.map_or_else(|| sorted.iter().map(String::as_str).collect(), <[&str]>::to_vec);
        self.page.push_str("\n| key | type | default | meaning |\n|---|---|---|---|\n");
        for key in keys {
            let property = &form["properties"][key];
            assert!(property["description"].is_string(), "{key} says nothing of itself");
            let required = form["required"].as_array().is_some_and(|all| all.iter().any(|k| k == key));
            let default = if required {
                "required".to_owned()
            } else {
                default_of(&property["default"])
            };
            let (kind, meaning) = (self.kind(property), line(&property["description"]));
            let _ = writeln!(self.page, "| `{key}` | {kind} | {default} | {meaning} |");
        }
    }

    /// What a value is, in words.
    fn kind(&mut self, value: &Value) -> String {
        if let Some(name) = value["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            return self.named(name);
        }
        if let Some(several) = value["anyOf"].as_array() {
            let several: Vec<String> = several.iter().filter(|v| v["type"] != "null").map(|v| self.kind(v)).collect();
            return several.join(" or ");
        }
        let kind = match &value["type"] {
            Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null").unwrap().clone(),
            kind => kind.clone(),
        };
        match kind.as_str().unwrap_or_default() {
            "string" => "text".to_owned(),
            "boolean" => "`true` or `false`".to_owned(),
            "integer" => "whole number".to_owned(),
            "number" => "number".to_owned(),
            "array" => format!("list of {}", self.kind(&value["items"])),
            "object" => format!("names with {}", self.kind(&value["additionalProperties"])),
            other => panic!("no word for {other} in {value}"),
        }
    }

    /// The words of a closed list, or a link to the form of a table.
    fn named(&mut self, name: &str) -> String {
        let form = self.form(name);
        let words = form["oneOf"].as_array().or(form["enum"].as_array());
        if let Some(words) = words {
            let word = |w: &Value| {
                let several = w["enum"].as_array().cloned().unwrap_or_default();
                let one = w.as_str().or(w["const"].as_str()).map(str::to_owned);
                one.into_iter()
                    .chain(several.iter().filter_map(|w| w.as_str().map(str::to_owned)))
                    .collect::<Vec<_>>()
            };
            let words: Vec<String> = words.iter().flat_map(word).map(|w| format!("`{w}`")).collect();
            assert!(!words.is_empty(), "{name}: {form}");
            return words.join(", ");
        }
        if form["properties"].is_null() {
            return self.kind(&form);
        }
        if self.written.insert(name.to_owned()) {
            self.open.push(name.to_owned());
        }
        let shown = shown(name);
        format!("[{shown}](#{})", shown.replace(' ', "-"))
    }
}

/// `NamedGrade` as it is read: "named grade".
fn shown(name: &str) -> String {
    let mut out = String::new();
    for c in name.trim_end_matches("Def").chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn default_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Array(items) if items.is_empty() => String::new(),
        Value::Object(items) if items.is_empty() => String::new(),
        Value::String(text) if text.is_empty() => String::new(),
        Value::String(text) => format!("`{text}`"),
        other => format!("`{other}`"),
    }
}

/// A description in one line of a table.
fn line(description: &Value) -> String {
    let words: Vec<&str> = description.as_str().unwrap_or_default().split_whitespace().collect();
    words.join(" ").replace('|', "\\|")
}

#[test]
fn the_reference_says_what_the_types_say() {
    let mut reference = Reference {
        schema: serde_json::to_value(schemars::schema_for!(LexiconFile)).unwrap(),
        open: Vec::new(),
        written: BTreeSet::new(),
        page: HEAD.to_owned(),
    };
    let file = reference.schema["properties"].as_object().unwrap().clone();
    assert_eq!(file.keys().map(String::as_str).collect::<BTreeSet<_>>(), BTreeSet::from(TABLES));
    for table in TABLES {
        let property = &file[table];
        let is_list = property["type"] == "array";
        let of = if is_list { &property["items"] } else { &property["anyOf"][0] };
        let name = of["$ref"]
            .as_str()
            .and_then(|path| path.strip_prefix("#/$defs/"))
            .unwrap()
            .to_owned();
        let heading = if is_list { format!("[[{table}]]") } else { format!("[{table}]") };
        let _ = write!(reference.page, "\n## `{heading}`\n\n{}\n", line(&property["description"]));
        let form = reference.form(&name);
        reference.keys(&form, keys_of(table));
    }
    reference.page.push_str("\n# Tables inside entries\n");
    while !reference.open.is_empty() {
        let name = reference.open.remove(0);
        let form = reference.form(&name);
        let _ = write!(reference.page, "\n## {}\n\n{}\n", shown(&name), line(&form["description"]));
        reference.keys(&form, None);
    }
    snapbox::assert_data_eq!(reference.page, snapbox::file!["../docs/LEXICON_KEYS.md": Text].raw());
}
