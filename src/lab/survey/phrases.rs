//! Maps the postings that a scan finds to the phrases as written.

use crate::lexicon::{Lane, Lexicon, Note, Posting};

/// The phrase of each posting of a lexicon.
#[derive(Debug)]
pub struct Phrases {
    /// A single word has a copy of its postings for each of its forms: for each posting, its original, or itself.
    origin: Vec<u32>,
    /// For each posting that is not a copy, the index of its phrase in [`Lexicon::texts`].
    text: Vec<u32>,
}

impl Phrases {
    /// The phrases of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let count = lexicon.postings.len();
        let mut phrases = Self {
            origin: (0..count as u32).collect(),
            text: vec![u32::MAX; count],
        };
        for (index, text) in lexicon.texts.iter().enumerate() {
            for own in text.postings.0..text.postings.1 {
                phrases.text[own as usize] = index as u32;
            }
            if text.text.contains(' ') {
                continue;
            }
            let endings = if text.open { &["", "s", "es"][..] } else { &[""] };
            for ending in endings {
                let word = [text.text, ending].concat();
                let copies = lexicon.vocabulary.code(word.as_bytes(), 0, word.len()).postings;
                for copy in copies.0..copies.1 {
                    let same = |own: &u32| key(&lexicon.postings[*own as usize]) == key(&lexicon.postings[copy as usize]);
                    if let Some(own) = (text.postings.0..text.postings.1).find(same) {
                        phrases.origin[copy as usize] = own;
                    }
                }
            }
        }
        phrases
    }

    /// The original of this posting, or itself.
    pub fn origin(&self, posting: u32) -> u32 {
        self.origin[posting as usize]
    }

    /// The words of the phrase of a posting, as in folded text.
    pub fn text<'l>(&self, lexicon: &'l Lexicon, posting: u32) -> &'l str {
        let index = self.text[self.origin(posting) as usize];
        lexicon.texts.get(index as usize).map_or("", |t| t.text)
    }

    /// The postings that are not copies.
    pub fn originals<'l>(&self, lexicon: &'l Lexicon) -> impl Iterator<Item = (u32, &'l Posting)> {
        let end = lexicon.texts.last().map_or(0, |t| t.postings.1);
        (0..end).zip(&lexicon.postings)
    }
}

fn key(posting: &Posting) -> (Lane, u16, Note, u32) {
    (posting.lane, posting.entry, posting.note, posting.exact)
}

/// The name of an entry: `finding/<id>`, for an attribute its value. Empty for lanes whose entries have no id.
pub(super) fn entry_name(lexicon: &Lexicon, lane: Lane, entry: u16) -> String {
    let index = entry as usize;
    match lane {
        Lane::Finding => format!("finding/{}", lexicon.findings[index].id),
        Lane::Part => format!("part/{}", lexicon.parts[index]),
        Lane::Site => format!("site/{}", lexicon.sites[index].id),
        Lane::Attribute => format!("attribute/{}", lexicon.attributes[index].value),
        Lane::Cue => format!("cue/{}", lexicon.cues[index].id),
        Lane::Section => format!("section/{}", lexicon.sections[index].id),
        Lane::Word | Lane::Grade | Lane::Study | Lane::Class | Lane::Statement => String::new(),
    }
}
