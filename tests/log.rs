//! The log of a run for programs.

use crate::support::folder::Folder;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn run(input: &Path, output: &Path, more: &[&str]) -> Output {
    let mut radsift = Command::new(env!("CARGO_BIN_EXE_radsift"));
    radsift.arg("run").arg(input).arg("-o").arg(output).args(more).output().unwrap()
}

fn events(log: &str) -> Vec<Value> {
    log.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}")))
        .collect()
}

fn names(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["event"].as_str().unwrap()).collect()
}

#[test]
fn every_event_is_a_line_of_json_without_words_of_reports() {
    let folder = Folder::new("log");
    let line = |n: usize| match n % 1_000 {
        3 => "{\"text\":\"SECRETWORD\n".to_owned(),
        _ => format!("{{\"id\":{n},\"text\":\"No acute infarct. SECRETWORD {}\"}}\n", "x".repeat(1_000)),
    };
    let input = folder.file("archive.jsonl", (0..3_000).map(line).collect::<String>());
    let done = run(&input, &folder.0.join("out"), &["--log-format", "json", "--shard-mb", "1"]);
    assert_eq!(done.status.code(), Some(3));
    let log = String::from_utf8(done.stderr).unwrap();
    assert!(!log.contains("SECRETWORD"), "{log}");
    let all = events(&log);
    assert!(all.iter().all(|event| event["time"].as_f64().unwrap() > 1.7e9));
    let first = &all[0];
    assert_eq!(
        (&first["event"], &first["inputs"], &first["resumed"]),
        (&"start".into(), &1.into(), &false.into())
    );
    assert_eq!(first["bytes"], std::fs::metadata(&input).unwrap().len());
    let last = all.last().unwrap();
    assert_eq!(
        (&last["event"], &last["outcome"], &last["exit_code"]),
        (&"end".into(), &"rejections".into(), &3.into())
    );
    assert_eq!(
        (&last["records"], &last["reports"], &last["rejected"]),
        (&3_000.into(), &2_997.into(), &3.into())
    );
    let rejected: Vec<&Value> = all.iter().filter(|event| event["event"] == "rejected").collect();
    let places: Vec<u64> = rejected.iter().map(|reject| reject["line"].as_u64().unwrap()).collect();
    assert_eq!(places, [4, 1_004, 2_004]);
    let account: Value = serde_json::from_slice(&std::fs::read(folder.0.join("out/run.json")).unwrap()).unwrap();
    assert_eq!(last["rejected_for"], account["rejected_for"]);
    let shards: Vec<&Value> = all.iter().filter(|event| event["event"] == "shard").collect();
    assert_eq!(Value::from(shards.len()), account["shards"]);
    for (number, shard) in shards.iter().enumerate() {
        assert_eq!(shard["number"], number);
        for (name, size) in shard["files"].as_object().unwrap() {
            assert_eq!(*size, std::fs::metadata(folder.0.join("out").join(name)).unwrap().len());
        }
    }
    assert!(names(&all).contains(&"progress"));
}

#[test]
fn a_log_of_its_own_grows_and_leaves_standard_error_to_people() {
    let folder = Folder::new("log-file");
    let input = folder.file("archive.jsonl", "{\"id\":1,\"text\":\"No oedema.\"}\n{\n");
    let log = folder.0.join("log.jsonl");
    let options = ["--log-format", "json", "--log", log.to_str().unwrap()];
    let out = folder.0.join("out");
    let limited = run(&input, &out, &[&options[..], &["--max-rejects", "0"]].concat());
    assert_eq!(limited.status.code(), Some(5));
    assert!(
        String::from_utf8(limited.stderr)
            .unwrap()
            .contains("error: 1 of 2 records were rejected")
    );
    let resumed = run(&input, &out, &[&options[..], &["--resume"]].concat());
    assert_eq!(resumed.status.code(), Some(3));
    let all = events(&std::fs::read_to_string(&log).unwrap());
    let told: Vec<&str> = names(&all).into_iter().filter(|name| *name != "progress").collect();
    assert_eq!(told, ["start", "rejected", "failed", "start", "rejected", "shard", "end"]);
    let failed = all.iter().find(|event| event["event"] == "failed").unwrap();
    assert_eq!(failed["exit_code"], 5);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&log).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // On standard error the error is a line of the log too.
    let failed = run(&input, &out, &["--log-format", "json"]);
    assert_eq!(failed.status.code(), Some(2));
    let all = events(&String::from_utf8(failed.stderr).unwrap());
    assert_eq!(names(&all), ["failed"]);
    assert!(all[0]["message"].as_str().unwrap().contains("already contains a run"));
}
