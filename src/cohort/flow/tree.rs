//! A tree: what is found splits what was looked at, from the top down.
//!
//! A small tree has each box over the middle of those below it. A wide one would be too small to read: there only the boxes right below the top stand side by
//! side, and all others hang below each other, each further in than the one it comes from.

use super::drawing::{Arrow, Drawing, PAGE, TextBox};
use super::{png, svg};
use crate::error::Error;

/// A box of a small tree.
const WIDTH: f32 = 140.0;
const GAP_ACROSS: f32 = 14.0;
const GAP_DOWN: f32 = 24.0;
/// How much further in a box hangs than the one it comes from.
const INDENT: f32 = 14.0;
/// Between boxes that hang below each other.
const GAP_HANGING: f32 = 8.0;
/// More columns than this have no room for words.
const MOST_COLUMNS: usize = 3;
const MARGIN: f32 = 2.0;
/// Below this level a box of three dots stands for the rest.
const DEEPEST: usize = 16;

/// A tree as a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// A title above, if any.
    pub title: Option<String>,
    /// The top.
    pub root: Node,
}

/// A box with those below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Its lines; the first is bold.
    pub lines: Vec<String>,
    /// The boxes below, from left to right.
    pub children: Vec<Node>,
}

impl Tree {
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

    fn drawing(&self) -> Drawing {
        let root = self.root.cut(0);
        let leaves = root.leaves() as f32;
        let width = 2.0 * MARGIN + leaves * (WIDTH + GAP_ACROSS) - GAP_ACROSS;
        let is_small = width <= PAGE;
        let mut drawing = Drawing::with_title(self.title.as_deref(), if is_small { width } else { PAGE });
        drawing.description = root.description();
        let top = MARGIN + drawing.title_height();
        if is_small {
            let mut next = MARGIN;
            root.place(top, &mut next, &mut drawing);
        } else {
            root.place_columns(top, &mut drawing);
        }
        drawing.height = drawing.boxes.iter().map(TextBox::bottom).fold(0.0, f32::max) + MARGIN;
        drawing
    }
}

impl Node {
    /// The same down to the deepest level that is drawn.
    fn cut(&self, depth: usize) -> Node {
        let children = match depth {
            DEEPEST if !self.children.is_empty() => vec![Node {
                lines: vec!["...".to_owned()],
                children: Vec::new(),
            }],
            _ => self.children.iter().map(|child| child.cut(depth + 1)).collect(),
        };
        Node {
            lines: self.lines.clone(),
            children,
        }
    }

    fn leaves(&self) -> usize {
        self.children.iter().map(Node::leaves).sum::<usize>().max(1)
    }

    /// Places this box over the middle of those below it; `next` is where the next leaf begins. Returns its middle and its top.
    fn place(&self, y: f32, next: &mut f32, drawing: &mut Drawing) -> (f32, f32) {
        let own = TextBox::new(&self.lines, WIDTH, true);
        let below = y + own.height + GAP_DOWN;
        let ends: Vec<(f32, f32)> = self.children.iter().map(|child| child.place(below, next, drawing)).collect();
        let middle = match (ends.first(), ends.last()) {
            (Some((first, _)), Some((last, _))) => (first + last) / 2.0,
            _ => {
                let own = *next + WIDTH / 2.0;
                *next += WIDTH + GAP_ACROSS;
                own
            }
        };
        let own = own.at(middle - WIDTH / 2.0, y);
        fork(&own, &ends, drawing);
        drawing.boxes.push(own);
        (middle, y)
    }

    /// Places this box at the top of the page, those right below it side by side, and what comes from them hanging below.
    fn place_columns(&self, y: f32, drawing: &mut Drawing) {
        let columns = self.children.len();
        let room = PAGE - 2.0 * MARGIN;
        if columns > MOST_COLUMNS {
            self.hang(MARGIN, y, room, drawing);
            return;
        }
        let width = (room + GAP_ACROSS) / columns as f32 - GAP_ACROSS;
        let own = TextBox::new(&self.lines, WIDTH.max(width), true);
        let own = {
            let x = (PAGE - own.width) / 2.0;
            own.at(x, y)
        };
        let below = own.bottom() + GAP_DOWN;
        let mut ends = Vec::new();
        for (at, child) in self.children.iter().enumerate() {
            let x = MARGIN + at as f32 * (width + GAP_ACROSS);
            child.hang(x, below, width, drawing);
            ends.push((x + width / 2.0, below));
        }
        fork(&own, &ends, drawing);
        drawing.boxes.push(own);
    }

    /// Places this box here, those below it under it and further in. Returns the lower edge of all.
    fn hang(&self, x: f32, y: f32, width: f32, drawing: &mut Drawing) -> f32 {
        let own = TextBox::new(&self.lines, width, true).at(x, y);
        let line = x + INDENT / 2.0;
        let mut bottom = own.bottom();
        let mut last = bottom;
        for child in &self.children {
            let top = bottom + GAP_HANGING;
            let (boxes, left) = (drawing.boxes.len(), x + INDENT);
            bottom = child.hang(left, top, width - INDENT, drawing);
            // A box is pushed after what hangs below it.
            let child = drawing.boxes.last().filter(|_| drawing.boxes.len() > boxes);
            last = child.map_or(top, |child| child.y + child.height / 2.0);
            drawing.arrows.push(Arrow {
                from: (line, last),
                to: (left, last),
                head: true,
            });
        }
        if !self.children.is_empty() {
            drawing.arrows.push(Arrow {
                from: (line, own.bottom()),
                to: (line, last),
                head: false,
            });
        }
        drawing.boxes.push(own);
        bottom
    }

    fn description(&self) -> String {
        let mut parts = vec![format!("{}.", self.lines.join(", "))];
        parts.extend(self.children.iter().map(Node::description));
        parts.join(" ")
    }
}

/// The lines from a box to those below it, of which the middle and the top are given.
fn fork(own: &TextBox, ends: &[(f32, f32)], drawing: &mut Drawing) {
    let (Some((first, _)), Some((last, _))) = (ends.first(), ends.last()) else {
        return;
    };
    let fork = own.bottom() + GAP_DOWN / 2.0;
    let lines = [
        ((own.middle(), own.bottom()), (own.middle(), fork)),
        ((*first, fork), (*last, fork)),
    ];
    drawing.arrows.extend(lines.map(|(from, to)| Arrow { from, to, head: false }));
    drawing.arrows.extend(ends.iter().map(|&(x, top)| Arrow {
        from: (x, fork),
        to: (x, top),
        head: true,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(lines: &[&str], children: Vec<Node>) -> Node {
        Node {
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
            children,
        }
    }

    #[test]
    fn each_box_stands_over_the_middle_of_those_below() {
        let leaf = |name: &str| node(&[name, "n = 3"], Vec::new());
        let tree = Tree {
            title: Some("Review".to_owned()),
            root: node(
                &["Reviewed"],
                vec![
                    node(&["Members"], vec![leaf("yes"), leaf("no"), leaf("unsure")]),
                    node(&["Others"], vec![leaf("yes"), leaf("no")]),
                ],
            ),
        };
        let drawing = tree.drawing();
        assert_eq!(drawing.boxes.len(), 8);
        assert!(drawing.boxes.iter().all(|own| own.x >= 0.0 && own.x + own.width <= drawing.width));
        for (at, own) in drawing.boxes.iter().enumerate() {
            for other in &drawing.boxes[at + 1..] {
                let apart =
                    own.x + own.width <= other.x || other.x + other.width <= own.x || own.bottom() <= other.y || other.bottom() <= own.y;
                assert!(apart, "{own:?} {other:?}");
            }
        }
        assert_eq!(drawing.width, PAGE, "five leaves are too many to stand side by side");
        assert!(drawing.boxes.iter().all(TextBox::holds_its_text));
        assert!(tree.png(150).is_ok());
        assert!(Tree::default().svg().contains("</svg>"));
    }

    #[test]
    fn a_tree_of_any_depth_is_drawn() {
        let mut root = node(&["end"], Vec::new());
        for _ in 0..2_000 {
            root = node(&["step"], vec![root]);
        }
        let tree = Tree { title: None, root };
        assert!(tree.svg().contains("step") && !tree.svg().contains(">end<"));
        assert!(tree.svg().contains(">...<"), "what is left out is shown to be");
        // Taken apart from the top, so that dropping it does not go deep.
        let mut node = tree.root;
        while let Some(child) = node.children.pop() {
            node = child;
        }
    }
}
