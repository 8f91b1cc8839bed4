//! Mistakes of the program itself. One that strikes while a report is read costs that report, and neither the run nor the other reports.
//!
//! What a panic says may quote the report, so that it is never shown or kept: only where in the program it struck.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};
use std::sync::Once;

thread_local! {
    /// How many callers of [`catch`] wait for what happens on this thread.
    static WAITING: Cell<u32> = const { Cell::new(0) };
    /// Where the last caught panic happened.
    static STRUCK: RefCell<Option<CaughtPanic>> = const { RefCell::new(None) };
}

/// A mistake of the program: where in its source it panicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaughtPanic {
    /// The file, from the folder of its crate on, and the line; nothing where [the hook](install_hook) was not installed.
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

/// Does `work`, and returns the fault when it panics. The caller must throw away what `work` has left half done.
pub(crate) fn catch<T>(work: impl FnOnce() -> T) -> Result<T, CaughtPanic> {
    WAITING.set(WAITING.get() + 1);
    let done = catch_unwind(AssertUnwindSafe(work));
    WAITING.set(WAITING.get() - 1);
    done.map_err(|_| STRUCK.take().unwrap_or(CaughtPanic { place: None }))
}

/// From now on no panic of this process prints its message, which may quote a report. The first that no `catch` takes goes to `tell` and
/// ends the program.
/// For programs; a library leaves this to the program it is part of.
pub fn install_hook(tell: impl Fn(&CaughtPanic) + Send + Sync + 'static) {
    let once = Once::new();
    set_hook(Box::new(move |info| {
        let fault = CaughtPanic::of(info);
        if WAITING.get() > 0 {
            STRUCK.set(Some(fault));
        } else {
            // A panic of one thread makes those that wait for it panic too.
            once.call_once(|| tell(&fault));
        }
    }));
}

/// A path in the source without what is above the folder of the crate: that is a matter of the machine it was built on.
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
