//! The flow diagram of a study: counts down a trunk, what was excluded at its side.
