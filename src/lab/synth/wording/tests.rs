use super::*;

/// No style says a thing always in the same way.
#[test]
fn everything_is_said_in_five_ways_at_least() {
    let words = Words::load().unwrap();
    let wording = &words.british;
    for (name, sentences) in [
        ("sentences", &wording.sentences),
        ("answers", &wording.answers),
        ("short", &wording.short),
    ] {
        assert!(sentences.len() >= 9, "{name}");
        for (manner, templates) in sentences {
            let anywhere = templates.iter().filter(|template| !template.needs_site).count();
            assert!(anywhere >= 5, "{name}: {manner:?} has {anywhere}");
        }
    }
    let texts = wording.texts.iter().map(|(name, templates)| (name, templates.len()));
    let headings = wording.headings.iter().map(|(name, words)| (name, words.len()));
    for (name, ways) in texts.chain(headings) {
        assert!(ways >= 5, "{name} has {ways}");
    }
    assert!(wording.size.len() >= 5 && wording.now.len() >= 5);
}

#[test]
fn findings_have_several_names_and_stand_somewhere() {
    let words = Words::load().unwrap();
    assert!(words.findings.len() >= 40 && words.sites.len() >= 40);
    for (finding, nouns) in words.findings.iter().zip(&words.british.nouns) {
        assert!(finding.course == CourseKind::Summary || nouns.len() >= 3, "{}", finding.id);
        assert!(!finding.side || finding.at.is_empty(), "{}", finding.id);
    }
}

#[test]
fn american_words_are_spelt_otherwise() {
    let words = Words::load().unwrap();
    let spelt = |wording: &Wording| format!("{:?}{:?}", wording.nouns, wording.texts);
    let (british, american) = (spelt(&words.british), spelt(&words.american));
    assert!(british.contains("oedema") && british.contains("haem") && british.contains("grey"));
    assert!(!american.contains("oedema") && !american.contains("haem") && !american.contains("grey"));
}

#[test]
fn slots_are_all_known() {
    use template::Part;
    let words = Words::load().unwrap();
    let wording = &words.british;
    let sets = [&wording.sentences, &wording.answers, &wording.short];
    let templates = sets.iter().flat_map(|set| set.values()).flatten();
    for template in templates.chain(&wording.size).chain(&wording.now) {
        let unknown = template.parts.iter().find(|part| matches!(part, Part::Value(_)));
        assert!(unknown.is_none(), "{unknown:?}");
    }
}
