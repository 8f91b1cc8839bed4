//! Errors outside the engine: reading, writing, starting up. Reading the text of a report never fails.

use crate::lexicon::Problems;
use crate::visible::visible;
use std::path::Path;
use std::{fmt, io};

/// The reason why a run could not start or continue. Messages name files and positions, never the text of a report. What could steer a terminal in
/// a foreign name is written out.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    /// True when the user has been told.
    told: bool,
}

#[derive(Debug)]
enum ErrorKind {
    Io { what: String, source: io::Error },
    Lexicon(Problems),
    Usage { message: String, help: Option<String> },
    Rejected(String),
}

impl Error {
    /// An I/O error; `what` is the start of the message.
    pub(crate) fn io(what: impl Into<String>, source: io::Error) -> Self {
        Self {
            told: false,
            kind: ErrorKind::Io {
                what: visible(&what.into()).into_owned(),
                source,
            },
        }
    }

    /// A file that cannot be read.
    pub(crate) fn reading(path: &Path, source: io::Error) -> Self {
        Self::io(format!("{} cannot be read", path.display()), source)
    }

    /// A file that cannot be written.
    pub(crate) fn writing(path: &Path, source: io::Error) -> Self {
        Self::io(format!("{} cannot be written", path.display()), source)
    }

    /// Any other error that the user has to fix.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self {
            told: false,
            kind: ErrorKind::Usage {
                message: visible(&message.into()).into_owned(),
                help: None,
            },
        }
    }

    /// More records were rejected than the user allows.
    pub(crate) fn rejected(message: String) -> Self {
        Self {
            told: false,
            kind: ErrorKind::Rejected(message),
        }
    }

    /// True when a run has ended because too many records were rejected.
    pub fn is_rejected(&self) -> bool {
        matches!(&self.kind, ErrorKind::Rejected(_))
    }

    /// The same error, of which the user has been told.
    pub fn told(mut self) -> Self {
        self.told = true;
        self
    }

    /// True when the user has been told, and it must not be printed again.
    pub fn is_told(&self) -> bool {
        self.told
    }

    /// Several errors that the user has to fix, one a line.
    pub fn usages(messages: &[String]) -> Self {
        let lines: Vec<_> = messages.iter().map(|message| visible(message)).collect();
        Self {
            told: false,
            kind: ErrorKind::Usage {
                message: lines.join("\n"),
                help: None,
            },
        }
    }

    /// Adds advice.
    pub(crate) fn help(mut self, advice: impl Into<String>) -> Self {
        if let ErrorKind::Usage { help, .. } = &mut self.kind {
            *help = Some(visible(&advice.into()).into_owned());
        }
        self
    }

    /// True when the reader of the output has closed the pipe, which is not an error.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(&self.kind, ErrorKind::Io { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The mistakes in lexicon files, if these are the cause.
    pub fn lexicon_problems(&self) -> Option<&Problems> {
        match &self.kind {
            ErrorKind::Lexicon(problems) => Some(problems),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::Io { what, source } => write!(f, "{what}: {}", visible(&source.to_string())),
            ErrorKind::Lexicon(problems) => problems.fmt(f),
            ErrorKind::Usage { message, help: None } | ErrorKind::Rejected(message) => f.write_str(message),
            ErrorKind::Usage { message, help: Some(help) } => write!(f, "{message}\n  = help: {help}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            ErrorKind::Io { source, .. } => Some(source),
            ErrorKind::Lexicon(problems) => Some(problems),
            ErrorKind::Usage { .. } | ErrorKind::Rejected(_) => None,
        }
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self {
            told: false,
            kind: ErrorKind::Lexicon(problems),
        }
    }
}
