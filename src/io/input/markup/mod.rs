//! Text out of RTF and HTML, with a layout that sentences and lists can be told by.

mod html;
mod layout;
mod rtf;
mod tags;

pub(super) use html::{entity, of_html};
pub(super) use layout::{Layout, Lists};

use html::is_html;
use rtf::of_rtf;

/// The plain text of what is RTF or holds tags of HTML; nothing for text that is plain already.
pub(super) fn plain(text: &str) -> Option<String> {
    let start = text.trim_start();
    match () {
        () if start.starts_with("{\\rtf") => Some(of_rtf(start)),
        () if is_html(text) => Some(of_html(text)),
        () => None,
    }
}

/// The same of what is RTF or a page of HTML from its first letter on: no plain text begins like that.
pub(super) fn plain_document(text: &str) -> Option<String> {
    let start = text.trim_start();
    let begins = |tag: &str| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag));
    match () {
        () if begins("{\\rtf") => Some(of_rtf(start)),
        () if begins("<!doctype html") || begins("<html") => Some(of_html(start)),
        () => None,
    }
}
