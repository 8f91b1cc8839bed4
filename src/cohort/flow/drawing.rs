//! A figure as boxes and arrows.

#[cfg(test)]
use super::measure::width;
use super::measure::wrap;

/// The size of text in points.
pub(super) const SIZE: f32 = 8.5;
/// From line to line.
pub(super) const LEADING: f32 = 11.0;
/// Between a box and its text.
const PADDING: f32 = 6.0;
/// The widest that figures of journals are, in points: 170 mm.
pub(super) const PAGE: f32 = 481.8;
/// The size of the title, and from line to line of it.
pub(super) const TITLE_SIZE: f32 = 10.0;
pub(super) const TITLE_LEADING: f32 = 13.0;

/// A laid-out figure, in points.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Drawing {
    pub width: f32,
    pub height: f32,
    /// The lines of the title.
    pub title: Vec<String>,
    /// What the figure says, for those who do not see it.
    pub description: String,
    pub boxes: Vec<TextBox>,
    pub arrows: Vec<Arrow>,
}

/// A box with lines of text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TextBox {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub lines: Vec<Line>,
}

/// A line of text, left at the padding of its box.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub text: String,
    pub bold: bool,
}

/// A line with an arrow head at its end.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Arrow {
    pub from: (f32, f32),
    pub to: (f32, f32),
    pub head: bool,
}

impl Drawing {
    /// A figure of this width without boxes yet, its title broken into lines.
    pub fn with_title(title: Option<&str>, width: f32) -> Self {
        Self {
            width,
            title: title.map_or_else(Vec::new, |title| wrap(title, TITLE_SIZE, true, width - 4.0)),
            ..Self::default()
        }
    }

    /// How far below the upper edge boxes may begin.
    pub fn title_height(&self) -> f32 {
        let lines = self.title.len() as f32;
        if lines > 0.0 { lines * TITLE_LEADING + LEADING } else { 0.0 }
    }
}

impl TextBox {
    /// A box of this width at the origin, as high as its lines need. The first line is bold where `heading` says so.
    pub fn new(lines: &[String], width: f32, heading: bool) -> Self {
        let mut all = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            let bold = heading && number == 0;
            let broken = wrap(line, SIZE, bold, width - 2.0 * PADDING);
            all.extend(broken.into_iter().map(|text| Line { text, bold }));
        }
        Self {
            x: 0.0,
            y: 0.0,
            width,
            height: all.len() as f32 * LEADING + 2.0 * PADDING,
            lines: all,
        }
    }

    /// The same box at another place.
    pub fn at(mut self, x: f32, y: f32) -> Self {
        (self.x, self.y) = (x, y);
        self
    }

    /// The middle, from left to right.
    pub fn middle(&self) -> f32 {
        self.x + self.width / 2.0
    }

    /// The lower edge.
    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// Where each line of text begins: its left end on the base line.
    pub fn base_lines(&self) -> impl Iterator<Item = (f32, f32, &Line)> {
        let first = self.y + PADDING + SIZE * 0.85;
        let lines = self.lines.iter().enumerate();
        lines.map(move |(number, line)| (self.x + PADDING, first + number as f32 * LEADING, line))
    }

    /// True when all text fits.
    #[cfg(test)]
    pub fn holds_its_text(&self) -> bool {
        let right = self.x + self.width - PADDING;
        self.base_lines().all(|(x, y, line)| {
            // A character that is wider than the box cannot be helped.
            let wide = line.text.chars().count() > 1;
            (!wide || x + width(&line.text, SIZE, line.bold) <= right + 0.01) && y <= self.bottom()
        })
    }
}
