//! Why rules say nothing about a report.

use super::{Args, hits};
use crate::cli::Outcome;
use crate::cli::terminal::print;
use crate::error::Error;
use crate::input::Record;
use crate::lint::{Linter, Silence};
use crate::runs::{Work, each};
use crate::{Extractor, Session};
use std::fmt::Write;

struct Silent<'a> {
    extractor: &'a Extractor,
    linter: &'a Linter,
}

impl Work for Silent<'_> {
    type Memory = Session;
    type Out = (u64, u64, String);

    fn analyse(&self, session: &mut Session, record: &Record<'_>, (reports, hits, page): &mut Self::Out) {
        *reports += 1;
        let report = self.extractor.analyse(session, &record.text, &record.meta);
        let checked = self.linter.check(&report, &record.meta);
        *hits += checked.hits.len() as u64;
        for hit in &checked.hits {
            page.push_str(&super::full::page(&record.id, hit, &report.doc, false));
        }
        for (rule, silence) in self.linter.why_silent(&report, &record.meta) {
            let _ = writeln!(page, "{} {:<26} {}", rule.code, rule.page().name, reason(&silence));
        }
    }
}

fn reason(silence: &Silence) -> String {
    match silence {
        Silence::NotSelected => "was not selected".to_owned(),
        Silence::NoPolicy => "needs a policy in radsift.toml".to_owned(),
        Silence::Missing(needs) => {
            let names: Vec<&str> = needs.iter().map(|need| need.name()).collect();
            format!("the record does not have {}", names.join(" or "))
        }
        Silence::Nothing(why) => (*why).to_owned(),
        Silence::Cleared(reasons) => format!("cleared: {}", reasons.join("; ")),
        Silence::NoReport => "the text is no report in English".to_owned(),
    }
}

pub(super) fn run(args: &Args, extractor: &Extractor, linter: &Linter) -> Result<Outcome, Error> {
    let reader = args.collection.reader(&args.paths)?;
    let mut all = hits::Totals::default();
    let mut page = String::new();
    let ended = each(
        &Silent { extractor, linter },
        reader,
        &args.collection.options(),
        |(reports, hits, own)| {
            all.reports += reports;
            all.hits += hits;
            if all.reports <= 1 {
                page.push_str(&own);
            }
            Ok(())
        },
    )?;
    if all.reports > 1 {
        return Err(Error::usage("--why-silent is for one report").help("choose one, or look at the whole archive without it"));
    }
    print(&page)?;
    let outcome = Outcome::of(&ended.tally);
    Ok(if all.hits > 0 { Outcome::Found } else { outcome })
}
