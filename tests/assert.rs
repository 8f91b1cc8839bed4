//! `Extractor::assert`: what a text says about words that somebody else has picked out.

use crate::support::EXTRACTOR;
use radsift::Session;
use radsift::text::Span;
use radsift::vocabulary::{Assertion, Change};

/// The answer for each `{marked}` target of a text, in words.
fn read(marked: &str) -> Vec<String> {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '{' => open = text.len() as u32,
            '}' => spans.push(Span::new(open, text.len() as u32)),
            c => text.push(c),
        }
    }
    let mut session = Session::default();
    let asserted = EXTRACTOR.assert(&mut session, &text, &spans);
    let words = asserted.contexts.iter().map(|c| {
        let change = c.change.map_or(String::new(), |c| format!(" {}", c.as_str()));
        let [a, t, e] = [c.assertion.as_str(), c.temporality.as_str(), c.experiencer.as_str()];
        format!("{a} {t} {e}{change}")
    });
    words.collect()
}

#[test]
fn targets_are_read_like_findings() {
    const PLAIN: &str = "present current patient";
    const ABSENT: &str = "absent current patient";
    const PAST: &str = "present historical patient";
    let table: &[(&str, &[&str])] = &[
        ("{Chest pain}.", &[PLAIN]),
        ("She denies {chest pain} or {cough}, but has {fever}.", &[ABSENT, ABSENT, PLAIN]),
        ("He denied any {rash}.", &[ABSENT]),
        ("No {rash} (back or arms) or {swelling}.", &[ABSENT, ABSENT]),
        ("{Rash} is not seen.", &[ABSENT]),
        ("Swab -ve for {influenza}, +ve for {adenovirus}.", &[ABSENT, PLAIN]),
        ("History of {asthma} and {gout}, with {wheeze} today.", &[PAST, PAST, PLAIN]),
        ("A man with a history of {asthma} who presents with {wheeze}.", &[PAST, PLAIN]),
        ("A two-day history of {wheeze}.", &[PLAIN]),
        ("Past medical history is significant for {asthma} and {gout}.", &[PAST, PAST]),
        ("No history of {asthma}.", &["absent historical patient"]),
        ("No known {drug allergies}.", &["absent historical patient"]),
        ("Former {smoker}.", &[PAST]),
        ("A scan years ago, which showed {gallstones}.", &[PAST]),
        (
            "Family history of {gout} and personal history of {asthma}.",
            &["present historical family", PAST],
        ),
        ("Her husband had {influenza}.", &["present historical other"]),
        ("Social history: drinks {alcohol}.", &[PAST]),
        ("Family history: {gout}.", &["present historical family"]),
        ("History of present illness: {cough} for a week.", &[PLAIN]),
        (
            "Indication: {cough}.\nFindings: {consolidation}.",
            &["possible hypothetical patient", PLAIN],
        ),
        ("Return to the clinic if she develops {fever}.", &["possible hypothetical patient"]),
        (
            "Antibiotics until the {infection} has resolved.",
            &["possible hypothetical patient"],
        ),
        (
            "Some {weakness}, although that had resolved by noon.",
            &["absent current patient resolved"],
        ),
        ("We recommend a smear to exclude {malaria}.", &["possible hypothetical patient"]),
        (
            "This may be {gout} or {cellulitis}.",
            &["possible current patient", "possible current patient"],
        ),
        ("New {consolidation} and old {scars}.", &["present current patient new", PLAIN]),
        ("No new {nodule}.", &["absent current patient new"]),
    ];
    for (text, wanted) in table {
        assert_eq!(read(text), *wanted, "{text}");
    }
}

#[test]
fn cues_inside_a_target_do_not_act_on_it() {
    for (text, wanted) in [
        ("The scan showed {no abnormality}.", "present current patient"),
        ("{History of asthma} was recorded.", "present current patient"),
        ("{New onset diabetes}.", "present current patient"),
        // The longer cue "no change in" ends among the target's words; "no" is left of it.
        ("There was no {change in vision}.", "absent current patient"),
        ("There was no change in {vision}.", "present current patient unchanged"),
    ] {
        assert_eq!(read(text), [wanted], "{text}");
    }
}

#[test]
fn findings_of_the_lexicon_near_a_target_change_nothing() {
    // "decreased" and "effacement" are words of findings here; for a target they are words like any other.
    assert_eq!(read("No sulcal {effacement}."), ["absent current patient"]);
    assert_eq!(read("No infarct or {gout}."), ["absent current patient"]);
    assert_eq!(read("No {infarct} or gout."), ["absent current patient"]);
}

#[test]
fn overlapping_and_strange_targets_have_an_answer_each() {
    let text = "IMPRESSION: No acute infarct.\n\n  ";
    let end = text.len() as u32;
    let spans = [
        (12, 28),
        (15, 20),
        (21, 28),
        (0, 10),
        (0, end),
        (10, 12),
        (end - 1, end),
        (end, end),
        (15, 20),
    ];
    let mut session = Session::default();
    let asserted = EXTRACTOR.assert(&mut session, text, &spans.map(|(a, b)| Span::new(a, b)));
    let said: Vec<Assertion> = asserted.contexts.iter().map(|c| c.assertion).collect();
    use Assertion::{Absent, Present};
    assert_eq!(said, [Present, Absent, Absent, Present, Present, Present, Present, Present, Absent]);
    assert!(asserted.contexts.iter().all(|c| c.change != Some(Change::New)));
}

#[test]
fn the_order_of_targets_does_not_matter() {
    let text = "No rash, possible fever. History of asthma.";
    let spans = [(3, 7), (18, 23), (36, 42)].map(|(a, b)| Span::new(a, b));
    let mut session = Session::default();
    let mut words = |spans: &[Span]| -> Vec<String> {
        let asserted = EXTRACTOR.assert(&mut session, text, spans);
        asserted.contexts.iter().map(|c| format!("{c:?}")).collect()
    };
    let forwards = words(&spans);
    let [a, b, c] = spans;
    let mut backwards = words(&[c, b, a]);
    backwards.reverse();
    assert_eq!(forwards, backwards);
    assert_eq!(forwards[1], words(&[b])[0]);
}
