//! Builds text from words and blocks.

use crate::input::pieces::LONGEST_TEXT;

/// A text under construction: words, lines, blocks, list items and table cells.
#[derive(Debug, Default)]
pub struct Layout {
    out: String,
    breaks: usize,
    space: bool,
    gap: bool,
    label: Option<String>,
    /// Above zero, line breaks in the text are kept.
    pub kept: usize,
}

impl Layout {
    /// True when the text is longer than any report may be. Such a text is rejected, so nothing more needs to be added.
    pub fn is_full(&self) -> bool {
        self.out.len() > LONGEST_TEXT
    }

    /// Appends text unless it is full; white space between words becomes one blank.
    pub fn text(&mut self, text: &str) {
        for c in text.chars() {
            if self.is_full() {
                return;
            }
            match c {
                '\n' if self.kept > 0 => self.line_break(),
                c if c.is_whitespace() => self.space = true,
                c => {
                    self.flush();
                    self.out.push(c);
                }
            }
        }
    }

    fn flush(&mut self) {
        if self.breaks > 0 && !self.out.is_empty() {
            self.out.extend(std::iter::repeat_n('\n', self.breaks));
        } else if self.gap && !self.out.is_empty() {
            self.out.push_str("  ");
        } else if self.space && !self.out.is_empty() {
            self.out.push(' ');
        }
        (self.breaks, self.space, self.gap) = (0, false, false);
        if let Some(label) = self.label.take() {
            self.out.push_str(&label);
        }
    }

    /// Ends the line; several calls leave blank lines.
    pub fn line_break(&mut self) {
        self.breaks = (self.breaks + 1).min(3);
        self.space = false;
    }

    /// Begins a new line.
    pub fn line(&mut self) {
        self.breaks = self.breaks.max(1);
        self.space = false;
    }

    /// Begins a new paragraph after a blank line.
    pub fn block(&mut self) {
        self.breaks = self.breaks.max(2);
        self.space = false;
    }

    /// Begins a list item with its label.
    pub fn item(&mut self, label: String) {
        self.line();
        self.label = Some(label);
    }

    /// Begins a new cell in the same line.
    pub fn cell(&mut self) {
        self.gap = true;
    }

    /// The text.
    pub fn finish(self) -> String {
        self.out
    }
}

/// Lists that stand deeper in each other than this are read as part of the list around them.
const DEEPEST: usize = 100;

/// The open lists: for each the number of its last item, if its items are numbered; and the number of open lists beyond [`DEEPEST`].
#[derive(Debug, Default)]
pub struct Lists(Vec<Option<usize>>, usize);

impl Lists {
    /// Begins a list.
    pub fn open(&mut self, numbered: bool) {
        if self.0.len() < DEEPEST {
            self.0.push(numbered.then_some(0));
        } else {
            self.1 += 1;
        }
    }

    /// Ends the innermost list.
    pub fn close(&mut self) {
        if self.1 > 0 {
            self.1 -= 1;
        } else {
            self.0.pop();
        }
    }

    /// The label of the next item of the innermost list.
    pub fn label(&mut self) -> String {
        match self.0.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{number}. ")
            }
            _ => "- ".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_any_depth_take_the_same_memory() {
        let mut lists = Lists::default();
        lists.open(true);
        (0..1_000_000).for_each(|_| lists.open(false));
        assert_eq!((lists.0.len(), lists.label().as_str()), (DEEPEST, "- "));
        (0..1_000_000).for_each(|_| lists.close());
        assert_eq!(lists.label(), "1. ");
    }
}
