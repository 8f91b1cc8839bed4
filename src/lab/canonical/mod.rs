//! The canonical form of a lexicon file, in which a diff shows only the lines that an edit is about. Entries keep the order in which they are written,
//! with one blank line between them. The keys of an entry have a fixed order. A list is on one line, or has one item per line where it is long.
//! Comments stay, and so does the order of the items of a list: the author chose it, and it matters in some lists.

mod comments;
mod entry;
mod list;

use crate::lexicon::{Problems, SourceFile, mistakes_of};
use entry::Entries;
use toml_edit::DocumentMut;

/// The text of a lexicon file in its canonical form.
///
/// # Errors
/// The mistakes in a file that is not a valid lexicon file.
pub fn canonical(file: &SourceFile) -> Result<String, Problems> {
    mistakes_of(file).into_result(())?;
    let document: DocumentMut = match file.text.parse() {
        Ok(document) => document,
        // Both parsers accept the same language. A file that only one of them accepts is left unchanged.
        Err(_) => return Ok(file.text.to_string()),
    };
    let written = Entries::of(&document).write();
    // Guards against a mistake in this module: the formatted file must have the same content.
    let says = |text: &str| toml::from_str::<toml::Table>(text).ok();
    let kept = says(&written) == says(&file.text) && comments::count(&written) == comments::count(&file.text);
    Ok(if kept { written } else { file.text.to_string() })
}

#[cfg(test)]
mod tests {
    use super::canonical;
    use crate::lexicon::{SourceFile, builtin};

    fn format(text: &str) -> String {
        let file = SourceFile {
            name: "x.toml".to_owned(),
            text: text.to_owned().into(),
        };
        canonical(&file).unwrap()
    }

    const LOOSE: &str = "# About the file.\n\n\n[[part]]\nterms   = [\"a\", # the first\n  # the second\n  'b',\n] # both\n# what it is called\nid = \"p\"\n[[cue]]\nid = \"c\"\nexamples = [{text=\"x\", is=\"absent\"}, { text = \"y\", is = \"absent\" }]\nreaches = \"after\"\nmakes = \"absent\"\n\nphrases = [\n\"no\"]\n# the end\n";

    #[test]
    fn keys_have_one_order_and_comments_stay() {
        assert_eq!(
            format(LOOSE),
            "# About the file.\n\n[[part]]\n# what it is called\nid = \"p\"\nterms = [\n  \"a\", # the first\n  # the second\n  'b',\n] # both\n\n[[cue]]\nid = \"c\"\nphrases = [\"no\"]\nmakes = \"absent\"\nreaches = \"after\"\nexamples = [\n  { text = \"x\", is = \"absent\" },\n  { text = \"y\", is = \"absent\" },\n]\n# the end\n"
        );
    }

    #[test]
    fn a_long_list_has_one_item_a_line() {
        let words: Vec<String> = (0..30).map(|i| format!("\"word {i}\"")).collect();
        let text = format!("[[part]]\nid = \"p\"\nterms = [{}]\n", words.join(", "));
        let formatted = format(&text);
        assert_eq!(formatted.lines().count(), 34);
        assert!(formatted.ends_with("  \"word 29\",\n]\n"), "{formatted}");
    }

    #[test]
    fn a_table_is_split_at_its_lists() {
        let long = ["brain", "head", "cranial", "intracranial", "cerebral"].map(|word| format!("\"{word} of a long kind\""));
        let text = format!(
            "[[flag]]\nid = \"f\"\nlabel = \"F\"\nyes = {{ not = {{ words = [{}] }} }}\nsource = \"s\"\n",
            long.join(", ")
        );
        let formatted = format(&text);
        assert!(
            formatted.contains("yes = { not = { words = [\n  \"brain of a long kind\",\n"),
            "{formatted}"
        );
        assert!(formatted.contains("  \"cerebral of a long kind\",\n] } }\n"), "{formatted}");
    }

    #[test]
    fn nothing_is_changed_twice_and_nothing_is_lost() {
        let loose = SourceFile {
            name: "x.toml".to_owned(),
            text: LOOSE.into(),
        };
        for file in builtin().files.iter().chain([&loose]) {
            let once = canonical(file).unwrap();
            let again = SourceFile {
                name: file.name.clone(),
                text: once.clone().into(),
            };
            assert_eq!(canonical(&again).unwrap(), once, "{}", file.name);
            let says = |text: &str| toml::from_str::<toml::Table>(text).unwrap();
            assert_eq!(says(&once), says(&file.text), "{}", file.name);
        }
        assert_ne!(canonical(&loose).unwrap(), LOOSE);
    }

    #[test]
    fn a_file_with_mistakes_is_refused() {
        let file = SourceFile {
            name: "Cargo.toml".to_owned(),
            text: "[package]\nname = \"x\"\n".into(),
        };
        assert!(canonical(&file).is_err());
    }
}
