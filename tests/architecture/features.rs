//! What each feature brings along: the engine takes few crates, and none that reads files or the command line.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// So many crates may the engine use directly.
const MOST: usize = 10;
/// Crates that must not reach the engine, not even through others; names that begin so.
const FORBIDDEN: &[&str] = &["arrow", "clap", "csv", "parquet", "rayon", "regex", "tar", "zip", "zstd"];

#[derive(Deserialize)]
struct Manifest {
    dependencies: BTreeMap<String, toml::Value>,
    features: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    #[serde(default)]
    dependencies: Vec<String>,
}

fn read<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn is_optional(dependency: &toml::Value) -> bool {
    dependency.get("optional").and_then(toml::Value::as_bool) == Some(true)
}

/// The crates without which nothing is built.
fn of_the_engine(manifest: &Manifest) -> Vec<&str> {
    let needed = manifest.dependencies.iter().filter(|(_, dependency)| !is_optional(dependency));
    needed.map(|(name, _)| name.as_str()).collect()
}

#[test]
fn the_engine_takes_ten_crates_at_most() {
    let manifest: Manifest = read("Cargo.toml");
    let direct = of_the_engine(&manifest);
    assert!(direct.contains(&"aho-corasick"), "the reading of Cargo.toml is broken");
    assert!(
        direct.len() <= MOST,
        "the engine uses {} crates: {}",
        direct.len(),
        direct.join(" ")
    );
}

#[test]
fn nothing_that_reads_files_reaches_the_engine() {
    let manifest: Manifest = read("Cargo.toml");
    let lock: Lock = read("Cargo.lock");
    let mut open: Vec<String> = of_the_engine(&manifest).into_iter().map(str::to_owned).collect();
    let mut reached = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !reached.insert(name.clone()) {
            continue;
        }
        // A name with a version stands where the lock has two of it; all of them count.
        let packages = lock.package.iter().filter(|package| package.name == name);
        let below = packages.flat_map(|package| &package.dependencies);
        open.extend(below.map(|below| below.split(' ').next().unwrap().to_owned()));
    }
    assert!(reached.len() > 20, "the reading of Cargo.lock is broken");
    let wrong: Vec<&String> = reached
        .iter()
        .filter(|name| FORBIDDEN.iter().any(|start| name.starts_with(start)))
        .collect();
    assert!(wrong.is_empty(), "these reach the engine: {wrong:?}");
}

#[test]
fn every_optional_crate_has_a_feature() {
    let manifest: Manifest = read("Cargo.toml");
    let named: BTreeSet<&str> = manifest
        .features
        .values()
        .flatten()
        .filter_map(|name| name.strip_prefix("dep:"))
        .collect();
    let optional = manifest.dependencies.iter().filter(|(_, dependency)| is_optional(dependency));
    let names: BTreeSet<&str> = optional.map(|(name, _)| name.as_str()).collect();
    assert_eq!(named, names);
}
