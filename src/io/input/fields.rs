//! The names of the fields that make a record.

/// The names of the fields, or columns, that make a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The id.
    pub id: String,
    /// The report.
    pub text: String,
    /// The columns of tables that go into `meta`; when empty, all other columns.
    pub meta: Vec<String>,
    /// The delimiter of CSV files; detected when not given.
    pub delimiter: Option<u8>,
}

impl Default for Fields {
    fn default() -> Self {
        Self {
            id: "id".to_owned(),
            text: "text".to_owned(),
            meta: Vec::new(),
            delimiter: None,
        }
    }
}
