//! The documents say what is so.

use radsift::check::{EntryKind, entries};
use radsift::lexicon::{Layer, Library, SourceFile, builtin};
use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// What the commands of the guide print.
#[test]
fn the_guide_shows_what_the_program_says() {
    trycmd::TestCases::new().case("docs/GUIDE.md");
}

/// What a visitor reads holds no marks of the tests.
#[test]
fn pages_hold_no_test_marks() {
    for page in [
        "README.md",
        "docs/GUIDE.md",
        "docs/ACCURACY.md",
        "docs/SYNTH.md",
        "docs/FORMATS.md",
        "docs/COHORTS_SQL.md",
        "CONTRIBUTING.md",
        "lexicons/README.md",
    ] {
        let text = read(page);
        let marked = text.lines().find(|line| line.contains("[..]") || line.starts_with("? "));
        assert_eq!(marked, None, "{page}");
    }
}

#[test]
fn every_flag_is_in_its_table_in_order() {
    let library = Library::new(vec![builtin()]).unwrap_or_else(|problems| panic!("{problems}"));
    let all = entries(&library);
    let flags: Vec<&str> = all.iter().filter(|e| e.kind == EntryKind::Flag).map(|e| e.id).collect();
    let page = read("docs/FLAGS.md");
    let table = page
        .split("<!-- flags:begin -->")
        .nth(1)
        .and_then(|t| t.split("<!-- flags:end -->").next())
        .unwrap_or("");
    let rows: Vec<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    assert_eq!(rows, flags);
}

/// The key lists and closed vocabularies come from the messages that a mistake gives, so that nobody has to keep a second list.
#[test]
fn the_lexicon_guide_names_every_key_and_word() {
    let guide = read("lexicons/README.md") + &read("docs/FLAGS.md");
    let mistakes = [
        "[[finding]]\nzzz = 1",
        "[[part]]\nzzz = 1",
        "[[class]]\nzzz = 1",
        "[[group]]\nzzz = 1",
        "[[extend]]\nzzz = 1",
        "[[extend]]\nid = 'x'\nkind = 'zzz'",
        "[[site]]\nzzz = 1",
        "[[attribute]]\nzzz = 1",
        "[[cue]]\nzzz = 1",
        "[[section]]\nzzz = 1",
        "[[flag]]\nzzz = 1",
        "[[flag]]\nid = 'x'\nlabel = 'x'\nyes = { zzz = 1 }",
        "[[effect]]\nzzz = 1",
        "[[effect]]\nassertion = 'zzz'",
        "[[effect]]\ncertainty = 'zzz'",
        "[[effect]]\ntemporality = 'zzz'",
        "[[effect]]\nexperiencer = 'zzz'",
        "[[effect]]\nchange = 'zzz'",
        "[[effect]]\nlink = { zzz = 1 }",
        "[[effect]]\nlink = { to = 'zzz' }",
        "[[effect]]\nlink = { strength = 'zzz' }",
        "[[effect]]\nholds_in = 'zzz'",
        "[[effect]]\nends_at = 'zzz'",
        "[[effect]]\nlooks_back = 'zzz'",
        "[[effect]]\nends_denial = 'zzz'",
        "[[cue]]\nid = 'x'\nphrases = []\nmakes = 'absent'\nreaches = 'zzz'",
        "[[attribute]]\nkind = 'zzz'",
        "[[section]]\nid = 'x'\nrole = 'zzz'",
        "[[finding]]\nid = 'x'\nbecomes = [{ zzz = 1 }]",
        "[[finding]]\nid = 'x'\nexamples = [{ zzz = 1 }]",
        "[[finding]]\nid = 'x'\npatterns = [{ zzz = 1 }]",
    ];
    let mut missing = Vec::new();
    for mistake in mistakes {
        let message = message_of(mistake);
        let (_, expected) = message
            .split_once("expected")
            .unwrap_or_else(|| panic!("no list of what is expected in: {message}"));
        let words: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
        assert!(words.len() > 1, "no list of what is expected in: {message}");
        missing.extend(
            words
                .into_iter()
                .filter(|w| !names(&guide, w))
                .map(|w| format!("{w} ({mistake:?})")),
        );
    }
    assert!(missing.is_empty(), "the guides do not name {missing:#?}");
}

#[test]
fn the_effects_of_the_lexicon_guide_are_there() {
    let library = Library::new(vec![builtin()]).unwrap_or_else(|problems| panic!("{problems}"));
    let guide = read("lexicons/README.md");
    let table = guide.split("| `makes` |").nth(1).and_then(|t| t.split("\n\n").next()).unwrap_or("");
    let first_cells = table.lines().filter_map(|row| row.strip_prefix("| ")?.split(" |").next());
    let named: Vec<&str> = first_cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    let unknown = |id: &&str| !library.effects.iter().any(|e| e.entry.id == *id);
    assert!(named.len() > 20, "{named:?}");
    assert_eq!(named.into_iter().find(unknown), None);
}

/// What a lexicon file with a mistake is answered with.
fn message_of(file: &str) -> String {
    let file = SourceFile {
        name: "x.toml".to_owned(),
        text: file.to_owned().into(),
    };
    let layer = Layer {
        files: vec![file],
        builtin: false,
    };
    match Library::new(vec![builtin(), layer]) {
        Ok(_) => String::new(),
        Err(problems) => problems.0.iter().map(|p| p.message.clone()).collect(),
    }
}

/// True when the word stands in the guide by itself.
fn names(guide: &str, word: &str) -> bool {
    guide.split(|c: char| !c.is_alphanumeric() && c != '_').any(|w| w == word)
}

#[test]
fn the_entries_shown_in_documents_can_be_loaded() {
    let mut shown = 0;
    for page in ["lexicons/README.md", "CONTRIBUTING.md", "docs/FLAGS.md"] {
        for block in read(page).split("```toml\n").skip(1).filter_map(|b| b.split("```").next()) {
            if block.starts_with("[[") {
                shown += 1;
                assert_eq!(message_of(block), "", "{page}:\n{block}");
            }
        }
    }
    assert!(shown > 6, "only {shown} blocks were found");
}

#[test]
fn links_lead_somewhere() {
    let pages = [
        "README.md",
        "docs/GUIDE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "lexicons/README.md",
        "corpus/README.md",
        "benches/README.md",
        "docs/DESIGN.md",
        "docs/ARCHITECTURE.md",
        "docs/FLAGS.md",
        "docs/ACCURACY.md",
        "docs/REVIEW.md",
    ];
    let mut broken = Vec::new();
    for page in pages {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(page).with_file_name("");
        for target in read(page).split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            if !target.is_empty() && !target.starts_with("http") && !folder.join(target).exists() {
                broken.push(format!("{page}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}
