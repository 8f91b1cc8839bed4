//! A tree: what is found splits what was looked at, from the top down.

use super::drawing::{Arrow, Drawing, LEADING, TextBox};
use super::{png, svg};
use crate::error::Error;

const WIDTH: f32 = 140.0;
const GAP_ACROSS: f32 = 14.0;
const GAP_DOWN: f32 = 24.0;
const MARGIN: f32 = 2.0;
/// Trees that are deeper are cut: no figure has so many levels.
const DEEPEST: usize = 32;

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
    /// The figure as SVG, 170 mm wide at most: wider ones are made smaller.
    pub fn svg(&self) -> String {
        svg::write(&self.drawing())
    }

    /// The figure as PNG, with so many dots an inch.
    ///
    /// # Errors
    /// A picture of more than 100 million dots.
    pub fn png(&self, dpi: u32) -> Result<Vec<u8>, Error> {
        png::write(&self.drawing(), dpi)
    }

    fn drawing(&self) -> Drawing {
        let mut drawing = Drawing {
            title: self.title.clone(),
            description: self.root.description(0),
            ..Drawing::default()
        };
        let top = MARGIN + if self.title.is_some() { LEADING * 2.0 } else { 0.0 };
        let mut next = MARGIN;
        self.root.place(top, 0, &mut next, &mut drawing);
        drawing.width = next - GAP_ACROSS + MARGIN;
        drawing.height = drawing.boxes.iter().map(TextBox::bottom).fold(0.0, f32::max) + MARGIN;
        drawing
    }
}

impl Node {
    /// Places this box over the middle of those below it; `next` is where the next leaf begins. Returns its middle and its top.
    fn place(&self, y: f32, depth: usize, next: &mut f32, drawing: &mut Drawing) -> (f32, f32) {
        let own = TextBox::new(&self.lines, WIDTH, true);
        let below = y + own.height + GAP_DOWN;
        let children = if depth < DEEPEST { &self.children[..] } else { &[] };
        let ends: Vec<(f32, f32)> = children.iter().map(|child| child.place(below, depth + 1, next, drawing)).collect();
        let middle = match (ends.first(), ends.last()) {
            (Some((first, _)), Some((last, _))) => (first + last) / 2.0,
            _ => {
                let own = *next + WIDTH / 2.0;
                *next += WIDTH + GAP_ACROSS;
                own
            }
        };
        let own = own.at(middle - WIDTH / 2.0, y);
        let fork = own.bottom() + GAP_DOWN / 2.0;
        if let (Some((first, _)), Some((last, _))) = (ends.first(), ends.last()) {
            drawing.arrows.extend(
                [((middle, own.bottom()), (middle, fork)), ((*first, fork), (*last, fork))].map(|(from, to)| Arrow {
                    from,
                    to,
                    head: false,
                }),
            );
            drawing.arrows.extend(ends.iter().map(|&(x, top)| Arrow {
                from: (x, fork),
                to: (x, top),
                head: true,
            }));
        }
        drawing.boxes.push(own);
        (middle, y)
    }

    fn description(&self, depth: usize) -> String {
        let mut parts = vec![format!("{}.", self.lines.join(", "))];
        if depth < DEEPEST {
            parts.extend(self.children.iter().map(|child| child.description(depth + 1)));
        }
        parts.join(" ")
    }
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
        for (at, own) in drawing.boxes.iter().enumerate() {
            for other in &drawing.boxes[at + 1..] {
                let apart =
                    own.x + own.width <= other.x || other.x + other.width <= own.x || own.bottom() <= other.y || other.bottom() <= own.y;
                assert!(apart, "{own:?} {other:?}");
            }
        }
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
        assert!(tree.svg().contains("step"));
        // Taken apart from the top, so that dropping it does not go deep.
        let mut node = tree.root;
        while let Some(child) = node.children.pop() {
            node = child;
        }
    }
}
