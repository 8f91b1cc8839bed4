//! Foreign words that are printed: names of files and entries, ids, groups, columns. None of them steers the terminal or forges a line.

use crate::input::containers::zip;
use crate::support::folder::Folder;
use serde_json::json;
use std::path::Path;
use std::process::{Command, Output};

/// Sets the title of a terminal, turns the direction of writing, has no width, is a control of one byte in Latin-1.
const NASTY: &str = "a\u{1b}]0;owned\u{7}b\u{202e}c\u{200b}d\u{9b}31me";
/// How that is shown.
const SHOWN: &str = "a\\u001b]0;owned\\u0007b\\u202ec\\u200bd\\u009b31me";
/// A name that forges a message.
const FORGED: &str = "x\nerror: all lost.jsonl";

fn radsift(args: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_radsift")).args(args).output().unwrap()
}

/// What was printed, which holds nothing that a terminal obeys but line ends and colours of its own.
fn harmless(output: &Output) -> (String, String) {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8(bytes.clone()).unwrap());
    for text in [&out, &err] {
        let bad = |c: &char| (c.is_control() && *c != '\n' && *c != '\t') || matches!(c, '\u{202e}' | '\u{200b}');
        assert_eq!(text.chars().find(bad), None, "{text:?}");
    }
    let forged = |text: &String| text.lines().any(|line| line.starts_with("error: all lost"));
    assert!(!forged(&out) && !forged(&err), "{out}{err}");
    (out, err)
}

#[test]
fn names_of_entries_are_written_out_and_stay_exact_in_the_rejections() {
    let folder = Folder::new("foreign-entries");
    let entry = format!("{NASTY}.jsonl");
    let archive = folder.0.join("archive.zip");
    let entries = [
        (entry.as_str(), &b"{broken\n"[..]),
        (FORGED, b"{}\n"),
        ("c.jsonl", b"{\"id\":1,\"text\":\"Pons.\"}\n"),
    ];
    std::fs::write(&archive, zip(&entries)).unwrap();
    let (rejects, out) = (folder.0.join("rejects.jsonl"), folder.0.join("out"));
    let extract = radsift(&["extract".as_ref(), &archive, "--rejects".as_ref(), &rejects]);
    let run = radsift(&["run".as_ref(), &archive, "-o".as_ref(), &out]);
    for done in [&extract, &run] {
        let (_, said) = harmless(done);
        assert!(said.contains(&format!("!/{SHOWN}.jsonl:1")), "{said}");
        assert!(said.contains("!/x\\nerror: all lost.jsonl:1"), "{said}");
    }
    for path in [rejects, out.join("rejects.jsonl")] {
        let lines = std::fs::read_to_string(path).unwrap();
        let sources: Vec<String> = lines
            .lines()
            .map(|line| {
                serde_json::from_str::<serde_json::Value>(line).unwrap()["source"]
                    .as_str()
                    .unwrap()
                    .to_owned()
            })
            .collect();
        assert!(
            sources[0].ends_with(&format!("!/{entry}")) && sources[1].ends_with(&format!("!/{FORGED}")),
            "{sources:?}"
        );
    }
}

#[test]
fn ids_groups_and_columns_are_written_out() {
    let folder = Folder::new("foreign-ids");
    let forged = format!("{NASTY}\nerror: all lost");
    let reports = folder.0.join("reports.jsonl");
    let report = |id: &str, text: &str| json!({"id": id, "text": text, "meta": {"site": forged}}).to_string();
    std::fs::write(
        &reports,
        [
            report(&forged, "An acute infarct\u{202e} in the pons\u{1b}[2J."),
            report("other", "No oedema."),
        ]
        .join("\n"),
    )
    .unwrap();
    let gold = folder.0.join("gold.jsonl");
    let statement = json!({"f": "meningioma", "a": "present", "ev": "pons"});
    std::fs::write(&gold, json!({"id": forged, "site": forged, "s": [statement]}).to_string()).unwrap();
    for command in ["show", "explain"] {
        let one = radsift(&[command.as_ref(), &reports, "--record".as_ref(), forged.as_ref()]);
        assert!(one.status.success(), "{command}");
        assert!(harmless(&one).0.contains("infarct"), "{command}");
        let none = radsift(&[command.as_ref(), &reports, "--record".as_ref(), FORGED.as_ref()]);
        let (_, said) = harmless(&none);
        assert!(said.contains("no report with the id `x\\nerror: all lost.jsonl`"), "{said}");
    }
    let eval: [&Path; 7] = [
        "eval".as_ref(),
        &gold,
        &reports,
        "--errors".as_ref(),
        "9".as_ref(),
        "--by".as_ref(),
        Path::new("site"),
    ];
    let (page, _) = harmless(&radsift(&eval));
    assert!(page.contains(&format!("{SHOWN}\\nerror: all lost")), "{page}");

    let (old, new) = (folder.0.join("old.jsonl"), folder.0.join("new.jsonl"));
    let written = radsift(&[
        "extract".as_ref(),
        &reports,
        "-o".as_ref(),
        &old,
        "--offset-unit".as_ref(),
        "byte".as_ref(),
    ]);
    assert!(written.status.success());
    let changed = std::fs::read_to_string(&old).unwrap().replace("\"present\"", "\"possible\"");
    std::fs::write(&new, changed).unwrap();
    let (page, _) = harmless(&radsift(&["diff".as_ref(), &old, &new]));
    assert!(page.contains(&format!("{SHOWN}\\nerror: all lost")), "{page}");
    let json = radsift(&["diff".as_ref(), &old, &new, "--to".as_ref(), "json".as_ref()]);
    let samples: serde_json::Value = serde_json::from_str(&harmless(&json).0).unwrap();
    assert!(samples["samples"].to_string().contains("owned"), "{samples}");
    assert_eq!(samples["samples"]["assertion"][0]["id"], *forged, "{samples}");

    let table = folder.file("table.csv", "id,text\n1,2\n");
    let (_, said) = harmless(&radsift(&["extract".as_ref(), &table, "--text-field".as_ref(), forged.as_ref()]));
    assert!(said.contains("there is no column `") && said.contains(SHOWN), "{said}");
}
