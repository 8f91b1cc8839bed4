//! The stages, each a function from texts to a count, so that nothing of it can be optimised away.

use crate::texts::Text;
use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Input};
use radsift::criteria::FlagSet;
use radsift::document::Document;
use radsift::extract::{self, Mention};
use radsift::lexicon::Lexicon;
use radsift::report::{Envelope, FlagResult, FlagValue, Icans, JsonWriter, SummaryRow, summarise};
use radsift::structure::{self, Section, Sentence, Signs};
use radsift::study::Study;
use radsift::terms::{self, Terms};
use radsift::text::{OffsetUnit, TextBuffer};
use radsift::{Extractor, Session, context, icans};
use std::fmt;
use std::ops::Range;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The yardstick: every overlapping match of the lexicon's phrases, letter by letter, over text folded beforehand, counted.
    BareScan,
    /// The same by the lexicon's own automaton, over words looked up beforehand.
    BareWords,
    /// The pipeline up to and with a step.
    UpTo(Step),
    /// The pipeline by its front door, `Extractor::read`.
    Analysis,
    /// The same, and the record written as JSON.
    Json,
}

/// The steps of the pipeline, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Received text to folded text and tokens.
    Fold,
    /// One pass of the automaton, and overlaps settled in each lane.
    Scan,
    /// Sections and sentences.
    Structure,
    /// Clauses, places, parts to findings.
    Findings,
    /// Assertion, certainty, time, change, attribution.
    Context,
    /// One status a finding.
    Summary,
    /// Flags, imaging floor, stated grades.
    Flags,
}

impl Stage {
    /// All stages: the yardstick, the steps in order, the whole.
    #[allow(dead_code, reason = "not every bench goes through all")]
    pub const ALL: [Self; 11] = [
        Self::BareScan,
        Self::BareWords,
        Self::UpTo(Step::Fold),
        Self::UpTo(Step::Scan),
        Self::UpTo(Step::Structure),
        Self::UpTo(Step::Findings),
        Self::UpTo(Step::Context),
        Self::UpTo(Step::Summary),
        Self::UpTo(Step::Flags),
        Self::Analysis,
        Self::Json,
    ];
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::BareScan => "bare scan, letters",
            Self::BareWords => "bare scan, words",
            Self::UpTo(Step::Fold) => "folding",
            Self::UpTo(Step::Scan) => "scan with settling",
            Self::UpTo(Step::Structure) => "sections and sentences",
            Self::UpTo(Step::Findings) => "findings",
            Self::UpTo(Step::Context) => "context",
            Self::UpTo(Step::Summary) => "summary",
            Self::UpTo(Step::Flags) => "flags",
            Self::Analysis => "analysis in total",
            Self::Json => "text to JSON Lines",
        })
    }
}

/// The texts and the memory that the stages work in.
pub struct Bench<'a> {
    extractor: &'a Extractor,
    texts: &'a [Text],
    folded: Vec<Vec<u8>>,
    letters: AhoCorasick,
    words: Vec<Vec<u8>>,
    steps: Steps,
    session: Session,
    writer: JsonWriter,
    out: Vec<u8>,
}

/// What the steps hand on to each other.
#[derive(Default)]
struct Steps {
    signs: Option<Signs>,
    structure: structure::StructureScratch,
    buffer: TextBuffer,
    terms: Terms,
    sections: Vec<Section>,
    sentences: Vec<Sentence>,
    study: Study,
    extraction: extract::ExtractScratch,
    context: context::ContextScratch,
    mentions: Vec<Mention>,
    summary: Vec<SummaryRow>,
    facts: icans::CriteriaScratch,
    flags: Vec<FlagResult>,
    icans: Icans,
}

impl<'a> Bench<'a> {
    /// Gets ready to measure. Panics when the steps, put together here, and the pipeline itself read differently.
    pub fn new(extractor: &'a Extractor, texts: &'a [Text]) -> Self {
        let fold = |text: &Text| {
            let mut buffer = TextBuffer::default();
            buffer.fold(&text.text);
            buffer
        };
        let buffers: Vec<TextBuffer> = texts.iter().map(fold).collect();
        let folded = buffers.iter().map(joined).collect();
        let words = buffers.iter().map(|buffer| terms::stems(extractor.lexicon(), buffer)).collect();
        let writer = JsonWriter::new(extractor.lexicon(), OffsetUnit::Char);
        let (steps, session) = (Steps::default(), Session::default());
        let mut bench = Self {
            extractor,
            texts,
            folded,
            letters: letters(extractor.lexicon()),
            words,
            steps,
            session,
            writer,
            out: Vec::new(),
        };
        assert_eq!(
            bench.run(Stage::UpTo(Step::Flags)),
            bench.run(Stage::Analysis),
            "the steps measured are those of the pipeline"
        );
        bench
    }

    /// Reads all texts as far as `stage` and counts what it finds.
    pub fn run(&mut self, stage: Stage) -> usize {
        self.run_some(stage, 0..self.texts.len())
    }

    /// Reads some of the texts as far as `stage` and counts what it finds.
    pub fn run_some(&mut self, stage: Stage, which: Range<usize>) -> usize {
        let texts = &self.texts[which.clone()];
        let lexicon = self.extractor.lexicon();
        let mut count = 0;
        match stage {
            Stage::BareScan => {
                for folded in &self.folded[which] {
                    count += self.letters.find_overlapping_iter(folded).count();
                }
            }
            Stage::BareWords => {
                for words in &self.words[which] {
                    count += overlapping(&lexicon.automaton, words);
                }
            }
            Stage::UpTo(step) => {
                for text in texts {
                    count += self.steps.run(step, lexicon, self.extractor.flags(), text);
                }
            }
            Stage::Analysis => {
                for text in texts {
                    let report = self.extractor.analyse(&mut self.session, &text.text, &text.meta);
                    count += report.mentions.len() + stated(report.flags);
                }
            }
            Stage::Json => {
                self.out.clear();
                for text in texts {
                    let report = self.extractor.analyse(&mut self.session, &text.text, &text.meta);
                    self.writer.write(
                        &mut self.out,
                        &Envelope {
                            id: &text.id,
                            meta: &text.meta,
                            warnings: &[],
                        },
                        &report,
                    );
                    // A run hands its records on in chunks; here they are thrown away in chunks, so that memory stays as small.
                    if self.out.len() > 1 << 18 {
                        count += self.out.len();
                        self.out.clear();
                    }
                }
                count += self.out.len();
            }
        }
        count
    }
}

impl Steps {
    fn run(&mut self, step: Step, lexicon: &Lexicon, flag_set: &FlagSet, Text { text, meta, .. }: &Text) -> usize {
        self.buffer.fold(text);
        if step == Step::Fold {
            return self.buffer.tokens.len();
        }
        self.terms.find(lexicon, text, &self.buffer);
        if step == Step::Scan {
            return self.terms.lane(radsift::lexicon::Lane::Finding).len();
        }
        let signs = self.signs.get_or_insert_with(|| Signs::of(lexicon));
        structure::cut(
            lexicon,
            signs,
            &self.buffer,
            &mut self.terms,
            &mut self.structure,
            &mut self.sections,
            &mut self.sentences,
        );
        self.terms.settle(lexicon, &self.buffer, self.structure.borders());
        if step == Step::Structure {
            return self.sentences.len();
        }
        self.study.set_metadata(lexicon, meta.texts());
        let doc = Document {
            lexicon,
            text,
            buffer: &self.buffer,
            terms: &self.terms,
            sections: &self.sections,
            sentences: &self.sentences,
            study: None,
        };
        self.study.determine(&doc);
        let doc = Document {
            study: Some(&self.study),
            ..doc
        };
        extract::find_mentions(&doc, &mut self.extraction, &mut self.mentions);
        if step >= Step::Context {
            context::apply(&doc, &self.extraction, &mut self.context, &mut self.mentions);
        }
        if step >= Step::Summary {
            summarise(&self.mentions, &mut self.summary);
        }
        if step == Step::Flags {
            icans::evaluate(&doc, flag_set, &self.mentions, &mut self.facts, &mut self.flags, &mut self.icans);
            return self.mentions.len() + stated(&self.flags);
        }
        self.mentions.len()
    }
}

/// The phrases of the lexicon as letters: a blank before each, and one behind it unless a plural ending may follow.
fn letters(lexicon: &Lexicon) -> AhoCorasick {
    let needles = lexicon.texts.iter().map(|phrase| {
        let end = if phrase.open { "" } else { " " };
        format!(" {}{end}", phrase.text)
    });
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .prefilter(false)
        .build(needles)
        .unwrap_or_else(|error| panic!("{error}"))
}

/// The words of a report as letters, one blank around each.
fn joined(buffer: &TextBuffer) -> Vec<u8> {
    let mut joined = vec![b' '];
    for word in buffer.words() {
        joined.extend_from_slice(word);
        joined.push(b' ');
    }
    joined
}

/// How many overlapping matches the automaton finds.
fn overlapping(automaton: &NFA, words: &[u8]) -> usize {
    automaton.try_find_overlapping_iter(Input::new(words)).map_or(0, Iterator::count)
}

/// How many flags the report speaks of.
fn stated(flags: &[FlagResult]) -> usize {
    flags.iter().filter(|f| f.value != FlagValue::NotStated).count()
}
