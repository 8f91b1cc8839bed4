//! JUnit, which build servers show: a report with hits is a suite, each hit a failed case.

use super::Placed;
use crate::error::Error;
use quick_xml::Writer;
use quick_xml::events::BytesText;
use std::io;

/// All hits, of so many reports.
///
/// # Errors
/// None that memory does not have.
pub fn junit(hits: &[Placed], reports: u64) -> Result<String, Error> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let count = |hits: &[Placed]| hits.len().to_string();
    let write = |writer: &mut Writer<Vec<u8>>| -> io::Result<()> {
        let all = count(hits);
        let passed = reports.to_string();
        writer
            .create_element("testsuites")
            .with_attributes([("name", "radsift lint"), ("tests", all.as_str()), ("failures", all.as_str())])
            .write_inner_content(|writer| {
                let mut rest = hits;
                while let Some(first) = rest.first() {
                    let length = rest.iter().take_while(|hit| hit.id == first.id).count();
                    let (own, after) = rest.split_at(length);
                    suite(writer, own)?;
                    rest = after;
                }
                if hits.is_empty() {
                    let element = writer.create_element("testsuite");
                    let element = element.with_attributes([("name", "all reports"), ("tests", passed.as_str()), ("failures", "0")]);
                    element.write_empty()?;
                }
                Ok(())
            })?;
        Ok(())
    };
    write(&mut writer).map_err(|e| Error::io("the result cannot be written", e))?;
    let text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    Ok(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{text}\n"))
}

fn suite(writer: &mut Writer<Vec<u8>>, hits: &[Placed]) -> io::Result<()> {
    let number = hits.len().to_string();
    let id = allowed(&hits[0].id);
    let suite = writer.create_element("testsuite");
    let suite = suite.with_attributes([("name", id.as_str()), ("tests", number.as_str()), ("failures", number.as_str())]);
    suite.write_inner_content(|writer| {
        for hit in hits {
            let case = writer.create_element("testcase");
            let case = case.with_attributes([("name", hit.code), ("classname", id.as_str())]);
            case.write_inner_content(|writer| {
                let place = hit.marks.first().map_or(String::new(), |mark| {
                    format!("line {}, column {}", mark.start.line, mark.start.column)
                });
                let failure = writer.create_element("failure");
                let failure = failure.with_attributes([("type", hit.severity.as_str()), ("message", hit.message.as_str())]);
                failure.write_text_content(BytesText::new(&place))?;
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Without what XML forbids.
fn allowed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
