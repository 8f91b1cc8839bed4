//! Compares readings with an annotated set: six measures, their figures by part, and all mistakes.
//!
//! The input is [`GoldReport`]s (the annotations of each report) and [`ReadReport`]s (records of `extract`, or texts that are read
//! here); the output is an [`Evaluation`]. Statements are compared as sets for each report: the same finding with the same status counts
//! once, even if it is stated twice. Statements on which annotators disagree are not counted. `agreement` compares two annotators.

mod agreement;
mod bootstrap;
mod case;
mod confusion;
mod counts;
mod evaluation;
mod families;
mod fields;
mod gate;
mod gold;
mod lines;
mod mistakes;
mod normality;
mod page;
mod reading;
mod score;
mod sets;
mod stated;
mod text;

pub use agreement::{Agreement, AgreementRow, agreement};
pub use bootstrap::intervals;
pub use case::Case;
pub use confusion::{Matrix, UNSAID};
pub use counts::{Counts, Figures};
pub use evaluation::{Breakdown, EvalOptions, Evaluation, FamilyRow, ScoreRow, evaluate};
pub use families::Families;
pub use gate::{Gate, GateResult, check_gates, parse_gates};
pub use gold::{Gold, GoldReport, GoldStatement, read_gold};
pub use mistakes::{MarkKind, Mistake, TextMark};
pub use page::page;
pub use reading::{ReadReport, ReadStatement, RuleFired, read_records};
pub use score::{Measure, Scores};
pub use stated::{Stated, Statement};
pub use text::ReportText;

pub use crate::stats::Interval;
