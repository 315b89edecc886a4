//! Findings drawn together: what is wrong with several papers in the same way is told once, with the papers.

use super::document::{DocumentProblem, Fact};
use super::finding::{Finding, Matter, Weight};

/// What is wrong, and with which papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingGroup {
    /// How grave.
    pub weight: Weight,
    /// The first finding that says it.
    pub first: Finding,
    /// Codes of the papers with which it is wrong, in the order of the set; empty where it lies in none.
    pub papers: Vec<String>,
    /// The sections without a text that it speaks of, from 0 and ascending; empty for everything else.
    pub sections: Vec<usize>,
}

impl FindingGroup {
    fn of(finding: &Finding) -> Self {
        let mut group =
            Self { weight: finding.weight, first: finding.clone(), papers: Vec::new(), sections: Vec::new() };
        group.take(finding);
        group
    }

    fn take(&mut self, finding: &Finding) {
        if let Some(form) = finding.form()
            && self.papers.iter().all(|paper| paper != form)
        {
            self.papers.push(form.to_owned());
        }
        if let Some(section) = section_of(finding)
            && let Err(place) = self.sections.binary_search(&section)
        {
            self.sections.insert(place, section);
        }
    }

    fn says(&self, finding: &Finding) -> bool {
        self.weight == finding.weight && is_same(&self.first, finding)
    }
}

/// The findings drawn together, the gravest first; among equals in the order in which each was first found.
pub fn grouped<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<FindingGroup> {
    let mut groups: Vec<FindingGroup> = Vec::new();
    for finding in findings {
        match groups.iter_mut().find(|group| group.says(finding)) {
            Some(group) => group.take(finding),
            None => groups.push(FindingGroup::of(finding)),
        }
    }
    groups.sort_by_key(|group| group.weight);
    groups
}

/// Whether two findings say the same, perhaps of different papers. Sections without a text are told together: a
/// proposal that is only begun would fill the page with them.
fn is_same(one: &Finding, other: &Finding) -> bool {
    match (&one.matter, &other.matter) {
        (Matter::Document { rule, problem, .. }, Matter::Document { rule: of_other, problem: other_problem, .. }) => {
            let are_sections = section_of(one).is_some() && section_of(other).is_some();
            rule == of_other && (problem == other_problem || are_sections)
        }
        (Matter::PriceBasisUnknown { .. }, Matter::PriceBasisUnknown { .. }) => true,
        (matter, other) => matter == other,
    }
}

fn section_of(finding: &Finding) -> Option<usize> {
    match finding.problem() {
        Some(DocumentProblem::Missing(Fact::Section(number))) => Some(*number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::DocumentRule;

    fn of(form: &str, weight: Weight, fact: Fact) -> Finding {
        let (form, problem) = (form.to_owned(), DocumentProblem::Missing(fact));
        Finding { weight, matter: Matter::Document { form, rule: DocumentRule::Addressee, problem } }
    }

    #[test]
    fn what_several_papers_lack_is_told_once_with_the_papers_and_the_gravest_first() {
        let findings = [
            of("F01", Weight::Warning, Fact::Number),
            of("F01", Weight::Blocking, Fact::Addressee),
            Finding { weight: Weight::Blocking, matter: Matter::JointVentureMissing },
            of("F07", Weight::Blocking, Fact::Addressee),
            of("F07", Weight::Blocking, Fact::Addressee),
            of("F07", Weight::Warning, Fact::Addressee),
        ];
        let groups = grouped(&findings);
        let told: Vec<_> = groups.iter().map(|group| (group.weight, group.papers.join(" "))).collect();
        assert_eq!(
            told,
            [
                (Weight::Blocking, "F01 F07".to_owned()),
                (Weight::Blocking, String::new()),
                (Weight::Warning, "F01".to_owned()),
                (Weight::Warning, "F07".to_owned()),
            ]
        );
        assert_eq!(groups.iter().map(|group| group.sections.len()).sum::<usize>(), 0);
    }

    #[test]
    fn amounts_on_an_unknown_basis_and_sections_without_a_text_are_one_line_each() {
        let basis = |form: &str| Finding {
            weight: Weight::Blocking,
            matter: Matter::PriceBasisUnknown { form: form.to_owned() },
        };
        let section = |number| of("F10", Weight::Warning, Fact::Section(number));
        let groups = grouped(&[basis("F01"), section(4), section(1), basis("F05"), section(4)]);
        assert_eq!(groups.len(), 2);
        assert_eq!((groups[0].papers.join(" "), groups[1].papers.join(" ")), ("F01 F05".to_owned(), "F10".to_owned()));
        assert_eq!(groups[1].sections, [1, 4]);
    }
}
