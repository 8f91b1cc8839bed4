//! Comments between keys and values.

use toml_edit::RawString;

/// The text between two items: a trailing comment of the first, if any, and the lines above the second.
pub(super) struct Between {
    /// A comment at the end of the line of the item before.
    pub behind: Option<String>,
    /// Comments on lines of their own; an empty string stands for one or more blank lines.
    pub above: Vec<String>,
}

impl Between {
    /// Splits the text between two items. `own_line`: the text begins on a new line.
    pub fn of(raw: Option<&RawString>, own_line: bool) -> Self {
        let text = raw.and_then(RawString::as_str).unwrap_or_default();
        let mut lines = text.split('\n').map(str::trim).peekable();
        let mut behind = None;
        if !own_line {
            behind = lines.next().filter(|line| line.starts_with('#')).map(str::to_owned);
        }
        let mut above: Vec<String> = Vec::new();
        for line in lines {
            let blank_again = line.is_empty() && above.last().is_none_or(String::is_empty);
            if !blank_again {
                above.push(line.to_owned());
            }
        }
        // The text after the last line break is the indentation of the second item, not a blank line.
        if text.ends_with('\n') || text.rsplit('\n').next().is_some_and(|rest| rest.trim().is_empty()) {
            let blank_line = text.trim_end_matches([' ', '\t']).ends_with("\n\n") || text.trim_end_matches([' ', '\t']) == "\n";
            if !blank_line && above.last().is_some_and(String::is_empty) {
                above.pop();
            }
        }
        Self { behind, above }
    }

    /// The lines above without the blank ones.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.above.iter().map(String::as_str).filter(|line| !line.is_empty())
    }

    /// True when there is no comment.
    pub fn is_empty(&self) -> bool {
        self.behind.is_none() && self.lines().next().is_none()
    }
}

/// The number of comments in a lexicon file. A `#` inside a string is not a comment.
pub(super) fn count(text: &str) -> usize {
    let mut count = 0;
    let mut quote = None;
    let mut escaped = false;
    let mut comment = false;
    for c in text.chars() {
        match (c, quote) {
            ('\n', _) => {
                (comment, quote) = (false, None);
            }
            _ if comment => {}
            ('#', None) => {
                comment = true;
                count += 1;
            }
            ('"' | '\'', None) => quote = Some(c),
            (_, Some('"')) if escaped => {}
            (_, Some(open)) if open == c => quote = None,
            _ => {}
        }
        escaped = c == '\\' && !escaped && quote == Some('"');
    }
    count
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn comments_are_counted_outside_of_words() {
        assert_eq!(count("# one\na = \"# none\" # two\nb = ['#', \"\\\"#\"] # three\n"), 3);
    }
}
