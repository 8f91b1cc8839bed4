//! Mistakes in flags are told with file, line and what may be written instead.

use radsift::criteria::FlagSet;
use radsift::lexicon::{Layer, Library, SourceFile, compile};

/// A lexicon of one entry of each kind.
const SMALL: &str = r#"
finding = [{ id = "acute_infarct", label = "Infarct", group = "x", terms = ["infarct"], source = "me", examples = [] }]
site = [{ id = "pons", label = "Pons", terms = ["pons"], examples = [] }]
attribute = [{ kind = "extent", value = "diffuse", terms = ["diffuse"] }]
flag = [{ id = "icans_stated", label = "ICANS", source = "me", yes = { finding = "acute_infarct" } }]
"#;

/// The problems of a file with one flag whose `yes` is `criterion`.
fn problems(criterion: &str) -> String {
    let text = format!("[[flag]]\nid = \"mine\"\nlabel = \"Mine\"\nsource = \"me\"\nyes = {criterion}\n");
    let file = |name: &str, text: String| SourceFile {
        name: name.into(),
        text: text.into(),
    };
    let layer = Layer {
        files: vec![file("a.toml", SMALL.to_owned()), file("mine.toml", text)],
        builtin: false,
    };
    let library = match Library::new(vec![layer]) {
        Ok(library) => library,
        Err(problems) => return problems.to_string(),
    };
    let lexicon = compile(&library).unwrap_or_else(|p| panic!("{p}"));
    FlagSet::compile(&lexicon).map_or_else(|p| p.to_string(), |_| String::new())
}

#[test]
fn each_mistake_has_its_line_and_advice() {
    for (criterion, want) in [
        (
            r#"{ finding = "acute_infarkt" }"#,
            "mine.toml:5:19: no finding has the id `acute_infarkt` (did you mean `acute_infarct`?)",
        ),
        (r#"{ finding = "acute_infarct", within = "ponds" }"#, "no site has the id `ponds`"),
        (
            r#"{ finding = "acute_infarct", assertion = "there" }"#,
            "`there` is no assertion (use one of present, possible, absent, ",
        ),
        (
            r#"{ finding = "acute_infarct", change = "gone" }"#,
            "use one of new, increased, unchanged, decreased, resolved, recurrent",
        ),
        (
            r#"{ finding = "acute_infarct", extent = "huge" }"#,
            "no attribute of this kind has the value `huge` (the values are",
        ),
        (
            r#"{ finding = "acute_infarct", section = "body" }"#,
            "`body` is no section (use one of clinical, technique",
        ),
        (
            r#"{ flag = "icans_statd=yes" }"#,
            "mine.toml:5:16: no flag before this one has the id `icans_statd` (did you mean `icans_stated`?)",
        ),
        (
            r#"{ flag = "icans_stated=maybe" }"#,
            "`maybe` is no value of a flag (use one of yes, possible, no, not_stated, conflict)",
        ),
        (
            r#"{ finding = "acute_infarct", basis = "guess" }"#,
            "`guess` is no basis (use one of explicit, inferred)",
        ),
        (r#"{ modality = "PET" }"#, "`PET` is no modality"),
        (r#"{ body_part = "tail" }"#, "`tail` is no part of the body"),
        (
            r#"{ at_least = 3, of = [ { finding = "acute_infarct" } ] }"#,
            "`at_least` must be a number from 1 to the length of `of`",
        ),
        (
            r#"{ any = [], finding = "acute_infarct" }"#,
            "a criterion is several things at once",
        ),
        ("{ }", "a criterion is empty"),
        (r#"{ fnding = "acute_infarct" }"#, "unknown key `fnding`"),
    ] {
        let got = problems(criterion);
        assert!(got.contains(want), "{criterion}\n got: {got}\nwant: {want}");
    }
    assert_eq!(problems(r#"{ finding = "acute_infarct", within = "pons" }"#), "");
}
