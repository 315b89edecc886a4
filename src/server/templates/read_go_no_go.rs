//! `rules/go_no_go.toml`: the criteria by which a firm decides whether it bids. Errors have their line.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use super::TemplateProblem;
use super::toml_file::TomlFile;
use crate::domain::plan::Criterion;

/// The file's place.
pub(super) const FILE: &str = "rules/go_no_go.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    criterion: Vec<Spanned<Criterion>>,
}

pub(super) fn read(text: &str) -> Result<Vec<Criterion>, TemplateProblem> {
    let file = TomlFile { name: FILE, text };
    let raw: RawFile = file.parse()?;
    let mut known = BTreeSet::new();
    for criterion in &raw.criterion {
        let one = criterion.get_ref();
        let is_name = !one.code.is_empty() && one.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if !is_name {
            return Err(file.problem(criterion, "a code is small letters and underscores"));
        }
        if !known.insert(&one.code) {
            return Err(file.problem(criterion, format!("`{}` stands twice", one.code)));
        }
        let words = [&one.title_ja, &one.title_en, &one.question_ja, &one.question_en];
        if words.iter().any(|text| text.trim().is_empty()) {
            return Err(file.problem(criterion, "a criterion has title and question in both languages"));
        }
        if !(1..=20).contains(&one.weight) {
            return Err(file.problem(criterion, "a weight is between 1 and 20"));
        }
    }
    Ok(raw.criterion.into_iter().map(Spanned::into_inner).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "[[criterion]]\ncode = \"a\"\ntitle_ja = \"甲\"\ntitle_en = \"A\"\nquestion_ja = \"乙\"\nquestion_en = \"B\"\nweight = 3\n";

    fn told(text: &str, line: usize, word: &str) {
        let problem = read(text).unwrap_err();
        assert_eq!((problem.file.as_str(), problem.line), (FILE, line), "{problem}");
        assert!(problem.to_string().contains(word), "{problem}");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        assert_eq!(read(ONE).unwrap().len(), 1);
        told(&ONE.replace("\"a\"", "\"A\""), 1, "small letters");
        told(&ONE.replace("\"B\"", "\" \""), 1, "both languages");
        told(&ONE.replace("= 3", "= 0"), 1, "between 1 and 20");
        told(&format!("{ONE}{ONE}"), 8, "twice");
        told(&format!("{ONE}colour = 1\n"), 8, "colour");
    }
}
