//! The three ways to say that something else does not explain a finding.

use super::archive::cohort;
use radsift::cohort::examples;
use radsift::cohort::file::load;
use radsift::lexicon::SourceFile;

/// The texts that are in, by each of the three ways in this order: attributed, same place, same report.
const TEXTS: &[(&str, [bool; 3])] = &[
    ("Diffusion restriction in the left pons.", [true, true, true]),
    ("Diffusion restriction in the left pons. No acute infarct.", [true, true, true]),
    (
        "Diffusion restriction in the left pons due to acute infarct.",
        [false, false, false],
    ),
    (
        "Diffusion restriction in the left pons. Acute infarct in the right cerebellum.",
        [true, true, false],
    ),
    (
        "Diffusion restriction in the left pons. Acute infarct in the left pons.",
        [true, false, false],
    ),
    (
        "Diffusion restriction in the left pons. Acute infarct in the brainstem.",
        [true, false, false],
    ),
    (
        "Diffusion restriction in the left thalamus. Acute infarct in the right thalamus.",
        [true, true, false],
    ),
    (
        "Diffusion restriction in the left pons. Possible acute infarct in the left pons.",
        [true, false, false],
    ),
    ("Diffusion restriction in the left pons. Acute infarct.", [true, false, false]),
    (
        "Diffusion restriction. Acute infarct in the right cerebellum.",
        [true, false, false],
    ),
    (
        "Clinical details: acute infarct? Findings: Diffusion restriction in the left pons.",
        [true, true, true],
    ),
];

#[test]
fn each_way_leaves_out_what_it_says() {
    for (way, key) in ["not_attributed_to", "not_same_place", "not_same_report"].into_iter().enumerate() {
        let mut text = cohort(
            "",
            &format!("criterion = {{ finding = \"diffusion_restriction\", {key} = \"acute_infarct\" }}\ntake = \"first\""),
            "",
        );
        for (report, wanted) in TEXTS {
            let is = if wanted[way] {
                "is = \"in\""
            } else {
                "is = \"out\"\nwhy = \"index\""
            };
            text += &format!(
                "[[example]]\nlabel = \"{report}\"\nreports = [{{ day = 0, modality = \"MR\", text = \"MRI brain. {report}\" }}]\n{is}\n\n"
            );
        }
        let source = SourceFile {
            name: key.to_owned(),
            text: text.into(),
        };
        let cohort = load(source, &crate::support::EXTRACTOR).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(
            examples::run(&cohort, &crate::support::EXTRACTOR).unwrap(),
            Vec::<String>::new(),
            "{key}"
        );
    }
}
