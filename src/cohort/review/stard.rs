//! The flow of a review, as the STARD statement asks for it (Bossuyt and others 2015, BMJ 351:h5527): from all cases over the result of the rules to the decision
//! of the reader.

use super::estimates::{Counts, Estimated};
use super::stratum::Stratum;
use serde::Serialize;

/// A box of the flow and those that come from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    /// What stands in the box.
    pub lines: Vec<String>,
    /// The boxes that come from it.
    pub children: Vec<Node>,
}

impl Node {
    fn new(lines: impl IntoIterator<Item = String>, children: Vec<Node>) -> Self {
        Self {
            lines: lines.into_iter().collect(),
            children,
        }
    }

    /// The flow as text, with the boxes as an indented tree.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.add(&mut out, "", "");
        out
    }

    fn add(&self, out: &mut String, first: &str, rest: &str) {
        for (number, line) in self.lines.iter().enumerate() {
            out.push_str(if number == 0 { first } else { rest });
            out.push_str(if number == 0 || self.children.is_empty() { "" } else { "|  " });
            out.push_str(line);
            out.push('\n');
        }
        for (number, child) in self.children.iter().enumerate() {
            let is_last = number + 1 == self.children.len();
            child.add(
                out,
                &format!("{rest}+- "),
                &format!("{rest}{}", if is_last { "   " } else { "|  " }),
            );
        }
    }
}

/// The flow of one reader.
pub(super) fn flow(cohort: &str, reader: &str, strata: &[Estimated]) -> Node {
    let total = |wanted: &dyn Fn(Stratum) -> bool| {
        let rows = strata.iter().filter(|row| wanted(row.row.stratum));
        rows.fold((0, 0, Counts::default()), |(cases, drawn, counts), row| {
            let sum = Counts {
                yes: counts.yes + row.counts.yes,
                no: counts.no + row.counts.no,
                unsure: counts.unsure + row.counts.unsure,
                open: counts.open + row.counts.open,
            };
            (cases + row.row.cases, drawn + row.row.drawn, sum)
        })
    };
    let arm = |title: &str, cases: u64, drawn: u64, counts: Counts, [yes, no]: [&str; 2]| {
        let leaf = |title: &str, count: u64| Node::new([format!("{title}: {count}")], Vec::new());
        let mut ends = vec![leaf(yes, counts.yes), leaf(no, counts.no)];
        if counts.unsure > 0 {
            ends.push(leaf("unsure", counts.unsure));
        }
        let left = cases - drawn;
        let decided = counts.yes + counts.no + counts.unsure;
        let reviewed = Node::new([format!("reviewed by {reader}: {decided}")], ends);
        let mut children = vec![Node::new([format!("not drawn: {left}")], Vec::new())];
        if counts.open > 0 {
            children.push(Node::new([format!("drawn, not decided: {}", counts.open)], Vec::new()));
        }
        children.push(reviewed);
        Node::new([format!("{title}: {cases}")], children)
    };
    let (members, members_drawn, of_members) = total(&|stratum| stratum == Stratum::Member);
    let (others, others_drawn, of_others) = total(&|stratum| stratum != Stratum::Member);
    let strata = strata.iter().filter(|row| row.row.stratum != Stratum::Member);
    let strata: Vec<String> = strata
        .map(|row| {
            format!(
                "of stratum {}: {} ({} drawn)",
                row.row.stratum.as_str(),
                row.row.cases,
                row.row.drawn
            )
        })
        .collect();
    let mut negative = arm(
        "rules: not in the cohort",
        others,
        others_drawn,
        of_others,
        ["belongs to the cohort (false negative)", "does not (true negative)"],
    );
    negative.lines.extend(strata);
    Node::new(
        [format!("cases judged for {cohort}: {}", members + others)],
        vec![
            arm(
                "rules: in the cohort",
                members,
                members_drawn,
                of_members,
                ["belongs to the cohort (true positive)", "does not (false positive)"],
            ),
            negative,
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_is_an_indented_tree() {
        let leaf = |line: &str| Node::new([line.to_owned()], Vec::new());
        let branch = Node::new(["b".to_owned(), "more".to_owned()], vec![leaf("c"), leaf("d")]);
        let tree = Node::new(["a".to_owned()], vec![branch, leaf("e")]);
        assert_eq!(tree.text(), "a\n+- b\n|  |  more\n|  +- c\n|  +- d\n+- e\n");
    }
}
