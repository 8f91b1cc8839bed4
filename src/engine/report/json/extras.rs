//! The fields between the study and the warnings, each left out where it has nothing to say.

use super::rendered::field;
use super::serializer;
use super::statements::list;
use crate::coverage::UnreadKind;
use crate::report::frame::Frame;

/// Appends what was not read, and how much was.
pub(super) fn write(out: &mut Vec<u8>, frame: Frame<'_>) {
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
