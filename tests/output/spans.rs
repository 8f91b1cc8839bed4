//! brat, doccano and Label Studio: every span covers the finding's words, in the unit of its tool.

use super::*;
use std::collections::HashMap;
use std::io::Read;

#[test]
fn doccano_counts_code_points() {
    let input = input("doccano");
    let records = records(&input, "doccano");
    let lines = json_lines(&run(&input, "doccano", &["--to", "doccano", "-q"]).join("part-00000.jsonl"));
    assert_eq!(lines.len(), records.len());
    for (line, record) in lines.iter().zip(&records) {
        assert_eq!([&line["text"], &line["meta"]["id"]], [&record["text"], &record["id"]]);
        let labels = line["label"].as_array().unwrap();
        assert_eq!(labels.len(), record["findings"].as_array().unwrap().len());
        for (label, finding) in labels.iter().zip(record["findings"].as_array().unwrap()) {
            let words = characters(&line["text"], label[0].as_u64().unwrap(), label[1].as_u64().unwrap());
            assert_eq!(words, finding["text"]);
            let said = format!(
                "{}:{}",
                finding["finding"].as_str().unwrap(),
                finding["assertion"].as_str().unwrap()
            );
            assert_eq!(label[2], said);
        }
    }
}

#[test]
fn label_studio_counts_utf_16() {
    let input = input("label-studio");
    let records = records(&input, "label-studio");
    let lines = json_lines(&run(&input, "label-studio", &["--to", "label-studio", "-q"]).join("part-00000.jsonl"));
    for (line, record) in lines.iter().zip(&records) {
        let text: Vec<u16> = line["data"]["text"].as_str().unwrap().encode_utf16().collect();
        let result = line["predictions"][0]["result"].as_array().unwrap();
        let labels: Vec<&Value> = result.iter().filter(|r| r["type"] == "labels").collect();
        assert_eq!(labels.len(), record["findings"].as_array().unwrap().len());
        for (label, finding) in labels.iter().zip(record["findings"].as_array().unwrap()) {
            let [start, end] = ["start", "end"].map(|key| label["value"][key].as_u64().unwrap() as usize);
            assert_eq!(String::from_utf16(&text[start..end]).unwrap(), finding["text"].as_str().unwrap());
            assert_eq!(label["value"]["labels"][0], finding["finding"]);
        }
    }
}

#[test]
fn brat_has_a_text_and_its_annotations() {
    let input = input("brat");
    let records = records(&input, "brat");
    let tar = fs::File::open(run(&input, "brat", &["--to", "brat", "-q"]).join("part-00000.tar")).unwrap();
    let mut files = HashMap::new();
    for entry in tar::Archive::new(tar).entries().unwrap() {
        let mut entry = entry.unwrap();
        assert_eq!((entry.header().mtime().unwrap(), entry.header().uid().unwrap()), (0, 0));
        let path = entry.path().unwrap().to_str().unwrap().to_owned();
        let mut content = String::new();
        entry.read_to_string(&mut content).unwrap();
        files.insert(path, content);
    }
    assert_eq!(files.len(), 1 + 2 * records.len());
    assert!(files["annotation.conf"].contains("Assertion\tArg:<ENTITY>, Value:present|possible|absent"));
    for (n, record) in records.iter().enumerate() {
        let begin = format!("{n:09}-");
        let of = |ending: &str| {
            files
                .iter()
                .find(|(name, _)| name.starts_with(&begin) && name.ends_with(ending))
                .unwrap()
                .1
        };
        let text = json!(of(".txt"));
        // CR is a blank: a program that opens the file in text mode counts the same characters.
        assert_eq!(text, record["text"].as_str().unwrap().replace('\r', " "));
        let annotations = of(".ann");
        let entities: Vec<&str> = annotations.split_terminator('\n').filter(|l| l.starts_with('T')).collect();
        assert_eq!(entities.len(), record["findings"].as_array().unwrap().len());
        for entity in entities {
            let cells: Vec<&str> = entity.split('\t').collect();
            let (_, places) = cells[1].split_once(' ').unwrap();
            let words = places.split(';').map(|place| {
                let (start, end) = place.split_once(' ').unwrap();
                characters(&text, start.parse().unwrap(), end.parse().unwrap())
            });
            assert_eq!(words.collect::<Vec<_>>().join(" "), cells[2]);
        }
    }
}
