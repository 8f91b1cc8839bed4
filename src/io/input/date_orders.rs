//! Tells from the dates themselves whether day or month stands first.

use super::dates::{DateForm, DateRead, proven_order, read_date};
use super::describe::field;
use super::fields::Fields;
use super::format::Format;
use super::position::Position;
use super::reader::Reader;
use super::sources::Sources;
use crate::error::Error;
use crate::panic_guard::catch;
use serde_json::Value;

/// The number of records of a source that are looked at.
const LOOKED_AT: u64 = 20_000;

/// What the dates of a source show.
#[derive(Clone, Default)]
struct Evidence {
    order: Option<DateForm>,
    /// Both orders are proven.
    both: bool,
    /// There are dates that need the order.
    needed: bool,
}

/// The sources with the form of the dates in each.
///
/// # Errors
/// A source whose dates need an order that they do not tell.
pub fn with_date_orders(sources: Sources, fields: &Fields) -> Result<Sources, Error> {
    let forms = date_orders(&sources, fields)?;
    Ok(sources.with_date_forms(forms))
}

/// The form of the dates of each source, from the first records of all of them. A source whose own dates leave it open takes the order of the
/// others, where those agree. Sources that can be read only once are left out.
fn date_orders(sources: &Sources, fields: &Fields) -> Result<Vec<Option<DateForm>>, Error> {
    let list = sources.as_slice();
    let Some(name) = fields.date.as_ref() else { return Ok(Vec::new()) };
    if let Some(form) = &fields.date_form {
        return Ok(vec![Some(form.clone()); list.len()]);
    }
    let mut all = vec![Evidence::default(); list.len()];
    let mut reader = Reader::new(sources.clone()).with_fields(fields);
    for (number, source) in list.iter().enumerate() {
        if matches!(source.format, Format::Text | Format::Hl7 | Format::Cda) || source.is_read_once() {
            continue;
        }
        look(&mut reader, number, sources, fields, name, &mut all[number]);
    }
    let mut orders = all.iter().filter(|own| !own.both).filter_map(|own| own.order.as_ref());
    let first = orders.next();
    let common = first.filter(|first| orders.all(|order| order == *first));
    let of = |(own, source): (&Evidence, &super::sources::Source)| match &own.order {
        _ if own.both => Err(undecided(&source.name(), name, "show both the day and the month first")),
        None if own.needed && common.is_none() => Err(undecided(&source.name(), name, "do not tell whether day or month stands first")),
        order => Ok(order.as_ref().or(common).cloned()),
    };
    all.iter().zip(list).map(of).collect()
}

/// Looks at the first dates of a source.
fn look(reader: &mut Reader, number: usize, sources: &Sources, fields: &Fields, name: &str, own: &mut Evidence) {
    let (mut buffer, mut file) = (Vec::new(), Vec::new());
    reader.skip_to(Position { source: number, record: 0 });
    for _ in 0..LOOKED_AT {
        buffer.clear();
        let Some(raw) = reader.next_raw(&mut buffer).filter(|raw| raw.source == number) else {
            break;
        };
        let decoded = catch(|| raw.decoded(sources, fields, &buffer, &mut file));
        let Ok(Ok(record)) = decoded else { continue };
        let Some(Value::String(written)) = field(&record.meta, name) else {
            continue;
        };
        own.needed |= read_date(written, None) == DateRead::Undecided;
        let Some(order) = proven_order(written) else { continue };
        own.both |= own.order.as_ref().is_some_and(|known| *known != order);
        own.order = Some(order);
    }
}

fn undecided(source: &str, name: &str, what: &str) -> Error {
    Error::usage(format!("{source}: the dates in `{name}` {what}"))
        .help("`--date-format dmy` is for 31/01/2024, `--date-format mdy` for 01/31/2024; a pattern such as %d.%m.%Y is taken too")
}
