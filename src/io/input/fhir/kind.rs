//! Detects the kind of a resource.

use serde::Deserialize;
use std::borrow::Cow;

/// The kind of resource that is read.
pub(super) const REPORT: &str = "DiagnosticReport";

/// A resource, or the entry of a bundle with a resource in it.
#[derive(Deserialize)]
struct ResourceKind<'j> {
    #[serde(borrow, default, rename = "resourceType")]
    kind: Option<Cow<'j, str>>,
    #[serde(borrow, default)]
    resource: Option<Inner<'j>>,
}

#[derive(Deserialize)]
struct Inner<'j> {
    #[serde(borrow, default, rename = "resourceType")]
    kind: Option<Cow<'j, str>>,
}

/// True for a report, and for invalid JSON that names one: the decoder then reports why it cannot be read.
pub(super) fn is_report(bytes: &[u8]) -> bool {
    if memchr::memmem::find(bytes, REPORT.as_bytes()).is_none() {
        return false;
    }
    let Ok(kind) = serde_json::from_slice::<ResourceKind<'_>>(bytes) else {
        return true;
    };
    [kind.kind, kind.resource.and_then(|r| r.kind)]
        .into_iter()
        .flatten()
        .any(|k| k == REPORT)
}

/// True when a JSON Lines file that begins like this contains resources.
pub(in super::super) fn looks_like(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let inside = bytes.strip_prefix(b"{").unwrap_or_default().trim_ascii_start();
    let line = bytes.split(|&b| b == b'\n').next().unwrap_or_default();
    inside.starts_with(b"\"resourceType\"") || serde_json::from_slice::<ResourceKind<'_>>(line).is_ok_and(|k| k.kind.is_some())
}
