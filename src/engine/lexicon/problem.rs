//! What is wrong with a lexicon file, and where.

use super::source_file::SourceFile;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::fmt;
use std::ops::Range;

/// One mistake in a lexicon file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as the user named it.
    pub file: String,
    /// Its text, for showing the line; empty when the file itself is the problem.
    pub text: String,
    /// The bytes of the text that are wrong.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Problem {
    /// A problem with the bytes `at` of a file.
    pub(super) fn at(file: &SourceFile, at: Range<usize>, message: String, help: Option<String>) -> Self {
        Self {
            file: file.name.clone(),
            text: file.text.to_string(),
            at,
            message,
            help,
        }
    }

    /// A problem with a whole file or folder.
    pub fn of_file(file: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            text: String::new(),
            at: 0..0,
            message: message.into(),
            help: None,
        }
    }

    /// The same, with advice.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Line and column, both from 1; `None` when the file itself is the problem.
    pub fn place(&self) -> Option<(usize, usize)> {
        if self.text.is_empty() {
            return None;
        }
        let before = &self.text[..self.at.start.min(self.text.len())];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        Some((line, column))
    }

    /// The problem with its line, as compilers show it: in colour for a terminal.
    pub fn render(&self, colour: bool) -> String {
        self.render_as(&Level::ERROR, "error", colour)
    }

    /// The same for what is only worth a remark.
    pub fn render_note(&self, colour: bool) -> String {
        self.render_as(&Level::NOTE, "note", colour)
    }

    fn render_as(&self, level: &Level<'_>, name: &str, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        if self.text.is_empty() {
            let mut out = format!("{name}: {}: {}", self.file, self.message);
            if let Some(help) = &self.help {
                out.push_str(&format!("\n  = help: {help}"));
            }
            return out;
        }
        let snippet = Snippet::source(&self.text)
            .path(&self.file)
            .annotation(AnnotationKind::Primary.span(self.at.clone()));
        let mut group = Group::with_title(level.clone().primary_title(&self.message)).element(snippet);
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help));
        }
        renderer.render(&[group])
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place() {
            Some((line, column)) => write!(f, "{}:{line}:{column}: {}", self.file, self.message)?,
            None => write!(f, "{}: {}", self.file, self.message)?,
        }
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

/// All mistakes found in one reading of the lexicons.
#[derive(Debug, Default)]
pub struct Problems(pub Vec<Problem>);

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Problems(vec![problem])
    }
}

impl Problems {
    /// `Ok` when there are none.
    ///
    /// # Errors
    /// These problems.
    pub fn into_result<T>(self, value: T) -> Result<T, Problems> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
