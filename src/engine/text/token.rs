//! Words and what stands between them.

use super::Span;

/// One word: a run of letters and digits.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte in the text as received.
    pub start: u32,
    /// One past the last byte in the text as received.
    pub end: u32,
    /// Where its folded form stands in [`TextBuffer::folded`](super::TextBuffer::folded): first byte, and one past the last. Empty
    /// for an article.
    pub folded: (u32, u32),
    /// What stands between the word before and this one.
    pub gap: Gap,
    /// How the word is written.
    pub shape: Shape,
}

impl Token {
    /// The word's place in the text as received.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// The marks and white space in front of a word, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gap(pub u16);

impl Gap {
    /// Blank or tab.
    pub const SPACE: Gap = Gap(1);
    /// At least one line break.
    pub const LINE: Gap = Gap(1 << 1);
    /// At least one empty line.
    pub const BLANK: Gap = Gap(1 << 2);
    /// `,`
    pub const COMMA: Gap = Gap(1 << 3);
    /// `;`
    pub const SEMICOLON: Gap = Gap(1 << 4);
    /// `:`
    pub const COLON: Gap = Gap(1 << 5);
    /// `.` or `!`
    pub const PERIOD: Gap = Gap(1 << 6);
    /// `?`
    pub const QUERY: Gap = Gap(1 << 7);
    /// `(` or `[`
    pub const OPEN: Gap = Gap(1 << 8);
    /// `)` or `]`
    pub const CLOSE: Gap = Gap(1 << 9);
    /// `/`
    pub const SLASH: Gap = Gap(1 << 10);
    /// `-` and the longer dashes
    pub const HYPHEN: Gap = Gap(1 << 11);
    /// `&` or `+`
    pub const AND: Gap = Gap(1 << 12);
    /// List and mark-up signs: `*`, `•`, `#`, `|`, `_`
    pub const BULLET: Gap = Gap(1 << 13);
    /// `=`, `>` and other relations
    pub const EQUALS: Gap = Gap(1 << 14);
    /// Anything else that is not part of a word
    pub const OTHER: Gap = Gap(1 << 15);

    /// True when any mark of `other` is in the set.
    pub fn has(self, other: Gap) -> bool {
        self.0 & other.0 != 0
    }

    /// The union.
    pub const fn with(self, other: Gap) -> Gap {
        Gap(self.0 | other.0)
    }

    /// A dash with white space beside it, which separates, and not a hyphen, which joins.
    pub fn is_dash(self) -> bool {
        self.has(Gap::HYPHEN) && self.has(Gap::SPACE.with(Gap::LINE))
    }

    /// Nothing but white space and hyphens.
    pub fn is_plain_but_dash(self) -> bool {
        self.0 & !(Gap::SPACE.0 | Gap::LINE.0 | Gap::HYPHEN.0) == 0
    }

    /// Nothing but white space or a hyphen inside a word.
    pub fn is_plain(self) -> bool {
        self.0 & !(Gap::SPACE.0 | Gap::LINE.0 | Gap::HYPHEN.0) == 0 && !self.is_dash()
    }
}

/// How a word is written, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(pub u8);

impl Shape {
    /// Has a small letter.
    pub const LOWER: Shape = Shape(1);
    /// Has a capital.
    pub const UPPER: Shape = Shape(1 << 1);
    /// Has a digit.
    pub const DIGIT: Shape = Shape(1 << 2);
    /// Begins with a capital.
    pub const INITIAL: Shape = Shape(1 << 3);
    /// "the", "a", "an": without a folded form.
    pub const ARTICLE: Shape = Shape(1 << 4);

    /// The union.
    pub const fn with(self, other: Shape) -> Shape {
        Shape(self.0 | other.0)
    }

    /// True when any sign of `other` is in the set.
    pub fn has(self, other: Shape) -> bool {
        self.0 & other.0 != 0
    }

    /// Digits only.
    pub fn is_number(self) -> bool {
        self == Shape::DIGIT
    }

    /// Letters, none of them small.
    pub fn is_capitals(self) -> bool {
        self.has(Shape::UPPER) && !self.has(Shape::LOWER)
    }
}
