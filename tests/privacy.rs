//! Who may read what is written.

use crate::support::folder::Folder;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Runs radsift where new files may be read by everybody.
fn radsift(args: &[&Path]) {
    let done = Command::new("sh")
        .args(["-c", "umask 022; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_radsift")])
        .args(args)
        .status()
        .unwrap();
    assert_eq!(done.code(), Some(3));
}

#[test]
fn output_is_for_its_owner_unless_it_is_shared() {
    let folder = Folder::new("modes");
    let input = folder.file("in.jsonl", "{\"id\":1,\"text\":\"No oedema.\"}\n{\n");
    for (name, share, files, folders) in [("own", false, 0o600, 0o700), ("shared", true, 0o640, 0o750)] {
        let (out, file, rejects) = (
            folder.0.join(name),
            folder.0.join(format!("{name}.jsonl")),
            folder.0.join(format!("{name}.rejects")),
        );
        // A file of yesterday that everybody may read.
        std::fs::write(&file, "").unwrap();
        let shared: &[&Path] = if share { &[Path::new("--share")] } else { &[] };
        radsift(&[&["run".as_ref(), &*input, "-q".as_ref(), "-o".as_ref(), &out], shared].concat());
        radsift(
            &[
                &[
                    "extract".as_ref(),
                    &*input,
                    "-q".as_ref(),
                    "-o".as_ref(),
                    &file,
                    "--rejects".as_ref(),
                    &rejects,
                ],
                shared,
            ]
            .concat(),
        );
        assert_eq!(mode(&out), folders);
        for written in [
            "part-00000.jsonl",
            "contents-00000.u64",
            "rejects.jsonl",
            "run.json",
            "journal.json",
        ] {
            assert_eq!(mode(&out.join(written)), files, "{written}");
        }
        assert_eq!((mode(&file), mode(&rejects)), (files, files));
    }
}

fn run(args: &[&Path]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_radsift")).args(args).output().unwrap()
}

/// Everything that was written below a folder, with the names of the files.
fn written(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        all += &format!("{}\n", path.display());
        all += &String::from_utf8_lossy(&std::fs::read(&path).unwrap());
    }
    all
}

#[test]
fn pseudonyms_stand_for_every_id() {
    let folder = Folder::new("pseudonyms");
    let key = folder.file("key", [7; 32]);
    let other = folder.file("other", [8; 40]);
    let meta = |accession: &str| {
        serde_json::json!({"patient_id": "SECRET-77", "PatientMRN": 4711, "accession": accession, "patient_ids": [{"id": "SECRET-77", "authority": "SECRET-CLINIC"}],
            "referrer": "SECRET-DOCTOR", "study_date": "2026-01-31"})
    };
    let report = |id: &str| serde_json::json!({"id": id, "text": "No acute infarct.", "meta": meta(id)}).to_string();
    folder.file("in/reports.jsonl", format!("{}\n{}\n", report("SECRET-1"), report("SECRET-2")));
    folder.file("in/SECRET-NAME.txt", "Oedema of the left thalamus.");
    folder.file("in/SECRET-EMPTY.txt", vec![b'x'; 5 << 20]);
    let input = folder.0.join("in");
    let with = |key: &Path, out: &str, form: &[&str]| {
        let out = folder.0.join(out);
        let mut args: Vec<&Path> = vec!["run".as_ref(), &input, "-o".as_ref(), &out, "--pseudonymise".as_ref(), key];
        args.extend(form.iter().map(Path::new));
        (run(&args), out)
    };
    let mut ids = Vec::new();
    let forms = ["jsonl", "csv", "wide", "doccano", "label-studio", "brat", "fhir"];
    for form in forms {
        let whole = ["doccano", "label-studio", "brat", "fhir"].contains(&form);
        if whole {
            let (refused, _) = with(&key, &format!("{form}-refused"), &["--to", form]);
            let said = String::from_utf8(refused.stderr).unwrap();
            assert!(refused.status.code() == Some(2) && said.contains("holds whole reports"), "{said}");
        }
        let options = [&["--to", form][..], if whole { &["--with-text"] } else { &[] }].concat();
        let (done, out) = with(&key, form, &options);
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(3), "{said}");
        let all = written(&out) + &said;
        assert!(!all.contains("SECRET") && !all.contains("4711"), "{form}: {all}");
        if form == "jsonl" {
            let records = std::fs::read_to_string(out.join("part-00000.jsonl")).unwrap();
            ids = records
                .lines()
                .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
                .collect();
        }
    }
    // Name.txt stands before reports.jsonl; an id is the same hash wherever it stands.
    let [text, one, two] = &ids[..] else { panic!("{ids:?}") };
    assert_eq!(text["id"].as_str().unwrap().len(), 32);
    assert_eq!(one["id"], one["meta"]["accession"]);
    assert_eq!(one["meta"]["patient_id"], two["meta"]["patient_id"]);
    assert_eq!(one["meta"]["patient_id"], one["meta"]["patient_ids"][0]["id"]);
    assert!(one["id"] != two["id"] && one["meta"].get("study_date").is_none());
    // The same in extract, and what is asked for goes out; another key gives other pseudonyms.
    let file = folder.0.join("extract.jsonl");
    let extract = run(&[
        "extract".as_ref(),
        &input.join("reports.jsonl"),
        "-o".as_ref(),
        &file,
        "--pseudonymise".as_ref(),
        &key,
        "--meta-field".as_ref(),
        "study_date".as_ref(),
    ]);
    assert!(extract.status.success());
    let first = std::fs::read_to_string(&file).unwrap();
    let first: serde_json::Value = serde_json::from_str(first.lines().next().unwrap()).unwrap();
    assert_eq!((&first["id"], &first["meta"]["study_date"]), (&one["id"], &"2026-01-31".into()));
    let (_, out) = with(&other, "other-key", &[]);
    assert!(!written(&out).contains(one["id"].as_str().unwrap()));
    // A run goes on with its own key only, and a key is long enough.
    let (resumed, _) = with(&other, "jsonl", &["--to", "jsonl", "--resume"]);
    assert_eq!(resumed.status.code(), Some(2));
    let short = folder.file("short", [7; 31]);
    let (refused, _) = with(&short, "short-key", &[]);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(
        refused.status.code() == Some(2) && said.contains("too short for a key: it has 31 bytes"),
        "{said}"
    );
}

#[test]
fn the_page_of_eval_is_for_its_owner_and_a_stream_stays_one() {
    let folder = Folder::new("eval-page");
    let page = folder.0.join("page.html");
    let input = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/eval.in").join(name);
    let eval = |page: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_radsift"));
        command
            .arg("eval")
            .args([input("gold.jsonl"), input("reports.jsonl")])
            .arg("-q")
            .arg("--html")
            .arg(page);
        command.output().unwrap()
    };
    // A page of yesterday that everybody may read.
    std::fs::write(&page, "").unwrap();
    assert!(eval(&page).status.success());
    assert_eq!(mode(&page), 0o600);
    let streamed = eval(Path::new("/dev/stdout"));
    assert!(String::from_utf8(streamed.stdout).unwrap().starts_with("<!doctype html>"));
    assert!(Path::new("/dev/stdout").is_symlink());
}
