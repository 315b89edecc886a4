//! Labels of bids: deposit, period, withdrawal, opening.

use super::words::{DUE, TERM};
use super::{Meaning, Rule, full, other, subject, tight};
use crate::domain::deadline::MilestoneKind as Kind;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[
    full(Kind::DepositBy, &[&["入札保証金"], &["納付", "納入", "期限", "まで"]]),
    full(Kind::BidBy, &[&["入札書", "入札書等", "応札"], DUE]),
    full(Kind::BidBy, &[&["入札書", "応札"], &["提出", "受付", "到達", "到着", "受領", "送信", "郵送"], TERM]),
    full(Kind::BidBy, &[&["入札書", "郵便入札", "郵送入札"], &["到達", "到着", "必着", "郵送", "送信", "投函"]]),
    full(
        Kind::BidBy,
        &[&[
            "入札期間",
            "入札受付期間",
            "入札締切",
            "入札期限",
            "入札受付",
            "応札期限",
            "応札期間",
            "入札日時",
            "入札の日時",
            "入札日",
            "入札書受付締切",
            "入札提出期限",
            "入札の締切",
            "入札締切日時",
            "入札書の締切",
            "入札の期限",
            "入札の期間",
            "入札書の受領期限",
        ]],
    ),
    full(Kind::BidBy, &[&["見積書", "見積"], DUE]),
    full(Kind::BidBy, &[&["見積書", "見積"], &["提出", "受付", "徴取"], TERM]),
    full(Kind::BidFrom, &[&["入札開始", "入札書受付開始", "入札受付開始", "入札書提出開始", "受付開始日時"]]),
    subject(Kind::BidBy, &[&["入札書", "入札"]]),
    tight(
        Meaning::BidAndOpening,
        &[&["入札", "入札執行", "入札の執行"], &["及び", "・", "並びに", "と", "、"], &["開札"]],
    ),
    tight(
        Meaning::BidAndOpening,
        &[
            &["入札", "入札執行", "入札の執行"],
            &["及び", "・", "並びに", "と", "、"],
            &["開札"],
            &["の"],
            &["日時", "期日", "日"],
        ],
    ),
    tight(Meaning::BidAndOpening, &[&["入札"], &["及び", "・", "並びに", "と"], &["開札"], &["日時", "期日", "日"]]),
    tight(Meaning::BidAndOpening, &[&["入札執行", "入札の執行", "入札開札", "入開札"], &["日時", "日", "期日"]]),
    full(Kind::WithdrawBy, &[&["辞退届", "辞退"], DUE]),
    subject(Kind::WithdrawBy, &[&["辞退届", "入札辞退"]]),
    full(Kind::OpenAt, &[&["開札"], &["日時", "予定日時", "執行日", "期日", "日", "予定日", "執行", "年月日"]]),
    subject(Kind::OpenAt, &[&["開札"]]),
    subject(Kind::BidBy, &[&["競売り", "競り売り", "せり売り", "公売", "競売"]]),
    full(
        Kind::BidBy,
        &[
            &["見積合わせ", "見積合せ", "見積り合わせ", "競売り", "競り売り", "せり売り", "公売"],
            &["日時", "期日", "執行日", "期間", "日"],
        ],
    ),
    tight(Meaning::BidAndOpening, &[&["入札"], &["("], &["開札"], &[")"]]),
    subject(Kind::DepositBy, &[&["入札保証金"]]),
    full(Kind::WithdrawBy, &[&["取下げ", "取り下げ", "取下書", "取下届", "参加辞退"], DUE]),
    other(Meaning::NoStep, &[&["契約保証金"], &["納付期限", "納入期限", "納付期日", "納付", "納入", "期限", "まで"]]),
];
