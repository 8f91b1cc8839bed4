//! Present, possible, denied, not stated, and what contradicts what.

use crate::flags::build::{With, maybe, no, says, work, work_on};
use radsift::extract::Mention;
use radsift::vocabulary::{Assertion, Certainty, Change, Laterality, Role, Temporality};

#[test]
fn silence_is_never_a_denial() {
    let worked = work(&[]);
    for id in [
        "astct_diffuse_cerebral_oedema",
        "conf_acute_infarct",
        "ctx_normal_imaging",
        "ctx_iec_context",
        "astct_imaging_floor",
    ] {
        assert_eq!(worked.value(id), "not_stated", "{id}");
    }
    assert_eq!(worked.floor(), "not_stated");
}

#[test]
fn assertion_and_certainty() {
    let infarct = |m: Mention| work(&[m]).value("conf_acute_infarct");
    assert_eq!(infarct(says("acute_infarct").certainty(Certainty::Probable)), "yes");
    assert_eq!(infarct(maybe("acute_infarct")), "possible");
    assert_eq!(infarct(maybe("acute_infarct").certainty(Certainty::Unlikely)), "possible");
    assert_eq!(infarct(no("acute_infarct").certainty(Certainty::Probable)), "no");
    assert_eq!(infarct(no("acute_infarct").change(Change::New)), "not_stated");
    assert_eq!(infarct(says("acute_infarct").when(Temporality::Historical)), "not_stated");
    assert_eq!(
        infarct(maybe("acute_infarct").when(Temporality::Hypothetical).role(Role::Clinical)),
        "not_stated"
    );
}

#[test]
fn a_parents_denial_closes_its_children_and_not_the_other_way_round() {
    assert_eq!(work(&[no("intracranial_haemorrhage")]).value("conf_intracranial_haemorrhage"), "no");
    assert_eq!(work(&[no("intracranial_haemorrhage")]).value("supp_microhaemorrhage"), "not_stated");
    assert_eq!(
        work(&[no("subarachnoid_haemorrhage")]).value("conf_intracranial_haemorrhage"),
        "not_stated"
    );
    assert_eq!(
        work(&[no("cerebral_oedema_unspecified")]).value("astct_focal_cerebral_oedema"),
        "no"
    );
    assert_eq!(
        work(&[no("focal_cerebral_oedema")]).value("astct_diffuse_cerebral_oedema"),
        "not_stated"
    );
    assert_eq!(work(&[no("abnormal_enhancement")]).value("supp_leptomeningeal"), "no");
}

#[test]
fn a_denial_holds_for_its_place_and_the_parts_of_it() {
    let pons = |m: Mention| work(&[m]).value("supp_brainstem");
    assert_eq!(pons(no("t2_flair_hyperintensity")), "no");
    assert_eq!(pons(no("t2_flair_hyperintensity").at("infratentorial")), "no");
    assert_eq!(pons(no("t2_flair_hyperintensity").on("brainstem", Laterality::Left)), "not_stated");
    assert_eq!(pons(no("t2_flair_hyperintensity").at("midbrain")), "not_stated");
    assert_eq!(pons(no("t2_flair_hyperintensity").at("pons").change(Change::Resolved)), "no");
    assert_eq!(pons(says("site_normal").at("infratentorial")), "no inferred");
    assert_eq!(pons(says("site_normal")), "not_stated");
    assert_eq!(pons(says("susceptibility_foci").at("pons")), "not_stated");
}

#[test]
fn a_general_denial_does_not_hold_where_nothing_could_be_seen() {
    let limited = says("study_limitation").at("infratentorial");
    assert_eq!(
        work(&[no("t2_flair_hyperintensity"), limited.clone()]).value("supp_brainstem"),
        "not_stated"
    );
    assert_eq!(
        work(&[no("t2_flair_hyperintensity").at("brain"), limited.clone()]).value("supp_brainstem"),
        "not_stated"
    );
    assert_eq!(
        work(&[no("t2_flair_hyperintensity").at("brainstem"), limited.clone()]).value("supp_brainstem"),
        "no"
    );
    assert_eq!(
        work(&[no("t2_flair_hyperintensity"), limited]).value("supp_white_matter_change"),
        "no"
    );
}

#[test]
fn one_place_asserted_and_denied_is_a_conflict() {
    let p = || says("acute_infarct").at("pons");
    let a = || no("acute_infarct").at("pons");
    let infarct = |all: &[Mention]| work(all).value("conf_acute_infarct");
    assert_eq!(infarct(&[p(), a()]), "conflict");
    assert_eq!(
        infarct(&[p(), a().role(Role::Impression)]),
        "not_stated",
        "overruled; the denial speaks of the pons only"
    );
    assert_eq!(infarct(&[p().role(Role::Impression), a()]), "yes");
    assert_eq!(infarct(&[p(), no("acute_infarct")]), "yes", "no other infarct");
    assert_eq!(
        infarct(&[p(), no("acute_infarct").role(Role::Impression)]),
        "conflict",
        "a general denial never erases a finding"
    );
    assert_eq!(
        infarct(&[p(), p().role(Role::Impression), no("acute_infarct").role(Role::Impression)]),
        "yes"
    );
    assert_eq!(infarct(&[p(), a().change(Change::New)]), "yes");
    assert_eq!(infarct(&[p(), a().change(Change::Resolved)]), "not_stated");
    assert_eq!(
        infarct(&[p(), no("acute_intracranial_abnormality").role(Role::Impression)]),
        "conflict"
    );
    assert_eq!(
        infarct(&[
            p().role(Role::Impression),
            no("acute_intracranial_abnormality").role(Role::Impression)
        ]),
        "yes"
    );
    assert_eq!(infarct(&[p(), maybe("acute_infarct").role(Role::Impression)]), "possible");
    let worked = work(&[p(), a()]);
    let mentions = &radsift_flag(&worked, "conf_acute_infarct").mentions;
    assert_eq!(mentions.as_slice(), [0, 1], "both sides are the evidence");
}

fn radsift_flag<'a>(worked: &'a crate::flags::build::Worked, id: &str) -> &'a radsift::report::FlagResult {
    crate::flags::build::RULES.flags().result(&worked.flags, id).unwrap()
}

#[test]
fn single_flags() {
    let yes = |m: &[Mention], id: &str| assert_eq!(work(m).value(id), "yes", "{id}");
    let unstated = |m: &[Mention], id: &str| assert_eq!(work(m).value(id), "not_stated", "{id}");
    yes(&[says("cord_signal_abnormality").levels(20, 22)], "supp_long_segment_myelopathy");
    unstated(&[says("cord_signal_abnormality").levels(20, 21)], "supp_long_segment_myelopathy");
    unstated(&[says("myelopathy"), says("cord_compression")], "supp_myelopathy");
    unstated(&[says("diffusion_restriction").at("pons")], "supp_cortical_diffusion");
    unstated(
        &[says("t2_flair_hyperintensity").at("white_matter").due_to("small_vessel_disease")],
        "supp_white_matter_change",
    );
    assert_eq!(
        work(&[says("susceptibility_foci")]).value("supp_microhaemorrhage"),
        "possible inferred"
    );
    let pres = says("vasogenic_oedema")
        .on("parietal_lobe", Laterality::Left)
        .on("occipital_lobe", Laterality::Right);
    assert_eq!(work(&[pres]).value("supp_pres_like"), "yes inferred");
    assert_eq!(
        work(&[says("icans_attribution").when(Temporality::Hypothetical).role(Role::Clinical)]).value("icans_stated"),
        "not_stated"
    );
    assert_eq!(
        work(&[Mention {
            assertion: Assertion::Absent,
            ..says("icans_attribution")
        }])
        .value("icans_stated"),
        "no"
    );
}

#[test]
fn words_of_the_request() {
    let value = |text: &str, id: &str| work_on(text, "MR", &[]).value(id);
    for text in [
        "Clinical details: ?cerebral oedema post CAR-T.",
        "day 4 axi-cel",
        "CAR T-cell therapy",
        "Teclistamab 3 weeks ago",
        "immune effector cell-associated neurotoxicity syndrome",
    ] {
        assert_eq!(value(text, "ctx_iec_context"), "yes", "{text}");
    }
    assert_eq!(value("Hit by a car.", "ctx_iec_context"), "not_stated");
    assert_eq!(value("Clinical details: new sixth nerve palsy.", "astct_icp_sign_stated"), "yes");
    assert_eq!(
        value("Clinical details: ?sixth nerve palsy.", "astct_icp_sign_stated"),
        "not_stated"
    );
    assert_eq!(value("Sixth nerve palsy?", "astct_icp_sign_stated"), "not_stated");
    assert_eq!(
        work_on("MRI of the brain.", "MR", &[says("study_normal")]).value("supp_brainstem"),
        "no inferred"
    );
    assert_eq!(
        work_on("MRI of the cervical spine.", "MR", &[says("study_normal")]).value("supp_brainstem"),
        "not_stated"
    );
}
