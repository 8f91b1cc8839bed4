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
