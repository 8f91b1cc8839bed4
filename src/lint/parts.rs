//! The studies within one text: a report on head and spine has findings and impression twice, and what one of them says is not said of the other.

use crate::structure::Section;
use crate::vocabulary::Role;

/// The number of the study that each section belongs to, from 0. A new one begins with a heading of findings, or of what stands before findings, once the
/// study at hand has had both findings and impression. An addendum belongs to all.
pub(super) fn of_sections(sections: &[Section]) -> Vec<Option<u16>> {
    let mut part = 0_u16;
    let (mut findings, mut impression) = (false, false);
    let number = |section: &Section| {
        let has_heading = section.heading.0 < section.heading.1;
        match section.role {
            Role::Addendum => return None,
            Role::Impression => impression = true,
            Role::Findings | Role::Technique | Role::Clinical | Role::Comparison if has_heading => {
                if findings && impression {
                    part = part.saturating_add(1);
                    (findings, impression) = (false, false);
                }
                findings |= section.role == Role::Findings;
            }
            Role::Findings => findings |= section.body.0 < section.body.1,
            _ => {}
        }
        Some(part)
    };
    sections.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Extractor, Meta, Session};

    #[test]
    fn a_second_study_begins_with_its_findings() {
        let extractor = Extractor::new().unwrap();
        let mut session = Session::default();
        let cases = [
            ("FINDINGS: Acute infarct.\nIMPRESSION: Infarct.", vec![Some(0), Some(0)]),
            ("IMPRESSION: Infarct.\nFINDINGS: Acute infarct.", vec![Some(0), Some(0)]),
            (
                "FINDINGS: Acute infarct.\nIMPRESSION: Infarct.\nFINDINGS: Cord oedema.\nIMPRESSION: Myelitis.",
                vec![Some(0), Some(0), Some(1), Some(1)],
            ),
            (
                "FINDINGS: Acute infarct.\nIMPRESSION: Infarct.\nADDENDUM: No infarct.",
                vec![Some(0), Some(0), None],
            ),
        ];
        for (text, want) in cases {
            let report = extractor.analyse(&mut session, text, &Meta::default());
            let has_words = |section: &&Section| section.heading.0 < section.body.1;
            let sections: Vec<Section> = report.doc.sections.iter().filter(has_words).copied().collect();
            assert_eq!(of_sections(&sections), want, "{text}");
        }
    }
}
