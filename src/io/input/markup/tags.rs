//! Finds HTML tags one after the other, in time that is linear in the length of the text: an end that is missing is searched for only once.

/// A tag: its name in lower case, empty for a comment or declaration, and whether it is an end tag.
pub(super) struct Tag {
    pub name: String,
    pub closes: bool,
}

/// Finds the tags of a text from its beginning to its end.
pub(super) struct Scanner<'t> {
    pub text: &'t str,
    remark_ends: Ends,
    declaration_ends: Ends,
    /// The number of bytes that were examined for the ends of tags.
    #[cfg(test)]
    pub looked_at: usize,
}

/// The next occurrence of a string, remembered from one search to the next.
struct Ends {
    mark: &'static str,
    /// The last result, or the end of the text when nothing was found. It is valid for every search from `from` on that begins before it.
    found: Option<usize>,
    from: usize,
}

impl Ends {
    fn new(mark: &'static str) -> Self {
        Self {
            mark,
            found: None,
            from: 0,
        }
    }

    /// The first occurrence of `mark` from `from` on, and the number of bytes that had to be examined.
    fn after(&mut self, text: &str, from: usize) -> (Option<usize>, usize) {
        let known = self.found.filter(|found| (self.from..=*found).contains(&from));
        let looked_at = if known.is_none() {
            let at = text[from..].find(self.mark).map_or(text.len(), |n| from + n);
            (self.found, self.from) = (Some(at), from);
            at - from
        } else {
            0
        };
        (self.found.filter(|at| *at < text.len()), looked_at)
    }
}

impl<'t> Scanner<'t> {
    /// Creates a scanner of `text`.
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            remark_ends: Ends::new("-->"),
            declaration_ends: Ends::new(">"),
            #[cfg(test)]
            looked_at: 0,
        }
    }

    /// The tag or comment that begins with the `<` at `at`, and the position after it; `None` for a `<` that is text ("< 5 mm").
    pub fn tag(&mut self, at: usize) -> Option<(Tag, usize)> {
        let inside = &self.text[at + 1..];
        let nameless = |end| {
            let name = String::new();
            (Tag { name, closes: false }, end)
        };
        if inside.starts_with("!--") {
            let (end, looked_at) = self.remark_ends.after(self.text, at + 4);
            self.count(looked_at);
            return end.map(|end| nameless(end + 3));
        }
        if inside.starts_with(['!', '?']) {
            let (end, looked_at) = self.declaration_ends.after(self.text, at + 1);
            self.count(looked_at);
            return end.map(|end| nameless(end + 1));
        }
        let (tag, end, looked_at) = named(inside);
        self.count(looked_at);
        tag.map(|tag| (tag, at + 1 + end))
    }

    /// The position after the end tag of the element `name`, from `from` on.
    pub fn after_closing(&mut self, from: usize, name: &str) -> Option<usize> {
        let mut at = from;
        while let Some(found) = self.text[at..].find("</").map(|n| at + n) {
            self.count(found + 2 - at);
            match self.tag(found) {
                Some((tag, after)) if tag.name == name => return Some(after),
                _ => at = found + 2,
            }
        }
        self.count(self.text.len() - at);
        None
    }

    #[cfg(test)]
    fn count(&mut self, bytes: usize) {
        self.looked_at += bytes;
    }

    #[cfg(not(test))]
    fn count(&mut self, _: usize) {}
}

/// The tag whose `<` is before `inside`, if it is one, its end, and the number of bytes examined. An open quote
/// hides everything in it; still no byte is examined for more than three tags, because each `<` outside quotes ends the tag before it.
fn named(inside: &str) -> (Option<Tag>, usize, usize) {
    let closes = inside.starts_with('/');
    let start = usize::from(closes);
    let letters = inside[start..]
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b':')
        .count();
    let (name, rest) = inside[start..].split_at(letters);
    let bounded =
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
    if !bounded {
        return (None, 0, start + letters);
    }
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        let end = start + letters + at + 1;
        match (quote, byte) {
            (None, b'>') => {
                let name = name.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
                return (Some(Tag { name, closes }), end, end);
            }
            // Another tag begins: this one is text.
            (None, b'<') => return (None, 0, end),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => (),
        }
    }
    (None, 0, inside.len())
}
