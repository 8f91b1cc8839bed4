//! Converts RTF and HTML to text whose layout shows sentences and lists.

mod html;
mod layout;
mod rtf;
mod tags;

pub(super) use html::{entity, of_html};
pub(super) use layout::{Layout, Lists};

use html::is_html;
use rtf::of_rtf;

/// The plain text of RTF or of a text with HTML tags; `None` for text that is already plain.
pub(super) fn plain(text: &str) -> Option<String> {
    let start = text.trim_start();
    match () {
        () if start.starts_with("{\\rtf") => Some(of_rtf(start)),
        () if is_html(text) => Some(of_html(text)),
        () => None,
    }
}

/// The same for RTF or HTML that is recognised from its first characters: no plain text begins like that.
pub(super) fn plain_document(text: &str) -> Option<String> {
    let start = text.trim_start();
    let begins = |tag: &str| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag));
    match () {
        () if begins("{\\rtf") => Some(of_rtf(start)),
        () if begins("<!doctype html") || begins("<html") => Some(of_html(start)),
        () => None,
    }
}
