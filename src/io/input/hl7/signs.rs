//! The separators and escape characters of a message.

use memchr::memchr;

/// The separators and escape characters that a message declares. All are ASCII: other characters do not begin a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signs {
    pub field: u8,
    pub component: u8,
    pub repetition: u8,
    pub escape: u8,
    pub subcomponent: u8,
}

impl Signs {
    /// Those of a message or segment that begins like this.
    pub fn of(text: &[u8]) -> Self {
        let field = text.get(3).copied().filter(u8::is_ascii).unwrap_or(b'|');
        let rest = text.get(4..).unwrap_or_default();
        let rest = &rest[..rest.iter().take(4).take_while(|&&b| b != field && b.is_ascii()).count()];
        let at = |n: usize, usual: u8| rest.get(n).copied().unwrap_or(usual);
        let escape = at(2, b'\\');
        Self {
            field,
            component: at(0, b'^'),
            repetition: at(1, b'~'),
            escape,
            subcomponent: Some(at(3, b'&')).filter(|&sign| sign != escape).unwrap_or(b'&'),
        }
    }
}

/// The parts of `text` between a sign, which is ASCII.
pub(super) fn parts(text: &str, sign: u8) -> Parts<'_> {
    Parts { rest: Some(text), sign }
}

/// See [`parts`]. Quicker than the library's split by a character, which is made for long distances.
pub(super) struct Parts<'t> {
    rest: Option<&'t str>,
    sign: u8,
}

impl<'t> Iterator for Parts<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let rest = self.rest?;
        match memchr(self.sign, rest.as_bytes()) {
            Some(at) => {
                self.rest = Some(&rest[at + 1..]);
                Some(&rest[..at])
            }
            None => self.rest.take(),
        }
    }
}
