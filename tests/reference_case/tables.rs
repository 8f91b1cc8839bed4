//! The tables of the clinical brief, in ids.

/// A row of a table of findings: its number there, and the words its line must hold. Sites are listed where the report says one.
pub struct Row<'a> {
    pub number: u8,
    pub wanted: &'a str,
}

const fn row(number: u8, wanted: &str) -> Row<'_> {
    Row { number, wanted }
}

/// The four studies. A row of the table that names two findings is two rows with one number. A side the table calls implied is not
/// asked for: the words do not say it. Nor are sulci asked for as the place of their own effacement, which the annotation guide's
/// readers do not list.
pub const STUDIES: &[(&str, &[Row<'static>])] = &[
    (
        "ref-ct1",
        &[
            row(1, "intracranial_haemorrhage absent definite findings"),
            row(2, "intra_axial_mass absent definite findings"),
            row(3, "extra_axial_mass absent definite findings"),
            row(4, "intra_axial_collection absent definite findings"),
            row(5, "extra_axial_collection absent definite findings"),
            row(6, "acute_infarct absent definite findings"),
            row(7, "loss_of_grey_white_differentiation absent definite findings"),
            row(8, "site_normal present definite findings at=infratentorial"),
            row(9, "ventriculomegaly absent definite findings at=ventricular_system"),
            row(10, "sulcal_effacement absent definite findings"),
            row(11, "basal_cistern_effacement absent definite findings at=basal_cisterns"),
            row(13, "orbital_abnormality absent definite findings at=orbit"),
            row(14, "paranasal_sinus_disease absent definite findings at=paranasal_sinus"),
            row(15, "mastoid_effusion absent definite findings at=mastoid"),
            row(16, "acute_intracranial_abnormality absent definite impression"),
        ],
    ),
    (
        "ref-ct2",
        &[
            row(1, "sulcal_effacement present definite findings change=new severity=gross"),
            row(
                2,
                "white_matter_hypoattenuation present definite findings at=white_matter change=increased",
            ),
            row(3, "diffuse_cerebral_oedema present definite findings change=new"),
            row(4, "brain_herniation absent definite findings"),
            row(5, "subarachnoid_haemorrhage absent definite findings"),
            row(6, "site_normal present definite findings at=brainstem"),
            row(7, "skull_bone_abnormality absent definite findings"),
            row(8, "extracranial_soft_tissue_abnormality absent definite findings"),
            row(9, "diffuse_cerebral_oedema present definite impression change=new severity=gross"),
        ],
    ),
    (
        "ref-mri-brain",
        &[
            row(
                1,
                "t2_flair_hyperintensity present definite findings at=centrum_semiovale at=extreme_capsule at=periventricular_wm extent=extensive",
            ),
            row(
                2,
                "t2_flair_hyperintensity present probable findings at=periaqueductal at=peri_fourth_ventricular",
            ),
            row(3, "cord_signal_abnormality present definite findings at=cervical_cord"),
            row(
                4,
                "susceptibility_foci present definite findings at=brainstem at=corona_radiata extent=scattered",
            ),
            row(5, "microhaemorrhage present probable findings at=brainstem at=corona_radiata"),
            row(6, "diffusion_restriction present definite findings at=precentral_gyrus:right"),
            row(7, "diffusion_restriction present definite findings at=occipital_lobe:bilateral"),
            row(8, "diffusion_restriction present definite findings at=parietal_lobe:left"),
            row(
                9,
                "diffusion_restriction present definite findings at=cerebellum:bilateral extent=punctate",
            ),
            row(10, "abnormal_enhancement absent definite findings"),
            row(11, "ventriculomegaly absent definite findings at=ventricular_system"),
            row(12, "mastoid_effusion present definite findings at=mastoid:bilateral"),
            row(
                13,
                "white_matter_signal_abnormality present definite impression at=white_matter extent=extensive",
            ),
            row(14, "icans_attribution present probable impression"),
            row(15, "microhaemorrhage present definite impression"),
            row(16, "diffusion_restriction present definite impression at=cerebral_cortex"),
        ],
    ),
    (
        "ref-mri-spine",
        &[
            row(1, "myelopathy present definite at=spinal_cord extent=extensive"),
            row(
                1,
                "longitudinally_extensive_cord_lesion present definite at=spinal_cord extent=entire",
            ),
            row(2, "icans_attribution present probable"),
            row(3, "spinal_infection absent definite"),
            row(4, "spinal_haematoma absent definite"),
            row(
                5,
                "paraspinal_muscle_signal_abnormality present definite at=paraspinal_muscle extent=extensive extent=symmetric",
            ),
            row(6, "muscle_denervation possible possible at=paraspinal_muscle"),
            row(7, "myositis present probable at=paraspinal_muscle"),
        ],
    ),
];

/// A cell that does not say whether the answer is inferred.
const NO: &str = "no any";
const YES: &str = "yes";
const INFERRED: &str = "no inferred";
/// Not stated.
const NS: &str = "not_stated";

/// The table of flags: first CT, second CT, MRI of the brain, MRI of the spine. Where a cell answers for part of a flag only
/// ("no for one kind of bleeding, else not stated"), the flag is not stated. The therapy is a fact of the episode, which a
/// study's own words need not name; the two MRI studies name it.
pub const FLAGS: &[(&str, [&str; 4])] = &[
    ("astct_diffuse_cerebral_oedema", [INFERRED, YES, NS, NS]),
    ("astct_focal_cerebral_oedema", [INFERRED, NS, NS, NS]),
    ("astct_oedema_excluded", [NS; 4]),
    ("astct_raised_icp_imaging", [INFERRED, NS, NS, NS]),
    ("icans_stated", [NS, NS, YES, YES]),
    ("icans_stated_grade", [NS, NS, YES, NS]),
    ("icans_grade_discordance", [NO; 4]),
    ("supp_white_matter_change", [NS, YES, YES, NS]),
    ("supp_capsular_claustral", [NS, NS, YES, NS]),
    ("supp_brainstem", [INFERRED, INFERRED, YES, NS]),
    ("supp_deep_grey_thalamic", [NS; 4]),
    ("supp_limbic", [NS; 4]),
    ("supp_callosal", [NS; 4]),
    ("supp_cerebellar", [INFERRED, NS, YES, NS]),
    ("supp_diffusion_any", [NS, NS, YES, NS]),
    ("supp_cortical_diffusion", [NS, NS, YES, NS]),
    ("supp_microhaemorrhage", [NS, NS, YES, NS]),
    ("supp_leptomeningeal", [NS, NS, NO, NS]),
    ("supp_pres_like", [NS; 4]),
    ("supp_myelopathy", [NS, NS, YES, YES]),
    ("supp_long_segment_myelopathy", [NS, NS, NS, YES]),
    ("supp_paraspinal_muscle", [NS, NS, NS, YES]),
    ("conf_intracranial_haemorrhage", [NO, NS, NS, NS]),
    ("conf_acute_infarct", [NO, NS, NS, NS]),
    ("conf_cns_malignancy", [NO, NS, NS, NS]),
    ("conf_hydrocephalus", [NO, NS, NO, NS]),
    ("conf_spinal_infection", [NS, NS, NS, NO]),
    ("conf_cord_compression", [NS; 4]),
    ("ctx_normal_imaging", ["yes any", NO, NO, NO]),
    ("ctx_new_or_progressive", [NS, YES, NS, NS]),
    ("ctx_iec_context", [NS, NS, YES, YES]),
];
