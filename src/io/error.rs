//! What can go wrong outside the engine: reading, writing, starting up. Reading a report itself never fails.

use crate::lexicon::Problems;
use std::path::Path;
use std::{fmt, io};

/// Why a run could not begin or go on. Messages name files and places, never the text of a report.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
}

#[derive(Debug)]
enum ErrorKind {
    Io { what: String, source: io::Error },
    Lexicon(Problems),
    Usage { message: String, help: Option<String> },
}

impl Error {
    /// Something that could not be done with a file; `what` is said before the reason.
    pub(crate) fn io(what: impl Into<String>, source: io::Error) -> Self {
        Self {
            kind: ErrorKind::Io { what: what.into(), source },
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

    /// Anything else that the user has to put right.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::Usage {
                message: message.into(),
                help: None,
            },
        }
    }

    /// The same with advice.
    pub(crate) fn help(mut self, advice: impl Into<String>) -> Self {
        if let ErrorKind::Usage { help, .. } = &mut self.kind {
            *help = Some(advice.into());
        }
        self
    }

    /// True when the program that reads our output has ended, which is no error.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(&self.kind, ErrorKind::Io { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The mistakes in lexicon files, where that is what went wrong.
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
            ErrorKind::Io { what, source } => write!(f, "{what}: {source}"),
            ErrorKind::Lexicon(problems) => problems.fmt(f),
            ErrorKind::Usage { message, help: None } => f.write_str(message),
            ErrorKind::Usage { message, help: Some(help) } => write!(f, "{message}\n  = help: {help}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            ErrorKind::Io { source, .. } => Some(source),
            ErrorKind::Lexicon(problems) => Some(problems),
            ErrorKind::Usage { .. } => None,
        }
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self {
            kind: ErrorKind::Lexicon(problems),
        }
    }
}
