//! The names of columns and fields: those asked for in other letters, and those that are commonly used.

/// What columns with reports are called, the most telling first. Compared without regard to case, blanks and underscores.
const TEXTS: &[&str] = &[
    "text",
    "report",
    "reporttext",
    "notetext",
    "textreport",
    "radiologyreport",
    "radreport",
    "fullreport",
    "fulltext",
    "reportbody",
    "reportcontent",
    "documenttext",
    "notebody",
    "narrative",
    "reportnarrative",
    "note",
    "resulttext",
    "body",
    "content",
    "document",
    "findings",
    "impression",
];
/// What columns with ids are called.
const IDS: &[&str] = &[
    "id",
    "accession",
    "accessionnumber",
    "accessionno",
    "acc",
    "reportid",
    "noteid",
    "studyid",
    "examid",
    "documentid",
    "recordid",
    "ordernumber",
];

/// The only one of `names` that is `wanted` in other letters, and its number.
pub(super) fn in_other_letters<'n>(names: impl Iterator<Item = &'n str>, wanted: &str) -> Option<(usize, &'n str)> {
    let mut same = names
        .enumerate()
        .filter(|(_, name)| name.trim().to_lowercase() == wanted.to_lowercase());
    let first = same.next()?;
    same.next().is_none().then_some(first)
}

/// The options that would name the report and its id among these names: `--text-field report_text`.
pub(super) fn advice<'n>(names: impl Iterator<Item = &'n str> + Clone) -> Option<String> {
    let find = |known: &[&str]| {
        let bare = |name: &str| name.to_lowercase().replace([' ', '_', '-', '.'], "");
        let named = |word: &&str| names.clone().find(|name| bare(name) == **word);
        known
            .iter()
            .find_map(named)
            .map(|name| if name.contains(' ') { format!("'{name}'") } else { name.to_owned() })
    };
    let text = find(TEXTS)?;
    let id = find(IDS).filter(|id| *id != text && !id.eq_ignore_ascii_case("id"));
    let id = id.map(|id| format!(" --id-field {id}")).unwrap_or_default();
    Some(format!("--text-field {text}{id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_suggested() {
        let names = ["ID", "Report_Text", "report", "Accession No"];
        assert_eq!(in_other_letters(names.into_iter(), "id"), Some((0, "ID")));
        assert_eq!(in_other_letters(["Text", "TEXT"].into_iter(), "text"), None);
        assert_eq!(advice(names.into_iter()).as_deref(), Some("--text-field report"));
        assert_eq!(
            advice(["note_text", "Accession No"].into_iter()).as_deref(),
            Some("--text-field note_text --id-field 'Accession No'")
        );
        assert_eq!(advice(["id", "age"].into_iter()), None);
    }
}
