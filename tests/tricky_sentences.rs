//! Sentences that trip rule systems, with the reading wanted. They are of two kinds: the short list every negation engine is
//! tried on, and a list of sentences a neuroradiologist put together.

use crate::support::check_all as run;

/// The first "lesions" only says where, and is dropped while those behind it are still to be settled.
#[test]
fn bare_words_for_a_lesion_behind_one_that_only_says_where() {
    run(&[(
        "Oedema and effacement of the lesions: a 21 mm lesion in the right frontal lobe, a 9 mm lesion in the left occipital lobe.",
        &[
            "cerebral_oedema_unspecified present",
            "brain_lesion_unspecified present frontal_lobe:right",
            "brain_lesion_unspecified present occipital_lobe:left",
        ],
    )]);
}

/// "Of the", "in the" and the like are words of a denied finding, or lead to one that is known; the list goes on behind both.
#[test]
fn lists_go_on_behind_the_words_of_a_finding() {
    run(&[
        (
            "No hydrocephalus, effacement of the basal cisterns or microhaemorrhage.",
            &["hydrocephalus absent", "basal_cistern_effacement absent", "microhaemorrhage absent"],
        ),
        (
            "No mass effect, shift of the midline or diffusion restriction.",
            &["mass_effect absent", "midline_shift absent", "diffusion_restriction absent"],
        ),
        (
            "No hydrocephalus, blurring of the grey-white junction, subarachnoid blood or infarct.",
            &[
                "hydrocephalus absent",
                "loss_of_grey_white_differentiation absent",
                "subarachnoid_haemorrhage absent",
                "acute_infarct absent",
            ],
        ),
        (
            "No enhancement of the known metastasis, midline shift or hydrocephalus.",
            &[
                "abnormal_enhancement absent",
                "brain_metastasis present",
                "midline_shift absent",
                "hydrocephalus absent",
            ],
        ),
        (
            "No enhancement of the known metastasis, which has grown, and no infarct.",
            &[
                "abnormal_enhancement absent",
                "brain_metastasis present increased",
                "acute_infarct absent",
            ],
        ),
    ]);
}

#[test]
fn a_known_finding_stays_where_no_list_goes_on() {
    run(&[
        (
            "No haemorrhagic change in the infarct.",
            &["haemorrhagic_transformation absent", "acute_infarct present"],
        ),
        (
            "No swelling around it, meningioma and not growing.",
            &["cerebral_oedema_unspecified absent", "meningioma present"],
        ),
    ]);
}

#[test]
fn short_forms() {
    run(&[
        ("FINDINGS: No acute infarct.", &["acute_infarct absent"]),
        (
            "Oedema: no ischaemia.",
            &["cerebral_oedema_unspecified present", "acute_infarct absent"],
        ),
        ("The study is negative for haemorrhage.", &["intracranial_haemorrhage absent"]),
        ("Small infarct cannot be excluded.", &["acute_infarct possible"]),
        ("1.No evidence of haemorrhage", &["intracranial_haemorrhage absent"]),
        (
            "No haemorrhage; oedema persists.",
            &["intracranial_haemorrhage absent", "cerebral_oedema_unspecified present unchanged"],
        ),
        (
            "There is no infarct, haemorrhage, or hydrocephalus.",
            &["acute_infarct absent", "intracranial_haemorrhage absent", "hydrocephalus absent"],
        ),
        (
            "There is neither infarct nor haemorrhage.",
            &["acute_infarct absent", "intracranial_haemorrhage absent"],
        ),
        (
            "The angiogram rules venous sinus thrombosis out.",
            &["venous_sinus_thrombosis absent"],
        ),
        (
            "Cerebral venous sinus thrombosis has been excluded.",
            &["venous_sinus_thrombosis absent"],
        ),
        (
            "No intra- or extra-axial mass or collection.",
            &[
                "intra_axial_mass absent",
                "extra_axial_mass absent",
                "intra_axial_collection absent",
                "extra_axial_collection absent",
            ],
        ),
        (
            "No new infarct. Old lacunar infarct in the left thalamus.",
            &["acute_infarct absent new", "chronic_infarct present thalamus:left"],
        ),
    ]);
}

#[test]
fn neuroradiologists_list_1_to_9() {
    run(&[
        (
            "There has been no increase in the diffuse cerebral oedema since the study of Monday.",
            &["diffuse_cerebral_oedema present unchanged"],
        ),
        (
            "The convexity sulci are effaced, but the basal cisterns remain patent.",
            &["sulcal_effacement present", "basal_cistern_effacement absent"],
        ),
        (
            "Clinical details: ?cerebral oedema ?venous sinus thrombosis post CAR-T.",
            &["cerebral_oedema_unspecified hypothetical", "venous_sinus_thrombosis hypothetical"],
        ),
        (
            "High DWI signal in the splenium shows no ADC correlate, in keeping with T2 shine-through.",
            &[
                "t2_shine_through present splenium:-",
                "diffusion_restriction absent",
                "!callosal_lesion present",
            ],
        ),
        (
            "No mass effect, although a 12 mm enhancing nodule lies in the left caudate head.",
            &[
                "mass_effect absent",
                "parenchymal_enhancement present caudate:left [12.0]mm",
                "brain_lesion_unspecified present",
            ],
        ),
        (
            "Diffusion restriction is not shown in either thalamus; the hippocampi, however, have low ADC.",
            &[
                "diffusion_restriction absent thalamus:bilateral",
                "diffusion_restriction present hippocampus:bilateral",
            ],
        ),
        (
            "Vasogenic oedema surrounds the 3 cm left temporal haematoma.",
            &[
                "intracerebral_haemorrhage present temporal_lobe:left [30.0]mm",
                "perilesional_oedema present",
            ],
        ),
        (
            "Scattered microbleeds are again seen, with no new haemorrhage.",
            &[
                "microhaemorrhage present unchanged",
                "intracranial_haemorrhage absent new",
                "!microhaemorrhage absent",
            ],
        ),
        (
            "The pontine T2 signal change described previously has resolved.",
            &["t2_flair_hyperintensity absent resolved pons:-"],
        ),
    ]);
}

#[test]
fn neuroradiologists_list_10_to_17() {
    run(&[
        (
            "T2 hyperintensity in the cord extends from T2 to T6.",
            &["cord_signal_abnormality present T2..T6", "!t2_flair_hyperintensity present"],
        ),
        (
            "The ventricles are small, likely constitutional, and the sulci are well preserved.",
            &["ventricular_effacement absent", "sulcal_effacement absent"],
        ),
        (
            "Above T4 the cord is normal in signal; below this it is swollen.",
            &[
                "cord_signal_abnormality absent",
                "cord_swelling present",
                "!cerebral_oedema_unspecified present",
            ],
        ),
        (
            "Indication: ICANS grade 2 clinically.\nConclusion: No specific imaging features of neurotoxicity.",
            &["icans_attribution absent", "!study_normal present"],
        ),
        (
            "Right MCA infarct without haemorrhagic transformation.",
            &[
                "acute_infarct present mca_territory:right",
                "haemorrhagic_transformation absent",
                "!intracranial_haemorrhage absent",
            ],
        ),
        (
            "The effacement of the left frontal horn is due to the known lymphoma deposit and its surrounding oedema.",
            &[
                "cns_lymphoma present",
                "ventricular_effacement present lateral_ventricle:left",
                "perilesional_oedema present",
            ],
        ),
        ("Early diffuse swelling cannot be excluded.", &["diffuse_cerebral_oedema possible"]),
        (
            "Diffuse oedema has improved since yesterday; mild sulcal effacement persists.",
            &["diffuse_cerebral_oedema present decreased", "sulcal_effacement present"],
        ),
    ]);
}

#[test]
fn neuroradiologists_list_18_to_25() {
    run(&[
        (
            "Symmetrical claustral and thalamic change is less likely hypoxic than ICANS-related.",
            &[
                "t2_flair_hyperintensity present claustrum:bilateral",
                "hypoxic_ischaemic_injury possible ~unlikely",
                "icans_attribution present ~probable",
            ],
        ),
        (
            "Increased diffusion within the white matter change, with no restriction.",
            &[
                "facilitated_diffusion present",
                "diffusion_restriction absent",
                "!facilitated_diffusion present increased",
            ],
        ),
        (
            "No further foci of enhancement; the left frontal focus is unchanged.",
            &["parenchymal_enhancement present frontal_lobe:left unchanged"],
        ),
        (
            "Neither cerebral oedema nor herniation is demonstrated.",
            &["cerebral_oedema_unspecified absent", "brain_herniation absent"],
        ),
        (
            "Not only is there cortical restriction, there is also pial enhancement.",
            &[
                "diffusion_restriction present cerebral_cortex:-",
                "leptomeningeal_enhancement present",
            ],
        ),
        (
            "Background of treated CNS lymphoma in remission, no active disease.",
            &["cns_lymphoma historical", "cns_lymphoma absent"],
        ),
        (
            "The perimesencephalic cisterns are a little crowded but not effaced.",
            &["basal_cistern_effacement possible", "!basal_cistern_effacement present"],
        ),
        (
            "Grade 2 CRS with peak grade 3 ICANS; MRI today shows minor focal swelling of the left precentral gyrus, in keeping with ICANS.",
            &["focal_cerebral_oedema present precentral_gyrus:left"],
        ),
    ]);
}

#[test]
fn sentences_of_the_peer_comparison() {
    run(&[
        (
            "No haemorrhage, mass or collection.",
            &[
                "intracranial_haemorrhage absent",
                "intra_axial_mass absent",
                "extra_axial_collection absent",
            ],
        ),
        (
            "Brainstem is unremarkable. Small infarct in the left thalamus.",
            &["acute_infarct present thalamus:left"],
        ),
        (
            "No new infarct; unchanged microhaemorrhages.",
            &["acute_infarct absent new", "microhaemorrhage present unchanged"],
        ),
        ("Cannot exclude a small infarct.", &["acute_infarct possible"]),
        (
            "No abnormal enhancement, but extensive FLAIR hyperintensity persists.",
            &["abnormal_enhancement absent", "t2_flair_hyperintensity present"],
        ),
        (
            "Grey-white matter differentiation is preserved with no loss of definition, atrophy is moderate.",
            &["cerebral_atrophy present"],
        ),
        (
            "Previously seen oedema has resolved.",
            &["cerebral_oedema_unspecified absent resolved"],
        ),
        (
            "No evidence of acute infarct or haemorrhage in the visualised brain.",
            &["acute_infarct absent", "intracranial_haemorrhage absent"],
        ),
        (
            "Appearances favour glioma rather than abscess.",
            &["glioma present ~probable", "brain_abscess absent"],
        ),
        ("Haemorrhage is not identified.", &["intracranial_haemorrhage absent"]),
        (
            "There is no change in the size of the meningioma.",
            &["meningioma present unchanged"],
        ),
        (
            "Ventricles are normal in size without hydrocephalus or midline shift; the mass is stable.",
            &["hydrocephalus absent", "midline_shift absent", "intra_axial_mass present unchanged"],
        ),
        (
            "The lesion shows no enhancement and no restricted diffusion.",
            &[
                "brain_lesion_unspecified present",
                "abnormal_enhancement absent",
                "diffusion_restriction absent",
            ],
        ),
        (
            "Clinical details: ?stroke, rule out haemorrhage.",
            &["acute_infarct hypothetical", "intracranial_haemorrhage hypothetical"],
        ),
        (
            "Multifocal hyperintensities suspicious for metastases, less likely demyelination.",
            &[
                "t2_flair_hyperintensity present",
                "brain_metastasis possible",
                "demyelination_adem possible ~unlikely",
            ],
        ),
    ]);
}

/// What is open or visible may be narrowed all the same; what was narrowed once is told by what is said now.
#[test]
fn a_state_that_yields_to_its_contrary() {
    run(&[
        (
            "The basal cisterns are crowded but still visible.",
            &["basal_cistern_effacement present"],
        ),
        (
            "The previously effaced basal cisterns are now patent.",
            &["basal_cistern_effacement absent"],
        ),
        (
            "No midline shift or definite herniation was evident.",
            &["midline_shift absent", "brain_herniation absent"],
        ),
    ]);
}

/// A request is known by what is queried behind a remark on the patient; a team of the ward is no finding.
#[test]
fn a_query_behind_a_remark_on_the_patient() {
    run(&[
        (
            "MRI brain.\n\nEye casualty: bilateral disc swelling, headaches. ?venous sinus thrombosis\n\nNo intracranial mass.",
            &["venous_sinus_thrombosis hypothetical", "intra_axial_mass absent"],
        ),
        (
            "Stroke MDT note. Day 11, worsening headache. ?PRES.\nThere is an abscess in the right frontal lobe.",
            &["pres hypothetical", "brain_abscess present frontal_lobe:right"],
        ),
        (
            "CT head. Small haemorrhage in the left thalamus. ?aneurysm.",
            &["intracerebral_haemorrhage present thalamus:left", "aneurysm possible"],
        ),
    ]);
}

/// Boxes behind labels, before answers, and answers that are numbered.
#[test]
fn answers_of_forms() {
    run(&[
        (
            "Subdural haematoma [ ]\nMicrobleeds [x]\nPRES [ ]",
            &["microhaemorrhage present", "!subdural_haematoma", "!pres"],
        ),
        (
            "Bleed\t[ ]pos [X]neg\nStroke\t[X]pos [ ]neg",
            &["intracranial_haemorrhage absent", "acute_infarct present"],
        ),
        (
            "1. Blood?   [ ] yes  [x] no\n2. Mass?   [x] yes  [ ] no",
            &["intracranial_haemorrhage absent", "intra_axial_mass present"],
        ),
        (
            "9) Hydrocephalus: NO\n10) Infarct: NO\nComment: The picture is that of a meningioma.",
            &["hydrocephalus absent", "acute_infarct absent", "meningioma present"],
        ),
        ("Septum pushed 3 mm to the left (before: 0)", &["midline_shift present"]),
        ("Uncal herniation: negative", &["brain_herniation absent", "!site_normal"]),
    ]);
}

/// Where a denial ends.
#[test]
fn what_ends_a_denial() {
    run(&[
        (
            "CT head: no bleed, no shift, old right occipital infarct, shrunken brain.",
            &[
                "intracranial_haemorrhage absent",
                "midline_shift absent",
                "chronic_infarct present",
                "cerebral_atrophy present",
            ],
        ),
        (
            "A cyst, without calcification nor oedema, exerting mass effect on the ventricle.",
            &["intracranial_calcification absent", "mass_effect present"],
        ),
        (
            "No fracture or dislocation, degenerative change at C5/6.",
            &["degenerative_spine_change present", "spondylolisthesis absent"],
        ),
        (
            "No infarct (the meningioma is unchanged) or haemorrhage.",
            &[
                "acute_infarct absent",
                "meningioma present unchanged",
                "intracranial_haemorrhage absent",
            ],
        ),
        (
            "No oedema, midline shift or herniation to suggest a complication.",
            &["midline_shift absent", "brain_herniation absent"],
        ),
        (
            "No typical pattern of encephalitis, which however cannot be ruled out.",
            &["encephalitis possible"],
        ),
        (
            "No headache, tingling, or oedema. No burning, tingling or haemorrhage.",
            &["cerebral_oedema_unspecified absent", "intracranial_haemorrhage absent"],
        ),
        (
            "CT showed no fracture and a small left subdural haematoma.",
            &["skull_bone_abnormality absent", "subdural_haematoma present"],
        ),
        (
            "No evidence of a mass and an infarct.",
            &["intra_axial_mass absent", "acute_infarct absent"],
        ),
        ("No infarct, ventricles normal.", &["acute_infarct absent", "!site_normal absent"]),
        ("No mass or intraparenchymal bleed.", &["intracerebral_haemorrhage absent"]),
        ("DWI: negative for recent ischaemia.", &["acute_infarct absent"]),
    ]);
}

/// What a clinical note tells of imaging is found, what it tells of the patient is history.
#[test]
fn results_told_in_a_note() {
    run(&[
        (
            "HOSPITAL COURSE: The patient was found down. CT on arrival showed a haematoma in the left thalamus. The ventricles were \
             dilated. She was taken to theatre for a stroke.\nPLAN: rehabilitation.",
            &[
                "intracerebral_haemorrhage present thalamus:left",
                "ventriculomegaly present",
                "!acute_infarct present",
            ],
        ),
        (
            "There is a haematoma on the left. The sulci are effaced.",
            &["sulcal_effacement present sulci:-"],
        ),
        (
            "CT C-spine: no #. Skull: linear # of the left parietal bone.",
            &["vertebral_fracture absent", "skull_bone_abnormality present"],
        ),
    ]);
}
