//! The separators and escape characters of a message.

/// The separators and escape characters that a message declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signs {
    pub field: char,
    pub component: char,
    pub repetition: char,
    pub escape: char,
    pub subcomponent: char,
}

impl Signs {
    /// Those of a message or segment that begins like this.
    pub fn of(text: &str) -> Self {
        let mut signs = text.chars().skip(3);
        let field = signs.next().unwrap_or('|');
        let rest: Vec<char> = signs.take_while(|&c| c != field).take(4).collect();
        let at = |n: usize, usual: char| rest.get(n).copied().unwrap_or(usual);
        let escape = at(2, '\\');
        Self {
            field,
            component: at(0, '^'),
            repetition: at(1, '~'),
            escape,
            subcomponent: Some(at(3, '&')).filter(|&c| c != escape).unwrap_or('&'),
        }
    }
}
