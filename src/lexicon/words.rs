//! The words of the grammar: English, not medicine.

/// What a word of the grammar does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u16)]
pub enum Word {
    /// Joins the items of a list.
    And,
    /// Joins alternatives.
    Or,
    /// Ends a clause and turns it round.
    But,
    /// Leads to a place.
    In,
    /// Leads to a place and means what lies about it.
    Around,
    /// Leads to what is had or done to it.
    Of,
    /// Leads to what goes along.
    With,
    /// Stands before a noun.
    The,
    /// Stands for something said before.
    This,
    /// Begins a clause of its own.
    There,
    /// A finite verb that links.
    Is,
    /// A finite verb that shows.
    Shows,
    /// A participle that says something was perceived.
    Seen,
    /// Begins a relative clause.
    Which,
    /// Leads to a reason, a time, a comparison: what follows is not a place of the finding.
    Than,
}

/// All words, by what they do.
pub const WORDS: &[(Word, &[&str])] = &[
    (Word::And, &["and", "as well as", "along with", "together with", "plus", "in addition to"]),
    (Word::Or, &["or", "nor", "and or", "versus", "vs"]),
    (
        Word::But,
        &[
            "but", "however", "although", "though", "whereas", "while", "whilst", "except", "except for", "apart from", "aside from",
            "other than", "with the exception of", "yet", "nevertheless", "nonetheless", "otherwise", "because", "despite", "albeit",
            "even though", "notably", "in contrast", "meanwhile", "besides",
        ],
    ),
    (
        Word::In,
        &[
            "in", "within", "at", "on", "over", "along", "throughout", "involving", "affecting", "through", "near",
            "adjacent to", "next to", "abutting", "into", "centred on", "centered on", "centred in", "centered in", "overlying", "underlying",
            "beneath", "under", "above", "below", "beside", "behind", "between", "across", "inside", "including", "from", "to", "extending into",
            "extending to", "extending from", "extending through", "located in", "located at", "situated in", "predominantly in", "especially in",
            "mainly in", "most prominent in", "involved", "involves", "affects", "compressing", "compresses", "effacing", "effaces", "traversing",
            "involvement of", "anterior to", "posterior to", "medial to", "lateral to", "at the level of", "on the level of", "confined to",
            "limited to", "predominating in", "tracking along", "extending along", "spanning", "particularly in", "predominantly involving", "upon",
        ],
    ),
    (Word::Around, &["around", "surrounding", "encircling", "bordering", "lining", "adjacent to"]),
    (Word::Of, &["of", "for"]),
    (Word::With, &["with", "without", "showing", "demonstrating", "containing", "accompanied by", "combined with", "having", "associated with"]),
    (Word::The, &["its", "their", "his", "her"]),
    (Word::This, &["this", "these", "that", "those", "it", "they", "such"]),
    (Word::There, &["there"]),
    (
        Word::Is,
        &[
            "is", "are", "was", "were", "be", "been", "being", "appears", "appear", "appeared", "remains", "remain", "remained", "has", "have", "had", "looks", "look",
            "becomes", "became", "does", "do", "did", "persists", "persist", "may", "might", "could", "can", "cannot", "should", "would", "will", "continues", "continue",
        ],
    ),
    (
        Word::Shows,
        &[
            "shows", "show", "showed", "demonstrates", "demonstrate", "reveals", "reveal", "represents", "represent", "measures", "measure",
            "indicates", "indicate", "suggests", "suggest", "exhibits", "exhibit", "lies", "extends", "extend", "reflects", "reflect", "contains", "causes", "cause",
            "displays", "display", "surrounds", "surround", "confirms", "confirm", "denotes", "denote",
        ],
    ),
    (
        Word::Seen,
        &[
            "seen", "noted", "identified", "present", "evident", "demonstrated", "detected", "appreciated", "observed", "visualised", "visualized", "visible", "found", "shown",
            "depicted", "apparent", "noticed", "recognised", "recognized", "revealed", "reported", "described", "suspected", "encountered", "made out",
        ],
    ),
    (Word::Which, &["which", "who", "whose"]),
    (Word::Than, &["than", "since", "compared to", "compared with", "in comparison with", "in comparison to", "relative to", "when compared"]),
];

/// The word with this entry number.
pub fn word(entry: u16) -> Word {
    WORDS[entry as usize].0
}
