//! Runs that meet the end of the disk: a clear message, whole shards untouched, and `--resume` ends with the same bytes.
//!
//! The disk is a limit on the size of files, which the shell sets and the kernel keeps: writing fails as it does on a full disk.

use crate::support::folder::Folder;
use crate::support::output_names::forms;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs radsift where no file may have more than `most` bytes.
fn run(input: &Path, output: &Path, most: Option<u64>, options: &[&str]) -> Output {
    // POSIX counts in blocks of 512 bytes. A signal that is ignored becomes an error of writing.
    let limit = most.map_or("unlimited".to_owned(), |bytes| (bytes / 512).to_string());
    let script = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\"");
    Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_radsift"), "run"])
        .args([input, "-o".as_ref(), output])
        .args(["--shard-mb", "1", "-j", "2"])
        .args(options)
        .output()
        .unwrap()
}

/// Every file of a run but the account, which tells the time, and the journal.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let paths = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let mut files: Vec<_> = paths
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .filter(|(name, _)| name != "run.json" && name != "journal.json")
        .collect();
    files.sort();
    files
}

/// Two shards: one of long lines with little in them, and one of reports with many findings, which is larger in every form.
fn reports(folder: &Folder) -> PathBuf {
    let path = folder.0.join("reports.jsonl");
    let more = "x".repeat(80_000);
    let few = (0..30).map(|n| format!("{{\"id\":{n},\"text\":\"No acute infarct.\",\"more\":\"{more}\"}}"));
    let corpus = fs::read_to_string("corpus/reports.jsonl").unwrap();
    let many = corpus.lines().cycle().take(150).map(str::to_owned);
    fs::write(&path, few.chain(many).collect::<Vec<_>>().join("\n")).unwrap();
    path
}

/// What a run that met the limit says, and that it goes on from there.
fn stops_and_goes_on(input: &Path, output: &Path, most: u64, options: &[&str], name: &str) {
    let stopped = run(input, output, Some(most), options);
    let said = String::from_utf8_lossy(&stopped.stderr).into_owned();
    assert_eq!(stopped.status.code(), Some(2), "{options:?} {said}");
    assert!(
        said.contains(name) && said.contains("cannot be written: File too large"),
        "{options:?} {said}"
    );
    assert!(!output.join("run.json").exists(), "{options:?}");
}

#[test]
fn every_form_stops_with_whole_shards_and_goes_on() {
    let folder = Folder::new("forms");
    let input = reports(&folder);
    for form in forms() {
        let form = form.as_str();
        let options = crate::support::output_names::options(form);
        let (whole, full) = (folder.0.join(format!("{form}-whole")), folder.0.join(format!("{form}-full")));
        let undisturbed = run(&input, &whole, None, &options);
        assert!(
            undisturbed.status.success(),
            "{form} {}",
            String::from_utf8_lossy(&undisturbed.stderr)
        );
        let wanted = files(&whole);
        let (name, largest) = wanted.iter().max_by_key(|(_, bytes)| bytes.len()).unwrap();
        assert!(name.contains("-00001."), "{form}: {name} is the largest");
        let most = largest.len() as u64 - 512;

        stops_and_goes_on(&input, &full, most, &options, name);
        let left = files(&full);
        let first: Vec<_> = wanted.iter().filter(|(name, _)| name.contains("-00000.")).collect();
        assert!(first.len() >= 2 && first.iter().all(|file| left.contains(file)), "{form}");
        assert!(!left.iter().any(|(file, _)| file == name), "{form}");

        let more = [&options[..], &["--resume"]].concat();
        // Still no room: nothing changes.
        stops_and_goes_on(&input, &full, most, &more, name);
        let resumed = run(&input, &full, None, &more);
        assert!(resumed.status.success(), "{form} {}", String::from_utf8_lossy(&resumed.stderr));
        assert!(files(&full) == wanted, "{form}");
    }
}

#[test]
fn rejections_that_find_no_room_stop_the_run() {
    let folder = Folder::new("rejects");
    let input = folder.0.join("broken.jsonl");
    fs::write(&input, "{\"text\":\n".repeat(2_000)).unwrap();
    let (whole, full) = (folder.0.join("whole"), folder.0.join("full"));
    assert_eq!(run(&input, &whole, None, &[]).status.code(), Some(4));
    stops_and_goes_on(&input, &full, 40_960, &[], "rejects.jsonl");
    assert_eq!(run(&input, &full, None, &["--resume"]).status.code(), Some(4));
    assert_eq!(files(&full), files(&whole));
}

#[test]
fn a_journal_and_an_account_that_find_no_room_stop_the_run() {
    let folder = Folder::new("account");
    let input = folder.0.join("in");
    fs::create_dir_all(&input).unwrap();
    (0..120).for_each(|n| fs::write(input.join(format!("{n}.txt")), "Nothing.").unwrap());
    let (whole, full) = (folder.0.join("whole"), folder.0.join("full"));
    let options = ["--to", "csv"];
    assert!(run(&input, &whole, None, &options).status.success());
    let size = |name: &str| fs::metadata(whole.join(name)).unwrap().len();
    assert!(size("run.json") > size("journal.json") + 2_048);

    // Not even the first journal: the folder may be used again, with --resume and without.
    for again in [&options[..], &["--to", "csv", "--resume"]] {
        stops_and_goes_on(&input, &full, 2_048, &options, "journal.json");
        let done = run(&input, &full, None, again);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        assert_eq!(files(&full), files(&whole));
        fs::remove_dir_all(&full).unwrap();
    }
    stops_and_goes_on(&input, &full, size("journal.json") + 1_024, &options, "run.json");
    let resumed = run(&input, &full, None, &["--to", "csv", "--resume"]);
    assert!(resumed.status.success(), "{}", String::from_utf8_lossy(&resumed.stderr));
    assert_eq!(files(&full), files(&whole));
}
