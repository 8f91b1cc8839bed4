//! Replaces the reader of archives in builds without it: archives are recognised and rejected.

use super::super::body::Body;
use super::super::opened::OpenStream;
use super::super::origin::Origin;
use super::super::pieces::Whole;
use super::super::reject::Reason;
use super::super::source_options::SourceOptions;
use std::io::Read;
use std::sync::Arc;

/// An archive, which becomes one rejection.
pub(in super::super) enum Archive {}

impl Archive {
    /// Rejects a tar archive.
    pub fn tar(_input: Box<dyn Read + Send>, _origin: Arc<Origin>, _options: &SourceOptions, _open_stream: OpenStream) -> Whole {
        refused("a tar archive")
    }

    /// Rejects a zip archive.
    pub fn zip<R>(_input: R, _size: u64, _origin: Arc<Origin>, _options: &SourceOptions, _open_stream: OpenStream) -> Whole {
        refused("a zip archive")
    }
}

fn refused(what: &'static str) -> Whole {
    Whole::new(Body::Broken(Reason::BuiltWithout { what, feature: "archives" }))
}

#[cfg(test)]
mod tests {
    use crate::input::{Fields, Format, Reader, find_sources};
    use std::fs;

    #[test]
    fn an_archive_is_refused_by_name() {
        let folder = std::env::temp_dir().join(format!("radsift-absent-archive-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.zip");
        fs::write(&path, b"PK\x03\x04").unwrap();
        let mut reader = Reader::new(find_sources(&[path], Format::Auto).unwrap());
        let (mut buffer, mut file) = (Vec::new(), Vec::new());
        let raw = reader.next_raw(&mut buffer).unwrap();
        let reject = raw.record(&reader.sources(), &Fields::default(), &buffer, &mut file).unwrap_err();
        let message = reject.reason.to_string();
        assert_eq!(
            message,
            "a zip archive is not read: the program was built without it (feature `archives`)"
        );
        assert!(reject.source.ends_with("a.zip") && reader.next_raw(&mut buffer).is_none());
        fs::remove_dir_all(&folder).unwrap();
    }
}
