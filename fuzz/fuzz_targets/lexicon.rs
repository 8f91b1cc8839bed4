#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| radsift_fuzz::lexicon::check(bytes));
