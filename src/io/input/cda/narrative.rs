//! The narrative of sections as lines.

use super::attributes::{Attributes, attribute};
use crate::input::markup::{Layout, Lists};

/// The part of a section that is being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    /// Codes and entries, which repeat the text for machines.
    #[default]
    Other,
    Title,
    Text,
}

/// The text of all sections, each below its title, in document order.
#[derive(Default)]
pub(super) struct Narrative {
    layout: Layout,
    lists: Lists,
    part: Part,
    /// The depth of the current part, and that of a deleted element in it.
    depth: usize,
    deleted: Option<usize>,
    title: String,
    /// True when the narrative of the section has words.
    has_words: bool,
    /// True when a section has values in its entries and no words for them.
    pub has_unread: bool,
}

impl Narrative {
    /// Handles a start tag.
    pub fn start(&mut self, path: &[String], attributes: &Attributes) {
        let depth = path.len();
        let name = path.last().map_or("", String::as_str);
        if self.part == Part::Other {
            let below = path.len() >= 2 && path[path.len() - 2] == "section";
            match name {
                "section" => {
                    self.title.clear();
                    self.has_words = false;
                }
                "value" if !self.has_words && path.iter().any(|name| name == "entry") => self.has_unread = true,
                "code" if below && self.title.is_empty() => attribute(attributes, "displayName").clone_into(&mut self.title),
                "title" if below => {
                    self.title.clear();
                    (self.part, self.depth) = (Part::Title, depth);
                }
                "text" if below => {
                    self.head();
                    (self.part, self.depth) = (Part::Text, depth);
                }
                _ => (),
            }
            return;
        }
        match name {
            "br" => self.layout.line_break(),
            "footnote" => self.layout.line(),
            "paragraph" | "table" => self.layout.block(),
            "list" => {
                self.layout.line();
                self.lists.open(attribute(attributes, "listType") == "ordered");
            }
            "item" => self.layout.item(self.lists.label()),
            "tr" => self.layout.line(),
            "td" | "th" => self.layout.cell(),
            "content" if attribute(attributes, "revised") == "delete" => self.deleted = self.deleted.or(Some(depth)),
            _ => (),
        }
    }

    /// Handles an end tag.
    pub fn end(&mut self, path: &[String]) {
        if self.part == Part::Other {
            return;
        }
        if self.deleted == Some(path.len()) {
            self.deleted = None;
        }
        if path.len() == self.depth {
            self.part = Part::Other;
            return;
        }
        match path.last().map_or("", String::as_str) {
            "paragraph" | "table" => self.layout.block(),
            "list" => {
                self.layout.line();
                self.lists.close();
            }
            "item" | "tr" | "caption" | "footnote" => self.layout.line(),
            _ => (),
        }
    }

    /// Handles text inside a section.
    pub fn words(&mut self, words: &str) {
        match self.part {
            Part::Title => self.title.push_str(words),
            Part::Text if self.deleted.is_none() => {
                self.has_words |= !words.trim().is_empty();
                self.layout.text(words);
            }
            Part::Text | Part::Other => (),
        }
    }

    /// Writes the heading of the section before its text.
    fn head(&mut self) {
        self.layout.block();
        let title = std::mem::take(&mut self.title);
        let title = title.trim().trim_end_matches(':');
        if !title.is_empty() {
            self.layout.text(title);
            self.layout.text(":");
            self.layout.line();
        }
    }

    /// The text.
    pub fn finish(self) -> String {
        self.layout.finish()
    }
}
