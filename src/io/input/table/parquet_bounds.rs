//! Checks the sizes in a Parquet file against the file itself before the library allocates memory for them.
//!
//! The library trusts the numbers of children in the schema and the sizes in the page headers. A process that asks for too much memory is
//! killed by the system, and there would be no rejection.

use super::super::packed::check;
use super::super::reject::Reason;
use super::thrift::{LIST, STRUCT, Thrift};
use parquet::arrow::ProjectionMask;
use parquet::basic::Compression;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::ChunkReader;
use std::io::{self, Read};

/// The message for a file that is inconsistent.
pub(super) const DAMAGED: Reason = Reason::Damaged("Parquet");

/// The deepest nesting of columns.
const DEEPEST: usize = 100;
/// The most bytes of a value of a type with fixed length. This many bytes are allocated even for nulls.
pub(super) const WIDEST: i32 = 1 << 20;
/// The end of the file: the size of the metadata, and four letters.
const TAIL: u64 = 8;

/// Checks the schema at the end of the file.
///
/// # Errors
/// A schema that is not a tree, or whose values are not bounded.
pub(super) fn look_through_schema(input: &impl ChunkReader) -> Result<(), Reason> {
    let size = input.len();
    let start = size.checked_sub(TAIL).ok_or(DAMAGED)?;
    let tail = input.get_bytes(start, TAIL as usize).map_err(|_| DAMAGED)?;
    let length = tail.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
    let start = start.checked_sub(u64::from(length)).ok_or(DAMAGED)?;
    let metadata = input.get_bytes(start, length as usize).map_err(|_| DAMAGED)?;
    let mut schema = None;
    // Bytes that are not valid Thrift are reported by the library.
    let _ = Thrift::new(&metadata[..]).fields(|input, number, kind| match (number, kind) {
        (2, LIST) if schema.is_none() => {
            schema = Some(elements(input)?);
            Ok(())
        }
        _ => input.skip(kind),
    });
    if is_tree(&schema.ok_or(DAMAGED)?) { Ok(()) } else { Err(DAMAGED) }
}

/// One column, or group of columns.
#[derive(Clone, Copy, Default)]
struct Element {
    width: i32,
    children: i32,
}

fn elements(input: &mut Thrift<impl Read>) -> io::Result<Vec<Element>> {
    let (kind, count) = input.list()?;
    let mut all = Vec::new();
    if kind != STRUCT {
        return Err(io::ErrorKind::InvalidData.into());
    }
    for _ in 0..count {
        let mut element = Element::default();
        input.fields(|input, number, kind| {
            match number {
                2 => element.width = input.int()? as i32,
                5 => element.children = input.int()? as i32,
                _ => input.skip(kind)?,
            }
            Ok(())
        })?;
        all.push(element);
    }
    Ok(all)
}

/// True when every element except the first has a parent before it, and none is nested too deep or is too wide.
fn is_tree(elements: &[Element]) -> bool {
    let Some((root, rest)) = elements.split_first() else { return false };
    // The number of children that are still to come, for each element on the path down.
    let mut open = vec![root.children];
    for element in rest {
        while open.last() == Some(&0) {
            open.pop();
        }
        match open.last_mut() {
            Some(left) if *left > 0 => *left -= 1,
            _ => return false,
        }
        if element.children > 0 {
            open.push(element.children);
        }
        if open.len() > DEEPEST || element.children < 0 || element.width > WIDEST {
            return false;
        }
    }
    open.iter().all(|left| *left == 0)
}

/// The sizes in the header of a page.
#[derive(Default)]
struct Page {
    unpacked: i64,
    packed: i64,
    values: i64,
    dictionary: bool,
}

/// Checks how the columns that are read are packed.
///
/// # Errors
/// The name of a packing that is not supported.
pub(super) fn look_at_packing(group: &RowGroupMetaData, read: &ProjectionMask) -> Result<(), Reason> {
    let columns = group.columns().iter().enumerate().filter(|(leaf, _)| read.leaf_included(*leaf));
    for (_, column) in columns {
        let packing = match column.compression() {
            Compression::UNCOMPRESSED | Compression::SNAPPY | Compression::GZIP(_) | Compression::ZSTD(_) => continue,
            Compression::BROTLI(_) => "brotli",
            Compression::LZ4 | Compression::LZ4_RAW => "LZ4",
            Compression::LZO => "LZO",
        };
        return Err(Reason::PackedBy("Parquet", packing));
    }
    Ok(())
}

/// Checks the page headers of a row group, in the columns that are read, and returns the size of the largest page, unpacked. No value is longer.
///
/// # Errors
/// Columns that are outside the file, and pages that are larger than their bytes allow.
pub(super) fn look_through_pages(input: &impl ChunkReader, group: &RowGroupMetaData, read: &ProjectionMask) -> Result<u64, Reason> {
    let mut largest = 0;
    let columns = group.columns().iter().enumerate().filter(|(leaf, _)| read.leaf_included(*leaf));
    for (_, column) in columns {
        let (mut at, length) = column.byte_range();
        let end = at.checked_add(length).filter(|end| *end <= input.len()).ok_or(DAMAGED)?;
        while at < end {
            let head = input.get_read(at).map_err(|_| DAMAGED)?;
            let mut thrift = Thrift::new(head.take(end - at));
            // A page header that cannot be read is reported by the library, after it has read the pages before it.
            let Ok(page) = page(&mut thrift) else { break };
            let (Ok(packed), Ok(unpacked), Ok(values)) =
                (u64::try_from(page.packed), u64::try_from(page.unpacked), u64::try_from(page.values))
            else {
                return Err(DAMAGED);
            };
            let too_many = page.dictionary && values > unpacked;
            if too_many || check(unpacked, packed).is_err() || check(values, packed).is_err() {
                return Err(Reason::Expands);
            }
            largest = largest.max(unpacked);
            at = at.saturating_add(thrift.read()).saturating_add(packed);
        }
    }
    Ok(largest)
}

fn page(input: &mut Thrift<impl Read>) -> io::Result<Page> {
    let mut page = Page::default();
    input.fields(|input, number, kind| {
        match (number, kind) {
            (2, _) => page.unpacked = input.int()?,
            (3, _) => page.packed = input.int()?,
            (5 | 7 | 8, STRUCT) => {
                page.dictionary |= number == 7;
                input.fields(|input, number, kind| {
                    if number == 1 {
                        page.values = input.int()?;
                        return Ok(());
                    }
                    input.skip(kind)
                })?;
            }
            _ => input.skip(kind)?,
        }
        Ok(())
    })?;
    Ok(page)
}
