//! Regular expressions that match only a few phrases.

use super::plain;
use regex_syntax::hir::{Hir, HirKind};

/// The most phrases that an expression may match.
const MOST: usize = 200;

/// The phrases that an expression matches; white space of any kind and length becomes one blank.
///
/// # Errors
/// The reason why there is no such list.
pub(super) fn phrases(regex: &str) -> Result<Vec<String>, String> {
    let hir = regex_syntax::parse(regex).map_err(|_| "its expression cannot be read".to_owned())?;
    let all = strings(&hir).ok_or_else(|| "its expression matches more than a few phrases".to_owned())?;
    let mut out = Vec::new();
    for string in all.iter().filter(|s| !s.trim().is_empty()) {
        out.push(plain(string)?);
    }
    out.sort_unstable();
    out.dedup();
    if out.is_empty() {
        return Err("its expression matches nothing".to_owned());
    }
    Ok(out)
}

fn strings(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(vec![String::new()]),
        HirKind::Literal(literal) => Some(vec![std::str::from_utf8(&literal.0).ok()?.to_owned()]),
        HirKind::Class(_) => class(hir),
        HirKind::Capture(capture) => strings(&capture.sub),
        HirKind::Repetition(repetition) => {
            let once = strings(&repetition.sub)?;
            let blank = once.iter().all(|s| s == " ");
            let most = repetition.max.unwrap_or(if blank { 1 } else { u32::MAX });
            if most > 3 || repetition.min > most {
                return None;
            }
            let mut out = Vec::new();
            for times in repetition.min..=most {
                out.extend(power(&once, times)?);
            }
            few(out)
        }
        HirKind::Concat(parts) => {
            let mut out = vec![String::new()];
            for part in parts {
                out = product(&out, &strings(part)?)?;
            }
            Some(out)
        }
        HirKind::Alternation(parts) => {
            let mut out = Vec::new();
            for part in parts {
                out.extend(strings(part)?);
            }
            few(out)
        }
    }
}

/// White space becomes one blank; other classes become their characters, when these are few.
fn class(hir: &Hir) -> Option<Vec<String>> {
    let HirKind::Class(regex_syntax::hir::Class::Unicode(class)) = hir.kind() else {
        return None;
    };
    if class.iter().any(|r| r.start() == ' ' || r.start() == '\t')
        && class.iter().all(|r| r.start().is_whitespace() && r.end().is_whitespace())
    {
        return Some(vec![" ".to_owned()]);
    }
    let count: usize = class.iter().map(|r| r.end() as usize - r.start() as usize + 1).sum();
    if count > 6 {
        return None;
    }
    Some(class.iter().flat_map(|r| r.start()..=r.end()).map(String::from).collect())
}

fn power(once: &[String], times: u32) -> Option<Vec<String>> {
    let mut out = vec![String::new()];
    for _ in 0..times {
        out = product(&out, once)?;
    }
    Some(out)
}

fn product(a: &[String], b: &[String]) -> Option<Vec<String>> {
    if a.len() * b.len() > MOST {
        return None;
    }
    Some(a.iter().flat_map(|x| b.iter().map(move |y| format!("{x}{y}"))).collect())
}

fn few(list: Vec<String>) -> Option<Vec<String>> {
    (list.len() <= MOST).then_some(list)
}

#[cfg(test)]
mod tests {
    use super::phrases;

    #[test]
    fn expressions_become_phrases() {
        for (regex, wanted) in [
            (r"\bno\b", Some("no")),
            (r"no\s(acute\s)?loss\sof", Some("no acute loss of, no loss of")),
            (r"(can|could)\s+be\s*out", Some("can be out, can beout, could be out, could beout")),
            (r"appear(s)?", Some("appear, appears")),
            (r"without(\b[\d\D\s]*to suggest)", None),
            (r"no .* seen", None),
            (r"(no", None),
            (r"x{1,9}", None),
        ] {
            assert_eq!(phrases(regex).ok().map(|p| p.join(", ")).as_deref(), wanted, "{regex}");
        }
    }
}
