//! The four studies of the reference case: the statements as worked by hand in the research brief, section 6.4, and its table of flags.

use crate::flags::build::{RULES, With, Worked, maybe, no, says, work_on};
use radsift::Session;
use radsift::extract::Mention;
use radsift::report::Meta;
use radsift::vocabulary::{Certainty, Change, Laterality, Role};

/// Checks values; every flag that is not listed must be not stated.
fn check(worked: &Worked, want: &[(&str, &str)]) {
    let wrong: Vec<String> = RULES
        .flags()
        .ids()
        .filter_map(|id| {
            let want = want.iter().find(|w| w.0 == id).map_or("not_stated", |w| w.1);
            let got = worked.value(id);
            (got != want).then(|| format!("{id}: {got}, wanted {want}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const CT1: &[(&str, &str)] = &[
    ("astct_diffuse_cerebral_oedema", "no inferred"),
    ("astct_focal_cerebral_oedema", "no inferred"),
    ("astct_raised_icp_imaging", "no inferred"),
    ("astct_imaging_floor", "no inferred"),
    ("icans_grade_discordance", "no inferred"),
    ("supp_brainstem", "no inferred"),
    ("supp_cerebellar", "no inferred"),
    ("conf_intracranial_haemorrhage", "no"),
    ("conf_acute_infarct", "no"),
    ("acute_ischaemic_stroke", "no"),
    ("conf_cns_malignancy", "no"),
    ("conf_hydrocephalus", "no"),
    ("ctx_normal_imaging", "yes inferred"),
];

#[test]
fn first_ct() {
    let c = Role::Impression;
    let worked = work_on(
        "",
        "CT",
        &[
            no("intracranial_haemorrhage").at("intracranial"),
            no("intra_axial_mass"),
            no("extra_axial_mass"),
            no("intra_axial_collection"),
            no("extra_axial_collection"),
            no("acute_infarct"),
            no("loss_of_grey_white_differentiation"),
            says("site_normal").at("infratentorial"),
            no("ventriculomegaly").at("ventricular_system"),
            no("sulcal_effacement").at("sulci"),
            no("basal_cistern_effacement").at("basal_cisterns"),
            no("orbital_abnormality").at("orbit"),
            no("paranasal_sinus_disease").at("paranasal_sinus"),
            no("mastoid_effusion").at("mastoid"),
            no("acute_intracranial_abnormality").role(c),
        ],
    );
    check(&worked, CT1);
    assert_eq!(worked.floor(), "none");
    let raised = RULES.flags().result(&worked.flags, "astct_raised_icp_imaging").unwrap();
    assert_eq!(raised.mentions.as_slice(), [10, 14], "the clear cisterns are among the evidence");
}

const CT2: &[(&str, &str)] = &[
    ("astct_diffuse_cerebral_oedema", "yes"),
    ("astct_imaging_floor", "yes inferred"),
    ("icans_grade_discordance", "no inferred"),
    ("supp_white_matter_change", "yes"),
    ("supp_brainstem", "no inferred"),
    ("ctx_normal_imaging", "no inferred"),
    ("ctx_new_or_progressive", "yes"),
];

fn second_ct_mentions() -> Vec<Mention> {
    vec![
        says("sulcal_effacement").at("sulci").severity("gross").change(Change::New),
        says("white_matter_hypoattenuation")
            .at("white_matter")
            .extent("diffuse")
            .change(Change::Increased),
        says("diffuse_cerebral_oedema").extent("diffuse").change(Change::New),
        no("brain_herniation"),
        no("subarachnoid_haemorrhage"),
        says("site_normal").at("brainstem"),
        no("skull_bone_abnormality"),
        no("extracranial_soft_tissue_abnormality"),
        says("diffuse_cerebral_oedema")
            .severity("gross")
            .change(Change::New)
            .role(Role::Impression),
    ]
}

#[test]
fn second_ct() {
    let worked = work_on("", "CT", &second_ct_mentions());
    check(&worked, CT2);
    assert_eq!(worked.floor(), "4");
    assert_eq!(worked.icans.floor.review, ["context_missing"]);
    let told = work_on("Clinical details: day 7 post CAR-T.", "CT", &second_ct_mentions());
    assert_eq!(told.value("ctx_iec_context"), "yes");
    assert!(told.icans.floor.review.is_empty());
}

const MRI_BRAIN: &[(&str, &str)] = &[
    ("icans_stated", "yes"),
    ("icans_grade_discordance", "no inferred"),
    ("supp_white_matter_change", "yes"),
    ("supp_capsular_claustral", "yes"),
    ("supp_brainstem", "yes"),
    ("supp_cerebellar", "yes"),
    ("supp_diffusion_any", "yes"),
    ("supp_cortical_diffusion", "yes"),
    ("supp_microhaemorrhage", "yes"),
    ("supp_leptomeningeal", "no"),
    ("supp_myelopathy", "yes"),
    ("conf_hydrocephalus", "no"),
    ("ctx_normal_imaging", "no inferred"),
];

#[test]
fn brain_mri() {
    let c = Role::Impression;
    let (left, right, both) = (Laterality::Left, Laterality::Right, Laterality::Bilateral);
    let worked = work_on(
        "",
        "MR",
        &[
            says("t2_flair_hyperintensity")
                .at("centrum_semiovale")
                .at("extreme_capsule")
                .at("periventricular_wm")
                .extent("extensive"),
            says("t2_flair_hyperintensity")
                .at("periaqueductal")
                .at("peri_fourth_ventricular")
                .certainty(Certainty::Probable),
            says("cord_signal_abnormality").at("cervical_cord"),
            says("susceptibility_foci").at("brainstem").at("corona_radiata").extent("scattered"),
            says("microhaemorrhage")
                .at("brainstem")
                .at("corona_radiata")
                .certainty(Certainty::Probable),
            says("diffusion_restriction")
                .on("precentral_gyrus", right)
                .on("occipital_lobe", both)
                .on("parietal_lobe", left),
            says("diffusion_restriction").on("cerebellum", both).extent("punctate"),
            no("abnormal_enhancement"),
            no("ventriculomegaly").at("ventricular_system"),
            says("mastoid_effusion").on("mastoid", both),
            says("white_matter_signal_abnormality")
                .at("white_matter")
                .extent("extensive")
                .role(c),
            says("icans_attribution").certainty(Certainty::Probable).role(c),
            says("microhaemorrhage").role(c),
            says("diffusion_restriction").at("cerebral_cortex").role(c),
        ],
    );
    check(&worked, MRI_BRAIN);
    assert_eq!(worked.floor(), "not_stated");
}

const MRI_SPINE: &[(&str, &str)] = &[
    ("icans_stated", "yes"),
    ("icans_grade_discordance", "no inferred"),
    ("supp_myelopathy", "yes"),
    ("supp_long_segment_myelopathy", "yes"),
    ("supp_paraspinal_muscle", "yes"),
    ("conf_spinal_infection", "no"),
    ("ctx_normal_imaging", "no inferred"),
];

#[test]
fn spine_mri() {
    let worked = work_on(
        "",
        "MR",
        &[
            says("myelopathy")
                .at("spinal_cord")
                .extent("extensive")
                .extent("diffuse")
                .extent("entire"),
            says("icans_attribution").certainty(Certainty::Probable),
            no("spinal_infection"),
            no("spinal_haematoma"),
            says("paraspinal_muscle_signal_abnormality")
                .at("paraspinal_muscle")
                .extent("extensive"),
            maybe("muscle_denervation"),
            says("myositis").certainty(Certainty::Probable),
        ],
    );
    check(&worked, MRI_SPINE);
    assert!(worked.icans.stated.is_empty());
}

/// The texts themselves, by the whole pipeline, where they lie beside the project. They are not ours to ship.
#[test]
fn the_texts() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/reference_case_studies.jsonl");
    let Ok(lines) = std::fs::read_to_string(path) else { return };
    let with = |table: &[(&'static str, &'static str)], more: &[(&'static str, &'static str)]| [table, more].concat();
    let iec = [("ctx_iec_context", "yes"), ("icans_stated_grade", "yes")];
    let tables = [CT1.to_vec(), CT2.to_vec(), with(MRI_BRAIN, &iec), with(MRI_SPINE, &iec[..1])];
    for (line, table) in lines.lines().zip(tables) {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let meta: Meta = serde_json::from_value(record["meta"].clone()).unwrap();
        let mut session = Session::default();
        let report = RULES.analyse(&mut session, record["text"].as_str().unwrap(), &meta);
        check(
            &Worked {
                flags: report.flags.to_vec(),
                icans: report.icans.clone(),
            },
            &table,
        );
    }
}
