//! The rules, each in a file of its own.

mod con001;
mod con004;
mod crt001;
mod dem001;
mod dem002;
mod lat001;
mod lat002;
mod lat004;
mod lvl001;
mod lvl002;
mod mea001;
mod mea002;
mod neg001;
mod tpl001;
mod txt001;

use super::rule::Rule;

/// All rules, in order of code.
pub static ALL: [&Rule; 15] = [
    &con001::RULE,
    &con004::RULE,
    &crt001::RULE,
    &dem001::RULE,
    &dem002::RULE,
    &lat001::RULE,
    &lat002::RULE,
    &lat004::RULE,
    &lvl001::RULE,
    &lvl002::RULE,
    &mea001::RULE,
    &mea002::RULE,
    &neg001::RULE,
    &tpl001::RULE,
    &txt001::RULE,
];

/// The rule with this code, in any case of letters.
pub fn rule(code: &str) -> Option<&'static Rule> {
    ALL.into_iter().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::{Linter, Tables};
    use crate::{Extractor, Meta, Session};
    use std::sync::LazyLock;

    static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().unwrap());

    fn meta(pairs: &[(&str, &str)]) -> Meta {
        let value = |(key, value): &(&str, &str)| ((*key).to_owned(), serde_json::Value::from(*value));
        Meta(pairs.iter().map(value).collect())
    }

    fn hits(text: &str, pairs: &[(&str, &str)]) -> Vec<&'static str> {
        let linter = Linter::new(ALL.to_vec(), Tables::new(EXTRACTOR.lexicon()).unwrap());
        let (meta, mut session) = (meta(pairs), Session::default());
        let report = EXTRACTOR.analyse(&mut session, text, &meta);
        let mut codes: Vec<&str> = linter.check(&report, &meta).hits.iter().map(|hit| hit.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    fn default_hits(text: &str) -> Vec<&'static str> {
        hits(text, &[]).into_iter().filter(|code| *code != "CRT001").collect()
    }

    #[test]
    fn each_rule_hits_its_example_and_not_what_it_should_have_been() {
        for rule in ALL {
            let page = rule.page();
            assert_eq!(page.code, rule.code, "each rule has a page");
            let given: Vec<(&str, &str)> = page.hit_meta.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
            let others = |code: &&str| rule.code == "CRT001" || *code != "CRT001";
            let found: Vec<&str> = hits(&page.hit, &given).into_iter().filter(others).collect();
            assert_eq!(found, [rule.code], "{}", page.hit);
            let found: Vec<&str> = hits(&page.clean, &given).into_iter().filter(others).collect();
            assert_eq!(found, [""; 0], "{}", page.clean);
        }
    }

    #[test]
    fn four_drafts_that_must_be_flagged() {
        let drafts = [
            (
                "MRI brain. FINDINGS: Restricted diffusion in the left thalamus. Ventricles are normal.\nIMPRESSION: Restricted diffusion in the right thalamus.",
                "LAT001",
            ),
            (
                "FINDINGS: There is an acute infarct in the left MCA territory. No hydrocephalus.\nIMPRESSION: No acute infarct.",
                "CON001",
            ),
            (
                "FINDINGS: No midline shift.\nIMPRESSION: 5 mm of midline shift to the left.",
                "CON001",
            ),
            (
                "FINDINGS: Subdural haematoma over the left convexity.\nIMPRESSION: No haemorrhage.",
                "CON001",
            ),
        ];
        for (text, code) in drafts {
            assert_eq!(default_hits(text), [code], "{text}");
        }
    }

    #[test]
    fn what_a_careful_reader_would_not_raise() {
        let clean = [
            "FINDINGS: Restricted diffusion in the left thalamus and in the right thalamus.\nIMPRESSION: Acute infarct in the right thalamus.",
            "FINDINGS: Old infarct in the left pons. No acute infarct.\nIMPRESSION: No acute infarct.",
            "FINDINGS: Chronic subdural haematoma on the left. No acute haemorrhage.\nIMPRESSION: Chronic subdural haematoma.",
            "FINDINGS: Acute infarct in the left pons. No other infarct.\nIMPRESSION: Pontine infarct.",
            "FINDINGS: No haemorrhage. Three microhaemorrhages in the right frontal lobe.\nIMPRESSION: Microhaemorrhages.",
            "FINDINGS: Meningioma of the left convexity. The brain is otherwise normal.\nIMPRESSION: Meningioma. Otherwise normal MRI of the brain.",
            "FINDINGS: There is a meningioma measuring 12 mm x 14 mm x 9 mm.\nIMPRESSION: Meningioma of 1.4 cm.",
            "FINDINGS: [**Name**] was seen. There is no infarct. ____\nIMPRESSION: No infarct.",
            "Clinical details: her brother, a 60 year old man, had a stroke.\nFINDINGS: No infarct.",
            "FINDINGS: L5-S1: Disc protrusion. L4-L5: Disc bulge.\nIMPRESSION: Disc protrusion at L5-S1, bulge at L4-L5.",
            "MRI BRAIN. FINDINGS: No infarct. IMPRESSION: Normal brain.\nMRI CERVICAL SPINE. FINDINGS: Cord compression at C5-C6. IMPRESSION: Cord compression at C5-C6.",
        ];
        for text in clean {
            assert_eq!(default_hits(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn codes_are_found_in_any_case_and_stand_in_order() {
        assert_eq!(rule("lat001").map(|rule| rule.page().name.as_str()), Some("side-conflict"));
        assert!(ALL.is_sorted_by_key(|rule| rule.code));
        assert!(ALL.iter().filter(|rule| rule.is_selected_by("LAT")).count() == 3);
    }
}
