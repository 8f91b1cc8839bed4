//! The imaging floor.

use crate::flags::build::{With, Worked, maybe, no, says, work, work_on};
use radsift::report::Discordance;
use radsift::vocabulary::{Certainty, Change, Laterality, Role};

fn floor(worked: &Worked) -> (String, Option<u8>, Option<&str>) {
    (worked.floor(), worked.icans.floor.upper, worked.icans.floor.reason.as_deref())
}

fn plain(value: &str) -> (String, Option<u8>, Option<&'static str>) {
    (value.to_owned(), None, None)
}

#[test]
fn the_ladder() {
    assert_eq!(floor(&work(&[says("diffuse_cerebral_oedema")])), plain("4"));
    assert_eq!(floor(&work(&[says("focal_cerebral_oedema").at("thalamus")])), plain("3"));
    assert_eq!(floor(&work(&[says("gyral_swelling").at("frontal_lobe")])), plain("3"));
    assert_eq!(
        floor(&work(&[says("focal_cerebral_oedema"), maybe("diffuse_cerebral_oedema")])),
        ("3".into(), Some(4), None)
    );
    assert_eq!(
        floor(&work(&[maybe("diffuse_cerebral_oedema")])),
        ("indeterminate".into(), Some(4), None)
    );
    assert_eq!(
        floor(&work(&[maybe("focal_cerebral_oedema")])),
        ("indeterminate".into(), Some(3), None)
    );
    assert_eq!(
        floor(&work(&[says("cerebral_oedema_unspecified")])),
        ("indeterminate".into(), Some(4), None)
    );
    assert_eq!(floor(&work(&[no("cerebral_oedema_unspecified")])), plain("none"));
    assert_eq!(floor(&work(&[no("focal_cerebral_oedema")])), plain("not_stated"));
    assert_eq!(
        floor(&work(&[says("t2_flair_hyperintensity").at("white_matter").extent("extensive")])),
        plain("not_stated")
    );
    assert_eq!(
        floor(&work(&[says("cord_swelling"), says("brain_herniation")])),
        plain("not_stated")
    );
}

#[test]
fn what_is_seen_without_the_word() {
    let signs = || [says("basal_cistern_effacement"), says("sulcal_effacement").extent("diffuse")];
    let named = [&signs()[..], &[says("cerebral_oedema_unspecified")]].concat();
    let worked = work(&named);
    assert_eq!(worked.value("astct_diffuse_cerebral_oedema"), "yes inferred");
    assert_eq!(worked.floor(), "4");
    let unnamed = work(&signs());
    assert_eq!(unnamed.value("astct_diffuse_cerebral_oedema"), "possible inferred");
    assert_eq!(floor(&unnamed), ("indeterminate".into(), Some(4), None));
    let tumour = [&signs()[..], &[says("vasogenic_oedema").due_to("cns_lymphoma")]].concat();
    assert_eq!(floor(&work(&tumour)), ("suppressed".into(), None, Some("tumour")));
}

#[test]
fn explained_oedema_sets_no_floor() {
    let haematoma = says("intracerebral_haemorrhage").on("temporal_lobe", Laterality::Left);
    let worked = work(&[haematoma.clone(), says("perilesional_oedema")]);
    assert_eq!(floor(&worked), ("suppressed".into(), None, Some("haemorrhage")));
    assert_eq!(worked.value("astct_oedema_excluded"), "yes");
    assert_eq!(worked.value("conf_intracranial_haemorrhage"), "yes");
    assert_eq!(
        floor(&work(&[says("perilesional_oedema")])),
        ("suppressed".into(), None, Some("lesion"))
    );
    assert_eq!(
        floor(&work(&[says("focal_cerebral_oedema").due_to("acute_infarct")])),
        ("suppressed".into(), None, Some("infarct"))
    );
    let other = says("diffuse_cerebral_oedema");
    assert_eq!(
        floor(&work(&[haematoma.clone(), says("perilesional_oedema"), other])),
        plain("4"),
        "only the linked oedema is set aside"
    );
    assert_eq!(
        floor(&work(&[no("acute_infarct"), says("focal_cerebral_oedema").due_to("acute_infarct")])),
        plain("3")
    );
    assert_eq!(
        floor(&work(&[says("focal_cerebral_oedema")
            .due_to("acute_infarct")
            .due_to("icans_attribution")])),
        plain("3")
    );
    assert_eq!(
        floor(&work(&[says("diffuse_cerebral_oedema").due_to("microhaemorrhage")])),
        plain("4")
    );
}

#[test]
fn change_and_rank() {
    let oedema = || says("diffuse_cerebral_oedema");
    assert_eq!(work(&[oedema().change(Change::Unchanged)]).floor(), "4");
    assert_eq!(
        work(&[oedema().change(Change::Decreased).certainty(Certainty::Probable)]).floor(),
        "4"
    );
    assert_eq!(
        work(&[no("diffuse_cerebral_oedema").change(Change::Resolved)]).value("astct_diffuse_cerebral_oedema"),
        "no"
    );
    let clash = work(&[oedema(), no("diffuse_cerebral_oedema")]);
    assert_eq!(clash.value("astct_diffuse_cerebral_oedema"), "conflict");
    assert_eq!(floor(&clash), ("indeterminate".into(), Some(4), None));
    assert_eq!(work(&[oedema().role(Role::Clinical)]).floor(), "not_stated");
}

#[test]
fn remarks_for_the_reviewer() {
    let haemorrhage = says("subarachnoid_haemorrhage");
    let worked = work(&[says("diffuse_cerebral_oedema"), haemorrhage]);
    assert_eq!(worked.icans.floor.review, ["context_missing", "haemorrhage_copresent"]);
    let worked = work_on("Post CAR-T.", "CT", &[says("diffuse_cerebral_oedema"), says("microhaemorrhage")]);
    assert!(worked.icans.floor.review.is_empty());
}

#[test]
fn discordance() {
    let compared = |text: &str, mentions: &[_]| work_on(text, "MR", mentions).icans.discordance;
    let four = [says("diffuse_cerebral_oedema")];
    assert_eq!(compared("Impression: ICANS grade 2.", &four), Discordance::Yes);
    assert_eq!(compared("Impression: ICANS grade 4.", &four), Discordance::No);
    assert_eq!(compared("Impression: ICANS grade 2-4.", &four), Discordance::No);
    assert_eq!(compared("Impression: CRES grade 2.", &four), Discordance::No);
    assert_eq!(compared("Impression: ICANS grade 4.", &[]), Discordance::NotExplainedByImaging);
    assert_eq!(compared("Impression: ICANS grade 2.", &[]), Discordance::No);
    assert_eq!(
        compared("", &[says("diffuse_cerebral_oedema"), no("icans_attribution")]),
        Discordance::Yes
    );
    let peak = [
        says("gyral_swelling").at("precentral_gyrus"),
        says("icans_attribution").certainty(Certainty::Probable),
    ];
    assert_eq!(compared("Grade 2 CRS with peak grade 3 ICANS.", &peak), Discordance::No);
}
