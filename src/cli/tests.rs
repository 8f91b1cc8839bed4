use super::Cli;
use clap::{Command, CommandFactory, Parser};
use std::collections::{BTreeMap, BTreeSet};

/// Options whose value means something else in some commands, and why.
const DIFFERENT: &[(&str, &str)] = &[
    (
        "finding",
        "`explain` counts the findings of one report, `diff` names a kind of finding",
    ),
    ("output", "one file, or a folder of them"),
];

#[test]
fn the_command_line_is_consistent() {
    Cli::command().debug_assert();
}

/// The visible options that take a value, by name: the name of the value, and the commands that use it.
fn options(command: &Command, out: &mut BTreeMap<String, BTreeMap<String, BTreeSet<String>>>) {
    for argument in command
        .get_arguments()
        .filter(|a| !a.is_hide_set() && a.get_action().takes_values())
    {
        let (Some(long), Some(names)) = (argument.get_long(), argument.get_value_names()) else {
            continue;
        };
        let commands = out.entry(long.to_owned()).or_default().entry(names.join(" ")).or_default();
        commands.insert(command.get_name().to_owned());
    }
    command.get_subcommands().for_each(|below| options(below, out));
}

#[test]
fn an_option_is_the_same_in_all_commands() {
    let mut found = BTreeMap::new();
    options(&Cli::command(), &mut found);
    assert!(found["from"]["FORMAT"].len() >= 6 && found["to"]["FORM"].len() >= 6, "{found:?}");
    for (long, values) in &found {
        let known = DIFFERENT.iter().any(|(name, _)| name == long);
        assert_eq!(values.len() > 1, known, "--{long} takes {values:?}");
    }
}

#[test]
fn old_names_are_still_taken() {
    for line in [
        "extract a.csv --format csv --id-col a --text-col b --meta-col c",
        "show a.jsonl --format jsonl",
        "diff a.jsonl b.jsonl --input-format jsonl --format json --sample 3",
        "lexicon check a.jsonl --input-format jsonl --format json",
        "lexicon suggest a.jsonl --format json",
        "lexicon list --json",
        "eval a.jsonl b.jsonl --format json",
        "schema --for csv",
    ] {
        let parsed = Cli::try_parse_from(["radsift"].into_iter().chain(line.split(' ')));
        assert!(parsed.is_ok(), "{line}: {}", parsed.unwrap_err());
    }
}
