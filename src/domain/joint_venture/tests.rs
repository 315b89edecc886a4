//! The rules of shares, breach by breach.

use super::*;
use proptest::prelude::*;

fn rules() -> ShareRules {
    toml::from_str(include_str!("../../../templates/rules/joint_venture.toml")).unwrap()
}

fn pooled(kind: JointVentureKind, shares: &[i64]) -> JointVentureDraft {
    let members = shares.iter().enumerate().map(|(index, share)| MemberDraft {
        organisation: index.to_string(),
        share: Some(Share(*share)),
        ..MemberDraft::default()
    });
    JointVentureDraft {
        kind,
        method: SharingMethod::JointExecution,
        members: members.collect(),
        ..JointVentureDraft::default()
    }
}

fn divided(amounts: &[Option<i64>]) -> JointVentureDraft {
    let members = amounts.iter().enumerate().map(|(index, amount)| MemberDraft {
        organisation: index.to_string(),
        work: "設計".to_owned(),
        amount: amount.map(Yen),
        ..MemberDraft::default()
    });
    JointVentureDraft { members: members.collect(), ..JointVentureDraft::default() }
}

fn checks(draft: &JointVentureDraft, amount: Option<i64>) -> Vec<(Check, Place)> {
    breaches(draft, &rules(), amount.map(Yen)).into_iter().map(|breach| (breach.check, breach.place)).collect()
}

#[test]
fn the_file_has_every_kind_and_every_check_once() {
    use Check as C;
    let rules = rules();
    for kind in JointVentureKind::ALL {
        assert_eq!(rules.kinds.iter().filter(|rules| rules.kind == kind).count(), 1, "{kind:?}");
    }
    let all = [
        C::MemberCount,
        C::MemberTwice,
        C::ShareMissing,
        C::ShareFloor,
        C::ShareSum,
        C::RepresentativeLargest,
        C::WorkMissing,
        C::AmountMissing,
        C::AmountSum,
    ];
    for check in all {
        assert_eq!(rules.rules.iter().filter(|rule| rule.check == check).count(), 1, "{check:?}");
    }
    for rule in rules.rules {
        let words = [rule.id, rule.source, rule.term_ja, rule.explanation_ja, rule.explanation_en];
        assert!(words.iter().all(|words| !words.trim().is_empty()), "{words:?}");
    }
}

#[test]
fn a_share_is_read_and_printed() {
    for (text, hundredths, printed) in [
        ("33.34", 3334, "33.34%"),
        ("33.34%", 3334, "33.34%"),
        ("３３．３４％", 3334, "33.34%"),
        (" 30 % ", 3000, "30%"),
        ("12.5", 1250, "12.5%"),
        ("0.05", 5, "0.05%"),
        ("100", 10_000, "100%"),
        ("050.00", 5000, "50%"),
    ] {
        assert_eq!(Share::parse(text), Ok(Share(hundredths)), "{text}");
        assert_eq!(Share(hundredths).to_string(), printed);
    }
    use ShareProblem as P;
    for (text, problem) in [
        ("", P::Empty),
        ("%", P::Empty),
        ("a", P::Unreadable),
        ("33,34", P::Unreadable),
        ("33.", P::Unreadable),
        (".5", P::Unreadable),
        ("-5", P::Unreadable),
        ("1.2.3", P::Unreadable),
        ("33.333", P::TooPrecise),
        ("0", P::OutOfRange),
        ("0.00", P::OutOfRange),
        ("100.01", P::OutOfRange),
        ("99999999999999999999", P::OutOfRange),
        ("9223372036854775807", P::OutOfRange),
    ] {
        assert_eq!(Share::parse(text), Err(problem), "{text}");
    }
}

#[test]
fn the_floor_is_six_tenths_of_an_equal_split() {
    let floor = Ratio { numerator: 6, denominator: 10 };
    for (members, least) in [(2, 3000), (3, 2000), (4, 1500), (5, 1200), (7, 858)] {
        assert_eq!(floor.least_share(members), Share(least));
    }
    assert_eq!(floor.least_share(0), Share(0));
}

#[test]
fn a_share_on_the_floor_stands_and_one_below_is_told_with_its_limit() {
    use JointVentureKind::{Specific, Standing};
    for kind in [Specific, Standing] {
        assert_eq!(checks(&pooled(kind, &[7000, 3000]), None), []);
        assert_eq!(checks(&pooled(kind, &[6000, 2000, 2000]), None), []);
        assert_eq!(checks(&pooled(kind, &[6001, 2000, 1999]), None), [(Check::ShareFloor, Place::Member(2))]);
    }
    let told = breaches(&pooled(Specific, &[7001, 2999]), &rules(), None);
    let expected = Breach {
        rule: "R-33".to_owned(),
        check: Check::ShareFloor,
        place: Place::Member(1),
        found: Measure::Share(Share(2999)),
        limit: Measure::Share(Share(3000)),
    };
    assert_eq!(told, [expected]);
}

#[test]
fn services_have_no_floor() {
    assert_eq!(checks(&pooled(JointVentureKind::ProposalGroup, &[9900, 100]), None), []);
    assert_eq!(checks(&pooled(JointVentureKind::Consortium, &[100, 9900]), None), []);
}

#[test]
fn shares_make_one_hundred_per_cent_exactly() {
    use JointVentureKind::Specific;
    assert_eq!(checks(&pooled(Specific, &[3334, 3333, 3333]), None), []);
    for shares in [[3333, 3333, 3333], [3334, 3334, 3333]] {
        assert!(checks(&pooled(Specific, &shares), None).contains(&(Check::ShareSum, Place::Whole)));
    }
    let mut draft = pooled(Specific, &[5000, 5000]);
    draft.members[1].share = None;
    assert_eq!(checks(&draft, None), [(Check::ShareMissing, Place::Member(1))]);
}

#[test]
fn only_in_a_specific_joint_venture_must_the_representative_be_largest() {
    use JointVentureKind::{Specific, Standing};
    assert_eq!(checks(&pooled(Specific, &[5000, 5000]), None), []);
    assert_eq!(checks(&pooled(Specific, &[4999, 5001]), None), [(Check::RepresentativeLargest, Place::Member(1))]);
    assert_eq!(checks(&pooled(Standing, &[4999, 5001]), None), []);
}

#[test]
fn the_number_of_members_is_bounded_by_kind() {
    use JointVentureKind::{ProposalGroup, Specific};
    let count = (Check::MemberCount, Place::Whole);
    assert_eq!(checks(&pooled(Specific, &[10_000]), None), [count]);
    assert_eq!(checks(&pooled(Specific, &[2500; 4]), None), [count]);
    assert_eq!(checks(&pooled(ProposalGroup, &[2000; 5]), None), []);
    assert!(checks(&pooled(ProposalGroup, &[1666; 6]), None).contains(&count));
    assert_eq!(checks(&JointVentureDraft::default(), None), [count]);
}

#[test]
fn a_firm_is_a_member_once() {
    let mut draft = pooled(JointVentureKind::Specific, &[5000, 5000]);
    draft.members[1].organisation = "0".to_owned();
    assert_eq!(checks(&draft, None), [(Check::MemberTwice, Place::Member(1))]);
    for member in &mut draft.members {
        *member = MemberDraft { organisation: String::new(), ..member.clone() };
    }
    assert_eq!(checks(&draft, None), []);
    for member in &mut draft.members {
        member.organisation_name = "株式会社サンプル".to_owned();
    }
    assert_eq!(checks(&draft, None), [(Check::MemberTwice, Place::Member(1))]);
}

#[test]
fn divided_work_names_each_part_and_needs_no_shares() {
    let mut draft = divided(&[None, None]);
    assert_eq!(checks(&draft, None), []);
    draft.members[1].work = " 　".to_owned();
    assert_eq!(checks(&draft, None), [(Check::WorkMissing, Place::Member(1))]);
    draft.members[1].work = "翻訳".to_owned();
    draft.members[0].share = Some(Share(6000));
    assert_eq!(checks(&draft, None), [(Check::ShareSum, Place::Whole)]);
}

#[test]
fn the_parts_make_the_bids_amount() {
    assert_eq!(checks(&divided(&[Some(600), Some(400)]), Some(1000)), []);
    assert_eq!(checks(&divided(&[Some(600), Some(401)]), Some(1000)), [(Check::AmountSum, Place::Whole)]);
    assert_eq!(checks(&divided(&[Some(600), None]), Some(1000)), [(Check::AmountMissing, Place::Member(1))]);
    assert_eq!(checks(&divided(&[Some(600), Some(401)]), None), []);
}

#[test]
fn a_rule_that_the_file_leaves_out_is_not_checked() {
    let mut rules = rules();
    rules.rules.retain(|rule| rule.check != Check::ShareFloor);
    assert_eq!(breaches(&pooled(JointVentureKind::Specific, &[9000, 1000]), &rules, None), []);
}

#[test]
fn the_usual_name_joins_the_members() {
    let name = JointVentureKind::Specific.usual_name(&["甲野建設", "乙川組"]);
    assert_eq!(name, "甲野建設・乙川組特定建設工事共同企業体");
}

proptest! {
    #[test]
    fn an_equal_split_breaks_no_rule_of_shares(members in 2_u16..=3) {
        let shares: Vec<i64> = Share::equal_split(members).into_iter().map(|share| share.0).collect();
        prop_assert_eq!(checks(&pooled(JointVentureKind::Specific, &shares), None), []);
    }

    #[test]
    fn an_equal_split_makes_one_hundred_per_cent(members in 1_u16..500) {
        prop_assert_eq!(Share::equal_split(members).into_iter().map(|share| share.0).sum::<i64>(), 10_000);
    }

    #[test]
    fn every_share_reads_back(hundredths in 1_i64..=10_000) {
        prop_assert_eq!(Share::parse(&Share(hundredths).to_string()), Ok(Share(hundredths)));
    }

    #[test]
    fn no_draft_whatever_panics(shares in proptest::collection::vec(any::<i64>(), 0..9), amount: i64, text in any::<String>()) {
        let _ = breaches(&pooled(JointVentureKind::Specific, &shares), &rules(), Some(Yen(amount)));
        let parts: Vec<_> = shares.iter().map(|part| Some(*part)).collect();
        let _ = breaches(&divided(&parts), &rules(), Some(Yen(amount)));
        let _ = (Share::parse(&text), Share(amount).to_string());
    }
}
