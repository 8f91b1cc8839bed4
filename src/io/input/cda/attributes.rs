//! The attributes of an element.

use crate::input::reject::Reason;
use quick_xml::events::BytesStart;

/// The attributes that are used, by local name.
pub(super) type Attributes = Vec<(String, String)>;

/// The value of an attribute; empty when it is missing.
pub(super) fn attribute<'a>(attributes: &'a Attributes, name: &str) -> &'a str {
    attributes.iter().find(|a| a.0 == name).map_or("", |a| &a.1)
}

/// The attributes of an element.
pub(super) fn attributes(start: &BytesStart<'_>) -> Result<Attributes, Reason> {
    let mut out = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| Reason::Xml)?;
        let name = attribute.key.local_name().as_ref().to_owned();
        out.push((
            name,
            quick_xml::escape::unescape(&attribute.value).map_err(|_| Reason::Xml)?.into_owned(),
        ));
    }
    Ok(out)
}
