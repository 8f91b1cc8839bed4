fn main() {
    let t = std::time::Instant::now();
    match radsift::lexicon::Lexicon::builtin() {
        Ok(l) => println!("ok findings {} sites {} phrases {} patterns {} in {:?}", l.findings.len(), l.sites.len(), l.phrases.len(), l.patterns.len(), t.elapsed()),
        Err(p) => println!("{} problems\n{p}", p.0.len()),
    }
}
