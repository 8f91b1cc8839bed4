//! What an archive says about a lexicon, with a small lexicon of its own.

use radsift::lexicon::{Layer, Library, SourceFile, builtin, compile};
use radsift::report::Meta;
use radsift::survey::{Doubts, Memory, Phrases, StopWords, SuggestOptions, Unknown, Usage, doubts, suggest};
use radsift::{Extractor, Session};

const LEXICON: &str = r#"
[[finding]]
id = "vorpalosis"
label = "Vorpalosis"
group = "test"
terms = ["vorpalosis", "vorpal colour"]
source = "test"
examples = []

[[finding]]
id = "quibble"
label = "Quibble"
group = "test"
terms = ["quibbling", "jabbering"]
source = "test"
examples = []

[[finding]]
id = "quibbling_vorpalosis"
label = "Quibbling vorpalosis"
group = "test"
terms = ["quibbling vorpalosis"]
shared = ["jabbering"]
source = "test"
examples = []

[[finding]]
id = "mimsiness"
label = "Mimsiness"
group = "test"
terms = ["mimsiness", "mimsiness of borogoves", "borogoves"]
source = "test"
examples = []

[[cue]]
id = "no"
phrases = ["no"]
makes = "absent"
reaches = "after"
source = "test"
examples = []

[[cue]]
id = "maybe"
phrases = ["perhaps"]
makes = "possible"
reaches = "after"
source = "test"
examples = []
"#;

fn extractor() -> Extractor {
    let file = SourceFile {
        name: "test.toml".to_owned(),
        text: LEXICON.to_owned().into(),
    };
    let effects = builtin().files.into_iter().filter(|f| f.name.ends_with("/effects.toml"));
    let layer = Layer {
        files: effects.chain([file]).collect(),
        builtin: false,
    };
    let lexicon = Library::new(vec![layer]).and_then(|library| compile(&library));
    Extractor::with_lexicon(lexicon.unwrap_or_else(|problems| panic!("{problems}"))).unwrap_or_else(|problems| panic!("{problems}"))
}

/// What is said of these reports, looked at in two halves that are merged, as threads do it.
fn judged(texts: &[&str]) -> Doubts {
    let extractor = extractor();
    let phrases = Phrases::new(extractor.lexicon());
    let (mut session, mut memory, mut usage) = (Session::default(), Memory::default(), Usage::default());
    for half in texts.chunks(texts.len().div_ceil(2)) {
        let mut own = Usage::default();
        for text in half {
            own.count(&phrases, &mut memory, &extractor.analyse(&mut session, text, &Meta::default()));
        }
        usage.merge(own);
    }
    doubts(extractor.lexicon(), &phrases, &usage)
}

const REPORTS: [&str; 4] = [
    "No quibbling vorpalosis. There is vorpalosis.",
    "Quibbling vorpalosis. Perhaps tomorrow.",
    "There is jabbering.",
    "No vorpalosis.",
];

#[test]
fn entries_of_which_no_word_is_found_are_listed() {
    let unused: Vec<String> = judged(&REPORTS).never_matched.into_iter().map(|u| u.entry).collect();
    assert_eq!(unused, ["finding/mimsiness"]);
    let all: Vec<String> = judged(&["Nothing."]).never_matched.into_iter().map(|u| u.entry).collect();
    assert_eq!(all.len(), 6, "{all:?}");
}

#[test]
fn a_phrase_that_always_loses_to_another_entry_is_listed_with_the_winner() {
    let shadowed = judged(&REPORTS).shadowed;
    let lines: Vec<String> = shadowed
        .iter()
        .map(|s| format!("{} {} {} {} {}", s.entry, s.phrase, s.times, s.by, s.by_phrase))
        .collect();
    // "vorpalosis" loses twice too, but stands by itself elsewhere.
    assert_eq!(
        lines,
        ["finding/quibble quibbling 2 finding/quibbling_vorpalosis quibbling vorpalosis"]
    );
    // Losing to a longer phrase of one's own entry is no harm.
    assert_eq!(judged(&["Mimsiness of borogoves."]).shadowed, []);
    assert!(
        judged(&["There is quibbling.", "Quibbling vorpalosis."])
            .shadowed
            .iter()
            .all(|s| s.entry != "finding/quibble")
    );
}

#[test]
fn two_entries_with_the_same_words_are_listed() {
    let claimed = judged(&REPORTS).claimed_twice;
    assert_eq!(claimed.len(), 1);
    assert_eq!(claimed[0].entries, ["finding/quibble", "finding/quibbling_vorpalosis"]);
    assert_eq!((claimed[0].phrase.as_str(), claimed[0].times), ("jabbering", 1));
}

#[test]
fn a_cue_that_reaches_nothing_is_idle() {
    let idle: Vec<(String, u64, u64)> = judged(&REPORTS)
        .idle_cues
        .into_iter()
        .map(|c| (c.entry, c.times, c.overruled))
        .collect();
    assert_eq!(idle, [("cue/maybe".to_owned(), 1, 0)]);
    assert!(judged(&["Perhaps vorpalosis."]).idle_cues.is_empty());
}

#[test]
fn a_spelling_that_no_twin_gives_is_missing() {
    let missing = judged(&["Nothing."]).missing_spellings;
    let lines: Vec<&str> = missing.iter().map(|m| m.missing.as_str()).collect();
    assert_eq!(lines, ["vorpal color"]);
    assert_eq!(missing[0].twin, "colour -> color");
}

/// The lists of suggestions for these reports, as words.
fn suggested(texts: &[&str], min_reports: u64) -> [Vec<String>; 6] {
    let extractor = extractor();
    let stop = StopWords::english();
    let mut session = Session::default();
    let mut unknown = Unknown::default();
    for text in texts {
        let mut own = Unknown::default();
        own.count(&stop, &extractor.analyse(&mut session, text, &Meta::default()));
        unknown.merge(own);
    }
    let asked = SuggestOptions {
        min_reports,
        limit: 100,
        names: true,
    };
    let s = suggest(extractor.lexicon(), &unknown, asked);
    [s.findings, s.places, s.near_misses, s.pairs, s.words, s.names].map(|list| list.into_iter().map(|s| s.words).collect())
}

#[test]
fn words_are_listed_by_where_they_stand() {
    let texts = [
        "No snarkitis. A boojum in the slithium.",
        "Snarkitis is seen. The boojum was brillig, in the slithium.",
        "No vorpalosys, and the boojum met Alice.",
        "Perhaps vorpalosys; the boojum met Alice again.",
    ];
    let [findings, places, near, pairs, words, names] = suggested(&texts, 2);
    assert_eq!(findings, ["snarkitis"]);
    assert_eq!(places, ["slithium"]);
    assert_eq!(near, ["vorpalosys"]);
    assert_eq!(pairs, ["boojum met"]);
    assert_eq!(words, ["boojum"]);
    assert_eq!(names, ["met alice"]);
}

#[test]
fn a_word_in_too_few_reports_is_not_shown() {
    let texts = ["No snarkitis, no snarkitis, no snarkitis.", "No boojum.", "No boojum."];
    let all: Vec<String> = suggested(&texts, 2).concat();
    assert_eq!(all, ["boojum"]);
}
