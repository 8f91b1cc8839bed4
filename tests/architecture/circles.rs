//! Files that use each other in a circle: none of them can be understood, or moved, alone.
//!
//! What a folder's `mod.rs` hands on does not count, only who uses it: a name is followed to the file where it is at home.

use super::{File, is_test, source};
use crate::support::rust_source::{Located, tokens};
use std::collections::{BTreeMap, BTreeSet};

/// Circles that have a reason, by their files in order.
const KNOWN: &[(&[&str], &str)] = &[
    (
        &["engine/document.rs", "engine/study/mod.rs"],
        "the view of a report hands on the study, which is read from the view",
    ),
    (
        &["engine/lexicon/compiled.rs", "engine/lexicon/effect.rs", "engine/lexicon/schema.rs"],
        "not cut yet: effects name the numbers that the compiled lexicon gives out",
    ),
    (
        &["engine/lexicon/form/mod.rs", "engine/lexicon/form/value.rs"],
        "a table is read key by key, and a value may be a table",
    ),
    (
        &["engine/lexicon/misspelt.rs", "engine/lexicon/word_numbers.rs"],
        "slips of the keyboard are looked up among the numbers of words, and numbered with them",
    ),
];

type Path = Vec<String>;

/// A file as a module: what it uses, and where the names that it takes in are at home.
#[derive(Default)]
struct Module {
    file: String,
    uses: BTreeSet<Path>,
    names: BTreeMap<String, Path>,
}

/// The module of a file of `src/`.
fn module(file: &str) -> Path {
    let mut path: Path = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if matches!(path.last().map(String::as_str), Some("mod" | "lib")) {
        path.pop();
    }
    path
}

/// A path from the crate's root on, as seen from `here`.
fn absolute(here: &[String], path: &[String]) -> Path {
    match path.first().map(String::as_str) {
        Some("crate") => path[1..].to_vec(),
        Some("self") => [here, &path[1..]].concat(),
        Some("super") => {
            let up = path.iter().take_while(|step| *step == "super").count();
            [&here[..here.len().saturating_sub(up)], &path[up..]].concat()
        }
        _ => [here, path].concat(),
    }
}

/// The steps of the path at `at`, and where it ends.
fn steps(tokens: &[Located], mut at: usize) -> (Path, usize) {
    let mut path = Path::new();
    while let Some(word) = tokens.get(at).and_then(Located::word) {
        path.push(word.to_owned());
        if !(tokens.get(at + 1).is_some_and(|t| t.is(':')) && tokens.get(at + 2).is_some_and(|t| t.is(':'))) {
            return (path, at + 1);
        }
        at += 3;
    }
    (path, at)
}

/// The paths of the use tree at `at`, each with the name that it gets, and where the tree ends.
fn tree(tokens: &[Located], at: usize, before: &[String], out: &mut Vec<(String, Path)>) -> usize {
    let (path, mut at) = steps(tokens, at);
    let path = [before, &path].concat();
    if tokens[at].is('{') {
        at += 1;
        while !tokens[at].is('}') {
            at = tree(tokens, at, &path, out);
            at += usize::from(tokens[at].is(','));
        }
        return at + 1;
    }
    if tokens[at].is('*') {
        out.push((String::new(), path));
        return at + 1;
    }
    let path = if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path[..path.len() - 1].to_vec()
    } else {
        path
    };
    let mut name = path.last().cloned().unwrap_or_default();
    if tokens[at].word() == Some("as") {
        name = tokens[at + 1].word().unwrap_or_default().to_owned();
        at += 2;
    }
    out.push((name, path));
    at
}

fn read(file: &File) -> (Path, Module) {
    let here = module(&file.path);
    let mut module = Module {
        file: file.path.clone(),
        ..Module::default()
    };
    let tokens = tokens(&file.text);
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at].word() {
            Some("use") => {
                let hands_on = at > 0 && (tokens[at - 1].word() == Some("pub") || tokens[at - 1].is(')'));
                let mut paths = Vec::new();
                at = tree(&tokens, at + 1, &[], &mut paths);
                for (name, path) in paths {
                    let path = absolute(&here, &path);
                    if !hands_on {
                        module.uses.insert(path.clone());
                    }
                    module.names.insert(name, path);
                }
            }
            Some("crate" | "super") if tokens.get(at + 1).is_some_and(|t| t.is(':')) => {
                let (path, end) = steps(&tokens, at);
                module.uses.insert(absolute(&here, &path));
                at = end;
            }
            _ => at += 1,
        }
    }
    (here, module)
}

/// The module in which what `path` names is at home.
fn home(modules: &BTreeMap<Path, Module>, path: &[String], depth: usize) -> Path {
    let mut at = Path::new();
    for (index, step) in path.iter().enumerate() {
        let below = [&at[..], std::slice::from_ref(step)].concat();
        if modules.contains_key(&below) {
            at = below;
            continue;
        }
        let handed_on = modules
            .get(&at)
            .and_then(|module| module.names.get(step))
            .filter(|found| **found != below);
        return match handed_on {
            Some(found) if depth < 20 => home(modules, &[&found[..], &path[index + 1..]].concat(), depth + 1),
            _ => at,
        };
    }
    at
}

/// All that can be reached from `from`.
fn reached<'e>(edges: &'e BTreeMap<Path, BTreeSet<Path>>, from: &'e Path) -> BTreeSet<&'e Path> {
    let mut open: Vec<&Path> = edges[from].iter().collect();
    let mut found = BTreeSet::new();
    while let Some(at) = open.pop() {
        if found.insert(at) {
            open.extend(&edges[at]);
        }
    }
    found
}

/// The circles among these files, each in order of path.
fn circles(source: &[File]) -> BTreeSet<Vec<String>> {
    let modules: BTreeMap<Path, Module> = source
        .iter()
        .filter(|file| !is_test(file) && file.path != "main.rs")
        .map(read)
        .collect();
    let mut edges: BTreeMap<Path, BTreeSet<Path>> = BTreeMap::new();
    for (here, module) in &modules {
        let used = module.uses.iter().map(|path| home(&modules, path, 0));
        edges.insert(
            here.clone(),
            used.filter(|to| to != here && !to.is_empty() && modules.contains_key(to)).collect(),
        );
    }
    assert!(
        modules.len() < 20 || edges.values().map(BTreeSet::len).sum::<usize>() > 300,
        "the reading of the source is broken"
    );
    let below: BTreeMap<&Path, BTreeSet<&Path>> = edges.keys().map(|from| (from, reached(&edges, from))).collect();
    let circle = |from: &Path| -> Vec<String> {
        let both = below[from].iter().filter(|to| below[**to].contains(from));
        let files: BTreeSet<String> = both.map(|to| modules[*to].file.clone()).collect();
        files.into_iter().collect()
    };
    edges.keys().map(circle).filter(|files| files.len() > 1).collect()
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let found = circles(&source());
    let known: BTreeSet<Vec<String>> = KNOWN
        .iter()
        .map(|(files, _)| files.iter().map(|f| (*f).to_owned()).collect())
        .collect();
    let new: Vec<_> = found.difference(&known).collect();
    assert!(new.is_empty(), "cut these circles: {new:#?}");
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(gone.is_empty(), "no circles any more, take them off the list: {gone:#?}");
}

#[test]
fn circles_are_seen_through_what_is_handed_on() {
    let file = |path: &str, text: &str| File {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let mut files = vec![
        file("lib.rs", "mod a;"),
        file("a/mod.rs", "mod b; mod c; mod d; pub use b::{B, X as Y}; pub use c::C;"),
        file("a/b.rs", "use super::{C, d::D as E}; pub struct B;"),
        file("a/c.rs", "pub struct C; fn f() { crate::a::d::g() }"),
        file("a/d.rs", "pub struct D; #[cfg(test)] mod tests { use super::super::B; }"),
    ];
    assert!(circles(&files).is_empty());
    files[4].text += "use crate::a::Y;";
    assert_eq!(circles(&files), [["a/b.rs", "a/c.rs", "a/d.rs"].map(str::to_owned).to_vec()].into());
}
