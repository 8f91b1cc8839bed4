//! The kind of study: from metadata, from the title, from the words; and what it decides.

use radsift::lexicon::{Layer, Lexicon, Library, SourceFile, builtin, compile};
use radsift::report::{Envelope, JsonWriter, Meta};
use radsift::text::OffsetUnit;
use radsift::{Extractor, Session};
use serde_json::{Value, json};
use std::sync::LazyLock;

static RULES: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the built-in lexicon"));

fn record_by(rules: &Extractor, text: &str, meta: Value) -> Value {
    let meta = Meta(meta.as_object().cloned().unwrap_or_default());
    let mut session = Session::default();
    let report = rules.analyse(&mut session, text, &meta);
    let envelope = Envelope {
        id: "x",
        meta: &meta,
        warnings: &[],
    };
    let mut out = Vec::new();
    JsonWriter::new(rules.lexicon(), OffsetUnit::Char).write(&mut out, &envelope, &report);
    serde_json::from_slice(&out).expect("a record is JSON")
}

fn record(text: &str, meta: Value) -> Value {
    record_by(&RULES, text, meta)
}

/// The modality and the parts of the body, each with where it is known from.
fn study(text: &str, meta: Value) -> [Value; 4] {
    let record = record(text, meta);
    let field = |key: &str| record["study"].get(key).cloned();
    [
        field("modality").unwrap_or_default(),
        field("modality_from").unwrap_or_default(),
        field("body_parts").unwrap_or(json!([])),
        field("body_parts_from").unwrap_or_default(),
    ]
}

fn findings(text: &str, meta: Value) -> Vec<String> {
    let record = record(text, meta);
    let all = record["findings"].as_array().cloned().unwrap_or_default();
    all.iter().map(|f| f["finding"].as_str().unwrap_or_default().to_owned()).collect()
}

fn flag(text: &str, meta: Value, id: &str) -> String {
    let record = record(text, meta);
    let flags = record["flags"].as_array().cloned().unwrap_or_default();
    assert!(RULES.flags().ids().any(|known| known == id), "{id} is no flag of the rule set");
    let own = flags.iter().find(|f| f["flag"] == id);
    own.map_or("not_stated", |f| f["value"].as_str().unwrap_or_default()).to_owned()
}

#[test]
fn metadata_is_read_in_every_spelling() {
    for (meta, modality, parts) in [
        (json!({"modality": "MR", "body_part": "BRAIN"}), json!("MR"), json!(["brain"])),
        (json!({"modality": "mr", "body_part": "Head"}), json!("MR"), json!(["brain"])),
        (
            json!({"modality": "MRI", "body_part": "CSPINE"}),
            json!("MR"),
            json!(["cervical_spine"]),
        ),
        (json!({"modality": "MR BRAIN W/O"}), json!("MR"), json!([])),
        (
            json!({"modality": "RAD", "procedure": "CT HEAD W/O"}),
            json!("CT"),
            json!(["brain"]),
        ),
        (
            json!({"Modality": "CT", "StudyDescription": "CT_HEAD_NECK"}),
            json!("CT"),
            json!(["brain", "neck"]),
        ),
        (json!({"BodyPartExamined": "HEADNECK"}), json!(null), json!(["neck"])),
        (json!({"procedure": "MR Brain W and WO contrast IV"}), json!("MR"), json!(["brain"])),
        (
            json!({"procedure": "MR Cervical spine and thoracic spine"}),
            json!("MR"),
            json!(["cervical_spine", "thoracic_spine"]),
        ),
        (json!({"exam": "IMG1^1234 MRI BRAIN W CONTRAST^X"}), json!("MR"), json!(["brain"])),
        (json!({"exam": "MR ABD WO"}), json!("MR"), json!(["abdomen"])),
        (json!({"modality": "MR\\SR"}), json!("MR"), json!([])),
        (json!({"modality": "CT/MR"}), json!(null), json!([])),
        (
            json!({"modality": 7, "body_part": null, "procedure": ["CT"]}),
            json!(null),
            json!([]),
        ),
        (json!({"modality": "", "procedure": "?"}), json!(null), json!([])),
    ] {
        let [got, _, named, _] = study("", meta.clone());
        assert_eq!((&got, &named), (&modality, &parts), "{meta}");
    }
}

#[test]
fn metadata_comes_before_the_title_and_the_title_before_the_words() {
    let text = "CT HEAD\n\nHyperintensity on FLAIR in the left thalamus.";
    assert_eq!(
        study(text, json!({"modality": "MR"})),
        [json!("MR"), json!("meta"), json!(["brain"]), json!("title")]
    );
    assert_eq!(
        study(text, json!({})),
        [json!("CT"), json!("title"), json!(["brain"]), json!("title")]
    );
    let untitled = "Hyperintensity on FLAIR in the left thalamus.";
    assert_eq!(study(untitled, json!({})), [json!("MR"), json!(null), json!([]), json!(null)]);
    // What metadata contradicts itself about is not looked for elsewhere.
    assert_eq!(study(text, json!({"modality": "CT, MR"}))[0], json!(null));
}

#[test]
fn another_study_is_not_this_one() {
    for text in [
        "Compared with the previous CT there is no change.",
        "COMPARISON: CT head.\nFINDINGS: Normal ventricles.",
        "Clinical details: MRI showed a lesion.\n\nFindings: Normal ventricles.",
        "Normal ventricles. MRI is recommended.",
        "CT AND MRI OF THE BRAIN\n\nNormal ventricles.",
        "A hypodensity. No diffusion restriction.",
        "Fracture of the mandible.\nCT correlation.\nMRI correlation.",
        "Fracture of T2.",
        "",
    ] {
        assert_eq!(study(text, json!({}))[0], json!(null), "{text}");
    }
}

#[test]
fn nothing_of_another_part_of_the_body_is_read() {
    let text = "There is a mass. No infarct.";
    assert!(!findings(text, json!({})).is_empty());
    assert!(findings(text, json!({"body_part": "BREAST"})).is_empty());
    assert!(findings(&format!("CT CHEST\n\n{text}"), json!({})).is_empty());
    assert!(!findings(&format!("CT CHEST\n\n{text}"), json!({"body_part": "HEAD"})).is_empty());
    assert!(!findings(&format!("CT HEAD AND CHEST\n\n{text}"), json!({})).is_empty());
    // A place in the head outweighs the name of the study.
    assert_eq!(
        findings("Acute infarct in the left thalamus.", json!({"body_part": "CHEST"})),
        ["acute_infarct"]
    );
}

#[test]
fn the_region_decides_where_the_words_do_not() {
    let (text, brain, spine) = ("Small epidural haematoma.", "extradural_haematoma", "spinal_haematoma");
    assert_eq!(findings(text, json!({"body_part": "HEAD"})), [brain]);
    assert_eq!(findings(text, json!({"body_part": "LSPINE"})), [spine]);
    assert_eq!(findings(&format!("MRI LUMBAR SPINE\n\n{text}"), json!({})), [spine]);
    assert_eq!(findings(&format!("CT HEAD\n\n{text}"), json!({})), [brain]);
}

#[test]
fn flags_ask_for_the_kind_of_study() {
    let of = |text, meta| flag(text, meta, "supp_diffusion_any");
    assert_eq!(of("Normal study.", json!({"modality": "MR", "body_part": "BRAIN"})), "no");
    assert_eq!(of("Normal study.", json!({"modality": "CT", "body_part": "BRAIN"})), "not_stated");
    assert_eq!(of("Normal study.", json!({"modality": "MR"})), "not_stated");
    assert_eq!(of("MRI BRAIN\n\nNormal study.", json!({})), "no");
    let cord = |meta| flag("The spinal cord is normal.", meta, "supp_myelopathy");
    assert_eq!(cord(json!({"modality": "MRI"})), "no");
    assert_eq!(cord(json!({"modality": "CT"})), "not_stated");
}

#[test]
fn words_may_mean_something_else_on_another_modality() {
    let entry = r#"
[[finding]]
id = "whitening"
label = "Whitening"
group = "parenchymal_signal"
terms = ["whitening"]
becomes = [{ modality = "CT", to = "intracranial_haemorrhage" }]
source = "written for this test"
examples = []
"#;
    let rules = with_entry(entry).expect("the entry is right");
    let read = |text| record_by(&rules, text, json!({}))["findings"][0]["finding"].clone();
    assert_eq!(read("CT HEAD\n\nWhitening in the left thalamus."), "intracranial_haemorrhage");
    assert_eq!(read("MRI HEAD\n\nWhitening in the left thalamus."), "whitening");
    assert_eq!(read("Whitening in the left thalamus."), "whitening");
    let problem = with_entry(&entry.replace("\"CT\"", "\"CTT\"")).expect_err("there is no such modality");
    assert!(problem.to_string().contains("no modality has the id `CTT`"), "{problem}");
}

#[test]
fn kinds_of_study_name_what_there_is() {
    for (entry, said) in [
        (
            "[[modality]]\nid=\"X\"\nlabel=\"X\"\nshown_by=[\"@nothing\"]\nsource=\"\"\nexamples=[]",
            "no part or finding has the id `@nothing`",
        ),
        (
            "[[modality]]\nid=\"X\"\nlabel=\"X\"\nshown_by=[\"@only_on_ct\"]\nsource=\"\"\nexamples=[]",
            "speaks for two modalities",
        ),
        (
            "[[body_part]]\nid=\"x\"\nlabel=\"x\"\nregion=\"moon\"\nsource=\"\"\nexamples=[]",
            "unknown value `moon`",
        ),
    ] {
        let problem = with_entry(entry).expect_err(said);
        assert!(problem.to_string().contains(said), "{problem}");
    }
}

fn with_entry(entry: &str) -> Result<Extractor, radsift::lexicon::Problems> {
    let own = Layer {
        files: vec![SourceFile {
            name: "mine.toml".to_owned(),
            text: entry.to_owned().into(),
        }],
        builtin: false,
    };
    Extractor::with_lexicon(compile(&Library::new(vec![builtin(), own])?)?)
}

#[test]
fn the_region_is_where_most_places_are_unless_it_is_named() {
    let region = |text: &str| {
        let record = record(text, json!({}));
        [record["study"]["region"].clone(), record["study"]["region_from"].clone()]
    };
    assert_eq!(region("Lesion in the thalamus."), [json!("brain"), json!(null)]);
    assert_eq!(
        region("MRI CERVICAL SPINE\n\nLesion in the thalamus."),
        [json!("spine"), json!("title")]
    );
    assert_eq!(
        region("MRI BRAIN AND WHOLE SPINE\n\nLesions in the thalamus and pons."),
        [json!("brain"), json!(null)]
    );
    assert_eq!(
        region("MRA; wall thickening at the level of the cervical spine, pons and thalamus.")[1],
        json!(null)
    );
    assert_eq!(region("Lesion."), [json!(null), json!(null)]);
}

#[test]
fn the_lexicon_names_its_kinds_of_study() {
    let lexicon = Lexicon::builtin().expect("the built-in lexicon");
    assert!(["CT", "MR"].iter().all(|id| lexicon.studies.modalities.iter().any(|m| m == id)));
}
