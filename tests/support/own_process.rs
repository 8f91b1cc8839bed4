//! Tests that change something of their whole process, such as what a panic prints.

use std::process::Command;

/// Tells a test that it has the process to itself.
const MARK: &str = "RADSIFT_TEST_OWN_PROCESS";

/// Runs the test `name`, a path from the crate root, once more in a process of its own. True in that process; there the test does its work.
pub fn is_own_process(name: &str) -> bool {
    if std::env::var_os(MARK).is_some() {
        return true;
    }
    let mut command = Command::new(std::env::current_exe().unwrap());
    let output = command.args(["--exact", name, "--nocapture"]).env(MARK, "1").output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let passed = output.status.success() && said.contains("1 passed");
    assert!(passed, "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    false
}
