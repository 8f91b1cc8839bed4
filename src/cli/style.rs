//! The colours of the output.

use crate::extract::Mention;
use crate::report::FlagValue;
use crate::vocabulary::{Stance, Temporality};
use anstyle::{AnsiColor, Style};

/// Dimmed text.
pub(super) const QUIET: Style = Style::new().dimmed();
/// For what was not read.
pub(super) const UNREAD: Style = Style::new().underline();
/// For headings.
pub(super) const HEADING: Style = Style::new().bold();

const fn colour(colour: AnsiColor) -> Style {
    Style::new().fg_color(Some(anstyle::Color::Ansi(colour)))
}

/// The style of a finding.
pub(super) fn of_mention(mention: &Mention) -> Style {
    match (mention.temporality, mention.assertion.stance()) {
        (Temporality::Historical | Temporality::Hypothetical, _) => colour(AnsiColor::Cyan),
        (Temporality::Current, Stance::Asserts) => colour(AnsiColor::Red).bold(),
        (Temporality::Current, Stance::Hedges) => colour(AnsiColor::Yellow),
        (Temporality::Current, Stance::Denies) => colour(AnsiColor::Green),
        (Temporality::Current, Stance::Silent) => QUIET,
    }
}

/// The style of a flag's value.
pub(super) fn of_flag(value: FlagValue) -> Style {
    match value {
        FlagValue::Yes => colour(AnsiColor::Red).bold(),
        FlagValue::Possible => colour(AnsiColor::Yellow),
        FlagValue::Conflict => colour(AnsiColor::Magenta).bold(),
        FlagValue::No => colour(AnsiColor::Green),
        FlagValue::NotStated => QUIET,
    }
}

/// What is said of a finding, in the words of the record, leaving out the default values.
pub(super) fn status(mention: &Mention) -> String {
    let mut words = vec![mention.assertion.as_str()];
    if mention.certainty != mention.assertion.plain_certainty() {
        words.push(mention.certainty.as_str());
    }
    if mention.temporality != Temporality::Current {
        words.push(mention.temporality.as_str());
    }
    words.extend(mention.change.map(|c| c.as_str()));
    words.join(", ")
}
