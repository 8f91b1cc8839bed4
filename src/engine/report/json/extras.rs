//! The fields between the study and the warnings, each left out where it has nothing to say.

use super::rendered::{field, json};
use super::serializer;
use super::statements::list;
use crate::coverage::UnreadKind;
use crate::report::frame::Frame;
use crate::report::record::{Comparison, Recommendation};
use crate::statements::Statements;

/// Appends what is said besides findings, what was not read, and how much was.
pub(super) fn write(out: &mut Vec<u8>, frame: Frame<'_>) {
    let Statements {
        comparisons,
        recommendations,
        ..
    } = frame.report.statements;
    if !comparisons.is_empty() {
        out.extend_from_slice(b",\"comparisons\":");
        list(out, comparisons, |out, one| json(out, &Comparison::new(one, frame)));
    }
    if !recommendations.is_empty() {
        out.extend_from_slice(b",\"recommendations\":");
        list(out, recommendations, |out, one| json(out, &Recommendation::new(one, frame)));
    }
    let coverage = frame.report.coverage;
    if !coverage.unread.is_empty() {
        out.extend_from_slice(b",\"unread\":");
        list(out, &coverage.unread, |out, piece| {
            out.extend_from_slice(b"{\"span\":");
            let done = serializer::pair(out, frame.tokens(piece.tokens));
            debug_assert!(done.is_ok(), "a place that cannot be written as JSON");
            out.extend_from_slice(match piece.kind {
                UnreadKind::Words => b",\"kind\":\"words\"}",
                UnreadKind::Predicate => b",\"kind\":\"predicate\"}",
                UnreadKind::Pattern => b",\"kind\":\"pattern\"}",
            });
        });
    }
    if let Some(share) = coverage.share() {
        field(out, b",\"coverage\":", &share);
    }
}
