//! Parses a document.

use super::attributes::{attribute, attributes};
use super::meta::Header;
use super::narrative::Narrative;
use crate::input::markup::entity;
use crate::input::reject::Reason;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

const SECTION: &str = "section";
/// The deepest nesting of elements. Real documents have a depth of about thirty.
const DEEPEST: usize = 256;

/// The contents of a document.
#[derive(Default)]
pub(super) struct Document {
    pub header: Header,
    pub text: String,
    /// True when sections have values for programs and no words for them.
    pub has_unread: bool,
    /// The body of a document without sections: its type, its content, and whether the content is Base64.
    pub attachment: Option<(String, String, bool)>,
    /// The number of open elements that are sections.
    sections: usize,
}

impl Document {
    /// Parses a document.
    ///
    /// # Errors
    /// The reason why it is not a report.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let mut reader = Reader::from_str(text);
        let mut document = Self::default();
        let mut narrative = Narrative::default();
        let mut path: Vec<String> = Vec::new();
        loop {
            match reader.read_event().map_err(|_| Reason::Xml)? {
                Event::Start(start) => document.start(&start, &mut path, &mut narrative)?,
                Event::Empty(start) => {
                    document.start(&start, &mut path, &mut narrative)?;
                    document.end(&mut path, &mut narrative);
                }
                Event::End(_) => document.end(&mut path, &mut narrative),
                Event::Text(words) => document.words(&words, &path, &mut narrative),
                Event::CData(words) => document.words(&words, &path, &mut narrative),
                Event::GeneralRef(name) => {
                    document.words(&entity(&name).ok_or(Reason::Xml)?, &path, &mut narrative);
                }
                Event::Eof if path.is_empty() && document.header.seen => break,
                Event::Eof => return Err(Reason::Xml),
                _ => (),
            }
        }
        document.has_unread = narrative.has_unread;
        document.text = narrative.finish();
        Ok(document)
    }

    fn start(&mut self, start: &BytesStart<'_>, path: &mut Vec<String>, narrative: &mut Narrative) -> Result<(), Reason> {
        let name = start.local_name().as_ref().to_owned();
        if path.is_empty() && name != "ClinicalDocument" {
            return Err(Reason::OtherKind("a CDA ClinicalDocument"));
        }
        // Two documents that could not be told apart are rejected: they may be of two patients.
        if path.is_empty() && self.header.seen {
            return Err(Reason::Xml);
        }
        if path.len() == DEEPEST {
            return Err(Reason::TooDeep);
        }
        self.sections += usize::from(name == SECTION);
        path.push(name);
        let attributes = attributes(start)?;
        if self.sections > 0 {
            narrative.start(path, &attributes);
        } else if path.ends_with(&["nonXMLBody".to_owned(), "text".to_owned()]) {
            let encoded = attribute(&attributes, "representation") == "B64";
            self.attachment = Some((attribute(&attributes, "mediaType").to_owned(), String::new(), encoded));
        }
        self.header.start(path, &attributes);
        Ok(())
    }

    fn end(&mut self, path: &mut Vec<String>, narrative: &mut Narrative) {
        narrative.end(path);
        self.sections -= usize::from(path.pop().is_some_and(|name| name == SECTION));
    }

    fn words(&mut self, words: &str, path: &[String], narrative: &mut Narrative) {
        match &mut self.attachment {
            Some((_, data, _)) if path.iter().any(|p| p == "nonXMLBody") => data.push_str(words),
            _ if self.sections > 0 => narrative.words(words),
            _ => self.header.words(path, words),
        }
    }
}
