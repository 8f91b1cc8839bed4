//! The names of what makes a record.

/// The names of the fields, or columns, that make a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The id.
    pub id: String,
    /// The report.
    pub text: String,
    /// The columns of tables that go into `meta`; all others where none is named.
    pub meta: Vec<String>,
    /// What stands between the fields of CSV files; found out where it is not given.
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
