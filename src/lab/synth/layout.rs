//! A report as text, in the style of its house.

use super::clinic::{Clinic, Style};
use super::draw::Turns;
use super::phrase::{Phrase, manner};
use super::report::{Form, Piece, Report, Section};
use super::wording::{Manner, Sentences, Wording};

/// A text, and where each piece of the report stands in it, in bytes.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub text: String,
    pub spans: Vec<(usize, usize)>,
}

/// Writes a report.
pub(super) fn write(clinic: &Clinic, report: &Report, out: &mut Text) {
    out.text.clear();
    out.spans.clear();
    out.spans.resize(report.pieces.len(), (0, 0));
    let house = &clinic.houses[report.house];
    let words = if house.american {
        &clinic.words.american
    } else {
        &clinic.words.british
    };
    let many = |site: usize| clinic.words.sites[site].many;
    let mut layout = Layout {
        phrase: Phrase {
            words,
            many: &many,
            utf8: house.utf8,
        },
        words,
        style: house.style,
        bullet: if house.utf8 { "\u{2022} " } else { "- " },
        out,
    };
    let mut turns = Turns::new(report.key);
    layout.title(clinic, report);
    for section in Section::ALL {
        let heading = turns.below(5);
        if report.pieces.iter().any(|piece| piece.section == section) {
            layout.section(section, heading, &report.pieces);
        }
    }
    let end = layout.out.text.trim_end().len();
    out.text.truncate(end);
}

struct Layout<'a> {
    phrase: Phrase<'a>,
    words: &'a Wording,
    style: Style,
    bullet: &'static str,
    out: &'a mut Text,
}

impl Layout<'_> {
    fn title(&mut self, clinic: &Clinic, report: &Report) {
        let kind = &clinic.kinds[report.kind];
        if matches!(self.style, Style::Headed | Style::Form) {
            return;
        }
        self.out.text.push_str(&kind.title.replace("{part}", &kind.parts[report.part].name));
        self.out.text.push_str(if self.style == Style::Telegram { "\n" } else { "\n\n" });
    }

    fn section(&mut self, section: Section, heading: usize, pieces: &[Piece]) {
        let heads = self.words.headings.get(section.as_str());
        let heading = heads.map_or("", |all| all[heading % all.len()].as_str());
        let text = &mut self.out.text;
        let lines = match (self.style, section) {
            (Style::Prose, Section::Technique | Section::Comparison | Section::Findings) => false,
            (Style::Telegram, Section::Technique | Section::Findings) => false,
            (Style::Prose | Style::Telegram, _) => {
                text.extend([heading, ": "]);
                false
            }
            (Style::Headed, _) => {
                text.extend([heading, ":\n"]);
                false
            }
            (Style::Items, Section::Findings | Section::Impression) => {
                text.extend([heading, ":\n"]);
                true
            }
            (Style::Items, _) => {
                text.extend([heading, ": "]);
                false
            }
            (Style::Form, Section::Findings) => {
                text.extend([heading, "\n"]);
                true
            }
            (Style::Form, _) => {
                text.extend([heading, ": "]);
                false
            }
        };
        let numbered = lines && section == Section::Impression;
        let mut number = 0;
        for (index, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.section == section) {
            number += 1;
            if numbered {
                self.out.text.extend([number.to_string().as_str(), ". "]);
            } else if lines && self.style == Style::Items {
                self.out.text.push_str(self.bullet);
            }
            let start = self.out.text.len();
            self.piece(piece);
            self.out.spans[index] = (start, self.out.text.len());
            self.out.text.push(if lines { '\n' } else { ' ' });
        }
        let end = self.out.text.trim_end().len();
        self.out.text.truncate(end);
        self.out.text.push_str(if self.style == Style::Telegram { "\n" } else { "\n\n" });
    }

    fn piece(&mut self, piece: &Piece) {
        let sentences: &Sentences = match (self.style, piece.section) {
            (_, Section::Clinical) => &self.words.sentences,
            (Style::Form, Section::Findings) => return self.answers(piece),
            (Style::Telegram, _) => &self.words.short,
            _ => &self.words.sentences,
        };
        match &piece.form {
            Form::Plain(text) => self.out.text.push_str(text),
            Form::Statement => self.sentence(sentences, manner(&piece.said[0]), piece),
            Form::Denials => self.sentence(&self.words.sentences, Manner::List, piece),
            Form::Normal => self.sentence(&self.words.sentences, Manner::Normal, piece),
        }
    }

    fn sentence(&mut self, sentences: &Sentences, manner: Manner, piece: &Piece) {
        if let Some(templates) = sentences.get(&manner) {
            self.phrase.sentence(templates, &piece.said, piece.key, &mut self.out.text);
        }
    }

    /// A line for each finding: its name as the label, and what is said of it.
    fn answers(&mut self, piece: &Piece) {
        if let Form::Plain(text) = &piece.form {
            return self.out.text.push_str(text);
        }
        for (index, said) in piece.said.iter().enumerate() {
            if index > 0 {
                self.out.text.push('\n');
            }
            let key = piece.key.wrapping_add(index as u32);
            self.phrase.label(said, key, &mut self.out.text);
            self.out.text.push_str(": ");
            let start = self.out.text.len();
            let said = std::slice::from_ref(said);
            if let Some(templates) = self.words.answers.get(&manner(&said[0])) {
                self.phrase.sentence(templates, said, key, &mut self.out.text);
            }
            // An answer goes on behind its label.
            if let Some(first) = self.out.text.get_mut(start..start + 1) {
                first.make_ascii_lowercase();
            }
        }
    }
}
