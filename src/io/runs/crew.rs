//! The workers of a run, as its sink sees them.

use super::queue::{Job, Queue};
use std::sync::Arc;

/// The workers of a run. They take the work of the sink before the next chunk of reports. A crew by default has no workers.
#[derive(Clone, Default)]
pub struct Crew(Option<Arc<Queue>>);

impl Crew {
    pub(super) fn of(queue: &Arc<Queue>) -> Self {
        Self(Some(Arc::clone(queue)))
    }

    /// Passes work on to a worker; does it at once where there are none, or no more.
    pub fn post(&self, job: Job) {
        let refused = match &self.0 {
            Some(queue) => queue.post(job),
            None => Some(job),
        };
        if let Some(job) = refused {
            job();
        }
    }
}
