//! The words of Rust source: identifiers, string literals and the signs between them, without comments and without tests.
#![allow(dead_code, reason = "each test file uses its own part")]

/// A piece of source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// An identifier, a keyword or a number.
    Word(String),
    /// What stands between the quotes of a string literal.
    Text(String),
    /// Anything else that is no space.
    Sign(char),
}

/// A token and its line, from 1.
#[derive(Clone, Debug)]
pub struct Located {
    pub token: Token,
    pub line: usize,
}

impl Located {
    pub fn is(&self, sign: char) -> bool {
        self.token == Token::Sign(sign)
    }

    pub fn word(&self) -> Option<&str> {
        match &self.token {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// The tokens of a file without what only tests see: every item below `#[cfg(test)]`.
pub fn tokens(source: &str) -> Vec<Located> {
    let mut all = Scanner::new(source).all();
    while let Some(start) = all.windows(7).position(is_cfg_test) {
        let end = item_end(&all, start + 7);
        all.drain(start..end);
    }
    all
}

/// `#[cfg(test)]`
fn is_cfg_test(tokens: &[Located]) -> bool {
    let signs = [(0, '#'), (1, '['), (3, '('), (5, ')'), (6, ']')];
    signs.iter().all(|&(at, sign)| tokens[at].is(sign)) && tokens[2].word() == Some("cfg") && tokens[4].word() == Some("test")
}

/// One past the item that begins at `at`: its `;`, or the bracket that closes it.
fn item_end(tokens: &[Located], at: usize) -> usize {
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate().skip(at) {
        match token.token {
            Token::Sign('{' | '(' | '[') => depth += 1,
            Token::Sign('}') if depth == 1 => return index + 1,
            Token::Sign('}' | ')' | ']') => depth -= 1,
            Token::Sign(';') if depth == 0 => return index + 1,
            _ => {}
        }
    }
    tokens.len()
}

struct Scanner<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Scanner<'a> {
    fn new(source: &'a str) -> Self {
        Self { rest: source, line: 1 }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.matches('\n').count();
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        self.take(self.rest.find(|c| !fits(c)).unwrap_or(self.rest.len()))
    }

    fn all(mut self) -> Vec<Located> {
        let mut out = Vec::new();
        while let Some(c) = self.rest.chars().next() {
            let line = self.line;
            if let Some(token) = self.next(c) {
                out.push(Located { token, line });
            }
        }
        out
    }

    fn next(&mut self, c: char) -> Option<Token> {
        let rest = self.rest;
        if rest.starts_with("//") {
            self.take_while(|c| c != '\n');
            return None;
        }
        if rest.starts_with("/*") {
            self.take(rest.find("*/").map_or(rest.len(), |end| end + 2));
            return None;
        }
        if let Some(text) = self.literal() {
            return Some(Token::Text(text));
        }
        if c == '\'' {
            return self.quoted_char();
        }
        if c.is_alphanumeric() || c == '_' {
            return Some(Token::Word(self.take_while(|c| c.is_alphanumeric() || c == '_').to_owned()));
        }
        self.take(c.len_utf8());
        (!c.is_whitespace()).then_some(Token::Sign(c))
    }

    /// A string literal at this place: `"..."`, `b"..."`, `r#"..."#`.
    fn literal(&mut self) -> Option<String> {
        let rest = self.rest;
        let after_b = rest.strip_prefix(['b', 'c']).unwrap_or(rest);
        let after_r = after_b.strip_prefix('r').unwrap_or(after_b);
        let raw = after_r.len() < after_b.len();
        let hashes = if raw {
            after_r.len() - after_r.trim_start_matches('#').len()
        } else {
            0
        };
        let body = after_r[hashes..].strip_prefix('"')?;
        self.take(rest.len() - body.len());
        let end = if raw {
            body.find(&format!("\"{}", "#".repeat(hashes))).unwrap_or(body.len())
        } else {
            let mut escaped = false;
            body.find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            })
            .unwrap_or(body.len())
        };
        let text = if raw {
            self.take(end).to_owned()
        } else {
            self.take(end).replace("\\n", " ").replace("\\t", " ")
        };
        self.take((1 + hashes).min(self.rest.len()));
        Some(text)
    }

    /// A character literal, which is passed over, or the mark of a lifetime.
    fn quoted_char(&mut self) -> Option<Token> {
        let mut chars = self.rest.char_indices().skip(1);
        let (_, first) = chars.next()?;
        let end = match first {
            '\\' => self.rest[3..].find('\'').map(|at| at + 4),
            _ => chars.next().filter(|(_, c)| *c == '\'').map(|(at, _)| at + 1),
        };
        self.take(end.unwrap_or(1));
        None
    }
}
