//! A sentence with slots.

/// A piece of a sentence.
#[derive(Debug)]
pub(in super::super) enum Part {
    /// Words as they are.
    Text(String),
    /// The finding with its indefinite article, and a word before it.
    A(Option<String>),
    /// The finding without article.
    Noun,
    /// The finding with "the".
    The,
    /// A verb that agrees with the finding: one, and many.
    Verb([&'static str; 2]),
    /// Where, with a preposition.
    In,
    /// Where, without one.
    At,
    /// The place as the subject.
    Site,
    /// A verb that agrees with the place.
    Shows,
    /// How large.
    Size,
    /// The change of size.
    Now,
    /// The size as a number, now and before.
    Number,
    /// The size before.
    Before,
    /// Several findings.
    List,
    /// Any other value by its name.
    Value(String),
}

/// A sentence with slots.
#[derive(Debug)]
pub(in super::super) struct Template {
    pub parts: Vec<Part>,
    /// It makes sense only where there is a place.
    pub needs_site: bool,
}

impl Template {
    /// Reads `There {is} {a}{in}.`
    pub fn parse(text: &str) -> Self {
        let mut parts = Vec::new();
        for (index, piece) in text.split(['{', '}']).enumerate() {
            if index % 2 == 1 {
                parts.push(slot(piece));
            } else if !piece.is_empty() {
                parts.push(Part::Text(piece.to_owned()));
            }
        }
        let needs_site = parts.iter().any(|part| matches!(part, Part::Site));
        Self { parts, needs_site }
    }
}

fn slot(name: &str) -> Part {
    match name {
        "a" => Part::A(None),
        "noun" => Part::Noun,
        "the" => Part::The,
        "is" => Part::Verb(["is", "are"]),
        "has" => Part::Verb(["has", "have"]),
        "in" => Part::In,
        "at" => Part::At,
        "site" => Part::Site,
        "shows" => Part::Shows,
        "size" => Part::Size,
        "now" => Part::Now,
        "n" => Part::Number,
        "p" => Part::Before,
        "list" => Part::List,
        _ => match name.strip_prefix("a ") {
            Some(word) => Part::A(Some(word.to_owned())),
            None => Part::Value(name.to_owned()),
        },
    }
}
