//! The folder of a cohort.

use crate::cohort::attrition::{ATTRITION_HEADER, AttritionRow, DETAIL_HEADER, DetailRow, Shown, figure, shareable};
use crate::cohort::tables::{Open, Out};
use crate::error::Error;
use crate::output::{Access, create, create_folder};
use std::fs;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

/// Dots an inch of figures: what journals ask for.
const DPI: u32 = 300;

/// The folder of a cohort, new or empty. `cohort.json` is written last: a folder without it is not complete.
#[derive(Debug)]
pub struct Files {
    folder: PathBuf,
    access: Access,
}

impl Files {
    /// Makes the folder.
    ///
    /// # Errors
    /// A folder with something in it.
    pub fn create(folder: &Path, access: Access) -> Result<Self, Error> {
        create_folder(folder, access).map_err(|e| Error::writing(folder, e))?;
        let mut entries = fs::read_dir(folder).map_err(|e| Error::reading(folder, e))?;
        if entries.next().is_some() {
            let error = Error::usage(format!("{} is not empty", folder.display()));
            return Err(error.help("a cohort is written to a folder of its own, so that nothing of another one is left in it"));
        }
        let share = folder.join("share");
        create_folder(&share, access).map_err(|e| Error::writing(&share, e))?;
        Ok(Self {
            folder: folder.to_owned(),
            access,
        })
    }

    /// Takes away all that was written, after an error: the folder was empty before.
    pub fn discard(self) {
        if let Ok(entries) = fs::read_dir(&self.folder) {
            for entry in entries.flatten() {
                let path = entry.path();
                let _ = if path.is_dir() {
                    fs::remove_dir_all(&path)
                } else {
                    fs::remove_file(&path)
                };
            }
        }
    }

    /// Writes a whole file.
    ///
    /// # Errors
    /// I/O errors.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.folder.join(name);
        let written = create(&path, self.access).and_then(|mut file| std::io::Write::write_all(&mut file, bytes));
        written.map_err(|e| Error::writing(&path, e))
    }

    /// Writes the tables of attrition of the cohort with this number: as they are, and in the folder `share` with counts below `limit` hidden.
    ///
    /// # Errors
    /// I/O errors.
    pub fn attrition(&mut self, cohort: u32, rows: &[AttritionRow], details: &[DetailRow], limit: u64) -> Result<(), Error> {
        let cells: Vec<[String; 7]> = (1..).zip(rows).map(|(step, row)| row.cells(cohort, step)).collect();
        self.table("attrition.csv", &ATTRITION_HEADER, &cells)?;
        let shown = cells.into_iter().zip(shareable(rows, limit)).map(|(mut cells, shown)| {
            for (place, count) in [1, 2, 5, 6].into_iter().zip(&shown) {
                cells[place] = count.to_string();
            }
            cells
        });
        self.table("share/attrition.csv", &ATTRITION_HEADER, &shown.collect::<Vec<_>>())?;
        let cells: Vec<[String; 6]> = details.iter().map(DetailRow::cells).collect();
        self.table("attrition_detail.csv", &DETAIL_HEADER, &cells)?;
        let shown = details.iter().zip(cells).map(|(row, mut cells)| {
            cells[4] = Shown::of(row.records as i64, limit).to_string();
            cells[5] = Shown::of(row.persons as i64, limit).to_string();
            cells
        });
        self.table("share/attrition_detail.csv", &DETAIL_HEADER, &shown.collect::<Vec<_>>())
    }

    /// Draws the flow diagram: as it is, and in the folder `share` with counts below `limit` hidden.
    ///
    /// # Errors
    /// I/O errors, and a picture of too many dots.
    pub fn figures(&self, rows: &[AttritionRow], first_index: usize, label: &str, limit: u64) -> Result<(), Error> {
        for (folder, limit) in [("", None), ("share/", Some(limit))] {
            let flow = figure(rows, first_index, label, limit);
            self.write(&format!("{folder}flow.svg"), flow.svg().as_bytes())?;
            self.write(&format!("{folder}flow.png"), &flow.png(DPI)?)?;
        }
        Ok(())
    }

    fn table<const N: usize>(&mut self, name: &str, header: &[&str; N], rows: &[[String; N]]) -> Result<(), Error> {
        let out = self.open(name)?;
        let mut table = csv::Writer::from_writer(out.file);
        let written = table
            .write_record(header)
            .and_then(|()| rows.iter().try_for_each(|row| table.write_record(row)));
        let written = written.map_err(std::io::Error::from).and_then(|()| table.flush());
        written.map_err(|e| Error::writing(&out.path, e))
    }
}

impl Open for Files {
    fn open(&mut self, name: &str) -> Result<Out, Error> {
        let path = self.folder.join(name);
        let file = create(&path, self.access).map_err(|e| Error::writing(&path, e))?;
        Ok(Out {
            path,
            file: BufWriter::new(file),
        })
    }
}
