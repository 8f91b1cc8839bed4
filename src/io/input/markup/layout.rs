//! Laying text out in lines.

use crate::input::pieces::LONGEST_TEXT;

/// Text that grows: words, lines, blocks, items of lists and cells of tables.
#[derive(Debug, Default)]
pub struct Layout {
    out: String,
    breaks: usize,
    space: bool,
    gap: bool,
    label: Option<String>,
    /// Above zero, line breaks in the text count.
    pub kept: usize,
}

impl Layout {
    /// True when the text is longer than that of any report may be: it is refused, so that nothing needs to be added any more.
    pub fn is_full(&self) -> bool {
        self.out.len() > LONGEST_TEXT
    }

    /// Adds text, as long as there is room; space between words comes down to one.
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

    /// Ends the line; several leave blank lines.
    pub fn line_break(&mut self) {
        self.breaks = (self.breaks + 1).min(3);
        self.space = false;
    }

    /// What follows begins a line.
    pub fn line(&mut self) {
        self.breaks = self.breaks.max(1);
        self.space = false;
    }

    /// What follows stands below a blank line.
    pub fn block(&mut self) {
        self.breaks = self.breaks.max(2);
        self.space = false;
    }

    /// What follows is an item of a list, behind its label.
    pub fn item(&mut self, label: String) {
        self.line();
        self.label = Some(label);
    }

    /// What follows is a cell of its own in the same line.
    pub fn cell(&mut self) {
        self.gap = true;
    }

    /// The text.
    pub fn finish(self) -> String {
        self.out
    }
}

/// The lists that are open: for each the number of its last item, where items are numbered.
#[derive(Debug, Default)]
pub struct Lists(Vec<Option<usize>>);

impl Lists {
    /// A list begins.
    pub fn open(&mut self, numbered: bool) {
        self.0.push(numbered.then_some(0));
    }

    /// The innermost list ends.
    pub fn close(&mut self) {
        self.0.pop();
    }

    /// The label of its next item.
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
