//! Structures and their states: what the grid makes of them, whichever way the words stand.

use crate::support::check;

fn run(rows: &[(&str, &[&str])]) {
    let mut failures = Vec::new();
    for (text, wanted) in rows {
        check(text, wanted, &mut failures);
    }
    assert!(failures.is_empty(), "{} failed:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn a_state_stands_on_either_side_of_its_structure() {
    run(&[
        ("Crowding at the foramen magnum.", &["posterior_fossa_crowding present"]),
        (
            "Cervical spine: compression of the cord.",
            &["cord_compression present cervical_cord:-"],
        ),
        ("The ambient cisterns have been squeezed.", &["basal_cistern_effacement present"]),
        ("The pons is bulky.", &["focal_cerebral_oedema present pons:-"]),
        (
            "Thickened right trigeminal nerve.",
            &["cranial_nerve_enhancement present cranial_nerves:right"],
        ),
    ]);
}

#[test]
fn what_is_no_longer_open_is_closed() {
    run(&[
        ("The basal cisterns are no longer open.", &["basal_cistern_effacement present"]),
        ("The mastoid air cells are not aerated.", &["mastoid_effusion present"]),
        ("The sigmoid sinus is not patent.", &["venous_sinus_thrombosis present"]),
    ]);
}

#[test]
fn what_is_denied_is_denied() {
    run(&[
        ("The cord is not expanded.", &["cord_swelling absent"]),
        ("No thickening of the dura.", &["pachymeningeal_enhancement absent"]),
    ]);
}

#[test]
fn a_space_that_cannot_be_seen_is_closed() {
    run(&[
        ("The cerebral sulci can hardly be discerned.", &["sulcal_effacement present"]),
        ("I cannot make out the suprasellar cistern.", &["basal_cistern_effacement present"]),
    ]);
}

#[test]
fn what_is_not_seen_may_be_something_else() {
    run(&[
        ("Effacement of the sulci is not seen.", &["sulcal_effacement absent"]),
        ("Blood in the basal cisterns is not seen.", &["subarachnoid_haemorrhage absent"]),
    ]);
}

#[test]
fn each_structure_says_what_an_ambiguous_word_means() {
    run(&[
        ("Full cord from C3 to C5.", &["cord_swelling present"]),
        ("The mastoid air cells are full.", &["mastoid_effusion present"]),
        ("The basal cisterns are full.", &[]),
        ("Tight spinal canal.", &["spinal_canal_stenosis present"]),
        ("The frontal gyri are prominent.", &["gyral_swelling present frontal_lobe:-"]),
    ]);
}

#[test]
fn an_adjective_before_another_noun_says_nothing_of_the_structure() {
    run(&[("The ventricles contain a small clot.", &["!ventricular_effacement"])]);
}

#[test]
fn a_list_of_structures_shares_a_state() {
    run(&[
        (
            "Effacement of the sulci and basal cisterns.",
            &["sulcal_effacement present", "basal_cistern_effacement present"],
        ),
        (
            "Normal vertebral body height and alignment.",
            &["vertebral_fracture absent", "spondylolisthesis absent"],
        ),
    ]);
}

#[test]
fn bare_normality() {
    run(&[
        ("Pons: WNL.", &["site_normal present pons:-"]),
        ("Nothing abnormal in the cerebellum.", &["site_normal present cerebellum:-"]),
        (
            "The thalami do not show any abnormality.",
            &["site_normal present thalamus:bilateral"],
        ),
        ("Inconspicuous orbits.", &["site_normal present orbit:-"]),
    ]);
}
