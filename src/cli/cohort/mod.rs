//! `radsift cohort`

pub(super) mod review;
