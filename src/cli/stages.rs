//! The intermediate results of the pipeline, one stage at a time.

use super::listing::{more, places};
use super::paint::on_one_line;
use super::style::{QUIET, of_mention, status};
use crate::cli::table::Table;
use crate::lexicon::{GradeTerm, Lane, Lexicon, Note, StatementTerm, StudyTerm, word};
use crate::report::{Report, contract_word};
use crate::structure::SentenceLink;
use crate::terms::{Term, Terms};
use crate::text::Gap;
use anstyle::Style;

/// The most characters of a text in a column.
const WIDE: usize = 90;

pub(super) fn sections(report: &Report<'_>) -> String {
    let mut table = Table::new(&["#", "role", "rule", "heading", "text"]);
    for (index, section) in report.doc.sections.iter().enumerate() {
        table.plain([
            index.to_string(),
            contract_word(section.role),
            section
                .rule
                .map_or_else(|| "-".to_owned(), |rule| report.doc.lexicon.sections[rule.index()].id.clone()),
            on_one_line(report.span(section.heading).of(report.doc.text), 30),
            on_one_line(report.span(section.body).of(report.doc.text), WIDE),
        ]);
    }
    table.to_string()
}

pub(super) fn sentences(report: &Report<'_>) -> String {
    let mut table = Table::new(&["#", "section", "paragraph", "indent", "link", "text"]);
    for (index, sentence) in report.doc.sentences.iter().enumerate() {
        let link = match sentence.link {
            SentenceLink::None => String::new(),
            SentenceLink::ReadingOf(above) => format!("reading of {above}"),
        };
        table.plain([
            index.to_string(),
            format!("{} {}", sentence.section, contract_word(sentence.role)),
            sentence.paragraph.to_string(),
            sentence.indent.to_string(),
            link,
            on_one_line(report.span(sentence.tokens).of(report.doc.text), WIDE),
        ]);
    }
    table.to_string()
}

pub(super) fn tokens(report: &Report<'_>) -> String {
    let mut table = Table::new(&["#", "bytes", "word", "gap before"]);
    for (index, token) in report.doc.buffer.tokens.iter().enumerate() {
        let word = on_one_line(token.span().of(report.doc.text), 40);
        table.plain([
            index.to_string(),
            format!("{}-{}", token.start, token.end),
            word,
            gap_name(token.gap),
        ]);
    }
    table.to_string()
}

const GAPS: [(Gap, &str); 16] = [
    (Gap::SPACE, "space"),
    (Gap::LINE, "line"),
    (Gap::BLANK, "empty-line"),
    (Gap::COMMA, ","),
    (Gap::SEMICOLON, ";"),
    (Gap::COLON, ":"),
    (Gap::PERIOD, "."),
    (Gap::QUERY, "?"),
    (Gap::OPEN, "("),
    (Gap::CLOSE, ")"),
    (Gap::SLASH, "/"),
    (Gap::HYPHEN, "-"),
    (Gap::AND, "&"),
    (Gap::BULLET, "bullet"),
    (Gap::EQUALS, "="),
    (Gap::OTHER, "other"),
];

fn gap_name(gap: Gap) -> String {
    GAPS.iter()
        .filter(|(mark, _)| gap.has(*mark))
        .map(|(_, name)| *name)
        .collect::<Vec<_>>()
        .join(" ")
}

pub(super) fn terms(report: &Report<'_>) -> String {
    let mut found = Terms::default();
    found.scan(report.doc.lexicon, report.doc.text, report.doc.buffer);
    let mut all: Vec<(Lane, Term)> = Lane::ALL
        .iter()
        .flat_map(|&lane| found.lane(lane).iter().map(move |t| (lane, *t)))
        .collect();
    all.sort_by_key(|(lane, term)| (term.first, *lane, term.end, term.entry));
    let mut table = Table::new(&["tokens", "lane", "entry", "words"]);
    for (lane, term) in all {
        table.plain([
            format!("{}-{}", term.first, term.end),
            format!("{lane:?}").to_lowercase(),
            entry_name(report.doc.lexicon, lane, term),
            on_one_line(report.span((term.first, term.end)).of(report.doc.text), 60),
        ]);
    }
    table.to_string()
}

fn entry_name(lexicon: &Lexicon, lane: Lane, term: Term) -> String {
    let index = term.entry as usize;
    let noted = |id: &str, note: &str| {
        if term.note == Note::Names {
            id.to_owned()
        } else {
            format!("{id} ({note})")
        }
    };
    match lane {
        Lane::Finding => noted(&lexicon.findings[index].id, "denied"),
        Lane::Part => lexicon.parts[index].clone(),
        Lane::Site => noted(&lexicon.sites[index].id, "both sides"),
        Lane::Attribute => format!("{:?} {}", lexicon.attributes[index].kind, lexicon.attributes[index].value).to_lowercase(),
        Lane::Cue => {
            let cue = &lexicon.cues[index];
            format!("{} ({})", cue.id, lexicon.effect_ids[cue.makes.id.index()])
        }
        Lane::Section => lexicon.sections[index].id.clone(),
        Lane::Word => format!("{:?}", word(term.entry)).to_lowercase(),
        Lane::Class => lexicon.frames.names[index].clone(),
        Lane::Study => match term.study() {
            StudyTerm::BodyPart(part) => lexicon.studies.body_parts[part as usize].id.clone(),
            StudyTerm::Modality(modality) => lexicon.studies.modalities[modality as usize].clone(),
        },
        Lane::Statement => match term.statement() {
            StatementTerm::Therapy(number) => lexicon.statements.therapies[number as usize].id.clone(),
            StatementTerm::Word(number) => lexicon.statements.words[number as usize].id.clone(),
        },
        Lane::Grade => match term.grade() {
            GradeTerm::Entity => "entity".to_owned(),
            GradeTerm::Other => "other".to_owned(),
            GradeTerm::Word => "grade".to_owned(),
            GradeTerm::Peak => "peak".to_owned(),
            GradeTerm::Scale(scale) => format!("scale {}", lexicon.scales[scale as usize]),
            GradeTerm::Link => "link".to_owned(),
            GradeTerm::Apart(_) => "graded apart".to_owned(),
            GradeTerm::Named(_) | GradeTerm::Leaf(_) => format!("flag words {}", term.entry),
        },
    }
}

pub(super) fn context(report: &Report<'_>) -> String {
    let mut table = Table::new(&["#", "finding", "status", "where", "more", "because"]);
    for (index, mention) in report.mentions.iter().enumerate() {
        let because = mention.because.iter().map(|b| {
            let name = report.doc.lexicon.rule_name(b.rule);
            let words = on_one_line(report.span(b.tokens).of(report.doc.text), 40);
            format!("{}{name} `{words}`", if b.lost { "LOST " } else { "" })
        });
        table.row([
            (index.to_string(), QUIET),
            (report.finding_id(mention.finding).to_owned(), of_mention(mention)),
            (status(mention), Style::new()),
            (places(report, mention).join(", "), Style::new()),
            (more(report, mention).join(", "), Style::new()),
            (because.collect::<Vec<_>>().join("; "), Style::new()),
        ]);
    }
    table.to_string()
}
