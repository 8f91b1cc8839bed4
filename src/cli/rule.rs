//! `radsift rule`

use super::Outcome;
use super::style::HEADING;
use super::terminal::print;
use crate::error::Error;
use crate::lint::{self, Measured, Rule};
use std::fmt::Write;

/// The command line of `rule`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The code of a rule; without one, all rules are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let Some(code) = &args.code else {
        let line = |rule: &&Rule| {
            format!(
                "{} {:<26} {:<8} {:<8} {}\n",
                rule.code,
                rule.page().name,
                rule.severity().as_str(),
                rule.status().as_str(),
                rule.page().what
            )
        };
        print(&lint::ALL.iter().map(line).collect::<String>())?;
        return Ok(Outcome::Done);
    };
    let rule = lint::rule(code).ok_or_else(|| Error::usage(format!("no rule is called `{code}`")).help("`radsift rule` lists them"))?;
    print(&page(rule))?;
    Ok(Outcome::Done)
}

fn page(rule: &Rule) -> String {
    let mut out = format!("{HEADING}{} {}{HEADING:#}\n\n{}\n\n", rule.code, rule.page().name, rule.page().what);
    let _ = writeln!(
        out,
        "{} · {} · since {}",
        rule.severity().as_str(),
        rule.status().as_str(),
        rule.page().since
    );
    if !rule.needs.is_empty() {
        let needs: Vec<&str> = rule.needs.iter().map(|need| need.name()).collect();
        let _ = writeln!(out, "needs {}", needs.join(" or "));
    }
    let _ = writeln!(out, "\n{HEADING}Why{HEADING:#}\n{} ({})", rule.page().why, rule.page().source);
    let indented = |text: &str| text.lines().map(|line| format!("    {line}\n")).collect::<String>();
    let meta: String = rule
        .page()
        .hit_meta
        .iter()
        .map(|(key, value)| format!("    {key}: {value}\n"))
        .collect();
    let _ = write!(out, "\n{HEADING}Hit{HEADING:#}\n{meta}{}", indented(&rule.page().hit));
    let _ = write!(out, "\n{HEADING}Clean{HEADING:#}\n{}", indented(&rule.page().clean));
    let _ = writeln!(out, "\n{HEADING}What to do{HEADING:#}\n{}", rule.page().advice);
    let _ = writeln!(
        out,
        "\n{HEADING}How often it is right{HEADING:#}\n{}",
        Measured::of(rule.code).told()
    );
    out
}
