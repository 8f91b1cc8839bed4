//! Statements built by hand, and their evaluation.

use radsift::document::Document;
use radsift::extract::{Attribution, Level, Mention, SiteMention};
use radsift::lexicon::AttributeKind;
use radsift::report::{FlagResult, Icans, Meta};
use radsift::study::Study;
use radsift::terms::Terms;
use radsift::vocabulary::{Assertion, Certainty, Change, Experiencer, Laterality, Role, Strength, Temporality};
use radsift::{Extractor, Session};
use std::sync::LazyLock;

/// The built-in rules.
pub static RULES: LazyLock<Extractor> = LazyLock::new(|| match Extractor::new() {
    Ok(rules) => rules,
    Err(problems) => panic!("{problems}"),
});

/// What was worked out.
pub struct Worked {
    pub flags: Vec<FlagResult>,
    pub icans: Icans,
}

impl Worked {
    /// A flag's value and, unless it is said, its basis, as the tables of the brief write them.
    pub fn value(&self, id: &str) -> String {
        let result = RULES.flags().result(&self.flags, id).unwrap_or_else(|| panic!("no flag {id}"));
        let value = serde_json::to_value(result.value).unwrap().as_str().unwrap().to_owned();
        let basis = serde_json::to_value(result.basis).unwrap().as_str().unwrap().to_owned();
        if basis == "inferred" { format!("{value} inferred") } else { value }
    }

    /// The floor's value.
    pub fn floor(&self) -> String {
        serde_json::to_value(self.icans.floor.value).unwrap().as_str().unwrap().to_owned()
    }
}

/// A present, definite, current statement in the findings.
pub fn says(finding: &str) -> Mention {
    let lexicon = RULES.lexicon();
    Mention {
        finding: lexicon.finding(finding).unwrap_or_else(|| panic!("no finding {finding}")),
        tokens: (0, 0),
        head: (0, 0),
        sentence: 0,
        role: Role::Findings,
        assertion: Assertion::Present,
        certainty: Certainty::Definite,
        temporality: Temporality::Current,
        experiencer: Experiencer::Patient,
        change: None,
        sites: Default::default(),
        side: None,
        levels: Default::default(),
        severity: None,
        extent: Default::default(),
        acuity: Default::default(),
        count: None,
        sizes: Default::default(),
        attribution: Default::default(),
        because: Default::default(),
    }
}

/// The same, denied.
pub fn no(finding: &str) -> Mention {
    Mention {
        assertion: Assertion::Absent,
        ..says(finding)
    }
}

/// The same, hedged.
pub fn maybe(finding: &str) -> Mention {
    Mention {
        assertion: Assertion::Possible,
        certainty: Certainty::Possible,
        ..says(finding)
    }
}

/// Changes to a statement, to be chained.
pub trait With {
    fn at(self, site: &str) -> Self;
    fn on(self, site: &str, side: Laterality) -> Self;
    fn levels(self, from: u8, to: u8) -> Self;
    fn certainty(self, certainty: Certainty) -> Self;
    fn change(self, change: Change) -> Self;
    fn role(self, role: Role) -> Self;
    fn when(self, temporality: Temporality) -> Self;
    fn extent(self, value: &str) -> Self;
    fn severity(self, value: &str) -> Self;
    fn due_to(self, finding: &str) -> Self;
}

fn attribute(kind: AttributeKind, value: &str) -> radsift::lexicon::AttributeId {
    let all = &RULES.lexicon().attributes;
    let index = all
        .iter()
        .position(|a| a.kind == kind && a.value == value)
        .unwrap_or_else(|| panic!("no attribute {value}"));
    radsift::lexicon::AttributeId(index as u16)
}

impl With for Mention {
    fn at(mut self, site: &str) -> Self {
        let site = RULES.lexicon().site(site).unwrap_or_else(|| panic!("no site {site}"));
        self.sites.push(SiteMention {
            site,
            laterality: None,
            tokens: (0, 0),
        });
        self
    }
    fn on(self, site: &str, side: Laterality) -> Self {
        let mut mention = self.at(site);
        mention.sites.last_mut().unwrap().laterality = Some(side);
        mention
    }
    fn levels(mut self, from: u8, to: u8) -> Self {
        self.levels.push(Level { from, to, tokens: (0, 0) });
        self
    }
    fn certainty(self, certainty: Certainty) -> Self {
        Self { certainty, ..self }
    }
    fn change(self, change: Change) -> Self {
        Self {
            change: Some(change),
            ..self
        }
    }
    fn role(self, role: Role) -> Self {
        Self { role, ..self }
    }
    fn when(self, temporality: Temporality) -> Self {
        Self { temporality, ..self }
    }
    fn extent(mut self, value: &str) -> Self {
        self.extent.push(attribute(AttributeKind::Extent, value));
        self
    }
    fn severity(self, value: &str) -> Self {
        Self {
            severity: Some(attribute(AttributeKind::Severity, value)),
            ..self
        }
    }
    fn due_to(mut self, finding: &str) -> Self {
        let to = RULES.lexicon().finding(finding).unwrap_or_else(|| panic!("no finding {finding}"));
        self.attribution.push(Attribution {
            to,
            strength: Strength::Strong,
            tokens: (0, 0),
        });
        self
    }
}

/// Works out the flags of these statements, said in `text`.
pub fn work_on(text: &str, modality: &str, mentions: &[Mention]) -> Worked {
    let lexicon = RULES.lexicon();
    let mut session = Session::default();
    let report = RULES.analyse(&mut session, text, &Meta::default());
    let mut study = Study::default();
    study.set_metadata(lexicon, [("modality", modality)].into_iter());
    let mut terms = Terms::default();
    terms.scan(lexicon, text, report.doc.buffer);
    let doc = Document {
        lexicon,
        text,
        buffer: report.doc.buffer,
        terms: &terms,
        sections: report.doc.sections,
        sentences: report.doc.sentences,
        study: Some(&study),
    };
    let mut worked = Worked {
        flags: Vec::new(),
        icans: Icans::default(),
    };
    let mut scratch = radsift::icans::CriteriaScratch::default();
    radsift::icans::evaluate(&doc, RULES.flags(), mentions, &mut scratch, &mut worked.flags, &mut worked.icans);
    assert_eq!(worked.flags.len(), RULES.flags().len());
    worked
}

/// Works out the flags of these statements of an MRI whose text says nothing.
pub fn work(mentions: &[Mention]) -> Worked {
    work_on("", "MR", mentions)
}
