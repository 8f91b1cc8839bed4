//! Where a finding is said to be: its place, its side and its levels, in the ways in which reports say it.

use crate::support::EXTRACTOR;
use radsift::Session;
use radsift::extract::{Mention, vertebra};
use radsift::report::{Meta, Report};

/// The places of a statement with their sides, its levels, and where it has neither its side.
fn place(report: &Report, mention: &Mention) -> String {
    let mut words: Vec<String> = Vec::new();
    for site in &mention.sites {
        let side = site.laterality.map_or(String::new(), |l| format!("{} ", l.as_str()));
        words.push(format!("{side}{}", report.site_id(site.site)));
    }
    for level in &mention.levels {
        let name = |n| {
            let (letter, number) = vertebra(n);
            format!("{letter}{number}")
        };
        words.push(match level.from == level.to {
            true => name(level.from),
            false => format!("{}-{}", name(level.from), name(level.to)),
        });
    }
    if words.is_empty() {
        words.extend(mention.laterality().map(|l| l.as_str().to_owned()));
    }
    words.join(", ")
}

/// Compares rows of a text, a finding, and the places of all that is said of it, joined by " / ".
fn run(rows: &[(&str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (text, finding, want) in rows {
        let mut session = Session::default();
        let report = EXTRACTOR.analyse(&mut session, text, &Meta::default());
        let own = report.mentions.iter().filter(|m| report.finding_id(m.finding) == *finding);
        let got = own.map(|m| place(&report, m)).collect::<Vec<_>>().join(" / ");
        if got != *want {
            wrong.push(format!("{text:?}\n  {finding}: read {got:?}, wanted {want:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn a_place_in_front_of_its_sentence() {
    run(&[
        (
            "In the right caudate there is haemorrhage.",
            "intracerebral_haemorrhage",
            "right caudate",
        ),
        ("Within the left insula, an abscess is seen.", "brain_abscess", "left insula"),
        (
            "In the left frontal lobe there is vasogenic oedema and haemorrhage.",
            "intracerebral_haemorrhage",
            "left frontal_lobe",
        ),
    ]);
}

#[test]
fn a_place_that_the_finding_is_not_at() {
    run(&[
        (
            "Vasogenic oedema in the left parietal lobe sparing the cortex.",
            "vasogenic_oedema",
            "left parietal_lobe",
        ),
        (
            "A cavernoma in the right insula, separate from the thalamus.",
            "vascular_malformation",
            "right insula",
        ),
        (
            "Unlike the left thalamus, the right thalamus shows haemorrhage.",
            "intracerebral_haemorrhage",
            "right thalamus",
        ),
        ("A cavernoma adjacent to the left caudate.", "vascular_malformation", "left caudate"),
        (
            "A cavernoma of the pons, adjacent to the midbrain.",
            "vascular_malformation",
            "pons",
        ),
        (
            "Contusions in both hemispheres, but mainly in the left insula.",
            "cerebral_contusion",
            "bilateral cerebrum, left insula",
        ),
    ]);
}

#[test]
fn side_words_are_part_of_the_noun_phrase() {
    run(&[
        ("Right subdural haematoma.", "subdural_haematoma", "right extra_axial_space"),
        ("A meningioma on the right.", "meningioma", "right"),
        (
            "Bilateral contusions in the temporal lobes.",
            "cerebral_contusion",
            "bilateral temporal_lobe",
        ),
        (
            "Temporal lobes: contusions bilaterally.",
            "cerebral_contusion",
            "bilateral temporal_lobe",
        ),
        ("Contusions in B/L frontal lobes.", "cerebral_contusion", "bilateral frontal_lobe"),
        ("Insular haemorrhage on the left.", "intracerebral_haemorrhage", "left insula"),
        ("Haemorrhage of the putamen, left.", "intracerebral_haemorrhage", "left putamen"),
        ("Haemorrhage in the putamen (left).", "intracerebral_haemorrhage", "left putamen"),
        (
            "On the left, haemorrhage is seen in the putamen.",
            "intracerebral_haemorrhage",
            "left putamen",
        ),
        (
            "Haemorrhage in the right, not the left, putamen.",
            "intracerebral_haemorrhage",
            "right putamen",
        ),
        (
            "Vasogenic oedema in the white matter of the left frontal lobe.",
            "vasogenic_oedema",
            "left white_matter, left frontal_lobe",
        ),
        (
            "Right thalamic and left caudate haemorrhage.",
            "intracerebral_haemorrhage",
            "right thalamus, left caudate",
        ),
    ]);
}

#[test]
fn a_side_that_heads_its_line() {
    run(&[
        (
            "Left hemisphere: haemorrhage in the insula.",
            "intracerebral_haemorrhage",
            "left insula",
        ),
        (
            "Right side: haemorrhage in the putamen.\nLeft side: contusion of the insula.",
            "cerebral_contusion",
            "left insula",
        ),
        (
            "Right side: haemorrhage in the putamen.\nThere is a contusion of the insula.",
            "cerebral_contusion",
            "insula",
        ),
    ]);
}

#[test]
fn levels() {
    run(&[
        ("At C4-5 there is spinal canal stenosis.", "spinal_canal_stenosis", "C4-C5"),
        ("A syrinx from C3 down to C6.", "syrinx", "C3-C6"),
        ("A syrinx from the level of T3 to the level of T6.", "syrinx", "T3-T6"),
        ("A syrinx between T3 and T6.", "syrinx", "T3-T6"),
        ("Anterolisthesis of L3 on L4.", "spondylolisthesis", "L3-L4"),
        ("Foraminal stenosis at L4-5 with disc protrusion.", "disc_herniation", "L4-L5"),
        ("Disc protrusion at L4-5 without foraminal stenosis.", "foraminal_stenosis", "L4-L5"),
        ("C5/6: No cord compression. Foraminal stenosis.", "foraminal_stenosis", "C5-C6"),
        ("C5/6 - disc protrusion.\nC6/7 - foraminal stenosis.", "foraminal_stenosis", "C6-C7"),
        ("C5/6:\nDisc protrusion.\nForaminal stenosis.", "foraminal_stenosis", "C5-C6"),
        ("C5/6: Disc protrusion.\nNo foraminal stenosis elsewhere.", "foraminal_stenosis", ""),
        ("Cord compression at T8.", "cord_compression", "T8"),
        ("MRI of the lumbar spine showed no fracture.", "vertebral_fracture", "lumbar_spine"),
    ]);
}

#[test]
fn words_that_point_back() {
    run(&[
        (
            "A 12 mm mass in the right caudate. It shows diffusion restriction.",
            "diffusion_restriction",
            "right caudate",
        ),
        (
            "A mass in the right caudate. Surrounding vasogenic oedema is mild.",
            "perilesional_oedema",
            "right caudate",
        ),
        (
            "A mass in the right caudate. There is vasogenic oedema here.",
            "vasogenic_oedema",
            "right caudate",
        ),
        (
            "A mass in the right caudate. There is vasogenic oedema elsewhere.",
            "vasogenic_oedema",
            "",
        ),
        (
            "A mass in the right caudate. This study shows haemorrhage.",
            "intracerebral_haemorrhage",
            "",
        ),
    ]);
}

/// Cord findings of a study of head and spine stay cord findings.
#[test]
fn each_part_of_a_report_has_its_region() {
    let head = "The ventricles and cisterns are normal. The frontal lobes are normal. Haemorrhage in the pons.";
    let text = format!("{head}\n\nThe thoracic cord is swollen at T8. There is streaky enhancement here. The cervical cord is normal.");
    run(&[
        (&text, "cord_enhancement", "thoracic_cord, T8"),
        (&text, "intracerebral_haemorrhage", "pons"),
    ]);
}

#[test]
fn lists_that_share_words() {
    let both = |text: &str, wanted: [&str; 2]| {
        let mut session = Session::default();
        let report = EXTRACTOR.analyse(&mut session, text, &Meta::default());
        let got: Vec<&str> = report.mentions.iter().map(|m| report.finding_id(m.finding)).collect();
        assert!(wanted.iter().all(|w| got.contains(w)), "{text}: {got:?}");
    };
    both("No sub- or extradural haematoma.", ["subdural_haematoma", "extradural_haematoma"]);
    both(
        "Subdural, subarachnoid, or intraventricular haemorrhage.",
        ["subarachnoid_haemorrhage", "intraventricular_haemorrhage"],
    );
    both("No cord compression, swelling or syrinx.", ["cord_compression", "cord_swelling"]);
    both("Chronic and acute infarcts.", ["acute_infarct", "chronic_infarct"]);
}

#[test]
fn two_sequences_are_no_levels() {
    run(&[
        ("MRI BRAIN. A cavernoma of mixed central T1/T2 signal.", "vascular_malformation", ""),
        ("MRI BRAIN. A cavernoma, seen on T1-T2 images.", "vascular_malformation", ""),
        ("THORACIC SPINE: Disc protrusion at T1/T2.", "disc_herniation", "T1-T2"),
    ]);
}

#[test]
fn plurals_of_paired_organs_are_on_both_sides() {
    run(&[
        (
            "Haemorrhage in the temporal poles.",
            "intracerebral_haemorrhage",
            "bilateral temporal_lobe",
        ),
        (
            "Vasogenic oedema of the external capsules.",
            "vasogenic_oedema",
            "bilateral external_capsule",
        ),
        (
            "Vasogenic oedema of the left frontal and parietal lobes.",
            "vasogenic_oedema",
            "left frontal_lobe, left parietal_lobe",
        ),
    ]);
}

#[test]
fn a_side_behind_a_comma_is_not_that_of_the_next_place() {
    run(&[(
        "Infarct of the insula on the left, caudate haemorrhage.",
        "intracerebral_haemorrhage",
        "caudate",
    )]);
}

#[test]
fn a_finding_that_goes_on_into_a_place_stays_on_its_side() {
    run(&[
        (
            "Acute infarct in the right MCA territory involving the insula and caudate.",
            "acute_infarct",
            "right mca_territory, right insula, right caudate",
        ),
        (
            "Vasogenic oedema of the left internal capsule extending into the temporal lobe.",
            "vasogenic_oedema",
            "left internal_capsule, left temporal_lobe",
        ),
    ]);
}

#[test]
fn what_is_said_further_of_a_lesion_is_where_it_is() {
    run(&[
        (
            "Mass of the left thalamus, 23 mm, homogeneously enhancing with restricted diffusion.",
            "diffusion_restriction",
            "left thalamus",
        ),
        (
            "FLAIR hyperintensity of the right pons without enhancement.",
            "parenchymal_enhancement",
            "right pons",
        ),
        (
            "The hippocampi are swollen and bright on FLAIR.",
            "t2_flair_hyperintensity",
            "bilateral hippocampus",
        ),
        (
            "In the left frontal lobe there is an enhancing intra-axial mass.",
            "intra_axial_mass",
            "left frontal_lobe",
        ),
    ]);
}

#[test]
fn the_place_of_an_operation() {
    let text = "Right parietal craniotomy with a resection cavity. Nodular enhancement along the posterior wall of the cavity.";
    run(&[(text, "abnormal_enhancement", "right parietal_lobe")]);
}

#[test]
fn rows_of_places_below_a_heading() {
    run(&[
        (
            "TREATED METASTASES\n1. Left thalamus - 3 mm.\n2. Right precentral gyrus - 8 mm. No oedema.\n3. Vermis - 6 mm.",
            "brain_metastasis",
            "left thalamus, right precentral_gyrus, vermis",
        ),
        (
            "At least three enhancing lesions are seen:\n- Left occipital lobe, 9 mm.\n- Right caudate, 5 mm.",
            "abnormal_enhancement",
            "left occipital_lobe, right caudate",
        ),
    ]);
}

#[test]
fn the_part_of_the_spine_that_a_label_or_a_title_names() {
    run(&[
        (
            "C-spine: no cord signal abnormality.\nT-spine: No cord swelling.",
            "cord_signal_abnormality",
            "cervical_cord",
        ),
        (
            "C-spine: no cord signal abnormality.\nT-spine: No cord swelling.",
            "cord_swelling",
            "thoracic_cord",
        ),
        ("CT CERVICAL SPINE\nNo vertebral fracture.", "vertebral_fracture", "cervical_spine"),
        ("MRI BRAIN AND CERVICAL SPINE\nNo cord swelling.", "cord_swelling", "spinal_cord"),
    ]);
}

#[test]
fn levels_that_are_reached_pressed_or_only_where_the_conus_ends() {
    run(&[
        (
            "The conus ends at L1-2 and is normal in signal.",
            "cord_signal_abnormality",
            "conus_medullaris",
        ),
        ("Epidural abscess from L2/3 to L5.", "spinal_epidural_abscess", ""),
        ("Spondylolisthesis of C5 on 6.", "spondylolisthesis", "C5-C6"),
        (
            "Disc protrusion at C5-6 that contacts but does not deform the cord.",
            "cord_compression",
            "C5-C6",
        ),
        (
            "Multiple lytic lesions of the vertebral bodies and an old T11 compression fracture.",
            "vertebral_fracture",
            "T11",
        ),
    ]);
}

#[test]
fn tissue_and_linings_give_way_to_the_place() {
    run(&[
        (
            "Slight cortical FLAIR hyperintensity and gyral swelling of the right temporal lobe.",
            "gyral_swelling",
            "right temporal_lobe",
        ),
        ("Effacement of the left parietal sulci.", "sulcal_effacement", "left parietal_lobe"),
        (
            "T2 hyperintense lesions in the periventricular and subcortical white matter of both cerebral hemispheres.",
            "t2_flair_hyperintensity",
            "bilateral periventricular_wm, bilateral subcortical_wm",
        ),
    ]);
}

#[test]
fn places_around_the_ventricles_and_what_explains_them() {
    run(&[
        (
            "Low density round the ventricles, small vessel type.",
            "small_vessel_disease",
            "periventricular_wm",
        ),
        (
            "Patchy low density around both frontal horns, microangiopathic.",
            "white_matter_hypoattenuation",
            "bilateral periventricular_wm",
        ),
    ]);
}

#[test]
fn a_side_carried_from_what_was_told() {
    run(&[
        (
            "Mass effect of the left parietal lobe. There is oedema in the adjacent white matter.",
            "focal_cerebral_oedema",
            "left white_matter",
        ),
        (
            "Right pterional craniotomy. Temporal resection cavity.",
            "device_or_surgical_change",
            "right / right temporal_lobe",
        ),
    ]);
}

#[test]
fn levels_of_slips_stretches_and_denials() {
    run(&[
        ("MRI CERVICAL SPINE. A 2 mm slip of C4 forward on C5.", "spondylolisthesis", "C4-C5"),
        (
            "MRI CERVICAL SPINE. Spondylosis at C5/6 with no canal narrowing.",
            "spinal_canal_stenosis",
            "C5-C6",
        ),
        (
            "MRI LUMBAR SPINE. Old wedge fracture of L1, no marrow oedema.",
            "vertebral_marrow_abnormality",
            "L1",
        ),
        (
            "Compression of the cauda equina at L4-5.",
            "cord_compression",
            "cauda_equina, L4-L5",
        ),
    ]);
}

#[test]
fn a_verb_behind_the_label_of_a_line() {
    run(&[(
        "Left internal carotid artery: there is a tight stenosis.",
        "arterial_occlusion_stenosis",
        "left intracranial_arteries",
    )]);
}

#[test]
fn a_side_puts_a_finding_in_its_only_place() {
    run(&[
        (
            "There is a right subdural haematoma.",
            "subdural_haematoma",
            "right extra_axial_space",
        ),
        ("No subdural haematoma.", "subdural_haematoma", ""),
        (
            "Left convexity subdural collection, 7 mm.",
            "subdural_haematoma",
            "left extra_axial_space",
        ),
        ("Bilateral papilloedema.", "papilloedema", "bilateral orbit"),
        (
            "Contusions of both frontal lobes and a right subdural haematoma.",
            "subdural_haematoma",
            "right extra_axial_space",
        ),
    ]);
}

#[test]
fn what_is_told_of_a_lesion_is_where_the_lesion_is() {
    run(&[
        (
            "The left insular mass has grown to 30 mm, enhances evenly and restricts diffusion.",
            "diffusion_restriction",
            "left insula",
        ),
        (
            "In the right precuneus there is a 9 mm focus with heavy blooming.",
            "susceptibility_foci",
            "right parietal_lobe",
        ),
        (
            "There is a mass of the left insula, but there is restricted diffusion.",
            "diffusion_restriction",
            "",
        ),
        (
            "Small protrusion at C6-7 without compression of the cord.",
            "cord_compression",
            "C6-C7",
        ),
        (
            "The cord is of normal signal from the foramen magnum down to the conus.",
            "cord_signal_abnormality",
            "spinal_cord",
        ),
    ]);
}

#[test]
fn a_side_holds_on() {
    run(&[
        (
            "Old infarct of the left temporal lobe with dilatation of the temporal horn.",
            "ventriculomegaly",
            "left lateral_ventricle",
        ),
        (
            "Old infarct of the left temporal lobe with dilatation of the lateral ventricles.",
            "ventriculomegaly",
            "bilateral lateral_ventricle",
        ),
        (
            "Haematoma of the right parietal lobe. The sulci on that side are effaced.",
            "sulcal_effacement",
            "right sulci",
        ),
        (
            "White matter FLAIR hyperintensity in both frontal lobes.",
            "t2_flair_hyperintensity",
            "bilateral white_matter, bilateral frontal_lobe",
        ),
    ]);
}
