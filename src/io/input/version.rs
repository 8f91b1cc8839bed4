//! One version of a report.

/// One version of a report, as its header tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version {
    /// A hash of what names the report: the order and where it was written, or the resource and its patient.
    pub report: u64,
    /// True unless it is preliminary.
    pub is_settled: bool,
    /// When it was sent or stored, in seconds; 0 where that is not told.
    pub time: u32,
    /// Its number; 0 where there is none.
    pub number: u32,
}

impl Version {
    /// True when it replaces `before`, which is earlier in the input.
    pub fn beats(&self, before: &Self) -> bool {
        !before.is_later_than(self)
    }

    /// True when it is certainly later than `other`.
    pub fn is_later_than(&self, other: &Self) -> bool {
        if self.is_settled != other.is_settled {
            return self.is_settled;
        }
        let later = |own: u32, other: u32| (own != 0 && other != 0 && own != other).then_some(own > other);
        let told = later(self.time, other.time).or_else(|| later(self.number, other.number));
        told.unwrap_or(false)
    }
}

/// A hash of the parts that name a report.
pub(super) fn name_hash(parts: &[&str]) -> u64 {
    let hash = blake3::hash(parts.join("\0").as_bytes());
    hash.as_bytes()[..8].iter().fold(0, |n, b| n << 8 | u64::from(*b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_version_replaces_which() {
        let version = |is_settled, time, number| Version {
            report: 1,
            is_settled,
            time,
            number,
        };
        let final_report = version(true, 20, 2);
        for (beats, later) in [
            (true, version(true, 30, 1)),
            (false, version(true, 10, 3)),
            (true, version(true, 20, 3)),
            (false, version(true, 20, 1)),
            (true, version(true, 20, 2)),
            (true, version(true, 0, 0)),
            (false, version(false, 30, 3)),
        ] {
            assert_eq!(later.beats(&final_report), beats, "{later:?}");
        }
    }
}
