//! Runs that are killed: whatever the moment, going on ends with the bytes of a run that nobody disturbed.

use crate::support::folder::Folder;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const KILLS: u64 = 20;

/// The corpus many times over, with a broken line now and then.
fn archive(path: &Path) {
    let corpus = fs::read_to_string("corpus/reports.jsonl").unwrap();
    let lines = corpus.lines().cycle().take(9000).enumerate();
    let lines = lines.map(|(number, line)| if number % 500 == 7 { "{\"id\":" } else { line });
    fs::write(path, lines.collect::<Vec<_>>().join("\n")).unwrap();
}

fn run(input: &Path, output: &Path, resume: bool) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_radsift"));
    command
        .arg("run")
        .arg(input)
        .arg("-o")
        .arg(output)
        .args(["--shard-mb", "1", "--quiet"]);
    if resume {
        command.arg("--resume");
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Every file of a run but the account, which tells the time, and the journal.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let mut files: Vec<_> = entries
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .filter(|(name, _)| name != "run.json" && name != "journal.json")
        .collect();
    files.sort();
    files
}

/// Runs over `input` into `whole`, and gives the time that this takes.
fn undisturbed(input: &Path, whole: &Path) -> Duration {
    let start = Instant::now();
    assert_eq!(run(input, whole, false).status().unwrap().code(), Some(3));
    start.elapsed()
}

/// Delays without a pattern, the same in each test.
struct Moments(u64);

impl Moments {
    /// One from nothing to `longest`.
    fn up_to(&mut self, longest: Duration) -> Duration {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        longest.mul_f64((self.0 >> 40) as f64 / (1_u64 << 24) as f64)
    }
}

#[test]
fn a_run_killed_twenty_times_ends_as_if_nothing_had_happened() {
    let folder = Folder::new("interrupted");
    let input = folder.0.join("archive.jsonl");
    archive(&input);
    let whole = folder.0.join("whole");
    let undisturbed = undisturbed(&input, &whole);
    assert!(files(&whole).len() > 5, "too few shards to be interrupted between");

    let killed = folder.0.join("killed");
    let mut kills = 0;
    let mut moments = Moments(1);
    while kills < KILLS {
        // A run that comes to its end begins again.
        let mut child = run(&input, &killed, killed.join("journal.json").exists()).spawn().unwrap();
        sleep(moments.up_to(undisturbed / 2).max(Duration::from_millis(5)));
        child.kill().unwrap();
        if child.wait().unwrap().code().is_none() {
            kills += 1;
        }
        if fs::read_to_string(killed.join("run.json")).is_ok() {
            assert_eq!(files(&killed), files(&whole));
            fs::remove_dir_all(&killed).unwrap();
        }
        if !killed.join("journal.json").exists() {
            // Killed before anything was noted.
            let _ = fs::remove_dir_all(&killed);
        }
    }
    let resume = killed.join("journal.json").exists();
    assert_eq!(run(&input, &killed, resume).status().unwrap().code(), Some(3));
    assert_eq!(files(&killed), files(&whole));

    let account = |folder: &Path| -> serde_json::Value {
        let account = fs::read(folder.join("run.json")).unwrap();
        serde_json::from_slice(&account).unwrap()
    };
    let (one, other) = (account(&whole), account(&killed));
    for what in ["records", "counts", "rejected_for", "inputs", "shards"] {
        assert_eq!(one[what], other[what], "{what}");
    }
    assert_eq!(one["records"], 9000);
    assert_eq!(one["counts"]["rejected"], 18);
}

/// What a run over `input` into `output` says when it is refused.
fn refused(input: &Path, output: &Path, resume: bool) -> String {
    let mut command = run(input, output, resume);
    let done = command.stderr(Stdio::piped()).output().unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2), "{said}");
    said
}

#[test]
fn a_second_run_in_the_folder_is_refused_until_the_first_has_ended() {
    let folder = Folder::new("two-runs");
    let (input, output) = (folder.0.join("archive.jsonl"), folder.0.join("out"));
    archive(&input);
    let lines = fs::read_to_string(&input).unwrap();
    let first = |output: &Path| {
        // Standard input that is not closed keeps the run going.
        let mut child = run(Path::new("-"), output, false).stdin(Stdio::piped()).spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        pipe.write_all(lines.as_bytes()).unwrap();
        while !output.join("part-00000.jsonl").exists() {
            assert!(child.try_wait().unwrap().is_none(), "the first run has ended");
            sleep(Duration::from_millis(20));
        }
        (child, pipe)
    };

    let (mut child, pipe) = first(&output);
    for resume in [true, false] {
        let said = refused(&input, &output, resume);
        let wanted = format!("another run is writing into {}", output.display());
        assert!(said.contains(&wanted), "{said}");
    }
    drop(pipe);
    assert_eq!(child.wait().unwrap().code(), Some(3));
    let alone = folder.0.join("alone");
    let (mut undisturbed, pipe) = first(&alone);
    drop(pipe);
    undisturbed.wait().unwrap();
    assert_eq!(files(&output), files(&alone));

    let killed = folder.0.join("killed");
    let (mut child, _pipe) = first(&killed);
    child.kill().unwrap();
    child.wait().unwrap();
    let said = refused(&input, &killed, false);
    assert!(said.contains("already contains a run"), "{said}");
}

/// A run over `input` that is killed when its journal has the first shard.
fn killed_early(input: &Path, output: &Path) {
    let lines = fs::read(input).unwrap();
    let mut child = run(input, output, false).spawn().unwrap();
    let noted = || fs::read_to_string(output.join("journal.json")).is_ok_and(|journal| journal.contains("part-00000.jsonl"));
    while !noted() {
        assert!(child.try_wait().unwrap().is_none(), "the run has ended");
        sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    assert_eq!(
        child.wait().unwrap().code(),
        None,
        "the run over {} bytes came to its end",
        lines.len()
    );
}

#[test]
fn an_input_that_was_edited_is_not_gone_on_with() {
    let folder = Folder::new("edited");
    let (input, output) = (folder.0.join("archive.jsonl"), folder.0.join("out"));
    archive(&input);
    killed_early(&input, &output);
    let text = fs::read_to_string(&input).unwrap();
    let edited = text.replacen("infarct", "INFARCT", 1);
    assert!(edited != text && edited.len() == text.len());
    let modified = fs::metadata(&input).unwrap().modified().unwrap();
    let save = |text: &str, modified| {
        fs::write(&input, text).unwrap();
        fs::File::options()
            .write(true)
            .open(&input)
            .unwrap()
            .set_modified(modified)
            .unwrap();
    };
    let wanted = format!("{} has changed since the run in {} began", input.display(), output.display());
    // Of the same size at another time, and at the same time in one of its ends.
    save(&edited, modified + Duration::from_secs(1));
    assert!(refused(&input, &output, true).contains(&wanted));
    let end = text.len() - 20;
    let mut bytes = text.clone().into_bytes();
    bytes[end] ^= 1;
    fs::write(&input, &bytes).unwrap();
    fs::File::options()
        .write(true)
        .open(&input)
        .unwrap()
        .set_modified(modified)
        .unwrap();
    assert!(refused(&input, &output, true).contains(&wanted));
    // As it was.
    save(&text, modified);
    assert_eq!(run(&input, &output, true).status().unwrap().code(), Some(3));
    let account = fs::read_to_string(output.join("run.json")).unwrap();
    assert!(!account.contains("stamps"), "{account}");
}

#[test]
fn shards_that_are_gone_or_cut_are_named() {
    let folder = Folder::new("gone");
    let (input, output) = (folder.0.join("archive.jsonl"), folder.0.join("out"));
    archive(&input);
    killed_early(&input, &output);
    for name in ["part-00000.jsonl", "contents-00000.u64", "rejects.jsonl"] {
        let path = output.join(name);
        let whole = fs::read(&path).unwrap();
        let cut = |length: usize| fs::write(&path, &whole[..length]).unwrap();
        cut(0);
        let said = refused(&input, &output, true);
        assert!(
            said.contains(&format!("{} has 0 bytes where the run wrote", path.display())),
            "{said}"
        );
        fs::remove_file(&path).unwrap();
        let said = refused(&input, &output, true);
        assert!(said.contains(&format!("{} is missing", path.display())), "{said}");
        fs::write(&path, &whole).unwrap();
    }
    assert_eq!(run(&input, &output, true).status().unwrap().code(), Some(3));
    // What a complete run has written may be moved.
    fs::remove_file(output.join("part-00000.jsonl")).unwrap();
    assert_eq!(run(&input, &output, true).status().unwrap().code(), Some(3));
}

#[test]
fn a_killed_extract_leaves_no_file_under_its_name() {
    let folder = Folder::new("extract-killed");
    let (input, output) = (folder.0.join("archive.jsonl"), folder.0.join("out.jsonl"));
    archive(&input);
    fs::write(&output, "of yesterday\n").unwrap();
    let extract = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_radsift"));
        command.args(["extract", "-q", "--from", "jsonl", "-", "-o"]).arg(&output);
        command.stdin(Stdio::piped()).spawn().unwrap()
    };
    let mut child = extract();
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(&fs::read(&input).unwrap()).unwrap();
    let aside = folder.0.join("out.jsonl.partial");
    while fs::metadata(&aside).map_or(0, |meta| meta.len()) == 0 {
        assert!(child.try_wait().unwrap().is_none());
        sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(fs::read_to_string(&output).unwrap(), "of yesterday\n");

    let mut child = extract();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"{\"id\":1,\"text\":\"No oedema.\"}\n")
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(fs::read_to_string(&output).unwrap().lines().count(), 1);
    assert!(!aside.exists());
}

/// Two runs race for one folder, the second with `--resume` a moment later, and kills fall on them. RADSIFT_RACES sets the number of tries.
#[test]
fn two_runs_in_one_folder_lose_no_record() {
    let tries = std::env::var("RADSIFT_RACES").map_or(12, |tries| tries.parse().unwrap());
    let folder = Folder::new("races");
    let input = folder.0.join("archive.jsonl");
    archive(&input);
    let whole = folder.0.join("whole");
    let undisturbed = undisturbed(&input, &whole);
    let wanted = files(&whole);
    let mut moments = Moments(99);
    let mut refusals = 0;
    for number in 0..tries {
        let raced = folder.0.join(format!("raced-{number}"));
        let mut first = run(&input, &raced, false).spawn().unwrap();
        sleep(moments.up_to(undisturbed / 2).max(Duration::from_millis(5)));
        let second = run(&input, &raced, true).stderr(Stdio::piped()).spawn().unwrap();
        let kill = moments.up_to(undisturbed * 2 / 5);
        sleep(kill);
        if number % 3 > 0 {
            first.kill().unwrap();
        }
        let second = second.wait_with_output().unwrap();
        first.wait().unwrap();
        let said = String::from_utf8(second.stderr).unwrap();
        if second.status.code() == Some(2) {
            assert!(said.contains(&format!("another run is writing into {}", raced.display())), "{said}");
            refusals += 1;
        }
        let resume = raced.join("journal.json").exists();
        assert_eq!(run(&input, &raced, resume).status().unwrap().code(), Some(3), "try {number}");
        assert!(files(&raced) == wanted, "try {number}");
        fs::remove_dir_all(&raced).unwrap();
    }
    assert!(refusals > 0, "no run met another in {tries} tries");
}
