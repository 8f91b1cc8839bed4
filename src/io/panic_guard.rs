//! Catches panics. A panic while a report is read costs only that report, not the run or the other reports.
//!
//! A panic message may quote the report, so it is never shown or stored: only the location in the source is.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};
use std::sync::Once;

thread_local! {
    /// The number of callers of [`catch`] on this thread.
    static WAITING: Cell<u32> = const { Cell::new(0) };
    /// The location of the last caught panic.
    static STRUCK: RefCell<Option<CaughtPanic>> = const { RefCell::new(None) };
}

/// A caught panic, with its location in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaughtPanic {
    /// The file, relative to the folder of its crate, and the line; `None` when [the hook](install_hook) is not installed.
    place: Option<String>,
}

impl fmt::Display for CaughtPanic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("radsift itself failed")?;
        match &self.place {
            Some(place) => write!(f, " at {place}: please report this"),
            None => f.write_str(": please report this"),
        }
    }
}

impl CaughtPanic {
    fn of(info: &PanicHookInfo<'_>) -> Self {
        let place = info.location().map(|at| format!("{}:{}", short(at.file()), at.line()));
        Self { place }
    }
}

/// Runs `work`, and returns the panic if there is one. The caller must discard everything that `work` has left incomplete.
pub(crate) fn catch<T>(work: impl FnOnce() -> T) -> Result<T, CaughtPanic> {
    WAITING.set(WAITING.get() + 1);
    let done = catch_unwind(AssertUnwindSafe(work));
    WAITING.set(WAITING.get() - 1);
    done.map_err(|_| STRUCK.take().unwrap_or(CaughtPanic { place: None }))
}

/// Stops panics of this process from printing their messages, which may quote a report. The first panic that is not caught is passed to `tell`
/// and ends the program.
/// For programs; a library leaves this to the program that uses it.
pub fn install_hook(tell: impl Fn(&CaughtPanic) + Send + Sync + 'static) {
    let once = Once::new();
    set_hook(Box::new(move |info| {
        let fault = CaughtPanic::of(info);
        if WAITING.get() > 0 {
            STRUCK.set(Some(fault));
        } else {
            // When one thread panics, the threads that wait for it panic as well.
            once.call_once(|| tell(&fault));
        }
    }));
}

/// A path in the source without the folders above the crate, which depend on the machine of the build.
fn short(path: &str) -> &str {
    let Some(src) = path.replace('\\', "/").rfind("src/") else {
        return path;
    };
    let above = path[..src].trim_end_matches(['/', '\\']);
    let crate_folder = above.rfind(['/', '\\']).map_or(0, |slash| slash + 1);
    &path[crate_folder..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_tell_nothing_of_the_machine() {
        assert_eq!(short("src/text/fold.rs"), "src/text/fold.rs");
        assert_eq!(
            short("/a/b/registry/parquet-60.1.0/src/file/reader.rs"),
            "parquet-60.1.0/src/file/reader.rs"
        );
        assert_eq!(short(r"C:\a\zip-9.8.0\src/read.rs"), "zip-9.8.0\\src/read.rs");
        assert_eq!(short("build.rs"), "build.rs");
    }

    #[test]
    fn a_panic_is_caught() {
        assert_eq!(catch(|| 1), Ok(1));
        let fault = catch(|| -> u8 { std::panic::resume_unwind(Box::new("text of a report")) }).unwrap_err();
        assert_eq!(fault.to_string(), "radsift itself failed: please report this");
        assert_eq!(WAITING.get(), 0);
    }
}
