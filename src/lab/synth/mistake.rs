//! Mistakes that are planted on purpose, one in a report at most.

use super::clinic::Clinic;
use super::draw::Draw;
use super::patient::Patient;
use super::phrase::plain;
use super::plan::absent;
use super::report::{Form, Piece, Report, Section};
use super::wording::Wording;
use crate::vocabulary::{Assertion, Temporality};

/// A kind of mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mistake {
    /// The impression has the other side.
    SideSwapped,
    /// The impression denies what the findings assert.
    Contradiction,
    /// The impression has another level.
    LevelSwapped,
    /// Millimetres became centimetres.
    SizeUnit,
    /// A "no" was lost.
    NegationLost,
    /// An organ that the patient does not have.
    WrongOrgan,
    /// An age that is not the patient's.
    WrongAge,
    /// Words of the template.
    TemplateLeft,
    /// No impression.
    ImpressionMissing,
    /// The technique is that of another study.
    WrongStudy,
    /// Nobody was told of a critical finding.
    NotCommunicated,
}

impl Mistake {
    const ALL: [Self; 11] = [
        Self::SideSwapped,
        Self::Contradiction,
        Self::LevelSwapped,
        Self::SizeUnit,
        Self::NegationLost,
        Self::WrongOrgan,
        Self::WrongAge,
        Self::TemplateLeft,
        Self::ImpressionMissing,
        Self::WrongStudy,
        Self::NotCommunicated,
    ];

    /// Its name in `mistakes.jsonl`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SideSwapped => "side_swapped",
            Self::Contradiction => "contradiction",
            Self::LevelSwapped => "level_swapped",
            Self::SizeUnit => "size_unit",
            Self::NegationLost => "negation_lost",
            Self::WrongOrgan => "wrong_organ",
            Self::WrongAge => "wrong_age",
            Self::TemplateLeft => "template_left",
            Self::ImpressionMissing => "impression_missing",
            Self::WrongStudy => "wrong_study",
            Self::NotCommunicated => "not_communicated",
        }
    }
}

/// Where the right words of a mistake stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Right {
    /// In these pieces of the right report, from the first to the last.
    Pieces(usize, usize),
    /// Nowhere: the words have to go.
    Nothing,
}

/// A report with a mistake in it.
pub(super) struct Planted {
    pub mistake: Mistake,
    pub report: Report,
    /// The piece of the wrong report that holds it; `None` where something is missing at the end.
    pub piece: Option<usize>,
    pub right: Right,
}

/// Plants a mistake of a kind that the report gives room for.
pub(super) fn plant(clinic: &Clinic, patient: &Patient<'_>, right: &Report, draw: &mut Draw) -> Option<Planted> {
    let start = draw.below(Mistake::ALL.len());
    let kinds = Mistake::ALL.iter().cycle().skip(start).take(Mistake::ALL.len());
    let planter = Planter { clinic, patient, right };
    kinds.copied().find_map(|mistake| planter.plant(mistake, draw))
}

struct Planter<'a> {
    clinic: &'a Clinic,
    patient: &'a Patient<'a>,
    right: &'a Report,
}

impl Planter<'_> {
    fn plant(&self, mistake: Mistake, draw: &mut Draw) -> Option<Planted> {
        match mistake {
            Mistake::SideSwapped => self.changed(mistake, self.twice(|piece| piece.said[0].has_side())?, |piece| {
                piece.said[0] = piece.said[0].mirrored();
            }),
            Mistake::Contradiction => self.changed(
                mistake,
                self.twice(|piece| piece.said[0].assertion == Assertion::Present)?,
                |piece| {
                    piece.said[0] = absent(piece.said[0].finding);
                },
            ),
            Mistake::LevelSwapped => self.level(draw),
            Mistake::SizeUnit => self.changed(mistake, self.find(sized)?, |piece| {
                piece.said[0].size_mm = piece.said[0].size_mm.map(|mm| mm * 10);
            }),
            Mistake::NegationLost => self.changed(mistake, self.find(denial)?, |piece| {
                piece.said[0].assertion = Assertion::Present;
            }),
            Mistake::WrongOrgan => self.added(
                mistake,
                self.planted(if self.patient.sex == 'F' { "organ_for_F" } else { "organ_for_M" }, draw)?,
            ),
            Mistake::TemplateLeft => self.added(mistake, self.planted("left_over", draw)?),
            Mistake::WrongAge => self.age(draw),
            Mistake::ImpressionMissing => self.without_impression(),
            Mistake::WrongStudy => self.study(draw),
            Mistake::NotCommunicated => self.silent(),
        }
    }

    fn words(&self) -> &Wording {
        let american = self.clinic.houses[self.right.house].american;
        if american {
            &self.clinic.words.american
        } else {
            &self.clinic.words.british
        }
    }

    /// The first statement of the findings of this kind.
    fn find(&self, wanted: impl Fn(&Piece) -> bool) -> Option<usize> {
        let is_one = |piece: &Piece| piece.section == Section::Findings && piece.form == Form::Statement;
        self.right.pieces.iter().position(|piece| is_one(piece) && wanted(piece))
    }

    /// The first statement of the impression of this kind that the findings make too.
    fn twice(&self, wanted: impl Fn(&Piece) -> bool) -> Option<usize> {
        let is_one = |piece: &Piece| piece.section == Section::Impression && piece.form == Form::Statement;
        let again = |piece: &Piece| self.find(|other| other.said[0].finding == piece.said[0].finding).is_some();
        self.right
            .pieces
            .iter()
            .position(|piece| is_one(piece) && wanted(piece) && again(piece))
    }

    fn changed(&self, mistake: Mistake, index: usize, change: impl FnOnce(&mut Piece)) -> Option<Planted> {
        let mut report = self.right.clone();
        change(&mut report.pieces[index]);
        Some(Planted {
            mistake,
            report,
            piece: Some(index),
            right: Right::Pieces(index, index),
        })
    }

    /// A sentence that does not belong there, at the end of the findings.
    fn added(&self, mistake: Mistake, text: String) -> Option<Planted> {
        let after = self.right.pieces.iter().rposition(|piece| piece.section == Section::Findings)? + 1;
        let mut report = self.right.clone();
        report.pieces.insert(
            after,
            Piece {
                section: Section::Findings,
                form: Form::Plain(text),
                said: Vec::new(),
                key: 0,
            },
        );
        Some(Planted {
            mistake,
            report,
            piece: Some(after),
            right: Right::Nothing,
        })
    }

    fn planted(&self, name: &str, draw: &mut Draw) -> Option<String> {
        let all = self.words().planted.get(name)?;
        Some(draw.pick(all).clone())
    }

    fn level(&self, draw: &mut Draw) -> Option<Planted> {
        let index = self.twice(|piece| piece.said[0].level.is_some())?;
        let part = &self.clinic.kinds[self.right.kind].parts[self.right.part];
        let level = self.right.pieces[index].said[0].level.as_ref()?;
        let others: Vec<&String> = [&part.discs, &part.bones]
            .into_iter()
            .filter(|all| all.contains(level))
            .flatten()
            .filter(|other| *other != level)
            .collect();
        let other = (!others.is_empty()).then(|| (*draw.pick(&others)).clone())?;
        self.changed(Mistake::LevelSwapped, index, |piece| piece.said[0].level = Some(other))
    }

    /// The first piece tells the age.
    fn age(&self, draw: &mut Draw) -> Option<Planted> {
        let age = self.patient.birth.years_to(self.right.day);
        let wrong = if age < 50 {
            age + draw.between(20, 30)
        } else {
            age - draw.between(20, 30)
        };
        let person = self.words().people.get(if self.patient.sex == 'F' { "F" } else { "M" })?;
        let key = self.right.pieces[0].key;
        let text = plain(self.words(), "age", &[("age", &wrong.to_string()), ("person", &person[0])], key);
        self.changed(Mistake::WrongAge, 0, |piece| piece.form = Form::Plain(text))
    }

    fn without_impression(&self) -> Option<Planted> {
        let is_impression = |piece: &Piece| piece.section == Section::Impression;
        let first = self.right.pieces.iter().position(is_impression)?;
        let last = self.right.pieces.iter().rposition(is_impression)?;
        let mut report = self.right.clone();
        report.pieces.retain(|piece| !is_impression(piece));
        Some(Planted {
            mistake: Mistake::ImpressionMissing,
            report,
            piece: None,
            right: Right::Pieces(first, last),
        })
    }

    fn study(&self, draw: &mut Draw) -> Option<Planted> {
        let index = self.right.pieces.iter().position(|piece| piece.section == Section::Technique)?;
        let others: Vec<usize> = (0..self.clinic.kinds.len()).filter(|&kind| kind != self.right.kind).collect();
        let kind = &self.clinic.kinds[*draw.pick(&others)];
        let part = &draw.pick(&kind.parts).name;
        let text = plain(self.words(), &format!("technique_{}", kind.id), &[("part", part)], draw.key());
        self.changed(Mistake::WrongStudy, index, |piece| piece.form = Form::Plain(text))
    }

    /// The sentence that somebody was told is the last of the impression where there is one.
    fn silent(&self) -> Option<Planted> {
        let said = |piece: &Piece| piece.section == Section::Impression && matches!(piece.form, Form::Plain(_));
        let index = self.right.pieces.iter().position(said)?;
        let critical = |piece: &Piece| {
            piece.section == Section::Impression && piece.said.iter().any(|said| self.clinic.words.findings[said.finding].critical)
        };
        let piece = self.right.pieces.iter().position(critical)?;
        let mut report = self.right.clone();
        report.pieces.remove(index);
        Some(Planted {
            mistake: Mistake::NotCommunicated,
            report,
            piece: Some(piece),
            right: Right::Pieces(index, index),
        })
    }
}

fn sized(piece: &Piece) -> bool {
    let said = &piece.said[0];
    said.size_mm.is_some_and(|mm| mm >= 10) && said.assertion == Assertion::Present && said.before_mm.is_none() && said.change.is_none()
}

fn denial(piece: &Piece) -> bool {
    let said = &piece.said[0];
    said.assertion == Assertion::Absent && said.change.is_none() && said.temporality == Temporality::Current
}
