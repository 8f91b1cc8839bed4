//! The shape of a report must not change what is read in it: lines, lists, labels, tables, forms, marks and zones, one table a kind.

use crate::support::check_all as run;

#[test]
fn short_lines_are_items_and_wrapped_lines_are_not() {
    run(&[
        (
            "No abscess\nGlioma of the pons\nNo hydrocephalus",
            &["brain_abscess absent", "glioma present pons:-", "hydrocephalus absent"],
        ),
        (
            "There is no sign of an acute\nextradural haematoma.",
            &["extradural_haematoma absent"],
        ),
        (
            "1. No\n   abscess\n2. Meningioma along the\n   falx",
            &["brain_abscess absent", "meningioma present"],
        ),
        (
            "* No abscess \u{2022} Meningioma \u{2022} No aneurysm",
            &["brain_abscess absent", "meningioma present", "aneurysm absent"],
        ),
    ]);
}

#[test]
fn line_ends_of_any_kind() {
    for end in ["\n", "\r", "\r\n", "\u{b}", "\u{c}", "\\n", "<br>", "</p><p>", "\u{2028}"] {
        let text = format!("No abscess{end}Meningioma{end}No aneurysm");
        run(&[(&text, &["brain_abscess absent", "meningioma present", "aneurysm absent"])]);
    }
}

#[test]
fn signs_between_and_in_words() {
    run(&[
        (
            "No <i>abscess</i> or <b>aneurysm</b>.",
            &["brain_abscess absent", "aneurysm absent"],
        ),
        ("No&nbsp;abscess.", &["brain_abscess absent"]),
        ("N\u{200b}o ab\u{ad}scess.", &["brain_abscess absent"]),
        ("No hydro-\ncephalus.", &["hydrocephalus absent"]),
        ("No cerebral \u{153}dema.", &["cerebral_oedema_unspecified absent"]),
    ]);
}

#[test]
fn bare_answers() {
    run(&[
        (
            "Abscess: no\nAneurysm: yes\nHydrocephalus: n/a",
            &["brain_abscess absent", "aneurysm present", "!hydrocephalus"],
        ),
        (
            "Abscess? No. Aneurysm? Yes. Hydrocephalus? No.",
            &["brain_abscess absent", "aneurysm present", "hydrocephalus absent"],
        ),
        (
            "Abscess ........ none\nAneurysm ........ present",
            &["brain_abscess absent", "aneurysm present"],
        ),
        (
            "Abscess | no |\nAneurysm | yes, left middle cerebral artery |",
            &["brain_abscess absent", "aneurysm present intracranial_arteries:left"],
        ),
        ("Abscess (-), aneurysm (+)", &["brain_abscess absent", "aneurysm present"]),
        (
            "Midline shift: 0 mm. Abscess: not assessed.",
            &["midline_shift absent", "!brain_abscess"],
        ),
        (
            "Midline shift: ___ mm\nAbscess: [ ]\nAneurysm: Y/N",
            &["!midline_shift", "!brain_abscess", "!aneurysm"],
        ),
        ("Abscess: possible", &["brain_abscess possible"]),
    ]);
}

#[test]
fn boxes() {
    run(&[
        ("[x] Aneurysm\n[ ] Abscess", &["aneurysm present", "!brain_abscess"]),
        ("\u{2612} Aneurysm \u{2610} Abscess", &["aneurysm present", "!brain_abscess"]),
        (
            "Aneurysm: [x] yes [ ] no\nAbscess: [ ] yes [x] no",
            &["aneurysm present", "brain_abscess absent"],
        ),
        (
            "Aneurysm: yes [x] no [ ]\nAbscess: yes [ ] no [x]",
            &["aneurysm present", "brain_abscess absent"],
        ),
    ]);
}

#[test]
fn tables_with_columns_of_answers() {
    run(&[(
        "| Finding | Yes | No |\n| --- | --- | --- |\n| Aneurysm | x |  |\n| Abscess |  | x |",
        &["aneurysm present", "brain_abscess absent"],
    )]);
}

#[test]
fn heads_of_lists() {
    run(&[
        (
            "Negative findings:\n- abscess\n- aneurysm\n\nPositive findings:\n- hydrocephalus",
            &["brain_abscess absent", "aneurysm absent", "hydrocephalus present"],
        ),
        (
            "Absent: abscess; aneurysm.\n\nPresent: hydrocephalus.",
            &["brain_abscess absent", "aneurysm absent", "hydrocephalus present"],
        ),
    ]);
}

#[test]
fn labels_say_what_their_values_say() {
    run(&[
        (
            "ABSCESS: No abscess is seen.\nANEURYSM: None.",
            &["brain_abscess absent", "aneurysm absent", "!present"],
        ),
        (
            "Aneurysm: basilar tip\nAbscess: no",
            &["aneurysm present intracranial_arteries:-", "brain_abscess absent"],
        ),
        (
            "Aneurysm: as discussed with the ward\nAbscess: no",
            &["brain_abscess absent", "!aneurysm"],
        ),
    ]);
}

#[test]
fn no_phrase_crosses_a_border() {
    run(&[
        (
            "Abscess is not seen. Previously noted glioma is stable.",
            &["brain_abscess absent", "glioma present unchanged"],
        ),
        (
            "- No mass\n- Effect of treatment on the meningioma is good",
            &["intra_axial_mass absent", "meningioma present"],
        ),
    ]);
}

#[test]
fn zones_without_headings() {
    run(&[
        (
            "Vomiting. Please rule out hydrocephalus.\nCT of the head was performed without contrast.\nThere is no abscess.",
            &["hydrocephalus hypothetical", "brain_abscess absent"],
        ),
        (
            "Indicaton: hydrocephalus?\nFINDINGS: No abscess.",
            &["hydrocephalus hypothetical", "brain_abscess absent"],
        ),
        (
            "History: fever. Brain MRI was performed at 3T. There is an abscess in the left thalamus.",
            &["brain_abscess present thalamus:left"],
        ),
        (
            "There is an abscess in the left thalamus. Query glioma.",
            &["brain_abscess present thalamus:left", "!glioma present"],
        ),
    ]);
}
