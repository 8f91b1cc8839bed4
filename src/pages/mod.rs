//! What all pages of HTML share: one base template with its style and its script. A page is one file that works from disk, without a network.
