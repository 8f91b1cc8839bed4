//! Cases of a cohort as a page for readers, and what their decisions say of the cohort.
