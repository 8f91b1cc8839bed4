//! What a line break means: the end of an item, or only the right margin.

use crate::text::{Gap, Shape, TextBuffer, Token};
use smallvec::SmallVec;

/// No hand-wrapped text is wider than this; longer lines are paragraphs.
const WIDEST: u32 = 132;

/// A line this long, in bytes, is broken because it is full.
const LONG: usize = 50;

/// How the lines of one report are laid out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Layout {
    /// The right margin, in bytes, of a text that was wrapped at one.
    margin: Option<u32>,
    /// The longest line, in bytes.
    widest: u32,
}

/// What stands at the start of a line, before its first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// Nothing.
    None,
    /// `-`, `*`, a bullet sign.
    Bullet,
    /// `;` or `:`: the reading of the line above.
    Reading,
    /// `&`, `,`: the line above goes on.
    Continues,
}

impl Layout {
    /// Looks at the lines of the whole report. A text is taken as wrapped when at least two breaks stand where the next word
    /// would not have fitted, and these are at least as many as the breaks that the margin does not explain.
    pub fn of(buffer: &TextBuffer) -> Self {
        let tokens = &buffer.tokens;
        // The last word of each line but the last, and the first of the next.
        let breaks: SmallVec<[(&Token, &Token); 64]> = tokens
            .iter()
            .zip(tokens.iter().skip(1))
            .filter(|(_, t)| t.gap.has(Gap::LINE))
            .collect();
        let first = tokens.first().map_or(0, |t| t.start);
        let starts = || std::iter::once(first).chain(breaks.iter().map(|(_, after)| after.start));
        let widest = breaks
            .iter()
            .zip(starts())
            .map(|((before, _), start)| before.end - start)
            .max()
            .unwrap_or(0);
        if widest == 0 || widest > WIDEST {
            return Self { margin: None, widest };
        }
        let (mut full, mut short) = (0, 0);
        for ((before, after), start) in breaks.iter().zip(starts()) {
            let fits = before.end - start + 1 + (after.end - after.start) <= widest;
            let open = !after
                .gap
                .has(Gap::BLANK.with(Gap::PERIOD).with(Gap::COLON).with(Gap::BULLET).with(Gap::SEMICOLON));
            full += u32::from(!fits && open);
            short += u32::from(fits && open);
        }
        Self {
            margin: (full >= 2 && full >= short).then_some(widest),
            widest,
        }
    }

    /// True when the break before token `next`, on a line that began at byte `line_start`, is only the margin.
    pub fn goes_on(&self, buffer: &TextBuffer, line_start: u32, next: usize) -> bool {
        let (before, after) = (&buffer.tokens[next - 1], &buffer.tokens[next]);
        let gap = after.gap;
        if gap.has(Gap::COMMA.with(Gap::AND).with(Gap::SLASH)) && !gap.has(Gap::PERIOD) {
            return true;
        }
        if gap.has(Gap::PERIOD.with(Gap::COLON).with(Gap::SEMICOLON).with(Gap::BULLET).with(Gap::CLOSE)) {
            return false;
        }
        if is_open_ended(buffer.word_of(next - 1)) {
            return true;
        }
        if !after.shape.has(Shape::INITIAL) && is_continuing(buffer.word_of(next)) {
            return true;
        }
        // Nobody stops a long line without a mark and begins the next item with a small letter.
        let long = (before.end - line_start) as usize >= LONG && self.widest <= WIDEST;
        if long && gap.is_plain() && after.shape == Shape::LOWER {
            return true;
        }
        match self.margin {
            Some(margin) => before.end - line_start + 1 + (after.end - after.start) > margin,
            None => false,
        }
    }
}

/// Words after which no item ends.
fn is_open_ended(word: &[u8]) -> bool {
    matches!(
        word,
        b"of"
            | b"in"
            | b"and"
            | b"or"
            | b"the"
            | b"with"
            | b"without"
            | b"a"
            | b"an"
            | b"at"
            | b"on"
            | b"from"
            | b"to"
            | b"no"
            | b"is"
            | b"are"
            | b"both"
            | b"within"
            | b"for"
            | b"by"
    )
}

/// Words with which no item begins.
fn is_continuing(word: &[u8]) -> bool {
    matches!(
        word,
        b"and" | b"or" | b"of" | b"in" | b"within" | b"which" | b"but" | b"involving" | b"including" | b"at"
    )
}

/// The marker at the start of the line that holds byte `word_start`, and the line's indentation in columns.
pub(super) fn marker(text: &str, word_start: u32) -> (Marker, u16) {
    let before = &text.as_bytes()[..word_start as usize];
    let line = before.iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
    let lead = &text[line..word_start as usize];
    let trimmed = lead.trim_start();
    let indent = (lead.len() - trimmed.len()).min(u16::MAX as usize) as u16;
    let marker = match trimmed.chars().find(|c| !matches!(c, '#' | '>')) {
        None => Marker::None,
        Some(';' | ':' | '=') => Marker::Reading,
        Some('-' | '–' | '—' | '*' | '•' | '·' | '●' | '▪' | '+') if !trimmed.starts_with("**") => Marker::Bullet,
        Some('&' | ',' | '/') => Marker::Continues,
        Some(_) => Marker::None,
    };
    (marker, indent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(text: &str) -> (Layout, TextBuffer) {
        let mut buffer = TextBuffer::default();
        buffer.fold(text);
        (Layout::of(&buffer), buffer)
    }

    #[test]
    fn a_margin_is_told_from_a_list() {
        let prose = "There is a small focus of high signal in the\nleft thalamus and another in the pons without\nrestricted diffusion. The ventricles are of\nnormal size for age.";
        assert!(layout(prose).0.margin.is_some());
        let list = "No diffusion restriction\nOld infarct in the left thalamus\nSmall vessel disease in both frontal lobes\nSinusitis";
        assert!(layout(list).0.margin.is_none());
    }

    #[test]
    fn markers() {
        assert_eq!(marker("a\n   ; b", 7), (Marker::Reading, 3));
        assert_eq!(marker("a\n- b", 4), (Marker::Bullet, 0));
        assert_eq!(marker("a\n**b", 4), (Marker::None, 0));
        assert_eq!(marker("a\nb", 2), (Marker::None, 0));
    }
}
