//! Finds entries and examples in their files.

/// The line, from 1, of the example `text` of the entry `id`; the line of the entry when the text is not found as written.
pub(super) fn find_line(file: &str, id: &str, text: &str) -> usize {
    let entry = entry_start(file, "id", id);
    let written = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
        .replace('\t', "\\t");
    let at = if written.is_empty() {
        None
    } else {
        file[entry..].find(&written).or_else(|| file[entry..].find(text))
    };
    line_of(file, entry + at.unwrap_or(0))
}

/// The line, from 1, of a byte offset.
pub(super) fn line_of(file: &str, at: usize) -> usize {
    file[..at].matches('\n').count() + 1
}

/// The offset of the line `<key> = "<value>"`, or 0 when there is none.
pub(super) fn entry_start(file: &str, key: &str, value: &str) -> usize {
    let quoted = format!("\"{value}\"");
    let mut start = 0;
    for line in file.split_inclusive('\n') {
        let written = line
            .trim_start()
            .strip_prefix(key)
            .map(str::trim_start)
            .and_then(|rest| rest.strip_prefix('='));
        if written.is_some_and(|v| v.trim_start().starts_with(&quoted)) {
            return start;
        }
        start += line.len();
    }
    0
}

/// The table that contains the byte `at`: from its `[[...]]` line to the next table.
pub(super) fn entry_source(file: &str, at: usize) -> &str {
    let start = if file[at..].starts_with("[[") {
        at
    } else {
        file[..at].rfind("[[").unwrap_or(0)
    };
    let body = file[at..].find("\n[[").map_or(file.len(), |end| at + end);
    file[start..body].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "[[x]]\nid = \"a\"\nexamples = [\"One\\ntwo.\"]\n[[x]]\nid   = \"b\"\nexamples = [\n  \"One\\ntwo.\",\n]\n";

    #[test]
    fn an_example_is_found_below_its_own_entry() {
        assert_eq!(find_line(FILE, "a", "One\ntwo."), 3);
        assert_eq!(find_line(FILE, "b", "One\ntwo."), 7);
        assert_eq!(find_line(FILE, "b", "Three."), 5);
    }

    #[test]
    fn an_entry_ends_where_the_next_begins() {
        assert_eq!(
            entry_source(FILE, entry_start(FILE, "id", "a")),
            "[[x]]\nid = \"a\"\nexamples = [\"One\\ntwo.\"]"
        );
        assert!(entry_source(FILE, entry_start(FILE, "id", "b")).starts_with("[[x]]\nid   = \"b\""));
    }
}
