//! The project file `radsift.toml`.

use super::page::{Severity, Status};
use super::rule::Rule;
use super::rules;
use super::tables::Added;
use crate::error::Error;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The name of the project file, which is looked for in the working folder and those above it.
pub const FILE: &str = "radsift.toml";

/// What the project file says of `lint`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Codes or prefixes of rules to run instead of the default ones.
    pub select: Option<Vec<String>>,
    /// Codes or prefixes of rules to run beside them.
    pub extend_select: Vec<String>,
    /// Codes or prefixes of rules not to run.
    pub ignore: Vec<String>,
    /// Hits that weigh less are left out.
    pub severity: Option<Severity>,
    /// Regular expressions of what hides names, beside the built-in ones.
    pub masks: Vec<String>,
    /// The policy on critical findings; without one, CRT001 does not run.
    pub communication: Option<Communication>,
    /// Hits that are known and meant.
    pub suppress: Vec<Suppression>,
}

/// The policy on critical findings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Communication {
    /// The findings that somebody must be told of, instead of the built-in ones.
    pub findings: Option<Vec<String>>,
    /// How reports say that somebody was told, beside the built-in words.
    pub words: Vec<String>,
}

/// A hit that is known and meant.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suppression {
    /// The code of the rule.
    pub code: String,
    /// The id of the report; or
    pub id: Option<String>,
    /// the key of the hit, as `--format json` gives it.
    pub key: Option<String>,
    /// Why: without a reason nothing is suppressed.
    pub reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ProjectFile {
    lint: Settings,
}

impl Settings {
    /// Reads a project file.
    ///
    /// # Errors
    /// A file that cannot be read, a key that is not known (with its line and column), a suppression without a reason, a code that no rule has.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::reading(path, e))?;
        Self::parse(&text, &path.display().to_string())
    }

    fn parse(text: &str, name: &str) -> Result<Self, Error> {
        let file: ProjectFile = toml::from_str(text).map_err(|e| {
            let at = e.span().map_or(0, |span| span.start).min(text.len());
            let line = text[..at].matches('\n').count() + 1;
            let column = text[..at].rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
            Error::usage(format!("{name}:{line}:{column}: {}", e.message()))
        })?;
        let settings = file.lint;
        let codes = settings
            .select
            .iter()
            .flatten()
            .chain(&settings.extend_select)
            .chain(&settings.ignore);
        let codes = codes.chain(settings.suppress.iter().map(|own| &own.code));
        for code in codes {
            known(code).map_err(|e| Error::usage(format!("{name}: {e}")).help(all_codes()))?;
        }
        for own in &settings.suppress {
            if own.reason.trim().is_empty() {
                return Err(Error::usage(format!("{name}: the suppression of {} has no reason", own.code))
                    .help("say in `reason` why the hit is meant"));
            }
            if own.id.is_none() && own.key.is_none() {
                let error = Error::usage(format!("{name}: the suppression of {} names no report", own.code));
                return Err(error.help("give `id` of the report or `key` of the hit; a whole rule goes into `ignore`"));
            }
        }
        Ok(settings)
    }

    /// The project file of this folder or of the nearest one above it.
    pub fn find(folder: &Path) -> Option<PathBuf> {
        folder.ancestors().map(|folder| folder.join(FILE)).find(|path| path.is_file())
    }

    /// The rules to run.
    ///
    /// # Errors
    /// A code that no rule has.
    pub fn rules(&self) -> Result<Vec<&'static Rule>, Error> {
        let named = |list: &[String], rule: &Rule| list.iter().any(|code| rule.is_selected_by(code));
        let all = self.select.iter().flatten().chain(&self.extend_select).chain(&self.ignore);
        for code in all {
            known(code).map_err(|e| Error::usage(e).help(all_codes()))?;
        }
        let is_on = |rule: &&&'static Rule| {
            let selected = match &self.select {
                Some(select) => named(select, rule),
                None => rule.status() == Status::Default || (rule.status() == Status::Policy && self.communication.is_some()),
            };
            let heavy = self.severity.is_none_or(|least| rule.severity() >= least);
            (selected || named(&self.extend_select, rule)) && !named(&self.ignore, rule) && heavy
        };
        Ok(rules::ALL.iter().filter(is_on).copied().collect())
    }

    /// What it adds to the tables.
    pub fn added(&self) -> Added {
        let policy = self.communication.as_ref();
        Added {
            masks: self.masks.clone(),
            critical: policy.and_then(|policy| policy.findings.clone()),
            communication: policy.map(|policy| policy.words.clone()).unwrap_or_default(),
        }
    }

    /// Why a hit is suppressed; none where it is not.
    pub fn reason(&self, code: &str, id: &str, key: &str) -> Option<&str> {
        let fits = |own: &&Suppression| {
            own.code.eq_ignore_ascii_case(code)
                && own.id.as_deref().is_none_or(|wanted| wanted == id)
                && own.key.as_deref().is_none_or(|wanted| wanted == key)
        };
        self.suppress.iter().find(fits).map(|own| own.reason.as_str())
    }
}

/// An error message unless this is a code, or the beginning of some.
fn known(code: &str) -> Result<(), String> {
    let is_known = !code.is_empty() && rules::ALL.iter().any(|rule| rule.is_selected_by(code));
    if is_known {
        Ok(())
    } else {
        Err(format!("no rule is called `{code}`"))
    }
}

fn all_codes() -> String {
    let codes: Vec<&str> = rules::ALL.iter().map(|rule| rule.code).collect();
    format!("the rules are {}", codes.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        let settings = Settings::parse(text, "radsift.toml").unwrap();
        settings.rules().unwrap().iter().map(|rule| rule.code).collect()
    }

    #[test]
    fn rules_are_chosen_by_code_prefix_and_severity() {
        assert!(codes("").contains(&"LAT001") && !codes("").contains(&"CRT001"));
        assert_eq!(codes("[lint]\nselect = [\"lat\"]\nignore = [\"LAT002\"]"), ["LAT001", "LAT004"]);
        assert!(codes("[lint.communication]").contains(&"CRT001"));
        assert!(!codes("[lint]\nseverity = \"error\"").contains(&"TXT001"));
        assert_eq!(codes("[lint]\nselect = [\"all\"]").len(), rules::ALL.len());
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        let cases = [
            ("[lint]\nselct = []", "radsift.toml:2:1: unknown field `selct`"),
            ("[lint]\nselect = [\"LAX\"]", "no rule is called `LAX`"),
            ("[[lint.suppress]]\ncode = \"LAT001\"\nid = \"a\"\nreason = \" \"", "has no reason"),
            (
                "[[lint.suppress]]\ncode = \"LAT001\"\nreason = \"teaching file\"",
                "names no report",
            ),
            ("[[lint.suppress]]\ncode = \"LAT001\"\nid = \"a\"", "missing field `reason`"),
        ];
        for (text, want) in cases {
            let error = Settings::parse(text, "radsift.toml").unwrap_err().to_string();
            assert!(error.contains(want), "{error}");
        }
    }

    #[test]
    fn a_suppression_is_for_one_report_or_one_wording() {
        let text = "[[lint.suppress]]\ncode = \"LAT001\"\nid = \"a\"\nreason = \"mirrored on purpose\"";
        let settings = Settings::parse(text, "radsift.toml").unwrap();
        assert_eq!(settings.reason("LAT001", "a", "x"), Some("mirrored on purpose"));
        assert_eq!(settings.reason("LAT001", "b", "x"), None);
        assert_eq!(settings.reason("LAT002", "a", "x"), None);
    }
}
