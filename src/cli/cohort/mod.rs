//! `radsift cohort`
