//! A hash of the engine's sources, so that a rule set is named after the code that reads by it as well as after the lexicons.
//!
//! Used by the build script, and by a test that checks it against the sources.

#[allow(
    clippy::duplicate_mod,
    reason = "the build script has it once more among the modules of the lexicon, the test does not"
)]
#[path = "../src/engine/lexicon/fnv.rs"]
mod fnv;

use fnv::Fnv;
use std::path::Path;
use std::{fs, io, iter};

/// 12 hex digits that change whenever code below `folder` changes. Tests and the kind of line endings do not count.
pub fn of_folder(folder: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    files.sort();
    Ok(of_files(&files))
}

/// The same of files that are given: name and text, in order.
pub fn of_files(files: &[(String, String)]) -> String {
    // Every part ends with a byte that UTF-8 never has, so that nothing can move from one to the next.
    const END: &[u8] = &[0xFF];
    let mut hash = Fnv::new();
    for (name, text) in files {
        for part in iter::once(name.as_str()).chain(without_tests(text)) {
            hash.add(part.as_bytes());
            hash.add(END);
        }
    }
    hash.digits()
}

/// The Rust files below a folder, named from there with `/`, but for files of tests.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files)?;
        } else if name.ends_with(".rs") && name != "tests.rs" {
            files.push((format!("{prefix}{name}"), fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

/// The lines of a file outside its module of tests, which ends with the first bracket that stands at the beginning of a line.
fn without_tests(text: &str) -> impl Iterator<Item = &str> {
    let mut in_tests = false;
    let mut lines = text.lines().peekable();
    iter::from_fn(move || {
        loop {
            let line = lines.next()?;
            let begins = line == "#[cfg(test)]" && lines.peek().is_some_and(|next| next.starts_with("mod tests {"));
            if !in_tests && !begins {
                return Some(line);
            }
            in_tests = line != "}";
        }
    })
}
