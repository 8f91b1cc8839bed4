//! Several forms of output of one run, each in a folder of its own.

use super::form::{Form, Table};
use crate::error::Error;
use crate::report::{Envelope, Report};
use crate::runs::{Render, Tables};

/// Forms that are written together: each report is read once and rendered in all of them.
pub struct Several(Vec<(String, Box<dyn Form>)>);

impl Several {
    /// These forms, each with the name of its folder.
    pub fn new(forms: Vec<(String, Box<dyn Form>)>) -> Self {
        Self(forms)
    }
}

impl Render for Several {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        for (number, (_, form)) in self.0.iter().enumerate() {
            form.render(envelope, report, out.of_form(number));
        }
    }

    fn complete(&self, out: &mut Tables) -> Result<(), Error> {
        let mut forms = self.0.iter().enumerate();
        forms.try_for_each(|(number, (_, form))| form.complete(out.of_form(number)))
    }
}

impl Form for Several {
    fn tables(&self) -> Vec<Table<'_>> {
        let tables = self.0.iter().enumerate().flat_map(|(number, (name, form))| {
            form.tables().into_iter().map(move |table| Table {
                form: number,
                folder: Some(name.clone()),
                ..table
            })
        });
        tables.collect()
    }

    fn notices(&self) -> Vec<String> {
        self.0.iter().flat_map(|(_, form)| form.notices()).collect()
    }
}
