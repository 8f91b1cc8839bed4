//! Resource ids that are the same whenever the same report is read.

/// The ids of a bundle's resources, derived from the id of the record and its text.
pub(super) struct Ids(blake3::Hasher);

impl Ids {
    /// The ids for one record.
    pub fn new(id: &str, text: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&(id.len() as u64).to_le_bytes());
        hasher.update(id.as_bytes());
        hasher.update(text.as_bytes());
        Self(hasher)
    }

    /// The id of the bundle.
    pub fn bundle(&self) -> String {
        self.make(b"bundle", 0)
    }

    /// The id of the DiagnosticReport.
    pub fn report(&self) -> String {
        self.make(b"report", 0)
    }

    /// The id of finding `n`.
    pub fn finding(&self, n: usize) -> String {
        self.make(b"finding", n as u64)
    }

    /// A UUID of version 8, whose bits are free to choose.
    fn make(&self, kind: &[u8], n: u64) -> String {
        let mut hasher = self.0.clone();
        hasher.update(kind);
        hasher.update(&n.to_le_bytes());
        let mut bytes = [0; 16];
        hasher.finalize_xof().fill(&mut bytes);
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let hex = format!("{:032x}", u128::from_be_bytes(bytes));
        [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
    }
}

/// A reference to a resource in the same bundle.
pub(super) fn url(id: &str) -> String {
    format!("urn:uuid:{id}")
}
