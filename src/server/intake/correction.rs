//! A correction (訂正公告, 変更公告): what it says held before, and what it says holds from now on. Either side is
//! read like a notice with the other side blanked out, so that labels around a pair serve both.

use super::sides::{Side, Stretch, stretches};
use super::text::NormalText;
use crate::domain::deadline::MilestoneKind;
use crate::domain::difference::{Newer, Scope};
use crate::domain::notice::{Evidence, FactName, ProposedTender, TextKind};

/// Words of a heading that says that something is put right.
const CORRECTS: &[&str] = &["訂正", "変更", "修正", "正誤", "改正", "延期", "差替", "差し替"];
/// Such words stand in this many characters.
const HEAD: usize = 400;

/// What a text that came after the first notice says. Offsets point into `original`; `whole` is what
/// `read` made of all of it.
pub fn newer_of(original: &str, whole: ProposedTender) -> Newer {
    let text = NormalText::of(original);
    // A notice of its own may speak of what changes later, too (変更後の契約金額); its head does not.
    let found = if is_correction(&text, whole.kind_of_text) { stretches(&text, original) } else { Vec::new() };
    if has_values(&found, Side::After) {
        let after = side(original, &found, Side::After, whole.kind_of_text);
        // Two sides without a single value between them tell nothing; the text is then read as it stands.
        if !(after.facts.is_empty() && after.milestones.is_empty() && after.requirements.is_empty()) {
            let before =
                has_values(&found, Side::Before).then(|| side(original, &found, Side::Before, whole.kind_of_text));
            return Newer { scope: Scope::Part, proposal: after, before };
        }
    }
    let scope = match whole.kind_of_text {
        TextKind::Notice | TextKind::ProposalGuideline if dates_a_procedure(&whole) => Scope::Whole,
        _ => Scope::Part,
    };
    Newer { scope, proposal: without_its_own(whole), before: None }
}

/// A notice dates several steps; a few lines about a tender leave out what still holds.
fn dates_a_procedure(whole: &ProposedTender) -> bool {
    whole.milestones.iter().filter(|step| step.kind != MilestoneKind::Notice).count() >= 2
}

/// Takes out what a paper says of itself: day and number of a correction are its own, not the first notice's.
/// A cancellation moves nothing but the end; a result tells what follows it.
fn without_its_own(mut proposal: ProposedTender) -> ProposedTender {
    use MilestoneKind::{AwardNotice, ContractSign, Delivery, Notice, Start};
    match proposal.kind_of_text {
        TextKind::Correction => {
            proposal.milestones.retain(|milestone| milestone.kind != Notice);
            proposal.facts.retain(|fact| fact.name != FactName::Number);
        }
        TextKind::Cancellation | TextKind::Result => {
            let is_result = proposal.kind_of_text == TextKind::Result;
            proposal.milestones.retain(|milestone| {
                is_result && matches!(milestone.kind, AwardNotice | ContractSign | Start | Delivery)
            });
            proposal.facts.clear();
            proposal.requirements.clear();
        }
        _ => {}
    }
    proposal
}

/// Whether a text calls itself a correction in its first lines.
fn is_correction(text: &NormalText<'_>, kind: TextKind) -> bool {
    let head = text.string(0, HEAD);
    kind == TextKind::Correction || CORRECTS.iter().any(|word| head.contains(word))
}

fn has_values(found: &[Stretch], side: Side) -> bool {
    found.iter().any(|stretch| stretch.side == side && !stretch.is_sign && stretch.end > stretch.start)
}

/// Reads one side; keeps what stands in it and not what stands around it.
fn side(original: &str, found: &[Stretch], side: Side, kind: TextKind) -> ProposedTender {
    let masked = masked(original, found, side);
    let mut read = super::read(&masked);
    let is_in = |evidence: &Evidence| {
        found.iter().any(|stretch| {
            stretch.side == side && !stretch.is_sign && evidence.start < stretch.end && evidence.end > stretch.start
        })
    };
    read.facts.retain(|fact| is_in(&fact.evidence));
    read.milestones.retain(|milestone| is_in(&milestone.evidence));
    read.unreadable.retain(|date| is_in(&date.evidence));
    read.other_dates.retain(|date| is_in(&date.evidence));
    read.relative.retain(|date| is_in(&date.evidence));
    read.requirements.retain(|requirement| is_in(&requirement.evidence));
    read.conflicts.clear();
    read.missing.clear();
    read.missing_milestones.clear();
    read.kind_of_text = kind;
    for evidence in evidences(&mut read) {
        evidence.sentence = as_printed(original, &masked, evidence);
    }
    read
}

fn evidences(read: &mut ProposedTender) -> impl Iterator<Item = &mut Evidence> {
    let facts = read.facts.iter_mut().map(|fact| &mut fact.evidence);
    let steps = read.milestones.iter_mut().map(|step| &mut step.evidence);
    let unreadable = read.unreadable.iter_mut().map(|date| &mut date.evidence);
    let others = read.other_dates.iter_mut().map(|date| &mut date.evidence);
    let relative = read.relative.iter_mut().map(|date| &mut date.evidence);
    let requirements = read.requirements.iter_mut().map(|requirement| &mut requirement.evidence);
    facts.chain(steps).chain(unreadable).chain(others).chain(relative).chain(requirements)
}

/// The text with the other side and all signs blanked out, byte for byte, so that offsets stay.
fn masked(original: &str, found: &[Stretch], side: Side) -> String {
    let mut hidden = vec![false; original.len()];
    for stretch in found.iter().filter(|stretch| stretch.is_sign || stretch.side != side) {
        if let Some(part) = hidden.get_mut(stretch.start..stretch.end) {
            part.fill(true);
        }
    }
    let hides = |at: usize| hidden.get(at).copied().unwrap_or(false);
    let mut masked = String::with_capacity(original.len());
    for (at, sign) in original.char_indices() {
        // A form feed counts pages and stays.
        if sign != '\u{c}' && hides(at) {
            masked.extend(std::iter::repeat_n(' ', sign.len_utf8()));
        } else {
            masked.push(sign);
        }
    }
    masked
}

/// The sentence as the correction prints it, with both sides.
fn as_printed(original: &str, masked: &str, evidence: &Evidence) -> String {
    // The sentence holds the value: it is looked for around it, not in all of the text.
    let mut low = evidence.start.saturating_sub(evidence.sentence.len());
    while !masked.is_char_boundary(low) {
        low = low.saturating_sub(1);
    }
    let holds = |at: usize| at <= evidence.start && evidence.start < at + evidence.sentence.len();
    let places = masked.get(low..).unwrap_or_default().match_indices(evidence.sentence.as_str());
    let place = places.map(|(at, _)| low + at).take_while(|at| *at <= evidence.start).find(|at| holds(*at));
    let printed = place.and_then(|at| original.get(at..at + evidence.sentence.len()));
    let printed = printed.unwrap_or(&evidence.sentence);
    printed.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::notice::FactValue;
    use proptest::prelude::*;

    type Pair = (MilestoneKind, String);

    fn read(original: &str) -> Newer {
        newer_of(original, super::super::read(original))
    }

    fn steps(proposal: &ProposedTender) -> Vec<Pair> {
        proposal.milestones.iter().map(|milestone| (milestone.kind, milestone.at.to_string())).collect()
    }

    fn both(original: &str) -> (Vec<Pair>, Vec<Pair>) {
        let newer = read(original);
        assert_eq!(newer.scope, Scope::Part);
        for proposal in [Some(&newer.proposal), newer.before.as_ref()].into_iter().flatten() {
            for milestone in &proposal.milestones {
                let value = &original[milestone.evidence.start..milestone.evidence.end];
                assert!(value.chars().any(|sign| sign.is_numeric()), "{value}");
            }
        }
        (newer.before.as_ref().map(steps).unwrap_or_default(), steps(&newer.proposal))
    }

    fn pair(kind: MilestoneKind, at: &str) -> Pair {
        (kind, at.to_owned())
    }

    use MilestoneKind::{BidBy, OpenAt, ProposalBy, QuestionBy};

    #[test]
    fn prose_with_both_sides_on_one_line_gives_both() {
        let (before, after) = both(include_str!("fixtures/corrections/prose.txt"));
        assert_eq!(before, [pair(QuestionBy, "2026-11-13T17:00"), pair(OpenAt, "2026-12-10T10:00")]);
        assert_eq!(after, [pair(QuestionBy, "2026-11-18T17:00"), pair(OpenAt, "2026-12-17T10:00")]);
    }

    #[test]
    fn lines_under_their_label_give_both() {
        let (before, after) = both(include_str!("fixtures/corrections/lines.txt"));
        assert_eq!(before, [pair(BidBy, "2026-12-08T16:00"), pair(OpenAt, "2026-12-10T10:00")]);
        assert_eq!(after, [pair(BidBy, "2026-12-15T16:00"), pair(OpenAt, "2026-12-17T10:00")]);
    }

    #[test]
    fn columns_of_a_layout_give_both() {
        let (before, after) = both(include_str!("fixtures/corrections/layout_table.txt"));
        assert_eq!(before, [pair(QuestionBy, "2026-11-13T17:00"), pair(ProposalBy, "2026-12-10T17:00")]);
        assert_eq!(after, [pair(QuestionBy, "2026-11-18T17:00"), pair(ProposalBy, "2026-12-17T17:00")]);
    }

    #[test]
    fn cells_parted_by_tabs_give_both() {
        let (before, after) = both(include_str!("fixtures/corrections/tabs.txt"));
        assert_eq!(before, [pair(ProposalBy, "2026-12-10T17:00")]);
        assert_eq!(after, [pair(ProposalBy, "2026-12-17T17:00")]);
    }

    #[test]
    fn two_blocks_give_both() {
        let (before, after) = both(include_str!("fixtures/corrections/blocks.txt"));
        assert_eq!(before, [pair(BidBy, "2026-12-08T16:00"), pair(OpenAt, "2026-12-10T10:00")]);
        assert_eq!(after, [pair(BidBy, "2026-12-15T16:00"), pair(OpenAt, "2026-12-17T10:00")]);
    }

    #[test]
    fn quotations_and_joined_dates_give_both() {
        let quoted = "みなと市公告第42号の一部を変更します。\n\
            企画提案書提出期限「令和8年12月10日（木）午後5時」を「令和8年12月17日（木）午後5時」に改める。\n";
        let (before, after) = both(quoted);
        assert_eq!(before, [pair(ProposalBy, "2026-12-10T17:00")]);
        assert_eq!(after, [pair(ProposalBy, "2026-12-17T17:00")]);
        let joined = "公告の一部変更について\n\
            開札日時を令和8年12月10日（木）午前10時から令和8年12月17日（木）午前10時に変更します。\n";
        let (before, after) = both(joined);
        assert_eq!(before, [pair(OpenAt, "2026-12-10T10:00")]);
        assert_eq!(after, [pair(OpenAt, "2026-12-17T10:00")]);
    }

    #[test]
    fn a_corrected_fact_is_read_and_the_rest_of_the_text_is_not_proposed() {
        let text = "訂正公告\n令和8年11月5日\nみなと市長　港　太郎\n\
            業務名　みなと市防災情報配信システム構築業務委託\n\
            履行場所　（誤）みなと市役所本庁舎　（正）みなと市役所本庁舎及び消防本部\n";
        let newer = read(text);
        let names: Vec<FactName> = newer.proposal.facts.iter().map(|fact| fact.name).collect();
        assert_eq!(names, [FactName::Place]);
        assert_eq!(newer.proposal.facts[0].value, FactValue::Text("みなと市役所本庁舎及び消防本部".to_owned()));
        let before = newer.before.unwrap();
        assert_eq!(before.facts[0].value, FactValue::Text("みなと市役所本庁舎".to_owned()));
        assert!(newer.proposal.facts[0].evidence.sentence.contains("（誤）みなと市役所本庁舎"));
    }

    #[test]
    fn a_whole_notice_is_whole_and_a_correction_without_sides_is_a_part_without_its_own_day() {
        let notice = include_str!("fixtures/prose_goods.txt");
        assert_eq!(read(notice).scope, Scope::Whole);
        let short = "公告の訂正について\n令和8年11月5日\n開札日時　令和8年12月17日（木）午前10時\n";
        let newer = read(short);
        assert_eq!((newer.scope, steps(&newer.proposal)), (Scope::Part, vec![pair(OpenAt, "2026-12-17T10:00")]));
    }

    #[test]
    fn a_notice_that_speaks_of_later_changes_is_whole() {
        let text = format!(
            "{}\n{}\n提出部数　（正）1部、（副）9部\n契約の変更前の金額と変更後の金額の差が…\n",
            include_str!("fixtures/prose_goods.txt"),
            "あ".repeat(400)
        );
        let newer = read(&text);
        assert_eq!(newer.scope, Scope::Whole);
        assert!(newer.proposal.milestones.len() > 1 && newer.before.is_none());
    }

    #[test]
    fn a_long_correction_is_parted_in_time_that_grows_with_its_length() {
        let original = "開札日時　変更前　令和8年12月10日　変更後　令和8年12月17日\n".repeat(8_000);
        let begin = std::time::Instant::now();
        let found = stretches(&NormalText::of(&original), &original);
        assert!(found.len() >= 16_000);
        assert_eq!(masked(&original, &found, Side::After).len(), original.len());
        // The square of it took minutes.
        assert!(begin.elapsed().as_secs() < 30);
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in "[変更前後訂正誤（）()「」をに開札日時令和8年12月０-９→ \t\n\u{c}]{0,120}") {
            let newer = read(&text);
            for milestone in &newer.proposal.milestones {
                prop_assert!(text.get(milestone.evidence.start..milestone.evidence.end).is_some());
            }
        }
    }
}
