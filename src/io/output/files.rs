//! Files that are written under a temporary name and renamed when they are complete, and who may read them.

use crate::error::Error;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const ENDING: &str = "partial";

/// Who may read what is written: it holds words of reports. Elsewhere than on Unix the folder decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// The owner alone: 0600, and 0700 for folders.
    #[default]
    Owner,
    /// The owner, and the group for reading: 0640, and 0750 for folders.
    Group,
}

/// Creates a file, or empties one that exists.
///
/// # Errors
/// I/O errors.
pub fn create(path: &Path, access: Access) -> io::Result<File> {
    open(path, access, OpenOptions::new().truncate(true))
}

/// Opens a file for writing, as the options say, or creates it.
pub(super) fn open(path: &Path, access: Access, options: &mut OpenOptions) -> io::Result<File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, if access == Access::Group { 0o640 } else { 0o600 });
    #[cfg(not(unix))]
    let _ = access;
    options.create(true).write(true).open(path)
}

/// Creates a folder and those above it that do not exist.
///
/// # Errors
/// I/O errors.
pub fn create_folder(path: &Path, access: Access) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, if access == Access::Group { 0o750 } else { 0o700 });
    #[cfg(not(unix))]
    let _ = access;
    builder.recursive(true).create(path)
}

/// The temporary path of a file.
pub(super) fn aside(path: &Path) -> PathBuf {
    let mut name = OsString::from(path.file_name().unwrap_or_default());
    name.push(".");
    name.push(ENDING);
    path.with_file_name(name)
}

/// Removes the incomplete files of an earlier attempt.
pub(super) fn remove_aside(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == ENDING) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Makes renames durable by syncing the folder.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    // A folder can be opened as a file on Unix only.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Creates a file aside, to be renamed; opens what is no plain file as it is.
pub(super) fn begin(path: &Path, access: Access, renamed: &mut Vec<PathBuf>) -> io::Result<File> {
    // A link stays a link: the file that it leads to is replaced.
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let plain = fs::metadata(path).map_or(true, |meta| meta.is_file());
    // `/dev/stdout` may lead to a file that the shell holds open, perhaps to append to it.
    if !plain || path.starts_with("/dev") || path.starts_with("/proc") {
        return OpenOptions::new().create(true).append(plain).write(true).open(path);
    }
    let aside = aside(&real);
    if let Err(error) = fs::remove_file(&aside)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let file = create(&aside, access)?;
    renamed.push(real);
    Ok(file)
}

/// Writes a file to where the user asks for it: a plain file as a whole, as [`save_whole`] does, and anything else as it is.
///
/// # Errors
/// I/O errors.
pub fn save_named(path: &Path, bytes: &[u8], access: Access) -> Result<(), Error> {
    let save = || -> io::Result<()> {
        let mut renamed = Vec::new();
        begin(path, access, &mut renamed)?.write_all(bytes)?;
        renamed.iter().try_for_each(|real| fs::rename(aside(real), real))
    };
    save().map_err(|e| Error::writing(path, e))
}

/// Writes a small file as a whole: it is there with all of its bytes, or as it was before.
///
/// # Errors
/// I/O errors.
pub fn save_whole(path: &Path, bytes: &[u8], access: Access) -> Result<(), Error> {
    let aside = aside(path);
    let save = || -> io::Result<()> {
        let mut file = create(&aside, access)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&aside, path)
    };
    save().map_err(|e| Error::writing(path, e))
}
