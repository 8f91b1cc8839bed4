//! Gates: thresholds that a comparison must reach.

use super::counts::Figures;
use super::evaluation::{Breakdown, Evaluation, FamilyRow, ScoreRow};
use super::score::Measure;
use crate::error::Error;
use crate::stats::Interval;
use serde::Serialize;
use std::fmt;

const HELP: &str = "write MEASURE.FIGURE>=NUMBER, such as family.f1>=0.95, with a scope before it where you like: \
                    group/NAME:, section/NAME: or finding/NAME:, and * for every NAME; \
                    measures are statement, family, detection, site, side, change; figures are precision, recall, f1, low";

/// One gate.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    scope: Option<(Scope, String)>,
    measure: Measure,
    figure: Figure,
    above: bool,
    wanted: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    Group,
    Section,
    Finding,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figure {
    Precision,
    Recall,
    F1,
    Low,
}

/// The result of a gate, or of one part of it where it covers several.
#[derive(Clone, Debug, Serialize)]
pub struct GateResult {
    /// The name of the figure, such as `family.f1`.
    pub figure: String,
    /// The value of the figure.
    pub value: f64,
    /// The threshold.
    pub wanted: f64,
    /// True when the gate has passed.
    pub passed: bool,
}

impl fmt::Display for GateResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { figure, value, wanted, .. } = self;
        if self.passed {
            return write!(f, "gate passed: {figure} is {value:.4}, wanted {wanted}");
        }
        match wanted - value {
            short if short >= 0.00005 => write!(f, "gate failed: {figure} is {value:.4}, which is {short:.4} below {wanted}"),
            short if short > 0.0 => write!(f, "gate failed: {figure} is less than 0.0001 below {wanted}"),
            _ => write!(f, "gate failed: {figure} is {value:.4}, which is not above {wanted}"),
        }
    }
}

/// Parses gates separated by commas: `family.f1>=0.95,group/*:family.f1>=0.9`.
///
/// # Errors
/// The first gate that cannot be parsed, with a description of the syntax.
pub fn parse_gates(text: &str) -> Result<Vec<Gate>, Error> {
    let pieces = text.split(',').map(str::trim).filter(|piece| !piece.is_empty());
    let read = |piece| parse(piece).ok_or_else(|| Error::usage(format!("the gate `{piece}` is not understood")).help(HELP));
    let gates: Vec<Gate> = pieces.map(read).collect::<Result<_, _>>()?;
    if gates.is_empty() {
        return Err(Error::usage("no gate is given").help(HELP));
    }
    Ok(gates)
}

fn parse(text: &str) -> Option<Gate> {
    let (left, right) = text.split_once('>')?;
    let (above, number) = match right.strip_prefix('=') {
        Some(number) => (false, number),
        None => (true, right),
    };
    let (scope, figure) = match left.rsplit_once(':') {
        Some((scope, figure)) => (Some(self::scope(scope.trim())?), figure),
        None => (None, left),
    };
    let (measure, figure) = figure.trim().split_once('.')?;
    let gate = Gate {
        measure: Measure::ALL.into_iter().find(|m| m.as_str() == measure)?,
        figure: match figure {
            "precision" | "p" => Figure::Precision,
            "recall" | "r" => Figure::Recall,
            "f1" => Figure::F1,
            "low" => Figure::Low,
            _ => return None,
        },
        above,
        wanted: number.trim().parse().ok().filter(|n: &f64| n.is_finite())?,
        scope,
    };
    let by_finding = gate.scope.as_ref().is_some_and(|(scope, _)| *scope == Scope::Finding);
    let fits = !by_finding || (matches!(gate.measure, Measure::Statement | Measure::Family) && gate.figure != Figure::Low);
    fits.then_some(gate)
}

fn scope(text: &str) -> Option<(Scope, String)> {
    let (kind, name) = text.split_once('/')?;
    let all = [Scope::Group, Scope::Section, Scope::Finding];
    Some((all.into_iter().find(|s| s.as_str() == kind)?, name.to_owned()))
}

/// Checks every gate, in order.
///
/// # Errors
/// A gate on a group, section or finding that does not exist, or on an interval without bootstrap draws.
pub fn check_gates(gates: &[Gate], evaluation: &Evaluation) -> Result<Vec<GateResult>, Error> {
    let mut results = Vec::new();
    for gate in gates {
        let named = gate.values(evaluation);
        if named.is_empty() {
            let name = gate.scope.as_ref().map_or("", |(_, name)| name);
            return Err(Error::usage(format!(
                "the gate on `{name}` matches nothing: no such part was scored"
            )));
        }
        for (figure, value) in named {
            let value = value.ok_or_else(|| Error::usage("a gate on `low` needs --bootstrap above 0"))?;
            results.push(GateResult {
                figure,
                value,
                wanted: gate.wanted,
                passed: if gate.above { value > gate.wanted } else { value >= gate.wanted },
            });
        }
    }
    Ok(results)
}

impl Gate {
    /// The figures of a gate with their names; `None` when its scope does not exist. A figure without a value needs bootstrap draws.
    fn values(&self, evaluation: &Evaluation) -> Vec<(String, Option<f64>)> {
        let own = format!("{}.{}", self.measure, self.figure.as_str());
        let Some((scope, wanted)) = &self.scope else {
            return vec![(own, self.of_measures(&evaluation.measures))];
        };
        let is = |name: &str| wanted == "*" || wanted == name;
        let named = |name: &str| format!("{}/{name}:{own}", scope.as_str());
        let of_parts = |parts: &[Breakdown]| {
            let parts = parts.iter().filter(|part| is(&part.name));
            parts.map(|part| (named(&part.name), self.of_measures(&part.measures))).collect()
        };
        let of_findings = |rows: &[FamilyRow]| {
            let rows = rows.iter().filter(|row| is(&row.name));
            rows.map(|row| (named(&row.name), self.figure.of(&row.figures, None))).collect()
        };
        match (scope, self.measure) {
            (Scope::Group, _) => of_parts(&evaluation.groups),
            (Scope::Section, _) => of_parts(&evaluation.sections),
            (Scope::Finding, Measure::Statement) => of_findings(&evaluation.findings),
            (Scope::Finding, _) => of_findings(&evaluation.families),
        }
    }

    fn of_measures(&self, rows: &[ScoreRow]) -> Option<f64> {
        let row = rows.iter().find(|row| row.measure == self.measure)?;
        self.figure.of(&row.figures, row.interval)
    }
}

impl Scope {
    fn as_str(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Section => "section",
            Self::Finding => "finding",
        }
    }
}

impl Figure {
    fn as_str(self) -> &'static str {
        match self {
            Self::Precision => "precision",
            Self::Recall => "recall",
            Self::F1 => "f1",
            Self::Low => "low",
        }
    }

    fn of(self, figures: &Figures, interval: Option<Interval>) -> Option<f64> {
        match self {
            Self::Precision => Some(figures.precision),
            Self::Recall => Some(figures.recall),
            Self::F1 => Some(figures.f1),
            Self::Low => interval.map(|i| i.low),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gates_are_read_or_refused_whole() {
        let gates = parse_gates(" family.f1>=0.95, group/*:site.p > 0.5,finding/a:b:statement.r>=1,").unwrap();
        assert_eq!(gates.len(), 3);
        assert_eq!((gates[1].above, gates[1].figure, gates[1].wanted), (true, Figure::Precision, 0.5));
        assert_eq!(gates[2].scope, Some((Scope::Finding, "a:b".to_owned())));
        for wrong in [
            "",
            "family>=0.9",
            "family.f1=0.9",
            "family.f1<0.9",
            "family.f2>=0.9",
            "families.f1>=0.9",
            "family.f1>=nan",
            "family.f1>=",
            "place/x:family.f1>=0.9",
            "finding/x:site.f1>=0.9",
        ] {
            assert!(parse_gates(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_failed_gate_says_by_how_much() {
        let result = |value, wanted| {
            let figure = "family.f1".to_owned();
            let passed = false;
            GateResult {
                figure,
                value,
                wanted,
                passed,
            }
            .to_string()
        };
        assert_eq!(result(0.931, 0.95), "gate failed: family.f1 is 0.9310, which is 0.0190 below 0.95");
        assert_eq!(result(0.949_99, 0.95), "gate failed: family.f1 is less than 0.0001 below 0.95");
        assert_eq!(result(0.95, 0.95), "gate failed: family.f1 is 0.9500, which is not above 0.95");
    }
}
