//! The command line from outside.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

#[test]
fn commands() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}

fn radsift(args: &[&str], stdin: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_radsift"));
    let child = command
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.unwrap();
    let mut input = child.stdin.take().unwrap();
    let bytes = stdin.to_vec();
    let feeder = std::thread::spawn(move || {
        let _ = input.write_all(&bytes);
    });
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    output
}

fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_file(&path);
    path
}

fn records(output: &Output) -> Vec<serde_json::Value> {
    output
        .stdout
        .split(|&b| b == b'\n')
        .filter(|l| !l.is_empty())
        .map(|l| serde_json::from_slice(l).unwrap())
        .collect()
}

/// Many reports of the corpus's kind, with a broken line here and there.
fn archive(lines: usize) -> Vec<u8> {
    let phrases = [
        "No acute infarct.",
        "Oedema in the left thalamus.",
        "“Blooming” in both frontal lobes.",
        "Impression: no change.",
        "ICANS grade 2?",
    ];
    let mut out = Vec::new();
    for line in 0..lines {
        match line % 97 {
            13 => out.extend_from_slice(b"{\"id\": broken\n"),
            31 => out.extend_from_slice(b"{\"id\":\"x\"}\n"),
            57 => out.extend_from_slice(b"\n"),
            _ => {
                let text: Vec<&str> = (0..1 + line % 40).map(|i| phrases[(line * 7 + i * 3) % phrases.len()]).collect();
                out.extend_from_slice(serde_json::json!({"id": line, "text": text.join(" ")}).to_string().as_bytes());
                out.push(b'\n');
            }
        }
    }
    out
}

#[test]
fn the_output_does_not_depend_on_the_number_of_threads() {
    let input = scratch("threads.jsonl");
    fs::write(&input, archive(12_000)).unwrap();
    let run = |jobs: &str| {
        let rejects = scratch(&format!("rejects{jobs}.jsonl"));
        let output = radsift(
            &[
                "extract",
                input.to_str().unwrap(),
                "-j",
                jobs,
                "--rejects",
                rejects.to_str().unwrap(),
                "-q",
            ],
            b"",
        );
        assert_eq!(output.status.code(), Some(3));
        assert!(output.stderr.is_empty());
        (output.stdout, fs::read(rejects).unwrap())
    };
    let one = run("1");
    assert_eq!(one.0.iter().filter(|&&b| b == b'\n').count(), 12_000 - 3 * 124);
    assert_eq!(one.1.iter().filter(|&&b| b == b'\n').count(), 2 * 124);
    assert!(one == run("8"), "-j1 and -j8 differ");
}

#[test]
fn looking_at_an_archive_does_not_depend_on_the_number_of_threads() {
    let input = scratch("looking.jsonl");
    fs::write(&input, archive(1_000)).unwrap();
    let path = input.to_str().unwrap();
    let commands = [
        &["diff", "--new", "tests/cmd/diff.in/mine", path, "--examples", "5"][..],
        &["lexicon", "suggest", path, "--context"],
        &["lexicon", "check", path, "--limit", "1000", "--to", "json"],
    ];
    for command in commands {
        let run = |jobs: &str| radsift(&[command, &["-j", jobs]].concat(), b"").stdout;
        let one = run("1");
        assert!(!one.is_empty() && one == run("5"), "{command:?}");
    }
}

#[test]
fn two_rule_sets_and_their_records_differ_alike() {
    let texts = "corpus/reports.jsonl";
    let words = "tests/cmd/diff.in/mine";
    let [old, new] = ["old.jsonl", "new.jsonl"].map(scratch);
    let [old, new] = [&old, &new].map(|path| path.to_str().unwrap());
    radsift(&["extract", texts, "-q", "-o", old], b"");
    radsift(&["extract", texts, "-q", "-o", new, "--lexicon", words], b"");
    let by_rules = radsift(&["diff", "--new", words, texts], b"");
    let by_records = radsift(&["diff", old, new, "--texts", texts], b"");
    assert_eq!(by_rules.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(by_rules.stdout).unwrap(),
        String::from_utf8(by_records.stdout).unwrap()
    );
}

#[test]
fn one_line_of_50_mb_is_refused_and_the_next_is_read() {
    let mut line = b"{\"id\":\"long\",\"text\":\"".to_vec();
    line.extend(b"nothing of note here, ".iter().cycle().take(50 << 20));
    line.extend_from_slice(b"\"}\n{\"id\":\"next\",\"text\":\"A\"}");
    let output = radsift(&["extract", "-", "--from", "jsonl"], &line);
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(said.contains("rejected: stdin:1: the text is longer than 4 MiB\n"), "{said}");
    let ids: Vec<_> = records(&output).iter().map(|r| r["id"].clone()).collect();
    assert_eq!(ids, ["next"]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let input = scratch("pipe.jsonl");
    fs::write(&input, archive(12_000)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_radsift"));
    let mut child = command
        .args(["extract", input.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()),
        (Some(0), "")
    );
}

#[test]
fn no_message_holds_words_of_a_report() {
    let bad = b"{\"id\":\"1\",\"text\":[\"secretword\"]}\n{\"id\":\"2\",\"text\": secretword}\n\"secretword\"\n{\"text\":\"secretword\"";
    let rejects = scratch("private.jsonl");
    let output = radsift(&["extract", "-", "--from", "jsonl", "--rejects", rejects.to_str().unwrap()], bad);
    assert_eq!(output.status.code(), Some(4));
    let told = String::from_utf8(output.stderr).unwrap() + &fs::read_to_string(rejects).unwrap();
    assert!(told.contains("4 records rejected") && !told.contains("secretword"), "{told}");
}

#[test]
fn records_are_the_same_from_a_file_and_from_standard_input() {
    let text = fs::read("corpus/example.txt").unwrap();
    let from_file = radsift(&["extract", "corpus/example.txt", "-q"], b"");
    let from_stdin = radsift(&["extract", "-", "-q"], &text);
    let (mut file, mut stdin) = (records(&from_file), records(&from_stdin));
    assert_eq!((file[0]["id"].take(), stdin[0]["id"].take()), ("example".into(), "stdin".into()));
    assert_eq!(file, stdin);
}

#[test]
fn bytes_that_are_not_utf8_are_read_and_said_so() {
    let output = radsift(&["extract", "-", "-q", "--offset-unit", "utf16"], b"Oed\xE8me\0.");
    let record = &records(&output)[0];
    assert_eq!(record["offset_unit"], "utf16");
    assert_eq!(record["warnings"][0]["code"], "not_utf8");
    assert_eq!(record["warnings"][1]["code"], "nul_bytes");
}

#[test]
fn an_input_is_never_overwritten() {
    let input = scratch("both.jsonl");
    fs::write(&input, "{\"id\":\"1\",\"text\":\"A\"}\n").unwrap();
    let path = input.to_str().unwrap();
    let output = radsift(&["extract", path, "-o", path], b"");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read(&input).unwrap(), b"{\"id\":\"1\",\"text\":\"A\"}\n");
}

#[test]
fn the_schema_is_json_and_names_every_field() {
    let output = radsift(&["schema"], b"");
    let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let record = &records(&radsift(&["extract", "corpus/example.txt", "-q"], b""))[0];
    for field in record.as_object().unwrap().keys() {
        assert!(schema["properties"].get(field).is_some(), "{field}");
    }
}

#[test]
fn the_exit_code_says_whether_anything_was_read() {
    let report = b"{\"id\":\"1\",\"text\":\"No infarct.\"}\n".as_slice();
    let broken = b"{\n".as_slice();
    for (lines, code) in [
        ([report, report], 0),
        ([report, broken], 3),
        ([broken, broken], 4),
        ([b"".as_slice(), b""], 0),
    ] {
        let input = lines.concat();
        let output = radsift(&["extract", "-", "--from", "jsonl", "--quiet"], &input);
        assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&input));
    }
}

#[test]
fn all_flags_are_listed_when_asked_for() {
    let report = b"{\"id\":\"1\",\"text\":\"No hydrocephalus.\"}\n";
    let flags = |options: &[&str]| {
        let output = radsift(&[&["extract", "-", "--from", "jsonl", "-q"], options].concat(), report);
        let record = records(&output).remove(0);
        record["flags"].as_array().unwrap().clone()
    };
    let (stated, all) = (flags(&[]), flags(&["--all-flags"]));
    assert!(!stated.is_empty() && stated.iter().all(|flag| flag["value"] != "not_stated"));
    assert!(all.len() > stated.len());
    let rest: Vec<_> = all.iter().filter(|flag| flag["value"] != "not_stated").cloned().collect();
    assert_eq!(rest, stated);
}

#[test]
fn the_long_version_names_the_engine() {
    let output = radsift(&["--version"], b"");
    let said = String::from_utf8(output.stdout).unwrap();
    let hash = said.lines().nth(1).and_then(|line| line.strip_prefix("engine ")).unwrap();
    assert_eq!(hash, radsift::lexicon::ENGINE_HASH);
}
