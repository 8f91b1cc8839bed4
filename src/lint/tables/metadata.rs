//! What a record says of its patient and of its order.

use crate::report::Meta;
use crate::vocabulary::Laterality;
use serde_json::Value;

/// The keys that may name the side of the order.
const ORDER: [&str; 7] = ["side", "laterality", "procedure", "body_part", "study_description", "exam", "order"];

/// The side that was ordered. None where no key names one, or several.
pub fn ordered_side(meta: &Meta) -> Option<Laterality> {
    let mut found = None;
    for word in ORDER.iter().filter_map(|key| meta.get(key)).flat_map(words) {
        let side = match word.to_ascii_lowercase().as_str() {
            "left" | "lt" | "l" => Laterality::Left,
            "right" | "rt" | "r" => Laterality::Right,
            "bilateral" | "both" | "bilat" => Laterality::Bilateral,
            _ => continue,
        };
        match found {
            None => found = Some(side),
            Some(own) if own == side => {}
            Some(_) => return None,
        }
    }
    found
}

/// True when the record has an order at all.
pub fn has_order(meta: &Meta) -> bool {
    ORDER.iter().any(|key| meta.get(key).is_some_and(|value| !value.trim().is_empty()))
}

/// The sex of the patient: `F` or `M`.
pub fn sex(meta: &Meta) -> Option<char> {
    let word = ["patient_sex", "sex", "gender"].iter().find_map(|key| meta.get(key))?;
    match word.trim().to_ascii_lowercase().as_str() {
        "f" | "female" | "w" | "woman" => Some('F'),
        "m" | "male" | "man" => Some('M'),
        _ => None,
    }
}

/// The age of the patient in years.
pub fn age(meta: &Meta) -> Option<u16> {
    let stated = ["patient_age", "age"].iter().find_map(|key| meta.0.get(*key));
    match stated? {
        Value::Number(number) => number.as_f64().map(|years| years as u16).filter(|years| *years < 130),
        Value::String(text) => years(text.trim()),
        _ => None,
    }
}

/// `64`, `64.5`, `064Y` as DICOM has it. Months, weeks and days are less than a year or two, and are no years here.
fn years(text: &str) -> Option<u16> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let unit = unit
        .trim_start_matches(|c: char| c == '.' || c.is_ascii_digit())
        .trim()
        .to_ascii_lowercase();
    let is_years = matches!(unit.as_str(), "" | "y" | "yr" | "yrs" | "years" | "year");
    number.parse().ok().filter(|years| is_years && *years < 130)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn meta(value: Value) -> Meta {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn the_side_of_an_order() {
        let cases = [
            (json!({"procedure": "MRI IAC LEFT W/O"}), Some(Laterality::Left)),
            (json!({"side": "R", "procedure": "MR orbit right"}), Some(Laterality::Right)),
            (json!({"procedure": "MRI left and right shoulder"}), None),
            (json!({"procedure": "MRI brain"}), None),
            (json!({"laterality": "bilateral"}), Some(Laterality::Bilateral)),
        ];
        for (value, want) in cases {
            assert_eq!(ordered_side(&meta(value.clone())), want, "{value}");
        }
    }

    #[test]
    fn sex_and_age() {
        for (value, want) in [("F", Some('F')), ("male", Some('M')), ("U", None), ("O", None)] {
            assert_eq!(sex(&meta(json!({"patient_sex": value}))), want);
        }
        for (value, want) in [
            (json!("064Y"), Some(64)),
            (json!(64), Some(64)),
            (json!("64.5"), Some(64)),
            (json!("010M"), None),
            (json!("999"), None),
        ] {
            assert_eq!(age(&meta(json!({ "patient_age": value.clone() }))), want, "{value}");
        }
    }
}
