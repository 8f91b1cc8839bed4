//! What a rule found.

use crate::text::Span;
use smallvec::SmallVec;

/// A place that a hit points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The words.
    pub span: Span,
    /// What is said there, in a few words; never text of the report.
    pub label: String,
}

/// A change of the text that is safe: for doubled words alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The bytes to be taken out.
    pub delete: Span,
}

/// A hit of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The code of the rule.
    pub code: &'static str,
    /// One sentence on what is wrong, without words of the report.
    pub message: String,
    /// The places, the one to be looked at first in front.
    pub marks: SmallVec<[Mark; 2]>,
    /// A safe change.
    pub fix: Option<Fix>,
    /// The mentions that it is about, by number, as far as it is about any.
    pub mentions: SmallVec<[u32; 2]>,
}

impl Hit {
    /// A hit that points at one place.
    pub fn at(code: &'static str, message: impl Into<String>, span: Span, label: impl Into<String>) -> Self {
        let label = label.into();
        Self {
            code,
            message: message.into(),
            marks: SmallVec::from_iter([Mark { span, label }]),
            fix: None,
            mentions: SmallVec::new(),
        }
    }

    /// The same that points at another place too.
    pub fn and(mut self, span: Span, label: impl Into<String>) -> Self {
        self.marks.push(Mark { span, label: label.into() });
        self
    }

    /// The same about these mentions.
    pub fn of(mut self, mentions: impl IntoIterator<Item = u32>) -> Self {
        self.mentions.extend(mentions);
        self
    }

    /// The first place, where there is one.
    pub fn span(&self) -> Span {
        self.marks.first().map(|mark| mark.span).unwrap_or_default()
    }
}
