//! A flow diagram: boxes down a trunk, and at the side of each arrow what was excluded there.

use super::drawing::{Arrow, Drawing, PAGE, TextBox};
use super::{png, svg};
use crate::error::Error;

/// The width of the trunk, and of the boxes at its side.
const TRUNK: f32 = 232.0;
const SIDE: f32 = 222.0;
/// Between boxes down the trunk, at least.
const GAP: f32 = 20.0;
/// Between boxes at the side.
const SIDE_GAP: f32 = 8.0;
/// Above and below, so that lines are not cut.
const MARGIN: f32 = 2.0;

/// A flow diagram.
///
/// ```
/// use radsift::cohort::flow::{Flow, FlowBox};
///
/// let flow = Flow {
///     title: None,
///     boxes: vec![
///         FlowBox::new(["Reports read", "n = 5,168 of 1,995 persons"]),
///         FlowBox::new(["Index events", "n = 1,227"]).after(["No index event (n = 768 persons)"]),
///     ],
/// };
/// assert!(flow.svg().starts_with("<svg"));
/// assert!(flow.png(300)?.starts_with(b"\x89PNG"));
/// # Ok::<(), radsift::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// A title above, if any.
    pub title: Option<String>,
    /// The boxes of the trunk, from the top.
    pub boxes: Vec<FlowBox>,
}

/// A box of the trunk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowBox {
    /// Its lines; the first is bold.
    pub lines: Vec<String>,
    /// The boxes beside the arrow that leads to it, each with its lines. No arrow leads to the first box: those of it stand above, at the side.
    pub excluded: Vec<Vec<String>>,
}

impl FlowBox {
    /// A box with these lines.
    pub fn new<L: Into<String>>(lines: impl IntoIterator<Item = L>) -> Self {
        Self {
            lines: lines.into_iter().map(Into::into).collect(),
            excluded: Vec::new(),
        }
    }

    /// The same with one more box beside the arrow that leads to it.
    pub fn after<L: Into<String>>(mut self, lines: impl IntoIterator<Item = L>) -> Self {
        self.excluded.push(lines.into_iter().map(Into::into).collect());
        self
    }
}

impl Flow {
    /// The figure as SVG, 170 mm wide at most.
    pub fn svg(&self) -> String {
        svg::write(&self.drawing())
    }

    /// The figure as PNG, with so many dots an inch.
    ///
    /// # Errors
    /// A picture of more than 40 million dots.
    pub fn png(&self, dpi: u32) -> Result<Vec<u8>, Error> {
        png::write(&self.drawing(), dpi)
    }

    pub(super) fn drawing(&self) -> Drawing {
        let has_side = self.boxes.iter().any(|own| !own.excluded.is_empty());
        let width = if has_side { PAGE } else { TRUNK + 2.0 * MARGIN };
        let mut drawing = Drawing::with_title(self.title.as_deref(), width);
        drawing.description = self.description();
        let mut y = MARGIN + drawing.title_height();
        for (number, own) in self.boxes.iter().enumerate() {
            let start = y;
            if number > 0 {
                y += GAP / 2.0;
            }
            for lines in &own.excluded {
                let side = TextBox::new(lines, SIDE, false).at(PAGE - SIDE - MARGIN, y);
                let middle = side.y + side.height / 2.0;
                if number > 0 {
                    drawing.arrows.push(Arrow {
                        from: (MARGIN + TRUNK / 2.0, middle),
                        to: (side.x, middle),
                        head: true,
                    });
                }
                y = side.bottom() + SIDE_GAP;
                drawing.boxes.push(side);
            }
            y = if own.excluded.is_empty() { y } else { y - SIDE_GAP };
            y = match number {
                0 if own.excluded.is_empty() => y,
                0 => y + GAP / 2.0,
                _ => (y + GAP / 2.0).max(start + GAP),
            };
            let own = TextBox::new(&own.lines, TRUNK, true).at(MARGIN, y);
            if number > 0 {
                drawing.arrows.push(Arrow {
                    from: (own.middle(), start),
                    to: (own.middle(), own.y),
                    head: true,
                });
            }
            y = own.bottom();
            drawing.boxes.push(own);
        }
        drawing.height = y + MARGIN;
        drawing
    }

    fn description(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        for own in &self.boxes {
            parts.extend(own.excluded.iter().map(|lines| format!("Excluded: {}.", lines.join(", "))));
            parts.push(format!("{}.", own.lines.join(", ")));
        }
        parts.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cohort::flow::drawing::TITLE_SIZE;
    use crate::cohort::flow::measure::width;
    use proptest::prelude::*;

    fn overlap(a: &TextBox, b: &TextBox) -> bool {
        a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.bottom() && b.y < a.bottom()
    }

    proptest! {
        #[test]
        fn nothing_overlaps_and_all_text_fits(
            boxes in prop::collection::vec((prop::collection::vec(".{0,80}", 0..4), prop::collection::vec(prop::collection::vec(".{0,120}", 0..3), 0..4)), 0..12),
            title in prop::option::of(".{0,200}"),
        ) {
            let boxes = boxes.into_iter().map(|(lines, excluded)| FlowBox { lines, excluded }).collect();
            let flow = Flow { title, boxes };
            let drawing = flow.drawing();
            for (at, own) in drawing.boxes.iter().enumerate() {
                prop_assert!(own.holds_its_text(), "{own:?}");
                prop_assert!(own.x >= 0.0 && own.x + own.width <= drawing.width && own.bottom() <= drawing.height);
                for other in &drawing.boxes[at + 1..] {
                    prop_assert!(!overlap(own, other), "{own:?} {other:?}");
                }
            }
            prop_assert!(drawing.title.iter().all(|line| line.chars().count() < 2 || width(line, TITLE_SIZE, true) <= drawing.width));
            prop_assert!(resvg::usvg::Tree::from_str(&flow.svg(), &resvg::usvg::Options::default()).is_ok());
        }
    }

    #[test]
    fn a_figure_of_forty_boxes_and_of_none() {
        let many = Flow {
            title: Some("All".to_owned()),
            boxes: (0..40)
                .map(|n| FlowBox::new([format!("Step {n}")]).after(["x ".repeat(3_000)]))
                .collect(),
        };
        assert!(many.svg().len() > 10_000);
        assert!(many.png(1_200).unwrap_err().to_string().contains("dots"));
        assert!(Flow::default().png(300).is_ok());
    }

    #[test]
    fn no_arrow_leads_to_the_first_box() {
        let flow = Flow {
            title: None,
            boxes: vec![FlowBox::new(["A"]).after(["B"])],
        };
        let drawing = flow.drawing();
        assert_eq!((drawing.boxes.len(), drawing.arrows.len()), (2, 0));
    }

    #[test]
    fn a_small_figure() {
        let flow = Flow {
            title: None,
            boxes: vec![
                FlowBox::new(["Reports read", "n = 20 & more"]),
                FlowBox::new(["Cohort", "n = <5"]).after(["Not in it", "\"n\" = 16\u{0}"]),
            ],
        };
        insta::assert_snapshot!(flow.svg());
        assert_eq!(flow.png(150).unwrap(), flow.png(150).unwrap());
    }
}
