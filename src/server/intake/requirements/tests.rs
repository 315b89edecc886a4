//! The demands of invented notices with their keys, single traps, and any text at all.

use crate::domain::deadline::Method;
use crate::domain::notice::{Doubt, ProposedRequirement};
use crate::domain::requirement::{JointVentureRule, RequirementKind as Kind, RequirementValue as Value};
use crate::server::intake::keys::{compare, parse_key};
use crate::server::intake::read;
use proptest::prelude::*;

fn requirements(text: &str, kind: Kind) -> Vec<ProposedRequirement> {
    read(text).requirements.into_iter().filter(|one| one.value.kind() == kind).collect()
}

fn values(text: &str, kind: Kind) -> Vec<Value> {
    requirements(text, kind).into_iter().map(|one| one.value).collect()
}

/// Everything that the key holds is read, and nothing else is called certain.
fn check(original: &str, key: &str) {
    let compared = compare(&read(original), &parse_key(key).unwrap());
    let score = compared.requirements;
    assert_eq!((score.missing, score.wrong_certain, score.unkeyed_certain), (0, 0, 0), "{:#?}", compared.differences);
}

#[test]
fn the_demands_of_a_proposal_are_read() {
    check(include_str!("../fixtures/demands_proposal.txt"), include_str!("../fixtures/demands_proposal.expected.json"));
}

#[test]
fn the_demands_of_text_without_line_breaks_are_read() {
    check(include_str!("../fixtures/demands_works.txt"), include_str!("../fixtures/demands_works.expected.json"));
}

#[test]
fn the_words_are_the_notices_own_without_the_blanks_of_its_layout() {
    let text = "３  提  出  部  数\n    正本１部、副本９部（いずれもＡ４判）とす\n    る。\n";
    let copies = requirements(text, Kind::Copies).remove(0);
    assert_eq!(copies.value, Value::Copies { originals: 1, copies: 9 });
    assert!(copies.ja.contains("正本１部、副本９部（いずれもＡ４判）"), "{}", copies.ja);
    assert_eq!(text.get(copies.evidence.start..copies.evidence.end), Some("正本１部、副本９部"));
}

#[test]
fn counts_in_kanji_count_only_where_they_are_counts() {
    assert_eq!(values("提出部数 正本一部、副本十部", Kind::Copies), [Value::Copies { originals: 1, copies: 10 }]);
    assert_eq!(values("募集要領の一部を変更しました。", Kind::Copies), []);
    assert_eq!(values("総務部総務課へ提出すること。", Kind::Copies), []);
}

#[test]
fn a_way_that_is_refused_is_left_out() {
    let methods = |text: &str| match values(text, Kind::SubmissionMethod).as_slice() {
        [Value::SubmissionMethod { methods }] => methods.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        methods("提出方法 持参又は郵送による。ファクシミリによる提出は認めない。"),
        [Method::InPerson, Method::Post]
    );
    assert_eq!(methods("質問書は、電子メールにより提出すること。電話による質問は受け付けない。"), [Method::Email]);
    assert_eq!(values("回答は、電子メールにより通知する。", Kind::SubmissionMethod), []);
}

#[test]
fn amounts_are_read_in_every_unit() {
    let cap = |text: &str| values(text, Kind::PriceCap);
    assert_eq!(cap("委託料上限額 9,900千円（税込）"), [Value::PriceCap { yen: 9_900_000 }]);
    assert_eq!(cap("見積上限額は、１億２，０００万円とする。"), [Value::PriceCap { yen: 120_000_000 }]);
    assert_eq!(cap("提案上限額（千円） 5,500"), [Value::PriceCap { yen: 5_500_000 }]);
    assert_eq!(cap("支払限度額は各年度 5,500,000円とする。"), []);
}

#[test]
fn two_prices_are_both_in_doubt_unless_one_is_the_other_with_tax() {
    let text = "１ 予定価格 10,000,000円\n２ 方法\n予定価格 12,000,000円\n";
    assert!(
        requirements(text, Kind::PlannedPrice).iter().all(|one| matches!(one.doubt, Some(Doubt::TwoValues { .. })))
    );
    let text = "１ 予定価格 10,000,000円（税抜）\n２ 方法\n予定価格 11,000,000円（税込）\n";
    assert!(requirements(text, Kind::PlannedPrice).iter().all(|one| one.certain));
}

#[test]
fn a_bond_that_is_waived_on_conditions_is_not_called_waived() {
    let bond = requirements(
        "契約保証金 契約金額の100分の10以上。ただし、規則第５条に該当する場合は免除する。",
        Kind::ContractBond,
    );
    assert_eq!(bond.first().map(|one| &one.value), Some(&Value::ContractBond { exempt: false }));
    let bond = requirements("入札保証金 免除することができる。", Kind::BidBond);
    assert!(bond.iter().all(|one| !one.certain));
    assert_eq!(values("入札保証金及び契約保証金 免除", Kind::BidBond), [Value::BidBond { exempt: true }]);
    assert_eq!(values("入札保証金及び契約保証金 免除", Kind::ContractBond), [Value::ContractBond { exempt: true }]);
}

#[test]
fn the_rule_for_joint_ventures_is_told_apart() {
    let rule = |text: &str| match values(text, Kind::JointVenture).as_slice() {
        [Value::JointVenture { rule }] => *rule,
        other => panic!("{other:?}"),
    };
    assert_eq!(rule("１ 参加資格\n（１） 共同企業体による参加も可とする。"), JointVentureRule::Yes);
    assert_eq!(rule("１ 参加資格\n（１） 単独企業に限り、共同企業体の参加は認めない。"), JointVentureRule::No);
    assert_eq!(
        rule("１ 参加資格\n（１） ２者により構成される特定建設工事共同企業体であること。"),
        JointVentureRule::Required
    );
    assert_eq!(
        rule("１ 参加資格\n（１） 共同企業体の構成員の出資比率は、30パーセント以上であること。"),
        JointVentureRule::Conditional
    );
}

#[test]
fn a_form_is_named_once_with_its_number() {
    let text =
        "提出書類\n・参加申込書（様式１）\n・誓約書（様式２）\n\n参加申込書（様式１）は、持参により提出すること。\n";
    assert_eq!(
        values(text, Kind::Form),
        [
            Value::Form { number: "様式1".to_owned(), title: "参加申込書".to_owned() },
            Value::Form { number: "様式2".to_owned(), title: "誓約書".to_owned() },
        ]
    );
}

#[test]
fn examples_and_printed_forms_are_no_demands() {
    let text = "様式第３号\n\n令和　年　月　日\n\n霧ヶ丘市長 様\n\n誓約書\n\n当社は、地方自治法施行令第167条の４に該当しない者であることを誓約します。\n電話 026-555-0134\n";
    let read = read(text).requirements;
    assert!(read.iter().all(|one| one.value.kind() == Kind::Form), "{read:?}");
}

#[test]
fn a_minimum_price_of_other_tenders_is_not_this_ones() {
    assert_eq!(values("最低制限価格を下回る入札をした者は失格とする。", Kind::MinimumPrice), []);
    assert_eq!(values("最低制限価格 設定しない", Kind::MinimumPrice), [Value::MinimumPrice { yen: None, set: false }]);
    assert_eq!(
        values("最低制限価格 8,500,000円", Kind::MinimumPrice),
        [Value::MinimumPrice { yen: Some(8_500_000), set: true }]
    );
}

#[test]
fn long_texts_are_read_to_their_end() {
    let words = "本業務の提出書類は、参加表明書（様式第１号）及び納税証明書とし、持参により提出すること。";
    for original in [words.repeat(3_000), "様式".repeat(60_000), "予定価格".repeat(40_000), "0".repeat(100_000)] {
        for one in read(&original).requirements {
            assert!(original.get(one.evidence.start..one.evidence.end).is_some());
        }
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        Just("様式第１号".to_owned()),
        Just("正本１部、副本９部".to_owned()),
        Just("予定価格 1,000円".to_owned()),
        Just("参加資格".to_owned()),
        Just("電話 03-1234-5678".to_owned()),
        Just("a@b.jp".to_owned()),
        Just("次の各号に該当しない者".to_owned()),
        Just("（１）".to_owned()),
        Just("\n".to_owned()),
        Just("　".to_owned()),
        Just("㈱①Ⅲ㍿".to_owned()),
        Just("提出すること。".to_owned()),
        "\\PC{0,6}",
    ];
    proptest::collection::vec(words, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_read_and_every_sentence_lies_in_it(original in pieces()) {
        for one in read(&original).requirements {
            let evidence = one.evidence;
            prop_assert!(original.get(evidence.start..evidence.end).is_some_and(|value| !value.is_empty()));
            prop_assert!(original.contains(&evidence.sentence));
            prop_assert_eq!(one.certain, one.doubt.is_none());
        }
    }
}
