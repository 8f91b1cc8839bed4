//! What a report's title and the lines on how the study was made say of it.

use super::named::Named;
use crate::document::Document;
use crate::lexicon::Lane;
use crate::structure::Sentence;
use crate::terms::Term;
use crate::vocabulary::{Region, Role};

/// A title has no more words.
const LONGEST: u32 = 16;

/// In a title the modality stands among the first words: "Unenhanced CT of the head".
const OPENING: u32 = 4;

/// No more words stand between the names of a title.
const GAP: u32 = 3;

/// What stands below "Technique:", "Exam:" and the like, and in lines that are nothing but a title.
pub(super) fn parse(doc: &Document<'_>) -> Named {
    let mut named = Named::default();
    let lane = doc.terms.lane(Lane::Study);
    if lane.is_empty() {
        return named;
    }
    for section in doc.sections.iter().filter(|s| s.role == Role::Technique) {
        named.add(
            doc.terms
                .between(Lane::Study, section.body.0, section.body.1)
                .iter()
                .filter(|t| !is_of_another(doc, t)),
        );
    }
    let mut past = 0;
    for term in lane.iter().filter(|t| t.is_modality()) {
        if term.first < past {
            continue;
        }
        let Some(sentence) = doc.sentence_at(term.first) else { continue };
        past = sentence.tokens.1;
        if matches!(sentence.role, Role::Findings | Role::Other) && is_title(doc, sentence) {
            let names = run(doc, sentence);
            // Below what was found a modality alone is as likely a remark ("CT correlation") as the title of a second part.
            let tells =
                names.iter().any(|t| !t.is_modality()) || doc.terms.lane(Lane::Finding).first().is_none_or(|f| term.first < f.first);
            if tells {
                named.add(names);
            }
        }
    }
    named
}

/// The region that a title names: of a sentence that is nothing else, or of the label that one begins with.
pub(super) fn region(doc: &Document<'_>, sentence: &Sentence) -> Option<Region> {
    let (first, end) = sentence.tokens;
    let end = if sentence.value > first { sentence.value } else { end };
    let titled = Sentence {
        tokens: (first, end),
        ..*sentence
    };
    if doc.terms.between(Lane::Study, first, end.min(first + OPENING)).is_empty() || !is_title(doc, &titled) {
        return None;
    }
    let mut named = Named::default();
    named.add(run(doc, &titled));
    named.parts.region(doc.lexicon)
}

/// The names at the beginning of a title, each close behind the one before: "CT of the head and neck".
fn run<'a>(doc: &Document<'a>, sentence: &Sentence) -> &'a [Term] {
    let names = doc.terms.between(Lane::Study, sentence.tokens.0, sentence.tokens.1);
    let apart = names.windows(2).position(|pair| pair[1].first > pair[0].end + GAP);
    &names[..apart.map_or(names.len(), |at| at + 1)]
}

/// True when a sentence is short, opens with a modality and says nothing that was found.
fn is_title(doc: &Document<'_>, sentence: &Sentence) -> bool {
    let (first, end) = sentence.tokens;
    end - first <= LONGEST && opens(doc, sentence).is_some() && doc.terms.between(Lane::Finding, first, end).is_empty()
}

/// The modality that a sentence opens with, as one that speaks of its own study does.
pub(super) fn opens<'a>(doc: &Document<'a>, sentence: &Sentence) -> Option<&'a Term> {
    let (first, end) = sentence.tokens;
    let names = doc.terms.between(Lane::Study, first, end.min(first + OPENING));
    let name = names.iter().find(|t| t.is_modality())?;
    let advised = |cue: &Term| doc.lexicon.cues[cue.entry as usize].makes.removes;
    let own = doc.terms.between(Lane::Cue, first, name.first).is_empty() && !doc.terms.between(Lane::Cue, first, end).iter().any(advised);
    own.then_some(name)
}

/// "Compared with the previous CT": a cue of the past stands right before the name.
fn is_of_another(doc: &Document<'_>, name: &Term) -> bool {
    let first = name.first.saturating_sub(3);
    let before = doc.terms.between(Lane::Cue, first, name.first);
    before.iter().any(|cue| doc.lexicon.cues[cue.entry as usize].makes.tells_own_past())
}
