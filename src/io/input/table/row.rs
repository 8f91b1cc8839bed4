//! A row in the reader's buffer: its cells one after the other, followed by their end positions.

const END: usize = size_of::<u64>();

/// Appends the end positions of the cells that were added to `buffer`.
pub(super) fn close(buffer: &mut Vec<u8>, ends: &[usize]) {
    for end in ends {
        buffer.extend_from_slice(&(*end as u64).to_le_bytes());
    }
}

/// The cells of a row of known width.
pub(super) struct Row<'b> {
    cells: &'b [u8],
    ends: &'b [u8],
}

impl<'b> Row<'b> {
    /// Reads a row written by [`close`].
    pub fn new(bytes: &'b [u8], width: usize) -> Self {
        let (cells, ends) = bytes.split_at(bytes.len().saturating_sub(width * END));
        Self { cells, ends }
    }

    /// One cell; empty when it does not exist.
    pub fn get(&self, index: usize) -> &'b [u8] {
        let start = if index == 0 { 0 } else { self.end(index - 1) };
        self.cells.get(start..self.end(index)).unwrap_or_default()
    }

    fn end(&self, index: usize) -> usize {
        let end = self.ends.as_chunks::<END>().0.get(index);
        end.map_or(0, |end| u64::from_le_bytes(*end) as usize)
    }
}
