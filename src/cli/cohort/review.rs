//! `radsift cohort review`

use crate::cli::Outcome;
use crate::cli::collection::tell;
use crate::cli::privacy::ShareArgs;
use crate::cli::reading::ReadingArgs;
use crate::cli::style::HEADING;
use crate::cli::table::Table;
use crate::cli::terminal::{count, note, print};
use crate::cli::threads::ThreadArgs;
use crate::cohort::review::{
    Asked, Figure, Overview, Pool, ReaderSummary, Sample, Stratum, Summary, Texts, Unsure, draw, find_texts, page, read_decisions,
    read_overview, read_pool, write,
};
use crate::error::Error;
use crate::input::Reader;
use crate::output::save_named;
use crate::runs::Options;
use crate::visible::visible;
use std::collections::HashSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "Examples:
  radsift cohort review out/ --texts reports.jsonl                     a page with 50 members and 50 others
  radsift cohort review out/ --texts archive/ --sample 100 --seed 7    the same with 100 members and another draw
  radsift cohort review out/ --decisions decisions-anna.json           what one reader's decisions say
  radsift cohort review out/ --decisions anna.json --decisions ben.json --texts reports.jsonl

The page is one file and needs no network. It hides who is a member; readers decide by keys, save their decisions to a file, and a second
reader takes the same page under another name. Members are drawn at random; of the others, near misses first (four of ten one rule short,
three hedged, three of the rest), with weights that say how many cases each one stands for.

With --decisions it prints the estimates and writes them to OUT/review/: summary.csv and summary.json (PPV with Wilson interval; NPV,
sensitivity and specificity weighted), disagreements.csv, stard.txt, and files for REDCap (redcap.csv, redcap_dictionary.csv) and Label
Studio (label_studio.json, with the texts of --texts).";

/// The command line of `cohort review`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// The folder that `cohort run` has written
    #[arg(value_name = "OUT")]
    folder: PathBuf,
    /// How many members are drawn
    #[arg(long, value_name = "N", default_value_t = 50, conflicts_with = "decisions")]
    sample: u64,
    /// How many others are drawn
    #[arg(long, value_name = "N", default_value_t = 50, conflicts_with = "decisions")]
    non_members: u64,
    /// Other seeds draw other cases
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "decisions")]
    seed: u64,
    /// Where the texts of the reports are: files, folders, or - for standard input; repeatable
    #[arg(long, value_name = "PATH", num_args = 1..)]
    texts: Vec<PathBuf>,
    /// The page [default: review.html in OUT]
    #[arg(short, long, value_name = "FILE", conflicts_with = "decisions")]
    output: Option<PathBuf>,
    /// Reads the decisions of a reader back; twice for two readers
    #[arg(long, value_name = "FILE")]
    decisions: Vec<PathBuf>,
    #[command(flatten)]
    threads: ThreadArgs,
    #[command(flatten)]
    share: ShareArgs,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Prints nothing on standard error
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let overview = read_overview(&args.folder)?;
    let pool = read_pool(&args.folder, &overview)?;
    if args.decisions.is_empty() {
        make_page(args, &overview, &pool)
    } else {
        take_decisions(args, &overview, &pool)
    }
}

fn make_page(args: &Args, overview: &Overview, pool: &Pool) -> Result<Outcome, Error> {
    let output = args.output.clone().unwrap_or_else(|| args.folder.join("review.html"));
    refuse_overwriting(&output, args)?;
    let asked = Asked {
        seed: args.seed,
        members: args.sample,
        non_members: args.non_members,
    };
    let sample = draw(pool, overview, asked);
    let say = |text: &str| {
        if !args.quiet {
            note(text);
        }
    };
    let (members, others) = sample.drawn();
    if members + others == 0 {
        return Err(Error::usage("there is no case to review: the pool has none, or none was asked for"));
    }
    for (drawn, asked, what) in [(members, asked.members, "members"), (others, asked.non_members, "non-members")] {
        if drawn < asked {
            say(&format!("asked for {asked} {what}, the pool has {drawn}: all are taken"));
        }
    }
    let (texts, outcome) = texts(args, &sample, overview)?;
    let page = page(pool, overview, &sample, &texts)?;
    save_named(&output, page.as_bytes(), args.share.access())?;
    let strata = Stratum::NON_MEMBERS.map(|stratum| format!("{} {}", sample.of(stratum).drawn, stratum.as_str()));
    say(&format!(
        "{}: {}, {} ({}): {}",
        count(members + others, "case"),
        count(members, "member"),
        count(others, "non-member"),
        strata.join(", "),
        output.display()
    ));
    Ok(outcome)
}

/// The page must not replace what it is made from.
fn refuse_overwriting(output: &Path, args: &Args) -> Result<(), Error> {
    let Ok(real) = output.canonicalize() else { return Ok(()) };
    let own = ["pool.jsonl", "cohort.json"].map(|name| args.folder.join(name));
    let mut inputs = own.iter().chain(&args.texts);
    if inputs.any(|input| input.canonicalize().is_ok_and(|path| path == real)) {
        return Err(Error::usage(format!("{} is an input and an output of this run", output.display())));
    }
    Ok(())
}

/// The texts of the sample, if the archive is given.
fn texts(args: &Args, sample: &Sample<'_>, overview: &Overview) -> Result<(Texts, Outcome), Error> {
    if args.texts.is_empty() {
        if args.decisions.is_empty() && !args.quiet {
            note("without --texts the page shows the words of the evidence only");
        }
        return Ok((Texts::none(sample), Outcome::Done));
    }
    let fields = args.reading.fields();
    let reader = Reader::new(args.reading.sources(&args.texts)?).with_fields(&fields);
    let options = Options {
        jobs: args.threads.jobs,
        fields,
        ..Options::default()
    };
    let (texts, ended) = find_texts(reader, &options, sample, overview.offset_unit)?;
    if !args.quiet {
        tell(&ended);
        let found = texts.found() as u64;
        let (missing, changed) = (texts.missing as u64, texts.changed as u64);
        if missing > 0 {
            note(&format!(
                "the texts of {} of {} are not in the archive",
                missing,
                count(found + missing + changed, "report")
            ));
        }
        if changed > 0 {
            note(&format!(
                "the texts of {} are not those that were read: the words of the evidence do not stand there",
                count(changed, "report")
            ));
        }
    }
    Ok((texts, Outcome::of(&ended.tally)))
}

fn take_decisions(args: &Args, overview: &Overview, pool: &Pool) -> Result<Outcome, Error> {
    let (readers, asked) = read_decisions(&args.decisions, pool, overview)?;
    let sample = draw(pool, overview, asked);
    let known: HashSet<&str> = sample.cases.iter().map(|drawn| drawn.case.case.as_str()).collect();
    readers.iter().try_for_each(|reader| reader.check(&known))?;
    let (texts, outcome) = texts(args, &sample, overview)?;
    let summary = Summary::of(overview, &pool.hash, &sample, &readers);
    let folder = args.folder.join("review");
    write(&folder, args.share.access(), overview, &sample, &readers, &summary, &texts)?;
    print(&shown(&summary))?;
    if !args.quiet {
        note(&format!("written to {}", folder.display()));
    }
    Ok(outcome)
}

/// The summary for people.
fn shown(summary: &Summary) -> String {
    let cohort = visible(summary.cohort.shown());
    let Asked { seed, .. } = summary.sample;
    let mut out = format!("Review of {cohort}, draw of seed {seed}\n");
    for reader in &summary.readers {
        out.push_str(&of_reader(reader));
    }
    if let Some(agreement) = &summary.agreement {
        let [first, second] = [&agreement.readers[0], &agreement.readers[1]].map(|name| visible(name));
        let _ = write!(out, "\n{HEADING}{first} (rows) and {second} (columns){HEADING:#}\n");
        let mut table = Table::new(&["", "yes", "no", "unsure"]);
        for (name, row) in ["yes", "no", "unsure"].into_iter().zip(agreement.table) {
            table.plain([name.to_owned(), row[0].to_string(), row[1].to_string(), row[2].to_string()]);
        }
        let _ = write!(out, "{table}");
        for (what, kappa) in [("all decisions", agreement.all), ("both sure", agreement.both_sure)] {
            let Some(kappa) = kappa else { continue };
            let value = kappa.kappa.map_or_else(|| "not defined".to_owned(), |value| format!("{value:.3}"));
            let interval = kappa
                .interval
                .map_or_else(String::new, |i| format!(" ({:.3} to {:.3})", i.low, i.high));
            let _ = writeln!(out, "{what}: kappa {value}{interval}, agreement {:.3}", kappa.agreement);
        }
    }
    out
}

fn of_reader(reader: &ReaderSummary) -> String {
    let mut out = format!("\n{HEADING}{}{HEADING:#}\n", visible(&reader.reader));
    let mut table = Table::new(&["stratum", "cases", "drawn", "yes", "no", "unsure", "open"]);
    for row in &reader.strata {
        let numbers = [
            row.row.cases,
            row.row.drawn,
            row.counts.yes,
            row.counts.no,
            row.counts.unsure,
            row.counts.open,
        ];
        let [a, b, c, d, e, f] = numbers.map(|n| n.to_string());
        table.plain([row.row.stratum.as_str().to_owned(), a, b, c, d, e, f]);
    }
    let _ = writeln!(out, "{table}");
    let mut table = Table::new(&["", "value", "95 % interval", "unsure at worst", "at best"]);
    for figure in [Figure::Ppv, Figure::Npv, Figure::Sensitivity, Figure::Specificity] {
        let of = |unsure| reader.figures.iter().find(|e| e.figure == figure && e.unsure == unsure);
        let value = |unsure| of(unsure).map_or_else(|| "-".to_owned(), |e| format!("{:.3}", e.value));
        let interval = of(Unsure::LeftOut).map_or_else(|| "-".to_owned(), |e| format!("{:.3} to {:.3}", e.interval.low, e.interval.high));
        let name = if figure == Figure::Ppv || figure == Figure::Npv {
            figure.as_str().to_uppercase()
        } else {
            figure.as_str().to_owned()
        };
        table.plain([name, value(Unsure::LeftOut), interval, value(Unsure::Worst), value(Unsure::Best)]);
    }
    let _ = write!(out, "{table}");
    let blind = |row: &crate::cohort::review::Estimated| {
        row.row.stratum != Stratum::Member && row.row.cases > 0 && row.counts.yes + row.counts.no == 0
    };
    let blank: Vec<&str> = reader
        .strata
        .iter()
        .filter(|row| blind(row))
        .map(|row| row.row.stratum.as_str())
        .collect();
    if !blank.is_empty() {
        let _ = writeln!(
            out,
            "no case of {} was decided: NPV, sensitivity and specificity say nothing of these",
            blank.join(" and ")
        );
    }
    if reader.not_blind > 0 {
        let _ = writeln!(
            out,
            "{} made while the answers of the rules were shown",
            count(reader.not_blind, "decision")
        );
    }
    out
}
