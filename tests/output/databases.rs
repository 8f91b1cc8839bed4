//! The OMOP tables, loaded into databases as they are and counted there.
//!
//! PostgreSQL and DuckDB are used where they are installed; a test that is skipped says so.

#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

use super::omop::{DATE, counts};
use super::*;
use std::process::Stdio;

/// Both tables as the common data model defines them.
const TABLES: &str = r#"
create table note (note_id integer not null, person_id integer not null, note_date date not null, note_datetime timestamp,
  note_type_concept_id integer not null, note_class_concept_id integer not null, note_title varchar(250), note_text text not null,
  encoding_concept_id integer not null, language_concept_id integer not null, provider_id integer, visit_occurrence_id integer,
  visit_detail_id integer, note_source_value varchar(50), note_event_id integer, note_event_field_concept_id integer);
create table note_nlp (note_nlp_id integer not null, note_id integer not null, section_concept_id integer, snippet varchar(250),
  "offset" varchar(50), lexical_variant varchar(250) not null, note_nlp_concept_id integer, note_nlp_source_concept_id integer,
  nlp_system varchar(250), nlp_date date not null, nlp_datetime timestamp, term_exists varchar(1), term_temporal varchar(50),
  term_modifiers varchar(2000));
"#;

/// The definitions that the common data model publishes, where they lie beside the project; our own otherwise.
fn tables(database: &str) -> String {
    let path = format!("../shared/data/omop_cdm54/OMOPCDM_{database}_5.4_ddl.sql");
    let Ok(all) = fs::read_to_string(path) else {
        return TABLES.to_owned();
    };
    let all = all.replace("@cdmDatabaseSchema.", "");
    let wanted = |s: &&str| s.contains("CREATE TABLE note ") || s.contains("CREATE TABLE note_nlp ");
    all.split_inclusive(';').filter(wanted).collect()
}

const COUNT: &str = "select split_part(split_part(term_modifiers, ';', 1), '=', 2), term_exists, coalesce(term_temporal, ''), count(*) \
    from note_nlp join note using (note_id) group by 1, 2, 3 order by 1, 2, 3";
/// Findings whose words do not stand in their note where they should.
const MISPLACED: &str = "select count(*) from note_nlp n join note t using (note_id) \
    where substr(t.note_text, cast(n.\"offset\" as integer) + 1, length(n.lexical_variant)) <> n.lexical_variant";

/// What both queries should answer, cells with bars between.
fn wanted(records: &[Value]) -> String {
    let counts = counts(records);
    let lines = counts
        .iter()
        .map(|((finding, exists, time), count)| format!("{finding}|{exists}|{time}|{count}\n"));
    lines.chain(["0\n".to_owned()]).collect()
}

/// Runs a command with this input; what it prints.
fn tell(command: &mut Command, input: &str) -> Result<String, String> {
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|e| e.to_string())?;
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes()).map_err(|e| e.to_string())?;
    let output = child.wait_with_output().map_err(|e| e.to_string())?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// A PostgreSQL server of our own, which listens only in its folder.
struct Server {
    folder: PathBuf,
    user: Option<&'static str>,
}

impl Server {
    fn start() -> Result<Self, String> {
        // The path of a socket must be short.
        let folder = std::env::temp_dir().join(format!("radsift-pg-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        // PostgreSQL does not run as root.
        let root = tell(Command::new("id").arg("-u"), "").is_ok_and(|id| id.trim() == "0");
        let server = Self {
            folder,
            user: root.then_some("nobody"),
        };
        if let Some(user) = server.user {
            tell(Command::new("chown").arg(user).arg(&server.folder), "")?;
        }
        let data = server.folder.join("data");
        tell(
            server
                .command("initdb")
                .args(["-A", "trust", "-U", "radsift", "-E", "UTF8", "--no-locale", "-N", "-D"])
                .arg(&data),
            "",
        )?;
        let options = format!("-c listen_addresses='' -k {}", server.folder.display());
        let log = server.folder.join("log");
        tell(
            server
                .command("pg_ctl")
                .args(["start", "-w", "-o", &options, "-l"])
                .arg(log)
                .arg("-D")
                .arg(&data),
            "",
        )?;
        Ok(server)
    }

    fn command(&self, program: &str) -> Command {
        let program = program_path(program);
        let mut command = match self.user {
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--"]).arg(program);
                command
            }
            None => Command::new(program),
        };
        command.current_dir(&self.folder);
        command
    }

    fn sql(&self, sql: &str) -> Result<String, String> {
        let mut psql = Command::new(program_path("psql"));
        psql.args([
            "-X",
            "-q",
            "-t",
            "-A",
            "-v",
            "ON_ERROR_STOP=1",
            "-U",
            "radsift",
            "-d",
            "postgres",
            "-h",
        ]);
        tell(psql.arg(&self.folder), sql)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = tell(
            self.command("pg_ctl")
                .args(["stop", "-m", "immediate", "-D"])
                .arg(self.folder.join("data")),
            "",
        );
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A program of PostgreSQL, which some systems keep off the path.
fn program_path(name: &str) -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let found = versions.map(|v| v.path().join("bin").join(name)).filter(|p| p.exists()).max();
    found.unwrap_or_else(|| name.into())
}

#[test]
fn postgresql_loads_and_counts_them() {
    if Command::new(program_path("initdb")).arg("--version").output().is_err() {
        println!("skipped: PostgreSQL is not installed");
        return;
    }
    let server = Server::start().unwrap();
    let input = input("postgresql");
    let folder = run(&input, "postgresql", &DATE);
    let load = |table: &str| {
        let file = folder.join(format!("{table}-00000.csv"));
        format!("\\copy {table} from '{}' with (format csv, header match)\n", file.display())
    };
    server.sql(&tables("postgresql")).unwrap();
    server.sql(&(load("note") + &load("note_nlp"))).unwrap();
    let records = records(&input, "postgresql");
    assert_eq!(server.sql(&format!("{COUNT};{MISPLACED};")).unwrap(), wanted(&records));
    let notes = server
        .sql("select count(*), count(distinct note_id), min(length(note_text)) from note")
        .unwrap();
    assert_eq!(notes.trim(), format!("{0}|{0}|1", records.len()));
}

#[test]
fn duckdb_loads_and_counts_them() {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if tell(Command::new(&python).args(["-c", "import duckdb"]), "").is_err() {
        println!("skipped: {python} has no duckdb");
        return;
    }
    let input = input("duckdb");
    let folder = run(&input, "duckdb", &DATE);
    let script = format!(
        "import duckdb\ndb = duckdb.connect()\ndb.execute('''{}''')\n\
         for t in 'note', 'note_nlp': db.execute(f\"copy {{t}} from '{}/{{t}}-00000.csv' (header)\")\n\
         for q in '''{COUNT}''', '''{MISPLACED}''':\n for r in db.execute(q).fetchall(): print(*r, sep='|')\n",
        tables("duckdb"),
        folder.display()
    );
    let counted = tell(Command::new(&python).arg("-"), &script).unwrap();
    assert_eq!(counted, wanted(&records(&input, "duckdb")));
}
